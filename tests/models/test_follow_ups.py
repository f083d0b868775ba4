"""Follow-ups followed to the end, minutes written once, reminders sent once, the letterhead of its day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from data.database import reading, transaction
from models.actors import SYSTEM
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.governance.letterheads import Letterhead
from models.governance.minutes import Minutes, MinutesState
from models.inbox.messages import Message
from models.people import Person
from models.programmes import Office, Programme
from models.results.evaluations import reviewing
from models.results.evaluations.follow_ups import FollowUp, FollowUpKind, FollowUpState, Shown
from tests.cast import Cast
from tests.evaluating import Evaluated


@pytest.fixture(autouse=True)
def october(db: str, at: Callable[[str], Any]) -> None:
    at("2026-10-12 09:00")


def on(cast: Cast, follow_up_id: int, person: Person, verb: Callable[[FollowUp, Any], Any]) -> Any:
    with transaction() as session:
        actor = cast.acting(person, session)
        return verb(FollowUp.current(follow_up_id, None, actor.teams, session), actor)


def state(cast: Cast, follow_up_id: int) -> FollowUpState:
    with reading() as session:
        return FollowUp.find(follow_up_id, [cast.simponi.programme.pk, cast.asri.programme.pk], session).state


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_a_follow_up_runs_to_its_proven_end(cast: Cast, key: str) -> None:
    """S-H10 A-H12"""
    told = Evaluated.opened(cast, key)
    owner = told.team.desainer
    pk = told.follow(owner=owner)
    on(cast, pk, owner, lambda one, by: one.work_on(by, "Jadwal disusun."))
    assert state(cast, pk) is FollowUpState.RUNNING
    with pytest.raises(NotReady):
        on(cast, pk, owner, lambda one, by: one.finish(by, "Sudah jalan."))
    on(cast, pk, owner, lambda one, by: one.finish(by, "Sudah jalan.", link="https://bangkakab.go.id/jadwal"))
    assert state(cast, pk) is FollowUpState.DONE
    with pytest.raises(WrongStage):
        on(cast, pk, owner, lambda one, by: one.work_on(by, "Lagi."))


def test_a_follow_up_is_cancelled_with_a_reason_by_who_steers(cast: Cast) -> None:
    told = Evaluated.opened(cast)
    pk = told.follow(owner=told.team.desainer)
    with pytest.raises(NotAllowed):
        on(cast, pk, told.team.desainer, lambda one, by: one.cancel(by, "Tidak perlu."))
    with pytest.raises(NotReady):
        on(cast, pk, told.mentor, lambda one, by: one.cancel(by, " "))
    on(cast, pk, told.mentor, lambda one, by: one.cancel(by, "Sudah tercakup."))
    assert state(cast, pk) is FollowUpState.CANCELLED


def test_somebody_else_does_not_work_on_it(cast: Cast) -> None:
    told = Evaluated.opened(cast)
    pk = told.follow(owner=told.team.desainer)
    with pytest.raises(NotAllowed):
        on(cast, pk, told.team.editor, lambda one, by: one.work_on(by, "Saya bantu."))
    for person in (cast.asri.koordinator, cast.leader, cast.nobody):
        with pytest.raises(NotFound):
            on(cast, pk, person, lambda one, by: one.work_on(by, "Saya bantu."))


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://bangkakab.go.id", "https://bangkakab.go.id@tipu.com/x"])
def test_a_proof_is_an_honest_address(cast: Cast, link: str) -> None:
    told = Evaluated.opened(cast)
    pk = told.follow()
    with pytest.raises(NotReady):
        on(cast, pk, told.team.koordinator, lambda one, by: one.work_on(by, "Lihat tautan.", link=link))


def test_it_is_owned_by_somebody_of_the_team_and_due_in_time(cast: Cast) -> None:
    told = Evaluated.opened(cast)
    for given in ({"owner": cast.asri.koordinator}, {"owner": cast.simponi.validator_unit}, {"due_on": date(2026, 10, 11)}):
        with pytest.raises(NotReady):
            told.follow(**given)


def test_what_an_inspector_found_names_his_letter(cast: Cast) -> None:
    """S-H10"""

    def opened(letter: str) -> int:
        with transaction() as session:
            programme = Programme.find(cast.simponi.programme.pk, session)
            by = cast.acting(cast.simponi.mentor, session)
            return FollowUp.open(
                programme, FollowUpKind.INSPECTION, "Lengkapi bukti tayang", cast.simponi.koordinator.pk, date(2026, 11, 1), by, session,
                letter=letter,
            ).pk  # fmt: skip

    with pytest.raises(NotReady):
        opened("")
    assert state(cast, opened("700/21/2026")) is FollowUpState.NOT_STARTED


def test_lists_are_paged_by_their_day(cast: Cast, at: Callable[[str], Any]) -> None:
    told = Evaluated.opened(cast)
    days = [date(2026, 11, day) for day in (3, 1, 2, 1)]
    made = [told.follow(due_on=day) for day in days]
    at("2026-11-02 09:00")
    with reading() as session:
        ids = [told.team.programme.pk]
        first = FollowUp.page(ids, Shown.OPEN, session, size=2)
        assert [one.pk for one in first] == [made[1], made[3], made[2]]
        last = first[1]
        assert [one.pk for one in FollowUp.page(ids, Shown.OPEN, session, before=(last.due_on, last.pk))] == [made[2], made[0]]
        assert [one.pk for one in FollowUp.page(ids, Shown.LATE, session)] == [made[1], made[3]]
        assert FollowUp.counts(ids, session) == {"open": 4, "late": 2, "over": 0}


def remind(team_id: int) -> int:
    with transaction() as session:
        return reviewing.remind(Programme.find(team_id, session), session)


def unread(person: Person, cast: Cast) -> int:
    with reading() as session:
        return Message.unread(cast.acting(person, session), session)


def test_the_owner_is_reminded_before_and_after_the_day_each_once(cast: Cast, at: Callable[[str], Any]) -> None:
    """S-H10 A-H12"""
    told = Evaluated.opened(cast, "asri")
    told.follow(owner=told.team.desainer, due_on=date(2026, 10, 30))
    before = unread(told.team.desainer, cast)
    at("2026-10-24 09:00")
    remind(told.team.programme.pk)
    remind(told.team.programme.pk)
    assert unread(told.team.desainer, cast) == before + 1
    at("2026-10-31 09:00")
    remind(told.team.programme.pk)
    remind(told.team.programme.pk)
    assert unread(told.team.desainer, cast) == before + 2


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_a_review_is_reminded_of_when_its_months_are_over(cast: Cast, key: str, at: Callable[[str], Any]) -> None:
    """A4.3 S4.3: the quarter to begin, the strategy of half a year to look at again; then the one to close."""
    team = getattr(cast, key)
    at("2026-07-09 09:00")
    assert remind(team.programme.pk) == 2
    assert remind(team.programme.pk) == 0
    assert unread(team.koordinator, cast) == 2
    at("2026-08-03 09:00")
    assert remind(team.programme.pk) == 1
    assert unread(team.koordinator, cast) == 3


def test_nobody_is_reminded_of_an_evaluation_that_is_closed(cast: Cast, at: Callable[[str], Any]) -> None:
    told = Evaluated.opened(cast).closed()
    at("2026-11-20 09:00")
    with reading() as session:
        asked = [what for what, _ in reviewing.due(Programme.find(told.team.programme.pk, session), session)]
        assert "close" not in asked
        assert "begin" not in asked


def met(told: Evaluated, verb: Callable[[Minutes, Any, Any], Any], person: Person | None = None) -> Any:
    with transaction() as session:
        actor = told.cast.acting(person or told.team.koordinator, session)
        pk = told.ask(told.mentor, lambda one, _, view: Minutes.about(one, view)[0].pk)
        return verb(Minutes.current(pk, None, actor.teams, session), actor, session)


def test_minutes_keep_who_met_and_what_was_decided(cast: Cast) -> None:
    """S1.4"""
    told = Evaluated.opened(cast).meet()
    met(told, lambda one, by, _: one.attach(by, sha256="a" * 64, name="undangan.pdf", type="application/pdf"))
    with reading() as session:
        one = told.ask(told.mentor, lambda it, _, view: Minutes.about(it, view)[0])
        found = Minutes.find(one.pk, [told.team.programme.pk], session)
        assert [(who.name, who.body) for who in found.present] == [(told.team.koordinator.name, ""), ("Suryani", "BAPPEDA")]
        assert [it.text for it in found.standing] == ["Piket ditambah satu sif."]
        assert [file.name for file in found.files] == ["undangan.pdf"]


def test_a_decision_is_carried_out_by_one_follow_up(cast: Cast) -> None:
    """S1.4 S-H10: typed once."""
    told = Evaluated.opened(cast).meet()

    def follow(one: Any, by: Any, session: Any) -> int | None:
        decision = Minutes.about(one, session)[0].standing[0]
        made = FollowUp.open(
            one.programme, FollowUpKind.TECHNICAL, decision.text, told.team.koordinator.pk, date(2026, 11, 1), by, session,
            evaluation=one, decision=Minutes.decided_on(one, decision.pk, session),
        )  # fmt: skip
        return made.decision_id

    assert told.do(told.team.koordinator, follow)
    other = Evaluated.opened(cast, "asri").meet()
    theirs = other.ask(other.mentor, lambda one, _, session: Minutes.about(one, session)[0].standing[0].pk)
    with pytest.raises(NotFound):
        told.do(told.team.koordinator, lambda one, by, session: Minutes.decided_on(one, theirs, session))


def test_final_minutes_stay_as_they_are(cast: Cast) -> None:
    told = Evaluated.opened(cast).settled()
    assert told.ask(told.mentor, lambda one, _, session: Minutes.about(one, session)[0].state) is MinutesState.FINAL
    for verb in (
        lambda one, by, _: one.decide("Lagi.", by),
        lambda one, by, _: one.attend(by, name="Tamu"),
        lambda one, by, _: one.revise(by, held_on=date(2026, 10, 1), title="Lain"),
        lambda one, by, _: one.attach(by, sha256="b" * 64, name="x.pdf", type="application/pdf"),
    ):
        with pytest.raises(WrongStage):
            met(told, verb)


def test_minutes_are_not_written_by_who_only_takes_part(cast: Cast) -> None:
    told = Evaluated.opened(cast).meet()
    with pytest.raises(NotAllowed):
        met(told, lambda one, by, _: one.decide("Lagi.", by), told.team.desainer)


def test_a_document_bears_the_letterhead_of_its_day(cast: Cast) -> None:
    """S4.3"""
    lines = {"government": "Pemerintah Kabupaten Bangka", "place": "Sungailiat"}
    with transaction() as session:
        office = Office.all(session)[0]
        assert Letterhead.valid(office, session).name == office.name
        Letterhead.set(office, date(2026, 1, 1), SYSTEM, session, name="Dinas Lama", **lines)
        Letterhead.set(office, date(2026, 10, 1), SYSTEM, session, name="Dinas Baru", **lines)
        assert Letterhead.valid(office, session, date(2026, 9, 30)).name == "Dinas Lama"
        assert Letterhead.valid(office, session).name == "Dinas Baru"
        with pytest.raises(NotAllowed):
            Letterhead.set(office, date(2026, 1, 1), cast.acting(cast.simponi.mentor, session), session, name="Palsu", **lines)
