"""Versi-versi rencana satu triwulan: siapa kapan, apa yang berubah, dan pembanding yang ditetapkan."""

from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models.planning.comparing import changes
from models.planning.plans import Plan
from models.planning.snapshots import PlanSnapshot
from pages.ui import blocks, formats, plan_words
from pages.ui.session import db

CHOSEN = "plan-version"


def show_versions(plan: Plan, versions: Sequence[Plan]) -> None:
    """Each version, and what it changed on the one before."""
    for place, one in enumerate(versions):
        with st.container(gap="xxsmall", key=f"plan-version-{one.pk}"):
            st.markdown(f"{plan_words.state(one).markdown} **Versi {one.number}** :small[:gray[{blocks.plain(plan_words.said_by(one))}]]")
            if place + 1 < len(versions):
                found = [plan_words.change(each, one.programme.rules) for each in changes(versions[place + 1], one)]
                for line in found or [say("plan_changes.none")]:
                    st.markdown(f":small[:material/arrow_right: {blocks.plain(line)}]")
            if one.pk != plan.pk:
                st.button(f"Lihat versi {one.number}", key=f"plan-look-{one.pk}", type="tertiary", on_click=look_at, args=(one.pk,))
    if frozen := PlanSnapshot.of(plan.pk, db()).get(False):
        facts = {"at": formats.short_moment(frozen.taken_at), "count": len(frozen.items), "digest": frozen.digest[:12]}
        st.caption(say("quarter_plan.frozen", **facts))


def show_beside_before(plan: Plan) -> None:
    """For who decides: which figures differ from those of the quarter before."""
    before = Plan.in_force(plan.programme_id, plan.period.previous, db())
    found = [one for one in changes(before, plan) if one.about in ("target", "frequency")] if before else []
    if found:
        with st.expander(say("quarter_plan.beside_before", quarter=plan.period.previous.label), icon=":material/compare_arrows:"):
            for one in found:
                st.markdown(f":small[:material/arrow_right: {blocks.plain(plan_words.change(one, plan.programme.rules))}]")


def look_at(plan_id: int) -> None:
    st.session_state[CHOSEN] = plan_id
