"""Who holds which role, from when to when, and who stands in for whom (S1.1, A1.1, S3.4)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session

from data.database import reading, transaction
from models.actors import ADMIN, INSPECTOR, LEADER, SYSTEM, Actor, can
from models.base import today
from models.deputies import ActingKind, Deputyship
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, OutOfDate, Refused
from models.people import Assignment, Person
from tests.cast import Cast

WEEK = timedelta(days=7)
YESTERDAY = timedelta(days=-1)


def acting(person: Person) -> Actor:
    with reading() as session:
        return Person.acting(person.pk, session)


def here(person: Person, session: Session) -> Person:
    return Person.find(person.pk, session)


def keys(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [issue.key for issue in refused.value.issues]


def test_each_programme_has_the_roles_its_guideline_names(cast: Cast) -> None:
    """S1.1, A1.1: by playbook, with labels and duties."""
    simponi = [role.label for role in cast.simponi.programme.rules.roles]
    asri = [role.label for role in cast.asri.programme.rules.roles]
    assert simponi[:5] == ["Koordinator Konten", "Editor", "Desainer Grafis", "Admin Teknis", "Pengawas Kebijakan"]
    assert {"Validator Unit Teknis", "Mentor/Kabid"} == set(simponi[5:])
    assert asri[:4] == ["Koordinator Konten", "Editor Teknis", "Desainer Grafis", "Admin Platform"]
    assert asri[4].startswith("Pengawas Keakuratan")
    assert all(role.duties for team in (cast.simponi, cast.asri) for role in team.programme.rules.roles)


def test_a_person_wears_several_hats_in_several_programmes(cast: Cast) -> None:
    """S1.1"""
    with transaction() as session:
        Assignment.give(here(cast.simponi.editor, session), "desainer", SYSTEM, session, programme=cast.simponi.programme)
        Assignment.give(here(cast.simponi.editor, session), "editor_teknis", SYSTEM, session, programme=cast.asri.programme)
    actor = acting(cast.simponi.editor)
    assert actor.roles(cast.simponi.programme.id) == {"editor", "desainer"}
    assert actor.roles(cast.asri.programme.id) == {"editor_teknis"}


def test_a_role_of_another_playbook_is_refused_by_the_model(cast: Cast) -> None:
    """A forged select value reaches the callback raw. Seen red with the check of `role_unknown` left out."""
    with pytest.raises(NotReady) as refused, transaction() as session:
        Assignment.give(here(cast.nobody, session), "mentor", SYSTEM, session, programme=cast.asri.programme)
    assert keys(refused) == ["role_unknown"]


def test_the_admin_role_belongs_to_the_office_not_to_a_programme(cast: Cast) -> None:
    with pytest.raises(NotReady), transaction() as session:
        Assignment.give(here(cast.nobody, session), ADMIN, SYSTEM, session, programme=cast.simponi.programme)


def test_only_an_admin_gives_roles(cast: Cast) -> None:
    """Seen red without `require_admin` in `give`."""
    mentor = acting(cast.simponi.mentor)
    with pytest.raises(NotAllowed), transaction() as session:
        Assignment.give(here(cast.simponi.mentor, session), ADMIN, mentor, session)


def test_a_role_counts_from_its_first_to_its_last_day(cast: Cast, at: Callable[[str], datetime]) -> None:
    """S1.1: dated roles; nobody has to remember to take one away."""
    first, last = date(2026, 3, 2), date(2026, 3, 6)
    at("2026-03-01 08:00")
    with transaction() as session:
        programme = cast.simponi.programme
        Assignment.give(here(cast.nobody, session), "editor", SYSTEM, session, programme=programme, starts_on=first, ends_on=last)
    assert not acting(cast.nobody).hats
    at("2026-03-02 00:00")
    assert acting(cast.nobody).roles(programme.id) == {"editor"}
    at("2026-03-06 23:59")
    assert acting(cast.nobody).roles(programme.id) == {"editor"}
    at("2026-03-07 00:00")
    assert not acting(cast.nobody).hats


def test_the_same_role_twice_at_the_same_time_is_refused(cast: Cast) -> None:
    with pytest.raises(NotReady) as refused, transaction() as session:
        Assignment.give(here(cast.simponi.editor, session), "editor", SYSTEM, session, programme=cast.simponi.programme)
    assert keys(refused) == ["role_held"]


def test_a_unit_validator_needs_a_unit_that_exists(cast: Cast) -> None:
    """S1.1: he sees only what is sent to his unit."""
    programme = cast.simponi.programme
    with pytest.raises(NotReady) as missing, transaction() as session:
        Assignment.give(here(cast.nobody, session), "validator_unit", SYSTEM, session, programme=programme)
    with pytest.raises(NotReady) as unknown, transaction() as session:
        Assignment.give(here(cast.nobody, session), "validator_unit", SYSTEM, session, programme=programme, unit_id=9_999)
    assert (keys(missing), keys(unknown)) == (["unit_missing"], ["unit_unknown"])


def test_an_inspector_needs_an_end_and_a_letter_and_no_other_role(cast: Cast) -> None:
    """S3.4: read-only, dated, by letter. Seen red with `inspector_alone` left out."""
    with pytest.raises(NotReady) as open_ended, transaction() as session:
        Assignment.give(here(cast.nobody, session), INSPECTOR, SYSTEM, session)
    with pytest.raises(NotReady) as second_hat, transaction() as session:
        Assignment.give(here(cast.inspector, session), "editor", SYSTEM, session, programme=cast.simponi.programme)
    assert keys(open_ended) == ["inspector_needs_end", "letter_missing"]
    assert keys(second_hat) == ["inspector_alone"]


def test_leader_and_inspector_read_everything_and_may_nothing_else(cast: Cast) -> None:
    for person in (cast.leader, cast.inspector):
        actor = acting(person)
        assert can(actor, "read", cast.simponi.programme)
        rights = cast.simponi.programme.rules.rights
        assert not [right for right in rights if right != "read" and can(actor, right, cast.simponi.programme)]
    assert LEADER in {hat.role for hat in acting(cast.leader).hats}


def test_the_last_admin_stays(cast: Cast) -> None:
    """Seen red with `_is_last_admin` always False."""
    admin = acting(cast.admin)
    with pytest.raises(Refused) as switched_off, transaction() as session:
        here(cast.admin, session).deactivate(SYSTEM)
    with pytest.raises(Refused) as demoted, transaction() as session:
        here(cast.admin, session).assignments[0].end(admin)
    assert keys(switched_off) == keys(demoted) == ["last_admin"]


def test_nobody_switches_himself_off(cast: Cast) -> None:
    with transaction() as session:
        Assignment.give(here(cast.nobody, session), ADMIN, SYSTEM, session)
    with pytest.raises(Refused), transaction() as session:
        here(cast.admin, session).deactivate(Person.acting(cast.admin.pk, session))


def test_two_admins_at_once_do_not_overwrite_each_other(cast: Cast) -> None:
    with transaction() as session:
        here(cast.nobody, session).revise(SYSTEM, phone="0811")
    with pytest.raises(OutOfDate), transaction() as session:
        Person.current(cast.nobody.pk, cast.nobody.version, session).revise(SYSTEM, phone="0822")


def test_everybody_may_correct_his_own_data_but_nobody_elses(cast: Cast) -> None:
    editor = acting(cast.simponi.editor)
    with transaction() as session:
        here(cast.simponi.editor, session).revise(editor, phone="0811")
    with pytest.raises(NotAllowed), transaction() as session:
        here(cast.simponi.mentor, session).revise(editor, phone="0811")


def test_a_deputy_wears_the_absent_persons_programme_hats(cast: Cast) -> None:
    """S3.4: Plh with dates and letter; the queue moves with the roles."""
    mentor, editor = cast.simponi.mentor, cast.simponi.editor
    with transaction() as session:
        named = name_deputy(mentor, editor, session)
    assert named.letter == ""
    borrowed = {hat for hat in acting(editor).hats if hat.on_behalf_of == mentor.id}
    assert {hat.role for hat in borrowed} == {"mentor"}


def test_an_admin_of_the_office_lends_no_admin_hat(cast: Cast) -> None:
    """Seen red when `acting` takes office-wide roles along."""
    with transaction() as session:
        name_deputy(cast.admin, cast.simponi.editor, session)
    assert not acting(cast.simponi.editor).is_admin


def test_the_deputy_is_out_as_soon_as_the_absent_one_is_back(cast: Cast) -> None:
    mentor, editor = cast.simponi.mentor, cast.simponi.editor
    with transaction() as session:
        named = name_deputy(mentor, editor, session)
    with transaction() as session:
        Deputyship.current(named.pk, named.version, session).end(Person.acting(mentor.pk, session))
    assert not {hat for hat in acting(editor).hats if hat.on_behalf_of}


def test_the_letter_of_a_deputyship_may_follow(cast: Cast) -> None:
    with transaction() as session:
        named = name_deputy(cast.simponi.mentor, cast.simponi.editor, session)
    with transaction() as session:
        Deputyship.current(named.pk, named.version, session).add_letter("800/77", Person.acting(cast.simponi.mentor.pk, session))
    with reading() as session:
        assert [one.letter for one in Deputyship.coming(session)] == ["800/77"]


def test_one_absence_has_one_deputy_who_is_there_himself(cast: Cast) -> None:
    mentor, editor, other = cast.simponi.mentor, cast.simponi.editor, cast.simponi.desainer
    with transaction() as session:
        name_deputy(mentor, editor, session)
    with pytest.raises(NotReady) as second, transaction() as session:
        name_deputy(mentor, other, session)
    with pytest.raises(NotReady) as absent, transaction() as session:
        name_deputy(other, mentor, session)
    assert (keys(second), keys(absent)) == (["deputy_overlaps"], ["deputy_absent"])


def test_wrong_deputies_are_refused(cast: Cast) -> None:
    mentor = cast.simponi.mentor
    with pytest.raises(NotReady) as himself, transaction() as session:
        name_deputy(mentor, mentor, session)
    with pytest.raises(NotReady) as inspector, transaction() as session:
        name_deputy(mentor, cast.inspector, session)
    with pytest.raises(NotReady) as past, transaction() as session:
        name_deputy(mentor, cast.simponi.editor, session, starts=today() - WEEK, ends=today() + YESTERDAY)
    assert (keys(himself), keys(inspector), keys(past)) == (["deputy_is_self"], ["inspector_alone"], ["deputy_past"])


def test_nobody_names_a_deputy_for_somebody_else(cast: Cast) -> None:
    """Seen red without `_require_own`."""
    editor = acting(cast.simponi.editor)
    with pytest.raises(NotAllowed), transaction() as session:
        name_deputy(cast.simponi.mentor, cast.simponi.editor, session, by=editor)


def test_an_inactive_person_acts_no_more(cast: Cast) -> None:
    with transaction() as session:
        here(cast.simponi.editor, session).deactivate(SYSTEM)
    with pytest.raises(NotFound):
        acting(cast.simponi.editor)


def test_what_happens_to_roles_stands_in_the_log(cast: Cast) -> None:
    """S3.4, A3.3b"""
    with transaction() as session:
        person = here(cast.simponi.editor, session)
        given = Assignment.give(person, "desainer", SYSTEM, session, programme=cast.simponi.programme)
    with transaction() as session:
        Assignment.current(given.pk, given.version, session).end(SYSTEM)
    with reading() as session:
        assert [one.action for one in Entry.of(cast.simponi.editor, session)][:2] == ["role.ended", "role.given"]


def test_people_are_found_by_words_of_their_name_and_by_programme(cast: Cast) -> None:
    with reading() as session:
        assert [one.name for one in Person.listed(session, words="andi sap")] == ["Andi Saputra"]
        assert Person.listed(session, words="100%") == []
        names = {one.name for one in Person.listed(session, programme_id=cast.asri.programme.id)}
    assert "Kartika Putri" in names
    assert "Andi Saputra" not in names


def name_deputy(
    person: Person, deputy: Person, session: Session, *, by: Actor | None = None, starts: date | None = None, ends: date | None = None
) -> Deputyship:
    absent, stands_in = here(person, session), here(deputy, session)
    days = starts or today(), ends or today() + WEEK
    return Deputyship.name(absent, stands_in, ActingKind.PLH, *days, by or Person.acting(person.pk, session), session)


def test_a_name_taken_an_instant_before_is_said_as_such(cast: Cast) -> None:
    """Two admins at once: the second learns it, nothing is a fault. Seen red without `_taken_meanwhile`."""
    with transaction() as session:
        Person.add("kembar", "Kembar Satu", SYSTEM, session)
    with pytest.raises(OutOfDate), transaction() as session:
        session.add(Person(username="kembar", name="Kembar Dua"))
