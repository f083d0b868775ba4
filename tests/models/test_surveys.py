"""A survey from its draft to the figure: editions, rounds, closing, duties, rights."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from data import jobs
from data.commands.check import problems
from data.database import reading as look
from data.database import transaction
from models.base import now
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, OutOfDate, Refused
from models.people import Person
from models.planning.campaigns import Campaign
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results.figures import FigureState, figure
from models.results.origins import origin
from models.results.surveys import agreement, duties, results
from models.results.surveys.answers import SurveyReply, SurveySheet, commitment
from models.results.surveys.closing import SurveyClosing
from models.results.surveys.duties import Owed
from models.results.surveys.questions import Choice, Question, QuestionKind, SurveyKind
from models.results.surveys.results import Measure
from models.results.surveys.rounds import Phase, SurveyState
from models.results.surveys.satisfaction import ELEMENTS
from models.results.surveys.surveys import Survey
from models.verification import verify
from tests.asked import GIVEN, QUICK, QUIZ, big_campaign, closed, drafted, keep, opened
from tests.cast import Cast, Team

HAPPY = dict.fromkeys(ELEMENTS, "4")


@pytest.fixture(autouse=True)
def in_november(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-23 09:00")


def revise(cast: Cast, team: Team, survey_id: int, by: Person | None = None, title: str = "Judul lain", **more: object) -> None:
    with transaction() as session:
        actor = cast.acting(by or team.koordinator, session)
        survey = Survey.current(survey_id, None, actor.programmes, session)
        survey.revise(survey.programme, actor, title, "", more.get("questions", QUICK))  # type: ignore[arg-type]


def owed(team: Team) -> list[tuple[SurveyKind, Owed]]:
    with look() as session:
        return [(one.kind, one.owed) for one in duties.owed([Programme.find(team.programme.pk, session)], session)]


def excuse(cast: Cast, team: Team, campaign_id: int, kind: SurveyKind, by: Person, reason: str = "Tidak ada layanan tatap muka") -> None:
    with transaction() as session:
        programme, campaign = Programme.find(team.programme.pk, session), Campaign.find(campaign_id, session)
        duties.excuse(programme, campaign, kind, cast.acting(by, session), reason, session)


def test_the_right_to_survey_belongs_to_coordinator_and_editor(cast: Cast) -> None:
    """S4.2: seen red with the guard taken out of `draft`."""
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        for person in (cast.simponi.desainer, cast.simponi.mentor, cast.asri.koordinator, cast.leader, cast.inspector, cast.nobody):
            with pytest.raises(NotAllowed):
                Survey.draft(programme, SurveyKind.QUICK, "Judul", "", QUICK, cast.acting(person, session), session)


@pytest.mark.parametrize("verb", ["open", "close", "revise", "discard", "erase_text"])
def test_whoever_only_reads_changes_nothing_of_a_survey(cast: Cast, verb: str) -> None:
    """Seen red with each guard taken out in turn."""
    survey_id = drafted(cast, cast.simponi)
    if verb in ("close", "erase_text"):
        opened(cast, cast.simponi, survey_id)
        keep(survey_id, 0, GIVEN)
    with transaction() as session:
        by, survey = cast.acting(cast.simponi.desainer, session), session.get_one(Survey, survey_id)
        one, programme = survey.rounds[0], survey.programme
        verbs = {
            "open": lambda: one.open(survey, programme, by, now(), now() + timedelta(days=1)),
            "close": lambda: one.close(survey, programme, by),
            "revise": lambda: survey.revise(programme, by, "Lain", "", QUICK),
            "discard": lambda: survey.discard(programme, by),
            "erase_text": lambda: survey.erase_text(programme, by, session.exec(select(SurveyReply.id)).first() or 0),
        }
        with pytest.raises(NotAllowed):
            verbs[verb]()


def test_a_survey_of_another_programme_is_not_found(cast: Cast) -> None:
    survey_id = drafted(cast, cast.simponi)
    with transaction() as session:
        stranger = cast.acting(cast.asri.koordinator, session)
        with pytest.raises(NotFound):
            Survey.current(survey_id, None, stranger.teams, session)
        survey = session.get_one(Survey, survey_id)
        with pytest.raises(NotFound):
            survey.revise(Programme.find(cast.asri.programme.pk, session), stranger, "Judul", "", QUICK)


def test_a_stale_screen_revises_nothing(cast: Cast) -> None:
    survey_id = drafted(cast, cast.simponi)
    revise(cast, cast.simponi, survey_id)
    with transaction() as session, pytest.raises(OutOfDate):
        Survey.current(survey_id, 1, cast.acting(cast.simponi.koordinator, session).teams, session)


@pytest.mark.parametrize(
    ("questions", "key"),
    [
        ([], "survey_no_questions"),
        (QUICK * 2, "survey_question_twice"),
        ([Question("q1", QuestionKind.CHOICE, "?", (Choice("a", "Satu saja"),))], "survey_options_few"),
        ([Question("q1", QuestionKind.CHOICE, "", (Choice("a", "Ya"), Choice("b", "Ya")))], "survey_option_twice"),
        ([Question("q1", QuestionKind.TEXT, "x" * 251)], "survey_question_long"),
        (QUIZ, "survey_question_kind"),
        ([Question(f"q{n}", QuestionKind.TEXT, "Saran?") for n in range(16)], "survey_too_many_questions"),
    ],
)
def test_a_survey_that_nobody_could_answer_is_refused(cast: Cast, questions: list[Question], key: str) -> None:
    with pytest.raises(NotReady) as refused:
        revise(cast, cast.simponi, drafted(cast, cast.simponi), questions=questions)
    assert key in {one.key for one in refused.value.issues}


def test_a_quiz_needs_a_campaign_and_its_right_answers(cast: Cast) -> None:
    with pytest.raises(NotReady) as refused:
        drafted(cast, cast.asri, SurveyKind.QUIZ)
    assert [one.key for one in refused.value.issues] == ["survey_quiz_campaign"]
    campaign_id = big_campaign(cast, cast.asri, date(2026, 12, 1), date(2026, 12, 10))
    unmarked = [Question("q1", QuestionKind.QUIZ, "Mana?", (Choice("a", "Ini"), Choice("b", "Itu")))]
    with pytest.raises(NotReady) as refused:
        drafted(cast, cast.asri, SurveyKind.QUIZ, campaign_id, questions=unmarked)
    assert [one.key for one in refused.value.issues] == ["survey_correct_missing"]


def test_what_was_asked_is_frozen_and_a_change_makes_a_new_edition(cast: Cast) -> None:
    """S4.2: answers keep the edition they were given to, and editions are never added up."""
    survey_id = drafted(cast, cast.simponi)
    opened(cast, cast.simponi, survey_id)
    keep(survey_id, 0, GIVEN, 2)
    fewer = [QUICK[1]]
    revise(cast, cast.simponi, survey_id, questions=fewer)
    keep(survey_id, 0, {"q2": "a"}, 3)
    with look() as session:
        survey = Survey.find(survey_id, [cast.simponi.programme.pk], session)
        newest = results.of(survey, session)[Phase.ONLY]
        older = results.of(survey, session, newest.editions[0])[Phase.ONLY]
        assert (newest.answers, newest.tally.n, newest.tally.answers("q2")) == (5, 3, {"a": 3})
        assert (older.tally.n, older.tally.answers("q2"), len(older.edition.questions)) == (2, {"b": 2}, 3)


def test_saving_nothing_new_makes_no_edition(cast: Cast) -> None:
    survey_id = drafted(cast, cast.simponi)
    for _ in range(2):
        revise(cast, cast.simponi, survey_id, title="Sekali saja")
    with look() as session:
        assert session.get_one(Survey, survey_id).edition == 2


def test_a_quiz_that_runs_keeps_its_questions_and_its_second_round_waits_for_the_first(cast: Cast) -> None:
    """A4.2: else the two rounds wouldn't compare."""
    campaign_id = big_campaign(cast, cast.asri, date(2026, 12, 1), date(2026, 12, 10))
    survey_id = drafted(cast, cast.asri, SurveyKind.QUIZ, campaign_id)
    with pytest.raises(NotReady):
        opened(cast, cast.asri, survey_id, place=1)
    opened(cast, cast.asri, survey_id)
    with pytest.raises(NotReady) as refused:
        revise(cast, cast.asri, survey_id, questions=QUIZ)
    assert [one.key for one in refused.value.issues] == ["survey_quiz_runs"]


