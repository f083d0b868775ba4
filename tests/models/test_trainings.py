"""Trainings: announced, joined, attended, certified; and who may decide without one."""

from datetime import date

import pytest
from sqlmodel import select

from data.database import reading, transaction
from models.actors import SYSTEM
from models.entries import Entry
from models.errors import NotAllowed, NotReady, WrongStage
from models.governance.holding_trainings import certificate
from models.governance.training_reminding import remind
from models.governance.training_rule import TrainingGrace, TrainingRule
from models.governance.training_standing import by_quarter, standing
from models.governance.trainings import Training, TrainingState
from models.inbox.messages import Message
from models.people import Assignment, Person
from models.planning.leaves import Leave
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results.told import Told
from tests.cast import Cast, Team
from tests.models.test_conformity import publish
from tests.story import Story

DECIDING = {"simponi": "mentor", "asri": "pengawas_keakuratan"}


def schedule(cast: Cast, team: Team, kind: str = "validasi", held_on: date = date(2026, 11, 10), by: Person | None = None) -> int:
    with transaction() as session:
        programme = Programme.find(team.programme.pk, session)
        return Training.schedule(
            programme, cast.acting(by or team.koordinator, session), session, kind=kind, title="Membaca butir validasi", held_on=held_on,
            time="09.00–12.00", hours=3, place="Ruang rapat", trainer="Widyaiswara contoh",
        ).pk  # fmt: skip


def do(cast: Cast, person: Person, training_id: int, verb):
    with transaction() as session:
        by = cast.acting(person, session)
        return verb(Training.current(training_id, None, by, session), by)


def held(cast: Cast, team: Team, *people: Person, kind: str = "validasi") -> int:
    training_id = schedule(cast, team, kind)
    do(cast, team.koordinator, training_id, lambda one, by: one.record_attendance([who.pk for who in people], 0, by))
    return training_id


def extend(cast: Cast, team: Team, until: date, by: Person, reason: str = "Pemateri berhalangan") -> None:
    with transaction() as session:
        TrainingGrace.extend(Programme.find(team.programme.pk, session), until, reason, cast.acting(by, session), session)


def approving(story: Story, person: Person) -> list[str]:
    return [one.key for one in story.ask(person, lambda content, by: content.objections_to_deciding(by))]


def test_the_first_pass_rate_stands_apart_for_trained_writers_and_others(cast: Cast, at, queries) -> None:
    """S4.4 A4.3: by the owner, at the quarter's end, in four statements; each group has its own rate."""
    at("2026-11-09 09:00")
    team, fourth = cast.simponi, Quarter(2026, 4)
    returned = Story.simponi(cast, "Jadwal vaksin").to("validasi_mentor")
    returned.send_back()
    publish(returned.to("publikasi"), team.admin_teknis)
    with reading() as session:
        (before,) = by_quarter(Programme.find(team.programme.pk, session), [fourth], session)
    assert (before.by_others, before.by_trained.n) == (Told(0.0, 1), 0)
    at("2026-11-10 14:00")
    held(cast, team, team.editor, kind="alur")
    with reading() as session:
        programme = Programme.find(team.programme.pk, session)
        with queries(session) as seen:
            (after,) = by_quarter(programme, [fourth], session)
    assert (after.by_trained, after.by_others.n, after.first_pass) == (Told(0.0, 1), 0, Told(0.0, 1))
    assert len(seen) <= 4


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_a_training_is_joined_attended_and_certified(cast: Cast, at, key: str) -> None:
    """S4.4 A4.3"""
    team: Team = getattr(cast, key)
    at("2026-11-09 09:00")
    training_id = schedule(cast, team)
    do(cast, team.desainer, training_id, lambda one, by: one.join(by))
    do(cast, team.koordinator, training_id, lambda one, by: one.invite([getattr(team, DECIDING[key]).pk], by))
    with pytest.raises(WrongStage):
        do(cast, team.koordinator, training_id, lambda one, by: one.record_attendance([team.desainer.pk], 0, by))
    at("2026-11-10 13:00")
    do(cast, team.koordinator, training_id, lambda one, by: one.record_attendance([team.desainer.pk, team.koordinator.pk], 4, by))
    with reading() as session:
        actor = cast.acting(team.desainer, session)
        one = Training.find(training_id, actor, session)
        assert (one.state, one.guests) == (TrainingState.HELD, 4)
        assert {seat.person.name for seat in one.present} == {team.desainer.name, team.koordinator.name}
        seat = one.seat_of(team.desainer.pk)
        assert seat is not None
        assert seat.certificate == certificate(one, seat)
        assert Training.certified(seat.certificate, actor, session).person_id == team.desainer.pk
        absent = one.seat_of(getattr(team, DECIDING[key]).pk)
        assert absent is not None
        assert (absent.attended, absent.certificate) == (False, "")
        logged = session.exec(select(Entry).where(Entry.action == "training.attended")).one()
        assert seat.certificate in logged.facts["certificates"]
        stranger = cast.acting((cast.asri if key == "simponi" else cast.simponi).desainer, session)
        assert Training.certified(seat.certificate, stranger, session) is None


