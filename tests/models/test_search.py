"""Finding by words: the same answer on both databases."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import true
from sqlmodel import Session, col

from data.database import reading, transaction
from models.search import SearchRow, fold

MOMENT = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


@pytest.fixture
def shelf(db: str) -> None:
    with transaction() as session:
        put(session, 1, 1, "Jadwal vaksin anak di Puskesmas Sungailiat")
        put(session, 2, 1, "Vaksinasi rabies hewan peliharaan; biaya Rp0")
        put(session, 3, 2, "Waspada banjir rob di Belinyu, hubungi 112")
        put(session, 4, 2, "Café Résumé: pelatihan menulis")


def test_all_words_are_wanted_and_the_last_one_may_be_unfinished(shelf: None) -> None:
    assert found("vaks") == [2, 1]
    assert found("jadwal vaks") == [1]
    assert found("vaksin jadw") == [1]
    assert found("hewan rab vaksinasi") == []
    assert found("vaks jadwal") == []


def test_case_accents_and_signs_make_no_difference(shelf: None) -> None:
    assert found("CAFE resume") == [4]
    assert found("café") == [4]
    assert found("sungailiat,") == [1]
    assert found("rp0") == [2]
    assert found("112") == [3]


@pytest.mark.parametrize("words", ["", "  ", "!?", '"', "*", "%", "_"])
def test_without_a_letter_or_digit_nothing_is_found(shelf: None, words: str) -> None:
    assert found(words) == []
    with reading() as session:
        assert SearchRow.count(words, true(), session) == 0


@pytest.mark.parametrize(
    "words", ['vaksin" OR "banjir', "vaksin AND NOT banjir", "vaksin & | ! ( banjir:*", "NEAR(vaksin banjir)", "words:vaksin"]
)
def test_typed_operators_are_only_words(shelf: None, words: str) -> None:
    """Seen red with the query handed on as typed: syntax errors and other people's operators."""
    assert found(words) == []


def test_only_what_the_reader_may_see_is_found_and_counted(shelf: None) -> None:
    """Seen red with the scope left out of `count`."""
    mine = col(SearchRow.programme_id) == 2
    with reading() as session:
        assert SearchRow.find("vaksin", mine, session) == []
        assert SearchRow.count("vaksin", mine, session) == 0
        assert SearchRow.count("vaksin", true(), session) == 2


def test_what_was_put_anew_comes_first_and_is_found_by_its_new_words_only(shelf: None) -> None:
    with transaction() as session:
        put(session, 1, 1, "Jadwal vaksin lansia")
    assert found("vaksin") == [1, 2]
    assert found("puskesmas") == []
    assert found("lansia") == [1]


def test_what_was_removed_is_not_found(shelf: None) -> None:
    with transaction() as session:
        SearchRow.remove("content", 2, session)
    assert found("rabies") == []


def test_pages_follow_each_other_without_gap_or_repetition(db: str) -> None:
    with transaction() as session:
        for number in range(1, 46):
            put(session, number, 1, f"Pengumuman nomor {number}")
    with reading() as session:
        pages, before = [], None
        while page := SearchRow.find("pengumuman", true(), session, before=before):
            pages.append(page)
            before = page[-1]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert [one for page in pages for one in page] == list(range(45, 0, -1))


def test_a_count_stops_one_past_its_cap(db: str) -> None:
    with transaction() as session:
        for number in range(12):
            put(session, number, 1, "banjir")
    with reading() as session:
        assert SearchRow.count("banjir", true(), session, cap=10) == 11
        assert SearchRow.count("banjir", true(), session, cap=12) == 12


def test_subjects_of_another_kind_stay_apart(shelf: None) -> None:
    with transaction() as session:
        SearchRow.put("contact", 1, 1, MOMENT, "Posko vaksin", session)
    assert found("posko") == []
    with reading() as session:
        assert SearchRow.find("posko", true(), session, subject="contact") == [1]


def test_a_common_word_is_found_without_walking_everything(db: str, queries: Callable) -> None:
    """Speed: the plan goes through the word index, newest first, without sorting; one statement a page."""
    with transaction() as session:
        for number in range(300):
            put(session, number, 1, f"pengumuman {number}")
    with reading() as session:
        with queries(session) as seen:
            SearchRow.find("pengumuman", true(), session)
        assert len(seen) == 1
        if db == "sqlite":
            explained = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {seen[0]}", ('"pengumuman"*', "content", 20, 0))
            plan = " ".join(str(row) for row in explained)
            assert "TEMP B-TREE" not in plan


def test_words_are_folded_to_letters_and_digits() -> None:
    assert fold("Ñandú & Été—2026, s.d. 12/11!") == ["nandu", "ete", "2026", "s", "d", "12", "11"]


def put(session: Session, subject_id: int, programme_id: int, words: str) -> None:
    SearchRow.put("content", subject_id, programme_id, MOMENT, words, session)


def found(words: str) -> list[int]:
    with reading() as session:
        return SearchRow.find(words, true(), session)
