"""The quarter judged, discussed, settled, closed: who may, what freezes, and that nobody signs alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from data import database
from data.database import reading, transaction
from models.actors import SYSTEM
from models.errors import NotAllowed, NotFound, NotReady, OutOfDate, WrongStage
from models.people import Assignment, Person
from models.planning.ideas import Idea
from models.planning.plans import Plan, PlanState
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results.evaluations import freezing, prefilled
from models.results.evaluations.aims import AimState, judge_aim
from models.results.evaluations.awaiting import Wanted, awaiting
from models.results.evaluations.effectiveness import WHOLE, Effectiveness, Verdict
from models.results.evaluations.evaluations import Evaluation, EvaluationState
from models.results.evaluations.findings import EvaluationNote, NoteKind
from models.results.evaluations.follow_ups import FollowUp
from models.results.evaluations.periods import Period
from models.results.evaluations.planning_on import Target, into_plan
from models.results.evaluations.prefilled import FigureLine
from models.results.evaluations.signing import EvaluationSignature, SignedScan
from models.results.evaluations.snapshots import EvaluationSnapshot, FrozenFigure
from models.results.indicators import IndicatorTarget
from models.signed_papers import Match
from tests.cast import Cast
from tests.evaluating import THIRD, Evaluated
from tests.models.test_breakdowns import measured
from tests.models.test_planning_doors import plan

PROGRAMMES = ("simponi", "asri")


@pytest.fixture(autouse=True)
def october(db: str, at: Callable[[str], Any]) -> None:
    at("2026-10-12 09:00")


def line(value: float | None, key: str = "reach", state: str = "final", target: float | None = 100) -> FigureLine:
    known = "none" if value is None else state
    return FigureLine(key, "Jangkauan", "akun", "up", "1", value, known, target=target, origin=("Sumber: ekspor kanal",))


def wanted(told: Evaluated, person: Person) -> list[Wanted]:
    """What this person is asked for at home, of the whole programme."""
    return [what for _, what in told.ask(person, lambda one, by, session: awaiting(by, [one.programme], session))]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[FigureLine]:
    """What the figures say now; change it and they say something else."""
    found = [line(120), line(40, "downloads"), line(None, "views")]
    monkeypatch.setattr(freezing, "lines", lambda *_: list(found))
    return found


@pytest.mark.parametrize("key", PROGRAMMES)
def test_an_evaluation_opens_with_every_aim_of_the_guideline(cast: Cast, key: str) -> None:
    """S-D A-D S4.3"""
    told = Evaluated.opened(cast, key)
    rules = told.ask(told.mentor, lambda one, *_: one.programme.rules)
    kept = told.ask(told.mentor, lambda one, *_: [(aim.key, aim.state) for aim in one.aims])
    assert kept == [(aim.key, AimState.OPEN) for aim in rules.aims]
    assert {aim.kind for aim in rules.aims} == {"aim", "benefit", "result"}


def test_what_was_said_of_an_aim_last_time_is_carried_over_and_waits_to_be_confirmed(cast: Cast) -> None:
    """S-D A-D"""
    Evaluated.opened(cast, period=Period(Quarter(2026, 2))).judge_aims(AimState.REACHED)
    told = Evaluated.opened(cast)
    assert told.ask(told.mentor, lambda one, *_: {(aim.state, aim.before) for aim in one.aims}) == {(AimState.OPEN, AimState.REACHED)}


def test_a_period_is_evaluated_once(cast: Cast) -> None:
    Evaluated.opened(cast)
    with pytest.raises(WrongStage):
        Evaluated.opened(cast)


def test_nobody_evaluates_without_the_right(cast: Cast) -> None:
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        for person in (cast.simponi.mentor, cast.simponi.editor, cast.leader, cast.inspector, cast.asri.koordinator, cast.nobody):
            with pytest.raises(NotAllowed):
                Evaluation.open(programme, THIRD, cast.acting(person, session), session)


def test_an_evaluation_of_another_programme_is_not_there(cast: Cast) -> None:
    """Seen red with `current` that asks for the id alone."""
    told = Evaluated.opened(cast, "asri")
    for verb in (Evaluation.find, lambda pk, teams, session: Evaluation.current(pk, None, teams, session)):
        with transaction() as session, pytest.raises(NotFound):
            verb(told.evaluation_id, cast.acting(cast.simponi.koordinator, session).teams, session)


def test_a_stale_screen_changes_nothing(cast: Cast) -> None:
    told = Evaluated.opened(cast).write()
    with pytest.raises(OutOfDate):
        told.do(told.team.koordinator, lambda one, by, _: one.revise(by, summary="Lain."), seen=0)


def test_an_aim_is_judged_with_what_shows_it(cast: Cast) -> None:
    """S-D A-D"""
    told = Evaluated.opened(cast)
    key = told.ask(told.mentor, lambda one, *_: one.aims[0].key)
    with pytest.raises(NotReady):
        told.do(told.team.koordinator, lambda one, by, _: judge_aim(one, key, AimState.REACHED, " ", by))
    with pytest.raises(NotFound):
        told.do(told.team.koordinator, lambda one, by, _: judge_aim(one, "lain", AimState.REACHED, "Ya.", by))


@pytest.mark.parametrize("key", PROGRAMMES)
def test_effectiveness_is_decided_by_the_mentor_against_the_figures(cast: Cast, key: str, counted: list[FigureLine]) -> None:
    """S-H9 A-H11"""
    told = Evaluated.opened(cast, key)
    told.do(told.team.koordinator, lambda one, by, _: one.discuss(by))
    assert (wanted(told, told.mentor), wanted(told, told.team.koordinator)) == ([Wanted.EFFECTIVENESS], [])
    told.judge(Verdict.IMPROVE)
    judged = told.ask(told.mentor, lambda one, _, session: Effectiveness.of(one.pk, session))
    assert judged[WHOLE].verdict is Verdict.IMPROVE
    assert judged[WHOLE].by_id == told.mentor.pk
    before = judged[WHOLE].figures
    counted[0] = line(500)
    told.judge()
    assert told.ask(told.mentor, lambda one, _, session: Effectiveness.of(one.pk, session))[WHOLE].figures != before


def test_effectiveness_is_not_decided_by_who_prepared_it(cast: Cast) -> None:
    """S-H9 A-H11: neither who opened it nor who wrote on it. Seen red without the log's writers."""
    told = Evaluated.opened(cast)
    opener, writer = told.team.koordinator, told.team.second("koordinator")
    told.do(writer, lambda one, by, _: one.revise(by, summary="Berjalan baik."))
    with pytest.raises(NotAllowed):
        told.do(opener, lambda one, by, _: Effectiveness.judge(one, WHOLE, Verdict.EFFECTIVE, "Baik.", by, []))
    with transaction() as session:
        programme = Programme.find(told.team.programme.pk, session)
        for person in (opener, writer):
            Assignment.give(Person.find(person.pk, session), "mentor", SYSTEM, session, programme=programme)
    for person in (opener, writer):
        with pytest.raises(NotAllowed) as refused:
            told.do(person, lambda one, by, _: Effectiveness.judge(one, WHOLE, Verdict.EFFECTIVE, "Baik.", by, []))
        assert [issue.key for issue in refused.value.issues] == ["judging_own_evaluation"]


