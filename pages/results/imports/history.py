"""Tab Riwayat: every import with what it did, and the way to undo it."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.programmes import Programme
from models.results.importing.layouts import layouts
from models.results.measurements import MeasureImport, Source
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, signed_in

BEFORE, SHOWN = "history-before", "history-import"
PAGE = 20


def show_history(actor: Actor, programme: Programme) -> None:
    shown = st.session_state.get(SHOWN)
    before = shown + 1 if shown else st.session_state.get(BEFORE)
    found = MeasureImport.newest([programme.pk], db(), before=before, size=PAGE)
    if not found:
        blocks.empty(say("figures.no_imports"))
    labels = {one.key: one.label for one in programme.rules.channels}
    kinds = {one.key: one.label for one in layouts()}
    for one in found[:1] if shown else found[:PAGE]:
        show_import(actor, programme, one, labels.get(one.channel, one.channel), kinds)
    with st.container(horizontal=True, gap="xsmall"):
        if before is not None:
            st.button("Semua impor" if shown else "Terbaru", key="history-first", on_click=from_the_start)
        if not shown and len(found) > PAGE:
            st.button("Yang lebih lama", key="history-older", icon=":material/chevron_right:", on_click=leaf, args=(found[PAGE - 1].pk,))


def show_import(actor: Actor, programme: Programme, one: MeasureImport, channel: str, kinds: dict[str, str]) -> None:
    look = blocks.Look("Diurungkan", "gray", "undo") if one.undone_at else blocks.Look("Berlaku", "green", "check_circle")
    what = one.name if one.source is Source.FILE else say("figures.typed")
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"{look.markdown} **{blocks.plain(channel)}** · {blocks.plain(what)}")
        who = one.by.name if one.by else "Simpul"
        st.caption(blocks.plain(f"{formats.moment(one.at)} · {who} · {formats.period(one.since, one.until)}"))
        counts = say("figures.applied", added=one.added, changed=one.changed, unchanged=one.unchanged, refused=one.refused)
        st.caption(blocks.plain(" · ".join(filter(None, [kinds.get(one.layout, ""), counts]))))
        if one.note:
            st.text(one.note.text)
        if not one.objections_to_undoing(programme, actor):
            with st.popover("Urungkan impor", icon=":material/undo:"):
                st.markdown(say("figures.undo_ask"))
                st.text_input("Alasan", key=f"undo-why-{one.pk}")
                st.button("Ya, urungkan", type="primary", key=f"undo-{one.pk}", on_click=undo, args=(programme.pk, one.pk, one.version))


def undo(programme_id: int, import_id: int, seen: int) -> None:
    with attempt("Impor diurungkan.") as session:
        programme = Programme.find(programme_id, session)
        reason = st.session_state.get(f"undo-why-{import_id}", "")
        MeasureImport.current(import_id, seen, programme, session).undo(programme, signed_in(session), reason)


def from_the_start() -> None:
    st.session_state.pop(BEFORE, None)
    st.session_state.pop(SHOWN, None)


def leaf(before: int) -> None:
    st.session_state[BEFORE] = before
