"""How the work itself went: time per stage, what passes at first, what is answered with Tidak, and how fast the public hears back."""

import streamlit as st

from data.wording import say
from models.content.indonesian import number
from models.planning.quarters import Quarter
from models.playbooks import Playbook
from models.programmes import Programme
from models.results import stage_times
from models.results.figures import figures
from models.results.of_work import most_failed
from pages.results.dashboard import cards
from pages.ui import blocks, charts, panels
from pages.ui.session import db

ANSWERS = ("response_median", "response_p90", "clarification_time", "correction_time", "event_to_post")
PROCESS = ("making_time", "first_pass", "items_failed", "plan")


def show_work(programme: Programme, quarter: Quarter) -> None:
    show_figures(programme, quarter, PROCESS)
    left, right = st.columns(2, gap="small")
    with left:
        panels.show(per_stage(programme, quarter), empty=say("dashboard.no_stages"))
    with right:
        show_failed(programme, quarter)


def show_answers(programme: Programme, quarter: Quarter) -> None:
    show_figures(programme, quarter, ANSWERS)


def show_figures(programme: Programme, quarter: Quarter, keys: tuple[str, ...]) -> None:
    grid = st.grid(4, min_column_width=160)
    for one in figures(programme, quarter, db(), keys):
        with grid:
            cards.show_card(one, "detail-card")


def per_stage(programme: Programme, quarter: Quarter) -> panels.Panel:
    """Median days a content that went out in the quarter spent at each stage of the normal lane."""
    rules = programme.rules
    told = stage_times.medians(programme, quarter, db())
    stages = [stage for stage in rules.lane("normal").stages if stage.key in told]
    rows = [
        {
            "nama": stage.label, "nilai": round(told[stage.key].days, 2), "kurang": False,
            "teks": say("dashboard.days", days=number(told[stage.key].days, 1), n=number(told[stage.key].n)),
            "pendek": number(told[stage.key].days, 1),
        }
        for stage in stages
    ]  # fmt: skip
    if not rows:
        return panels.Panel("stages", say("dashboard.no_stages_yet"), say("dashboard.stages"), None)
    longest = max(stages, key=lambda stage: told[stage.key].days)
    reading = say("dashboard.longest", stage=longest.label, days=number(told[longest.key].days, 1))
    table: panels.Table = {
        "Tahap": [row["nama"] for row in rows],
        "Hari (median)": [row["nilai"] for row in rows],
        "n": [told[one.key].n for one in stages],
    }
    return panels.Panel("stages", reading, say("dashboard.stages"), charts.bars(rows), table, max(200, 44 * len(rows)))


def show_failed(programme: Programme, quarter: Quarter) -> None:
    found = most_failed(programme, quarter, db())
    with st.container(border=True, gap="small", key="panel-failed"):
        st.markdown(f"**{say('dashboard.failed')}**  \n:small[:gray[{say('dashboard.failed_help')}]]")
        if not found:
            st.caption(say("dashboard.none_failed"))
        for stage, item, times in found:
            st.markdown(f"{blocks.plain(question(programme.rules, stage, item))} :small[:gray[{say('dashboard.times', n=number(times))}]]")


def question(rules: Playbook, stage: str, item: str) -> str:
    """The item's text by the rules in force; its key when they don't ask it any more."""
    asked = (one for lane in rules.lanes for step in lane.stages if step.key == stage for one in step.checklist if one.key == item)
    return next((one.text for one in asked), item)
