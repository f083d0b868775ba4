"""The figures an evaluation opens with: each against its target, its baseline and the quarter before (S4.3)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from models.content.indonesian import number
from models.planning.plans import Plan
from models.planning.progress import Progress
from models.programmes import Programme
from models.results.evaluations.periods import Period
from models.results.figures import Figure, figures


@dataclass(frozen=True)
class FigureLine:
    """One indicator of a period. `state` is none, partial (then `until` says up to when), provisional or final; `better` is up or down.

    `definition` is the version of the indicator that was counted; `origin` says in words what it was counted from.
    """

    key: str
    label: str
    unit: str
    better: str
    definition: str
    value: float | None
    state: str
    until: date | None = None
    target: float | None = None
    baseline: float | None = None
    previous: float | None = None
    n: int | None = None
    decimals: int = 0
    formula: str = ""
    method: str = ""
    baseline_source: str = ""
    origin: tuple[str, ...] = ()

    @property
    def share(self) -> float | None:
        """How much of the target was reached, 1.0 being all of it; None where there is no figure or no target."""
        if self.value is None or not self.target:
            return None
        if self.better == "down":
            return self.target / self.value if self.value else None
        return max(self.value / self.target, 0.0)

    @property
    def reached(self) -> bool | None:
        if self.value is None or self.target is None:
            return None
        return self.value <= self.target if self.better == "down" else self.value >= self.target

    @property
    def change(self) -> float | None:
        """Against the quarter before."""
        return None if self.value is None or self.previous is None else self.value - self.previous

    @property
    def improved(self) -> bool | None:
        if not self.change:
            return None
        return (self.change > 0) == (self.better != "down")

    def written(self) -> dict[str, Any]:
        """For a snapshot; `read` takes it back."""
        return {**asdict(self), "until": self.until.isoformat() if self.until else None, "origin": list(self.origin)}

    @classmethod
    def read(cls, written: dict[str, Any]) -> "FigureLine":
        until = written["until"]
        return cls(**{**written, "until": date.fromisoformat(until) if until else None, "origin": tuple(written["origin"])})


@dataclass(frozen=True)
class Completeness:
    """How much of what should be known is known: indicators without any figure, with a part of one, and complete."""

    missing: tuple[FigureLine, ...]
    partial: tuple[FigureLine, ...]
    final: int

    @classmethod
    def of(cls, lines: Iterable[FigureLine]) -> "Completeness":
        kept = list(lines)
        missing = tuple(one for one in kept if one.state == "none")
        partial = tuple(one for one in kept if one.state in ("partial", "provisional"))
        return cls(missing, partial, len(kept) - len(missing) - len(partial))


def deviations(lines: Iterable[FigureLine]) -> list[FigureLine]:
    """What falls short of its target, the widest gap first."""
    short = [one for one in lines if one.reached is False]
    return sorted(short, key=lambda one: (one.share if one.share is not None else 0.0, one.label))


def plans_of(programme: Programme, period: Period, session: Session) -> "list[tuple[Plan, Progress]]":
    """The plan in force in each of its quarters, held against what happened; the oldest first."""
    plans = (Plan.in_force(programme.pk, quarter, session) for quarter in period.quarters)
    return [(plan, Progress.of(plan, session)) for plan in plans if plan]


def lines(programme: Programme, period: Period, session: Session) -> list[FigureLine]:
    """Every indicator of the period in the register's order, what closed surveys came to among them.

    A review counts over all its quarters, and each line says how the quarters went.
    """
    if not period.is_review:
        return [_of_figure(one, programme) for one in figures(programme, period.last, session)]
    course = [(quarter, {one.key: one for one in figures(programme, quarter, session)}) for quarter in period.quarters]
    found = []
    for one in figures(programme, period, session):
        told = "; ".join(f"{quarter.short} {_amount(parts.get(one.key))}" for quarter, parts in course)
        found.append(_of_figure(one, programme, (f"Per triwulan: {told}",)))
    return found


def _of_figure(one: Figure, programme: Programme, course: tuple[str, ...] = ()) -> FigureLine:
    channels = {channel.key: channel.label for channel in programme.rules.channels}
    roles = {role.key: role.label for role in programme.rules.roles}
    origin = [*course, f"Sumber: {one.source}", f"Penanggung jawab: {roles.get(one.owner, one.owner)}"]
    origin += [f"Belum ada data dari {', '.join(channels.get(key, key) for key in one.missing)}"] if one.missing else []
    return FigureLine(
        key=one.key, label=one.label, unit=one.unit, better=one.better.value, definition=str(one.definition), value=one.value,
        state=one.state.value, until=one.until, target=one.target, baseline=one.baseline, previous=one.previous, n=one.n or None,
        decimals=one.decimals, formula=one.help, method=one.formula, baseline_source=one.baseline_note, origin=tuple(origin),
    )  # fmt: skip


def _amount(one: Figure | None) -> str:
    return "belum ada data" if one is None or one.value is None else number(one.value, one.decimals)
