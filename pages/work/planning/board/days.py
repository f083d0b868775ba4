"""Above the board: what each channel still lacks for the plan, and what the days of the week are."""

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.planning.board import Board
from models.planning.ideas import CALENDAR
from models.planning.occasions import DayNote, day_notes
from pages.ui import blocks, formats
from pages.ui.session import db
from pages.work.planning.asking import ask

LOOKS: dict[str, tuple[blocks.Color, str]] = {
    "national": ("red", "event_busy"),
    "joint_leave": ("orange", "event_busy"),
    "local": ("orange", "event_busy"),
    "occasion": ("blue", "flag"),
    "lead": ("violet", "checklist"),
}


def show_days(board: Board, actor: Actor) -> None:
    show_gaps(board)
    plans, team = can(actor, "plan", board.programme), board.programme.pk in actor.teams
    for note in day_notes([board.programme], board.monday, board.days[-1], db()):
        show_note(note, board, plans=plans, team=team)


def show_gaps(board: Board) -> None:
    """One badge per channel: what stands there this week, and how many the plan wants."""
    with st.container(horizontal=True, gap="xsmall"):
        for channel in board.programme.rules.channels:
            words, color, icon = told(board, channel.key)
            st.badge(f"{blocks.plain(channel.label)}: {words}", color=color, icon=f":material/{icon}:")
    if not board.wanted:
        st.caption(say("board.no_plan"))


def told(board: Board, channel: str) -> tuple[str, blocks.Color, str]:
    count, wanted, gap = board.count(channel), board.wanted.get(channel), board.gap(channel)
    if not wanted:
        return say("board.count_only", count=count), "gray", "tag"
    words = say("board.count_of", count=count, wanted=formats.number(wanted, 1))
    if gap:
        return f"{words} · {say('board.short', gap=gap)}", "orange", "error"
    return f"{words} · {say('board.enough')}", "green", "check"


def show_note(note: DayNote, board: Board, *, plans: bool, team: bool) -> None:
    color, icon = LOOKS[note.kind]
    words = say("board.lead", lead=note.lead, name=note.name) if note.kind == "lead" else note.name
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.markdown(f":small[:{color}[:material/{icon}: **{formats.short_day(note.day)}**] {blocks.plain(words)}]", width="content")
        if note.kind == "lead":
            title, key = say("board.lead_title", name=note.name), f"{note.day}-{note.lead}-{note.office_day_id}-{note.name}"
            if plans:
                st.button(
                    "Jadikan rencana", key=f"lead-plan-{key}", type="tertiary", icon=":material/add:", on_click=ask,
                    args=("add", {"day": note.day, "title": title}),
                )  # fmt: skip
            if team:
                st.button(
                    "Jadikan ide", key=f"lead-idea-{key}", type="tertiary", icon=":material/lightbulb:", on_click=ask,
                    args=("suggest", board.programme.pk, {"title": title, "source": CALENDAR}),
                )  # fmt: skip
