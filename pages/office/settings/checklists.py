"""Butir validasi: kalimat yang dijawab manusia, ditambah, ditulis ulang, atau dihapus."""

import streamlit as st

from data.wording import say
from models.governance.rule_proposals import RuleProposal
from models.playbooks import Item, Stage
from pages.ui.session import attempt, signed_in


def show_checklists(one: RuleProposal) -> None:
    stages = {
        f"lanes.{lane.key}.stages.{stage.key}": (f"{lane.label} · {stage.label}", stage)
        for lane in one.rules.lanes
        for stage in lane.validating
    }
    path = st.selectbox("Tahap", list(stages), key="rules-checklist", format_func=lambda key: stages[key][0])
    stage = stages[path][1]
    for item in stage.checklist:
        show_item(one, f"{path}.checklist.{item.key}", item)
    added = st.expander("Tambah butir", icon=":material/add:", key="rules-item-form")
    with added.form(f"rules-item-{one.pk}-{one.version}", border=False):
        st.text_input("Pertanyaan", key=key(one, path, "text"), max_chars=200)
        st.text_input("Petunjuk", key=key(one, path, "guidance"), max_chars=300)
        st.form_submit_button("Tambah butir", on_click=add, args=(one.pk, one.version, path))


def show_item(one: RuleProposal, path: str, item: Item) -> None:
    with st.form(f"rules-{one.pk}-{one.version}-{path}"):
        st.text_input("Pertanyaan", value=item.text, key=key(one, path, "text"), max_chars=200)
        st.text_input("Petunjuk", value=item.guidance, key=key(one, path, "guidance"), max_chars=300)
        with st.container(horizontal=True, gap="xsmall"):
            st.form_submit_button("Catat perubahan", on_click=reword, args=(one.pk, one.version, path), key=key(one, path, "save"))
            st.form_submit_button(
                "Hapus butir", on_click=remove, args=(one.pk, one.version, path), key=key(one, path, "drop"), type="tertiary"
            )


def key(one: RuleProposal, path: str, part: str) -> str:
    return f"item-{one.pk}-{one.version}-{path}-{part}"


def reword(proposal_id: int, seen: int, path: str) -> None:
    with attempt(say("rules.saved")) as session:
        by = signed_in(session)
        one = RuleProposal.current(proposal_id, seen, by, session)
        one.edit(by, {f"{path}.{part}": st.session_state.get(key(one, path, part)) or "" for part in ("text", "guidance")})


def remove(proposal_id: int, seen: int, path: str) -> None:
    with attempt(say("rules.saved")) as session:
        by = signed_in(session)
        RuleProposal.current(proposal_id, seen, by, session).remove(by, path)


def add(proposal_id: int, seen: int, path: str) -> None:
    """It looks at all the stage's decision covers; its key is the next free number."""
    with attempt(say("rules.saved")) as session:
        by = signed_in(session)
        one = RuleProposal.current(proposal_id, seen, by, session)
        lane, stage = path.split(".")[1], path.split(".")[3]
        found: Stage = one.rules.lane(lane).stage(stage)
        taken = {item.key for item in found.checklist}
        number = next(place for place in range(1, 100) if f"butir_{place}" not in taken)
        told = {part: st.session_state.get(key(one, path, part)) or "" for part in ("text", "guidance")}
        one.add(by, f"{path}.checklist", {"key": f"butir_{number}", **told, "about": [*found.covers], "not_applicable": False})
