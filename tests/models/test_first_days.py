"""'Mulai di sini': what somebody new does first, until it is done or put away."""

from datetime import date

from data.database import reading, transaction
from models import passwords
from models.actors import SYSTEM
from models.governance.first_days import FirstStep, Welcome, first_steps
from models.people import Assignment, Person
from models.programmes import Programme
from tests.cast import Cast, Team
from tests.models.test_trainings import do, schedule


def hire(cast: Cast, team: Team, role: str) -> Person:
    with transaction() as session:
        person = Person.add("nadia", "Nadia Rahma", SYSTEM, session)
        session.flush()
        programme = Programme.find(team.programme.pk, session)
        Assignment.give(person, role, SYSTEM, session, programme=programme, starts_on=date(2026, 11, 9), letter="800/1/2026")
        return person


def open_steps(cast: Cast, person: Person) -> list[FirstStep]:
    with reading() as session:
        actor = cast.acting(person, session)
        return [one.key for one in first_steps(actor, Programme.visible(actor, session), session) if not one.done]


def test_a_newcomer_has_a_list_until_everything_is_done(cast: Cast, at) -> None:
    """S4.4 S1.2: password, profile and the training of the role; no policy is in force, so none is owed."""
    at("2026-11-10 09:00")
    person = hire(cast, cast.asri, "editor_teknis")
    assert open_steps(cast, person) == [FirstStep.PASSWORD, FirstStep.PROFILE, FirstStep.TRAINING]
    assert open_steps(cast, cast.asri.editor_teknis) == []
    with transaction() as session:
        found, by = Person.find(person.pk, session), cast.acting(person, session)
        found.set_password(passwords.choose("Rusip-Lempah-88"), by)
        found.revise(by, position="Analis", phone="0800 0000 0009")
    assert open_steps(cast, person) == [FirstStep.TRAINING]
    training_id = schedule(cast, cast.asri, "alur")
    do(cast, cast.asri.koordinator, training_id, lambda one, by: one.record_attendance([person.pk], 0, by))
    assert open_steps(cast, person) == []


def test_the_list_is_put_away_for_good_and_ends_by_itself(cast: Cast, at) -> None:
    """S4.4"""
    at("2026-11-10 09:00")
    person = hire(cast, cast.simponi, "editor")
    at("2027-01-09 09:00")
    assert open_steps(cast, person) == []
    at("2026-11-11 09:00")
    assert open_steps(cast, person) != []
    for _ in range(2):
        with transaction() as session:
            Welcome.put_away(cast.acting(person, session), session)
    assert open_steps(cast, person) == []
