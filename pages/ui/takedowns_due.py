"""Red on Beranda until every channel has let go of a picture whose consent was withdrawn (UU 27/2022)."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.contents import Content
from models.governance.withdrawing import Takedown
from pages.ui import blocks
from pages.ui.session import db, programmes

SHOWN = 20


def show(actor: Actor) -> None:
    """Nothing where nothing waits."""
    waiting = Takedown.waiting(sorted(one for one in actor.teams), db(), limit=SHOWN)
    if not waiting:
        return
    titles = Content.titles({one.content_id for one in waiting}, db(), actor)
    known = {one.pk: one for one in programmes()}
    with st.container(gap="xsmall"):
        blocks.heading(say("consents.today_heading"), len(waiting), icon="block", color="red")
        for one in waiting:
            programme = known[one.programme_id]
            channel = next((each.label for each in programme.rules.channels if each.key == one.channel), one.channel)
            meta = say("consents.today_meta", programme=programme.name, number=f"{one.consent_id:04}", channel=channel)
            if blocks.row(
                titles.get(one.content_id, ""), meta, blocks.deadline(one.due_at), "Turunkan", key=f"takedown-{one.pk}", primary=True
            ):
                st.switch_page("live/publications/page.py", query_params={"id": str(one.content_id)})