def test_a_round_is_open_within_the_playbooks_longest_time_only(cast: Cast) -> None:
    survey_id = drafted(cast, cast.simponi)
    for days in (-1, 0, 61):
        with pytest.raises(NotReady):
            opened(cast, cast.simponi, survey_id, days=days)
    opened(cast, cast.simponi, survey_id, days=60)
    with pytest.raises(NotReady):
        opened(cast, cast.simponi, survey_id)


def test_a_discarded_draft_never_opens(cast: Cast) -> None:
    survey_id = drafted(cast, cast.simponi)
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        survey = Survey.current(survey_id, None, by.teams, session)
        survey.discard(survey.programme, by)
    with pytest.raises(Refused):
        opened(cast, cast.simponi, survey_id)


def test_closing_keeps_the_counts_and_commits_to_every_answer(cast: Cast) -> None:
    """S4.2: answers stand outside the log; seen red with a commitment to something else."""
    survey_id = drafted(cast, cast.simponi)
    opened(cast, cast.simponi, survey_id)
    keep(survey_id, 0, GIVEN, 3)
    closed(cast, cast.simponi, survey_id)
    with look() as session:
        closing = session.exec(select(SurveyClosing)).one()
        entry = session.exec(select(Entry).where(Entry.action == "survey.closed")).one()
        assert (closing.answers, entry.facts["answers"], entry.facts["digest"]) == (3, 3, closing.digest)
        assert closing.tally(next(int(key) for key in closing.told)).answers("q2") == {"b": 3}
        for sheet in session.exec(select(SurveySheet)):
            replies = session.exec(select(SurveyReply).where(SurveyReply.sheet_id == sheet.pk))
            assert sheet.digest == commitment({one.question: one.text or one.value for one in replies}, sheet.salt)
        assert verify(session).faults == ()


