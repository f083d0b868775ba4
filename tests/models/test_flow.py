"""How a content moves: stages that stand, the first that doesn't, and when each is due (S3.1 A3.1)."""

from datetime import timedelta

import pytest

from models.base import now
from models.errors import NotAllowed, WrongStage
from models.playbooks import StageKind
from tests.cast import Cast
from tests.story import Story


@pytest.fixture(autouse=True)
def monday(cast: Cast, at) -> None:
    at("2026-11-16 09:00")


def test_each_programme_goes_through_its_own_stages_in_order(cast: Cast) -> None:
    """S3.1 A3.1: one mechanism, two playbooks."""
    for story in (Story.simponi(cast), Story.asri(cast)):
        passed = []
        for stage in story.look(story.team.koordinator).lane_rules.stages:
            if stage.kind is StageKind.PUBLISH:
                break
            passed.append(story.stage)
            assert story.stage == stage.key
            story._step(story.look(story.team.koordinator))
        assert (story.stage, story.state, len(passed) >= 6) == ("publikasi", "scheduled", True)


def test_an_edit_reopens_exactly_what_it_touched(cast: Cast) -> None:
    story = Story.simponi(cast).to("penjadwalan")
    story.do(story.team.editor, lambda content, actor: content.recall(actor))
    story.write(story.team.editor, hashtags="#VaksinAnak #Bangka")

    content = story.look(story.team.koordinator)
    standing = {stage.key: content.stands(stage) for stage in content.lane_rules.stages[:6]}
    assert standing == {
        "bahan": True, "draf": True, "validasi_unit": True, "desain": True, "validasi_mentor": False, "penjadwalan": False,
    }  # fmt: skip


def test_nothing_changed_nothing_is_decided_twice_but_the_hour_is_set_anew(cast: Cast) -> None:
    story = Story.simponi(cast).to("publikasi")
    story.do(story.team.editor, lambda content, actor: content.recall(actor))
    story.submit(story.team.editor)
    assert (story.stage, story.state) == ("penjadwalan", "approved")


def test_a_stage_belongs_to_the_roles_the_playbook_names(cast: Cast) -> None:
    """S1.1 A1.1: the refusal says who acts there. Seen red with `require_role` empty."""
    story = Story.asri(cast).to("draf")
    with pytest.raises(NotAllowed) as refused:
        story.submit(story.team.desainer)
    (issue,) = refused.value.issues
    assert (issue.key, issue.facts["roles"]) == ("stage_roles", "Editor Teknis")


def test_another_units_validator_has_no_part_in_it(cast: Cast) -> None:
    story = Story.simponi(cast).to("draf")
    content = story.look(story.team.koordinator)
    assert content.sent_at is None
    story.to("validasi_unit")
    assert story.look(story.team.koordinator).sent_at is not None


def test_the_emergency_lane_counts_day_and_night(cast: Cast, at) -> None:
    at("2026-11-15 02:10")  # a Sunday
    story = Story.emergency(cast)
    assert timedelta(minutes=59) < story.look(story.team.koordinator).due_at - now() < timedelta(hours=1)


def test_without_service_hours_there_is_work_but_no_deadline(cast: Cast, monkeypatch) -> None:
    """A new office has other things to do first."""
    from models.public.clocks import WorkingTime
    from models.public.service_hours import ServiceHours

    monkeypatch.setattr(ServiceHours, "working_time", lambda *_, **__: WorkingTime({}))
    story = Story.simponi(cast).to("draf")
    assert story.look(story.team.koordinator).due_at is None


def test_what_stands_still_takes_no_step(cast: Cast) -> None:
    story = Story.simponi(cast).to("draf")
    story.do(story.team.koordinator, lambda content, actor: content.hold(actor, "Tunggu arahan."))
    with pytest.raises(WrongStage):
        story.write(story.team.editor, summary="Tetap ditulis.")
