"""Late decisions somebody should be written to about: at home, for whoever's task sending is now."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.claims import Claim
from models.content.contents import Content
from models.inbox import prompting
from models.inbox.recipients import Recipients
from models.people import Person
from pages.ui import blocks, whatsapp
from pages.ui.session import attempt, db, programmes, signed_in


def show(actor: Actor) -> None:
    """Nothing at all where nobody has to be reminded, or it isn't this person's task."""
    if not (found := prompting.to_prompt(actor, programmes(), db())):
        return
    claims = {content_id: claim.person_id for content_id, claim in Claim.among([one.pk for one in found], db()).items()}
    known = {one: Recipients.today(one, claims, db()) for one in {content.programme_id for content in found}}
    acting = {one.pk: known[one.programme_id].of_stage(one) for one in found}
    theirs = [one for one in found if acting[one.pk] and actor.person_id not in acting[one.pk]]
    if not theirs:
        return
    names = Person.names({one for content in theirs for one in acting[content.pk]}, db())
    with st.container(gap="xsmall"):
        blocks.heading(say("whatsapp.task"), len(theirs), icon="chat", color="orange")
        for content in theirs:
            show_one(content, acting[content.pk], names)


def show_one(content: Content, acting: list[int], names: dict[int, str]) -> None:
    assert content.due_at is not None
    who = ", ".join(names[one] for one in acting if one in names)
    with st.container(border=True, gap="xsmall"):
        meta = f"{content.programme.name} · {content.stage_rules.label} · {who}"
        with blocks.row_of(content.title, meta, blocks.deadline(content.due_at), border=False):
            pass
        with st.container(horizontal=True, gap="small"):
            whatsapp.show_link(content, content.due_at, whatsapp.known(acting), key=f"prompt-{content.pk}")
            st.button("Sudah saya kirim", icon=":material/done:", key=f"prompted-{content.pk}", on_click=note_sent, args=(content.pk,))


def note_sent(content_id: int) -> None:
    with attempt(say("whatsapp.noted")) as session:
        by = signed_in(session)
        prompting.prompt(Content.find(content_id, by, session), by)
