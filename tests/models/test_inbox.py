"""What happened to my work is told to me: by whom it was done, once, and nothing I may not see."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from data.database import reading, transaction
from data.wording import sentences
from models import entries
from models.actors import SYSTEM
from models.base import now, today
from models.content.contents import Content
from models.content.publishing import Report
from models.deputies import ActingKind, Deputyship
from models.entries import Entry
from models.errors import NotFound
from models.inbox import whatsapp
from models.inbox.happenings import TOLD
from models.inbox.letters import Letter, Place, letters
from models.inbox.messages import Message, Shown
from models.inbox.reminders import ReminderLevel
from models.people import Assignment, Person
from models.planning.items import PlanItem
from models.planning.plans import Aim, Plan
from models.planning.quarters import Quarter
from models.programmes import Programme
from pages.ui import history
from tests.cast import Cast
from tests.story import Story, yes


def told(person: Person) -> list[str]:
    """Actions in this person's inbox, oldest first."""
    with reading() as session:
        wanted = select(Entry.action).join(Message, Message.entry_number == Entry.number)  # type: ignore[arg-type]
        return list(session.exec(wanted.where(Message.person_id == person.pk).order_by(Message.id)))  # type: ignore[arg-type]


def inbox(person: Person, session: Session) -> list[Letter]:
    actor = Cast.acting(person, session)
    return letters(Message.page(actor, session), actor, session)


def hold(story: Story, person: Person) -> None:
    story.do(person, lambda content, actor: content.hold(actor, "Menunggu data."))


def publish(story: Story) -> None:
    hosts = {"instagram": "https://www.instagram.com/p/abc/", "facebook": "https://facebook.com/x/posts/1"}
    reports = [Report(one.channel, one.scheduled_for, hosts[one.channel]) for one in story.look(story.team.koordinator).publications]
    story.do(story.team.admin_teknis, lambda content, actor: content.publish(actor, reports))


def test_a_return_is_told_to_owner_and_authors_not_to_who_did_it(cast: Cast) -> None:
    """Seen red without the listener."""
    story = Story.simponi(cast).to("validasi_mentor")
    story.send_back()
    assert told(cast.simponi.editor)[-1] == "content.returned"
    assert told(cast.simponi.desainer)[-1] == "content.returned"
    assert "content.returned" not in told(cast.simponi.mentor)
    assert told(cast.simponi.second("editor")) == []


def test_what_one_does_to_ones_own_work_is_no_news(cast: Cast) -> None:
    story = Story.simponi(cast).to("draf")
    later = now() + timedelta(days=20)
    story.do(cast.simponi.editor, lambda content, actor: content.plan(actor, planned_for=later, unit_id=content.unit_id))
    assert told(cast.simponi.editor) == []
    hold(story, cast.simponi.koordinator)
    assert told(cast.simponi.editor) == ["content.held"]


def test_the_way_to_publication_is_told_to_its_makers(cast: Cast, at: Callable[[str], object]) -> None:
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("publikasi")
    at("2026-11-17 10:00")
    publish(story)
    assert told(cast.simponi.editor) == ["content.approved", "content.approved", "content.scheduled", "content.published"]
    assert told(cast.simponi.desainer) == ["content.approved", "content.scheduled", "content.published"]
    assert told(cast.simponi.admin_teknis) == []


def test_a_decision_by_telephone_is_told_to_whom_it_was_recorded_for(cast: Cast) -> None:
    story = Story.emergency(cast).to("persetujuan_darurat")
    mentor = cast.simponi.mentor
    story.do(
        cast.simponi.editor,
        lambda content, actor: content.record_verbal_approval(actor, mentor, how="Telepon", reached_at=now(), answers=yes(content)),
    )
    assert told(mentor) == ["content.verbally_approved"]


def test_the_archive_tells_nobody(cast: Cast, at: Callable[[str], object]) -> None:
    """Thousands are archived at once."""
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("publikasi")
    at("2026-11-17 10:00")
    publish(story)
    story.do(cast.simponi.admin_teknis, lambda content, actor: content.confirm_monitoring(actor))
    before = told(cast.simponi.editor)
    at("2027-03-01 10:00")
    with transaction() as session:
        assert Content.archive_due(session) == 1
    assert told(cast.simponi.editor) == before