def test_bad_input_and_foreign_hands_write_nothing(cast: Cast, at) -> None:
    """S4.4"""
    at("2026-11-09 09:00")
    with pytest.raises(NotAllowed):
        schedule(cast, cast.simponi, by=cast.simponi.editor)
    with pytest.raises(NotReady):
        schedule(cast, cast.simponi, kind="memasak")
    with pytest.raises(NotReady):
        schedule(cast, cast.simponi, held_on=date(2040, 1, 1))
    training_id = schedule(cast, cast.simponi)
    at("2026-11-10 09:00")
    for people in ([], [cast.asri.desainer.pk], [cast.simponi.validator_unit.pk]):
        with pytest.raises(NotReady):
            do(cast, cast.simponi.koordinator, training_id, lambda one, by, who=people: one.record_attendance(who, 0, by))
    with reading() as session:
        assert Training.find(training_id, cast.acting(cast.simponi.editor, session), session).state is TrainingState.PLANNED


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_without_the_training_of_his_role_one_drafts_but_does_not_decide(cast: Cast, at, key: str) -> None:
    """S4.4 A4.3: off until the first one was held, then after the grace; the trained colleague decides."""
    team: Team = getattr(cast, key)
    at("2026-11-10 13:00")
    story = Story.simponi(cast).to("validasi_mentor") if key == "simponi" else Story.asri(cast).to("validasi_teknis")
    trained, untrained = getattr(team, DECIDING[key]), team.second(DECIDING[key])
    assert approving(story, untrained) == []
    held(cast, team, trained)
    assert approving(story, untrained) == []
    at("2026-12-09 09:00")
    assert approving(story, untrained) == []
    at("2026-12-10 09:00")
    assert approving(story, untrained) == ["training_lacking"]
    assert approving(story, trained) == []
    with pytest.raises(NotAllowed):
        story.approve(untrained)
    extend(cast, team, date(2026, 12, 31), cast.admin)
    assert approving(story, untrained) == []
    at("2027-01-01 09:00")
    assert approving(story, untrained) == ["training_lacking"]
    lawful = story.ask(trained, lambda content, _: [one.pk for one in content.lawful_deciders()[content.stage]])
    assert lawful == [trained.pk]


