"""Deciding: bound to exactly what it covers, once, item by item; an edit reopens what it touched and nothing else."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import select

from data.database import reading as door
from data.database import transaction
from models.actors import SYSTEM, Actor
from models.base import now
from models.content.answering import keep_answer, keep_return_note, prepared, said_by_others
from models.content.checklists import Answer, DraftAnswer
from models.content.contents import Content
from models.content.decisions import Decision
from models.content.media import Media, MediaRole
from models.content.publishing import Report
from models.content.seen import SeenMark, note_look
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, OutOfDate, Refused, WrongStage
from models.people import Assignment, Person
from models.programmes import Office, Programme, Unit
from tests.story import SHA, Story, no, yes


def keys(refused) -> list[str]:
    return [issue.key for issue in refused.value.issues]


@pytest.fixture
def at_mentor(cast, at) -> Story:
    at("2026-11-16 09:00")
    return Story.simponi(cast).to("validasi_mentor")


def test_an_approval_is_bound_to_the_hash_of_what_its_stage_covers(at_mentor, cast):
    """SAFETY 4. Fault seen: the hash of an empty tuple. (S3.2)"""
    at_mentor.approve(cast.simponi.mentor)
    content = at_mentor.look(cast.simponi.mentor)
    review = content.reviews[-1]
    stage = content.lane_rules.stage("validasi_mentor")
    assert (review.decision, review.by_id, review.covered) == (Decision.APPROVE, cast.simponi.mentor.pk, content.covered(stage.covers))
    assert review.covered != content.covered([word for word in stage.covers if word != "files"])
    assert content.stage == "penjadwalan"


def test_every_item_is_kept_with_the_hash_of_what_it_is_about(at_mentor, cast):
    """(S3.2 S-H5 A2.3)"""
    at_mentor.approve(cast.simponi.mentor)
    content = at_mentor.look(cast.simponi.mentor)
    items = content.lane_rules.stage("validasi_mentor").checklist
    assert {one.item: one.covered for one in content.reviews[-1].answers} == {item.key: content.covered(item.about) for item in items}


def test_an_unanswered_item_keeps_it_from_approval(at_mentor, cast):
    """Fault seen: objections over the answers given instead of over the items. (S3.2 S-H5)"""
    content = at_mentor.look(cast.simponi.mentor)
    answers = yes(content)
    missing = answers.popitem()[0]
    with pytest.raises(NotReady) as refused:
        at_mentor.approve(cast.simponi.mentor, answers)
    assert [(issue.about, issue.key) for issue in refused.value.issues] == [(f"item:{missing}", "item_unanswered")]


def test_an_item_answered_no_keeps_it_from_approval(at_mentor, cast):
    """Fault seen: asking only whether it was answered. (S3.2 S-H5)"""
    content = at_mentor.look(cast.simponi.mentor)
    with pytest.raises(NotReady) as refused:
        at_mentor.approve(cast.simponi.mentor, {**yes(content), **no(content)})
    assert keys(refused) == ["item_no"]


def test_not_applicable_only_where_the_playbook_permits_it_and_with_a_note(cast, at):
    """(S3.2)"""
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_unit")
    answers = yes(story.look(cast.simponi.validator_unit))
    for item, note, expected in (
        ("akurasi_isi", "Tidak perlu", "item_must_apply"),
        ("lokasi_benar", " ", "item_note_missing"),
    ):
        with pytest.raises(NotReady) as refused:
            story.approve(cast.simponi.validator_unit, {**answers, item: (Answer.NOT_APPLICABLE, note)})
        assert keys(refused) == [expected]
    story.approve(cast.simponi.validator_unit, {**answers, "lokasi_benar": (Answer.NOT_APPLICABLE, "Tidak terkait wilayah")})
    assert story.stage == "desain"


def test_an_answer_to_an_unknown_item_is_refused(at_mentor, cast):
    content = at_mentor.look(cast.simponi.mentor)
    with pytest.raises(NotReady) as refused:
        at_mentor.approve(cast.simponi.mentor, {**yes(content), "sudah_bagus": (Answer.YES, "")})
    assert keys(refused) == ["item_unknown"]


def test_a_requirement_opened_meanwhile_keeps_it_from_approval(at_mentor, cast, at):
    """What the computer finds is asked again at the decision: a planned contact test has gone stale."""
    at("2027-06-01 09:00")
    with pytest.raises(NotReady) as refused:
        at_mentor.approve(cast.simponi.mentor)
    assert "contact_stale" in keys(refused)


def test_a_new_picture_leaves_the_units_decision_and_reopens_the_mentors(at_mentor, cast):
    """SIMPONI designs after the technical validation. Fault seen: one hash over everything. (S3.1)"""
    at_mentor.send_back("desain")
    at_mentor.attach("other")
    at_mentor.submit()
    assert at_mentor.stage == "validasi_mentor"
    content = at_mentor.look(cast.simponi.mentor)
    stands = {
        stage.key: at_mentor.ask(cast.simponi.mentor, lambda one, _, s=stage: one.stands(s)) for stage in content.lane_rules.validating
    }
    assert stands == {"validasi_unit": True, "validasi_mentor": False}


def test_another_text_reopens_the_units_decision_and_the_design(at_mentor, cast):
    """Fault seen: `stands` without comparing hashes. (S3.1, thirteen doors: edited during review, then approved)"""
    at_mentor.send_back("draf")
    at_mentor.write(cast.simponi.editor, summary="Vaksin anak gratis sampai Jumat. Datang pagi hari.")
    at_mentor.submit(cast.simponi.editor)
    assert at_mentor.stage == "validasi_unit"
    at_mentor.approve()
    assert at_mentor.stage == "desain", "the picture shows the old text"
    at_mentor.submit()
    assert at_mentor.stage == "validasi_mentor"


def test_hashtags_alone_go_back_to_the_mentor_only(at_mentor, cast):
    """The unit's stage doesn't cover them. (S3.1)"""
    at_mentor.send_back("draf")
    at_mentor.write(cast.simponi.editor, hashtags="#VaksinAnak #Bangka")
    at_mentor.submit(cast.simponi.editor)
    assert at_mentor.stage == "validasi_mentor"


def test_asri_goes_through_both_validations_in_order(cast, at):
    """Draft, technical validation, communication validation, publication. (A1.2 A3.1 A-H6)"""
    at("2026-11-16 09:00")
    story = Story.asri(cast).to("validasi_teknis")
    with pytest.raises(NotAllowed):
        story.approve(cast.asri.koordinator)
    story.approve(cast.asri.pengawas_keakuratan)
    assert story.stage == "validasi_komunikasi"
    story.approve(cast.asri.koordinator)
    assert story.stage == "penjadwalan"


def test_an_asri_fact_that_fails_returns_the_draft_with_notes(cast, at):
    """(A2.3 A-H6)"""
    at("2026-11-16 09:00")
    story = Story.asri(cast).to("validasi_teknis")
    story.send_back("draf", item="fakta_sumber")
    content = story.look(cast.asri.koordinator)
    assert (content.stage, content.state) == ("draf", "returned")
    assert [(one.item, one.answer) for one in content.reviews[-1].answers] == [("fakta_sumber", Answer.NO)]


def test_returning_needs_a_note_a_failed_item_and_what_is_wrong_with_it(at_mentor, cast):
    """Fault seen: a return with an empty note. (S-H5 A-H6)"""
    content = at_mentor.look(cast.simponi.mentor)
    silent = {content.stage_rules.checklist[0].key: (Answer.NO, "")}
    for answers, note, expected in (
        (no(content), "  ", ["return_note_missing"]),
        (yes(content), "Perbaiki", ["failed_items_missing"]),
        ({}, "", ["return_note_missing", "failed_items_missing"]),
        (silent, "Perbaiki", ["item_reason_missing"]),
    ):
        with pytest.raises(NotReady) as refused:
            at_mentor.do(cast.simponi.mentor, lambda one, actor, a=answers, n=note: one.return_for_changes(actor, a, n))
        assert keys(refused) == expected


def test_it_goes_back_only_to_a_stage_the_playbook_names(at_mentor, cast):
    """Fault seen: any stage of the lane. (thirteen doors: one stage skipped through a side button)"""
    for target in ("penjadwalan", "validasi_unit", "publikasi", "tidak_ada"):
        with pytest.raises(NotReady) as refused:
            at_mentor.send_back(target)
        assert keys(refused) == ["return_target_unknown"]
    at_mentor.send_back("bahan")
    assert (at_mentor.stage, at_mentor.state) == ("bahan", "returned")


def test_what_is_already_out_cannot_be_returned(cast, at):
    """The later review of the emergency lane."""
    at("2026-11-16 09:00")
    story = published_emergency(cast)
    with pytest.raises(WrongStage) as refused:
        story.send_back("draf_darurat", cast.simponi.pengawas_kebijakan)
    assert keys(refused) == ["not_returnable"]


def test_the_later_review_waits_in_the_queue_while_the_content_is_out(cast, at, reading):
    """Cleared later by somebody else. Fault seen: the queue asked for the state 'waiting' only."""
    at("2026-11-16 09:00")
    story = published_emergency(cast)
    waits = Content.awaiting(cast.acting(cast.simponi.pengawas_kebijakan, reading), reading)
    assert [(one.id, one.stage, one.state) for one in waits.rows] == [(story.content_id, "pemeriksaan_susulan", "published")]
    for involved in (cast.simponi.mentor, cast.simponi.editor):
        assert Content.awaiting(cast.acting(involved, reading), reading).rows == []


def published_emergency(cast) -> Story:
    story = Story.emergency(cast).to("publikasi")
    links = {"instagram": "https://www.instagram.com/p/abc/", "facebook": "https://facebook.com/x/posts/1"}
    reports = [Report(channel, now(), link) for channel, link in links.items()]
    story.do(cast.simponi.admin_teknis, lambda content, actor: content.publish(actor, reports))
    assert story.stage == "pemeriksaan_susulan"
    return story


def test_own_answers_whose_ground_is_unchanged_are_carried_over(at_mentor, cast):
    """Fault seen: carrying over whatever was answered last. (S3.2)"""
    answers = yes(at_mentor.look(cast.simponi.mentor)) | {"aksesibilitas": (Answer.NO, "Teks alternatif terlalu umum")}
    at_mentor.do(cast.simponi.mentor, lambda one, actor: one.return_for_changes(actor, answers, "Perbaiki", "draf"))
    at_mentor.write(cast.simponi.editor, hashtags="#VaksinAnak #Bangka")
    at_mentor.submit(cast.simponi.editor)
    found = at_mentor.ask(cast.simponi.mentor, prepared)
    assert {key: one.answer for key, one in found.items() if one.answer} == dict.fromkeys(
        set(answers) - {"aksesibilitas", "akurasi_unggahan", "kepatuhan"}, Answer.YES
    )
    reopened = {key: (one.before, one.changed) for key, one in found.items() if one.before}
    assert reopened == {
        "akurasi_unggahan": (Answer.YES, ("hashtags",)),
        "kepatuhan": (Answer.YES, ("hashtags",)),
        "aksesibilitas": (Answer.NO, ()),
    }


def test_answers_of_others_are_a_hint_and_never_prefilled(at_mentor, cast):
    at_mentor.send_back("desain", cast.simponi.mentor, "menarik")
    at_mentor.attach("other")
    at_mentor.submit()
    second = cast.simponi.second("mentor")
    assert not any(one.answer for one in at_mentor.ask(second, prepared).values())
    assert at_mentor.ask(second, said_by_others) == {"menarik": (cast.simponi.mentor.pk, Answer.NO, 4)}


def test_answers_typed_so_far_are_kept_until_the_decision(at_mentor, cast, reading):
    """The signal drops; nothing is lost and nothing is bound."""
    mentor = cast.simponi.mentor
    keep(at_mentor, mentor, "jelas", Answer.NO, "Judul terlalu umum")
    found = at_mentor.ask(mentor, prepared)["jelas"]
    assert (found.answer, found.note) == (Answer.NO, "Judul terlalu umum")
    at_mentor.approve(mentor)
    with door() as session:
        assert DraftAnswer.of(at_mentor.content_id, "validasi_mentor", mentor.pk, session) is None


def test_an_answer_typed_before_an_edit_is_asked_again(at_mentor, cast):
    """Fault seen: drafts without the hash they were given on."""
    mentor = cast.simponi.mentor
    keep(at_mentor, mentor, "menarik", Answer.YES)
    at_mentor.do(cast.simponi.desainer, lambda one, actor: one.recall(actor))
    at_mentor.attach("other")
    at_mentor.submit()
    found = at_mentor.ask(mentor, prepared)["menarik"]
    assert (found.answer, found.before, found.changed) == (None, Answer.YES, ("files",))


def test_only_who_may_decide_keeps_answers(at_mentor, cast):
    for outsider in (cast.simponi.editor, cast.leader):
        with pytest.raises(NotAllowed):
            keep(at_mentor, outsider, "jelas", Answer.YES)
        with pytest.raises(NotAllowed):
            at_mentor.do(outsider, lambda one, actor: keep_return_note(one, actor, "Kurangi teks"))


def test_an_answer_from_a_stale_screen_isnt_kept(at_mentor, cast):
    """He answered on the old picture. Fault seen: the hash taken from today's content."""
    with pytest.raises(OutOfDate):
        at_mentor.do(cast.simponi.mentor, lambda one, actor: keep_answer(one, actor, "menarik", Answer.YES, "", "0" * 64))


