"""Kepala layar: apa, kapan, di mana, sampai tahap mana, dan apa yang menahannya."""

import streamlit as st

from data.wording import say
from models import places
from models.actors import Actor
from models.content import indonesian
from models.content.contents import Content
from models.people import Person
from models.playbooks import FieldKind, StageKind
from pages.review.content import call
from pages.ui import blocks, formats
from pages.ui.session import db


def show_head(content: Content, actor: Actor) -> None:
    show_title(content)
    show_reason(content)
    call.show_call(content, actor)


def show_title(content: Content) -> None:
    st.page_link("review/queue.py", label="Persetujuan", icon=":material/arrow_back:")
    rules, stages = content.rules, content.lane_rules.stages
    looks = [blocks.status(content.state)]
    if content.due_at and content.stage_rules.kind in (StageKind.WORK, StageKind.VALIDATE) and not content.stopped:
        looks.insert(0, blocks.deadline(content.due_at))
    if content.lane != "normal":
        looks.append(blocks.Look(content.lane_rules.label, "red", "bolt"))
    looks += [blocks.Look(content.programme.name, "gray", "hub"), blocks.Look(rules.format_of(content.format).label, "gray", "category")]
    blocks.title(content.title, facts_of(content), looks)
    done = content.state == "archived" or any(one.stage == stages[-1].key for one in content.passages)
    blocks.stepper([one.label for one in stages], len(stages) if done else content.lane_rules.index(content.stage))


def facts_of(content: Content) -> str:
    """Who, which revision, when and where, in one line."""
    owner = Person.names({content.owner_id}, db()) if content.owner_id else {}
    planned = f"rencana tayang {formats.short_moment(content.planned_for)}" if content.planned_for else "tanpa rencana tayang"
    channels = indonesian.listing(content.rules.channel(one).label for one in content.channels)
    parts = (
        *owner.values(),
        f"revisi {content.revision_number}",
        content.rules.type(content.kind).label,
        planned,
        channels,
        where(content),
    )
    return " · ".join(part for part in parts if part)


def where(content: Content) -> str:
    assert content.revision is not None
    keys = [one.key for one in content.rules.fields if one.kind is FieldKind.PLACES]
    return indonesian.listing(places.known().get(one, one) for key in keys for one in content.revision.fields.get(key) or [])


def show_reason(content: Content) -> None:
    """Why it stands still, or why it took the short way."""
    replaced = content.published_at is not None and content.state == "superseded"  # its note still says why it took the short way
    if content.note and (content.stopped or content.lane != "normal"):
        words = say("review.stopped") if content.stopped and not replaced else say("review.emergency")
        with st.container(border=True, gap=None):
            st.caption(words)
            st.text(content.note.text)
