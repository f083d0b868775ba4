"""One calendar for everybody: what stands in it, and how a piece moves."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from data.database import transaction
from models.actors import Actor
from models.base import LOCAL, now
from models.content.contents import Content
from models.content.publishing import Report
from models.errors import NotAllowed, WrongStage
from models.planning.advice import advice
from models.planning.board import Board, copy_week
from models.planning.calendar import Slot, Status, slots
from models.planning.items import PlanItem
from models.planning.occasions import OfficeDay, day_notes
from models.planning.quarters import Quarter, midnight
from models.programmes import Programme
from tests.cast import Cast
from tests.story import Story

DECEMBER = (datetime(2026, 11, 30, 17, tzinfo=UTC), datetime(2026, 12, 31, 17, tzinfo=UTC))
HOUR = datetime(2026, 12, 14, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_november(at: Callable[[str], datetime]) -> None:
    at("2026-11-23 09:00")


def month(cast: Cast, session: Session, actor: Actor | None = None) -> list[Slot]:
    who = actor or cast.acting(cast.simponi.koordinator, session)
    return slots(who, [cast.simponi.programme.pk, cast.asri.programme.pk], *DECEMBER, session)


def add_piece(cast: Cast, session: Session, title: str = "Samsat keliling", hour: datetime = HOUR) -> PlanItem:
    programme = Programme.find(cast.simponi.programme.pk, session)
    by = cast.acting(cast.simponi.koordinator, session)
    return PlanItem.plan(programme, title, "pengumuman", ["instagram"], hour, by, session)


def test_a_planned_piece_stands_in_the_calendar_until_its_content_does(cast: Cast, reading: Session) -> None:
    """S3.2 A3.2"""
    with transaction() as session:
        item = add_piece(cast, session)
        item.owner_id = cast.simponi.editor.pk
        item.begin_draft(cast.acting(cast.simponi.koordinator, session))
        add_piece(cast, session, "Jadwal posyandu", HOUR + timedelta(days=1))
    found = month(cast, reading)
    assert [(one.title, one.status) for one in found] == [("Samsat keliling", Status.WRITING), ("Jadwal posyandu", Status.PLANNED)]


def test_a_scheduled_piece_stands_at_its_hour_and_not_at_the_planned_one(cast: Cast, reading: Session) -> None:
    story = Story.simponi(cast, planned_for=HOUR).to("penjadwalan")
    story.do(cast.simponi.admin_teknis, lambda content, by: content.schedule(by, dict.fromkeys(content.channels, HOUR + timedelta(days=2))))
    found = month(cast, reading)
    assert [(one.at, one.status) for one in found] == [(HOUR + timedelta(days=2), Status.SCHEDULED)]


def test_a_piece_whose_hour_has_passed_is_late(cast: Cast, reading: Session, at: Callable[[str], datetime]) -> None:
    with transaction() as session:
        add_piece(cast, session)
    at("2026-12-15 09:00")
    assert [one.status for one in month(cast, reading)] == [Status.LATE]


def test_nobody_sees_the_pieces_of_a_programme_he_has_no_part_in(cast: Cast, reading: Session) -> None:
    with transaction() as session:
        add_piece(cast, session)
    Story.simponi(cast, planned_for=HOUR)
    stranger = cast.acting(cast.asri.koordinator, reading)
    unit = cast.acting(cast.simponi.validator_unit, reading)
    assert (month(cast, reading, stranger), month(cast, reading, unit)) == ([], [])


def test_a_leader_sees_every_programme_and_moves_nothing(cast: Cast, reading: Session) -> None:
    """S3.2"""
    story = Story.simponi(cast, planned_for=HOUR)
    leader = cast.acting(cast.leader, reading)
    assert len(month(cast, reading, leader)) == 1
    with pytest.raises(NotAllowed):
        story.do(cast.leader, lambda content, by: content.move_to(by, HOUR))


def test_a_scheduled_piece_moves_with_all_its_channels(cast: Cast) -> None:
    """S3.2 A3.2"""
    story = Story.simponi(cast, planned_for=HOUR).to("penjadwalan")
    story.do(cast.simponi.admin_teknis, lambda content, by: content.schedule(by, spread(content)))
    story.do(cast.simponi.koordinator, lambda content, by: content.move_to(by, HOUR + timedelta(days=3)))
    hours = story.ask(cast.simponi.koordinator, lambda content, _: sorted(one.scheduled_for for one in content.publications))
    assert hours == [HOUR + timedelta(days=3), HOUR + timedelta(days=3, hours=1)][: len(hours)]


def spread(content: Content) -> dict[str, datetime]:
    return {channel: HOUR + timedelta(hours=place) for place, channel in enumerate(content.channels)}


def test_what_is_out_does_not_move(cast: Cast) -> None:
    story = Story.simponi(cast, planned_for=HOUR).to("publikasi")
    links = {"instagram": "https://www.instagram.com/p/abc/", "facebook": "https://facebook.com/x/posts/1"}
    story.do(
        cast.simponi.admin_teknis, lambda content, by: content.publish(by, [Report(one, now(), links[one]) for one in content.channels])
    )
    with pytest.raises(WrongStage):
        story.do(cast.simponi.koordinator, lambda content, by: content.move_to(by, HOUR))


def test_two_posts_too_close_on_a_channel_are_warned_about(cast: Cast, reading: Session) -> None:
    with transaction() as session:
        add_piece(cast, session)
    programme = Programme.find(cast.simponi.programme.pk, reading)
    assert "channel_busy" in {one.key for one in advice(programme, ["instagram"], HOUR + timedelta(minutes=30), reading)}
    assert "channel_busy" not in {one.key for one in advice(programme, ["facebook"], HOUR, reading)}
    assert "channel_busy" not in {one.key for one in advice(programme, ["instagram"], HOUR + timedelta(hours=5), reading)}


def test_an_hour_that_has_passed_and_a_holiday_are_said(cast: Cast, reading: Session) -> None:
    programme = Programme.find(cast.simponi.programme.pk, reading)
    keys = {one.key for one in advice(programme, ["instagram"], datetime(2026, 8, 17, 3, tzinfo=UTC), reading)}
    assert {"hour_passed", "planned_on_holiday"} <= keys


def test_the_board_names_what_a_week_lacks_and_copies_the_week_before_once(cast: Cast) -> None:
    """A3.1"""
    monday = date(2026, 12, 21)
    with transaction() as session:
        add_piece(cast, session)
        by = cast.acting(cast.simponi.koordinator, session)
        programme = Programme.find(cast.simponi.programme.pk, session)
        assert [one.title for one in copy_week(programme, monday, by, session)] == ["Samsat keliling"]
        assert copy_week(programme, monday, by, session) == []
        board = Board(programme, monday, Board.of(programme, monday, by, session).slots, {"instagram": 3.0})
        assert (board.count("instagram"), board.gap("instagram")) == (1, 2)
        assert board.free_hour("instagram").astimezone(LOCAL).date() == date(2026, 12, 22)


def test_preparedness_day_stands_in_the_calendar_with_what_leads_up_to_it(cast: Cast, reading: Session) -> None:
    """A3.2"""
    programmes = [Programme.find(cast.asri.programme.pk, reading)]
    notes = day_notes(programmes, date(2027, 3, 1), date(2027, 4, 30), reading)
    told = {(one.day, one.kind) for one in notes if "Kesiapsiagaan" in one.name}
    assert told == {(date(2027, 4, 26), "occasion"), (date(2027, 3, 27), "lead"), (date(2027, 4, 12), "lead")}


def test_an_office_adds_a_day_of_its_own(cast: Cast, reading: Session) -> None:
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        by = cast.acting(cast.simponi.koordinator, session)
        OfficeDay.add(programme, date(2026, 10, 13), "Hari jadi kantor", by, session, yearly=True, lead_days=[7])
    notes = day_notes([Programme.find(cast.simponi.programme.pk, reading)], date(2027, 10, 1), date(2027, 10, 31), reading)
    assert [(one.day, one.kind) for one in notes] == [(date(2027, 10, 6), "lead"), (date(2027, 10, 13), "occasion")]


def test_a_month_asks_the_database_less_than_ten_times(cast: Cast, reading: Session, queries: Callable[[Session], Any]) -> None:
    for day in range(3):
        Story.simponi(cast, f"Jadwal {day}", planned_for=HOUR + timedelta(days=day))
    with transaction() as session:
        add_piece(cast, session)
    actor = cast.acting(cast.simponi.koordinator, reading)
    programmes = Programme.all(reading)
    with queries(reading) as asked:
        slots(actor, [one.pk for one in programmes], *DECEMBER, reading)
        day_notes(programmes, date(2026, 12, 1), date(2026, 12, 31), reading)
    assert len(asked) <= 8


def test_a_quarter_knows_its_days() -> None:
    fourth = Quarter.of(date(2026, 11, 21))
    assert (str(fourth), fourth.label, fourth.starts_on, fourth.ends_on) == (
        "2026-4", "Triwulan IV 2026", date(2026, 10, 1), date(2026, 12, 31),
    )  # fmt: skip
    assert (fourth.following, fourth.following.previous) == (Quarter(2027, 1), fourth)
    assert fourth.since == midnight(date(2026, 10, 1)) == datetime(2026, 9, 30, 17, tzinfo=UTC)
