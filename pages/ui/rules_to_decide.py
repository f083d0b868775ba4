"""Proposals to change a playbook that wait for this person, on Beranda (S4.5)."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.governance.rule_proposals import RuleProposal
from models.governance.submitted import submitted
from pages.ui import blocks, choice
from pages.ui.session import db, programmes

PAGE = "office/settings/page.py"


def show(actor: Actor) -> None:
    """Nothing where nothing waits."""
    if "rule_proposal" not in submitted([one.pk for one in programmes()], db()):
        return
    waiting = RuleProposal.awaiting(actor, programmes(), db())
    if not waiting:
        return
    with st.container(gap="xsmall"):
        blocks.heading(say("rules.to_decide"), len(waiting), icon="gavel", color="orange")
        for one in waiting:
            who = one.submitted_by.name if one.submitted_by else "Simpul"
            meta = say("rules.to_decide_one", count=len(one.changes), who=who)
            if blocks.row(f"{one.programme.name} · {say('rules.title', number=one.number)}", meta, None, "Periksa", key=f"rules-{one.pk}"):
                st.switch_page(PAGE, query_params={"tab": "pedoman", **choice.address_of(one.programme_id)})
