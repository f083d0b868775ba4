"""Kejadian: satu peristiwa, semua yang dikatakan tentangnya dalam satu rangkaian."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.incidents import Incident
from models.errors import NotFound
from models.programmes import Programme
from pages.documents import blank_form
from pages.live.incidents import asking, facts, telling
from pages.ui import blocks, formats
from pages.ui.session import db, me, programme_choice, programmes

HERE = "live/incidents/page.py"
PLACE = "incidents-before"


def show_incidents() -> None:
    actor, asked = me(), st.query_params.get("id", "").strip()
    if asked:
        if not asked.isascii() or not asked.isdecimal() or len(asked) > 15:
            raise NotFound
        telling.show_incident(Incident.find(int(asked), actor, db()), actor)
        return
    blocks.title("Kejadian", say("incidents.help"))
    asking.go_on()
    ours = [one for one in programmes() if programme_choice() in (None, one.id)]
    asking.show_begin([one for one in ours if not Incident.objections_to_beginning(one, actor)])
    show_open(actor)
    facts.show_facts([one for one in ours if one.pk in actor.teams or actor.sees_all], actor)
    show_closed(actor)
    show_forms([one for one in ours if one.pk in actor.teams])


def show_open(actor: Actor) -> None:
    rows = Incident.listed(actor, db(), programme_choice(), size=50)
    with st.container(gap="xsmall"):
        blocks.heading("Berlangsung", len(rows), icon="crisis_alert", color="red" if rows else "gray")
        if not rows:
            blocks.empty(say("incidents.nothing_open"))
        for one in rows[:50]:
            show_row(one)


def show_closed(actor: Actor) -> None:
    before = st.session_state.get(PLACE)
    rows = Incident.listed(actor, db(), programme_choice(), closed=True, before=before, size=10)
    if not rows and before is None:
        return
    with st.container(gap="xsmall"):
        blocks.heading("Sudah ditutup", icon="inventory_2")
        for one in rows[:10]:
            show_row(one)
        with st.container(horizontal=True, gap="small"):
            if before is not None:
                st.button("Terbaru", key="incidents-first", on_click=turn, args=(None,))
            if len(rows) > 10:
                st.button("Berikutnya", key="incidents-next", on_click=turn, args=(rows[9].pk,))


def show_row(one: Incident) -> None:
    where = ", ".join(one.where)
    parts = (one.programme.name, where, f"mulai {formats.short_moment(one.started_at)}", f"{len(one.standing_links)} bagian")
    about = " · ".join(filter(None, parts))
    look = blocks.Look("Ditutup", "gray", "check_circle") if one.closed_at else blocks.Look("Berlangsung", "red", "crisis_alert")
    with blocks.row_of(one.title, about, look):
        st.page_link(HERE, label="Buka", icon=":material/arrow_forward:", query_params={"id": str(one.pk)})


def show_forms(ours: list[Programme]) -> None:
    """To be printed and kept before it is needed."""
    with st.container(gap="xsmall"):
        blocks.heading("Bila listrik padam", icon="power_off")
        st.caption(say("incidents.form_help"))
        for one in ours:
            st.download_button(
                f"Formulir kosong {one.name}", blank_form.offered(one.pk), blank_form.file_name(one), "application/pdf",
                key=f"form-{one.pk}", icon=":material/print:", on_click="ignore",
            )  # fmt: skip


def turn(before: int | None) -> None:
    st.session_state[PLACE] = before


show_incidents()
