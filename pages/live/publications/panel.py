"""The opened content: what can be done with it now, on any of the tabs; one at a time."""

from collections.abc import Callable

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.contents import Content
from models.playbooks import StageKind
from pages.documents import dossier
from pages.live.publications import kit, report, schedule, stopping, withdrawal
from pages.ui import blocks
from pages.ui.session import db

OPENED = "publication-opened"
PART = "publication-part"

Part = Callable[[Content, Actor], None]
PARTS: dict[StageKind, dict[str, Part]] = {
    StageKind.SCHEDULE: {"schedule": schedule.show_schedule, "kit": kit.show_kit, "stop": stopping.show_stopping},
    StageKind.PUBLISH: {
        "report": report.show_report,
        "kit": kit.show_kit,
        "reschedule": schedule.show_reschedule,
        "stop": stopping.show_stopping,
    },
}


def opened() -> int | None:
    """The one chosen in a list or named by a link."""
    return st.session_state.get(OPENED)


def open_linked(asked: str, actor: Actor) -> Content | None:
    """`?id=`: opens that content, or none; NotFound where it isn't this person's to see."""
    turn(int(asked) if asked.isdecimal() and len(asked) < 12 else None)
    found = opened()
    return Content.find(found, actor, db()) if found else None


def show_button(content: Content, label: str, list_name: str = "open") -> None:
    """`list_name` tells the same content's buttons in two lists apart."""
    shut = opened() != content.pk
    words, icon = (label, None) if shut else (say("publications.close"), ":material/close:")
    st.button(words, key=f"{list_name}-{content.pk}", icon=icon, on_click=turn, args=(content.pk if shut else None,))


def turn(content_id: int | None) -> None:
    st.session_state[OPENED] = content_id
    st.session_state.pop(PART, None)


def show_below(content: Content, actor: Actor) -> None:
    if opened() == content.pk:
        show_panel(content.pk, actor, below=True)


def show_panel(content_id: int, actor: Actor, *, below: bool = False) -> None:
    """Everything the current stage permits; what went out already stands above it. `below`: its own row has just named it."""
    content = Content.find(content_id, actor, db())
    parts = PARTS.get(content.stage_rules.kind, {}) if not content.stopped else {}
    with st.container(border=True, gap="small", key=f"panel-{content.pk}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f":small[:gray[{content.stage_rules.label}]]" if below else f"**{blocks.plain(content.title)}**", width="stretch")
            st.page_link("review/content/page.py", label="Rincian", icon=":material/open_in_full:", query_params={"id": str(content.pk)})
            show_dossier(content, actor)
        if any(one.published_at for one in content.publications):
            withdrawal.show_out(content, actor)
        if parts:
            parts[ask_part(list(parts))](content, actor)
        elif not content.published_at:
            blocks.empty(say("publications.nothing_here", stage=content.stage_rules.label))


def ask_part(offered: list[str]) -> str:
    """What somebody wants to do; the first one again when the stage has changed meanwhile."""
    if st.session_state.get(PART) not in offered:
        st.session_state[PART] = offered[0]
    st.segmented_control(
        "Tindakan", offered, key=PART, required=True, format_func=lambda key: f":gray[{say(f'publications.part_{key}')}]",
        label_visibility="collapsed",
    )  # fmt: skip
    return str(st.session_state[PART])


def show_dossier(content: Content, actor: Actor) -> None:
    """Only who may hand it out sees it."""
    if not content.objections_to_handing_out(actor):
        st.download_button(
            "Berkas konten", dossier.offered(content.pk), dossier.file_name(content), "application/zip", key=f"dossier-{content.pk}",
            icon=":material/folder_zip:", type="tertiary", on_click="ignore",
        )  # fmt: skip
