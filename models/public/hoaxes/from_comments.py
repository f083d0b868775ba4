"""From a comment to the hoax desk: a new case whose first trace it is, or one more trace of a known case (S3.3)."""

from sqlmodel import Session

from models.actors import Actor
from models.base import now
from models.errors import NotAllowed, NotReady
from models.issues import Issue, Issues
from models.public.citizens import masked
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.recording import EARLIEST
from models.public.hoaxes.sightings import Sighting
from models.public.interactions import Interaction

TITLE = 90  # of what was written, as a title to reword


def objections_to_making_a_case(one: Interaction, by: Actor, session: Session) -> Issues:
    """The right of the hoax desk, and a comment that is nobody's trace yet."""
    if issues := HoaxCase.objections_to_recording(one.programme, by):
        return issues
    return Issues([Issue("interaction", "hoax_comment_known")] if Sighting.of_interactions({one.pk}, session) else [])


def proposed(one: Interaction) -> tuple[str, str]:
    """Title and claim as the comment gives them: without who wrote it, and without numbers and handles of anybody."""
    names = (one.citizen.name, one.citizen.handle) if one.citizen else ()
    claim = masked(one.text, *names).strip()
    words = " ".join(claim.split())
    return words if len(words) <= TITLE else f"{words[:TITLE].rsplit(' ', 1)[0]} …", claim


def make_case(one: Interaction, by: Actor, session: Session, *, title: str, claim: str) -> HoaxCase:
    """The clock runs from when the comment came in; the comment is the case's first trace, so that it can be answered with the others."""
    if issues := objections_to_making_a_case(one, by, session):
        raise (NotAllowed if issues.about("person") else NotReady)(*issues)
    received = max(one.received_at, now() - EARLIEST)
    case = HoaxCase.record(one.programme, title, claim, by, session, received_at=received)
    add_trace(case, one, by)
    return case


def add_trace(case: HoaxCase, one: Interaction, by: Actor) -> Sighting:
    """On the channel it was written on, as far as one comment tells."""
    part = case.programme.rules.hoaxes
    place = next((told.key for told in part.places if told.key == one.channel), part.places[-1].key)
    return case.sight(by, place, part.spread[0].key, seen_at=one.received_at, interaction_id=one.pk)
