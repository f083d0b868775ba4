"""Berkas konten: complete, the same each time, only for who may have it, and whole under its own verifier."""

import json
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlmodel import Session

from data import database as doors
from models.actors import Actor
from models.base import now
from models.content.contents import Content
from models.content.handing_out import Holdings
from models.entries import Entry
from models.errors import NotAllowed, NotFound
from models.people import Person
from pages.documents import dossier_pages, printing
from pages.documents.dossier import dossier
from tests.cast import Cast
from tests.documents.examining import examined, unpacked
from tests.documents.published import attach, published, report
from tests.story import Story, yes

HOSTILE = '#set page(fill: red) $x_1$ *tebal* [isi] "kutip" \\ <label> @rujuk // `kode` #panic("x")'


def taken(story: Story, person: Person) -> bytes:
    with doors.reading() as session:
        return dossier(session, story.content_id, story.cast.acting(person, session))


@pytest.fixture
def story(cast: Cast, at: Callable[[str], object]) -> Story:
    at("2026-11-16 09:00")
    return published(cast)


def test_a_dossier_holds_pages_data_files_proofs_and_what_is_needed_to_check_them(story: Story) -> None:
    """S3.4, A3.3b."""
    with ZipFile(BytesIO(taken(story, story.cast.leader))) as opened:
        names = opened.namelist()
        told = json.loads(opened.read("isi.json"))

    assert names[:2] == ["berkas-konten.pdf", "isi.json"]
    assert names[-5:] == ["periksa.py", "periksa.html", "BACA-SAYA.txt", "manifest.json", "SHA256SUMS"]
    assert [one.partition("-")[2] for one in names if one.startswith("bukti/")] == ["bukti.png"]
    assert [one.partition("-")[2] for one in names if one.startswith("berkas/")] == ["poster-vaksin.png", "asli-poster-vaksin.png"]
    assert [one["decision"] for one in told["reviews"]] == ["approve", "return", "approve", "approve"]
    assert told["anchor"]["hash"] == told["entries"][-1]["hash"]


def test_a_whole_dossier_verifies_outside_the_app(story: Story, tmp_path: Path) -> None:
    """S3.4, A3.3b: as folder, as ZIP and with the tool everybody has."""
    folder = unpacked(taken(story, story.cast.inspector), tmp_path)
    anchor = json.loads((folder / "isi.json").read_text("utf-8"))["anchor"]

    assert examined(folder) == examined(tmp_path / "berkas.zip", script=folder / "periksa.py")
    code, said = examined(folder, "--segel", f"{anchor['number']}:{anchor['hash']}")
    assert (code, "RUSAK" in said, "HASIL: UTUH" in said) == (0, False, True)
    if tool := shutil.which("sha256sum"):
        subprocess.run([tool, "-c", "--strict", "SHA256SUMS"], cwd=folder, check=True, capture_output=True)


def test_the_same_state_gives_the_same_bytes(story: Story) -> None:
    """S3.4: two inspectors' copies can be compared by one hash."""
    assert taken(story, story.cast.leader) == taken(story, story.cast.leader)


def test_the_dossier_of_a_draft_verifies_too(cast: Cast, tmp_path: Path) -> None:
    story = Story.simponi(cast)

    assert examined(unpacked(taken(story, cast.simponi.koordinator), tmp_path))[0] == 0


def test_the_dossier_of_an_emergency_verifies_with_its_decision_by_telephone(cast: Cast, tmp_path: Path) -> None:
    """A3.3b: recorded by the writer, published, confirmed afterwards by whose decision it was."""
    story = Story.emergency(cast)
    story.do(cast.simponi.editor, attach)
    story.to("persetujuan_darurat")
    story.do(cast.simponi.editor, by_telephone)
    story.do(cast.simponi.admin_teknis, report)
    story.do(cast.simponi.mentor, lambda content, actor: content.confirm_verbal(actor))

    code, said = examined(unpacked(taken(story, cast.leader), tmp_path))

    assert (code, "RUSAK" in said) == (0, False), said


def test_typed_markup_stays_text_on_paper(cast: Cast, at: Callable[[str], object]) -> None:
    """S3.4: seen red with the title joined into the template."""
    at("2026-11-16 09:00")
    story = Story.simponi(cast, HOSTILE)

    pages = pdf_of(taken(story, cast.leader))

    assert pages.startswith(b"%PDF-")


def test_an_inspectors_copy_bears_his_name_role_and_letter(story: Story, reading: Session) -> None:
    """S3.4."""
    content = story.look(story.cast.inspector, reading)

    told = dossier_pages.told(content, Holdings.of(content), story.cast.acting(story.cast.inspector, reading), set())

    assert told["taker"] == "Qori Aulia, Pemeriksa (lihat saja, berjangka), surat 800/15/2026"
    assert "told.taker" in (printing.FOLDER / "dossier.typ").read_text("utf-8").partition("footer:")[2].partition("]")[0]


def test_a_decision_by_telephone_names_who_decided_and_who_wrote_it_down(cast: Cast, reading: Session) -> None:
    """A3.3b."""
    story = Story.emergency(cast)
    story.do(cast.simponi.editor, attach)
    story.to("persetujuan_darurat")
    story.do(cast.simponi.editor, by_telephone)
    content = story.look(cast.leader, reading)

    decision = dossier_pages.told(content, Holdings.of(content), cast.acting(cast.leader, reading), set())["decisions"][0]

    assert (decision["who"], decision["roles"]) == ("Surya Darma", "Mentor/Kabid")
    assert decision["marks"] == ["Persetujuan lisan, dicatat oleh Andi Saputra"]


def test_planned_scheduled_and_published_are_three_dates(story: Story, reading: Session) -> None:
    """S3.4."""
    content = story.look(story.cast.leader, reading)

    dates = dict(dossier_pages.told(content, Holdings.of(content), story.cast.acting(story.cast.leader, reading), set())["dates"])

    assert dates["Direncanakan tayang"].startswith("30 November 2026")
    assert dates["Dijadwalkan tayang"].startswith("17 November 2026")
    assert dates["Pertama kali tayang"].startswith("16 November 2026")


def test_a_foreign_person_finds_nothing(story: Story) -> None:
    """S3.4: another programme's team, and somebody without any role."""
    for stranger in (story.cast.asri.koordinator, story.cast.nobody):
        with pytest.raises(NotFound):
            taken(story, stranger)


def test_taking_it_is_logged_with_the_name_and_refused_without_the_right(story: Story) -> None:
    """S3.4: an editor reads but may not take along; an inspector may, and the log says so."""
    with pytest.raises(NotAllowed):
        story.do(story.cast.simponi.editor, lambda content, actor: content.hand_out(actor))
    story.do(story.cast.inspector, lambda content, actor: content.hand_out(actor))

    with doors.reading() as session:
        newest = Entry.of(story.look(story.cast.leader, session), session, limit=1)[0]
    assert (newest.action, newest.actor_id, newest.facts) == ("content.dossier_taken", story.cast.inspector.pk, {"revision": 5})


def pdf_of(parcel: bytes) -> bytes:
    with ZipFile(BytesIO(parcel)) as opened:
        return opened.read("berkas-konten.pdf")


def by_telephone(content: Content, actor: Actor) -> None:
    mentor = next(one for one in content.lawful_deciders()[content.stage] if one.name.startswith("Surya"))
    content.record_verbal_approval(actor, mentor, how="Telepon", reached_at=now(), answers=yes(content))
