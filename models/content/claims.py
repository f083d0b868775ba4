"""'Saya periksa': a lease on a content that lapses by itself, visible to the others."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Field, Session, col, select

from models.asked import once
from models.base import Row, now


class Claim(Row, table=True):
    content_id: int = Field(foreign_key="content.id", unique=True)
    stage: str
    person_id: int = Field(foreign_key="person.id", index=True)
    at: datetime
    lapses_at: datetime

    @classmethod
    def live(cls, content_id: int, session: Session) -> "Claim | None":
        held = once(session, ("claim", content_id), lambda: session.exec(select(cls).where(cls.content_id == content_id)).first())
        return held if held and held.lapses_at > now() else None

    @classmethod
    def among(cls, content_ids: list[int], session: Session) -> dict[int, "Claim"]:
        found = session.exec(select(cls).where(col(cls.content_id).in_(content_ids), cls.lapses_at > now()))
        return {one.content_id: one for one in found}

    @classmethod
    def take(cls, content_id: int, stage: str, person_id: int, lapses_at: datetime, session: Session) -> "Claim":
        """The caller holds the content's lock and has asked who may decide."""
        cls.release(content_id, session)
        claim = cls(content_id=content_id, stage=stage, person_id=person_id, at=now(), lapses_at=lapses_at)
        session.add(claim)
        return claim

    @classmethod
    def release_all(cls, person_id: int, session: Session, *, beyond: datetime) -> None:
        """Those of one person that would last beyond a moment: he goes away then, and the work waits for nobody absent."""
        session.connection().execute(delete(cls).where(col(cls.person_id) == person_id, col(cls.lapses_at) > beyond))

    @classmethod
    def release(cls, content_id: int, session: Session) -> None:
        session.connection().execute(delete(cls).where(col(cls.content_id) == content_id))