def test_a_plan_decided_on_is_told_to_who_submitted_it(cast: Cast) -> None:
    """S1.3"""
    with transaction() as session:
        koordinator, mentor = cast.acting(cast.simponi.koordinator, session), cast.acting(cast.simponi.mentor, session)
        plan = Plan.draft(Programme.find(cast.simponi.programme.pk, session), Quarter(2027, 1), koordinator, session)
        plan.revise(koordinator, [Aim("pengumuman", "", 12)], {"instagram": 3}, [])
        plan.submit(koordinator)
        plan.return_for_changes(mentor, "Target terlalu rendah.")
        plan.submit(koordinator)
        plan.approve(mentor)
    assert told(cast.simponi.koordinator) == ["plan.returned", "plan.approved"]
    assert told(cast.simponi.mentor) == []


def test_a_planned_piece_is_told_to_its_owner_and_to_a_new_one(cast: Cast) -> None:
    editor, other = cast.simponi.editor, cast.simponi.second("editor")
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        programme = Programme.find(cast.simponi.programme.pk, session)
        item = PlanItem.plan(
            programme, "Cara bayar PBB", "pengumuman", ["instagram"], datetime(2026, 12, 14, 3, tzinfo=UTC), by, session, owner_id=editor.pk
        )
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        PlanItem.current(item.pk, None, by.programmes, session).revise(by, {"remark": "Bawa contoh."})
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        PlanItem.current(item.pk, None, by.programmes, session).revise(by, {"owner_id": other.pk})
    assert (told(editor), told(other)) == (["item.planned"], ["item.revised"])
    with reading() as session:
        letter = inbox(other, session)[0]
        assert (letter.title, letter.place) == ("Cara bayar PBB", Place.BOARD)


def test_who_is_away_hears_what_was_decided_in_his_place_and_reads_by_whom(cast: Cast) -> None:
    """S1.2 A1.2"""
    team = cast.simponi
    story = Story.simponi(cast).to("validasi_mentor")
    with transaction() as session:
        people = [Person.find(one.pk, session) for one in (team.mentor, team.admin_teknis)]
        Deputyship.name(people[0], people[1], ActingKind.PLH, today(), today(), cast.acting(team.mentor, session), session)
    before = told(team.mentor)
    story.send_back(person=team.admin_teknis)
    with reading() as session:
        letter = inbox(team.mentor, session)[0]
        assert (told(team.mentor), letter.place) == ([*before, "content.returned"], Place.CONTENT)
        assert letter.entry is not None
        line = history.lines([letter.entry], session)[0]
        assert line.who == f"{team.admin_teknis.name} (menggantikan {team.mentor.name})"


def test_who_is_named_as_deputy_hears_of_it(cast: Cast) -> None:
    """S1.2"""
    away, deputy = cast.simponi.mentor, cast.simponi.second("mentor")
    with transaction() as session:
        person, other = session.get(Person, away.pk), Person.find(deputy.pk, session)
        assert person is not None
        Deputyship.name(person, other, ActingKind.PLH, date(2027, 1, 4), date(2027, 1, 8), cast.acting(away, session), session)
    assert (told(away), told(deputy)) == ([], ["deputy.named"])


