"""Satu surat keputusan atau penugasan sementara: isinya, orangnya, berkasnya, dan keberlakuannya."""

from functools import partial

import streamlit as st

from data import files
from data.wording import say
from models.actors import administers
from models.content.media import MediaRole
from models.errors import NotReady
from models.governance.decreeing import LENGTHS
from models.governance.decrees import Decree, DecreeState
from models.issues import Issue
from models.people import Person
from models.programmes import Unit
from pages.programme.team import decree_facts, looks
from pages.ui import blocks, formats, minutes_links, uploads
from pages.ui.authority_words import role_label
from pages.ui.session import attempt, db, me, signed_in, telling

OPENED = "decree-open"


def show_opened(decree_id: int) -> None:
    st.button("Semua surat", key="decree-back", icon=":material/arrow_back:", type="tertiary", on_click=leave)
    one = Decree.find(decree_id, me(), db())
    drafting = one.state is DecreeState.DRAFT and administers(me())
    st.markdown(f"{looks.look(one).markdown} **{blocks.plain(looks.title(one))}**  \n:small[:gray[{blocks.plain(looks.meta(one))}]]")
    if one.replaces:
        st.caption(say("team.replaces", number=blocks.plain(one.replaces.number)))
    if one.standing() == "transition" and one.holds_until:
        st.warning(say("team.transition_until", day=formats.day(one.holds_until)), icon=":material/hourglass_disabled:")
    left, right = st.columns([3, 2], gap="medium")
    with left:
        show_people(one, drafting=drafting)
    with right:
        show_file(one, drafting=drafting)
        minutes_links.show_why(one, one.programme)
        if drafting:
            decree_facts.show_facts(one)
        if administers(me()):
            show_verbs(one)


def show_people(one: Decree, *, drafting: bool) -> None:
    blocks.heading("Penugasan", len(one.lines), icon="groups")
    units = {unit.pk: unit.name for unit in Unit.all(db())}
    with st.container(border=True, gap="xsmall"):
        if not one.lines:
            st.caption(say("issues.decree_without_people"))
        for line in one.lines:
            about = [role_label(line.role, one.programme.rules), units.get(line.unit_id or 0, ""), line.person.position]
            if one.kind == "temporary":
                about.append(say("team.temporary_hat"))
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False):
                words = blocks.plain(" · ".join(filter(None, about)))
                st.markdown(f"**{blocks.plain(line.person.name)}** :small[:gray[{words}]]", width="stretch")
                if drafting:
                    st.button(
                        "Hapus", key=f"decree-line-{line.pk}", type="tertiary", icon=":material/close:", on_click=remove,
                        args=(one.pk, one.version, line.pk),
                    )  # fmt: skip
    if drafting:
        show_adding(one, units)


def show_adding(one: Decree, units: dict[int, str]) -> None:
    people = {person.pk: person.name for person in Person.listed(db())}
    roles = {role.key: role.label for role in one.programme.rules.roles}
    key = f"appoint-{one.pk}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox("Orang", list(people), index=None, key=f"{key}-person", placeholder="Pilih orang", format_func=lambda it: people[it])
        role = st.selectbox(
            "Peran", list(roles), index=None, key=f"{key}-role", placeholder="Pilih peran", format_func=lambda it: roles[it]
        )
        if role in {it.key for it in one.programme.rules.roles if it.unit}:
            st.selectbox("Unit", list(units), index=None, key=f"{key}-unit", placeholder="Pilih unit", format_func=lambda it: units[it])
        st.button("Tambahkan", key=key, icon=":material/person_add:", on_click=appoint, args=(one.pk, one.version))


def show_file(one: Decree, *, drafting: bool) -> None:
    blocks.heading("Berkas", icon="attach_file")
    if one.sha256 and files.exists(one.sha256):
        st.download_button(
            one.file_name or "Unduh", key=f"decree-file-{one.pk}", icon=":material/download:", file_name=one.file_name,
            data=partial(files.read, one.sha256), on_click="ignore",
        )  # fmt: skip
    else:
        st.caption(say("team.file_missing"))
    if drafting:
        st.file_uploader("Surat yang sudah ditandatangani (PDF atau pindaian)", key=f"decree-upload-{one.pk}")
        if st.session_state.get(f"decree-upload-{one.pk}"):
            st.button("Lampirkan", key=f"decree-attach-{one.pk}", on_click=attach, args=(one.pk,))


def show_verbs(one: Decree) -> None:
    if one.state is DecreeState.DRAFT:
        if issues := one.objections_to_force(me()):
            st.markdown(f"**{say('team.not_ready')}**")
            blocks.issues_list(issues)
        else:
            blocks.confirm(say("team.ask_force"), "Berlakukan", put_in_force, one.pk, one.version, key="decree-force", icon="gavel")
        blocks.confirm(say("team.ask_discard"), "Buang usulan", discard, one.pk, one.version, key="decree-discard", icon="delete")
    elif not one.objections_to_revoking(me()):
        with st.popover("Cabut", icon=":material/block:", key="ask-decree-revoke"):
            st.markdown(say("team.ask_revoke"))
            st.text_area("Alasan", key=f"decree-reason-{one.pk}", max_chars=LENGTHS["reason"], height=90)
            st.button("Ya, cabut", key="decree-revoke", type="primary", on_click=revoke, args=(one.pk, one.version))


def leave() -> None:
    st.session_state.pop(OPENED, None)


def appoint(decree_id: int, seen: int) -> None:
    state, key = st.session_state, f"appoint-{decree_id}"

    def cleared() -> None:
        state.update({f"{key}-{name}": None for name in ("person", "role", "unit")})

    with attempt(say("team.appointed"), then=cleared) as session:
        chosen = state.get(f"{key}-person")
        if not chosen:
            raise NotReady(Issue("person", "decree_person_missing"))
        person = Person.find(chosen, session)
        Decree.current(decree_id, seen, session).appoint(
            person, state.get(f"{key}-role") or "", signed_in(session), state.get(f"{key}-unit")
        )


def remove(decree_id: int, seen: int, line_id: int) -> None:
    with attempt(say("team.removed")) as session:
        Decree.current(decree_id, seen, session).remove_line(line_id, signed_in(session))


def attach(decree_id: int) -> None:
    with telling():
        uploaded = st.session_state[f"decree-upload-{decree_id}"]
        media = uploads.kept(uploaded.getvalue(), uploaded.name, MediaRole.PROOF)
        with attempt(say("team.attached")) as session:
            Decree.current(decree_id, None, session).attach(media.sha256, media.name, media.type, signed_in(session))


def put_in_force(decree_id: int, seen: int) -> None:
    with attempt(say("team.in_force")) as session:
        Decree.current(decree_id, seen, session).put_in_force(signed_in(session))


def discard(decree_id: int, seen: int) -> None:
    with attempt(say("team.discarded"), then=leave) as session:
        Decree.current(decree_id, seen, session).discard(signed_in(session))


def revoke(decree_id: int, seen: int) -> None:
    with attempt(say("team.revoked_done")) as session:
        Decree.current(decree_id, seen, session).revoke(signed_in(session), st.session_state.get(f"decree-reason-{decree_id}") or "")
