"""/audit for an inspector: a sample and its parcel, exceptions, authority on a day, and what becomes of his findings."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from sqlmodel import Session
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from data import database, parcels
from data.database import transaction
from models.actors import SYSTEM
from models.base import today
from models.governance.exceptions import Kind, Wanted
from models.governance.samples import Sample
from models.people import Person
from models.programmes import Programme
from models.public.interactions import Interaction
from models.public.service_hours import USUAL_WEEK, ServiceHours
from models.results.evaluations.follow_ups import FollowUp, FollowUpKind, Shown
from pages.documents import disposal_record, exception_table
from pages.web import visitor
from pages.web.routes import routes
from tests.cast import Cast
from tests.documents.published import published
from tests.story import Story

OpenPage = Callable[..., AppTest]
Fetched = Callable[[Person | None, int], int]


@pytest.fixture(autouse=True)
def in_november(cast: Cast, at: Callable[[str], object]) -> None:
    at("2026-11-16 09:00")


def pressed(page: AppTest, key: str) -> AppTest:
    return page.button(key=key).click().run()


def test_an_inspector_takes_a_sample_with_its_index_and_letter(cast: Cast, open_page: OpenPage, reading: Session, fetched: Fetched) -> None:
    """S3.4, A3.3b: the seed on the screen draws it; the parcel names deciders with their letters, and is only his to fetch."""
    ids = {published(cast).content_id}

    page = open_page(cast.inspector, "audit", tab="petik", program="simponi")
    page.segmented_control(key="audit-programme").set_value(cast.simponi.programme.pk).run()
    page.text_input(key="sample-seed").set_value("482913")
    page = pressed(page, "sample-draw")
    assert not page.exception
    (one,) = Sample.of(cast.simponi.programme.pk, cast.acting(cast.leader, reading), reading)
    assert any(f"Angka acak {one.seed}" in said.value.replace("\\", "") for said in page.markdown)
    page = pressed(page, f"sample-pack-{one.pk}")
    assert not page.exception

    packed = ZipFile(parcels.place(f"uji-petik-{one.pk}"))
    rows = list(csv.reader(StringIO(packed.read("daftar-uji-petik.csv").decode("utf-8-sig")), delimiter=";"))
    assert {int(row[1]) for row in rows[1:]} == ids
    assert "Validasi mentor: Surya Darma (Mentor/Kabid, Belum ada SK: 800/15/2026), 16 November 2026" in rows[1][9]
    book = load_workbook(BytesIO(packed.read("daftar-uji-petik.xlsx")))
    told = {row[0]: row[1] for row in book["Tentang"].iter_rows(values_only=True)}
    assert (told["Diambil oleh"], told["Surat tugas"], told["Angka acak"]) == ("Qori Aulia", "800/15/2026", "482913")
    assert "Surya Darma" in {row[1] for row in book["Kewenangan"].iter_rows(values_only=True)}
    assert [fetched(who, one.pk) for who in (cast.inspector, cast.leader, cast.asri.koordinator, None)] == [200, 404, 404, 404]


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> Fetched:
    """The status with which the parcel is answered to somebody signed in."""
    client = TestClient(Starlette(routes=list(routes)))

    def get(person: Person | None, sample_id: int) -> int:
        monkeypatch.setattr(visitor, "actor_at", lambda _, session: Person.acting(person.pk, session) if person else None)
        return client.get(f"/uji-petik/{sample_id}").status_code

    return get


def test_exceptions_lead_to_their_pieces_and_into_a_table(cast: Cast, open_page: OpenPage, reading: Session) -> None:
    """S3.4: by kind; only of programmes one may read."""
    story = Story.emergency(cast, "=Jembatan ditutup", planned_for=None)

    page = open_page(cast.inspector, "audit", tab="pengecualian")
    assert not page.exception
    assert any("Jalur darurat" in one.value and "Jembatan ditutup" in one.value for one in page.markdown)
    page.multiselect(key="exceptions-kinds").set_value([Kind.VERBAL]).run()
    assert any("Tidak ada pengecualian" in one.value for one in page.caption)

    wanted = Wanted(tuple(Programme.all(reading)))
    rows = table(exception_table.written(wanted, cast.acting(cast.simponi.editor, reading), reading))
    assert [row[1:5] for row in rows[1:]] == [
        ["Jalur darurat", "menunggu pemeriksaan susulan", str(story.content_id), "'=Jembatan ditutup"]
    ]
    assert table(exception_table.written(wanted, cast.acting(cast.asri.editor_teknis, reading), reading))[1:] == []


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_a_finding_becomes_a_follow_up(cast: Cast, open_page: OpenPage, reading: Session) -> None:
    """S3.4, S-H10: by the coordinator, with letter, owner and day; an inspector only reads."""
    assert not any(one.key == "inspection-save" for one in open_page(cast.inspector, "audit", tab="temuan").button)
    page = open_page(cast.simponi.koordinator, "audit", tab="temuan")
    key = f"inspection-{cast.simponi.programme.pk}"
    page.text_input(key=f"{key}-letter").set_value("700/12/2026")
    page.text_input(key=f"{key}-title").set_value("Lengkapi bukti tayang")
    page.selectbox(key=f"{key}-owner").set_value(cast.simponi.editor.pk)
    page = pressed(page, "inspection-save")

    assert not page.exception
    (one,) = FollowUp.page([cast.simponi.programme.pk], Shown.OPEN, reading, kind=FollowUpKind.INSPECTION)
    assert (one.letter, one.title, one.owner_id) == ("700/12/2026", "Lengkapi bukti tayang", cast.simponi.editor.id)
    assert any("Lengkapi bukti tayang" in said.value for said in page.markdown)


def test_authority_on_a_day_is_asked_from_the_audit(cast: Cast, open_page: OpenPage) -> None:
    """S1.4."""
    page = open_page(cast.inspector, "audit", tab="kewenangan")
    assert not page.exception
    page.segmented_control(key="audit-programme").set_value(cast.simponi.programme.pk).run()
    assert "Surya Darma" in set(page.dataframe[0].value["Nama"])


def test_what_is_past_its_term_goes_by_two_people_at_the_screen(cast: Cast, open_page: OpenPage, at: Callable[[str], object]) -> None:
    """S1.4, S3.4: proposed by one, decided by another, with an official record to sign."""
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.koordinator, session)
        ServiceHours.set(programme, USUAL_WEEK, today(), SYSTEM, session)
        session.flush()
        asked = Interaction.receive(programme, "Air mati tiga hari", by, session, channel="facebook", author="Warga")
        session.flush()
        Interaction.current(asked.pk, None, by, session).answer(by, "Sudah kami teruskan.")
    at("2030-03-01 09:00")

    page = open_page(cast.simponi.koordinator, "audit", tab="simpan")
    page.text_input(key="retention-comments-reason").set_value("JRA kantor nomor 3")
    page = pressed(page, "retention-comments-propose")
    assert any("diputus oleh orang lain" in one.value for one in page.markdown)
    assert not [one for one in page.button if one.key.endswith("-go")]

    page = open_page(cast.simponi.mentor, "audit", tab="simpan")
    page.text_input(key="disposal-1-number").set_value("045/BA/2030")
    page = pressed(page, "disposal-1-go")
    assert not page.exception
    assert any("berita acara 045/BA/2030" in one.value.replace("\\", "") for one in page.markdown)
    with database.reading() as session:
        made = disposal_record.printed(session, 1, cast.acting(cast.leader, session))
    assert made.startswith(b"%PDF-")
    assert any(
        "memusnahkan isi 1 catatan (isi komentar warga)" in one.value.replace("\\", "")
        for one in open_page(cast.leader, "audit", tab="log").markdown
    )
