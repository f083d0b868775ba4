"""Keputusan validasi: siapa memutus apa, atas isi yang mana, dan dengan surat apa."""

import streamlit as st

from data.wording import say
from models.content.answering import notes_of
from models.content.contents import Content
from models.content.decisions import Decision, Review
from models.people import Person
from models.playbooks import Stage
from pages.ui import blocks, formats, uploads
from pages.ui.session import db


def show_verdicts(content: Content) -> None:
    """One line per validating stage of its lane, with the answers behind it."""
    names = Person.names(
        {one for review in content.reviews for one in (review.by_id, review.approver_id, review.on_behalf_of_id) if one}, db()
    )
    notes = notes_of((answer for one in content.reviews for answer in one.answers), db())
    with st.container(border=True, gap="xsmall"):
        blocks.heading("Keputusan validasi", icon="gavel")
        for stage in content.lane_rules.validating:
            decided = [one for one in content.reviews if one.stage == stage.key and one.decision in (Decision.APPROVE, Decision.RETURN)]
            st.markdown(verdict(content, stage, decided, names))
            if decided:
                with st.expander(f"{len(decided[-1].answers)} jawaban", type="compact", key=f"answers-{decided[-1].pk}"):
                    show_answers(content, stage, decided[-1], notes)


def verdict(content: Content, stage: Stage, decided: list[Review], names: dict[int, str]) -> str:
    label = f"**{blocks.plain(stage.label)}**"
    if not decided:
        return f":gray[:material/radio_button_unchecked: {label}] :small[:gray[{say('review.undecided')}]]"
    last = decided[-1]
    said = f":small[:gray[{blocks.plain(told(last, names))}]]"
    if last.pk in {one.undoes_id for one in content.reviews} and last not in content.denied:
        return f":gray[:material/radio_button_unchecked: {label}] {said} :small[:gray[{say('review.decision_undone')}]]"
    if content.stands(stage):
        return f":green[:material/check_circle: {label}] {said}"
    if last.decision is Decision.RETURN:
        return f":red[:material/undo: {label}] {said}"
    if last in content.denied:
        return f":red[:material/block: {label}] {said} :small[:red[{say('review.decision_denied')}]]"
    return f":orange[:material/lock_open: {label}] {said} :small[:orange[{say('review.not_standing')}]]"


def told(review: Review, names: dict[int, str]) -> str:
    """By whom, for whom, when, on which revision, on paper or by telephone."""
    who = names.get(review.approver_id or review.by_id or 0, "Simpul" if review.by_id else say("practice.colleague"))
    parts = [
        say(f"review.{review.decision}"), who,
        f"untuk {names.get(review.on_behalf_of_id, '')}" if review.on_behalf_of_id else "",
        say("review.written", number=review.letter_number, who=names.get(review.by_id or 0, "")) if review.written else "",
        say("review.verbal", who=names.get(review.by_id or 0, "")) if review.verbal else "",
        f"revisi {review.revision}", formats.short_moment(review.at),
    ]  # fmt: skip
    return " · ".join(part for part in parts if part)


def show_answers(content: Content, stage: Stage, review: Review, notes: dict[int, str]) -> None:
    texts = {item.key: item.text for item in stage.checklist}
    for answer in review.answers:
        note = notes.get(answer.note_id or 0, "")
        carried = f" · {say('review.carried')}" if answer.carried else ""
        st.markdown(
            f"{blocks.plain(texts.get(answer.item, answer.item))} **{say(f'answers.{answer.answer}')}**:small[:gray[{carried}]]"
            + (f"  \n:small[:gray[{blocks.plain(note)}]]" if note else "")
        )
    letter = next((one for one in content.media if one.pk == review.letter_id), None)
    if letter:
        st.markdown(f":material/attach_file: [{blocks.plain(letter.name)}]({uploads.address(letter.sha256)})")
