"""Bagian Surat keputusan: semua surat program ini, yang belum ada SK-nya, dan pejabat pengganti."""

from datetime import date, timedelta

import streamlit as st

from data.wording import say
from models.actors import administers
from models.base import today
from models.deputies import Deputyship
from models.governance.decreeing import LENGTHS
from models.governance.decrees import Decree, DecreeKind, without_decree
from models.programmes import Programme
from pages.documents import decree_list
from pages.programme.team import decree as opened
from pages.programme.team import looks
from pages.ui import blocks, choice, formats
from pages.ui.authority_words import role_label
from pages.ui.session import attempt, db, me, signed_in


def show_decrees(programme: Programme) -> None:
    """One open, or all of them."""
    if decree_id := choice.opened(opened.OPENED, "sk", programme):
        opened.show_opened(decree_id)
        return
    rules, keeps = programme.rules.governance, administers(me())
    st.caption(say("team.help", warn=rules.decree_warn_days, transition=rules.transition_days))
    found = Decree.shelf(programme, me(), db())
    if found:
        st.download_button(
            "Cetak daftar", decree_list.offered(programme.pk), decree_list.file_name(programme), "application/pdf", key="decree-list",
            icon=":material/print:", on_click="ignore",
        )  # fmt: skip
    for one in found:
        show_row(one)
    if not found:
        blocks.empty(say("team.none_admin" if keeps else "team.none_yet"))
    if keeps:
        with st.expander("Catat SK", icon=":material/add:", key="decree-form"):
            show_form(programme, DecreeKind.DECREE, found)
        with st.expander("Penugasan sementara", icon=":material/assignment_ind:", key="temporary-form"):
            st.caption(say("team.temporary_help", days=rules.temporary_days))
            show_form(programme, DecreeKind.TEMPORARY, [])
    else:
        st.caption(say("team.only_admin"))
    show_without(programme)
    show_acting(programme)


def show_row(one: Decree) -> None:
    with blocks.row_of(looks.title(one), looks.meta(one), looks.look(one)):
        st.button("Buka", key=f"decree-open-{one.pk}", on_click=look_at, args=(one.pk,))


def show_without(programme: Programme) -> None:
    """Roles that were given before a decree was recorded keep working and say so."""
    found = without_decree(programme, db())
    if not found:
        return
    blocks.heading(say("team.without"), len(found), icon="badge", color="orange")
    st.caption(say("team.without_help"))
    with st.container(border=True, gap="xxsmall"):
        for one in found:
            words = say("team.without_one", role=role_label(one.role, programme.rules), period=formats.period(one.starts_on, one.ends_on))
            st.markdown(f":orange-badge[:material/help: belum ada SK] {blocks.plain(one.person.name)} :small[:gray[{blocks.plain(words)}]]")


def show_acting(programme: Programme) -> None:
    """Plh and Plt of this programme's people, running or to come."""
    blocks.heading(say("team.acting"), icon="switch_account")
    found = Deputyship.of_programme(programme.pk, db())
    if not found:
        blocks.empty(say("team.acting_none"))
    for one in found:
        running = one.starts_on <= today()
        look = blocks.Look("Berlaku", "green", "check_circle") if running else blocks.Look("Akan berlaku", "blue", "schedule")
        words = say(
            "team.acting_one", name=one.person.name, period=formats.period(one.starts_on, one.ends_on),
            letter=one.letter or say("team.no_letter"),
        )  # fmt: skip
        blocks.row(f"{one.deputy.name} · {say(f'acting_kinds.{one.kind}')}", words, look)


def show_form(programme: Programme, kind: DecreeKind, found: list[Decree]) -> None:
    """A draft; people and file come after."""
    key, temporary = f"new-{kind.value}", kind is DecreeKind.TEMPORARY
    standing = looks.replaceable(found, kind)
    with st.form(key, border=False):
        left, right = st.columns(2)
        left.text_input("Nomor surat", key=f"{key}-number", max_chars=LENGTHS["number"])
        right.text_input("Tentang (boleh kosong)", key=f"{key}-title", max_chars=LENGTHS["title"])
        left.text_input("Ditandatangani oleh (jabatan)", key=f"{key}-signatory", max_chars=LENGTHS["signatory"])
        right.date_input("Tanggal penetapan", value=today(), max_value=today(), key=f"{key}-signed_on", format="DD/MM/YYYY")
        left.date_input("Terhitung mulai tanggal (TMT)", value=today(), key=f"{key}-starts_on", format="DD/MM/YYYY")
        until = last_day(programme, temporary=temporary)
        right.date_input(
            "Berlaku sampai" if temporary else "Berlaku sampai (boleh kosong)", value=until, key=f"{key}-ends_on", format="DD/MM/YYYY"
        )
        if standing:
            st.selectbox(
                "Menggantikan (boleh kosong)", list(standing), index=None, key=f"{key}-replaces_id", placeholder="Tidak menggantikan",
                format_func=lambda one: standing[one],
            )  # fmt: skip
        st.form_submit_button("Catat usulan", on_click=record, args=(programme.pk, kind.value))


def last_day(programme: Programme, *, temporary: bool) -> date:
    """What is usual: the end of the year, or as long as a task letter may run."""
    if temporary:
        return today() + timedelta(days=programme.rules.governance.temporary_days - 1)
    return date(today().year, 12, 31)


def record(programme_id: int, kind: str) -> None:
    state, key = st.session_state, f"new-{kind}"
    facts = {name: state.get(f"{key}-{name}") for name in ("title", "signatory", "signed_on", "starts_on", "ends_on", "replaces_id")}
    with attempt(say("team.recorded")) as session:
        by = signed_in(session)
        made = Decree.record(Programme.find(programme_id, session), DecreeKind(kind), state[f"{key}-number"], by, session, **facts)
        state[opened.OPENED] = made.pk


def look_at(decree_id: int) -> None:
    st.session_state[opened.OPENED] = decree_id
