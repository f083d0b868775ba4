"""The page of the programme: profile, cycles, activities."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlmodel import Session

from data.database import transaction
from models.base import Row, today
from models.errors import NotFound
from models.governance.activities import Activity
from models.governance.cycles import Cycle, CycleState
from models.governance.evidence import Evidence
from models.planning.quarters import Quarter
from models.programmes import Programme
from pages.documents import cycle_plan, sop_sheet
from pages.ui import swimlane
from tests.cast import Cast
from tests.pages.conftest import OpenPage
from tests.pages.test_publications import picture


def words(at) -> str:
    return " ".join(str(one.value) for one in (*at.markdown, *at.caption, *at.text, *at.title, *at.subheader))


def press(at, key: str):
    return next(one for one in at.button if one.key == key).click().run()


def attach(here, about: Row, reading: Session) -> None:
    """Evidence by its button: nothing chosen and a picture without words are refused, what was typed goes once it is kept."""
    key = f"proof-{about.__tablename__}-{about.pk}"
    assert "Pilih foto atau PDF, atau tempel tautannya." in [one.value for one in press(here, f"{key}-add").error]
    here.file_uploader(key=f"{key}-file-0").set_value(("foto.png", picture(), "image/png"))
    assert "Tulis apa yang terlihat pada gambar ini." in [one.value for one in press(here, f"{key}-add").error]
    here.text_input(key=f"{key}-alt").set_value("Tim di balai desa")
    here = press(here, f"{key}-add")
    assert not here.exception
    assert here.text_input(key=f"{key}-alt").value == ""
    reading.rollback()
    assert [one.alt for one in Evidence.of(about, reading)] == ["Tim di balai desa"]


def test_a_past_calendar_is_loaded_and_a_new_cycle_planned_submitted_and_approved(
    cast: Cast, open_page: OpenPage, reading: Session, at: Callable[[str], datetime]
) -> None:
    """S-G, A-G, S-H1, A-H1: the coordinator's buttons, then the mentor's; a reader has none of them."""
    at("2026-11-27 10:00")
    here = press(open_page(cast.asri.koordinator, "program", tab="tahapan"), "cycle-load-siklus_2025")
    assert not here.exception
    assert "Belum dicatat" in words(here)
    assert "16 Februari – 15 Maret 2026" in words(here).replace("\\", "")
    pk = cast.asri.programme.pk
    next(one for one in here.text_area if one.key == f"cycle-purpose-{pk}").input("Menjangkau delapan kecamatan.")
    here = press(here, "cycle-begin")
    assert not here.exception
    here = press(here, "cycle-submit")
    for place in ("", "persetujuan"):
        assert "Siklus dan laporan akhir menunggu saya" in words(open_page(cast.asri.pengawas_keakuratan, place)), place
        assert "Siklus dan laporan akhir menunggu saya" not in words(open_page(cast.asri.desainer, place)), place
    mentor = press(open_page(cast.asri.pengawas_keakuratan, "program", tab="tahapan"), "cycle-approve")
    assert not mentor.exception
    reading.rollback()
    newest = Cycle.listed(pk, cast.acting(cast.leader, reading), reading)[0]
    assert (newest.state, newest.number) == (CycleState.APPROVED, 2)
    attach(open_page(cast.asri.koordinator, "program", tab="tahapan"), newest.phases[0], reading)
    reader = open_page(cast.asri.desainer, "program", tab="tahapan")
    assert not [one for one in reader.button if str(one.key).startswith(("cycle-", "phase-"))]


def test_an_activity_is_recorded_from_the_form(cast: Cast, open_page: OpenPage, reading: Session, at: Callable[[str], datetime]) -> None:
    """S-H6, A-H8: what is missing is said and what was typed stays."""
    at("2026-11-27 10:00")
    pk = cast.simponi.programme.pk
    here = press(open_page(cast.simponi.koordinator, "program", tab="kegiatan"), "activity-new")
    typed = {"title": "Bincang warga", "venue": "Balai desa", "audience": "Warga"}
    for name, value in typed.items():
        next(one for one in here.text_input if one.key == f"activity-0-{pk}-{name}").input(value)
    here = press(here, "activity-save")
    assert any("kecamatan" in one.value for one in here.error)
    next(one for one in here.selectbox if one.key == f"activity-0-{pk}-place").select("19.01.01")
    here = press(here, "activity-save")
    assert not here.exception
    assert not here.error
    found = Activity.listed(pk, Quarter(2026, 4), reading)
    assert [one.title for one in found] == ["Bincang warga"]
    attach(open_page(cast.simponi.koordinator, "program", tab="kegiatan"), found[0], reading)


def test_the_profile_shows_the_guideline_s_words_until_the_office_writes_its_own(cast: Cast, open_page: OpenPage) -> None:
    """S-B, A-B, S-D, A-D"""
    here = open_page(cast.simponi.koordinator, "program")
    assert not here.exception
    assert "Bappeda" in words(here)
    here = press(here, "profile-edit")
    next(one for one in here.text_area if str(one.key).endswith("-background")).input("Kalimat kami sendiri.")
    here = press(here, "profile-save")
    assert not here.exception
    assert "Kalimat kami sendiri." in words(open_page(cast.simponi.desainer, "program"))


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_the_sop_shows_its_steps_its_branches_and_the_printed_table_when_asked(cast: Cast, open_page: OpenPage, key: str) -> None:
    """S-H, A-H: both ways out of a validation, the evidence with its number, the printed row beside the corrected one."""
    here = open_page(getattr(cast, key).koordinator, "sop")
    assert not here.exception
    told = words(here)
    assert "**TIDAK**" in told
    assert "**YA**" in told
    assert "Asumsi" in told
    assert len(here.dataframe) == 1
    here = next(one for one in here.toggle if one.key == "sop-printed").set_value(True).run()
    assert len(here.dataframe) == 2
    first = {"simponi": "Konten Terpublish", "asri": "27Agustus-5 September"}[key]
    assert first in here.dataframe[1].value.to_string()


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_the_swim_lane_is_safe_and_whole(cast: Cast, key: str) -> None:
    """S-H, A-H: every step is drawn, every word escaped."""
    rules = getattr(cast, key).programme.rules
    steps = tuple(one.model_copy(update={"label": "<b>x</b>"}) for one in rules.sop.steps)
    drawn = swimlane.drawn(rules.model_copy(update={"sop": rules.sop.model_copy(update={"steps": steps})}))
    assert "<b>" not in drawn
    assert drawn.count("&lt;b&gt;") >= len(rules.sop.main)
    assert drawn.count(">TIDAK<") == 2


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_the_plan_of_a_cycle_and_the_sop_are_printed(cast: Cast, reading: Session, key: str) -> None:
    """S-H1, A-H1, S-H, A-H; who has no part in the programme prints neither."""
    team, other = (cast.simponi, cast.asri) if key == "simponi" else (cast.asri, cast.simponi)
    with transaction() as session:
        by = cast.acting(team.koordinator, session)
        cycle_id = Cycle.begin(Programme.find(team.programme.pk, session), today(), by, session, purpose="#let x = 1 [lama]").pk
    by = cast.acting(team.desainer, reading)
    for made in (cycle_plan.printed(reading, cycle_id, by), sop_sheet.printed(reading, team.programme.pk, by)):
        assert made.startswith(b"%PDF")
    stranger = cast.acting(other.koordinator, reading)
    with pytest.raises(NotFound):
        cycle_plan.printed(reading, cycle_id, stranger)
    with pytest.raises(NotFound):
        sop_sheet.printed(reading, team.programme.pk, stranger)
