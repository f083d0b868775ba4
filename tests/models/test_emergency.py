"""The emergency lane: what is mandatory at once, what follows with an hour, a decision by telephone, and the later check."""

from datetime import timedelta

import pytest

from data.database import reading as view
from data.database import transaction
from models.actors import Actor
from models.base import now
from models.content.agreement import disagreements
from models.content.contents import Content
from models.content.emergency import DebtKind
from models.content.media import Media, MediaRole
from models.content.pauses import Pause
from models.content.publishing import Report
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.people import Person
from models.programmes import Programme
from tests.cast import Cast
from tests.story import FOUND, SHA, TYPES, Story, no, yes

TEXTS = {
    "info_date": "2026-11-16", "summary": "Jembatan Baturusa ditutup. Pakai jalan lain.", "actions": "Hindari jembatan\nIkuti petugas",
    "source": "Dinas Pekerjaan Umum", "official_link": {"none": "Belum ada dokumen resmi"}, "channels": ["instagram", "facebook"],
}  # fmt: skip


@pytest.fixture
def night(cast: Cast, at) -> Story:
    """Ten past two on a Monday: the editor has all that is mandatory at once, but no alternative text and no answer about people."""
    at("2026-11-16 02:10")
    story = Story.emergency(cast, planned_for=None)
    story.do(story.team.editor, lambda content, actor: bare_picture(content, actor, {**TEXTS, "contact": [story.contact_id]}))
    return story


def bare_picture(content: Content, actor: Actor, fields: dict) -> None:
    given = Media(role=MediaRole.FILE, sha256=SHA["picture"], name="poster.png", type=TYPES["picture"], found=FOUND["picture"])
    media = content.add_file(actor, given)
    content.save(actor, {**content.revision.fields, **fields}, [{"media_id": media.pk, "purpose": "visual"}], content.revision_number)


def telephone(story: Story, recorder: Person | None = None, approver: Person | None = None, **given) -> None:
    def verb(content: Content, actor: Actor) -> None:
        said = {"how": "Telepon 02.20", "reached_at": now(), "answers": yes(content), **given}
        content.record_verbal_approval(actor, approver or story.team.mentor, **said)

    story.do(recorder or story.team.editor, verb)


def out(story: Story) -> Story:
    """Approved by telephone and published by the editor who is alone tonight."""
    story.submit(story.team.editor)
    telephone(story)
    story.do(story.team.editor, lambda content, actor: content.publish(actor, [
        Report("instagram", now(), "https://www.instagram.com/p/abc/"), Report("facebook", now(), "https://facebook.com/x/posts/1"),
    ]))  # fmt: skip
    return story


def debts(story: Story) -> set[tuple[str, str]]:
    return {(one.kind.value, one.key) for one in story.look(story.team.koordinator).open_debts}


def add_alt(content: Content, actor: Actor) -> None:
    filled = {**content.revision.files[0], "alt": "Jembatan Baturusa dengan garis penutup", "people": content.rules.people.suffices[0]}
    content.complete(actor, content.revision.fields, [filled], content.revision_number)


def keys(refused) -> set[str]:
    return {issue.key for issue in refused.value.issues}


def test_the_emergency_lane_needs_a_reason_and_the_right(cast: Cast, at) -> None:
    at("2026-11-16 02:10")
    with pytest.raises(NotReady):
        Story.emergency(cast, reason=" ")
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.desainer, session)
        with pytest.raises(NotAllowed):
            Content.begin(programme, "pengumuman", "poster", "Banjir", by, session, lane="emergency", reason="Air naik")


def test_texts_and_picture_are_mandatory_at_once_what_accompanies_them_may_follow(night) -> None:
    """S2.2 A2.2: without alternative text it goes on, without a summary it doesn't."""
    assert not night.ask(night.team.editor, lambda content, actor: content.objections_to_submitting(actor))

    night.write(night.team.editor, summary="")
    with pytest.raises(NotReady) as refused:
        night.submit(night.team.editor)
    assert keys(refused) == {"element_missing"}


def test_nothing_goes_out_without_at_least_a_recorded_approval(night) -> None:
    """Seen red with `require_stage` letting every stage pass."""
    night.submit(night.team.editor)
    with pytest.raises(WrongStage):
        night.do(night.team.admin_teknis, lambda content, actor: content.publish(actor, []))


def test_a_decision_by_telephone_lets_it_out_and_waits_for_confirmation(night) -> None:
    night.submit(night.team.editor)
    telephone(night)

    content = night.look(night.team.koordinator)
    (debt,) = content.open_debts
    assert (content.stage, debt.kind, debt.owed_by_id) == ("publikasi", DebtKind.CONFIRM, night.team.mentor.id)
    assert timedelta(hours=11, minutes=59) < debt.due_at - now() < timedelta(hours=12)
    review = content.reviews[-1]
    assert (review.verbal, review.by_id, review.approver_id) == (True, night.team.editor.id, night.team.mentor.id)


