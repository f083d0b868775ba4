"""The binder of the innovation index on paper: each indicator, what shows it, its level as a simulation, what is missing (S4.5)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from data import reference
from data.wording import say
from models.actors import Actor
from models.base import now
from models.content.indonesian import day, moment
from models.errors import NotFound
from models.governance.innovation import Standing, standings
from models.programmes import Programme
from pages.documents import dated, printing
from pages.documents.offering import at_the_click
from pages.ui import formats

LEVELS = 3
STEPS = ("appointed", "socialised", "monitored")  # counted in levels, not in things


def printed(session: Session, programme_id: int, actor: Actor) -> bytes:
    """The PDF; NotFound for who doesn't see the programme."""
    programme = next((one for one in Programme.visible(actor, session) if one.pk == programme_id), None)
    if programme is None:
        raise NotFound
    return printing.printed("binder", told(programme, session, actor), {}, now())


def offered(programme_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: printed(session, programme_id, actor))


def file_name(programme: Programme) -> str:
    return f"{say('innovation.file')}-{programme.key}.pdf"


def told(programme: Programme, session: Session, actor: Actor) -> dict[str, Any]:
    """What the template reads; typed text stays data."""
    known = reference.innovation_index()
    found = standings(programme, known["indicators"], session)
    checked = day(date.fromisoformat(known["checked_on"]))
    return {
        "office": dated.office_name(programme, None, session),
        "programme": programme.name, "title": say("innovation.title"), "total": total(found),
        "caption": say("innovation.caption", source=known["source"], year=known["year"], status=known["status"], checked=checked),
        "rows": [_row(number, one) for number, one in enumerate(found, start=1)], "taker": actor.name, "at": moment(now()),
    }  # fmt: skip


def total(found: Sequence[Standing]) -> str:
    score, most = sum(one.score for one in found), sum(LEVELS * one.weight for one in found)
    return say("innovation.score", score=score, most=most, proven=sum(bool(one.level) for one in found), all=len(found))


def reached(one: Standing) -> str:
    """Level and its words; '' without any proof."""
    return say("innovation.level", level=one.level, words=one.levels[one.level - 1]) if one.level else ""


def counted(one: Standing) -> str:
    """What the records come to; '' where they can't tell, or where the level says it already."""
    if one.counted is None or one.measure in STEPS:
        return ""
    return say("innovation.records", count=formats.number(one.counted), what=say(f"innovation_measures.{one.measure}"))


def _row(number: int, one: Standing) -> list[str]:
    files = [say("innovation.file_line", name=proof.name, level=proof.level) for proof in one.proofs]
    proof = "\n".join(filter(None, (counted(one), *files))) or "–"
    missing = one.document if one.level < LEVELS else "–"
    return [str(number), one.label, proof, reached(one) or say("innovation.no_level"), f"{one.score} / {LEVELS * one.weight}", missing]
