"""Days on which nobody serves: what the national calendar says, and what the office adds."""

import streamlit as st

from data.wording import say
from models.base import today
from models.programmes import Programme
from models.public.closed_days import ClosedDay, DayKind, national_days
from pages.office.settings.yearly_list import show_yearly_list
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, signed_in


def show_closed_days(programme: Programme, *, admin: bool) -> None:
    year = today().year
    own = ClosedDay.added(programme.pk, (year, year + 1), db())
    blocks.heading("Hari libur", year, icon="event_busy")
    coming = {day: name for day, (name, _) in national_days(year).items() if day >= today()}
    with st.expander(f"Libur nasional dan cuti bersama yang akan datang ({len(coming)})", type="compact"):
        for day, name in coming.items():
            st.caption(f"{formats.full_day(day)}: {blocks.plain(name)}")
    for one in own:
        basis = f" · {one.source}" if one.source else ""
        with blocks.row_of(one.name, f"{formats.full_day(one.day)} · {say(f'closed_days.{one.kind}')}{basis}"):
            if admin:
                st.button("Hapus", key=f"closed-{one.id}", on_click=remove_day, args=(one.pk,))
    if not own:
        blocks.empty(say("pages.no_closed_day"))
    if admin:
        with st.expander("Tambah hari", icon=":material/add:", key="closed-form"):
            show_day_form(programme)
        show_yearly_list(programme)


def show_day_form(programme: Programme) -> None:
    kinds = {kind: say(f"closed_days.{kind}") for kind in DayKind}
    with st.form("closed", border=False):
        st.date_input("Tanggal", value=today(), key="closed-day", format="DD/MM/YYYY")
        st.text_input("Nama hari", key="closed-name", max_chars=120)
        st.selectbox("Jenis", list(kinds), index=2, key="closed-kind", format_func=lambda kind: kinds[kind])
        st.text_input("Dasar, misalnya nomor surat edaran (boleh kosong)", key="closed-source", max_chars=120)
        st.form_submit_button("Tambah hari", on_click=add_day, args=(programme.pk,))


def add_day(programme_id: int) -> None:
    state = st.session_state
    with attempt("Hari ditambahkan.") as session:
        programme, kind = Programme.find(programme_id, session), DayKind(state["closed-kind"])
        ClosedDay.add(programme, state["closed-day"], state["closed-name"], kind, signed_in(session), session, state["closed-source"])


def remove_day(closed_day_id: int) -> None:
    with attempt("Hari dihapus.") as session:
        ClosedDay.find(closed_day_id, session).remove(signed_in(session))
