"""A corrected clarification: the case follows to the newest (A3.3, S3.3)."""

from sqlmodel import select

from models import entries
from models.actors import Actor
from models.base import now
from models.content.beginning import FAST
from models.content.contents import Content
from models.content.corrections import Correction
from models.content.followers import FOLLOWERS
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.clarifying import HoaxClarification

entries.register("hoax.clarification_moved", "hoax_case", ("content", "replaces"))


def _follow_correction(content: Content, by: Actor) -> None:
    """What was clarified is corrected by an ordinary ralat or update: the case leads to the newest from its first channel on."""
    correction = Correction.by_which(content.pk, content.session) if content.lane == FAST else None
    if correction is None:
        return
    wanted = select(HoaxCase).where(HoaxCase.clarification_id == correction.old_id).options(*HoaxCase.alone())
    for case in content.session.exec(wanted.with_for_update(of=HoaxCase)).all():
        moved = HoaxClarification(case_id=case.pk, content_id=content.pk, attempt=case.attempt, by_id=by.person_id, at=now())
        case.session.add(moved)
        case.clarification_id = content.pk
        case.session.flush()
        case.log("hoax.clarification_moved", by, [moved], content=content, replaces=correction.old_id)


FOLLOWERS.append(_follow_correction)
