"""After publication: somebody looked after it, then the archive takes it by itself."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, exists, not_, or_
from sqlmodel import Session, col, select

from models import entries
from models.actors import SYSTEM, Actor, ActorKind
from models.apart import real
from models.base import now
from models.content.decisions import Passage
from models.content.publications import Publication
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.playbooks import StageKind
from models.programmes import PlaybookVersion

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.monitored", "content", ("stage",))
entries.register("content.archived", "content", ("revision",))


class Archiving:
    """The last two steps of every lane."""

    def objections_to_monitoring(self: "Content", by: Actor) -> Issues:
        """The stage, the role, and what an emergency still owes."""
        stage = self.stage_rules
        if stage.kind != StageKind.MONITOR or self.stopped or self.stands(stage):
            return Issues([Issue("stage", "wrong_stage", {"stage": stage.label})])
        if not self.may_act(by, stage):
            return Issues([Issue(f"stage:{stage.key}", "stage_roles", {"roles": self.role_labels(stage), "stage": stage.label})])
        return self.open_debts_before(stage)

    def confirm_monitoring(self: "Content", by: Actor) -> None:
        """Somebody looked after it; the archive takes it n days after the last publication (playbook)."""
        stage = self.require_stage(StageKind.MONITOR)
        self.require_role(by, stage)
        if self.stands(stage):
            raise WrongStage(Issue("stage", "already_monitored"))
        if issues := self.open_debts_before(stage):
            raise NotReady(*issues)
        passage = self.pass_stage(stage, by)
        self.acted_at = now()
        self.log("content.monitored", by, [passage], stage=stage.key)

    def archivable(self: "Content", moment: datetime) -> bool:
        stage, last = self.stage_rules, max((one.published_at for one in self.publications if one.published_at), default=None)
        monitored = stage.kind == StageKind.MONITOR and self.state == "published" and self.stands(stage)
        return monitored and last is not None and last <= moment - timedelta(days=self.rules.archive_after_days)

    def archive(self: "Content", by: Actor = SYSTEM) -> None:
        """By itself, once monitored and old enough; nobody archives by hand."""
        if by.kind is not ActorKind.SYSTEM:
            raise NotAllowed(Issue("person", "system_only"))
        if not self.archivable(now()):
            raise WrongStage(Issue("stage", "not_archivable"))
        self.state, self.archived_at, self.acted_at = "archived", now(), now()  # type: ignore[assignment]
        self.log("content.archived", by, revision=self.revision_number)

    @classmethod
    def archive_due(cls: "type[Content]", session: Session, limit: int = 50) -> int:
        """Archive what is ready, oldest first, at most `limit` in one transaction; how many were done (0 = nothing left)."""
        ready = select(cls).where(cls._ready(session)).options(*cls.whole()).order_by(col(cls.published_at)).limit(limit)
        done = 0
        for one in session.exec(ready.with_for_update(of=cls, skip_locked=True)):
            if one.archivable(now()):
                one.archive()
                done += 1
        return done

    @classmethod
    def _ready(cls: "type[Content]", session: Session) -> ColumnElement[bool]:
        """Monitored, and nothing of it went out within the days its playbook names."""
        looked = exists().where(col(Passage.content_id) == cls.id, col(Passage.stage) == cls.stage)
        aged = []
        for version in session.exec(select(PlaybookVersion)):
            cutoff = now() - timedelta(days=version.rules.archive_after_days)
            fresh = exists().where(col(Publication.content_id) == cls.id, col(Publication.published_at) > cutoff)
            aged.append(and_(col(cls.playbook_id) == version.pk, col(cls.published_at) <= cutoff, not_(fresh)))
        return and_(col(cls.state) == "published", looked, or_(*aged), real(col(cls.programme_id)))
