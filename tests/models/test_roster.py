"""The duty roster with leave: who is on duty at this minute, and who stands in for whom (A1.2)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from data.database import reading, transaction
from models import duty
from models.actors import SYSTEM
from models.base import LOCAL
from models.content.claims import Claim
from models.deputies import Deputyship
from models.duty import OnDuty
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, OutOfDate, Refused
from models.people import Assignment, Person
from models.planning.copying import Hindrance
from models.planning.leaves import Away, Leave
from models.planning.rosters import Roster
from models.planning.shifts import Shift
from models.programmes import Programme
from models.public.closed_days import ClosedDay, DayKind
from models.public.service_hours import USUAL_WEEK, ServiceHours
from tests.cast import Cast
from tests.story import Story

MONDAY = date(2026, 11, 16)
NEXT = MONDAY + timedelta(weeks=1)


@pytest.fixture(autouse=True)
def monday_morning(engine: str, at: Callable[[str], datetime]) -> None:
    at("2026-11-16 09:00")


def hour(day: date, written: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(written), LOCAL).astimezone(UTC)


def assign(cast: Cast, person: Person, day: date = MONDAY, since: str = "07:30", until: str = "16:00", by: Person | None = None) -> int:
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        actor = cast.acting(by or cast.simponi.koordinator, session)
        end = day + timedelta(days=until <= since)
        shift = Shift.assign(programme, Person.find(person.pk, session), hour(day, since), hour(end, until), actor, session)
        session.flush()
        return shift.pk


def go_on_leave(cast: Cast, person: Person, since: date, until: date, deputy: Person | None = None, by: Person | None = None) -> int:
    with transaction() as session:
        absent = Person.find(person.pk, session)
        stand_in = Person.find(deputy.pk, session) if deputy else None
        leave = Leave.enter(absent, since, until, cast.acting(by or person, session), session, stand_in)
        session.flush()
        return leave.pk


def back(cast: Cast, person: Person, leave_id: int) -> None:
    with transaction() as session:
        leave = Leave.coming(person.pk, session)[0]
        Leave.current(leave_id, leave.version, session).withdraw(cast.acting(person, session))


def copy(cast: Cast, monday: date = NEXT) -> Any:
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        return Shift.copy_week(programme, monday, cast.acting(cast.simponi.koordinator, session), session)


def usual_hours(cast: Cast) -> None:
    with transaction() as session:
        ServiceHours.set(Programme.find(cast.simponi.programme.pk, session), USUAL_WEEK, date(2026, 1, 1), SYSTEM, session)


def week(cast: Cast, session: Session, day: date = MONDAY) -> Roster:
    return Roster.of_week(cast.simponi.programme, day, session)


def seen(cast: Cast) -> list[OnDuty]:
    with reading() as session:
        return duty.on_duty(Programme.find(cast.simponi.programme.pk, session), session)


def refusal(caught: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {one.key for one in caught.value.issues}


def test_who_is_on_shift_stands_before_the_people_of_the_roles(cast: Cast) -> None:
    """A1.2: who is on duty at this minute. Seen red with the shifts of other hours counted too."""
    assign(cast, cast.simponi.second("editor"))
    assign(cast, cast.simponi.second("desainer"), since="13:00")
    first, *others = seen(cast)
    assert first == OnDuty("editor", "Lestari Dewi", until=hour(MONDAY, "16:00"))
    assert "Andi Saputra" not in {one.name for one in others}  # somebody else of his role is on shift
    assert {"Bayu Pratama", "Mega Puspita"} <= {one.name for one in others}  # nobody of theirs is, at this hour


def test_without_a_shift_the_people_of_the_roles_are_on_duty(cast: Cast) -> None:
    """A1.2"""
    assert {"Rina Marlina", "Andi Saputra", "Surya Darma"} <= {one.name for one in seen(cast)}
    assert not any(one.until or one.away for one in seen(cast))


def test_who_is_on_leave_without_a_stand_in_is_never_on_duty(cast: Cast) -> None:
    """A1.2: not even with a shift at this hour."""
    assign(cast, cast.simponi.editor)
    go_on_leave(cast, cast.simponi.editor, MONDAY, MONDAY)
    assert [one for one in seen(cast) if one.name == "Andi Saputra"] == [OnDuty("editor", "Andi Saputra", away=True)]


def test_a_stand_in_keeps_the_shift_of_whom_he_replaces(cast: Cast) -> None:
    assign(cast, cast.simponi.editor)
    go_on_leave(cast, cast.simponi.editor, MONDAY, MONDAY, cast.simponi.second("editor"))
    assert seen(cast)[0] == OnDuty("editor", "Lestari Dewi", instead_of="Andi Saputra", until=hour(MONDAY, "16:00"))


def test_who_is_on_duty_costs_three_statements(cast: Cast, queries: Callable[[Session], Any]) -> None:
    assign(cast, cast.simponi.editor)
    go_on_leave(cast, cast.simponi.mentor, MONDAY, MONDAY, cast.simponi.second("mentor"))
    with reading() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        with queries(session) as statements:
            duty.on_duty(programme, session)
    assert len(statements) <= 3


def test_only_who_may_plan_keeps_the_roster(cast: Cast) -> None:
    shift_id = assign(cast, cast.simponi.editor)
    with pytest.raises(NotAllowed):
        assign(cast, cast.simponi.desainer, by=cast.simponi.desainer)
    with transaction() as session:
        designer = cast.acting(cast.simponi.desainer, session)
        shift = Shift.current(shift_id, 1, designer.programmes, session)
        with pytest.raises(NotAllowed):
            shift.remove(designer)


def test_a_shift_nobody_could_keep_is_refused_with_every_reason(cast: Cast) -> None:
    assign(cast, cast.simponi.editor)
    with pytest.raises(NotReady) as double:
        assign(cast, cast.simponi.editor, since="15:59", until="17:00")
    assert refusal(double) == {"shift_overlaps"}
    with transaction() as session:
        programme, person = (Programme.find(cast.simponi.programme.pk, session), Person.find(cast.asri.editor_teknis.pk, session))
        by, end = cast.acting(cast.simponi.koordinator, session), hour(MONDAY, "07:30") + timedelta(hours=24, minutes=1)
        with pytest.raises(NotReady) as stranger:
            Shift.assign(programme, person, hour(MONDAY, "07:30"), end, by, session)
    assert refusal(stranger) == {"shift_too_long", "shift_not_in_team"}


def test_the_next_shift_may_begin_in_the_minute_the_last_one_ends(cast: Cast) -> None:
    assign(cast, cast.simponi.editor, until="12:00")
    assign(cast, cast.simponi.editor, since="12:00", until="12:00")  # a whole day
    with reading() as session:
        assert len(week(cast, session).shifts) == 2


def test_a_role_that_ended_takes_its_person_off_the_offer(cast: Cast) -> None:
    with transaction() as session:
        designer = Person.find(cast.simponi.desainer.pk, session)
        designer.assignments[0].end(SYSTEM)
    with pytest.raises(NotReady):
        assign(cast, cast.simponi.desainer)


def test_a_removed_shift_stays_as_a_record_and_counts_no_more(cast: Cast) -> None:
    shift_id = assign(cast, cast.simponi.editor)
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        Shift.current(shift_id, 1, by.programmes, session).remove(by)
    assert not any(one.until for one in seen(cast))
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        with pytest.raises(OutOfDate):
            Shift.current(shift_id, 1, by.programmes, session)
        with pytest.raises(Refused):
            Shift.current(shift_id, 2, by.programmes, session).remove(by)
        with pytest.raises(NotFound):
            Shift.current(shift_id, 2, frozenset({cast.asri.programme.pk}), session)


def test_a_copied_week_leaves_out_who_is_away_and_says_so(cast: Cast) -> None:
    """A1.2"""
    assign(cast, cast.simponi.editor)
    assign(cast, cast.simponi.desainer, MONDAY + timedelta(days=1))
    go_on_leave(cast, cast.simponi.desainer, NEXT, NEXT + timedelta(days=4))
    copied = copy(cast)
    assert [(one.person_id, one.starts_at) for one in copied.shifts] == [(cast.simponi.editor.pk, hour(NEXT, "07:30"))]
    assert [(one.name, one.why) for one in copied.left_out] == [("Bayu Pratama", Hindrance.LEAVE)]


def test_one_log_entry_names_every_copied_row(cast: Cast) -> None:
    for number in range(3):
        assign(cast, cast.simponi.editor, MONDAY + timedelta(days=number))
    copied = copy(cast)
    with reading() as session:
        [line] = [one for one in Entry.of(cast.simponi.programme, session) if one.action == "shift.week_copied"]
        assert {f"shift:{one.pk}" for one in copied.shifts} <= set(line.names)
        assert (line.facts["shifts"], line.facts["left_out"]) == (3, 0)


def test_copying_twice_doubles_nothing(cast: Cast) -> None:
    assign(cast, cast.simponi.editor)
    copy(cast)
    with pytest.raises(NotReady) as caught:
        copy(cast)
    assert refusal(caught) == {"shifts_all_left_out"}
    with pytest.raises(NotReady) as empty:
        copy(cast, NEXT + timedelta(weeks=4))
    assert refusal(empty) == {"shifts_none_before"}


def test_a_closed_day_and_a_person_who_left_are_not_copied(cast: Cast) -> None:
    usual_hours(cast)
    assign(cast, cast.simponi.editor)
    assign(cast, cast.simponi.desainer)
    assign(cast, cast.simponi.admin_teknis, MONDAY + timedelta(days=1))
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        ClosedDay.add(programme, NEXT, "Pemeliharaan listrik", DayKind.LOCAL, SYSTEM, session)
        Person.find(cast.simponi.desainer.pk, session).assignments[0].end(SYSTEM)
    copied = copy(cast)
    assert {one.name: one.why for one in copied.left_out} == {"Andi Saputra": Hindrance.CLOSED, "Bayu Pratama": Hindrance.GONE}
    assert [one.person_id for one in copied.shifts] == [cast.simponi.admin_teknis.pk]


def test_service_hours_nobody_covers_are_named(cast: Cast) -> None:
    """A1.2"""
    usual_hours(cast)
    assign(cast, cast.simponi.editor, since="07:30", until="12:00")
    assign(cast, cast.simponi.desainer, since="14:00", until="16:00")
    with reading() as session:
        gaps = week(cast, session).gaps(hour(MONDAY, "07:00"))
    assert gaps[0] == (hour(MONDAY, "13:00"), hour(MONDAY, "14:00"))
    assert gaps[1] == (hour(MONDAY + timedelta(days=1), "07:30"), hour(MONDAY + timedelta(days=1), "12:00"))
    assert gaps[-1][1] == hour(MONDAY + timedelta(days=4), "16:30")


def test_a_shift_of_somebody_away_covers_nothing_unless_he_is_replaced(cast: Cast) -> None:
    usual_hours(cast)
    assign(cast, cast.simponi.editor)
    assign(cast, cast.simponi.desainer, MONDAY + timedelta(days=1))
    go_on_leave(cast, cast.simponi.editor, MONDAY, MONDAY)
    go_on_leave(cast, cast.simponi.desainer, MONDAY, NEXT, cast.simponi.second("desainer"))
    with reading() as session:
        days = {since.astimezone(LOCAL).date() for since, _ in week(cast, session).gaps(hour(MONDAY, "07:00"))}
    assert MONDAY in days
    assert MONDAY + timedelta(days=1) not in days


def test_what_is_unwise_is_said_and_refuses_nothing(cast: Cast) -> None:
    usual_hours(cast)
    go_on_leave(cast, cast.simponi.editor, MONDAY, MONDAY)
    with reading() as session:
        roster = week(cast, session)
    on_leave = roster.warnings(cast.simponi.editor.pk, hour(MONDAY, "07:30"), hour(MONDAY, "15:00"))
    assert [one.key for one in on_leave] == ["shift_on_leave", "shift_gap"]
    at_night = roster.warnings(cast.simponi.desainer.pk, hour(MONDAY, "20:00"), hour(MONDAY, "22:00"))
    assert [one.key for one in at_night] == ["shift_outside_hours"]
    assert assign(cast, cast.simponi.editor)


def test_without_service_hours_nothing_is_a_gap(cast: Cast) -> None:
    with reading() as session:
        roster = week(cast, session)
    assert roster.gaps(hour(MONDAY, "07:00")) == []
    assert not roster.warnings(cast.simponi.editor.pk, hour(MONDAY, "20:00"), hour(MONDAY, "22:00"))


def test_a_night_begun_on_sunday_stands_on_monday_too(cast: Cast) -> None:
    assign(cast, cast.simponi.editor, MONDAY - timedelta(days=1), "20:00", "06:00")
    with reading() as session:
        assert len(week(cast, session).on(MONDAY)) == 1
        assert not week(cast, session).on(MONDAY + timedelta(days=1))


def test_leave_with_a_deputy_lends_the_roles_on_these_days(cast: Cast, at: Callable[[str], datetime]) -> None:
    """A1.2: named on the phone, by the person himself; both days count."""
    policy = cast.simponi.pengawas_kebijakan
    go_on_leave(cast, cast.simponi.mentor, date(2026, 11, 18), date(2026, 11, 19), policy)
    for moment, lent in (("17 23:59", False), ("18 00:00", True), ("19 23:59", True), ("20 00:00", False)):
        at(f"2026-11-{moment}")
        with reading() as session:
            assert ("mentor" in {hat.role for hat in Person.acting(policy.pk, session).hats}) is lent, moment


def test_who_goes_away_holds_no_content_meanwhile(cast: Cast, at: Callable[[str], datetime]) -> None:
    """S3.1: nothing stays held until Monday by somebody who went on Friday."""
    moment, mentor = at("2026-11-18 15:00"), cast.simponi.mentor
    story = Story.simponi(cast)
    for days, stays in ((2, True), (1, False)):
        with transaction() as session:
            Claim.take(story.content_id, "draf", mentor.pk, moment + timedelta(hours=18), session)
        go_on_leave(cast, mentor, *[moment.date() + timedelta(days=days)] * 2)
        with reading() as session:
            assert bool(Claim.live(story.content_id, session)) is stays


def test_leave_is_entered_by_the_person_himself_or_an_admin(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        go_on_leave(cast, cast.simponi.mentor, MONDAY, MONDAY, by=cast.simponi.koordinator)
    assert go_on_leave(cast, cast.simponi.mentor, MONDAY, MONDAY, by=cast.admin)


@pytest.mark.parametrize(
    ("since", "until", "key"),
    [
        (date(2026, 11, 10), date(2026, 11, 15), "leave_past"),
        (date(2026, 11, 20), date(2026, 11, 19), "ends_before_start"),
        (date(2026, 11, 24), date(2026, 11, 30), "leave_overlaps"),
    ],
)
def test_odd_days_are_refused_with_a_reason(cast: Cast, since: date, until: date, key: str) -> None:
    go_on_leave(cast, cast.simponi.editor, date(2026, 11, 23), date(2026, 11, 24))
    with pytest.raises(NotReady) as caught:
        go_on_leave(cast, cast.simponi.editor, since, until)
    assert refusal(caught) == {key}


def test_only_who_is_there_and_may_act_can_stand_in(cast: Cast) -> None:
    away, replaced = cast.simponi.second("editor"), cast.simponi.desainer
    go_on_leave(cast, away, NEXT, NEXT)
    go_on_leave(cast, replaced, NEXT, NEXT, cast.simponi.second("desainer"))
    with transaction() as session:
        Person.find(cast.simponi.admin_teknis.pk, session).deactivate(SYSTEM)
        leader = Person.find(cast.simponi.second("koordinator").pk, session)
        Assignment.give(leader, "pimpinan", SYSTEM, session)
        newcomer = Person.add("tamu", "Tamu Baru", SYSTEM, session)
        session.flush()
        Assignment.give(newcomer, "editor", SYSTEM, session, programme=cast.simponi.programme, letter="800/9").temporary = True
    with reading() as session:
        offered = {one.name for one in Leave.eligible_deputies(cast.simponi.editor, NEXT, NEXT, session)}
        later = {
            one.name for one in Leave.eligible_deputies(cast.simponi.editor, NEXT + timedelta(days=1), NEXT + timedelta(days=2), session)
        }
    barred = {"Andi Saputra", "Lestari Dewi", "Bayu Pratama", "Citra Ayu", "Wulan Sari", "Qori Aulia", "Eko Prasetyo", "Umar Bakri"}
    barred.add("Tamu Baru")  # writes by a task letter: deciding needs a decree (S1.4)
    assert not offered & barred
    assert {"Surya Darma", "Mega Puspita"} <= offered
    assert {"Lestari Dewi", "Bayu Pratama"} <= later


@pytest.mark.parametrize("who", ["leader", "inspector", "nobody", "admin"])
def test_a_forged_deputy_is_refused_and_no_leave_remains(cast: Cast, who: str) -> None:
    with pytest.raises(NotReady) as caught:
        go_on_leave(cast, cast.simponi.editor, MONDAY, MONDAY, getattr(cast, who))
    assert refusal(caught) == {"deputy_unfit"}
    with reading() as session:
        assert Leave.coming(cast.simponi.editor.pk, session) == []
        assert Deputyship.coming(session) == []


def test_coming_back_early_ends_leave_and_deputyship_at_once(cast: Cast, at: Callable[[str], datetime]) -> None:
    leave_id = go_on_leave(cast, cast.simponi.mentor, MONDAY, MONDAY + timedelta(days=4), cast.simponi.editor)
    at("2026-11-18 08:00")
    back(cast, cast.simponi.mentor, leave_id)
    with reading() as session:
        assert "mentor" not in {hat.role for hat in Person.acting(cast.simponi.editor.pk, session).hats}
        assert Leave.coming(cast.simponi.mentor.pk, session) == []
        [kept] = Leave.within(MONDAY, NEXT, session)
        assert (kept.starts_on, kept.ends_on, kept.withdrawn) == (MONDAY, date(2026, 11, 17), False)  # the days away were days away


def test_leave_called_off_before_it_begins_was_never_taken(cast: Cast) -> None:
    leave_id = go_on_leave(cast, cast.simponi.mentor, NEXT, NEXT + timedelta(days=4), cast.simponi.editor)
    back(cast, cast.simponi.mentor, leave_id)
    with reading() as session:
        assert Leave.within(MONDAY, NEXT + timedelta(weeks=2), session) == []
    assert go_on_leave(cast, cast.simponi.mentor, NEXT, NEXT, cast.simponi.editor)  # the days are free again


def test_a_leave_is_called_off_once_and_by_its_person(cast: Cast) -> None:
    leave_id = go_on_leave(cast, cast.simponi.mentor, NEXT, NEXT)
    with transaction() as session:
        leave, coordinator = Leave.current(leave_id, 1, session), cast.acting(cast.simponi.koordinator, session)
        with pytest.raises(NotAllowed):
            leave.withdraw(coordinator)
    back(cast, cast.simponi.mentor, leave_id)
    with transaction() as session:
        leave, mentor = Leave.current(leave_id, 2, session), cast.acting(cast.simponi.mentor, session)
        with pytest.raises(Refused):
            leave.withdraw(mentor)


def test_a_deputy_may_be_named_after_the_leave_began(cast: Cast, at: Callable[[str], datetime]) -> None:
    leave_id = go_on_leave(cast, cast.simponi.mentor, MONDAY, MONDAY + timedelta(days=4))
    at("2026-11-18 08:00")
    with transaction() as session:
        editor = Person.find(cast.simponi.editor.pk, session)
        Leave.current(leave_id, 1, session).name_deputy(editor, cast.acting(cast.simponi.mentor, session))
    with reading() as session:
        [named] = Deputyship.coming(session)
        assert (named.starts_on, named.ends_on) == (date(2026, 11, 18), date(2026, 11, 20))
    with transaction() as session:
        leave, mentor = Leave.current(leave_id, 2, session), cast.acting(cast.simponi.mentor, session)
        other = Person.find(cast.simponi.desainer.pk, session)
        with pytest.raises(Refused):
            leave.name_deputy(other, mentor)


def test_the_coordinator_hears_who_is_away_without_a_stand_in(cast: Cast, queries: Callable[[Session], Any]) -> None:
    """DAYS 3.6: since when, and in one statement."""
    simponi, asri = cast.simponi.programme.pk, cast.asri.programme.pk
    go_on_leave(cast, cast.simponi.mentor, MONDAY, NEXT)
    go_on_leave(cast, cast.simponi.editor, MONDAY, NEXT, cast.simponi.second("editor"))
    go_on_leave(cast, cast.simponi.desainer, NEXT, NEXT)
    with reading() as session:
        with queries(session) as statements:
            found = Leave.unattended([simponi], session)
        assert len(statements) == 1
        assert found == [Away("Surya Darma", MONDAY, NEXT)]
        assert Leave.unattended([asri], session) == []


def test_a_stand_in_who_is_away_himself_stands_in_for_nobody(cast: Cast) -> None:
    go_on_leave(cast, cast.simponi.mentor, MONDAY, NEXT, cast.simponi.editor)
    go_on_leave(cast, cast.simponi.editor, MONDAY, MONDAY)
    with reading() as session:
        assert {one.name for one in Leave.unattended([cast.simponi.programme.pk], session)} == {"Surya Darma", "Andi Saputra"}
    assert {one.name for one in seen(cast) if one.away} == {"Surya Darma", "Andi Saputra"}
