"""Langkah: recorded, compared, checked, concluded, clarified; the open one carries what is to be done."""

from datetime import timedelta

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.public.hoaxes import waiting
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.waiting import StepTime
from pages.live.hoaxes import checking, clarifying, holding, looks, verdict
from pages.ui import blocks, formats


def show_steps(case: HoaxCase, actor: Actor, *, works: bool) -> None:
    times = waiting.step_times(case)
    done = sum(one.done_at is not None for one in times)
    running = next((one.key for one in times if one.done_at is None), "clarified")
    with st.container(border=True, gap="xsmall"):
        blocks.heading("Langkah", f"{done} dari {len(times)}", icon="checklist", color="blue")
        for one in times:
            icon = "check_circle" if one.done_at else "radio_button_checked" if one.key == running else "radio_button_unchecked"
            label = f"{say(f'hoax_steps.{one.key}')} · {_time(one)}" if one.took is not None else say(f"hoax_steps.{one.key}")
            decides = one.key == "concluded" and not case.result and not case.objections_to_concluding(actor)
            shown = one.key == running or decides or (one.key == "checked" and works and not case.result)
            with st.expander(label, expanded=shown, icon=f":material/{icon}:", type="step", key=f"step-{one.key}-{case.pk}"):
                show_step(one.key, case, actor, works=works)


def show_step(key: str, case: HoaxCase, actor: Actor, *, works: bool) -> None:
    match key:
        case "recorded":
            show_recorded(case)
        case "compared":
            st.caption(say("hoaxes.alike_some", count=case.alike) if case.alike else say("hoaxes.alike_none"))
        case "checked":
            checking.show_checks(case, actor, works=works)
        case "concluded":
            verdict.show_ways(case, actor)
        case "clarified":
            clarifying.show_clarification(case, actor)


def show_recorded(case: HoaxCase) -> None:
    people = sum(one.people or 0 for one in case.sightings)
    st.caption(blocks.plain(looks.spread(len(case.sightings), people) or say("hoaxes.empty_sightings")))
    holding.show_sent(case)


def _time(one: StepTime) -> str:
    if one.done_at is None:
        return f"berjalan {_length(one.took or timedelta())}"
    return f"{formats.clock(one.done_at)} ({_length(one.took or timedelta())})"


def _length(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} menit"
    return f"{minutes // 60} jam" if minutes < 48 * 60 else f"{minutes // (24 * 60)} hari"
