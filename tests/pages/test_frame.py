"""The frame: what everybody sees around every page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from data.database import reading, transaction
from models.actors import SYSTEM
from models.errors import NotReady
from models.issues import Issue
from models.people import Assignment, Person
from pages.ui import blocks, formats, session
from tests.cast import Cast
from tests.pages.conftest import FRAME, OpenPage

HIDDEN_TEXT = "kalimat-yang-tidak-boleh-terlihat"


def words(at: AppTest) -> str:
    return " ".join(one.value for one in [*at.markdown, *at.caption])


def test_the_account_menu_names_the_person_and_his_hats(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.simponi.editor, "kantor")
    assert "Editor" in words(at)
    assert at.button(key="leave-button").label == "Keluar"


def test_the_programme_choice_is_offered_to_who_has_several(cast: Cast, open_page: OpenPage) -> None:
    assert not [one for one in open_page(cast.simponi.editor, "kantor").selectbox if one.key == "program"]
    at = open_page(cast.leader, "kantor")
    assert at.selectbox(key="program").options == ["Semua program", *(one.name for one in (cast.asri.programme, cast.simponi.programme))]


def test_the_programme_choice_outlives_a_reload_and_a_change_of_page(cast: Cast, open_page: OpenPage) -> None:
    """It stands in the address."""
    at = open_page(cast.leader, "kantor", program=cast.asri.programme.name)
    assert at.selectbox(key="program").value == cast.asri.programme.pk
    at.text_input(key="search").set_value("banjir").run()
    assert [one.value for one in at.title] == ["Publikasi"]
    assert at.selectbox(key="program").value == cast.asri.programme.pk
    assert at.query_params["program"] == cast.asri.programme.name


def test_a_page_that_writes_its_own_address_leaves_the_programme_choice(cast: Cast, open_page: OpenPage) -> None:
    with transaction() as change:
        both = Person.find(cast.simponi.editor.pk, change)
        Assignment.give(both, "editor_teknis", SYSTEM, change, programme=cast.asri.programme)
    at = open_page(cast.simponi.editor, "draf", program=cast.simponi.programme.name)
    at.button(key="begin").click().run()
    assert not at.error
    assert dict(at.query_params) == {"baru": "1", "program": cast.simponi.programme.name}
    assert at.selectbox(key="program").value == cast.simponi.programme.pk


def test_an_odd_programme_in_the_address_means_all(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.leader, "kantor", program="ngawur")
    assert not at.exception
    assert at.selectbox(key="program").value == 0


def ways(at: AppTest) -> list[str]:
    return [one.proto.label for one in at.main.get("page_link")]


def test_what_is_not_found_leads_on(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.simponi.editor, "konten", id=999)
    assert [one.value for one in at.error] == ["Tidak ditemukan."]
    assert ways(at) == ["Beranda"]
    at.text_input(key="search-on").set_value("banjir").run()
    assert [one.value for one in at.title] == ["Publikasi"]
    assert at.query_params["cari"] == "banjir"


def test_an_address_without_a_page_leads_on_in_our_words(cast: Cast, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "place", lambda: "rahasia")
    at = open_page(cast.simponi.editor, "rahasia")
    assert [one.value for one in at.error] == ["Tidak ditemukan."]
    assert ways(at) == ["Beranda"]
    assert not open_page(None, "rahasia").error, "signed out every address shows the form"


@pytest.mark.parametrize("place", ["", "../rahasia", "a b", "x" * 200, "kantor"])
def test_an_odd_address_breaks_no_page(cast: Cast, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setattr(session, "place", lambda: place)
    at = open_page(cast.simponi.editor, "kantor")
    assert not at.exception
    assert not at.error


def test_the_search_box_leads_to_the_archive(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.simponi.editor, "kantor")
    at.text_input(key="search").set_value("banjir belinyu").run()
    assert [one.value for one in at.title] == ["Publikasi"]
    assert at.query_params["cari"] == "banjir belinyu"


def test_the_menu_shows_what_a_person_can_act_on(cast: Cast, open_page: OpenPage) -> None:
    """S1.1: a leader reads; the hub and the log stay reachable for everybody with a role."""
    for person in (cast.simponi.editor, cast.leader, cast.inspector, cast.admin):
        at = open_page(person, "kantor")
        assert not at.exception
        assert not at.error


def test_the_frame_itself_costs_few_queries(cast: Cast, open_page: OpenPage, queries: Callable[..., Any], reading: Session) -> None:
    """Identity, roles, programmes and two counts: the budget of every click."""
    at = open_page(cast.simponi.mentor, "kantor")
    with queries(reading) as seen:
        at.run()
    assert len(seen) <= 12


def test_a_forged_programme_choice_counts_as_none(cast: Cast, open_page: OpenPage) -> None:
    """Seen red with the chosen id taken as it comes."""
    at = AppTest.from_function(choice_script)
    at.session_state["session"] = open_page(cast.leader, "kantor").session_state["session"]
    at.session_state["program"] = 99_999
    assert at.run().text[0].value == "None"
    at.session_state["program"] = cast.asri.programme.pk
    assert at.run().text[0].value == str(cast.asri.programme.pk)


def choice_script() -> None:
    import streamlit as st

    from pages.ui import session

    with session.view():
        st.text(str(session.programme_choice()))


def test_a_refusal_says_every_reason_and_changes_nothing(cast: Cast, open_page: OpenPage) -> None:
    at = AppTest.from_function(refused_script, args=(cast.nobody.pk,)).run()
    assert "Nama belum diisi" in at.error[0].value
    assert "Nomor surat belum diisi" in at.error[0].value
    with reading() as look:
        assert Person.find(cast.nobody.pk, look).phone == ""


def refused_script(person_id: int) -> None:
    from models.actors import SYSTEM
    from models.errors import NotReady
    from models.issues import Issue
    from models.people import Person
    from pages.ui import session

    with session.attempt("Tersimpan.") as change:
        Person.find(person_id, change).revise(SYSTEM, phone="0811")
        raise NotReady(Issue("name", "name_missing"), Issue("letter", "letter_missing"))
    session.show_notices()


@pytest.mark.expects_fault
def test_the_unexpected_is_told_by_a_reference_and_kept_in_the_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    """Never a traceback. Seen red with the exception let through."""
    at = AppTest.from_function(broken_script).run()
    assert not at.exception
    shown = at.error[0].value
    assert HIDDEN_TEXT not in shown
    assert HIDDEN_TEXT in caplog.text
    reference = next(record.args[0] for record in caplog.records if record.name == "simpul")  # type: ignore[index]
    assert reference in shown


def broken_script() -> None:
    from pages.ui import session

    with session.attempt("Tersimpan."):
        raise RuntimeError("kalimat-yang-tidak-boleh-terlihat")
    session.show_notices()


def test_what_follows_a_change_happens_after_the_commit_only(cast: Cast) -> None:
    done: list[str] = []
    with session.attempt(then=lambda: done.append("tidak")):
        raise NotReady(Issue("name", "name_missing"))
    assert done == []
    with session.attempt(then=lambda: done.append("ya")) as change:
        Person.find(cast.nobody.pk, change).revise(SYSTEM, phone="0811")
    assert done == ["ya"]


def test_a_run_reads_one_consistent_view_and_the_next_sees_the_change(cast: Cast) -> None:
    with session.view():
        before = Person.find(cast.nobody.pk, session.db()).phone
        with transaction() as change:
            Person.find(cast.nobody.pk, change).revise(SYSTEM, phone="0811")
        session.db().expire_all()
        assert Person.find(cast.nobody.pk, session.db()).phone == before
    with session.view():
        assert Person.find(cast.nobody.pk, session.db()).phone == "0811"


def test_outside_a_run_a_fresh_reading_is_there_and_a_change_renews_it(cast: Cast) -> None:
    """A plain fragment or a callback asks db() without the frame."""
    assert Person.find(cast.nobody.pk, session.db()).phone == ""
    with session.attempt() as change:
        Person.find(cast.nobody.pk, change).revise(SYSTEM, phone="0811")
    assert Person.find(cast.nobody.pk, session.db()).phone == "0811"


def test_every_registered_page_lies_in_a_section_folder(cast: Cast) -> None:
    """A flat pages/x.py is reachable without sign-in on a fresh server (SAFETY 2)."""
    flat = {path.name for path in FRAME.parent.glob("*.py")}
    assert flat == {"__init__.py", "frame.py"}


def test_no_page_draws_typed_text_as_html() -> None:
    marked = [path for path in Path(FRAME.parent).rglob("*.py") if "unsafe_allow_html" in path.read_text()]
    assert marked == []


def test_typed_text_is_escaped_for_markdown() -> None:
    assert blocks.plain("**a** :red[b] <i> ![x](y)\n# c") == r"\*\*a\*\* \:red\[b\] \<i\> \!\[x\]\(y\) \# c"


@pytest.mark.parametrize(("seconds", "said"), [(0, "0 detik"), (59.6, "1 menit"), (90, "1 menit 30 detik"), (45, "45 detik")])
def test_lengths_are_told_in_minutes_and_seconds(seconds: float, said: str) -> None:
    assert formats.duration(seconds) == said


@pytest.mark.parametrize(("count", "said"), [(900, "900 B"), (2048, "2 KB"), (3_355_443, "3,2 MB")])
def test_sizes_are_told_with_a_comma(count: int, said: str) -> None:
    assert formats.size(count) == said
