"""Taking comments out of sight: a house rule, a reason and an archived copy each; criticism only by two people."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from data.database import reading as view
from data.database import transaction
from models.actors import SYSTEM
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, OutOfDate
from models.notes import Note, commitment
from models.people import Person
from models.programmes import Programme
from models.public.acts import Act, Deed
from models.public.hiding import HidingRequest, RequestState
from models.public.interactions import Interaction
from models.public.service_hours import USUAL_WEEK, ServiceHours
from models.public.states import InteractionState
from tests.cast import Cast

SPAM = "𝘀𝗹𝗼𝘁 g a c o r hari ini klik profil"
CRITICISM = "Mending perbaiki jalan dulu, ini cuma pencitraan."


@pytest.fixture(autouse=True)
def monday_morning(cast: Cast, at) -> None:
    at("2026-11-16 09:00")
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        ServiceHours.set(programme, USUAL_WEEK, datetime(2026, 11, 2, tzinfo=UTC).date(), SYSTEM, session)


def received(cast: Cast, text: str, **told) -> int:
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        return Interaction.receive(Programme.find(cast.simponi.programme.pk, session), text, by, session, **told).pk


def remove(cast: Cast, number: int, person: Person, deed: Deed = Deed.HIDDEN, rule: str = "tanpa_judi", why: str = "Promosi judi") -> None:
    with transaction() as session:
        by = cast.acting(person, session)
        Interaction.current(number, None, by, session).remove(by, deed, rule, why)


def ask(cast: Cast, number: int, person: Person) -> int:
    with transaction() as session:
        by = cast.acting(person, session)
        one = Interaction.current(number, None, by, session)
        request = HidingRequest.ask(one, by, Deed.HIDDEN, "tanpa_spam", "Dipasang berulang kali")
        session.flush()
        return request.pk


def confirm(cast: Cast, request_id: int, person: Person) -> None:
    with transaction() as session:
        by = cast.acting(person, session)
        HidingRequest.current(request_id, None, by, session).confirm(by)


def state(cast: Cast, number: int) -> InteractionState:
    with view() as session:
        return Interaction.find(number, cast.acting(cast.simponi.mentor, session), session).state


def test_what_is_hidden_is_archived_first_and_the_copy_can_be_proved(db: str, cast: Cast) -> None:
    """S3.4 A3.3: the immutable row binds the copy by a salted hash; the words themselves stay erasable."""
    number = received(cast, SPAM)
    remove(cast, number, cast.simponi.admin_teknis)
    assert state(cast, number) is InteractionState.HIDDEN
    with view() as session:
        act = Act.of(number, session)[0]
        copy = session.get(Note, act.copy_id)
        assert copy is not None
        assert copy.text == SPAM
        assert act.commitment == commitment(SPAM, copy.salt)
        assert (act.deed, act.house_rule) == (Deed.HIDDEN, "tanpa_judi")


@pytest.mark.parametrize(("rule", "why", "key"), [("", "Spam", "house_rule_missing"), ("tanpa_spam", " ", "reason_missing")])
def test_nothing_is_removed_without_rule_and_reason(db: str, cast: Cast, rule: str, why: str, key: str) -> None:
    """S3.3"""
    number = received(cast, SPAM)
    with pytest.raises(NotReady) as refused:
        remove(cast, number, cast.simponi.admin_teknis, rule=rule, why=why)
    assert [one.key for one in refused.value.issues] == [key]


def test_a_suspect_stays_until_a_person_acts(db: str, cast: Cast) -> None:
    """S3.3: a rule proposes, and does nothing else."""
    number = received(cast, SPAM)
    assert state(cast, number) is InteractionState.NEW


def test_criticism_cannot_be_hidden_by_one_person(db: str, cast: Cast) -> None:
    """S3.3: seen red without the second person in the guard."""
    number = received(cast, CRITICISM)
    for deed in (Deed.HIDDEN, Deed.REMOVED):
        with pytest.raises(NotAllowed):
            remove(cast, number, cast.simponi.koordinator, deed, "tanpa_spam", "Mengganggu")
    assert state(cast, number) is InteractionState.NEW


def test_renaming_criticism_does_not_open_the_way_to_hide_it(db: str, cast: Cast) -> None:
    """S3.3: seen red with the guard asking today's category only."""
    number = received(cast, CRITICISM)
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        Interaction.current(number, None, by, session).categorise(by, "spam")
    with pytest.raises(NotAllowed):
        remove(cast, number, cast.simponi.koordinator, rule="tanpa_spam", why="Spam")


