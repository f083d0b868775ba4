"""Fakta: dicatat sekali, dipakai beberapa konten; bila berubah, tiap konten mendapat tugas koreksi."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.contents import Content
from models.content.fact_uses import FactUse
from models.content.facts import Fact, objections_to_facts
from models.programmes import Programme
from pages.live.incidents.asking import local_now, moment
from pages.ui import blocks, correcting, formats
from pages.ui.session import attempt, db, signed_in

CONTENT = "review/content/page.py"


def show_facts(programmes: list[Programme], actor: Actor) -> None:
    """The newest of each programme, what is owed because one changed, and a form for another."""
    owing = FactUse.owing([one.pk for one in programmes], db())
    show_owing(owing, programmes, actor)
    known = Fact.of([one.pk for one in programmes], db(), limit=20)
    with st.container(gap="xsmall"):
        blocks.heading("Fakta", len(known), icon="straighten")
        if not known:
            blocks.empty(say("incidents.no_facts"))
        by_id, uses = {one.pk: one for one in programmes}, FactUse.among([one.pk for one in known], db())
        titles = Content.titles({one.content_id for one in uses}, db(), actor)
        for one in known:
            mine = [use.content_id for use in uses if use.fact_id == one.pk and use.content_id in titles]
            show_fact(one, by_id[one.programme_id], actor, {content_id: titles[content_id] for content_id in mine})
        show_new([one for one in programmes if not objections_to_facts(one, actor)])


def show_owing(owing: list[FactUse], programmes: list[Programme], actor: Actor) -> None:
    if not owing:
        return
    contents = Content.titled([one.content_id for one in owing], actor, db())
    facts = {one.pk: one for one in Fact.of([one.pk for one in programmes], db(), {one.fact_id for one in owing})}
    with st.container(gap="xsmall"):
        blocks.heading("Konten yang perlu dikoreksi", len(contents), icon="edit_note", color="red")
        for content in contents:
            use = next(one for one in owing if one.content_id == content.pk)
            fact = facts[use.fact_id]
            with st.container(border=True, gap="xxsmall"):
                st.markdown(f"**{blocks.plain(content.title)}**  \n:small[:red[{blocks.plain(f'{fact.label} sekarang {fact.said}')}]]")
                with st.container(horizontal=True, gap="xsmall"):
                    correcting.show_buttons(content, actor, "fact")
            correcting.show_asked(content, actor)


def show_fact(one: Fact, programme: Programme, actor: Actor, used_in: dict[int, str]) -> None:
    about = f"{one.source} · {formats.short_moment(one.as_of)} · {programme.name}"
    with blocks.row_of(f"{one.label}: {one.said}", about):
        if used_in:
            with st.popover(f"{len(used_in)} konten", icon=":material/article:", key=f"fact-used-{one.pk}"):
                st.caption(say("facts.used_in"))
                for content_id, title in used_in.items():
                    st.page_link(CONTENT, label=blocks.plain(title), query_params={"id": str(content_id)})
        if not objections_to_facts(programme, actor):
            with st.popover("Perbarui", key=f"fact-ask-{one.pk}"):
                st.text_input("Nilai baru", key=f"fact-value-{one.pk}", max_chars=80)
                st.text_input("Sumber", one.source, key=f"fact-source-{one.pk}", max_chars=160)
                st.datetime_input("Keadaan pada (WIB)", local_now(), key=f"fact-at-{one.pk}", step=60, format="DD/MM/YYYY")
                st.button("Simpan nilai", type="primary", key=f"fact-save-{one.pk}", on_click=change, args=(one.pk, one.version))


def show_new(offered: list[Programme]) -> None:
    if not offered:
        return
    with st.expander("Catat fakta baru", icon=":material/add:", key="fact-new"):
        by_id = {one.pk: one for one in offered}
        chosen = offered[0].pk
        if len(offered) > 1:
            chosen = st.selectbox("Program fakta", list(by_id), key="fact-programme", format_func=lambda one: by_id[one].name)
        st.text_input("Nama fakta", key="fact-label", max_chars=80, placeholder=say("incidents.fact_example"))
        with st.container(horizontal=True, gap="small"):
            st.text_input("Nilai", key="fact-value", max_chars=80)
            st.text_input("Satuan (boleh kosong)", key="fact-unit", max_chars=20)
        st.text_input("Sumber fakta", key="fact-source", max_chars=160)
        st.datetime_input("Keadaan pada jam (WIB)", local_now(), key="fact-at", step=60, format="DD/MM/YYYY")
        st.button("Catat fakta", key="fact-record", type="primary", on_click=record, args=(chosen,))


def record(programme_id: int) -> None:
    state = st.session_state
    with attempt("Fakta dicatat.", then=forget) as session:
        Fact.record(
            Programme.find(programme_id, session), state.get("fact-label") or "", state.get("fact-value") or "", signed_in(session),
            session, unit=state.get("fact-unit") or "", source=state.get("fact-source") or "", as_of=moment("fact-at"),
        )  # fmt: skip


def change(fact_id: int, seen: int) -> None:
    state = st.session_state
    with attempt("Fakta diperbarui.") as session:
        by = signed_in(session)
        fact = Fact.current(fact_id, seen, by.teams, session)
        fact.change(
            Programme.find(fact.programme_id, session), by, state.get(f"fact-value-{fact_id}") or "",
            source=state.get(f"fact-source-{fact_id}") or "", as_of=moment(f"fact-at-{fact_id}"),
        )  # fmt: skip


def forget() -> None:
    for key in ("fact-label", "fact-value", "fact-unit", "fact-source"):
        st.session_state[key] = ""
