"""A quarter taken apart: by week, channel, kind, place, hour and content; what nobody measured is left out, never counted as 0."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from data.database import reading, transaction
from models.base import now
from models.content.contents import Content
from models.content.publishing import Report
from models.planning.campaigns import Campaign
from models.planning.items import PlanItem
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results import breakdowns, stage_times
from models.results.breakdowns import By
from models.results.posts import ChannelPost
from models.results.rollups import ChannelDay, PostLatest
from tests.cast import Cast
from tests.story import Story

Q4 = Quarter(2026, 4)
Seen = dict[str, int | None]
UNTOLD = -1  # a platform that says on which day, not at what hour


@pytest.fixture(autouse=True)
def in_november(at: Callable[[str], Any], engine: str) -> None:
    at("2026-11-16 09:00")


def measured(programme: Programme, channel: str, day: date, hour: int, content_id: int | None = None, **values: int | None) -> None:
    """One post with its newest figures, and its share of the day's sums."""
    with transaction() as session:
        told = datetime(day.year, day.month, day.day, max(hour, 0), tzinfo=UTC)
        post = ChannelPost(
            programme_id=programme.pk, channel=channel, key=f"{channel}-{day}-{hour}-{content_id}", published_at=told, day=day, hour=hour
        )
        session.add(post)
        session.flush()
        own = {"programme_id": programme.pk, "channel": channel, "day": day}
        session.add(PostLatest(post_id=post.pk, content_id=content_id, hour=hour, seen_on=day, **own, **values))
        for metric, value in values.items():
            if value is not None:
                session.add(ChannelDay(kind="post", metric=metric, total=value, posts=1, **own))


def of(cast: Cast, session: Session) -> Programme:
    return Programme.find(cast.simponi.programme.pk, session)


def test_weeks_begin_on_monday_and_another_quarter_or_programme_is_not_counted(cast: Cast) -> None:
    """S4.1: seen red with the programme left out of the query."""
    measured(cast.simponi.programme, "instagram", date(2026, 10, 5), 9, reach=100)
    measured(cast.simponi.programme, "instagram", date(2026, 10, 11), 9, reach=50)
    measured(cast.simponi.programme, "instagram", date(2026, 9, 30), 9, reach=1_000)
    measured(cast.asri.programme, "instagram", date(2026, 10, 6), 9, reach=9)
    with reading() as session:
        assert breakdowns.weekly(of(cast, session), Q4, "reach", session) == {"instagram": {date(2026, 10, 5): 150}}


def test_an_hour_says_something_from_three_posts_on(cast: Cast) -> None:
    """S4.1, A4.1: interactions per hundred views by weekday and two hours; two posts say nothing.

    Seen red with a post of which the platform told no hour: it stood at "-2.00".
    """
    for week in range(3):
        measured(cast.simponi.programme, "instagram", date(2026, 10, 5 + 7 * week), 18 + week % 2, interactions=5, exposure=100)
    measured(cast.simponi.programme, "instagram", date(2026, 10, 6), 8, interactions=5, exposure=10)
    measured(cast.simponi.programme, "youtube", date(2026, 10, 7), UNTOLD, interactions=5, exposure=10)
    measured(cast.simponi.programme, "instagram", date(2026, 10, 13), 8, interactions=None, exposure=10)
    with reading() as session:
        found = {(one.weekday, one.hour): (one.rate, one.posts) for one in breakdowns.best_hours(of(cast, session), Q4, session)}
    assert found == {(0, 18): (5.0, 3), (1, 8): (None, 1)}


def test_a_part_without_reach_stays_unknown(cast: Cast) -> None:
    """S-H8, A-H10: seen red with unknown reach summed as 0."""
    measured(cast.simponi.programme, "instagram", date(2026, 10, 5), 9, reach=100, interactions=4, exposure=200)
    measured(cast.simponi.programme, "x", date(2026, 10, 5), 9, reach=None, interactions=1, exposure=100)
    with reading() as session:
        found = breakdowns.by(of(cast, session), Q4, By.CHANNEL, session)
    assert [(one.key, one.reach, one.rate, one.posts) for one in found] == [("instagram", 100, 2.0, 1), ("x", None, 1.0, 1)]


