"""Paket bukti dukung: memilih siklus atau triwulan, menyusun paketnya, dan mengunduh yang sudah disusun (S-H11, A-H13, S4.5)."""

import streamlit as st

from data import files
from data.wording import say
from models.governance.activities import Activity
from models.governance.cycles import Cycle
from models.governance.evidence_packages import EvidencePackage
from models.programmes import Programme
from pages.documents import evidence_bag
from pages.ui import blocks, formats, packing, uploads
from pages.ui.session import db, me


def show_package(programme: Programme) -> None:
    st.caption(say("final_package.caption"))
    if EvidencePackage.objections_to_making(programme, me()):
        blocks.empty(say("final_package.barred"))
    else:
        show_making(programme)
    show_made(programme)


def show_making(programme: Programme) -> None:
    choices = {f"siklus:{one.pk}": one.label for one in Cycle.listed(programme.pk, me(), db())}
    choices |= {f"triwulan:{one}": one.label for one in Activity.quarters(programme.pk, db())}
    with st.container(border=True, gap="small"):
        st.selectbox("Rentang", list(choices), key=f"package-{programme.pk}", format_func=lambda key: choices[key])
        st.checkbox(say("final_package.dossiers"), key=f"package-dossiers-{programme.pk}")
        st.button("Susun paket", key="package-make", type="primary", icon=":material/inventory_2:", on_click=make, args=(programme.pk,))


def show_made(programme: Programme) -> None:
    found = EvidencePackage.listed(programme, db())
    may = not EvidencePackage.objections_to_making(programme, me())
    blocks.heading("Paket yang pernah disusun", len(found) or None, icon="inventory_2")
    if not found:
        blocks.empty(say("final_package.none"))
    for one, who in found:
        with st.container(border=True, gap="xsmall"):
            meta = say(
                "final_package.row", files=formats.number(one.files), size=formats.size(one.size), who=who, at=formats.moment(one.at)
            )
            there = may and files.exists(one.digest)
            with blocks.row_of(f"{one.label}, {formats.period(one.starts_on, one.ends_on)}", meta, border=False):
                if there:
                    st.link_button("Unduh", uploads.address(one.digest), icon=":material/download:")
            st.caption(f"SHA-256 {one.digest}")
            if one.missing:
                st.caption(f":orange[:material/warning: {say('final_package.missing', count=one.missing)}]")
            if may:
                st.caption(say("final_package.kept" if there else "final_package.gone"))


def make(programme_id: int) -> None:
    choice, dossiers = (st.session_state.get(f"package{part}-{programme_id}") for part in ("", "-dossiers"))
    packing.pack(
        lambda session, by: evidence_bag.span_of(choice or "", Programme.find(programme_id, session), by, session), dossiers=bool(dossiers)
    )
