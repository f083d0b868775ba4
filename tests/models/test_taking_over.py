"""Posts that went out without the app: recorded afterwards from what the export says, matched once they are out here."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from data.database import reading, transaction
from models import entries
from models.actors import SYSTEM
from models.base import now
from models.content.contents import Content
from models.content.publishing import Report
from models.errors import NotAllowed, NotFound, NotReady
from models.people import Person
from models.programmes import Programme
from models.results.measurements import MeasureImport, Measurement, Source
from models.results.posts import ChannelPost
from models.results.refreshing import differences, refresh_posts
from models.results.rollups import PostLatest
from models.results.taking_over import take_over, taken_over
from tests.cast import Cast
from tests.models.test_emergency import TEXTS, bare_picture, telephone
from tests.story import Story

LINK = "https://www.instagram.com/p/DAbc_12-x/"


@pytest.fixture(autouse=True)
def in_november(at: Callable[[str], Any], engine: str) -> None:
    at("2026-11-16 09:00")


def brought(cast: Cast, days: int = 2, permalink: str = LINK) -> int:
    """A post on Instagram that an import brought in with 900 views, and that is no publication of ours."""
    with transaction() as session:
        pk, out = cast.simponi.programme.pk, (now() - timedelta(days=days)).replace(second=0, microsecond=0)
        post = ChannelPost(
            programme_id=pk, channel="instagram", key="18001", link_key="DAbc_12-x" if permalink else "", permalink=permalink,
            title="Jembatan Baturusa ditutup", published_at=out, day=out.date(), hour=9,
        )  # fmt: skip
        done = MeasureImport(
            programme_id=pk, channel="instagram", source=Source.FILE, mapping={}, sha256="a" * 64, since=out.date(),
            until=date(2026, 11, 15), at=now(), added=1,
        )  # fmt: skip
        session.add_all([post, done])
        session.flush()
        session.add(Measurement(
            programme_id=pk, channel="instagram", post_id=post.pk, metric="views", day=date(2026, 11, 15), value=900, import_id=done.pk
        ))  # fmt: skip
        session.flush()
        refresh_posts([post.pk], session)
        entries.record(session, "measure.imported", by=SYSTEM, subject=done, channel="instagram")
        return post.pk


def record(cast: Cast, post_id: int, person: Person, at: datetime | None = None, reason: str = "Listrik padam") -> int:
    def verb(session: Session) -> int:
        programme = Programme.find(cast.simponi.programme.pk, session)
        post = ChannelPost.find(post_id, programme, session)
        by = cast.acting(person, session)
        made = take_over(post, programme, "pengumuman", "poster", post.title, at or post.published_at, reason, by, session)
        return made.pk

    with transaction() as session:
        return verb(session)


def test_a_post_is_recorded_from_its_export_and_its_figures_follow_when_it_is_out(cast: Cast) -> None:
    """S-H8, A-H10: flagged as recorded afterwards, its later check by somebody else; seen red with nothing matching at publication."""
    post_id = brought(cast)
    story = Story.emergency(cast, planned_for=None)  # knows the contact a text must name
    story.content_id = record(cast, post_id, cast.simponi.editor)
    with reading() as session:
        content = story.look(cast.simponi.editor, session)
        (told,) = content.later_posts
        post = session.get_one(ChannelPost, post_id)
        assert (content.title, content.channels, told.channel, told.permalink) == (post.title, ["instagram"], "instagram", LINK)
        assert told.published_at == post.published_at
        assert taken_over([post], session) == {post_id: content.pk}
        assert session.exec(select(PostLatest.content_id)).one() is None

    fields = {**TEXTS, "channels": ["instagram"], "contact": [story.contact_id]}
    story.do(cast.simponi.editor, lambda content, actor: bare_picture(content, actor, fields))
    story.submit(cast.simponi.editor)
    telephone(story)
    hour = now() - timedelta(days=2)
    story.do(
        cast.simponi.editor, lambda content, by: content.publish(by, [Report("instagram", hour, "https://instagram.com/reel/DAbc_12-x")])
    )
    with reading() as session:
        content = story.look(cast.simponi.koordinator, session)
        latest = session.exec(select(PostLatest)).one()
        assert (latest.content_id, latest.publication_id, latest.views) == (content.pk, content.publications[0].pk, 900)
        assert (content.stage, content.completing) == ("pemeriksaan_susulan", True)
        assert differences(session) == 0


def test_a_post_is_recorded_once_unless_its_draft_was_given_up(cast: Cast) -> None:
    post_id = brought(cast)
    first = record(cast, post_id, cast.simponi.editor)
    with pytest.raises(NotReady, match="post_taken_over"):
        record(cast, post_id, cast.simponi.admin_teknis)
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        Content.current(first, None, by, session).cancel(by, "Keliru")
    assert record(cast, post_id, cast.simponi.admin_teknis) != first


def test_only_who_may_take_the_emergency_lane_records_a_post(cast: Cast) -> None:
    post_id = brought(cast)
    for person in (cast.simponi.desainer, cast.leader, cast.asri.editor_teknis):
        with pytest.raises(NotAllowed):
            record(cast, post_id, person)


def test_a_post_of_another_programme_is_not_there(cast: Cast) -> None:
    post_id = brought(cast)
    with transaction() as session:
        asri, by = Programme.find(cast.asri.programme.pk, session), cast.acting(cast.asri.editor_teknis, session)
        post = session.get_one(ChannelPost, post_id)
        with pytest.raises(NotFound):
            take_over(post, asri, "pengumuman", "poster", "Jembatan", now(), "Listrik padam", by, session)


def test_a_post_without_address_or_long_past_is_not_recorded_and_says_why(cast: Cast) -> None:
    post_id = brought(cast, days=20, permalink="")
    with pytest.raises(NotReady) as refused:
        record(cast, post_id, cast.simponi.editor)
    assert {one.key for one in refused.value.issues} == {"post_without_link", "post_too_old"}
