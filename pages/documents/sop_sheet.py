"""The SOP as a sheet to hang up or sign: the corrected table with its lanes, the printed one after it (S-H, A-H)."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.base import now
from models.content.indonesian import moment
from models.errors import NotFound
from models.playbooks import Playbook
from models.playbooks.sop import SopStep
from models.programmes import Programme
from pages.documents import dated, printing
from pages.documents.offering import at_the_click
from pages.ui import sop_words


def printed(session: Session, programme_id: int, actor: Actor) -> bytes:
    """The PDF, A4 across; NotFound for who has no part in the programme."""
    programme = next((one for one in Programme.visible(actor, session) if one.pk == programme_id), None)
    if programme is None:
        raise NotFound
    return printing.printed("sop", told(programme, session, actor), {}, now())


def offered(programme_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: printed(session, programme_id, actor))


def file_name(programme: Programme) -> str:
    number = programme.playbook.number if programme.playbook else 1
    return f"sop-{programme.key}-v{number}.pdf"


def told(programme: Programme, session: Session, actor: Actor) -> dict[str, Any]:
    """What the template reads; typed text stays data."""
    rules, kept = programme.rules, programme.playbook
    return {
        "office": dated.office_name(programme, kept.adopted_at if kept else None, session),
        "programme": programme.name,
        "version": kept.number if kept else 1,
        "digest": kept.digest if kept else "",
        "lanes": [lane.label for lane in rules.sop_lanes],
        "steps": [_step(one, rules) for one in rules.sop.steps],
        "printed": [list(sop_words.printed(one).values()) for one in rules.sop.printed],
        "assumed": say("sop.assumed", count=waiting) if (waiting := sum(one.assumed for one in rules.sop.steps)) else "",
        "taker": actor.name,
        "as_of": moment(now()),
    }


def _step(one: SopStep, rules: Playbook) -> dict[str, Any]:
    marks = [one.mark(lane.key) for lane in rules.sop_lanes]
    to = next((it.number for it in rules.sop.steps if it.key == one.to), "") if one.to else ""
    label = f"{one.label} → {to}" if to else one.label
    rest = [one.needs or "–", one.output or "–", one.time or "–"]
    return {"cells": [one.number, label], "marks": marks, "rest": rest, "branch": bool(to)}
