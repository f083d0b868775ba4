"""What the public waits for reaches the next level by itself: at the right hour, once, and never by a calendar changed afterwards."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from sqlmodel import select

from data import jobs
from data.database import reading, transaction
from models import entries
from models.actors import SYSTEM
from models.base import LOCAL, today
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.inbox.letters import letters
from models.inbox.messages import Message
from models.people import Person
from models.planning.leaves import Leave
from models.programmes import Programme
from models.public.cases import Escalation
from models.public.clocks import WorkingTime
from models.public.closed_days import ClosedDay, DayKind
from models.public.deadlines import Deadlines, due
from models.public.escalation import EscalationState, EscalationVersion, Ladder, Step
from models.public.round_the_clock import RoundTheClock
from models.verification import verify
from tests.asking import NOTED, Question, ask, look, open_desk
from tests.cast import Cast, Team


@pytest.fixture
def asri(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Team]:
    """Levels after 0, 1 and 2 service hours: platform admin, coordinator, overseer."""
    with open_desk(cast.asri, monkeypatch) as team:
        yield team


def told(person: Person) -> list[int]:
    """Levels this person was told of, in order."""
    with reading() as session:
        wanted = select(Entry).join(Message, Message.entry_number == Entry.number)  # type: ignore[arg-type]
        wanted = wanted.where(Message.person_id == person.pk, Entry.action == "case.escalated").order_by(Message.id)  # type: ignore[arg-type]
        return [one.facts["level"] for one in session.exec(wanted)]


def wib(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=LOCAL)


def new_levels(team: Team, *steps: Step) -> None:
    """Written by the coordinator, approved by the second person."""
    with transaction() as session:
        writer = Cast.acting(team.koordinator, session)
        drafted = EscalationVersion.draft(Programme.find(team.programme.pk, session), writer, session)
        drafted.revise(steps, writer)
        drafted.submit(writer)
        version_id = drafted.pk
    with transaction() as session:
        approver = Cast.acting(team.pengawas_keakuratan, session)
        EscalationVersion.current(version_id, None, approver, session).approve(approver)


def test_a_holiday_weekend_passes_before_the_next_level_hears(asri: Team, at: Callable[[str], object]) -> None:
    """S1.2, A1.3. Asked on Thursday at 15.30 before Christmas: due and escalated on the first working day, at the very minute."""
    at("2026-12-23 15:30")
    question_id = ask(asri)
    asked = look(question_id)
    assert (asked.due_at, asked.escalates_at) == (wib("2026-12-28 08:00"), wib("2026-12-28 08:00"))
    for moment, level in (
        ("2026-12-25 10:00", 0), ("2026-12-28 07:59", 0), ("2026-12-28 08:00", 1),
        ("2026-12-28 08:59", 1), ("2026-12-28 09:00", 2), ("2026-12-28 10:00", 3), ("2026-12-30 10:00", 3),
    ):  # fmt: skip
        at(moment)
        jobs.escalate_cases()
        assert look(question_id).level == level, moment
    assert (told(asri.admin_platform), told(asri.koordinator), told(asri.pengawas_keakuratan)) == ([1], [2], [3])


def test_danger_is_counted_day_and_night(asri: Team, at: Callable[[str], object]) -> None:
    at("2026-11-21 22:00")
    question_id = ask(asri, danger=True)
    at("2026-11-22 00:00")
    jobs.escalate_cases()
    asked = look(question_id)
    assert (asked.level, asked.escalates_at) == (2, wib("2026-11-22 01:00"))


def test_a_changed_calendar_rewrites_nothing_that_was_counted(asri: Team, at: Callable[[str], object]) -> None:
    at("2026-11-20 15:00")
    question_id = ask(asri, 4)
    before = look(question_id)
    with transaction() as session:
        programme = Programme.find(asri.programme.pk, session)
        ClosedDay.add(programme, date(2026, 11, 23), "Hari jadi", DayKind.LOCAL, SYSTEM, session)
        RoundTheClock.start(programme, "Banjir", SYSTEM, session)
    jobs.escalate_cases()
    after = look(question_id)
    assert (after.due_at, after.escalates_at, after.level) == (before.due_at, before.escalates_at, 0)


def test_levels_approved_later_hold_for_later_cases_only(asri: Team, at: Callable[[str], object]) -> None:
    at("2026-11-16 09:00")
    first = ask(asri)
    at("2026-11-16 09:30")
    new_levels(asri, Step("Koordinator", 0.5, ("koordinator",)))
    at("2026-11-16 09:31")
    second = ask(asri)
    at("2026-11-16 11:30")
    jobs.escalate_cases()
    assert (look(first).level, look(first).escalates_at) == (2, wib("2026-11-16 12:00"))
    assert (look(second).level, look(second).escalates_at) == (1, None)


@pytest.mark.parametrize("verb", ["answered", "closed"])
def test_what_was_answered_or_closed_is_left_alone(asri: Team, at: Callable[[str], object], verb: str) -> None:
    """Seen red with the question for `closed_at` left out and the hour kept."""
    at("2026-11-16 09:00")
    question_id = ask(asri)
    with transaction() as session:
        asked = session.get(Question, question_id)
        assert asked is not None
        asked.note_response() if verb == "answered" else asked.end_waiting()
        entries.record(session, NOTED, by=SYSTEM, subject=asked)
    at("2026-11-18 09:00")
    assert jobs.escalate_cases() == 0
    assert look(question_id).level == 0


def test_two_workers_tell_a_level_once(asri: Team, at: Callable[[str], object]) -> None:
    """Seen red without the lock: UNIQUE then refused the second worker's whole batch."""
    at("2026-11-16 09:00")
    asked = [ask(asri) for _ in range(4)]
    at("2026-11-16 10:30")
    with ThreadPoolExecutor(4) as workers:
        list(workers.map(lambda _: jobs.escalate_cases(), range(4)))
    assert [look(one).level for one in asked] == [1] * 4
    assert told(asri.admin_platform) == [1] * 4
    with reading() as session:
        assert len(session.exec(select(Escalation)).all()) == 4
        assert verify(session).faults == ()


