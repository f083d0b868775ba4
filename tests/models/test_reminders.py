"""Deadlines: two reminders to who should act, then one to the next level, in service hours, each once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from data.database import reading, transaction
from models.actors import SYSTEM
from models.base import LOCAL, now, set_clock, today
from models.content.contents import Content
from models.content.pauses import Pause
from models.content.publishing import Report
from models.deputies import ActingKind, Deputyship
from models.entries import Entry
from models.errors import NotAllowed, NotFound, OutOfDate, WrongStage
from models.inbox import prompting
from models.inbox.letters import Place, letters
from models.inbox.messages import Message, Shown
from models.inbox.reminders import Reminder, ReminderLevel
from models.inbox.reminding import due_reminders, remind
from models.people import Assignment, Person
from models.planning.leaves import Leave
from models.planning.shifts import Shift
from models.programmes import Programme, Unit
from models.public.clocks import WorkingTime
from models.public.round_the_clock import RoundTheClock
from models.public.service_hours import ServiceHours
from models.verification import verify
from tests.cast import Cast, Team
from tests.story import Story

FIRST, SECOND, ESCALATED = ReminderLevel


@pytest.fixture
def draft(cast: Cast, at: Callable[[str], object]) -> Story:
    """On the editor's desk, its deadline some working days ahead."""
    at("2026-11-16 09:00")
    return Story.simponi(cast).to("draf")


def turn(team: Team) -> int:
    """One run of the job for this programme; how many contents somebody was reminded of."""
    done, after = 0, None
    while True:
        with transaction() as session:
            batch = remind(Programme.find(team.programme.pk, session), session, after, limit=2)
        done, after = done + batch.reminded, batch.after
        if after is None:
            return done


def reminded(story: Story) -> list[tuple[ReminderLevel, list[str]]]:
    """Level and names, as they were sent."""
    with reading() as session:
        wanted = select(Reminder.level, Person.name).join(Person, Person.id == Reminder.person_id)  # type: ignore[arg-type]
        rows = session.exec(wanted.where(Reminder.content_id == story.content_id).order_by(Reminder.at, Person.name)).all()  # type: ignore[arg-type]
    return [(level, [name for own, name in rows if own is level]) for level in dict.fromkeys(one for one, _ in rows)]


def clock(story: Story) -> WorkingTime:
    with reading() as session:
        return ServiceHours.working_time(story.team.programme.pk, session)


def due(story: Story) -> datetime:
    found = story.look(story.team.koordinator).due_at
    assert found is not None
    return found


def stand(moment: datetime) -> None:
    """The clock stands at this moment."""
    set_clock(lambda: moment)


def late(story: Story, hours: float) -> None:
    """The clock stands some working hours past the deadline; negative: before it."""
    count = clock(story)
    stand(count.add(due(story), hours) if hours >= 0 else count.subtract(due(story), -hours))


def test_the_owner_is_reminded_before_his_deadline_and_after_it(draft: Story) -> None:
    """(S3.2 A3.2)"""
    late(draft, -4.5)
    assert turn(draft.team) == 0
    late(draft, -3.5)
    assert turn(draft.team) == 1
    late(draft, 0.5)
    assert turn(draft.team) == 0
    late(draft, 1.5)
    assert turn(draft.team) == 1
    assert reminded(draft) == [(FIRST, ["Andi Saputra"]), (SECOND, ["Andi Saputra"])]


def test_each_is_sent_once_however_often_the_job_runs(draft: Story) -> None:
    """Seen red without asking what was sent: the database refused the second row and the job failed."""
    late(draft, -3.5)
    assert [turn(draft.team) for _ in range(3)] == [1, 0, 0]
    late(draft, 1.5)
    assert [turn(draft.team) for _ in range(3)] == [1, 0, 0]


def test_a_missed_first_one_is_not_sent_after_the_second(draft: Story) -> None:
    late(draft, 2)
    assert [turn(draft.team) for _ in range(2)] == [1, 0]
    assert reminded(draft) == [(SECOND, ["Andi Saputra"])]


def test_who_did_not_act_after_two_is_told_to_the_next_level(draft: Story) -> None:
    """S3.2: coordinators and mentors, and only some hours after he himself was told; then it is quiet."""
    late(draft, 20)
    assert turn(draft.team) == 1, "the second one first, late as it is"
    late(draft, 23.5)
    assert turn(draft.team) == 0
    late(draft, 24.5)
    assert [turn(draft.team) for _ in range(2)] == [1, 0]
    assert reminded(draft) == [
        (SECOND, ["Andi Saputra"]), (ESCALATED, ["Fitri Handayani", "Rina Marlina", "Surya Darma", "Wulan Sari"]),
    ]  # fmt: skip
    with reading() as session:
        raised = session.exec(select(Reminder).where(Reminder.level == ESCALATED)).all()
        assert [[one.name for one in people] for people in Reminder.late_ones(raised, session).values()] == [["Andi Saputra"]] * 4


