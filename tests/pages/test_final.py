"""The end of a cycle on the programme's page."""

from collections.abc import Callable
from datetime import datetime

import pytest
from docx import Document
from sqlmodel import Session

from data import files
from data.database import reading as opened
from data.database import transaction
from models.entries import Entry
from models.governance.cycles import Cycle
from models.governance.final_reports import FinalReport
from models.programmes import Programme
from pages.documents import final_report
from tests.cast import Cast, Team
from tests.pages.conftest import OpenPage
from tests.pages.test_programme import press, words

MENTOR = {"simponi": "mentor", "asri": "pengawas_keakuratan"}


@pytest.mark.parametrize("key", MENTOR)
def test_a_report_goes_from_its_first_words_to_the_files_that_are_kept(
    cast: Cast, open_page: OpenPage, reading: Session, at: Callable[[str], datetime], key: str
) -> None:
    """S-H11, A-H13: what nobody recorded says so, the settled file never changes, whatever is recorded afterwards."""
    at("2026-11-27 10:00")
    team: Team = getattr(cast, key)
    with transaction() as session:
        programme = Programme.find(team.programme.pk, session)
        cycle_id = Cycle.load_past(programme, programme.rules.cycles.past[0].key, cast.acting(team.koordinator, session), session).pk
    here = open_page(team.koordinator, "program", tab="akhir")
    for name, text in (("number", "700/1/2026"), ("summary", "Siklus percontohan."), ("lessons", "Mulai lebih awal.")):
        field = here.text_input if name == "number" else here.text_area
        next(one for one in field if one.key == f"final-{cycle_id}-{name}").input(text)
    here = press(press(here, "final-save"), "final-submit")
    assert not here.exception
    assert "disahkan oleh orang lain" not in words(here)
    for place in ("", "persetujuan"):
        assert "Laporan akhir Siklus" in words(open_page(getattr(team, MENTOR[key]), place)), place
        assert "Laporan akhir Siklus" not in words(open_page(team.koordinator, place)), place
    mentor = press(open_page(getattr(team, MENTOR[key]), "program", tab="akhir", siklus=cycle_id), "final-settle")
    assert not mentor.exception
    assert "Disahkan" in words(mentor)
    report = FinalReport.of(cycle_id, cast.acting(cast.leader, reading), reading)
    assert report is not None
    kept = {form: files.read(report.kept(form)) for form in ("pdf", "docx")}
    assert kept["pdf"].startswith(b"%PDF")
    paragraphs = "\n".join(one.text for one in Document(files.open_stored(report.kept("docx"))).paragraphs)
    assert "Nomor 700/1/2026" in paragraphs
    assert paragraphs.count("Belum ada data.") > 5
    assert "Konsep" not in paragraphs
    at("2026-12-01 10:00")
    with opened() as session:
        assert final_report.printed(session, cycle_id, cast.acting(cast.leader, session), "docx") == kept["docx"]
    assert Entry.of(report, reading)[0].action == "final_report.settled"
