"""A subscription written down as iCalendar (RFC 5545, 7986): the same bytes as long as nothing changed, and nobody's name in them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data.wording import say
from models.planning.calendar import Status
from models.planning.occasions import DayNote
from models.planning.shifts import Shift
from models.planning.subscribed import Certainty, Piece, Subscription
from models.programmes import Programme
from models.sessions import digest
from pages.ui.slot_words import standing

if TYPE_CHECKING:
    from icalendar import Calendar, Event

LENGTH = timedelta(minutes=30)
ASK_AGAIN = timedelta(hours=1)


def written(shown: Subscription, base: str) -> bytes:
    """`base` is the address that links lead to. Without METHOD, so that DTSTAMP is the last change and equal states give equal bytes."""
    from icalendar import Calendar  # noqa: PLC0415  at the top it would delay /healthz

    calendar = Calendar()
    name = say("feeds.calendar", programme=shown.programmes[0].name if shown.for_one else say("feeds.all"))
    calendar.add("prodid", "-//Simpul//Kalender konten//ID")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Jakarta")
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    _add_events(calendar, shown, base)
    body: bytes = calendar.to_ical()
    return body


def _add_events(calendar: "Calendar", shown: Subscription, base: str) -> None:
    programmes = {one.pk: one for one in shown.programmes}
    for day in shown.days:
        calendar.add_component(_day(day, shown))
    for shift, changed_at in shown.shifts:
        calendar.add_component(_shift(shift, changed_at, programmes[shift.programme_id], shown))
    for piece in shown.pieces:
        calendar.add_component(_piece(piece, programmes[piece.slot.programme_id], shown, base))


def _piece(piece: Piece, programme: Programme, shown: Subscription, base: str) -> "Event":
    slot, known = piece.slot, {one.key: one.label for one in programme.rules.channels}
    channels = ", ".join(known.get(one, one) for one in slot.channels)
    event = _event(piece.name, [slot.title, _standing(piece), channels], piece.changed_at, piece.sequence, piece.certainty, shown)
    event.add("dtstart", slot.at)
    event.add("dtend", slot.at + LENGTH)
    event.add("categories", [programme.name])
    event.add(
        "url",
        f"{base}/konten?id={slot.newer[0] if slot.newer else slot.content_id}" if slot.content_id else f"{base}/kalender?butir={slot.key}",
    )
    return event


def _standing(piece: Piece) -> str:
    """What stopped it, or how far it has come."""
    if piece.status is not Status.STOPPED:
        return standing(piece.slot, piece.status)
    return say(f"{'content_states' if piece.slot.content_id else 'outcomes'}.{piece.slot.state}")


def _shift(shift: Shift, changed_at: datetime, programme: Programme, shown: Subscription) -> "Event":
    words = [say("feeds.shift", programme=programme.name), say("content_states.cancelled") if shift.removed else ""]
    certainty = Certainty.CANCELLED if shift.removed else Certainty.CONFIRMED
    event = _event(f"piket-{shift.pk}", words, changed_at, shift.version, certainty, shown)
    event.add("dtstart", shift.starts_at)
    event.add("dtend", shift.ends_at)
    event.add("categories", [programme.name])
    return event


def _day(note: DayNote, shown: Subscription) -> "Event":
    title = say("feeds.lead", name=note.name, days=note.lead) if note.kind == "lead" else note.name
    name = f"hari-{note.day:%Y%m%d}-{digest(f'{note.kind} {note.name}')[:12]}"
    event = _event(name, [title], shown.opened_at, 0, Certainty.CONFIRMED, shown)
    event.add("dtstart", note.day)
    event.add("dtend", note.day + timedelta(days=1))
    event.add("categories", [say("feeds.occasion")])
    return event


def _event(name: str, words: Iterable[str], changed_at: datetime, sequence: int, certainty: Certainty, shown: Subscription) -> "Event":
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{name}@{shown.installation}.simpul")
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", sequence)
    event.add("summary", " · ".join(_one_line(one) for one in words if one))
    event.add("status", certainty.value)
    event.add("transp", "TRANSPARENT")
    return event


def _one_line(typed: str) -> str:
    """RFC 5545 allows no control characters in a text."""
    return " ".join("".join(one if one.isprintable() else " " for one in typed).split())