def test_who_was_reached_must_be_entitled_himself_and_must_not_have_written(night, cast: Cast) -> None:
    """Seen red with `_wrong_approver` taken out."""
    night.submit(night.team.editor)
    for approver in (cast.simponi.koordinator, cast.simponi.editor, cast.asri.pengawas_keakuratan, cast.nobody):
        with pytest.raises(NotAllowed):
            telephone(night, approver=approver)


def test_only_who_has_the_emergency_right_records_a_telephone_decision(night, cast: Cast) -> None:
    night.submit(night.team.editor)
    for recorder in (cast.simponi.desainer, cast.simponi.koordinator, cast.leader):
        with pytest.raises(NotAllowed):
            telephone(night, recorder)


def test_how_and_when_somebody_was_reached_are_said(night) -> None:
    night.submit(night.team.editor)
    with pytest.raises(NotReady) as refused:
        telephone(night, how=" ", reached_at=now() + timedelta(hours=1))
    assert keys(refused) == {"how_missing", "reached_time_odd"}


def test_an_unanswered_item_keeps_a_telephone_decision_from_counting(night) -> None:
    night.submit(night.team.editor)
    with pytest.raises(NotReady) as refused:
        telephone(night, answers={})
    assert keys(refused) == {"item_unanswered"}


def test_the_normal_lane_knows_no_telephone_decision(cast: Cast, at) -> None:
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_mentor")
    with pytest.raises(NotAllowed):
        telephone(story)


def test_a_pause_does_not_stop_an_emergency(night, cast: Cast) -> None:
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        Pause.start(programme, "Banjir", by=cast.acting(cast.simponi.mentor, session), session=session)
    assert out(night).state == "published"


def test_what_was_left_out_is_owed_by_an_hour_from_publication(night) -> None:
    out(night)
    assert debts(night) == {("confirm", "persetujuan_darurat"), ("check", "alt_missing"), ("check", "people_unanswered")}
    checks = [one for one in night.look(night.team.koordinator).open_debts if one.kind == DebtKind.CHECK]
    assert {one.due_at - night.look(night.team.koordinator).published_at for one in checks} == {timedelta(hours=24)}


def test_it_is_owed_from_the_first_channel_on(night) -> None:
    night.submit(night.team.editor)
    telephone(night)
    night.do(night.team.editor, lambda content, actor: content.publish(
        actor, [Report("instagram", now(), "https://www.instagram.com/p/abc/")]
    ))  # fmt: skip
    assert ("check", "alt_missing") in debts(night)


def test_only_the_person_it_was_recorded_for_confirms(night, cast: Cast) -> None:
    """Seen red with the comparison of `owed_by_id` taken out."""
    out(night)
    for person in (cast.simponi.editor, cast.simponi.second("mentor"), cast.simponi.koordinator):
        with pytest.raises(NotFound):
            night.do(person, lambda content, actor: content.confirm_verbal(actor))

    night.do(cast.simponi.mentor, lambda content, actor: content.confirm_verbal(actor))
    assert ("confirm", "persetujuan_darurat") not in debts(night)


def test_what_follows_settles_the_debts_and_leaves_what_was_decided_alone(night) -> None:
    out(night)
    with pytest.raises(NotAllowed) as refused:
        night.do(night.team.editor, lambda content, actor: content.complete(
            actor, {**content.revision.fields, "summary": "Jembatan dibuka."}, content.revision.files, content.revision_number
        ))  # fmt: skip
    assert keys(refused) == {"already_decided"}

    night.do(night.team.editor, add_alt)
    assert debts(night) == {("confirm", "persetujuan_darurat")}


def test_an_addition_that_is_taken_away_again_is_owed_again(night) -> None:
    """Seen red with the second `incur_debts` taken out of `complete`."""
    out(night)
    night.do(night.team.editor, add_alt)
    night.do(night.team.editor, lambda content, actor: content.complete(
        actor, content.revision.fields, [{**content.revision.files[0], "alt": ""}], content.revision_number
    ))  # fmt: skip
    assert ("check", "alt_missing") in debts(night)


def test_it_stays_red_until_somebody_else_has_checked_it(night, cast: Cast) -> None:
    """Debts block the later check, and the later check blocks the end; who wrote, recorded or decided can't do it."""
    out(night)
    with pytest.raises(NotReady) as refused:
        night.approve(cast.simponi.koordinator)
    assert {"debt_confirm", "alt_missing", "people_unanswered"} <= keys(refused)

    night.do(night.team.editor, add_alt)
    night.do(cast.simponi.mentor, lambda content, actor: content.confirm_verbal(actor))
    assert red(night) == 1, "settled, and still unchecked"
    for person in (cast.simponi.editor, cast.simponi.mentor):
        with pytest.raises(NotAllowed):
            night.approve(person)
    night.approve(cast.simponi.koordinator)
    assert (night.stage, red(night)) == ("pemantauan", 0)
    night.do(cast.simponi.koordinator, lambda content, actor: content.confirm_monitoring(actor))


