"""Tab Rekam replikasi: ke siapa cara kerja ini diteruskan, versi berapa, dan apa yang ditemukan saat dikunjungi."""

import streamlit as st

from data.wording import say
from models.base import today
from models.programmes import Programme
from models.replication.records import LENGTHS, ReplicationRecord
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, me, signed_in


def show_records(programme: Programme) -> None:
    st.caption(say("replication_records.help"))
    may = not ReplicationRecord.objections(programme, me())
    found = ReplicationRecord.of(programme.pk, me(), db())
    inside = {one.pk: one.name for one in Programme.all(db())}
    blocks.heading("Rekam replikasi", len(found), icon="list_alt")
    if not found:
        blocks.empty(say("replication_records.none"))
    for one in found:
        show_one(one, programme, inside.get(one.inside_id or 0, ""), may)
    if may:
        show_form(programme)


def show_one(one: ReplicationRecord, programme: Programme, inside: str, may: bool) -> None:
    with st.container(border=True, gap="xsmall", key=f"record-{one.pk}"):
        look = blocks.Look("Di luar aplikasi ini", "gray", "public")
        if inside:
            look = blocks.Look(f"Di aplikasi ini: {inside}", "green", "hub")
        st.markdown(f"{look.markdown} **{blocks.plain(one.receiver)}**")
        meta = say("replication_records.meta", day=formats.day(one.happened_on), playbook=one.playbook)
        st.caption(blocks.plain(" · ".join(filter(None, (meta, one.contact, one.digest and f"sidik {one.digest[:16]}")))))
        if one.note:
            st.text(one.note)
        for visit in one.visits:
            following = say("replication_records.next", day=formats.day(visit.next_on)) if visit.next_on else ""
            st.markdown(f":material/travel_explore: **{formats.day(visit.held_on)}** :small[:gray[{following}]]")
            st.text(visit.note)
        if may:
            show_visiting(one, programme)


def show_visiting(one: ReplicationRecord, programme: Programme) -> None:
    turn = len(one.visits)
    with st.popover("Catat kunjungan", icon=":material/travel_explore:", key=f"visit-ask-{one.pk}-{turn}"):
        st.date_input("Tanggal", value=today(), max_value=today(), key=f"visit-day-{one.pk}-{turn}", format="DD/MM/YYYY")
        st.text_area("Yang ditemukan dan disepakati", key=f"visit-note-{one.pk}-{turn}", max_chars=LENGTHS["note"], height=110)
        st.date_input("Kunjungan berikutnya (boleh kosong)", value=None, key=f"visit-next-{one.pk}-{turn}", format="DD/MM/YYYY")
        st.button("Simpan kunjungan", key=f"visit-{one.pk}", type="primary", on_click=visit, args=(programme.pk, one.pk, turn))


def show_form(programme: Programme) -> None:
    turn = st.session_state.get("record-round", 0)
    newest = programme.playbook.number if programme.playbook else 1
    with st.expander("Catat replikasi di luar aplikasi ini", icon=":material/add:", key=f"record-form-{turn}"):
        st.text_input("Kantor atau kecamatan penerima", key=f"record-receiver-{turn}", max_chars=LENGTHS["receiver"])
        st.text_input(
            "Jabatan yang dapat dihubungi (boleh kosong)", key=f"record-contact-{turn}", max_chars=LENGTHS["contact"],
            placeholder="Sekretaris kecamatan", help=say("replication_records.contact_help"),
        )  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.date_input("Tanggal", value=today(), max_value=today(), key=f"record-day-{turn}", format="DD/MM/YYYY")
            st.number_input("Versi pedoman", 1, newest, newest, key=f"record-version-{turn}")
        st.text_area("Catatan (boleh kosong)", key=f"record-note-{turn}", max_chars=LENGTHS["note"], height=90)
        st.button("Catat", key="record-add", type="primary", icon=":material/add:", on_click=add, args=(programme.pk, turn))


def add(programme_id: int, turn: int) -> None:
    state = st.session_state

    def anew() -> None:
        state["record-round"] = turn + 1

    with attempt(say("replication_records.added"), then=anew) as session:
        by = signed_in(session)
        ReplicationRecord.add(
            Programme.find(programme_id, session), state.get(f"record-receiver-{turn}") or "", state.get(f"record-day-{turn}") or today(),
            int(state.get(f"record-version-{turn}") or 0), by, session, contact=state.get(f"record-contact-{turn}") or "",
            note=state.get(f"record-note-{turn}") or "",
        )  # fmt: skip


def visit(programme_id: int, record_id: int, turn: int) -> None:
    state, place = st.session_state, f"{record_id}-{turn}"
    with attempt(say("replication_records.visited")) as session:
        by = signed_in(session)
        one = ReplicationRecord.find(record_id, by, session)
        held_on, note = state.get(f"visit-day-{place}") or today(), state.get(f"visit-note-{place}") or ""
        one.visit(Programme.find(programme_id, session), held_on, note, by, state.get(f"visit-next-{place}"))
