"""Policies on Beranda: those to approve, and those in force that this person hasn't read yet (A1.3)."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import LOCAL
from models.governance.acknowledging import Acknowledgement
from models.governance.policies import Policy
from pages.ui import blocks, choice, formats
from pages.ui.session import db, programmes

PAGE = "office/policies/page.py"


def show(actor: Actor) -> None:
    """Nothing where nothing waits."""
    names = {one.pk: one.name for one in programmes()}
    waiting, owed = Policy.awaiting(actor, programmes(), db()), Acknowledgement.owed_by(actor, db())
    if waiting:
        with st.container(gap="xsmall"):
            blocks.heading(say("policies.waiting_heading"), len(waiting), icon="policy", color="orange")
            for one in waiting:
                who = one.submitted_by.name if one.submitted_by else "Simpul"
                show_one(one, names, say("policies.waiting_one", number=one.number, who=who), "Periksa")
    if owed:
        with st.container(gap="xsmall"):
            blocks.heading(say("policies.unread_heading"), len(owed), icon="policy", color="orange")
            for one in owed:
                since = formats.day(one.approved_at.astimezone(LOCAL).date()) if one.approved_at else ""
                show_one(one, names, say("policies.unread_one", number=one.number, since=since), "Baca")


def show_one(policy: Policy, names: dict[int, str], meta: str, verb: str) -> None:
    title = say("policies.remembered", title=say(f"policy_kinds.{policy.kind}"), programme=names.get(policy.programme_id, ""))
    if blocks.row(title, meta, None, verb, key=f"policy-today-{policy.pk}"):
        st.switch_page(PAGE, query_params={"tab": "kebijakan", "naskah": str(policy.pk), **choice.address_of(policy.programme_id)})
