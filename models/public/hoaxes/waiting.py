"""Why a case waits, for whom, and how long each step took (DAYS 3.2: the clock shows *why* it waits)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from models.base import now
from models.inbox.recipients import Recipients
from models.people import Person
from models.public.hoaxes.states import HoaxState, is_hoax

if TYPE_CHECKING:
    from models.public.hoaxes.cases import HoaxCase


@dataclass(frozen=True)
class Reason:
    """A key of the wording's `hoax_waits` with its facts; `late` where somebody let an hour pass."""

    key: str
    facts: dict[str, Any] = field(default_factory=dict)
    late: bool = False


@dataclass(frozen=True)
class StepTime:
    """`took` until it was done, or up to now while it runs; None where it hasn't begun."""

    key: str
    done_at: datetime | None
    took: timedelta | None


def reasons(case: "HoaxCase", session: Session) -> tuple[Reason, ...]:
    """What the case waits for now, all of it; none once it is closed."""
    return tuple(_reasons(case, session))


def step_times(case: "HoaxCase") -> tuple[StepTime, ...]:
    """Recorded, compared, checked, concluded, clarified: when each was done and how long it took."""
    checked, concluded = _verdict_times(case)
    marks = [
        ("recorded", case.received_at), ("compared", case.received_at), ("checked", checked), ("concluded", concluded),
        ("clarified", case.clarified_at if not case.correcting else None),
    ]  # fmt: skip
    found, since = [], case.received_at
    running = case.closed_at is None
    for key, done in marks:
        if done is not None:
            found.append(StepTime(key, done, max(done - since, timedelta())))
            since = max(done, since)
        else:
            found.append(StepTime(key, None, now() - since if running else None))
            running = False
    return tuple(found)


def _verdict_times(case: "HoaxCase") -> tuple[datetime | None, datetime | None]:
    """Of the verdict that was clarified first, once a corrected one is out too; else of the one in force."""
    out = case.clarified_at
    if out is None or case.correcting or case.concluded_at is None or case.concluded_at <= out:
        return case.first_verdict_at, case.concluded_at
    agreed = [one for one in case.verdicts if one.seat == 2 and one.agrees and one.at <= out]
    if not agreed:
        return case.first_verdict_at, case.concluded_at
    last = agreed[-1]
    return next(one.at for one in case.verdicts if one.attempt == last.attempt and one.seat == 1), last.at


def _reasons(case: "HoaxCase", session: Session) -> Iterator[Reason]:
    if case.state is HoaxState.CLOSED:
        return
    moment = now()
    if case.state is HoaxState.NEW:
        yield Reason("new")
    for one in case.open_statements:
        yield Reason("statement", {"office": one.asked_of, "due": one.due_at}, late=bool(one.due_at and one.due_at < moment))
    if case.state is HoaxState.VERIFYING and not case.open_statements:
        yield Reason("first_verdict", {"who": _who(case, session)})
    if case.state is HoaxState.AWAITING_SECOND:
        yield Reason("second_verdict", {"who": _who(case, session)})
    for verdict in case.unconfirmed:
        name = Person.names({verdict.person_id}, session).get(verdict.person_id, "")
        due = verdict.confirm_due_at
        yield Reason("confirmation", {"who": name, "due": due}, late=bool(due and due < moment))
    yield from _after(case)


def _after(case: "HoaxCase") -> Iterator[Reason]:
    if case.state is HoaxState.CONCLUDED and is_hoax(case.result):
        content = case.clarification
        if case.needs_clarification or content is None:
            yield Reason("clarification")
        else:
            yield Reason("stage", {"stage": content.rules.lane(content.lane).stage(content.stage).label})
    elif case.state is HoaxState.CONCLUDED:
        yield Reason("closing")
    if case.state is HoaxState.CLARIFIED:
        yield Reason("comments", {"count": len(case.unanswered)}) if case.unanswered else Reason("closing")


def _who(case: "HoaxCase", session: Session) -> str:
    """The people who could give the next verdict; who is away is named with who stands in: 'Hadi sedang cuti, pengganti Budiman'."""
    posts = [
        one for one in Recipients.today(case.programme_id, {}, session).posts if one.role in case.programme.rules.rights["conclude_hoax"]
    ]
    first = case.first_verdict
    taken = first.people if first else frozenset[int]()
    names = Person.names({one for post in posts for one in (post.holder, post.answers) if one is not None}, session)
    said: dict[int, str] = {}
    for post in posts:
        if post.holder in taken or post.answers in taken:
            continue
        if post.answers == post.holder:
            said[post.holder] = names[post.holder]
        elif post.answers is None:
            said.setdefault(post.holder, f"{names[post.holder]} sedang cuti, belum ada pengganti")
        else:
            said.setdefault(post.holder, f"{names[post.holder]} sedang cuti, pengganti {names[post.answers]}")
    return "; ".join(said.values())
