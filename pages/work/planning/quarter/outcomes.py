"""Bagaimana rencana konten berakhir: hasil, apa yang terjadi, dan alasannya."""

from collections import Counter

import streamlit as st

from data.wording import say
from models.planning.items import Outcome, PlanItem
from models.planning.plans import Plan
from pages.ui import blocks, formats, plan_words
from pages.ui.session import db

LOOKS: dict[Outcome, tuple[blocks.Color, str]] = {
    Outcome.OPEN: ("gray", "schedule"), Outcome.AS_PLANNED: ("green", "check_circle"), Outcome.MOVED: ("blue", "event_repeat"),
    Outcome.REPLACED: ("violet", "swap_horiz"), Outcome.CANCELLED: ("gray", "cancel"), Outcome.NOT_DONE: ("orange", "warning"),
}  # fmt: skip


def show_settled(plan: Plan) -> None:
    """How the pieces ended, counted and one by one."""
    found = PlanItem.settled_of(plan.programme_id, plan.period, db())
    if not found:
        return
    counts = Counter(one.outcome for one in found)
    st.markdown(" ".join(look(outcome, counts[outcome]).markdown for outcome in Outcome if counts[outcome]))
    with st.expander(f"Lihat {formats.number(len(found))} rencana konten yang sudah punya hasil", icon=":material/list:", key="settled"):
        for one in found:
            st.markdown(f"{look(one.outcome).markdown} **{blocks.plain(one.title)}** :small[:gray[{blocks.plain(' · '.join(facts(one)))}]]")
            if one.note:
                st.caption(f"Alasan: {blocks.plain(one.note.text)}")


def look(outcome: Outcome, count: int | None = None) -> blocks.Look:
    label = say(f"outcomes.{outcome.value}")
    words = label if count is None else say("quarter_plan.outcomes", count=formats.number(count), outcome=label.lower())
    return blocks.Look(words, *LOOKS[outcome])


def facts(item: PlanItem) -> list[str]:
    rules = item.programme.rules
    told = [plan_words.kind(rules, item.kind), say("quarter_plan.was_planned", at=formats.short_moment(item.first_planned_for))]
    if item.happened_at:
        return [*told, say("quarter_plan.is_out", at=formats.short_moment(item.happened_at))]
    if item.content is not None and item.content.state == "cancelled":
        return [*told, say("quarter_plan.is_cancelled")]
    if item.wanted_at != item.first_planned_for:
        told.append(say("quarter_plan.is_later", at=formats.short_moment(item.wanted_at)))
    return [*told, say("quarter_plan.is_not_out")]