@pytest.mark.parametrize("change", ["answer", "words", "sheet", "count"])
def test_answers_that_no_longer_match_their_closing_are_found(change: str, cast: Cast) -> None:
    """S4.2, A4.2: each sheet's hash is made anew from its answers; words erased on purpose are no damage."""
    survey_id = drafted(cast, cast.simponi)
    opened(cast, cast.simponi, survey_id)
    keep(survey_id, 0, GIVEN, 3)
    closed(cast, cast.simponi, survey_id)
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        survey = Survey.current(survey_id, None, by.teams, session)
        round_id, first = survey.rounds[0].pk, session.exec(select(SurveyReply).where(SurveyReply.question == "q3")).first()
        assert first is not None
        survey.erase_text(survey.programme, by, first.pk)
    with look() as session:
        assert agreement.disagreements(session) == []
    with transaction() as session:
        rows = session.exec(select(SurveyReply).where(SurveyReply.sheet_id != first.sheet_id)).all()
        if change == "answer":
            next(one for one in rows if one.question == "q2").value = "a"
        elif change == "words":
            next(one for one in rows if one.question == "q3").text = "Sudah bagus."
        elif change == "sheet":
            session.add(SurveySheet.of(round_id, rows[0].edition_id, "z", now().date(), 0, {"q2": "a"}))
        else:
            rows[0].score = 1
        session.flush()
    with look() as session:
        assert agreement.disagreements(session) == [round_id]
    assert any(f"putaran {round_id}" in line for line in problems())


def test_a_round_whose_time_is_over_is_closed_by_itself(cast: Cast, at: Callable[[str], datetime]) -> None:
    survey_id = drafted(cast, cast.simponi)
    opened(cast, cast.simponi, survey_id, days=2)
    assert jobs.close_surveys() == 0
    at("2026-11-25 09:30")
    assert jobs.close_surveys() == 1
    with look() as session:
        assert session.get_one(Survey, survey_id).state is SurveyState.CLOSED
        assert session.exec(select(Entry.actor_kind).where(Entry.action == "survey.closed")).one() == "system"


