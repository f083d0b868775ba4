"""/pustaka at the screen, and the same library beside a draft."""

import pytest

from data import files
from data.database import reading as view
from data.database import transaction
from models.content.contents import Content
from models.governance.library import LibraryItem
from models.programmes import Programme
from tests.cast import Cast
from tests.models.test_library import file, shelve
from tests.pages.conftest import OpenPage
from tests.pages.test_ideas import keys, press, told


@pytest.fixture(autouse=True)
def friday(cast: Cast, at) -> None:
    at("2026-11-20 09:00")


def test_a_keeper_shelves_a_file_and_a_bad_one_is_said(cast: Cast, open_page: OpenPage) -> None:
    """S2.4"""
    page = open_page(cast.simponi.koordinator, "pustaka")
    page.text_input(key="library-new-title-0").set_value("Panduan gaya tahun ini")
    page = press(page, "library-add")
    assert "Pilih berkasnya dahulu" in told(page)
    assert page.text_input(key="library-new-title-0").value == "Panduan gaya tahun ini"
    page.file_uploader(key="library-new-file-0").set_value(("gaya.pdf", b"%PDF-1.4 isi %%EOF", "application/pdf"))
    page = press(page, "library-add")
    assert not page.exception
    with view() as session:
        items, count = LibraryItem.shelf(cast.simponi.programme.pk, cast.acting(cast.simponi.editor, session), session)
        assert (count, items[0].title) == (1, "Panduan gaya tahun ini")
        assert files.read(items[0].current_file.sha256) == b"%PDF-1.4 isi %%EOF"


def test_a_draft_reaches_the_current_library_and_only_keepers_change_it(cast: Cast, open_page: OpenPage) -> None:
    """S2.4"""
    shelve(cast, cast.simponi)
    shelve(cast, cast.asri, "Templat peringatan", file=file("awas.pdf", b"%PDF-1.4 c"))
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        kind = programme.rules.types[0]
        by = cast.acting(cast.simponi.editor, session)
        draft = Content.begin(programme, kind.key, kind.formats[0], "Layanan keliling", by, session)
        session.flush()
        content_id = draft.pk
    page = open_page(cast.simponi.editor, "draf", id=content_id)
    assert "Templat poster layanan" not in told(page)
    page.session_state[f"library-beside-{cast.simponi.programme.pk}"] = True
    page = page.run()
    assert "Templat poster layanan" in told(page)
    assert "Templat peringatan" not in told(page)
    assert "library-add" not in keys(open_page(cast.simponi.admin_teknis, "pustaka"))