def keep(story: Story, person: Person, item: str, answer: Answer, note: str = "") -> None:
    """Answer one item on today's content."""

    def answered(content: Content, actor: Actor) -> None:
        about = next(one.about for one in content.stage_rules.checklist if one.key == item)
        keep_answer(content, actor, item, answer, note, content.covered(about))

    story.do(person, answered)


def letter(story: Story, person: Person) -> int:
    media = Media(
        role=MediaRole.LETTER,
        sha256=SHA["letter"],
        name="surat.pdf",
        type="application/pdf",
        found={"kind": "document", "format": "pdf", "size": 9},
    )
    return story.do(person, lambda one, actor: one.add_file(actor, media).pk)


def written(story: Story, person: Person, letter_id: int, **more: str) -> None:
    facts = {"letter_number": "440/12/2026", "signed_by": "dr. Ratna", **more}
    story.do(person, lambda one, actor: one.record_written_validation(actor, yes(one), letter_id=letter_id, **facts))


def test_a_person_of_another_office_validates_for_its_unit_and_sees_only_what_was_sent_there(cast, at):
    """S1.1 (DAYS 3.9): a unit of BPBD's office is asked by SIMPONI; its people validate, those of other units don't see it."""
    at("2026-11-16 09:00")
    with transaction() as session:
        unit = Unit.add("Bidang Kedaruratan BPBD", Office.find(cast.asri.programme.office_id, session), SYSTEM, session)
        session.flush()
        theirs = Person.find(cast.asri.koordinator.pk, session)
        programme = Programme.find(cast.simponi.programme.pk, session)
        Assignment.give(theirs, "validator_unit", SYSTEM, session, programme=programme, unit_id=unit.pk, letter="800/16/2026")
        unit_id = unit.pk
    own, asked = Story.simponi(cast), Story.simponi(cast)
    asked.do(cast.simponi.koordinator, lambda one, by: one.plan(by, planned_for=one.planned_for, unit_id=unit_id))
    own.to("validasi_unit"), asked.to("validasi_unit")
    with door() as session:
        actor = cast.acting(theirs, session)
        assert [one.pk for one in session.exec(select(Content).where(Content.visible_to(actor)))] == [asked.content_id]
        assert cast.simponi.programme.pk not in actor.teams
    for story, stranger in ((own, theirs), (asked, cast.simponi.validator_unit)):
        with pytest.raises(NotFound):
            story.look(stranger)
    asked.approve(theirs)
    assert (asked.stage, own.stage) == ("desain", "validasi_unit")