def test_the_log_holds_no_word_of_survey_or_answers(cast: Cast) -> None:
    """Ids, states and commitments only."""
    survey_id = drafted(cast, cast.simponi)
    opened(cast, cast.simponi, survey_id)
    keep(survey_id, 0, {**GIVEN, "q3": "Rahasia warga"})
    closed(cast, cast.simponi, survey_id)
    with look() as session:
        lines = "".join(session.exec(select(Entry.text).where(Entry.subject == "survey")))
        round_ = session.get_one(Survey, survey_id).rounds[0]
        for word in ("Rahasia", "membantu", "Instagram", round_.code, round_.seal):
            assert word not in lines


def test_answers_make_no_line_in_the_log(cast: Cast) -> None:
    """A flood of answers floods no log."""
    survey_id = drafted(cast, cast.simponi)
    opened(cast, cast.simponi, survey_id)
    with look() as session:
        before = Entry.head(session)
    keep(survey_id, 0, GIVEN, 5)
    with look() as session:
        assert Entry.head(session) == before


def test_words_that_name_somebody_can_be_erased_and_the_count_stays(cast: Cast) -> None:
    survey_id = drafted(cast, cast.simponi)
    opened(cast, cast.simponi, survey_id)
    keep(survey_id, 0, {**GIVEN, "q3": "Pak Budi lambat"})
    with transaction() as session:
        by = cast.acting(cast.simponi.editor, session)
        survey = Survey.current(survey_id, None, by.teams, session)
        reply = session.exec(select(SurveyReply).where(SurveyReply.question == "q3")).one()
        survey.erase_text(survey.programme, by, reply.pk)
        with pytest.raises(NotFound):
            survey.erase_text(survey.programme, by, 10**6)
    with look() as session:
        assert session.exec(select(SurveyReply.text, SurveyReply.erased).where(SurveyReply.question == "q3")).one() == (None, True)
        assert session.exec(select(SurveySheet)).one()


def test_a_big_campaigns_end_creates_both_duties(cast: Cast, at: Callable[[str], datetime]) -> None:
    """A4.2: an index and a quiz, due fourteen days after the end by the playbook; a small campaign owes nothing."""
    big_campaign(cast, cast.asri, date(2026, 11, 1), date(2026, 11, 20))
    big_campaign(cast, cast.asri, date(2026, 11, 1), date(2026, 11, 20), "Kecil", big=False)
    assert owed(cast.asri) == [(SurveyKind.SATISFACTION, Owed.DUE), (SurveyKind.QUIZ, Owed.DUE)]
    assert owed(cast.simponi) == []
    at("2026-12-05 09:00")
    assert owed(cast.asri) == [(SurveyKind.SATISFACTION, Owed.LATE), (SurveyKind.QUIZ, Owed.LATE)]


def test_a_quiz_before_is_asked_for_before_the_campaign_begins(cast: Cast, at: Callable[[str], datetime]) -> None:
    """A4.2: after the campaign nobody can be asked what he knew before; red once it runs. Seen red: still "soon" weeks later."""
    soon = big_campaign(cast, cast.asri, date(2026, 11, 30), date(2026, 12, 20))
    big_campaign(cast, cast.asri, date(2026, 12, 1), date(2026, 12, 20), "Masih jauh")
    assert owed(cast.asri) == [(SurveyKind.QUIZ, Owed.AHEAD)]
    at("2026-11-30 09:00")
    assert owed(cast.asri) == [(SurveyKind.QUIZ, Owed.MISSED), (SurveyKind.QUIZ, Owed.AHEAD)]
    opened(cast, cast.asri, drafted(cast, cast.asri, SurveyKind.QUIZ, soon))
    assert owed(cast.asri) == [(SurveyKind.QUIZ, Owed.AHEAD)]


def test_a_duty_stays_until_the_survey_is_closed_with_answers(cast: Cast) -> None:
    """A4.2: seen red with an empty survey counted as done."""
    campaign_id = big_campaign(cast, cast.asri, date(2026, 11, 1), date(2026, 11, 20))
    empty = drafted(cast, cast.asri, SurveyKind.SATISFACTION, campaign_id)
    opened(cast, cast.asri, empty)
    closed(cast, cast.asri, empty)
    assert (SurveyKind.SATISFACTION, Owed.DUE) in owed(cast.asri)
    answered = drafted(cast, cast.asri, SurveyKind.SATISFACTION, campaign_id)
    opened(cast, cast.asri, answered)
    keep(answered, 0, HAPPY)
    assert (SurveyKind.SATISFACTION, Owed.DUE) in owed(cast.asri)
    closed(cast, cast.asri, answered)
    assert owed(cast.asri) == [(SurveyKind.QUIZ, Owed.DUE)]
    quiz = drafted(cast, cast.asri, SurveyKind.QUIZ, campaign_id)
    for place in (0, 1):
        opened(cast, cast.asri, quiz, place)
        keep(quiz, place, {"q1": "a", "q2": "b", "q3": "c"})
        assert owed(cast.asri) == [(SurveyKind.QUIZ, Owed.DUE)]
        closed(cast, cast.asri, quiz, place)
    assert owed(cast.asri) == []


