"""Daftar surat keputusan as a sheet: each decree with its days, its people and their roles, and how it stands (S1.4)."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.base import now, today
from models.content.indonesian import day, moment
from models.deputies import Deputyship
from models.errors import NotFound
from models.governance.decrees import Decree, DecreeState, without_decree
from models.programmes import Programme, Unit
from pages.documents import dated, printing
from pages.documents.offering import at_the_click
from pages.ui import formats
from pages.ui.authority_words import role_label


def printed(session: Session, programme_id: int, actor: Actor) -> bytes:
    """The PDF, A4 across; NotFound for who may not read it."""
    programme = next((one for one in Programme.visible(actor, session) if one.pk == programme_id), None)
    if programme is None:
        raise NotFound
    return printing.printed("decree_list", told(programme, session, actor), {}, now())


def offered(programme_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: printed(session, programme_id, actor))


def file_name(programme: Programme) -> str:
    return f"{say('decree_print.file')}-{programme.key}-{today():%Y-%m-%d}.pdf"


def told(programme: Programme, session: Session, actor: Actor) -> dict[str, Any]:
    """What the template reads, as of today; proposals that aren't in force yet stay in the house."""
    head, units = dated.head(programme, None, session), {one.pk: one.name for one in Unit.all(session)}
    found = [one for one in Decree.shelf(programme, actor, session) if one.state is not DecreeState.DRAFT]
    return {
        "head": {key: getattr(head, key) for key in ("government", "name", "address", "contact", "place")},
        "title": say("decree_print.title"), "programme": programme.name, "date": day(today()),
        "as_of": say("decree_print.as_of", day=day(today()), count=len(found)), "none": say("decree_print.none"),
        "decrees": [_row(one, programme, units) for one in found],
        "without": [
            [one.person.name, role_label(one.role, programme.rules), formats.period(one.starts_on, one.ends_on)]
            for one in without_decree(programme, session)
        ],
        "acting": [
            [
                one.deputy.name, say(f"acting_kinds.{one.kind}"), one.person.name, formats.period(one.starts_on, one.ends_on),
                one.letter or say("team.no_letter"),
            ]
            for one in Deputyship.of_programme(programme.pk, session)
        ],
        "taker": actor.name, "printed": moment(now()),
    }  # fmt: skip


def _row(one: Decree, programme: Programme, units: dict[int, str]) -> dict[str, Any]:
    signed = filter(None, (day(one.signed_on) if one.signed_on else "", one.signatory))
    state = [say(f"decree_standings.{one.standing()}")]
    if one.ended_on:
        words = {"day": formats.day(one.ended_on), "reason": one.reason}
        state.append(say("team.revoked" if one.reason else "team.replaced_by", **words))
    return {
        "number": one.number, "title": one.title, "kind": say(f"decree_kinds.{one.kind}"), "signed": "\n".join(signed),
        "period": formats.period(one.starts_on, one.ends_on) if one.starts_on else "–",
        "people": [
            [line.person.name, " · ".join(filter(None, (role_label(line.role, programme.rules), units.get(line.unit_id or 0))))]
            for line in one.lines
        ],
        "state": "\n".join(state),
    }  # fmt: skip
