"""A quarter's figures: each indicator's value with target, quarter before, baseline, how many it rests on and how far it reaches.

The only door for dashboard and evaluation. Missing is None and state `none`, never 0; reach is summed per post and says so.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from models.base import now
from models.playbooks import Better, Indicator
from models.programmes import Programme
from models.results import formulas
from models.results.coverage import Reach, reached
from models.results.formulas import Told
from models.results.indicators import IndicatorBaseline, IndicatorTarget, definitions
from models.results.told import Stretch

OF_IMPORTS = ("post_sum", "post_median", "post_rate", "followers")
SUMS = ("post_sum", "downloads", "items_failed")  # of two quarters both together, unlike a median or a share


class FigureState(StrEnum):
    """`partial`: until a day only; `provisional`: the quarter still runs; `final`: nothing more can come but corrections."""

    NONE = "none"
    PARTIAL = "partial"
    PROVISIONAL = "provisional"
    FINAL = "final"


@dataclass(frozen=True)
class Figure:
    """One indicator of one quarter. `n` is how many posts, cases, weeks … it was counted from; `until` the last day it speaks of.

    `missing` are channels in use without any figures;
    `previous` is the quarter before by the same definition; `baseline_note` says of what time and from where the baseline is.
    """

    key: str
    label: str
    unit: str
    better: Better
    decimals: int
    source: str
    owner: str
    help: str
    formula: str
    metric: str | None
    value: float | None
    state: FigureState
    until: date | None
    n: int
    target: float | None = None
    previous: float | None = None
    baseline: float | None = None
    baseline_note: str = ""
    definition: int = 1
    missing: tuple[str, ...] = ()

    @property
    def attained(self) -> float | None:
        """Share of the target, 1.0 = reached; for what should fall target by value. None where either is missing."""
        if self.value is None or self.target is None:
            return None
        above, below = (self.value, self.target) if self.better is Better.UP else (self.target, self.value)
        return above / below if below else (1.0 if above >= below else 0.0)

    @property
    def reached(self) -> bool | None:
        if self.value is None or self.target is None:
            return None
        return self.value >= self.target if self.better is Better.UP else self.value <= self.target

    @property
    def change(self) -> float | None:
        """Against the quarter before, as a share of it; None where either is missing or there was nothing."""
        return (self.value - self.previous) / self.previous if self.value is not None and self.previous else None

    def written(self) -> dict[str, Any]:
        """As plain values, for freezing and for exports."""
        plain = asdict(self)
        until = self.until.isoformat() if self.until else None
        return {**plain, "better": self.better.value, "state": self.state.value, "until": until, "missing": list(self.missing)}

    @classmethod
    def read(cls, written: dict[str, Any]) -> "Figure":
        """What `written` wrote."""
        until = date.fromisoformat(written["until"]) if written["until"] else None
        told = {"better": Better(written["better"]), "state": FigureState(written["state"]), "missing": tuple(written["missing"])}
        return cls(**{**written, **told, "until": until})


def figures(programme: Programme, quarter: Stretch, session: Session, keys: Sequence[str] | None = None) -> list[Figure]:
    """Every indicator as it was defined for that quarter, in the playbook's order (`keys`: only these); a fixed number of queries.

    Of several quarters together each is counted anew over the whole time; sums are held against the sum of the quarters' targets (none
    where one quarter has none) and against no baseline, for that speaks of one quarter; the rest against the newest target.
    """
    known, version = definitions(programme, quarter, session)
    wanted = [one for one in known if keys is None or one.key in keys]
    if not wanted:
        return []
    told = formulas.tell(programme, (quarter, quarter.previous), {one.formula for one in wanted}, session, wanted)
    targets = [IndicatorTarget.in_force(programme.pk, part, session) for part in quarter.quarters]
    baselines = IndicatorBaseline.in_force(programme.pk, session)
    end = reached(programme, quarter, session) if any(one.formula in OF_IMPORTS for one in wanted) else Reach(None)
    found = []
    for one in wanted:
        here, before = told[one.key]
        if one.formula == "face_to_face":
            base = baselines.get(one.key)
            here, before = (formulas.reduction(each, base.value if base else None) for each in (here, before))
        baseline = None if len(targets) > 1 and one.formula in SUMS else baselines.get(one.key)
        found.append(_figure(one, version, quarter, here, before, _wanted(one, targets), baseline, end))
    return found


def figure(programme: Programme, quarter: Stretch, key: str, session: Session) -> Figure | None:
    return next(iter(figures(programme, quarter, session, [key])), None)


def _wanted(one: Indicator, targets: Sequence[dict[str, float]]) -> float | None:
    """The target of the whole time."""
    told = [part.get(one.key) for part in targets]
    known = [value for value in told if value is not None]
    if one.formula not in SUMS:
        return known[-1] if known else None
    return sum(known) if len(known) == len(told) else None


def _figure(
    one: Indicator, version: int, quarter: Stretch, here: Told, before: Told, target: float | None, baseline: IndicatorBaseline | None,
    end: Reach,
) -> Figure:  # fmt: skip
    state, until = _state(one, quarter, here, end)
    missing = end.missing if one.formula in OF_IMPORTS and here.value is not None else ()
    made = Figure(
        one.key, one.label, one.unit, one.better, one.decimals, one.source, one.owner, one.help, one.formula.value, one.metric,
        _rounded(here.value, one.decimals), state, until, here.n, target, _rounded(before.value, one.decimals), definition=version,
        missing=missing,
    )  # fmt: skip
    return replace(made, baseline=baseline.value, baseline_note=f"{baseline.period}; {baseline.source}") if baseline else made


def _state(one: Indicator, quarter: Stretch, here: Told, end: Reach) -> tuple[FigureState, date | None]:
    if here.value is None:
        return FigureState.NONE, None
    imported = one.formula in OF_IMPORTS
    until = here.until or (end.until if imported else None)
    if until is not None and (until < quarter.ends_on or (imported and end.missing)):
        return FigureState.PARTIAL, until
    return (FigureState.PROVISIONAL, None) if now() < quarter.until else (FigureState.FINAL, None)


def _rounded(value: float | None, decimals: int) -> float | None:
    """Half up, once, at the end."""
    if value is None:
        return None
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return int(exact) if not decimals else float(exact)
