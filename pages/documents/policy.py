"""A policy as a document to sign: its text, who submitted and approved it, and who has read it (A1.3)."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.base import LOCAL, now
from models.content.indonesian import day, moment
from models.governance.acknowledging import Acknowledgement, members
from models.governance.policies import Policy, PolicyState
from models.people import Person
from pages.documents import dated, printing
from pages.documents.offering import at_the_click


def printed(session: Session, policy_id: int, actor: Actor) -> bytes:
    """The PDF; NotFound for who may not read it."""
    return printing.printed("policy", told(Policy.find(policy_id, actor, session), session, actor), {}, now())


def offered(policy_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: printed(session, policy_id, actor))


def file_name(policy: Policy) -> str:
    return f"{say('policy_print.file')}-{policy.programme.key}-{policy.kind.value}-v{policy.number}.pdf"


def told(policy: Policy, session: Session, actor: Actor) -> dict[str, Any]:
    """What the template reads; typed text stays data."""
    read = Acknowledgement.of([policy.pk], session)[policy.pk]
    team = members(policy.programme_id, session)
    former = Person.names(read.keys() - team.keys(), session)
    readers = sorted((team | former).items(), key=lambda one: one[1])
    return {
        "office": dated.office_name(policy.programme, policy.approved_at, session),
        "programme": policy.programme.name,
        "title": say(f"policy_kinds.{policy.kind}"),
        "version": policy.number,
        "state": say(f"policy_states.{policy.state}"),
        "standing": policy.state is PolicyState.IN_FORCE,
        "since": day(policy.approved_at.astimezone(LOCAL).date()) if policy.approved_at else "",
        "sections": policy.sections,
        "signed": _signed(policy),
        "readers": [[name, moment(read[one]) if one in read else ""] for one, name in readers] if policy.approved_at else [],
        "taker": actor.name,
        "digest": policy.digest,
    }


def _signed(policy: Policy) -> list[list[str]]:
    """Who submitted and who approved, each with the day and the NIP; a line to sign on where nobody has yet."""
    rows = [
        ("policy_print.written", policy.submitted_by, policy.submitted_at),
        ("policy_print.approved", policy.approved_by, policy.approved_at),
    ]
    return [
        [say(key), who.name if who else "", day(at.astimezone(LOCAL).date()) if at else "", who.nip if who else ""] for key, who, at in rows
    ]
