"""A quarter's figures taken apart: by week, channel, information type, format, place, campaign, hour and content (S4.1, A4.1, S-H8, A-H10).

Everything is summed in the database over posts published in the quarter; a post without a figure is left out, never counted as 0.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlmodel import Session, col

from models.content.contents import Content
from models.content.located import ContentPlace
from models.planning.campaigns import Campaign
from models.planning.items import PlanItem
from models.planning.quarters import Quarter, monday
from models.programmes import Programme
from models.results.rollups import ChannelDay, PostLatest
from models.results.told import Stretch

ENOUGH = 3  # posts below which an hour or a part says nothing
HOURS = 2  # hours in one column of the heat map
TOP = 5


class By(StrEnum):
    """What a quarter is taken apart by; a target group is the content's own, else that of the campaign it belongs to."""

    CHANNEL = "channel"
    KIND = "kind"
    FORMAT = "format"
    PLACE = "place"
    CAMPAIGN = "campaign"
    TARGET_GROUP = "target_group"


@dataclass(frozen=True)
class Share:
    """One part: its sum of reach, its interactions per hundred views (None: unknown), and how many posts it rests on."""

    key: str
    reach: int | None
    rate: float | None
    posts: int


@dataclass(frozen=True)
class Hour:
    """One weekday (Monday 0) and two hours of the day from `hour` on; `rate` None below `ENOUGH` posts."""

    weekday: int
    hour: int
    rate: float | None
    posts: int


@dataclass(frozen=True)
class Ranked:
    """One content over all its channels in the quarter; `title` is typed text."""

    content_id: int
    title: str
    channels: tuple[str, ...]
    reach: int
    rate: float | None


def weekly(programme: Programme, quarter: Stretch, metric: str, session: Session) -> dict[str, dict[date, int]]:
    """Channel → Monday → sum over the posts published in that week; weeks without a post of the channel are absent."""
    wanted = select(col(ChannelDay.channel), col(ChannelDay.day), col(ChannelDay.total)).where(
        col(ChannelDay.programme_id) == programme.pk, col(ChannelDay.kind) == "post", col(ChannelDay.metric) == metric,
        col(ChannelDay.day).between(quarter.starts_on, quarter.ends_on),
    )  # fmt: skip
    found: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for channel, day, total in session.connection().execute(wanted):
        found[channel][monday(day)] += int(total)
    return {channel: dict(weeks) for channel, weeks in found.items()}


def followers(programme: Programme, quarter: Quarter, session: Session) -> dict[str, dict[date, int]]:
    """Channel → Monday → the last count noted in that week."""
    wanted = select(col(ChannelDay.channel), col(ChannelDay.day), col(ChannelDay.total)).where(
        col(ChannelDay.programme_id) == programme.pk, col(ChannelDay.kind) == "day", col(ChannelDay.metric) == "followers",
        col(ChannelDay.day).between(quarter.starts_on, quarter.ends_on),
    )  # fmt: skip
    found: dict[str, dict[date, int]] = defaultdict(dict)
    for channel, day, total in session.connection().execute(wanted.order_by(col(ChannelDay.day))):
        found[channel][monday(day)] = int(total)
    return dict(found)


def best_hours(programme: Programme, quarter: Quarter, session: Session) -> list[Hour]:
    """Interactions per hundred views by weekday and hour of publication in WIB; cells without any post are absent.

    A post whose platform tells only its day is left out.
    """
    wanted = select(col(PostLatest.day), col(PostLatest.hour), *_rate_parts()).where(*_known(programme, quarter), col(PostLatest.hour) >= 0)
    sums: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for day, hour, acted, seen, n in session.connection().execute(wanted.group_by(col(PostLatest.day), col(PostLatest.hour))):
        cell = sums[day.weekday(), hour - hour % HOURS]
        for place, value in enumerate((acted, seen, n)):
            cell[place] += int(value)
    return [
        Hour(weekday, hour, 100 * acted / seen if n >= ENOUGH else None, n) for (weekday, hour), (acted, seen, n) in sorted(sums.items())
    ]


def by(programme: Programme, quarter: Stretch, what: By, session: Session) -> list[Share]:
    """Most reach first. A content that speaks of two places counts for both; posts that belong to no part are left out.

    A campaign's target group is typed: where it is a label of the playbook, it is that part.
    """
    key, joined = _grouped(what)
    told = case((_told(), PostLatest.interactions)), case((_told(), PostLatest.exposure))
    wanted = joined.add_columns(key, func.count(), func.sum(PostLatest.reach), *(func.sum(one) for one in told))
    labelled = {label.casefold(): one for one, label in programme.rules.target_groups.items()} if what is By.TARGET_GROUP else {}
    parts: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for name, *sums in session.connection().execute(wanted.where(*_within(programme, quarter)).group_by(key)):
        if name:
            parts[labelled.get(str(name).casefold(), str(name))].append(tuple(sums))
    return sorted((_share(part, rows) for part, rows in parts.items()), key=lambda one: (-(one.reach or 0), one.key))


