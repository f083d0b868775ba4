"""Kalender konten sebagai dokumen: a span of days as an A4 table, for the wall and the meeting."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.base import LOCAL, now
from models.people import Person
from models.planning.calendar import Slot, belongs, slots
from models.planning.occasions import DayNote, day_notes
from models.planning.quarters import midnight
from models.programmes import Programme
from pages.documents import dated, printing
from pages.documents.offering import at_the_click
from pages.ui import formats
from pages.ui.slot_words import standing


def offered(programme_ids: list[int], since: date, until: date) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there and what he may see."""
    return at_the_click(lambda session, actor: printed_calendar(session, actor, programme_ids, since, until))


def printed_calendar(session: Session, actor: Actor, programme_ids: list[int], since: date, until: date) -> bytes:
    """The PDF of [since, until) for those of the programmes the person has a part in."""
    shown = [one for one in Programme.visible(actor, session) if one.pk in programme_ids]
    found = slots(actor, [one.pk for one in shown], midnight(since), midnight(until), session)
    notes = day_notes([one for one in shown if belongs(actor, one.pk)], since, until - timedelta(days=1), session)
    names = Person.names({one.owner_id for one in found if one.owner_id}, session)
    told = {
        "title": say("calendar.print_title"),
        "period": formats.period(since, until - timedelta(days=1)),
        "programmes": ", ".join(one.name for one in shown),
        "office": ", ".join(dict.fromkeys(dated.office_name(one, until - timedelta(days=1), session) for one in shown)),
        "days": _days(found, notes, shown, names),
        "nothing": say("calendar.print_nothing"),
        "printed": formats.moment(now()),
    }
    return printing.printed("calendar", told, {}, now())


def file_name(since: date) -> str:
    return f"kalender-konten-{since}.pdf"


def _days(found: list[Slot], notes: list[DayNote], shown: list[Programme], names: dict[int, str]) -> list[dict[str, Any]]:
    """Days that have something, in order, each with its notes and pieces."""
    rules = {one.pk: one.rules for one in shown}
    whose = {one.pk: [one.name.split()[0]] if len(shown) > 1 else [] for one in shown}
    by_day = {day: list(rows) for day, rows in groupby(found, key=lambda one: one.at.astimezone(LOCAL).date())}
    said = {day: list(rows) for day, rows in groupby(notes, key=lambda one: one.day)}
    return [
        {
            "day": formats.full_day(day),
            "notes": [f"{say(f'calendar_days.{one.kind}')}: {one.name}" for one in said.get(day, [])],
            "rows": [
                [
                    formats.clock(one.at), one.title, " · ".join([*whose[one.programme_id], rules[one.programme_id].type(one.kind).label]),
                    ", ".join(rules[one.programme_id].channel(channel).label for channel in one.channels),
                    standing(one), names.get(one.owner_id or 0, ""),
                ]
                for one in by_day.get(day, [])
            ],
        }
        for day in sorted({*by_day, *said})
    ]  # fmt: skip