def test_a_unit_without_an_account_validates_on_paper(cast, at):
    """Recorded with its letter by the coordinator, and marked. (S3.1)"""
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_unit")
    coordinator = cast.simponi.koordinator
    written(story, coordinator, letter(story, coordinator))
    review = story.look(coordinator).reviews[-1]
    assert (review.written, review.letter_number, review.by_id) == (True, "440/12/2026", coordinator.pk)
    assert story.stage == "desain"


def test_an_author_never_records_a_written_validation(cast, at):
    """Fault seen: asking for the right alone. (S3.1)"""
    at("2026-11-16 09:00")
    editor = cast.simponi.editor
    with transaction() as session:
        Assignment.give(Person.find(editor.pk, session), "koordinator", SYSTEM, session, programme=cast.simponi.programme)
    story = Story.simponi(cast).to("validasi_unit")
    with pytest.raises(NotAllowed) as refused:
        written(story, editor, letter(story, editor))
    assert keys(refused) == ["own_work"]


def test_a_written_validation_needs_right_letter_number_and_signer(cast, at):
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_unit")
    coordinator = cast.simponi.koordinator
    with pytest.raises(NotAllowed) as refused:
        written(story, cast.simponi.mentor, 1)
    assert keys(refused) == ["written_not_allowed"]
    with pytest.raises(NotReady) as refused:
        written(story, coordinator, 999, letter_number=" ", signed_by="")
    assert keys(refused) == ["validation_letter_missing", "validation_file_missing", "validation_signer_missing"]


