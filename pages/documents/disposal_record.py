"""Berita acara pemusnahan as a document to sign: who proposed, who approved, and each row with its hash (S1.4, S3.4)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.base import LOCAL, now
from models.content.indonesian import day
from models.entries import Entry
from models.governance import retention
from models.governance.disposals import Disposal, DisposalState
from models.people import Person
from pages.documents import dated, printing
from pages.documents.offering import at_the_click


def printed(session: Session, disposal_id: int, actor: Actor) -> bytes:
    """The PDF; NotFound for who may not read it."""
    return printing.printed("disposal", told(Disposal.find(disposal_id, actor, session), session, actor), {}, now())


def offered(disposal_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: printed(session, disposal_id, actor))


def file_name(one: Disposal) -> str:
    return f"{say('disposal_print.file')}-{one.programme.key}-{one.pk}.pdf"


def told(one: Disposal, session: Session, actor: Actor) -> dict[str, Any]:
    """What the template reads; typed text stays data."""
    at = (one.decided_at or one.proposed_at).astimezone(LOCAL).date()
    head, (number, digest) = dated.head(one.programme, at, session), Entry.head(session)
    kind, done = retention.of_key(one.record_class), one.state is DisposalState.CARRIED_OUT
    return {
        "head": {key: getattr(head, key) for key in ("government", "name", "address", "contact", "place")},
        "title": say("disposal_print.title"), "programme": one.programme.name, "number": one.number, "date": day(at),
        "draft": "" if done else say("disposal_print.draft"),
        "opening": say(
            "disposal_print.opening", day=day(at), programme=one.programme.name, count=len(one.rows), label=kind.label if kind else "",
            until=day(one.last_day), reason=one.reason,
        ),
        "rows": [_row(*it) for it in one.rows],
        "kept": say("disposal_print.kept"), "list": say("disposal_print.list", digest=one.digest),
        "proposer": _person(one.proposed_by), "approver": _person(one.decided_by),
        "anchor": say("disposal_print.anchor", number=number, digest=digest), "taker": actor.name,
    }  # fmt: skip


def _row(table: str, row_id: int, digest: str, ended: str) -> list[str]:
    return [say(f"disposal_tables.{table}"), str(row_id), digest, day(date.fromisoformat(ended))]


def _person(person: Person | None) -> dict[str, str]:
    return {key: getattr(person, key) if person else "" for key in ("name", "nip", "position")}
