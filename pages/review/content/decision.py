"""Bilah keputusan: apa yang kurang, lalu Lainnya, Kembalikan, Setujui; sesudahnya satu menit untuk mengurungkan."""

from collections import Counter
from datetime import timedelta

import streamlit as st

from data.wording import say, sentence
from models.actors import Actor
from models.content.contents import Content
from models.content.taking_back import UNDO_SECONDS
from models.issues import Issues
from models.playbooks import StageKind
from pages.review.content import actions
from pages.review.content.checklist import given
from pages.review.content.more import MORE, menu, show_dialog, show_more
from pages.ui import blocks, formats
from pages.ui.dialogs import opening
from pages.ui.session import db

RECORDED = ("verbal", "written")
COUNTED = {"item_no": "Tidak", "item_unanswered": "belum dijawab"}


def show_bar(content: Content, actor: Actor) -> None:
    show_dialog(content, actor)
    last = content.undoable(actor)
    if last:
        until = formats.second(last.at + timedelta(seconds=UNDO_SECONDS))
        with blocks.bottom_bar(say("review.decided", until=until), "green", "check_circle"):
            st.button(
                "Urungkan", icon=":material/undo:", key="undo", on_click=actions.undo, args=(content.pk, content.version), width="stretch"
            )
            show_next(content, actor)
    elif content.may_answer(actor):
        if content.objections_to_deciding(actor) and (ways := [one for one in RECORDED if one in menu(content, actor)]):
            show_recording(content, actor, ways[0])
        else:
            show_decision(content, actor)
    else:
        show_elsewhere(content, actor)


def show_decision(content: Content, actor: Actor) -> None:
    deciding, approving = content.objections_to_deciding(actor), content.objections_to_approval(actor, given(content))
    words = missing(deciding, approving)
    with blocks.bottom_bar(words or say("review.ready"), "red" if words else "green", "block" if words else "check_circle"):
        show_more(content, actor)
        back = content.objections_to_returning(actor)
        st.button(
            "Kembalikan", icon=":material/undo:", key="return", disabled=bool(back), help=told(back), width="stretch",
            on_click=opening, args=(content.pk, "return"),
        )  # fmt: skip
        st.button(
            "Setujui", icon=":material/check:", type="primary", key="approve", disabled=bool(approving), help=told(approving),
            on_click=actions.approve, args=(content.pk, content.version), width="stretch",
        )  # fmt: skip


def show_recording(content: Content, actor: Actor, name: str) -> None:
    """Not his own decision, but he may write down somebody else's."""
    with blocks.bottom_bar(say(f"review.{name}_only"), "orange", "info"):
        show_more(content, actor)
        st.button(MORE[name], type="primary", key="record", width="stretch", on_click=opening, args=(content.pk, name))


def show_elsewhere(content: Content, actor: Actor) -> None:
    """Nothing to decide here for this person: why, and where his own next step is."""
    stage = content.stage_rules
    asked = stage.kind is StageKind.VALIDATE and (content.assessing or not content.stopped)
    deciding = content.objections_to_deciding(actor) if asked else Issues()
    desk = content.may_act(actor, stage) and stage.kind is StageKind.WORK and not content.stopped
    writes = desk or (content.completing and not content.objections_to_completing(actor))
    publishes = content.may_act(actor, stage) and stage.kind in (StageKind.SCHEDULE, StageKind.PUBLISH, StageKind.MONITOR)
    publishes = publishes and (content.published_at is not None or not content.stopped)
    if not (deciding or writes or publishes or content.archived_at or menu(content, actor)):
        return
    with blocks.bottom_bar(" ".join(sentence(issue) for issue in deciding), "gray", "info"):
        show_more(content, actor)
        if writes:
            lead("Ke draf", "edit_note", "work/compose/page.py", id=content.pk)
        if content.archived_at:
            lead("Ke arsip", "inventory_2", "live/publications/page.py", tab="archive")
        elif publishes:
            lead("Ke publikasi", "campaign", "live/publications/page.py", id=content.pk)


def show_next(content: Content, actor: Actor) -> None:
    following = [one for one in Content.awaiting(actor, db(), size=2).rows if one.pk != content.pk]
    if following:
        lead("Berikutnya", "arrow_forward", "review/content/page.py", id=following[0].pk)
    elif st.button("Persetujuan", icon=":material/fact_check:", type="primary", key="to-queue", width="stretch"):
        st.switch_page("review/queue.py")


def lead(label: str, icon: str, page: str, **query: str | int) -> None:
    if st.button(label, icon=f":material/{icon}:", type="primary", key=f"to-{icon}", width="stretch"):
        st.switch_page(page, query_params={name: str(value) for name, value in query.items()})


def missing(deciding: Issues, approving: Issues) -> str:
    """'Belum dapat disetujui: 1 Tidak, 2 belum dijawab', or why this person can't decide."""
    if deciding:
        return " ".join(sentence(issue) for issue in deciding)
    counts = Counter(COUNTED.get(issue.key, "perlu catatan" if issue.key.startswith("item_") else "kekurangan") for issue in approving)
    said = ", ".join(f"{count} {words}" for words, count in counts.items())
    return f"Belum dapat disetujui: {said}" if said else ""


def told(issues: Issues) -> str | None:
    """All reasons of a grey button."""
    return "\n".join(f"- {blocks.plain(sentence(issue))}" for issue in issues) or None
