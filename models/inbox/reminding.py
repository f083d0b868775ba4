"""Two reminders of a deadline, then one to the next level; in service hours, the emergency lane at any hour (S3.2, A3.2)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, tuple_
from sqlmodel import Session, col, select

from models import entries
from models.actors import SYSTEM
from models.base import now
from models.content.claims import Claim
from models.content.contents import Content
from models.content.pauses import Pause
from models.inbox.messages import Message
from models.inbox.recipients import Recipients
from models.inbox.reminders import Reminder, ReminderLevel
from models.playbooks import Lane, StageKind
from models.playbooks.parts import Reminders
from models.programmes import PlaybookVersion, Programme
from models.public.clocks import WorkingTime
from models.public.service_hours import ServiceHours

BATCH = 50
STATES = (
    "draft", "returned", "waiting", "approved", "scheduled", "partly_published",
    "published", "superseded", "taken_down",  # for a later check
)  # fmt: skip
KINDS = frozenset({StageKind.WORK, StageKind.VALIDATE, StageKind.SCHEDULE})

Key = tuple[datetime, int]
Sent = Mapping[ReminderLevel, datetime]


@dataclass(frozen=True)
class Turn:
    """One batch: how many contents somebody was reminded of, and after which (deadline, id) the next batch begins; None: no next."""

    reminded: int
    after: Key | None


def remind(programme: Programme, session: Session, after: Key | None = None, limit: int = BATCH) -> Turn:
    """Send what is due at this moment, each level once per stand at a stage; one entry per content."""
    clock, rules = ServiceHours.working_time(programme.pk, session), programme.rules.reminders
    contents = due_reminders(programme, clock, session, after, limit)
    ids = [one.pk for one in contents]
    claims = {content_id: claim.person_id for content_id, claim in Claim.among(ids, session).items()}
    recipients, sent = Recipients.today(programme.pk, claims, session), _sent(contents, session)
    written = [(one, rows) for one in contents if (rows := _reminders(one, clock, rules, recipients, sent.get(one.pk, {})))]
    for _, rows in written:
        session.add_all(rows)
    session.flush()
    for content, rows in written:
        level = rows[0].level
        entries.record(session, "content.reminded", by=SYSTEM, subject=content, names=[*rows], level=level, stage=content.stage)
        session.add_all(Message(person_id=one.person_id, at=one.at, reminder_id=one.pk) for one in rows)
    last = contents[-1] if len(contents) == limit else None
    return Turn(len(written), (last.due_at, last.pk) if last and last.due_at else None)


def due_reminders(
    programme: Programme, clock: WorkingTime, session: Session, after: Key | None = None, limit: int = BATCH
) -> list[Content]:
    """Near or past their deadline and not escalated yet, oldest deadline first, locked; outside service hours only the emergency lane.

    What is scheduled: from its hour on while it isn't out everywhere, and never while a pause keeps it in.
    """
    moment, rules = now(), programme.rules.reminders
    horizons = {True: moment + timedelta(hours=rules.before_hours)}
    if clock.is_open(moment):
        horizons[False] = clock.add(moment, rules.before_hours)
    told = exists().where(
        col(Reminder.content_id) == Content.id, col(Reminder.stage) == Content.stage,
        col(Reminder.stage_since) == Content.stage_since, col(Reminder.level) == ReminderLevel.ESCALATED,
    )  # fmt: skip
    wanted = select(Content).where(Content.programme_id == programme.pk, _near(programme.pk, horizons, session), not_(told))
    if after is not None:
        wanted = wanted.where(tuple_(col(Content.due_at), col(Content.id)) > after)
    wanted = wanted.options(*Content.whole()).order_by(col(Content.due_at), col(Content.id)).limit(limit)
    return list(session.exec(wanted.with_for_update(of=Content, skip_locked=True)))


def level_due(content: Content, due_at: datetime, clock: WorkingTime, rules: Reminders, sent: Sent) -> ReminderLevel | None:
    """The reminder whose hour has come; a missed one is left out, and nobody's superior hears of it before he himself was told twice."""
    moment, later = now(), _counting(content, clock)
    if ReminderLevel.SECOND in sent:
        return ReminderLevel.ESCALATED if later(sent[ReminderLevel.SECOND], rules.escalate_hours) <= moment else None
    if later(due_at, rules.after_hours) <= moment:
        return ReminderLevel.SECOND
    announced = content.stage_rules.kind is StageKind.PUBLISH  # its hour is on everybody's calendar
    return None if announced or ReminderLevel.FIRST in sent else ReminderLevel.FIRST


