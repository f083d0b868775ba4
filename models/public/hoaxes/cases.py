"""One claim from its sighting to its clarification: its table, who may see it, and how it is found (S3.3, A3.3)."""

from datetime import datetime
from typing import Any, Optional

from sqlalchemy import ColumnElement, Index, UniqueConstraint, exists, false, func
from sqlalchemy.orm import joinedload, raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.actors import Actor
from models.apart import real
from models.base import Record, closed_set
from models.content.contents import Content
from models.errors import NotFound
from models.holding import held
from models.notes import Note
from models.programmes import Programme
from models.public.cases import Waiting, register_case
from models.public.hoaxes.answering import Answering
from models.public.hoaxes.checks import Checking, HoaxCheck
from models.public.hoaxes.clarifying import Clarifying
from models.public.hoaxes.closing import Closing
from models.public.hoaxes.concluding import Concluding
from models.public.hoaxes.files import HoaxFile
from models.public.hoaxes.holding_answers import Holding, HoldingSent
from models.public.hoaxes.merging import Merging
from models.public.hoaxes.recording import Recording
from models.public.hoaxes.shelves import HoaxShelves
from models.public.hoaxes.sightings import Sighting, Spreading
from models.public.hoaxes.sources import HoaxSource, Sourcing
from models.public.hoaxes.states import HoaxState
from models.public.hoaxes.telephone import Telephone
from models.public.hoaxes.verdicts import HoaxVerdict, VerdictConfirmation


