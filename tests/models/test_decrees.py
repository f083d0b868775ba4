"""Decrees: roles come from them, end with them after a transition, and a task letter gives the rights of writing only (S1.4)."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from data.database import reading, transaction
from models.actors import SYSTEM, Actor, can
from models.base import today
from models.content.contents import Content
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.governance import decree_reminding
from models.governance.decrees import Decree, DecreeKind, Standing, without_decree
from models.inbox.messages import Message
from models.people import Assignment, Person
from models.programmes import Programme
from tests.cast import Cast, Team

FILE = ("ab" * 32, "sk.pdf", "application/pdf")


@pytest.fixture(autouse=True)
def in_november(cast: Cast, at) -> None:
    at("2026-11-16 09:00")


def acting(person: Person) -> Actor:
    with reading() as session:
        return Person.acting(person.pk, session)


def drafted(
    cast: Cast, team: Team, lines: list[tuple[Person, str]], kind: DecreeKind = DecreeKind.DECREE, number: str = "800/1/2026", **facts: Any
) -> int:
    """A draft with its people and file."""
    facts = {"signed_on": today(), "starts_on": today(), "ends_on": date(2026, 12, 31)} | facts
    with transaction() as session:
        by = cast.acting(cast.admin, session)
        one = Decree.record(Programme.find(team.programme.pk, session), kind, number, by, session, **facts)
        for person, role in lines:
            one.appoint(Person.find(person.pk, session), role, by)
        one.attach(*FILE, by)
        return one.pk


def do(cast: Cast, decree_id: int, verb, person: Person | None = None):
    with transaction() as session:
        return verb(Decree.current(decree_id, None, session), cast.acting(person or cast.admin, session))


def force(cast: Cast, decree_id: int) -> int:
    do(cast, decree_id, lambda one, by: one.put_in_force(by))
    return decree_id


def refused(cast: Cast, decree_id: int) -> list[str]:
    with pytest.raises(NotReady) as caught:
        force(cast, decree_id)
    return [issue.key for issue in caught.value.issues]


def standing(decree_id: int, session: Session) -> Standing:
    return session.exec(select(Decree).where(Decree.id == decree_id).options(*Decree.whole())).one().standing()


def roles(person: Person, team: Team) -> frozenset[str]:
    return acting(person).roles(team.programme.pk)


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_a_role_comes_from_a_decree_and_ends_with_it_after_the_transition(cast: Cast, at, key: str) -> None:
    """S1.4: nobody is locked out on 1 January."""
    team = getattr(cast, key)
    spare = team.programme.rules.governance.transition_days
    decree_id = force(cast, drafted(cast, team, [(cast.nobody, "koordinator")]))
    assert roles(cast.nobody, team) == {"koordinator"}
    for day, expected in (
        ("2026-11-30", Standing.IN_FORCE), ("2026-12-02", Standing.ENDING), ("2027-01-01", Standing.TRANSITION),
    ):  # fmt: skip
        at(f"{day} 09:00")
        with reading() as session:
            assert standing(decree_id, session) is expected
        assert roles(cast.nobody, team) == {"koordinator"}
    at(f"{date(2026, 12, 31) + timedelta(days=spare + 1)} 09:00")
    assert roles(cast.nobody, team) == frozenset()
    with reading() as session:
        assert standing(decree_id, session) is Standing.ENDED


def test_a_role_that_was_held_without_a_decree_is_taken_over_by_it(cast: Cast) -> None:
    """S1.4: before, the screen says 'belum ada SK' and the role works all the same."""
    with reading() as session:
        assert cast.simponi.editor.pk in {one.person_id for one in without_decree(cast.simponi.programme, session)}
    decree_id = force(cast, drafted(cast, cast.simponi, [(cast.simponi.editor, "editor")]))
    with reading() as session:
        assert cast.simponi.editor.pk not in {one.person_id for one in without_decree(cast.simponi.programme, session)}
        held = session.exec(select(Assignment).where(Assignment.person_id == cast.simponi.editor.pk)).all()
        assert [(one.decree_id, one.starts_on) for one in held] == [(decree_id, date(2026, 1, 1))]
    assert roles(cast.simponi.editor, cast.simponi) == {"editor"}


def test_a_task_letter_lets_one_write_but_decide_nothing(cast: Cast) -> None:
    """S1.4, DAYS 3.5: the newcomer works before his decree comes. Seen red with `open_to` always true."""
    span = {"ends_on": today() + timedelta(days=29)}
    people = [(cast.nobody, "editor"), (cast.nobody, "mentor"), (cast.nobody, "admin_teknis")]
    force(cast, drafted(cast, cast.simponi, people, DecreeKind.TEMPORARY, **span))
    actor = acting(cast.nobody)
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        assert [right for right in programme.rules.rights if can(actor, right, programme)] == ["create", "read"]
        content = Content.begin(programme, "pengumuman", "poster", "Jadwal posyandu", actor, session)
        stages = {stage.kind.value for lane in programme.rules.lanes for stage in lane.stages if content.may_act(actor, stage)}
        assert stages == {"work"}
        validating = [stage.by for lane in programme.rules.lanes for stage in lane.validating]
        deciders = {one.pk for by in validating for one in Assignment.holders(programme.pk, by, session)}
        assert cast.nobody.pk not in deciders
        assert cast.nobody.pk in {one.pk for one in Assignment.holders(programme.pk, ("editor",), session, writing=True)}


def test_a_task_letter_is_short_and_not_followed_by_another(cast: Cast, at) -> None:
    """S1.4: refused with the days allowed; a decree goes on where it ended."""
    limit = cast.asri.programme.rules.governance.temporary_days
    letter = [(cast.nobody, "editor_teknis")]
    long = drafted(cast, cast.asri, letter, DecreeKind.TEMPORARY, "ST-1", ends_on=today() + timedelta(days=limit))
    assert refused(cast, long) == ["temporary_too_long"]
    endless = drafted(cast, cast.asri, letter, DecreeKind.TEMPORARY, "ST-2", ends_on=None)
    assert refused(cast, endless) == ["temporary_needs_end"]
    force(cast, drafted(cast, cast.asri, letter, DecreeKind.TEMPORARY, "ST-3", ends_on=today() + timedelta(days=limit - 1)))
    at("2026-12-20 09:00")
    again = drafted(cast, cast.asri, letter, DecreeKind.TEMPORARY, "ST-4", ends_on=today() + timedelta(days=5))
    assert refused(cast, again) == ["temporary_used_up"]
    held = drafted(cast, cast.asri, [(cast.asri.koordinator, "koordinator")], DecreeKind.TEMPORARY, "ST-5", ends_on=today())
    assert refused(cast, held) == ["temporary_holds_role"]
    force(cast, drafted(cast, cast.asri, letter, ends_on=date(2027, 12, 31)))
    assert roles(cast.nobody, cast.asri) == {"editor_teknis"}


def test_an_overlapping_decree_is_refused_unless_it_replaces_the_other(cast: Cast, at) -> None:
    """S1.4: overlapping periods for one person and role; the way on is to replace."""
    first = force(cast, drafted(cast, cast.simponi, [(cast.simponi.editor, "editor"), (cast.simponi.second("editor"), "editor")]))
    at("2026-12-01 09:00")
    rival = drafted(cast, cast.simponi, [(cast.simponi.editor, "editor")], number="800/2/2026", ends_on=date(2027, 12, 31))
    assert refused(cast, rival) == ["decree_overlaps"]
    do(cast, rival, lambda one, by: one.revise(by, replaces_id=first))
    force(cast, rival)
    assert roles(cast.simponi.editor, cast.simponi) == {"editor"}
    assert roles(cast.simponi.second("editor"), cast.simponi) == frozenset()
    with reading() as session:
        assert standing(first, session) is Standing.REPLACED
    at("2027-06-01 09:00")
    assert roles(cast.simponi.editor, cast.simponi) == {"editor"}


def test_a_decree_of_the_next_year_ends_the_transition_of_the_last(cast: Cast, at) -> None:
    """S1.4"""
    force(cast, drafted(cast, cast.asri, [(cast.nobody, "desainer")]))
    at("2026-12-20 09:00")
    coming = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 12, 31)}
    force(cast, drafted(cast, cast.asri, [(cast.nobody, "desainer")], number="800/2/2026", **coming))
    with reading() as session:
        days = session.exec(select(Assignment.ends_on).where(Assignment.person_id == cast.nobody.pk).order_by(Assignment.id)).all()  # type: ignore[arg-type]
    assert days[0] == date(2026, 12, 31)
    at("2027-03-01 09:00")
    assert roles(cast.nobody, cast.asri) == {"desainer"}


def test_what_is_wrong_with_a_decree_is_said_all_at_once_and_nothing_is_half_given(cast: Cast) -> None:
    """S1.4: expired, without people, without a file, number taken."""
    force(cast, drafted(cast, cast.simponi, [(cast.nobody, "desainer")]))
    with transaction() as session:
        by = cast.acting(cast.admin, session)
        programme = Programme.find(cast.simponi.programme.pk, session)
        old = {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31)}
        empty = Decree.record(programme, DecreeKind.DECREE, "800/1/2026", by, session, **old).pk
    assert set(refused(cast, empty)) == {
        "decree_number_taken", "decree_signed_missing", "decree_expired", "decree_without_people", "decree_file_missing",
    }  # fmt: skip
    gone = drafted(cast, cast.simponi, [(cast.simponi.editor, "desainer"), (cast.simponi.mentor, "desainer")], number="800/3")
    with transaction() as session:
        Person.find(cast.simponi.mentor.pk, session).deactivate(by=SYSTEM)
    assert refused(cast, gone) == ["decree_person_inactive"]
    assert roles(cast.simponi.editor, cast.simponi) == {"editor"}


@pytest.mark.parametrize(("role", "expected"), [("", "decree_role_missing"), ("raja", "decree_role_unknown"), ("editor", "unit_unknown")])
def test_a_person_without_a_role_and_a_role_nobody_knows_are_refused(cast: Cast, role: str, expected: str) -> None:
    """S1.4"""
    decree_id = drafted(cast, cast.simponi, [])
    unit = cast.unit.pk if expected == "unit_unknown" else None
    with pytest.raises(NotReady) as caught:
        do(cast, decree_id, lambda one, by: one.appoint(Person.find(cast.nobody.pk, one.session), role, by, unit))
    assert [issue.key for issue in caught.value.issues] == [expected]


def test_only_the_admin_records_decrees_and_only_he_sees_drafts(cast: Cast) -> None:
    """S1.4: the team sees what is in force, a foreign team nothing."""
    decree_id = drafted(cast, cast.simponi, [(cast.nobody, "editor")])
    for verb in (lambda one, by: one.put_in_force(by), lambda one, by: one.discard(by), lambda one, by: one.revise(by, number="9")):
        with pytest.raises(NotAllowed):
            do(cast, decree_id, verb, cast.simponi.koordinator)
    with pytest.raises(NotFound), reading() as session:
        Decree.find(decree_id, acting(cast.simponi.koordinator), session)
    force(cast, decree_id)
    with reading() as session:
        assert Decree.find(decree_id, acting(cast.simponi.koordinator), session).number == "800/1/2026"
        with pytest.raises(NotFound):
            Decree.find(decree_id, acting(cast.asri.koordinator), session)
    with pytest.raises(WrongStage):
        do(cast, decree_id, lambda one, by: one.revise(by, number="9"))


def test_a_revoked_decree_takes_its_roles_back_at_once(cast: Cast) -> None:
    """S1.4"""
    decree_id = force(cast, drafted(cast, cast.asri, [(cast.nobody, "desainer")]))
    with pytest.raises(NotReady):
        do(cast, decree_id, lambda one, by: one.revoke(by, "  "))
    do(cast, decree_id, lambda one, by: one.revoke(by, "Pindah tugas ke kecamatan."))
    assert roles(cast.nobody, cast.asri) == frozenset()
    with reading() as session:
        assert standing(decree_id, session) is Standing.REVOKED


def test_its_people_and_the_admins_hear_twice_that_it_ends(cast: Cast, at) -> None:
    """S1.4: 30 days before, and when the transition begins; each once."""
    force(cast, drafted(cast, cast.simponi, [(cast.nobody, "editor")]))
    counts = []
    for day in ("2026-11-30", "2026-12-01", "2026-12-02", "2026-12-31", "2027-01-01", "2027-01-05"):
        at(f"{day} 09:00")
        with transaction() as session:
            counts.append(decree_reminding.remind(Programme.find(cast.simponi.programme.pk, session), session))
    assert counts == [0, 1, 0, 0, 1, 0]
    with reading() as session:
        said = select(Message.person_id).join(Entry, Entry.number == Message.entry_number).where(Entry.action == "decree.ending")  # type: ignore[arg-type]
        assert sorted(session.exec(said).all()) == sorted([cast.nobody.pk, cast.admin.pk] * 2)
