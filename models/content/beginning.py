"""Beginning: a content is born at the first stage of its lane, and its writer learns at once who could decide on it."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from models import entries
from models.actors import Actor, can
from models.base import YEARS, Row, now
from models.content.eligibility import without_two_hats
from models.content.media import Media
from models.errors import NotAllowed, NotReady
from models.issues import Issue, Issues
from models.people import Assignment, Person
from models.playbooks import FieldKind, Lane, Playbook, Stage, StageKind
from models.programmes import Programme, Unit

if TYPE_CHECKING:
    from models.content.contents import Content

EMERGENCY, FAST = "emergency", "fast"
RIGHTS = {EMERGENCY: EMERGENCY, FAST: "correct"}  # lane → right, of those that aren't begun with "create"

Copied = tuple[Media, dict[str, Any]]

entries.register("content.begun", "content", ("kind", "format", "lane", "revision", "cause"))


class Beginning:
    """The first verb of a content and the questions before it."""

    @classmethod
    def begin(
        cls, programme: Programme, kind: str, format: str, title: str, by: Actor, session: Session, *,
        lane: str = "normal", fields: Mapping[str, Any] | None = None, planned_for: datetime | None = None, reason: str = "",
        unit_id: int | None = None, owner_id: int | None = None, cause: Row | None = None, copied: Sequence[Copied] = (),
        also_by: frozenset[int] = frozenset(),
    ) -> "Content":  # fmt: skip
        """A new content at the first stage of its lane (S3.1, A3.1); the emergency lane needs its own right and a reason.

        With `owner_id` a planner begins it for who shall write it: that makes nobody an author. The fast lane and that of offers
        are for what answers something: `cause`, a saved row (the published content it corrects, the hoax case, the offer; A3.3).
        `copied`: files taken over with what is said of them; `also_by`: whose text was taken over, so that they don't decide on it.
        """
        from models.content.contents import Content, ContentState  # noqa: PLC0415

        if issues := cls.objections_to_beginning(programme, lane, by, session, owner_id):
            raise NotAllowed(*issues)
        if issues := _wrong_beginning(programme, kind, format, title, lane, reason, unit_id, session) + _wrong_cause(
            programme, lane, cause
        ):
            raise NotReady(*issues)
        if planned_for is not None and planned_for.year not in YEARS:
            raise NotReady(Issue("planned_for", "day_out_of_reach"))
        assert programme.playbook is not None, "a programme always starts with a playbook"
        moment, stage = now(), programme.rules.lane(lane).first
        content = Content(
            programme=programme, playbook=programme.playbook, programme_id=programme.pk, playbook_id=programme.playbook.pk,
            kind=kind, format=format, lane=lane, stage=stage.key, state=ContentState.DRAFT, title=title.strip(),
            owner_id=owner_id or by.person_id, salt=secrets.token_hex(16), created_at=moment, acted_at=moment, stage_since=moment,
            planned_for=planned_for, unit_id=unit_id,
        )  # fmt: skip
        session.add(content)
        if reason.strip():
            content.note = content.annotate(reason)
        told = content.tidy({**(fields or {}), "title": title})
        files = [{**said, "media_id": content.take_over(one).pk} for one, said in copied]
        plan = (owner_id is not None or stage.plans) and _only_plans(told, programme.rules)
        first = content.add_revision(told, files, by, plan=plan, also_by=also_by)
        content.due_at = content.deadline(stage)
        names = [first, *content.media, *([content.note] if content.note else [])]
        content.log(
            "content.begun", by, names, kind=kind, format=format, lane=lane, revision=1,
            cause=f"{cause.__tablename__}:{cause.pk}" if cause else None,
        )  # fmt: skip
        return content

    @classmethod
    def objections_to_beginning(cls, programme: Programme, lane: str, by: Actor, session: Session, owner_id: int | None = None) -> Issues:
        """Who may begin for himself, and who for another: `owner_id` must be able to write it."""
        if owner_id is None:
            return Issues([] if cls.may_begin(programme, lane, by) else [Issue("person", "may_not_create")])
        if lane in (*RIGHTS, programme.rules.offers.lane) or not can(by, "plan", programme):
            return Issues([Issue("person", "may_not_plan")])
        writers = {one.id for one in Assignment.holders(programme.pk, programme.rules.rights["create"], session, writing=True)}
        return Issues([] if owner_id in writers else [Issue("owner", "owner_may_not_write")])

    @classmethod
    def may_begin(cls, programme: Programme, lane: str, by: Actor) -> bool:
        """By right; in the lane of its own for what others offer, whoever acts at its first stage."""
        if lane == programme.rules.offers.lane and lane != FAST:
            return bool(by.writing_roles(programme.pk) & set(programme.rules.lane(lane).first.by))
        return can(by, RIGHTS.get(lane, "create"), programme)

    @classmethod
    def lanes_open_to(cls, by: Actor, programme: Programme) -> tuple[Lane, ...]:
        """The lanes this person may begin a content in without a cause; none means that he may begin nothing."""
        closed = {FAST, programme.rules.offers.lane}
        return tuple(lane for lane in programme.rules.lanes if lane.key not in closed and cls.may_begin(programme, lane.key, by))

    @classmethod
    def missing_hats(
        cls, programme: Programme, lane: str, writer_id: int | None, session: Session, unit_id: int | None = None
    ) -> tuple[Stage, ...]:
        """Validating stages that nobody could lawfully decide if this person wrote: he can't himself, nor anybody two of them."""
        stages = {stage.key: stage for stage in programme.rules.lane(lane).validating}
        deciders: dict[str, Iterable[Person]] = {}
        for key, stage in stages.items():
            unit = unit_id if any(programme.rules.role(role).unit for role in stage.by) else None
            holders = Assignment.holders(programme.pk, stage.by, session, unit_id=unit)
            deciders[key] = [one for one in holders if one.id != writer_id]
        missing = without_two_hats(deciders)
        return tuple(stage for key, stage in stages.items() if key in missing)


