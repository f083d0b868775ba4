"""What a playbook says about policies, accounts and consents: how long things stay good, and how soon a citizen's wish is done."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import Field

from models.playbooks.parts import Part
from models.playbooks.shapes import Fault

if TYPE_CHECKING:
    from models.playbooks.rules import Playbook

LAWFUL_HOURS = 72  # 3 x 24 hours: UU 27/2022


class Governance(Part):
    """Months, days and clock hours; the two clocks may be shorter than the law's 3 x 24 hours, never longer."""

    review_months: int = Field(default=12, gt=0)  # a policy in force is read anew after that
    acknowledge_days: int = Field(default=7, gt=0)  # between two reminders to who hasn't read one
    account_check_days: int = Field(default=90, gt=0)
    consent_warn_days: int = Field(default=30, gt=0)
    withdrawal_hours: int = Field(default=LAWFUL_HOURS, gt=0)
    request_hours: int = Field(default=LAWFUL_HOURS, gt=0)
    decree_warn_days: int = Field(default=30, gt=0, le=120)  # before a decree's last day its people hear of it
    transition_days: int = Field(default=45, ge=0, le=120)  # so long its roles go on, so that nobody is locked out on 1 January
    temporary_days: int = Field(default=30, gt=0, le=120)  # a task letter gives a role for so many days at most
    temporary_rights: tuple[str, ...] = ("create", "read")  # and only these of its rights; validating needs a decree


def governance_faults(rules: "Playbook") -> Iterator[Fault]:
    """A clock longer than the law's, and answers of consent that nobody can give."""
    for name in ("withdrawal_hours", "request_hours"):
        if getattr(rules.governance, name) > LAWFUL_HOURS:
            yield Fault(f"governance.{name}", f"paling lama {LAWFUL_HOURS} jam (3 x 24 jam, UU 27/2022)")
    unknown = [key for key in rules.governance.temporary_rights if key not in rules.rights]
    yield from (Fault("governance.temporary_rights", f"hak “{key}” tidak dikenal") for key in unknown)
    answers = {answer.key for answer in rules.people.answers}
    yield from (Fault("people.consented", f"jawaban “{key}” tidak dikenal") for key in rules.people.consented if key not in answers)
