"""How an evaluation speaks, on the screen and on paper: figures, states, the sentence over a page."""

from collections.abc import Sequence

from data.wording import say
from models.playbooks import Playbook
from models.results.evaluations.aims import AimState
from models.results.evaluations.effectiveness import WHOLE, Verdict
from models.results.evaluations.evaluations import Evaluation, EvaluationState
from models.results.evaluations.follow_ups import FollowUp, FollowUpState
from models.results.evaluations.prefilled import FigureLine
from pages.ui import blocks, formats

STATES: dict[EvaluationState, tuple[blocks.Color, str]] = {
    EvaluationState.DRAFTED: ("gray", "edit_note"),
    EvaluationState.DISCUSSED: ("blue", "groups"),
    EvaluationState.SETTLED: ("orange", "hourglass_top"),
    EvaluationState.CLOSED: ("green", "lock"),
    EvaluationState.ADDENDUM: ("green", "post_add"),
}
AIMS: dict[AimState, tuple[blocks.Color, str]] = {
    AimState.OPEN: ("gray", "radio_button_unchecked"),
    AimState.REACHED: ("green", "check_circle"),
    AimState.PARTLY: ("orange", "timelapse"),
    AimState.NOT_YET: ("red", "cancel"),
    AimState.UNKNOWN: ("gray", "help"),
}
VERDICTS: dict[Verdict, tuple[blocks.Color, str]] = {Verdict.EFFECTIVE: ("green", "verified"), Verdict.IMPROVE: ("orange", "build")}
FOLLOW_UPS: dict[FollowUpState, tuple[blocks.Color, str]] = {
    FollowUpState.NOT_STARTED: ("gray", "schedule"),
    FollowUpState.RUNNING: ("blue", "sync"),
    FollowUpState.DONE: ("green", "check_circle"),
    FollowUpState.CANCELLED: ("gray", "cancel"),
}
PERCENT = "%"


def title(evaluation: Evaluation) -> str:
    return say("evaluation.review_title" if evaluation.period.is_review else "evaluation.title", period=evaluation.period.label)


def in_meeting(evaluation: Evaluation) -> str:
    """The line over every page of the meeting: whose it is, and since when it is discussed."""
    if evaluation.state is not EvaluationState.DISCUSSED or evaluation.discussed_at is None:
        return f"{evaluation.programme.name} · {title(evaluation)}"
    since = formats.short_moment(evaluation.discussed_at)
    return say("evaluation.meeting_begun", programme=evaluation.programme.name, title=title(evaluation), since=since)


def later(count: int) -> str:
    """What the figures count though nobody else has looked at it yet; "" where there is nothing of the kind."""
    return say("evaluation.later_unchecked", count=count) if count else ""


def state_look(evaluation: Evaluation) -> blocks.Look:
    color, icon = STATES[evaluation.state]
    return blocks.Look(say(f"evaluation_states.{evaluation.state}"), color, icon)


def aim_look(state: AimState) -> blocks.Look:
    color, icon = AIMS[state]
    return blocks.Look(say(f"aim_states.{state}"), color, icon)


def verdict_look(verdict: Verdict) -> blocks.Look:
    color, icon = VERDICTS[verdict]
    return blocks.Look(say(f"verdicts.{verdict}"), color, icon)


def follow_up_state(one: FollowUp) -> str:
    return say("follow_up_states.late") if one.is_late else say(f"follow_up_states.{one.state}")


def follow_up_look(one: FollowUp) -> blocks.Look:
    if one.is_late:
        return blocks.Look(follow_up_state(one), "red", "alarm")
    color, icon = FOLLOW_UPS[one.state]
    return blocks.Look(follow_up_state(one), color, icon)


def subject(about: str, rules: Playbook) -> str:
    """What a decision or a note is about: the programme, an aim's text, an indicator; '' stays empty."""
    if about == WHOLE:
        return say("evaluation.whole_programme", name=rules.name)
    return next((one.text for one in rules.aims if one.key == about), about)


def amount(value: float | None, line: FigureLine) -> str:
    """186.400; 4,2 %; 80 menit; – where there is none."""
    if value is None:
        return "–"
    shown = formats.number(value, line.decimals)
    return f"{shown} %" if line.unit == PERCENT else shown


def unit(line: FigureLine) -> str:
    """What stands behind the number; nothing where the label or the number says it already."""
    return "" if line.value is None or line.unit in (PERCENT, line.label.lower()) else line.unit


def figure_state(line: FigureLine) -> str:
    """Belum ada data; Data s.d. 20 November 2026; Final."""
    if line.state == "none":
        return say("evaluation.no_data")
    if line.state == "partial":
        return say("evaluation.data_until", day=formats.day(line.until)) if line.until else say("evaluation.provisional")
    return say("evaluation.provisional" if line.state == "provisional" else "evaluation.final")


def percent(line: FigureLine) -> str:
    return "–" if line.share is None else f"{formats.number(line.share * 100)} %"


def reached_word(line: FigureLine) -> str:
    if line.value is None:
        return say("evaluation.no_data")
    if line.reached is None:
        return say("evaluation.no_target")
    return say("evaluation.target_reached" if line.reached else "evaluation.target_missed")


def figure_look(line: FigureLine) -> blocks.Look:
    if line.value is None or line.reached is None:
        return blocks.Look(reached_word(line), "gray", "remove")
    return blocks.Look(reached_word(line), "green" if line.reached else "orange", "check" if line.reached else "priority_high")


def change(line: FigureLine) -> str:
    """naik 1.200 dari triwulan lalu; '' where either is unknown."""
    if line.change is None:
        return ""
    if not round(line.change, line.decimals):
        return say("evaluation.unchanged")
    by = amount(abs(line.change), line).replace(PERCENT, say("evaluation.points"))  # a share moves by points, not by per cent of itself
    return say("evaluation.rose" if line.change > 0 else "evaluation.fell", by=by)


def headline(lines: Sequence[FigureLine]) -> str:
    """One sentence over all figures: how many targets were reached, and what is furthest off."""
    judged = [one for one in lines if one.reached is not None]
    if not judged:
        return say("evaluation.headline_nothing")
    missed = sorted((one for one in judged if not one.reached), key=lambda one: one.share or 0)
    if not missed:
        return say("evaluation.headline_all", count=len(judged))
    reached = len(judged) - len(missed)
    return say("evaluation.headline", reached=reached, of=len(judged), worst=formats.listing(one.label.lower() for one in missed[:2]))
