"""Proposals to change a playbook that wait for this person: in the menu, at home and beside the queue (S4.5)."""

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.asked import once
from models.governance.rule_proposals import RuleProposal
from models.governance.submitted import submitted
from pages.ui import blocks, choice
from pages.ui.session import db, programmes

PAGE = "office/settings/page.py"


def waiting(actor: Actor) -> list[RuleProposal]:
    return once(db(), ("rules_to_decide", actor), lambda: _waiting(actor))


def show(actor: Actor) -> None:
    """Nothing where nothing waits."""
    if not (found := waiting(actor)):
        return
    with st.container(gap="xsmall"):
        blocks.heading(say("rules.to_decide"), len(found), icon="gavel", color="orange")
        for one in found:
            who = one.submitted_by.name if one.submitted_by else "Simpul"
            meta = say("rules.to_decide_one", count=len(one.changes), who=who)
            if blocks.row(f"{one.programme.name} · {say('rules.title', number=one.number)}", meta, None, "Periksa", key=f"rules-{one.pk}"):
                st.switch_page(PAGE, query_params={"tab": "pedoman", **choice.address_of(one.programme_id)})


def _waiting(actor: Actor) -> list[RuleProposal]:
    mine = [one for one in programmes() if can(actor, "adopt_rules", one)]
    there = submitted([one.pk for one in programmes()], db()) if mine else frozenset()
    return RuleProposal.awaiting(actor, mine, db()) if "rule_proposal" in there else []
