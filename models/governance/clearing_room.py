"""Clearing a practice room: every practice piece ends as any piece would, and newcomers begin at an empty desk (S4.5, A4.3)."""

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from models import entries
from models.actors import Actor
from models.content.contents import Content
from models.content.publications import PublicationState, of_state
from models.errors import NotAllowed, WrongStage
from models.governance.practice import colleague, objections_to_keeping
from models.issues import Issue, Issues
from models.programmes import Programme

entries.register("practice.cleared", "programme", ("pieces",))

ENDED = ("cancelled", "taken_down", "superseded", "archived")
AT_ONCE = 200


def pieces(room: Programme, session: Session) -> int:
    """How many practice pieces haven't ended."""
    return session.exec(select(func.count()).select_from(Content).where(*_running(room))).one()


def objections_to_clearing(room: Programme, by: Actor, session: Session) -> Issues:
    """Who keeps the room; where there is something to clear."""
    mother = Programme.find(room.practice_of_id or 0, session)
    if issues := objections_to_keeping(mother, by):
        return issues
    return Issues([] if pieces(room, session) else [Issue("page", "practice_empty")])


def clear(room: Programme, by: Actor, session: Session, reason: str) -> int:
    """What went out is taken down, the rest is cancelled, by the acted colleague; how many (at most 200), in the room's own log."""
    if issues := objections_to_clearing(room, by, session):
        raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
    wanted = select(Content).where(*_running(room)).options(*Content.whole()).order_by(col(Content.id)).limit(AT_ONCE)
    found = list(session.exec(wanted.with_for_update(of=Content)))
    for one in found:
        shown = of_state(one.publications, PublicationState.PUBLISHED)
        if shown:
            one.take_down(colleague(one), list(shown), reason)
        else:
            one.cancel(colleague(one), reason)
    entries.record(session, "practice.cleared", by=by, subject=room, pieces=len(found))
    return len(found)


def _running(room: Programme) -> tuple[ColumnElement[bool], ...]:
    return col(Content.programme_id) == room.pk, col(Content.state).not_in(ENDED)
