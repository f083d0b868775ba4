"""Where contents wait: queues, desks, today's publications; each one a paged query on an index."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_, true
from sqlalchemy.orm import aliased, selectinload
from sqlmodel import Session, col, select

from models.actors import Actor
from models.asked import once
from models.base import LOCAL, now
from models.content.archives import COUNT_CAP, PAGE, Archives, Filters, Page
from models.content.decisions import Decision, Passage, Review
from models.content.emergency import Debt
from models.content.media import Media, MediaRole
from models.content.publications import Publication, PublicationState
from models.content.revisions import Revision
from models.playbooks import StageKind
from models.programmes import PlaybookVersion

if TYPE_CHECKING:
    from models.content.contents import Content

__all__ = ["COUNT_CAP", "PAGE", "Filters", "Page", "Shelves", "end_of_today"]


class Shelves(Archives):
    """Queries of Content that answer 'what waits where'; nothing here loads a table to filter it."""

    @classmethod
    def awaiting(cls: "type[Content]", actor: Actor, session: Session, *, page: int = 0, size: int = PAGE) -> Page:
        """What waits for this person's decision, oldest deadline first: his roles, not his own work, no other stage decided by him.

        `size` 0, here and in every list: only the count.
        """
        theirs = cls._at_stages(actor, session, {StageKind.VALIDATE})
        wanted = and_(cls._undecided(actor, session), theirs, not_(cls._made_by(actor)), not_(cls._decided_by(actor)))
        return cls._page(wanted, (col(cls.due_at).asc().nulls_last(), col(cls.id)), session, page, size)

    @classmethod
    def barred(cls: "type[Content]", actor: Actor, session: Session, *, size: int = PAGE) -> Page:
        """Waiting at one's own stage but for somebody else to decide: own work, or another stage decided already."""
        theirs = cls._at_stages(actor, session, {StageKind.VALIDATE})
        wanted = and_(cls._undecided(actor, session), theirs, or_(cls._made_by(actor), cls._decided_by(actor)))
        return cls._page(wanted, (col(cls.due_at).asc().nulls_last(), col(cls.id)), session, 0, size)

    @classmethod
    def returned(cls: "type[Content]", actor: Actor, session: Session, *, size: int = PAGE) -> Page:
        """Sent back to a desk this person works at."""
        wanted = and_(col(cls.state) == "returned", cls._at_stages(actor, session, {StageKind.WORK}))
        return cls._page(wanted, (col(cls.due_at).asc().nulls_last(), col(cls.id)), session, 0, size)

    @classmethod
    def on_desk(cls: "type[Content]", actor: Actor, session: Session, *, page: int = 0, size: int = PAGE) -> Page:
        """Unfinished work at stages this person works at, soonest deadline first."""
        wanted = and_(col(cls.state) == "draft", cls._at_stages(actor, session, {StageKind.WORK}))
        return cls._page(wanted, (col(cls.due_at).asc().nulls_last(), col(cls.id)), session, page, size)

    @classmethod
    def overdue(cls: "type[Content]", actor: Actor, session: Session, *, size: int = PAGE) -> Page:
        """Past its deadline at a stage this person acts at, whatever the stage does."""
        late = and_(col(cls.state).in_(("draft", "returned", "waiting", "approved", "scheduled")), col(cls.due_at) < now())
        wanted = and_(late, cls._at_stages(actor, session, set(StageKind)))
        return cls._page(wanted, (col(cls.due_at), col(cls.id)), session, 0, size)

    @classmethod
    def undecided_late(cls: "type[Content]", programme_ids: Collection[int], actor: Actor, session: Session, *, size: int = PAGE) -> Page:
        """Waiting for somebody's decision past its deadline in these programmes, whoever it is that decides."""
        late = and_(col(cls.state) == "waiting", col(cls.due_at) < now(), col(cls.programme_id).in_(programme_ids))
        return cls._page(and_(late, cls.visible_to(actor)), (col(cls.due_at), col(cls.id)), session, 0, size)

    @classmethod
    def in_flow(cls: "type[Content]", actor: Actor, session: Session, *, size: int = PAGE) -> Page:
        """Everything on its way to publication, for who only looks."""
        running = col(cls.state).in_(("draft", "returned", "waiting", "held", "approved", "scheduled"))
        return cls._page(and_(running, cls.visible_to(actor)), (col(cls.due_at).asc().nulls_last(), col(cls.id)), session, 0, size)

    @classmethod
    def published_since(cls: "type[Content]", actor: Actor, session: Session, *, size: int = PAGE) -> Page:
        """Out on at least one channel today, newest first."""
        since = end_of_today() - timedelta(days=1)
        out = and_(col(cls.state).in_(("published", "partly_published")), col(cls.published_at) >= since, cls.visible_to(actor))
        return cls._page(out, (col(cls.published_at).desc(), col(cls.id)), session, 0, size, cls.listed())

    @classmethod
    def with_others(cls: "type[Content]", actor: Actor, session: Session, *, size: int = PAGE) -> Page:
        """One's own pieces that wait for somebody else."""
        wanted = and_(col(cls.state).in_(("waiting", "approved", "held")), col(cls.owner_id) == actor.person_id, cls.visible_to(actor))
        return cls._page(wanted, (col(cls.due_at).asc().nulls_last(), col(cls.id)), session, 0, size)

    @classmethod
    def to_schedule(
        cls: "type[Content]", actor: Actor, session: Session, programme_id: int | None = None, *, page: int = 0, size: int = PAGE
    ) -> Page:
        """Validated and waiting for an hour."""
        wanted = and_(col(cls.state) == "approved", cls.visible_to(actor), cls._of(programme_id))
        order = (col(cls.planned_for).is_(None), col(cls.planned_for), col(cls.id))  # so that SQLite keeps to the index of states
        return cls._page(wanted, order, session, page, size, cls.listed())

    @classmethod
    def waiting_to_publish(cls: "type[Content]", actor: Actor, session: Session, programme_id: int | None = None, *,
        until: datetime | None = None, page: int = 0, size: int = PAGE,
    ) -> Page:  # fmt: skip
        """Scheduled, not out on every channel, earliest hour first; `until` keeps what is due by then."""
        waiting = exists().where(
            col(Publication.content_id) == cls.id, col(Publication.state) == PublicationState.SCHEDULED,
            *([col(Publication.scheduled_for) <= until] if until else []),
        )  # fmt: skip
        wanted = and_(col(cls.state).in_(("scheduled", "partly_published")), waiting, cls.visible_to(actor), cls._of(programme_id))
        return cls._page(wanted, (col(cls.due_at).asc().nulls_last(), col(cls.id)), session, page, size, cls.listed())

    @classmethod
    def set_on_platforms(cls: "type[Content]", actor: Actor, session: Session, programme_id: int | None = None, *, size: int = 100) -> Page:
        """Scheduled on the platforms themselves: what a pause can't stop from here."""
        native = select(Publication.content_id).where(col(Publication.state) == PublicationState.SCHEDULED, col(Publication.native))
        wanted = and_(col(cls.id).in_(native), cls.visible_to(actor), cls._of(programme_id))
        return cls._page(wanted, (col(cls.due_at), col(cls.id)), session, 0, size, cls.listed())

    @classmethod
    def in_debt(
        cls: "type[Content]", actor: Actor, session: Session, programme_id: int | None = None, *, page: int = 0, size: int = PAGE
    ) -> Page:
        """Emergency contents with something still owed, or out (once) and not yet checked by somebody else; oldest first."""
        owing = select(Debt.content_id).where(col(Debt.settled_at).is_(None))
        seen = col(cls.state).in_(("published", "superseded", "taken_down"))
        unchecked = select(cls.id).where(seen, cls._later_check(actor, session)).correlate(None)
        wanted = and_(col(cls.id).in_(owing.union(unchecked)), cls.visible_to(actor), cls._of(programme_id))
        return cls._page(wanted, (col(cls.id),), session, page, size, (selectinload(cls.debts), *cls.listed()))  # type: ignore[arg-type]

    @classmethod
    def to_confirm(cls: "type[Content]", actor: Actor, session: Session, *, size: int = PAGE) -> Page:
        """Verbal decisions recorded in this person's name that he hasn't confirmed."""
        mine = select(Debt.content_id).where(col(Debt.settled_at).is_(None), col(Debt.owed_by_id) == actor.person_id)
        return cls._page(and_(col(cls.id).in_(mine), cls.visible_to(actor)), (col(cls.id),), session, 0, size)

    @classmethod
    def to_monitor(
        cls: "type[Content]", actor: Actor, session: Session, programme_id: int | None = None, *, page: int = 0, size: int = PAGE
    ) -> Page:
        """Published and not yet looked after."""
        looked = exists().where(col(Passage.content_id) == cls.id, col(Passage.stage) == cls.stage)
        wanted = and_(
            col(cls.state) == "published", cls._at_stages(actor, session, {StageKind.MONITOR}), not_(looked), cls._of(programme_id)
        )
        return cls._page(wanted, (col(cls.published_at), col(cls.id)), session, page, size, cls.listed())

    @classmethod
    def _at_stages(cls: "type[Content]", actor: Actor, session: Session, kinds: set[StageKind]) -> ColumnElement[bool]:
        """Contents at a stage one of the actor's roles acts at, under whichever playbook version they run."""
        if not actor.programmes:
            return false()
        return once(session, ("at_stages", actor, frozenset(kinds)), lambda: cls._places(actor, session, kinds))

    @classmethod
    def _places(cls: "type[Content]", actor: Actor, session: Session, kinds: set[StageKind]) -> ColumnElement[bool]:
        places = []
        reached: set[str] = set()  # said once more outside the OR, so that the index of the queue is used
        for version in PlaybookVersion.among(actor.programmes, session):
            for hat in (one for one in actor.hats if one.programme_id == version.programme_id):
                for lane in version.rules.lanes:
                    mine = [one for one in lane.stages if hat.role in one.by and one.open_to(temporary=hat.temporary)]
                    keys = [stage.key for stage in mine if stage.kind in kinds]
                    if keys:
                        reached.update(keys)
                        unit = [col(cls.unit_id) == hat.unit_id] if hat.unit_id is not None else []
                        places.append(and_(col(cls.playbook_id) == version.pk, col(cls.lane) == lane.key, col(cls.stage).in_(keys), *unit))
        within = and_(col(cls.programme_id).in_(actor.programmes), col(cls.stage).in_(reached))
        return and_(within, or_(*places)) if places else false()

    @classmethod
    def _later_check(cls: "type[Content]", actor: Actor, session: Session) -> ColumnElement[bool]:
        """At a validating stage that comes after publication."""
        places = [
            and_(
                col(cls.programme_id) == version.programme_id,
                col(cls.playbook_id) == version.pk,
                col(cls.lane) == lane.key,
                col(cls.stage).in_(keys),
            )
            for version in PlaybookVersion.among(None if actor.sees_all else actor.programmes, session)
            for lane in version.rules.lanes
            if (keys := [stage.key for stage in lane.stages[lane.publishing :] if stage.kind is StageKind.VALIDATE])
        ]
        return or_(false(), *places)

    @classmethod
    def _of(cls: "type[Content]", programme_id: int | None) -> ColumnElement[bool]:
        return true() if programme_id is None else col(cls.programme_id) == programme_id

    @classmethod
    def _undecided(cls: "type[Content]", actor: Actor, session: Session) -> ColumnElement[bool]:
        """Waiting for a decision; a later check of the emergency lane waits while it is out, and after it was replaced or taken down."""
        here = col(cls.state).in_(("waiting", "published", "superseded", "taken_down"))
        return and_(here, or_(col(cls.state).not_in(("superseded", "taken_down")), cls._later_check(actor, session)))

    @classmethod
    def _made_by(cls: "type[Content]", actor: Actor) -> ColumnElement[bool]:
        wrote = exists().where(col(Revision.content_id) == cls.id, Revision.written_by(actor.person_id), not_(col(Revision.plan)))
        added = exists().where(col(Media.content_id) == cls.id, col(Media.by_id) == actor.person_id, col(Media.role) == MediaRole.FILE)
        return or_(wrote, added)

    @classmethod
    def _decided_by(cls: "type[Content]", actor: Actor) -> ColumnElement[bool]:
        undone = exists().where(col(_undo().undoes_id) == Review.id)
        mine = or_(col(Review.by_id) == actor.person_id, col(Review.approver_id) == actor.person_id)
        kinds = col(Review.decision).in_((Decision.APPROVE, Decision.RETURN))
        return exists().where(col(Review.content_id) == cls.id, mine, kinds, col(Review.stage) != cls.stage, not_(undone))


def end_of_today() -> datetime:
    """Midnight in the district."""
    local = now().astimezone(LOCAL)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


@cache
def _undo() -> type[Review]:
    """A review that takes another back; made once, a new alias copies the table each time."""
    return aliased(Review)
