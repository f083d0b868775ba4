"""Evaluations that wait for the second person: in the menu, at home and beside the queue (S-H9, A-H11, S4.3)."""

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.asked import once
from models.governance.submitted import submitted
from models.results.evaluations.awaiting import Wanted, awaiting
from models.results.evaluations.evaluations import Evaluation
from pages.ui import blocks, evaluation_words
from pages.ui.session import db, programmes

PAGE = "results/evaluation/page.py"


def waiting(actor: Actor) -> list[tuple[Evaluation, Wanted]]:
    return once(db(), ("evaluations_to_decide", actor), lambda: _waiting(actor))


def show(actor: Actor) -> None:
    """Nothing at all where nothing waits."""
    if not (found := waiting(actor)):
        return
    with st.container(gap="xsmall"):
        blocks.heading(say("evaluation.to_decide"), len(found), "balance")
        for one, wanted in found:
            meta = f"{one.programme.name} · {say(f'evaluation.to_decide_{wanted}')}"
            if blocks.row(evaluation_words.title(one), meta, None, "Periksa", key=f"evaluation-{one.pk}"):
                st.switch_page(PAGE, query_params={"id": str(one.pk)})


def _waiting(actor: Actor) -> list[tuple[Evaluation, Wanted]]:
    mine = [one for one in programmes() if can(actor, "judge_effectiveness", one)]
    there = submitted([one.pk for one in programmes()], db()) if mine else frozenset()
    return awaiting(actor, mine, db()) if "evaluation" in there else []
