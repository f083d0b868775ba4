"""Service hours, closed days and round-the-clock service, each set by the admin and each in the log."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session

from data import database
from data.playbooks import texts
from models import base
from models.actors import ADMIN, SYSTEM, Actor, ActorKind, Hat
from models.entries import Entry
from models.errors import NotAllowed, NotReady
from models.playbooks import load
from models.programmes import Office, Programme
from models.public.clocks import Week
from models.public.closed_days import ClosedDay, DayKind, national_days
from models.public.round_the_clock import RoundTheClock
from models.public.service_hours import USUAL_WEEK, ServiceHours

WIB = ZoneInfo("Asia/Jakarta")
MONDAY = date(2026, 11, 16)
WRITER = Actor(ActorKind.PERSON, None, "Sari", frozenset({Hat("editor", 1)}))
INSPECTOR = Actor(ActorKind.PERSON, None, "Pak Bambang", frozenset({Hat("pemeriksa")}))
ADMINISTRATOR = Actor(ActorKind.PERSON, None, "Wening", frozenset({Hat(ADMIN)}))
NINE_TO_FIVE: Week = dict.fromkeys(range(5), ((time(9), time(17)),))


def wib(day: date, hour: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour), WIB)


@pytest.fixture
def simponi(engine: str) -> Programme:
    """A programme in an empty database, on Monday 16 November 2026 at eight."""
    base.set_clock(lambda: wib(MONDAY, "08:00").astimezone(UTC))
    with database.transaction() as session:
        office = Office.found("Dinas Kominfo", "Kominfo", SYSTEM, session)
        return Programme.start(load(texts()["simponi"], "simponi.toml"), office, SYSTEM, session)


def set_hours(programme: Programme, week: Week = NINE_TO_FIVE, valid_from: date = MONDAY, by: Actor = ADMINISTRATOR) -> None:
    with database.transaction() as session:
        ServiceHours.set(programme, week, valid_from, by, session)


def close(programme: Programme, day: date, kind: DayKind = DayKind.LOCAL, name: str = "Hari jadi kabupaten") -> ClosedDay:
    with database.transaction() as session:
        return ClosedDay.add(programme, day, name, kind, ADMINISTRATOR, session, source="Keputusan Bupati")


def due(programme: Programme, start: datetime, hours: float) -> datetime:
    with database.reading() as session:
        return ServiceHours.working_time(programme.pk, session).add(start, hours)


def test_deadlines_follow_the_hours_that_were_set(simponi: Programme) -> None:
    set_hours(simponi)
    assert due(simponi, wib(date(2026, 11, 20), "16:30"), 1) == wib(date(2026, 11, 23), "09:30")


def test_the_usual_week_knows_lunch_and_friday_prayers(simponi: Programme) -> None:
    set_hours(simponi, USUAL_WEEK)
    assert due(simponi, wib(MONDAY, "11:30"), 1) == wib(MONDAY, "13:30")
    assert due(simponi, wib(date(2026, 11, 20), "11:00"), 1) == wib(date(2026, 11, 20), "13:30")


def test_a_programme_without_hours_is_refused_a_deadline(simponi: Programme) -> None:
    with pytest.raises(NotReady) as refused:
        due(simponi, wib(MONDAY, "10:00"), 1)
    assert [issue.key for issue in refused.value.issues] == ["no_service_hours"]


def test_other_hours_hold_from_their_day_and_leave_earlier_days_alone(simponi: Programme) -> None:
    set_hours(simponi)
    set_hours(simponi, dict.fromkeys(range(5), ((time(8), time(15)),)), valid_from=date(2026, 11, 17))
    assert due(simponi, wib(MONDAY, "16:30"), 1) == wib(date(2026, 11, 17), "08:30")
    assert due(simponi, wib(MONDAY, "10:00"), 7) == wib(MONDAY, "17:00")


def test_hours_set_twice_for_a_day_leave_the_later_ones(simponi: Programme) -> None:
    set_hours(simponi, USUAL_WEEK)
    set_hours(simponi)
    with database.reading() as session:
        assert [hours.week for hours in ServiceHours.history(simponi.pk, session)] == [NINE_TO_FIVE]


def test_hours_of_the_past_are_not_rewritten(simponi: Programme) -> None:
    set_hours(simponi)
    with pytest.raises(NotReady) as refused:
        set_hours(simponi, valid_from=MONDAY - timedelta(days=1))
    assert [issue.about for issue in refused.value.issues] == ["valid_from"]


@pytest.mark.parametrize(
    ("week", "key"),
    [
        ({}, "service_hours_empty"),
        ({0: ()}, "service_hours_empty"),
        ({7: ((time(9), time(17)),)}, "service_hours_empty"),
        ({0: ((time(9), time(12)), (time(11), time(17)))}, "service_hours_overlap"),
        ({0: ((time(16), time(13)),)}, "service_hours_period"),
        ({0: ((time(9), time(9)),)}, "service_hours_period"),
    ],
)
def test_hours_that_make_no_sense_are_refused(simponi: Programme, week: Week, key: str) -> None:
    with pytest.raises(NotReady) as refused:
        set_hours(simponi, week)
    assert key in [issue.key for issue in refused.value.issues]


def test_a_night_shift_and_a_whole_day_are_hours_too(simponi: Programme) -> None:
    set_hours(simponi, {0: ((time(22), time(6)),), 2: ((time(0), time(0)),)})
    assert due(simponi, wib(MONDAY, "23:00"), 8) == wib(date(2026, 11, 18), "01:00")


def test_national_holidays_and_joint_leave_are_closed(simponi: Programme) -> None:
    set_hours(simponi)
    assert due(simponi, wib(date(2026, 12, 23), "16:00"), 2) == wib(date(2026, 12, 28), "10:00")


def test_the_new_year_is_crossed_with_both_calendars(simponi: Programme) -> None:
    set_hours(simponi)
    assert due(simponi, wib(date(2026, 12, 31), "16:00"), 2) == wib(date(2027, 1, 4), "10:00")


def test_the_national_calendar_tells_holidays_from_joint_leave() -> None:
    assert national_days(2026)[date(2026, 12, 24)] == ("Cuti Bersama Hari Raya Natal", DayKind.JOINT_LEAVE)
    assert national_days(2026)[date(2026, 12, 25)] == ("Hari Raya Natal", DayKind.NATIONAL)


def test_a_local_day_is_closed_until_it_is_removed(simponi: Programme) -> None:
    set_hours(simponi)
    added = close(simponi, MONDAY)
    assert due(simponi, wib(MONDAY, "10:00"), 1) == wib(date(2026, 11, 17), "10:00")
    with database.transaction() as session:
        ClosedDay.find(added.pk, session).remove(ADMINISTRATOR)
    assert due(simponi, wib(MONDAY, "10:00"), 1) == wib(MONDAY, "11:00")
    close(simponi, MONDAY)
    assert due(simponi, wib(MONDAY, "10:00"), 1) == wib(date(2026, 11, 17), "10:00")


def test_a_joint_leave_lifted_by_decree_is_worked(simponi: Programme) -> None:
    set_hours(simponi)
    close(simponi, date(2026, 12, 24), DayKind.WORKED, "Cuti bersama dialihkan")
    assert due(simponi, wib(date(2026, 12, 24), "10:00"), 1) == wib(date(2026, 12, 24), "11:00")


def test_a_day_is_closed_once_and_only_a_national_one_can_be_lifted(simponi: Programme) -> None:
    close(simponi, MONDAY)
    with pytest.raises(NotReady):
        close(simponi, MONDAY)
    with pytest.raises(NotReady):
        close(simponi, date(2026, 11, 17), DayKind.WORKED)
    with pytest.raises(NotReady):
        close(simponi, date(2026, 11, 18), name=" ")


def test_round_the_clock_service_counts_from_its_start_to_its_end(simponi: Programme) -> None:
    set_hours(simponi)
    with database.transaction() as session:
        on = RoundTheClock.start(simponi, "Banjir di tiga kecamatan", ADMINISTRATOR, session)
    assert due(simponi, wib(MONDAY, "16:00"), 6) == wib(MONDAY, "22:00")
    base.set_clock(lambda: wib(MONDAY, "20:00").astimezone(UTC))
    with database.transaction() as session:
        running = RoundTheClock.running(simponi.pk, session)
        assert running == on
        running.end(ADMINISTRATOR)
    assert due(simponi, wib(MONDAY, "16:00"), 6) == wib(date(2026, 11, 17), "11:00")


def test_round_the_clock_service_needs_a_reason_and_starts_once(simponi: Programme) -> None:
    with database.transaction() as session:
        on = RoundTheClock.start(simponi, "Banjir", ADMINISTRATOR, session)
        with pytest.raises(NotReady):
            RoundTheClock.start(simponi, "Longsor", ADMINISTRATOR, session)
        on.end(ADMINISTRATOR)
        with pytest.raises(NotReady):
            on.end(ADMINISTRATOR)
        with pytest.raises(NotReady):
            RoundTheClock.start(simponi, " ", ADMINISTRATOR, session)


@pytest.mark.parametrize("by", [WRITER, INSPECTOR])
def test_only_the_admin_changes_the_calendar(simponi: Programme, by: Actor) -> None:
    with database.transaction() as session:
        for verb in (
            lambda: ServiceHours.set(simponi, NINE_TO_FIVE, MONDAY, by, session),
            lambda: ClosedDay.add(simponi, MONDAY, "Libur", DayKind.LOCAL, by, session),
            lambda: RoundTheClock.start(simponi, "Banjir", by, session),  # an editor; others may by the playbook
        ):
            with pytest.raises(NotAllowed):
                verb()


def test_every_change_stands_in_the_log_without_names_or_reasons(simponi: Programme) -> None:
    set_hours(simponi)
    added = close(simponi, MONDAY)
    with database.transaction() as session:
        on = RoundTheClock.start(simponi, "Banjir di Bagelen", ADMINISTRATOR, session)
    with database.reading() as session:
        (day,), (switch,) = Entry.of(added, session), Entry.of(on, session)
        assert (day.action, day.facts) == ("closed_day.added", {"day": "2026-11-16", "kind": "local"})
        assert (switch.action, switch.programme_id) == ("round_the_clock.started", simponi.pk)
        assert "Bagelen" not in switch.text


def test_working_time_costs_three_queries(simponi: Programme, queries: Callable[[Session], Any]) -> None:
    set_hours(simponi)
    close(simponi, MONDAY)
    with database.reading() as session, queries(session) as seen:
        ServiceHours.working_time(simponi.pk, session)
    assert len([statement for statement in seen if statement.startswith("SELECT")]) == 3, seen


def test_ramadan_hours_end_by_themselves(simponi: Programme) -> None:
    """S1.2, A1.3. The usual week comes back the day after the last one."""
    set_hours(simponi)
    ramadan: Week = dict.fromkeys(range(5), ((time(8), time(15)),))
    with database.transaction() as session:
        ServiceHours.set(
            simponi, ramadan, MONDAY + timedelta(days=1), ADMINISTRATOR, session, until=MONDAY + timedelta(days=2), name="Ramadan"
        )
    assert due(simponi, wib(MONDAY, "16:30"), 1) == wib(MONDAY + timedelta(days=1), "08:30")
    assert due(simponi, wib(MONDAY + timedelta(days=2), "14:30"), 1) == wib(MONDAY + timedelta(days=3), "09:30")
    with database.reading() as session:
        assert [one.name for one in ServiceHours.history(simponi.pk, session)] == ["", "Ramadan", ""]


def test_a_passing_week_needs_one_to_return_to_and_nothing_within(simponi: Programme) -> None:
    def pass_by(since: date, until: date) -> list[str]:
        with database.transaction() as session, pytest.raises(NotReady) as refused:
            ServiceHours.set(simponi, NINE_TO_FIVE, since, ADMINISTRATOR, session, until=until, name="Ramadan")
        return [one.key for one in refused.value.issues]

    assert pass_by(MONDAY, MONDAY) == ["service_hours_no_usual"]
    set_hours(simponi)
    set_hours(simponi, valid_from=MONDAY + timedelta(days=3))
    assert pass_by(MONDAY + timedelta(days=1), MONDAY) == ["ends_before_start"]
    assert pass_by(MONDAY + timedelta(days=1), MONDAY + timedelta(days=5)) == ["service_hours_within"]


def test_hours_to_come_can_be_cancelled_and_those_that_hold_not(simponi: Programme) -> None:
    set_hours(simponi)
    set_hours(simponi, {0: ((time(8), time(9)),)}, MONDAY + timedelta(days=7))
    with database.transaction() as session:
        now_held, to_come = ServiceHours.history(simponi.pk, session)
        to_come.cancel(ADMINISTRATOR)
        with pytest.raises(NotReady):
            now_held.cancel(ADMINISTRATOR)
    assert due(simponi, wib(MONDAY + timedelta(days=7), "08:00"), 2) == wib(MONDAY + timedelta(days=7), "11:00")
    set_hours(simponi, {0: ((time(8), time(18)),)}, MONDAY + timedelta(days=7))
    assert due(simponi, wib(MONDAY + timedelta(days=7), "08:00"), 2) == wib(MONDAY + timedelta(days=7), "10:00")


@pytest.mark.parametrize(("role", "may"), [("koordinator", True), ("mentor", True), ("editor", False), ("pimpinan", False)])
def test_whoever_the_playbook_lets_switches_to_round_the_clock_service(simponi: Programme, role: str, may: bool) -> None:
    """S1.2: not the admin only; at night nobody waits for him."""
    by = Actor(ActorKind.PERSON, None, "Petugas", frozenset({Hat(role, simponi.pk)}))
    with database.transaction() as session:
        if not may:
            with pytest.raises(NotAllowed):
                RoundTheClock.start(simponi, "Banjir", by, session)
            return
        on = RoundTheClock.start(simponi, "Banjir", by, session)
        session.flush()
        assert set(RoundTheClock.running_in([simponi.pk], session)) == {simponi.pk}
        on.end(by)
        assert RoundTheClock.running_in([simponi.pk], session) == {}
