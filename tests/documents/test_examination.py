"""What somebody changed in a dossier is found by the verifier it carries, also when he made all checksums fit again."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.database import reading
from pages.documents.dossier import dossier
from tests.cast import Cast
from tests.documents.examining import examined, resealed, reworked, unpacked
from tests.documents.published import picture, published

made: list[bytes] = []


@pytest.fixture
def folder(cast: Cast, at: Callable[[str], object], tmp_path: Path) -> Path:
    """One whole dossier, unpacked anew for each test; made once, since nothing here touches the database."""
    if not made:
        at("2026-11-16 09:00")
        story = published(cast)
        with reading() as session:
            made.append(dossier(session, story.content_id, cast.acting(cast.leader, session)))
    return unpacked(made[0], tmp_path)


def found(folder: Path, *words: str) -> None:
    code, said = examined(folder)
    broken = " ".join(line for line in said.splitlines() if line.startswith("RUSAK"))
    assert code == 1
    assert [word for word in words if word not in broken] == [], said


def test_an_untouched_dossier_is_whole(folder: Path) -> None:
    assert examined(folder)[0] == 0


def test_a_changed_letter_is_found(folder: Path) -> None:
    """S3.4: seen red without the manifest's hashes."""
    text = (folder / "isi.json").read_text("utf-8")
    (folder / "isi.json").write_text(text.replace("Vaksin anak gratis", "Vaksin anak gratiz", 1), "utf-8")
    found(folder, "isi.json")


def test_a_changed_file_is_found(folder: Path) -> None:
    poster = next((folder / "berkas").iterdir())
    poster.write_bytes(poster.read_bytes() + b"x")
    found(folder, poster.name)


def test_a_missing_file_is_found(folder: Path) -> None:
    shutil.rmtree(folder / "bukti")
    found(folder, "bukti.png: tidak ada")


def test_a_file_slipped_in_is_found(folder: Path) -> None:
    (folder / "bukti" / "surat.pdf").write_bytes(b"%PDF-")
    found(folder, "bukti/surat.pdf: tidak terdaftar")


def test_an_exchanged_picture_is_found_although_every_checksum_fits(folder: Path) -> None:
    """S3.4: the decision covers the picture itself."""
    other = picture("crimson")
    digest = hashlib.sha256(other).hexdigest()
    (folder / "berkas" / f"{digest[:12]}-poster-vaksin.png").write_bytes(other)
    reworked(folder, lambda told: told["media"][0].update(sha256=digest))
    found(folder, "bukan lagi yang diputuskan", "berkas 1: berbeda dari catatan log")


def test_an_exchanged_proof_is_found_although_every_checksum_fits(folder: Path) -> None:
    """S3.4: the log holds the screenshot's hash."""
    other = picture("gold")
    digest = hashlib.sha256(other).hexdigest()
    (folder / "bukti" / f"{digest[:12]}-bukti.png").write_bytes(other)
    reworked(folder, lambda told: next(one for one in told["media"] if one["role"] == "proof").update(sha256=digest))
    found(folder, "bukti tayang 2: berbeda dari catatan log")


def change_summary(told: dict[str, Any]) -> None:
    told["revisions"][-1]["fields"]["summary"] += " Gratis."


def swap_revisions(told: dict[str, Any]) -> None:
    first, last = told["revisions"][2], told["revisions"][-1]
    first["fields"], last["fields"] = last["fields"], first["fields"]


def drop_answer(told: dict[str, Any]) -> None:
    told["reviews"][-1]["answers"].pop()


def turn_answer(told: dict[str, Any]) -> None:
    told["reviews"][1]["answers"][0]["answer"] = "yes"


def drop_decision(told: dict[str, Any]) -> None:
    told["reviews"].pop()


def change_decider(told: dict[str, Any]) -> None:
    told["reviews"][-1]["by"] = told["reviews"][0]["by"]


def change_note(told: dict[str, Any]) -> None:
    told["notes"][0]["text"] += " Segera."


