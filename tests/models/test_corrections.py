"""Correcting what is out: ralat and pemutakhiran on the fast lane, one thread, and every trace of the old ones says so."""

from datetime import timedelta
from itertools import pairwise

import pytest

from data.database import reading as view
from data.database import transaction
from models.actors import Actor
from models.base import now
from models.content.contents import Content
from models.content.corrections import Correction, CorrectionKind, Way
from models.content.emergency import DebtKind
from models.content.publications import PublicationState
from models.content.publishing import Report
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, OutOfDate, WrongStage
from models.people import Person
from tests.cast import Cast
from tests.models.test_emergency import keys, night, out, telephone  # noqa: F401  the night is a fixture
from tests.story import Story, yes

LINKS = {"instagram": "https://www.instagram.com/p/abc{}/", "facebook": "https://facebook.com/x/posts/{}"}
RALAT, UPDATE = CorrectionKind.RALAT, CorrectionKind.PEMUTAKHIRAN


@pytest.fixture
def flood(night: Story) -> Story:  # noqa: F811
    """Out on two channels at ten past two, by telephone approval."""
    return out(night)


def correct(story: Story, kind: CorrectionKind = UPDATE, who: Person | None = None, **more) -> Story:
    """Begin its correction, and go on with that."""
    given = {"reason": "Air naik lagi.", "known_since": now(), **more}
    new = story.do(who or story.team.editor, lambda content, actor: content.correct(actor, kind, **given))
    return Story(story.cast, story.team, new.pk, story.contact_id)


def approve(story: Story) -> Story:
    finish_files(story)
    story.submit(story.team.editor)
    telephone(story)
    return story


def finish_files(story: Story) -> None:
    """What the emergency lane let follow has to be there on the fast lane."""

    def verb(content: Content, actor: Actor) -> None:
        assert content.revision is not None
        said = {"alt": "Jembatan dengan garis penutup", "people": content.rules.people.suffices[0]}
        files = [{**one, **said} for one in content.revision.files]
        content.save(actor, content.revision.fields, files, content.revision_number)

    story.do(story.team.editor, verb)


def publish(story: Story, *channels: str, number: int = 2) -> Story:
    wanted = channels or tuple(LINKS)
    story.do(
        story.team.editor,
        lambda content, actor: content.publish(actor, [Report(key, now(), LINKS[key].format(number)) for key in wanted]),
    )
    return story


def states(story: Story) -> dict[str, PublicationState]:
    return {one.channel: one.state for one in story.look(story.team.koordinator).publications}


def correction_of(story: Story) -> Correction:
    with view() as session:
        found = Correction.by_which(story.content_id, session)
        assert found is not None
        return found


def test_a_correction_is_prefilled_from_the_old_one_with_its_files(flood: Story) -> None:
    """A3.3: one action, and what didn't change needn't be typed again."""
    new = correct(flood)
    with view() as session:
        old, fresh = flood.look(flood.team.editor, session), new.look(new.team.editor, session)
        assert fresh.lane == "fast"
        assert fresh.title == f"Pemutakhiran: {old.title}"
        assert fresh.revision.fields["summary"] == old.revision.fields["summary"]
        assert [one.sha256 for one in fresh.media] == [old.media[0].sha256]
        assert fresh.channels == ["instagram", "facebook"]
        assert old.state == "published"  # nothing is replaced by a draft


def test_publishing_it_replaces_the_old_one_on_every_channel_at_once(flood: Story, at) -> None:
    """A3.3: one confirm for all channels, and the minutes from when we knew are kept."""
    at("2026-11-16 03:00")
    new = correct(flood, known_since=now() - timedelta(minutes=5))
    at("2026-11-16 03:10")
    approve(new)
    at("2026-11-16 03:20")
    publish(new)
    assert flood.state == "superseded"
    assert set(states(flood).values()) == {PublicationState.SUPERSEDED}
    assert correction_of(new).minutes == 25
    with view() as session:
        assert Correction.newest([flood.content_id], session) == {flood.content_id: new.content_id}
        assert Entry.of(flood.look(flood.team.editor, session), session)[0].action == "content.superseded"


