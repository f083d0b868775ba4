"""The thirteen doors that stood open elsewhere, each tried through the verbs, and through the queries where it is one of reading.

Each test names the deliberate fault it was seen red against.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from data.database import PastTheVerbs, transaction
from data.database import reading as view
from models.actors import SYSTEM, Actor
from models.base import now
from models.content.contents import Content
from models.content.decisions import Review
from models.content.publishing import Report
from models.content.working_copies import WorkingCopy
from models.entries import Entry, Unlogged
from models.errors import NotAllowed, NotFound, NotReady, OutOfDate, Refused, WrongStage
from models.people import Assignment, Person
from models.programmes import Programme
from tests.cast import Cast
from tests.story import Story, no, yes


@pytest.fixture(autouse=True)
def monday(cast: Cast, at) -> None:
    at("2026-11-16 09:00")


def schedule(content: Content, actor: Actor) -> None:
    content.schedule(actor, {key: now() + timedelta(hours=3) for key in content.channels})


def publish(content: Content, actor: Actor) -> None:
    content.publish(actor, [Report("instagram", now(), "https://instagram.com/p/x"), Report("facebook", now(), "https://fb.com/x/1")])


def test_1_an_unreviewed_draft_is_not_scheduled(cast: Cast) -> None:
    """Red when `schedule` asks for neither its stage nor its missing validations."""
    story = Story.simponi(cast).to("draf")
    story.write(story.team.editor, channels=["instagram", "facebook"])

    with pytest.raises(WrongStage):
        story.do(story.team.admin_teknis, schedule)
    asked = story.ask(story.team.admin_teknis, lambda content, actor: content.objections_to_scheduling(actor))
    assert [issue.about for issue in asked if issue.key == "validation_missing"] == ["stage:validasi_unit", "stage:validasi_mentor"]
    assert story.look(story.team.koordinator).publications == []


def test_2_a_rejected_one_is_not_scheduled(cast: Cast) -> None:
    """Red when `schedule` asks for neither its stage nor its missing validations."""
    story = Story.simponi(cast).to("validasi_mentor")
    story.send_back("draf")

    with pytest.raises(WrongStage):
        story.do(story.team.admin_teknis, schedule)
    assert story.state == "returned"


def test_3_nobody_deletes_a_published_one_and_its_history(cast: Cast) -> None:
    """Red when `_refuse_past_the_verbs` lets governed tables through, and when `take_down` asks for no right."""
    story = Story.simponi(cast).to("publikasi")
    story.do(story.team.admin_teknis, publish)

    for viewer in (cast.leader, cast.inspector):
        for verb in (lambda c, a: c.take_down(a, ["instagram"], "Hapus"), lambda c, a: c.cancel(a, "Hapus"), lambda c, a: c.archive(a)):
            refused(story, viewer, verb)
    for table in ("content", "publication", "review", "revision", "media"):
        with pytest.raises(PastTheVerbs):
            run(f"DELETE FROM {table}")
    with pytest.raises(IntegrityError):
        run("DELETE FROM entry")  # the log keeps itself: a guard in the database
    with pytest.raises((Unlogged, IntegrityError)):
        delete(story)
    with view() as session:
        assert story.look(cast.simponi.koordinator, session).state == "published"
        assert Entry.of(story.look(cast.simponi.koordinator, session), session)


@pytest.mark.parametrize("lane", ["validasi_unit", "validasi_mentor"])
def test_4_an_author_does_not_approve_his_own(cast: Cast, lane: str) -> None:
    """Red when `_not_ones_own` finds no authors."""
    story = Story.simponi(cast).to(lane)
    decider = cast.simponi.validator_unit if lane == "validasi_unit" else cast.simponi.mentor
    story.do(story.team.editor, lambda content, actor: content.recall(actor))
    give_hat(cast, decider, "editor")
    story.write(decider, summary="Vaksin anak tetap gratis di puskesmas. Datang pagi hari.")
    story.to(lane)

    with pytest.raises(NotAllowed) as refused_:
        story.approve(decider)
    assert [issue.key for issue in refused_.value.issues] == ["own_work"]
    assert story.content_id not in awaited(cast, decider)


def test_5_a_decision_is_recorded_with_the_version_it_was_made_on(cast: Cast) -> None:
    """Red when `Content.current` compares no versions."""
    story = Story.simponi(cast).to("validasi_mentor")
    seen = story.look(cast.simponi.mentor).version
    later = now() + timedelta(days=3)
    story.do(story.team.koordinator, lambda content, actor: content.plan(actor, planned_for=later, unit_id=cast.unit.pk))

    with pytest.raises(OutOfDate):
        story.do(cast.simponi.mentor, lambda content, actor: content.approve(actor, yes(content)), seen)
    seen = story.look(cast.simponi.mentor).version
    story.do(cast.simponi.mentor, lambda content, actor: content.approve(actor, yes(content)), seen)
    review = story.look(cast.simponi.mentor).reviews[-1]
    assert (review.decided_on, review.revision) == (seen, story.look(cast.simponi.mentor).revision_number)


def test_6_text_is_not_edited_under_a_reviewers_eyes(cast: Cast) -> None:
    """Red when `save` asks for no work stage and no editable words; and, for the second half, when `current` compares no versions."""
    story = Story.simponi(cast).to("validasi_unit")
    seen = story.look(cast.simponi.validator_unit).version
    with pytest.raises(Refused):
        story.write(story.team.editor, summary="Diam-diam diganti.")

    story.do(story.team.editor, lambda content, actor: content.recall(actor))
    story.write(story.team.editor, summary="Diganti terang-terangan. Datang pagi hari.")
    story.submit(story.team.editor)
    with pytest.raises(OutOfDate):
        story.do(cast.simponi.validator_unit, lambda content, actor: content.approve(actor, yes(content)), seen)


def test_7_a_channels_own_text_changed_after_approval_is_approved_again(cast: Cast) -> None:
    """Red when `stands` compares no hashes: the mentor's decision would go on covering a text he never saw."""
    story = Story.simponi(cast).to("penjadwalan")
    story.do(story.team.editor, lambda content, actor: content.recall(actor))
    story.write(story.team.editor, captions={"facebook": "Teks lain sama sekali, hanya untuk Facebook."})
    story.submit(story.team.editor)

    assert story.stage == "validasi_mentor", "the unit's decision covers no captions and stands"
    with pytest.raises(WrongStage):
        story.do(story.team.admin_teknis, schedule)
    missing = story.ask(story.team.admin_teknis, lambda content, _: content.missing_validations())
    assert [issue.about for issue in missing] == ["stage:validasi_mentor"]


