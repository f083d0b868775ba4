"""Which cycle of a programme is looked at: the one in the address, then the one chosen, then the newest that isn't past."""

from collections.abc import Sequence

import streamlit as st

from models.governance.cycles import Cycle, CycleState

CHOSEN = "cycle-chosen"


def chosen_cycle(found: Sequence[Cycle]) -> Cycle:
    """A list to choose from where there are several; `found` has at least one."""
    names = {one.pk: one.label for one in found}
    if arrived := st.query_params.get("siklus", "").strip():
        st.session_state[CHOSEN] = int(arrived) if arrived.isdecimal() else 0
        del st.query_params["siklus"]
    if st.session_state.get(CHOSEN) not in names:
        st.session_state[CHOSEN] = next((one.pk for one in found if one.state is not CycleState.PAST), found[0].pk)
    if len(found) > 1:
        st.selectbox("Siklus", list(names), key=CHOSEN, format_func=lambda key: names[key])
    return next(one for one in found if one.pk == st.session_state[CHOSEN])
