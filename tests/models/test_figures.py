"""A quarter's figures: values, what is missing, targets, baselines, definitions of their time."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from data.database import reading, transaction
from models.actors import SYSTEM
from models.entries import record
from models.errors import NotAllowed, NotReady, WrongStage
from models.planning.quarters import Quarter
from models.playbooks import load
from models.programmes import PlaybookVersion, Programme
from models.results.documents import FaceToFace
from models.results.figures import Figure, FigureState, figure, figures
from models.results.indicators import IndicatorBaseline, IndicatorTarget, definitions, versions
from models.results.told import percentile
from tests.cast import Cast

Q3 = Quarter(2026, 3)
Q4 = Quarter(2026, 4)


@pytest.fixture(autouse=True)
def in_november(at: Callable[[str], Any], engine: str) -> None:
    at("2026-11-16 09:00")


def test_what_nobody_measured_is_missing_and_never_zero(cast: Cast) -> None:
    """S4.1, A4.1. Seen red with sums that start at 0."""
    with reading() as session:
        for team in (cast.simponi, cast.asri):
            found = figures(Programme.find(team.programme.pk, session), Q4, session)
            assert {one.key for one in found} >= {"reach", "interactions", "followers", "response_median", "downloads", "face_to_face"}
            assert {(one.value, one.state) for one in found} == {(None, FigureState.NONE)}


def test_a_target_is_set_by_who_plans_and_never_after_the_quarter(cast: Cast) -> None:
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        planner = cast.acting(cast.simponi.koordinator, session)
        IndicatorTarget.set(programme, "reach", Q4, 180_000, planner, session)
        IndicatorTarget.set(programme, "reach", Q4, 150_000, planner, session)
        assert IndicatorTarget.set(programme, "reach", Q4, 150_000, planner, session) is None
        with pytest.raises(NotAllowed):
            IndicatorTarget.set(programme, "reach", Q4, 1, cast.acting(cast.simponi.mentor, session), session)
        with pytest.raises(NotAllowed):
            IndicatorTarget.set(programme, "reach", Q4, 1, cast.acting(cast.asri.koordinator, session), session)
        with pytest.raises(WrongStage):
            IndicatorTarget.set(programme, "reach", Q3, 1, planner, session)
        with pytest.raises(NotReady):
            IndicatorTarget.set(programme, "unheard_of", Q4, 1, planner, session)
    with reading() as session:
        found = figure(Programme.find(cast.simponi.programme.pk, session), Q4, "reach", session)
        assert found is not None
        assert (found.target, found.reached) == (150_000, None)


def test_a_baseline_says_of_what_time_and_from_where_and_the_one_before_stays(cast: Cast) -> None:
    """S-D, A-D."""
    with transaction() as session:
        programme = Programme.find(cast.asri.programme.pk, session)
        planner = cast.acting(cast.asri.koordinator, session)
        with pytest.raises(NotReady) as refused:
            IndicatorBaseline.set(programme, "face_to_face", 40, " ", "", planner, session)
        assert {one.key for one in refused.value.issues} == {"baseline_period_missing", "baseline_source_missing"}
        IndicatorBaseline.set(programme, "face_to_face", 40, "Triwulan II 2026", "Buku tamu loket", planner, session)
        IndicatorBaseline.set(programme, "face_to_face", 50, "Triwulan II 2026", "Buku tamu loket, dihitung ulang", planner, session)
    with reading() as session:
        assert [one.value for one in IndicatorBaseline.history(cast.asri.programme.pk, "face_to_face", session)] == [50, 40]


def test_fewer_questions_at_the_counter_are_told_against_the_baseline(cast: Cast) -> None:
    """A4.1: mean of the weeks 30, 20 and (corrected) 25 against 50 is half; n is the number of weeks."""
    with transaction() as session:
        programme = Programme.find(cast.asri.programme.pk, session)
        FaceToFace.report(programme, date(2026, 10, 5), 30, cast.acting(cast.asri.koordinator, session), session)
        FaceToFace.report(programme, date(2026, 10, 12), 20, cast.acting(cast.asri.koordinator, session), session)
        FaceToFace.report(programme, date(2026, 10, 19), 90, cast.acting(cast.asri.koordinator, session), session)
        FaceToFace.report(programme, date(2026, 10, 19), 25, cast.acting(cast.asri.koordinator, session), session)
        assert figure(programme, Q4, "face_to_face", session).value is None  # type: ignore[union-attr]  # nothing to hold it against
        planner = cast.acting(cast.asri.koordinator, session)
        IndicatorBaseline.set(programme, "face_to_face", 50, "Triwulan II 2026", "Buku tamu loket", planner, session)
        found = figure(programme, Q4, "face_to_face", session)
    assert found is not None
    assert (found.value, found.n, found.state, found.until) == (50.0, 3, FigureState.PARTIAL, date(2026, 10, 25))


def test_an_old_quarter_keeps_the_definition_of_its_time(cast: Cast, at: Callable[[str], Any]) -> None:
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        adopt(programme, session, "Jangkauan", "Jangkauan unggahan")
    at("2027-02-01 09:00")
    with reading() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        labels = {quarter: definitions(programme, quarter, session) for quarter in (Q3, Q4)}
        assert [(found[0].label, number) for found, number in labels.values()] == [("Jangkauan", 1), ("Jangkauan unggahan", 2)]
        assert [(one.number, told.label) for one, told in versions(programme, "reach", session)] == [
            (2, "Jangkauan unggahan"), (1, "Jangkauan"),
        ]  # fmt: skip


def adopt(programme: Programme, session: Session, before: str, after: str) -> None:
    """A second version, whose only difference is a label."""
    text = programme.rules.canonical().replace(f'"label":"{before}"', f'"label":"{after}"', 1)
    assert programme.playbook is not None
    adopted = programme.playbook.adopted_at.replace(month=11)
    version = PlaybookVersion(programme_id=programme.pk, number=2, format=3, text=text, digest="0" * 64, adopted_at=adopted)
    session.add(version)
    session.flush()
    record(
        session, "programme.started", by=SYSTEM, subject=programme, names=[version], programme_id=programme.pk,
        office=programme.office_id, playbook=2, digest=version.digest,
    )  # fmt: skip


def test_a_figure_goes_through_its_written_form_unchanged(cast: Cast) -> None:
    with reading() as session:
        for one in figures(Programme.find(cast.simponi.programme.pk, session), Q4, session):
            assert Figure.read(one.written()) == one


@pytest.mark.parametrize(
    ("values", "share", "wanted"), [([1], 0.9, 1), (list(range(1, 11)), 0.9, 9), ([5, 1, 3], 0.5, 3), ([1, 2], 0.9, 2)]
)
def test_a_percentile_is_a_value_that_was_measured(values: list[float], share: float, wanted: float) -> None:
    assert percentile(values, share) == wanted


def test_an_indicator_of_posts_needs_a_metric_and_a_known_owner(cast: Cast) -> None:
    from data import playbooks
    from models.playbooks import PlaybookError

    text = playbooks.texts()["simponi"].replace('metric = "reach"', 'metric = "likability"', 1)
    with pytest.raises(PlaybookError, match=r"indicators\.reach\.metric"):
        load(text, "simponi.toml")
