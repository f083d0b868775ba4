"""Unduh berkas konten: semua tentang konten ini dalam satu ZIP yang dapat diperiksa di luar aplikasi."""

import streamlit as st

from data.wording import sentence
from models.actors import Actor
from models.content.contents import Content
from pages.documents import dossier
from pages.ui import blocks


def show_dossier(content: Content, actor: Actor) -> None:
    """Grey with its reasons for who may not take it along; each one taken leaves its line in the log."""
    if actor.room is not None:
        return  # nothing of a practice room is taken along
    barred = content.objections_to_handing_out(actor)
    st.download_button(
        "Unduh berkas konten", dossier.offered(content.pk), dossier.file_name(content), "application/zip", key="dossier",
        icon=":material/folder_zip:", disabled=bool(barred), on_click="ignore",
    )  # fmt: skip
    for issue in barred:
        st.caption(blocks.plain(sentence(issue)))
