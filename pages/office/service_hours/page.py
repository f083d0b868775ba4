"""Pengaturan: service hours, closed days, round-the-clock service, how long one's own phone stays signed in."""

import streamlit as st

from data.wording import say
from models.actors import administers
from models.programmes import OWN_DEVICE_DAYS, Office
from pages.office.service_hours.closed_days import show_closed_days
from pages.office.service_hours.hours import show_hours, show_round_the_clock
from pages.office.service_hours.post import show_post
from pages.ui import blocks
from pages.ui.choice import one_programme
from pages.ui.session import attempt, me, signed_in


def show_settings() -> None:
    blocks.title("Pengaturan", "Jam layanan menentukan cara tenggat dihitung.")
    programme = one_programme("hours-programme")
    if programme is None:
        blocks.empty(say("pages.no_role_mine"))
        return
    admin = administers(me())
    left, right = st.columns(2, gap="medium")
    with left:
        show_hours(programme, admin=admin)
        show_round_the_clock(programme, admin=admin)
    with right:
        show_closed_days(programme, admin=admin)
        if admin:
            show_own_devices(programme.office)
            show_post()


def show_own_devices(office: Office) -> None:
    blocks.heading("Ponsel sendiri", f"{office.own_device_days} hari", icon="smartphone")
    with st.form("own-devices"):
        st.number_input("Paling lama tetap masuk (hari; 0 = tidak boleh)", 0, OWN_DEVICE_DAYS, office.own_device_days, key="own-days")
        st.form_submit_button("Simpan batas", on_click=limit_own_devices, args=(office.pk,))


def limit_own_devices(office_id: int) -> None:
    with attempt("Batas tersimpan. Berlaku untuk yang masuk sesudah ini.") as session:
        Office.find(office_id, session).limit_own_devices(int(st.session_state["own-days"]), signed_in(session))


show_settings()
