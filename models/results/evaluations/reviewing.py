"""By itself: who should begin or close an evaluation hears of it, and so does the owner of a follow-up that is due (A4.3, S-H10)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import SYSTEM
from models.asked import once
from models.base import LOCAL, Immutable, now, today
from models.people import Assignment
from models.planning.quarters import Quarter
from models.programmes import PlaybookVersion, Programme
from models.replication.lineage import Lineage, Taking
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.follow_ups import OPEN, FollowUp
from models.results.evaluations.periods import Period, ended, review_span

entries.register("evaluation.reminded", "review_reminder", ("what", "year", "quarter", "told"))

BEGIN, CLOSE, REVIEW = "begin", "close", "review"


class ReviewReminder(Immutable, table=True):
    """Once per programme, period and what is asked for."""

    __tablename__ = "review_reminder"
    __table_args__ = (UniqueConstraint("programme_id", "year", "quarter", "span", "what"),)

    programme_id: int = Field(foreign_key="programme.id")
    year: int
    quarter: int
    span: int
    what: str
    at: datetime


def due(programme: Programme, session: Session) -> list[tuple[str, Period]]:
    """What is asked for today: the last quarter not begun or not closed, a strategy review whose months are over."""
    period = Period(ended())
    known = Evaluation.of_period(programme.pk, period, session)
    found: list[tuple[str, Period]] = []
    if owed(programme, period, session):
        if known is None and today() >= period.begins_on(programme.rules):
            found.append((BEGIN, period))
        if (known is None or not known.is_over) and today() > period.due_on(programme.rules):
            found.append((CLOSE, period))
    if review := review_due(programme, session):
        found.append((REVIEW, review))
    return found


def review_due(programme: Programme, session: Session) -> Period | None:
    """The review of strategy that should be begun: as many quarters have ended since the last one as it looks back over."""
    span = review_span(programme.rules)
    if span < 2:
        return None  # each quarter's evaluation is the review
    wanted = select(Evaluation.year, Evaluation.quarter).where(Evaluation.programme_id == programme.pk, Evaluation.span > 1)
    last = session.exec(wanted.order_by(col(Evaluation.year).desc(), col(Evaluation.quarter).desc()).limit(1)).first()
    start = Quarter(*last).following if last else _first_owed(programme, session)
    end = start
    for _ in range(span - 1):
        end = end.following
    period = Period(end, span)
    return period if end < Quarter.of(today()) and today() >= period.begins_on(programme.rules) else None


def remind(programme: Programme, session: Session) -> int:
    """Everything due today, each once; how many reminders there were."""
    return sum(1 for _ in _reviews(programme, session)) + sum(1 for _ in _follow_ups(programme, session))


def _reviews(programme: Programme, session: Session) -> Iterator[ReviewReminder]:
    for what, period in due(programme, session):
        row = ReviewReminder(
            programme_id=programme.pk, year=period.last.year, quarter=period.last.number, span=period.span, what=what, at=now()
        )
        same = (getattr(ReviewReminder, key) == getattr(row, key) for key in ("programme_id", "year", "quarter", "span", "what"))
        if session.exec(select(ReviewReminder.id).where(*same)).first():
            continue
        rights = ("evaluate", "judge_effectiveness") if what == CLOSE else ("evaluate",)
        roles = tuple({role for right in rights for role in programme.rules.rights.get(right, ())})
        people = sorted(one.pk for one in Assignment.holders(programme.pk, roles, session))
        session.add(row)
        session.flush()
        entries.record(
            session, "evaluation.reminded", by=SYSTEM, subject=row, what=what, year=row.year, quarter=row.quarter, told=people
        )  # fmt: skip
        yield row


def _follow_ups(programme: Programme, session: Session) -> Iterator[FollowUp]:
    """Once when the day is near, once when it has passed."""
    near = today() + timedelta(days=programme.rules.evaluating.remind_days)
    unsaid = ((FollowUp.reminded == 0) & (FollowUp.due_on <= near)) | ((FollowUp.reminded == 1) & (FollowUp.due_on < today()))
    wanted = select(FollowUp).where(FollowUp.programme_id == programme.pk, col(FollowUp.state).in_(OPEN), unsaid)
    for one in session.exec(wanted.options(*FollowUp.whole()).limit(100).with_for_update(of=FollowUp, skip_locked=True)):
        one.reminded = 2 if one.is_late else 1
        entries.record(session, "follow_up.reminded", by=SYSTEM, subject=one, due_on=str(one.due_on), times=one.reminded)
        yield one


def owed(programme: Programme, period: Period, session: Session) -> bool:
    """Whether its evaluation is asked for: not for a quarter before the programme ran."""
    return _first_owed(programme, session) <= period.first


def existed(programme: Programme, period: Period, session: Session) -> bool:
    """Whether anything of that time can be the programme's own; what was set up here may have run before, on paper."""
    return not _replicated(programme, session) or _started_on(programme, session) <= period.ends_on


def _first_owed(programme: Programme, session: Session) -> Quarter:
    """The quarter it began in; for a replica, which began to work that day, the first one that it ran from the first day on."""
    start = _started_on(programme, session)
    first = Quarter.of(start)
    return first.following if start > first.starts_on and _replicated(programme, session) else first


def _replicated(programme: Programme, session: Session) -> bool:
    asked = ("replicated", programme.pk)
    return once(session, asked, lambda: any(one.taking is Taking.STARTED for one in Lineage.of(programme.pk, session)))


def _started_on(programme: Programme, session: Session) -> date:
    wanted = (
        select(PlaybookVersion.adopted_at).where(PlaybookVersion.programme_id == programme.pk).order_by(col(PlaybookVersion.id)).limit(1)
    )
    adopted = once(session, ("began", programme.pk), lambda: session.exec(wanted).first())
    return adopted.astimezone(LOCAL).date() if adopted else today()
