"""Daftar tahunan: hari libur dan cuti bersama menurut keputusan bersama, disalin apa adanya lalu dibandingkan."""

import streamlit as st

from data.wording import say
from models.errors import NotReady
from models.planning import yearly_days
from models.planning.yearly_days import Comparison
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, signed_in

TEXT, SOURCE, COMPLETE = "yearly-text", "yearly-source", "yearly-complete"


def show_yearly_list(programme: Programme) -> None:
    with st.expander("Salin daftar setahun", icon=":material/playlist_add:", key="yearly-list"):
        st.caption(say("yearly_days.help"))
        text = st.text_area("Satu hari per baris", key=TEXT, placeholder=say("yearly_days.example"), height=160)
        st.text_input("Dasar, misalnya nomor keputusan bersama", key=SOURCE, max_chars=120)
        st.checkbox("Daftar ini lengkap: hari yang tidak disebut berarti tetap masuk", key=COMPLETE)
        if not text.strip():
            return
        try:
            found = yearly_days.compare(programme, yearly_days.read(text), db())
        except NotReady as unreadable:
            blocks.issues_list(unreadable.issues)
            return
        show_comparison(found)
        st.button("Terapkan daftar", type="primary", key="yearly-apply", on_click=take_over, args=(programme.pk,))


def show_comparison(found: Comparison) -> None:
    parts = {"Ditambahkan": found.new, "Sudah ada": found.known}
    if st.session_state.get(COMPLETE):
        parts["Menjadi tetap masuk"] = found.unlisted
    for label, days in parts.items():
        st.markdown(f"**{label} ({len(days)})**")
        for one in days:
            st.caption(f"{formats.full_day(one.day)}: {blocks.plain(one.name)} · {say(f'closed_days.{one.kind}')}")


def take_over(programme_id: int) -> None:
    typed = st.session_state
    with attempt("Daftar diterapkan.", then=forget) as session:
        yearly_days.take_over(
            Programme.find(programme_id, session), typed.get(TEXT, ""), signed_in(session), session, source=typed.get(SOURCE, ""),
            complete=bool(typed.get(COMPLETE)),
        )  # fmt: skip


def forget() -> None:
    for name in (TEXT, SOURCE, COMPLETE):
        st.session_state.pop(name, None)