def test_a_verb_pays_one_question_more_at_most(cast: Cast, queries: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stories = [Story.simponi(cast, title).to("validasi_mentor") for title in ("Vaksin", "Samsat")]
    with transaction() as session:
        pass
    with queries(session) as with_messages:
        stories[0].send_back(person=cast.simponi.mentor)
    monkeypatch.setattr(entries, "LISTENERS", [])
    with queries(session) as without:
        stories[1].send_back(person=cast.simponi.mentor)
    assert asked(with_messages) - asked(without) == 1


def asked(statements: list[str]) -> int:
    return sum(one.lstrip().upper().startswith("SELECT") for one in statements)


def test_whatever_is_told_is_registered_and_has_its_few_words() -> None:
    levels = {f"reminded_{one.value}" for one in ReminderLevel}
    assert sorted(set(TOLD) - set(entries.ACTIONS)) == []
    assert set(sentences()["happenings"]) == set(TOLD) | levels


def test_messages_are_counted_filtered_and_paged_by_key(cast: Cast) -> None:
    story = Story.simponi(cast).to("draf")
    for _ in range(3):
        hold(story, cast.simponi.koordinator)
        story.do(cast.simponi.koordinator, lambda content, actor: content.resume(actor))
    with transaction() as session:
        editor = cast.acting(cast.simponi.editor, session)
        first = Message.page(editor, session, size=4)
        assert len(first) == 5, "one more says that older ones follow"
        rest = Message.page(editor, session, before=first[3].pk, size=4)
        assert [one.pk for one in first[:4] + rest] == sorted((one.pk for one in first[:4] + rest), reverse=True)
        assert (len(rest), Message.unread(editor, session), Message.unread(editor, session, cap=4)) == (2, 6, 4)
        assert Message.page(editor, session, Shown.REMINDERS) == []
        Message.read([first[0].pk], editor, session)
        assert Message.unread(editor, session) == 5
        assert first[0].pk not in [one.pk for one in Message.page(editor, session, Shown.UNREAD)]


def test_what_came_after_the_screen_was_drawn_stays_unread(cast: Cast) -> None:
    """Seen red with everything marked as read."""
    story = Story.simponi(cast).to("draf")
    hold(story, cast.simponi.koordinator)
    with reading() as session:
        newest = Message.page(cast.acting(cast.simponi.editor, session), session)[0].pk
    story.do(cast.simponi.koordinator, lambda content, actor: content.resume(actor))
    with transaction() as session:
        editor = cast.acting(cast.simponi.editor, session)
        assert Message.read_all(editor, session, newest) == 1
        assert Message.unread(editor, session) == 1


def test_nobody_marks_anothers_message(cast: Cast) -> None:
    hold(Story.simponi(cast).to("draf"), cast.simponi.koordinator)
    with reading() as session:
        message = Message.page(cast.acting(cast.simponi.editor, session), session)[0].pk
    with pytest.raises(NotFound), transaction() as session:
        Message.read([message], cast.acting(cast.simponi.koordinator, session), session)
    with transaction() as session:
        assert Message.read_all(cast.acting(cast.simponi.koordinator, session), session, message) == 0


def test_who_has_left_the_programme_reads_no_titles_any_more(cast: Cast) -> None:
    """Seen red with titles asked for without the reader."""
    hold(Story.simponi(cast).to("draf"), cast.simponi.koordinator)
    with reading() as session:
        seen = inbox(cast.simponi.editor, session)[0]
        assert (seen.title, seen.place) == ("Jadwal vaksin anak di puskesmas", Place.CONTENT)
    with transaction() as session:
        role = session.exec(select(Assignment).where(Assignment.person_id == cast.simponi.editor.pk)).one()
        Assignment.current(role.pk, role.version, session).end(SYSTEM)
    with reading() as session:
        hidden = inbox(cast.simponi.editor, session)[0]
        assert (hidden.title, hidden.content, hidden.place) == ("", None, Place.NOWHERE)


def test_what_came_back_to_my_desk_opens_there(cast: Cast) -> None:
    story = Story.simponi(cast).to("validasi_unit")
    story.send_back("draf")
    with reading() as session:
        assert inbox(cast.simponi.editor, session)[0].place is Place.DRAFT


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("0812-7100-2233", "6281271002233"), ("+62 812 7100 2233", "6281271002233"), ("62 (0)812 7100 2233", "6281271002233"),
        ("0062 812 7100 2233", "6281271002233"), ("81271002233", "6281271002233"), ("+65 6123 4567", "6561234567"),
        ("0717 92112", ""), ("", ""), ("tanya Andi", ""), ("0812710022334455667", ""),
    ],
)  # fmt: skip
def test_a_telephone_number_is_written_as_whatsapp_wants_it(typed: str, wanted: str) -> None:
    """What can't be a number leaves the choice to the sender."""
    assert whatsapp.number(typed) == wanted


def test_a_prepared_text_reaches_whatsapp_unharmed() -> None:
    assert whatsapp.address("Satu & dua?\n#3", "0812-7100-2233") == "https://wa.me/6281271002233?text=Satu%20%26%20dua%3F%0A%233"
