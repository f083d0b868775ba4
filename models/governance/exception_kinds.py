"""Pengecualian, one question per kind: where each is recorded, as columns that can stand below each other (S3.4, A3.3b)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select, and_, false, or_
from sqlmodel import Session, col, select

from models.base import now
from models.content.attempts import OWN
from models.content.contents import Content
from models.content.debts import Debt
from models.content.decisions import Decision, Passage, Review
from models.content.recording_later import EMERGENCY
from models.deputies import Deputyship
from models.entries import Entry
from models.people import Assignment
from models.planning.quarters import midnight
from models.playbooks import Stage, StageKind
from models.programmes import Programme

CANDIDATES = 500
LETTERLESS = 200


class Kind(StrEnum):
    """`UNLETTERED`: decided while acting for somebody, or in a role, whose letter isn't there yet."""

    EMERGENCY = "emergency"
    VERBAL = "verbal"
    LATER = "later"
    OVERDUE = "overdue"
    TAKEN_DOWN = "taken_down"
    OWN_ATTEMPT = "own_attempt"
    UNLETTERED = "unlettered"


LOGGED = {
    Kind.VERBAL: "content.verbally_approved", Kind.LATER: "content.recorded_later", Kind.TAKEN_DOWN: "content.taken_down",
    Kind.OWN_ATTEMPT: OWN,
}  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """Which exceptions: of these programmes, kinds (all without any), contents (all for None), and of [since, until)."""

    programmes: tuple[Programme, ...]
    kinds: frozenset[Kind] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    content_ids: frozenset[int] | None = None

    @property
    def ids(self) -> list[int]:
        return [one.pk for one in self.programmes]

    def period(self, at: Any) -> list[ColumnElement[bool]]:
        """Of a column that says when."""
        since = [at >= self.since] if self.since else []
        return since + ([at < self.until] if self.until else [])


def branches(kind: Kind, wanted: Wanted, session: Session) -> list[Select[Any]]:
    """Selects of kind, content, moment, number of the row, person, and when it was made good; not yet ordered or cut."""
    if kind in LOGGED:
        return [_logged(kind, wanted)]
    if kind is Kind.EMERGENCY:
        own = _columns(kind, Content.id, Content.created_at, Content.id, Content.owner_id)
        return [_ours(own.where(col(Content.lane) == EMERGENCY), wanted)]
    if kind is Kind.OVERDUE:
        return [_open_debts(wanted), _late_debts(wanted), _waiting(wanted), _late(wanted, session)]
    return [_reviews(kind, _unlettered(wanted, session), wanted)]


def later_checks(programme: Programme) -> list[Stage]:
    """The validating stages behind publication on the emergency lane."""
    lane = next((one for one in programme.rules.lanes if one.key == EMERGENCY), None)
    return [one for one in lane.stages[lane.publishing + 1 :] if one.kind is StageKind.VALIDATE] if lane else []


def _logged(kind: Kind, wanted: Wanted) -> Select[Any]:
    ours = (col(Entry.action) == LOGGED[kind], col(Entry.programme_id).in_(wanted.ids), col(Entry.subject) == "content")
    found = _columns(kind, Entry.subject_id, Entry.at, Entry.number, Entry.actor_id).where(*ours)
    return found if wanted.content_ids is None else found.where(col(Entry.subject_id).in_(wanted.content_ids))


def _open_debts(wanted: Wanted) -> Select[Any]:
    """A check or a confirmation that hasn't come and whose hour is past."""
    return _debts(wanted).where(col(Debt.settled_at).is_(None), col(Debt.due_at) < now())


def _late_debts(wanted: Wanted) -> Select[Any]:
    """One that came after its hour; they have an index of their own."""
    return _debts(wanted).where(col(Debt.settled_at) > col(Debt.due_at))


def _debts(wanted: Wanted) -> Select[Any]:
    found = _columns(Kind.OVERDUE, Debt.content_id, Debt.due_at, Debt.id, Debt.owed_by_id, Debt.settled_at)
    return _ours(found.join(Content, col(Content.id) == Debt.content_id), wanted, beside=True)


def _waiting(wanted: Wanted) -> Select[Any]:
    """The later check itself, past its hour and not made."""
    keys = {stage.key for one in wanted.programmes for stage in later_checks(one)}
    found = _columns(Kind.OVERDUE, Content.id, Content.due_at, Content.id, Content.owner_id)
    return _ours(found.where(col(Content.lane) == EMERGENCY, col(Content.stage).in_(keys), col(Content.due_at) < now()), wanted)


