"""Tab Akun kanal: siapa memegang akun mana, apa yang perlu perhatian; tanpa kata sandi."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import today
from models.governance.accounts import LENGTHS, ChannelAccount
from models.governance.acknowledging import members
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, me, signed_in

FIELDS = {
    "handle": "Nama akun",
    "link": "Tautan (boleh kosong)",
    "recovery": "Kontak pemulihan milik kantor",
    "note": "Catatan (boleh kosong)",
}


def show_accounts(programme: Programme) -> None:
    st.caption(say("accounts.help"))
    actor, team = me(), members(programme.pk, db())
    found = ChannelAccount.register_of(programme, actor, db())
    keeps = not ChannelAccount.objections_to_keeping(programme, actor)
    if keeps:
        with st.expander("Tambah akun kanal", icon=":material/add:", key="account-form"):
            show_form(programme, team)
    if not found:
        blocks.empty(say("accounts.none_keeper" if keeps else "accounts.none"))
    for one in found:
        show_account(one, programme, team, keeps=keeps)


def show_account(one: ChannelAccount, programme: Programme, team: dict[int, str], *, keeps: bool) -> None:
    channel = next((channel.label for channel in programme.rules.channels if channel.key == one.channel), one.channel)
    warnings = one.warnings(team)
    with st.container(border=True, gap="xsmall"):
        with blocks.row_of(f"{channel} · {one.handle}", about(one), look(one, bool(warnings)), border=False):
            if keeps and one.active:
                show_verbs(one, team)
        if warnings:
            blocks.issues_list(warnings)
        for line in filter(None, (one.recovery and f"Pemulihan: {one.recovery}", one.note)):
            st.caption(blocks.plain(line))
        if one.link:
            st.caption(f":material/link: {blocks.plain(one.link)}")
        if former := [each for each in one.custodies if each.ends_on]:
            with st.expander("Pemegang sebelumnya", icon=":material/history:", key=f"account-former-{one.pk}"):
                for each in former:
                    words = say("accounts.before", name=each.person.name, period=formats.period(each.starts_on, each.ends_on))
                    st.caption(blocks.plain(words))


def about(one: ChannelAccount) -> str:
    held = one.holder
    who = say("accounts.held_by", name=held.person.name, since=formats.day(held.starts_on)) if held else say("accounts.held_by_nobody")
    checked = say("accounts.checked_on", on=formats.day(one.checked_on)) if one.checked_on else say("accounts.never_checked")
    return " · ".join((who, say("accounts.two_step_on" if one.two_step else "accounts.two_step_off"), checked))


def look(one: ChannelAccount, warned: bool) -> blocks.Look:
    if not one.active:
        return blocks.Look(say("accounts.inactive"), "gray", "block")
    if warned:
        return blocks.Look(say("accounts.attention"), "orange", "warning")
    return blocks.Look(say("accounts.in_order"), "green", "verified_user")


def show_verbs(one: ChannelAccount, team: dict[int, str]) -> None:
    seen = one.pk, one.version
    with st.popover("Kelola", key=f"account-keep-{one.pk}"):
        st.toggle("Dua langkah menyala", value=one.two_step, key=f"account-two-{one.pk}")
        st.button("Catat pemeriksaan hari ini", key=f"account-check-{one.pk}", icon=":material/fact_check:", on_click=check, args=seen)
        st.selectbox(
            "Serahkan kepada", list(team), index=None, key=f"account-next-{one.pk}", placeholder="Pilih anggota tim",
            format_func=lambda person_id: team.get(person_id, ""),
        )  # fmt: skip
        st.date_input("Sejak tanggal", value=today(), max_value=today(), key=f"account-since-{one.pk}", format="DD/MM/YYYY")
        st.button("Serahterimakan", key=f"account-hand-{one.pk}", icon=":material/swap_horiz:", on_click=hand_over, args=seen)
        for key, label in FIELDS.items():
            st.text_input(label, value=getattr(one, key), key=f"account-{key}-{one.pk}", max_chars=LENGTHS[key])
        st.button("Simpan perubahan", key=f"account-revise-{one.pk}", icon=":material/save:", on_click=revise, args=seen)
        st.button(
            "Tutup akun", key=f"account-close-{one.pk}", icon=":material/block:", help=say("accounts.close_ask"), on_click=close, args=seen
        )


def show_form(programme: Programme, team: dict[int, str]) -> None:
    channels = {one.key: one.label for one in programme.rules.channels}
    with st.form("account", border=False, clear_on_submit=False):
        st.selectbox("Kanal", list(channels), key="account-channel", format_func=lambda one: channels[one])
        for key, label in FIELDS.items():
            st.text_input(label, key=f"account-{key}", max_chars=LENGTHS[key])
        st.selectbox(
            "Pemegang", list(team), index=None, key="account-custodian", placeholder="Pilih anggota tim",
            format_func=lambda person_id: team.get(person_id, ""),
        )  # fmt: skip
        st.checkbox("Verifikasi dua langkah menyala", key="account-two")
        st.form_submit_button("Tambah akun kanal", on_click=add, args=(programme.pk,))


def add(programme_id: int) -> None:
    state = st.session_state
    with attempt(say("accounts.added"), then=forget) as session:
        by: Actor = signed_in(session)
        ChannelAccount.add(
            Programme.find(programme_id, session), state["account-channel"], state["account-handle"], state["account-custodian"] or 0,
            by, session, two_step=bool(state["account-two"]), **{key: state[f"account-{key}"] for key in ("link", "recovery", "note")},
        )  # fmt: skip


def forget() -> None:
    for key in FIELDS:
        st.session_state[f"account-{key}"] = ""


def check(account_id: int, seen: int) -> None:
    with attempt(say("accounts.checked")) as session:
        by = signed_in(session)
        ChannelAccount.current(account_id, seen, by, session).check(by, two_step=bool(st.session_state[f"account-two-{account_id}"]))


def hand_over(account_id: int, seen: int) -> None:
    state = st.session_state
    with attempt(say("accounts.handed_over")) as session:
        by = signed_in(session)
        account = ChannelAccount.current(account_id, seen, by, session)
        account.hand_over(state[f"account-next-{account_id}"] or 0, by, state[f"account-since-{account_id}"])


def revise(account_id: int, seen: int) -> None:
    with attempt(say("accounts.revised")) as session:
        by = signed_in(session)
        told = {key: st.session_state[f"account-{key}-{account_id}"] for key in FIELDS}
        ChannelAccount.current(account_id, seen, by, session).revise(by, **told)


def close(account_id: int, seen: int) -> None:
    with attempt(say("accounts.closed")) as session:
        by = signed_in(session)
        ChannelAccount.current(account_id, seen, by, session).close(by)
