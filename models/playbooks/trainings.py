"""Which training whose role needs, and how long somebody may decide without it (S4.4, A4.3)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import Field

from models.playbooks.parts import Key, Part
from models.playbooks.shapes import Fault

if TYPE_CHECKING:
    from models.playbooks.rules import Playbook


class TrainingKind(Part):
    """`roles` need it before they decide; without any it is offered and asked of nobody."""

    key: Key
    label: str
    help: str = ""
    roles: tuple[str, ...] = ()


class Trainings(Part):
    """`grace_days` run from the first recorded training of a kind; `remind_days` before a training its people hear of it."""

    grace_days: int = Field(default=30, ge=0, le=365)
    remind_days: int = Field(default=3, gt=0, le=30)
    kinds: tuple[TrainingKind, ...] = ()

    def kind(self, key: str) -> TrainingKind | None:
        """None for one that a later playbook no longer names."""
        return next((one for one in self.kinds if one.key == key), None)

    def needed_by(self, role: str) -> tuple[TrainingKind, ...]:
        return tuple(one for one in self.kinds if role in one.roles)


def training_faults(rules: "Playbook") -> Iterator[Fault]:
    """A kind for a role that doesn't exist, and none at all."""
    known = {role.key for role in rules.roles}
    if not rules.trainings.kinds:
        yield Fault("trainings.kinds", "daftarnya kosong")
    for one in rules.trainings.kinds:
        yield from (Fault(f"trainings.kinds.{one.key}.roles", f"peran “{key}” tidak dikenal") for key in one.roles if key not in known)
