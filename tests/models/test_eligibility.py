"""Who may decide: not his own work, not two stages, not what somebody else is looking at."""

from datetime import timedelta

import pytest

from data.database import reading, transaction
from models.actors import SYSTEM, can
from models.base import now, today
from models.content.claims import Claim
from models.content.contents import Content
from models.content.eligibility import without_two_hats
from models.deputies import ActingKind, Deputyship
from models.errors import NotAllowed, NotFound, Refused, WrongStage
from models.people import Assignment, Person
from models.programmes import Unit
from tests.story import Story, yes


def keys(refused) -> list[str]:
    return [issue.key for issue in refused.value.issues]


def give(cast, person, role, programme):
    with transaction() as session:
        person = Person.find(person.pk, session)
        Assignment.give(person, role, SYSTEM, session, programme=programme, unit_id=cast.unit.pk if role == "validator_unit" else None)


def stand_in(person, deputy):
    with transaction() as session:
        absent, present = Person.find(person.pk, session), Person.find(deputy.pk, session)
        Deputyship.name(absent, present, ActingKind.PLH, today(), today() + timedelta(days=5), SYSTEM, session)


def test_who_wrote_it_cannot_decide_even_with_the_deciders_role(cast, at):
    """Fault seen: without `authors` in `_not_ones_own` the editor approved his own text. (S3.1)"""
    at("2026-11-16 09:00")
    give(cast, cast.simponi.editor, "validator_unit", cast.simponi.programme)
    story = Story.simponi(cast).to("validasi_unit")
    with pytest.raises(NotAllowed) as refused:
        story.approve(cast.simponi.editor)
    assert keys(refused) == ["own_work"]


def test_who_only_edited_one_revision_cannot_decide_either(cast, at):
    """Fault seen: comparing with `owner_id` alone let the second editor decide. (S3.1)"""
    at("2026-11-16 09:00")
    second = cast.simponi.second("editor")
    give(cast, second, "mentor", cast.simponi.programme)
    story = Story.simponi(cast).to("draf")
    story.write(second, summary="Vaksin anak gratis. Datang pagi hari ke puskesmas.")
    story.to("validasi_mentor")
    with pytest.raises(NotAllowed) as refused:
        story.approve(second)
    assert keys(refused) == ["own_work"]


def test_the_designer_of_the_picture_cannot_decide_on_it(cast, at):
    """A file makes an author too. Fault seen: `authors` without files. (S3.2)"""
    at("2026-11-16 09:00")
    give(cast, cast.simponi.desainer, "mentor", cast.simponi.programme)
    story = Story.simponi(cast).to("validasi_mentor")
    with pytest.raises(NotAllowed) as refused:
        story.approve(cast.simponi.desainer)
    assert keys(refused) == ["own_work"]


def test_planning_a_content_makes_nobody_its_author(cast, at):
    """ASRI's coordinator plans the week and later validates the communication. (A1.2 A3.1)"""
    at("2026-11-16 09:00")
    story = Story.asri(cast).to("validasi_komunikasi")
    story.approve(cast.asri.koordinator)
    assert story.stage == "penjadwalan"


def test_who_decided_one_stage_cannot_decide_another(cast, at):
    """Through a second role. Fault seen: `_decided_elsewhere` left out. (S3.1)"""
    at("2026-11-16 09:00")
    give(cast, cast.simponi.validator_unit, "mentor", cast.simponi.programme)
    story = Story.simponi(cast).to("validasi_mentor")
    with pytest.raises(NotAllowed) as refused:
        story.approve(cast.simponi.validator_unit)
    assert keys(refused) == ["decided_elsewhere"]


def test_a_deputy_cannot_decide_what_he_wrote(cast, at):
    """Fault seen: asking whether the absent mentor wrote it. (S3.1)"""
    at("2026-11-16 09:00")
    stand_in(cast.simponi.mentor, cast.simponi.editor)
    story = Story.simponi(cast).to("validasi_mentor")
    with pytest.raises(NotAllowed) as refused:
        story.approve(cast.simponi.editor)
    assert keys(refused) == ["own_work"]


