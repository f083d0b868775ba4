"""Who sees which page in the menu, and how much waits there for somebody."""

from models.actors import READ_ONLY, Actor
from models.content.contents import Content
from models.inbox.messages import Message
from models.public.hoaxes.cases import HoaxCase
from pages.ui import session, to_decide


def everybody(_: Actor) -> bool:
    return True


def nowhere(_: Actor) -> bool:
    return False


def works(actor: Actor) -> bool:
    return any(hat.programme_id is not None and hat.role not in READ_ONLY for hat in actor.hats)


def decides(actor: Actor) -> bool:
    validating = [(one.id, stage) for one in session.programmes() for lane in one.rules.lanes for stage in lane.validating]
    return any(actor.wears(programme_id, stage.by) for programme_id, stage in validating if programme_id is not None)


def reads(actor: Actor) -> bool:
    """In a programme's own team, or there to look."""
    return actor.sees_all or any(hat.programme_id is not None and hat.unit_id is None for hat in actor.hats)


def inspects(actor: Actor) -> bool:
    """In a practice room everybody reads its own log."""
    return actor.sees_all or actor.is_inspector or practises(actor)


def practises(actor: Actor) -> bool:
    return actor.room is not None


def waiting_for_decision(actor: Actor) -> int:
    return Content.awaiting(actor, session.db(), size=0).count + to_decide.waiting(actor)


def returned_to_desk(actor: Actor) -> int:
    return Content.returned(actor, session.db(), size=0).count


def unread_messages(actor: Actor) -> int:
    return Message.unread(actor, session.db())


def hoaxes_open(actor: Actor) -> int:
    return HoaxCase.open_count(actor, session.db())
