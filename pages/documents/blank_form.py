"""Formulir kosong for when power or network is gone: what the later record asks for, to be filled in by hand (the flood night)."""

from models.base import now
from models.playbooks import FieldKind
from models.programmes import Programme
from pages.documents import printing

BESIDE = (FieldKind.CHANNELS, FieldKind.CAPTIONS)  # asked per channel below


def printed(programme: Programme) -> bytes:
    """The PDF of one programme: its mandatory fields, channels and who may approve."""
    rules = programme.rules
    validating = [stage for stage in rules.lane("emergency").validating if stage.verbal]
    told = {
        "office": programme.office.name,
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
