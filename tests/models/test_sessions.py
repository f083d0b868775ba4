"""Sessions that end when they must, a ticket for one browser, a throttle that slows and never locks (SAFETY 7, 8)."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from data.database import reading, transaction
from models import passwords
from models.actors import SYSTEM
from models.base import now, set_clock
from models.people import Assignment, Person
from models.programmes import Office
from models.sessions import SLOWEST, SignIn, Ticket, admit, digest
from tests.cast import Cast

HERE, THERE = digest("peramban"), digest("peramban lain")


def enter(person: Person, browser: str = HERE, **choice: bool) -> tuple[str, str]:
    with transaction() as session:
        return SignIn.open(Person.find(person.pk, session), browser, session, **choice)


def alive(token: str, browser: str = HERE) -> bool:
    with reading() as session:
        return SignIn.alive(token, browser, session) is not None


def later(**span: float) -> None:
    moment = now() + timedelta(**span)
    set_clock(lambda: moment)


def attempt(username: str, stored: str, *, good: bool, browser: str = HERE, address: str = "10.0.0.9") -> bool:
    with transaction() as session:
        return admit(username, stored, good, address, browser, session) is not None


def test_a_session_lives_in_its_own_browser_only(cast: Cast) -> None:
    """Seen red with the browser left out of the gate."""
    token, _ = enter(cast.simponi.editor)
    assert alive(token)
    assert not alive(token, THERE)
    assert not alive(token, "")


def test_a_ticket_is_swapped_once_and_in_the_same_browser(cast: Cast) -> None:
    """Seen red with `session.delete` left out, and with the browser left out of `redeem`."""
    _, ticket = enter(cast.simponi.editor)
    with transaction() as session:
        token = Ticket.redeem(ticket, HERE, session)
    assert token
    assert alive(digest(token))
    with transaction() as session:
        assert Ticket.redeem(ticket, HERE, session) is None
    _, other = enter(cast.simponi.editor)
    with transaction() as session:
        assert Ticket.redeem(other, THERE, session) is None


def test_a_ticket_is_dead_after_a_minute(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-16 09:00")
    _, ticket = enter(cast.simponi.editor)
    later(seconds=61)
    with transaction() as session:
        assert Ticket.redeem(ticket, HERE, session) is None


def test_a_deactivated_person_is_out(cast: Cast) -> None:
    """Seen red with `Person.active` and the version left out of the gate."""
    token, _ = enter(cast.simponi.editor)
    with transaction() as session:
        Person.find(cast.simponi.editor.pk, session).deactivate(SYSTEM)
    assert not alive(token)


def test_reactivating_does_not_revive_old_sessions(cast: Cast) -> None:
    """Seen red with `credentials` untouched by `deactivate`."""
    token, _ = enter(cast.simponi.editor)
    with transaction() as session:
        Person.find(cast.simponi.editor.pk, session).deactivate(SYSTEM)
    with transaction() as session:
        Person.find(cast.simponi.editor.pk, session).reactivate(SYSTEM)
    assert not alive(token)


def test_a_new_password_ends_every_other_session(cast: Cast) -> None:
    """Seen red with `credentials` untouched by `set_password`."""
    mine, _ = enter(cast.simponi.editor)
    stolen, _ = enter(cast.simponi.editor, THERE)
    password = passwords.choose("Perahu-Biru-Tua-3")
    with transaction() as session:
        person = Person.find(cast.simponi.editor.pk, session)
        person.set_password(password, by=Person.acting(person.pk, session))
        session.flush()
        SignIn.renew(mine, person, session)
    assert alive(mine)
    assert not alive(stolen, THERE)


def test_a_demotion_ends_the_sessions_of_that_person(cast: Cast) -> None:
    """Seen red with `credentials` untouched by `Assignment.end`."""
    token, _ = enter(cast.simponi.editor)
    with transaction() as session:
        Person.find(cast.simponi.editor.pk, session).assignments[0].end(SYSTEM)
    assert not alive(token)


def test_a_session_lasts_twelve_hours(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-16 08:00")
    token, _ = enter(cast.simponi.editor)
    later(hours=11, minutes=59)
    assert alive(token)
    later(minutes=2)
    assert not alive(token)


def test_ones_own_phone_stays_signed_in_within_the_offices_limit(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-16 08:00")
    with transaction() as session:
        Office.all(session)[0].limit_own_devices(3, SYSTEM)
    token, _ = enter(cast.simponi.editor, own_device=True)
    later(days=2, hours=23)
    assert alive(token)
    later(hours=2)
    assert not alive(token)


def test_an_office_that_forbids_it_keeps_twelve_hours(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-16 08:00")
    with transaction() as session:
        Office.all(session)[0].limit_own_devices(0, SYSTEM)
    token, _ = enter(cast.simponi.editor, own_device=True)
    later(hours=13)
    assert not alive(token)


def test_one_ends_only_ones_own_sessions(cast: Cast) -> None:
    """Seen red with the person left out of `revoke_one`."""
    token, _ = enter(cast.simponi.mentor)
    with transaction() as session:
        other = SignIn.open_ones(cast.simponi.mentor.pk, session)[0]
        SignIn.revoke_one(other.pk, cast.simponi.editor.pk, session)
    assert alive(token)
    with transaction() as session:
        SignIn.revoke_one(other.pk, cast.simponi.mentor.pk, session)
    assert not alive(token)


def test_everywhere_else_is_signed_out_at_once(cast: Cast) -> None:
    mine, _ = enter(cast.simponi.mentor)
    other, _ = enter(cast.simponi.mentor, THERE)
    with transaction() as session:
        SignIn.revoke_others(mine, cast.simponi.mentor.pk, session)
    assert alive(mine)
    assert not alive(other, THERE)


def test_misses_slow_the_next_try_and_decay(cast: Cast, at: Callable[[str], datetime]) -> None:
    """Seen red with `Throttle.waits` always False."""
    at("2026-11-16 09:00")
    stored = cast.simponi.editor.password_hash
    for _ in range(4):
        assert not attempt("andi", stored, good=False)
    assert not attempt("andi", stored, good=True)
    later(seconds=2)
    assert attempt("andi", stored, good=True)


def test_nobody_is_locked_out_whatever_the_number_of_misses(cast: Cast, at: Callable[[str], datetime]) -> None:
    """Seen red with a wait that doubles without end."""
    at("2026-11-16 09:00")
    stored = cast.simponi.editor.password_hash
    for _ in range(40):
        attempt("andi", stored, good=False)
        later(seconds=SLOWEST + 1)
    assert attempt("andi", stored, good=True)


def test_tries_while_waiting_do_not_lengthen_the_wait(cast: Cast, at: Callable[[str], datetime]) -> None:
    """Seen red with misses counted before `waits` is asked."""
    at("2026-11-16 09:00")
    stored = cast.simponi.editor.password_hash
    for _ in range(60):
        attempt("andi", stored, good=False)
    later(seconds=2)
    assert attempt("andi", stored, good=True)


def test_guessing_from_elsewhere_does_not_keep_a_known_browser_out(cast: Cast, at: Callable[[str], datetime]) -> None:
    """Else anyone keeps a mentor out. Seen red with one key per account."""
    at("2026-11-16 09:00")
    mentor = cast.simponi.mentor
    enter(mentor)
    for _ in range(30):
        attempt("surya", mentor.password_hash, good=False, browser=THERE, address="203.0.113.5")
        later(seconds=SLOWEST + 1)
    attempt("surya", mentor.password_hash, good=False, browser=THERE, address="203.0.113.5")
    assert attempt("surya", mentor.password_hash, good=True)
    assert not attempt("surya", mentor.password_hash, good=True, browser=THERE, address="203.0.113.5")


def test_one_address_that_tries_many_names_is_slowed(cast: Cast, at: Callable[[str], datetime]) -> None:
    """Seen red with the address left out of the keys."""
    at("2026-11-16 09:00")
    for number in range(22):
        attempt(f"orang{number}", "", good=False)
    assert not attempt("andi", cast.simponi.editor.password_hash, good=True)
    assert attempt("andi", cast.simponi.editor.password_hash, good=True, address="10.0.0.10")


def test_a_password_changed_during_the_check_does_not_admit_the_old_one(cast: Cast) -> None:
    """Seen red with the stored hash not compared again."""
    stored = cast.simponi.editor.password_hash
    password = passwords.choose("Perahu-Biru-Tua-3")
    with transaction() as session:
        Person.find(cast.simponi.editor.pk, session).set_password(password, SYSTEM)
    assert not attempt("andi", stored, good=True)


@pytest.mark.parametrize(
    "weak", ["pendek1", "x" * 65, "é" * 40, "aaaaaaaaaaaaaa", "123456789012", "password12345", " Kopi-Senja-Laut-9", "andi-andi-andi"]
)
def test_weak_passwords_are_refused(weak: str) -> None:
    assert passwords.check_new(weak, "andi", "Andi Andi Andi")


def test_a_long_sentence_is_a_good_password() -> None:
    assert not passwords.check_new("kopi senja laut kapal 9", "andi", "Andi Saputra")


def test_an_overlong_password_is_no_fault_and_no_match() -> None:
    """bcrypt 5 raises beyond 72 bytes."""
    assert not passwords.matches("x" * 500, passwords.choose("Perahu-Biru-Tua-3").hash)


def test_a_demoted_admin_gives_no_more_roles(cast: Cast) -> None:
    with transaction() as session:
        Assignment.give(Person.find(cast.nobody.pk, session), "admin_aplikasi", SYSTEM, session)
    with transaction() as session:
        Person.find(cast.admin.pk, session).assignments[0].end(SYSTEM)
    with reading() as session:
        assert not Person.acting(cast.admin.pk, session).is_admin
