"""Where contents wait: queues, desks, today's publications, the archive; each one a paged query on an index."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_
from sqlalchemy.orm import aliased, raiseload, selectinload
from sqlmodel import Session, col, select

from models.actors import Actor
from models.base import LOCAL, now
from models.content.decisions import Decision, Review
from models.content.emergency import Debt
from models.content.publications import Publication, PublicationState
from models.content.revisions import Revision
from models.playbooks import StageKind
from models.programmes import PlaybookVersion

if TYPE_CHECKING:
    from models.content.contents import Content

PAGE = 20
COUNT_CAP = 1_000


@dataclass(frozen=True)
class Page:
    """One page of rows; `more` says whether another follows, `count` is capped at 1,000 (`capped`)."""

    rows: "Sequence[Any]"
    more: bool
    count: int

    @property
    def capped(self) -> bool:
        return self.count > COUNT_CAP


@dataclass(frozen=True)
class Filters:
    """What an archive list is narrowed by; empty means all."""

    programme_id: int | None = None
    kind: str = ""
    channel: str = ""
    lane: str = ""
    since: datetime | None = None
    until: datetime | None = None
    ids: tuple[int, ...] | None = None


class Shelves:
    """Queries of Content that answer 'what waits where'; nothing here loads a table to filter it."""

    @classmethod
    def awaiting(cls, actor: Actor, session: Session, *, page: int = 0, size: int = PAGE) -> Page:
        """What waits for this person's decision, oldest deadline first: his roles, not his own work, no other stage decided by him."""
        theirs = cls._at_stages(actor, session, {StageKind.VALIDATE})
        wanted = and_(col(cls.state) == "waiting", theirs, not_(cls._made_by(actor)), not_(cls._decided_by(actor)))
        return cls._page(wanted, (col(cls.due_at).asc().nulls_last(), col(cls.id)), session, page, size)

    @classmethod
    def barred(cls, actor: Actor, session: Session, *, size: int = PAGE) -> Page:
        """Waiting at one's own stage but for somebody else to decide: own work, or another stage decided already."""
        theirs = cls._at_stages(actor, session, {StageKind.VALIDATE})
        wanted = and_(col(cls.state) == "waiting", theirs, or_(cls._made_by(actor), cls._decided_by(actor)))
        return cls._page(wanted, (col(cls.due_at).asc().nulls_last(), col(cls.id)), session, 0, size)

    @classmethod
    def returned(cls, actor: Actor, session: Session, *, size: int = PAGE) -> Page:
        """Sent back to a desk this person works at."""
        wanted = and_(col(cls.state) == "returned", cls._at_stages(actor, session, {StageKind.WORK}))
        return cls._page(wanted, (col(cls.due_at).asc().nulls_last(), col(cls.id)), session, 0, size)

    @classmethod
    def on_desk(cls, actor: Actor, session: Session, *, page: int = 0, size: int = PAGE) -> Page:
        """Unfinished work at stages this person works at, soonest deadline first."""
        wanted = and_(col(cls.state) == "draft", cls._at_stages(actor, session, {StageKind.WORK}))
        return cls._page(wanted, (col(cls.due_at).asc().nulls_last(), col(cls.id)), session, page, size)

    @classmethod
    def with_others(cls, actor: Actor, session: Session, *, size: int = PAGE) -> Page:
        """One's own pieces that wait for somebody else."""
        wanted = and_(col(cls.state).in_(("waiting", "approved", "held")), col(cls.owner_id) == actor.person_id, cls.visible_to(actor))
        return cls._page(wanted, (col(cls.due_at).asc().nulls_last(), col(cls.id)), session, 0, size)

    @classmethod
    def to_schedule(cls, actor: Actor, session: Session, *, page: int = 0, size: int = PAGE) -> Page:
        """Validated and waiting for an hour."""
        wanted = and_(col(cls.state) == "approved", cls.visible_to(actor))
        return cls._page(wanted, (col(cls.planned_for).asc().nulls_last(), col(cls.id)), session, page, size)

    @classmethod
    def waiting_to_publish(cls, actor: Actor, session: Session, *, until: datetime | None = None, page: int = 0, size: int = PAGE) -> Page:
        """Scheduled, not out on every channel, earliest hour first; `until` keeps what is due by then."""
        waiting = exists().where(
            col(Publication.content_id) == cls.id, col(Publication.state) == PublicationState.SCHEDULED,
            *([col(Publication.scheduled_for) <= until] if until else []),
        )  # fmt: skip
        wanted = and_(col(cls.state).in_(("scheduled", "partly_published")), waiting, cls.visible_to(actor))
        return cls._page(wanted, (col(cls.planned_for).asc().nulls_last(), col(cls.id)), session, page, size)

    @classmethod
    def in_debt(cls, actor: Actor, session: Session, *, size: int = PAGE) -> Page:
        """Emergency contents with something still owed."""
        owing = exists().where(col(Debt.content_id) == cls.id, col(Debt.settled_at).is_(None))
        return cls._page(and_(owing, cls.visible_to(actor)), (col(cls.id),), session, 0, size)

    @classmethod
    def to_confirm(cls, actor: Actor, session: Session, *, size: int = PAGE) -> Page:
        """Verbal decisions recorded in this person's name that he hasn't confirmed."""
        mine = and_(col(Debt.content_id) == cls.id, col(Debt.settled_at).is_(None), col(Debt.owed_by_id) == actor.person_id)
        return cls._page(and_(exists().where(mine), cls.visible_to(actor)), (col(cls.id),), session, 0, size)

    @classmethod
    def to_monitor(cls, actor: Actor, session: Session, *, size: int = PAGE) -> Page:
        """Published and not yet looked after."""
        from models.content.decisions import Passage

        looked = exists().where(col(Passage.content_id) == cls.id, col(Passage.stage) == cls.stage)
        wanted = and_(col(cls.state) == "published", cls._at_stages(actor, session, {StageKind.MONITOR}), not_(looked))
        return cls._page(wanted, (col(cls.published_at), col(cls.id)), session, 0, size)

    @classmethod
    def published(cls, actor: Actor, session: Session, states: Sequence[str], filters: Filters, *, page: int = 0, size: int = PAGE) -> Page:
        """What went out, newest first: `states` published, partly_published, taken_down, superseded or archived."""
        wanted = and_(col(cls.state).in_(states), cls.visible_to(actor), cls._narrowed(filters))
        return cls._page(wanted, (col(cls.published_at).desc(), col(cls.id).desc()), session, page, size)

    @classmethod
    def titled(cls, ids: Sequence[int], actor: Actor, session: Session) -> "list[Content]":
        """Search results in the order found, those this person may see."""
        found = session.exec(select(cls).where(col(cls.id).in_(ids), cls.visible_to(actor)).options(*cls.listed()))
        by_id = {one.id: one for one in found}
        return [by_id[one] for one in ids if one in by_id]

    @classmethod
    def archivable_ids(cls, session: Session, before: datetime, limit: int = 500) -> list[int]:
        """Published contents old enough to ask whether they may be archived."""
        old = select(cls.id).where(col(cls.state) == "published", col(cls.published_at) < before)
        return [one for one in session.exec(old.order_by(col(cls.published_at)).limit(limit)) if one is not None]

    @classmethod
    def listed(cls) -> tuple[Any, ...]:
        """Loads for a row of a list: programme, playbook, publications."""
        return selectinload(cls.programme), selectinload(cls.playbook), selectinload(cls.publications), raiseload("*")

    @classmethod
    def _page(cls, wanted: ColumnElement[bool], order: tuple[Any, ...], session: Session, page: int, size: int) -> Page:
        rows = list(session.exec(select(cls).where(wanted).options(*cls.listed()).order_by(*order).offset(page * size).limit(size + 1)))
        count = len(rows) + page * size
        if len(rows) > size:
            capped = select(cls.id).where(wanted).limit(COUNT_CAP + 1).subquery()
            count = session.exec(select(func.count()).select_from(capped)).one()
        return Page(rows[:size], len(rows) > size, count)

    @classmethod
    def _narrowed(cls, filters: Filters) -> ColumnElement[bool]:
        parts: list[ColumnElement[bool]] = [col(cls.id).is_not(None)]
        if filters.programme_id is not None:
            parts.append(col(cls.programme_id) == filters.programme_id)
        if filters.kind:
            parts.append(col(cls.kind) == filters.kind)
        if filters.lane:
            parts.append(col(cls.lane) == filters.lane)
        if filters.channel:
            parts.append(exists().where(col(Publication.content_id) == cls.id, col(Publication.channel) == filters.channel))
        if filters.since:
            parts.append(col(cls.published_at) >= filters.since)
        if filters.until:
            parts.append(col(cls.published_at) < filters.until)
        if filters.ids is not None:
            parts.append(col(cls.id).in_(filters.ids))
        return and_(*parts)

    @classmethod
    def _at_stages(cls, actor: Actor, session: Session, kinds: set[StageKind]) -> ColumnElement[bool]:
        """Contents at a stage one of the actor's roles acts at, under whichever playbook version they run."""
        if not actor.programmes:
            return false()
        versions = session.exec(select(PlaybookVersion).where(col(PlaybookVersion.programme_id).in_(actor.programmes)))
        places = []
        for version in versions:
            for hat in (one for one in actor.hats if one.programme_id == version.programme_id):
                for lane in version.rules.lanes:
                    keys = [stage.key for stage in lane.stages if stage.kind in kinds and hat.role in stage.by]
                    if keys:
                        unit = [col(cls.unit_id) == hat.unit_id] if hat.unit_id is not None else []
                        places.append(and_(col(cls.playbook_id) == version.pk, col(cls.lane) == lane.key, col(cls.stage).in_(keys), *unit))
        within = col(cls.programme_id).in_(actor.programmes)
        return and_(within, or_(*places)) if places else false()

    @classmethod
    def _made_by(cls, actor: Actor) -> ColumnElement[bool]:
        return exists().where(col(Revision.content_id) == cls.id, col(Revision.by_id) == actor.person_id, not_(col(Revision.plan)))

    @classmethod
    def _decided_by(cls, actor: Actor) -> ColumnElement[bool]:
        undo = aliased(Review)
        undone = exists().where(col(undo.undoes_id) == Review.id)
        mine = or_(col(Review.by_id) == actor.person_id, col(Review.approver_id) == actor.person_id)
        kinds = col(Review.decision).in_((Decision.APPROVE, Decision.RETURN))
        return exists().where(col(Review.content_id) == cls.id, mine, kinds, col(Review.stage) != cls.stage, not_(undone))


def end_of_today() -> datetime:
    """Midnight in the district."""
    local = now().astimezone(LOCAL)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
