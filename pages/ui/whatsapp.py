"""'Ingatkan lewat WhatsApp': a prepared text with a link to the content; who presses it sends it himself."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urljoin

import streamlit as st

from data import settings
from data.wording import say
from models.actors import READ_ONLY, Actor
from models.content.claims import Claim
from models.content.contents import Content
from models.inbox import whatsapp
from models.inbox.prompting import is_late
from models.inbox.recipients import Recipients
from models.people import Person
from pages.ui import formats
from pages.ui.session import db


def show_late(content: Content, actor: Actor) -> None:
    """Beside what is past its deadline, for the programme's people, except who should act himself."""
    if content.due_at is None or not is_late(content) or not is_of_team(content, actor):
        return
    claim = Claim.live(content.pk, db())
    acting = Recipients.today(content.programme_id, {content.pk: claim.person_id} if claim else {}, db()).of_stage(content)
    if actor.person_id not in acting:
        show_link(content, content.due_at, known(acting), key=f"whatsapp-{content.pk}")


def known(acting: Sequence[int]) -> list[Person]:
    """The one who should act, where it is one; among several the sender chooses."""
    return [Person.find(acting[0], db())] if len(acting) == 1 else []


def show_link(content: Content, due: datetime, behind: Sequence[Person], key: str) -> None:
    """To the one who should act, or to be chosen; the text says nothing but the title, the stage, the hour and where to find it."""
    phone, place = behind[0].phone if len(behind) == 1 else "", address(f"/konten?id={content.pk}")
    text = say(
        "whatsapp.late", title=content.title, programme=content.programme.name, stage=content.stage_rules.label,
        due=formats.moment(due), link=place,
    )  # fmt: skip
    st.link_button(
        "Ingatkan lewat WhatsApp", whatsapp.address(text, phone), icon=":material/chat:", help=say("whatsapp.choose"), key=key,
    )  # fmt: skip


def is_of_team(content: Content, actor: Actor) -> bool:
    return bool(actor.roles(content.programme_id) - READ_ONLY)


def address(path: str) -> str:
    """Of a screen as somebody else can open it: the public address, else the one this browser uses."""
    here = st.context.url
    return urljoin(settings.public_url() or (here if isinstance(here, str) else "/"), path)
