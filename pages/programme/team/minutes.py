"""Bagian Notulen: rapat di luar evaluasi juga dicatat, dan setiap notulen menunjuk apa yang diputuskannya."""

import streamlit as st

from data.wording import say
from models.base import today
from models.governance.minutes import Minutes, MinutesState
from models.governance.recording import LENGTHS, writes
from models.programmes import Programme
from pages.documents import minutes as printed
from pages.ui import attendance, blocks, choice, formats, minutes_links, minutes_sheet
from pages.ui.session import attempt, db, me, signed_in

OPENED = "minutes-open"


def show_minutes(programme: Programme) -> None:
    """One open, or all of the programme."""
    if minutes_id := choice.opened(OPENED, "notulen", programme):
        show_opened(minutes_id)
        return
    st.caption(say("minutes.help"))
    if writes(programme, me()):
        with st.expander("Notulen baru", icon=":material/add:", key="minutes-new"), st.form("minutes-begin", border=False):
            st.text_input("Judul rapat", key="minutes-begin-title", max_chars=LENGTHS["title"])
            st.date_input("Tanggal", value=today(), key="minutes-begin-day", format="DD/MM/YYYY")
            st.form_submit_button("Buka notulen", on_click=begin, args=(programme.pk,))
    found = Minutes.of_programme(programme, me(), db())
    if not found:
        blocks.empty(say("minutes.none"))
    for one in found:
        meta = say("minutes.meta", day=formats.day(one.held_on), present=len(one.present), decisions=len(one.standing))
        with blocks.row_of(one.title, meta, look(one)):
            st.button("Buka", key=f"minutes-open-{one.pk}", on_click=look_at, args=(one.pk,))


def show_opened(minutes_id: int) -> None:
    one = Minutes.find(minutes_id, [programme.pk for programme in minutes_links.readable()], db())
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button("Semua notulen", key="minutes-back", icon=":material/arrow_back:", type="tertiary", on_click=leave)
        st.download_button(
            "Cetak", printed.offered(one.pk), printed.file_name(one), "application/pdf", key="minutes-print", icon=":material/print:",
            on_click="ignore",
        )  # fmt: skip
    writing = not one.objections_to_writing(me())
    st.markdown(f"{look(one).markdown} **{blocks.plain(one.title)}**")
    left, right = st.columns(2, gap="medium")
    with left:
        if writing:
            minutes_sheet.show_form(one)
        else:
            minutes_sheet.show_facts(one)
        minutes_sheet.show_files(one, writes=writing)
    with right:
        attendance.show_attendance(one, one.programme, writes=writing)
        show_decisions(one, writing=writing)
        minutes_links.show_links(one, me())
        if writing:
            show_concluding(one)


def show_decisions(one: Minutes, *, writing: bool) -> None:
    blocks.heading("Keputusan", len(one.standing), icon="gavel")
    if not one.standing:
        blocks.empty(say("evaluation.no_decisions"))
    for place, decision in enumerate(one.standing, start=1):
        with st.container(border=True, horizontal=True, vertical_alignment="center", wrap=False):
            st.markdown(f"**{place}.** {blocks.plain(decision.text)}", width="stretch")
            if writing:
                key = f"minutes-out-{decision.pk}"
                st.button("Hapus", key=key, type="tertiary", icon=":material/close:", on_click=take_out, args=(one.pk, decision.pk))
    if writing:
        st.text_area("Keputusan baru", key=f"minutes-decision-{one.pk}", max_chars=LENGTHS["text"], height=80)
        st.button("Catat keputusan", key=f"minutes-decide-{one.pk}", icon=":material/add:", on_click=decide, args=(one.pk,))


def show_concluding(one: Minutes) -> None:
    if issues := one.objections_to_concluding(me()):
        blocks.issues_list(issues)
    else:
        blocks.confirm(say("minutes.ask_conclude"), "Tetapkan notulen", conclude, one.pk, one.version, key="minutes-conclude", icon="lock")


def look(one: Minutes) -> blocks.Look:
    final = one.state is MinutesState.FINAL
    return blocks.Look("Ditetapkan", "green", "lock") if final else blocks.Look("Konsep", "gray", "edit_note")


def begin(programme_id: int) -> None:
    state = st.session_state
    with attempt(say("minutes.begun")) as session:
        programme = Programme.find(programme_id, session)
        title, day = state.get("minutes-begin-title") or "", state.get("minutes-begin-day") or today()
        state[OPENED] = Minutes.begin(programme, title, day, signed_in(session), session, programme).pk


def decide(minutes_id: int) -> None:
    key = f"minutes-decision-{minutes_id}"

    def cleared() -> None:
        st.session_state[key] = ""

    with attempt(say("evaluation.decision_saved"), then=cleared) as session:
        by = signed_in(session)
        Minutes.current(minutes_id, None, by.teams, session).decide(st.session_state.get(key) or "", by)


def take_out(minutes_id: int, decision_id: int) -> None:
    with attempt() as session:
        by = signed_in(session)
        Minutes.current(minutes_id, None, by.teams, session).take_out(decision_id, by)


def conclude(minutes_id: int, seen: int) -> None:
    with attempt(say("minutes.concluded")) as session:
        by = signed_in(session)
        Minutes.current(minutes_id, seen, by.teams, session).conclude(by)


def look_at(minutes_id: int) -> None:
    st.session_state[OPENED] = minutes_id


def leave() -> None:
    st.session_state.pop(OPENED, None)
