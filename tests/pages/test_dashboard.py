"""/dasbor at the screen: four figures, four charts with a sentence each, one more view on demand, and the meeting."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from data.database import transaction
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results.indicators import IndicatorTarget
from pages.documents import chart_picture
from pages.ui import charts, panels
from tests.cast import Cast
from tests.models.test_breakdowns import measured
from tests.pages.conftest import OpenPage
from tests.pages.test_planning import button, told

Q4 = Quarter(2026, 4)


@pytest.fixture(autouse=True)
def a_quarter(cast: Cast, at: Callable[[str], Any]) -> None:
    """Two channels over six weeks, one of them growing."""
    at("2026-11-16 09:00")
    for week in range(6):
        for channel, reach in (("instagram", 100 + 40 * week), ("facebook", 90)):
            day = date.fromordinal(date(2026, 10, 5).toordinal() + 7 * week)
            measured(cast.simponi.programme, channel, day, 18, reach=reach, interactions=5, exposure=200)


def test_the_quarter_is_read_in_sentences_that_come_from_its_figures(cast: Cast, open_page: OpenPage) -> None:
    """S4.1, S4.3: what grows is said, and the busiest hour with how many posts it rests on."""
    page = open_page(cast.simponi.koordinator, "dasbor", triwulan="2026-4")
    assert not page.exception
    assert "Instagram tumbuh paling cepat" in told(page)
    assert "Senin pukul 18.00–20.00 paling ramai ditanggapi (n = 12)" in told(page)


def test_a_chart_and_its_table_show_the_same(cast: Cast, open_page: OpenPage) -> None:
    """S4.3: seen red with a table of the drawn channels only."""
    page = open_page(cast.simponi.koordinator, "dasbor")
    specs = [json.loads(one.proto.spec) for one in page.get("vega_lite_chart")]
    assert len(specs) == 2  # no plan, no third one: its panel says what is missing
    page.toggle(key="table-trend").set_value(True).run()
    shown = page.dataframe[0].value
    assert list(shown["Instagram"]) == [100, 140, 180, 220, 260, 300]
    assert list(shown["Facebook"]) == [90] * 6


def test_what_nobody_measured_is_said_and_not_drawn_as_nothing(cast: Cast, open_page: OpenPage) -> None:
    """S4.1, A4.1: seen red with a metric of 0."""
    page = open_page(cast.asri.koordinator, "dasbor")
    assert not page.exception
    assert {one.value for one in page.metric} == {"–"}
    assert not page.get("vega_lite_chart")
    assert "Belum ada data capaian" in told(page)


@pytest.mark.parametrize(
    "part", ["indikator", "kanal", "jenis", "format", "kecamatan", "kampanye", "kelompok", "pengikut", "proses", "respons"]
)
def test_every_further_view_opens_from_its_address(part: str, cast: Cast, open_page: OpenPage) -> None:
    """Seen red with a figure that one programme shows above and in the view: the page's own box had caught it."""
    for person in (cast.simponi.mentor, cast.asri.koordinator):
        assert not open_page(person, "dasbor", rincian=part).exception


def test_the_meeting_says_one_thing_a_page_and_ends_where_decisions_are_typed(cast: Cast, open_page: OpenPage) -> None:
    """S4.3, A4.3."""
    with transaction() as session:
        planner = cast.acting(cast.simponi.koordinator, session)
        programme = Programme.find(cast.simponi.programme.pk, session)
        IndicatorTarget.set(programme, "reach", Q4, 10_000, planner, session)
        IndicatorTarget.set(programme, "interaction_rate", Q4, 2, planner, session)
    page = open_page(cast.simponi.mentor, "dasbor", rapat="1")
    assert [one.value for one in page.title] == ["1 dari 2 target tercapai; Jangkauan perlu perhatian"]
    for number in range(2, 9):
        page.session_state["dashboard-meeting-page"] = number
        page.run()
        assert not page.exception
        assert not page.error
        assert len(page.title) == 1
    button(page, "meeting-end").click().run()
    assert [one.value for one in page.title] == ["Dasbor kinerja"]


def test_who_has_no_part_in_a_programme_sees_none_of_its_figures(cast: Cast, open_page: OpenPage) -> None:
    """A unit's validator sees what is sent to him and nothing else; the other programme's people see their own."""
    for person in (cast.simponi.validator_unit, cast.nobody, cast.asri.koordinator):
        page = open_page(person, "dasbor", triwulan="2026-4")
        assert "Instagram tumbuh" not in told(page)


def test_an_export_runs_nothing_in_a_spreadsheet_and_keeps_decimals(cast: Cast) -> None:
    """SAFETY of exports: seen red without `harmless`."""
    data = panels.as_csv({"Judul": ["=1+1", "Loket"], "Nilai": [2.5, None]})().decode("utf-8-sig")
    assert data.splitlines() == ["Judul;Nilai", "'=1+1;2,5", "Loket;"]


def test_a_picture_is_drawn_without_a_browser(cast: Cast) -> None:
    rows = [{"nama": "Edukasi", "nilai": 3, "rencana": 5, "kurang": True, "teks": "3 dari 5", "pendek": "3/5"}]
    assert chart_picture.picture(charts.bars(rows), "Kurang 2 edukasi", "Rencana").startswith(b"\x89PNG")


def test_labels_of_lines_that_end_together_stand_apart() -> None:
    assert charts.spread([1, 2, 50], 10) == [1, 11, 50]


def test_the_dashboard_asks_little_and_no_more_with_more_figures(
    cast: Cast, open_page: OpenPage, queries: Callable[..., Any], reading: Session
) -> None:
    """The quarter's page in at most 15 statements of its own beyond the frame's."""
    asked = {}
    for place in ("kantor", "dasbor"):
        page = open_page(cast.simponi.koordinator, place)
        with queries(reading) as seen:
            page.run()
        asked[place] = len(seen)
    assert asked["dasbor"] - asked["kantor"] < 15, asked
