"""Pieces, days and campaigns as the calendar component wants them: plain values, text never as markup."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from data.wording import say
from models.actors import Actor, can
from models.planning.calendar import WAITING, Slot, Status
from models.planning.campaigns import Campaign
from models.planning.occasions import DayNote
from models.programmes import Programme
from pages.ui.calendar import wall_clock
from pages.ui.slot_words import standing
from pages.ui.slots import status_look

SHORT = {"instagram": "IG", "facebook": "FB", "tiktok": "TT", "youtube": "YT", "x": "X", "website": "Web"}


def of_slots(found: Iterable[Slot], shown: Sequence[Programme], actor: Actor) -> list[dict[str, Any]]:
    """Draggable where the person may plan and the piece isn't out; the verb decides all the same."""
    by_id = {one.pk: one for one in shown}
    planners = {one.pk for one in shown if can(actor, "plan", one)}
    return [
        {
            "id": slot.key, "title": slot.title, "start": wall_clock(slot.at), "classNames": [slot.status.value],
            "editable": slot.programme_id in planners and slot.status in (*WAITING, Status.LATE),
            "extendedProps": {
                "rank": 3, "version": slot.version, "icon": status_look(slot.status).icon, "label": standing(slot),
                "channels": " ".join(SHORT.get(one, one) for one in slot.channels),
                "channelNames": ", ".join(by_id[slot.programme_id].rules.channel(one).label for one in slot.channels),
                "programme": by_id[slot.programme_id].name.split()[0] if len(shown) > 1 else "",
            },
        }
        for slot in found
    ]  # fmt: skip


def of_notes(notes: Iterable[DayNote]) -> list[dict[str, Any]]:
    drawn = []
    for place, note in enumerate(notes):
        look = note.kind if note.kind in ("occasion", "lead") else "holiday"
        title = say("calendar.lead", name=note.name, days=note.lead) if look == "lead" else note.name
        icon = {"occasion": "flag", "lead": "notifications", "holiday": "event_busy"}[look]
        drawn.append(_all_day(f"d{place}", title, str(note.day), None, look, icon, say(f"calendar_days.{note.kind}"), rank=1))
    return drawn


def of_campaigns(campaigns: Iterable[Campaign]) -> list[dict[str, Any]]:
    label = say("calendar_days.campaign")
    return [
        _all_day(f"c{one.pk}", one.name, str(one.starts_on), str(one.ends_on + timedelta(days=1)), "campaign", "campaign", label, rank=2)
        for one in campaigns
    ]


def _all_day(key: str, title: str, start: str, end: str | None, look: str, icon: str, label: str, *, rank: int) -> dict[str, Any]:
    shown = {"id": key, "title": title, "start": start, "allDay": True, "editable": False, "classNames": [look]}
    return {**shown, **({"end": end} if end else {}), "extendedProps": {"rank": rank, "icon": icon, "label": label}}