def test_the_next_level_is_somebody_else(cast: Cast, at: Callable[[str], object]) -> None:
    """A mentor who doesn't decide: his coordinators hear of it, not he himself once more."""
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_mentor")
    for hours in (2, 7):
        late(story, hours)
        turn(story.team)
    assert reminded(story) == [
        (SECOND, ["Fitri Handayani", "Surya Darma"]), (ESCALATED, ["Rina Marlina", "Wulan Sari"]),
    ]  # fmt: skip


def test_nothing_is_sent_when_the_office_is_closed(draft: Story) -> None:
    late(draft, 2)
    stand((now().astimezone(LOCAL) + timedelta(days=1)).replace(hour=20, minute=0))
    assert turn(draft.team) == 0
    with transaction() as session:
        RoundTheClock.start(Programme.find(draft.team.programme.pk, session), "Banjir", SYSTEM, session)
    stand(now() + timedelta(minutes=1))
    assert turn(draft.team) == 1, "service day and night counts as open"


def test_the_emergency_lane_is_reminded_at_night(cast: Cast, at: Callable[[str], object]) -> None:
    at("2026-11-22 23:00")  # a Sunday
    story = Story.emergency(cast)
    stand(due(story) + timedelta(hours=1, minutes=5))
    assert turn(story.team) == 1
    assert reminded(story) == [(SECOND, ["Andi Saputra"])]


def test_only_the_units_own_validators_are_reminded(cast: Cast, at: Callable[[str], object]) -> None:
    """S1.1: what isn't sent to a unit doesn't exist for it."""
    at("2026-11-16 09:00")
    with transaction() as session:
        other = Unit.add("Dinas Pertanian", None, SYSTEM, session)
        session.flush()
        person = Person.find(cast.nobody.pk, session)
        Assignment.give(
            person, "validator_unit", SYSTEM, session, programme=Programme.find(cast.simponi.programme.pk, session), unit_id=other.pk
        )
    story = Story.simponi(cast).to("validasi_unit")
    late(story, 2)
    turn(story.team)
    assert reminded(story) == [(SECOND, ["Nurul Huda", "Yanti Oktavia"])]


def test_at_a_desk_that_is_not_the_owners_its_people_are_reminded(cast: Cast, at: Callable[[str], object]) -> None:
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("desain")
    late(story, 2)
    turn(story.team)
    assert reminded(story) == [(SECOND, ["Bayu Pratama", "Mega Puspita"])]


def test_of_several_deciders_only_who_has_claimed_it(cast: Cast, at: Callable[[str], object]) -> None:
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_mentor")
    late(story, 0.9)
    story.do(cast.simponi.second("mentor"), lambda content, actor: content.claim(actor))
    late(story, 1.5)
    turn(story.team)
    assert reminded(story) == [(SECOND, ["Fitri Handayani"])]


def test_who_may_not_decide_is_not_reminded(cast: Cast, at: Callable[[str], object]) -> None:
    """A mentor who edits is an author: not his own."""
    at("2026-11-16 09:00")
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        Assignment.give(Person.find(cast.simponi.mentor.pk, session), "editor", SYSTEM, session, programme=programme)
    story = Story.simponi(cast).to("draf")
    story.write(cast.simponi.mentor, summary="Vaksin anak gratis di semua puskesmas. Datang pagi hari ini.")
    story.to("validasi_mentor")
    late(story, 2)
    turn(story.team)
    assert reminded(story) == [(SECOND, ["Fitri Handayani"])]


def test_the_deputy_is_reminded_instead_of_who_is_away(cast: Cast, draft: Story) -> None:
    """S1.2"""
    late(draft, 2)
    with transaction() as session:
        away, other = Person.find(cast.simponi.editor.pk, session), Person.find(cast.simponi.second("editor").pk, session)
        Deputyship.name(away, other, ActingKind.PLH, today(), today() + timedelta(days=3), SYSTEM, session)
    turn(draft.team)
    assert reminded(draft) == [(SECOND, ["Lestari Dewi"])]


def test_who_is_on_leave_without_a_deputy_is_left_in_peace(cast: Cast, draft: Story) -> None:
    """The others of the role are reminded instead."""
    late(draft, 2)
    leave(cast.simponi.editor, today())
    turn(draft.team)
    assert reminded(draft) == [(SECOND, ["Lestari Dewi"])]


