"""What one should know before typing."""

import streamlit as st

from data.wording import say
from models.content.contents import Content
from models.playbooks import StageKind
from pages.ui import blocks, formats
from pages.ui.session import me
from pages.work.compose import aside
from pages.work.compose.desk import Desk


def show_notes(desk: Desk) -> None:
    """What one should know before typing: it came back, it is owed, it lies in another window, it isn't mine to change."""
    content = desk.content
    if back := content.sent_back():
        with st.container(border=True, gap="xsmall"):
            words = say(
                "compose.returned", who=back.who or say("practice.colleague"), moment=formats.short_moment(back.at), stage=back.stage
            )
            st.markdown(f":red[:material/undo: {blocks.plain(words)}]")
            st.text(back.note)
            for item, note in back.failed:
                st.markdown(f":red[:material/close:] {blocks.plain(item)}" + (f"  \n:gray[{blocks.plain(note)}]" if note else ""))
    if content.completing:
        for debt in (one for one in content.open_debts if one.kind.value == "check"):
            st.markdown(f":red[:material/hourglass_bottom: {blocks.plain(say('compose.owed', hour=formats.short_moment(debt.due_at)))}]")
    if desk.elsewhere:
        with st.container(border=True):
            st.markdown(f":orange[:material/tab:] {say('compose.elsewhere')}")
            with st.container(horizontal=True):
                st.button("Pakai yang di sini", key="this-window", on_click=aside.use_this_window, args=(content.pk,))
                st.button("Pakai yang di jendela lain", key="other-window", on_click=aside.use_other_window, args=(content.pk,))
    if not desk.editable:
        st.info(_why_not(content), icon=":material/lock:")
        if me().room is not None and content.stage_rules.kind is StageKind.VALIDATE:
            st.page_link(
                "review/content/page.py", label=say("practice.ask_there"), icon=":material/smart_toy:", query_params={"id": str(content.pk)}
            )


def _why_not(content: Content) -> str:
    """Whose turn it is, or that nothing is written here any more."""
    if content.stopped:
        return say("compose.stopped", state=say(f"content_states.{content.state.value}").lower())
    return say("compose.not_here", stage=content.stage_rules.label, roles=content.role_labels(content.stage_rules))
