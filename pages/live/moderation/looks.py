"""How a comment shows: its hour, category and state, always icon, word and colour; its writer by number alone."""

from data.wording import say
from models.actors import Actor
from models.public.interactions import Interaction
from models.public.states import InteractionState
from pages.ui import blocks
from pages.ui.blocks import Color, Look

CATEGORIES: dict[str, tuple[Color, str]] = {
    "laporan_bahaya": ("red", "warning"), "pertanyaan": ("blue", "help"), "keluhan": ("orange", "feedback"),
    "hoaks": ("violet", "report"), "kritik": ("violet", "record_voice_over"), "data_pribadi": ("orange", "shield_person"),
    "ujaran_kebencian": ("red", "front_hand"), "promosi_judi": ("gray", "casino"), "spam": ("gray", "block"),
    "terima_kasih": ("green", "favorite"),
}  # fmt: skip
STATES: dict[InteractionState, tuple[Color, str]] = {
    InteractionState.NEW: ("blue", "fiber_new"), InteractionState.ASSIGNED: ("blue", "assignment_ind"),
    InteractionState.IN_PROGRESS: ("orange", "pending"), InteractionState.REFERRED: ("violet", "forward"),
    InteractionState.ANSWERED: ("green", "check_circle"), InteractionState.HIDDEN: ("gray", "visibility_off"),
    InteractionState.REMOVED: ("gray", "delete"), InteractionState.CLOSED: ("gray", "task_alt"),
}  # fmt: skip


def category_look(one: Interaction) -> Look:
    """What a rule only proposes says so."""
    told = one.sort
    color, icon = CATEGORIES.get(told.key, ("gray", "label"))
    return Look(f"{told.label}{' (usulan)' if one.rule and not one.confirmed and told.unwanted else ''}", color, icon)


def state_look(one: Interaction) -> Look:
    color, icon = STATES[one.state]
    return Look(say(f"interaction_states.{one.state.value}"), color, icon)


def level_looks(one: Interaction) -> list[Look]:
    """Whom it has reached, when it waited too long."""
    return [Look(f"Eskalasi tingkat {one.level}", "red", "priority_high")] if one.level else []


def time_look(one: Interaction) -> Look:
    """The countdown while it waits, its state afterwards."""
    return blocks.deadline(one.due_at) if one.open else state_look(one)


def words(one: Interaction, actor: Actor) -> str:
    """What was written, or why it isn't there."""
    if one.withheld_from(actor):
        return say("moderation.withheld")
    return one.shown_to(actor) or say("moderation.erased")


def writer(one: Interaction) -> str:
    return f"Warga #{one.citizen_id}" if one.citizen_id else "Warga tanpa nama"


def minutes(told: float) -> str:
    """42 menit, 3 jam 10 menit"""
    hours, rest = divmod(round(told), 60)
    return " ".join(part for part in (f"{hours} jam" if hours else "", f"{rest} menit" if rest or not hours else "") if part)
