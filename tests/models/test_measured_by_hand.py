"""Followers and single publications typed with proof, and posts that find their publication by address."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from data.database import reading, transaction
from models.base import now
from models.content.publications import Publication
from models.content.publishing import Report
from models.errors import NotAllowed, NotFound, NotReady
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results.by_hand import published, type_in
from models.results.documents import Document
from models.results.figures import figure
from models.results.origins import origin
from models.results.refreshing import differences
from models.results.rollups import PostLatest
from tests.cast import Cast
from tests.story import Story

PROOF = "a" * 64
Q4 = Quarter(2026, 4)


@pytest.fixture(autouse=True)
def in_november(at: Callable[[str], Any], engine: str) -> None:
    at("2026-11-16 09:00")


def test_followers_are_typed_with_a_proof_and_the_newest_of_each_channel_counts(cast: Cast) -> None:
    """S-F, A-F: 1,100 and 400 after an older 1,000."""
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        by = cast.acting(cast.simponi.admin_teknis, session)
        with pytest.raises(NotReady, match="hand_proof_missing"):
            type_in(programme, "instagram", date(2026, 11, 1), {"followers": 1}, "", by, session)
        with pytest.raises(NotReady, match="hand_metric_unknown"):
            type_in(programme, "instagram", date(2026, 11, 1), {"views": 1}, PROOF, by, session)
        with pytest.raises(NotAllowed):
            type_in(programme, "x", date(2026, 11, 1), {"followers": 1}, PROOF, cast.acting(cast.leader, session), session)
        for channel, day, count in (("instagram", 1, 1_000), ("instagram", 15, 1_100), ("facebook", 14, 400)):
            type_in(programme, channel, date(2026, 11, day), {"followers": count}, PROOF, by, session)
    with reading() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        found = figure(programme, Q4, "followers", session)
        assert found is not None
        assert (found.value, found.n, found.until) == (1_500, 2, date(2026, 11, 14))
        assert [row.value for row in origin(found, programme, Q4, session)] == [1_100, 400, 1_000]
        assert differences(session) == 0


def test_a_publication_no_export_speaks_of_is_typed_and_opens_to_its_content(cast: Cast) -> None:
    """S-H8, A-H10."""
    story = Story.simponi(cast, "Jadwal Vaksin ÉTÉ").to("publikasi")
    link = "https://www.instagram.com/p/DAbc12/"
    story.do(cast.simponi.admin_teknis, lambda content, by: content.publish(by, [Report("instagram", now(), link)]))
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        by = cast.acting(cast.simponi.admin_teknis, session)
        out = session.exec(
            select(Publication).where(Publication.content_id == story.content_id, Publication.channel == "instagram")
        ).first()
        assert out is not None
        assert [(one.pk, title) for one, title in published(programme, "instagram", "VAKSIN ete", session)] == [
            (out.pk, "Jadwal Vaksin ÉTÉ")
        ]
        assert list(Document.offered(programme.pk, "été JAD", session)) == [story.content_id]
        assert not published(programme, "instagram", "banjir", session)
        assert not published(programme, "facebook", "", session)  # not out there yet
        assert not published(Programme.find(cast.asri.programme.pk, session), "instagram", "", session)
        type_in(programme, out.channel, date(2026, 11, 16), {"views": 900, "likes": 9}, PROOF, by, session, publication_id=out.pk)
        asri, other = Programme.find(cast.asri.programme.pk, session), cast.acting(cast.asri.koordinator, session)
        with pytest.raises(NotFound):
            type_in(asri, out.channel, date(2026, 11, 16), {"views": 900}, PROOF, other, session, publication_id=out.pk)
    with reading() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        latest = session.exec(select(PostLatest)).one()
        assert (latest.content_id, latest.views, latest.interactions) == (story.content_id, 900, 9)
        found = figure(programme, Q4, "views", session)
        assert found is not None
        assert (found.value, found.n) == (900, 1)
        assert [row.content_id for row in origin(found, programme, Q4, session)] == [story.content_id]
