"""The frame around every page: who is there, where one can go, what was just said."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.deputies import Deputyship
from models.errors import NotFound
from models.planning.leaves import Leave
from pages.ui import (
    blocks,
    comments_waiting,
    dialogs,
    formats,
    hats,
    hints,
    practice,
    service_mode,
    session,
    sign_in,
    surfaces,
    survey_duties,
)
from pages.ui.menu import (
    decides,
    everybody,
    hoaxes_open,
    inspects,
    nowhere,
    practises,
    reads,
    returned_to_desk,
    unread_messages,
    waiting_for_decision,
    works,
)

ICON = Path(__file__).parent / "ui" / "assets" / "icon.png"
SEARCH_RESULTS = "live/publications/page.py"
ROSTER = "work/planning/page.py"


class Entry(NamedTuple):
    """A page; `who` sees it in the menu (the page and the verbs guard themselves), `waiting` stands behind its title."""

    file: str
    title: str
    url_path: str
    icon: str
    who: Callable[[Actor], bool] = everybody
    waiting: Callable[[Actor], int] | None = None
    signed_out: bool = False
    practised: bool = False  # whether it is there in a practice room too


PAGES = (
    Entry("work/today.py", "Beranda", "", "home", practised=True),
    Entry("work/inbox.py", "Kotak masuk", "kotak", "inbox", who=works, waiting=unread_messages),
    Entry("work/compose/page.py", "Draf", "draf", "edit_note", who=works, waiting=returned_to_desk, practised=True),
    Entry("work/planning/page.py", "Rencana", "rencana", "view_column", who=reads),
    Entry("work/calendar/page.py", "Kalender konten", "kalender", "calendar_month"),
    Entry("review/queue.py", "Persetujuan", "persetujuan", "fact_check", who=decides, waiting=waiting_for_decision, practised=True),
    Entry("live/publications/page.py", "Publikasi", "tayang", "campaign", practised=True),
    Entry("live/moderation/page.py", "Moderasi komentar", "moderasi", "forum", who=reads, waiting=comments_waiting.waiting),
    Entry("live/hoaxes/page.py", "Penanganan hoaks", "hoaks", "report", who=reads, waiting=hoaxes_open),
    Entry("live/incidents/page.py", "Kejadian", "kejadian", "crisis_alert", who=reads),
    Entry("results/dashboard/page.py", "Dasbor kinerja", "dasbor", "monitoring", who=reads),
    Entry("results/evaluation/page.py", "Evaluasi", "evaluasi", "balance", who=reads),
    Entry("results/surveys/page.py", "Survei dan kuis", "survei", "how_to_vote", who=reads, waiting=survey_duties.waiting),
    Entry("programme/profile/page.py", "Program", "program", "account_tree", who=reads),
    Entry("office/office.py", "Kantor", "kantor", "domain"),
    Entry("results/imports/page.py", "Impor data", "impor", "database_upload", who=nowhere),
    Entry("review/content/page.py", "Rincian konten", "konten", "article", who=nowhere, practised=True),
    Entry("programme/sop/page.py", "SOP", "sop", "schema", who=nowhere),
    Entry("programme/team/page.py", "Tim dan SK", "tim", "groups", who=nowhere),
    Entry("office/people/page.py", "Pengguna", "pengguna", "group", who=nowhere),
    Entry("office/policies/page.py", "Kebijakan dan kontak", "kebijakan", "policy", who=nowhere),
    Entry("programme/training/page.py", "Pelatihan", "pelatihan", "school", who=practises, practised=True),
    Entry("programme/library/page.py", "Pustaka", "pustaka", "folder_open", who=nowhere),
    Entry("office/settings/page.py", "Pengaturan", "pengaturan", "settings", who=nowhere),
    Entry("office/replication/page.py", "Replikasi", "replikasi", "content_copy", who=nowhere),
    Entry("office/audit/page.py", "Log keputusan", "audit", "history_edu", who=inspects, practised=True),
    Entry("office/letterhead.py", "Kop surat", "kop", "corporate_fare", who=nowhere),
    Entry("office/account.py", "Akun saya", "akun", "account_circle", who=nowhere, practised=True),
    Entry("office/setup.py", "Penyiapan awal", "mulai", "key", who=nowhere, signed_out=True),
    Entry("office/invitation.py", "Undangan", "undangan", "mail", who=nowhere, signed_out=True),
)
NOT_PRACTISED = frozenset(entry.url_path for entry in PAGES if not entry.practised)


def show_frame() -> None:
    st.set_page_config(page_title="Simpul", page_icon=sign_in.asset("icon.png") or ICON, layout="wide", initial_sidebar_state=sidebar())
    if logo := sign_in.asset("logo.svg"):
        st.logo(logo, icon_image=sign_in.asset("mark.svg"), size="medium")
    with session.view():
        actor = session.visitor()
        if actor is None:
            session.forget_the_dead()
        pages = [as_page(entry, actor) for entry in PAGES] + no_page(actor)
        page = st.navigation(pages, position="sidebar" if actor else "hidden", expanded=True)
        dialogs.close_behind(page.url_path, st.query_params.get("id", ""))
        if actor:
            show_side(actor)
            go_searching()
        above = st.container(gap="xsmall")
        with above:
            if not dialogs.any_open():
                session.show_notices()
            if actor:
                show_banners(actor)
        with session.telling():
            if actor and actor.room is not None and page.url_path in NOT_PRACTISED:
                practice.show_elsewhere()
            else:
                run(page)
        with above:
            session.show_notices()
        hints.mount()
        surfaces.mount()
        sign_in.mount_bridge()


def sidebar() -> Literal["auto", "collapsed"]:
    """A meeting's projector shows no menu."""
    return "collapsed" if st.query_params.get("rapat") == "1" else "auto"


