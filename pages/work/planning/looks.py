"""How a piece of the week shows: icon, word and colour of its status, hour, channels and owner."""

from collections.abc import Mapping, Sequence

from data.wording import say
from models.base import LOCAL
from models.issues import Issue
from models.people import Person
from models.planning.calendar import Slot
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.session import db
from pages.ui.slots import status_look


def look(slot: Slot) -> blocks.Look:
    return status_look(slot.status)


def channels(programme: Programme, keys: Sequence[str]) -> str:
    labels = {one.key: one.label for one in programme.rules.channels}
    return ", ".join(labels.get(one, one) for one in keys)


def kind(programme: Programme, key: str) -> str:
    return next((one.label for one in programme.rules.types if one.key == key), key)


def day_of(slot: Slot) -> str:
    return formats.full_day(slot.at.astimezone(LOCAL).date())


def clash_line(clashes: Sequence[Issue]) -> str:
    """All that stands too close, in one line; the reason in full stands in the piece's dialog."""
    told = ((formats.clock(one.facts["moment"]), short(one.facts["title"], 40), one.facts["channel"]) for one in clashes)
    near = dict.fromkeys(f"{hour} {title} ({channel})" for hour, title, channel in told)
    return say("board.clash_with", others=formats.listing(near))


def short(title: str, most: int) -> str:
    return title if len(title) <= most else f"{title[:most].rstrip()}…"


def owners(found: Sequence[Slot]) -> Mapping[int, str]:
    """Names by person id: one question for the whole week."""
    ids = {one.owner_id for one in found if one.owner_id}
    return Person.names(ids, db()) if ids else {}
