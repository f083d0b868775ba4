"""A planned piece: one line of the office's calendar, from the idea to what became of it (S1.3, A3.1)."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import JSON, Index, UniqueConstraint, and_, func, or_, true
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.base import Record, closed_set, now
from models.content.contents import Content
from models.errors import NotFound
from models.holding import held
from models.notes import Note
from models.planning.campaigns import Campaign
from models.planning.keeping import Keeping
from models.planning.quarters import Quarter
from models.planning.settling import Settling
from models.programmes import Programme


class Outcome(StrEnum):
    """How a planned piece ended; all but the first need a reason."""

    OPEN = "open"
    AS_PLANNED = "as_planned"
    MOVED = "moved"
    REPLACED = "replaced"
    CANCELLED = "cancelled"
    NOT_DONE = "not_done"


class PlanItem(Keeping, Settling, Record, table=True):
    """`planned_for` is the hour wanted now, `first_planned_for` the one of the plan; once a content exists its hours count.

    `place` is a place code or ''; `format` may still be open ('').
    """

    __tablename__ = "plan_item"
    __table_args__ = (
        UniqueConstraint("content_id"),
        Index("ix_plan_item_hour", "programme_id", "planned_for"),
        Index("ix_plan_item_first", "programme_id", "first_planned_for"),
    )

    programme_id: int = Field(foreign_key="programme.id")
    title: str
    kind: str
    format: str = ""
    channels: list[str] = Field(sa_type=JSON)
    planned_for: datetime
    first_planned_for: datetime
    place: str = ""
    remark: str = ""
    owner_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id")
    idea_id: int | None = Field(default=None, foreign_key="idea.id")
    content_id: int | None = Field(default=None, foreign_key="content.id")
    outcome: Outcome = closed_set(Outcome)
    note_id: int | None = Field(default=None, foreign_key="note.id")
    created_at: datetime
    settled_at: datetime | None = None

    programme: Programme = Relationship()
    campaign: Optional[Campaign] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    note: Optional[Note] = Relationship()  # noqa: UP045
    content: Optional[Content] = Relationship(  # noqa: UP045
        sa_relationship_kwargs={"foreign_keys": "PlanItem.content_id"}
    )

    @property
    def is_open(self) -> bool:
        return self.outcome is Outcome.OPEN

    @classmethod
    def current(cls, item_id: int, seen: int | None, programme_ids: frozenset[int], session: Session) -> "PlanItem":
        """The locked row inside a transaction; NotFound outside one's programmes, OutOfDate unless it is as the screen saw it."""
        wanted = select(cls).where(cls.id == item_id, col(cls.programme_id).in_(programme_ids)).options(*cls.whole())
        return held(cls, wanted, seen, session)

    @classmethod
    def unbegun(cls, programme_ids: list[int], since: datetime, until: datetime, session: Session) -> "list[PlanItem]":
        """Planned for a span of time and no content stands for it yet, earliest first; its own columns only."""
        wanted = select(cls).where(
            col(cls.programme_id).in_(programme_ids), cls.planned_for >= since, cls.planned_for < until, col(cls.content_id).is_(None)
        )  # fmt: skip
        return list(session.exec(wanted.options(raiseload("*")).order_by(col(cls.planned_for), col(cls.id))))

    @classmethod
    def find(cls, item_id: int, programme_ids: frozenset[int], session: Session) -> "PlanItem":
        """One piece with all a screen needs; NotFound also where it isn't this person's to see."""
        wanted = select(cls).where(cls.id == item_id, col(cls.programme_id).in_(programme_ids))
        found = session.exec(wanted.options(*cls.whole())).first()
        if found is None:
            raise NotFound
        return found

    @classmethod
    def of_plan(cls, programme_id: int, since: datetime, until: datetime, session: Session) -> "list[PlanItem]":
        """Everything a period was planned with, by its first hour, or that was moved into it."""
        first = and_(col(cls.first_planned_for) >= since, col(cls.first_planned_for) < until)
        now_there = and_(col(cls.planned_for) >= since, col(cls.planned_for) < until)
        wanted = select(cls).where(cls.programme_id == programme_id, or_(first, now_there))
        return list(session.exec(wanted.options(*cls.whole()).order_by(col(cls.first_planned_for), col(cls.id))))

    @classmethod
    def to_settle(cls, programme_id: int, quarter: Quarter, session: Session, size: int = 50) -> "list[PlanItem]":
        """Of a quarter's open pieces those whose day has passed or whose content is over, earliest first; all of them once it has ended."""
        due = cls._open_in(programme_id, quarter, due=True)
        wanted = select(cls).outerjoin(Content, col(cls.content_id) == Content.id).where(*due).options(*cls.whole())
        return list(session.exec(wanted.order_by(col(cls.planned_for), col(cls.id)).limit(size)))

    @classmethod
    def count_to_settle(cls, programme_id: int, quarter: Quarter, session: Session) -> int:
        """How many `to_settle` lists without its limit."""
        wanted = select(func.count(col(cls.id))).select_from(cls).outerjoin(Content, col(cls.content_id) == Content.id)
        return session.exec(wanted.where(*cls._open_in(programme_id, quarter, due=True))).one()

    @classmethod
    def settled_of(cls, programme_id: int, quarter: Quarter, session: Session, size: int = 200) -> "list[PlanItem]":
        """Those of a quarter that have their outcome, by the hour they were first planned for."""
        first = (col(cls.first_planned_for) >= quarter.since, col(cls.first_planned_for) < quarter.until)
        wanted = select(cls).where(cls.programme_id == programme_id, *first, col(cls.outcome) != Outcome.OPEN).options(*cls.whole())
        return list(session.exec(wanted.order_by(col(cls.first_planned_for), col(cls.id)).limit(size)))

    @classmethod
    def count_open(cls, programme_id: int, quarter: Quarter, session: Session) -> int:
        """Pieces of a quarter without an outcome; what was moved to a later one is that one's."""
        return session.exec(select(func.count()).select_from(cls).where(*cls._open_in(programme_id, quarter))).one()

    @classmethod
    def behind(cls, item_ids: Collection[int], content_ids: Collection[int], session: Session) -> "list[PlanItem]":
        """Those of these ids, and those that became one of these contents; with their campaigns."""
        wanted = select(cls).where(or_(col(cls.id).in_(item_ids), col(cls.content_id).in_(content_ids)))
        return list(session.exec(wanted.options(selectinload(cls.campaign), raiseload("*"))))  # type: ignore[arg-type]

    @classmethod
    def of_content(cls, content_id: int, session: Session) -> "PlanItem | None":
        return session.exec(select(cls).where(cls.content_id == content_id).options(*cls.whole())).first()

    @classmethod
    def _open_in(cls, programme_id: int, quarter: Quarter, *, due: bool = False) -> tuple[Any, ...]:
        here = (cls.programme_id == programme_id, cls.planned_for >= quarter.since, cls.planned_for < quarter.until)
        over = or_(col(cls.planned_for) < now(), col(Content.published_at).is_not(None), col(Content.state) == "cancelled")
        return *here, col(cls.outcome) == Outcome.OPEN, over if due and now() < quarter.until else true()

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        """Loads a row with its programme, campaign, note and content (with its publications)."""
        return (
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.campaign),  # type: ignore[arg-type]
            selectinload(cls.note),  # type: ignore[arg-type]
            selectinload(cls.content).selectinload(Content.publications),  # type: ignore[arg-type]
            raiseload("*"),
        )
