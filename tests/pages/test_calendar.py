"""/kalender at the screen: what it draws, and what moving, planning and printing do."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from data.database import reading as view
from data.database import transaction
from models.planning.items import Outcome, PlanItem
from models.programmes import Programme
from pages.documents.printed_calendar import printed_calendar
from pages.ui.calendar import from_wall_clock, wall_clock
from tests.cast import Cast
from tests.pages.conftest import OpenPage
from tests.story import Story

HOUR = datetime(2026, 11, 18, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday(cast: Cast, at) -> None:
    at("2026-11-16 09:00")


@pytest.fixture
def piece(cast: Cast) -> int:
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        by = cast.acting(cast.simponi.koordinator, session)
        item = PlanItem.plan(programme, "Samsat keliling", "pengumuman", ["instagram"], HOUR, by, session, owner_id=cast.simponi.editor.pk)
        return item.pk


def drawn(page) -> list[dict]:
    """The events handed to the browser."""
    data = json.loads(page.get("bidi_component")[0].proto.json)
    return [one for one in data["events"] if one["id"][:1] in "kr"]


def button(page, key: str):
    return next(one for one in page.button if one.key == key)


def in_dialog(page, key: str):
    page.session_state["dialog-calendar"] = key
    return page.run()


def kept(item_id: int, cast: Cast) -> PlanItem:
    with view() as session:
        return PlanItem.find(item_id, frozenset({cast.simponi.programme.pk}), session)


def test_the_calendar_shows_a_piece_at_its_hour_in_the_district(cast: Cast, open_page: OpenPage, piece: int) -> None:
    """S3.2"""
    page = open_page(cast.simponi.koordinator, "kalender")
    assert not page.exception
    assert [(one["id"], one["start"], one["editable"]) for one in drawn(page)] == [(f"r{piece}", "2026-11-18T10:00:00", True)]


def test_a_leader_looks_and_drags_nothing(cast: Cast, open_page: OpenPage, piece: int) -> None:
    page = open_page(cast.leader, "kalender")
    assert [one["editable"] for one in drawn(page)] == [False]
    assert "plan-piece" not in {one.key for one in page.button}


def test_a_filter_narrows_and_stays(cast: Cast, open_page: OpenPage, piece: int) -> None:
    Story.simponi(cast, planned_for=HOUR + timedelta(hours=3))
    page = open_page(cast.simponi.koordinator, "kalender")
    assert len(drawn(page)) == 2
    page.pills(key="calendar-statuses").select("planned").run()
    assert [one["id"] for one in drawn(page)] == [f"r{piece}"]
    assert [one["id"] for one in drawn(page.run())] == [f"r{piece}"]


def test_a_piece_moves_without_dragging(cast: Cast, open_page: OpenPage, piece: int) -> None:
    """S3.2 A3.2"""
    page = in_dialog(open_page(cast.simponi.koordinator, "kalender"), f"r{piece}")
    page.datetime_input[0].set_value(datetime(2026, 11, 20, 13, 0)).run()  # noqa: DTZ001  as the widget gives it
    button(page, f"move-r{piece}").click().run()
    assert not page.exception
    assert wall_clock(kept(piece, cast).planned_for) == "2026-11-20T13:00:00"


def test_two_pieces_at_one_hour_are_warned_about_and_saved_all_the_same(cast: Cast, open_page: OpenPage, piece: int) -> None:
    page = in_dialog(open_page(cast.simponi.koordinator, "kalender"), "plan:2026-11-18T10:00:00")
    own = f"piece-{cast.simponi.programme.pk}"
    page.text_input(key=f"{own}-title").set_value("Jadwal posyandu")
    page.pills(key=f"{own}-channels").select("instagram").run()
    assert any("Samsat keliling" in one.value.replace("\\", "") and "saran" in one.value for one in page.markdown)
    button(page, f"{own}-save").click().run()
    assert [one["title"] for one in drawn(page)] == ["Jadwal posyandu", "Samsat keliling"]


def test_a_piece_without_title_keeps_what_was_typed(cast: Cast, open_page: OpenPage) -> None:
    page = in_dialog(open_page(cast.simponi.koordinator, "kalender"), "plan:2026-11-18")
    own = f"piece-{cast.simponi.programme.pk}"
    page.pills(key=f"{own}-channels").select("facebook").run()
    button(page, f"{own}-save").click().run()
    assert any("Judul" in one.value for one in page.error)
    assert page.pills(key=f"{own}-channels").value == ["facebook"]
    assert drawn(page) == []


def test_a_draft_is_made_from_the_calendar(cast: Cast, open_page: OpenPage, piece: int) -> None:
    """A3.1"""
    page = in_dialog(open_page(cast.simponi.koordinator, "kalender"), f"r{piece}")
    button(page, f"begin-{piece}").click().run()
    assert [one["id"][0] for one in drawn(page)] == ["k"]


def test_a_cancelled_piece_needs_its_reason(cast: Cast, open_page: OpenPage, piece: int) -> None:
    """S1.3"""
    page = in_dialog(open_page(cast.simponi.koordinator, "kalender"), f"r{piece}")
    button(page, f"cancel-{piece}").click().run()
    assert kept(piece, cast).outcome is Outcome.OPEN
    page.text_area(key=f"cancel-reason-{piece}").set_value("Bahan belum ada.")
    button(page, f"cancel-{piece}").click().run()
    assert kept(piece, cast).outcome is Outcome.CANCELLED


def test_a_forged_key_is_not_found(cast: Cast, open_page: OpenPage, piece: int) -> None:
    for key in ("k999", "rx", f"r{piece}"):
        page = in_dialog(open_page(cast.asri.koordinator, "kalender"), key)
        assert "Samsat" not in "".join(one.value for one in page.markdown)


def test_a_technical_unit_does_not_read_what_is_planned(cast: Cast, open_page: OpenPage, piece: int) -> None:
    """Seen red while a piece was looked up in every programme the person has a part in."""
    page = open_page(cast.simponi.validator_unit, "kalender", butir=f"r{piece}")
    assert "Samsat" not in "".join(one.value for one in page.markdown)


def test_a_link_to_one_piece_opens_it_for_a_leader_too(cast: Cast, open_page: OpenPage, piece: int) -> None:
    page = open_page(cast.leader, "kalender", butir=f"r{piece}")
    assert "Samsat" in "".join(one.value for one in page.markdown)
    assert not any(str(one.key).startswith("move-") for one in page.button)


def test_the_printed_calendar_is_a_document_of_what_one_may_see(cast: Cast, piece: int) -> None:
    """A3.2"""
    with view() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        made = printed_calendar(session, by, [cast.simponi.programme.pk], HOUR.date(), HOUR.date() + timedelta(days=2))
    assert made.startswith(b"%PDF-")


def test_a_wall_clock_comes_back_as_the_same_moment() -> None:
    assert from_wall_clock(wall_clock(HOUR)) == HOUR
    assert from_wall_clock("besok") is None