def as_page(entry: Entry, actor: Actor | None) -> st.Page:
    """Signed out, the same addresses lead to the sign-in form: a deep link survives it."""
    if actor is None and not entry.signed_out:
        return st.Page(sign_in.show_sign_in, title=entry.title, url_path=entry.url_path, default=not entry.url_path, visibility="hidden")
    seen = actor is not None and entry.who(actor) and (entry.practised or actor.room is None)
    waiting = entry.waiting(actor) if actor and seen and entry.waiting else 0
    return st.Page(
        entry.file, title=f"{entry.title} ({formats.number(waiting)})" if waiting else entry.title, url_path=entry.url_path,
        icon=f":material/{entry.icon}:", default=not entry.url_path, visibility="visible" if seen else "hidden",
    )  # fmt: skip


def no_page(actor: Actor | None) -> list[st.Page]:
    """The address asked for when no page has it: else the package tells of it in English."""
    place = session.place()
    if not re.fullmatch(r"[\w-]{1,60}", place) or place in {entry.url_path for entry in PAGES}:
        return []
    return [st.Page(nothing_there if actor else sign_in.show_sign_in, title="Tidak ditemukan", url_path=place, visibility="hidden")]


def nothing_there() -> None:
    raise NotFound


def run(page: st.Page) -> None:
    """What isn't found still leads on."""
    try:
        page.run()
    except NotFound:
        st.page_link("work/today.py", label="Beranda", icon=":material/home:")
        st.text_input("Cari konten", key="search-on", type="search", placeholder="Cari konten", on_change=search, args=("search-on",))
        raise


def show_side(actor: Actor) -> None:
    with st.sidebar:
        if any(entry.file == SEARCH_RESULTS for entry in PAGES):
            st.text_input(
                "Cari konten", key="search", type="search", placeholder="Cari konten", label_visibility="collapsed", on_change=search
            )
        practice.show_switch(actor)
        with st.popover(blocks.plain(actor.name), icon=":material/account_circle:", width="stretch"):
            st.markdown("  \n".join(blocks.plain(line) for line in hats.roles_of(actor)) or say("pages.no_role"))
            st.page_link("office/account.py", label="Akun saya", icon=":material/manage_accounts:")
            st.button("Keluar", icon=":material/logout:", type="tertiary", on_click=session.leave, key="leave-button")


def show_banners(actor: Actor) -> None:
    practice.show_banner(actor)
    if any(programme.demo for programme in session.programmes()):
        st.markdown(f":orange-badge[:material/science: {say('pages.demo')}]")
    service_mode.show_banner(actor)
    if any(hat.on_behalf_of for hat in actor.hats):
        for one in Deputyship.stood_in_for(actor.person_id or 0, session.db()):
            words = say("pages.deputy", name=one.person.name, until=formats.day(one.ends_on))
            st.markdown(f":small[:blue[:material/switch_account: {blocks.plain(words)}]]")  # a badge would be cut on a phone
    if planned := [one.pk for one in session.programmes() if can(actor, "plan", one)]:
        away = Leave.unattended(planned, session.db())
        who = [say("roster.away", name=blocks.plain(one.name), period=formats.period(one.since, one.until)) for one in away]
        if who:
            words = say("roster.banner", who=", ".join(who))
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f":small[:orange[:material/person_off: {words}]]", width="content")
                st.page_link(ROSTER, label=":small[Lihat piket]", query_params={"tab": "piket"})


def search(key: str = "search") -> None:
    if wanted := st.session_state.pop(key, "").strip():
        st.session_state["search_for"] = wanted


def go_searching() -> None:
    if wanted := st.session_state.pop("search_for", None):
        st.switch_page(SEARCH_RESULTS, query_params={"cari": wanted})


show_frame()
