"""A proposed change of a programme's playbook: written by one, tried on last quarter's contents, adopted by another (S4.5, A4.3)."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import Immutable, Record, closed_set
from models.governance.deciding_rules import DecidingRules
from models.governance.proposing_rules import ProposingRules
from models.governance.readable import Readable
from models.notes import Note
from models.people import Person
from models.playbooks import Playbook, playbook
from models.playbooks.paths import Change, differences
from models.programmes import PlaybookVersion, Programme

entries.register("rule_run.made", "rule_run", ("digest", "total", "failing", "already"))

OPEN = text("state IN ('draft', 'waiting')")


class ProposalState(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    ADOPTED = "adopted"
    DISCARDED = "discarded"


class ProposalOrigin(StrEnum):
    """Where its text came from."""

    FORM = "form"
    FILE = "file"
    SHIPPED = "shipped"
    REPLICATION = "replication"


class RuleProposal(ProposingRules, DecidingRules, Readable, Record, table=True):
    """`text` is canonical, made from `base`; at most one of a programme is open. `reason` says why, `note` what is missing."""

    __tablename__ = "rule_proposal"
    __table_args__ = (
        UniqueConstraint("programme_id", "number"),
        Index("ix_rule_proposal_open", "programme_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    programme_id: int = Field(foreign_key="programme.id")
    number: int
    state: ProposalState = closed_set(ProposalState)
    origin: ProposalOrigin = closed_set(ProposalOrigin)
    base_id: int = Field(foreign_key="playbook_version.id")
    text: str
    digest: str
    writers: list[int] = Field(sa_type=JSON)
    created_at: datetime
    changed_at: datetime
    submitted_by_id: int | None = Field(default=None, foreign_key="person.id")
    submitted_at: datetime | None = None
    decided_by_id: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = None
    reason_id: int | None = Field(default=None, foreign_key="note.id")
    note_id: int | None = Field(default=None, foreign_key="note.id")
    adopted_id: int | None = Field(default=None, foreign_key="playbook_version.id")

    programme: Programme = Relationship()
    base: PlaybookVersion = Relationship(sa_relationship_kwargs={"foreign_keys": "RuleProposal.base_id"})
    adopted: Optional[PlaybookVersion] = Relationship(  # noqa: UP045  SQLModel reads the annotation at class creation
        sa_relationship_kwargs={"foreign_keys": "RuleProposal.adopted_id"}
    )
    reason: Optional[Note] = Relationship(sa_relationship_kwargs={"foreign_keys": "RuleProposal.reason_id"})  # noqa: UP045
    note: Optional[Note] = Relationship(sa_relationship_kwargs={"foreign_keys": "RuleProposal.note_id"})  # noqa: UP045
    submitted_by: Optional[Person] = Relationship(  # noqa: UP045
        sa_relationship_kwargs={"foreign_keys": "RuleProposal.submitted_by_id"}
    )
    decided_by: Optional[Person] = Relationship(  # noqa: UP045
        sa_relationship_kwargs={"foreign_keys": "RuleProposal.decided_by_id"}
    )

    def put(self, **fields: Any) -> None:
        """What a verb sets, in one go."""
        for name, value in fields.items():
            setattr(self, name, value)

    @property
    def rules(self) -> Playbook:
        """The playbook as it would be."""
        return playbook(self.text)

    @property
    def values(self) -> dict[str, Any]:
        return self.rules.model_dump(mode="json")

    @property
    def changes(self) -> tuple[Change, ...]:
        """What it changes of the version it was made from."""
        return differences(self.base.rules.model_dump(mode="json"), self.values)

    @classmethod
    def open_one(cls, programme_id: int, actor: Actor, session: Session) -> "RuleProposal | None":
        """The one being written, or what waits to be decided."""
        unfinished = col(cls.state).in_((ProposalState.DRAFT, ProposalState.WAITING))
        wanted = select(cls).where(cls.programme_id == programme_id, unfinished, cls.readable_by(actor))
        return session.exec(wanted.options(*cls.whole())).first()

    @classmethod
    def past(cls, programme_id: int, actor: Actor, session: Session, size: int = 20) -> "list[RuleProposal]":
        """Adopted ones, newest first."""
        wanted = select(cls).where(cls.programme_id == programme_id, cls.state == ProposalState.ADOPTED, cls.readable_by(actor))
        return list(session.exec(wanted.options(*cls.whole()).order_by(col(cls.number).desc()).limit(size)))

    @classmethod
    def awaiting(cls, actor: Actor, programmes: list[Programme], session: Session) -> "list[RuleProposal]":
        """Waiting to be adopted by this person, oldest first; his own ones aside."""
        mine = [one.pk for one in programmes if can(actor, "adopt_rules", one)]
        if not mine:
            return []
        wanted = select(cls).where(cls.state == ProposalState.WAITING, col(cls.programme_id).in_(mine))
        found = session.exec(wanted.options(*cls.whole()).order_by(col(cls.submitted_at)))
        return [one for one in found if not one.objections_to_deciding(actor)]

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.programme).selectinload(Programme.office),  # type: ignore[arg-type]
            *(selectinload(one) for one in (cls.base, cls.adopted, cls.reason, cls.note, cls.submitted_by, cls.decided_by)),  # type: ignore[arg-type]
            raiseload("*"),
        )


class RuleRun(Immutable, table=True):
    """What a proposal would have done to the contents of the last three months: the sum, and why each one would fail.

    `failing`: contents that the new rules would hold up; `already` of them are held up by the rules in force too; `skipped` weren't
    looked at since there were too many. `found`: [{"content": id, "issues": [[about, key, facts]]}], the first hundred.
    """

    __tablename__ = "rule_run"
    __table_args__ = (Index("ix_rule_run_digest", "programme_id", "digest"),)

    programme_id: int = Field(foreign_key="programme.id")
    digest: str
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    total: int
    failing: int
    already: int
    skipped: int = 0
    found: list[dict[str, Any]] = Field(sa_type=JSON)

    @classmethod
    def latest(cls, programme_id: int, digest: str, session: Session) -> "RuleRun | None":
        """The last run of exactly these rules."""
        wanted = select(cls).where(cls.programme_id == programme_id, cls.digest == digest)
        return session.exec(wanted.order_by(col(cls.id).desc()).limit(1)).first()
