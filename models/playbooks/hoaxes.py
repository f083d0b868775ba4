"""How a programme works on hoaxes: its clock, what is asked each time, the words of the verdicts, what is said meanwhile (S3.3, A3.3)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import Field

from models.playbooks.parts import Key, Option, Part, Positive
from models.playbooks.shapes import Fault

if TYPE_CHECKING:
    from models.playbooks.rules import Playbook

# First Draft's seven, as MAFINDO teaches them; then the ways out of a case that was no hoax.
CLASSES = (
    "satire", "misleading", "imposter", "fabricated", "false_connection", "false_context", "manipulated",
)  # fmt: skip
EXITS = ("criticism", "true", "unproven")
MOMENT = "{jam}"  # in a holding answer: when it is sent


class Check(Part):
    """A question that is asked of every claim, with the way to answer it."""

    key: Key
    text: str
    guidance: str


class HoldingAnswer(Part):
    """What is said before the verdict; `{jam}` stands for the hour it is said."""

    key: Key
    label: str
    text: str


class Spread(Part):
    """How far something went: from so many people on."""

    key: Key
    label: str
    people: int = Field(ge=0)


class Hoaxes(Part):
    """`hours` working hours from sighting to clarification; `statement_hours` clock hours for an office to answer.

    `confirm_hours`: clock hours until a verdict by telephone is confirmed. A clarification is begun as `kind` in `format`.
    """

    hours: Positive
    statement_hours: Positive
    confirm_hours: Positive
    kind: str
    format: str
    classes: tuple[Option, ...]
    exits: tuple[Option, ...]
    places: tuple[Option, ...]
    spread: tuple[Spread, ...]
    checks: tuple[Check, ...]
    holding: tuple[HoldingAnswer, ...]

    def result(self, key: str) -> str:
        """The label of a class or an exit (KeyError)."""
        return {one.key: one.label for one in (*self.classes, *self.exits)}[key]


def hoax_faults(rules: "Playbook") -> Iterator[Fault]:
    """Keys that the code judges by must all be there, and a clarification must be something that can be begun."""
    part = rules.hoaxes
    for name, wanted in (("classes", CLASSES), ("exits", EXITS)):
        if {one.key for one in getattr(part, name)} != set(wanted):
            yield Fault(f"hoaxes.{name}", f"harus memuat persis: {', '.join(wanted)}")
    types = {one.key: one for one in rules.types}
    if part.kind not in types:
        yield Fault("hoaxes.kind", f"jenis informasi “{part.kind}” tidak ada")
    elif part.format not in types[part.kind].formats:
        yield Fault("hoaxes.format", f"format “{part.format}” tidak dipakai jenis informasi “{part.kind}”")
    for name in ("places", "spread", "checks", "holding"):
        if not getattr(part, name):
            yield Fault(f"hoaxes.{name}", "belum ada isinya")
    people = [one.people for one in part.spread]
    if people != sorted(set(people)):
        yield Fault("hoaxes.spread", "jumlah orang harus naik dari satu tingkat ke tingkat berikutnya")
