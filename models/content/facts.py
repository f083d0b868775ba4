"""A level, a road, a number: stored once, used by several contents; when it changes each of them owes a correction (A3.3)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Index, UniqueConstraint, func
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import Immutable, Record, now
from models.content.fact_uses import FactUse
from models.errors import NotAllowed, NotFound, NotReady
from models.holding import held
from models.issues import Issue, Issues
from models.programmes import Programme

entries.register("fact.recorded", "fact", ("number",))
entries.register("fact.changed", "fact", ("number", "owing"))

LENGTHS = {"label": 80, "value": 80, "unit": 20, "source": 160}
AHEAD = timedelta(minutes=2)
MOST = 200


class Fact(Record, table=True):
    """`value` with its `unit` as of `as_of` by `source`: the newest; every value it ever had stands in FactValue under its `number`."""

    __table_args__ = (UniqueConstraint("programme_id", "label"), Index("ix_fact_newest", "programme_id", "as_of"))

    programme_id: int = Field(foreign_key="programme.id")
    label: str
    unit: str = ""
    value: str
    source: str
    as_of: datetime
    number: int = 1

    @property
    def said(self) -> str:
        """As it stands in a sentence."""
        return f"{self.value} {self.unit}".strip()

    @classmethod
    def record(
        cls, programme: Programme, label: str, value: str, by: Actor, session: Session, *, unit: str = "", source: str, as_of: datetime
    ) -> "Fact":
        """A new one under its label, which no other of the programme bears."""
        _require_right(programme, by)
        fact = cls(
            programme_id=programme.pk, label=label.strip(), value=value.strip(), unit=unit.strip(), source=source.strip(), as_of=as_of
        )
        if issues := fact._shortcomings():
            raise NotReady(*issues)
        twin = session.exec(select(cls.id).where(cls.programme_id == programme.pk, func.lower(cls.label) == fact.label.lower())).first()
        if twin is not None:
            raise NotReady(Issue("label", "fact_known"))
        session.add(fact)
        session.flush()
        first = fact._written(by)
        entries.record(session, "fact.recorded", by=by, subject=fact, names=[first], number=1)
        return fact

    def change(self, programme: Programme, by: Actor, value: str, *, source: str, as_of: datetime) -> list[FactUse]:
        """Its new value; each published content that still says the old one owes a correction from now on (they come back)."""
        if programme.pk != self.programme_id:
            raise NotFound
        _require_right(programme, by)
        if value.strip() == self.value:
            raise NotReady(Issue("value", "fact_unchanged"))
        if as_of < self.as_of:
            raise NotReady(Issue("as_of", "fact_older"))
        before = (self.value, self.source, self.as_of)
        self.value, self.source, self.as_of = value.strip(), source.strip(), as_of
        if issues := self._shortcomings():
            self.value, self.source, self.as_of = before
            raise NotReady(*issues)
        self.number += 1
        written = self._written(by)
        owing = FactUse.shown(self.pk, self.session)
        for one in owing:
            one.owed_since = one.owed_since or now()
        self.session.flush()
        entries.record(
            self.session, "fact.changed", by=by, subject=self, names=[written, *owing], number=self.number,
            owing=[one.content_id for one in owing],
        )  # fmt: skip
        return owing

    @classmethod
    def current(cls, fact_id: int, seen: int | None, programme_ids: Iterable[int], session: Session) -> "Fact":
        """Locked, as the screen saw it; NotFound outside one's programmes."""
        return held(cls, select(cls).where(cls.id == fact_id, col(cls.programme_id).in_(list(programme_ids))), seen, session)

    @classmethod
    def of(cls, programme_ids: Iterable[int], session: Session, ids: Iterable[int] | None = None, limit: int = MOST) -> "list[Fact]":
        """The newest first; with `ids` only those of them."""
        wanted = select(cls).where(col(cls.programme_id).in_(list(programme_ids)))
        if ids is not None:
            wanted = wanted.where(col(cls.id).in_(list(ids)))
        return list(session.exec(wanted.order_by(col(cls.as_of).desc(), col(cls.id).desc()).limit(limit)))

    def _written(self, by: Actor) -> "FactValue":
        row = FactValue(
            fact_id=self.pk, number=self.number, value=self.value, source=self.source, as_of=self.as_of, by_id=by.person_id, at=now()
        )
        self.session.add(row)
        return row

    def _shortcomings(self) -> Issues:
        issues = [Issue(key, "fact_incomplete") for key in ("label", "value", "source") if not getattr(self, key)]
        issues += [Issue(key, "too_long", {"limit": limit}) for key, limit in LENGTHS.items() if len(getattr(self, key)) > limit]
        if self.as_of > now() + AHEAD:
            issues.append(Issue("as_of", "fact_in_future"))
        return Issues(issues)


class FactValue(Immutable, table=True):
    """One value of a fact: what was said from when on."""

    __tablename__ = "fact_value"
    __table_args__ = (UniqueConstraint("fact_id", "number"),)

    fact_id: int = Field(foreign_key="fact.id", index=True)
    number: int
    value: str
    source: str
    as_of: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime

    @classmethod
    def numbered(cls, wanted: Iterable[tuple[int, int]], session: Session) -> "dict[tuple[int, int], FactValue]":
        """(fact, number) → value."""
        pairs = set(wanted)
        if not pairs:
            return {}
        rows = session.exec(select(cls).where(col(cls.fact_id).in_({one for one, _ in pairs})))
        return {(one.fact_id, one.number): one for one in rows if (one.fact_id, one.number) in pairs}

    @classmethod
    def of(cls, fact_ids: Iterable[int], session: Session) -> "list[FactValue]":
        """Every value of some facts, oldest first."""
        ids = list(fact_ids)
        return list(session.exec(select(cls).where(col(cls.fact_id).in_(ids)).order_by(col(cls.at)))) if ids else []


def objections_to_facts(programme: Programme, by: Actor) -> Issues:
    """Who writes or corrects keeps the facts."""
    may = any(can(by, right, programme) for right in ("correct", "create", "emergency"))
    return Issues([] if may else [Issue("person", "may_not_keep_facts")])


def _require_right(programme: Programme, by: Actor) -> None:
    if issues := objections_to_facts(programme, by):
        raise NotAllowed(*issues)
