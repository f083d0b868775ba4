"""'Mulai di sini' on Beranda: a newcomer's first steps, each with the way to it (S4.4)."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.governance.first_days import FirstStep, Step, Welcome, first_steps
from pages.ui import blocks
from pages.ui.session import attempt, db, programmes, signed_in

PLACES = {
    FirstStep.PASSWORD: "office/account.py",
    FirstStep.PROFILE: "office/account.py",
    FirstStep.POLICIES: "office/policies/page.py",
    FirstStep.TRAINING: "programme/training/page.py",
    FirstStep.PRACTICE: "programme/training/page.py",
}


def show(actor: Actor) -> None:
    """Nothing for who isn't new."""
    steps = first_steps(actor, programmes(), db())
    if not steps:
        return
    with st.container(border=True, gap="xsmall", key="first-days"):
        blocks.heading(say("first_days.heading"), f"{sum(one.done for one in steps)} dari {len(steps)}", icon="flag", color="blue")
        for one in steps:
            show_step(one)
        st.button("Sembunyikan daftar ini", key="first-days-away", type="tertiary", on_click=put_away)


def show_step(step: Step) -> None:
    label = say(f"first_days.{step.key}")
    if step.done:
        st.markdown(f":green[:material/check_circle:] :gray[{blocks.plain(label)}]")
    else:
        st.page_link(PLACES[step.key], label=label, icon=":material/radio_button_unchecked:")


def put_away() -> None:
    with attempt(say("first_days.put_away")) as session:
        Welcome.put_away(signed_in(session), session)