class HoaxCase(
    HoaxShelves, Recording, Spreading, Checking, Sourcing, Holding, Concluding, Telephone, Clarifying, Merging, Closing, Answering, Waiting,
    Record, table=True,
):  # fmt: skip
    """`title` names the claim in the office's own words; what the public wrote is `claim`, a note of its own that can be erased.

    `result` is a key of the playbook's classes or exits once two people agree. `attempt` counts the rounds of verdicts: an edit, a
    disagreement, a denial or a correction begins the next. Times are aware; `due_at` is counted once, at the beginning.
    """

    __tablename__ = "hoax_case"
    __table_args__ = (
        UniqueConstraint("programme_id", "year", "serial"),
        Index("ix_hoax_case_desk", "programme_id", "state", "due_at"),
        Index("ix_hoax_case_listed", "programme_id", "state", "id"),
        Index("ix_hoax_case_escalates", "escalates_at"),
        Index("ix_hoax_case_clarified", "programme_id", "clarified_at"),
    )

    programme_id: int = Field(foreign_key="programme.id")
    year: int
    serial: int
    title: str
    claim_id: int = Field(foreign_key="note.id")
    link: str = ""
    hazard: str = ""
    place: str = ""
    salt: str
    state: HoaxState = closed_set(HoaxState)
    result: str = ""
    made_by_ai: bool = False
    attempt: int = 1
    alike: int = 0  # similar earlier claims at the moment of recording
    by_id: int | None = Field(default=None, foreign_key="person.id")
    received_at: datetime
    due_at: datetime
    first_response_at: datetime | None = None
    closed_at: datetime | None = None
    level: int = 0
    escalates_at: datetime | None = None
    started_at: datetime | None = None
    first_verdict_at: datetime | None = None
    concluded_at: datetime | None = None
    clarified_at: datetime | None = None
    correcting: bool = False  # a published verdict is being looked at again
    clarification_id: int | None = Field(default=None, foreign_key="content.id", index=True)
    merged_into_id: int | None = Field(default=None, foreign_key="hoax_case.id", index=True)
    note_id: int | None = Field(default=None, foreign_key="note.id")

    programme: Programme = Relationship()
    claim: Note = Relationship(sa_relationship_kwargs={"foreign_keys": "HoaxCase.claim_id"})
    note: Optional[Note] = Relationship(sa_relationship_kwargs={"foreign_keys": "HoaxCase.note_id"})  # noqa: UP045
    clarification: Optional[Content] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    merged_into: Optional["HoaxCase"] = Relationship(sa_relationship_kwargs={"remote_side": "HoaxCase.id"})
    sightings: list[Sighting] = Relationship(back_populates="case", sa_relationship_kwargs={"order_by": "Sighting.seen_at"})
    checks: list[HoaxCheck] = Relationship(back_populates="case", sa_relationship_kwargs={"order_by": "HoaxCheck.id"})
    sources: list[HoaxSource] = Relationship(back_populates="case", sa_relationship_kwargs={"order_by": "HoaxSource.id"})
    files: list[HoaxFile] = Relationship(back_populates="case", sa_relationship_kwargs={"order_by": "HoaxFile.id"})
    verdicts: list[HoaxVerdict] = Relationship(back_populates="case", sa_relationship_kwargs={"order_by": "HoaxVerdict.id"})
    confirmations: list[VerdictConfirmation] = Relationship(
        back_populates="case", sa_relationship_kwargs={"order_by": "VerdictConfirmation.id"}
    )
    answers: list[HoldingSent] = Relationship(back_populates="case", sa_relationship_kwargs={"order_by": "HoldingSent.id"})

    @property
    def number(self) -> str:
        """H-2026-031"""
        return f"H-{self.year}-{self.serial:03}"

    @property
    def day_and_night(self) -> bool:
        """A claim about a danger doesn't wait for the office to open."""
        return bool(self.hazard)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """One's own teams; leaders and inspectors of the whole office all; a technical unit's validator nothing."""
        if actor.sees_all:
            return real(col(cls.programme_id))
        return col(cls.programme_id).in_(actor.teams) if actor.teams else false()

    @classmethod
    def find(cls, case_id: int, actor: Actor, session: Session) -> "HoaxCase":
        """One case with all a screen needs; NotFound also where it isn't this person's to see."""
        found = session.exec(select(cls).where(cls.id == case_id, cls.visible_to(actor)).options(*cls.whole())).first()
        if found is None:
            raise NotFound
        return found

    @classmethod
    def current(cls, case_id: int, seen: int | None, actor: Actor, session: Session) -> "HoaxCase":
        """The locked row inside a transaction; OutOfDate unless it is as the screen saw it."""
        return held(cls, select(cls).where(cls.id == case_id, cls.visible_to(actor)).options(*cls.whole()), seen, session)

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        """What verbs and screens of one case read; anything forgotten fails instead of asking row by row."""
        return (
            joinedload(cls.programme, innerjoin=True).joinedload(Programme.office, innerjoin=True),  # type: ignore[arg-type]
            joinedload(cls.programme, innerjoin=True).joinedload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.claim),  # type: ignore[arg-type]
            selectinload(cls.note),  # type: ignore[arg-type]
            selectinload(cls.merged_into).raiseload("*"),  # type: ignore[arg-type]
            selectinload(cls.clarification).options(  # type: ignore[arg-type]
                joinedload(Content.playbook, innerjoin=True),  # type: ignore[arg-type]
                selectinload(Content.publications),  # type: ignore[arg-type]
                raiseload("*"),
            ),
            selectinload(cls.sightings),  # type: ignore[arg-type]
            selectinload(cls.checks).selectinload(HoaxCheck.note),  # type: ignore[arg-type]
            selectinload(cls.checks).selectinload(HoaxCheck.contact),  # type: ignore[arg-type]
            selectinload(cls.sources),  # type: ignore[arg-type]
            selectinload(cls.files),  # type: ignore[arg-type]
            selectinload(cls.verdicts).selectinload(HoaxVerdict.note),  # type: ignore[arg-type]
            selectinload(cls.verdicts).selectinload(HoaxVerdict.how),  # type: ignore[arg-type]
            selectinload(cls.confirmations).selectinload(VerdictConfirmation.note),  # type: ignore[arg-type]
            selectinload(cls.answers),  # type: ignore[arg-type]
            raiseload("*"),
        )

    @classmethod
    def search_scope(cls, actor: Actor) -> ColumnElement[bool]:
        """For SearchRow.find: only cases this person may see."""
        from models.search import SearchRow  # noqa: PLC0415

        return exists().where(col(cls.id) == SearchRow.subject_id, cls.visible_to(actor))

    @classmethod
    def next_serial(cls, programme_id: int, year: int, session: Session) -> int:
        """The next number of the year; UNIQUE refuses the second of two at once."""
        found = session.exec(select(func.max(cls.serial)).where(cls.programme_id == programme_id, cls.year == year)).one()
        return (found or 0) + 1

    @classmethod
    def titles(cls, ids: set[int], actor: Actor, session: Session) -> dict[int, str]:
        """Number and title by id, for an inbox or a log; only of those this person may see."""
        return {key: f"{one.number} {one.title}" for key, one in cls.among(ids, actor, session).items()}


register_case(HoaxCase, "check_hoax", HoaxCase.titles)
