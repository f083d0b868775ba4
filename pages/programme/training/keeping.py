"""Tombol pengelola pelatihan: kehadiran, undangan, bahan, ubah, batalkan."""

import streamlit as st

from data.wording import say
from models.base import now
from models.governance.acknowledging import members
from models.governance.trainings import Training, TrainingFile, TrainingState
from pages.programme.training import scheduling
from pages.ui import blocks, uploads
from pages.ui.session import attempt, db, me, signed_in, telling


def show_verbs(training: Training) -> None:
    if training.state is TrainingState.CANCELLED:
        return
    with st.container(horizontal=True, gap="xsmall"):
        if not training.objections_to_recording(me()):
            show_attendance(training)
        show_files(training)
        if training.state is TrainingState.PLANNED:
            show_inviting(training)
            show_changing(training)


def show_attendance(training: Training) -> None:
    """Those who joined are ticked beforehand; a list that was wrong is recorded again."""
    team = members(training.programme_id, db()) | {one.person_id: one.person.name for one in training.seats}
    ticked = [one.person_id for one in (training.present or training.seats)]
    with st.popover("Catat kehadiran", icon=":material/how_to_reg:", key=f"training-record-{training.pk}"):
        key = f"training-there-{training.pk}-{training.version}"
        st.multiselect(
            say("training.who_was_there"), sorted(team, key=team.__getitem__), default=ticked, key=key, format_func=team.__getitem__,
            placeholder="Pilih nama",
        )  # fmt: skip
        label = say("training.guests_label")
        st.number_input(label, value=training.guests, min_value=0, step=1, key=f"training-guests-{training.pk}-{training.version}")
        st.button("Simpan kehadiran", key=f"training-attend-{training.pk}", type="primary", on_click=record, args=seen(training))


def show_files(training: Training) -> None:
    with st.popover("Tambah bahan", icon=":material/attach_file:", key=f"training-files-{training.pk}"):
        st.file_uploader(say("training.limits"), key=f"training-file-{training.pk}-{training.version}")
        st.button("Simpan bahan", key=f"training-add-file-{training.pk}", on_click=add_file, args=seen(training))


def show_inviting(training: Training) -> None:
    others = {one: name for one, name in members(training.programme_id, db()).items() if not training.seat_of(one)}
    if not others:
        return
    with st.popover("Daftarkan", icon=":material/person_add:", key=f"training-invite-{training.pk}"):
        key = f"training-invited-{training.pk}-{training.version}"
        st.multiselect("Anggota tim", list(others), key=key, format_func=others.__getitem__, placeholder="Pilih nama")
        st.button("Daftarkan yang dipilih", key=f"training-do-invite-{training.pk}", on_click=invite, args=seen(training))


def show_changing(training: Training) -> None:
    prefix = f"training-{training.pk}-{training.version}"
    with st.popover("Ubah", icon=":material/edit:", key=f"training-change-{training.pk}"):
        scheduling.show_fields(prefix, training.programme, training)
        st.button("Simpan", key=f"training-revise-{training.pk}", type="primary", on_click=revise, args=(*seen(training), prefix))
    blocks.confirm(say("training.cancel_ask"), "Batalkan", cancel, *seen(training), key=f"training-cancel-{training.pk}", icon="cancel")


def seen(training: Training) -> tuple[int, int]:
    return training.pk, training.version


def record(training_id: int, version: int) -> None:
    there = st.session_state.get(f"training-there-{training_id}-{version}") or []
    guests = int(st.session_state.get(f"training-guests-{training_id}-{version}") or 0)
    with attempt(say("training.recorded")) as session:
        by = signed_in(session)
        Training.current(training_id, version, by, session).record_attendance(there, guests, by)


def add_file(training_id: int, version: int) -> None:
    upload = st.session_state.get(f"training-file-{training_id}-{version}")
    if upload is None:
        return
    with telling():
        found = uploads.shelved(upload.getvalue(), upload.name)
        file = TrainingFile(sha256=found.sha256, original=found.original, preview=found.preview, name=found.name, type=found.type, at=now())
        with attempt(say("training.file_added")) as session:
            by = signed_in(session)
            Training.current(training_id, version, by, session).add_file(file, by)


def invite(training_id: int, version: int) -> None:
    chosen = st.session_state.get(f"training-invited-{training_id}-{version}") or []
    with attempt(say("training.invited")) as session:
        by = signed_in(session)
        Training.current(training_id, version, by, session).invite(chosen, by)


def revise(training_id: int, version: int, prefix: str) -> None:
    with attempt(say("training.revised")) as session:
        by = signed_in(session)
        Training.current(training_id, version, by, session).revise(by, **scheduling.typed(prefix))


def cancel(training_id: int, version: int) -> None:
    with attempt(say("training.cancelled")) as session:
        by = signed_in(session)
        Training.current(training_id, version, by, session).cancel(by)
