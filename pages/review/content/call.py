"""Persetujuan lisan sesudah dicatat: dikonfirmasi atau disangkal oleh yang namanya dicatat."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import now
from models.content.contents import Content
from models.content.emergency import DebtKind
from models.people import Person
from pages.review.content import actions
from pages.ui import blocks, formats
from pages.ui.dialogs import opening
from pages.ui.session import db


def show_call(content: Content, actor: Actor) -> None:
    show_denial(content, actor)
    show_confirmation(content, actor)


def show_confirmation(content: Content, actor: Actor) -> None:
    """A decision by telephone stays red until the person it was recorded for answers."""
    owed = [one for one in content.open_debts if one.kind is DebtKind.CONFIRM]
    if not owed:
        return
    with st.container(border=True, gap="xsmall"):
        late = owed[0].due_at < now()
        show_red(say("review.unconfirmed", until=formats.short_moment(owed[0].due_at)), "alarm" if late else "call")
        if content.objections_to_confirming(actor):
            return
        st.markdown(say("review.confirm_ask"))
        with st.container(horizontal=True, gap="xsmall"):
            st.button(
                "Konfirmasi", icon=":material/check:", type="primary", key="confirm-verbal",
                on_click=actions.confirm_verbal, args=(content.pk, content.version),
            )  # fmt: skip
            st.button("Bukan keputusan saya", icon=":material/block:", key="deny-verbal", on_click=opening, args=(content.pk, "deny"))


def show_denial(content: Content, actor: Actor) -> None:
    """Denied and not decided anew: who says so, and what to do while it is out."""
    denied = [one for one in content.denied if not content.stands(content.lane_rules.stage(one.stage))]
    if not denied:
        return
    last = denied[-1]
    names = Person.names({last.approver_id} if last.approver_id else set(), db())
    with st.container(border=True, gap="xsmall"):
        show_red(say("review.denied", who=names.get(last.approver_id or 0, "")), "block")
        if not content.denial_owed:
            return
        st.markdown(say("review.denied_out"))
        if not content.objections_to_taking_down(actor) and st.button(
            "Turunkan dari kanal", icon=":material/visibility_off:", type="primary", key="to-withdrawal"
        ):
            st.switch_page("live/publications/page.py", query_params={"id": str(content.pk)})


def show_red(words: str, icon: str) -> None:
    """A line that wraps: a badge would be cut on a phone."""
    st.markdown(f":red[:material/{icon}: **{blocks.plain(words)}**]")