def test_8_text_is_not_changed_after_scheduling(cast: Cast) -> None:
    """Red when `save` asks for no work stage and no editable words, and when `stands` compares no hashes."""
    story = Story.simponi(cast).to("publikasi")
    with pytest.raises(Refused):
        story.write(story.team.editor, summary="Diam-diam diganti.")

    story.do(story.team.editor, lambda content, actor: content.recall(actor))
    story.write(story.team.editor, summary="Diganti terang-terangan. Datang pagi hari.")
    story.submit(story.team.editor)
    assert story.stage == "validasi_unit"
    with pytest.raises(WrongStage):
        story.do(story.team.admin_teknis, publish)
    missing = story.ask(story.team.admin_teknis, lambda content, _: content.missing_validations())
    assert [issue.about for issue in missing] == ["stage:validasi_unit", "stage:validasi_mentor"]


def test_9_autosave_overwrites_nothing(cast: Cast) -> None:
    """Red when `WorkingCopy.keep` compares no versions."""
    story = Story.simponi(cast).to("draf")
    editor = story.team.editor

    def type_in(summary: str, seen: int) -> int:
        def verb(content: Content, actor: Actor) -> int:
            fields = {**content.revision.fields, "summary": summary}
            return content.autosave(actor, fields, content.revision.files, content.revision_number, seen).version

        return story.do(editor, verb)

    first = type_in("Jendela pertama", 0)
    with pytest.raises(OutOfDate):
        type_in("Jendela kedua, tanpa melihat yang pertama", 0)
    type_in("Jendela pertama lagi", first)
    with view() as session:
        assert WorkingCopy.of(story.content_id, editor.pk, session).fields["summary"] == "Jendela pertama lagi"
        assert not story.look(editor, session).revision.fields.get("summary")


def test_10_who_only_looks_moves_no_scheduled_one_back(cast: Cast) -> None:
    """Red when `objections_to_recalling` and `objections_to_rescheduling` ask for no right."""
    story = Story.simponi(cast).to("publikasi")
    for viewer in (cast.leader, cast.inspector):
        refused(story, viewer, lambda content, actor: content.recall(actor))
        refused(story, viewer, lambda content, actor: content.hold(actor, "Tunda"))
        refused(story, viewer, lambda content, actor: content.reschedule(actor, {"instagram": now() + timedelta(days=9)}))
        refused(story, viewer, lambda content, actor: content.cancel(actor, "Batal"))
        refused(story, viewer, lambda content, actor: content.cancel_channels(actor, ["instagram"], "Batal"))
    assert (story.stage, story.state) == ("publikasi", "scheduled")


