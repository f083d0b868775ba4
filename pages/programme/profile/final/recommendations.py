"""Rekomendasi kebijakan: dari evaluasi mana, kepada siapa, diputus bagaimana, dan sampai mana pelaksanaannya (S4.5)."""

from collections.abc import Callable

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import LOCAL
from models.governance.recommendations import Recommendation, RecommendationState
from models.governance.recommending import LENGTHS, findings
from models.programmes import Programme
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.following import owners
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, me, signed_in

LOOKS: dict[RecommendationState, tuple[blocks.Color, str]] = {
    RecommendationState.PROPOSED: ("blue", "lightbulb"),
    RecommendationState.ACCEPTED: ("green", "thumb_up"),
    RecommendationState.REJECTED: ("red", "thumb_down"),
    RecommendationState.CARRIED_OUT: ("green", "task_alt"),
}


def show_recommendations(programme: Programme) -> None:
    st.caption(say("recommendations.caption"))
    found = Recommendation.listed(programme.pk, me(), db())
    if not Recommendation.objections_to_proposing(programme, me()):
        show_proposing(programme)
    if not found:
        blocks.empty(say("recommendations.none"))
    for one in found:
        show_one(programme, one)


def show_proposing(programme: Programme) -> None:
    with st.expander("Usulkan rekomendasi", icon=":material/add:", key="recommendation-new"):
        if not Evaluation.listed([programme.pk], db(), size=1):
            st.caption(say("recommendations.no_evaluation"))
            return
        show_fields(programme, None)


def show_fields(programme: Programme, one: Recommendation | None) -> None:
    """Finding and evaluation are one choice: '0:<evaluation>' where no single finding is meant."""
    key = f"recommendation-{one.pk if one else f'new-{programme.pk}'}"
    st.text_input("Judul", one.title if one else "", key=f"{key}-title", max_chars=LENGTHS["title"])
    st.text_area("Yang direkomendasikan", one.text if one else "", key=f"{key}-text", height=120, max_chars=LENGTHS["text"])
    st.text_input("Ditujukan kepada", one.addressee if one else "", key=f"{key}-addressee", max_chars=LENGTHS["addressee"])
    periods = {it.pk: it.period.label for it in Evaluation.listed([programme.pk], db())}
    sources = {f"0:{pk}": f"{label}, seluruhnya" for pk, label in periods.items() if one is None or pk == one.evaluation_id}
    for finding, (evaluation, text) in findings(programme.pk, db()).items():
        if one is None or evaluation == one.evaluation_id:
            sources[f"{finding}:{evaluation}"] = f"{periods.get(evaluation, '')}: {text}"
    named = f"{one.finding_id or 0}:{one.evaluation_id}" if one else ""
    index = list(sources).index(named) if named in sources else 0
    st.selectbox("Dasar (evaluasi atau catatannya)", list(sources), index=index, key=f"{key}-source", format_func=lambda it: sources[it])
    people = owners(programme, db())
    mine = list(people).index(one.owner_id) if one and one.owner_id in people else None
    st.selectbox(
        "Penanggung jawab", list(people), index=mine, key=f"{key}-owner", format_func=lambda it: people[it], placeholder="Pilih orang"
    )
    seen = (one.pk, one.version) if one else (0, None)
    st.button("Simpan rekomendasi", key=f"{key}-save", type="primary", on_click=save, args=(programme.pk, key, *seen))


def show_one(programme: Programme, one: Recommendation) -> None:
    color, icon = LOOKS[one.state]
    with st.container(border=True, gap="xsmall"):
        meta = say("recommendations.meta", addressee=one.addressee, owner=one.owner.name)
        look = blocks.Look(say(f"recommendation_states.{one.state}"), color, icon)
        with blocks.row_of(f"{one.number}. {one.title}", meta, look, border=False):
            pass
        with st.container(horizontal=True, gap="small"):
            if not one.objections_to_revising(me()):
                with st.popover("Ubah", icon=":material/edit:", key=f"recommendation-edit-{one.pk}"):
                    show_fields(programme, one)
            if not one.objections_to_deciding(me()):
                show_asking("Terima", "thumb_up", "Alasan", accept, one)
                show_asking("Tolak", "thumb_down", "Alasan", reject, one)
            if not one.objections_to_carrying_out(me()):
                show_asking("Catat pelaksanaan", "task_alt", "Yang sudah dilaksanakan", carry_out, one)
        st.text(one.text)
        finding = f": {one.finding.text}" if one.finding else ""
        st.caption(blocks.plain(say("recommendations.from", period=one.evaluation.period.label) + finding))
        for step in one.steps:
            on = formats.day(step.at.astimezone(LOCAL).date())
            who = step.by.name if step.by else "–"
            st.markdown(f":small[**{say(f'recommendation_states.{step.state}')}** {blocks.plain(f'{on}, {who}: {step.note.text}')}]")


def show_asking(label: str, icon: str, question: str, act: Callable[[int, int], None], one: Recommendation) -> None:
    key = f"recommendation-{act.__name__}-{one.pk}"
    with st.popover(label, icon=f":material/{icon}:", key=f"{key}-ask"):
        st.text_area(question, key=f"{key}-reason", height=100, max_chars=1_500)
        st.button(label, key=key, type="primary", on_click=act, args=(one.pk, one.version))


def save(programme_id: int, key: str, recommendation_id: int, seen: int | None) -> None:
    told = {name: st.session_state.get(f"{key}-{name}") or "" for name in LENGTHS}
    finding, _, evaluation = (st.session_state.get(f"{key}-source") or "0:0").partition(":")
    given = told | {"owner_id": st.session_state.get(f"{key}-owner"), "finding_id": int(finding) or None}

    def clear() -> None:
        for name in (*LENGTHS, "source", "owner") if not recommendation_id else ():
            st.session_state.pop(f"{key}-{name}", None)

    with attempt(say("recommendations.saved" if recommendation_id else "recommendations.proposed"), then=clear) as session:
        by = signed_in(session)
        if recommendation_id:
            Recommendation.current(recommendation_id, seen, by, session).revise(by, given)
        else:
            programme = Programme.find(programme_id, session)
            Recommendation.propose(programme, Evaluation.find(int(evaluation), [programme_id], session), by, session, given)


def change(recommendation_id: int, seen: int, verb: str, done: str, act: Callable[[Recommendation, Actor, str], None]) -> None:
    reason = st.session_state.get(f"recommendation-{verb}-{recommendation_id}-reason") or ""
    with attempt(say(f"recommendations.{done}")) as session:
        by = signed_in(session)
        act(Recommendation.current(recommendation_id, seen, by, session), by, reason)


def accept(recommendation_id: int, seen: int) -> None:
    change(recommendation_id, seen, "accept", "accepted", lambda one, by, reason: one.accept(by, reason))


def reject(recommendation_id: int, seen: int) -> None:
    change(recommendation_id, seen, "reject", "rejected", lambda one, by, reason: one.reject(by, reason))


def carry_out(recommendation_id: int, seen: int) -> None:
    change(recommendation_id, seen, "carry_out", "carried_out", lambda one, by, reason: one.carry_out(by, reason))