def test_the_mentor_cannot_be_replaced_by_paper(at_mentor, cast):
    with pytest.raises(WrongStage) as refused:
        written(at_mentor, cast.simponi.koordinator, 1)
    assert keys(refused) == ["written_not_here"]


def test_a_stale_screen_says_who_did_what_when(at_mentor, cast):
    """Fault seen: `current` without comparing versions. (thirteen doors: a decision without the version it was made on)"""
    seen = at_mentor.look(cast.simponi.mentor).version
    at_mentor.do(cast.simponi.koordinator, lambda one, actor: one.hold(actor, "Tunggu"))
    at_mentor.do(cast.simponi.koordinator, lambda one, actor: one.resume(actor))
    with pytest.raises(OutOfDate) as refused:
        at_mentor.do(cast.simponi.mentor, lambda one, actor: one.approve(actor, yes(one)), seen)
    facts = refused.value.issues[0].facts
    assert (facts["who"], facts["action"]) == ("Rina Marlina", "content.resumed")


def test_of_twenty_simultaneous_decisions_exactly_one_is_recorded(at_mentor, cast):
    """SAFETY 3. Fault seen: no version compared and `decided_on` taken from a counter: several approvals."""
    mentors = [cast.simponi.mentor, cast.simponi.second("mentor")]
    seen = at_mentor.look(mentors[0]).version
    outcomes = together(
        [lambda n=n: at_mentor.do(mentors[n % 2], lambda one, actor: one.approve(actor, yes(one)), seen) for n in range(20)]
    )
    assert outcomes == Counter({"Review": 1, "OutOfDate": 19})
    assert [one.decision for one in at_mentor.look(mentors[0]).reviews if one.stage == "validasi_mentor"] == [Decision.APPROVE]