def _only_plans(told: Mapping[str, Any], rules: Playbook) -> bool:
    """A title, where to and where about: anything more is text, and whoever put it in is its author (SAFETY 4)."""
    return all(key == "title" or rules.field(key).kind in (FieldKind.CHANNELS, FieldKind.PLACES) for key in told)


def asks_a_unit(programme: Programme, lane: str) -> bool:
    """Whether a technical unit validates in this lane, so that one has to be named."""
    return any(programme.rules.role(key).unit for stage in programme.rules.lane(lane).validating for key in stage.by)


def _wrong_cause(programme: Programme, lane: str, cause: Row | None) -> Issues:
    answers = lane in (FAST, programme.rules.offers.lane)
    return Issues([Issue("page", "fast_lane_needs_cause")] if answers != (cause is not None) else [])


def _wrong_beginning(
    programme: Programme, kind: str, format: str, title: str, lane: str, reason: str, unit_id: int | None, session: Session
) -> Issues:
    rules, issues = programme.rules, []
    types = {one.key: one for one in rules.types}
    if kind not in types:
        issues.append(Issue("kind", "kind_unknown"))
    elif format not in types[kind].formats:
        issues.append(Issue("format", "format_unknown"))
    lanes = {one.key: one for one in rules.lanes}
    if lane not in lanes or lanes[lane].first.kind is not StageKind.WORK:
        issues.append(Issue("lane", "lane_unknown"))
    if not title.strip():
        issues.append(Issue("title", "title_missing"))
    if lane == EMERGENCY and not reason.strip():
        issues.append(Issue("reason", "reason_missing"))
    if unit_id is not None and session.get(Unit, unit_id) is None:
        issues.append(Issue("unit", "unit_unknown"))
    return Issues(issues)