def test_where_nobody_of_a_level_is_there_the_next_one_hears(asri: Team, at: Callable[[str], object]) -> None:
    at("2026-11-16 09:00")
    ask(asri)
    with transaction() as session:
        for person in asri.people["admin_platform"]:
            Leave.enter(Person.find(person.pk, session), today(), today(), Cast.acting(person, session), session)
    at("2026-11-16 10:00")
    jobs.escalate_cases()
    assert (told(asri.admin_platform), told(asri.koordinator)) == ([], [1])


def test_the_inbox_leads_who_is_told_to_the_case(asri: Team, at: Callable[[str], object]) -> None:
    at("2026-11-16 09:00")
    question_id = ask(asri)
    at("2026-11-16 10:00")
    jobs.escalate_cases()
    with reading() as session:
        actor = Cast.acting(asri.admin_platform, session)
        (letter,) = [one for one in letters(Message.page(actor, session), actor, session) if one.happening == "case.escalated"]
        assert (letter.title, letter.case_id) == (f"Pertanyaan {question_id}", question_id)


def test_somebody_may_raise_a_case_himself_with_a_reason_that_stays_out_of_the_log(asri: Team, at: Callable[[str], object]) -> None:
    at("2026-11-16 09:00")
    question_id = ask(asri, 8)
    with transaction() as session:
        asked, by = session.get(Question, question_id), Cast.acting(asri.admin_platform, session)
        assert asked is not None
        with pytest.raises(NotReady):
            asked.escalate(by, " ")
        asked.escalate(by, "Pak Budi menunggu di atap.")
        with pytest.raises(NotAllowed):
            asked.escalate(Cast.acting(asri.desainer, session), "Segera")
    with reading() as session:
        entry = Entry.of(look(question_id), session)[0]
        assert (entry.facts["level"], entry.facts["by_hand"]) == (1, True)
        assert "Budi" not in entry.text
    with transaction() as session:
        asked, by = session.get(Question, question_id), Cast.acting(asri.admin_platform, session)
        assert asked is not None
        asked.escalate(by, "Belum ada jawaban.")
        asked.escalate(by, "Belum ada jawaban.")
        with pytest.raises(WrongStage):
            asked.escalate(by, "Belum ada jawaban.")


def test_without_service_hours_nothing_is_promised(cast: Cast) -> None:
    for day_and_night in (False, True):
        with reading() as session, pytest.raises(NotReady) as refused:
            due(Programme.find(cast.simponi.programme.pk, session), 1, session, day_and_night=day_and_night)
        assert [one.key for one in refused.value.issues] == ["no_service_hours"]


def test_the_first_levels_are_the_playbooks(cast: Cast) -> None:
    with reading() as session:
        ladder = EscalationVersion.in_force(Programme.find(cast.simponi.programme.pk, session), session)
    assert ladder.number == 1
    assert [one.roles for one in ladder.steps] == [one.tells for one in cast.simponi.programme.rules.escalation]


