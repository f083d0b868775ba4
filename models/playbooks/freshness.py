"""How long what was said can be relied on: hours per type, shorter where the hazard moves faster (DAYS of the flood night; S3.3, A3.3)."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from models.playbooks.parts import FieldKind, Part, Positive
from models.playbooks.shapes import Fault

if TYPE_CHECKING:
    from models.playbooks.rules import Playbook


class Hours(Part):
    """`key`: an information type, or an option of the hazard's field; clock hours."""

    key: str
    hours: Positive


class Freshness(Part):
    """`field` holds the hour told to the public, `hazard` the choice that names the hazard; a type not named here doesn't expire."""

    field: str = "valid_until"
    hazard: str = "hazard"
    types: tuple[Hours, ...] = ()
    hazards: tuple[Hours, ...] = ()

    def hours_of(self, kind: str, fields: Mapping[str, Any]) -> float | None:
        """Clock hours from publication; None for what doesn't expire."""
        own = next((one.hours for one in self.types if one.key == kind), None)
        if own is None:
            return None
        return next((one.hours for one in self.hazards if one.key == fields.get(self.hazard)), own)


def freshness_faults(rules: "Playbook") -> Iterator[Fault]:
    """A type that expires needs the field that says until when; a hazard must be one that can be chosen."""
    fields, kinds = {one.key: one for one in rules.fields}, {one.key: one for one in rules.types}
    for one in rules.freshness.types:
        path = f"freshness.types.{one.key}"
        if one.key not in kinds:
            yield Fault(path, f"jenis informasi “{one.key}” tidak dikenal")
        elif rules.freshness.field not in {field.key for field in kinds[one.key].fields}:
            yield Fault(path, f"jenis informasi ini tidak memuat isian “{rules.freshness.field}”")
    if rules.freshness.types and (named := fields.get(rules.freshness.field)) and named.kind is not FieldKind.MOMENT:
        yield Fault("freshness.field", "isian masa berlaku berjenis moment")
    chosen = fields.get(rules.freshness.hazard)
    options = {option.key for option in chosen.options} if chosen else set()
    yield from (
        Fault(f"freshness.hazards.{one.key}", f"pilihan “{one.key}” tidak ada") for one in rules.freshness.hazards if one.key not in options
    )
