"""Notulen as a document to sign: who met, what was said and decided, and what it is about (S1.4)."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.base import now
from models.content.indonesian import day, moment
from models.governance.minutes import Attendee, Minutes, MinutesState
from models.programmes import Programme
from pages.documents import dated, printing
from pages.documents.offering import at_the_click
from pages.ui import formats, minutes_links


def printed(session: Session, minutes_id: int, actor: Actor) -> bytes:
    """The PDF; NotFound for who may not read it."""
    seen = [one.pk for one in Programme.visible(actor, session) if actor.sees_all or actor.is_admin or one.pk in actor.teams]
    return printing.printed("minutes", told(Minutes.find(minutes_id, seen, session), session, actor), {}, now())


def offered(minutes_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: printed(session, minutes_id, actor))


def file_name(one: Minutes) -> str:
    return f"{say('minutes_print.file')}-{one.programme.key}-{one.held_on:%Y-%m-%d}-{one.pk}.pdf"


def told(one: Minutes, session: Session, actor: Actor) -> dict[str, Any]:
    """What the template reads; typed text stays data."""
    head, final = dated.head(one.programme, one.held_on, session), one.state is MinutesState.FINAL
    return {
        "head": {key: getattr(head, key) for key in ("government", "name", "address", "contact", "place")},
        "kind": say("minutes_print.title"), "title": one.title, "programme": one.programme.name,
        "draft": "" if final else say("minutes_print.draft"),
        "facts": [[say(f"minutes_print.{key}"), text] for key, text in _facts(one).items() if text],
        "agenda": one.agenda, "course": one.course, "decisions": [it.text for it in one.standing],
        "present": [_attendee(it) for it in one.present],
        "absent": formats.listing(it.name for it in one.attendees if not it.present),
        "about": minutes_links.named(one, session), "files": [it.name for it in one.files],
        "date": day(one.held_on), "writer": {"name": one.by.name if one.by else "", "nip": one.by.nip if one.by else ""},
        "taker": actor.name, "as_of": moment(now()),
    }  # fmt: skip


def _facts(one: Minutes) -> dict[str, str]:
    settled = moment(one.concluded_at) if one.concluded_at else ""
    return {"day": formats.full_day(one.held_on), "hours": one.hours, "place": one.place, "settled": settled}


def _attendee(one: Attendee) -> list[str]:
    return [one.name, ", ".join(filter(None, (one.position, one.body)))]
