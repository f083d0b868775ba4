"""Working time: what a deadline of n hours means where offices close, pray, sleep and celebrate."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.errors import NotReady
from models.public.clocks import Week, WorkingTime, overlaps

WIB = ZoneInfo("Asia/Jakarta")
WEEKDAYS = range(5)


def week(*periods: str, days: range | tuple[int, ...] = WEEKDAYS) -> Week:
    spans = tuple(tuple(time.fromisoformat(hour) for hour in period.split("-")) for period in periods)
    return dict.fromkeys(days, spans)  # type: ignore[arg-type]


def wib(day: int, hour: str, month: int = 11) -> datetime:
    """A moment of November 2026; the 16th is a Monday."""
    return datetime.combine(date(2026, month, day), time.fromisoformat(hour), WIB)


NINE_TO_FIVE = WorkingTime(week("09:00-17:00"))
OFFICE = WorkingTime({**week("07:30-12:00", "13:00-16:00", days=range(4)), **week("07:30-11:30", "13:00-16:30", days=(4,))})
NIGHT = WorkingTime(week("22:00-06:00"))


@pytest.mark.parametrize(
    ("hours", "start", "amount", "due"),
    [
        (NINE_TO_FIVE, wib(20, "16:30"), 1, wib(23, "09:30")),
        (WorkingTime(week("08:00-18:00")), wib(16, "17:00"), 4, wib(17, "11:00")),
        (OFFICE, wib(16, "11:30"), 1, wib(16, "13:30")),
        (OFFICE, wib(20, "11:00"), 1, wib(20, "13:30")),
        (OFFICE, wib(20, "16:00"), 8, wib(23, "16:00")),
        (NINE_TO_FIVE, wib(16, "10:00"), 0.25, wib(16, "10:15")),
        (NINE_TO_FIVE, wib(16, "10:00"), timedelta(hours=16), wib(18, "10:00")),
    ],
)
def test_a_deadline_is_counted_in_working_hours_only(hours: WorkingTime, start: datetime, amount: float, due: datetime) -> None:
    assert hours.add(start, amount) == due


@pytest.mark.parametrize("start", [wib(16, "06:00"), wib(15, "23:59"), wib(14, "12:00"), wib(13, "17:00")])
def test_what_arrives_outside_hours_starts_at_the_next_opening(start: datetime) -> None:
    assert NINE_TO_FIVE.add(start, 1) == wib(16, "10:00")
    assert NINE_TO_FIVE.next_opening(start) == wib(16, "09:00")


def test_what_arrives_at_the_closing_minute_starts_tomorrow() -> None:
    assert NINE_TO_FIVE.add(wib(16, "17:00"), 1) == wib(17, "10:00")
    assert not NINE_TO_FIVE.is_open(wib(16, "17:00"))
    assert NINE_TO_FIVE.is_open(wib(16, "16:59"))


def test_a_deadline_may_fall_on_the_closing_minute() -> None:
    assert NINE_TO_FIVE.add(wib(16, "16:00"), 1) == wib(16, "17:00")


def test_while_open_the_next_opening_is_now() -> None:
    assert NINE_TO_FIVE.next_opening(wib(16, "10:07")) == wib(16, "10:07")


def test_a_chain_of_holidays_is_passed_over() -> None:
    lebaran = frozenset(date(2026, 3, day) for day in range(18, 25))
    hours = WorkingTime(week("09:00-17:00"), closed=lebaran)
    assert hours.add(wib(17, "16:00", month=3), 2) == wib(25, "10:00", month=3)
    assert hours.subtract(wib(25, "10:00", month=3), 2) == wib(17, "16:00", month=3)
    assert not hours.is_open(wib(20, "10:00", month=3))


def test_a_night_shift_runs_through_midnight() -> None:
    assert NIGHT.add(wib(16, "23:00"), 3) == wib(17, "02:00")
    assert NIGHT.is_open(wib(17, "05:59"))
    assert not NIGHT.is_open(wib(17, "06:00"))
    assert NIGHT.subtract(wib(17, "02:00"), 3) == wib(16, "23:00")
    assert NIGHT.between(wib(16, "12:00"), wib(17, "12:00")) == timedelta(hours=8)


def test_a_night_shift_begun_before_a_holiday_runs_to_its_end() -> None:
    hours = WorkingTime(week("22:00-06:00"), closed=frozenset({date(2026, 11, 17)}))
    assert hours.add(wib(16, "23:00"), 8) == wib(18, "23:00")


def test_a_period_may_end_at_midnight() -> None:
    hours = WorkingTime(week("16:00-00:00", days=range(7)))
    assert hours.add(wib(16, "23:00"), 2) == wib(17, "17:00")
    assert hours.between(wib(16, "00:00"), wib(18, "00:00")) == timedelta(hours=16)


@pytest.mark.parametrize(
    ("hours", "end", "amount", "latest"),
    [
        (NINE_TO_FIVE, wib(23, "09:30"), 1, wib(20, "16:30")),
        (NINE_TO_FIVE, wib(16, "09:00"), 1, wib(13, "16:00")),
        (NINE_TO_FIVE, wib(15, "12:00"), 8, wib(13, "09:00")),
        (OFFICE, wib(16, "13:30"), 1, wib(16, "11:30")),
    ],
)
def test_counting_back_gives_the_latest_start_that_still_fits(hours: WorkingTime, end: datetime, amount: float, latest: datetime) -> None:
    assert hours.subtract(end, amount) == latest


def test_waiting_counts_only_while_somebody_is_there() -> None:
    assert OFFICE.between(wib(20, "11:00"), wib(23, "08:00")) == timedelta(hours=4, minutes=30)
    assert OFFICE.between(wib(21, "08:00"), wib(22, "20:00")) == timedelta()
    assert OFFICE.between(wib(23, "08:00"), wib(20, "11:00")) == -timedelta(hours=4, minutes=30)


def test_between_undoes_add() -> None:
    start = wib(19, "10:11")
    for hours in range(1, 60, 7):
        assert OFFICE.between(start, OFFICE.add(start, hours)) == timedelta(hours=hours)
        assert OFFICE.subtract(OFFICE.add(start, hours), hours) == start


def test_other_hours_hold_from_their_day_on() -> None:
    ramadan = WorkingTime(
        week("07:30-16:00"), changes=((date(2026, 11, 17), week("08:00-15:00")), (date(2026, 11, 19), week("07:30-16:00")))
    )
    assert ramadan.add(wib(16, "15:30"), 1) == wib(17, "08:30")
    assert ramadan.add(wib(17, "14:30"), 1) == wib(18, "08:30")
    assert ramadan.add(wib(18, "14:30"), 1) == wib(19, "08:00")


def test_nothing_is_open_before_the_first_hours_begin() -> None:
    hours = WorkingTime({}, changes=((date(2026, 11, 18), week("09:00-17:00")),))
    assert hours.add(wib(16, "10:00"), 1) == wib(18, "10:00")


def test_round_the_clock_service_counts_nights_and_holidays() -> None:
    hours = WorkingTime(
        week("09:00-17:00"), closed=frozenset({date(2026, 11, 18)}), round_the_clock=((wib(17, "20:00"), wib(19, "02:00")),)
    )
    assert hours.add(wib(17, "16:00"), 6) == wib(18, "01:00")
    assert hours.add(wib(19, "01:30"), 1) == wib(19, "09:30")
    assert hours.is_open(wib(18, "03:00"))


def test_round_the_clock_without_an_end_stays_open() -> None:
    hours = WorkingTime({}, round_the_clock=((wib(17, "20:00"), None),))
    assert hours.add(wib(17, "21:00"), 200) == wib(17, "21:00") + timedelta(hours=200)
    assert hours.between(wib(17, "19:00"), wib(18, "20:00")) == timedelta(hours=24)


def test_round_the_clock_never_counts_an_hour_twice() -> None:
    hours = WorkingTime(week("22:00-06:00", days=range(7)), round_the_clock=((wib(17, "02:00"), wib(17, "23:00")),))
    assert hours.between(wib(16, "22:00"), wib(18, "06:00")) == timedelta(hours=32)
    assert hours.subtract(wib(18, "06:00"), 32) == wib(16, "22:00")


@pytest.mark.parametrize("hours", [WorkingTime({}), WorkingTime({0: ()}), WorkingTime({}, changes=((date(2026, 1, 1), {}),))])
def test_without_any_hours_every_question_is_refused(hours: WorkingTime) -> None:
    asked = (
        lambda: hours.add(wib(16, "10:00"), 1),
        lambda: hours.subtract(wib(16, "10:00"), 1),
        lambda: hours.between(wib(16, "10:00"), wib(17, "10:00")),
        lambda: hours.next_opening(wib(16, "10:00")),
    )
    for question in asked:
        with pytest.raises(NotReady) as refused:
            question()
        assert [issue.key for issue in refused.value.issues] == ["no_service_hours"]
    assert not hours.is_open(wib(16, "10:00"))


def test_a_search_that_finds_no_hours_within_two_years_gives_up() -> None:
    closed = frozenset(date(2026, 11, 16) + timedelta(days=day) for day in range(800))
    with pytest.raises(NotReady):
        WorkingTime(week("09:00-17:00"), closed=closed).add(wib(16, "10:00"), 1)


def test_moments_come_out_in_utc_whatever_zone_they_came_in() -> None:
    due = NINE_TO_FIVE.add(wib(16, "10:00").astimezone(UTC), 1)
    assert due.tzinfo is UTC
    assert due == datetime(2026, 11, 16, 4, 0, tzinfo=UTC)
    assert OFFICE.subtract(wib(16, "10:00"), 1).tzinfo is UTC


def test_the_day_is_the_one_on_the_wall_not_in_utc() -> None:
    monday_morning = datetime(2026, 11, 15, 23, 30, tzinfo=UTC)
    assert WorkingTime(week("06:00-08:00", days=(0,))).is_open(monday_morning)


def test_a_moment_without_a_zone_and_a_negative_amount_are_faults() -> None:
    naive = datetime(2026, 11, 16, 10)  # noqa: DTZ001
    for faulty in (
        lambda: NINE_TO_FIVE.add(naive, 1),
        lambda: NINE_TO_FIVE.between(naive, wib(16, "11:00")),
        lambda: NINE_TO_FIVE.is_open(naive),
        lambda: NINE_TO_FIVE.add(wib(16, "10:00"), -1),
    ):
        with pytest.raises(ValueError, match=r"zone|negative"):
            faulty()


@pytest.mark.parametrize(
    ("hours", "days"),
    [
        (week("07:30-12:00", "12:00-16:00"), ()),
        (week("07:30-12:00", "11:00-16:00", days=(2,)), (2,)),
        ({0: ((time(22), time(6)),), 1: ((time(5), time(9)),)}, (0,)),
        ({6: ((time(22), time(6)),), 0: ((time(5), time(9)),)}, (6,)),
        ({6: ((time(22), time(6)),), 0: ((time(6), time(9)),)}, ()),
        ({3: ((time(9), time(9)),)}, ()),
        ({}, ()),
    ],
)
def test_overlapping_periods_are_found_even_across_midnight_and_the_weekend(hours: Week, days: tuple[int, ...]) -> None:
    assert overlaps(hours) == days
