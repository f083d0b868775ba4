"""Ruang latihan on the screen: opened, joined with one click, marked everywhere, and left again."""

import json
from io import BytesIO
from zipfile import ZipFile

from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from models.entries import Entry
from models.log_views import LogFilters
from models.people import Person
from pages.documents import log_export
from tests.cast import Cast
from tests.pages.conftest import OpenPage
from tests.practising import TITLE, Practised, joined, newcomer, opened


def words(at: AppTest) -> str:
    assert not at.exception
    return "\n".join(str(one.value) for kind in (at.markdown, at.caption, at.title, at.error) for one in kind).replace("\\", "")


def inside(open_page: OpenPage, person: Person, url_path: str = "", **query: str | int) -> AppTest:
    """Signed in, gone into the room over /pelatihan, then to the page."""
    at = open_page(person, "pelatihan")
    at.button(key="practice-enter").click().run()
    again = open_page(person, url_path, **query)
    again.session_state["session"] = at.session_state["session"]
    return again.run()


def test_a_newcomer_joins_with_one_click_and_comes_back_out(open_page: OpenPage, cast: Cast, reading: Session, at) -> None:
    """S4.5 A4.3: also by task letter; the mentor and the inspector never see a word of it."""
    at("2026-11-16 09:00")
    team, person = cast.simponi, newcomer(cast.simponi)
    page = open_page(team.koordinator, "pelatihan")
    page.button(key="practice-open").click().run()
    assert "Belum ada yang berlatih" in words(page)
    page = open_page(person, "pelatihan")
    page.button(key="practice-join").click().run()
    assert "Latihan: SIMPONI BANGKA" in words(page)
    page.button(key="practice-out").click().run()
    assert "Latihan: SIMPONI" not in words(page)
    page.selectbox(key="program").select("Latihan · SIMPONI BANGKA").run()
    assert "Latihan: SIMPONI BANGKA" in words(page)
    page.selectbox(key="program").select("Keluar dari latihan").run()
    assert "Latihan: SIMPONI" not in words(page)
    (room_id,) = Person.acting(person.pk, reading).rooms
    assert "Latihan: SIMPONI" not in words(open_page(person, "tayang", program=room_id))


def test_a_practice_piece_opens_in_the_room_only_where_a_colleague_is_acted(open_page: OpenPage, cast: Cast, reading: Session, at) -> None:
    """S4.5 S3.2"""
    at("2026-11-16 09:00")
    team, person = cast.simponi, newcomer(cast.simponi)
    room_id = opened(cast, team)
    joined(cast, person, room_id)
    story = Practised.begun(cast, team, person, room_id).to("validasi_unit")
    for who in (person, team.mentor, cast.inspector, cast.leader, cast.admin):
        assert TITLE not in words(open_page(who, "konten", id=story.content_id))
    page = inside(open_page, person, "konten", id=story.content_id)
    assert TITLE in words(page)
    page.button(key="colleague-return").click().run()
    assert story.state == "returned"
    exported = log_export.table(reading, cast.acting(cast.admin, reading), LogFilters()).decode("utf-8-sig")
    assert TITLE not in exported
    assert "SIMPONI" in exported
    with ZipFile(BytesIO(log_export.sealed(reading, 1, Entry.head(reading)[0], cast.acting(cast.admin, reading)))) as parcel:
        assert json.loads(parcel.read("latihan.json")) == {"programmes": [room_id]}
    page = inside(open_page, person, "audit")
    assert "Log latihan" in words(page)
    assert "Rekan simulasi" in words(page)
    page = inside(open_page, person, "dasbor")
    assert "tidak ada di ruang latihan" in words(page)
