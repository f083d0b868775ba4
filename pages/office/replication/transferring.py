"""Tab Serahkan program: seluruh program dengan arsipnya berpindah ke kantor penerus, diusulkan satu pihak dan diterima pihak lain."""

from datetime import date

import streamlit as st

from data import files
from data.wording import say
from models.actors import administers
from models.base import today
from models.people import Person
from models.programmes import Office, Programme
from models.replication.transferring import LENGTHS, members_of
from models.replication.transfers import OPEN, Transfer, TransferState
from pages.documents import transfer as printed
from pages.office.replication import answering, copying
from pages.ui import blocks, formats, uploads
from pages.ui.session import attempt, db, me, signed_in, telling

NEW = 0
SHEETS = (*OPEN, TransferState.ACCEPTED)  # what came to nothing has nothing to sign
LOOKS = {
    "proposed": blocks.Look("Menunggu penerima", "orange", "hourglass_top"),
    "agreed": blocks.Look("Menunggu tanggal berlaku", "violet", "event_upcoming"),
    "accepted": blocks.Look("Sudah berpindah", "green", "check_circle"),
    "declined": blocks.Look("Ditolak", "red", "block"),
    "withdrawn": blocks.Look("Ditarik", "gray", "undo"),
}


def show_transfers(programme: Programme) -> None:
    st.caption(say("transfers.help"))
    waiting = Transfer.waiting(me(), db())
    for one in waiting:
        answering.show_answering(one)
    blocks.heading(say("transfers.heading"), icon="domain")
    st.markdown(f"**{blocks.plain(programme.name)}**: {blocks.plain(programme.office.name)}")
    found = Transfer.of(programme.pk, me(), db())
    names = Person.names({reader for one in found for reader in one.readers}, db())
    for one in found:
        show_one(one, names)
    if not found:
        blocks.empty(say("transfers.none"))
    if not Transfer.objections_to_proposing(programme, me()) and not any(one.state in OPEN for one in found):
        show_form(programme)


def show_one(one: Transfer, names: dict[int, str]) -> None:
    with st.container(border=True, gap="xsmall", key=f"transfer-{one.pk}"):
        between = blocks.plain(say("transfers.from_to", giver=one.source.name, receiver=one.target.name))
        st.markdown(f"{LOOKS[one.state.value].markdown} **{between}**")
        st.caption(blocks.plain(answering.words_of(one)))
        if one.reason:
            st.text(one.reason)
        if one.state is TransferState.AGREED:
            who, at = one.answered_by.name if one.answered_by else "", formats.moment(one.answered_at or one.proposed_at)
            st.caption(blocks.plain(say("transfers.agreed", who=who, at=at, day=formats.day(one.effective_on))))
        if one.readers:
            readers, until = formats.listing(names.get(key, "") for key in one.readers), formats.day(one.read_until or one.effective_on)
            st.caption(blocks.plain(say("transfers.readers", names=readers, until=until)))
        if one.state is TransferState.ACCEPTED:
            st.caption(blocks.plain(say("transfers.counted", counts=printed.counts(one))))
        with st.container(horizontal=True, gap="small"):
            if one.state in SHEETS:
                st.download_button(
                    "Berita acara (PDF)", key=f"transfer-print-{one.pk}", icon=":material/print:", data=printed.offered(one.pk),
                    file_name=printed.file_name(one), mime="application/pdf", on_click="ignore",
                )  # fmt: skip
            if one.sha256:
                st.link_button("Lembar bertanda tangan", uploads.address(one.sha256), icon=":material/verified:")
            if one.state in OPEN and not Transfer.objections_to_proposing(one.programme, me()):
                st.button(
                    "Tarik usulan" if one.state is TransferState.PROPOSED else "Tarik penyerahan",
                    key=f"transfer-withdraw-{one.pk}",
                    icon=":material/undo:",
                    on_click=withdraw,
                    args=(one.pk, one.version),
                )
        if one.sha256 is None and one.state in SHEETS:
            show_signing(one)
        if one.state is TransferState.ACCEPTED:
            copying.show_copy(one)


