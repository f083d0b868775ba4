"""An event told by time: its facts, what was said about it until when, what the public wrote and what proved untrue (A3.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import or_
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Session, col, select

from models.actors import Actor
from models.content.contents import Content
from models.content.corrections import Correction
from models.content.facts import Fact, FactValue
from models.content.incident_links import Subject
from models.content.incidents import Incident
from models.public.hoaxes.cases import HoaxCase
from models.public.interactions import Interaction

MOST = 300


class Kind(StrEnum):
    STARTED = "started"
    FACT = "fact"
    BEGUN = "begun"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    COMMENT = "comment"
    HOAX = "hoax"
    ENDED = "ended"


@dataclass(frozen=True)
class Moment:
    """One line: `title` is somebody's words (a fact, a headline, a case's name), never a citizen's; `state` is a key of its subject."""

    at: datetime
    kind: Kind
    title: str
    detail: str = ""
    state: str = ""
    subject: Subject | None = None
    subject_id: int = 0
    linked: bool = False


@dataclass(frozen=True)
class Thread:
    """`first_minutes`: whole minutes from the event to the first publication about it; None while nothing is out."""

    moments: tuple[Moment, ...]
    first_minutes: int | None


def thread(incident: Incident, actor: Actor, session: Session) -> Thread:
    """Oldest first; updates of a linked content belong to it by themselves."""
    contents, corrections = _contents(incident, actor, session)
    out = [one.published_at for one in contents if one.published_at]
    first = int((min(out) - incident.started_at).total_seconds() // 60) if out else None
    moments = [
        Moment(incident.started_at, Kind.STARTED, incident.title),
        *_facts(incident, session),
        *_said(incident, contents, corrections),
        *_comments(incident, session),
        *_hoaxes(incident, actor, session),
    ]
    if incident.ended_at:
        moments.append(Moment(incident.ended_at, Kind.ENDED, incident.title))
    return Thread(tuple(sorted(moments, key=lambda one: one.at)), first)


def _contents(incident: Incident, actor: Actor, session: Session) -> tuple[list[Content], list[Correction]]:
    linked = incident.ids(Subject.CONTENT)
    if not linked:
        return [], []
    roots = select(Correction.root_id).where(or_(col(Correction.old_id).in_(linked), col(Correction.new_id).in_(linked)))
    whole = select(Correction).where(col(Correction.root_id).in_(roots), col(Correction.given_up_at).is_(None))
    corrections = list(session.exec(whole.options(selectinload(Correction.note), raiseload("*")).order_by(col(Correction.id)).limit(MOST)))  # type: ignore[arg-type]
    ids = {*linked, *(one.old_id for one in corrections), *(one.new_id for one in corrections)}
    return Content.titled(sorted(ids), actor, session), corrections


def _said(incident: Incident, contents: list[Content], corrections: list[Correction]) -> Iterator[Moment]:
    made, linked = {one.new_id: one for one in corrections}, set(incident.ids(Subject.CONTENT))
    replaced = {one.old_id: one for one in corrections if one.superseded_at}
    for one in contents:
        mine = made.get(one.pk)
        about = (mine.kind.value if mine else "", one.state.value, Subject.CONTENT, one.pk, one.pk in linked)
        if one.published_at:
            yield Moment(one.published_at, Kind.PUBLISHED, one.title, *about)
        else:
            yield Moment(one.created_at, Kind.BEGUN, one.title, *about)
        if (gone := replaced.get(one.pk)) and gone.superseded_at:
            yield Moment(gone.superseded_at, Kind.SUPERSEDED, one.title, gone.kind.value, one.state.value, Subject.CONTENT, one.pk)


def _facts(incident: Incident, session: Session) -> Iterator[Moment]:
    facts = {one.pk: one for one in Fact.of([incident.programme_id], session, incident.ids(Subject.FACT))}
    for one in FactValue.of(facts, session):
        fact = facts[one.fact_id]
        words = f"{fact.label}: {one.value} {fact.unit}".strip()
        yield Moment(one.as_of, Kind.FACT, words, one.source, "", Subject.FACT, fact.pk, linked=one.number == fact.number)


def _comments(incident: Incident, session: Session) -> Iterator[Moment]:
    """Their category and state; the words stay where they may be erased."""
    wanted = select(Interaction).where(
        col(Interaction.id).in_(incident.ids(Subject.INTERACTION)), Interaction.programme_id == incident.programme_id
    )
    for one in session.exec(wanted.options(raiseload("*")).limit(MOST)):
        yield Moment(one.received_at, Kind.COMMENT, str(one.pk), one.category, one.state.value, Subject.INTERACTION, one.pk, linked=True)


def _hoaxes(incident: Incident, actor: Actor, session: Session) -> Iterator[Moment]:
    wanted = select(HoaxCase).where(
        col(HoaxCase.id).in_(incident.ids(Subject.HOAX_CASE)), HoaxCase.programme_id == incident.programme_id, HoaxCase.visible_to(actor)
    )
    for one in session.exec(wanted.options(raiseload("*")).limit(MOST)):
        yield Moment(one.received_at, Kind.HOAX, one.title, one.number, one.state.value, Subject.HOAX_CASE, one.pk, linked=True)
