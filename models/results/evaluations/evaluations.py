"""One evaluation: a period of a programme judged, from its preparation to the signed report (S4.3, A4.3)."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import Record, closed_set, now
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.holding import held
from models.issues import Issue, Issues
from models.people import Person
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results.evaluations.aims import EvaluationAim, carried_over
from models.results.evaluations.closing import Closing
from models.results.evaluations.periods import Period, ended

entries.register("evaluation.opened", "evaluation", ("year", "quarter", "span", "aims"))
entries.register("evaluation.revised", "evaluation", ("fields",))
entries.register("evaluation.discussed", "evaluation")

LENGTHS = {"number": 60, "summary": 3_000, "recommendation": 3_000}
OPEN_STATES = ("drafted", "discussed")


class EvaluationState(StrEnum):
    DRAFTED = "drafted"
    DISCUSSED = "discussed"
    SETTLED = "settled"
    CLOSED = "closed"
    ADDENDUM = "addendum"


class Evaluation(Closing, Record, table=True):
    """`year` and `quarter` name its last quarter, `span` how many it takes; `number` is the report's letter number."""

    __table_args__ = (UniqueConstraint("programme_id", "year", "quarter", "span"),)

    programme_id: int = Field(foreign_key="programme.id")
    year: int
    quarter: int
    span: int = 1
    state: EvaluationState = closed_set(EvaluationState)
    number: str = ""
    summary: str = ""
    recommendation: str = ""
    by_id: int | None = Field(default=None, foreign_key="person.id")
    opened_at: datetime
    changed_at: datetime
    discussed_at: datetime | None = None
    settled_at: datetime | None = None
    closed_at: datetime | None = None

    programme: Programme = Relationship()
    by: Optional[Person] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    aims: list[EvaluationAim] = Relationship(sa_relationship_kwargs={"order_by": "EvaluationAim.id"})

    @property
    def period(self) -> Period:
        return Period(Quarter(self.year, self.quarter), self.span)

    @property
    def is_open(self) -> bool:
        """Whether it may still be written; what is settled stays as it is."""
        return self.state in OPEN_STATES

    @property
    def is_over(self) -> bool:
        return self.state in (EvaluationState.CLOSED, EvaluationState.ADDENDUM)

    @classmethod
    def objections_to_opening(cls, programme: Programme, period: Period, by: Actor, session: Session) -> Issues:
        """The right to evaluate; not before the period has begun, once per period."""
        if not can(by, "evaluate", programme):
            return Issues([Issue("person", "may_not_evaluate")])
        if period.last > ended().following:
            return Issues([Issue("page", "evaluation_too_early")])
        same = (cls.programme_id == programme.pk, cls.year == period.last.year, cls.quarter == period.last.number, cls.span == period.span)
        return Issues([Issue("page", "evaluation_exists")] if session.exec(select(cls.id).where(*same)).first() else [])

    @classmethod
    def open(cls, programme: Programme, period: Period, by: Actor, session: Session) -> "Evaluation":
        """Prefilled: every aim, benefit and expected result of the playbook with the state it was left in last time (S-D, A-D)."""
        session.exec(select(Programme.id).where(Programme.id == programme.pk).with_for_update()).one()
        if issues := cls.objections_to_opening(programme, period, by, session):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        before = cls.before(programme.pk, period, session)
        one = cls(
            programme=programme, programme_id=programme.pk, year=period.last.year, quarter=period.last.number, span=period.span,
            state=EvaluationState.DRAFTED, by_id=by.person_id, opened_at=now(), changed_at=now(),
        )  # fmt: skip
        one.aims = carried_over(programme.rules, before.aims if before else [])
        session.add(one)
        session.flush()
        entries.record(
            session, "evaluation.opened", by=by, subject=one, names=[*one.aims],
            year=one.year, quarter=one.quarter, span=one.span, aims=len(one.aims),
        )  # fmt: skip
        return one

    def objections_to_writing(self, by: Actor) -> Issues:
        """Who evaluates, while it isn't settled."""
        if not can(by, "evaluate", self.programme):
            return Issues([Issue("person", "may_not_evaluate")])
        return Issues([] if self.is_open else [Issue("page", "evaluation_settled")])

    def require_writable(self, by: Actor) -> None:
        if issues := self.objections_to_writing(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)

    def revise(self, by: Actor, *, number: str | None = None, summary: str | None = None, recommendation: str | None = None) -> None:
        """The report's number, its summary and what is recommended; what isn't given stays."""
        self.require_writable(by)
        given = {"number": number, "summary": summary, "recommendation": recommendation}
        wanted = {key: value.strip() for key, value in given.items() if value is not None}
        if issues := [Issue(key, "too_long", {"limit": LENGTHS[key]}) for key, value in wanted.items() if len(value) > LENGTHS[key]]:
            raise NotReady(*issues)
        changed = sorted(key for key, value in wanted.items() if getattr(self, key) != value)
        for key in changed:
            setattr(self, key, wanted[key])
        if changed:
            self.changed_at = now()
            entries.record(self.session, "evaluation.revised", by=by, subject=self, fields=changed)

    def discuss(self, by: Actor) -> None:
        """The meeting begins; figures stay open until it is settled."""
        self.require_writable(by)
        if self.state is EvaluationState.DISCUSSED:
            return
        self.state, self.discussed_at = EvaluationState.DISCUSSED, now()
        entries.record(self.session, "evaluation.discussed", by=by, subject=self)

    @classmethod
    def before(cls, programme_id: int, period: Period, session: Session) -> "Evaluation | None":
        """The newest one whose period ended earlier, of whatever length."""
        earlier = (cls.year * 4 + cls.quarter) < period.last.year * 4 + period.last.number
        wanted = select(cls).where(cls.programme_id == programme_id, earlier).order_by(col(cls.year).desc(), col(cls.quarter).desc())
        return session.exec(wanted.options(*cls.whole()).limit(1)).first()

    @classmethod
    def current(cls, evaluation_id: int, seen: int | None, programme_ids: Collection[int], session: Session) -> "Evaluation":
        """The locked row inside a transaction; NotFound outside one's programmes, OutOfDate unless it is as the screen saw it."""
        wanted = select(cls).where(cls.id == evaluation_id, col(cls.programme_id).in_(programme_ids)).options(*cls.whole())
        return held(cls, wanted, seen, session)

    @classmethod
    def find(cls, evaluation_id: int, programme_ids: Collection[int], session: Session) -> "Evaluation":
        """To look at; NotFound outside these programmes."""
        wanted = select(cls).where(cls.id == evaluation_id, col(cls.programme_id).in_(programme_ids))
        found = session.exec(wanted.options(*cls.whole())).first()
        if found is None:
            raise NotFound
        return found

    @classmethod
    def listed(cls, programme_ids: Collection[int], session: Session, *, size: int = 40) -> "list[Evaluation]":
        """The newest period first, over these programmes."""
        loads = (selectinload(cls.programme).selectinload(Programme.playbook), raiseload("*"))  # type: ignore[arg-type]
        wanted = select(cls).where(col(cls.programme_id).in_(programme_ids)).options(*loads)
        return list(session.exec(wanted.order_by(col(cls.year).desc(), col(cls.quarter).desc(), col(cls.id).desc()).limit(size)))

    @classmethod
    def of_period(cls, programme_id: int, period: Period, session: Session) -> "Evaluation | None":
        same = (cls.programme_id == programme_id, cls.year == period.last.year, cls.quarter == period.last.number, cls.span == period.span)
        return session.exec(select(cls).where(*same).options(*cls.whole())).first()

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.by),  # type: ignore[arg-type]
            selectinload(cls.aims),  # type: ignore[arg-type]
            raiseload("*"),
        )
