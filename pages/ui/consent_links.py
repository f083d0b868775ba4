"""Under the answer "citizens gave their consent": which consents this file is linked to, and one more."""

import streamlit as st

from data.wording import say
from models.content.contents import Content
from models.content.media import Media
from models.governance.consents import Consent
from pages.ui import blocks
from pages.ui.session import attempt, db, me, signed_in


def show(content: Content, media: Media) -> None:
    """For who keeps consents; everybody else sees what is linked in the findings."""
    if Consent.objections_to_keeping(content.programme, me()):
        return
    offered = {one.pk: one for one in Consent.usable(content.programme, me(), db())}
    linked = [one for one in offered.values() if media.sha256 in one.linked]
    with st.popover(f"Izin warga ({len(linked)})", icon=":material/badge:", key=f"consents-of-{media.pk}"):
        st.caption(say("consents.link_help"))
        for one in linked:
            with blocks.row_of(one.called(me()), f"Izin {one.number}", None):
                st.button("Lepas", key=f"unlink-{media.pk}-{one.pk}", on_click=unlink, args=(one.pk, one.version, media.sha256))
        free = {key: one for key, one in offered.items() if one not in linked}
        if not free:
            st.caption(say("consents.link_none"))
        else:
            st.selectbox(
                "Izin", list(free), index=None, key=f"link-{media.pk}", placeholder="Pilih izin",
                format_func=lambda key: f"{free[key].called(me())} · {free[key].number}" if key in free else "",
            )  # fmt: skip
            st.button("Hubungkan", key=f"link-save-{media.pk}", on_click=link, args=(media.pk, media.sha256))
        st.page_link("office/policies/page.py", label="Catat izin baru", icon=":material/add:", query_params={"tab": "izin"})


def link(media_id: int, sha256: str) -> None:
    if consent_id := st.session_state.get(f"link-{media_id}"):
        with attempt(say("consents.linked")) as session:
            by = signed_in(session)
            Consent.current(consent_id, None, by, session).link(sha256, by)


def unlink(consent_id: int, seen: int, sha256: str) -> None:
    with attempt(say("consents.unlinked")) as session:
        by = signed_in(session)
        Consent.current(consent_id, seen, by, session).unlink(sha256, by)
