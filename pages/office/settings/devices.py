"""What holds for every device: how long one's own phone stays signed in, the public address, and e-mails that no server took."""

import streamlit as st

from models.actors import Actor
from models.programmes import OWN_DEVICE_DAYS, Office, Programme
from pages.office.settings.post import show_post
from pages.office.settings.public_address import show_address
from pages.ui import blocks
from pages.ui.session import attempt, signed_in


def show_devices(programme: Programme, _: Actor) -> None:
    office = programme.office
    blocks.heading("Ponsel sendiri", f"{office.own_device_days} hari", icon="smartphone")
    with st.form("own-devices"):
        st.number_input("Paling lama tetap masuk (hari; 0 = tidak boleh)", 0, OWN_DEVICE_DAYS, office.own_device_days, key="own-days")
        st.form_submit_button("Simpan batas", on_click=limit_own_devices, args=(office.pk,))
    show_address()
    show_post()


def limit_own_devices(office_id: int) -> None:
    with attempt("Batas tersimpan. Berlaku untuk yang masuk sesudah ini.") as session:
        Office.find(office_id, session).limit_own_devices(int(st.session_state["own-days"]), signed_in(session))
