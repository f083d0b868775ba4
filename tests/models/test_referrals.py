"""A case handed to an official channel stays open until the citizen was told what came of it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from data import jobs
from data.database import reading, transaction
from models import entries
from models.actors import SYSTEM
from models.base import LOCAL
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.governance.contact_kinds import ContactKind, ContactUse
from models.governance.contacts import Contact
from models.inbox.messages import Message
from models.people import Person
from models.programmes import Programme
from models.public import working_days
from models.public.closed_days import ClosedDay, DayKind
from models.public.referrals import Referral, ReferralState
from models.verification import verify
from tests.asking import NOTED, Question, ask, open_desk
from tests.cast import Cast, Team


@pytest.fixture
def asri(cast: Cast, at: Callable[[str], object], monkeypatch: pytest.MonkeyPatch) -> Iterator[Team]:
    at("2026-11-16 09:00")
    with open_desk(cast.asri, monkeypatch) as team:
        yield team


def refer(team: Team, question_id: int, target: str = "sp4n_lapor", kind: str = "pengaduan", **more: Any) -> int:
    with transaction() as session:
        by = Cast.acting(team.admin_platform, session)
        case = Question.current(question_id, None, by, session)
        return Referral.send(case, target, kind, "Jalan berlubang di Sungailiat.", by, **more).pk


def follow(team: Team, referral_id: int, verb: Callable[[Referral, Any], object]) -> None:
    with transaction() as session:
        by = Cast.acting(team.admin_platform, session)
        verb(Referral.current(referral_id, None, by, session), by)


def see(referral_id: int) -> Referral:
    with reading() as session:
        found = session.exec(select(Referral).where(Referral.id == referral_id).options(*Referral.whole())).one()
        return found


def close(question_id: int) -> None:
    with transaction() as session:
        case = session.get(Question, question_id)
        assert case is not None
        case.end_waiting()
        entries.record(session, NOTED, by=SYSTEM, subject=case)


@pytest.mark.parametrize(
    ("kind", "due"),
    [("jawaban_awal", "2026-11-19 23:59"), ("informasi", "2026-11-23 23:59"), ("pengaduan", "2026-12-04 23:59")],
)
def test_the_due_date_is_counted_in_working_days_by_class(asri: Team, kind: str, due: str) -> None:
    """S3.3, A3.3. Three, five and fourteen of them."""
    assert see(refer(asri, ask(asri), kind=kind)).due_at == datetime.fromisoformat(due).replace(tzinfo=LOCAL)


def test_closed_days_lengthen_it_once_and_later_ones_rewrite_nothing(asri: Team) -> None:
    with transaction() as session:
        ClosedDay.add(Programme.find(asri.programme.pk, session), date(2026, 11, 18), "Hari jadi", DayKind.LOCAL, SYSTEM, session)
    referral_id = refer(asri, ask(asri), kind="jawaban_awal")
    with transaction() as session:
        ClosedDay.add(Programme.find(asri.programme.pk, session), date(2026, 11, 19), "Cuti", DayKind.LOCAL, SYSTEM, session)
    assert see(referral_id).due_at.astimezone(LOCAL).date() == date(2026, 11, 20)


def test_working_days_pass_over_weekends_and_holidays() -> None:
    friday = datetime(2026, 12, 18, 16, 0, tzinfo=LOCAL)
    closed = {date(2026, 12, 24), date(2026, 12, 25)}
    assert working_days.after(friday, 5, closed) == datetime(2026, 12, 29, 23, 59, tzinfo=LOCAL)


def test_danger_is_due_within_the_hour_even_at_night(asri: Team, at: Callable[[str], object]) -> None:
    at("2026-11-21 23:00")
    referral = see(refer(asri, ask(asri), target="pusdalops", kind="darurat"))
    assert referral.due_at - referral.sent_at == working_days.timedelta(hours=1)


def test_a_case_is_not_closed_before_its_referral_is_finished(asri: Team) -> None:
    """S3.3. Seen red with the question of `end_waiting` left out."""
    question_id = ask(asri)
    referral_id = refer(asri, question_id)
    follow(asri, referral_id, lambda one, by: one.answer("Sudah dijadwalkan perbaikannya.", by))
    with pytest.raises(WrongStage) as refused:
        close(question_id)
    assert [one.key for one in refused.value.issues] == ["referral_open"]
    follow(asri, referral_id, lambda one, by: one.finish("Perbaikan dijadwalkan pekan depan.", by))
    close(question_id)


def test_the_way_of_a_referral_and_its_sentences(asri: Team, at: Callable[[str], object]) -> None:
    referral_id = refer(asri, ask(asri))
    follow(asri, referral_id, lambda one, by: one.advance(ReferralState.RECEIVED, by, " 1234567 "))
    follow(asri, referral_id, lambda one, by: one.advance(ReferralState.PROCESSING, by))
    with pytest.raises(WrongStage):
        follow(asri, referral_id, lambda one, by: one.advance(ReferralState.RECEIVED, by))
    with pytest.raises(WrongStage):
        follow(asri, referral_id, lambda one, by: one.finish("Sudah.", by))
    with pytest.raises(NotReady):
        follow(asri, referral_id, lambda one, by: one.answer(" ", by))
    at("2026-11-17 09:00")
    follow(asri, referral_id, lambda one, by: one.answer("Sudah dijadwalkan.", by))
    with pytest.raises(NotReady):
        follow(asri, referral_id, lambda one, by: one.finish("", by))
    follow(asri, referral_id, lambda one, by: one.finish("Sudah kami sampaikan.", by))
    done = see(referral_id)
    assert (done.state, done.number, done.told and done.told.text) == (ReferralState.DONE, "1234567", "Sudah kami sampaikan.")
    with reading() as session:
        lines = Entry.of(done, session)
        assert [one.action for one in lines] == [
            "referral.finished", "referral.answered", "referral.advanced", "referral.advanced", "referral.sent",
        ]  # fmt: skip
        assert "Sungailiat" not in "".join(one.text for one in lines)
        assert verify(session).faults == ()


@pytest.mark.parametrize(
    ("target", "kind", "more", "issue"),
    [
        ("bupati", "pengaduan", {}, "referral_target_missing"),
        ("darurat_112", "pengaduan", {}, "referral_kind_missing"),
        ("kantor_lain", "informasi", {}, "referral_office_missing"),
        ("sp4n_lapor", "informasi", {"contact_id": 99}, "referral_contact_gone"),
        ("sp4n_lapor", "informasi", {"number": "9" * 61}, "too_long"),
        ("sp4n_lapor", "informasi", {"sent_at": datetime(2026, 11, 30, tzinfo=LOCAL)}, "referral_sent_odd"),
    ],
)
def test_a_referral_that_leads_nowhere_is_refused(asri: Team, target: str, kind: str, more: dict[str, Any], issue: str) -> None:
    with pytest.raises(NotReady) as refused:
        refer(asri, ask(asri), target, kind, **more)
    assert [one.key for one in refused.value.issues] == [issue]


def test_the_same_case_is_not_sent_to_the_same_place_twice(asri: Team) -> None:
    question_id = ask(asri)
    refer(asri, question_id)
    with pytest.raises(NotReady) as refused:
        refer(asri, question_id)
    assert [one.key for one in refused.value.issues] == ["referral_known"]
    refer(asri, question_id, "kantor_lain", "informasi", office="Dinas PUPR")


def test_a_late_answer_is_told_once_to_who_sent_it(asri: Team, at: Callable[[str], object]) -> None:
    """Seen red without `late_at`."""
    referral_id = refer(asri, ask(asri), kind="jawaban_awal")
    at("2026-11-19 23:58")
    assert jobs.tell_late_referrals() == 0
    at("2026-11-20 00:00")
    assert (jobs.tell_late_referrals(), jobs.tell_late_referrals()) == (1, 0)
    assert see(referral_id).shown_state == "late"
    assert told(asri.admin_platform) == ["referral.late"]
    follow(asri, referral_id, lambda one, by: one.answer("Terlambat, tetapi terjawab.", by))
    assert see(referral_id).shown_state == "answered"


def told(person: Person) -> list[str]:
    with reading() as session:
        wanted = select(Entry.action).join(Message, Message.entry_number == Entry.number)  # type: ignore[arg-type]
        return list(session.exec(wanted.where(Message.person_id == person.pk)))


def test_only_who_works_on_the_case_refers_it_and_others_find_nothing(cast: Cast, asri: Team) -> None:
    question_id = ask(asri)
    referral_id = refer(asri, question_id)
    with transaction() as session:
        designer = Cast.acting(asri.desainer, session)
        with pytest.raises(NotAllowed):
            Referral.send(Question.current(question_id, None, designer, session), "sp4n_lapor", "informasi", "Tolong.", designer)
        with pytest.raises(NotAllowed):
            Referral.current(referral_id, None, designer, session).answer("Selesai.", designer)
        for person in (cast.simponi.koordinator, cast.simponi.validator_unit, cast.nobody):
            with pytest.raises(NotFound):
                Referral.find(referral_id, Cast.acting(person, session), session)
        assert Referral.find(referral_id, Cast.acting(cast.inspector, session), session).pk == referral_id


def test_a_closed_case_is_not_referred(asri: Team) -> None:
    question_id = ask(asri)
    close(question_id)
    with pytest.raises(WrongStage):
        refer(asri, question_id)


def test_the_desk_lists_by_due_time_page_by_page(asri: Team, queries: Callable[[Session], Any]) -> None:
    for kind in ("pengaduan", "jawaban_awal", "informasi"):
        refer(asri, ask(asri), kind=kind)
    with reading() as session:
        actor, ids = Cast.acting(asri.koordinator, session), [asri.programme.pk]
        first = Referral.desk(actor, ids, session, size=2)
        assert [one.kind for one in first] == ["jawaban_awal", "informasi", "pengaduan"]
        after = (first[1].due_at, first[1].pk)
        assert [one.kind for one in Referral.desk(actor, ids, session, after=after, size=2)] == ["pengaduan"]
        assert Referral.count_open(actor, ids, session) == 3
        assert Referral.desk(actor, ids, session, subject="hoax_case") == []
        assert Referral.desk(actor, ids, session, closed=True) == []


def test_a_contact_of_the_directory_goes_with_it(asri: Team) -> None:
    with transaction() as session:
        programme = Programme.find(asri.programme.pk, session)
        contact = Contact.add(
            "Pusdalops", "0717-9900112", ContactKind.PHONE, ContactUse.VERIFICATION, SYSTEM, session, office=programme.office
        )
        session.flush()
        contact_id = contact.pk
    referral = see(refer(asri, ask(asri), "pusdalops", "darurat", contact_id=contact_id))
    assert referral.contact is not None
    assert referral.contact.number == "0717-9900112"
