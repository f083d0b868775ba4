"""Satu notulen sebagai lembar: isinya, formulirnya, lampirannya; dipakai rapat evaluasi dan halaman tim."""

from functools import partial

import streamlit as st

from data import files
from data.wording import say
from models.base import today
from models.content.media import MediaRole
from models.governance.minutes import Minutes
from models.governance.recording import LENGTHS
from pages.ui import blocks, formats, uploads
from pages.ui.session import attempt, signed_in, telling

TEXTS = ("title", "hours", "place", "agenda", "course")


def show_facts(one: Minutes) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{formats.full_day(one.held_on)}** {blocks.plain(one.hours)}  \n{blocks.plain(one.place)}")
        for label, text in (("Agenda", one.agenda), ("Jalannya rapat", one.course)):
            if text:
                st.caption(label)
                st.text(text)


def show_form(one: Minutes) -> None:
    with st.form(f"minutes-{one.pk}"):
        st.text_input("Judul rapat", value=one.title, key=f"minutes-title-{one.pk}", max_chars=LENGTHS["title"])
        left, right = st.columns(2)
        left.date_input("Tanggal", value=one.held_on, key=f"minutes-held_on-{one.pk}", format="DD/MM/YYYY")
        right.text_input(
            "Jam (boleh kosong)", value=one.hours, key=f"minutes-hours-{one.pk}", max_chars=LENGTHS["hours"], placeholder="09.00 s.d. 11.00"
        )
        st.text_input("Tempat", value=one.place, key=f"minutes-place-{one.pk}", max_chars=LENGTHS["place"])
        st.text_area("Agenda", value=one.agenda, key=f"minutes-agenda-{one.pk}", max_chars=LENGTHS["agenda"], height=130)
        course = "Jalannya rapat (boleh kosong)"
        st.text_area(course, value=one.course, key=f"minutes-course-{one.pk}", max_chars=LENGTHS["course"], height=130)
        st.form_submit_button("Simpan notulen", on_click=revise, args=(one.pk, one.version))


def show_files(one: Minutes, *, writes: bool) -> None:
    blocks.heading("Lampiran", len(one.files), icon="attach_file")
    for file in one.files:
        if files.exists(file.sha256):
            st.download_button(
                file.name, key=f"minutes-file-{file.pk}", icon=":material/download:", file_name=file.name,
                data=partial(files.read, file.sha256), on_click="ignore",
            )  # fmt: skip
    if writes:
        st.file_uploader("Foto, undangan, atau daftar hadir: PDF atau gambar", key=f"minutes-upload-{one.pk}")
        if st.session_state.get(f"minutes-upload-{one.pk}"):
            st.button("Lampirkan", key=f"minutes-attach-{one.pk}", on_click=attach, args=(one.pk,))


def revise(minutes_id: int, seen: int) -> None:
    texts = {key: st.session_state.get(f"minutes-{key}-{minutes_id}") or "" for key in TEXTS}
    with attempt(say("evaluation.minutes_saved")) as session:
        by = signed_in(session)
        held_on = st.session_state.get(f"minutes-held_on-{minutes_id}") or today()
        Minutes.current(minutes_id, seen, by.teams, session).revise(by, held_on=held_on, **texts)


def attach(minutes_id: int) -> None:
    with telling():
        uploaded = st.session_state[f"minutes-upload-{minutes_id}"]
        media = uploads.kept(uploaded.getvalue(), uploaded.name, MediaRole.PROOF)
        with attempt(say("evaluation.file_saved")) as session:
            by = signed_in(session)
            Minutes.current(minutes_id, None, by.teams, session).attach(by, sha256=media.sha256, name=media.name, type=media.type)
