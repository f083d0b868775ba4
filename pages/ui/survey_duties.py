"""Surveys that big campaigns still owe: counted in the menu, red at home, with the plan and on the surveys' page (A4.2)."""

from collections.abc import Mapping, Sequence

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.asked import once
from models.programmes import Programme
from models.results.surveys import duties
from models.results.surveys.duties import Duty, Owed
from pages.ui import blocks, formats
from pages.ui.session import db, programmes

PAGE = "results/surveys/page.py"
LOOKS: dict[Owed, tuple[blocks.Color, str]] = {
    Owed.AHEAD: ("orange", "schedule"),
    Owed.MISSED: ("red", "event_busy"),
    Owed.DUE: ("red", "notification_important"),
    Owed.LATE: ("red", "alarm"),
}


def owed(actor: Actor) -> list[Duty]:
    """Of the programmes whose figures this person reads; asked once per run."""
    return once(db(), ("survey_duties", actor), lambda: duties.owed([one for one in programmes() if can(actor, "read", one)], db()))


def waiting(actor: Actor) -> int:
    """Those that this person can do something about."""
    return sum(1 for one in owed(actor) if one.owed is not Owed.AHEAD and _acts(actor, one))


def show(actor: Actor, programme_id: int | None = None) -> None:
    """At home, or with one programme's plan; nothing at all where nothing is owed."""
    if programme_id is None and actor.is_inspector:
        return  # at home stands what waits for somebody; nothing does for him
    found = [one for one in owed(actor) if programme_id in (None, one.campaign.programme_id)]
    if not found:
        return
    with st.container(gap="xsmall"):
        blocks.heading(say("surveys.owed"), len(found), icon="how_to_vote", color=worst(found))
        for one in found:
            with blocks.row_of(title(one), about(one), look(one)):
                st.page_link(PAGE, label="Buka", icon=":material/arrow_forward:")


def worst(found: Sequence[Duty]) -> blocks.Color:
    """Of the whole list: orange while everything can still be done in time."""
    return "orange" if all(one.owed is Owed.AHEAD for one in found) else "red"


def title(one: Duty) -> str:
    return f"{say(f'survey_kinds.{one.kind}')}: {one.campaign.name}"


def about(one: Duty) -> str:
    period = formats.period(one.campaign.starts_on, one.campaign.ends_on)
    return say(f"surveys.owed_{one.owed}", period=period, due=formats.day(one.due_on))


def look(one: Duty) -> blocks.Look:
    color, icon = LOOKS[one.owed]
    return blocks.Look(say(f"survey_owed.{one.owed}"), color, icon)


def by_programme(found: Sequence[Duty], chosen: Mapping[int, Programme]) -> list[tuple[Duty, Programme]]:
    return [(one, chosen[one.campaign.programme_id]) for one in found]


def _acts(actor: Actor, one: Duty) -> bool:
    programme = next((each for each in programmes() if each.pk == one.campaign.programme_id), None)
    return programme is not None and (can(actor, "survey", programme) or can(actor, "judge_effectiveness", programme))
