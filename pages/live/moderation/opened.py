"""One comment opened: who wrote it (for who answers), what was done so far, notes to colleagues, and the quieter verbs."""

import streamlit as st

from data.wording import say
from models.content.contents import Content
from models.content.incident_links import Subject
from models.people import Assignment
from models.playbooks.moderation import Severity
from models.public.acts import Act
from models.public.hiding import HidingRequest, RequestState
from models.public.hoaxes.cases import HoaxCase
from models.public.interactions import Interaction
from pages.live.moderation import answering, asking, looks, menu
from pages.ui import blocks, formats, incidents, referring
from pages.ui.dialogs import closing
from pages.ui.session import attempt, db, me, signed_in


def show_opened(one: Interaction) -> None:
    actor = me()
    found = [looks.time_look(one), looks.category_look(one), *looks.level_looks(one), *([looks.state_look(one)] if one.open else [])]
    st.markdown(" ".join(look.markdown for look in found))
    st.text(looks.words(one, actor))
    st.caption(blocks.plain(times(one)))
    menu.show_ways(one, actor)
    mine = not one.objections_to_moderating(actor)
    if one.content_id and one.content_id in Content.titles({one.content_id}, db(), actor):
        st.button(
            "Buka kontennya", key="comment-content", type="tertiary", icon=":material/article:", on_click=asking.go,
            args=("review/content/page.py",), kwargs={"id": str(one.content_id)},
        )  # fmt: skip
    if mine:
        show_person(one)
        answering.show_link(one)
        show_handling(one)
    elif not HoaxCase.objections_to_recording(one.programme, actor):
        st.button("Jadikan perkara hoaks", key="comment-hoax", icon=":material/report:", on_click=asking.ask, args=("hoax", one.pk))
    incidents.show_block(Subject.INTERACTION, one.pk, one.programme_id, actor)
    referring.show_kept(one)
    show_acts(one)
    if mine:
        show_note(one)


def times(one: Interaction) -> str:
    parts = [f"masuk {formats.moment(one.received_at)}", f"tenggat {formats.moment(one.due_at)}"]
    if one.response_minutes is not None:
        parts.append(f"respons pertama {looks.minutes(one.response_minutes)} layanan")
    return " · ".join(parts)


def show_person(one: Interaction) -> None:
    """Apart from the list: only who answers needs to know, and only when he opens it."""
    if one.citizen and (one.citizen.name or one.citizen.handle):
        handle = f"@{one.citizen.handle}" if one.citizen.handle else ""
        with st.expander("Akun penulis", icon=":material/person:"):
            st.text(" · ".join(filter(None, (one.citizen.name, handle))))
            st.caption(say("moderation.person_help"))


def show_handling(one: Interaction) -> None:
    actor = me()
    with st.container(horizontal=True, gap="xsmall"):
        if one.open and one.assigned_id != actor.person_id:
            st.button("Saya tangani", key="comment-take", icon=":material/person_add:", on_click=take, args=(one.pk, one.version))
        if one.open and one.assigned_id is not None:
            st.button("Lepaskan", key="comment-release", type="tertiary", on_click=release, args=(one.pk, one.version))
        if one.undoable(actor):
            st.button("Urungkan", key="comment-undo", icon=":material/undo:", on_click=undo, args=(one.pk, one.version))
        if not one.open:
            with st.popover("Buka lagi", icon=":material/restart_alt:"):
                st.text_area("Alasan", key="reopen-reason", height=80)
                st.button("Buka lagi komentar ini", key="comment-reopen", on_click=reopen, args=(one.pk, one.version))


def show_acts(one: Interaction) -> None:
    told = [(act.at, act.by, say(f"deeds.{act.deed.value}"), act.note, act.house_rule) for act in Act.of(one.pk, db())]
    for request in HidingRequest.of(one.pk, db()) if one.guarded else []:
        if request.state is RequestState.REFUSED and request.decided_at:
            told.append((request.decided_at, None, say("hiding.was_refused"), request.decision, ""))
        told.append((request.asked_at, request.asked_by, say("hiding.was_asked"), request.note, request.house_rule))
    rules = {rule.key: rule.label for rule in one.rules.house_rules}
    for at, by, words, note, rule in sorted(told, key=lambda line: line[0], reverse=True):
        line = " · ".join(filter(None, (formats.short_moment(at), by.name if by else "", words, rules.get(rule, ""))))
        st.markdown(f":small[:gray[{blocks.plain(line)}]]")
        if note and note.text and not one.withheld_from(me()):
            st.text(note.text)


