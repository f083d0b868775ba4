"""The real server at another hour: `python -m tests.journeys.at_night run app.py` lives where the clock stands that CLOCK names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.web import cli

from models.base import LOCAL, now, set_clock
from tests.journeys.server import Server, running

CLOCK = "SIMPUL_TEST_CLOCK"
HERE = ("-m", "tests.journeys.at_night")


class Clock:
    """Seconds ahead of the real time, in a file that this process and the server read at every look."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def lead(self) -> timedelta:
        return timedelta(seconds=float(self.path.read_text()))

    def follow(self) -> None:
        set_clock(lambda: datetime.now(UTC) + self.lead())

    def stand_at(self, moment: datetime) -> None:
        """From now on it is this moment, and goes on from there; never back."""
        fresh = self.path.with_suffix(".new")
        fresh.write_text(str((moment - datetime.now(UTC)).total_seconds()))
        fresh.replace(self.path)
        self.follow()

    def pass_by(self, **time: float) -> None:
        self.stand_at(now() + timedelta(**time))


@contextmanager
def lived_at(moment: datetime, folder: Path, patch: pytest.MonkeyPatch) -> Iterator[tuple[Clock, Server]]:
    """Both this test and the server live there, until the test is over."""
    clock = Clock(folder / "clock")
    clock.stand_at(moment)
    patch.setenv(CLOCK, str(clock.path))
    try:
        with running(folder / "server.log", HERE) as server:
            yield clock, server
    finally:
        set_clock(None)


def ten_past_two() -> datetime:
    """The next one of the district."""
    here = datetime.now(UTC).astimezone(LOCAL)
    night = here.replace(hour=2, minute=10, second=0, microsecond=0)
    return night if night > here else night + timedelta(days=1)


def eve_of_a_weekend() -> datetime:
    """The next Thursday, at four in the afternoon: everybody is about to leave."""
    here = datetime.now(UTC).astimezone(LOCAL).replace(hour=16, minute=0, second=0, microsecond=0)
    return here + timedelta(days=(3 - here.weekday()) % 7 or 7)


if __name__ == "__main__":
    Clock(Path(os.environ[CLOCK])).follow()
    cli.main()
