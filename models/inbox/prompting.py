"""Sending the prepared WhatsApp message is a task: of the one on shift, else of who plans; the log tells that it was done (S1.2, A1.2)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from models import duty, entries
from models.actors import READ_ONLY, Actor, can
from models.base import now
from models.content.contents import Content
from models.entries import Entry
from models.errors import NotAllowed, WrongStage
from models.inbox.reminding import KINDS, STATES
from models.issues import Issue, Issues
from models.programmes import Programme

AGAIN = timedelta(hours=4)  # so long a message that was sent is left to work


def is_late(content: Content) -> bool:
    """Past its deadline at a stage somebody acts at."""
    acting = content.stage_rules.kind in KINDS and content.state in STATES and not content.stopped
    return acting and content.due_at is not None and content.due_at < now()


def answers_for(actor: Actor, programme: Programme, session: Session) -> bool:
    """Whether sending is this person's task now: on shift himself or for somebody away; where nobody is on shift, who plans."""
    on_shift = duty.on_shift(programme.pk, session)
    if on_shift:
        return bool(on_shift.keys() & {actor.person_id, *(hat.on_behalf_of for hat in actor.hats)})
    return can(actor, "plan", programme)


def to_prompt(actor: Actor, programmes: Iterable[Programme], session: Session, size: int = 5) -> list[Content]:
    """Late decisions nobody was written to about in the last hours, oldest deadline first; none for who it isn't a task of."""
    mine = [one.pk for one in programmes if actor.roles(one.pk) - READ_ONLY and answers_for(actor, one, session)]
    late = Content.undecided_late(mine, actor, session, size=size).rows if mine else []
    sent = _sent([one.pk for one in late], session)
    return [one for one in late if not one.stopped and one.pk not in sent]


def objections_to_prompting(content: Content, by: Actor) -> Issues:
    if not by.roles(content.programme_id) - READ_ONLY:
        return Issues([Issue("person", "prompting_not_yours")])
    return Issues([] if is_late(content) else [Issue("page", "nothing_to_prompt")])


def prompt(content: Content, by: Actor) -> None:
    """Say that the message was sent; it changes nothing else."""
    if issues := objections_to_prompting(content, by):
        raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
    entries.record(content.session, "content.prompted", by=by, subject=content, stage=content.stage)


def _sent(ids: list[int], session: Session) -> dict[int, datetime]:
    """Contents somebody was written to about lately, and when."""
    if not ids:
        return {}
    told = (Entry.subject == "content", col(Entry.subject_id).in_(ids), Entry.action == "content.prompted", Entry.at > now() - AGAIN)
    return dict(session.exec(select(Entry.subject_id, func.max(Entry.at)).where(*told).group_by(col(Entry.subject_id))).all())