def _reminders(content: Content, clock: WorkingTime, rules: Reminders, recipients: Recipients, sent: Sent) -> list[Reminder]:
    """To whom which level goes; where nobody is there for the second, the next level hears in his place."""
    due_at = content.due_at
    assert due_at is not None, "only contents with a deadline are asked for"
    level = level_due(content, due_at, clock, rules, sent)
    people = recipients.of_stage(content) if level and level is not ReminderLevel.ESCALATED else []
    if level is ReminderLevel.SECOND and not people:
        late = _counting(content, clock)(due_at, rules.after_hours + rules.escalate_hours) <= now()
        level = ReminderLevel.ESCALATED if late else None
    if level is None:
        return []
    if level is ReminderLevel.ESCALATED:
        above = recipients.of_roles(rules.escalate_to)
        people = sorted(set(above) - set(recipients.of_stage(content))) or above  # who should act himself was told twice
    at = now()
    return [
        Reminder(
            content_id=content.pk, programme_id=content.programme_id, stage=content.stage, stage_since=content.stage_since,
            due_at=due_at, level=level, person_id=person_id, at=at,
        )
        for person_id in people
    ]  # fmt: skip


def _counting(content: Content, clock: WorkingTime) -> Callable[[datetime, float], datetime]:
    """How hours count for this content: day and night in the emergency lane, else service hours."""
    if content.lane_rules.clock_hours:
        return lambda start, hours: start + timedelta(hours=hours)
    return clock.add


def _sent(contents: list[Content], session: Session) -> dict[int, dict[ReminderLevel, datetime]]:
    """When which level went out for the stand these contents are at."""
    same = and_(col(Reminder.stage) == Content.stage, col(Reminder.stage_since) == Content.stage_since)
    wanted = (
        select(Reminder.content_id, Reminder.level, func.min(Reminder.at))
        .join(Content, and_(col(Content.id) == Reminder.content_id, same))
        .where(col(Reminder.content_id).in_([one.pk for one in contents]))
        .group_by(col(Reminder.content_id), col(Reminder.level))
    )
    found: dict[int, dict[ReminderLevel, datetime]] = {}
    for content_id, level, at in session.exec(wanted):
        found.setdefault(content_id, {})[ReminderLevel(level)] = at
    return found


def _near(programme_id: int, horizons: Mapping[bool, datetime], session: Session) -> ColumnElement[bool]:
    """At a stage somebody acts at, before its horizon (by whether the lane counts day and night); said so that the queue's index serves."""
    places: list[ColumnElement[bool]] = []
    reached: set[str] = set()
    paused = bool(Pause.open_in([programme_id], session))
    for version in PlaybookVersion.among(frozenset({programme_id}), session):
        for lane in version.rules.lanes:
            if horizon := horizons.get(lane.clock_hours):
                before, publishing = _acted_at(lane, paused=paused and version.rules.pauses(lane.key))
                reached.update(before, publishing)
                here = and_(col(Content.playbook_id) == version.pk, col(Content.lane) == lane.key)
                places.append(and_(here, col(Content.stage).in_(before), col(Content.due_at) <= horizon))
                places.append(and_(here, col(Content.stage).in_(publishing), col(Content.due_at) <= now()))
    within = and_(col(Content.state).in_(STATES), col(Content.stage).in_(reached), col(Content.due_at) <= max(horizons.values()))
    return and_(within, or_(false(), *places))


def _acted_at(lane: Lane, *, paused: bool) -> tuple[list[str], list[str]]:
    """Keys of the stages somebody is reminded of ahead of time, and of those only from the hour on."""
    publishing = [] if paused else [one.key for one in lane.stages if one.kind is StageKind.PUBLISH]
    return [one.key for one in lane.stages if one.kind in KINDS], publishing
