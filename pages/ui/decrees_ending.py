"""On Beranda: the decree one's role comes from ends soon; admins see those of every programme (S1.4)."""

import streamlit as st

from data.wording import say
from models.actors import Actor, administers
from models.base import today
from models.governance.decrees import Decree
from pages.ui import blocks, choice, formats
from pages.ui.session import db, programmes

PAGE = "programme/team/page.py"


def show(actor: Actor) -> None:
    """Nothing where nothing ends."""
    asked = {one.pk: one.name for one in programmes() if administers(actor) or one.pk in actor.programmes}
    ending = Decree.ending(asked.keys(), db())
    mine = [one for one in ending if administers(actor) or actor.person_id in {line.person_id for line in one.lines}]
    if not mine:
        return
    with st.container(gap="xsmall"):
        blocks.heading(say("decrees_today.heading"), len(mine), icon="gavel", color="orange")
        for one in mine:
            if blocks.row(f"{one.number} · {asked[one.programme_id]}", meta(one), None, "Buka", key=f"decree-today-{one.pk}"):
                st.switch_page(PAGE, query_params={"tab": "sk", "sk": str(one.pk), **choice.address_of(one.programme_id)})


def meta(one: Decree) -> str:
    """How long it still lasts, or how long the transition does."""
    assert one.ends_on is not None
    left = (one.ends_on - today()).days
    if left < 0:
        until = formats.day(one.holds_until) if one.holds_until else ""
        return say("decrees_today.transition", day=formats.day(one.ends_on), until=until)
    return say("decrees_today.ending", day=formats.day(one.ends_on), left=left) if left else say("decrees_today.last_day")