def test_contents_are_ranked_over_all_their_channels_both_ways(cast: Cast) -> None:
    first, second = Story.simponi(cast, "Loket tutup Jumat"), Story.simponi(cast, "Jadwal vaksin anak")
    measured(cast.simponi.programme, "instagram", date(2026, 10, 5), 9, first.content_id, reach=100, interactions=2, exposure=100)
    measured(cast.simponi.programme, "facebook", date(2026, 10, 5), 9, first.content_id, reach=50)
    measured(cast.simponi.programme, "instagram", date(2026, 10, 6), 9, second.content_id, reach=120)
    with reading() as session:
        best = breakdowns.ranked(of(cast, session), Q4, session)
        worst = breakdowns.ranked(of(cast, session), Q4, session, lowest=True)
    assert [(one.title, one.channels, one.reach, one.rate) for one in best] == [
        ("Loket tutup Jumat", ("facebook", "instagram"), 150, 2.0), ("Jadwal vaksin anak", ("instagram",), 120, None),
    ]  # fmt: skip
    assert [one.reach for one in worst] == [120, 150]


def test_what_a_content_is_and_speaks_of_parts_the_quarter_too(cast: Cast) -> None:
    story = Story.simponi(cast, "Loket tutup Jumat", fields={"location": ["19.01.02", "19.01.04"]})
    measured(cast.simponi.programme, "instagram", date(2026, 10, 5), 9, story.content_id, reach=100)
    with reading() as session:
        programme = of(cast, session)
        parts = {what: {one.key: one.reach for one in breakdowns.by(programme, Q4, what, session)} for what in By}
    assert parts[By.KIND] == {"pengumuman": 100}
    assert parts[By.FORMAT] == {"poster": 100}
    assert parts[By.PLACE] == {"19.01.02": 100, "19.01.04": 100}
    assert parts[By.CAMPAIGN] == parts[By.TARGET_GROUP] == {}


def test_a_target_group_is_the_contents_own_before_that_of_its_campaign(cast: Cast) -> None:
    """S4.1, A4.1: seen red with the campaign's group taken first, and with its typed label as a part of its own."""
    own, spoken, none = (Story.simponi(cast, title) for title in ("Izin usaha", "Kartu anak", "Jam loket"))
    for story in (own, spoken):
        story.write(cast.simponi.editor, target_group="usaha")
    with transaction() as session:
        programme, by = of(cast, session), cast.acting(cast.simponi.koordinator, session)
        days = (date(2026, 10, 1), date(2026, 12, 1))
        campaign = Campaign.open(programme, "Usaha", "Usaha tumbuh", "pelaku usaha kecil", *days, by, session)
        other = Campaign.open(programme, "Anak", "Anak tercatat", "Wali kelas", *days, by, session)
        session.flush()
        for told in (campaign, other):
            PlanItem.plan(
                programme, told.name, "pengumuman", ["instagram"], now() + timedelta(days=3), by, session, campaign_id=told.pk,
                owner_id=cast.simponi.editor.pk,
            )  # fmt: skip
        session.flush()
        begun = [one.begin_draft(by).pk for one in session.exec(select(PlanItem).order_by(col(PlanItem.id)))]
    with transaction() as session:
        by = cast.acting(cast.simponi.editor, session)
        second = Content.current(begun[1], None, by, session)
        second.save(by, {**second.revision.fields, "target_group": "usaha"}, (), second.revision_number)
    for day, content_id in enumerate((own.content_id, spoken.content_id, *begun, none.content_id), start=4):
        measured(cast.simponi.programme, "instagram", date(2026, 10, day), 9, content_id, reach=100, interactions=day, exposure=100)
    with reading() as session:
        found = breakdowns.by(of(cast, session), Q4, By.TARGET_GROUP, session)
    assert [(one.key, one.reach, one.rate, one.posts) for one in found] == [("usaha", 400, 5.5, 4)]


def test_each_stage_lasts_from_the_end_of_the_one_before(cast: Cast, at: Callable[[str], Any]) -> None:
    """S-F, A-F: the editor takes a day for the material and two for the draft."""
    at("2026-11-02 09:00")
    story = Story.simponi(cast)
    at("2026-11-03 09:00")
    story.to("draf")
    at("2026-11-05 09:00")
    story.to("publikasi")
    links = {"instagram": "https://www.instagram.com/p/abc/", "facebook": "https://facebook.com/x/posts/1"}
    story.do(cast.simponi.admin_teknis, lambda one, by: one.publish(by, [Report(key, now(), links[key]) for key in one.channels]))
    with reading() as session:
        told = stage_times.medians(of(cast, session), Q4, session)
    assert (round(told["bahan"].days), round(told["draf"].days), told["draf"].n) == (1, 2, 1)
