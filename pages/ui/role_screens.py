"""Which screens and buttons a role holds, and why: each line rests on a stage or a right of the playbook (S1.2)."""

from collections.abc import Collection, Iterator

import streamlit as st

from data.wording import say, sentences
from models.playbooks import Playbook
from pages.ui import blocks


def show_screens(role: str, rules: Playbook, whose: str = "", *, temporary: bool = False) -> None:
    """One line per screen: its buttons, and in gray the reason; `temporary`: only what a task letter carries."""
    lines: dict[str, list[tuple[str, str]]] = {}
    for screen, buttons, why in told(role, rules, temporary=temporary):
        lines.setdefault(screen, []).append((buttons, why))
    with st.expander(
        whose or say("role_screens.heading", count=len(lines)),
        icon=":material/web:",
        key=f"screens-{rules.key}-{role}{'-letter' if temporary else ''}",
    ):
        for screen, parts in lines.items():
            st.markdown(f"**{blocks.plain(screen)}**")
            st.markdown("\n".join(f"- {blocks.plain(buttons)}  \n  :small[:gray[{blocks.plain(why)}]]" for buttons, why in parts))


def told(role: str, rules: Playbook, *, temporary: bool) -> list[tuple[str, str, str]]:
    """Screen, buttons, reason."""
    if not temporary:
        return [*of_stages(role, rules), *of_rights(role, rules), *of_escalation(role, rules)]
    return [*of_stages(role, rules, temporary=True), *of_rights(role, rules, within=rules.governance.temporary_rights)]


def of_stages(role: str, rules: Playbook, *, temporary: bool = False) -> Iterator[tuple[str, str, str]]:
    """Stages of the same kind share their buttons, whatever the lane."""
    kinds: dict[str, dict[str, None]] = {}
    for lane in rules.lanes:
        for stage in lane.stages:
            if role in stage.by and stage.open_to(temporary=temporary):
                kinds.setdefault(stage.kind.value, {})[stage.label] = None
    for kind, labels in kinds.items():
        yield (*_place(f"stage_{kind}"), say("role_screens.because_stage", stages=", ".join(labels)))


def of_rights(role: str, rules: Playbook, within: Collection[str] | None = None) -> Iterator[tuple[str, str, str]]:
    for right, holders in rules.rights.items():
        if role in holders and (within is None or right in within):
            yield (*_place(right), say("role_screens.because_right", right=say(f"rights.{right}")))


def of_escalation(role: str, rules: Playbook) -> Iterator[tuple[str, str, str]]:
    """What reaches this role by itself; a version approved since may say otherwise and stands in Pengaturan."""
    for number, step in enumerate(rules.escalation, start=1):
        if role in step.tells:
            yield (*_place("escalation"), say("role_screens.because_level", level=number))


def _place(key: str) -> tuple[str, str]:
    """Screen and buttons, written as 'Screen: buttons' in the wording."""
    screen, _, buttons = sentences()["role_places"][key].partition(": ")
    return screen, buttons
