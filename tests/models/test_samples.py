"""A sample is drawn by a seed that anybody can draw again."""

import hashlib

import pytest

from data.database import reading, transaction
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady
from models.governance.samples import Criteria, Sample, digest, draw
from models.people import Person
from models.planning.quarters import Quarter
from models.programmes import Programme
from tests.cast import Cast
from tests.documents.published import published

FOURTH = Quarter(2026, 4)


def criteria(**more) -> Criteria:
    return Criteria(FOURTH.since, FOURTH.until, **more)


def drawn(cast: Cast, person: Person, *, size: int = 2, seed: str = "2026", wanted: Criteria | None = None) -> Sample:
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        return Sample.draw(programme, wanted or criteria(), size, seed, cast.acting(person, session), session)


def test_the_draw_is_the_order_of_plain_hashes() -> None:
    """S3.4: seen red with Python's own random numbers, which nobody else can draw again."""
    by_hand = sorted(range(1, 101), key=lambda one: hashlib.sha256(f"petik-7:{one}".encode()).hexdigest())
    assert draw(range(1, 101), "petik-7", 20) == by_hand[:20]
    assert draw(range(1, 101), "petik-8", 20) != by_hand[:20]


def test_same_seed_same_pieces_and_the_log_says_so(cast: Cast, at) -> None:
    """S3.4, A3.3b: by whoever draws; types, channels and lanes narrow it; the inspector's letter stands in it."""
    at("2026-11-16 09:00")
    ids = [published(cast, f"Jadwal vaksin {number}").content_id for number in range(2)]

    mine, leaders = drawn(cast, cast.inspector, size=1), drawn(cast, cast.leader, size=1)

    assert mine.content_ids == leaders.content_ids == draw(ids, "2026", 1)
    assert (mine.population, mine.digest, mine.letter, leaders.letter) == (2, digest(ids), "800/15/2026", "800/15/2026")
    assert set(drawn(cast, cast.simponi.koordinator, size=50).content_ids) == set(ids)
    assert drawn(cast, cast.inspector, wanted=criteria(channels=("facebook",), kinds=("pengumuman",), lanes=("normal",))).population == 2
    with reading() as session:
        (line,) = Entry.of(mine, session)
        assert (line.facts["seed"], line.facts["contents"]) == ("2026", mine.content_ids)
        assert Sample.of(cast.simponi.programme.pk, cast.acting(cast.asri.koordinator, session), session) == []


@pytest.mark.sqlite
def test_taking_the_dossiers_is_logged_with_each_piece(cast: Cast, at) -> None:
    """S3.4: only who drew it, under his own name."""
    at("2026-11-16 09:00")
    story = published(cast)
    sample = drawn(cast, cast.inspector)
    with transaction() as session:
        by = cast.acting(cast.inspector, session)
        Sample.current(sample.pk, None, by, session).take(by)
    with reading() as session:
        assert Entry.of(story.look(cast.leader, session), session)[0].action == "content.dossier_taken"
        by = cast.acting(cast.leader, session)
        assert [one.key for one in Sample.find(sample.pk, by, session).objections_to_taking(by)] == ["sample_of_another"]
    with transaction() as session, pytest.raises(NotFound):
        Sample.current(sample.pk, None, cast.acting(cast.asri.koordinator, session), session)


def test_what_cannot_be_drawn_is_said(cast: Cast, at) -> None:
    """S3.4: nothing matches, an odd number, an odd seed, an odd period, no right."""
    at("2026-11-16 09:00")
    with pytest.raises(NotReady) as refused:
        drawn(cast, cast.inspector, size=51, seed=" ")
    assert {one.key for one in refused.value.issues} == {"sample_size_odd", "sample_seed_odd", "sample_empty"}
    with pytest.raises(NotReady) as refused:
        drawn(cast, cast.inspector, wanted=Criteria(FOURTH.until, FOURTH.since))
    assert {one.key for one in refused.value.issues} == {"sample_period_odd"}
    with pytest.raises(NotAllowed):
        drawn(cast, cast.simponi.editor)