def _share(key: str, rows: Sequence[tuple[Any, ...]]) -> Share:
    """One part from its rows of posts, reach, interactions and views; what nobody told stays unknown."""
    posts, reach, acted, seen = ([int(one) for one in column if one is not None] for column in zip(*rows, strict=True))
    return Share(key, sum(reach) if reach else None, 100 * sum(acted) / sum(seen) if seen else None, sum(posts))


def ranked(programme: Programme, quarter: Stretch, session: Session, *, lowest: bool = False, size: int = TOP) -> list[Ranked]:
    """Contents by reach over all their posts of the quarter, highest (or lowest) first; one query."""
    total = func.sum(PostLatest.reach)
    own = (*_within(programme, quarter), col(PostLatest.content_id).is_not(None))
    first = select(col(PostLatest.content_id), total.label("reach")).where(*own, col(PostLatest.reach).is_not(None))
    first = first.group_by(col(PostLatest.content_id)).order_by(total.asc() if lowest else total.desc(), col(PostLatest.content_id))
    chosen = first.limit(size).subquery()
    wanted = (
        select(
            col(Content.id), col(Content.title), chosen.c.reach, col(PostLatest.channel), func.sum(PostLatest.interactions),
            func.sum(PostLatest.exposure),
        )
        .join_from(PostLatest, chosen, chosen.c.content_id == PostLatest.content_id)
        .join(Content, _own_content())
        .where(*own)
        .group_by(col(Content.id), col(Content.title), chosen.c.reach, col(PostLatest.channel))
    )  # fmt: skip
    rows: dict[int, list[Any]] = defaultdict(list)
    for row in session.connection().execute(wanted):
        rows[row[0]].append(row)
    found = [_ranked(told) for told in rows.values()]
    return sorted(found, key=lambda one: (one.reach if lowest else -one.reach, one.content_id))


def _ranked(rows: Sequence[Any]) -> Ranked:
    """One content from its rows, one a channel; channels that tell only one of both parts of the rate are left out of it."""
    known = [(int(acted), int(seen)) for *_, acted, seen in rows if acted is not None and seen]
    acted, seen = sum(one for one, _ in known), sum(one for _, one in known)
    pk, title, reach = rows[0][:3]
    return Ranked(pk, title, tuple(sorted(row[3] for row in rows)), int(reach), 100 * acted / seen if seen else None)


def _grouped(what: By) -> tuple[Any, Select[Any]]:
    """What is grouped by, and the posts joined with it."""
    posts: Select[Any] = select().select_from(PostLatest)
    if what is By.CHANNEL:
        return col(PostLatest.channel), posts
    if what is By.PLACE:
        return col(ContentPlace.place), posts.join(ContentPlace, col(ContentPlace.content_id) == PostLatest.content_id)
    if what in (By.KIND, By.FORMAT):
        return col(Content.kind if what is By.KIND else Content.format), posts.join(Content, _own_content())
    if what is By.CAMPAIGN:
        planned = posts.join(PlanItem, col(PlanItem.content_id) == PostLatest.content_id)
        return col(Campaign.name), planned.join(Campaign, col(Campaign.id) == PlanItem.campaign_id)
    meant = posts.join(Content, _own_content()).outerjoin(PlanItem, col(PlanItem.content_id) == Content.id)
    meant = meant.outerjoin(Campaign, col(Campaign.id) == PlanItem.campaign_id)
    return func.coalesce(Content.target_group, Campaign.target_group), meant


def _own_content() -> ColumnElement[bool]:
    return col(Content.id) == PostLatest.content_id


def _within(programme: Programme, quarter: Stretch) -> tuple[ColumnElement[bool], ...]:
    return col(PostLatest.programme_id) == programme.pk, col(PostLatest.day).between(quarter.starts_on, quarter.ends_on)


def _known(programme: Programme, quarter: Stretch) -> tuple[ColumnElement[bool], ...]:
    return *_within(programme, quarter), _told()


def _told() -> ColumnElement[bool]:
    """Both parts of the rate are known."""
    return and_(col(PostLatest.interactions).is_not(None), col(PostLatest.exposure) > 0)


def _rate_parts() -> tuple[Any, Any, Any]:
    return func.sum(PostLatest.interactions), func.sum(PostLatest.exposure), func.count()
