"""The real server with its clock ahead by NIGHT_AHEAD seconds: `python -m tests.journeys.at_night run app.py`."""

import os
from datetime import UTC, datetime, timedelta

from streamlit.web import cli

from models.base import LOCAL, set_clock

AHEAD = "NIGHT_AHEAD"


def until_ten_past_two() -> float:
    """Seconds from now to the next 02:10 in the district."""
    here = datetime.now(UTC).astimezone(LOCAL)
    night = here.replace(hour=2, minute=10, second=0, microsecond=0)
    return ((night if night > here else night + timedelta(days=1)) - here).total_seconds()


def move_on(seconds: float) -> None:
    """This process lives so much later from now on."""
    set_clock(lambda: datetime.now(UTC) + timedelta(seconds=seconds))


if __name__ == "__main__":
    move_on(float(os.environ[AHEAD]))
    cli.main()
