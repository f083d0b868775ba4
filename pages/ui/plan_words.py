"""What a quarter's plan says in words, for the screen and for print: labels instead of keys, the gap by name."""

from data.wording import say
from models import places
from models.base import today
from models.content.indonesian import number
from models.planning.comparing import Change
from models.planning.plans import Plan, PlanState
from models.planning.progress import ChannelProgress, Progress, TargetProgress
from models.planning.quarters import Quarter
from models.playbooks import Playbook
from pages.ui import blocks, formats

LOOKS: dict[PlanState, tuple[blocks.Color, str]] = {
    PlanState.DRAFT: ("gray", "edit_note"),
    PlanState.WAITING: ("orange", "hourglass_top"),
    PlanState.APPROVED: ("green", "check_circle"),
    PlanState.REPLACED: ("gray", "history"),
    PlanState.CLOSED: ("gray", "lock"),
    PlanState.DISCARDED: ("gray", "delete"),
}


def state(plan: Plan) -> blocks.Look:
    color, icon = LOOKS[plan.state]
    return blocks.Look(say(f"plan_states.{plan.state.value}"), color, icon)


def kind(rules: Playbook, key: str) -> str:
    """A type's label; the key of one that the playbook doesn't know any more."""
    return next((one.label for one in rules.types if one.key == key), key)


def channel(rules: Playbook, key: str) -> str:
    return next((one.label for one in rules.channels if one.key == key), key)


def place(code: str) -> str:
    return places.known().get(code, code) if code else say("quarter_plan.everywhere")


def rate(value: float) -> str:
    return number(value, 1)


def gap(one: TargetProgress | ChannelProgress, rules: Playbook) -> str:
    """Kurang 3 edukasi untuk Belinyu; Facebook: 2,1 per minggu dari target 3"""
    if isinstance(one, ChannelProgress):
        return say("quarter_plan.behind", channel=channel(rules, one.channel), rate=rate(one.rate), wanted=rate(one.per_week))
    words = {"count": number(one.missing), "kind": _lower(kind(rules, one.kind)), "place": place(one.place)}
    return say("quarter_plan.short_of_place" if one.place else "quarter_plan.short_of", **words)


def target_look(one: TargetProgress, quarter: Quarter) -> blocks.Look:
    if quarter > Quarter.running():
        return blocks.Look(say("quarter_plan.wanted", wanted=number(one.wanted)), "gray", "flag")
    if one.reached:
        return blocks.Look(say("quarter_plan.reached"), "green", "check_circle")
    if not one.missing:
        return blocks.Look(say("quarter_plan.covered"), "blue", "schedule")
    return blocks.Look(say("quarter_plan.missing", count=number(one.missing)), "orange", "warning")


def target_line(one: TargetProgress, quarter: Quarter) -> str:
    """What the bar shows, in words; of a quarter that lies ahead what is planned already."""
    if quarter > Quarter.running():
        return say("quarter_plan.planned", ahead=number(one.ahead))
    over = quarter < Quarter.running()
    parts = [say("quarter_plan.out_of", out=number(one.out), wanted=number(one.wanted))]
    if one.emergency:
        parts.append(say("quarter_plan.emergency", count=number(one.emergency)))
    if one.ahead:
        parts.append(say("quarter_plan.ahead", count=number(one.ahead)))
    if one.missing:
        parts.append(say("quarter_plan.not_done" if over else "quarter_plan.not_planned", count=number(one.missing)))
    return " · ".join(parts)


def channel_look(one: ChannelProgress) -> blocks.Look:
    if not one.weeks:
        return blocks.Look(say("quarter_plan.per_week_wanted", wanted=rate(one.per_week)), "gray", "flag")
    if one.missing:
        return blocks.Look(say("quarter_plan.late", count=number(one.missing)), "orange", "warning")
    return blocks.Look(say("quarter_plan.on_track"), "green", "check_circle")


def channel_line(one: ChannelProgress) -> str:
    if not one.weeks:
        return ""
    facts = {"rate": rate(one.rate), "wanted": rate(one.per_week), "out": number(one.out), "weeks": rate(one.weeks)}
    return say("quarter_plan.per_week", **facts)


def headline(progress: Progress, rules: Playbook, quarter: Quarter) -> tuple[str, list[str]]:
    """One sentence about the whole and the gaps by name."""
    gaps = [gap(one, rules) for one in progress.behind]
    wanted = sum(one.wanted for one in progress.targets if not one.place)
    if gaps:
        return say("quarter_plan.gaps", count=len(gaps)), gaps
    return say("quarter_plan.no_gap" if wanted or progress.targets else "quarter_plan.no_target", quarter=quarter.label), []


def total(progress: Progress, quarter: Quarter) -> str:
    """28 dari 42 konten sudah tayang, minggu ke-8 dari 13"""
    out, wanted = progress.total
    return say("quarter_plan.total", out=number(out), wanted=number(wanted), weeks=weeks(quarter))


def change(one: Change, rules: Playbook) -> str:
    """A difference between two versions."""
    if one.about == "order":
        return say("plan_changes.order")
    name = {"target": kind, "frequency": channel}.get(one.about)
    label = name(rules, one.key) if name else one.key
    if one.about == "target":
        label = f"{label}, {place(one.place)}" if one.place else label
    how = "added" if one.before is None else "removed" if one.after is None else "changed"
    key = "reason" if one.about == "reason" else f"{one.about}_{how}"
    return say(f"plan_changes.{key}", what=label, before=rate(one.before or 0), after=rate(one.after or 0))


def said_by(plan: Plan) -> str:
    """Who wrote, submitted and approved it, and when."""
    parts = []
    if plan.submitted_at and plan.submitted_by:
        facts = {"who": plan.submitted_by.name, "at": formats.short_moment(plan.submitted_at)}
        parts.append(say("quarter_plan.submitted_by", **facts))
    if plan.approved_at and plan.approved_by:
        parts.append(say("quarter_plan.approved_by", who=plan.approved_by.name, at=formats.short_moment(plan.approved_at)))
    if plan.closed_at:
        parts.append(say("quarter_plan.closed_on", at=formats.short_moment(plan.closed_at)))
    return " · ".join(parts)


def weeks(quarter: Quarter) -> str:
    """Minggu ke-8 dari 13; otherwise whether it lies ahead or behind."""
    running = Quarter.running()
    if quarter != running:
        return say("quarter_plan.lies_ahead" if quarter > running else "quarter_plan.lies_behind")
    passed = (today() - quarter.starts_on).days // 7 + 1
    return say("quarter_plan.week", number=min(passed, 13), of=13)


def _lower(label: str) -> str:
    return label if label.isupper() else f"{label[0].lower()}{label[1:]}"
