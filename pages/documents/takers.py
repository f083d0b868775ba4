"""Who takes a document along, as it is printed on it: name, and for who only looks the role and the letter that sent him."""

from sqlmodel import Session

from models.actors import OFFICE_ROLES, READ_ONLY, Actor
from models.governance.samples import sent_by


def named(taker: Actor, programme_id: int | None, session: Session) -> str:
    """Without a programme, as somebody of the whole office."""
    worn = [hat.role for hat in taker.hats if hat.programme_id in (None, programme_id)]
    looking = next((OFFICE_ROLES[role] for role in worn if role in READ_ONLY), "")
    letter = sent_by(taker, programme_id, session) if looking else ""
    return ", ".join(filter(None, (taker.name, looking, f"surat {letter}" if letter else "")))
