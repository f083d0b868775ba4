"""Berita acara penyerahan program as a document to sign: from which office to which, what went over, and the log's anchor (A4.3)."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.base import now
from models.content.indonesian import day
from models.people import Person
from models.replication.transfers import Transfer, TransferState
from pages.documents import dated, printing
from pages.documents.offering import at_the_click
from pages.ui import formats


def printed(session: Session, transfer_id: int, actor: Actor) -> bytes:
    """The PDF; NotFound for who may not read it."""
    return printing.printed("transfer", told(Transfer.find(transfer_id, actor, session), session, actor), {}, now())


def offered(transfer_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: printed(session, transfer_id, actor))


def file_name(one: Transfer) -> str:
    return f"{say('transfer_print.file')}-{one.programme.key}-{one.dated_on:%Y-%m-%d}.pdf"


def told(one: Transfer, session: Session, actor: Actor) -> dict[str, Any]:
    """What the template reads; the old office's head as it was valid on the day of the sheet."""
    head = dated.head_of(one.source, one.dated_on, session)
    giver, receiver = (dated.name_of(office, one.dated_on, session) for office in (one.source, one.target))
    names = Person.names(set(one.readers), session)
    agreed = one.state in (TransferState.AGREED, TransferState.ACCEPTED)
    until = day(one.read_until) if one.read_until else ""
    return {
        "head": {key: getattr(head, key) for key in ("government", "name", "address", "contact", "place")},
        "title": say("transfer_print.title"),
        "programme": one.programme.name,
        "number": one.number,
        "date": day(one.dated_on),
        "opening": say("transfer_print.opening", programme=one.programme.name, giver=giver, receiver=receiver, basis=one.basis),
        "effective": say("transfer_print.effective", day=day(one.effective_on)),
        "giver": {"office": giver, **_person(one.by)},
        "receiver": {
            "office": receiver,
            **_person(one.answered_by if agreed else None),
        },
        "rows": [[say(f"transfer_counts.{key}"), formats.number(count)] for key, count in one.counts.items()],
        "readers": say("transfer_print.readers", names=formats.listing(names.values()), until=until) if one.readers else "",
        "anchor": say("transfer_print.anchor", number=one.anchor_number, digest=one.anchor_hash) if one.anchor_hash else "",
        "taker": actor.name,
    }


def counts(one: Transfer) -> str:
    """In one line for the screen; what there is none of isn't named."""
    named = {say(f"transfer_counts.{key}"): count for key, count in one.counts.items() if count}
    return formats.listing(f"{formats.number(count)} {_in_a_line(label)}" for label, count in named.items())


def _in_a_line(label: str) -> str:
    """An abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _person(person: Person | None) -> dict[str, str]:
    return {"name": person.name if person else "", "nip": person.nip if person else "", "position": person.position if person else ""}
