"""Satu pelatihan: kapan dan di mana, siapa terdaftar atau hadir, bahan, sertifikat."""

import streamlit as st

from data.wording import say
from models.base import today
from models.governance.trainings import Training, TrainingSeat, TrainingState
from pages.documents import certificate
from pages.programme.training import keeping
from pages.ui import blocks, formats, uploads
from pages.ui.session import attempt, me, signed_in

LOOKS: dict[TrainingState, tuple[blocks.Color, str]] = {
    TrainingState.PLANNED: ("blue", "event"),
    TrainingState.HELD: ("green", "check_circle"),
    TrainingState.CANCELLED: ("gray", "cancel"),
}


def show_training(training: Training, keeps: bool) -> None:
    with st.container(border=True, gap="xsmall", key=f"training-{training.pk}"):
        with blocks.row_of(training.title, about(training), look(training), border=False):
            show_joining(training)
        st.caption(blocks.plain(" · ".join([say("training.by", trainer=training.trainer), *counts(training)])))
        if training.place.startswith("https://") and training.state is TrainingState.PLANNED:
            st.link_button("Buka tautan", training.place, icon=":material/videocam:")
        show_people(training)
        if training.files:
            st.markdown(
                "  \n".join(f":material/attachment: [{blocks.plain(one.name)}]({uploads.address(one.sha256)})" for one in training.files)
            )
        if keeps:
            keeping.show_verbs(training)


def about(training: Training) -> str:
    time = f", {training.time}" if training.time else ""
    place = "daring" if training.place.startswith("https://") else training.place
    day, hours = formats.day(training.held_on), formats.number(training.hours, 1).removesuffix(",0")
    return say("training.about", kind=training.kind_label, day=day, time=time, hours=hours, place=place)


def counts(training: Training) -> list[str]:
    if training.state is TrainingState.HELD:
        guests = [say("training.guests", count=training.guests)] if training.guests else []
        return [say("training.present", count=len(training.present)), *guests]
    late = training.state is TrainingState.PLANNED and training.held_on < today()
    return [say("training.joined", count=len(training.seats))] + ([say("training.not_recorded")] if late else [])


def look(training: Training) -> blocks.Look:
    color, icon = LOOKS[training.state]
    return blocks.Look(say(f"training_states.{training.state}"), color, icon)


def show_joining(training: Training) -> None:
    if not training.objections_to_joining(me()):
        st.button("Daftar", key=f"training-join-{training.pk}", type="primary", on_click=join, args=(training.pk, training.version))
    elif training.state is TrainingState.PLANNED and training.seat_of(me().person_id):
        st.button("Batal daftar", key=f"training-leave-{training.pk}", on_click=leave, args=(training.pk, training.version))


def show_people(training: Training) -> None:
    """Everybody's name; behind those who were there their certificate, one's own at hand."""
    mine = training.seat_of(me().person_id)
    if mine and mine.attended:
        show_certificate(mine, training, "Sertifikat saya")
    shown = training.present if training.state is TrainingState.HELD else training.seats
    if not shown:
        return
    with st.expander("Daftar hadir" if training.state is TrainingState.HELD else "Terdaftar", icon=":material/groups:"):
        for place, seat in enumerate(shown, start=1):
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", wrap=False):
                st.markdown(f"{place}. {blocks.plain(seat.person.name)}", width="content")
                if seat.attended and certificate.may_take(seat, training, me()):
                    show_certificate(seat, training, "Sertifikat", small=True)


def show_certificate(seat: TrainingSeat, training: Training, label: str, small: bool = False) -> None:
    st.download_button(
        label, data=certificate.offered(training.pk, seat.person_id), file_name=certificate.file_name(training, seat),
        mime="application/pdf", icon=":material/workspace_premium:", key=f"certificate-{seat.pk}-{small}", on_click="ignore",
        type="tertiary" if small else "secondary",
    )  # fmt: skip


def join(training_id: int, seen: int) -> None:
    with attempt(say("training.joined_done")) as session:
        by = signed_in(session)
        Training.current(training_id, seen, by, session).join(by)


def leave(training_id: int, seen: int) -> None:
    with attempt(say("training.left_done")) as session:
        by = signed_in(session)
        Training.current(training_id, seen, by, session).leave(by)