def test_a_second_person_with_the_right_confirms(db: str, cast: Cast) -> None:
    """S3.3"""
    number = received(cast, CRITICISM)
    request = ask(cast, number, cast.simponi.admin_teknis)
    assert state(cast, number) is InteractionState.NEW
    confirm(cast, request, cast.simponi.pengawas_kebijakan)
    assert state(cast, number) is InteractionState.HIDDEN
    with view() as session:
        told = session.exec(select(Entry).where(Entry.action == "interaction.removed")).one()
        assert told.facts["second"] is True
        assert f"hiding_request:{request}" in told.names


def test_who_asked_does_not_confirm_his_own_request(db: str, cast: Cast) -> None:
    """S3.3: the coordinator holds both rights and still needs somebody else."""
    request = ask(cast, received(cast, CRITICISM), cast.simponi.koordinator)
    with pytest.raises(NotAllowed):
        confirm(cast, request, cast.simponi.koordinator)
    with pytest.raises(NotAllowed):
        confirm(cast, request, cast.simponi.admin_teknis)


def test_a_request_is_refused_with_a_reason_and_the_criticism_stays(db: str, cast: Cast) -> None:
    """S3.3"""
    number = received(cast, CRITICISM)
    request = ask(cast, number, cast.simponi.admin_teknis)
    with transaction() as session:
        by = cast.acting(cast.simponi.mentor, session)
        HidingRequest.current(request, None, by, session).refuse(by, "Ini kritik yang sah, jawab saja.")
    assert state(cast, number) is InteractionState.NEW
    with view() as session:
        assert [one.state for one in HidingRequest.of(number, session)] == [RequestState.REFUSED]
    with pytest.raises(NotReady):
        confirm(cast, request, cast.simponi.pengawas_kebijakan)


def test_a_comment_waits_for_one_second_person_at_a_time(db: str, cast: Cast) -> None:
    number = received(cast, CRITICISM)
    ask(cast, number, cast.simponi.admin_teknis)
    with pytest.raises(NotReady) as refused:
        ask(cast, number, cast.simponi.koordinator)
    assert refused.value.issues[0].key == "hiding_asked_already"


def test_a_request_is_neither_seen_nor_decided_from_another_programme(db: str, cast: Cast) -> None:
    """S1.1"""
    request = ask(cast, received(cast, CRITICISM), cast.simponi.admin_teknis)
    for person in (cast.asri.koordinator, cast.asri.pengawas_keakuratan, cast.simponi.validator_unit):
        with pytest.raises(NotFound):
            confirm(cast, request, person)


def test_blocking_needs_a_known_account_and_marks_it(db: str, cast: Cast) -> None:
    """A3.3"""
    with pytest.raises(NotReady) as refused:
        remove(cast, received(cast, SPAM), cast.simponi.admin_teknis, Deed.BLOCKED)
    assert refused.value.issues[0].key == "comment_without_account"
    number = received(cast, f"{SPAM} sekarang", author="Raja Slot", channel="facebook")
    remove(cast, number, cast.simponi.admin_teknis, Deed.BLOCKED)
    with view() as session:
        one = Interaction.find(number, cast.acting(cast.simponi.mentor, session), session)
        assert one.citizen is not None
        assert one.citizen.blocked


def test_ones_own_act_is_undone_within_ten_minutes_only(db: str, cast: Cast, at) -> None:
    """S3.3: hidden by mistake comes back as it stood, blocked accounts too."""
    number = received(cast, SPAM, author="Raja Slot", channel="facebook")
    remove(cast, number, cast.simponi.admin_teknis, Deed.BLOCKED)
    at("2026-11-16 09:05")
    with pytest.raises(OutOfDate):
        undo(cast, number, cast.simponi.koordinator)
    undo(cast, number, cast.simponi.admin_teknis)
    with view() as session:
        one = Interaction.find(number, cast.acting(cast.simponi.mentor, session), session)
        assert (one.state, one.open, one.citizen.blocked) == (InteractionState.NEW, True, False)
    remove(cast, number, cast.simponi.admin_teknis)
    at("2026-11-16 09:30")
    with pytest.raises(OutOfDate):
        undo(cast, number, cast.simponi.admin_teknis)


def test_an_undone_answer_was_no_response(db: str, cast: Cast) -> None:
    """S4.1"""
    number = received(cast, "Kapan buka?")
    with transaction() as session:
        by = cast.acting(cast.simponi.admin_teknis, session)
        Interaction.current(number, None, by, session).answer(by, "Senin")
    undo(cast, number, cast.simponi.admin_teknis)
    with view() as session:
        one = Interaction.find(number, cast.acting(cast.simponi.mentor, session), session)
        assert (one.first_response_at, one.response_minutes, one.closed_at) == (None, None, None)


def undo(cast: Cast, number: int, person: Person) -> None:
    with transaction() as session:
        by = cast.acting(person, session)
        Interaction.current(number, None, by, session).undo(by)
