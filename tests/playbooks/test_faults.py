"""Each fault a playbook can have is refused with file, key path and reason; each case is one deliberate fault in a good playbook."""

import copy
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from data.playbooks import texts
from models.playbooks import PlaybookError, from_values

GOOD = tomllib.loads(texts()["simponi"])


def at(raw: dict[str, Any], path: str) -> Any:
    """The value at a key path, members of a list by their key."""
    found: Any = raw
    for step in path.split("."):
        found = next(one for one in found if one["key"] == step) if isinstance(found, list) else found[step]
    return found


def put(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    holder, _, name = path.rpartition(".")
    return lambda raw: (at(raw, holder) if holder else raw).__setitem__(name, value)


def drop(path: str) -> Callable[[dict[str, Any]], None]:
    holder, _, name = path.rpartition(".")

    def edit(raw: dict[str, Any]) -> None:
        parent = at(raw, holder) if holder else raw
        parent.remove(at(raw, path)) if isinstance(parent, list) else parent.pop(name)

    return edit


def take(path: str, word: str) -> Callable[[dict[str, Any]], None]:
    return lambda raw: at(raw, path).remove(word)


def add(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda raw: at(raw, path).append(value)


def together(*edits: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], None]:
    return lambda raw: [edit(raw) for edit in edits] and None


STAGES = "lanes.normal.stages"
UNIT, MENTOR = f"{STAGES}.validasi_unit", f"{STAGES}.validasi_mentor"
HURRIED = "lanes.emergency.stages"
FREE_STAGE = {"key": "lanjutan", "label": "Lanjutan", "kind": "work", "by": ["editor"], "hours": 1, "edits": ["title"]}
SPARE_ROLE = {"key": "tamu", "label": "Tamu", "duties": ["Melihat."]}
SPARE_FIELD = {"key": "extra", "label": "Tambahan", "help": "Isian tambahan.", "kind": "text"}

CASES = {
    "an unknown type that expires": (
        put("freshness.types", [{"key": "ramalan", "hours": 24}]), "freshness.types.ramalan", "tidak dikenal"),
    "a type that expires and cannot say until when": (
        put("freshness.types", [{"key": "edukasi", "hours": 24}]), "freshness.types.edukasi", "tidak memuat isian"),
    "an hour until which something holds that is no hour": (
        put("fields.valid_until.kind", "text"), "freshness.field", "berjenis moment"),
    "a hazard nobody can choose": (
        put("freshness.hazards", [{"key": "naga", "hours": 3}]), "freshness.hazards.naga", "tidak ada"),
    "something that never holds": (put("freshness.types.layanan_publik.hours", 0), "freshness.types.layanan_publik.hours", "lebih dari 0"),
    "an unknown key": (put(f"{STAGES}.draf.byy", []), f"{STAGES}.draf.byy", "tidak dikenal"),
    "an unknown key at the top": (put("warna", "biru"), "warna", "tidak dikenal"),
    "a missing key": (drop(f"{STAGES}.draf.hours"), f"{STAGES}.draf.hours", "wajib ada"),
    "a number written as text": (put(f"{STAGES}.draf.hours", "8"), f"{STAGES}.draf.hours", "bilangan"),
    "a truth value written as a number": (put("roles.validator_unit.unit", 1), "roles.validator_unit.unit", "true atau false"),
    "a kind nobody knows": (put("fields.title.kind", "gambar"), "fields.title.kind", "tidak dikenal"),
    "no time for a stage": (put(f"{STAGES}.draf.hours", 0), f"{STAGES}.draf.hours", "lebih dari 0"),
    "a ratio that is none": (put("channels.x.preview_ratio", "lebar"), "channels.x.preview_ratio", "pola"),
    "a key that can't be a path": (put("roles.editor.key", "Editor Utama"), "roles.Editor Utama.key", "pola"),
    "a checked day that is no day": (put("channels.x.checked_on", "kemarin"), "channels.x.checked_on", "pola"),
    "a format of a later release": (put("format", 9), "format", "format 9 tidak dikenal"),
    "a doubled key": (put("roles.editor.key", "desainer"), "roles", "ditulis 2 kali"),
    "a doubled entry": (add(f"{STAGES}.draf.by", "editor"), f"{STAGES}.draf.by", "ditulis 2 kali"),
    "an empty label": (put("fields.title.label", " "), "fields.title.label", "kosong"),
    "an empty help": (put("fields.summary.help", ""), "fields.summary.help", "kosong"),
    "an item without guidance": (
        put(f"{MENTOR}.checklist.jelas.guidance", ""), f"{MENTOR}.checklist.jelas.guidance", "kosong"),
    "an empty duty": (put("roles.editor.duties", [""]), "roles.editor.duties", "kosong"),
    "no duties": (put("roles.editor.duties", []), "roles.editor.duties", "belum ditulis"),
    "a stage for a role that doesn't exist": (put(f"{STAGES}.desain.by", ["ilustrator"]), f"{STAGES}.desain.by", "tidak ada"),
    "a stage for nobody": (put(f"{STAGES}.desain.by", []), f"{STAGES}.desain.by", "tidak ada peran"),
    "a role without stage or right": (add("roles", SPARE_ROLE), "roles.tamu", "tidak bertindak"),
    "a role in an unknown column of the SOP": (put("roles.editor.sop_lanes", ["bos"]), "roles.editor.sop_lanes", "tidak dikenal"),
    "a role that would be a channel": (put("roles.editor.sop_lanes", ["sosmed"]), "roles.editor.sop_lanes", "bukan orang"),
    "a column nobody holds": (put("roles.admin_teknis.sop_lanes", []), "sop_lanes.admin_sistem", "tidak dipegang"),
    "an unknown right": (put("rights.fly", ["editor"]), "rights.fly", "tidak dikenal"),
    "a missing right": (drop("rights.pause"), "rights.pause", "belum ditetapkan"),
    "a right for a role that doesn't exist": (put("rights.hold", ["direktur"]), "rights.hold", "“direktur” tidak dikenal"),
    "a right nobody holds": (put("rights.export", []), "rights.export", "tidak dipegang"),
    "a technical unit that reads everything": (add("rights.read", "validator_unit"), "rights.read", "unitnya"),
    "a role of the team that can't read": (take("rights.read", "desainer"), "rights.read", "harus dapat membaca"),
    "a starter who can't act at the first stage": (add("rights.create", "desainer"), "rights.create", "tahap pertama"),
    "an emergency starter likewise": (add("rights.emergency", "desainer"), "rights.emergency", "tahap pertama"),
    "no title": (put("fields.title.kind", "text"), "fields.title", "title"),
    "a field named like a coverage word": (put("fields.source.key", "files"), "fields.files", "kata cakupan"),
    "a choice without options": (put("fields.source.kind", "choice"), "fields.source.options", "pilihan"),
    "a field no type uses": (add("fields", SPARE_FIELD), "fields.extra", "tidak dipakai"),
    "a type with an unknown field": (add("types.edukasi.fields", {"key": "warna"}), "types.edukasi.fields", "“warna” tidak dikenal"),
    "a type with an unknown format": (add("types.edukasi.formats", "podcast"), "types.edukasi.formats", "“podcast” tidak dikenal"),
    "a type without a format": (put("types.edukasi.formats", []), "types.edukasi.formats", "tidak punya format"),
    "a type without a title": (drop("types.edukasi.fields.title"), "types.edukasi.fields", "title"),
    "a template for a foreign field": (put("types.edukasi.template.contact", "112"), "types.edukasi.template.contact", "templat"),
    "a format no type uses": (
        add("formats", {"key": "podcast", "label": "Siniar", "media": {"images_max": 1}}), "formats.podcast", "tidak dipakai"),
    "fewer pictures allowed than demanded": (put("formats.poster.media.images_max", 0), "formats.poster.media.images_max", "images_min"),
    "a format that takes nothing": (
        put("formats.poster.media", {}), "formats.poster.media.images_max", "tidak menerima"),
    "a warning beyond the refusal": (
        put("formats.video_singkat.media.video_warn_seconds", 999), "formats.video_singkat.media.video_warn_seconds", "melebihi"),
    "an unknown check": (put("checks.horoscope", "required"), "checks.horoscope", "tidak dikenal"),
    "a check without a level": (drop("checks.alt_text"), "checks.alt_text", "belum ditetapkan"),
    "an unknown level": (put("checks.alt_text", "maybe"), "checks.alt_text", "tidak dikenal"),
    "an answer that suffices but isn't offered": (add("people.suffices", "mungkin"), "people.suffices", "tidak dikenal"),
    "no answer that suffices": (put("people.suffices", []), "people.suffices", "mencukupi"),
    "no channels": (put("channels", []), "channels", "kosong"),
    "no emergency lane": (drop("lanes.emergency"), "lanes.emergency", "wajib ada"),
    "no normal lane": (put("lanes.normal.key", "cepat"), "lanes.normal", "wajib ada"),
    "a lane without stages": (put(STAGES, []), STAGES, "dimulai"),
    "a lane that doesn't begin with work": (drop(f"{HURRIED}.draf_darurat"), HURRIED, "dimulai"),
    "a lane that never publishes": (drop(f"{STAGES}.publikasi"), STAGES, "publikasi"),
    "a lane that publishes unvalidated": (drop(f"{HURRIED}.persetujuan_darurat"), HURRIED, "validasi sebelum publikasi"),
    "a lane without monitoring": (drop(f"{STAGES}.pemantauan"), STAGES, "pemantauan"),
    "a work stage nobody reaches": (
        lambda raw: at(raw, STAGES).insert(7, FREE_STAGE), f"{STAGES}.lanjutan", "tidak pernah tercapai"),
    "a return to a later stage": (put(f"{UNIT}.returns_to", ["desain"]), f"{UNIT}.returns_to", "desain"),
    "a return to an unknown stage": (put(f"{UNIT}.returns_to", ["gudang"]), f"{UNIT}.returns_to", "gudang"),
    "a validation that can't return": (put(f"{UNIT}.returns_to", []), f"{UNIT}.returns_to", "mengembalikan"),
    "a return after publication": (
        put(f"{HURRIED}.pemeriksaan_susulan.returns_to", ["draf_darurat"]), f"{HURRIED}.pemeriksaan_susulan.returns_to", "hanya validasi"),
    "a published field no validation covers": (take(f"{MENTOR}.covers", "captions"), STAGES, "“captions” tidak dicakup"),
    "pictures no validation covers": (
        together(
            take(f"{MENTOR}.covers", "files"),
            *(take(f"{MENTOR}.checklist.{key}.about", "files") for key in (
                "jelas", "menarik", "akurasi_gambar", "kepatuhan", "aksesibilitas")),
        ), STAGES, "“files” tidak dicakup"),
    "alt texts no validation covers": (
        together(
            take(f"{MENTOR}.covers", "alts"),
            *(take(f"{MENTOR}.checklist.{key}.about", "alts") for key in ("kepatuhan", "aksesibilitas")),
        ), STAGES, "“alts” tidak dicakup"),
    "a field covered in the emergency lane by nobody": (
        together(
            take(f"{HURRIED}.persetujuan_darurat.covers", "hashtags"), take(f"{HURRIED}.pemeriksaan_susulan.covers", "hashtags")),
        HURRIED, "“hashtags” tidak dicakup"),
    "a title validated only after publication": (
        take(f"{HURRIED}.persetujuan_darurat.covers", "title"), HURRIED, "“title” baru dicakup"),
    "coverage of an unknown word": (add(f"{UNIT}.covers", "cuaca"), f"{UNIT}.covers", "cuaca"),
    "a validation that covers nothing": (put(f"{UNIT}.covers", []), f"{UNIT}.covers", "tidak mencakup"),
    "an item outside its stage's coverage": (
        put(f"{UNIT}.checklist.kontak_tepat.about", ["files"]),
        f"{UNIT}.checklist.kontak_tepat.about", "files"),
    "an item about nothing": (
        put(f"{UNIT}.checklist.kontak_tepat.about", []),
        f"{UNIT}.checklist.kontak_tepat.about", "kosong"),
    "an eighth item": (
        add(f"{MENTOR}.checklist", {"key": "kedelapan", "text": "Lagi?", "guidance": "Lagi.", "about": ["title"]}),
        f"{MENTOR}.checklist", "di sini 8"),
    "a validation without items": (put(f"{UNIT}.checklist", []), f"{UNIT}.checklist", "di sini 0"),
    "a checklist where nobody decides": (
        put(f"{STAGES}.desain.checklist", [{"key": "rapi", "text": "Rapi?", "guidance": "Lihat.", "about": ["title"]}]),
        f"{STAGES}.desain", "hanya untuk tahap validasi"),
    "a field no work stage writes": (take(f"{STAGES}.draf.edits", "summary"), STAGES, "“summary” tidak diisi"),
    "a stage that writes an unknown field": (add(f"{STAGES}.draf.edits", "cuaca"), f"{STAGES}.draf.edits", "cuaca"),
    "a validation that writes": (put(f"{MENTOR}.edits", ["title"]), f"{MENTOR}.edits", "hanya tahap kerja"),
    "a work stage that changes nothing": (
        together(put(f"{STAGES}.bahan.edits", []), put(f"{STAGES}.bahan.material", False)), f"{STAGES}.bahan.edits", "mengubah sesuatu"),
    "no stage for pictures": (put(f"{STAGES}.desain.files", False), STAGES, "menerima berkas"),
    "a letter where no unit validates": (put(f"{MENTOR}.written", True), f"{MENTOR}.written", "unit teknis"),
    "a verbal approval nobody has to confirm": (
        put(f"{HURRIED}.persetujuan_darurat.confirm_hours", 0), f"{HURRIED}.persetujuan_darurat.confirm_hours", "konfirmasi"),
    "an unknown check that follows": (add("lanes.emergency.follows", "horoscope"), "lanes.emergency.follows", "tidak dikenal"),
    "a check that could never be met later": (add("lanes.emergency.follows", "file_size"), "lanes.emergency.follows", "terkunci"),
    "something that follows without a deadline": (put("lanes.emergency.follow_hours", 0), "lanes.emergency.follow_hours", "tenggat"),
    "something that follows and nobody reviews": (drop(f"{HURRIED}.pemeriksaan_susulan"), HURRIED, "sesudah publikasi"),
}  # fmt: skip


def test_the_playbook_without_a_fault_is_accepted():
    assert from_values(copy.deepcopy(GOOD), "simponi.toml").key == "simponi"


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_fault_is_refused_with_file_place_and_reason(case):
    edit, path, reason = case
    raw = copy.deepcopy(GOOD)
    edit(raw)
    with pytest.raises(PlaybookError) as refused:
        from_values(raw, "data/playbooks/simponi.toml")
    assert refused.value.origin == "data/playbooks/simponi.toml"
    found = [fault.reason for fault in refused.value.faults if fault.path == path]
    assert any(reason in said for said in found), refused.value
