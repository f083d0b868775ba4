"""What the closing of a round keeps: how the answers fell, and a hash over all of them for the log."""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Session, col, select

from models.base import Immutable, now
from models.results.surveys.answers import SurveySheet
from models.results.surveys.counting import Tally, editions, tally


class SurveyClosing(Immutable, table=True):
    """`told`: edition id → its `Tally`; `digest`: SHA-256 over the sorted hashes of all sheets."""

    __tablename__ = "survey_closing"

    round_id: int = Field(foreign_key="survey_round.id", unique=True)
    at: datetime
    answers: int
    digest: str
    told: dict[str, Any] = Field(sa_type=JSON)

    @classmethod
    def now_of(cls, round_id: int, session: Session) -> "SurveyClosing":
        """Everything that was answered until now, counted; not yet saved."""
        told = {str(one): tally(round_id, one, session).told for one in editions(round_id, session)}
        digests = SurveySheet.digests(round_id, session)
        digest = hashlib.sha256("".join(digests).encode()).hexdigest()
        return cls(round_id=round_id, at=now(), answers=len(digests), digest=digest, told=told)

    def tally(self, edition_id: int) -> Tally:
        """How the answers to one edition fell; empty when nobody answered it."""
        told = self.told.get(str(edition_id))
        return Tally.of(told) if told else Tally()

    @classmethod
    def of(cls, round_ids: list[int], session: Session) -> dict[int, "SurveyClosing"]:
        """By round."""
        return {one.round_id: one for one in session.exec(select(cls).where(col(cls.round_id).in_(round_ids)))} if round_ids else {}
