"""What was decided to improve: with an owner and a day, followed to the end and shown at the next meeting (S-H10, A-H12)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import Index, case, tuple_
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, func, select

from models.actors import Actor
from models.base import Immutable, Record, closed_set, today
from models.errors import NotFound
from models.holding import held
from models.notes import Note
from models.people import Person
from models.programmes import Programme
from models.results.evaluations.following import Following

PAGE = 30
NEAR = timedelta(days=7)


class FollowUpKind(StrEnum):
    """`INSPECTION`: what an inspector found (temuan pemeriksaan)."""

    STRATEGY = "strategy"
    TECHNICAL = "technical"
    SOP = "sop"
    TRAINING = "training"
    POLICY = "policy"
    INSPECTION = "inspection"


class FollowUpState(StrEnum):
    NOT_STARTED = "not_started"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


OPEN = (FollowUpState.NOT_STARTED, FollowUpState.RUNNING)


class Shown(StrEnum):
    OPEN = "open"
    LATE = "late"
    OVER = "over"


class FollowUpProgress(Immutable, table=True):
    """What was done on a day, with its proof; `sha256` names a stored file."""

    __tablename__ = "follow_up_progress"

    follow_up_id: int = Field(foreign_key="follow_up.id", index=True)
    programme_id: int = Field(foreign_key="programme.id")
    state: FollowUpState = closed_set(FollowUpState)
    note_id: int = Field(foreign_key="note.id")
    link: str = ""
    sha256: str | None = None
    file_name: str = ""
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    note: Note = Relationship()
    by: Optional[Person] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation


class FollowUp(Following, Record, table=True):
    """`about` is what the evaluation judged (an aim, or the programme); `decision_id` the decision of the minutes it carries out.

    `letter` names the letter of an inspection; `reminded` counts the reminders sent for `due_on`.
    """

    __tablename__ = "follow_up"
    __table_args__ = (
        Index("ix_follow_up_open", "programme_id", "state", "due_on"),
        Index("ix_follow_up_owner", "owner_id", "state", "due_on"),
    )

    programme_id: int = Field(foreign_key="programme.id")
    evaluation_id: int | None = Field(default=None, foreign_key="evaluation.id", index=True)
    decision_id: int | None = Field(default=None, foreign_key="minutes_decision.id", unique=True)
    kind: FollowUpKind = closed_set(FollowUpKind)
    title: str
    detail: str = ""
    about: str = ""
    letter: str = ""
    owner_id: int = Field(foreign_key="person.id")
    due_on: date
    state: FollowUpState = closed_set(FollowUpState)
    reminded: int = 0
    by_id: int | None = Field(default=None, foreign_key="person.id")
    opened_at: datetime
    ended_at: datetime | None = None
    idea_id: int | None = Field(default=None, foreign_key="idea.id")
    plan_id: int | None = Field(default=None, foreign_key="plan.id")
    owner: Person = Relationship(sa_relationship_kwargs={"foreign_keys": "FollowUp.owner_id"})
    programme: Programme = Relationship()

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on < today()

    @classmethod
    def current(cls, follow_up_id: int, seen: int | None, programme_ids: Collection[int], session: Session) -> "FollowUp":
        """The locked row inside a transaction; NotFound outside one's programmes, OutOfDate unless it is as the screen saw it."""
        wanted = select(cls).where(cls.id == follow_up_id, col(cls.programme_id).in_(programme_ids)).options(*cls.whole())
        return held(cls, wanted, seen, session)

    @classmethod
    def find(cls, follow_up_id: int, programme_ids: Collection[int], session: Session) -> "FollowUp":
        wanted = select(cls).where(cls.id == follow_up_id, col(cls.programme_id).in_(programme_ids))
        found = session.exec(wanted.options(*cls.whole())).first()
        if found is None:
            raise NotFound
        return found

    @classmethod
    def page(
        cls, programme_ids: Collection[int], shown: Shown, session: Session, *,
        owner_id: int | None = None, kind: FollowUpKind | None = None, before: tuple[date, int] | None = None, size: int = PAGE,
    ) -> "list[FollowUp]":  # fmt: skip
        """Open and late ones by their day, ended ones newest first; one more than `size` says that there is more.

        `before`: day and id of the last one of the page before.
        """
        wanted = select(cls).where(col(cls.programme_id).in_(programme_ids))
        if owner_id is not None:
            wanted = wanted.where(cls.owner_id == owner_id)
        if kind is not None:
            wanted = wanted.where(cls.kind == kind)
        if shown is Shown.OVER:
            wanted = wanted.where(col(cls.state).not_in(OPEN))
            if before:
                wanted = wanted.where(tuple_(col(cls.due_on), col(cls.id)) < before)
            wanted = wanted.order_by(col(cls.due_on).desc(), col(cls.id).desc())
        else:
            wanted = wanted.where(col(cls.state).in_(OPEN))
            if shown is Shown.LATE:
                wanted = wanted.where(cls.due_on < today())
            if before:
                wanted = wanted.where(tuple_(col(cls.due_on), col(cls.id)) > before)
            wanted = wanted.order_by(col(cls.due_on), col(cls.id))
        return list(session.exec(wanted.options(*cls.whole()).limit(size + 1)))

    @classmethod
    def counts(cls, programme_ids: Collection[int], session: Session) -> dict[str, int]:
        """How many are open, late and over, in one statement."""
        open_one = col(cls.state).in_(OPEN)
        late = func.sum(case((open_one & (col(cls.due_on) < today()), 1), else_=0))
        asked = select(func.sum(case((open_one, 1), else_=0)), late, func.count()).where(col(cls.programme_id).in_(programme_ids))
        is_open, is_late, every = session.exec(asked).one()
        return {"open": int(is_open or 0), "late": int(is_late or 0), "over": int(every or 0) - int(is_open or 0)}

    @classmethod
    def of(cls, evaluation_id: int, session: Session) -> "list[FollowUp]":
        """Those an evaluation opened, in that order."""
        wanted = select(cls).where(cls.evaluation_id == evaluation_id).options(*cls.whole())
        return list(session.exec(wanted.order_by(col(cls.id)).limit(200)))

    @classmethod
    def inherited(cls, programme_id: int, evaluation_id: int, since: datetime, session: Session) -> "list[FollowUp]":
        """What earlier evaluations and inspections left: open ones, and those that ended since then; late ones first."""
        other = (cls.programme_id == programme_id, col(cls.evaluation_id).is_distinct_from(evaluation_id))
        alive = col(cls.state).in_(OPEN) | (col(cls.ended_at) >= since)
        wanted = select(cls).where(*other, alive).options(*cls.whole())
        return list(session.exec(wanted.order_by(col(cls.ended_at).is_not(None), col(cls.due_on), col(cls.id)).limit(100)))

    @classmethod
    def mine_due(cls, actor: Actor, session: Session, *, size: int = 5) -> "list[FollowUp]":
        """One's own open ones whose day is near or has passed, the oldest day first; for Beranda."""
        near = (cls.owner_id == actor.person_id, col(cls.state).in_(OPEN), cls.due_on <= today() + NEAR)
        wanted = select(cls).where(*near, col(cls.programme_id).in_(actor.teams)).options(*cls.whole())
        return list(session.exec(wanted.order_by(col(cls.due_on), col(cls.id)).limit(size)))

    @classmethod
    def steps(cls, ids: Collection[int], session: Session) -> "dict[int, list[FollowUpProgress]]":
        """What was done on each of them, oldest first."""
        loads = (selectinload(FollowUpProgress.note), selectinload(FollowUpProgress.by), raiseload("*"))  # type: ignore[arg-type]
        wanted = select(FollowUpProgress).where(col(FollowUpProgress.follow_up_id).in_(ids)).options(*loads)
        found: dict[int, list[FollowUpProgress]] = {}
        for one in session.exec(wanted.order_by(col(FollowUpProgress.id))):
            found.setdefault(one.follow_up_id, []).append(one)
        return found

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.owner),  # type: ignore[arg-type]
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            raiseload("*"),
        )
