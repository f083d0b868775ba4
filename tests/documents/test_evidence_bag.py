"""The evidence package: a bag that a public tool finds whole, that shows a changed byte, and that names no citizen."""

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import bagit
import pytest
from sqlmodel import Session

from data import files
from data.database import reading as opened
from data.database import transaction
from models.actors import SYSTEM
from models.entries import Entry
from models.errors import NotAllowed
from models.governance.activities import Activity
from models.governance.cycles import Cycle
from models.governance.evidence import Evidence
from models.governance.evidence_packages import EvidencePackage
from models.governance.minutes import Minutes
from models.programmes import Programme
from models.public.interactions import Interaction
from models.public.service_hours import USUAL_WEEK, ServiceHours
from pages.documents import evidence_bag
from tests.cast import Cast, Team
from tests.documents.examining import examined
from tests.documents.published import published
from tests.models.test_activities import HELD

CITIZEN = "Mak Cik Zubaidah"


def told(cast: Cast, team: Team) -> int:
    """A cycle with an activity, its photo, a meeting with an outsider, and a comment."""
    photo = files.keep(b"\x89PNG\r\n\x1a\n foto kegiatan")
    with transaction() as session:
        programme, by = Programme.find(team.programme.pk, session), cast.acting(team.koordinator, session)
        cycle = Cycle.begin(programme, date(2026, 11, 1), by, session)
        one = Activity.record(programme, by, session, HELD)
        Evidence.add_file(programme, one, by, session, sha256=photo.sha256, name="pasar.png", type="image/png", alt="Pasar")
        lost = Evidence.add_file(programme, one, by, session, sha256="0" * 64, name="hilang.pdf", type="application/pdf")
        assert lost
        met = Minutes.begin(programme, "Rapat siklus", date(2026, 11, 5), by, session, cycle)
        met.revise(by, held_on=date(2026, 11, 5), place="Aula")
        met.attend(by, person=team.koordinator)
        met.attend(by, name=CITIZEN, body="Forum warga")
        met.decide("Buka kanal malam hari.", by)
        met.conclude(by)
        Interaction.receive(programme, f"Saya {CITIZEN}, kapan buka?", by, session, channel="facebook", author=CITIZEN)
        return cycle.pk


def bag(cast: Cast, team: Team, cycle_id: int, target: Path, *, dossiers: bool = False) -> evidence_bag.Made:
    with opened() as session:
        by = cast.acting(team.koordinator, session)
        span = evidence_bag.span_of(f"siklus:{cycle_id}", Programme.find(team.programme.pk, session), by, session)
        seen: list[float] = []
        made = evidence_bag.make(span, session, by, target, seen.append, dossiers=dossiers)
        assert seen == sorted(seen)
        return made


def test_a_package_is_a_bag_that_a_public_tool_finds_whole_and_damaged(
    cast: Cast, reading: Session, tmp_path: Path, at: Callable[[str], object]
) -> None:
    """S-H11, A-H13, S4.5: one changed byte and one forgotten file are seen, by somebody else's program."""
    at("2026-11-16 09:00")
    content_id = published(cast).content_id
    at("2026-11-27 10:00")
    made = bag(cast, cast.simponi, told(cast, cast.simponi), tmp_path / "a.zip", dossiers=True)
    with ZipFile(tmp_path / "a.zip") as packed:
        packed.extractall(tmp_path)
        names = packed.namelist()
    folder = tmp_path / names[0].partition("/")[0]
    found = bagit.Bag(str(folder))

    assert found.validate()
    assert found.info["Payload-Oxum"].endswith(f".{made.files}")
    assert made.missing == 1
    assert "kegiatan/bukti/000000000000-hilang.pdf" in (folder / "CARA-MEMERIKSA.txt").read_text("utf-8")
    index = (folder / "data/arsip/indeks.csv").read_text("utf-8-sig")
    assert f"arsip/berkas-konten/{content_id}.zip" in index
    whole = b"".join(one.read_bytes() for one in folder.rglob("*") if one.suffix in (".csv", ".json", ".jsonl", ".txt"))
    assert CITIZEN.encode() not in whole
    assert b"Forum warga" in whole
    lines = [json.loads(one) for one in (folder / "data/log/catatan.jsonl").read_text("utf-8").splitlines()]
    assert lines
    assert all(hashlib.sha256(one["text"].encode()).hexdigest() == one["hash"] for one in lines)
    assert json.loads((folder / "data/log/segel.json").read_text("utf-8"))["segel"]["sidik"] == Entry.head(reading)[1]
    for place in (tmp_path / "a.zip", folder):
        code, words = examined(place, script=folder / "periksa.py")
        assert (code, f"{made.files} berkas sama dengan sidik digitalnya" in words) == (0, True)
    damaged = folder / "data/kegiatan/kegiatan.csv"
    damaged.write_bytes(damaged.read_bytes().replace(b"40", b"41", 1))
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(folder)).validate()
    assert "kegiatan.csv: isinya tidak sama dengan sidik digital" in examined(folder)[1]


def test_a_package_leaves_the_house_only_with_its_line_in_the_log(
    cast: Cast, reading: Session, tmp_path: Path, at: Callable[[str], object]
) -> None:
    """S-H11, A-H13: by whose right it is, an inspector or the admin; the file is read back by those only."""
    at("2026-11-27 10:00")
    with transaction() as session:
        ServiceHours.set(Programme.find(cast.asri.programme.pk, session), USUAL_WEEK, date(2026, 11, 27), SYSTEM, session)
    cycle_id, target = told(cast, cast.asri), tmp_path / "a.zip"
    bag(cast, cast.asri, cycle_id, target)
    kept = files.keep_large(target)
    assert (kept.sha256, kept.size) == (hashlib.sha256(target.read_bytes()).hexdigest(), target.stat().st_size)
    with transaction() as session:
        by = cast.acting(cast.asri.koordinator, session)
        span = evidence_bag.span_of(f"siklus:{cycle_id}", Programme.find(cast.asri.programme.pk, session), by, session)
        with pytest.raises(NotAllowed):
            EvidencePackage.record(span, cast.acting(cast.asri.desainer, session), session, digest="0" * 64, size=1, files=1, missing=0)
        one = EvidencePackage.record(span, by, session, digest=kept.sha256, size=kept.size, files=9, missing=1)
    assert Entry.of(one, reading)[0].facts["digest"] == kept.sha256
    may = {person.username: EvidencePackage.carrying(kept.sha256, cast.acting(person, reading), reading) is not None for person in (
        cast.inspector, cast.admin, cast.asri.pengawas_keakuratan, cast.asri.desainer, cast.leader, cast.simponi.koordinator,
    )}  # fmt: skip
    assert list(may.values()) == [True, True, True, False, False, False]