def test_needs_improvement_stays_open_until_somebody_follows_it_up(cast: Cast) -> None:
    """S-H9 A-H11 S-H10 A-H12"""
    told = Evaluated.opened(cast).judge_aims().judge(Verdict.IMPROVE).meet().write()
    with pytest.raises(NotReady) as refused:
        told.do(told.team.koordinator, lambda one, by, _: one.settle(by))
    assert [issue.key for issue in refused.value.issues] == ["improvement_without_follow_up"]
    told.follow()
    told.do(told.team.koordinator, lambda one, by, _: one.settle(by))


def test_settling_names_everything_that_is_missing(cast: Cast) -> None:
    """S4.3"""
    told = Evaluated.opened(cast)
    issues = told.ask(told.team.koordinator, lambda one, by, _: one.objections_to_settling(by))
    assert {issue.key for issue in issues} == {
        "evaluation_not_discussed", "report_number_missing", "report_summary_missing", "aims_open", "effectiveness_open", "minutes_missing",
    }  # fmt: skip


def test_a_period_that_still_runs_is_not_settled(cast: Cast) -> None:
    told = Evaluated.opened(cast, period=Period(Quarter(2026, 4))).ready()
    with pytest.raises(NotReady):
        told.do(told.team.koordinator, lambda one, by, _: one.settle(by))


