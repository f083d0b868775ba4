"""A complete SIMPONI announcement and a complete ASRI film, to be spoilt one thing at a time."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from data.playbooks import texts
from data.reference import places
from models.content.drafts import Draft, DraftFile, Finding, KnownContact, MediaFacts, MediaKind, Purpose
from models.content.requirements import examine
from models.playbooks import Level, Playbook, load

TODAY = date(2026, 11, 21)
SERVICE = KnownContact(1, "Layanan Informasi", True, date(2026, 11, 1), number="0717 4261000")
POST = KnownContact(2, "Pusdalops BPBD", True, date(2026, 10, 30), number="0812 7000 1122")
INTERNAL = KnownContact(3, "Petugas jaga", False, date(2026, 11, 1), number="0813 6000 3344")
STALE = KnownContact(4, "Posko lama", True, date(2026, 5, 1), number="0717 4261999")
CONTACTS = {contact.contact_id: contact for contact in (SERVICE, POST, INTERNAL, STALE)}


@cache
def rules(programme: str = "simponi") -> Playbook:
    return load(texts()[programme], f"{programme}.toml")


def with_checks(programme: str = "simponi", **levels: Level) -> Playbook:
    return rules(programme).model_copy(update={"checks": {**rules(programme).checks, **levels}})


def announcement(**fields: Any) -> Draft:
    """A SIMPONI infographic; keywords replace fields."""
    return Draft(
        kind="pengumuman",
        format="infografis",
        lane="normal",
        fields={
            "title": "Posyandu keliling hadir di enam desa",
            "info_date": "2026-11-20",
            "summary": "Mulai Senin, petugas kesehatan datang ke enam desa. Pemeriksaan balita tidak dipungut biaya.",
            "actions": "Bawa buku kesehatan anak\nDatang pukul delapan pagi",
            "location": ["19.01.02", "19.01.07"],
            "source": "Dinas Kesehatan Kabupaten Bangka",
            "contact": [1],
            "official_link": {"url": "https://bangka.go.id/posyandu"},
            "channels": ["instagram", "facebook"],
            "hashtags": "#KabupatenBangka #InfoPublik",
            "material_notes": "Jadwal dari puskesmas.",
            "material_sources": "Surat nomor 12",
            **fields,
        },
        files=(picture(),),
        planned_for=datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
        contacts=CONTACTS,
        places=places(),
        today=TODAY,
    )


def film(*files: DraftFile, **fields: Any) -> Draft:
    """An ASRI short video with subtitles; keywords replace fields, files replace all files."""
    own = {"hazard": "banjir", "contact": [2], "channels": ["instagram"], "official_link": {"none": "Belum ada dokumen resmi"}}
    base = announcement(**{**own, **fields})
    return replace(base, kind="edukasi_mitigasi", format="video_singkat", files=files or (video(), subtitle_file()))


def picture(media_id: int = 11, name: str = "posyandu.jpg", **changes: Any) -> DraftFile:
    facts = MediaFacts(MediaKind.IMAGE, "jpeg", 800_000, 1080, 1350)
    return _file(DraftFile(media_id, name, "a" * 64, facts, alt="Kader menimbang balita di balai desa", people="tidak_ada"), changes)


def video(media_id: int = 21, name: str = "banjir.mp4", **changes: Any) -> DraftFile:
    facts = MediaFacts(MediaKind.VIDEO, "mp4", 20_000_000, 1080, 1920, 45.0, "h264")
    return _file(DraftFile(media_id, name, "b" * 64, facts, people="tidak_ada"), changes)


def subtitle_file(media_id: int = 31, name: str = "banjir.srt", **changes: Any) -> DraftFile:
    facts = MediaFacts(MediaKind.SUBTITLES, "srt", 900, cues=12, subtitle_start=0.5, subtitle_end=44.0)
    return _file(DraftFile(media_id, name, "c" * 64, facts, Purpose.SUBTITLES), changes)


def amiss(draft: Draft, check: str | None = None, playbook: Playbook | None = None) -> list[str]:
    """Issue keys not met, of one check or of all."""
    return [finding.issue.key for finding in findings(draft, playbook) if not finding.met and check in (None, finding.check)]


def findings(draft: Draft, playbook: Playbook | None = None) -> tuple[Finding, ...]:
    return examine(draft, playbook or rules("asri" if draft.kind == "edukasi_mitigasi" else "simponi"))


def _file(file: DraftFile, changes: dict[str, Any]) -> DraftFile:
    """Changes go to the file or to its facts, whichever has the name."""
    own = {key: value for key, value in changes.items() if key in DraftFile.__dataclass_fields__}
    facts = {key: value for key, value in changes.items() if key not in own}
    return replace(file, facts=replace(file.facts, **facts), **own)
