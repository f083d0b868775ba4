"""Kop surat: kepala dokumen cetak setiap kantor, dengan tanggal berlakunya."""

import streamlit as st

from data.wording import say
from models.actors import administers
from models.base import today
from models.governance.letterheads import LENGTHS, Letterhead
from models.governance.office_names import ALWAYS, OfficeName
from models.governance.office_names import LENGTHS as NAME_LENGTHS
from models.programmes import Office
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, me, signed_in

LABELS = {
    "government": "Pemerintah daerah", "name": "Nama kantor", "address": "Alamat (boleh kosong)",
    "contact": "Telepon, surel, situs (boleh kosong)", "place": "Tempat penanggalan",
}  # fmt: skip


def show_letterheads() -> None:
    actor = me()
    blocks.title("Kop surat", say("letterhead.help"))
    for office in Office.all(db()):
        head = Letterhead.valid(office, db())
        blocks.heading(office.short_name or office.name, icon="corporate_fare")
        with st.container(border=True, gap="xsmall"):
            show_head(head)
            for one in Letterhead.history(office.pk, db()):
                st.caption(blocks.plain(f"berlaku sejak {formats.day(one.valid_from)}: {one.name}"))
        show_names(office)
        if administers(actor):
            show_form(office, head)
            show_renaming(office)


def show_head(head: Letterhead) -> None:
    lines = [head.government, head.name, head.address, head.contact]
    st.markdown(
        "  \n".join(f"**{blocks.plain(one)}**" if place < 2 else f":small[{blocks.plain(one)}]" for place, one in enumerate(lines) if one)
    )
    if not head.number:
        st.caption(say("letterhead.none"))


def show_form(office: Office, head: Letterhead) -> None:
    with st.expander("Tetapkan kop surat", icon=":material/edit:"), st.form(f"letterhead-{office.pk}"):
        for field, label in LABELS.items():
            st.text_input(label, value=getattr(head, field), key=f"letterhead-{field}-{office.pk}", max_chars=LENGTHS[field])
        st.date_input("Berlaku mulai", value=today(), key=f"letterhead-from-{office.pk}", format="DD/MM/YYYY", width=200)
        st.form_submit_button("Tetapkan", on_click=save, args=(office.pk,))


def show_names(office: Office) -> None:
    for one in OfficeName.history(office.pk, db()):
        key = "named_before" if one.valid_from == ALWAYS else "named"
        st.caption(blocks.plain(say(f"transfers.{key}", name=one.name, day=formats.day(one.valid_from), basis=one.basis)))


def show_renaming(office: Office) -> None:
    place = f"{office.pk}-{office.version}"
    with st.expander(say("transfers.rename"), icon=":material/drive_file_rename_outline:", key=f"rename-form-{place}"):
        st.caption(say("transfers.rename_help"))
        st.text_input("Nama baru", key=f"rename-name-{place}", max_chars=NAME_LENGTHS["name"])
        st.text_input("Nama singkat", value=office.short_name, key=f"rename-short-{place}", max_chars=NAME_LENGTHS["short_name"])
        st.text_input("Dasar (peraturan atau keputusan)", key=f"rename-basis-{place}", max_chars=NAME_LENGTHS["basis"])
        st.date_input("Berlaku mulai", value=today(), max_value=today(), key=f"rename-from-{place}", format="DD/MM/YYYY", width=200)
        st.button("Ganti nama", key=f"rename-{office.pk}", on_click=rename, args=(office.pk, office.version))


def rename(office_id: int, seen: int) -> None:
    state, place = st.session_state, f"{office_id}-{seen}"
    with attempt(say("transfers.renamed")) as session:
        name, short, basis = (state.get(f"rename-{key}-{place}") or "" for key in ("name", "short", "basis"))
        since = state.get(f"rename-from-{place}") or today()
        OfficeName.rename(Office.find(office_id, session), name, short, since, basis, signed_in(session), session)


def save(office_id: int) -> None:
    told = {field: st.session_state.get(f"letterhead-{field}-{office_id}") or "" for field in LABELS}
    with attempt(say("letterhead.saved")) as session:
        since = st.session_state.get(f"letterhead-from-{office_id}") or today()
        Letterhead.set(Office.find(office_id, session), since, signed_in(session), session, **told)


show_letterheads()