@pytest.mark.parametrize("key", PROGRAMMES)
def test_closing_takes_two_people_and_the_anchor_of_the_log(cast: Cast, key: str, counted: list[FigureLine]) -> None:
    """S4.3"""
    told = Evaluated.opened(cast, key).settled()
    assert (wanted(told, told.mentor), wanted(told, told.team.koordinator)) == ([Wanted.CLOSING], []), "told at home, to the second only"
    told.do(told.mentor, lambda one, by, _: one.close(by))
    assert wanted(told, told.mentor) == []

    def signed(one: Evaluation, _: object, session: Any) -> list[EvaluationSignature]:
        snapshot = EvaluationSnapshot.of(one.pk, session)[0]
        return EvaluationSignature.of([snapshot.pk], session)[snapshot.pk]

    found = told.ask(told.mentor, signed)
    assert [one.person_id for one in found] == [told.team.koordinator.pk, told.mentor.pk]
    assert all(one.anchor_number > 0 and len(one.anchor_hash) == 64 for one in found)
    assert found[0].anchor_number < found[1].anchor_number


def test_nobody_signs_twice_or_alone(cast: Cast, counted: list[FigureLine]) -> None:
    """S4.3. Seen red with a second signature that asks for the right only."""
    told = Evaluated.opened(cast).settled()
    with transaction() as session:
        programme = Programme.find(told.team.programme.pk, session)
        Assignment.give(Person.find(told.team.koordinator.pk, session), "mentor", SYSTEM, session, programme=programme)
    with pytest.raises(NotAllowed) as refused:
        told.do(told.team.koordinator, lambda one, by, _: one.close(by))
    assert [issue.key for issue in refused.value.issues] == ["signed_already"]
    told.do(told.mentor, lambda one, by, _: one.close(by))
    with pytest.raises(WrongStage):
        told.do(told.mentor, lambda one, by, _: one.close(by))


def test_closing_freezes_every_figure(cast: Cast, counted: list[FigureLine]) -> None:
    """S4.3: later figures change nothing. Seen red with figures that are counted anew."""
    told = Evaluated.opened(cast).closed()
    before = list(counted)
    counted[:] = [line(999), line(999, "downloads"), line(7, "views")]
    shown = told.ask(told.mentor, lambda one, _, session: freezing.shown_lines(one, EvaluationSnapshot.of(one.pk, session)))
    assert shown == before
    with reading() as session:
        kept = session.exec(select(FrozenFigure)).all()
        assert {(one.key, one.value, one.definition, one.target) for one in kept} == {
            ("reach", 120, "1", 100), ("downloads", 40, "1", 100), ("views", None, "1", 100),
        }  # fmt: skip
        assert all(len(one.origin_hash) == 64 for one in kept)


def test_a_frozen_figure_cannot_be_rewritten(cast: Cast, counted: list[FigureLine]) -> None:
    Evaluated.opened(cast).closed()
    past = database.writer().execution_options(past_the_verbs=True)
    with pytest.raises(DatabaseError), past.begin() as connection:
        connection.exec_driver_sql("UPDATE evaluation_figure SET value = 1")


def test_a_settled_evaluation_is_not_written_on(cast: Cast, counted: list[FigureLine]) -> None:
    told = Evaluated.opened(cast).settled()
    writer = told.team.koordinator
    with pytest.raises(WrongStage):
        told.do(writer, lambda one, by, _: one.revise(by, summary="Lain."))
    with pytest.raises(WrongStage):
        told.do(writer, lambda one, by, _: EvaluationNote.write(one, NoteKind.GOOD, "Susulan.", by))
    with pytest.raises(WrongStage):
        told.do(told.mentor, lambda one, by, _: Effectiveness.judge(one, WHOLE, Verdict.IMPROVE, "Ubah.", by, []))
    with pytest.raises(WrongStage):
        told.follow()


