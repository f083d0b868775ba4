"""The end of a cycle: its report, what is recommended, and who may decide on either."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session

from data import reference
from data.database import transaction
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.governance import recommending, spans
from models.governance.activities import Activity
from models.governance.cycles import Cycle
from models.governance.final_reports import FinalReport, ReportState
from models.governance.handovers import Handover
from models.governance.innovation import standings
from models.governance.innovation_proofs import InnovationProof
from models.governance.open_work import Work, gather
from models.governance.recommendations import Recommendation, RecommendationState
from models.governance.spans import Span
from models.people import Person
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.findings import EvaluationNote, NoteKind
from models.results.evaluations.periods import Period
from models.verification import verify
from tests.cast import Cast, Team
from tests.models.test_activities import HELD

MENTOR = {"simponi": "mentor", "asri": "pengawas_keakuratan"}
TEXTS = {"number": "800/12/2026", "summary": "Siklus berjalan.", "lessons": "Mulai lebih awal."}


@pytest.fixture(autouse=True)
def late_november(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-27 10:00")


def past(cast: Cast, team: Team) -> int:
    with transaction() as session:
        programme = Programme.find(team.programme.pk, session)
        return Cycle.load_past(programme, programme.rules.cycles.past[0].key, cast.acting(team.koordinator, session), session).pk


@pytest.mark.parametrize("key", MENTOR)
def test_a_final_report_is_written_by_one_and_settled_by_another(cast: Cast, reading: Session, key: str) -> None:
    """S-H11, A-H13: nothing missing when it is submitted, not by its writer, and unchangeable afterwards."""
    team: Team = getattr(cast, key)
    mentor, cycle_id = getattr(team, MENTOR[key]), past(cast, team)
    with transaction() as session:
        by = cast.acting(team.koordinator, session)
        cycle = Cycle.find(cycle_id, by, session)
        with pytest.raises(NotAllowed):
            FinalReport.write(cycle, cast.acting(mentor, session), session, TEXTS)
        report = FinalReport.write(cycle, by, session, TEXTS | {"lessons": ""})
        with pytest.raises(NotReady) as refused:
            report.submit(by)
        assert [one.key for one in refused.value.issues] == ["final_report_lessons_missing"]
    with transaction() as session:
        by = cast.acting(team.koordinator, session)
        report = FinalReport.write(Cycle.find(cycle_id, by, session), by, session, TEXTS, seen=report.version)
        report.submit(by)
        with pytest.raises(NotAllowed):
            report.settle(by, {"pdf": "a" * 64})
    with transaction() as session:
        found = FinalReport.of(cycle_id, cast.acting(mentor, session), session)
        assert found is not None
        found.settle(cast.acting(mentor, session), {"pdf": "a" * 64, "docx": "b" * 64})
    with transaction() as session, pytest.raises(WrongStage):
        FinalReport.write(Cycle.find(cycle_id, by, session), by, session, TEXTS)
    settled = FinalReport.of(cycle_id, cast.acting(cast.leader, reading), reading)
    assert settled is not None
    assert (settled.state, settled.kept("docx")) == (ReportState.SETTLED, "b" * 64)
    assert Entry.of(settled, reading)[0].facts["digests"] == ["b" * 64, "a" * 64]
    assert verify(reading).faults == ()
    with transaction() as session, pytest.raises(NotAllowed):
        FinalReport.current(settled.pk, None, cast.acting(mentor, session), session).renew(cast.acting(mentor, session), "Salah ketik")
    with transaction() as session:
        by = cast.acting(team.koordinator, session)
        with pytest.raises(NotReady):
            FinalReport.current(settled.pk, None, by, session).renew(by, " ")
        FinalReport.current(settled.pk, None, by, session).renew(by, "Peserta kegiatan salah jumlah.")
        with pytest.raises(WrongStage):
            FinalReport.current(settled.pk, None, by, session).renew(by, "Sekali lagi")
        again = FinalReport.write(Cycle.find(cycle_id, by, session), by, session, TEXTS | {"number": "800/13/2026"})
        again.submit(by)
    with transaction() as session:
        by = cast.acting(mentor, session)
        assert [one.number for one in FinalReport.in_force(cycle_id, by, session)] == ["800/12/2026"]
        again = FinalReport.of(cycle_id, by, session)
        assert again is not None
        assert (again.edition, again.reason) == (2, "Peserta kegiatan salah jumlah.")
        again.settle(by, {"pdf": "c" * 64, "docx": "d" * 64})
    with transaction() as session:
        kept = FinalReport.in_force(cycle_id, cast.acting(cast.leader, session), session)
        assert [(one.edition, one.kept("pdf")[0]) for one in kept] == [(2, "c"), (1, "a")]
    with transaction() as session:
        assert verify(session).faults == ()


def evaluated(cast: Cast, team: Team) -> tuple[int, int]:
    """An open evaluation with a finding."""
    with transaction() as session:
        by = cast.acting(team.koordinator, session)
        one = Evaluation.open(Programme.find(team.programme.pk, session), Period(Quarter(2026, 3)), by, session)
        finding = EvaluationNote.write(one, NoteKind.PROPOSAL, "Loket belum memasang kode QR.", by)
        session.flush()
        return one.pk, finding.pk


@pytest.mark.parametrize("key", MENTOR)
def test_a_recommendation_rests_on_a_finding_and_is_decided_by_another(cast: Cast, reading: Session, key: str) -> None:
    """S4.5: proposed, accepted with a reason, carried out; each step stays, and a foreign evaluation is no ground for one.

    S1.4: while it is open, it goes along in a handover.
    """
    team: Team = getattr(cast, key)
    other = cast.asri if key == "simponi" else cast.simponi
    mentor, (evaluation_id, finding_id) = getattr(team, MENTOR[key]), evaluated(cast, team)
    told: dict[str, Any] = {
        "title": "Kode QR di loket", "text": "Setiap loket memasang kode QR kanal resmi.", "addressee": "Sekretaris Daerah",
        "owner_id": team.koordinator.pk, "finding_id": finding_id,
    }  # fmt: skip
    with transaction() as session:
        by = cast.acting(team.koordinator, session)
        programme, ground = Programme.find(team.programme.pk, session), Evaluation.find(evaluation_id, by.teams, session)
        with pytest.raises(NotReady) as refused:
            Recommendation.propose(programme, ground, by, session, told | {"addressee": " ", "owner_id": None})
        assert [one.key for one in refused.value.issues] == ["recommendation_addressee_missing", "recommendation_owner_missing"]
        one = Recommendation.propose(programme, ground, by, session, told)
        session.flush()
        with pytest.raises(NotAllowed):
            one.accept(by, "Baik.")
        recommendation_id = one.pk
        stranger = cast.acting(other.koordinator, session)
        with pytest.raises(NotFound):
            Recommendation.propose(
                Programme.find(other.programme.pk, session), ground, stranger, session, told | {"owner_id": other.koordinator.pk}
            )
    for person, verb, words in ((mentor, "accept", "Murah."), (team.koordinator, "carry_out", "Surat edaran terbit.")):
        with transaction() as session:
            by = cast.acting(person, session)
            one = Recommendation.current(recommendation_id, None, by, session)
            with pytest.raises(NotReady):
                getattr(one, verb)(by, " ")
            getattr(one, verb)(by, words)
            if verb == "accept":
                programme = Programme.find(team.programme.pk, session)
                giver, receiver = (Person.find(it.pk, session) for it in (team.koordinator, mentor))
                handed = Handover.make(programme, giver, receiver, cast.acting(cast.admin, session), session)
                assert [it.work for it in handed.moved] == [Work.RECOMMENDATION]
    found = Recommendation.find(recommendation_id, cast.acting(cast.leader, reading), reading)
    assert (found.state, found.number, found.owner_id) == (RecommendationState.CARRIED_OUT, 1, mentor.pk)
    assert gather(found.programme, mentor.pk, reading) == []
    assert [(step.state, step.note.text) for step in found.steps] == [("accepted", "Murah."), ("carried_out", "Surat edaran terbit.")]
    assert recommending.findings(other.programme.pk, reading) == {}
    assert verify(reading).faults == ()


def test_a_span_holds_what_lies_in_its_days_only(cast: Cast, reading: Session) -> None:
    """S-H11, A-H13: a cycle reaches as far as its real dates, and its quarters stop at today."""
    cycle = Cycle.find(past(cast, cast.asri), cast.acting(cast.leader, reading), reading)
    span = Span.of_cycle(cycle)
    assert (span.starts_on, span.ends_on) == (date(2025, 8, 27), date(2026, 3, 15))
    assert span.quarters == [Quarter(2025, 3), Quarter(2025, 4), Quarter(2026, 1)]
    assert spans.produced(span, reading) == (0, [])
    now = Span.of_quarter(cycle.programme, Quarter(2026, 4))
    assert (now.quarters, [one.number for one in spans.versions(now, reading)]) == ([Quarter(2026, 4)], [1])


@pytest.mark.parametrize("key", MENTOR)
def test_the_binder_counts_what_the_records_prove_and_a_document_proves_the_rest(cast: Cast, reading: Session, key: str) -> None:
    """S4.5: a level follows the thresholds of the reference, the higher of records and documents; what is taken away counts no more."""
    team: Team = getattr(cast, key)
    index = reference.innovation_index()["indicators"]
    assert (len(index), sum(one["weight"] for one in index)) == (20, 37)

    def stand(indicator: str) -> tuple[int | None, int]:
        reading.rollback()
        found = {one.key: one for one in standings(Programme.find(team.programme.pk, reading), index, reading)}
        return found[indicator].counted, found[indicator].level

    assert (stand("kemanfaatan"), stand("regulasi"), stand("pelaksana")) == ((0, 0), (None, 0), (1, 1))
    with transaction() as session:
        by, programme = cast.acting(team.koordinator, session), Programme.find(team.programme.pk, session)
        Activity.record(programme, by, session, HELD | {"people": 200})
        with pytest.raises(NotReady):
            InnovationProof.attach(programme, "regulasi", None, by, session, sha256="c" * 64, name="perbup.pdf", type="application/pdf")
        stranger = cast.acting(team.desainer, session)
        with pytest.raises(NotAllowed):
            InnovationProof.attach(programme, "regulasi", 2, stranger, session, sha256="c" * 64, name="perbup.pdf", type="application/pdf")
        kept = InnovationProof.attach(programme, "regulasi", 2, by, session, sha256="c" * 64, name="perbup.pdf", type="application/pdf")
    assert (stand("kemanfaatan"), stand("regulasi")) == ((200, 1), (None, 2))
    with transaction() as session:
        by, programme = cast.acting(team.koordinator, session), Programme.find(team.programme.pk, session)
        Activity.record(programme, by, session, HELD | {"people": 1, "title": "Satu orang lagi"})
        InnovationProof.take_away(kept.pk, programme, by, session)
    assert (stand("kemanfaatan"), stand("regulasi")) == ((201, 2), (None, 0))
    assert verify(reading).faults == ()