def test_three_updates_in_a_night_are_one_thread(flood: Story, at) -> None:
    """The flood night: who said what until when, and every old link leads to the newest."""
    told = [flood]
    for number, hour in enumerate(("03:00", "04:00", "05:00"), start=2):
        at(f"2026-11-16 {hour}")
        told.append(publish(approve(correct(told[-1])), number=number))
    assert [one.state for one in told] == ["superseded", "superseded", "superseded", "published"]
    with view() as session:
        thread = Correction.thread(told[1].content_id, session)
        assert [(one.old_id, one.new_id) for one in thread] == [(before.content_id, after.content_id) for before, after in pairwise(told)]
        newest = Correction.newest([one.content_id for one in told[:3]], session)
        assert set(newest.values()) == {told[3].content_id}
        assert told[3].look(told[3].team.editor, session).title == "Pemutakhiran: Jembatan Baturusa ditutup"


def test_the_same_link_again_means_that_the_old_post_was_edited(flood: Story) -> None:
    new = approve(correct(flood, RALAT))
    new.do(new.team.editor, lambda content, actor: content.publish(actor, [
        Report("instagram", now(), "https://www.instagram.com/p/abc/"), Report("facebook", now(), LINKS["facebook"].format(9)),
    ]))  # fmt: skip
    assert correction_of(new).ways == {"instagram": Way.EDITED, "facebook": Way.NEW}


def test_a_channel_that_still_shows_the_old_one_keeps_the_clock_running(flood: Story) -> None:
    new = approve(correct(flood))
    publish(new, "instagram")
    assert flood.state == "superseded"
    assert states(flood) == {"instagram": PublicationState.SUPERSEDED, "facebook": PublicationState.PUBLISHED}
    assert correction_of(new).replaced_at is None
    flood.do(flood.team.koordinator, lambda content, actor: content.take_down(actor, ["facebook"], "Diganti yang baru"))
    assert flood.state == "superseded"
    assert correction_of(new).replaced_at is not None


def test_who_comes_second_is_told_who_corrects_already(flood: Story) -> None:
    correct(flood)
    with pytest.raises(WrongStage) as refused:
        correct(flood, RALAT, who=flood.team.second("editor"))
    assert keys(refused) == {"correction_running"}
    assert refused.value.issues[0].facts["who"] == flood.team.editor.name


def test_of_two_at_once_one_wins(flood: Story) -> None:
    seen = flood.look(flood.team.editor).version
    correct(flood)
    with pytest.raises(OutOfDate):
        flood.do(
            flood.team.second("editor"), lambda content, actor: content.correct(actor, RALAT, "Keliru", now()), seen=seen
        )  # fmt: skip


def test_a_cancelled_correction_leaves_the_old_one_for_another(flood: Story) -> None:
    new = correct(flood)
    new.do(new.team.editor, lambda content, actor: content.cancel(actor, "Ternyata tidak berubah"))
    assert flood.state == "published"
    assert correct(flood, RALAT).state == "draft"


def test_what_was_taken_down_gets_a_ralat_but_no_update(flood: Story) -> None:
    flood.do(flood.team.koordinator, lambda content, actor: content.take_down(actor, ["instagram", "facebook"], "Angkanya keliru"))
    with pytest.raises(WrongStage) as refused:
        correct(flood, UPDATE)
    assert keys(refused) == {"update_needs_a_post"}
    new = publish(approve(correct(flood, RALAT)))
    assert flood.state == "taken_down"
    assert correction_of(new).minutes is not None


def test_a_replaced_content_is_corrected_through_its_newer_one(flood: Story) -> None:
    publish(approve(correct(flood)))
    with pytest.raises(WrongStage) as refused:
        correct(flood, RALAT)
    assert keys(refused) == {"correct_the_newer"}


def test_a_correction_says_why_and_since_when(flood: Story) -> None:
    with pytest.raises(NotReady) as refused:
        correct(flood, reason=" ", known_since=now() + timedelta(hours=1))
    assert keys(refused) == {"correction_reason_missing", "known_since_odd"}


