"""Taking back: recall, hold and resume, and the minute in which one's own decision can be undone."""

import pytest

from models.base import now
from models.content.answering import prepared
from models.content.checklists import Answer
from models.content.decisions import Decision
from models.content.publications import PublicationState
from models.content.publishing import Report
from models.errors import NotAllowed, NotReady, OutOfDate, WrongStage
from models.notes import Note
from tests.story import Story


def keys(refused) -> list[str]:
    return [issue.key for issue in refused.value.issues]


@pytest.fixture
def story(cast, at) -> Story:
    at("2026-11-16 09:00")
    return Story.simponi(cast)


def recall(story: Story, person) -> None:
    story.do(person, lambda one, actor: one.recall(actor))


def undo(story: Story, person, seen: int | None = None) -> None:
    story.do(person, lambda one, actor: one.undo(actor), seen)


def test_the_writer_takes_his_submission_back_to_his_own_desk(story, cast):
    story.to("validasi_mentor")
    recall(story, cast.simponi.editor)
    assert (story.stage, story.state) == ("draf", "draft")


def test_the_designer_takes_it_back_to_the_design(story, cast):
    story.to("validasi_mentor")
    recall(story, cast.simponi.desainer)
    assert story.stage == "desain"


def test_after_a_recall_what_nobody_touched_still_stands(story, cast):
    """Only the mentor, who hadn't decided, is asked. (S3.1)"""
    story.to("validasi_mentor")
    recall(story, cast.simponi.editor)
    story.submit(cast.simponi.editor)
    assert story.stage == "validasi_mentor"


def test_who_neither_wrote_nor_plans_cannot_recall(story, cast):
    """Thirteen doors: a viewer moving a scheduled one back. Fault seen: recall open to whoever sees it."""
    story.to("publikasi")
    for outsider in (cast.leader, cast.inspector, cast.simponi.mentor, cast.simponi.admin_teknis):
        with pytest.raises(NotAllowed) as refused:
            recall(story, outsider)
        assert keys(refused) == ["recall_not_allowed"]
    assert story.state == "scheduled"


def test_a_recalled_content_stands_on_no_schedule(story, cast):
    """Fault seen: publications left scheduled. (thirteen doors: text changed after scheduling)"""
    story.to("publikasi")
    recall(story, cast.simponi.koordinator)
    states = {one.state for one in story.look(cast.simponi.koordinator).publications}
    assert states == {PublicationState.PLANNED}


def test_a_recalled_and_edited_content_passes_every_touched_stage_again(story, cast):
    """Thirteen doors: text changed after scheduling."""
    story.to("publikasi")
    recall(story, cast.simponi.editor)
    story.write(cast.simponi.editor, summary="Vaksin anak gratis mulai Senin. Datang pagi hari.")
    story.submit(cast.simponi.editor)
    assert story.stage == "validasi_unit"
    story.approve()
    story.submit()
    story.approve()
    assert story.stage == "penjadwalan", "the old hour doesn't stand"


def test_what_is_out_on_one_channel_cannot_be_recalled(story, cast):
    """Fault seen: looking at the content's state instead of its publications."""
    story.to("publikasi")
    link = Report("instagram", now(), "https://www.instagram.com/p/abc/")
    story.do(cast.simponi.admin_teknis, lambda one, actor: one.publish(actor, [link]))
    with pytest.raises(WrongStage) as refused:
        recall(story, cast.simponi.editor)
    assert keys(refused) == ["published_not_recallable"]


def test_a_draft_has_nothing_to_recall(story, cast):
    story.to("draf")
    with pytest.raises(WrongStage) as refused:
        recall(story, cast.simponi.editor)
    assert keys(refused) == ["not_recallable"]


def test_holding_stops_everything_until_somebody_resumes(story, cast):
    story.to("validasi_mentor")
    story.do(cast.simponi.pengawas_kebijakan, lambda one, actor: one.hold(actor, "Aturannya sedang berubah"))
    assert story.state == "held"
    with pytest.raises(WrongStage):
        story.approve(cast.simponi.mentor)
    with pytest.raises(WrongStage):
        recall(story, cast.simponi.editor)
    story.do(cast.simponi.koordinator, lambda one, actor: one.resume(actor))
    story.approve(cast.simponi.mentor)
    assert story.stage == "penjadwalan"


def test_a_held_schedule_comes_back_as_it_was(story, cast):
    story.to("publikasi")
    story.do(cast.simponi.koordinator, lambda one, actor: one.hold(actor, "Ada duka"))
    story.do(cast.simponi.koordinator, lambda one, actor: one.resume(actor))
    assert story.state == "scheduled"


