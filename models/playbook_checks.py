"""What makes a playbook refuse to load: each fault with its key path and a reason an admin understands."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from models.playbook_parts import ALTS, CHECKS, FILES, FORMAT, RIGHTS, FieldKind, Lane, MediaRule, Stage, StageKind, walk

if TYPE_CHECKING:
    from models.playbooks import Playbook

LANES = ("normal", "emergency")
MOST_ITEMS = 7
MAY_BE_EMPTY = {"help", "placeholder"}
NEEDS_HELP = {"FieldRule", "InformationType", "Lane"}
TYPED = {FieldKind.LINE, FieldKind.TEXT, FieldKind.STEPS}
SHAPES = {
    "extra_forbidden": "kunci ini tidak dikenal",
    "missing": "kunci ini wajib ada",
    "enum": "nilainya tidak dikenal; yang boleh: {expected}",
    "string_pattern_mismatch": "tulisannya tidak sesuai pola {pattern}",
    "string_type": "isinya harus berupa teks",
    "int_type": "isinya harus bilangan bulat",
    "int_from_float": "isinya harus bilangan bulat",
    "float_type": "isinya harus bilangan",
    "finite_number": "isinya harus bilangan terhingga",
    "bool_type": "isinya harus true atau false",
    "tuple_type": "isinya harus berupa daftar",
    "dict_type": "isinya harus berupa tabel",
    "model_type": "isinya harus berupa tabel",
    "greater_than": "harus lebih dari {gt}",
    "greater_than_equal": "paling sedikit {ge}",
    "less_than_equal": "paling banyak {le}",
}


class Fault(NamedTuple):
    path: str
    reason: str


def shape_faults(error: ValidationError, raw: dict[str, Any]) -> tuple[Fault, ...]:
    """What the single values have wrong: unknown or missing keys, wrong kinds of value."""
    return tuple(
        Fault(_path(problem["loc"], raw), SHAPES.get(problem["type"], "nilai ini tidak sah ({type})").format(type=problem["type"], **problem.get("ctx", {})))
        for problem in error.errors()
    )


def sense_faults(rules: "Playbook") -> tuple[Fault, ...]:
    """What is wrong with how the pieces fit together, in reading order; keys first, since the rest speaks of them."""
    return tuple(_keys(rules)) or tuple(
        fault for check in (_wording, _roles, _fields, _types, _media, _rules, _lanes) for fault in check(rules)
    )


def _keys(rules: "Playbook") -> Iterator[Fault]:
    if rules.format != FORMAT:
        yield Fault("format", f"format {rules.format} tidak dikenal; aplikasi ini membaca format {FORMAT}")
    for path, _, part in walk(rules):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if isinstance(value, tuple):
                named = (getattr(one, "key", one) for one in value)
                yield from (Fault(_join(path, name), f"“{key}” ditulis {times} kali") for key, times in Counter(named).items() if times > 1)


def _wording(rules: "Playbook") -> Iterator[Fault]:
    for path, _, part in walk(rules):
        kind = type(part).__name__
        for name in type(part).model_fields:
            value = getattr(part, name)
            if isinstance(value, str) and not value and (name not in MAY_BE_EMPTY or (name == "help" and kind in NEEDS_HELP)):
                yield Fault(_join(path, name), "tulisannya masih kosong")
            if isinstance(value, tuple) and "" in value:
                yield Fault(_join(path, name), "ada butir yang kosong")


def _roles(rules: "Playbook") -> Iterator[Fault]:
    roles, lanes = {role.key for role in rules.roles}, {lane.key: lane for lane in rules.sop_lanes}
    for role in rules.roles:
        if not role.duties:
            yield Fault(f"roles.{role.key}.duties", "tugas peran ini belum ditulis")
        yield from _unknown(f"roles.{role.key}.sop_lanes", role.sop_lanes, lanes, "lajur SOP")
        for key in role.sop_lanes:
            if key in lanes and not lanes[key].person:
                yield Fault(f"roles.{role.key}.sop_lanes", f"lajur “{key}” bukan orang, jadi tidak dapat dipegang sebuah peran")
    for key, lane in lanes.items():
        if lane.person and not any(key in role.sop_lanes for role in rules.roles):
            yield Fault(f"sop_lanes.{key}", "lajur ini tidak dipegang peran mana pun")
    yield from _exactly("rights", rules.rights, RIGHTS, "hak")
    for right, holders in rules.rights.items():
        yield from _unknown(f"rights.{right}", holders, roles, "peran")
        if not holders:
            yield Fault(f"rights.{right}", "hak ini tidak dipegang peran mana pun")
    busy = {key for lane in rules.lanes for stage in lane.stages for key in stage.by}.union(*rules.rights.values())
    yield from (Fault(f"roles.{key}", "peran ini tidak bertindak di tahap mana pun dan tidak punya hak") for key in sorted(roles - busy))


def _fields(rules: "Playbook") -> Iterator[Fault]:
    if not any(field.key == "title" and field.kind is FieldKind.LINE and not field.internal for field in rules.fields):
        yield Fault("fields.title", "harus ada isian “title” berjenis line yang diterbitkan")
    used = {field.key for kind in rules.types for field in kind.fields}
    for field in rules.fields:
        if field.key in (FILES, ALTS):
            yield Fault(f"fields.{field.key}", f"“{field.key}” adalah kata cakupan, pilih kunci lain")
        if (field.kind is FieldKind.CHOICE) != bool(field.options):
            yield Fault(f"fields.{field.key}.options", "pilihan wajib ada untuk jenis choice, dan hanya untuk jenis itu")
        if field.key not in used:
            yield Fault(f"fields.{field.key}", "isian ini tidak dipakai jenis informasi mana pun")


def _types(rules: "Playbook") -> Iterator[Fault]:
    fields, formats = {field.key: field for field in rules.fields}, {form.key for form in rules.formats}
    for kind in rules.types:
        own = [field.key for field in kind.fields]
        yield from _unknown(f"types.{kind.key}.fields", own, fields, "isian")
        yield from _unknown(f"types.{kind.key}.formats", kind.formats, formats, "format")
        if not kind.formats:
            yield Fault(f"types.{kind.key}.formats", "jenis informasi ini tidak punya format")
        if "title" not in own:
            yield Fault(f"types.{kind.key}.fields", "setiap jenis informasi memuat “title”")
        for key in kind.template:
            if key not in own or (key in fields and fields[key].kind not in TYPED):
                yield Fault(f"types.{kind.key}.template.{key}", "templat hanya untuk isian teks milik jenis informasi ini")
    unused = formats - {key for kind in rules.types for key in kind.formats}
    yield from (Fault(f"formats.{key}", "format ini tidak dipakai jenis informasi mana pun") for key in sorted(unused))


def _media(rules: "Playbook") -> Iterator[Fault]:
    for form in rules.formats:
        yield from (Fault(f"formats.{form.key}.media.{name}", reason) for name, reason in _media_reasons(form.media))


def _media_reasons(media: MediaRule) -> Iterator[tuple[str, str]]:
    if media.images_max < media.images_min:
        yield "images_max", "lebih kecil daripada images_min"
    if media.videos_max < media.videos_min:
        yield "videos_max", "lebih kecil daripada videos_min"
    if not media.images_max and not media.videos_max:
        yield "images_max", "format ini tidak menerima gambar maupun video"
    if media.video_warn_seconds and media.video_max_seconds and media.video_warn_seconds > media.video_max_seconds:
        yield "video_warn_seconds", "batas peringatan melebihi batas penolakan"


def _rules(rules: "Playbook") -> Iterator[Fault]:
    yield from _exactly("checks", rules.checks, CHECKS, "pemeriksaan")
    yield from _unknown("people.suffices", rules.people.suffices, {answer.key for answer in rules.people.answers}, "jawaban")
    if not rules.people.suffices:
        yield Fault("people.suffices", "tidak ada jawaban yang mencukupi, jadi tidak ada berkas yang dapat terbit")
    for name in ("roles", "types", "formats", "channels"):
        if not getattr(rules, name):
            yield Fault(name, "daftarnya kosong")


def _lanes(rules: "Playbook") -> Iterator[Fault]:
    known = {lane.key for lane in rules.lanes}
    yield from (Fault(f"lanes.{key}", "jalur ini wajib ada") for key in LANES if key not in known)
    for lane in rules.lanes:
        yield from _order(lane)
        for position, stage in enumerate(lane.stages):
            for name, reason in _stage_reasons(stage, lane, position, rules):
                yield Fault(f"lanes.{lane.key}.stages.{stage.key}{name}", reason)
        yield from _coverage(lane, rules)
        yield from _unknown(f"lanes.{lane.key}.follows", lane.follows, CHECKS, "pemeriksaan")
        if bool(lane.follows) != bool(lane.follow_hours):
            yield Fault(f"lanes.{lane.key}.follow_hours", "tenggat susulan diisi bila dan hanya bila ada yang menyusul")
    for right, key in (("create", "normal"), ("emergency", "emergency")):
        starters = [role for lane in rules.lanes if lane.key == key and lane.stages for role in lane.first.by]
        for role in rules.rights.get(right, ()):
            if key in known and role not in starters:
                yield Fault(f"rights.{right}", f"“{role}” tidak bertindak di tahap pertama jalur “{key}”")


def _order(lane: Lane) -> Iterator[Fault]:
    kinds = [stage.kind for stage in lane.stages]
    path = f"lanes.{lane.key}.stages"
    if not kinds or kinds[0] is not StageKind.WORK:
        yield Fault(path, "jalur dimulai dengan tahap kerja (work)")
    if kinds.count(StageKind.PUBLISH) != 1:
        yield Fault(path, "jalur memuat tepat satu tahap publikasi (publish)")
        return
    publishing = kinds.index(StageKind.PUBLISH)
    if StageKind.VALIDATE not in kinds[:publishing]:
        yield Fault(path, "harus ada validasi sebelum publikasi")
    for position, stage in enumerate(lane.stages):
        late = stage.kind in (StageKind.WORK, StageKind.SCHEDULE) and position > publishing
        if late or (stage.kind is StageKind.MONITOR and position < publishing):
            yield Fault(f"{path}.{stage.key}", "letaknya terhadap publikasi tidak mungkin dicapai")


def _stage_reasons(stage: Stage, lane: Lane, position: int, rules: "Playbook") -> Iterator[tuple[str, str]]:
    roles, fields = {role.key for role in rules.roles}, {field.key for field in rules.fields}
    if not stage.by:
        yield ".by", "tidak ada peran yang dapat bertindak di tahap ini"
    yield from ((".by", f"peran “{key}” tidak ada") for key in stage.by if key not in roles)
    yield from ((".edits", f"isian “{key}” tidak ada") for key in stage.edits if key not in fields)
    yield from ((".covers", f"“{key}” bukan isian, “files” atau “alts”") for key in stage.covers if key not in {*fields, FILES, ALTS})
    if stage.kind is not StageKind.WORK and (stage.edits or stage.files or stage.material or stage.plans):
        yield "", "hanya tahap kerja yang mengubah isi"
    yield from _return_reasons(stage, lane, position)
    if stage.kind is StageKind.VALIDATE:
        yield from _validation_reasons(stage)
    elif stage.checklist or stage.written or stage.verbal or stage.confirm_hours:
        yield "", "butir validasi dan keputusan hanya untuk tahap validasi"


def _return_reasons(stage: Stage, lane: Lane, position: int) -> Iterator[tuple[str, str]]:
    earlier = {other.key for other in lane.stages[:position] if other.kind is StageKind.WORK}
    yield from ((".returns_to", f"“{key}” bukan tahap kerja sebelum tahap ini") for key in stage.returns_to if key not in earlier)
    published = any(other.kind is StageKind.PUBLISH for other in lane.stages[:position])
    if stage.kind is StageKind.VALIDATE and not published and not stage.returns_to:
        yield ".returns_to", "validasi sebelum publikasi harus dapat mengembalikan konten"
    if stage.returns_to and (published or stage.kind is not StageKind.VALIDATE):
        yield ".returns_to", "hanya validasi sebelum publikasi yang dapat mengembalikan konten"


def _validation_reasons(stage: Stage) -> Iterator[tuple[str, str]]:
    if not stage.covers:
        yield ".covers", "validasi ini tidak mencakup apa pun"
    if not 1 <= len(stage.checklist) <= MOST_ITEMS:
        yield ".checklist", f"jumlah butir validasi 1 sampai {MOST_ITEMS}, di sini {len(stage.checklist)}"
    for item in stage.checklist:
        outside = [word for word in item.about if word not in stage.covers]
        if outside or not item.about:
            yield f".checklist.{item.key}.about", f"harus menunjuk cakupan tahapnya; di luar itu: {', '.join(outside) or 'kosong'}"
    if stage.verbal != bool(stage.confirm_hours):
        yield ".confirm_hours", "tenggat konfirmasi diisi bila dan hanya bila persetujuan lisan diterima"


def _coverage(lane: Lane, rules: "Playbook") -> Iterator[Fault]:
    """Whatever is published is written by a stage and bound by a decision; before publication, unless the lane lets things follow."""
    path = f"lanes.{lane.key}.stages"
    used = {field.key for kind in rules.types for field in kind.fields}
    edited = {key for stage in lane.stages for key in stage.edits}
    yield from (Fault(path, f"isian “{field.key}” tidak diisi di tahap kerja mana pun") for field in rules.fields if field.key in used - edited)
    if not any(stage.files for stage in lane.stages):
        yield Fault(path, "tidak ada tahap kerja yang menerima berkas (files = true)")
    published = [*(field.key for field in rules.fields if field.key in used and not field.internal), FILES, ALTS]
    before: set[str] = set()
    after: set[str] = set()
    for stage in lane.stages:
        if stage.kind is StageKind.PUBLISH:
            before |= after
            after = set()
        elif stage.kind is StageKind.VALIDATE:
            after |= set(stage.covers)
    for word in published:
        if word not in before | after:
            yield Fault(path, f"“{word}” tidak dicakup validasi mana pun")
        elif word not in before and not lane.follows:
            yield Fault(path, f"“{word}” baru divalidasi setelah publikasi")
        elif word not in before and word in ("title", FILES):
            yield Fault(path, f"“{word}” harus divalidasi sebelum publikasi, juga di jalur ini")


def _exactly(path: str, given: Iterable[str], wanted: tuple[str, ...], what: str) -> Iterator[Fault]:
    yield from _unknown(path, given, wanted, what)
    yield from (Fault(f"{path}.{key}", f"{what} ini belum ditetapkan") for key in wanted if key not in set(given))


def _unknown(path: str, given: Iterable[str], known: Iterable[str], what: str) -> Iterator[Fault]:
    return (Fault(path, f"{what} “{key}” tidak dikenal") for key in given if key not in known)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _path(location: tuple[int | str, ...], raw: Any) -> str:
    """Where in the file: a member of a list is named by its key, else by its place from 1."""
    names: list[str] = []
    for step in location:
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            raw = None
        key = raw.get("key") if isinstance(raw, dict) and isinstance(step, int) else None
        names.append(key if isinstance(key, str) else str(step + 1) if isinstance(step, int) else step)
    return ".".join(names) or "(berkas)"
