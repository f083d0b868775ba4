"""The log as sentences: nothing of a key, a gap or a foreign title is left in them."""

import re

import pytest
from sqlmodel import Session

from data import formats, restoring, schema  # noqa: F401  they import every module that registers actions
from data.wording import sentences
from models import entries, log_views
from models.log_views import Group, LogFilters
from pages.ui import history
from tests.cast import Cast
from tests.story import Story

KEY = re.compile(r"[a-z]+_[a-z]+|…|None|\{|\}|\d{4}-\d\d")


@pytest.mark.parametrize("action", sorted(entries.ACTIONS))
def test_a_sentence_asks_only_for_facts_its_action_registers(action: str) -> None:
    """S3.4."""
    asked = set(re.findall(r"{(\w+)}", sentences()["log"][action]))

    assert asked <= set(entries.ACTIONS[action].facts)


@pytest.mark.parametrize("action", sorted(entries.ACTIONS))
def test_every_action_belongs_to_a_group_one_can_look_for(action: str) -> None:
    """S3.4: and each group has a label."""
    assert action in log_views.actions_of(log_views.group_of(action))
    assert sentences()["log_groups"][log_views.group_of(action)]


def test_each_group_has_something_in_it() -> None:
    assert all(log_views.actions_of(group) for group in Group)


def test_a_whole_story_reads_as_indonesian(cast: Cast, reading: Session) -> None:
    """S3.4: stages, roles, channels, days and people by their names."""
    story = Story.simponi(cast).to("validasi_unit")
    story.send_back("draf")
    story.to("publikasi")
    told = history.lines(log_views.page(cast.acting(cast.leader, reading), reading, LogFilters(), size=500), reading)

    assert [one.sentence for one in told if KEY.search(one.sentence)] == []
    assert "Nurul Huda mengembalikan revisi 3 dari tahap Validasi unit teknis ke Draf" in [one.sentence for one in told]


def test_a_file_is_told_by_what_it_is(cast: Cast, reading: Session) -> None:
    """No media type of machines: each one we know has its words."""
    Story.simponi(cast).to("validasi_unit").to("validasi_mentor")
    told = history.lines(log_views.page(cast.acting(cast.leader, reading), reading, LogFilters(), size=500), reading)

    assert "Bayu Pratama menambahkan gambar PNG" in [one.sentence for one in told]
    assert sorted(set(formats.MEDIA_TYPES.values()) - set(sentences()["file_types"])) == []


def test_a_page_of_the_log_costs_the_same_however_long_it_is(cast: Cast, reading: Session, queries) -> None:
    """Entries, people, titles, programmes with office and playbook: seven."""
    Story.simponi(cast).to("publikasi")
    actor = cast.acting(cast.leader, reading)
    with queries(reading) as seen:
        history.lines(log_views.page(actor, reading, LogFilters()), reading, actor)

    assert len(seen) <= 7


def test_titles_are_shown_only_to_who_may_open_the_content(cast: Cast, reading: Session) -> None:
    """SAFETY 5: the application's admin reads the log, not the drafts; seen red without the actor in `Content.titles`."""
    Story.simponi(cast)
    admin = cast.acting(cast.admin, reading)

    newest = history.lines(log_views.page(admin, reading, LogFilters()), reading, admin)[0]

    assert (newest.about, newest.content_id) == ("", None)


def test_a_team_reads_its_own_programme_only(cast: Cast, reading: Session) -> None:
    """S3.4: and a technical unit's validator none of the log, whatever he filters for."""
    Story.simponi(cast)
    story = Story.asri(cast)
    asri = cast.acting(cast.asri.editor_teknis, reading)
    unit = cast.acting(cast.simponi.validator_unit, reading)
    foreign = LogFilters(programme_id=cast.simponi.programme.pk)

    assert {one.programme_id for one in log_views.page(asri, reading, LogFilters())} == {cast.asri.programme.pk}
    assert log_views.page(asri, reading, foreign) == []
    assert log_views.page(unit, reading, LogFilters(content_id=story.content_id)) == []


def test_pages_of_the_log_follow_each_other_by_number(cast: Cast, reading: Session) -> None:
    actor = cast.acting(cast.leader, reading)
    first = log_views.page(actor, reading, LogFilters(), size=10)
    second = log_views.page(actor, reading, LogFilters(), before=first[9].number, size=10)

    assert [one.number for one in first[:10] + second[:10]] == list(range(first[0].number, first[0].number - 20, -1))
    assert first[10].number == second[0].number


def test_a_stretch_and_a_page_of_one_person_are_found(cast: Cast, reading: Session) -> None:
    Story.simponi(cast)
    leader = cast.acting(cast.leader, reading)

    mine = log_views.page(leader, reading, LogFilters(actor_id=cast.simponi.editor.pk))

    assert {one.actor_id for one in mine} == {cast.simponi.editor.pk}
    assert cast.simponi.editor.name in log_views.people_in(leader, reading).values()
    assert cast.simponi.editor.name not in log_views.people_in(cast.acting(cast.asri.koordinator, reading), reading).values()