def test_a_newcomer_has_a_grace_of_his_own_counted_from_his_first_day(cast: Cast, at) -> None:
    """S4.4: who came after the rule began to bind isn't barred on his first morning; a second role makes nobody new again."""
    at("2026-11-10 13:00")
    team = cast.simponi
    story = Story.simponi(cast).to("validasi_mentor")
    held(cast, team, team.mentor)
    at("2026-12-11 09:00")
    with transaction() as session:
        programme, person = Programme.find(team.programme.pk, session), Person.add("nadia", "Nadia Rahma", SYSTEM, session)
        session.flush()
        for who in (person, Person.find(team.second("editor").pk, session)):
            Assignment.give(who, "mentor", SYSTEM, session, programme=programme, starts_on=date(2026, 12, 11), letter="800/1/2026")
    assert [approving(story, one) for one in (team.second("mentor"), team.second("editor"))] == [["training_lacking"]] * 2
    assert approving(story, person) == []
    with reading() as session:
        one = next(one for one in standing(Programme.find(team.programme.pk, session), session) if one.kind.key == "validasi")
        assert one.later == [("Nadia Rahma", date(2027, 1, 10))]
    at("2027-01-09 09:00")
    assert approving(story, person) == []
    at("2027-01-10 09:00")
    assert approving(story, person) == ["training_lacking"]


def test_nobody_is_locked_out_where_nobody_trained_is_left(cast: Cast, at) -> None:
    """S4.4: the rule yields for the decision that only untrained people could take, and says so for the stage."""
    at("2026-11-10 13:00")
    team = cast.simponi
    story = Story.simponi(cast).to("validasi_mentor")
    held(cast, team, team.koordinator)
    at("2026-12-10 09:00")
    assert approving(story, team.mentor) == []
    with reading() as session:
        programme = Programme.find(team.programme.pk, session)
        rule = TrainingRule.of(programme.pk, programme.rules, session)
        assert "Validasi mentor" in [stage.label for stage, _ in rule.bare(programme.rules)]
    story.approve(team.mentor)


def test_a_trained_colleague_on_leave_counts_as_nobody_left(cast: Cast, at) -> None:
    """S4.4: else a leave would lock the stage."""
    at("2026-11-10 13:00")
    team = cast.simponi
    story = Story.simponi(cast).to("validasi_mentor")
    held(cast, team, team.mentor)
    at("2026-12-10 09:00")
    assert approving(story, team.second("mentor")) == ["training_lacking"]
    with transaction() as session:
        mentor = Person.find(team.mentor.pk, session)
        Leave.enter(mentor, date(2026, 12, 10), date(2026, 12, 12), cast.acting(team.mentor, session), session)
    assert approving(story, team.second("mentor")) == []


def test_only_the_admin_extends_the_grace_and_says_why(cast: Cast, at) -> None:
    """S4.4"""
    at("2026-11-10 13:00")
    with pytest.raises(NotAllowed):
        extend(cast, cast.simponi, date(2026, 12, 1), cast.simponi.koordinator)
    with pytest.raises(NotReady) as refused:
        extend(cast, cast.simponi, date(2027, 12, 1), cast.admin, " ")
    assert {one.key for one in refused.value.issues} == {"training_grace_reason", "training_grace_day"}


def test_people_hear_of_a_training_some_days_before_and_once(cast: Cast, at) -> None:
    """A4.3 S4.4"""
    at("2026-11-02 09:00")
    training_id = schedule(cast, cast.simponi)
    with transaction() as session:
        assert remind(Programme.find(cast.simponi.programme.pk, session), session) == 0
    at("2026-11-07 09:00")
    for expected in (1, 0):
        with transaction() as session:
            assert remind(Programme.find(cast.simponi.programme.pk, session), session) == expected
    with reading() as session:
        assert {one.person_id for one in session.exec(select(Message))} >= {one.pk for one in cast.simponi.people["mentor"]}
        assert Message.unread(cast.acting(cast.simponi.editor, session), session) == 0
    do(cast, cast.simponi.editor, training_id, lambda one, by: one.join(by))
    told = {"kind": "validasi", "title": "Lain", "held_on": date(2026, 11, 8), "hours": 2, "place": "Aula", "trainer": "Contoh"}
    do(cast, cast.simponi.koordinator, training_id, lambda one, by: one.revise(by, **told))
    with transaction() as session:
        remind(Programme.find(cast.simponi.programme.pk, session), session)
    with reading() as session:
        assert Message.unread(cast.acting(cast.simponi.editor, session), session) == 1
