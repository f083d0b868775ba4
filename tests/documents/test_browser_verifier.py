"""The verifier in a browser says what the one in Python says: of whole parcels and of forged ones."""

import hashlib
import re
import shutil
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from playwright.sync_api import Page

from data.database import reading, transaction
from models.actors import SYSTEM
from models.governance.samples import Criteria, Sample
from models.governance.spans import Span
from models.planning.quarters import Quarter
from models.programmes import Programme
from pages.documents import bag_archive, log_export, sample
from pages.documents.bagging import Bag
from pages.documents.dossier import dossier
from tests.cast import Cast
from tests.documents import browsing
from tests.documents import test_examination as forging
from tests.documents.examining import examined, resealed, reworked, unpacked
from tests.documents.published import published

Parcels = tuple[Path, Path, Path]
SCRIPT = Path("data/documents/periksa.py")
FORGERIES: tuple[Callable[[dict[str, Any]], None], ...] = (
    forging.change_summary, forging.swap_revisions, forging.drop_answer, forging.turn_answer, forging.drop_decision, forging.change_decider,
    forging.change_note, forging.change_published_text, forging.add_to_published_text, forging.change_link, forging.change_hour,
    forging.change_playbook, forging.exchange_playbook, forging.change_line, forging.rewrite_line, forging.drop_line,
    forging.add_decision,
)  # fmt: skip


@pytest.fixture
def parcels(cast: Cast, at: Callable[[str], object], tmp_path: Path) -> Parcels:
    """A dossier, a sample of two, and the log's export, as files."""
    at("2026-11-16 09:00")
    first = published(cast).content_id
    published(cast, "Jam layanan puskesmas")
    span = Quarter(2026, 4)
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        drawn = Sample.draw(programme, Criteria(span.since, span.until), 5, "482913", cast.acting(cast.inspector, session), session)
    made = tuple(tmp_path / name for name in ("berkas.zip", "uji-petik.zip", "log.zip"))
    with reading() as session:
        by = cast.acting(cast.inspector, session)
        made[0].write_bytes(dossier(session, first, by))
        with made[1].open("w+b") as file:
            sample.write(file, Sample.find(drawn.pk, by, session), by, session)
        made[2].write_bytes(log_export.sealed(session, 1, 60, by))
    return made  # type: ignore[misc]


@pytest.mark.browser
def test_both_verifiers_say_the_same(parcels: Parcels, tmp_path: Path) -> None:
    """S3.4, A3.3b, SAFETY 17: whole ones are whole, what was changed is named in the same words; nothing leaves the browser."""
    _, drawn, log = parcels
    with browsing.opened() as page:
        for one in parcels:
            assert browsing.verdict(page, one) == ("HASIL: UTUH", [])
        assert examined(drawn, script=SCRIPT)[0] == 0
        for forge in (forging.drop_decision, forging.exchange_playbook):
            compare(page, parcels[0], tmp_path, lambda folder, forge=forge: reworked(folder, forge))  # type: ignore[misc]
        compare(page, drawn, tmp_path, other_dossier)
        assert browsing.verdict(page, bag(tmp_path)) == ("HASIL: UTUH", [])
        compare(page, tmp_path / "paket.zip", tmp_path, spoilt_bag)
        page.evaluate("Object.defineProperty(crypto, 'subtle', { value: undefined })")  # as where file:// counts as insecure
        assert browsing.verdict(page, drawn) == ("HASIL: UTUH", [])
        said, broken = browsing.verdict(page, log, f"3:{'0' * 64}")
        assert (said, broken) == ("HASIL: RUSAK, 1 hal", ["catatan log nomor 3: berbeda dari segel yang disimpan terpisah"])
        (cut := tmp_path / "terpotong.zip").write_bytes(parcels[0].read_bytes()[:-100])
        assert browsing.verdict(page, cut) == ("HASIL: RUSAK, 1 hal", ["terpotong.zip: bukan ZIP, atau ZIP yang terpotong"])


@pytest.mark.gate
def test_both_verifiers_say_the_same_of_every_forgery(parcels: Parcels, tmp_path: Path) -> None:
    """S3.4, A3.3b: all that a forger would do, by turns."""
    packed, drawn, log = parcels
    with browsing.opened() as page:
        for forge in FORGERIES:
            compare(page, packed, tmp_path, lambda folder, forge=forge: reworked(folder, forge))  # type: ignore[misc]
        for spoil in (changed_letter, missing, slipped_in):
            compare(page, packed, tmp_path, spoil)
        compare(page, drawn, tmp_path, other_draw)
        compare(page, log, tmp_path, shorter_log)


