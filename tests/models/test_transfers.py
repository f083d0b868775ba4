"""A whole programme goes to a successor office by two people's act; papers keep the name of their day; who took a setup is on record."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, datetime

import pytest
from sqlmodel import Session, select

from data import jobs
from data.database import reading as view
from data.database import transaction
from models.actors import ADMIN, LEADER, SYSTEM
from models.content.contents import Content
from models.content.offers import Offer
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.governance.contact_kinds import ContactKind, ContactUse
from models.governance.contacts import Contact
from models.governance.evidence_packages import EvidencePackage
from models.governance.letterheads import Letterhead
from models.governance.office_names import OfficeName
from models.people import Assignment, Person
from models.programmes import Office, Programme
from models.replication.copies import span_of
from models.replication.records import ReplicationRecord
from models.replication.transferring import receivers
from models.replication.transfers import Transfer, TransferState
from models.verification import verify
from tests.cast import OFFICES, Cast
from tests.practising import opened
from tests.story import Story

OLD, NEW = "Dinas Komunikasi, Informatika dan Statistik", "Dinas Komunikasi dan Digital"


@pytest.fixture(autouse=True)
def monday(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-16 09:00")


def proposed(cast: Cast, by: Person, to: Office | None = None, **more: object) -> int:
    told = {
        "number": "188/12/2026", "dated_on": date(2026, 11, 16), "effective_on": date(2026, 11, 16), "basis": "Peraturan Daerah 9/2026",
    }  # fmt: skip
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        target = to or Programme.find(cast.asri.programme.pk, session).office
        return Transfer.propose(programme, target, cast.acting(by, session), session, **{**told, **more}).pk  # type: ignore[arg-type]


def answer(cast: Cast, person: Person, transfer_id: int, verb: Callable) -> None:
    with transaction() as session:
        by = cast.acting(person, session)
        seen = session.get_one(Transfer, transfer_id).version
        verb(Transfer.to_answer(transfer_id, seen, by, session), by)


def test_a_programme_with_its_records_goes_over_in_one_act_of_two_people(
    cast: Cast, reading: Session, at: Callable[[str], datetime]
) -> None:
    """A4.3, S4.5 (DAYS 3.9b): owner, contacts and a dated look for the old office; papers carry the office of their day."""
    Story.simponi(cast)
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        own = Contact.add(
            "Loket", "0717 1", ContactKind.PHONE, ContactUse.PUBLIC, SYSTEM, session, office=programme.office, programme=programme
        )
        shared = Contact.add("Pusat", "0717 2", ContactKind.PHONE, ContactUse.PUBLIC, SYSTEM, session, office=programme.office)
        session.flush()
        own_id, shared_id, old = own.pk, shared.pk, programme.office_id
    room_id = opened(cast, cast.simponi)
    at("2026-11-17 09:00")
    reader = cast.simponi.second("koordinator")
    with pytest.raises(NotAllowed):
        proposed(cast, cast.simponi.editor)
    with pytest.raises(NotReady) as caught:
        proposed(cast, cast.simponi.koordinator, number=" ", readers=[reader.pk])
    assert {one.key for one in caught.value.issues} == {"transfer_number_missing", "transfer_reading_ends"}
    number = proposed(cast, cast.simponi.koordinator, effective_on=date(2026, 11, 18), readers=[reader.pk], read_until=date(2027, 12, 31))
    with pytest.raises(NotReady):
        proposed(cast, cast.simponi.mentor)
    for who, refusal in ((cast.simponi.mentor, NotAllowed), (cast.asri.koordinator, NotFound)):
        with pytest.raises(refusal):
            answer(cast, who, number, lambda one, by: one.accept(by))
    at("2026-11-18 09:00")
    answer(cast, cast.asri.pengawas_keakuratan, number, lambda one, by: one.accept(by))
    programme = Programme.find(cast.simponi.programme.pk, reading)
    assert programme.office.name == OFFICES["asri"][0]
    assert Programme.find(room_id, reading).office_id == programme.office_id  # its practice room goes along
    assert Transfer.office_name(programme, date(2026, 11, 17), reading) == OLD
    assert Transfer.office_name(programme, date(2026, 11, 18), reading) == OFFICES["asri"][0]
    assert Letterhead.valid(Transfer.office_on(programme, date(2026, 11, 1), reading), reading, date(2026, 11, 1)).name == OLD
    known = Contact.known(programme.pk, reading)
    assert (known[own_id].active, known[shared_id].active) == (True, False)
    assert shared_id not in {one.pk for one in Contact.directory(cast.acting(cast.simponi.editor, reading), programme.pk, reading)}
    looking = Person.acting(reader.pk, reading)
    assert looking.roles(programme.pk) == {LEADER}
    assert reading.exec(select(Content.id).where(Content.visible_to(looking))).first() is not None
    assert Person.acting(reader.pk, reading, date(2028, 1, 1)).roles(programme.pk) == frozenset()
    done = reading.get_one(Transfer, number)
    assert (done.state, done.from_id, done.counts["content"], done.anchor_hash != "") == (TransferState.ACCEPTED, old, 1, True)
    for kind, refusal in (("application/zip", NotReady), ("application/pdf", None), ("application/pdf", WrongStage)):
        with pytest.raises(refusal) if refusal else nullcontext(), transaction() as session:  # the signed sheet comes back, once
            by = cast.acting(cast.admin, session)
            Transfer.current(number, None, by, session).sign(by, ("a" * 64, "ba.pdf", kind))
    with pytest.raises(WrongStage):
        answer(cast, cast.admin, number, lambda one, by: one.accept(by))
    reading.rollback()
    told = set(reading.exec(select(Entry.action).where(Entry.programme_id == programme.pk)))
    assert {"transfer.proposed", "transfer.accepted", "transfer.signed", "role.given", "role.ended"} <= told
    assert verify(reading).faults == ()


def test_a_later_transfer_begins_no_earlier_than_the_one_before_it(cast: Cast) -> None:
    """A4.3. Seen red: one dated back made the successor the office of all days before, on every paper of them."""
    first = proposed(cast, cast.simponi.koordinator)
    answer(cast, cast.asri.pengawas_keakuratan, first, lambda one, by: one.accept(by))
    with view() as session:
        home = next(one for one in Office.all(session) if one.name == OLD)
    with pytest.raises(NotReady) as caught:
        proposed(cast, cast.simponi.koordinator, to=home, effective_on=date(2026, 11, 15))
    assert [(one.key, one.facts) for one in caught.value.issues] == [("transfer_before_last", {"day": date(2026, 11, 16)})]
    second = proposed(cast, cast.simponi.koordinator, to=home)
    answer(cast, cast.admin, second, lambda one, by: one.accept(by))
    with view() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        days = [Transfer.office_name(programme, date(2026, 11, day), session) for day in (1, 15, 16)]
    assert days == [OLD, OLD, OLD]  # given away and taken back the same day


def test_what_is_accepted_ahead_takes_effect_on_its_day_and_may_be_called_off_until_then(
    cast: Cast, reading: Session, at: Callable[[str], datetime]
) -> None:
    """A4.3 (DAYS 3.9b): by the job, once, whoever left meanwhile; the former office's reader gets a copy up to the day before."""
    giver, receiver = cast.simponi.koordinator, cast.asri.pengawas_keakuratan
    reader, gone = cast.simponi.second("koordinator"), cast.simponi.second("editor")
    more = {"effective_on": date(2027, 1, 1), "readers": [reader.pk, gone.pk], "read_until": date(2027, 12, 31)}
    called_off = proposed(cast, giver, **more)
    answer(cast, receiver, called_off, lambda one, by: one.accept(by))
    with pytest.raises(NotReady):
        proposed(cast, giver, **more)
    answer(cast, giver, called_off, lambda one, by: one.withdraw(by))
    declined = proposed(cast, giver, **more)
    answer(cast, receiver, declined, lambda one, by: one.accept(by))
    with pytest.raises(NotReady):
        answer(cast, receiver, declined, lambda one, by: one.decline(by, " "))
    answer(cast, receiver, declined, lambda one, by: one.decline(by, "Peraturannya ditunda."))
    number = proposed(cast, giver, **more)
    answer(cast, receiver, number, lambda one, by: one.accept(by))
    with pytest.raises(WrongStage):
        answer(cast, receiver, number, lambda one, by: one.accept(by))
    with transaction() as session:
        Person.find(gone.pk, session).deactivate(cast.acting(cast.admin, session))
    at("2026-12-31 23:50")
    assert jobs.effect_transfers() == 0
    with view() as session:
        assert Programme.find(cast.simponi.programme.pk, session).office.name == OLD
        assert Person.acting(reader.pk, session).roles(cast.simponi.programme.pk) == {"koordinator"}
    at("2027-01-01 00:05")
    assert (jobs.effect_transfers(), jobs.effect_transfers()) == (1, 0)
    programme = Programme.find(cast.simponi.programme.pk, reading)
    assert programme.office.name == OFFICES["asri"][0]
    assert Transfer.office_name(programme, date(2026, 12, 31), reading) == OLD
    done = reading.get_one(Transfer, number)
    assert (done.state, done.answered_by_id, done.anchor_number > 0) == (TransferState.ACCEPTED, receiver.pk, True)
    looking = Person.acting(reader.pk, reading)
    assert looking.roles(programme.pk) == {LEADER}
    last = date(2026, 12, 31)
    assert EvidencePackage.objections_to_making(programme, looking, last) == ()
    for until in (None, date(2027, 1, 1)):
        assert [one.key for one in EvidencePackage.objections_to_making(programme, looking, until)] == ["may_not_make_package"]
    assert EvidencePackage.objections_to_making(programme, cast.acting(cast.leader, reading), last) != ()
    span = span_of(Transfer.find(number, looking, reading), "Salinan", reading)
    assert (span.starts_on <= date(2026, 11, 16), span.ends_on) == (True, last)
    told = list(reading.exec(select(Entry.action).where(Entry.subject == "transfer", Entry.subject_id == number)))
    assert told == ["transfer.proposed", "transfer.agreed", "transfer.effected"]
    assert verify(reading).faults == ()


