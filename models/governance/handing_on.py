"""What becomes of a piece of work with a receiver: it goes along, it is let go, or it stays and says why (S1.4)."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from enum import StrEnum

from sqlmodel import Session, col, select

from models.base import now, today
from models.deputies import in_force
from models.governance.open_work import Piece, Work, able
from models.people import Assignment, Person
from models.planning.leaves import Leave
from models.planning.shifts import Shift
from models.programmes import Programme


class Stays(StrEnum):
    """Why a piece didn't go along; MOVED: it did."""

    MOVED = "moved"
    RELEASED = "released"
    CANNOT_WRITE = "cannot_write"
    CANNOT_MODERATE = "cannot_moderate"
    CANNOT_OWN = "cannot_own"
    ROSTER = "roster"


GOES = frozenset({Stays.MOVED, Stays.RELEASED, Stays.CANNOT_MODERATE})
RIGHTS = {
    Work.CONTENT: ("create", Stays.CANNOT_WRITE),
    Work.PLAN: ("create", Stays.CANNOT_WRITE),
    Work.COMMENT: ("moderate", Stays.CANNOT_MODERATE),
}
OWNED = frozenset({Work.FOLLOW_UP, Work.RECOMMENDATION})


def outcomes(pieces: Sequence[Piece], programme: Programme, receiver: Person | None, session: Session) -> list[tuple[Piece, Stays]]:
    """Each piece with what becomes of it; without a receiver, what could go at all."""
    kept = _kept([one.row for one in pieces if isinstance(one.row, Shift)], programme, receiver, session)
    return [(one, _outcome(one, kept, programme, receiver, session)) for one in pieces]


def last_day(programme: Programme, person: Person, session: Session) -> date | None:
    """Until when somebody holds a role of the team as things stand; None: without an end."""
    own = (Assignment.person_id == person.pk, Assignment.programme_id == programme.pk, col(Assignment.unit_id).is_(None))
    held = session.exec(select(Assignment).where(*own, *in_force(Assignment, today())))
    ends = [one.ends_on for one in held]
    return None if None in ends else max((one for one in ends if one), default=today())


def _outcome(piece: Piece, kept: Collection[int], programme: Programme, receiver: Person | None, session: Session) -> Stays:
    if piece.work is Work.CLAIM:
        return Stays.RELEASED
    if piece.work is Work.SHIFT:
        return Stays.MOVED if piece.row.pk in kept else Stays.ROSTER
    if receiver is None:
        return Stays.MOVED
    if piece.work in OWNED:
        return Stays.MOVED if receiver.pk in able(programme, None, session) else Stays.CANNOT_OWN
    if piece.work in RIGHTS:
        right, otherwise = RIGHTS[piece.work]
        return Stays.MOVED if receiver.pk in able(programme, right, session) else otherwise
    return Stays.MOVED


def _kept(shifts: list[Shift], programme: Programme, receiver: Person | None, session: Session) -> set[int]:
    """The duties to come that the receiver can keep: of the team, not away that day, not on duty at those hours."""
    coming = [one for one in shifts if one.starts_at > now()]
    if receiver is None or not coming:
        return {one.pk for one in coming}
    if receiver.pk not in able(programme, None, session):
        return set()
    until = max(one.ends_at for one in coming)
    busy = Shift.of_people({receiver.pk}, now(), until, session)
    away = [one for one in Leave.within(today(), coming[-1].day + timedelta(days=1), session) if one.person_id == receiver.pk]
    return {
        one.pk for one in coming
        if not any(two.starts_at < one.ends_at and two.ends_at > one.starts_at for two in busy)
        and not any(leave.starts_on <= one.day <= leave.ends_on for leave in away)
    }  # fmt: skip