def test_a_settled_one_goes_back_before_the_second_signature_and_never_after(cast: Cast, counted: list[FigureLine]) -> None:
    told = Evaluated.opened(cast).settled()
    told.do(told.mentor, lambda one, by, _: one.take_back(by, "Ringkasan belum tepat."))
    assert told.ask(told.mentor, lambda one, *_: one.state) is EvaluationState.DISCUSSED
    told.do(told.team.koordinator, lambda one, by, _: one.settle(by))
    told.do(told.mentor, lambda one, by, _: one.close(by))
    with pytest.raises(WrongStage):
        told.do(told.mentor, lambda one, by, _: one.take_back(by, "Lagi."))


def test_what_comes_late_is_an_addendum_signed_by_two(cast: Cast, counted: list[FigureLine]) -> None:
    """S4.3"""
    told = Evaluated.opened(cast).closed()
    with pytest.raises(WrongStage):
        told.do(told.team.koordinator, lambda one, by, _: one.add(by, "Data susulan."))
    counted[2] = line(7, "views")
    told.do(told.team.koordinator, lambda one, by, _: one.add(by, "Data susulan."))
    with pytest.raises(NotAllowed):
        told.do(told.team.koordinator, lambda one, by, _: one.sign_addendum(by))

    def shown(one: Evaluation, _: object, session: Any) -> dict[str, float | None]:
        return {each.key: each.value for each in freezing.shown_lines(one, EvaluationSnapshot.of(one.pk, session))}

    assert told.ask(told.mentor, shown)["views"] is None
    assert wanted(told, told.mentor) == [Wanted.ADDENDUM]
    told.do(told.mentor, lambda one, by, _: one.sign_addendum(by))
    assert told.ask(told.mentor, shown) == {"reach": 120, "downloads": 40, "views": 7}
    assert told.ask(told.mentor, lambda one, *_: one.state) is EvaluationState.ADDENDUM


def test_the_digest_covers_words_and_figures(cast: Cast, counted: list[FigureLine]) -> None:
    told = Evaluated.opened(cast).closed()
    with reading() as session:
        kept = EvaluationSnapshot.of(told.evaluation_id, session)[0]
        assert freezing.digest_of(kept.text, kept.figures) == kept.digest
        assert freezing.digest_of(kept.text, kept.figures[1:]) != kept.digest
        assert "Suryani" not in kept.text


def test_the_signed_paper_is_matched_or_accepted_on_somebodys_word(cast: Cast, counted: list[FigureLine]) -> None:
    """S4.3"""
    told = Evaluated.opened(cast).closed()
    digest = told.ask(told.mentor, lambda one, _, session: EvaluationSnapshot.of(one.pk, session)[0].digest)

    def add(sha: str, **given: str) -> Match:
        facts = {"sha256": sha * 64, "name": "laporan.pdf", "type": "application/pdf", **given}
        return told.do(told.team.koordinator, lambda one, by, _: SignedScan.add(one, by, **facts).match)

    assert add("a", carries=digest) is Match.FILE
    assert add("b", code=f" {digest[:4]}-{digest[4:12]} ") is Match.CODE
    for given in ({}, {"code": "SALAH"}, {"carries": "0" * 64}):
        with pytest.raises(NotReady):
            add("c", **given)
    assert add("c", statement="Lembar asli dipindai ulang oleh sekretariat.") is Match.STATEMENT
    with pytest.raises(NotReady):
        add("d", carries=digest, type="image/png")


def test_who_only_looks_changes_nothing(cast: Cast, counted: list[FigureLine]) -> None:
    told = Evaluated.opened(cast).ready()
    for person in (cast.leader, cast.inspector, cast.simponi.validator_unit):

        def refused(one: Evaluation, by: Any, _: object) -> bool:
            asked = (one.objections_to_settling, one.objections_to_writing, one.objections_to_taking_back)
            return all(question(by).about("person") for question in asked)

        assert told.ask(person, refused)


