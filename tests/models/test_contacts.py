"""The directory of contacts: what may be printed, who tested it, and when it must be tested again."""

from datetime import UTC, date, datetime, time

import pytest

from data import database
from data.playbooks import texts
from models import base
from models.actors import ADMIN, SYSTEM, Actor, ActorKind, Hat
from models.base import LOCAL
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, OutOfDate
from models.governance.contact_kinds import ContactKind, ContactState, ContactUse
from models.governance.contacts import Contact
from models.playbooks import load
from models.programmes import Office, Programme

TODAY = date(2026, 11, 16)
ADMINISTRATOR = Actor(ActorKind.PERSON, None, "Wening", frozenset({Hat(ADMIN)}))


@pytest.fixture
def asri(engine: str) -> Programme:
    """ASRI in an empty database, beside a SIMPONI of another office, on 16 November 2026."""
    base.set_clock(lambda: datetime.combine(TODAY, time(8), LOCAL).astimezone(UTC))
    with database.transaction() as session:
        rules = {key: load(text, f"{key}.toml") for key, text in texts().items()}
        Programme.start(rules["simponi"], Office.found("Dinas Kominfo", "Kominfo", SYSTEM, session), SYSTEM, session)
        return Programme.start(rules["asri"], Office.found("BPBD Purworejo", "BPBD", SYSTEM, session), SYSTEM, session)


def add(
    programme: Programme, label: str = "Pusdalops BPBD", number: str = "0275 321113", kind: ContactKind = ContactKind.PHONE,
    use: ContactUse = ContactUse.PUBLIC, *, shared: bool = False, by: Actor = ADMINISTRATOR,
) -> Contact:  # fmt: skip
    with database.transaction() as session:
        return Contact.add(label, number, kind, use, by, session, office=programme.office, programme=None if shared else programme)


def after_test(contact: Contact, on: date, *, reached: bool = True, by: Actor = ADMINISTRATOR) -> Contact:
    with database.transaction() as session:
        current = Contact.current(contact.pk, None, session)
        current.record_test(by, on, reached=reached)
    return current


def team_member(programme: Programme, role: str = "editor") -> Actor:
    return Actor(ActorKind.PERSON, None, "Sari", frozenset({Hat(role, programme.pk)}))


def labels(actor: Actor, programme: Programme, *, include_inactive: bool = False) -> list[str]:
    with database.reading() as session:
        return [one.label for one in Contact.directory(actor, programme.pk, session, include_inactive=include_inactive)]


def test_a_new_contact_waits_for_its_first_test(asri: Programme) -> None:
    assert add(asri).state(90) is ContactState.RETEST


def test_a_reached_contact_is_verified_until_its_test_grows_old(asri: Programme) -> None:
    contact = after_test(add(asri), date(2026, 8, 18))
    assert contact.state(90) is ContactState.VERIFIED
    assert contact.state(89) is ContactState.RETEST


def test_a_contact_that_did_not_answer_must_be_tested_again(asri: Programme) -> None:
    contact = after_test(after_test(add(asri), date(2026, 11, 1)), TODAY, reached=False)
    assert contact.state(90) is ContactState.RETEST
    with database.reading() as session:
        assert Contact.known(asri.pk, session)[contact.pk].tested_on is None


def test_a_test_is_neither_of_tomorrow_nor_older_than_the_last(asri: Programme) -> None:
    contact = after_test(add(asri), date(2026, 11, 10))
    for on in (date(2026, 11, 17), date(2026, 11, 9)):
        with pytest.raises(NotReady) as refused:
            after_test(contact, on)
        assert [issue.about for issue in refused.value.issues] == ["tested_on"]


def test_a_team_member_may_record_a_test_and_a_reader_may_not(asri: Programme) -> None:
    contact = add(asri)
    assert after_test(contact, TODAY, by=team_member(asri)).state(90) is ContactState.VERIFIED
    for reader in (team_member(asri, "pimpinan"), Actor(ActorKind.PERSON, None, "Pemeriksa", frozenset({Hat("pemeriksa")}))):
        with pytest.raises(NotAllowed):
            after_test(contact, TODAY, by=reader)


def test_a_member_of_another_programme_does_not_test_our_contacts(asri: Programme) -> None:
    stranger = Actor(ActorKind.PERSON, None, "Rina", frozenset({Hat("editor", asri.pk + 1)}))
    with pytest.raises(NotAllowed):
        after_test(add(asri), TODAY, by=stranger)


def test_a_shared_contact_is_tested_by_any_team_of_its_office(asri: Programme) -> None:
    shared = add(asri, "Ambulans 118", "118", shared=True)
    assert after_test(shared, TODAY, by=team_member(asri)).reached
    stranger = Actor(ActorKind.PERSON, None, "Rina", frozenset({Hat("editor", asri.pk + 1)}))
    with pytest.raises(NotAllowed):
        after_test(shared, TODAY, by=stranger)


