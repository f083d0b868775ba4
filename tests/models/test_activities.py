"""The register of socialisation activities, the profile, and the evidence that hangs on them."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session

from data.database import transaction
from models.errors import NotAllowed, NotFound, NotReady, OutOfDate
from models.governance import profiles
from models.governance.activities import Activity, ActivityForm, Counted
from models.governance.evidence import Evidence
from models.governance.profiles import Gathering, ProgrammeProfile
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.verification import verify
from tests.cast import Cast, Team
from tests.story import Story

HELD: dict[str, Any] = {
    "held_on": date(2026, 11, 10), "title": "Sosialisasi di pasar", "form": ActivityForm.MEETING, "place": "19.01.01",
    "venue": "Pasar Atas", "audience": "Pedagang dan pembeli", "people": 40, "materials": "Poster evakuasi",
}  # fmt: skip


@pytest.fixture(autouse=True)
def late_november(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-27 10:00")


def record(cast: Cast, team: Team, contents: tuple[int, ...] = (), **changes: Any) -> int:
    with transaction() as session:
        by = cast.acting(team.koordinator, session)
        return Activity.record(Programme.find(team.programme.pk, session), by, session, HELD | changes, contents).pk


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_activities_are_counted_per_quarter_and_kecamatan(cast: Cast, reading: Session, key: str) -> None:
    """S-H6, A-H8: what was recorded by mistake counts no more, what lies in another quarter counts there."""
    team: Team = getattr(cast, key)
    record(cast, team)
    record(cast, team, people=25)
    record(cast, team, place="19.01.02", people=200, form="school")
    record(cast, team, held_on=date(2026, 9, 30))
    mistaken = record(cast, team, people=9_000)
    with transaction() as session:
        by = cast.acting(team.koordinator, session)
        Activity.current(mistaken, None, by, session).remove(by, "Tercatat dua kali.")
    counted = Activity.counted(team.programme.pk, Quarter(2026, 4), reading)
    assert counted == [Counted("19.01.02", 1, 200), Counted("19.01.01", 2, 65)]
    assert [one.held_on for one in Activity.listed(team.programme.pk, Quarter(2026, 3), reading)] == [date(2026, 9, 30)]
    assert verify(reading).faults == ()


def test_an_activity_says_which_contents_it_showed_and_only_own_ones(cast: Cast, reading: Session) -> None:
    """S-H6, A-H8"""
    mine = Story.simponi(cast, "Jadwal posyandu").to("draf").content_id
    activity_id = record(cast, cast.simponi, (mine,))
    with pytest.raises(NotFound):
        record(cast, cast.asri, (mine,))
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        Activity.current(activity_id, None, by, session).revise(by, HELD | {"people": 41}, ())
    one = Activity.find(activity_id, cast.acting(cast.leader, reading), reading)
    assert (one.people, one.contents) == (41, [])


@pytest.mark.parametrize(
    ("change", "about"),
    [({"people": 0}, "people"), ({"place": "99.99"}, "place"), ({"title": " "}, "title"), ({"held_on": date(2031, 1, 1)}, "held_on"),
     ({"form": "pesta"}, "form"), ({"title": "x" * 161}, "title")],
)  # fmt: skip
def test_what_does_not_hold_is_refused_by_its_field(cast: Cast, change: dict[str, Any], about: str) -> None:
    """A-H8: nothing is written half."""
    with pytest.raises(NotReady) as refused:
        record(cast, cast.asri, **change)
    assert [one.about for one in refused.value.issues] == [about]


def test_evidence_hangs_on_what_it_shows_and_pictures_say_what_they_show(cast: Cast, reading: Session) -> None:
    """S-H6, A-H8, S-G, A-G: a file is found again by whoever reads the programme, not by another team."""
    activity_id = record(cast, cast.asri)
    with transaction() as session:
        by = cast.acting(cast.asri.koordinator, session)
        programme, one = Programme.find(cast.asri.programme.pk, session), Activity.find(activity_id, by, session)
        with pytest.raises(NotReady):
            Evidence.add_file(programme, one, by, session, sha256="a" * 64, name="foto.jpg", type="image/jpeg")
        for bad in ("http://bpbd.go.id/x", "https://go.id.evil.com", "javascript:alert(1)"):
            with pytest.raises(NotReady):
                Evidence.add_link(programme, one, by, session, bad, "")
        Evidence.add_file(programme, one, by, session, sha256="a" * 64, name="foto.jpg", type="image/jpeg", alt="Warga di pasar")
        with pytest.raises(NotAllowed):
            Evidence.add_link(programme, one, cast.acting(cast.asri.desainer, session), session, "https://bangka.go.id/a", "")
    assert Evidence.carrying("a" * 64, cast.acting(cast.asri.desainer, reading), reading) is not None
    assert Evidence.carrying("a" * 64, cast.acting(cast.simponi.koordinator, reading), reading) is None
    found = Evidence.carrying("a" * 64, cast.acting(cast.leader, reading), reading)
    assert found is not None
    with transaction() as session:
        by = cast.acting(cast.asri.koordinator, session)
        Evidence.find(found.pk, by, session).remove(Programme.find(cast.asri.programme.pk, session), by)
    reading.rollback()
    assert Evidence.carrying("a" * 64, cast.acting(cast.leader, reading), reading) is None


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_the_profile_starts_with_the_guideline_and_becomes_the_office_s(cast: Cast, reading: Session, key: str) -> None:
    """S-B, A-B: stakeholders, ideas considered, the one chosen; two editors don't overwrite each other."""
    team: Team = getattr(cast, key)
    first = profiles.told(team.programme, reading)
    assert (first.starting, len(first.stakeholders), [one["chosen"] for one in first.ideas]) == (True, 7, [True])
    words = {"background": "Kami.", "stakeholders": "Warga\nSekolah", "ideas": [*first.ideas, {"title": "Radio", "reason": "Mahal"}]}
    with transaction() as session:
        by = cast.acting(team.koordinator, session)
        programme = Programme.find(team.programme.pk, session)
        ProgrammeProfile.write(programme, by, session, words)
        with pytest.raises(NotReady):
            ProgrammeProfile.write(programme, by, session, words | {"ideas": []}, 1)
        with pytest.raises(OutOfDate):
            ProgrammeProfile.write(programme, by, session, words)
        with pytest.raises(NotAllowed):
            ProgrammeProfile.write(programme, cast.acting(team.desainer, session), session, words, 1)
        Gathering.record(programme, by, session, date(2025, 8, 20), method="Diskusi terarah", participants="Bappeda, warga")
    reading.rollback()
    kept = profiles.told(team.programme, reading)
    assert (kept.starting, kept.stakeholders, kept.ideas[1]["title"]) == (False, ["Warga", "Sekolah"], "Radio")
    assert [one.method for one in Gathering.of(team.programme.pk, reading)] == ["Diskusi terarah"]
    assert verify(reading).faults == ()
