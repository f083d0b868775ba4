"""An idea of another office's is sent there, accepted or declined; who sent it learns what became of it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from data import jobs
from data.database import reading as view
from data.database import transaction
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, OutOfDate, WrongStage
from models.governance.contact_kinds import ContactKind, ContactUse
from models.governance.contacts import Contact
from models.inbox.messages import Message
from models.people import Person
from models.planning.ideas import Idea, IdeaState
from models.planning.items import PlanItem
from models.planning.passed_ideas import PassedIdea, PassedState
from models.programmes import Office, Programme
from models.verification import verify
from tests.cast import Cast


@pytest.fixture(autouse=True)
def monday(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-16 09:00")


def suggested(cast: Cast) -> int:
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        by = cast.acting(cast.simponi.editor, session)
        idea = Idea.suggest(programme, "Jalur evakuasi di sekolah", "citizens", by, session, about="Ditanyakan wali murid.")
        session.flush()
        return idea.pk


def passed_on(cast: Cast, idea_id: int, person: Person, to: Programme | None = None, **told: Any) -> int:
    with transaction() as session:
        by = cast.acting(person, session)
        idea = Idea.current(idea_id, None, by.teams, session)
        there = Programme.find(to.pk, session) if to else None
        return PassedIdea.pass_on(idea, Programme.find(idea.programme_id, session), by, session, to=there, **told).pk


def act(cast: Cast, person: Person, passed_id: int, verb: Callable[[PassedIdea, Any], object]) -> Any:
    with transaction() as session:
        by = cast.acting(person, session)
        return verb(PassedIdea.current(passed_id, None, by, session), by)


def told(person: Person, session: Session) -> list[str]:
    numbers = select(Message.entry_number).where(Message.person_id == person.pk)
    return list(session.exec(select(Entry.action).where(Entry.number.in_(numbers))))  # type: ignore[attr-defined]


def test_an_idea_is_sent_to_another_programme_accepted_there_and_followed(cast: Cast, reading: Session) -> None:
    """S-H1 A-H1 (DAYS 3.9): in the other bank with its origin; declined with a reason; never twice, never to oneself."""
    simponi, asri = cast.simponi, cast.asri
    idea_id = suggested(cast)
    with pytest.raises(NotAllowed):
        passed_on(cast, idea_id, simponi.desainer, asri.programme)
    with pytest.raises(NotReady) as caught:
        passed_on(cast, idea_id, simponi.koordinator, simponi.programme)
    assert [one.key for one in caught.value.issues] == ["passed_to_itself"]
    first = passed_on(cast, idea_id, simponi.koordinator, asri.programme, words="Lebih cocok untuk BPBD.")
    with pytest.raises(NotReady) as caught:
        passed_on(cast, idea_id, simponi.koordinator, asri.programme)
    assert [one.key for one in caught.value.issues] == ["passed_already"]
    with pytest.raises(NotFound):
        act(cast, cast.nobody, first, lambda one, by: one.decline(by, "Bukan."))
    for person in (simponi.koordinator, asri.desainer):
        with pytest.raises(NotAllowed):
            act(cast, person, first, lambda one, by: one.accept(by, "citizens"))
    with pytest.raises(NotReady):
        act(cast, asri.koordinator, first, lambda one, by: one.decline(by, "  "))
    act(cast, asri.koordinator, first, lambda one, by: one.decline(by, "Sudah kami siarkan bulan lalu."))
    again = passed_on(cast, idea_id, simponi.koordinator, asri.programme)
    with pytest.raises(NotReady) as caught:
        act(cast, asri.koordinator, again, lambda one, by: one.accept(by, "tidak_ada"))
    assert [one.key for one in caught.value.issues] == ["idea_source_missing"]
    with transaction() as session:
        by, own = cast.acting(simponi.koordinator, session), Programme.find(simponi.programme.pk, session)
        idea = Idea.current(idea_id, None, by.teams, session)
        read = idea.version
        idea.revise(own, by, {"about": "Ditanyakan wali murid dan guru."})
    with pytest.raises(OutOfDate):  # seen red: accepted with words that nobody there had read
        act(cast, asri.koordinator, again, lambda one, by: one.accept(by, "office_request", read=read))
    copy_id = act(cast, asri.koordinator, again, lambda one, by: one.accept(by, "office_request", read=read + 1).pk)
    with pytest.raises(WrongStage):
        act(cast, simponi.koordinator, again, lambda one, by: one.withdraw(by))
    with transaction() as session:
        by = cast.acting(asri.koordinator, session)
        copy = Idea.current(copy_id, None, by.teams, session)
        assert (copy.title, copy.about, copy.programme_id) == (
            "Jalur evakuasi di sekolah",
            "Ditanyakan wali murid dan guru.",
            asri.programme.pk,
        )
        target = Programme.find(asri.programme.pk, session)
        PlanItem.plan(
            target,
            copy.title,
            "edukasi_mitigasi",
            ["instagram"],
            datetime.fromisoformat("2026-11-24T02:00:00+00:00"),
            by,
            session,
            idea=copy,
        )
    with view() as session:
        bank = Idea.bank([simponi.programme.pk], IdeaState.OPEN, session)
        assert [one.pk for one in bank] == [idea_id]
        newest, older = PassedIdea.sent(bank, session)[idea_id]
        assert (older.state, older.reason.text if older.reason else "") == (PassedState.DECLINED, "Sudah kami siarkan bulan lalu.")
        assert newest.copied is not None
        assert (newest.state, newest.copied.state) == (PassedState.ACCEPTED, IdeaState.PLANNED)
        theirs = Idea.bank([asri.programme.pk], IdeaState.PLANNED, session)
        assert [one.source.name for one in PassedIdea.origins(theirs, session)[copy_id]] == [simponi.programme.name]
        assert PassedIdea.waiting([asri.programme.pk], session) == []
    assert told(asri.koordinator, reading).count("idea.pass_received") == 2
    assert told(simponi.koordinator, reading) == ["idea.pass_answered"] * 2
    assert verify(reading).faults == ()


def test_what_goes_to_an_office_outside_has_a_day_and_an_answer(cast: Cast, reading: Session, at: Callable[[str], datetime]) -> None:
    """S-H1 A-H1 (DAYS 3.9): to a contact, told once when late, the answer written down by who sent it; itself can't accept."""
    with transaction() as session:
        admin = cast.acting(cast.admin, session)
        office = Office.find(cast.simponi.programme.office_id, session)
        line = Contact.add("Dinas Pendidikan", "0717 92000", ContactKind.PHONE, ContactUse.VERIFICATION, admin, session, office=office)
        session.flush()
        contact_id = line.pk
    idea_id, coordinator = suggested(cast), cast.simponi.koordinator
    for wrong, key in (({}, "passed_to_missing"), ({"office": "Dinas Pendidikan", "due_on": date(2026, 11, 15)}, "passed_day_odd")):
        with pytest.raises(NotReady) as caught:
            passed_on(cast, idea_id, coordinator, **wrong)
        assert [one.key for one in caught.value.issues] == [key]
    sent = passed_on(cast, idea_id, coordinator, office="Dinas  Pendidikan", contact_id=contact_id, due_on=date(2026, 11, 20))
    at("2026-11-20 20:00")
    assert jobs.tell_late_ideas() == 0
    at("2026-11-21 09:00")
    assert (jobs.tell_late_ideas(), jobs.tell_late_ideas()) == (1, 0)
    with pytest.raises(WrongStage):
        act(cast, coordinator, sent, lambda one, by: one.accept(by, "citizens"))
    act(cast, coordinator, sent, lambda one, by: one.record_answer(by, "Diterima lewat surat 421/88, dipakai Januari.", accepted=True))
    with view() as session:
        (one,) = PassedIdea.sent(Idea.bank([cast.simponi.programme.pk], IdeaState.OPEN, session), session)[idea_id]
        assert (one.state, one.office, one.to_name, one.is_late) == (PassedState.ACCEPTED, "Dinas Pendidikan", "Dinas Pendidikan", False)
        assert one.contact is not None
    assert "idea.pass_late" in told(coordinator, reading)
    lines = list(reading.exec(select(Entry).where(Entry.subject == "passed_idea")))
    assert {one.facts["to"] for one in lines} == {"outside"}  # seen red with what was typed: the log forgets nobody
    assert verify(reading).faults == ()
