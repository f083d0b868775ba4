"""Cases that wait for an answer: what every table of them can do, and how a level is told by itself, once (S1.2, A1.3)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import SYSTEM, Actor, can
from models.base import Immutable, Record, now
from models.errors import NotAllowed, NotReady, WrongStage
from models.inbox.recipients import Recipients
from models.issues import Issue, Issues
from models.notes import Note
from models.programmes import Programme
from models.public.deadlines import Deadlines
from models.public.escalation import Ladder

entries.register("case.escalated", "case", ("level", "of", "by_hand", "told", "note"))

BATCH = 50
Titles = Callable[[set[int], Actor, Session], dict[int, str]]


class Escalation(Immutable, table=True):
    """A level that was told of a case; UNIQUE holds "once" against any number of workers."""

    __table_args__ = (UniqueConstraint("subject", "subject_id", "level"),)

    programme_id: int = Field(foreign_key="programme.id", index=True)
    subject: str
    subject_id: int
    level: int
    of: int  # number of the version of levels
    due_at: datetime
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    note_id: int | None = Field(default=None, foreign_key="note.id")

    @classmethod
    def of_case(cls, case: Record, session: Session) -> "list[Escalation]":
        """Lowest level first."""
        mine = (cls.subject == case.__tablename__, cls.subject_id == case.pk)
        return list(session.exec(select(cls).where(*mine).order_by(col(cls.level))))


class Waits(Protocol):
    """The columns a table of cases has; times are aware. It indexes `escalates_at` for the job."""

    programme_id: int
    received_at: datetime
    due_at: datetime
    first_response_at: datetime | None
    closed_at: datetime | None
    level: int
    escalates_at: datetime | None

    @property
    def pk(self) -> int: ...
    @property
    def session(self) -> Session: ...
    @property
    def day_and_night(self) -> bool: ...


class Waiting:
    """Verbs and questions of a case; a plain mixin: the columns of `Waits` stand in the table.

    A new row begins as `Table(programme_id=…, **Deadlines.of(programme, session).begin(received_at, hours))`.
    """

    @property
    def day_and_night(self) -> bool:
        """Whether its hours are hours of the clock; a table whose cases may be dangers says so itself."""
        return False

    @property
    def is_waiting(self: Waits) -> bool:
        """Open, with a level that has yet to hear of it."""
        return self.closed_at is None and self.escalates_at is not None

    def is_late(self: Waits) -> bool:
        """Past its due time without a first answer."""
        return self.closed_at is None and self.first_response_at is None and self.due_at <= now()

    def note_response(self: Waits, *, settled: bool = True) -> None:
        """The first answer counts; `settled` False where the clock runs on (a hoax that got its holding answer only).

        The calling verb records its own entry, which names the case.
        """
        self.first_response_at = self.first_response_at or now()
        if settled:
            self.escalates_at = None

    def end_waiting(self: Waits) -> None:
        """Closed: no level is told any more. WrongStage while a referral waits for its outcome (S3.3)."""
        if issues := open_referrals(self):
            raise WrongStage(*issues)
        self.closed_at, self.escalates_at = now(), None

    def objections_to_closing(self: Waits) -> Issues:
        """A case isn't closed before it is known what became of it where it was referred to (S3.3)."""
        if self.closed_at is not None:
            return Issues([Issue("page", "case_closed")])
        return open_referrals(self)

    def was_referred(self: Waits, by: Actor) -> None:
        """A referral was sent; a table that shows it in its state says so itself. The referral's entry names the case."""

    def referral_settled(self: Waits, by: Actor) -> None:
        """The last open referral is finished: the case may go on."""

    def objections_to_escalating(self: Waits, by: Actor) -> Issues:
        programme = Programme.find(self.programme_id, self.session)
        if not can(by, CASES[_name(self)].right, programme):
            return Issues([Issue("person", "may_not_escalate")])
        if self.closed_at is not None:
            return Issues([Issue("page", "case_closed")])
        ladder = Deadlines.of(programme, self.session).ladder(self.received_at)
        return Issues([Issue("page", "escalation_top")] if self.level >= len(ladder.steps) else [])

    def escalate(self: Waits, by: Actor, reason: str) -> None:
        """To the next level at once, whatever the clock says; the reason is kept apart from the log."""
        if issues := Waiting.objections_to_escalating(self, by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        programme = Programme.find(self.programme_id, self.session)
        note = Note.of(reason)
        self.session.add(note)
        self.session.flush()
        _raise(self, Deadlines.of(programme, self.session), Recipients.today(programme.pk, {}, self.session), by, note)


@dataclass(frozen=True)
class CaseKind:
    """A table of cases: the right that works on them, and how they are called in an inbox (`titles`: of those the actor may see).

    The table has `current(id, seen, by, session)`, which locks one row.
    """

    table: type[Any]
    right: str
    titles: Titles


CASES: dict[str, CaseKind] = {}
OPEN_REFERRALS: list[Callable[[Any], Issues]] = []


def register_case(table: type[Any], right: str, titles: Titles) -> None:
    """From here on the job looks after this table, and its cases can be referred and told in the inbox."""
    CASES[str(table.__tablename__)] = CaseKind(table, right, titles)


def open_referrals(case: Any) -> Issues:
    return Issues(issue for ask in OPEN_REFERRALS for issue in ask(case))


Case = TypeVar("Case", bound=Any)


def escalate_due(table: type[Case], programme: Programme, session: Session, limit: int = BATCH) -> int:
    """Raise what is due now by one level each, oldest first; how many. What another worker holds is left to it."""
    due = (table.programme_id == programme.pk, table.escalates_at <= now(), table.closed_at.is_(None))
    wanted = select(table).where(*due).order_by(table.escalates_at, table.id).limit(limit)
    cases = list(session.exec(wanted.with_for_update(of=table, skip_locked=True)))
    if cases:
        deadlines, recipients = Deadlines.of(programme, session), Recipients.today(programme.pk, {}, session)
        for one in cases:
            _raise(one, deadlines, recipients, SYSTEM)
    return len(cases)


def _raise(case: Waits, deadlines: Deadlines, recipients: Recipients, by: Actor, note: Note | None = None) -> None:
    ladder = deadlines.ladder(case.received_at)
    case.level += 1
    case.escalates_at = deadlines.escalates_at(case.received_at, case.due_at, case.level, day_and_night=case.day_and_night)
    told = _told(ladder, case.level, recipients)
    row = Escalation(
        programme_id=case.programme_id, subject=_name(case), subject_id=case.pk, level=case.level, of=ladder.number,
        due_at=case.due_at, at=now(), by_id=by.person_id, note_id=note.pk if note else None,
    )  # fmt: skip
    case.session.add(row)
    case.session.flush()
    assert isinstance(case, Record)
    entries.record(
        case.session, "case.escalated", by=by, subject=case, names=[row, note] if note else [row],
        level=case.level, of=ladder.number, by_hand=note is not None, told=told, note=note.commitment if note else None,
    )  # fmt: skip


def _told(ladder: Ladder, level: int, recipients: Recipients) -> list[int]:
    """Who is there of that level; where nobody is, the level after it hears in its place."""
    for step in ladder.steps[level - 1 :]:
        if people := recipients.of_roles(step.roles):
            return people
    return []


def _name(case: Any) -> str:
    return str(case.__tablename__)
