"""How a publication shows: its standing at this moment as icon, word and colour."""

from models.content.contents import Content
from models.content.pauses import Pause
from models.content.publications import Publication, Standing
from pages.ui import blocks, formats, later_marks
from pages.ui.blocks import Color, Look, say
from pages.ui.session import db, programmes

BY_CLOCK: dict[Standing, tuple[Color, str]] = {
    Standing.OVERDUE: ("red", "alarm"),
    Standing.DUE_TODAY: ("orange", "today"),
    Standing.PAUSED: ("gray", "pause_circle"),
}
WORST_FIRST = (
    *BY_CLOCK,
    Standing.SCHEDULED,
    Standing.PUBLISHED,
    Standing.SUPERSEDED,
    Standing.TAKEN_DOWN,
    Standing.PLANNED,
    Standing.CANCELLED,
)


def paused_programmes() -> frozenset[int]:
    """Those that stand still now."""
    return frozenset(one.programme_id for one in Pause.open_in([one.pk for one in programmes()], db()))


def standing(one: Publication, content: Content, paused: frozenset[int]) -> Standing:
    return content.standing_of(one, paused=content.pausable and content.programme_id in paused)


def look(found: Standing) -> Look:
    if found in BY_CLOCK:
        color, icon = BY_CLOCK[found]
        return Look(say(f"publication_states.{found.value}"), color, icon)
    return blocks.status(found.value, "publication_states")


def worst(content: Content, paused: frozenset[int]) -> Look:
    """What the row as a whole says: its most urgent channel."""
    found = {standing(one, content, paused) for one in content.publications}
    return look(next((one for one in WORST_FIRST if one in found), Standing.PLANNED))


def about(content: Content) -> str:
    """Programme, type, and each channel with its hour."""
    kind = content.rules.type(content.kind).label
    out = [f"{channel(content, one)} {hour(one)}".strip() for one in content.publications]
    return " · ".join(filter(None, [content.programme.name, kind, *out, later_marks.words(content)]))


def channel(content: Content, one: Publication) -> str:
    return content.rules.channel(one.channel).label


def hour(one: Publication) -> str:
    moment = one.published_at or one.scheduled_for
    return formats.short_moment(moment) if moment else ""