def _late(wanted: Wanted, session: Session) -> Select[Any]:
    """The later check made after its hour; among the newest `CANDIDATES` checks of the period."""
    hours = {stage.key: stage.hours for one in wanted.programmes for stage in later_checks(one)}
    checks = select(Review.id, Review.content_id, Review.at, Review.stage).join(Content, col(Content.id) == Review.content_id).where(
        col(Content.lane).concat("") == EMERGENCY, (col(Content.programme_id) + 0).in_(wanted.ids), col(Review.stage).in_(hours),
        Review.decision == Decision.APPROVE, *wanted.period(Review.at),
    )  # fmt: skip
    newest = checks.order_by(col(Review.at).desc(), col(Review.id).desc()).limit(CANDIDATES).subquery()
    since = select(newest.c.id, newest.c.at, newest.c.stage, sa.func.max(Passage.at)).join(
        Passage, (col(Passage.content_id) == newest.c.content_id) & (col(Passage.at) <= newest.c.at)
    )
    begun = session.exec(since.group_by(newest.c.id, newest.c.at, newest.c.stage)).all()
    late = [one for one, at, stage, since in begun if at > since + timedelta(hours=hours[stage])]
    return _reviews(Kind.OVERDUE, col(Review.id).in_(late), wanted, done=Review.at)


def _unlettered(wanted: Wanted, session: Session) -> ColumnElement[bool]:
    """Decided for somebody absent without the order's number, or in a role that rests on no letter and no decree."""
    held = select(Assignment.person_id).where(col(Assignment.programme_id).in_(wanted.ids))
    orders = select(Deputyship).where(col(Deputyship.letter) == "", col(Deputyship.person_id).in_(held))
    acting = [
        and_(col(Review.by_id) == one.deputy_id, col(Review.on_behalf_of_id) == one.person_id, *_within(one))
        for one in session.exec(orders.order_by(col(Deputyship.id).desc()).limit(LETTERLESS))
    ]
    bare = select(Assignment).where(col(Assignment.programme_id).in_(wanted.ids), col(Assignment.decree_id).is_(None))
    bare = bare.where(col(Assignment.letter) == "").order_by(col(Assignment.id).desc()).limit(LETTERLESS)
    own = [
        and_(
            col(Review.by_id) == one.person_id, col(Review.on_behalf_of_id).is_(None), col(Content.programme_id) == one.programme_id,
            col(Review.stage).in_(_stages(one.role, wanted.programmes)), *_within(one),
        )
        for one in session.exec(bare)
    ]  # fmt: skip
    return or_(false(), *acting, *own)


def _within(one: Deputyship | Assignment) -> list[ColumnElement[bool]]:
    since = [col(Review.at) >= midnight(one.starts_on)]
    return since + ([col(Review.at) < midnight(one.ends_on + timedelta(days=1))] if one.ends_on else [])


def _stages(role: str, programmes: Iterable[Programme]) -> list[str]:
    return [stage.key for one in programmes for lane in one.rules.lanes for stage in lane.validating if role in stage.by]


def _reviews(kind: Kind, which: ColumnElement[bool], wanted: Wanted, done: Any = None) -> Select[Any]:
    found = _columns(kind, Review.content_id, Review.at, Review.id, Review.by_id, done)
    return _ours(found.join(Content, col(Content.id) == Review.content_id).where(which), wanted, beside=True)


def _ours(found: Select[Any], wanted: Wanted, *, beside: bool = False) -> Select[Any]:
    """Of these programmes and contents. `beside`: an expression, so that SQLite walks the other table's index and not the programme's."""
    programme: Any = col(Content.programme_id)
    found = found.where((programme + 0 if beside else programme).in_(wanted.ids))
    return found if wanted.content_ids is None else found.where(col(Content.id).in_(wanted.content_ids))


def _columns(kind: Kind, *columns: Any) -> Select[Any]:
    content, at, ref, person, *rest = columns
    done = rest[0] if rest and rest[0] is not None else sa.cast(sa.null(), Debt.__table__.c.settled_at.type)  # type: ignore[attr-defined]
    programme = Entry.programme_id if kind in LOGGED else Content.programme_id
    named: Sequence[tuple[str, Any]] = (
        ("content_id", content), ("at", at), ("ref", ref), ("person_id", person), ("done_at", done), ("programme_id", programme),
    )  # fmt: skip
    return sa.select(sa.literal(kind.value).label("kind"), *(one.label(name) for name, one in named))
