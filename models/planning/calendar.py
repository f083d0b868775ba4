"""The calendar: what is planned, scheduled and out in a span of time, for everybody who may see it (S3.2, A3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Session, col, select

from models.actors import Actor
from models.base import now
from models.content.contents import Content
from models.content.corrections import Correction
from models.content.publications import Publication, PublicationState
from models.content.recording_later import learn_later
from models.planning.items import Outcome, PlanItem


class Status(StrEnum):
    """How a piece stands in the calendar; `late`: its hour has passed and it isn't out."""

    PLANNED = "planned"
    WRITING = "writing"
    REVIEW = "review"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    LATE = "late"
    PARTLY = "partly"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    STOPPED = "stopped"


OF_STATE = {
    "draft": Status.WRITING, "returned": Status.WRITING, "waiting": Status.REVIEW, "held": Status.STOPPED, "approved": Status.APPROVED,
    "scheduled": Status.SCHEDULED, "partly_published": Status.PARTLY, "published": Status.PUBLISHED, "superseded": Status.SUPERSEDED,
    "archived": Status.PUBLISHED, "taken_down": Status.STOPPED, "cancelled": Status.STOPPED,
}  # fmt: skip
WAITING = (Status.PLANNED, Status.WRITING, Status.REVIEW, Status.APPROVED, Status.SCHEDULED)


@dataclass(frozen=True)
class Slot:
    """One piece in the calendar at its hour: a content, or a planned piece nobody has begun.

    `state` is the content's own state or "planned"; `version` what a screen saw of it; `key` tells both kinds apart (`k12`, `r5`).
    `sequence` sums the versions of its own rows, `changed_at` is a content's last verb (of a planned piece: its beginning).
    """

    key: str
    programme_id: int
    title: str
    kind: str
    lane: str
    at: datetime
    channels: tuple[str, ...]
    status: Status
    state: str
    version: int
    owner_id: int | None
    sequence: int
    changed_at: datetime
    content_id: int | None = None
    item_id: int | None = None
    later: str = ""  # "checked" or "unchecked" where it was recorded afterwards
    newer: tuple[int, str] | None = None  # id and title of what replaced it


def slots(
    actor: Actor, programme_ids: Sequence[int], since: datetime, until: datetime, session: Session, *, cancelled: bool = False,
    most: int | None = None,
) -> list[Slot]:  # fmt: skip
    """Everything with its hour in [since, until), by hour, cancelled ones only when asked for.

    Eight statements at most, however large the archive.

    `most` bounds a long span to its latest contents.
    Contents a technical unit may see are in it, planned pieces without a content only for the programme's own people.
    """
    contents = _contents(actor, programme_ids, since, until, session, most)
    learn_later(contents, session)
    newer = _newer(contents, actor, session)
    found = [_of_content(one, newer.get(one.pk)) for one in contents if cancelled or one.state != "cancelled"]
    inside = [one for one in programme_ids if belongs(actor, one)]
    items = PlanItem.unbegun(inside, since, until, session)
    found += [_of_item(one) for one in items if cancelled or one.outcome is not Outcome.CANCELLED]
    return sorted((one for one in found if since <= one.at < until), key=lambda one: (one.at, one.title, one.key))


def _contents(
    actor: Actor, programme_ids: Sequence[int], since: datetime, until: datetime, session: Session, most: int | None
) -> Sequence[Content]:
    """By three indexes: planned, scheduled or out in the span; which of its hours counts is told afterwards."""
    ours = list(programme_ids)
    planned = select(Content.id).where(
        col(Content.programme_id).in_(ours), col(Content.planned_for) >= since, col(Content.planned_for) < until,
    )  # fmt: skip
    out = select(Content.id).where(
        col(Content.programme_id).in_(ours), col(Content.published_at) >= since, col(Content.published_at) < until
    )
    scheduled = select(Publication.content_id).where(
        col(Publication.programme_id).in_(ours), col(Publication.scheduled_for) >= since, col(Publication.scheduled_for) < until,
        Publication.state == PublicationState.SCHEDULED,
    )  # fmt: skip
    wanted = select(Content).where(col(Content.id).in_(planned.union(out, scheduled)), Content.visible_to(actor))
    if most is not None:
        latest = func.coalesce(Content.published_at, Content.planned_for, Content.created_at)
        wanted = wanted.order_by(latest.desc(), col(Content.id).desc()).limit(most)
    loads = (
        selectinload(Content.playbook), selectinload(Content.publications), selectinload(Content.revision), raiseload("*"),  # type: ignore[arg-type]
    )  # fmt: skip
    return session.exec(wanted.options(*loads)).all()


def _newer(contents: Sequence[Content], actor: Actor, session: Session) -> dict[int, tuple[int, str]]:
    """Replaced content → id and title of the newest of its thread; nothing is asked where none was replaced."""
    newest = Correction.newest([one.pk for one in contents if one.state == "superseded"], session)
    titles = Content.titles(set(newest.values()), session, actor)
    return {old: (new, titles[new]) for old, new in newest.items() if new in titles}


def _of_content(content: Content, newer: tuple[int, str] | None) -> Slot:
    status = OF_STATE[str(content.state)]
    at = content.published_at or content.first_hour or content.created_at
    if status in WAITING and at < now():
        status = Status.LATE
    on = [one.channel for one in content.publications if one.state != PublicationState.CANCELLED] or content.channels
    return Slot(
        f"k{content.pk}", content.programme_id, content.title, content.kind, content.lane, at, tuple(dict.fromkeys(on)), status,
        str(content.state), content.version, content.owner_id,
        content.version + sum(one.version for one in content.publications) + (newer[0] if newer else 0),
        content.acted_at, content_id=content.pk, newer=newer,
        later=("unchecked" if content.later_unchecked else "checked") if content.later_posts else "",
    )  # fmt: skip


def _of_item(item: PlanItem) -> Slot:
    status = Status.PLANNED if item.is_open else Status.STOPPED
    if status is Status.PLANNED and item.planned_for < now():
        status = Status.LATE
    state = "planned" if item.is_open else item.outcome.value
    return Slot(
        f"r{item.pk}", item.programme_id, item.title, item.kind, "normal", item.planned_for, tuple(item.channels), status,
        state, item.version, item.owner_id, item.version, item.created_at, item_id=item.pk,
    )  # fmt: skip


def belongs(actor: Actor, programme_id: int) -> bool:
    """To the programme's own people or to those who read everything; a technical unit only sees what was sent to it."""
    return actor.sees_all or any(hat.programme_id == programme_id and hat.unit_id is None for hat in actor.hats)
