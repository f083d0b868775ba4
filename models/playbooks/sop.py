"""The SOP as data: its steps, who does, decides and supports, what they need and leave behind, and the table as printed (S-H, A-H)."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from models.playbooks.parts import Key, Part
from models.playbooks.shapes import Fault

if TYPE_CHECKING:
    from models.playbooks.rules import Playbook


class Scope(StrEnum):
    """How often a step happens: conformity counts contents for `konten` only."""

    CYCLE = "siklus"
    CONTENT = "konten"
    CONTINUOUS = "berkelanjutan"


class Branch(StrEnum):
    YES = "ya"
    NO = "tidak"


class EvidenceKind(StrEnum):
    """What a step leaves behind in this software, found by itself."""

    CYCLE_PLAN = "rencana_kegiatan"
    IDEAS = "ide"
    MINUTES = "notulen"
    PLANS = "rencana_triwulan"
    MATERIAL = "bahan"
    REVISIONS = "revisi"
    DECISIONS = "keputusan"
    RETURNED = "pengembalian"
    PUBLICATIONS = "publikasi"
    ACTIVITIES = "kegiatan"
    INTERACTIONS = "komentar"
    FIGURES = "capaian"
    EFFECTIVENESS = "putusan_efektivitas"
    FOLLOW_UPS = "tindak_lanjut"
    EVALUATIONS = "evaluasi"


class SopStep(Part):
    """One row of the corrected table; `does`, `decides` and `supports` are SOP lanes (L, P, D of the printed form).

    `first` and `last` are days from the start of a cycle; `sure` 1 to 3 says how certain the actors are; `stages` are the stages of the
    flow where it happens. A branch belongs to the validation `of` and goes on at the step `to`.
    """

    key: Key
    number: str
    label: str
    scope: Scope
    does: tuple[str, ...] = ()
    decides: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    needs: str | None = None
    output: str | None = None
    time: str | None = None
    first: int | None = Field(default=None, ge=0)
    last: int | None = Field(default=None, ge=0)
    evidence: tuple[EvidenceKind, ...] = ()
    stages: tuple[str, ...] = ()
    phase: str | None = None
    sure: int = Field(ge=1, le=3)
    branch: Branch | None = None
    of: str | None = None
    to: str | None = None
    note: str | None = None

    def mark(self, lane: str) -> str:
        """L, P, D or nothing, for one column of the table."""
        return next((mark for mark, lanes in (("L", self.does), ("P", self.decides), ("D", self.supports)) if lane in lanes), "")


class PrintedRow(Part):
    """A row as the guideline prints it, faults and all; `step` is what it became."""

    key: Key
    number: str | None = None
    text: str | None = None
    needs: str | None = None
    output: str | None = None
    time: str | None = None
    step: str | None = None


class Sop(Part):
    steps: tuple[SopStep, ...]
    printed: tuple[PrintedRow, ...] = ()

    @property
    def main(self) -> tuple[SopStep, ...]:
        """Without the branches."""
        return tuple(one for one in self.steps if one.branch is None)

    def branches(self, key: str) -> tuple[SopStep, ...]:
        return tuple(one for one in self.steps if one.of == key)

    def of_stage(self, stage: str) -> tuple[SopStep, ...]:
        """The steps a stage of the flow belongs to."""
        return tuple(one for one in self.main if stage in one.stages)


def sop_faults(rules: "Playbook") -> Iterator[Fault]:
    """Lanes, stages and steps it names exist; a validation has both ways out; nobody but a person decides."""
    lanes = {lane.key: lane for lane in rules.sop_lanes}
    stages = {stage.key for lane in rules.lanes for stage in lane.stages}
    known = {one.key: one for one in rules.sop.steps}
    if not rules.sop.main:
        yield Fault("sop.steps", "SOP belum punya langkah")
    for one in rules.sop.steps:
        path = f"sop.steps.{one.key}"
        named = (*one.does, *one.decides, *one.supports)
        yield from (Fault(path, f"lajur “{key}” tidak dikenal") for key in named if key not in lanes)
        yield from (Fault(f"{path}.decides", f"lajur “{key}” bukan orang") for key in one.decides if key in lanes and not lanes[key].person)
        yield from (Fault(path, f"lajur “{key}” ditandai dua kali") for key in sorted({key for key in named if named.count(key) > 1}))
        yield from (Fault(f"{path}.stages", f"tahap “{key}” tidak dikenal") for key in one.stages if key not in stages)
        if one.phase is not None and not rules.cycles.knows(one.phase):
            yield Fault(f"{path}.phase", f"tahapan “{one.phase}” tidak dikenal")
        if not named:
            yield Fault(path, "langkah ini belum punya pelaku")
        if (one.first is None) != (one.last is None) or (one.first is not None and one.last is not None and one.last < one.first):
            yield Fault(path, "hari mulai dan hari akhir langkah ini tidak cocok")
        yield from _branch_faults(path, one, known)
    yield from (
        Fault(f"sop.printed.{row.key}.step", f"langkah “{row.step}” tidak dikenal")
        for row in rules.sop.printed
        if row.step is not None and row.step not in known
    )


def _branch_faults(path: str, one: SopStep, known: dict[str, SopStep]) -> Iterator[Fault]:
    if one.branch is None:
        ways = {other.branch for other in known.values() if other.of == one.key}
        if ways and ways != set(Branch):
            yield Fault(path, "cabang YA dan TIDAK harus ada dua-duanya")
        return
    if one.of not in known or not known[one.of].decides:
        yield Fault(f"{path}.of", "cabang ini tidak berasal dari langkah yang memutus")
    if one.to not in known:
        yield Fault(f"{path}.to", f"langkah “{one.to}” tidak dikenal")


class Difference(NamedTuple):
    """One step that came, went or changed between two versions; `fields` name what changed."""

    number: str
    label: str
    kind: str  # added, removed, changed
    fields: tuple[str, ...] = ()


def differences(old: Sop, new: Sop) -> list[Difference]:
    """Step by step, by key; confirming an assumption is no difference."""
    before, after = {one.key: one for one in old.steps}, {one.key: one for one in new.steps}
    found = [Difference(one.number, one.label, "removed") for key, one in before.items() if key not in after]
    for key, one in after.items():
        if key not in before:
            found.append(Difference(one.number, one.label, "added"))
            continue
        fields = tuple(name for name in SopStep.model_fields if name != "assumed" and getattr(one, name) != getattr(before[key], name))
        found += [Difference(one.number, one.label, "changed", fields)] if fields else []
    return found
