"""Satu tindak lanjut: apa, siapa, kapan, kemajuannya, buktinya, sampai selesai."""

from typing import Any

import streamlit as st

from data import files
from data.wording import say
from models.actors import Actor, can
from models.content.media import MediaRole
from models.results.evaluations.follow_ups import FollowUp, FollowUpProgress
from models.results.evaluations.following import LENGTHS
from pages.results.evaluation.asking import ask
from pages.results.evaluation.dialogs import show_asked
from pages.results.evaluation.going import to_list, to_one
from pages.ui import blocks, evaluation_words, formats, uploads
from pages.ui.session import attempt, db, signed_in, telling


def show_follow_up(one: FollowUp, actor: Actor) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        st.button("Tindak lanjut", key="back", icon=":material/arrow_back:", type="tertiary", on_click=to_list)
        if one.evaluation_id:
            st.button("Evaluasinya", key="to-evaluation", type="tertiary", on_click=to_one, args=(one.evaluation_id, "tindak"))
    due = say("evaluation.owner_due", owner=one.owner.name, due=formats.day(one.due_on))
    about = f"{one.programme.name} · {say(f'follow_up_kinds.{one.kind}')} · {due}"
    blocks.title(one.title, about, [evaluation_words.follow_up_look(one)])
    left, right = st.columns([3, 2], gap="medium")
    with left:
        show_about(one)
        show_steps(one)
    with right:
        show_working(one, actor)
        show_steering(one, actor)
    show_asked(one.evaluation_id or 0)


def show_about(one: FollowUp) -> None:
    facts = [("Surat pemeriksaan", one.letter), ("Tentang", evaluation_words.subject(one.about, one.programme.rules) if one.about else "")]
    for label, value in facts:
        if value:
            st.markdown(f":small[:gray[{label}]]  \n{blocks.plain(value)}")
    if one.detail:
        st.text(one.detail)
    if one.idea_id or one.plan_id:
        st.caption(say("evaluation.planned_priority" if one.plan_id else "evaluation.planned_idea"))


def show_steps(one: FollowUp) -> None:
    found = FollowUp.steps([one.pk], db()).get(one.pk, [])
    blocks.heading("Kemajuan", len(found), icon="timeline")
    if not found:
        blocks.empty("Belum ada kemajuan yang dicatat.")
    for step in found:
        with st.container(border=True, gap="xsmall"):
            who = step.by.name if step.by else "Simpul"
            st.caption(blocks.plain(f"{say(f'follow_up_states.{step.state}')} · {who} · {formats.moment(step.at)}"))
            st.text(step.note.text)
            show_proof(step)


def show_proof(step: FollowUpProgress) -> None:
    if step.link:
        st.link_button("Buka tautan bukti", step.link, icon=":material/link:")
    if step.sha256 and files.exists(step.sha256):
        st.download_button(
            step.file_name or "Unduh bukti", key=f"proof-{step.pk}", icon=":material/download:", file_name=step.file_name,
            data=lambda: files.read(step.sha256 or ""), on_click="ignore",
        )  # fmt: skip


def show_working(one: FollowUp, actor: Actor) -> None:
    if barred := one.objections_to_working(actor):
        blocks.issues_list(barred)
        return
    key = f"work-{one.pk}"
    with st.container(border=True, gap="small"):
        st.markdown("**Catat kemajuan**")
        st.text_area("Yang dikerjakan", key=f"{key}-note", max_chars=LENGTHS["note"], height=110)
        st.text_input("Tautan bukti (boleh kosong)", key=f"{key}-link", max_chars=LENGTHS["link"], placeholder="https://")
        st.file_uploader("Berkas bukti, PDF atau gambar (boleh kosong)", key=f"{key}-file")
        with st.container(horizontal=True, gap="xsmall"):
            st.button("Simpan kemajuan", key=f"{key}-save", on_click=work_on, args=(one.pk, one.version, key))
            st.button(
                "Selesai", key=f"{key}-done", type="primary", icon=":material/check:", on_click=finish, args=(one.pk, one.version, key)
            )


def show_steering(one: FollowUp, actor: Actor) -> None:
    plans = one.evaluation_id and can(actor, "plan", one.programme) and not (one.idea_id and one.plan_id)
    with st.container(horizontal=True, gap="xsmall"):
        if plans:
            st.button("Jadikan rencana", key="follow-plan", icon=":material/add_task:", on_click=ask, args=("plan_follow", one.pk))
        if not one.objections_to_revising(actor):
            st.button("Ubah", key="follow-edit", icon=":material/edit:", on_click=ask, args=("revise_follow", one.pk))
            with st.popover("Batalkan", icon=":material/cancel:", key="ask-follow-cancel"):
                st.text_area("Alasan", key=f"cancel-{one.pk}", height=90)
                st.button("Ya, batalkan", key="follow-cancel", type="primary", on_click=cancel, args=(one.pk, one.version))


def given(key: str) -> dict[str, Any]:
    """Note, link, and the file examined and kept; slow, so before the transaction."""
    told: dict[str, Any] = {"note": st.session_state.get(f"{key}-note") or "", "link": st.session_state.get(f"{key}-link") or ""}
    if uploaded := st.session_state.get(f"{key}-file"):
        media = uploads.kept(uploaded.getvalue(), uploaded.name, MediaRole.PROOF)
        told |= {"sha256": media.sha256, "file_name": media.name}
    return told


def work_on(follow_up_id: int, seen: int, key: str) -> None:
    with telling():
        told = given(key)
        with attempt(say("evaluation.follow_up_saved"), then=lambda: forget(key)) as session:
            by = signed_in(session)
            FollowUp.current(follow_up_id, seen, by.teams, session).work_on(by, **told)


def finish(follow_up_id: int, seen: int, key: str) -> None:
    with telling():
        told = given(key)
        with attempt(say("evaluation.follow_up_done"), then=lambda: forget(key)) as session:
            by = signed_in(session)
            FollowUp.current(follow_up_id, seen, by.teams, session).finish(by, **told)


def cancel(follow_up_id: int, seen: int) -> None:
    with attempt(say("evaluation.follow_up_cancelled")) as session:
        by = signed_in(session)
        FollowUp.current(follow_up_id, seen, by.teams, session).cancel(by, st.session_state.get(f"cancel-{follow_up_id}") or "")


def forget(key: str) -> None:
    for part in ("note", "link"):
        st.session_state[f"{key}-{part}"] = ""