def test_11_no_side_button_skips_a_stage(cast: Cast) -> None:
    """Red when `require_stage` lets every stage pass."""
    story = Story.simponi(cast).to("validasi_unit")
    sides: list[tuple[Person, Callable[[Content, Actor], object]]] = [
        (story.team.admin_teknis, schedule),
        (story.team.admin_teknis, publish),
        (story.team.admin_teknis, lambda content, actor: content.confirm_monitoring(actor)),
        (story.team.editor, lambda content, actor: content.submit(actor)),
        (story.team.desainer, lambda content, actor: content.submit(actor)),
        (story.team.mentor, lambda content, actor: content.approve(actor, yes(content))),
        (story.team.editor, lambda content, actor: content.complete(actor, content.revision.fields, [], content.revision_number)),
    ]
    for person, verb in sides:
        refused(story, person, verb)
    assert story.stage == "validasi_unit"

    story.to("penjadwalan")
    with pytest.raises(WrongStage):
        story.do(story.team.admin_teknis, publish)


def test_12_approving_and_returning_at_the_same_instant_records_one(cast: Cast) -> None:
    """Red on both databases when `current` compares no versions."""
    story = Story.simponi(cast).to("validasi_mentor")
    seen = story.look(cast.simponi.mentor).version
    deciders = [cast.simponi.mentor, cast.simponi.second("mentor")] * 5
    start = Barrier(len(deciders))

    def decide(number: int, person: Person) -> bool:
        start.wait()
        try:
            if number % 3:
                story.do(person, lambda content, actor: content.approve(actor, yes(content)), seen)
            else:
                story.do(person, lambda content, actor: content.return_for_changes(actor, no(content), "Perbaiki.", "draf"), seen)
        except (OutOfDate, IntegrityError):
            return False
        return True

    with ThreadPoolExecutor(len(deciders)) as pool:
        decided = list(pool.map(decide, range(len(deciders)), deciders))
    with view() as session:
        made = session.exec(select(Review).where(Review.content_id == story.content_id, Review.stage == "validasi_mentor")).all()
    assert (decided.count(True), len(made)) == (1, 1)


def test_13_a_queue_hides_nothing_that_waits(cast: Cast) -> None:
    """Red when `_page` counts only the rows of its page, or never says that more follow."""
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.editor, session)
        for number in range(25):
            content = Content.begin(programme, "pengumuman", "poster", f"Konten {number}", by, session)
            session.flush()
            content.move(content.lane_rules.stage("validasi_mentor"), by)
            content.log("content.planned", by)

    with view() as session:
        mentor = cast.acting(cast.simponi.mentor, session)
        pages = [Content.awaiting(mentor, session, page=number, size=10) for number in range(3)]
        assert [(len(one.rows), one.more, one.count) for one in pages] == [(10, True, 25), (10, True, 25), (5, False, 25)]
        assert len({row.id for one in pages for row in one.rows}) == 25


def test_what_is_not_ones_to_see_is_found_by_no_list_and_no_search(cast: Cast) -> None:
    """Red when `visible_to` returns true for everybody."""
    story = Story.simponi(cast, title="Rapat tertutup anggaran").to("publikasi")
    with view() as session:
        for stranger in (cast.asri.koordinator, cast.nobody, cast.simponi.second("validator_unit"), cast.admin):
            actor = cast.acting(stranger, session)
            unit = any(hat.unit_id for hat in actor.hats)
            lists = (Content.waiting_to_publish(actor, session), Content.found("tertutup", actor, session))
            assert all(one.count == (1 if unit else 0) for one in lists)
            if not unit:
                with pytest.raises(NotFound):
                    Content.find(story.content_id, actor, session)


def refused(story: Story, person: Person, verb: Callable[[Content, Actor], object]) -> None:
    before = story.look(story.team.koordinator).version
    with pytest.raises((NotAllowed, WrongStage, NotReady)):
        story.do(person, verb)
    assert story.look(story.team.koordinator).version == before


def awaited(cast: Cast, person: Person) -> set[int]:
    with view() as session:
        return {one.id for one in Content.awaiting(cast.acting(person, session), session).rows}


def run(statement: str) -> None:
    with transaction() as session:
        session.execute(text(statement))


def delete(story: Story) -> None:
    with transaction() as session:
        session.delete(session.get(Content, story.content_id))


def give_hat(cast: Cast, person: Person, role: str) -> None:
    with transaction() as session:
        Assignment.give(session.get(Person, person.pk), role, SYSTEM, session, programme=Programme.find(cast.simponi.programme.pk, session))
