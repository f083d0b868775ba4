"""Who is told when the public waits too long for an answer, and where a case is handed on to (S1.2, S3.3, A3.3)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from models.playbooks.parts import Key, Part, Positive
from models.playbooks.shapes import Fault

if TYPE_CHECKING:
    from models.playbooks.rules import Playbook


class EscalationStep(Part):
    """One level, in order: service hours past the due time of a case (0: at once), and the roles told then."""

    key: Key
    label: str
    after_hours: Annotated[float, Field(ge=0)]
    tells: tuple[str, ...]


class ReferralClass(Part):
    """What kind of answer is due: within working days of the receiving office, or (danger) within hours of the clock; exactly one."""

    key: Key
    label: str
    days: int | None = Field(default=None, gt=0)
    hours: Positive | None = None


class ReferralTarget(Part):
    """An official channel and the classes it takes; `named`: which office must be said too."""

    key: Key
    label: str
    help: str
    classes: tuple[str, ...]
    named: bool = False


class Referrals(Part):
    """The official channels a case may be handed to, and how long their answer may take."""

    classes: tuple[ReferralClass, ...]
    targets: tuple[ReferralTarget, ...]

    def class_of(self, key: str) -> ReferralClass:
        return next(one for one in self.classes if one.key == key)

    def target(self, key: str) -> ReferralTarget:
        return next(one for one in self.targets if one.key == key)


def escalation_faults(rules: "Playbook") -> Iterator[Fault]:
    inside = {role.key for role in rules.roles if not role.unit}
    if not rules.escalation:
        yield Fault("escalation", "daftarnya kosong")
    before = -1.0
    for step in rules.escalation:
        path = f"escalation.{step.key}"
        if not step.tells:
            yield Fault(f"{path}.tells", "tidak ada peran yang diberi tahu")
        yield from (Fault(f"{path}.tells", f"peran “{key}” tidak dikenal") for key in step.tells if key not in inside)
        if step.after_hours <= before:
            yield Fault(f"{path}.after_hours", "harus lebih lama daripada tingkat sebelumnya")
        before = step.after_hours
    yield from _referral_faults(rules.referrals)


def _referral_faults(rules: Referrals) -> Iterator[Fault]:
    known = {one.key for one in rules.classes}
    for one in rules.classes:
        if (one.days is None) == (one.hours is None):
            yield Fault(f"referrals.classes.{one.key}", "isi salah satu: days atau hours")
    for target in rules.targets:
        path = f"referrals.targets.{target.key}.classes"
        if not target.classes:
            yield Fault(path, "daftarnya kosong")
        yield from (Fault(path, f"kelas “{key}” tidak dikenal") for key in target.classes if key not in known)
    for name in ("classes", "targets"):
        if not getattr(rules, name):
            yield Fault(f"referrals.{name}", "daftarnya kosong")
