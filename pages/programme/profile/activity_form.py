"""Mencatat satu kegiatan sosialisasi: kapan, di mana, berapa orang, dengan apa, untuk apa (S-H6, A-H8)."""

from datetime import date
from typing import Any

import streamlit as st

from data.wording import say
from models import places
from models.base import today
from models.content.contents import Content
from models.governance.activities import Activity, ActivityForm
from models.governance.activity_links import contents_to_link, decisions_to_link
from models.planning.campaigns import Campaign
from models.programmes import Programme
from pages.ui.session import attempt, db, me, signed_in

OPEN = "activity-open"
TEXTS = ("title", "venue", "audience", "materials", "outcome")


def is_open() -> bool:
    return OPEN in st.session_state


def open_form(activity_id: int = 0) -> None:
    st.session_state[OPEN] = activity_id


def close_form() -> None:
    st.session_state.pop(OPEN, None)


def show_form(programme: Programme) -> None:
    activity_id = st.session_state[OPEN]
    one = Activity.find(activity_id, me(), db()) if activity_id else None
    key = f"activity-{activity_id}-{programme.pk}"
    left, right = st.columns(2)
    with left:
        st.text_input("Nama kegiatan", one.title if one else "", key=f"{key}-title", max_chars=160)
        st.date_input("Tanggal", one.held_on if one else today(), key=f"{key}-held_on", format="DD/MM/YYYY", max_value="today")
        choose("Bentuk", [str(form) for form in ActivityForm], one.form if one else None, f"{key}-form", "activity_forms")
        st.number_input("Jumlah orang", 1, 1_000_000, one.people if one else 1, key=f"{key}-people")
    with right:
        names = dict(places.known())
        codes = list(names)
        place = codes.index(one.place) if one and one.place in codes else None
        st.selectbox(
            "Kecamatan", codes, index=place, key=f"{key}-place", format_func=lambda code: names[code], placeholder="Pilih kecamatan"
        )
        st.text_input("Tempat", one.venue if one else "", key=f"{key}-venue", max_chars=160)
        st.text_input("Peserta", one.audience if one else "", key=f"{key}-audience", max_chars=160)
        show_campaign(programme, one, key)
    st.text_area("Materi", one.materials if one else "", key=f"{key}-materials", height=80, max_chars=1_000)
    st.text_area("Hasil dan tanggapan", one.outcome if one else "", key=f"{key}-outcome", height=80, max_chars=2_000)
    show_links(programme, one, key)
    with st.container(horizontal=True, gap="small"):
        seen = (one.pk, one.version) if one else (0, None)
        st.button("Simpan kegiatan", key="activity-save", type="primary", on_click=save, args=(programme.pk, key, *seen))
        st.button("Batal", key="activity-cancel", on_click=close_form)


def choose(label: str, options: list[str], chosen: str | None, key: str, table: str) -> None:
    index = options.index(chosen) if chosen in options else 0
    st.selectbox(label, options, index=index, key=key, format_func=lambda one: say(f"{table}.{one}"))


def show_campaign(programme: Programme, one: Activity | None, key: str) -> None:
    found = Campaign.within([programme.pk], date(today().year - 1, 1, 1), today(), db())
    names: dict[int, str] = {0: "Tanpa kampanye"} | {it.pk: it.name for it in found}
    if one and one.campaign:
        names.setdefault(one.campaign.pk, one.campaign.name)
    index = list(names).index(one.campaign_id or 0) if one else 0
    st.selectbox("Kampanye", list(names), index=index, key=f"{key}-campaign", format_func=lambda it: names[it])


def show_links(programme: Programme, one: Activity | None, key: str) -> None:
    """The newest contents that are out, and the newest decisions of meetings; what was chosen before stays on offer."""
    chosen = [it.content_id for it in one.contents] if one else []
    titles = contents_to_link(programme.pk, db()) | Content.titles(set(chosen), db())
    st.multiselect(
        "Konten terkait", list(titles), default=chosen, key=f"{key}-contents", format_func=lambda it: titles[it], placeholder="Pilih konten"
    )
    texts: dict[int, str] = {0: "Tanpa keputusan rapat"} | decisions_to_link(programme.pk, db())
    if one and one.decision:
        texts.setdefault(one.decision.pk, one.decision.text)
    index = list(texts).index(one.decision_id or 0) if one else 0
    st.selectbox("Keputusan rapat terkait", list(texts), index=index, key=f"{key}-decision", format_func=lambda it: texts[it])


def save(programme_id: int, key: str, activity_id: int, seen: int | None) -> None:
    state = st.session_state
    told: dict[str, Any] = {name: state.get(f"{key}-{name}") or "" for name in TEXTS}
    told |= {name: state.get(f"{key}-{name}") for name in ("held_on", "form", "place", "people")}
    told |= {f"{name}_id": state.get(f"{key}-{name}") or None for name in ("campaign", "decision")}
    contents = state.get(f"{key}-contents") or []
    with attempt(say("programme.activity_saved"), then=close_form) as session:
        by = signed_in(session)
        if activity_id:
            Activity.current(activity_id, seen, by, session).revise(by, told, contents)
        else:
            Activity.record(Programme.find(programme_id, session), by, session, told, contents)