def test_the_later_check_waits_in_the_queue_of_those_who_may_do_it(night, cast: Cast) -> None:
    out(night)

    def queue(person: Person) -> int:
        with view() as session:
            return Content.awaiting(cast.acting(person, session), session).count

    assert (queue(cast.simponi.koordinator), queue(cast.simponi.pengawas_kebijakan), queue(cast.simponi.mentor)) == (1, 1, 0)


def test_taken_down_it_owes_no_alternative_text_but_still_its_confirmation(night) -> None:
    out(night)
    night.do(night.team.mentor, lambda content, actor: content.take_down(actor, ["instagram", "facebook"], "Jembatan sudah dibuka."))
    assert debts(night) == {("confirm", "persetujuan_darurat")}
    night.do(night.team.mentor, lambda content, actor: content.confirm_verbal(actor))
    assert debts(night) == set()


@pytest.fixture
def down(night) -> Story:
    """Out, confirmed, and taken down the next morning."""
    out(night)
    night.do(night.team.mentor, lambda content, actor: content.confirm_verbal(actor))
    night.do(night.team.mentor, lambda content, actor: content.take_down(actor, ["instagram", "facebook"], "Jembatan sudah dibuka."))
    return night


def test_taken_down_it_is_red_until_somebody_else_has_checked_it(down, cast: Cast) -> None:
    """It was out: seen red with `taken_down` stopping every verb, nobody could settle it any more."""
    assert (down.stage, red(down), queue(cast.simponi.koordinator, cast), queue(cast.simponi.mentor, cast)) == (
        "pemeriksaan_susulan", 1, 1, 0,
    )  # fmt: skip
    for person in (cast.simponi.editor, cast.simponi.mentor):
        with pytest.raises(NotAllowed):
            down.approve(person)
    down.approve(cast.simponi.koordinator)
    assert (down.state, red(down), queue(cast.simponi.pengawas_kebijakan, cast)) == ("taken_down", 0, 0)
    with pytest.raises(WrongStage):
        down.approve(cast.simponi.pengawas_kebijakan)


def test_taken_down_its_shortcomings_are_written_down_and_it_goes_back_to_nobody(down, cast: Cast) -> None:
    """What was wrong can't be approved: a return settles it as well; seen red with nothing returnable once it was out."""
    with pytest.raises(NotReady):
        down.do(cast.simponi.koordinator, lambda content, actor: content.return_for_changes(actor, no(content), " "))
    down.send_back(person=cast.simponi.koordinator)
    content = down.look(cast.simponi.koordinator)
    assert (content.state, content.reviews[-1].decision, red(down)) == ("taken_down", "return", 0)
    assert {one.state for one in content.publications} == {"taken_down"}
    with view() as session:
        assert not [*disagreements(session)]


def test_taken_down_from_its_only_channel_it_owes_the_check_too(night, cast: Cast) -> None:
    """It never reached the stage; and what the mentor denied owes it as much."""
    night.submit(night.team.editor)
    telephone(night)
    night.do(night.team.editor, lambda content, actor: content.publish(
        actor, [Report("instagram", now(), "https://www.instagram.com/p/abc/")]
    ))  # fmt: skip
    night.do(night.team.mentor, lambda content, actor: content.deny_verbal(actor, "Saya tidak ditelepon."))
    night.do(night.team.mentor, lambda content, actor: content.take_down(actor, ["instagram"], "Tidak ada persetujuan."))
    assert (night.stage, night.state, red(night)) == ("pemeriksaan_susulan", "taken_down", 1)
    night.approve(cast.simponi.koordinator)
    assert (night.state, red(night)) == ("taken_down", 0)


def test_the_normal_lane_owes_nothing_once_it_is_taken_down(cast: Cast, at) -> None:
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("publikasi")
    links = {"instagram": "https://www.instagram.com/p/abc/", "facebook": "https://facebook.com/x/posts/1"}
    story.do(story.team.admin_teknis, lambda content, actor: content.publish(actor, [Report(key, now(), links[key]) for key in links]))
    story.do(story.team.mentor, lambda content, actor: content.take_down(actor, list(links), "Keliru."))
    assert (story.stage, story.state, red(story)) == ("pemantauan", "taken_down", 0)


def queue(person: Person, cast: Cast) -> int:
    with view() as session:
        return Content.awaiting(cast.acting(person, session), session).count


def test_an_hour_before_the_record_of_a_telephone_decision_is_believed(night, at) -> None:
    """The night's real times: out at 02.30, typed at 04.00."""
    began = now()
    night.submit(night.team.editor)
    at("2026-11-16 04:00")
    telephone(night, reached_at=began + timedelta(minutes=10))
    night.do(night.team.editor, lambda content, actor: content.publish(actor, [
        Report("instagram", began + timedelta(minutes=20), "https://www.instagram.com/p/abc/"),
        Report("facebook", began + timedelta(minutes=20), "https://facebook.com/x/posts/1"),
    ]))  # fmt: skip
    assert night.state == "published"


def red(story: Story) -> int:
    with view() as session:
        return Content.in_debt(story.cast.acting(story.team.koordinator, session), session).count
