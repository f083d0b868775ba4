"""The one-time link, and the first run."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from data import playbooks
from data.database import reading, transaction
from models import passwords
from models.actors import ADMIN, SYSTEM
from models.entries import Entry
from models.errors import NotAllowed, NotReady, Refused
from models.first_run import FirstProgramme, set_up
from models.invitations import Invitation
from models.people import Person
from models.playbooks import load
from models.programmes import Office, Programme
from models.public.service_hours import ServiceHours
from tests.cast import Cast

NEW = "Perahu-Biru-Tua-3"


def invite(person: Person) -> str:
    with transaction() as session:
        return Invitation.make(Person.find(person.pk, session), SYSTEM, session)


def redeem(key: str) -> Person:
    password = passwords.choose(NEW)
    with transaction() as session:
        return Invitation.opened_by(key, session, lock=True).redeem(password)


def test_the_invited_person_sets_his_own_password(cast: Cast) -> None:
    key = invite(cast.nobody)
    redeem(key)
    with reading() as session:
        person = Person.find(cast.nobody.pk, session)
        newest = Entry.of(person, session)[0]
    assert passwords.matches(NEW, person.password_hash)
    assert (newest.action, newest.actor_id) == ("invitation.redeemed", person.id)


def test_a_link_works_once(cast: Cast) -> None:
    """Seen red with `closed` untouched by `redeem`."""
    key = invite(cast.nobody)
    redeem(key)
    with pytest.raises(Refused):
        redeem(key)


def test_a_link_is_dead_after_24_hours(cast: Cast, at: Callable[[str], datetime]) -> None:
    """Seen red without the end in `opened_by`."""
    at("2026-11-16 09:00")
    key = invite(cast.nobody)
    at("2026-11-17 09:01")
    with pytest.raises(Refused):
        redeem(key)


def test_a_newer_link_closes_the_older_one(cast: Cast) -> None:
    old, new = invite(cast.nobody), invite(cast.nobody)
    with pytest.raises(Refused):
        redeem(old)
    redeem(new)


def test_a_deactivated_person_gets_and_uses_no_link(cast: Cast) -> None:
    key = invite(cast.nobody)
    with transaction() as session:
        Person.find(cast.nobody.pk, session).deactivate(SYSTEM)
    with pytest.raises(Refused):
        redeem(key)
    with pytest.raises(Refused):
        invite(cast.nobody)


@pytest.mark.parametrize("key", ["", "x", None, 7])
def test_a_made_up_key_opens_nothing(cast: Cast, key: object) -> None:
    with reading() as session, pytest.raises(Refused):
        Invitation.opened_by(key, session)


def test_only_an_admin_makes_links(cast: Cast) -> None:
    """A link is as good as the account. Seen red without `require_admin` in `make`."""
    with reading() as session:
        mentor = Person.acting(cast.simponi.mentor.pk, session)
    with pytest.raises(NotAllowed), transaction() as session:
        Invitation.make(Person.find(cast.admin.pk, session), mentor, session)


def begin(session: Session, *keys: str, username: str = "sari") -> Person:
    rules = [load(text, key) for key, text in playbooks.texts().items() if key in keys]
    return set_up([FirstProgramme(one, one.office) for one in rules], username, "Sari Wulandari", passwords.choose(NEW), session)


def test_the_first_run_leaves_offices_programmes_and_one_admin(db: str) -> None:
    with transaction() as session:
        person = begin(session, "simponi", "asri")
    with reading() as session:
        assert [one.key for one in Programme.all(session)] == ["asri", "simponi"]
        assert len(Office.all(session)) == 2
        assert {hat.role for hat in Person.acting(person.pk, session).hats} == {ADMIN}


def test_a_new_programme_has_service_hours_so_that_deadlines_can_be_counted(db: str, at) -> None:
    """Seen red without `ServiceHours.set` in `set_up`."""
    monday = at("2026-11-16 09:00")
    with transaction() as session:
        begin(session, "simponi")
    with reading() as session:
        hours = ServiceHours.working_time(Programme.all(session)[0].pk, session)
        assert hours.add(monday, 1) == monday + timedelta(hours=1)


def test_the_first_run_happens_once(db: str) -> None:
    """Seen red without the look for a person."""
    with transaction() as session:
        begin(session, "simponi")
    with pytest.raises(Refused), transaction() as session:
        begin(session, "asri", username="lain")


def test_a_first_run_without_programmes_leaves_nothing(db: str) -> None:
    with pytest.raises(NotReady), transaction() as session:
        begin(session)
    with reading() as session:
        assert Person.all(session) == []