def test_a_deputy_cannot_decide_a_second_stage(cast, at):
    """Fault seen: looking at decisions made in one's own name only."""
    at("2026-11-16 09:00")
    stand_in(cast.simponi.mentor, cast.simponi.validator_unit)
    story = Story.simponi(cast).to("validasi_mentor")
    with pytest.raises(NotAllowed) as refused:
        story.approve(cast.simponi.validator_unit)
    assert keys(refused) == ["decided_elsewhere"]


def test_a_deputy_decides_on_behalf_of_the_absent_one(cast, at):
    at("2026-11-16 09:00")
    stand_in(cast.simponi.mentor, cast.simponi.pengawas_kebijakan)
    story = Story.simponi(cast).to("validasi_mentor")
    story.approve(cast.simponi.pengawas_kebijakan)
    review = story.look(cast.simponi.mentor).reviews[-1]
    assert (review.by_id, review.on_behalf_of_id) == (cast.simponi.pengawas_kebijakan.pk, cast.simponi.mentor.pk)


def test_without_the_role_there_is_no_decision(cast, at):
    """Fault seen: `may_act` left out of the question. (S1.1)"""
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_unit")
    for outsider in (cast.simponi.mentor, cast.simponi.koordinator):
        with pytest.raises(NotAllowed) as refused:
            story.approve(outsider)
        assert keys(refused) == ["stage_roles"]


def test_people_who_only_look_never_decide(cast, at):
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_unit")
    for viewer in (cast.leader, cast.inspector):
        with pytest.raises(NotAllowed):
            story.approve(viewer)
        assert not can(story.ask(viewer, lambda _, actor: actor), "hold", cast.simponi.programme)


def test_another_programme_and_a_stranger_find_nothing(cast, at):
    """Fault seen: `Content.current` without `visible_to`. (S1.1)"""
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_unit")
    for stranger in (cast.asri.pengawas_keakuratan, cast.nobody, cast.admin):
        with pytest.raises(NotFound):
            story.approve(stranger)


def test_a_unit_validator_sees_only_what_was_sent_to_his_unit(cast, at):
    """Fault seen: visibility by programme alone. (S1.1)"""
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("draf")
    with pytest.raises(NotFound):
        story.look(cast.simponi.validator_unit)
    story.to("validasi_unit")
    assert story.look(cast.simponi.validator_unit).stage == "validasi_unit"
    with transaction() as session:
        other = Unit.add("Dinas Perhubungan", None, SYSTEM, session)
        session.flush()
        person = Person.add("paijo", "Paijo", SYSTEM, session)
        session.flush()
        programme = session.merge(cast.simponi.programme, load=False)
        Assignment.give(person, "validator_unit", SYSTEM, session, programme=programme, unit_id=other.pk)
    with pytest.raises(NotFound):
        story.look(person)


def test_a_claim_is_visible_and_keeps_others_off_until_it_lapses(cast, at):
    """Four service hours. Fault seen: `live` without the hour."""
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_mentor")
    at("2026-11-16 10:00")
    first, second = cast.simponi.mentor, cast.simponi.second("mentor")
    story.do(first, lambda content, actor: content.claim(actor))
    with pytest.raises(NotAllowed) as refused:
        story.approve(second)
    assert [(issue.key, issue.facts["who"]) for issue in refused.value.issues] == [("claimed", "Surya Darma")]
    at("2026-11-16 15:01")  # 10.00 to 12.00 and 13.00 to 15.00
    story.approve(second)
    assert story.stage == "penjadwalan"


def test_a_claim_can_be_let_go(cast, at):
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_mentor")
    story.do(cast.simponi.mentor, lambda content, actor: content.claim(actor))
    story.do(cast.simponi.second("mentor"), lambda content, actor: content.release(actor))
    with reading() as session:
        assert Claim.live(story.content_id, session), "another one's claim was taken away"
    story.do(cast.simponi.mentor, lambda content, actor: content.release(actor))
    story.approve(cast.simponi.second("mentor"))


