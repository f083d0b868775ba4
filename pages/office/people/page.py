"""Pengguna: who is here, who wears which hat, and until when."""

import streamlit as st

from models.actors import administers
from models.errors import NotFound
from models.people import Person
from pages.office.people.listing import show_listing
from pages.office.people.person import show_person
from pages.ui.session import db, me


def show_people() -> None:
    actor = me()
    if not actor.hats:
        raise NotFound
    chosen = st.query_params.get("id", "")
    if administers(actor) and chosen.isdecimal():
        show_person(Person.find(int(chosen), db()))
    else:
        show_listing(admin=administers(actor))


show_people()
