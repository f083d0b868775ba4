"""Jenjang eskalasi as a paper to sign: levels, who, after how long, contact, version, and the log it can be held against (S1.2)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlmodel import Session

from data.wording import say
from models.actors import Actor, can
from models.base import LOCAL, now, today
from models.content.indonesian import day, moment, number
from models.entries import Entry
from models.errors import NotFound
from models.governance.contacts import Contact
from models.people import Assignment, Person
from models.programmes import Programme
from models.public.escalation import EscalationVersion, Ladder, Step
from pages.documents import dated, printing
from pages.documents.offering import at_the_click

Told = dict[str, Any]
NOBODY = (None, None)


def printed(session: Session, programme_id: int, actor: Actor) -> bytes:
    """The PDF of what is in force; NotFound for who may not read the programme."""
    programme = Programme.find(programme_id, session)
    if not (actor.is_admin or can(actor, "read", programme)):
        raise NotFound
    return printing.printed("escalation_levels", told(programme, session, actor), {}, now())


def offered(programme_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: printed(session, programme_id, actor))


def file_name(programme: Programme, ladder: Ladder) -> str:
    return f"{say('escalation_print.file')}-{programme.key}-v{ladder.number}.pdf"


def told(programme: Programme, session: Session, actor: Actor) -> Told:
    """What the template reads; typed text stays data."""
    ladder = EscalationVersion.in_force(programme, session)
    contacts = {one.pk: one for one in Contact.directory(actor, programme.pk, session, include_inactive=True)}
    anchor, hash_ = Entry.head(session)
    version = ladder.version
    return {
        "office": dated.office_name(programme, ladder.since, session),
        "programme": programme.name,
        "version": ladder.number,
        "since": say("escalation_print.since", day=_day(ladder.since)) if ladder.since else say("escalation.of_playbook"),
        "intro": say("escalation_print.intro"),
        "levels": [_row(index, step, programme, contacts, session) for index, step in enumerate(ladder.steps, start=1)],
        "signed": [
            [say("escalation_print.written"), *_signed(*((version.submitted_by, version.submitted_at) if version else NOBODY))],
            [say("escalation_print.approved"), *_signed(*((version.approved_by, version.approved_at) if version else NOBODY))],
        ],
        "taker": actor.name,
        "printed": moment(now()),
        "digest": version.digest if version else programme.rules.digest,
        "anchor": number(anchor),
        "hash": hash_,
    }  # fmt: skip


def _row(index: int, step: Step, programme: Programme, contacts: dict[int, Contact], session: Session) -> list[str]:
    roles = ", ".join(role.label for role in programme.rules.roles if role.key in step.roles)
    people = ", ".join(one.name for one in Assignment.holders(programme.pk, step.roles, session)) or say("escalation.nobody")
    contact = contacts.get(step.contact_id or 0)
    return [str(index), step.label, after(step), roles, people, _contact(contact, programme)]


def after(step: Step) -> str:
    """1,5 jam layanan sesudah tenggat"""
    hours = number(step.after_hours, 1)
    return say("escalation.after", hours=hours) if step.after_hours else say("escalation.at_once")


def _signed(who: Person | None, at: datetime | None) -> list[str]:
    return [who.name if who else "", _day(at)]


def _day(at: datetime | None) -> str:
    return day(at.astimezone(LOCAL).date()) if at else ""


def _contact(contact: Contact | None, programme: Programme) -> str:
    """Where a number stands on paper it says how fresh it was."""
    if contact is None:
        return "–"
    tried = f"diuji {day(contact.tested_on)}" if contact.tested_on else "belum diuji"
    fresh = contact.tested_on and (today() - contact.tested_on).days <= programme.rules.contact_fresh_days
    return f"{contact.label}\n{contact.number}\n({tried}{'' if fresh else ', perlu diuji ulang'})"