def test_a_claim_follows_to_the_deputy(cast, at):
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_mentor")
    story.do(cast.simponi.mentor, lambda content, actor: content.claim(actor))
    stand_in(cast.simponi.mentor, cast.simponi.pengawas_kebijakan)
    story.approve(cast.simponi.pengawas_kebijakan)
    assert story.stage == "penjadwalan"


def test_at_night_a_claim_in_the_emergency_lane_counts_clock_hours(cast, at):
    """Fault seen: a claim of 02.10 held the others off until noon."""
    at("2026-11-16 02:10")
    story = Story.emergency(cast).to("persetujuan_darurat")
    story.do(cast.simponi.mentor, lambda content, actor: content.claim(actor))
    with reading() as session:
        claim = Claim.live(story.content_id, session)
        assert claim is not None
        assert timedelta(hours=3, minutes=59) < claim.lapses_at - now() <= timedelta(hours=4)


def test_who_may_not_decide_may_not_claim(cast, at):
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_mentor")
    with pytest.raises(NotAllowed):
        story.do(cast.simponi.koordinator, lambda content, actor: content.claim(actor))


def test_a_decision_ends_the_claim(cast, at):
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_mentor")
    story.do(cast.simponi.mentor, lambda content, actor: content.claim(actor))
    story.approve(cast.simponi.mentor)
    with reading() as session:
        assert Claim.live(story.content_id, session) is None


def test_what_was_taken_down_or_held_waits_for_nobody(cast, at):
    """Question and guard agree. Fault seen: the question forgot taken-down contents."""
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_mentor")
    story.do(cast.simponi.koordinator, lambda content, actor: content.hold(actor, "Menunggu surat edaran baru"))
    asked = story.ask(cast.simponi.mentor, lambda content, actor: content.objections_to_deciding(actor))
    with pytest.raises(WrongStage) as refused:
        story.approve(cast.simponi.mentor)
    assert [issue.key for issue in asked] == keys(refused) == ["not_deciding_now"]


def test_the_question_and_the_verb_give_the_same_reasons(cast, at):
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_mentor")
    for person in (cast.simponi.editor, cast.simponi.validator_unit, cast.simponi.koordinator, cast.leader):
        asked = story.ask(person, lambda content, actor: content.objections_to_deciding(actor))
        with pytest.raises(Refused) as refused:
            story.do(person, lambda content, actor: content.approve(actor, yes(content)))
        assert [issue.key for issue in asked] == keys(refused)


def test_who_is_left_to_decide_is_known_before_writing(cast, at):
    at("2026-11-16 09:00")
    story = Story.simponi(cast)
    story.to("draf")
    left = story.ask(cast.simponi.editor, lambda content, _: content.lawful_deciders(cast.simponi.mentor.pk))
    assert [one.name for one in left["validasi_mentor"]] == ["Fitri Handayani"]
    assert [one.name for one in left["validasi_unit"]] == ["Nurul Huda", "Yanti Oktavia"]


def test_one_person_with_two_hats_leaves_one_stage_empty(cast):
    people = {"validasi_unit": [cast.simponi.mentor], "validasi_mentor": [cast.simponi.mentor]}
    assert without_two_hats(people) == ["validasi_mentor"]
    people["validasi_mentor"].append(cast.simponi.second("mentor"))
    assert without_two_hats(people) == []


def test_my_queue_leaves_out_what_i_may_not_decide_and_says_so_apart(cast, at):
    """Own work and a second stage stand under 'menunggu orang lain'."""
    at("2026-11-16 09:00")
    give(cast, cast.simponi.validator_unit, "mentor", cast.simponi.programme)
    story = Story.simponi(cast).to("validasi_mentor")
    with reading() as session:
        barred, free = (cast.acting(one, session) for one in (cast.simponi.validator_unit, cast.simponi.mentor))
        assert [one.id for one in Content.awaiting(free, session).rows] == [story.content_id]
        assert [one.id for one in Content.awaiting(barred, session).rows] == []
        assert [one.id for one in Content.barred(barred, session).rows] == [story.content_id]
