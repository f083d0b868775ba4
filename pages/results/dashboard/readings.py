"""One sentence per chart: what it shows, said from its own figures."""

from collections.abc import Mapping, Sequence
from datetime import date

from data.wording import say
from models.content.indonesian import listing, number
from models.results.breakdowns import Hour, Share
from pages.ui import formats

GROWS, FALLS = 1.15, 0.87  # second half of the quarter against the first
HALF = 4  # weeks a channel needs before anything is said of its course


def trend(series: Mapping[str, Mapping[date, int]], labels: Mapping[str, str]) -> str:
    """Which channel grew most and which fell most, from the halves of the quarter."""
    course = {channel: _course(weeks) for channel, weeks in series.items() if len(weeks) >= HALF}
    if not course:
        return say("dashboard.trend_too_short")
    best, worst = max(course, key=lambda one: course[one]), min(course, key=lambda one: course[one])
    parts = []
    if course[best] >= GROWS:
        parts.append(say("dashboard.grows", channel=labels.get(best, best)))
    if course[worst] <= FALLS and worst != best:
        parts.append(say("dashboard.falls", channel=labels.get(worst, worst)))
    return "; ".join(parts) or say("dashboard.steady")


def hours(cells: Sequence[Hour]) -> str:
    """The hour that is answered most over the week; nothing is said of too few posts."""
    known = [one for one in cells if one.rate is not None]
    if not known:
        return say("dashboard.hours_too_few")
    best = max(known, key=lambda one: (one.rate or 0, one.posts))
    day = formats.WEEKDAYS[best.weekday]
    return say("dashboard.best_hour", day=day, since=f"{best.hour:02d}.00", until=f"{best.hour + 2:02d}.00", n=number(best.posts))


def shares(parts: Sequence[Share], labels: Mapping[str, str], what: str) -> str:
    """Who has most of it, and how much of the whole that is; where parts overlap no share is told."""
    known = [one for one in parts if one.reach]
    if not known:
        return say("dashboard.nothing_by", what=what)
    total, first = sum(one.reach or 0 for one in known), known[0]
    label = labels.get(first.key, first.key)
    if len(known) == 1:
        return say("dashboard.only_one", label=label)
    return say("dashboard.most", label=label, percent=number(100 * (first.reach or 0) / total))


def followers(series: Mapping[str, Mapping[date, int]], labels: Mapping[str, str]) -> str:
    """Which channel won most followers over the quarter, by its first and last count."""
    won = {channel: told[max(told)] - told[min(told)] for channel, told in series.items() if len(told) > 1}
    if not won:
        return say("dashboard.followers_too_few")
    best = max(won, key=lambda one: won[one])
    if won[best] <= 0:
        return say("dashboard.no_new_followers")
    return say("dashboard.won_followers", channel=labels.get(best, best), n=number(won[best]))


def contents(titles: Sequence[str], lowest: bool) -> str:
    if not titles:
        return say("dashboard.no_content")
    return say("dashboard.lowest" if lowest else "dashboard.highest", titles=listing(f"“{one}”" for one in titles[:2]))


def _course(weeks: Mapping[date, int]) -> float:
    told = [value for _, value in sorted(weeks.items())]
    half = len(told) // 2
    before, after = sum(told[:half]) / half, sum(told[-half:]) / half
    return after / before if before else 1.0
