"""`/unduh/<slug>` without sign-in: people are counted, robots and repeats aren't, and nobody is remembered."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from data import files
from data.database import reading, transaction
from models.errors import NotReady
from models.governance.trainings import Training, TrainingSeat
from models.people import Person
from models.programmes import Programme
from models.results.documents import Document, DownloadDay
from pages.web import downloads
from pages.web.routes import routes
from tests.cast import Cast
from tests.models.test_trainings import held

PEOPLE = {"user-agent": "Mozilla/5.0 (Linux; Android 14)"}


@pytest.fixture
def visitor(cast: Cast, at: Callable[[str], Any]) -> TestClient:
    at("2026-11-16 09:00")
    downloads._seen.clear()
    downloads._hits.clear()
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        by = cast.acting(cast.simponi.admin_teknis, session)
        sha256 = files.keep(b"%PDF-1.7 isi %%EOF").sha256
        Document.register(programme, "Panduan banjir", by, session, sha256=sha256, name="p.pdf", type="application/pdf")
        Document.register(programme, "Peraturan", by, session, url="https://jdih.bangka.go.id/perda.pdf")
        with pytest.raises(NotReady):
            Document.register(programme, "Palsu", by, session, url="https://bangka.go.id.example.com/x.pdf")
    return TestClient(Starlette(routes=routes), follow_redirects=False, headers=PEOPLE)


def counted() -> int:
    with reading() as session:
        return sum(session.exec(select(DownloadDay.count)))


def test_a_person_gets_the_file_and_is_counted_once_a_minute(visitor: TestClient) -> None:
    """S4.1. Seen red without the memory of a minute."""
    first = visitor.get("/unduh/panduan-banjir")
    assert (first.status_code, first.content[:5], first.headers["x-content-type-options"]) == (200, b"%PDF-", "nosniff")
    visitor.get("/unduh/panduan-banjir")
    assert counted() == 1
    assert visitor.get("/unduh/peraturan").headers["location"] == "https://jdih.bangka.go.id/perda.pdf"
    assert counted() == 2


@pytest.mark.parametrize("headers", [{"user-agent": "Googlebot/2.1"}, {"user-agent": ""}, {"range": "bytes=900-"}])
def test_robots_and_later_pieces_are_served_and_not_counted(headers: dict[str, str], visitor: TestClient) -> None:
    assert visitor.get("/unduh/panduan-banjir", headers=headers).status_code == 200
    visitor.head("/unduh/panduan-banjir")
    assert counted() == 0


def test_what_is_unknown_or_closed_looks_the_same(visitor: TestClient, cast: Cast) -> None:
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        document = session.exec(select(Document).where(Document.slug == "peraturan")).one()
        document.close(programme, cast.acting(cast.simponi.admin_teknis, session))
    closed, unknown = visitor.get("/unduh/peraturan"), visitor.get("/unduh/tidak-ada")
    assert (closed.status_code, closed.text) == (unknown.status_code, unknown.text) == (404, "Dokumen tidak ditemukan.")


def test_a_flood_is_turned_away(visitor: TestClient) -> None:
    answers = [visitor.get("/unduh/panduan-banjir").status_code for _ in range(downloads.PER_MINUTE + 2)]
    assert answers[-1] == 429
    assert counted() == 1


def test_whoever_holds_a_certificate_gets_the_genuine_one_by_its_code_and_is_told_when_it_was_withdrawn(
    visitor: TestClient, cast: Cast
) -> None:
    """S4.4. Seen red with the hash of what it says as its code."""
    training_id = held(cast, cast.simponi, cast.simponi.mentor, cast.simponi.editor)
    with reading() as session:
        seats = {one.person_id: one for one in session.exec(select(TrainingSeat).where(TrainingSeat.training_id == training_id))}
    mine, other = seats[cast.simponi.mentor.pk], seats[cast.simponi.editor.pk]
    assert len({mine.code, other.code} - {None, ""}) == 2
    assert len(mine.code or "") == 26
    answer = visitor.get(f"/unduh/{mine.code}")
    assert (answer.status_code, answer.content[:5], answer.headers["cache-control"]) == (200, b"%PDF-", "no-store")
    others = (mine.certificate, (mine.code or "")[:-1], str(mine.pk))
    assert [visitor.get(f"/unduh/{wrong}").status_code for wrong in others] == [404, 404, 404]
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        one = Training.current(training_id, None, by, session)
        one.record_attendance([other.person_id], 0, by)
    gone = visitor.get(f"/unduh/{mine.code}")
    assert (gone.status_code, gone.text) == (410, "Sertifikat ini sudah ditarik oleh kantor penerbit dan tidak berlaku.")
    assert visitor.get(f"/unduh/{other.code}").status_code == 200
    with transaction() as session:
        session.get_one(Person, other.person_id).revise(cast.acting(cast.admin, session), name="Nama Lain")
    assert "berubah sejak dibuat" in visitor.get(f"/unduh/{other.code}").text
    assert counted() == 0