def test_who_proposed_it_does_not_accept_it_and_a_decline_says_why(cast: Cast, reading: Session) -> None:
    """A4.3"""
    number = proposed(cast, cast.admin)
    with pytest.raises(NotAllowed):
        answer(cast, cast.admin, number, lambda one, by: one.accept(by))
    with pytest.raises(NotReady):
        answer(cast, cast.asri.pengawas_keakuratan, number, lambda one, by: one.decline(by, ""))
    answer(cast, cast.asri.pengawas_keakuratan, number, lambda one, by: one.decline(by, "Belum ada peraturannya."))
    assert Programme.find(cast.simponi.programme.pk, reading).office.name == OLD


def test_a_new_nomenclature_names_later_papers_and_leaves_the_earlier_ones(cast: Cast, reading: Session) -> None:
    """S1.4, S4.3: name and letterhead by date; refused for a day that hasn't come and without its regulation."""

    def rename(valid_from: date, basis: str = "Perda 9/2026", name: str = NEW) -> None:
        with transaction() as session:
            office = Programme.find(cast.simponi.programme.pk, session).office
            OfficeName.rename(office, name, "Dinkomdigi", valid_from, basis, cast.acting(cast.admin, session), session)

    with transaction() as session:
        office = Programme.find(cast.simponi.programme.pk, session).office
        admin = cast.acting(cast.admin, session)
        Letterhead.set(office, date(2026, 1, 1), admin, session, government="Pemerintah Kabupaten Bangka", name=OLD, place="Sungailiat")
    for wrong in ((date(2026, 11, 17), "Perda 9/2026"), (date(2026, 11, 1), " ")):
        with pytest.raises(NotReady):
            rename(*wrong)
    rename(date(2026, 11, 2))
    with pytest.raises(NotReady):
        rename(date(2026, 11, 2), name="Lain lagi")
    programme = Programme.find(cast.simponi.programme.pk, reading)
    assert programme.office.name == NEW
    assert [Transfer.office_name(programme, date(2026, 11, day), reading) for day in (1, 2, 16)] == [OLD, NEW, NEW]
    heads = [Letterhead.valid(programme.office, reading, date(2026, 11, day)) for day in (1, 2)]
    assert [(one.name, one.place) for one in heads] == [(OLD, "Sungailiat"), (NEW, "Sungailiat")]


