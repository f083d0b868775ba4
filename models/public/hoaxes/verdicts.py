"""Verdicts: written once, each by one person, on exactly the claim and the sources of that moment."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Optional

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Relationship

from models.base import Immutable, closed_set
from models.notes import Note
from models.public.hoaxes.states import Confirmation

if TYPE_CHECKING:
    from models.public.hoaxes.cases import HoaxCase


class HoaxVerdict(Immutable, table=True):
    """`seat` 1 or 2 of an attempt; `person_id` decided, `by_id` wrote it down (another one after a telephone call).

    `on_behalf_of_id`: the absent person whose role was worn. `agrees` is about the first verdict. `note` the reasons, `how` the call.
    """

    __tablename__ = "hoax_verdict"
    __table_args__ = (UniqueConstraint("case_id", "attempt", "seat"), UniqueConstraint("case_id", "attempt", "person_id"))

    case_id: int = Field(foreign_key="hoax_case.id", index=True)
    attempt: int
    seat: int
    person_id: int = Field(foreign_key="person.id", index=True)
    on_behalf_of_id: int | None = Field(default=None, foreign_key="person.id")
    by_id: int = Field(foreign_key="person.id")
    result: str
    made_by_ai: bool = False
    agrees: bool = True
    verbal: bool = False
    reached_at: datetime | None = None
    how_id: int | None = Field(default=None, foreign_key="note.id")
    note_id: int | None = Field(default=None, foreign_key="note.id")
    covered: str
    at: datetime
    confirm_due_at: datetime | None = None
    case: "HoaxCase" = Relationship(back_populates="verdicts")
    note: Optional[Note] = Relationship(sa_relationship_kwargs={"foreign_keys": "HoaxVerdict.note_id"})  # noqa: UP045
    how: Optional[Note] = Relationship(sa_relationship_kwargs={"foreign_keys": "HoaxVerdict.how_id"})  # noqa: UP045

    @property
    def people(self) -> frozenset[int]:
        """Whose verdict it is, the absent one behind a deputy included: none of them takes the other seat."""
        return frozenset(one for one in (self.person_id, self.on_behalf_of_id) if one is not None)

    @staticmethod
    def confirmed_until(at: datetime, hours: float) -> datetime:
        """Clock hours: whoever was reached by telephone at night confirms in the morning."""
        return at + timedelta(hours=hours)


class VerdictConfirmation(Immutable, table=True):
    """What became of one verdict by telephone; once."""

    __tablename__ = "hoax_confirmation"

    case_id: int = Field(foreign_key="hoax_case.id", index=True)
    verdict_id: int = Field(foreign_key="hoax_verdict.id", unique=True)
    kind: Confirmation = closed_set(Confirmation)
    by_id: int = Field(foreign_key="person.id")
    on_behalf_of_id: int | None = Field(default=None, foreign_key="person.id")
    note_id: int | None = Field(default=None, foreign_key="note.id")
    at: datetime
    case: "HoaxCase" = Relationship(back_populates="confirmations")
    note: Optional[Note] = Relationship()  # noqa: UP045
