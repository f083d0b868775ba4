"""Which open requirements stop whom, and that each is worded."""

from dataclasses import replace
from time import perf_counter

import pytest

from data.wording import sentence, sentences
from models.content.requirements import CHECKED, KEYS, blocking, debts, examine, open_issues
from models.playbooks import CHECKS, Level
from tests.models.good_drafts import amiss, announcement, film, findings, picture, rules, subtitle_file, video


def about(draft, stage_key: str, lane: str = "normal", programme: str = "simponi") -> set[str]:
    stage = rules(programme).lane(lane).stage(stage_key)
    return {one.issue.about for one in examine(draft, rules(programme), stage) if not one.met}


EMPTY = replace(announcement(), fields={}, files=(), planned_for=None)


def test_every_check_of_the_playbooks_is_computed() -> None:
    assert set(CHECKED) == set(CHECKS)


def test_every_key_is_worded() -> None:
    worded = sentences()["issues"]
    assert [key for key in KEYS if key not in worded] == []


def test_every_wording_of_the_checks_is_used() -> None:
    import tomllib
    from pathlib import Path

    text = Path(__file__).parents[2].joinpath("data/wording/requirements.toml").read_text("utf-8")
    own = set(tomllib.loads(text)["issues"])
    elsewhere = {key for key in KEYS if key.startswith("consent_")}  # worded with the consents
    assert own | elsewhere == set(KEYS)
    assert elsewhere <= set(sentences()["issues"])


def test_no_sentence_has_an_open_gap() -> None:
    """Every placeholder is filled by the facts of its own check, for good and spoilt drafts alike."""
    spoilt = [
        EMPTY,
        announcement(),
        film(),
        announcement(info_date="2020-01-01", official_link={"url": "http://x"}, contact=[3, 4, 99], location=["x"], channels=["x", "y"]),
        announcement(title="kata " * 60, summary="Daftar PMBK 081234567890. " + "kata " * 90, captions={"instagram": "#a #b #c #d #e #f"}),
        announcement(info_date="2026-12-30", official_link={"none": "tidak"}, summary="[unit]", channels=["x"]),
        replace(announcement(), files=(picture(alt="", people="", format="gif", width=9, height=9, size=10**9), video())),
        film(video(seconds=99999.0, codec="x", size=10**9, width=9, height=7), subtitle_file(subtitle_end=3.0)),
        film(video(), subtitle_file(subtitle_end=99.0)),
    ]
    said = {finding.issue.key: sentence(finding.issue) for draft in spoilt for finding in findings(draft)}
    assert [words for words in said.values() if "…" in words.replace("0812…90", "") or "{" in words] == []
    assert len(said) > 55


def test_no_sentence_shouts() -> None:
    worded = sentences()["issues"]
    assert [key for key in KEYS if "!" in worded[key] or not worded[key].endswith(".")] == []


def test_a_stage_is_asked_only_for_what_it_edits() -> None:
    assert about(EMPTY, "bahan") == {"title", "material_notes", "material_sources"}
    assert "files" not in about(EMPTY, "draf")
    assert about(EMPTY, "draf") >= {"title", "summary", "channels", "planned_for"}
    assert about(EMPTY, "desain") == {"files"}


def test_a_weekly_plan_asks_for_a_title_only() -> None:
    assert about(replace(film(), fields={}, files=(), planned_for=None), "rencana_mingguan", programme="asri") == {"title"}


def test_a_validation_looks_at_what_it_covers() -> None:
    """The technical unit approves a text before the picture exists."""
    assert about(replace(announcement(), files=()), "validasi_unit") == set()
    assert about(replace(announcement(), files=()), "validasi_mentor") == {"files"}


def test_before_publication_everything_is_looked_at() -> None:
    assert about(replace(announcement(title=""), files=()), "publikasi") == {"title", "files"}


def test_open_issues_are_told_apart_by_level() -> None:
    found = findings(announcement(title="", hashtags=""))
    assert [issue.about for issue in open_issues(found)] == ["title"]
    assert [issue.about for issue in open_issues(found, Level.RECOMMENDED)] == ["hashtags"]


def test_what_may_follow_does_not_stop_an_emergency() -> None:
    """In the emergency lane alt text and subtitles are debts; a missing title isn't."""
    draft = replace(announcement(title=""), files=(picture(alt="", people=""),))
    lane = rules().lane("emergency")
    assert {issue.key for issue in blocking(findings(draft), lane)} == {"element_missing"}
    assert {issue.key for issue in debts(findings(draft), lane)} == {"alt_missing", "people_unanswered"}


def test_in_the_normal_lane_nothing_follows_later() -> None:
    draft = replace(announcement(), files=(picture(alt=""),))
    lane = rules().lane("normal")
    assert [issue.key for issue in blocking(findings(draft), lane)] == ["alt_missing"]
    assert not debts(findings(draft), lane)


@pytest.mark.parametrize("value", ["", "x", None, [], {}, 7, [{}, None, 1.5], {"url": 3, "none": None, "x": []}, True])
def test_no_kind_of_nonsense_makes_a_check_fall_over(value: object) -> None:
    """Half-filled and forged drafts are told what is missing, never an error."""
    assert amiss(replace(announcement(), fields=dict.fromkeys(announcement().fields, value)))
    assert amiss(replace(film(), fields=dict.fromkeys(film().fields, value)))


@pytest.mark.parametrize(
    "text", ["1", "a", "a.", "AB ", "a. ", "( ", "#", "A", "1 ", "-", "Ab(", "https://a", "AB. ", "\n", "[", "08", "水"]
)
def test_no_text_holds_the_computer(text: str) -> None:
    """60,000 of the same characters are judged at once."""
    began = perf_counter()
    long = text * (60_000 // len(text))
    amiss(announcement(title=long, summary=long, captions={"instagram": long, "facebook": long}))
    assert perf_counter() - began < 5
