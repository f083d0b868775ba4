"""The register of indicators: definitions as they held in a quarter, what was there before, and what is wanted (S4.1, A4.1, S-D, A-D)."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, Session, col, func, select

from models import entries
from models.actors import Actor, can
from models.base import Immutable, now
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.planning.quarters import Quarter
from models.playbooks import Indicator
from models.programmes import PlaybookVersion, Programme
from models.results.told import Stretch

entries.register("indicator.baseline_set", "indicator_baseline", ("key", "value", "number"))
entries.register("indicator.target_set", "indicator_target", ("key", "value", "year", "quarter", "number"))

MOST = 10**12
LENGTHS = {"period": 80, "source": 300}


class IndicatorBaseline(Immutable, table=True):
    """How it was before: value, the time it speaks of and where it comes from; the highest `number` is in force."""

    __tablename__ = "indicator_baseline"
    __table_args__ = (UniqueConstraint("programme_id", "key", "number"),)

    programme_id: int = Field(foreign_key="programme.id")
    key: str
    number: int
    value: float
    period: str
    source: str
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime

    @classmethod
    def set(
        cls, programme: Programme, key: str, value: float, period: str, source: str, by: Actor, session: Session
    ) -> "IndicatorBaseline":
        """Replaces the one before; both stay readable."""
        _require_planner(programme, by)
        period, source = period.strip(), source.strip()
        issues = [*_wrong(programme, key, value), *([] if period else [Issue("period", "baseline_period_missing")])]
        issues += [] if source else [Issue("source", "baseline_source_missing")]
        told = {"period": period, "source": source}
        issues += [Issue(name, "too_long", {"limit": limit}) for name, limit in LENGTHS.items() if len(told[name]) > limit]
        if issues:
            raise NotReady(*issues)
        number = session.exec(select(func.max(cls.number)).where(cls.programme_id == programme.pk, cls.key == key)).one() or 0
        row = cls(
            programme_id=programme.pk, key=key, number=number + 1, value=value, period=period, source=source, by_id=by.person_id, at=now()
        )
        session.add(row)
        session.flush()
        entries.record(session, "indicator.baseline_set", by=by, subject=row, key=key, value=value, number=row.number)
        return row

    @classmethod
    def in_force(cls, programme_id: int, session: Session) -> "dict[str, IndicatorBaseline]":
        """By indicator key."""
        rows = session.exec(select(cls).where(cls.programme_id == programme_id).order_by(col(cls.number)))
        return {one.key: one for one in rows}

    @classmethod
    def history(cls, programme_id: int, key: str, session: Session) -> "list[IndicatorBaseline]":
        wanted = select(cls).where(cls.programme_id == programme_id, cls.key == key).order_by(col(cls.number).desc())
        return list(session.exec(wanted))


class IndicatorTarget(Immutable, table=True):
    """What a quarter wants of an indicator; the highest `number` is in force, None takes the target back."""

    __tablename__ = "indicator_target"
    __table_args__ = (
        UniqueConstraint("programme_id", "key", "year", "quarter", "number"),
        Index("ix_indicator_target_quarter", "programme_id", "year", "quarter"),
    )

    programme_id: int = Field(foreign_key="programme.id")
    key: str
    year: int
    quarter: int
    number: int
    value: float | None = None
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime

    @classmethod
    def objections_to_setting(cls, programme: Programme, quarter: Quarter, by: Actor) -> Issues:
        """The right to plan, and a quarter that isn't over: a target written afterwards would say nothing."""
        if not can(by, "plan", programme):
            return Issues([Issue("person", "may_not_plan")])
        return Issues([Issue("page", "target_quarter_over", {"quarter": quarter.label})] if now() >= quarter.until else [])

    @classmethod
    def set(
        cls, programme: Programme, key: str, quarter: Quarter, value: float | None, by: Actor, session: Session
    ) -> "IndicatorTarget | None":
        """None when it is as it was."""
        if issues := cls.objections_to_setting(programme, quarter, by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if issues := Issues(_wrong(programme, key, value if value is not None else 0)):
            raise NotReady(*issues)
        before = next((one for one in cls._of(programme.pk, quarter, session) if one.key == key), None)
        if (before.value if before else None) == value:
            return None
        row = cls(
            programme_id=programme.pk, key=key, year=quarter.year, quarter=quarter.number, number=before.number + 1 if before else 1,
            value=value, by_id=by.person_id, at=now(),
        )  # fmt: skip
        session.add(row)
        session.flush()
        entries.record(
            session, "indicator.target_set", by=by, subject=row, key=key, value=value, year=quarter.year, quarter=quarter.number,
            number=row.number,
        )  # fmt: skip
        return row

    @classmethod
    def in_force(cls, programme_id: int, quarter: Quarter, session: Session) -> dict[str, float]:
        """Value by indicator key, those taken back left out."""
        rows = sorted(cls._of(programme_id, quarter, session), key=lambda one: one.number)
        newest = {one.key: one.value for one in rows}
        return {key: value for key, value in newest.items() if value is not None}

    @classmethod
    def _of(cls, programme_id: int, quarter: Quarter, session: Session) -> "list[IndicatorTarget]":
        own = (cls.programme_id == programme_id, cls.year == quarter.year, cls.quarter == quarter.number)
        return list(session.exec(select(cls).where(*own).order_by(col(cls.number).desc())))


def definitions(programme: Programme, quarter: Stretch, session: Session) -> tuple[tuple[Indicator, ...], int]:
    """The indicators as the playbook in force at the quarter's end defines them, and that version's number."""
    version = _version_at(programme, quarter, session)
    return version.rules.indicators, version.number


def versions(programme: Programme, key: str, session: Session) -> list[tuple[PlaybookVersion, Indicator]]:
    """Every definition an indicator ever had, newest first, each with the playbook version that brought it."""
    found: list[tuple[PlaybookVersion, Indicator]] = []
    for version in PlaybookVersion.among(frozenset({programme.pk}), session):
        one = next((one for one in version.rules.indicators if one.key == key), None)
        if one is not None and (not found or found[-1][1] != one):
            found.append((version, one))
    return found[::-1]


def _version_at(programme: Programme, quarter: Stretch, session: Session) -> PlaybookVersion:
    known = PlaybookVersion.among(frozenset({programme.pk}), session)
    then = [one for one in known if one.adopted_at < quarter.until]
    return max(then, key=lambda one: one.number) if then else min(known, key=lambda one: one.number)


def _require_planner(programme: Programme, by: Actor) -> None:
    if not can(by, "plan", programme):
        raise NotAllowed(Issue("person", "may_not_plan"))


def _wrong(programme: Programme, key: str, value: float) -> list[Issue]:
    if key not in {one.key for one in programme.rules.indicators}:
        return [Issue("key", "indicator_unknown")]
    return [] if 0 <= value <= MOST else [Issue("value", "indicator_value_odd")]