def test_where_nobody_is_there_the_next_level_hears_of_it(cast: Cast, draft: Story) -> None:
    late(draft, 2)
    for one in cast.simponi.people["editor"]:
        leave(one, today())
    assert turn(draft.team) == 0
    late(draft, 5.5)
    for one in cast.simponi.people["editor"]:
        leave(one, today())
    assert turn(draft.team) == 1
    assert [level for level, _ in reminded(draft)] == [ESCALATED]


def leave(person: Person, day: date) -> None:
    with transaction() as session:
        Leave.enter(Person.find(person.pk, session), day, day, SYSTEM, session)


def test_a_new_stand_at_the_same_stage_is_reminded_anew(cast: Cast, draft: Story) -> None:
    late(draft, 2)
    turn(draft.team)
    draft.to("validasi_unit")
    draft.send_back("draf")
    assert draft.state == "returned"
    late(draft, 2)
    assert turn(draft.team) == 1


def test_what_is_held_rests(cast: Cast, draft: Story) -> None:
    late(draft, 2)
    draft.do(cast.simponi.koordinator, lambda content, actor: content.hold(actor, "Menunggu data."))
    assert turn(draft.team) == 0


@pytest.fixture
def announced(cast: Cast, at: Callable[[str], object]) -> Story:
    """Scheduled on two channels for the next day at nine."""
    at("2026-11-16 09:00")
    return Story.simponi(cast).to("publikasi")


def test_whose_hour_has_passed_is_reminded_and_then_the_next_level(announced: Story) -> None:
    """S3.2 A3.2: scheduled and not out; seen red with publishing left out of what is reminded of."""
    late(announced, -3)
    assert turn(announced.team) == 0, "the hour is on the calendar already"
    late(announced, 0.5)
    assert turn(announced.team) == 0
    late(announced, 1.5)
    assert [turn(announced.team) for _ in range(2)] == [1, 0]
    late(announced, 6)
    assert [turn(announced.team) for _ in range(2)] == [1, 0]
    assert reminded(announced) == [
        (SECOND, ["Citra Ayu", "Joko Susilo"]), (ESCALATED, ["Fitri Handayani", "Rina Marlina", "Surya Darma", "Wulan Sari"]),
    ]  # fmt: skip


def test_what_is_out_everywhere_is_not_reminded_of(announced: Story) -> None:
    late(announced, 0.5)
    publish(announced, "instagram", "facebook")
    stand(now() + timedelta(hours=2))
    assert (announced.state, turn(announced.team)) == ("published", 0)


def test_another_hour_is_reminded_of_anew(announced: Story) -> None:
    """Out on one channel, the other an hour later; seen red with the first hour kept as the deadline."""
    second = due(announced) + timedelta(hours=3)
    announced.do(announced.team.admin_teknis, lambda content, actor: content.reschedule(actor, {"facebook": second}))
    late(announced, 1.5)
    assert turn(announced.team) == 1
    publish(announced, "instagram")
    assert (announced.state, due(announced), turn(announced.team)) == ("partly_published", second, 0)
    late(announced, 1.5)
    assert turn(announced.team) == 1
    assert [level for level, _ in reminded(announced)] == [SECOND], "his superiors not before he was told of this hour"


def test_a_paused_programme_is_not_nagged(announced: Story) -> None:
    """What may not go out is not late; drafting goes on and is."""
    draft = Story.simponi(announced.cast, "Pengumuman lain", planned_for=due(announced) + timedelta(days=1)).to("draf")
    with transaction() as session:
        coordinator = announced.cast.acting(announced.team.koordinator, session)
        Pause.start(Programme.find(announced.team.programme.pk, session), "Banjir", coordinator, session)
    late(announced, 1.5)
    turn(announced.team)
    assert not reminded(announced)
    assert reminded(draft)


def test_the_emergency_lane_is_due_at_once(cast: Cast, at: Callable[[str], object]) -> None:
    """No hour was planned: the hour is when it was approved; seen red with no deadline at all."""
    at("2026-11-22 23:00")
    story = Story.emergency(cast, planned_for=None).to("publikasi")
    stand(due(story) + timedelta(hours=1, minutes=5))
    assert turn(story.team) == 1


def publish(story: Story, *channels: str) -> None:
    hosts = {"instagram": "https://www.instagram.com/p/C1abc", "facebook": "https://www.facebook.com/simpul/posts/123"}
    reports = [Report(channel, now(), hosts[channel]) for channel in channels]
    story.do(story.team.admin_teknis, lambda content, actor: content.publish(actor, reports))


def test_more_than_a_batch_is_reminded_in_one_run(cast: Cast, draft: Story) -> None:
    """Seen red with the next batch beginning at the first again."""
    others = [Story.simponi(cast, f"Pengumuman {number}").to("draf") for number in range(4)]
    late(draft, 2)
    assert turn(draft.team) == 5
    assert all(reminded(one) for one in others)


