"""Formulir kosong for when power or network is gone: what the later record asks for, to be filled in by hand (the flood night)."""

from collections.abc import Callable

from sqlmodel import Session

from models.actors import Actor
from models.base import now
from models.errors import NotFound
from models.playbooks import FieldKind
from models.programmes import Programme
from pages.documents import dated, printing
from pages.documents.offering import at_the_click

BESIDE = (FieldKind.CHANNELS, FieldKind.CAPTIONS)  # asked per channel below


def offered(programme_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: printed(session, programme_id, actor))


def printed(session: Session, programme_id: int, actor: Actor) -> bytes:
    """The PDF of one programme: its mandatory fields, channels and who may approve; NotFound for who has no part in it."""
    programme = next((one for one in Programme.visible(actor, session) if one.pk == programme_id), None)
    if programme is None:
        raise NotFound
    rules = programme.rules
    validating = [stage for stage in rules.lane("emergency").validating if stage.verbal]
    told = {
        "office": dated.office_name(programme, None, session),
        "programme": programme.name,
        "fields": [
            one.label for one in rules.fields if not one.internal and one.key not in ("channels", "captions", "hashtags", "first_comment")
        ],
        "channels": [one.label for one in rules.channels],
        "approvers": ", ".join(rules.role(key).label for stage in validating for key in stage.by),
    }
    return printing.printed("blank_form", told, {}, now())


def file_name(programme: Programme) -> str:
    return f"formulir-susulan-{programme.key}.pdf"
