"""What a message speaks of, as its reader may know it: the title, where it leads, the line or the reminder behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Session, col, select

from models.actors import Actor
from models.content.contents import Content
from models.entries import Entry
from models.inbox.messages import Message
from models.inbox.reminders import Reminder
from models.planning.items import PlanItem
from models.playbooks import StageKind
from models.programmes import Programme
from models.public.cases import CASES
from models.results.evaluations.follow_ups import FollowUp


class Place(StrEnum):
    """The screen where the reader goes on."""

    DRAFT = "draft"
    CONTENT = "content"
    PLAN = "plan"
    BOARD = "board"
    ROSTER = "roster"
    ACCOUNT = "account"
    SETTINGS = "settings"
    INTERACTION = "interaction"
    HOAX = "hoax"
    POLICY = "policy"
    FOLLOW_UP = "follow_up"
    EVALUATIONS = "evaluations"
    CONSENT = "consent"
    DECREE = "decree"
    CYCLE = "cycle"
    HANDOVER = "handover"
    TRAINING = "training"
    OFFER = "offer"
    TRANSFER = "transfer"
    IDEAS = "ideas"
    RULES = "rules"
    NOWHERE = "nowhere"


PLACES = {
    "plan": Place.PLAN, "plan_item": Place.BOARD, "shift": Place.ROSTER, "person": Place.ACCOUNT,
    "follow_up": Place.FOLLOW_UP, "review_reminder": Place.EVALUATIONS,
    "escalation_version": Place.SETTINGS, "interaction": Place.INTERACTION, "hoax_case": Place.HOAX,
    "policy": Place.POLICY,
    "consent": Place.CONSENT,
    "decree": Place.DECREE,
    "cycle": Place.CYCLE,
    "handover": Place.HANDOVER,
    "training": Place.TRAINING,
    "offer": Place.OFFER,
    "transfer": Place.TRANSFER,
    "passed_idea": Place.IDEAS,
    "rule_proposal": Place.RULES,
}  # fmt: skip


@dataclass(frozen=True)
class Letter:
    """Exactly one of `entry` and `reminder`; `content`, `case_id` and `title` only while the reader may see it."""

    message: Message
    entry: Entry | None
    reminder: Reminder | None
    content: Content | None
    title: str
    place: Place
    case_id: int | None = None

    @property
    def happening(self) -> str:
        """The key of its few words."""
        return f"reminded_{self.reminder.level.value}" if self.reminder else self.entry.action if self.entry else ""

    @property
    def stage(self) -> str:
        """The label of the stage a reminder speaks of."""
        return self.content.lane_rules.stage(self.reminder.stage).label if self.reminder and self.content else ""


def letters(messages: Sequence[Message], actor: Actor, session: Session) -> list[Letter]:
    """In the same order, with a few queries however many they are."""
    entries = Message.entries_of(messages, session)
    reminders = Reminder.among({one.reminder_id for one in messages if one.reminder_id}, session)
    about = {one.subject_id for one in entries.values() if one.subject == "content"} | {one.content_id for one in reminders.values()}
    contents = _visible(about, actor, session)
    items = _planned({one.subject_id for one in entries.values() if one.subject == "plan_item"}, actor, session)
    cases = _cases(entries.values(), actor, session)
    followed = _followed({one.subject_id for one in entries.values() if one.subject == "follow_up"}, actor, session)
    found = []
    for message in messages:
        entry, reminder = entries.get(message.entry_number or 0), reminders.get(message.reminder_id or 0)
        subject_id = reminder.content_id if reminder else entry.subject_id if entry else 0
        speaks_of_content = reminder is not None or (entry is not None and entry.subject == "content")
        content = contents.get(subject_id) if speaks_of_content else None
        title = content.title if content else items.get(subject_id, "") if entry and entry.subject == "plan_item" else ""
        if entry and entry.subject == "follow_up":
            found.append(_of_case(message, entry, followed.get(entry.subject_id)))
            continue
        if entry and entry.subject in CASES:
            found.append(_of_case(message, entry, cases.get((entry.subject, entry.subject_id))))
            continue
        found.append(Letter(message, entry, reminder, content, title, _place(entry, content, actor)))
    return found


def _of_case(message: Message, entry: Entry, title: str | None) -> Letter:
    place = Place.NOWHERE if title is None else PLACES.get(entry.subject, Place.NOWHERE)
    return Letter(message, entry, None, None, title or "", place, None if title is None else entry.subject_id)


def _place(entry: Entry | None, content: Content | None, actor: Actor) -> Place:
    if content:
        mine = content.stage_rules.kind is StageKind.WORK and content.state in ("draft", "returned")
        return Place.DRAFT if mine and content.may_act(actor, content.stage_rules) else Place.CONTENT
    subject = entry.subject if entry else ""
    return PLACES.get(subject, Place.NOWHERE)


def _visible(ids: set[int], actor: Actor, session: Session) -> dict[int, Content]:
    if not ids:
        return {}
    loads = (selectinload(Content.playbook), selectinload(Content.programme).selectinload(Programme.playbook), raiseload("*"))  # type: ignore[arg-type]
    wanted = select(Content).where(col(Content.id).in_(ids), Content.visible_to(actor)).options(*loads)
    return {one.pk: one for one in session.exec(wanted)}


def _cases(entries: Iterable[Entry], actor: Actor, session: Session) -> dict[tuple[str, int], str]:
    """Table and id of each case the reader may see → how it is called."""
    wanted: dict[str, set[int]] = {}
    for one in entries:
        if one.subject in CASES:
            wanted.setdefault(one.subject, set()).add(one.subject_id)
    found = {subject: CASES[subject].titles(ids, actor, session) for subject, ids in wanted.items()}
    return {(subject, case_id): title for subject, titles in found.items() for case_id, title in titles.items()}


def _followed(ids: set[int], actor: Actor, session: Session) -> dict[int, str]:
    if not ids:
        return {}
    wanted = select(FollowUp.id, FollowUp.title).where(col(FollowUp.id).in_(ids), col(FollowUp.programme_id).in_(actor.teams))
    return dict(session.exec(wanted).all())  # type: ignore[arg-type]


def _planned(ids: set[int], actor: Actor, session: Session) -> dict[int, str]:
    if not ids:
        return {}
    wanted = select(PlanItem.id, PlanItem.title).where(col(PlanItem.id).in_(ids), col(PlanItem.programme_id).in_(actor.teams))
    return dict(session.exec(wanted).all())  # type: ignore[arg-type]
