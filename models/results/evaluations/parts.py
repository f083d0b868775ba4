"""Where the period's figures came from: channels, information types, weeks and the contents that reached most (S4.1, A4.1, S4.3)."""

from typing import Any

from sqlmodel import Session

from models.programmes import Programme
from models.results import breakdowns
from models.results.breakdowns import By, Share
from models.results.evaluations.periods import Period


def parts_of(programme: Programme, period: Period, session: Session) -> dict[str, Any]:
    """As plain values, for a snapshot: `channels` and `kinds` as [key, reach, rate, posts], `weeks` as channel → [[Monday, reach]],

    `top` as [title, channels, reach, rate]; what nobody measured is null, never 0.
    """
    weekly = breakdowns.weekly(programme, period, "reach", session)
    return {
        "channels": [_share(one) for one in breakdowns.by(programme, period, By.CHANNEL, session)],
        "kinds": [_share(one) for one in breakdowns.by(programme, period, By.KIND, session)],
        "weeks": {channel: [[week.isoformat(), n] for week, n in sorted(told.items())] for channel, told in sorted(weekly.items())},
        "top": [[one.title, list(one.channels), one.reach, _rate(one.rate)] for one in breakdowns.ranked(programme, period, session)],
    }


def _share(one: Share) -> list[Any]:
    return [one.key, one.reach, _rate(one.rate), one.posts]


def _rate(told: float | None) -> float | None:
    return None if told is None else round(told, 2)
