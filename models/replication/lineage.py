"""Where a programme comes from: each taking over of a package, with what it said, so that later ones merge by key (S4.5, A4.3)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import or_
from sqlmodel import Field, Session, col, select

from models import entries
from models.base import Immutable, closed_set
from models.governance.rule_proposals import ProposalState, RuleProposal
from models.playbooks import Playbook, playbook
from models.replication.packages import Package

entries.register("programme.replicated", "lineage", ("source", "playbook", "digest", "team"))
entries.register("programme.update_proposed", "lineage", ("source", "playbook", "digest", "proposal"))


class Taking(StrEnum):
    STARTED = "started"
    UPDATED = "updated"


class Lineage(Immutable, table=True):
    """`digest` is the package's, `base` the canonical playbook it came to here (roles merged for `team`, '' for all of them).

    An update counts as the next base once its proposal was adopted.
    """

    programme_id: int = Field(foreign_key="programme.id", index=True)
    taking: Taking = closed_set(Taking)
    source_key: str
    source_name: str
    source_office: str
    source_playbook: int
    digest: str
    made_at: datetime
    team: str = ""
    base: str
    proposal_id: int | None = Field(default=None, foreign_key="rule_proposal.id")
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")

    @property
    def rules(self) -> Playbook:
        return playbook(self.base)

    @classmethod
    def of(cls, programme_id: int, session: Session) -> "list[Lineage]":
        """Newest first."""
        return list(session.exec(select(cls).where(cls.programme_id == programme_id).order_by(col(cls.id).desc())))

    @classmethod
    def standing(cls, programme_id: int, session: Session) -> "Lineage | None":
        """The last one that counts; None for a programme that began here."""
        adopted = select(RuleProposal.id).where(RuleProposal.state == ProposalState.ADOPTED)
        counts = or_(col(cls.proposal_id).is_(None), col(cls.proposal_id).in_(adopted))
        wanted = select(cls).where(cls.programme_id == programme_id, counts).order_by(col(cls.id).desc()).limit(1)
        return session.exec(wanted).first()

    @classmethod
    def replicas(cls, source_key: str, session: Session) -> "list[Lineage]":
        """Programmes of this installation that began from this one, oldest first."""
        wanted = select(cls).where(cls.source_key == source_key, cls.taking == Taking.STARTED)
        return list(session.exec(wanted.order_by(col(cls.id))))

    @classmethod
    def noted(
        cls, package: Package, taking: Taking, programme_id: int, rules: Playbook, team: str, at: datetime, by_id: int | None
    ) -> "Lineage":
        """The row for what was just taken over, not yet in a session."""
        source = package.source
        return cls(
            programme_id=programme_id, taking=taking, source_key=source.key, source_name=source.name, source_office=source.office,
            source_playbook=source.playbook, digest=package.digest, made_at=package.made_at, team=team, base=rules.canonical(), at=at,
            by_id=by_id,
        )  # fmt: skip
