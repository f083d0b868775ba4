"""The programme's library beside a draft: what is current, to look at and to take along (S2.4)."""

import streamlit as st

from data.wording import say
from models.governance.library import LibraryItem
from pages.ui import blocks, choice, uploads
from pages.ui.session import db, me

PAGE = "programme/library/page.py"
SHOWN = 6


def show_popover(programme_id: int) -> None:
    """Drawn only when it is opened: a draft has enough to draw."""
    with st.popover("Pustaka", icon=":material/folder_open:", key=f"library-beside-{programme_id}", on_change="rerun") as beside:
        if not beside.open:
            return
        items, count = LibraryItem.shelf(programme_id, me(), db(), size=SHOWN)
        st.caption(say("library.in_draft" if items else "library.in_draft_none"))
        for one in items:
            show_one(one)
        if me().room is not None:
            return  # the library's own page isn't practised
        label = say("library.all", count=count)
        st.page_link(PAGE, label=label, icon=":material/arrow_forward:", query_params=choice.address_of(programme_id))


def show_one(item: LibraryItem) -> None:
    file = item.current_file
    with st.container(horizontal=True, gap="small", vertical_alignment="center", wrap=False):
        if file.preview:
            st.image(uploads.address(file.preview), width=72)
        about = say("library.short", kind=say(f"library_kinds.{item.kind}"), number=file.number)
        st.markdown(f"**{blocks.plain(item.title)}**  \n:small[:gray[{blocks.plain(about)}]]", width="stretch")
        st.link_button("Unduh", uploads.address(file.sha256), icon=":material/download:")