def change_published_text(told: dict[str, Any]) -> None:
    told["publications"][0]["text"] = told["publications"][0]["text"].replace("gratis", "berbayar")


def add_to_published_text(told: dict[str, Any]) -> None:
    """What a comparison with the fields alone would let through."""
    told["publications"][0]["text"] += "\nBawa uang tunai."


def change_link(told: dict[str, Any]) -> None:
    told["publications"][0]["permalink"] = "https://www.instagram.com/p/lain/"


def change_hour(told: dict[str, Any]) -> None:
    told["publications"][0]["published_at"] = "2026-11-15T02:00:00+00:00"


def change_playbook(told: dict[str, Any]) -> None:
    told["playbook"]["text"] = told["playbook"]["text"].replace('"covers":["', '"covers":["info_date","', 1)


def exchange_playbook(told: dict[str, Any]) -> None:
    """Another text under another number, with a hash that fits: no line speaks of it."""
    change_playbook(told)
    told["playbook"].update(id=999, digest=hashlib.sha256(told["playbook"]["text"].encode()).hexdigest())


def change_line(told: dict[str, Any]) -> None:
    told["entries"][3]["text"] = told["entries"][3]["text"].replace("2026-11-16", "2026-11-15", 1)


def rewrite_line(told: dict[str, Any]) -> None:
    change_line(told)
    told["entries"][3]["hash"] = hashlib.sha256(told["entries"][3]["text"].encode()).hexdigest()


def drop_line(told: dict[str, Any]) -> None:
    told["entries"].pop(5)


def add_decision(told: dict[str, Any]) -> None:
    told["reviews"].append({**told["reviews"][-1], "id": 999, "answers": []})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (change_summary, "bukan lagi yang diputuskan"),
        (swap_revisions, "bukan lagi yang diputuskan"),
        (drop_answer, "jawaban checklist berbeda"),
        (turn_answer, "jawaban checklist berbeda"),
        (drop_decision, "tayang tanpa persetujuan 'Validasi mentor'"),
        (change_decider, "memutus pada dua tahap"),
        (change_note, "teksnya tidak cocok"),
        (change_published_text, "teks tayang bukan teks revisi"),
        (add_to_published_text, "teks tayang bukan teks revisi"),
        (change_link, "tautan atau waktu tayang berbeda"),
        (change_hour, "tautan atau waktu tayang berbeda"),
        (change_playbook, "pedoman: teksnya tidak cocok"),
        (exchange_playbook, "bukan pedoman yang dicatat log"),
        (change_line, "isi tidak cocok dengan sidik digitalnya"),
        (rewrite_line, "terputus dari catatan sebelumnya"),
        (drop_line, "tidak pernah disebut log"),
        (add_decision, "keputusan 999 tidak pernah disebut log"),
    ],
)
def test_a_forgery_is_found_although_every_checksum_fits(folder: Path, change: Callable[[dict[str, Any]], None], words: str) -> None:
    """S3.4, A3.3b: each was seen red with its check left out of periksa.py."""
    reworked(folder, change)
    found(folder, words)


def test_a_log_rewritten_from_the_start_shows_against_a_seal_kept_elsewhere(folder: Path) -> None:
    """SAFETY 17: alone it can't be seen, and the verifier says so."""
    code, said = examined(folder, "--segel", f"96:{'0' * 64}")

    assert (code, "berbeda dari segel yang disimpan terpisah" in said) == (1, True)
    assert "apakah seluruh log pernah ditulis ulang" in said


def test_a_seal_beyond_the_dossier_is_said_to_be_uncheckable(folder: Path) -> None:
    code, said = examined(folder, "--segel", f"5:{'0' * 64}")

    assert (code, "LEWAT  segel nomor 5" in said) == (0, True)


def test_a_dossier_that_isnt_one_is_broken_not_a_crash(folder: Path) -> None:
    (folder / "isi.json").write_text("[]", "utf-8")
    resealed(folder)
    found(folder, "isi.json: tidak dapat dibaca")
