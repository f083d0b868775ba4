"""Isi satu usulan surat yang masih dapat diubah: nomor, tanggal, dan surat yang digantikannya."""

import streamlit as st

from data.wording import say
from models.governance.decreeing import LENGTHS
from models.governance.decrees import Decree
from pages.programme.team import looks
from pages.ui.session import attempt, db, me, signed_in

FACTS = ("number", "title", "signatory", "signed_on", "starts_on", "ends_on", "replaces_id")


def show_facts(one: Decree) -> None:
    key = f"decree-{one.pk}-{one.version}"
    with st.expander("Ubah isi surat", icon=":material/edit:"), st.form(key, border=False):
        for name, label in (("number", "Nomor surat"), ("title", "Tentang"), ("signatory", "Ditandatangani oleh")):
            st.text_input(label, value=getattr(one, name), key=f"{key}-{name}", max_chars=LENGTHS[name])
        for name, label in (("signed_on", "Tanggal penetapan"), ("starts_on", "TMT"), ("ends_on", "Berlaku sampai (boleh kosong)")):
            st.date_input(label, value=getattr(one, name), key=f"{key}-{name}", format="DD/MM/YYYY")
        if others := looks.replaceable(Decree.shelf(one.programme, me(), db()), one.kind):
            chosen = next((place for place, it in enumerate(others) if it == one.replaces_id), None)
            st.selectbox(
                "Menggantikan (boleh kosong)", list(others), index=chosen,
                key=f"{key}-replaces_id", placeholder="Tidak menggantikan", format_func=lambda it: others[it],
            )  # fmt: skip
        st.form_submit_button("Simpan", on_click=revise, args=(one.pk, one.version))


def revise(decree_id: int, seen: int) -> None:
    state, key = st.session_state, f"decree-{decree_id}-{seen}"
    names = [name for name in FACTS if f"{key}-{name}" in state]  # nothing to replace: nothing asked
    with attempt(say("team.saved")) as session:
        Decree.current(decree_id, seen, session).revise(signed_in(session), **{name: state[f"{key}-{name}"] for name in names})
