"""The claim as it went around, and its pictures."""

import streamlit as st

from models.actors import Actor
from models.places import known
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.files import HoaxFileRole
from models.public.hoaxes.recording import hazards
from pages.live.hoaxes import asking, recording
from pages.ui import blocks, formats, uploads
from pages.ui.dialogs import closing
from pages.ui.session import attempt, signed_in, telling


def show_claim(case: HoaxCase, actor: Actor) -> None:
    with st.container(border=True, gap="xsmall"):
        blocks.heading("Klaim", icon="format_quote")
        if case.claim.text:
            st.text(case.claim.text)
        if case.link:
            st.text(case.link)
        danger, place = hazards(case.programme).get(case.hazard, ""), known().get(case.place, "")
        told = (danger, place, f"disalin apa adanya {formats.short_moment(case.received_at)}")
        st.caption(blocks.plain(" · ".join(filter(None, told))))
        for file in case.files:
            if file.role is HoaxFileRole.CLAIM and file.is_picture:
                st.image(uploads.address(file.preview or file.sha256), width=300)
        if not case.objections_to_editing(actor):
            with st.container(horizontal=True, gap="xsmall"):
                st.button("Ubah", key="claim-edit", type="tertiary", icon=":material/edit:", on_click=asking.ask, args=("reword", case.pk))
                st.button(
                    "Tambah gambar", key="claim-file", type="tertiary", icon=":material/add_photo_alternate:", on_click=asking.ask,
                    args=("picture", case.pk),
                )  # fmt: skip


def show_picture(case: HoaxCase) -> None:
    st.file_uploader("Tangkapan layar klaim: JPEG, PNG, atau WebP", key=f"hoax-{case.pk}-picture")
    asking.show_buttons("picture-save", "Tambahkan", attach, case.pk, case.version)


def attach(case_id: int, seen: int) -> None:
    with telling():
        kept = recording.kept_file(f"hoax-{case_id}-picture")
        if kept is None:
            return
        with attempt("Gambar ditambahkan.", then=closing) as session:
            by = signed_in(session)
            HoaxCase.current(case_id, seen, by, session).attach(by, kept)
