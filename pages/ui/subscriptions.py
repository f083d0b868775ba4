"""Calendar subscriptions, wherever their owner looks for them: a link shown once, and the way to take it back."""

from urllib.parse import urljoin

import streamlit as st

from data import settings
from data.wording import say
from models.actors import Actor
from models.people import Person
from models.planning.feeds import FeedKey, subscribable
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, signed_in

FRESH = "subscription-link"
CHOICE = "subscription-programme"


def show_subscriptions(actor: Actor) -> None:
    """One's own: what is open, and one more."""
    opened, readable = FeedKey.mine(actor.person_id or 0, db()), subscribable(actor, db())
    blocks.heading("Langganan kalender", len(opened), icon="calendar_add_on")
    show_fresh(actor)
    names = {one.pk: one.name for one in readable}
    for one in opened:
        show_key(one, names)
    if not opened:
        blocks.empty(say("feeds.none" if readable else "feeds.no_programme"))
    if readable:
        with st.expander("Buat langganan", icon=":material/add_link:", key="subscription-form"):
            show_form(names)


def show_key(one: FeedKey, names: dict[int, str]) -> None:
    title = "Semua program saya" if one.programme_id is None else names.get(one.programme_id, say("feeds.lost"))
    with blocks.row_of(title, f"dibuat {formats.short_moment(one.created_at)}"):
        blocks.confirm(say("feeds.revoke"), "Cabut", revoke, one.pk, one.version, key=f"revoke-feed-{one.pk}", icon="link_off")


def show_form(names: dict[int, str]) -> None:
    st.caption(say("feeds.help"))
    offered = {0: "Semua program saya"} | names
    st.selectbox("Isi langganan", list(offered), key=CHOICE, format_func=lambda one: offered[one])
    st.button("Buat tautan", key="open-feed", icon=":material/add_link:", on_click=subscribe)


def show_fresh(actor: Actor) -> None:
    """The link as long as this visit lasts or until it was copied; never another person's on a shared screen."""
    owner, link = st.session_state.get(FRESH) or (None, "")
    if owner != actor.person_id:
        st.session_state.pop(FRESH, None)
        return
    with st.container(border=True, gap="xsmall"):
        st.markdown(f":blue[:material/link:] {blocks.plain(say('feeds.once'))}")
        st.code(link, language=None, wrap_lines=True)
        st.caption(say("feeds.how_google"))
        st.caption(say("feeds.how_phone"))
        st.button("Sudah disalin", key="feed-copied", on_click=st.session_state.pop, args=(FRESH, None))


def subscribe() -> None:
    with attempt("Langganan dibuat. Salin tautannya.") as session:
        by = signed_in(session)
        chosen = st.session_state.get(CHOICE) or 0
        programme = Programme.find(chosen, session) if chosen else None
        _, key = FeedKey.open(Person.find(by.person_id or 0, session), by, session, programme)
        here = st.context.url
        base = settings.public_url() or (here if isinstance(here, str) else "/")
        st.session_state[FRESH] = (by.person_id, urljoin(f"{base}/", f"/kalender.ics?kunci={key}"))


def revoke(feed_id: int, seen: int) -> None:
    with attempt("Langganan dicabut.", then=lambda: st.session_state.pop(FRESH, None)) as session:
        FeedKey.current(feed_id, seen, session).revoke(signed_in(session))
