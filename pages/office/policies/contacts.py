"""Tab Kontak: whom people may call, whom we ask to verify, and who tried the number when."""

import streamlit as st

from data.wording import say
from models.actors import READ_ONLY, administers
from models.base import today
from models.governance.contact_kinds import ContactKind, ContactState, ContactUse
from models.governance.contacts import Contact
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, me, signed_in

LOOKS: dict[ContactState, tuple[blocks.Color, str]] = {
    ContactState.VERIFIED: ("green", "verified"),
    ContactState.RETEST: ("orange", "phone_callback"),
    ContactState.INACTIVE: ("gray", "block"),
}


def show_contacts(programme: Programme) -> None:
    st.caption("Kontak publik boleh dicantumkan pada konten; kontak verifikasi hanya dipakai di dalam.")
    admin, tests = administers(me()), programme.pk in {hat.programme_id for hat in me().hats if hat.role not in READ_ONLY}
    if admin:
        with st.expander("Tambah kontak", icon=":material/add:", key="contact-form"):
            show_form(programme)
    with_inactive = st.toggle("Tampilkan yang tidak aktif", key="contacts-inactive")
    found = Contact.directory(me(), programme.pk, db(), include_inactive=with_inactive)
    for use in ContactUse:
        show_group(say(f"contact_uses.{use}"), [one for one in found if one.use is use], programme, admin=admin, tests=tests)


def show_group(label: str, contacts: list[Contact], programme: Programme, *, admin: bool, tests: bool) -> None:
    blocks.heading(label, len(contacts), icon="contacts")
    if not contacts:
        blocks.empty(say("pages.no_contact"))
    for one in contacts:
        show_contact(one, programme.rules.contact_fresh_days, admin=admin, tests=tests)


def show_contact(one: Contact, fresh_days: int, *, admin: bool, tests: bool) -> None:
    state = one.state(fresh_days)
    color, icon = LOOKS[state]
    meta = " · ".join(part for part in (say(f"contact_kinds.{one.kind}"), one.number, one.organisation, tested(one)) if part)
    with blocks.row_of(one.label, meta, blocks.Look(say(f"contact_states.{state}"), color, icon)):
        if one.active and (admin or tests):
            show_verbs(one, admin=admin)


def tested(one: Contact) -> str:
    if one.tested_on is None:
        return "belum diuji"
    result = "terhubung" if one.reached else "tidak terhubung"
    return f"diuji {formats.day(one.tested_on)} oleh {one.tested_by.name if one.tested_by else 'Simpul'}, {result}"


def show_verbs(one: Contact, *, admin: bool) -> None:
    with st.popover("Catat uji", key=f"test-{one.id}"):
        st.date_input("Tanggal uji", value=today(), max_value=today(), key=f"tested-{one.id}", format="DD/MM/YYYY")
        st.button("Terhubung", key=f"reached-{one.id}", icon=":material/check:", on_click=test, args=(one.pk, one.version, True))
        st.button("Tidak terhubung", key=f"unreached-{one.id}", icon=":material/close:", on_click=test, args=(one.pk, one.version, False))
        if admin:
            st.caption(say("pages.contact_number"))
            st.text_input("Nomor atau alamat baru", value=one.number, key=f"number-{one.id}", max_chars=200)
            st.button("Ganti nomor", key=f"renumber-{one.id}", on_click=renumber, args=(one.pk, one.version))
            st.button("Nonaktifkan", key=f"off-{one.id}", icon=":material/block:", on_click=deactivate, args=(one.pk, one.version))


def show_form(programme: Programme) -> None:
    kinds = {kind: say(f"contact_kinds.{kind}") for kind in ContactKind}
    uses = {use: say(f"contact_uses.{use}") for use in ContactUse}
    with st.form("contact", border=False, clear_on_submit=False):
        st.text_input("Nama kontak", key="contact-label", max_chars=80, placeholder="Pusdalops BPBD")
        st.selectbox("Jenis", list(kinds), key="contact-kind", format_func=lambda one: kinds[one])
        st.text_input("Nomor atau alamat", key="contact-number", max_chars=200)
        st.selectbox("Kegunaan", list(uses), key="contact-use", format_func=lambda one: uses[one])
        st.text_input("Instansi (boleh kosong)", key="contact-organisation", max_chars=120)
        st.checkbox("Dipakai semua program kantor ini", key="contact-shared")
        st.form_submit_button("Tambah kontak", on_click=add, args=(programme.pk,))


def add(programme_id: int) -> None:
    state = st.session_state
    with attempt("Kontak ditambahkan. Uji sebelum dipakai.", then=forget) as session:
        programme = Programme.find(programme_id, session)
        Contact.add(
            state["contact-label"], state["contact-number"], ContactKind(state["contact-kind"]), ContactUse(state["contact-use"]),
            signed_in(session), session, office=programme.office, programme=None if state["contact-shared"] else programme,
            organisation=state["contact-organisation"],
        )  # fmt: skip


def forget() -> None:
    for field in ("label", "number", "organisation"):
        st.session_state[f"contact-{field}"] = ""


def test(contact_id: int, seen: int, reached: bool) -> None:
    with attempt("Hasil uji tercatat.") as session:
        on = st.session_state[f"tested-{contact_id}"]
        Contact.current(contact_id, seen, session).record_test(signed_in(session), on, reached=reached)


def renumber(contact_id: int, seen: int) -> None:
    with attempt("Kontak diganti. Uji nomor barunya.") as session:
        Contact.current(contact_id, seen, session).revise(signed_in(session), number=st.session_state[f"number-{contact_id}"])


def deactivate(contact_id: int, seen: int) -> None:
    with attempt("Kontak dinonaktifkan.") as session:
        Contact.current(contact_id, seen, session).deactivate(signed_in(session))