def test_only_the_admin_adds_revises_and_switches_off(asri: Programme) -> None:
    contact = add(asri)
    with pytest.raises(NotAllowed):
        add(asri, by=team_member(asri))
    with database.transaction() as session:
        current = Contact.current(contact.pk, None, session)
        with pytest.raises(NotAllowed):
            current.revise(team_member(asri), note="jam kerja")
        with pytest.raises(NotAllowed):
            current.deactivate(team_member(asri))


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (ContactKind.PHONE, "112"),
        (ContactKind.PHONE, "(0275) 321-113"),
        (ContactKind.WHATSAPP, "+62 812 3456 7890"),
        (ContactKind.EMAIL, "pusdalops@purworejokab.go.id"),
        (ContactKind.WEB, "https://bpbd.purworejokab.go.id"),
    ],
)
def test_numbers_and_addresses_are_taken_as_people_write_them(asri: Programme, kind: ContactKind, number: str) -> None:
    assert add(asri, number=f" {number} ", kind=kind).number == number


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (ContactKind.PHONE, "hubungi kantor"),
        (ContactKind.PHONE, "1"),
        (ContactKind.PHONE, "..------.."),
        (ContactKind.WHATSAPP, "112"),
        (ContactKind.EMAIL, "pusdalops"),
        (ContactKind.WEB, "http://bpbd.purworejokab.go.id"),
        (ContactKind.WEB, "javascript:alert(1)"),
    ],
)
def test_a_number_nobody_can_reach_is_refused(asri: Programme, kind: ContactKind, number: str) -> None:
    with pytest.raises(NotReady) as refused:
        add(asri, number=number, kind=kind)
    assert [issue.about for issue in refused.value.issues] == ["number"]


def test_all_that_is_missing_is_said_at_once(asri: Programme) -> None:
    with pytest.raises(NotReady) as refused:
        add(asri, label=" ", number="")
    assert {issue.about for issue in refused.value.issues} == {"label", "number"}


def test_a_note_changes_in_place_and_keeps_the_test(asri: Programme) -> None:
    contact = after_test(add(asri), TODAY)
    with database.transaction() as session:
        revised = Contact.current(contact.pk, contact.version, session).revise(ADMINISTRATOR, note="24 jam", use=ContactUse.VERIFICATION)
    assert revised.pk == contact.pk
    assert revised.state(90) is ContactState.VERIFIED


def test_what_is_printed_never_changes_under_its_id(asri: Programme) -> None:
    contact = after_test(add(asri), TODAY)
    with database.transaction() as session:
        successor = Contact.current(contact.pk, None, session).revise(ADMINISTRATOR, number="0275 321999")
    with database.reading() as session:
        known = Contact.known(asri.pk, session)
    assert (known[contact.pk].number, known[contact.pk].active) == ("0275 321113", False)
    assert (known[successor.pk].number, known[successor.pk].active) == ("0275 321999", True)
    assert successor.state(90) is ContactState.RETEST


def test_a_revision_that_changes_nothing_writes_nothing(asri: Programme) -> None:
    contact = add(asri)
    with database.transaction() as session:
        assert Contact.current(contact.pk, None, session).revise(ADMINISTRATOR, label="Pusdalops  BPBD").pk == contact.pk
    with database.reading() as session:
        assert [entry.action for entry in Entry.of(contact, session)] == ["contact.added"]


def test_an_inactive_contact_is_offered_to_nobody_and_can_not_be_changed(asri: Programme) -> None:
    contact = add(asri)
    with database.transaction() as session:
        Contact.current(contact.pk, None, session).deactivate(ADMINISTRATOR)
    assert labels(ADMINISTRATOR, asri) == []
    assert labels(ADMINISTRATOR, asri, include_inactive=True) == ["Pusdalops BPBD"]
    with database.transaction() as session:
        current = Contact.current(contact.pk, None, session)
        assert current.state(90) is ContactState.INACTIVE
        for verb in (
            lambda: current.deactivate(ADMINISTRATOR),
            lambda: current.revise(ADMINISTRATOR, note="x"),
            lambda: current.record_test(ADMINISTRATOR, TODAY, reached=True),
        ):
            with pytest.raises(NotReady):
                verb()


def test_the_directory_holds_the_programmes_own_and_its_offices_contacts(asri: Programme) -> None:
    with database.reading() as session:
        simponi = next(one for one in Programme.all(session) if one.key == "simponi")
        session.expunge_all()
    add(asri, "Pusdalops BPBD")
    add(asri, "Ambulans 118", "118", shared=True)
    add(simponi, "Pengaduan Kominfo", "0275 321222", shared=True)
    assert labels(team_member(asri), asri) == ["Ambulans 118", "Pusdalops BPBD"]
    assert labels(ADMINISTRATOR, simponi) == ["Pengaduan Kominfo"]


def test_the_directory_does_not_exist_for_who_has_no_part_in_the_programme(asri: Programme) -> None:
    with pytest.raises(NotFound):
        labels(Actor(ActorKind.PERSON, None, "Rina", frozenset({Hat("editor", asri.pk + 1)})), asri)


def test_requirements_see_what_may_be_printed(asri: Programme) -> None:
    public, internal = after_test(add(asri), TODAY), add(asri, "Camat Bagelen", "0812 3456 7890", use=ContactUse.VERIFICATION)
    with database.reading() as session:
        known = Contact.known(asri.pk, session)
    assert (known[public.pk].public, known[public.pk].tested_on) == (True, TODAY)
    assert not known[internal.pk].public


def test_a_stale_screen_changes_no_contact(asri: Programme) -> None:
    contact = add(asri)
    after_test(contact, TODAY)
    with database.transaction() as session, pytest.raises(OutOfDate):
        Contact.current(contact.pk, contact.version, session)


def test_the_log_holds_neither_label_nor_number(asri: Programme) -> None:
    contact = after_test(add(asri, "Budi Santoso", "0812 9876 5432"), TODAY)
    with database.transaction() as session:
        Contact.current(contact.pk, None, session).revise(ADMINISTRATOR, number="0812 1111 2222")
    with database.reading() as session:
        lines = Entry.of(contact, session)
        assert [line.action for line in lines] == ["contact.replaced", "contact.tested", "contact.added"]
        assert not any(private in line.text for line in lines for private in ("Budi", "9876", "1111"))