def test_the_log_says_so_and_names_each_reminder(cast: Cast, draft: Story) -> None:
    """S3.4"""
    late(draft, 2)
    turn(draft.team)
    with reading() as session:
        line = Entry.of(draft.look(cast.simponi.editor, session), session, limit=1)[0]
        rows = session.exec(select(Reminder.id)).all()
        assert (line.action, line.facts) == ("content.reminded", {"level": "second", "stage": "draf"})
        assert {f"reminder:{one}" for one in rows} <= set(line.names)
        assert not verify(session).faults


def test_a_reminder_lies_in_the_inbox_and_leads_to_the_desk(cast: Cast, draft: Story) -> None:
    late(draft, 2)
    turn(draft.team)
    with reading() as session:
        editor = cast.acting(cast.simponi.editor, session)
        found = letters(Message.page(editor, session, Shown.REMINDERS), editor, session)
        assert [(one.title, one.stage, one.place) for one in found] == [("Jadwal vaksin anak di puskesmas", "Draf", Place.DRAFT)]


def test_a_reminder_is_not_what_somebody_changed_meanwhile(cast: Cast, draft: Story) -> None:
    """Seen red with the newest line of the log taken for the last change."""
    seen = draft.look(cast.simponi.editor).version
    draft.write(cast.simponi.second("editor"), summary="Vaksin anak gratis. Datang pagi.")
    late(draft, 2)
    turn(draft.team)
    with pytest.raises(OutOfDate) as stale:
        draft.do(cast.simponi.editor, lambda content, actor: content.submit(actor), seen=seen)
    assert stale.value.issues[0].facts["who"] == "Lestari Dewi"


def test_the_other_programme_is_left_alone(cast: Cast, draft: Story) -> None:
    late(draft, 2)
    assert turn(cast.asri) == 0


def test_the_queues_index_serves(cast: Cast, draft: Story, db: str, queries: Callable[..., object]) -> None:
    """Whatever was archived in years costs nothing."""
    late(draft, 2)
    with transaction() as session:
        programme, hours = Programme.find(draft.team.programme.pk, session), clock(draft)
        with queries(session) as seen:  # type: ignore[attr-defined]
            due_reminders(programme, hours, session)
        wanted = next(one for one in seen if "FROM content" in one and "reminder" in one)
        if db == "sqlite":
            assert "ix_content_queue" in plan_of(wanted, session)


def plan_of(statement: str, session: Session) -> str:
    blank = [None] * statement.count("?")
    return str(session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(blank)).all())


def test_a_content_without_hours_of_its_programme_is_left_alone(cast: Cast, at: Callable[[str], object]) -> None:
    """No service hours, no deadline, no reminder."""
    at("2026-11-16 09:00")
    with transaction() as session:
        editor = cast.acting(cast.simponi.editor, session)
        Content.begin(Programme.find(cast.simponi.programme.pk, session), "pengumuman", "poster", "Samsat keliling", editor, session)
    at("2026-12-16 09:00")
    assert turn(cast.simponi) == 0


def test_writing_to_who_decides_is_the_task_of_the_one_on_shift_and_else_of_the_planner(cast: Cast, at: Callable[[str], object]) -> None:
    """S1.2 A1.2 S3.2: once somebody wrote, it is quiet for hours, then it comes back; who only looks can't say he wrote."""
    at("2026-11-16 09:00")
    story, team = Story.simponi(cast).to("validasi_mentor"), cast.simponi

    def asked(person: Person) -> list[int]:
        with reading() as session:
            programme = Programme.find(team.programme.pk, session)
            return [one.pk for one in prompting.to_prompt(cast.acting(person, session), [programme], session)]

    with pytest.raises(WrongStage):
        story.do(team.koordinator, prompting.prompt)
    stand(due(story) + timedelta(hours=1))
    assert (asked(team.koordinator), asked(team.admin_teknis)) == ([story.content_id], [])
    with transaction() as session:
        programme, by = Programme.find(team.programme.pk, session), cast.acting(team.koordinator, session)
        Shift.assign(programme, Person.find(team.admin_teknis.pk, session), now(), now() + timedelta(hours=8), by, session)
    assert (asked(team.koordinator), asked(team.admin_teknis)) == ([], [story.content_id])
    for outsider in (cast.leader, cast.asri.koordinator):
        with pytest.raises((NotAllowed, NotFound)):
            story.do(outsider, prompting.prompt)
    before = story.look(team.koordinator).version
    story.do(team.admin_teknis, prompting.prompt)
    assert (asked(team.admin_teknis), story.look(team.koordinator).version) == ([], before)
    stand(now() + timedelta(hours=5))
    assert asked(team.admin_teknis) == [story.content_id]
