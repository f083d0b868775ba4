"""Follow-ups of one's own that are near their day or past it: red at home until they are done (S-H10, A-H12)."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.results.evaluations.follow_ups import FollowUp
from pages.ui import blocks, evaluation_words, formats
from pages.ui.session import db

PAGE = "results/evaluation/page.py"


def show(actor: Actor) -> None:
    """Nothing at all where nothing is due."""
    if not actor.teams or not (found := FollowUp.mine_due(actor, db())):
        return
    late = any(one.is_late for one in found)
    with st.container(gap="xsmall"):
        blocks.heading(
            say("evaluation.mine"), len(found), icon="assignment_late" if late else "assignment", color="red" if late else "orange"
        )
        for one in found:
            about = f"{one.programme.name} · {say('evaluation.due', day=formats.short_day(one.due_on))}"
            if blocks.row(one.title, about, evaluation_words.follow_up_look(one), "Kerjakan", key=f"follow-up-{one.pk}"):
                st.switch_page(PAGE, query_params={"tindak": str(one.pk)})
