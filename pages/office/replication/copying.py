"""Salinan untuk kantor lama: paket bukti dukung program sampai hari terakhir sebelum berpindah."""

import streamlit as st
from sqlmodel import Session

from data import files
from data.wording import say
from models.actors import Actor
from models.governance.evidence_packages import EvidencePackage
from models.governance.spans import Span
from models.replication.copies import DAY, span_of
from models.replication.transfers import Transfer
from pages.ui import blocks, formats, packing, uploads
from pages.ui.session import db, me


def show_copy(one: Transfer) -> None:
    """For who looks on from the former office and for whoever may release the records; nothing for others."""
    last = one.effective_on - DAY
    if EvidencePackage.objections_to_making(one.programme, me(), last):
        return
    with st.expander(say("transfers.copy"), icon=":material/inventory_2:", key=f"transfer-copy-{one.pk}"):
        st.caption(say("transfers.copy_help", day=formats.day(last)))
        st.checkbox(say("final_package.dossiers"), key=f"transfer-dossiers-{one.pk}")
        st.button("Susun salinan", key=f"transfer-pack-{one.pk}", icon=":material/inventory_2:", on_click=pack, args=(one.pk,))
        label = label_of(one)
        for made, who in EvidencePackage.listed(one.programme, db()):
            if made.label != label:
                continue
            told = say(
                "final_package.row", files=formats.number(made.files), size=formats.size(made.size), who=who, at=formats.moment(made.at)
            )
            with blocks.row_of(label, told):
                if files.exists(made.digest):
                    st.link_button("Unduh", uploads.address(made.digest), icon=":material/download:")
                else:
                    st.caption(say("final_package.gone"))


def label_of(one: Transfer) -> str:
    return say("transfers.copy_label", day=formats.day(one.effective_on))


def pack(transfer_id: int) -> None:
    def span(session: Session, by: Actor) -> Span:
        one = Transfer.find(transfer_id, by, session)
        return span_of(one, label_of(one), session)

    packing.pack(span, dossiers=bool(st.session_state.get(f"transfer-dossiers-{transfer_id}")))