def show_signing(one: Transfer) -> None:
    if Transfer.objections_to_proposing(one.programme, me()):
        return
    with st.popover("Unggah lembar bertanda tangan", icon=":material/upload_file:", key=f"transfer-sign-ask-{one.pk}"):
        st.file_uploader("PDF atau foto", key=f"transfer-file-{one.pk}")
        st.button("Simpan lembar", key=f"transfer-sign-{one.pk}", type="primary", on_click=sign, args=(one.pk, one.version))


def show_form(programme: Programme) -> None:
    with st.expander("Usulkan penyerahan", icon=":material/swap_horiz:", key="transfer-form"):
        offices = {one.pk: one.name for one in Office.all(db()) if one.pk != programme.office_id}
        if administers(me()):
            offices |= {NEW: "Kantor baru"}
        if not offices:
            blocks.empty(say("transfers.no_office"))
            return
        chosen = st.selectbox("Kantor penerus", list(offices), key="transfer-to", format_func=lambda one: offices.get(one, ""))
        if chosen == NEW:
            st.text_input("Nama kantor", key="transfer-office", max_chars=120)
            st.text_input("Nama singkat kantor", key="transfer-office-short", max_chars=40)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("Nomor berita acara", key="transfer-number", max_chars=LENGTHS["number"])
            st.date_input("Tanggal berita acara", value=today(), key="transfer-dated", format="DD/MM/YYYY")
            st.date_input("Berlaku mulai", value=today(), key="transfer-effective", format="DD/MM/YYYY")
        st.text_input("Dasar (peraturan atau keputusan)", key="transfer-basis", max_chars=LENGTHS["basis"])
        people = members_of(programme, db())
        st.multiselect(
            "Yang tetap dapat melihat dari kantor lama", list(people), key="transfer-readers", placeholder="Pilih orang",
            help=say("transfers.readers_help"), format_func=lambda one: people.get(one, ""),
        )  # fmt: skip
        st.date_input("Melihat sampai", value=date(today().year + 1, 12, 31), key="transfer-until", format="DD/MM/YYYY")
        st.button("Usulkan", key="transfer-propose", type="primary", icon=":material/send:", on_click=propose, args=(programme.pk,))


def propose(programme_id: int) -> None:
    state = st.session_state
    with attempt(say("transfers.proposed")) as session:
        by = signed_in(session)
        chosen = state.get("transfer-to") or NEW
        name = state.get("transfer-office") or ""
        office = Office.find(chosen, session) if chosen else Office.found(name, state.get("transfer-office-short") or name, by, session)
        session.flush()
        Transfer.propose(
            Programme.find(programme_id, session), office, by, session, number=state.get("transfer-number") or "",
            dated_on=state.get("transfer-dated") or today(), effective_on=state.get("transfer-effective") or today(),
            basis=state.get("transfer-basis") or "", readers=state.get("transfer-readers") or (), read_until=state.get("transfer-until"),
        )  # fmt: skip


def withdraw(transfer_id: int, seen: int) -> None:
    with attempt(say("transfers.withdrawn")) as session:
        by = signed_in(session)
        Transfer.current(transfer_id, seen, by, session).withdraw(by)


def sign(transfer_id: int, seen: int) -> None:
    """Kept first; what isn't a picture or PDF is said and nothing is written."""
    upload = st.session_state.get(f"transfer-file-{transfer_id}")
    with telling():
        stored = files.keep(upload.getvalue()) if upload else None
        with attempt(say("transfers.signed")) as session:
            by = signed_in(session)
            file = (stored.sha256, upload.name, stored.type) if upload and stored else ("", "", "")
            Transfer.current(transfer_id, seen, by, session).sign(by, file)
