"""Documents attached to an indicator of the regional innovation index, each with the level it is said to show (S4.5)."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor
from models.base import Record, now
from models.errors import NotAllowed, NotReady
from models.governance.profiles import objections_to_keeping
from models.governance.readable import Readable
from models.holding import held
from models.issues import Issue, Issues
from models.programmes import Programme

entries.register("innovation_proof.added", "innovation_proof", ("indicator", "index_level"))
entries.register("innovation_proof.removed", "innovation_proof", ("indicator",))

NAME, MOST, LEVELS = 200, 20, range(1, 4)


class InnovationProof(Readable, Record, table=True):
    """`indicator` is a key of the reference; `sha256` names a stored file; `level` 1 to 3 as whoever attached it read the document."""

    __tablename__ = "innovation_proof"
    __table_args__ = (Index("ix_innovation_proof_programme", "programme_id", "indicator"),)

    programme_id: int = Field(foreign_key="programme.id")
    indicator: str
    level: int
    name: str
    sha256: str = Field(index=True)
    type: str = ""
    removed: bool = False
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime

    @classmethod
    def objections_to_attaching(cls, programme: Programme, by: Actor) -> Issues:
        """Whoever keeps the profile."""
        return objections_to_keeping(programme, by)

    @classmethod
    def attach(
        cls, programme: Programme, indicator: str, level: int | None, by: Actor, session: Session, *, sha256: str, name: str, type: str
    ) -> "InnovationProof":
        """A file kept beforehand; the same one twice on an indicator is refused."""
        if issues := cls.objections_to_attaching(programme, by):
            raise NotAllowed(*issues)
        if level is None or level not in LEVELS:
            raise NotReady(Issue("level", "innovation_level_missing"))
        known = cls.of(programme.pk, session)[indicator]
        if any(one.sha256 == sha256 for one in known):
            raise NotReady(Issue("file", "innovation_proof_known"))
        if len(known) >= MOST:
            raise NotReady(Issue("file", "evidence_too_many", {"most": MOST}))
        one = cls(
            programme_id=programme.pk, indicator=indicator, level=level, name=name.strip()[:NAME], sha256=sha256, type=type,
            by_id=by.person_id, at=now(),
        )  # fmt: skip
        session.add(one)
        session.flush()
        entries.record(session, "innovation_proof.added", by=by, subject=one, indicator=indicator, index_level=level)
        return one

    @classmethod
    def take_away(cls, proof_id: int, programme: Programme, by: Actor, session: Session) -> None:
        """Attached by mistake; the log keeps that it was there."""
        if issues := cls.objections_to_attaching(programme, by):
            raise NotAllowed(*issues)
        wanted = select(cls).where(cls.id == proof_id, cls.programme_id == programme.pk, ~col(cls.removed))
        one = held(cls, wanted, None, session)
        one.removed = True
        entries.record(session, "innovation_proof.removed", by=by, subject=one, indicator=one.indicator)

    @classmethod
    def of(cls, programme_id: int, session: Session) -> "dict[str, list[InnovationProof]]":
        """By indicator, oldest first; one query."""
        found: dict[str, list[InnovationProof]] = defaultdict(list)
        wanted = select(cls).where(cls.programme_id == programme_id, ~col(cls.removed)).order_by(col(cls.id))
        for one in session.exec(wanted):
            found[one.indicator].append(one)
        return found

    @classmethod
    def carrying(cls, sha256: str, actor: Actor, session: Session) -> "InnovationProof | None":
        """One this person may see that carries the file."""
        wanted = select(cls).where(cls.sha256 == sha256, ~col(cls.removed), cls.readable_by(actor))
        return session.exec(wanted.limit(1)).first()

    @classmethod
    def whole(cls) -> tuple[()]:
        return ()
