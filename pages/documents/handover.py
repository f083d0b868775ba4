"""Berita acara serah terima tugas as a document to sign: what went over, what stayed and why (S1.4)."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.base import now
from models.content.indonesian import day
from models.entries import Entry
from models.governance import handover_scans
from models.governance.handing_on import Stays
from models.governance.handovers import Handover, HandoverItem
from models.governance.open_work import Work
from models.people import Person
from pages.documents import dated, printing
from pages.documents.offering import at_the_click


def printed(session: Session, handover_id: int, actor: Actor) -> bytes:
    """The PDF; NotFound for who may not read it."""
    return printing.printed("handover", told(Handover.find(handover_id, actor, session), session, actor), {}, now())


def offered(handover_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: printed(session, handover_id, actor))


def file_name(one: Handover) -> str:
    return f"{say('handover_print.file')}-{one.programme.key}-{one.held_on:%Y-%m-%d}-{one.pk}.pdf"


def told(one: Handover, session: Session, actor: Actor) -> dict[str, Any]:
    """What the template reads; typed text stays data."""
    head, (number, digest) = dated.head(one.programme, one.held_on, session), Entry.head(session)
    return {
        "head": {key: getattr(head, key) for key in ("government", "name", "address", "contact", "place")},
        "title": say("handover_print.title"),
        "programme": one.programme.name,
        "number": one.number,
        "date": day(one.held_on),
        "opening": say("handover_print.opening", day=day(one.held_on), programme=one.programme.name),
        "giver": _person(one.giver),
        "receiver": _person(one.receiver),
        "note": one.note,
        "groups": [
            {"label": say(f"handover_works.{work}"), "rows": [[it.title, _outcome(it)] for it in one.items if it.work is work]}
            for work in Work
            if any(it.work is work for it in one.items)
        ],
        "closing": say("handover_print.closing", moved=len(one.moved), stayed=len(one.items) - len(one.moved)),
        "mark": handover_scans.digest(one),
        "code": say("handover_print.code", code=handover_scans.code(one)),
        "anchor": say("handover_print.anchor", number=number, digest=digest),
        "taker": actor.name,
    }


def _person(person: Person) -> dict[str, str]:
    return {"name": person.name, "nip": person.nip, "position": person.position}


def _outcome(item: HandoverItem) -> str:
    return say("handover_print.moved") if item.outcome is Stays.MOVED else say(f"handover_outcomes.{item.outcome}")