def test_new_levels_need_a_second_person(asri: Team) -> None:
    """S1.2."""
    with transaction() as session:
        writer, admin = Cast.acting(asri.koordinator, session), Cast.acting(asri.admin_platform, session)
        programme = Programme.find(asri.programme.pk, session)
        with pytest.raises(NotAllowed):
            EscalationVersion.draft(programme, admin, session)
        drafted = EscalationVersion.draft(programme, writer, session)
        with pytest.raises(WrongStage):
            EscalationVersion.draft(programme, writer, session)
        drafted.submit(writer)
        with pytest.raises(NotAllowed):
            drafted.approve(writer)


def test_who_wrote_the_levels_never_approves_them(asri: Team) -> None:
    """Seen red with only the submitter kept away."""
    with transaction() as session:
        overseer, coordinator = Cast.acting(asri.pengawas_keakuratan, session), Cast.acting(asri.koordinator, session)
        drafted = EscalationVersion.draft(Programme.find(asri.programme.pk, session), overseer, session)
        session.flush()
        version_id = drafted.pk
    with transaction() as session:
        EscalationVersion.current(version_id, None, coordinator, session).submit(coordinator)
    with transaction() as session:
        waiting = EscalationVersion.current(version_id, None, overseer, session)
        assert [one.key for one in waiting.objections_to_deciding(overseer)] == ["escalation_own"]


def test_a_new_version_replaces_the_one_before_and_keeps_it(asri: Team) -> None:
    new_levels(asri, Step("Koordinator", 0.5, ("koordinator",)))
    new_levels(asri, Step("Koordinator", 1, ("koordinator",)))
    with reading() as session:
        programme = Programme.find(asri.programme.pk, session)
        known = EscalationVersion.approved(programme.pk, session)
        assert [(one.number, one.state) for one in known] == [(2, EscalationState.REPLACED), (3, EscalationState.IN_FORCE)]
        assert EscalationVersion.in_force(programme, session).number == 3
        assert verify(session).faults == ()


def test_returned_levels_go_on_as_a_draft(asri: Team) -> None:
    with transaction() as session:
        writer, approver = Cast.acting(asri.koordinator, session), Cast.acting(asri.pengawas_keakuratan, session)
        drafted = EscalationVersion.draft(Programme.find(asri.programme.pk, session), writer, session)
        drafted.submit(writer)
        with pytest.raises(NotReady):
            drafted.return_for_changes(approver, "")
        drafted.return_for_changes(approver, "Nomor telepon kurang.")
        assert (drafted.state, drafted.note and drafted.note.text) == (EscalationState.DRAFT, "Nomor telepon kurang.")
        drafted.discard(writer)
        assert EscalationVersion.being_written(asri.programme.pk, session) is None


@pytest.mark.parametrize(
    ("steps", "issue"),
    [
        ((), "escalation_levels_count"),
        ((Step(" ", 0, ("koordinator",)),), "escalation_label"),
        ((Step("Satu", 0, ()),), "escalation_roles"),
        ((Step("Satu", 0, ("mentor",)),), "escalation_roles"),
        ((Step("Satu", 900, ("koordinator",)),), "escalation_hours"),
        ((Step("Satu", 1, ("koordinator",)), Step("Dua", 1, ("koordinator",))), "escalation_order"),
        ((Step("Satu", 0, ("koordinator",), contact_id=999),), "escalation_contact"),
    ],
)
def test_levels_that_say_nothing_are_refused(asri: Team, steps: tuple[Step, ...], issue: str) -> None:
    with transaction() as session:
        writer = Cast.acting(asri.koordinator, session)
        drafted = EscalationVersion.draft(Programme.find(asri.programme.pk, session), writer, session)
        with pytest.raises(NotReady) as refused:
            drafted.revise(steps, writer)
        assert [one.key for one in refused.value.issues] == [issue]


def test_another_team_finds_no_levels_here(cast: Cast, asri: Team) -> None:
    with transaction() as session:
        drafted = EscalationVersion.draft(Programme.find(asri.programme.pk, session), Cast.acting(asri.koordinator, session), session)
        session.flush()
        for person in (cast.simponi.koordinator, cast.simponi.validator_unit, cast.nobody):
            with pytest.raises(NotFound):
                EscalationVersion.current(drafted.pk, None, Cast.acting(person, session), session)


def test_a_case_follows_the_levels_it_came_under() -> None:
    old, new = Ladder(1, ()), Ladder(2, (), since=wib("2026-11-16 09:00"))
    deadlines = Deadlines(WorkingTime({}), (old, new))
    assert deadlines.ladder(wib("2026-11-16 08:59")) is old
    assert deadlines.ladder(wib("2026-11-16 09:00")) is new