def test_a_note_becomes_an_idea_and_a_priority_that_name_their_evaluation(cast: Cast) -> None:
    """S-H10 A-H12"""
    told = Evaluated.opened(cast)
    writer = told.team.koordinator
    note_id = told.do(writer, lambda one, by, _: EvaluationNote.write(one, NoteKind.PROPOSAL, "Piket sampai pukul 18.00.", by).pk)

    def plan(target: Target) -> None:
        def verb(one: Evaluation, by: Any, session: Any) -> None:
            into_plan(EvaluationNote.current(note_id, None, one, session), one, by, target, "Piket sore")

        told.do(writer, verb)

    plan(Target.IDEA)
    plan(Target.PRIORITY)
    with reading() as session:
        idea = session.exec(select(Idea)).one()
        assert (idea.source, idea.source_note) == ("evaluation", "Berasal dari evaluasi TW III 2026")
        plans = Plan.versions(told.team.programme.pk, Quarter(2027, 1), session)
        assert [one.state for one in plans] == [PlanState.DRAFT]
        assert plans[0].urgencies[-1].reason == "Berasal dari evaluasi TW III 2026"
    with pytest.raises(WrongStage):
        plan(Target.IDEA)


def test_a_plan_that_waits_for_approval_takes_no_priority_and_says_what_to_do(cast: Cast) -> None:
    """S-H10 A-H12: seen red with the words about a draft that nobody could go on with."""
    told = Evaluated.opened(cast)
    writer = told.team.koordinator
    note_id = told.do(writer, lambda one, by, _: EvaluationNote.write(one, NoteKind.PROPOSAL, "Piket sampai pukul 18.00.", by).pk)
    plan(cast, Quarter(2027, 1))

    def verb(one: Evaluation, by: Any, session: Any) -> None:
        into_plan(EvaluationNote.current(note_id, None, one, session), one, by, Target.PRIORITY, "Piket sore")

    with pytest.raises(WrongStage) as refused:
        told.do(writer, verb)
    assert [one.key for one in refused.value.issues] == ["next_plan_waiting"]


def test_a_note_of_another_evaluation_is_not_there(cast: Cast) -> None:
    mine, other = Evaluated.opened(cast), Evaluated.opened(cast, "asri")
    note_id = other.do(other.team.koordinator, lambda one, by, _: EvaluationNote.write(one, NoteKind.GOOD, "Baik.", by).pk)
    with pytest.raises(NotFound):
        mine.do(mine.team.koordinator, lambda one, by, session: EvaluationNote.current(note_id, None, one, session))


def test_open_follow_ups_of_earlier_evaluations_come_first(cast: Cast, at: Callable[[str], Any]) -> None:
    """S-H10 A-H12"""
    before = Evaluated.opened(cast, period=Period(Quarter(2026, 2)))
    late = before.follow(due_on=date(2026, 10, 20))
    at("2026-10-25 09:00")
    told = Evaluated.opened(cast)
    since = told.ask(told.mentor, lambda one, *_: one.opened_at)
    with reading() as session:
        found = FollowUp.inherited(told.team.programme.pk, told.evaluation_id, since, session)
        assert [(one.pk, one.is_late) for one in found] == [(late, True)]


def test_a_review_counts_over_all_its_quarters_and_not_the_last_one(cast: Cast, at: Callable[[str], Any]) -> None:
    """A4.3: sums against the sum of both targets, and each line says how the quarters went; seen red with the last quarter alone."""
    half = Period(Quarter(2026, 3), 2)
    posts = ((date(2026, 4, 20), 100, 2), (date(2026, 5, 4), 40, 2), (date(2026, 8, 3), 60, 6), (date(2025, 12, 1), 70, 1))
    for day, reach, likes in posts:
        measured(cast.simponi.programme, "instagram", day, 9, reach=reach, interactions=likes, exposure=100)
    for day, quarter, reach in (("2026-05-04", 2, 90), ("2026-08-03", 3, 80)):
        at(f"{day} 09:00")
        with transaction() as session:
            programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.koordinator, session)
            for key, value in (("reach", reach), ("interaction_rate", quarter)):
                IndicatorTarget.set(programme, key, Quarter(2026, quarter), value, by, session)
    at("2026-10-12 09:00")
    with reading() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        told = {one.key: one for one in prefilled.lines(programme, half, session)}
    reach, rate = told["reach"], told["interaction_rate"]
    assert (reach.value, reach.target, reach.previous, reach.n) == (200, 170, 70, 3)
    assert (rate.value, rate.target) == (3.33, 3)
    assert reach.origin[0] == "Per triwulan: TW II 2026 140; TW III 2026 60"
    assert [str(one) for one in half.quarters] == ["2026-2", "2026-3"]
    assert (half.previous.starts_on, half.previous.ends_on) == (date(2025, 10, 1), date(2026, 3, 31))