def test_the_later_check_of_an_emergency_is_owed_after_its_replacement_too(flood: Story) -> None:
    """An update doesn't launder what went out without a full check."""
    publish(approve(correct(flood)))
    with view() as session:
        content = flood.look(flood.team.editor, session)
        assert content.assessing
        assert {one.kind for one in content.open_debts} == {DebtKind.CONFIRM}  # nobody sees its pictures any more
        checker = flood.cast.acting(flood.team.pengawas_kebijakan, session)
        assert flood.content_id in {one.pk for one in Content.awaiting(checker, session).rows}
    flood.do(flood.team.mentor, lambda content, actor: content.confirm_verbal(actor))
    flood.approve(flood.team.pengawas_kebijakan)
    assert flood.state == "superseded"
    assert not flood.look(flood.team.editor).assessing


# --- the doors of the fast lane ---------------------------------------------------------------------------------------


def test_a_correction_cannot_skip_its_validation(flood: Story) -> None:
    new = correct(flood)
    with pytest.raises((WrongStage, NotReady)):
        publish(new)
    finish_files(new)
    new.submit(new.team.editor)
    with pytest.raises((WrongStage, NotReady)):
        publish(new)
    assert flood.state == "published"


def test_nobody_approves_the_correction_he_wrote(flood: Story) -> None:
    """Seen red with the comparison with its authors taken out."""
    new = correct(flood)
    finish_files(new)
    new.submit(new.team.editor)
    with pytest.raises(NotAllowed) as refused:
        new.approve(new.team.editor)
    assert "own_work" in keys(refused)


def test_whose_text_was_taken_over_does_not_decide_on_it_either(flood: Story) -> None:
    """One press of a colleague doesn't make one's own text somebody else's; seen red with `also_by` left out of `correct`."""
    new = correct(flood, who=flood.team.second("editor"))
    content = new.look(new.team.koordinator)
    assert {flood.team.editor.pk, flood.team.second("editor").pk} <= content.authors
    again = correct(publish_by_both(new), who=flood.team.admin_teknis)
    assert {flood.team.editor.pk, flood.team.second("editor").pk, flood.team.admin_teknis.pk} <= again.look(again.team.koordinator).authors


def publish_by_both(story: Story) -> Story:
    return publish(approve(story))


def test_a_text_changed_after_its_approval_does_not_replace_anything(flood: Story) -> None:
    new = approve(correct(flood))
    with pytest.raises((NotAllowed, WrongStage)):
        new.write(new.team.editor, summary="Air surut.")
    publish(new)
    with view() as session:
        content = new.look(new.team.editor, session)
        assert not content.missing_validations()


def test_what_is_not_out_cannot_be_corrected_and_a_unit_or_outsider_finds_nothing(flood: Story, cast: Cast) -> None:
    """Seen red with the right taken out of the question."""
    draft = Story.simponi(cast)
    with pytest.raises(WrongStage):
        correct(draft)
    with pytest.raises(NotFound):
        correct(flood, who=cast.asri.editor_teknis)
    with pytest.raises(NotFound):
        correct(flood, who=cast.simponi.validator_unit)
    for looker in (cast.leader, cast.inspector, cast.simponi.desainer):
        with pytest.raises(NotAllowed) as refused:
            correct(flood, who=looker)
        assert keys(refused) == {"may_not_correct"}


def test_the_fast_lane_is_begun_for_a_cause_only(flood: Story) -> None:
    """Seen red with the question for its cause taken out."""
    with transaction() as session:
        by, programme = flood.cast.acting(flood.team.editor, session), flood.look(flood.team.editor, session).programme
        with pytest.raises(NotReady):
            Content.begin(programme, "pengumuman", "poster", "Tanpa sebab", by, session, lane="fast")


def test_a_given_answer_counts_for_its_own_correction_only(flood: Story) -> None:
    first = approve(correct(flood))
    publish(first)
    second = correct(first)
    with view() as session:
        content = second.look(second.team.editor, session)
        assert not content.reviews
        assert content.missing_validations()
        assert yes(content) == {}
