"""Who acts, and what they may do: one function, read from dated roles."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from models.playbooks import Playbook

ADMIN = "admin_aplikasi"
LEADER = "pimpinan"
INSPECTOR = "pemeriksa"
OFFICE_ROLES = {ADMIN: "Admin Aplikasi", LEADER: "Pimpinan (lihat saja)", INSPECTOR: "Pemeriksa (lihat saja, berjangka)"}
READ_ONLY = frozenset({LEADER, INSPECTOR})

# All that can be done in a practice room: the way of a content. Nothing there is planned, counted, told to the public or handed out.
PRACTISED = frozenset({"create", "hold", "cancel", "take_down", "emergency", "written_validation", "read", "correct"})


class ActorKind(StrEnum):
    PERSON = "person"
    SYSTEM = "system"
    PUBLIC = "public"
    COLLEAGUE = "colleague"  # acted, in a practice room only


@dataclass(frozen=True)
class Hat:
    """One role in force today; without a programme it holds for the whole office; `on_behalf_of` names the absent person.

    `temporary`: given by a task letter until a decree comes; it carries the rights of writing only (S1.4).
    """

    role: str
    programme_id: int | None = None
    unit_id: int | None = None
    on_behalf_of: int | None = None
    temporary: bool = False


@dataclass(frozen=True)
class Actor:
    """`since`: when the oldest of his own roles in force began; `rooms`: the practice rooms he has joined.

    `room`: the one he acts in now. In there he wears the roles of the room only, outside none of them (S4.5).
    """

    kind: ActorKind
    person_id: int | None
    name: str
    hats: frozenset[Hat] = frozenset()
    since: date | None = None
    rooms: frozenset[int] = frozenset()
    room: int | None = None

    @property
    def is_admin(self) -> bool:
        return any(hat.role == ADMIN for hat in self.hats)

    @property
    def is_inspector(self) -> bool:
        return any(hat.role == INSPECTOR for hat in self.hats)

    def roles(self, programme_id: int | None) -> frozenset[str]:
        """Role keys held today in one programme with all their rights."""
        return frozenset(hat.role for hat in self.hats if hat.programme_id == programme_id and not hat.temporary)

    def writing_roles(self, programme_id: int | None) -> frozenset[str]:
        """Likewise, those of a task letter too: they may write but decide nothing."""
        return frozenset(hat.role for hat in self.hats if hat.programme_id == programme_id)

    def wears(self, programme_id: int, roles: tuple[str, ...]) -> bool:
        return bool(self.roles(programme_id) & set(roles))

    @property
    def programmes(self) -> frozenset[int]:
        return frozenset(hat.programme_id for hat in self.hats if hat.programme_id is not None)

    @property
    def teams(self) -> frozenset[int]:
        """Programmes he belongs to himself: a technical unit only gets to see what is sent to it."""
        return frozenset(hat.programme_id for hat in self.hats if hat.programme_id is not None and hat.unit_id is None)

    @property
    def own_teams(self) -> frozenset[int]:
        """Those in which he works himself, not for somebody absent and not only to look."""
        mine = (hat for hat in self.hats if hat.on_behalf_of is None and hat.role not in READ_ONLY)
        return frozenset(hat.programme_id for hat in mine if hat.programme_id is not None and hat.unit_id is None)

    @property
    def sees_all(self) -> bool:
        """An inspector or leader of the whole office reads every programme."""
        return any(hat.role in READ_ONLY and hat.programme_id is None for hat in self.hats)


SYSTEM = Actor(ActorKind.SYSTEM, None, "Simpul")
PUBLIC = Actor(ActorKind.PUBLIC, None, "Publik")


class Ruled(Protocol):
    """What a right is asked for: a programme, or a content with the playbook it started under."""

    @property
    def programme_id(self) -> int | None: ...

    @property
    def rules(self) -> Playbook: ...


def can(actor: Actor, right: str, on: Ruled) -> bool:
    """Whether a role in force today carries this right of the playbook (S1.1, A1.1); reading also belongs to leaders and inspectors."""
    if actor.room is not None and right not in PRACTISED:
        return False
    mine = actor.roles(on.programme_id)
    if right == "read" and getattr(on, "practice_of_id", None) is None and (actor.sees_all or mine & READ_ONLY):
        return True
    if right in on.rules.governance.temporary_rights:
        mine = actor.writing_roles(on.programme_id)
    return bool(mine & set(on.rules.rights.get(right, ())))


def administers(actor: Actor) -> bool:
    """People, roles, contacts and settings: the application's admin, or the system at set-up."""
    return actor.is_admin or actor.kind is ActorKind.SYSTEM
