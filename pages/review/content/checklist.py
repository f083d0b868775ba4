"""Butir validasi: satu per satu, dengan jawaban yang tersimpan sendiri."""

from collections.abc import Mapping

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.answering import Prepared, keep_answer, prepared, said_by_others
from models.content.checklists import Answer, Given
from models.content.claims import Claim
from models.content.contents import Content
from models.content.indonesian import listing
from models.people import Person
from models.playbooks import ALTS, FILES, Item, Playbook
from pages.review.content import unsaved
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, signed_in

LOOKS = {
    Answer.YES: ":gray[:material/check: Ya]",
    Answer.NO: ":gray[:material/close: Tidak]",
    Answer.NOT_APPLICABLE: ":gray[Tidak berlaku]",
}
NOTED = (Answer.NO, Answer.NOT_APPLICABLE)
WORDS = {FILES: "gambar atau video", ALTS: "pelengkap berkas"}


def show_checklist(content: Content, actor: Actor) -> None:
    """Only for who may answer here; everybody else sees the decisions below."""
    if not content.may_answer(actor):
        return
    begun, others = prepared(content, actor), said_by_others(content, actor)
    names = Person.names({one[0] for one in others.values()}, db())
    fill(content, begun)
    answered = sum(1 for answer, _ in given(content).values() if answer)
    items = content.stage_rules.checklist
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            color = "green" if answered == len(items) else "blue"
            blocks.heading("Butir validasi", f"{answered} dari {len(items)} dijawab", color=color, badge_icon="checklist")  # type: ignore[arg-type]
            show_claim(content, actor)
        for item in items:
            hint = others.get(item.key)
            by = f"{names.get(hint[0], '')} menjawab {say(f'answers.{hint[1]}')} pada revisi {hint[2]}" if hint else ""
            show_item(content, item, begun[item.key], by)
        watch_notes(content, begun)


def watch_notes(content: Content, begun: Mapping[str, Prepared]) -> None:
    """What is being typed beside an answer lasts, whatever the signal does."""
    names = {item.key: keys(content, item) for item in content.stage_rules.checklist}
    labels = {item.key: item.text for item in content.stage_rules.checklist}
    notes = {item: (note, labels[item]) for item, (key, note) in names.items() if st.session_state.get(key) in NOTED}
    if notes:
        unsaved.watch(content, "items", notes, lambda item: keep(content.pk, item, *names[item], begun[item].covered))


def show_claim(content: Content, actor: Actor) -> None:
    claim = Claim.live(content.pk, db())
    if claim is None and not content.objections_to_deciding(actor):
        st.button("Saya periksa", icon=":material/back_hand:", key="claim", on_click=take, args=(content.pk, content.version))
    elif claim and claim.person_id == actor.person_id:
        st.badge(f"Anda memeriksa sampai {formats.short_moment(claim.lapses_at)}", icon=":material/back_hand:", color="blue")


def take(content_id: int, seen: int) -> None:
    with attempt("Anda sedang memeriksa.") as session:
        by = signed_in(session)
        Content.current(content_id, seen, by, session).claim(by)


def show_item(content: Content, item: Item, begun: Prepared, hint: str) -> None:
    key, note = keys(content, item)
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="xsmall"):
            with st.container(width=285, gap=None):
                st.markdown(f"**{blocks.plain(item.text)}**")
                st.caption(blocks.plain(item.guidance))
                if begun.before:
                    st.markdown(f":small[:orange[:material/lock_open: {blocks.plain(reopened(begun, content.rules))}]]")
                if hint:
                    st.caption(f":material/group: {blocks.plain(hint)}")
            options = [Answer.YES, Answer.NO, *([Answer.NOT_APPLICABLE] if item.not_applicable else [])]
            st.segmented_control(
                item.text, [one.value for one in options], key=key, label_visibility="collapsed",
                format_func=lambda one: LOOKS[Answer(one)], on_change=keep, args=(content.pk, item.key, key, note, begun.covered),
            )  # fmt: skip
        if st.session_state.get(key) in NOTED:
            no = st.session_state[key] == Answer.NO
            st.text_area(
                say("review.note_no" if no else "review.note_not_applicable"), key=note, height=80,
                on_change=keep, args=(content.pk, item.key, key, note, begun.covered),
            )  # fmt: skip


def keep(content_id: int, item: str, key: str, note: str, covered: str) -> None:
    """Each answer is kept on the server at once: a lost signal loses nothing."""
    chosen = st.session_state.get(key)
    answer = Answer(chosen) if chosen in list(Answer) else None
    with attempt() as session:
        by = signed_in(session)
        keep_answer(Content.find(content_id, by, session), by, item, answer, st.session_state.get(note) or "", covered)


def given(content: Content) -> Given:
    """What stands in the checklist on the screen now."""
    found: Given = {}
    for item in content.stage_rules.checklist:
        key, note = keys(content, item)
        chosen = st.session_state.get(key)
        if chosen in list(Answer):
            found[item.key] = (Answer(chosen), st.session_state.get(note) or "")
    return found


def fill(content: Content, begun: Mapping[str, Prepared]) -> None:
    """What was kept or carried over comes first; then the screen leads."""
    for item in content.stage_rules.checklist:
        key, note = keys(content, item)
        one = begun[item.key]
        st.session_state.setdefault(key, one.answer.value if one.answer else None)
        st.session_state.setdefault(note, one.note)


def keys(content: Content, item: Item) -> tuple[str, str]:
    """Widget keys of an answer and its note; they die with what the item is about, so that no old answer sits on new content."""
    name = f"{content.pk}-{content.stage}-{item.key}-{content.covered(item.about)[:12]}"
    return f"item-{name}", f"note-{name}"


def reopened(begun: Prepared, rules: Playbook) -> str:
    assert begun.before is not None
    answer = say(f"answers.{begun.before}")
    if not begun.changed:
        return say("review.asked_again", answer=answer)
    labels = {one.key: one.label for one in rules.fields} | WORDS
    return say("review.reopened", what=listing(labels.get(word, word).lower() for word in begun.changed), answer=answer)
