"""What a playbook says of surveys: when a big campaign's are due, and how much may come in (A4.2)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import Field

from models.playbooks.parts import Part
from models.playbooks.shapes import Fault

if TYPE_CHECKING:
    from models.playbooks.rules import Playbook

MOST_ANSWERS = 50_000  # a closing counts and commits to all of them in one transaction


class Surveys(Part):
    """`due_days` after a big campaign's end; `warn_days` before its start the quiz is asked for; the rest bounds floods.

    `address_per_hour` is generous: a hall of people may share one connection.
    """

    due_days: int = Field(default=14, gt=0, le=90)
    warn_days: int = Field(default=7, ge=0, le=60)
    open_days_max: int = Field(default=60, gt=0, le=365)
    address_per_hour: int = Field(default=60, gt=0)
    code_per_minute: int = Field(default=120, gt=0)
    answers_max: int = Field(default=20_000, gt=0)


def survey_faults(rules: "Playbook") -> Iterator[Fault]:
    surveys = rules.surveys
    if surveys.answers_max > MOST_ANSWERS:
        yield Fault("surveys.answers_max", f"paling banyak {MOST_ANSWERS} jawaban untuk satu putaran")
    if surveys.address_per_hour > surveys.answers_max:
        yield Fault("surveys.address_per_hour", "satu alamat tidak boleh mengisi seluruh survei dalam satu jam")