def test_holding_needs_a_right_and_a_reason(story, cast):
    story.to("validasi_mentor")
    with pytest.raises(NotAllowed) as refused:
        story.do(cast.simponi.editor, lambda one, actor: one.hold(actor, "Tunggu"))
    assert keys(refused) == ["hold_not_allowed"]
    with pytest.raises(NotReady) as refused:
        story.do(cast.simponi.koordinator, lambda one, actor: one.hold(actor, " "))
    assert keys(refused) == ["hold_reason_missing"]


def test_the_reason_stands_apart_from_the_log(story, cast, queries):
    """SAFETY 18. (S3.4)"""
    story.to("validasi_mentor")
    story.do(cast.simponi.koordinator, lambda one, actor: one.hold(actor, "Menunggu surat edaran"))
    content = story.look(cast.simponi.koordinator)
    assert isinstance(content.note, Note)
    assert content.note.text == "Menunggu surat edaran"


def test_what_isnt_held_cannot_be_resumed(story, cast):
    story.to("draf")
    with pytest.raises(WrongStage) as refused:
        story.do(cast.simponi.koordinator, lambda one, actor: one.resume(actor))
    assert keys(refused) == ["not_held"]


def test_an_approval_is_undone_within_a_minute_and_stays_on_record(story, cast, at):
    story.to("validasi_mentor")
    at("2026-11-16 10:00")
    story.approve(cast.simponi.mentor)
    at("2026-11-16 10:00:50")
    undo(story, cast.simponi.mentor)
    content = story.look(cast.simponi.mentor)
    assert (content.stage, content.state) == ("validasi_mentor", "waiting")
    assert [one.decision for one in content.reviews][-2:] == [Decision.APPROVE, Decision.UNDO]
    assert content.reviews[-1].undoes_id == content.reviews[-2].id


def test_an_undone_approval_counts_for_nothing(story, cast):
    """Fault seen: `approvals` with undone ones among them. (SAFETY 4)"""
    story.to("validasi_mentor")
    story.approve(cast.simponi.mentor)
    undo(story, cast.simponi.mentor)
    missing = story.ask(cast.simponi.mentor, lambda one, _: one.missing_validations())
    assert [issue.about for issue in missing] == ["stage:validasi_mentor"]


def test_after_a_minute_it_is_too_late(story, cast, at):
    """Fault seen: no look at the clock."""
    story.to("validasi_mentor")
    at("2026-11-16 10:00")
    story.approve(cast.simponi.mentor)
    at("2026-11-16 10:01:01")
    with pytest.raises(WrongStage) as refused:
        undo(story, cast.simponi.mentor)
    assert keys(refused) == ["undo_too_late"]


def test_once_somebody_acted_on_it_it_is_too_late(story, cast, at):
    """Fault seen: looking at the clock only; a file uploaded meanwhile counts too."""
    story.to("validasi_unit")
    story.approve()
    story.attach()
    with pytest.raises(WrongStage) as refused:
        undo(story, cast.simponi.validator_unit)
    assert keys(refused) == ["undo_too_late"]


def test_nobody_undoes_anothers_decision(story, cast):
    """Fault seen: the last decision, whoever made it."""
    story.to("validasi_mentor")
    story.approve(cast.simponi.mentor)
    for other in (cast.simponi.second("mentor"), cast.simponi.koordinator):
        with pytest.raises(WrongStage):
            undo(story, other)


def test_a_return_is_undone_likewise_and_its_answers_are_carried_over(story, cast):
    story.to("validasi_mentor")
    story.send_back("draf", cast.simponi.mentor, "menarik")
    undo(story, cast.simponi.mentor)
    content = story.look(cast.simponi.mentor)
    assert (content.stage, content.state) == ("validasi_mentor", "waiting")
    assert story.ask(cast.simponi.mentor, prepared)["menarik"].before == Answer.NO
    story.approve(cast.simponi.second("mentor"))


def test_an_undo_isnt_undone_and_two_clicks_undo_once(story, cast):
    story.to("validasi_mentor")
    story.approve(cast.simponi.mentor)
    seen = story.look(cast.simponi.mentor).version
    undo(story, cast.simponi.mentor, seen)
    with pytest.raises(OutOfDate):
        undo(story, cast.simponi.mentor, seen)
    with pytest.raises(WrongStage):
        undo(story, cast.simponi.mentor)


def test_undoing_an_emergency_approval_takes_it_off_the_schedule(cast, at):
    """That lane schedules by itself."""
    at("2026-11-16 09:00")
    story = Story.emergency(cast).to("publikasi")
    undo(story, cast.simponi.mentor)
    assert {one.state for one in story.look(cast.simponi.mentor).publications} == {PublicationState.PLANNED}


def test_who_approved_and_undid_may_still_decide(story, cast):
    story.to("validasi_mentor")
    story.approve(cast.simponi.mentor)
    undo(story, cast.simponi.mentor)
    story.approve(cast.simponi.mentor)
    assert story.stage == "penjadwalan"
