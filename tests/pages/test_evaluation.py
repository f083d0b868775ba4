"""/evaluasi at the screen: opened, written, discussed, settled and closed by two; who only looks sees no verb."""

import pytest

from data.database import reading as view
from models.governance.minutes import Minutes
from models.results.evaluations.aims import AimState
from models.results.evaluations.evaluations import Evaluation, EvaluationState
from models.results.evaluations.findings import EvaluationNote
from models.results.evaluations.follow_ups import FollowUp
from tests.cast import Cast
from tests.evaluating import Evaluated
from tests.pages.conftest import OpenPage


@pytest.fixture(autouse=True)
def october(cast: Cast, at) -> None:
    at("2026-10-12 09:00")


def told(page) -> str:
    """Everything the page says, in one text, without the escapes of Markdown."""
    kinds = ("title", "subheader", "markdown", "caption", "text", "error", "info", "warning")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(page, kind)).replace("\\", "")


def press(page, key: str):
    return next(one for one in page.button if one.key == key).click().run()


def keys(page) -> set[str]:
    return {one.key for one in page.button}


def part(page, one: Evaluated, name: str):
    return page.segmented_control(key=f"evaluation-section-{one.evaluation_id}").set_value(name).run()


def state(one: Evaluated) -> EvaluationState:
    return one.ask(one.mentor, lambda it, *_: it.state)


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_the_quarter_that_ended_is_offered_and_opened(cast: Cast, open_page: OpenPage, key: str) -> None:
    """S4.3 S-D A-D"""
    team = getattr(cast, key)
    page = open_page(team.koordinator, "evaluasi")
    assert "Triwulan III 2026 sudah berakhir" in told(page)
    page = press(page, f"evaluation-open-{team.programme.pk}-2026-3-1")
    assert not page.exception
    assert "Evaluasi Triwulan III 2026" in told(page)
    with view() as session:
        assert [one.state for one in Evaluation.listed([team.programme.pk], session)] == [EvaluationState.DRAFTED]


def test_a_note_and_an_aim_are_written_where_they_stand(cast: Cast, open_page: OpenPage) -> None:
    one = Evaluated.opened(cast)
    page = part(open_page(cast.simponi.koordinator, "evaluasi", id=str(one.evaluation_id)), one, "catatan")
    page.text_area(key=f"note-text-{one.evaluation_id}").set_value("Komentar dijawab terlalu lambat.")
    page = next(each for each in page.button if each.label == "Tambah catatan").click().run()
    with view() as session:
        assert [each.text for each in EvaluationNote.of(one.evaluation_id, session)] == ["Komentar dijawab terlalu lambat."]
    page = part(page, one, "tujuan")
    key = f"aim-{one.evaluation_id}-penyebaran_efektif"
    page.text_input(key=f"{key}-reason").set_value("Jangkauan melampaui target.")
    next(each for each in page.button_group if each.key == f"{key}-state").set_value(AimState.REACHED)
    page = press(page, f"{key}-save")
    assert not page.exception
    assert one.ask(one.mentor, lambda it, *_: it.aims[0].state) is AimState.REACHED


def test_the_meeting_opens_the_minutes_and_keeps_a_decision_typed_once(cast: Cast, open_page: OpenPage) -> None:
    """S1.4 S4.3"""
    one = Evaluated.opened(cast)
    page = press(open_page(cast.simponi.koordinator, "evaluasi", id=str(one.evaluation_id)), "meeting-begin")
    assert not page.exception
    assert "meeting-end" in keys(page)
    met = one.ask(one.mentor, lambda it, _, session: Minutes.about(it, session)[0])
    page = part(open_page(cast.simponi.koordinator, "evaluasi", id=str(one.evaluation_id)), one, "notulen")
    page.text_area(key=f"decision-{met.pk}").set_value("Piket ditambah satu sif.")
    page = press(page, f"decision-save-{met.pk}")
    decided = one.ask(one.mentor, lambda it, _, session: Minutes.about(it, session)[0].standing[0])
    page = press(page, f"decision-follow-{decided.pk}")
    key = f"follow-{one.evaluation_id}--{decided.pk}"
    assert page.text_input(key=f"{key}-title").value == "Piket ditambah satu sif."
    page.selectbox(key=f"{key}-owner").set_value(cast.simponi.desainer.pk).run()
    page = press(page, "follow-save")
    assert not page.exception
    with view() as session:
        found = FollowUp.of(one.evaluation_id, session)
        assert [(each.title, each.owner_id) for each in found] == [("Piket ditambah satu sif.", cast.simponi.desainer.pk)]


def test_the_mentor_decides_and_closes_after_the_coordinator_has_settled(cast: Cast, open_page: OpenPage) -> None:
    """S-H9 S4.3"""
    one = Evaluated.opened(cast).ready()
    page = part(open_page(cast.simponi.koordinator, "evaluasi", id=str(one.evaluation_id)), one, "laporan")
    page = press(page, "settle")
    assert state(one) is EvaluationState.SETTLED
    assert "close" not in keys(page)
    page = part(open_page(cast.simponi.mentor, "evaluasi", id=str(one.evaluation_id)), one, "laporan")
    page = press(page, "close")
    assert not page.exception
    assert state(one) is EvaluationState.CLOSED


def test_what_is_missing_stands_beside_the_button(cast: Cast, open_page: OpenPage) -> None:
    one = Evaluated.opened(cast)
    page = part(open_page(cast.simponi.koordinator, "evaluasi", id=str(one.evaluation_id)), one, "laporan")
    assert "Belum ada notulen rapat." in told(page)
    assert next(each for each in page.button if each.key == "settle-barred").disabled


@pytest.mark.parametrize("section", ["ringkasan", "angka", "tujuan", "catatan", "putusan", "tindak", "notulen", "laporan"])
def test_who_only_looks_sees_every_part_and_no_verb(cast: Cast, open_page: OpenPage, section: str) -> None:
    one = Evaluated.opened(cast).ready()
    one.follow()
    page = part(open_page(cast.leader, "evaluasi", id=str(one.evaluation_id)), one, section)
    assert not page.exception
    verbs = ("note-", "aim-", "verdict-", "follow-new", "settle", "close", "take-back", "attend-", "decision-", "scan-", "minutes-")
    assert [each for each in keys(page) if each and each.startswith(verbs) and each != "settle-barred"] == []


def test_an_evaluation_of_another_programme_shows_like_none_at_all(cast: Cast, open_page: OpenPage) -> None:
    one = Evaluated.opened(cast, "asri")
    theirs, nothing = (told(open_page(cast.simponi.koordinator, "evaluasi", id=pk)) for pk in (str(one.evaluation_id), "9999"))
    assert theirs == nothing


def test_a_follow_up_that_is_late_is_red_at_home(cast: Cast, open_page: OpenPage, at) -> None:
    """S-H10 A-H12"""
    one = Evaluated.opened(cast)
    pk = one.follow(owner=cast.simponi.desainer)
    at("2026-12-01 09:00")
    page = open_page(cast.simponi.desainer, "")
    assert "Lewat tenggat" in told(page)
    assert f"follow-up-{pk}" in keys(page)


def test_every_page_of_the_meeting_draws(cast: Cast, open_page: OpenPage) -> None:
    """S4.3"""
    one = Evaluated.opened(cast, "asri").ready()
    page = open_page(cast.asri.koordinator, "evaluasi", id=str(one.evaluation_id), rapat="1")
    assert not page.exception
    assert "tindak lanjut" in told(page)
