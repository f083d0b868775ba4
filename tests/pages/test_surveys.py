"""/survei on the screen: duties, writing, sharing, results, and what is taken out of it."""

import csv
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest

from data.database import reading
from models.errors import NotFound
from models.results.surveys.questions import SurveyKind
from models.results.surveys.rounds import SurveyState
from models.results.surveys.satisfaction import ELEMENTS
from models.results.surveys.surveys import Survey
from pages.documents import survey_export, survey_poster
from tests.asked import GIVEN, big_campaign, closed, drafted, keep, opened
from tests.cast import Cast
from tests.pages.conftest import OpenPage


@pytest.fixture(autouse=True)
def in_november(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-23 09:00")


def shown(at: object) -> str:
    return " ".join(one.value for kind in ("markdown", "caption", "title", "subheader", "text") for one in at.get(kind))  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", ["", "survei", "rencana"])
def test_what_a_big_campaign_owes_stands_red_until_done(cast: Cast, open_page: OpenPage, page: str) -> None:
    """A4.2: at home, on the surveys' page and with the plan."""
    big_campaign(cast, cast.asri, date(2026, 11, 1), date(2026, 11, 20))
    words = shown(open_page(cast.asri.koordinator, page))
    assert r"Indeks kepuasan\: Siaga banjir" in words
    assert ":red-badge[:material/notification_important: Jatuh tempo]" in words
    assert "Siaga banjir" not in shown(open_page(cast.simponi.koordinator, page))


def test_the_mentor_excuses_on_the_page_with_a_reason(cast: Cast, open_page: OpenPage) -> None:
    """A4.2."""
    campaign_id = big_campaign(cast, cast.asri, date(2026, 11, 1), date(2026, 11, 20))
    at = open_page(cast.asri.pengawas_keakuratan, "survei")
    at.button(key=f"owed-excuse-{campaign_id}-quiz").click().run()
    at.button(key="excuse-save").click().run()
    assert "Alasan" in " ".join(one.value for one in at.error)
    at.text_area(key=f"excuse-{campaign_id}-quiz").input("Tanpa materi pengetahuan").run()
    at.button(key="excuse-save").click().run()
    assert not at.exception
    assert r"Kuis sebelum dan sesudah\: Siaga banjir" not in shown(open_page(cast.asri.koordinator, "survei"))


def test_a_survey_is_begun_from_a_template_written_and_opened_by_clicks(cast: Cast, open_page: OpenPage) -> None:
    """S4.2: the main path."""
    at = open_page(cast.simponi.koordinator, "survei")
    at.button(key="survey-new").click().run()
    at.button(key="survey-new-save").click().run()
    at.run()
    assert not at.exception
    at.text_input(key="desk-1-title").input("Judul saya").run()
    at.button(key="desk-1-add-choice").click().run()
    at.text_input(key="desk-1-q4-text").input("Kecamatan Anda?").run()
    at.text_area(key="desk-1-q4-options").input("Belinyu\nBakam").run()
    at.button(key="desk-1-save").click().run()
    assert not at.error
    at.segmented_control(key="survey-tab-1").set_value("bagikan").run()
    at.button(key="round-1-open").click().run()
    assert not at.exception
    assert not at.error
    with reading() as session:
        survey = session.get_one(Survey, 1)
        assert (survey.title, survey.state, survey.edition) == ("Judul saya", SurveyState.OPEN, 2)
        assert [one.label for one in survey.edition_in(session).questions[-1].options] == ["Belinyu", "Bakam"]


def test_what_was_typed_survives_a_look_at_another_part(cast: Cast, open_page: OpenPage) -> None:
    survey_id = drafted(cast, cast.simponi)
    at = open_page(cast.simponi.koordinator, "survei", id=survey_id)
    at.text_input(key=f"desk-{survey_id}-title").input("Belum disimpan").run()
    for tab in ("hasil", "tanya"):
        at.segmented_control(key=f"survey-tab-{survey_id}").set_value(tab).run()
    assert at.text_input(key=f"desk-{survey_id}-title").value == "Belum disimpan"


def test_the_index_shows_its_class_its_n_and_why_it_is_no_ikm_yet(cast: Cast, open_page: OpenPage) -> None:
    """A4.2: n beside it, "survei cepat" below the sample."""
    survey_id = drafted(cast, cast.simponi, SurveyKind.SATISFACTION, population=100)
    opened(cast, cast.simponi, survey_id)
    keep(survey_id, 0, dict.fromkeys(ELEMENTS, "3"), 12)
    at = open_page(cast.leader, "survei", id=survey_id)
    assert not at.exception
    assert (at.metric[0].label, at.metric[0].value) == ("Survei cepat", "75,00")
    words = shown(at)
    assert "12 jawaban dari 80 yang diperlukan" in words
    assert "perlu 80 jawaban, baru ada 12" in words
    assert [one for one in at.button if (one.key or "").startswith("round-")] == []


def test_a_quiz_shows_gain_and_both_n(cast: Cast, open_page: OpenPage) -> None:
    """A4.2."""
    campaign_id = big_campaign(cast, cast.asri, date(2026, 12, 1), date(2026, 12, 9))
    survey_id = drafted(cast, cast.asri, SurveyKind.QUIZ, campaign_id)
    for place, given in enumerate(({"q1": "a", "q2": "b", "q3": "b"}, {"q1": "a", "q2": "a", "q3": "b"})):
        opened(cast, cast.asri, survey_id, place)
        keep(survey_id, place, given, 4 + place)
        closed(cast, cast.asri, survey_id, place)
    at = open_page(cast.asri.editor_teknis, "survei", id=survey_id)
    assert not at.exception
    assert [one.value for one in at.metric] == ["33 %", "67 %", "0,50"]
    assert "n sebelum 4, n sesudah 5" in shown(at)


def test_other_programmes_and_units_find_no_survey(cast: Cast, open_page: OpenPage) -> None:
    """SAFETY 5: page, poster and export alike."""
    survey_id = drafted(cast, cast.simponi)
    for person in (cast.asri.koordinator, cast.simponi.validator_unit, cast.nobody):
        at = open_page(person, "survei", id=survey_id)
        assert "Apakah informasi kami membantu" not in shown(at)
        with reading() as session:
            actor = cast.acting(person, session)
            with pytest.raises(NotFound):
                survey_export.exported(session, survey_id, actor, "csv")
            with pytest.raises(NotFound):
                survey_poster.printed(session, survey_id, 1, "https://simpul.example/s/x", actor)


@pytest.mark.parametrize("evil", ["=HYPERLINK(1)", "+1", "-1", "@x", "\t=1", "<script>x</script>"])
def test_an_export_carries_no_formula_and_no_sheet_of_one_person(cast: Cast, evil: str) -> None:
    """SAFETY 21: seen red with the cells written as they came."""
    survey_id = drafted(cast, cast.simponi)
    opened(cast, cast.simponi, survey_id)
    keep(survey_id, 0, {**GIVEN, "q3": evil}, 2)
    with reading() as session:
        actor = cast.acting(cast.simponi.koordinator, session)
        rows = list(csv.reader(StringIO(survey_export.exported(session, survey_id, actor, "csv").decode("utf-8-sig")), delimiter=";"))
        sheet = openpyxl.load_workbook(BytesIO(survey_export.exported(session, survey_id, actor, "xlsx"))).active
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "n"}
    assert any(row[3:6] == ["Dari mana?", "Facebook", "2"] for row in rows)


def test_the_poster_is_one_page_with_the_code_to_scan(cast: Cast) -> None:
    """S4.2."""
    survey_id = drafted(cast, cast.simponi)
    link = f"https://simpul.example/s/{opened(cast, cast.simponi, survey_id)}"
    with reading() as session:
        made = survey_poster.printed(session, survey_id, 1, link, cast.acting(cast.simponi.editor, session))
    assert made.startswith(b"%PDF")
    assert survey_poster.qr_png(link).startswith(b"\x89PNG")
    assert b"<svg" in survey_poster.qr_svg(link)


def test_the_address_is_the_offices_own(cast: Cast, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMPUL_URL", "https://simpul.example/")
    survey_id = drafted(cast, cast.simponi)
    code = opened(cast, cast.simponi, survey_id)
    at = open_page(cast.simponi.koordinator, "survei", id=survey_id)
    at.segmented_control(key=f"survey-tab-{survey_id}").set_value("bagikan").run()
    assert [one.value for one in at.code] == [f"https://simpul.example/s/{code}"]
