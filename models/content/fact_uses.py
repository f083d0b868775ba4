"""Which contents say a fact, at which of its values, and what they owe since it changed (A3.3)."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import raiseload
from sqlmodel import Field, Session, col, select

from models.base import Record

MOST = 400


class FactUse(Record, table=True):
    """A content says this fact, as it was at `number`. `owed_since`: it changed while that was out; `settled_at`: nobody sees it now."""

    __tablename__ = "fact_use"
    __table_args__ = (UniqueConstraint("content_id", "fact_id"), Index("ix_fact_use_owed", "owed_since", "settled_at"))

    content_id: int = Field(foreign_key="content.id")
    fact_id: int = Field(foreign_key="fact.id", index=True)
    number: int
    owed_since: datetime | None = None
    settled_at: datetime | None = None

    @property
    def minutes(self) -> int | None:
        """From the change to when no channel showed the old value."""
        if self.owed_since is None or self.settled_at is None:
            return None
        return int((self.settled_at - self.owed_since).total_seconds() // 60)

    @classmethod
    def of(cls, content_id: int, session: Session) -> "list[FactUse]":
        return list(session.exec(select(cls).where(cls.content_id == content_id).order_by(col(cls.id))))

    @classmethod
    def among(cls, fact_ids: Iterable[int], session: Session, limit: int = MOST) -> "list[FactUse]":
        """Which contents say some facts, the newest first."""
        ids = list(fact_ids)
        wanted = select(cls).where(col(cls.fact_id).in_(ids)).options(raiseload("*")).order_by(col(cls.id).desc()).limit(limit)
        return list(session.exec(wanted)) if ids else []

    @classmethod
    def shown(cls, fact_id: int, session: Session) -> "list[FactUse]":
        """Of contents that some channel shows."""
        from models.content.contents import Content  # noqa: PLC0415  a content names its facts

        out = select(Content.id).where(col(Content.state).in_(("published", "partly_published")))
        wanted = select(cls).where(cls.fact_id == fact_id, col(cls.content_id).in_(out), col(cls.settled_at).is_(None))
        return list(session.exec(wanted.order_by(col(cls.id))))

    @classmethod
    def owing(cls, programme_ids: Iterable[int], session: Session, limit: int = 50) -> "list[FactUse]":
        """Contents that say something that has changed, the oldest change first."""
        facts = cls._facts_of(programme_ids)
        open_ones = (col(cls.owed_since).is_not(None), col(cls.settled_at).is_(None), col(cls.fact_id).in_(facts))
        return list(session.exec(select(cls).where(*open_ones).options(raiseload("*")).order_by(col(cls.owed_since)).limit(limit)))

    @classmethod
    def minutes_between(cls, programme_id: int, since: datetime, until: datetime, session: Session) -> list[int]:
        """Per content corrected in [since, until) because a fact changed: minutes from the change."""
        facts = cls._facts_of([programme_id])
        done = (col(cls.owed_since).is_not(None), col(cls.settled_at) >= since, col(cls.settled_at) < until, col(cls.fact_id).in_(facts))
        return [one.minutes for one in session.exec(select(cls).where(*done)) if one.minutes is not None]

    @classmethod
    def _facts_of(cls, programme_ids: Iterable[int]):  # type: ignore[no-untyped-def]
        from models.content.facts import Fact  # noqa: PLC0415  a fact names its uses

        return select(Fact.id).where(col(Fact.programme_id).in_(list(programme_ids)))
