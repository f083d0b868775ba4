"""Berkas kasus hoaks: claim, traces, checks, sources, verdicts and clarification on A4, sealed with the log's newest entry (S3.3)."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from data import files
from data.wording import say
from models.actors import Actor
from models.base import now
from models.content.indonesian import moment, number
from models.content.publications import PublicationState, of_state
from models.entries import Entry
from models.people import Person
from models.places import known
from models.public.hoaxes import waiting
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.clarifying import HoaxReach
from models.public.hoaxes.files import HoaxFile, HoaxFileRole
from pages.documents import dated, printing
from pages.documents.offering import at_the_click

Told = dict[str, Any]
MOST_PICTURES = 6


def printed(session: Session, case_id: int, actor: Actor) -> bytes:
    """The PDF; NotFound for who may not see the case. Who spread the claim isn't in it beyond what the claim itself says."""
    case = HoaxCase.find(case_id, actor, session)
    pictures = _pictures(case)
    return printing.printed("hoax_case", told(case, session, actor, sorted(pictures)), pictures, now())


def offered(case_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: printed(session, case_id, actor))


def told(case: HoaxCase, session: Session, actor: Actor, pictures: list[str]) -> Told:
    """What the template reads; typed text stays data."""
    last, seal = Entry.head(session)
    return {
        "office": dated.office_name(case.programme, case.received_at, session),
        "programme": case.programme.name,
        "number": case.number,
        "state": say(f"hoax_states.{case.state}"),
        "result": _result(case, case.result, case.made_by_ai) if case.result else "",
        "title": case.title,
        "claim": case.claim.text,
        "link": case.link,
        "about": " · ".join(
            filter(None, (f"Diterima {moment(case.received_at)}", f"tenggat {moment(case.due_at)}", known().get(case.place, "")))
        ),
        "pictures": pictures,
        "steps": [_step(one) for one in waiting.step_times(case)],
        "trail": [_trace(case, one) for one in case.sightings],
        "checks": [_check(case, one) for one in case.checks],
        "sources": [_source(case, one) for one in case.kept_sources],
        "verdicts": _verdicts(case, session),
        "clarification": _clarification(case, session),
        "closing": case.note.text if case.note else "",
        "taker": actor.name,
        "printed": moment(now()),
        "anchor": {"number": last, "hash": seal},
    }


def _step(one: waiting.StepTime) -> list[str]:
    took = f"{number(int(one.took.total_seconds() // 60))} menit" if one.took is not None and one.done_at else "–"
    return [say(f"hoax_steps.{one.key}"), moment(one.done_at) if one.done_at else "–", took]


def _trace(case: HoaxCase, one: Any) -> list[str]:
    """Places and figures; whose group or account it was stays on the screen."""
    part = case.programme.rules.hoaxes
    place = next((each.label for each in part.places if each.key == one.place), one.place)
    spread = next((each.label for each in part.spread if each.key == one.spread), one.spread)
    return [place, spread, number(one.people) if one.people else "–", moment(one.seen_at)]


def _check(case: HoaxCase, one: Any) -> list[str]:
    question = next((each.text for each in case.programme.rules.hoaxes.checks if each.key == one.question), "")
    asked = "\n".join(filter(None, (one.asked_of, question)))
    return [asked, say(f"hoax_outcomes.{one.outcome}"), one.note.text if one.note else "", moment(one.answered_at or one.asked_at)]


def _source(case: HoaxCase, one: Any) -> list[str]:
    file = case.file(one.file_id)
    where = "\n".join(filter(None, (one.link, f"{file.name} ({file.sha256[:16]})" if file else "")))
    return [one.label, where or "–"]


def _verdicts(case: HoaxCase, session: Session) -> list[list[str]]:
    """Those in force and those that were before, in order; by telephone with who wrote it down."""
    asked = {each for one in case.verdicts for each in (one.person_id, one.by_id, one.on_behalf_of_id) if each is not None}
    names = Person.names(asked, session)
    settled = {one.verdict_id: one.kind for one in case.confirmations}
    rows = []
    for one in case.verdicts:
        who = [names.get(one.person_id, "")]
        who += [say("hoaxes.on_behalf", name=names.get(one.on_behalf_of_id, ""))] if one.on_behalf_of_id else []
        if one.verbal and one.reached_at:
            who.append(say("hoaxes.verbal", by=names.get(one.by_id, ""), at=moment(one.reached_at)))
            who.append(say(f"hoax_confirmations.{settled[one.pk]}") if one.pk in settled else "belum dikonfirmasi")
        label = _result(case, one.result, one.made_by_ai)
        label += "" if one.attempt == case.attempt else "\n(tidak berlaku lagi)"
        rows.append([str(one.seat), "\n".join(who), label, one.note.text if one.note else "", moment(one.at)])
    return rows


def _clarification(case: HoaxCase, session: Session) -> Told:
    content = case.clarification
    if content is None:
        return {}
    reach, labels = HoaxReach.best(case, session), {one.key: one.label for one in content.rules.channels}
    rows = []
    for channel, one in of_state(content.publications, PublicationState.PUBLISHED).items():
        people = number(reach[channel].people) if channel in reach else "–"
        rows.append([labels.get(channel, channel), moment(one.published_at) if one.published_at else "–", one.permalink or "–", people])
    took = say("hoaxes.in_time", minutes=number(case.minutes)) if case.minutes is not None else ""
    return {"title": content.title, "about": took, "channels": rows}


def _pictures(case: HoaxCase) -> dict[str, bytes]:
    """Name → bytes of the claim's pictures as far as the store still has them."""
    shown = [one for one in case.files if one.role is HoaxFileRole.CLAIM and one.is_picture][:MOST_PICTURES]
    return {f"{place}.{_suffix(one)}": files.read(one.sha256) for place, one in enumerate(shown) if files.exists(one.sha256)}


def _suffix(file: HoaxFile) -> str:
    return {"image/png": "png", "image/webp": "webp"}.get(file.type, "jpg")


def _result(case: HoaxCase, key: str, made_by_ai: bool) -> str:
    label = case.programme.rules.hoaxes.result(key)
    return f"{label}, rekayasa AI" if made_by_ai else label
