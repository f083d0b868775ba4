"""Several lists asked in one statement say what each of them says alone."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlmodel import Session

from models.asked import once
from models.content.contents import Content
from tests.cast import Cast
from tests.story import Story

LISTS = ("awaiting", "on_desk", "returned", "to_schedule", "in_debt", "overdue", "with_others", "to_monitor", "published_since")


def test_lists_asked_at_once_say_what_each_says_alone(cast: Cast, reading: Session, queries: Callable[[Session], Any]) -> None:
    for number in range(7):
        Story.simponi(cast, f"Jadwal {number}").to("validasi_mentor" if number % 2 else "bahan")
    Story.simponi(cast).to("penjadwalan")
    for person in (cast.simponi.mentor, cast.simponi.editor, cast.simponi.koordinator, cast.simponi.admin_teknis):
        actor = cast.acting(person, reading)
        asked = {name: partial(getattr(Content, name), actor, reading, size=2) for name in LISTS}
        with queries(reading) as seen:
            together = Content.at_once(asked, reading)
        assert len(seen) <= 7
        for name, ask in asked.items():
            alone = ask()
            assert ([one.pk for one in together[name].rows], together[name].more) == ([one.pk for one in alone.rows], alone.more), name
            assert together[name].count == alone.count


def test_no_lists_and_empty_lists_are_no_trouble(cast: Cast, reading: Session) -> None:
    actor = cast.acting(cast.nobody, reading)
    assert Content.at_once({}, reading) == {}
    found = Content.at_once({"mine": partial(Content.awaiting, actor, reading, size=5)}, reading)["mine"]
    assert (found.rows, found.more, found.count) == ([], False, 0)


def test_a_question_inside_a_question_is_remembered_too(cast: Cast, reading: Session) -> None:
    """Seen red while the outer answer overwrote what the inner one had been told."""
    asked: list[str] = []

    def inner() -> str:
        return once(reading, "inner", lambda: asked.append("inner") or "known")

    reading.connection()
    assert once(reading, "outer", lambda: inner() + "!") == "known!"
    assert inner() == "known"
    assert asked == ["inner"]
