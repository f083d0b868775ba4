"""How a decree shows: its state, its days, its roles."""

from collections.abc import Iterable

from data.wording import say
from models.governance.decrees import Decree, DecreeKind, DecreeState, Standing
from pages.ui import blocks, formats

LOOKS: dict[Standing, tuple[blocks.Color, str]] = {
    Standing.DRAFT: ("gray", "edit_note"),
    Standing.COMING: ("blue", "schedule"),
    Standing.IN_FORCE: ("green", "gavel"),
    Standing.ENDING: ("orange", "hourglass_bottom"),
    Standing.TRANSITION: ("orange", "hourglass_disabled"),
    Standing.ENDED: ("gray", "event_busy"),
    Standing.REPLACED: ("gray", "history"),
    Standing.REVOKED: ("red", "block"),
    Standing.DISCARDED: ("gray", "delete"),
}


def look(one: Decree) -> blocks.Look:
    standing = one.standing()
    color, icon = LOOKS[standing]
    return blocks.Look(say(f"decree_standings.{standing}"), color, icon)


def title(one: Decree) -> str:
    return f"{one.number} · {one.title}" if one.title else one.number


def replaceable(found: Iterable[Decree], kind: DecreeKind) -> dict[int, str]:
    """What a letter of that kind can take the place of."""
    return {one.pk: title(one) for one in found if one.state is DecreeState.IN_FORCE and one.kind is kind}


def meta(one: Decree) -> str:
    """Kind, who signed and when, the period, how it ended."""
    signed = formats.day(one.signed_on) if one.signed_on else "…"
    period = formats.period(one.starts_on, one.ends_on) if one.starts_on else "…"
    words = say("team.meta", signatory=f"{one.signatory} · " if one.signatory else "", signed=signed, period=period)
    parts = [say(f"decree_kinds.{one.kind}"), words, say("team.people", count=len(one.lines))]
    if one.ended_on and one.reason:
        parts.append(say("team.revoked", day=formats.day(one.ended_on), reason=one.reason))
    elif one.ended_on:
        parts.append(say("team.replaced_by", day=formats.day(one.ended_on)))
    return " · ".join(parts)
