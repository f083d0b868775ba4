"""Pencatatan susulan: its mark wherever a content stands in a list."""

from collections.abc import Iterable

from data.wording import say
from models.content.contents import Content
from models.content.recording_later import learn_later
from pages.ui import blocks
from pages.ui.session import db


def learn(contents: Iterable[Content]) -> None:
    """Before a list is drawn: one question for all of its rows."""
    learn_later(contents, db())


def words(content: Content) -> str:
    """What a row adds to its line; '' for what went out through the app."""
    if not content.later_posts:
        return ""
    return say("later.unchecked") if content.later_unchecked else say("later.checked")


def status(content: Content) -> blocks.Look:
    """Its state, or that its record still waits for somebody else."""
    return blocks.Look(say("later.look"), "orange", "history_edu") if content.later_unchecked else blocks.status(content.state)