def test_only_the_mentor_excuses_and_says_why(cast: Cast) -> None:
    """A4.2: once, and the reason stands outside the log."""
    campaign_id = big_campaign(cast, cast.simponi, date(2026, 11, 1), date(2026, 11, 20))
    with pytest.raises(NotAllowed):
        excuse(cast, cast.simponi, campaign_id, SurveyKind.QUIZ, cast.simponi.koordinator)
    with pytest.raises(NotReady):
        excuse(cast, cast.simponi, campaign_id, SurveyKind.QUIZ, cast.simponi.mentor, reason="  ")
    excuse(cast, cast.simponi, campaign_id, SurveyKind.QUIZ, cast.simponi.mentor)
    assert owed(cast.simponi) == [(SurveyKind.SATISFACTION, Owed.DUE)]
    with pytest.raises(NotReady):
        excuse(cast, cast.simponi, campaign_id, SurveyKind.QUIZ, cast.simponi.mentor)
    with look() as session:
        assert "tatap muka" not in session.exec(select(Entry.text).where(Entry.action == "survey.excused")).one()


def test_closed_surveys_become_figures_with_their_n(cast: Cast) -> None:
    """S4.2, A4.2: below the sample it is no IKM; the quiz gives its gain with both n."""
    campaign_id = big_campaign(cast, cast.asri, date(2026, 11, 1), date(2026, 11, 20))
    quarter = Quarter.running()
    index_id = drafted(cast, cast.asri, SurveyKind.SATISFACTION, campaign_id, population=4)
    opened(cast, cast.asri, index_id)
    keep(index_id, 0, HAPPY, 3)
    quiz = drafted(cast, cast.asri, SurveyKind.QUIZ, campaign_id)
    for place, given in enumerate(({"q1": "a", "q2": "b", "q3": "b"}, {"q1": "a", "q2": "a", "q3": "b"})):
        opened(cast, cast.asri, quiz, place)
        keep(quiz, place, given, 2)
        closed(cast, cast.asri, quiz, place)
    with look() as session:
        asri = Programme.find(cast.asri.programme.pk, session)
        assert figure(asri, quarter, "ikm", session).state is FigureState.NONE  # type: ignore[union-attr]
        gained = figure(asri, quarter, "learning_gain", session)
        assert gained is not None
        assert (gained.value, gained.n) == (0.5, 4)
        assert [(one.what, one.value) for one in origin(gained, asri, quarter, session)] == [("Apakah informasi kami membantu?", 0.5)]
    closed(cast, cast.asri, index_id)
    with look() as session:
        told = {one.measure: one for one in results.figures([cast.asri.programme.pk], quarter.since, quarter.until, session)}
        assert (told[Measure.QUICK_INDEX].value, told[Measure.QUICK_INDEX].n) == (Decimal("100.00"), (3,))
        assert told[Measure.GAIN].n == (2, 2)
        quick = figure(Programme.find(cast.asri.programme.pk, session), quarter, "quick_index", session)
        assert quick is not None
        assert (quick.value, quick.n) == (100.0, 3)
        assert results.figures([cast.simponi.programme.pk], quarter.since, quarter.until, session) == []


def test_duties_and_results_cost_the_same_for_one_as_for_many(cast: Cast, reading: Session, queries: Callable[..., object]) -> None:
    for number in range(4):
        big_campaign(cast, cast.asri, date(2026, 11, 1), date(2026, 11, 15 + number), f"Kampanye {number}")
    asri = Programme.find(cast.asri.programme.pk, reading)
    with queries(reading) as seen:  # type: ignore[attr-defined]
        assert len(duties.owed([asri], reading)) == 8
    assert len(seen) == 1
