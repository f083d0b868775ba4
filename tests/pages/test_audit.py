"""/audit: the log as somebody reads it."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from data import database
from data.database import reading
from models.entries import Entry
from tests.cast import Cast
from tests.story import Story

OpenPage = Callable[..., AppTest]


def pressed(page: AppTest, key: str) -> AppTest:
    return page.button(key=key).click().run()


def test_the_newest_line_stands_first_and_leads_to_its_content(cast: Cast, open_page: OpenPage) -> None:
    """S3.4."""
    Story.simponi(cast)

    page = open_page(cast.inspector, "audit")

    told = [one.value for one in page.markdown]
    assert any("Andi Saputra" in one and "memulai konten melalui Jalur biasa" in one for one in told)
    assert not page.error
    assert not page.exception


def test_one_content_is_followed_by_its_number_in_the_address(cast: Cast, open_page: OpenPage) -> None:
    """S3.4: a foreign number shows nothing, as one that doesn't exist."""
    story = Story.simponi(cast)

    own = open_page(cast.simponi.koordinator, "audit", konten=story.content_id)
    foreign = open_page(cast.asri.koordinator, "audit", konten=story.content_id)
    nowhere = open_page(cast.asri.koordinator, "audit", konten=999)

    assert any("Andi Saputra" in one.value for one in own.markdown)
    assert [one.value for one in foreign.caption] == [one.value for one in nowhere.caption]
    assert not any("Andi Saputra" in one.value for one in foreign.markdown)


def test_pages_turn_and_filters_begin_again_at_the_newest(cast: Cast, open_page: OpenPage) -> None:
    page = open_page(cast.leader, "audit")
    first = [one.value for one in page.markdown]

    page = pressed(page, "audit-older")
    second = [one.value for one in page.markdown]
    page = pressed(page, "audit-newer")

    assert first != second
    assert [one.value for one in page.markdown] == first


def test_a_whole_log_is_said_to_be_whole_with_its_seal(cast: Cast, open_page: OpenPage) -> None:
    """S3.4."""
    with reading() as session:
        number, head = Entry.head(session)

    page = pressed(open_page(cast.leader, "audit"), "audit-check")

    assert f"Utuh: {number} catatan, segel {number}:{head}" in page.success[0].value


def test_a_changed_line_is_named(cast: Cast, open_page: OpenPage) -> None:
    """S3.4: somebody had the database in his hands."""
    page = open_page(cast.leader, "audit")
    with database.writer().execution_options(past_the_verbs=True).begin() as log:
        for name in log.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entry'")).scalars().all():
            log.exec_driver_sql(f"DROP TRIGGER {name}")
        log.execute(text("UPDATE entry SET text = replace(text, 'person.added', 'person.revised') WHERE number = 7"))

    page = pressed(page, "audit-check")

    assert "Rusak pada catatan nomor 7: isi catatan tidak cocok dengan sidik digitalnya" in page.error[0].value


def test_a_seal_kept_elsewhere_that_differs_is_named(cast: Cast, open_page: OpenPage) -> None:
    """SAFETY 17."""
    page = open_page(cast.leader, "audit")
    page.text_input(key="audit-kept").set_value(f"3:{'0' * 64}")

    page = pressed(page, "audit-check")

    assert "Rusak pada catatan nomor 3: sidik digital berbeda" in page.error[0].value


@pytest.mark.parametrize(("role", "table", "whole"), [("koordinator", True, False), ("editor", False, False)])
def test_who_may_not_take_it_out_reads_why(cast: Cast, open_page: OpenPage, role: str, table: bool, whole: bool) -> None:
    page = open_page(getattr(cast.simponi, role), "audit")

    assert [page.get("download_button")[place].proto.disabled for place in (0, 1)] == [not table, not whole]
    assert any("Ekspor log hanya untuk" in one.value for one in page.caption)


def test_a_person_without_a_part_in_anything_reads_nothing(cast: Cast, open_page: OpenPage) -> None:
    page = open_page(cast.nobody, "audit")

    assert any("Belum ada catatan yang cocok" in one.value for one in page.caption)


@pytest.mark.both_databases
def test_the_page_opens_on_both_databases(cast: Cast, open_page: OpenPage) -> None:
    assert not open_page(cast.leader, "audit").exception
