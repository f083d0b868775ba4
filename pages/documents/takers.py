"""Who takes a document along, as it is printed on it: name, and for who only looks the role and the letter that sent him."""

from models.actors import OFFICE_ROLES, READ_ONLY, Actor
from models.content.contents import Content
from models.governance.samples import sent_by


def named(taker: Actor, content: Content) -> str:
    worn = [hat.role for hat in taker.hats if hat.programme_id in (None, content.programme_id)]
    looking = next((OFFICE_ROLES[role] for role in worn if role in READ_ONLY), "")
    letter = sent_by(taker, content.programme_id, content.session) if looking else ""
    return ", ".join(filter(None, (taker.name, looking, f"surat {letter}" if letter else "")))
