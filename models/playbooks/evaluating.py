"""What a programme promises and how often it is judged: aims, benefits, results, the rhythm of evaluation (S-D, A-D, S4.3, A4.3)."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import Field

from models.playbooks.parts import Key, Part
from models.playbooks.shapes import Fault

if TYPE_CHECKING:
    from models.playbooks.rules import Playbook


class Promise(StrEnum):
    """Which list of the guideline it stands in."""

    AIM = "aim"
    BENEFIT = "benefit"
    RESULT = "result"


class AimRule(Part):
    """One aim, benefit or expected result in our own words, with the indicators (keys) and the evidence that show it.

    `increase`: it promises more (or faster) than before, so it needs a baseline; `judged`: the mentor decides on it by itself.
    """

    key: Key
    kind: Promise
    text: str
    indicators: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    increase: bool = False
    judged: bool = False


class Evaluating(Part):
    """Days are calendar days: after a quarter's end until somebody is reminded to begin, and until it should be closed.

    `review_months`: a strategy review looks back over so many months; `remind_days` before a follow-up is due its owner hears of it.
    """

    begin_days: int = Field(default=7, gt=0, le=60)
    close_days: int = Field(default=30, gt=0, le=90)
    review_months: int = Field(default=6, ge=3, le=6)
    remind_days: int = Field(default=7, gt=0, le=60)


def evaluation_faults(rules: "Playbook") -> Iterator[Fault]:
    """Every list of the guideline has something in it, and each promise can be shown by something."""
    for kind in Promise:
        if not any(one.kind is kind for one in rules.aims):
            yield Fault("aims", f"tidak ada butir berjenis “{kind.value}”")
    counted = {one.key for one in rules.indicators}
    for one in rules.aims:
        path = f"aims.{one.key}"
        if not one.indicators and not one.evidence:
            yield Fault(path, "butir ini tidak ditunjukkan oleh indikator maupun bukti")
        yield from (Fault(f"{path}.indicators", f"indikator “{key}” tidak dikenal") for key in one.indicators if key not in counted)
        if one.increase and not one.indicators:
            yield Fault(f"{path}.indicators", "peningkatan yang dijanjikan memerlukan indikator yang punya data awal")
    if rules.evaluating.close_days <= rules.evaluating.begin_days:
        yield Fault("evaluating.close_days", "evaluasi ditutup sesudah mulai disusun")
