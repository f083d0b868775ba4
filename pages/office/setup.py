"""Penyiapan awal: the office, its programmes and the first person, who then invites the others."""

import streamlit as st

from data import playbooks, start
from data.wording import say
from models.first_run import FirstProgramme, set_up
from models.playbooks import Playbook, load
from pages.ui import blocks, new_password, session, sign_in


def show_setup() -> None:
    if session.visitor():
        st.switch_page("work/today.py")
    with st.container(horizontal=True, horizontal_alignment="center"), st.container(width=640):
        blocks.title("Penyiapan awal Simpul")
        if st.session_state.get("set_up"):
            st.success(say("pages.set_up"), icon=":material/check_circle:")
            sign_in.show_form()
        elif start.opens_setup(st.query_params.get("kunci")):
            show_questions()
        elif start.first_run(session.db()):
            blocks.empty(say("pages.setup_link_gone"))
        else:
            blocks.empty(say("issues.setup_closed"))
            sign_in.show_way_in()


def show_questions() -> None:
    with st.form("set-up"):
        blocks.heading("Program inovasi")
        for rules in offered():
            st.checkbox(blocks.plain(rules.name), value=True, key=f"programme-{rules.key}")
            st.caption(blocks.plain(rules.description))
            st.text_input(f"Perangkat daerah pemilik {rules.name}", value=rules.office, key=f"office-{rules.key}", max_chars=120)
        blocks.heading("Admin Aplikasi pertama")
        st.text_input("Nama lengkap", key="first-name", max_chars=120)
        st.text_input("Nama pengguna", key="first-username", max_chars=40, placeholder="huruf kecil, misalnya rina.m")
        new_password.show_new_password("first")
        st.caption(say("pages.people_later"))
        st.form_submit_button("Simpan dan mulai", type="primary", on_click=begin)


def begin() -> None:
    state = st.session_state
    if not start.opens_setup(st.query_params.get("kunci")):
        session.notice("refused", say("issues.setup_closed"))
        return
    password = new_password.chosen("first", state["first-username"], state["first-name"])
    if password is None:
        return
    wanted = [FirstProgramme(rules, state[f"office-{rules.key}"]) for rules in offered() if state[f"programme-{rules.key}"]]
    with session.attempt(then=close) as change:
        set_up(wanted, state["first-username"], state["first-name"], password, change)


def close() -> None:
    start.close_setup()
    new_password.forget("first")
    st.session_state["set_up"] = True


def offered() -> list[Playbook]:
    return [load(text, f"{key}.toml") for key, text in playbooks.texts().items()]


show_setup()
