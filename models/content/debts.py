"""What the emergency lane let pass for a while and is still owed."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Index, text
from sqlmodel import Field, Relationship

from models.base import Record, closed_set
from models.content import indonesian
from models.issues import Issue

if TYPE_CHECKING:
    from models.content.contents import Content


LATE = text("settled_at > due_at")


class DebtKind(StrEnum):
    CHECK = "check"
    CONFIRM = "confirm"


class Debt(Record, table=True):
    """Something the emergency lane let pass for a while: a computed check, or a verbal decision to be confirmed by its maker.

    `key`, `about` and `facts` of a check are those of the issue it was; of a confirmation, `key` is the stage.
    """

    __table_args__ = (
        Index("ix_debt_open", "settled_at", "owed_by_id"),
        Index("ix_debt_due", "due_at"),
        Index("ix_debt_late", "due_at", sqlite_where=LATE, postgresql_where=LATE),
    )

    content_id: int = Field(foreign_key="content.id", index=True)
    kind: DebtKind = closed_set(DebtKind)
    key: str
    about: str = ""
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    owed_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    due_at: datetime
    settled_at: datetime | None = None
    settled_by_id: int | None = Field(default=None, foreign_key="person.id")
    content: "Content" = Relationship(back_populates="debts")

    @property
    def issue(self) -> Issue:
        """What is still to be done, with its hour."""
        due = {"due": indonesian.moment(self.due_at)}
        return Issue("page", "debt_confirm", due) if self.kind == DebtKind.CONFIRM else Issue(self.about, self.key, {**self.facts, **due})
