"""Akun saya: own roles and what they may do, own absence, own password, own open sessions."""

import streamlit as st
from sqlmodel import Session

from data.database import reading
from data.wording import say
from models import passwords
from models.actors import OFFICE_ROLES, Hat
from models.errors import NotFound
from models.passwords import Password
from models.people import Person
from models.playbooks import Playbook
from models.sessions import SignIn, Throttle
from pages.ui import blocks, formats, new_password
from pages.ui.absence import show_absences
from pages.ui.digest_wish import show_digest
from pages.ui.role_screens import show_screens
from pages.ui.session import attempt, db, me, notice, programmes, signed_in, token, visitor
from pages.ui.subscriptions import show_subscriptions


def show_account() -> None:
    person = Person.find(me().person_id or 0, db())
    blocks.title(person.name, f"Nama pengguna {person.username}")
    left, right = st.columns([3, 2], gap="medium")
    with left:
        show_roles()
        blocks.heading("Saya cuti", icon="event_busy")
        show_absences(person)
        show_subscriptions(me())
    with right:
        blocks.heading("Ubah kata sandi", icon="key")
        show_password(person)
        show_sessions(person)
        show_digest(person)


def show_roles() -> None:
    hats = sorted(me().hats, key=lambda hat: (hat.programme_id or 0, hat.role))
    blocks.heading("Peran saya", len(hats), icon="badge")
    rules = {one.id: one.rules for one in programmes()}
    for hat in hats:
        show_hat(hat, rules.get(hat.programme_id or 0))
    if not hats:
        blocks.empty(say("pages.no_role_mine"))


def show_hat(hat: Hat, rules: Playbook | None) -> None:
    with st.container(border=True, gap="xsmall"):
        if rules is None or hat.role in OFFICE_ROLES:
            st.markdown(f"**{say(f'office_roles.{hat.role}')}**{f' · {blocks.plain(rules.name)}' if rules else ''}")
            st.caption(say(f"office_duties.{hat.role}"))
            return
        role = rules.role(hat.role)
        instead = " :blue-badge[:material/switch_account: menggantikan]" if hat.on_behalf_of else ""
        if hat.temporary:
            instead += f" :orange-badge[:material/assignment_ind: {say('team.temporary_hat')}]"
        st.markdown(f"**{blocks.plain(role.label)}** · {blocks.plain(rules.name)}{instead}")
        st.markdown("\n".join(f"- {blocks.plain(duty)}" for duty in role.duties))
        show_screens(hat.role, rules, temporary=hat.temporary)


def show_password(person: Person) -> None:
    with st.form("password"):
        st.text_input("Kata sandi sekarang", type="password", key="own-old", autocomplete="current-password")
        new_password.show_new_password("own")
        st.form_submit_button("Ubah kata sandi", type="primary", on_click=change_password, args=(person.pk,))
    st.caption(say("pages.password_ends_sessions"))


def show_sessions(person: Person) -> None:
    opened = SignIn.open_ones(person.pk, db())
    blocks.heading("Sesi terbuka", len(opened), icon="devices")
    for one in opened:
        here = one.token == token()
        look = blocks.Look("Sesi ini", "green", "check_circle") if here else None
        with blocks.row_of(
            one.device or "Perangkat lain", f"masuk {formats.ago(one.opened_at)} · sampai {formats.short_moment(one.ends_at)}", look
        ):
            if not here:
                st.button("Keluarkan", key=f"end-session-{one.id}", on_click=end_session, args=(one.pk,))
    if len(opened) > 1:
        st.button("Keluarkan semua yang lain", key="end-others", icon=":material/logout:", on_click=end_other_sessions)


def change_password(person_id: int) -> None:
    actor, throttled = visitor(), f"own:{person_id}"
    if actor is None or actor.person_id != person_id:
        return  # the sign-in form comes by itself
    with reading() as look:
        person, waits = Person.find(person_id, look), Throttle.waits([throttled], look)
    if waits or not passwords.matches(st.session_state["own-old"], person.password_hash):
        notice("refused", say("issues.password_wait" if waits else "issues.password_wrong"))
        with attempt() as session:
            Throttle.miss(throttled, session)
    elif password := new_password.chosen("own", person.username, person.name):
        with attempt("Kata sandi diubah.", then=lambda: new_password.forget("own")) as session:
            save_password(Person.current(person_id, person.version, session), password, session)


def save_password(person: Person, password: Password, session: Session) -> None:
    """This session stays open, every other one of the person ends."""
    by = signed_in(session)
    if by.person_id != person.id:
        raise NotFound
    person.set_password(password, by=by)
    session.flush()
    SignIn.renew(token(), person, session)


def end_session(sign_in_id: int) -> None:
    with attempt("Sesi itu sudah keluar.") as session:
        SignIn.revoke_one(sign_in_id, signed_in(session).person_id or 0, session)


def end_other_sessions() -> None:
    with attempt("Semua sesi lain sudah keluar.") as session:
        SignIn.revoke_others(token(), signed_in(session).person_id or 0, session)


show_account()
