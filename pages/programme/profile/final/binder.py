"""Berkas indeks inovasi: indikator mana yang terbukti oleh catatan, level simulasinya, dan berkas yang masih kurang (S4.5)."""

from datetime import date

import streamlit as st

from data import reference
from data.wording import say
from models.errors import NotReady
from models.governance.innovation import Standing, standings
from models.governance.innovation_proofs import InnovationProof
from models.issues import Issue
from models.programmes import Programme
from pages.documents import binder_sheet
from pages.ui import blocks, formats, uploads
from pages.ui.session import attempt, db, me, signed_in, telling

# Where what was counted can be looked at.
PLACES: dict[str, tuple[str, str, dict[str, str]]] = {
    "people": ("programme/team/page.py", "Buka SK", {}),
    "appointed": ("programme/team/page.py", "Buka SK", {}),
    "units": ("programme/team/page.py", "Buka SK", {}),
    "contents": ("live/publications/page.py", "Buka arsip", {"tab": "published"}),
    "socialised": ("programme/profile/page.py", "Buka kegiatan", {"tab": "kegiatan"}),
    "beneficiaries": ("programme/profile/page.py", "Buka kegiatan", {"tab": "kegiatan"}),
    "ways": ("programme/profile/page.py", "Buka kegiatan", {"tab": "kegiatan"}),
    "trainings": ("programme/training/page.py", "Buka pelatihan", {}),
    "bodies": ("programme/team/page.py", "Buka notulen", {"tab": "notulen"}),
    "guides": ("office/policies/page.py", "Buka kebijakan", {}),
    "settled": ("live/moderation/page.py", "Buka moderasi", {}),
    "monitored": ("results/evaluation/page.py", "Buka evaluasi", {}),
}


def show_binder(programme: Programme) -> None:
    told = reference.innovation_index()
    found = standings(programme, told["indicators"], db())
    checked = formats.day(date.fromisoformat(told["checked_on"]))
    st.caption(say("innovation.caption", source=told["source"], year=told["year"], status=told["status"], checked=checked))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{binder_sheet.total(found)}**")
        st.download_button(
            "Cetak", binder_sheet.offered(programme.pk), binder_sheet.file_name(programme), "application/pdf", key="binder-print",
            icon=":material/print:", on_click="ignore",
        )  # fmt: skip
    may = not InnovationProof.objections_to_attaching(programme, me())
    for number, one in enumerate(found, start=1):
        show_one(programme, number, one, may)


def show_one(programme: Programme, number: int, one: Standing, may: bool) -> None:
    color: blocks.Color = "green" if one.level == 3 else "blue" if one.level else "gray"
    look = blocks.Look(
        f"Level {one.level} · simulasi" if one.level else say("innovation.no_level"), color, "verified" if one.level else "draft"
    )
    with st.container(border=True, gap="xsmall"):
        with blocks.row_of(f"{number}. {one.label}", f"bobot {one.weight} · skor {one.score}", look, border=False):
            if one.measure in PLACES and one.by_records:
                file, label, query = PLACES[one.measure]
                st.page_link(file, label=label, icon=":material/arrow_forward:", query_params=query)
            if may:
                with st.popover("Lampirkan", icon=":material/attach_file_add:", key=f"innovation-ask-{one.key}"):
                    show_attaching(programme, one)
        for line in filter(None, (binder_sheet.reached(one), binder_sheet.counted(one), one.caution)):
            st.caption(blocks.plain(line))
        if one.level < 3:
            st.caption(f":material/description: {blocks.plain(say('innovation.needed', document=one.document))}")
        for proof in one.proofs:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                name = say("innovation.file_line", name=proof.name, level=proof.level)
                st.link_button(blocks.plain(name), uploads.address(proof.sha256), icon=":material/attach_file:", type="tertiary")
                if may:
                    key, question = f"innovation-off-{proof.pk}", "Berkas ini tidak lagi dihitung."
                    blocks.confirm(question, "Hapus", remove, programme.pk, proof.pk, key=key, icon="delete")


def show_attaching(programme: Programme, one: Standing) -> None:
    key = f"innovation-{programme.pk}-{one.key}"
    turn = st.session_state.get(f"{key}-turn", 0)
    st.caption(say("innovation.attach_help"))
    st.selectbox(
        "Level", [1, 2, 3], index=None, key=f"{key}-level", placeholder="Pilih level", format_func=lambda it: f"{it}: {one.levels[it - 1]}"
    )
    st.file_uploader("Foto atau PDF, paling besar 20 MB", key=f"{key}-file-{turn}", max_upload_size=20)
    st.button("Lampirkan berkas", key=f"{key}-add", type="primary", on_click=attach, args=(programme.pk, one.key, key, turn))


def attach(programme_id: int, indicator: str, key: str, turn: int) -> None:
    with telling():
        uploaded = st.session_state.get(f"{key}-file-{turn}")
        if not uploaded:
            raise NotReady(Issue("file", "innovation_file_missing"))
        kept = uploads.kept(uploaded.getvalue(), uploaded.name)
        with attempt(say("innovation.saved"), then=lambda: st.session_state.update({f"{key}-turn": turn + 1})) as session:
            by, level = signed_in(session), st.session_state.get(f"{key}-level")
            InnovationProof.attach(
                Programme.find(programme_id, session), indicator, level, by, session, sha256=kept.sha256, name=kept.name, type=kept.type
            )


def remove(programme_id: int, proof_id: int) -> None:
    with attempt(say("innovation.removed")) as session:
        InnovationProof.take_away(proof_id, Programme.find(programme_id, session), signed_in(session), session)