def test_only_who_may_accept_today_is_told_of_a_proposal(cast: Cast, reading: Session) -> None:
    """S4.5: seen red with everybody told who ever was the application's admin."""
    with transaction() as session:
        admin = cast.acting(cast.admin, session)
        Assignment.give(Person.find(cast.nobody.pk, session), ADMIN, admin, session, starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))
    told = receivers(Programme.find(cast.asri.programme.pk, reading).office, reading)
    assert {cast.admin.pk, cast.asri.pengawas_keakuratan.pk} <= set(told)
    assert cast.nobody.pk not in told


def test_a_practice_room_goes_nowhere(cast: Cast) -> None:
    """S4.5: neither to another office nor, as a programme, to whom a piece is offered."""
    room_id, story = opened(cast, cast.asri), Story.simponi(cast)
    with view() as session:
        room = Programme.find(room_id, session)
        refused = Transfer.objections_to_proposing(room, cast.acting(cast.admin, session))
        refused += Offer.objections_to(story.look(cast.simponi.koordinator, session), room, session)
        assert [one.key for one in refused] == ["transfer_practice", "offer_to_itself"]


def test_a_replication_elsewhere_is_written_down_and_followed_up(cast: Cast) -> None:
    """S4.5, A4.3: receiver, version, visits; no private number."""
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.koordinator, session)
        for receiver, contact, version, key in (
            ("", "", 1, "replication_receiver_missing"), ("Kec. Merawang", "0812-3456-7890", 1, "replication_personal"),
            ("Kec. Merawang", "", 2, "replication_version_unknown"),
        ):  # fmt: skip
            with pytest.raises(NotReady) as caught:
                ReplicationRecord.add(programme, receiver, date(2026, 11, 2), version, by, session, contact=contact)
            assert [one.key for one in caught.value.issues] == [key]
        one = ReplicationRecord.add(programme, "Kec. Merawang", date(2026, 11, 2), 1, by, session, contact="Sekretaris kecamatan")
        one.visit(programme, date(2026, 11, 16), "Templat dipakai.", by, date(2027, 1, 12))
        editor = cast.acting(cast.simponi.editor, session)
        with pytest.raises(NotAllowed):
            one.visit(programme, date(2026, 11, 16), "Lagi.", editor)
    with view() as session:
        found = ReplicationRecord.of(cast.simponi.programme.pk, cast.acting(cast.simponi.editor, session), session)
        assert [(one.receiver, [visit.note for visit in one.visits]) for one in found] == [("Kec. Merawang", ["Templat dipakai."])]
