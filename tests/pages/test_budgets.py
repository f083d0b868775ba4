"""How often a page asks the database: budgets that hold for one row as for many."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from data.database import transaction
from models.actors import SYSTEM
from models.base import today
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.public.interactions import Interaction
from models.public.service_hours import USUAL_WEEK, ServiceHours
from models.results.indicators import IndicatorTarget
from tests.cast import Cast
from tests.models.test_breakdowns import measured
from tests.models.test_planning_doors import approved
from tests.pages.conftest import OpenPage
from tests.story import Story

BUDGETS = {
    ("", ()): 29,
    ("persetujuan", ()): 18,
    ("tayang", ()): 18,
    ("tayang", (("tab", "archive"),)): 18,
    ("tayang", (("cari", "jadwal"),)): 18,
    ("kalender", ()): 20,
    ("hoaks", ()): 20,
    ("survei", ()): 16,
    ("evaluasi", ()): 22,
    ("impor", ()): 14,
    ("dasbor", ()): 25,
    ("moderasi", ()): 28,
    ("program", (("tab", "tahapan"),)): 20,
    ("program", (("tab", "kegiatan"),)): 20,
    ("program", (("tab", "akhir"),)): 20,
    ("sop", ()): 16,
    ("sop", (("tab", "kepatuhan"),)): 18,
    ("kejadian", ()): 20,
    ("kebijakan", ()): 20,
    ("audit", ()): 18,
    ("audit", (("tab", "petik"),)): 14,
    ("audit", (("tab", "pengecualian"),)): 19,
    ("audit", (("tab", "kewenangan"),)): 17,
    ("audit", (("tab", "temuan"),)): 15,
    ("audit", (("tab", "simpan"),)): 23,
    ("tim", ()): 17,
    ("pustaka", ()): 14,
    ("pelatihan", ()): 24,
    ("replikasi", ()): 19,
}


@pytest.fixture(autouse=True)
def everywhere(cast: Cast, at: Callable[[str], Any]) -> None:
    """Two contents at each of four stages."""
    at("2026-11-16 09:00")
    for stage in ("bahan", "validasi_mentor", "penjadwalan", "publikasi"):
        for number in range(2):
            Story.simponi(cast, f"Jadwal {number} {stage}").to(stage)
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.koordinator, session)
        ServiceHours.set(programme, USUAL_WEEK, today(), SYSTEM, session)
        session.flush()
        for text in ("Kapan buka?", "gacor", "Air masuk rumah, minta evakuasi", "Ini cuma pencitraan"):
            Interaction.receive(programme, text, by, session, channel="facebook", author=text)


def test_each_page_keeps_its_budget(cast: Cast, open_page: OpenPage, queries: Callable[..., Any], reading: Session) -> None:
    """Seen red with a list that loads its playbooks anew."""
    over = {}
    for (page, query), budget in BUDGETS.items():
        for person in (cast.simponi.mentor, cast.simponi.editor, cast.simponi.admin_teknis, cast.leader):
            at = open_page(person, page, **dict(query))
            with queries(reading) as seen:
                at.run()
            assert not at.exception, (page, query, person.username)
            if len(seen) > budget:
                over[page, query, person.username] = len(seen)
    assert not over


OWN = 15


def test_a_quarter_that_has_everything_costs_the_dashboard_fewer_than_fifteen(
    cast: Cast, open_page: OpenPage, queries: Callable[..., Any], reading: Session
) -> None:
    """S4.1, A4.1: with a plan in force, targets, answered comments and measured posts; the frame's own questions aside.

    Seen red with a statement for each quarter's median.
    """
    for week in range(3):
        measured(cast.simponi.programme, "instagram", date(2026, 10, 5 + 7 * week), 18, reach=100, interactions=5, exposure=200)
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.koordinator, session)
        IndicatorTarget.set(programme, "reach", Quarter(2026, 4), 10_000, by, session)
        asked = Interaction.receive(programme, "Jam berapa loket buka?", by, session, channel="facebook", author="Warga")
        session.flush()
        Interaction.current(asked.pk, None, by, session).answer(by, "Pukul 08.00.")
    approved(cast, Quarter(2026, 4))
    counts = {}
    for place in ("kantor", "dasbor"):
        page = open_page(cast.simponi.mentor, place)
        with queries(reading) as seen:
            page.run()
        assert not page.exception
        counts[place] = len(seen)
    assert len(page.get("vega_lite_chart")) == 3  # the course, the plan and the hours are there to be counted
    assert counts["dasbor"] - counts["kantor"] < OWN, counts