def test_twenty_simultaneous_decisions_without_a_version_are_still_one(at_mentor, cast):
    """The lock and UNIQUE alone: who comes later finds another stage."""
    mentors = [cast.simponi.mentor, cast.simponi.second("mentor")]
    outcomes = together([lambda n=n: at_mentor.do(mentors[n % 2], lambda one, actor: one.approve(actor, {**yes(one)})) for n in range(20)])
    assert outcomes == Counter({"Review": 1, "WrongStage": 19})


def test_approval_and_return_at_the_same_instant_are_not_both_recorded(at_mentor, cast):
    """Thirteen doors. Fault seen: no version compared."""
    first, second = cast.simponi.mentor, cast.simponi.second("mentor")
    seen = at_mentor.look(first).version
    answers = no(at_mentor.look(first))
    outcomes = together(
        [
            lambda: at_mentor.do(first, lambda one, actor: one.approve(actor, yes(one)), seen),
            lambda: at_mentor.do(second, lambda one, actor: one.return_for_changes(actor, answers, "Perbaiki"), seen),
        ]
    )
    assert outcomes == Counter({"Review": 1, "OutOfDate": 1})
    assert len([one for one in at_mentor.look(first).reviews if one.stage == "validasi_mentor"]) == 1


def together(acts: list[Callable[[], object]]) -> Counter[str]:
    """Start them at the same moment; how often each outcome came."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        start.wait()
        try:
            return type(act()).__name__
        except Refused as refused:
            return type(refused).__name__

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(run, acts))


def test_every_decision_leaves_a_line_that_names_it(at_mentor, cast, reading):
    """(S3.4)"""
    at_mentor.approve(cast.simponi.mentor)
    with door() as session:
        line = Entry.of(at_mentor.look(cast.simponi.mentor, session), session, limit=1)[0]
    assert (line.action, line.actor_id, line.facts["to"]) == ("content.approved", cast.simponi.mentor.pk, "penjadwalan")


def test_an_inspectors_look_is_logged_once_a_day_and_nobody_elses(at_mentor, cast, at):
    """Fault seen: a line at each rerun. (S3.4 A3.3b)"""

    def looks() -> int:
        return len(
            [one for one in at_mentor.ask(cast.inspector, lambda one, _: Entry.of(one, one.session)) if one.action == "content.inspected"]
        )

    for _ in range(2):
        at_mentor.do(cast.inspector, note_look)
    at_mentor.do(cast.simponi.mentor, note_look)
    assert looks() == 1
    at("2026-11-17 00:01")
    at_mentor.do(cast.inspector, note_look)
    assert looks() == 2


def test_what_somebody_saw_last_is_remembered(at_mentor, cast):
    mentor = cast.simponi.mentor
    at_mentor.do(mentor, note_look)
    mark = at_mentor.ask(mentor, lambda one, actor: SeenMark.of(one.pk, actor.person_id, one.session))
    assert mark is not None
    assert mark.revision == at_mentor.look(mentor).revision_number
