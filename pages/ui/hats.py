"""What somebody is in the programmes and the office: in words, and within one of them."""

from dataclasses import replace

from models.actors import OFFICE_ROLES, Actor, Hat
from pages.ui.session import programmes


def roles_of(actor: Actor) -> list[str]:
    """One line for each programme and for the office: role labels, the absent person's in brackets."""
    lines: dict[str, list[str]] = {}
    rules = {one.id: one for one in programmes()}
    for hat in sorted(actor.hats, key=lambda one: (one.programme_id or 0, one.role)):
        programme = rules.get(hat.programme_id)
        label = programme.rules.role(hat.role).label if programme and hat.role not in OFFICE_ROLES else OFFICE_ROLES[hat.role]
        lines.setdefault(programme.name if programme else "Kantor", []).append(f"{label} ({how})" if (how := _how(hat)) else label)
    return [f"{name}: {', '.join(labels)}" for name, labels in lines.items()]


def _how(hat: Hat) -> str:
    return "menggantikan" if hat.on_behalf_of else "sementara" if hat.temporary else ""


def within(actor: Actor, programme_id: int | None) -> Actor:
    """The same person with the roles of the chosen programme only: a list never shows another one's contents."""
    if programme_id is None:
        return actor
    return replace(actor, hats=frozenset(hat for hat in actor.hats if hat.programme_id == programme_id))
