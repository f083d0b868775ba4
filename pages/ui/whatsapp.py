"""'Ingatkan lewat WhatsApp': a prepared text with a link to the content; who presses it sends it himself."""

from datetime import datetime
from urllib.parse import urljoin

import streamlit as st

from data import settings
from data.wording import say
from models.actors import READ_ONLY, Actor
from models.base import now
from models.content.contents import Content
from models.inbox import whatsapp
from models.inbox.reminding import KINDS, STATES
from models.people import Person
from models.playbooks import StageKind
from pages.ui import formats
from pages.ui.session import db


def show_late(content: Content, actor: Actor) -> None:
    """Beside what is past its deadline, for the programme's people, except who should act himself."""
    if content.due_at is None or not is_late(content) or not is_of_team(content, actor):
        return
    desk = content.stage_rules.kind is StageKind.WORK
    if desk and content.owner_id == actor.person_id:
        return
    owner = db().get(Person, content.owner_id) if desk and content.owner_id else None
    show_link(content, content.stage_rules.label, content.due_at, owner.phone if owner else "", key=f"whatsapp-{content.pk}")


def show_link(content: Content, stage: str, due: datetime, phone: str, key: str) -> None:
    """The text says nothing but the title, the stage, the hour and where to find it."""
    place = address(f"/konten?id={content.pk}")
    text = say("whatsapp.late", title=content.title, programme=content.programme.name, stage=stage, due=formats.moment(due), link=place)
    st.link_button(
        "Ingatkan lewat WhatsApp", whatsapp.address(text, phone), icon=":material/chat:", help=say("whatsapp.choose"), key=key,
    )  # fmt: skip


def is_late(content: Content) -> bool:
    acting = content.stage_rules.kind in KINDS and content.state in STATES and not content.stopped
    return acting and content.due_at is not None and content.due_at < now()


def is_of_team(content: Content, actor: Actor) -> bool:
    return bool(actor.roles(content.programme_id) - READ_ONLY)


def address(path: str) -> str:
    """Of a screen as somebody else can open it: the public address, else the one this browser uses."""
    here = st.context.url
    return urljoin(settings.public_url() or (here if isinstance(here, str) else "/"), path)
