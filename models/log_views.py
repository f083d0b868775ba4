"""The log as it is looked at and taken out: whose lines, narrowed how, a page or a whole stretch of them (S3.4, A3.3b)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, exists, func, true
from sqlmodel import Session, col, select

from models import entries
from models.actors import READ_ONLY, Actor, can
from models.entries import Entry
from models.errors import NotAllowed
from models.issues import Issue
from models.people import Assignment, Person
from models.programmes import Programme

entries.register("log.exported", "person", ("first", "last", "format"))

PAGE = 50
AT_ONCE = 2_000


class Group(StrEnum):
    """What a line is about, for whoever looks for something."""

    WRITING = "writing"
    DECIDING = "deciding"
    PUBLISHING = "publishing"
    LOOKING = "looking"
    PEOPLE = "people"
    OFFICE = "office"


DECIDING = (
    "content.approved", "content.written_validation", "content.returned", "content.recalled", "content.held", "content.resumed",
    "content.decision_undone", "content.verbally_approved", "content.verbal_confirmed", "content.verbal_denied",
    "content.own_decision_refused",
)  # fmt: skip
PUBLISHING = (
    "content.scheduled", "content.rescheduled", "content.cancelled", "content.published", "content.channel_cancelled",
    "content.taken_down", "content.monitored", "content.archived", "programme.paused", "programme.resumed",
)  # fmt: skip
LOOKING = ("content.inspected", "content.dossier_taken", "log.exported", "sample.drawn", "sample.taken")
PEOPLE = ("person", "role", "deputy", "leave", "invitation", "session")


def group_of(action: str) -> Group:
    """Every registered action belongs to one."""
    for group, keys in ((Group.DECIDING, DECIDING), (Group.PUBLISHING, PUBLISHING), (Group.LOOKING, LOOKING)):
        if action in keys:
            return group
    subject = action.partition(".")[0]
    return Group.WRITING if subject == "content" else Group.PEOPLE if subject in PEOPLE else Group.OFFICE


def actions_of(group: Group | None) -> tuple[str, ...]:
    """Keys of the registered actions of a group; all of them (empty) without one."""
    return tuple(key for key in entries.ACTIONS if group_of(key) is group) if group else ()


@dataclass(frozen=True)
class LogFilters:
    """What a view of the log is narrowed by; None and empty mean all. `until` is the first moment that no longer counts."""

    programme_id: int | None = None
    actor_id: int | None = None
    actions: tuple[str, ...] = ()
    content_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.programme_id is not None:
            found.append(col(Entry.programme_id) == self.programme_id)
        if self.actor_id is not None:
            found.append(col(Entry.actor_id) == self.actor_id)
        if self.actions:
            found.append(col(Entry.action).in_(self.actions))
        if self.content_id is not None:
            found += [col(Entry.subject) == "content", col(Entry.subject_id) == self.content_id]
        return found + self.period()

    def period(self) -> list[ColumnElement[bool]]:
        """The part that names a consecutive stretch of the log."""
        since = [col(Entry.at) >= self.since] if self.since else []
        return since + ([col(Entry.at) < self.until] if self.until else [])


def page(actor: Actor, session: Session, filters: LogFilters, *, before: int | None = None, size: int = PAGE) -> list[Entry]:
    """Newest first, below a number; one more than `size` says that another page follows."""
    wanted = select(Entry).where(Entry.visible_to(actor), *filters.conditions())
    if before is not None:
        wanted = wanted.where(col(Entry.number) < before)
    return list(session.exec(wanted.order_by(col(Entry.number).desc()).limit(size + 1)))


def people_in(actor: Actor, session: Session) -> dict[int, str]:
    """Everybody who ever had a part in what this person may read, by name."""
    wanted = select(Person.id, Person.name).order_by(Person.name)
    if not reads_whole_log(actor):
        held = exists().where(col(Assignment.person_id) == col(Person.id), col(Assignment.programme_id).in_(actor.programmes))
        wanted = wanted.where(held)
    return dict(session.exec(wanted).all())  # type: ignore[arg-type]


def reads_whole_log(actor: Actor) -> bool:
    """Only who may read every line can be given a stretch without gaps, and only such a stretch can be verified."""
    return actor.sees_all or actor.is_admin


def exportable(actor: Actor, programmes: Iterable[Programme]) -> list[int]:
    """Programmes whose log this person may take out of the house; who reads the whole log needs none."""
    return [one.pk for one in programmes if can(actor, "export", one) or actor.roles(one.id) & READ_ONLY]


def matching(actor: Actor, programmes: Iterable[Programme], session: Session, filters: LogFilters, limit: int) -> Iterator[list[Entry]]:
    """What the filters leave of the lines this person may take out, newest first, in batches, at most `limit` in all."""
    ours = true() if reads_whole_log(actor) else col(Entry.programme_id).in_(exportable(actor, programmes))
    last: int | None = None
    while limit > 0:
        wanted = select(Entry).where(Entry.visible_to(actor), ours, *filters.conditions())
        wanted = wanted if last is None else wanted.where(col(Entry.number) < last)
        batch = list(session.exec(wanted.order_by(col(Entry.number).desc()).limit(min(limit, AT_ONCE))))
        if not batch:
            return
        yield batch
        last, limit = batch[-1].number, limit - len(batch)


def ends(session: Session, filters: LogFilters, limit: int) -> tuple[int, int]:
    """First and last number of the stretch a period covers, at most `limit` lines before its end; (0, 0) when nothing happened."""
    first, last = session.exec(select(func.min(Entry.number), func.max(Entry.number)).where(*filters.period())).one()
    return (max(first, last - limit + 1), last) if first else (0, 0)


def stretch(first: int, last: int, session: Session) -> Iterator[list[Entry]]:
    """The lines from one number to another without gaps, oldest first, in batches."""
    while first <= last:
        within = (col(Entry.number) >= first, col(Entry.number) <= last)
        batch = list(session.exec(select(Entry).where(*within).order_by(col(Entry.number)).limit(AT_ONCE)))
        if not batch:
            return
        yield batch
        first = batch[-1].number + 1
        session.expunge_all()


def take_out(by: Actor, programmes: Iterable[Programme], session: Session, *, first: int, last: int, format: str) -> None:
    """An export leaves a line of its own: who, which stretch, as `jsonl` (verifiable, whole) or `csv` (what he may read)."""
    may = reads_whole_log(by) or (format == "csv" and exportable(by, programmes))
    person = session.get(Person, by.person_id) if may and by.person_id else None
    if person is None:
        raise NotAllowed(Issue("person", "log_export_not_allowed"))
    entries.record(session, "log.exported", by=by, subject=person, first=first, last=last, format=format)