def test_its_policy_lets_nothing_in_but_its_own_script() -> None:
    """SAFETY 9: the page runs one script, known by its hash, and asks nobody."""
    text = browsing.SCRIPT.read_text("utf-8")
    script = re.search(r"<script>(.*?)</script>", text, re.S)
    assert script is not None
    known = b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{known}'" in text
    assert re.findall(r"https?://|\bsrc=|\bhref=|fetch\(|XMLHttpRequest|innerHTML|eval\(", text) == []


def compare(page: Page, packed: Path, place: Path, spoil: Callable[[Path], None]) -> None:
    """The same parcel, spoilt, before both."""
    inside = place / str(len(list(place.iterdir())))
    inside.mkdir()
    folder = unpacked(packed.read_bytes(), inside)
    spoil(folder)
    code, said = examined(folder, script=SCRIPT)
    broken = [line[7:] for line in said.splitlines() if line.startswith("RUSAK")]
    assert (code, bool(broken)) == (1, True), spoil
    assert browsing.verdict(page, zipped(folder)) == (f"HASIL: RUSAK, {len(broken)} hal", broken)


def bag(place: Path) -> Path:
    """An evidence package in small: one piece of evidence and the log of the quarter."""
    made = Bag(place / "paket.zip", "paket-bukti-simponi")
    made.add("sk/daftar.csv", b"nomor;peran")
    with reading() as session:
        programme = next(one for one in Programme.all(session) if one.key == "simponi")
        bag_archive.put_log(made, Span.of_quarter(programme, Quarter(2026, 4)), session, SYSTEM)
    made.close({"External-Identifier": "paket-bukti-simponi"}, "Cara memeriksa")
    return place / "paket.zip"


def spoilt_bag(folder: Path) -> None:
    """Changed, put in, told of wrongly, and a line of the log rewritten with the manifest made to fit."""
    inside = next(folder.iterdir())
    (inside / "data/sk/daftar.csv").write_text("nomor;orang", "utf-8")
    (inside / "data/sk/lain.csv").write_text("nomor", "utf-8")
    (inside / "bag-info.txt").unlink()
    log, sums = inside / "data/log/catatan.jsonl", inside / "manifest-sha256.txt"
    before = hashlib.sha256(log.read_bytes()).hexdigest()
    log.write_text(log.read_text("utf-8").replace("simponi", "simponj", 1), "utf-8")
    sums.write_text(sums.read_text("utf-8").replace(before, hashlib.sha256(log.read_bytes()).hexdigest()), "utf-8")


def changed_letter(folder: Path) -> None:
    text = (folder / "isi.json").read_text("utf-8")
    (folder / "isi.json").write_text(text.replace("Vaksin anak gratis", "Vaksin anak gratiz", 1), "utf-8")


def missing(folder: Path) -> None:
    shutil.rmtree(folder / "bukti")


def slipped_in(folder: Path) -> None:
    (folder / "bukti" / "surat.pdf").write_bytes(b"%PDF-")


def other_draw(folder: Path) -> None:
    text = (folder / "uji-petik.json").read_text("utf-8")
    (folder / "uji-petik.json").write_text(text.replace('"482913"', '"482914"').replace('"size": 5', '"size": 1'), "utf-8")
    resealed(folder)


def other_dossier(folder: Path) -> None:
    """One piece exchanged for the other, all checksums made to fit."""
    one, other = sorted((folder / "berkas-konten").iterdir())
    one.write_bytes(other.read_bytes())
    resealed(folder)


def shorter_log(folder: Path) -> None:
    lines = (folder / "log.jsonl").read_text("utf-8").splitlines(keepends=True)
    (folder / "log.jsonl").write_text("".join([*lines[:20], *lines[21:]]), "utf-8")
    resealed(folder)


def zipped(folder: Path) -> Path:
    packed = folder.parent / f"{folder.parent.name}.zip"
    with ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for one in sorted(folder.rglob("*")):
            if one.is_file():
                target.write(one, one.relative_to(folder).as_posix())
    return packed
