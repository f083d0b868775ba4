"""A quarter as it was planned when it began, and as it was judged when it was closed."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, select

from models.base import Immutable
from models.planning.progress import Progress


class PlanSnapshot(Immutable, table=True):
    """Canonical text and its SHA-256; at most two of one plan."""

    __tablename__ = "plan_snapshot"
    __table_args__ = (UniqueConstraint("plan_id", "closing"),)

    plan_id: int = Field(foreign_key="plan.id")
    programme_id: int = Field(foreign_key="programme.id")
    closing: bool = False
    taken_at: datetime
    text: str
    digest: str

    @property
    def items(self) -> list[dict[str, Any]]:
        """The pieces as they stood then: id, title, kind, channels, place, first, hour, out, outcome."""
        return list(json.loads(self.text)["items"])

    @property
    def progress(self) -> Progress | None:
        """What the quarter came to; only a closing holds it."""
        written = json.loads(self.text).get("progress")
        return Progress.read(written) if written else None

    @classmethod
    def of(cls, plan_id: int, session: Session) -> "dict[bool, PlanSnapshot]":
        """At its beginning (False) and at its closing (True), as far as they were taken."""
        return {one.closing: one for one in session.exec(select(cls).where(cls.plan_id == plan_id))}
