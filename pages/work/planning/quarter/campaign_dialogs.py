"""Dialog kampanye: membuka, mengubah, dan membatalkan dengan alasan."""

from datetime import date
from typing import Any

import streamlit as st

from data.wording import say
from models.base import today
from models.planning.campaigns import LENGTHS, Campaign
from models.planning.quarters import Quarter
from models.programmes import Programme
from pages.ui import blocks
from pages.ui.dialogs import closing, dialog, leave_when_done
from pages.ui.session import attempt, db, show_notices, signed_in, view

LABELS = {"name": "Nama kampanye", "aim": "Tujuan", "target_group": "Kelompok sasaran"}


@dialog("Kampanye", icon=":material/campaign:", width="medium", on_dismiss=closing)
def ask_campaign(number: int, programme_id: int, quarter: str) -> None:
    leave_when_done(number)
    with view():
        show_notices(in_dialog=True)
        one = Campaign.find(-number, db()) if number else None
        wanted = Quarter.read(quarter)
        assert wanted is not None
        days = {"starts_on": max(wanted.starts_on, min(today(), wanted.ends_on)), "ends_on": wanted.ends_on}
        for field, label in LABELS.items():
            show_words(field, label, f"campaign-{field}-{number}", getattr(one, field) if one else "", programme_id)
        with st.container(horizontal=True):
            for field, label in (("starts_on", "Mulai"), ("ends_on", "Selesai")):
                value = getattr(one, field) if one else days[field]
                st.date_input(label, value=value, key=f"campaign-{field}-{number}", format="DD/MM/YYYY", width=180)
        st.checkbox("Kampanye besar", value=one.big if one else False, key=f"campaign-big-{number}", help=say("quarter_plan.big_help"))
        with st.container(horizontal=True, horizontal_alignment="right"):
            st.button("Tutup", key="campaign-leave", on_click=closing)
            st.button("Simpan", type="primary", key="campaign-save", on_click=save, args=(number, programme_id, one.version if one else 0))


def show_words(field: str, label: str, key: str, value: str, programme_id: int) -> None:
    """A target group of the playbook, or one's own words; the rest is typed."""
    if field != "target_group":
        draw = st.text_area if field == "aim" else st.text_input
        draw(label, value=value, key=key, max_chars=LENGTHS[field])
        return
    groups = list(dict.fromkeys([*Programme.find(programme_id, db()).rules.target_groups.values(), *([value] if value else [])]))
    st.selectbox(
        label, groups, index=groups.index(value) if value else None, key=key, accept_new_options=True,
        placeholder="Pilih satu, atau tulis sendiri",
    )  # fmt: skip


@dialog("Batalkan kampanye", icon=":material/cancel:", on_dismiss=closing)
def ask_reason(number: int) -> None:
    leave_when_done(number)
    with view():
        show_notices(in_dialog=True)
        one = Campaign.find(-number, db())
        st.markdown(f"**{blocks.plain(one.name)}**")
        st.text_area("Alasan", key=f"campaign-reason-{number}", height=110)
        with st.container(horizontal=True, horizontal_alignment="right"):
            st.button("Tutup", key="campaign-leave", on_click=closing)
            st.button(
                "Batalkan kampanye", type="primary", key="campaign-cancel", on_click=cancel, args=(number, one.programme_id, one.version)
            )


def save(number: int, programme_id: int, seen: int) -> None:
    given = typed(number)
    with attempt("Kampanye tersimpan.", then=closing) as session:
        by, programme = signed_in(session), Programme.find(programme_id, session)
        if number:
            Campaign.current(-number, seen, session).revise(programme, by, given)
        else:
            Campaign.open(programme, by=by, session=session, **given)


def cancel(number: int, programme_id: int, seen: int) -> None:
    with attempt("Kampanye dibatalkan.", then=closing) as session:
        reason = st.session_state.get(f"campaign-reason-{number}") or ""
        Campaign.current(-number, seen, session).cancel(Programme.find(programme_id, session), signed_in(session), reason)


def typed(number: int) -> dict[str, Any]:
    """What the dialog holds; a date that was cleared stays today's."""
    given = {field: st.session_state.get(f"campaign-{field}-{number}") or "" for field in LABELS}
    days: dict[str, date] = {field: st.session_state.get(f"campaign-{field}-{number}") or today() for field in ("starts_on", "ends_on")}
    return {**given, **days, "big": bool(st.session_state.get(f"campaign-big-{number}"))}