def show_note(one: Interaction) -> None:
    st.text_area("Catatan internal", key=f"note-{one.pk}", height=80, help=say("moderation.note_help"))
    st.button("Tambahkan catatan", key="comment-note", on_click=note, args=(one.pk, one.version))


def show_sort(one: Interaction) -> None:
    """What it really is, and how grave."""
    st.text(one.shown_to(me()))
    labels = {told.key: told.label for told in one.rules.moderation.categories}
    st.selectbox("Kategori", list(labels), index=list(labels).index(one.sort.key), key="sort-category", format_func=lambda key: labels[key])
    st.segmented_control(
        "Keparahan", [one.value for one in Severity], default=None, key="sort-severity",
        format_func=lambda key: f":gray[{say(f'severities.{key}')}]",
    )  # fmt: skip
    st.caption(say("moderation.sort_help"))
    st.button("Simpan kategori", key="sort-save", type="primary", on_click=sort, args=(one.pk, one.version))


def show_assign(one: Interaction) -> None:
    st.text(one.shown_to(me()))
    people = {person.pk: person.name for person in Assignment.holders(one.programme_id, one.rules.rights["moderate"], db())}
    place = list(people).index(one.assigned_id) if one.assigned_id in people else None
    st.selectbox(
        "Petugas", list(people), index=place, key="assign-person", placeholder="Pilih petugas", format_func=lambda key: people[key]
    )
    st.button("Tugaskan", key="assign-save", type="primary", on_click=assign, args=(one.pk, one.version))


def show_refer(one: Interaction) -> None:
    """To an official channel, and what came back from there."""
    st.text(one.shown_to(me()))
    referring.show_referring(one, one.programme)


def show_reason(one: Interaction, name: str) -> None:
    """Closing without acting, and escalating: why."""
    st.text(one.shown_to(me()))
    barred = one.objections_to_escalating(me()) if name == "escalate" else ()
    blocks.issues_list(barred)
    st.caption(say(f"moderation.{name}_help"))
    st.text_area("Alasan", key=f"{name}-reason", height=90)
    label = "Eskalasikan" if name == "escalate" else "Tutup tanpa tindakan"
    act = escalate if name == "escalate" else close
    st.button(label, key=f"{name}-save", type="primary", disabled=bool(barred), on_click=act, args=(one.pk, one.version))


def take(interaction_id: int, seen: int) -> None:
    with attempt(say("moderation.taken"), then=closing) as session:
        by = signed_in(session)
        Interaction.current(interaction_id, seen, by, session).take(by)


def release(interaction_id: int, seen: int) -> None:
    with attempt(say("moderation.released"), then=closing) as session:
        by = signed_in(session)
        Interaction.current(interaction_id, seen, by, session).release(by)


def undo(interaction_id: int, seen: int) -> None:
    with attempt(say("moderation.undone"), then=closing) as session:
        by = signed_in(session)
        Interaction.current(interaction_id, seen, by, session).undo(by)


def reopen(interaction_id: int, seen: int) -> None:
    with attempt(say("moderation.reopened"), then=closing) as session:
        by = signed_in(session)
        Interaction.current(interaction_id, seen, by, session).reopen(by, st.session_state.get("reopen-reason") or "")


def note(interaction_id: int, seen: int) -> None:
    def finish() -> None:
        st.session_state.pop(f"note-{interaction_id}", None)

    with attempt(say("moderation.noted"), then=finish) as session:
        by = signed_in(session)
        Interaction.current(interaction_id, seen, by, session).note(by, st.session_state.get(f"note-{interaction_id}") or "")


def sort(interaction_id: int, seen: int) -> None:
    with attempt(say("moderation.sorted"), then=closing) as session:
        by = signed_in(session)
        severity = st.session_state.get("sort-severity") or ""
        Interaction.current(interaction_id, seen, by, session).categorise(by, st.session_state.get("sort-category") or "", severity)


def assign(interaction_id: int, seen: int) -> None:
    with attempt(say("moderation.assigned"), then=closing) as session:
        by = signed_in(session)
        Interaction.current(interaction_id, seen, by, session).assign(st.session_state.get("assign-person") or 0, by)


def close(interaction_id: int, seen: int) -> None:
    with attempt(say("moderation.closed"), then=closing) as session:
        by = signed_in(session)
        Interaction.current(interaction_id, seen, by, session).close(by, st.session_state.get("close-reason") or "")


def escalate(interaction_id: int, seen: int) -> None:
    with attempt(say("moderation.escalated"), then=closing) as session:
        by = signed_in(session)
        Interaction.current(interaction_id, seen, by, session).escalate(by, st.session_state.get("escalate-reason") or "")
