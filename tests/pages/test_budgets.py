"""How often a page asks the database: budgets that hold for one row as for many."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session

from tests.cast import Cast
from tests.pages.conftest import OpenPage
from tests.story import Story

BUDGETS = {
    ("", ()): 25,
    ("persetujuan", ()): 17,
    ("tayang", ()): 18,
    ("tayang", (("tab", "archive"),)): 18,
    ("tayang", (("cari", "jadwal"),)): 16,
    ("kalender", ()): 20,
    ("hoaks", ()): 20,
    ("survei", ()): 16,
    ("evaluasi", ()): 22,
}


@pytest.fixture(autouse=True)
def everywhere(cast: Cast, at: Callable[[str], Any]) -> None:
    """Two contents at each of four stages."""
    at("2026-11-16 09:00")
    for stage in ("bahan", "validasi_mentor", "penjadwalan", "publikasi"):
        for number in range(2):
            Story.simponi(cast, f"Jadwal {number} {stage}").to(stage)


@pytest.mark.parametrize(("page", "query"), BUDGETS)
def test_a_page_keeps_its_budget(
    page: str, query: tuple[tuple[str, str], ...], cast: Cast, open_page: OpenPage, queries: Callable[..., Any], reading: Session
) -> None:
    """Seen red with a list that loads its playbooks anew."""
    for person in (cast.simponi.mentor, cast.simponi.editor, cast.simponi.admin_teknis, cast.leader):
        at = open_page(person, page, **dict(query))
        with queries(reading) as seen:
            at.run()
        assert not at.exception
        assert len(seen) <= BUDGETS[page, query], (person.username, len(seen))
