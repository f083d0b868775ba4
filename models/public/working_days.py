"""Deadlines in working days of the offices a case is handed to: Monday to Friday, without closed days."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from models.base import LOCAL

END_OF_DAY = time(23, 59)


def after(start: datetime, days: int, closed: Collection[date]) -> datetime:
    """The end (23.59 WIB) of the n-th working day after the day of `start`; that day itself doesn't count."""
    day = start.astimezone(LOCAL).date()
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5 and day not in closed
    return datetime.combine(day, END_OF_DAY, LOCAL)
