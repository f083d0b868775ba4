"""Linimasa kejadian on A4: what happened, what we said until when, how fast the first word was out (A3.3)."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from data.wording import say, sentences
from models.actors import Actor
from models.base import now
from models.content.incident_links import Subject
from models.content.incidents import Incident, hazards
from models.content.indonesian import moment, number
from models.public.incident_threads import Kind, Moment, thread
from pages.documents import dated, printing
from pages.documents.offering import at_the_click


def printed(session: Session, incident_id: int, actor: Actor) -> bytes:
    """The PDF; NotFound for who may not see the event."""
    return printing.printed("incident", told(Incident.find(incident_id, actor, session), actor, session), {}, now())


def offered(incident_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: printed(session, incident_id, actor))


def file_name(incident: Incident) -> str:
    return f"linimasa-kejadian-{incident.programme.key}-{incident.pk}.pdf"


def told(incident: Incident, actor: Actor, session: Session) -> dict[str, Any]:
    """What the template reads; typed text stays data."""
    run, rules = thread(incident, actor, session), incident.programme.rules
    categories = {one.key: one.label for one in rules.moderation.categories}
    return {
        "title": incident.title,
        "programme": incident.programme.name,
        "office": dated.office_name(incident.programme, incident.started_at, session),
        "hazard": hazards(rules).get(incident.hazard, "–"),
        "places": ", ".join(incident.where) or "–",
        "started": moment(incident.started_at),
        "ended": moment(incident.ended_at) if incident.ended_at else "masih berlangsung",
        "first": f"{number(run.first_minutes)} menit" if run.first_minutes is not None else "belum ada publikasi",
        "summary": incident.summary.text if incident.summary else "",
        "rows": [[moment(one.at), say(f"incident_kinds.{one.kind.value}"), _words(one, categories)] for one in run.moments],
        "taker": actor.name,
        "printed": moment(now()),
    }


def _words(one: Moment, categories: dict[str, str]) -> str:
    title = f"Komentar nomor {one.title}" if one.kind is Kind.COMMENT else one.title
    said = sentences()["correction_kinds"].get(one.detail) or categories.get(one.detail) or one.detail
    state = say(f"content_states.{one.state}") if one.subject is Subject.CONTENT and one.kind is not Kind.SUPERSEDED else ""
    return " · ".join(filter(None, (title, said, state)))
