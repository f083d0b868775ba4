"""Klarifikasi: drafted as fact, myth, fact; its way out, its reach, and the comments it answers."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import today
from models.content.publications import PublicationState, of_state
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.clarifying import HoaxReach
from models.public.hoaxes.measured import measured
from models.public.hoaxes.states import HoaxState, is_hoax
from pages.live.hoaxes import asking, looks
from pages.ui import blocks, formats
from pages.ui.dialogs import closing
from pages.ui.session import attempt, db, signed_in


def show_clarification(case: HoaxCase, actor: Actor) -> None:
    if case.clarification is not None:
        show_content(case)
    if case.state is HoaxState.CONCLUDED and is_hoax(case.result) and case.needs_clarification:
        issues = case.objections_to_clarifying(actor)
        st.button(
            "Buat klarifikasi", key="clarify", type="primary", icon=":material/edit_note:", disabled=bool(issues), on_click=asking.ask,
            args=("clarify", case.pk),
        )  # fmt: skip
        blocks.issues_list(issues)
    elif case.clarification is None:
        st.caption(say("hoaxes.clarify_later" if not case.result else "hoaxes.no_clarification"))
    if case.state is HoaxState.CLARIFIED:
        show_reach(case, actor)
        show_comments(case, actor)


def show_content(case: HoaxCase) -> None:
    content = case.clarification
    assert content is not None
    stage = content.rules.lane(content.lane).stage(content.stage).label
    look = blocks.status(content.state)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f"{look.markdown} **{blocks.plain(content.title)}**  \n:small[:gray[{blocks.plain(stage)}]]", width="stretch")
        writes = content.stage_rules.kind == "work"
        page = asking.DRAFT if writes else asking.CONTENT
        st.page_link(page, label="Tulis" if writes else "Buka", query_params={"id": str(content.pk)}, icon=":material/arrow_forward:")
    for channel, one in of_state(content.publications, PublicationState.PUBLISHED).items():
        if one.permalink:
            label = looks.label_of(content.rules.channels, channel)
            st.markdown(f":small[:green[:material/check_circle:] {blocks.plain(label)}]")
            st.text(one.permalink)


def show_reach(case: HoaxCase, actor: Actor) -> None:
    noted, content = HoaxReach.best(case, db()), case.clarification
    if content is None:
        return
    total = sum(one.people for one in noted.values())
    if noted:
        st.markdown(f":material/visibility: {say('hoaxes.reach_total', people=formats.number(total))}")
    for channel, one in noted.items():
        label = looks.label_of(content.rules.channels, channel)
        st.caption(
            blocks.plain(
                f"{label}: {formats.number(one.people)} orang per {formats.day(one.on)} ({'data impor' if one.measured else 'dicatat'})"
            )
        )
    by_hand = [key for key in of_state(content.publications, PublicationState.PUBLISHED) if key not in noted or not noted[key].measured]
    if by_hand and not case.objections_to_working(actor):
        st.button("Catat jangkauan", key="reach-new", icon=":material/visibility:", on_click=asking.ask, args=("reach", case.pk))


def show_comments(case: HoaxCase, actor: Actor) -> None:
    if case.unanswered and not case.objections_to_answering(actor):
        label = f"Jawab {len(case.unanswered)} komentar dengan klarifikasi"
        st.button(label, key="comments-answer", type="primary", icon=":material/forum:", on_click=asking.ask, args=("comments", case.pk))


def show_clarify(case: HoaxCase) -> None:
    key = f"hoax-{case.pk}-clarify"
    st.caption(say("hoaxes.fact_first"))
    st.text_input(
        "Faktanya, sekaligus judul", key=f"{key}-fact", max_chars=case.programme.rules.field("title").max_chars,
        placeholder="Tanggul Berok utuh, air sungai surut",
    )  # fmt: skip
    st.markdown(f":small[:gray[Klaim yang beredar: “{blocks.plain(case.title)}” ({blocks.plain(_result(case))})]]")
    st.text_area(
        "Penjelasan fakta", key=f"{key}-explanation", height=120, max_chars=400, placeholder="Siapa yang memastikan, kapan, apa anjurannya"
    )
    asking.show_buttons("clarify-save", "Buat draf klarifikasi", clarify, case.pk, case.version)


def clarify(case_id: int, seen: int) -> None:
    state, key = st.session_state, f"hoax-{case_id}-clarify"
    begun: list[int] = []
    with attempt("Draf klarifikasi dibuat.", then=closing) as session:
        by = signed_in(session)
        case = HoaxCase.current(case_id, seen, by, session)
        begun.append(case.begin_clarification(by, state.get(f"{key}-fact") or "", state.get(f"{key}-explanation") or "").pk)
    if begun and not asking.asked()[0]:
        asking.go(asking.DRAFT, begun[0])


def show_reach_form(case: HoaxCase) -> None:
    key, content = f"hoax-{case.pk}-reach", case.clarification
    known = measured(case.clarification_id, db())
    shown = [key for key in of_state(content.publications, PublicationState.PUBLISHED) if key not in known] if content else []
    labels = {one.key: one.label for one in case.programme.rules.channels}
    st.selectbox("Kanal", shown, key=f"{key}-channel", format_func=lambda one: labels.get(one, one))
    st.number_input("Orang yang dijangkau", min_value=0, step=10, value=None, key=f"{key}-people")
    st.date_input("Menurut angka tanggal", value=today(), max_value=today(), format="DD/MM/YYYY", key=f"{key}-on")
    asking.show_buttons("reach-save", "Catat", note_reach, case.pk)


def note_reach(case_id: int) -> None:
    state, key = st.session_state, f"hoax-{case_id}-reach"
    with attempt("Jangkauan dicatat.", then=closing) as session:
        by = signed_in(session)
        people = state.get(f"{key}-people")
        case = HoaxCase.current(case_id, None, by, session)
        case.note_reach(by, state.get(f"{key}-channel") or "", -1 if people is None else people, state.get(f"{key}-on") or today())


def show_comments_form(case: HoaxCase) -> None:
    key = f"hoax-{case.pk}-comments"
    st.caption(say("hoaxes.comments_ask", count=len(case.unanswered)))
    st.text_area("Jawaban", value=case.clarifying_answer(), key=key, height=140)
    asking.show_buttons("comments-save", "Jawab semua", answer_comments, case.pk, case.version)


def answer_comments(case_id: int, seen: int) -> None:
    with attempt("Komentar dijawab.", then=closing) as session:
        by = signed_in(session)
        HoaxCase.current(case_id, seen, by, session).answer_comments(by, st.session_state.get(f"hoax-{case_id}-comments") or "")


def _result(case: HoaxCase) -> str:
    return looks.result(case.programme, case.result, case.made_by_ai)
