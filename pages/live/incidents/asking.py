"""Membuka, menutup, dan membuka kembali sebuah kejadian."""

from datetime import datetime

import streamlit as st

from data.wording import say
from models import places
from models.actors import Actor
from models.base import LOCAL, now
from models.content.incidents import Incident, hazards
from models.programmes import Programme
from pages.ui import blocks
from pages.ui.session import attempt, signed_in

HERE = "live/incidents/page.py"
GOING = "incident-going"


def go_on() -> None:
    """The one just begun opens."""
    if (begun := st.session_state.pop(GOING, None)) is not None:
        st.switch_page(HERE, query_params={"id": str(begun)})


def show_begin(offered: list[Programme]) -> None:
    if not offered:
        return
    with st.expander("Buka kejadian baru", icon=":material/add:", key="incident-new"):
        by_id = {one.pk: one for one in offered}
        chosen = by_id[offered[0].pk]
        if len(offered) > 1:
            chosen = by_id[st.selectbox("Program", list(by_id), key="incident-programme", format_func=lambda one: by_id[one].name)]
        st.text_input("Nama kejadian", key="incident-title", max_chars=120, placeholder=say("incidents.title_example"))
        if known := hazards(chosen.rules):
            st.selectbox(
                "Jenis bahaya (boleh kosong)", list(known), index=None, key=f"incident-hazard-{chosen.pk}", placeholder="Pilih bahaya",
                format_func=lambda one: known.get(one, one),
            )  # fmt: skip
        st.multiselect(
            "Kecamatan", list(places.known()), key="incident-places", format_func=lambda one: places.known().get(one, one),
            placeholder="Pilih kecamatan",
        )  # fmt: skip
        st.datetime_input("Mulai (WIB)", local_now(), key="incident-started", step=60, format="DD/MM/YYYY")
        st.button("Buka kejadian", type="primary", key="incident-begin", icon=":material/crisis_alert:", on_click=begin, args=(chosen.pk,))


def begin(programme_id: int) -> None:
    state, begun = st.session_state, list[int]()

    def go() -> None:
        state[GOING] = begun[0]

    with attempt("Kejadian dibuka.", then=go) as session:
        incident = Incident.begin(
            Programme.find(programme_id, session), state.get("incident-title") or "", signed_in(session), session,
            started_at=moment("incident-started"), hazard=state.get(f"incident-hazard-{programme_id}") or "",
            where=state.get("incident-places") or [],
        )  # fmt: skip
        begun.append(incident.pk)


def show_closing(incident: Incident, actor: Actor) -> None:
    if not incident.objections_to_changing(actor):
        with st.popover("Tutup kejadian", icon=":material/check_circle:", key="incident-close-ask"):
            st.caption(say("incidents.close_help"))
            st.text_area("Ringkasan", key="incident-summary", height=140, max_chars=4000, placeholder=say("incidents.summary_example"))
            st.datetime_input("Berakhir (WIB)", local_now(), key="incident-ended", step=60, format="DD/MM/YYYY")
            st.button("Tutup kejadian ini", type="primary", key="incident-close", on_click=close, args=(incident.pk, incident.version))
    elif incident.closed_at is not None and incident.programme_id in actor.teams:
        question = say("incidents.reopen_question")
        blocks.confirm(question, "Buka kembali", reopen, incident.pk, incident.version, key="incident-reopen", icon="undo")


def close(incident_id: int, seen: int) -> None:
    with attempt("Kejadian ditutup.") as session:
        by = signed_in(session)
        summary = st.session_state.get("incident-summary") or ""
        Incident.current(incident_id, seen, by, session).close(by, summary, moment("incident-ended"))


def reopen(incident_id: int, seen: int) -> None:
    with attempt("Kejadian dibuka kembali.") as session:
        by = signed_in(session)
        Incident.current(incident_id, seen, by, session).reopen(by)


def moment(key: str) -> datetime:
    """As typed, in WIB; a cleared field means now."""
    typed = st.session_state.get(key)
    return typed.replace(tzinfo=LOCAL) if isinstance(typed, datetime) else now()


def local_now() -> datetime:
    return now().astimezone(LOCAL).replace(tzinfo=None, second=0, microsecond=0)
