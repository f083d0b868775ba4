"""What makes a playbook refuse to load: its pieces don't fit together."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from models.playbooks.cycles import cycle_faults
from models.playbooks.escalation import escalation_faults
from models.playbooks.evaluating import evaluation_faults
from models.playbooks.freshness import freshness_faults
from models.playbooks.governance import governance_faults
from models.playbooks.hoaxes import hoax_faults
from models.playbooks.indicators import indicator_faults
from models.playbooks.lane_checks import lane_faults
from models.playbooks.moderation import moderation_faults
from models.playbooks.offers import offer_faults
from models.playbooks.parts import ALTS, CHECKS, FILES, FORMAT, MATERIAL, RIGHTS, FieldKind, FieldRule, InformationType, MediaRule, walk
from models.playbooks.shapes import Fault, join
from models.playbooks.sop import sop_faults
from models.playbooks.surveys import survey_faults
from models.playbooks.trainings import training_faults

if TYPE_CHECKING:
    from models.playbooks.rules import Playbook

TYPED = frozenset({FieldKind.LINE, FieldKind.TEXT, FieldKind.STEPS})
HELPED = (FieldRule, InformationType)
MAY_BE_EMPTY = frozenset({"help", "placeholder"})


def sense_faults(rules: "Playbook") -> tuple[Fault, ...]:
    """Every fault in reading order; doubled keys alone if there are any, since all other faults speak in keys."""
    judged = (
        _wording,
        _roles,
        _rights,
        _fields,
        _types,
        _media,
        _rules,
        lane_faults,
        offer_faults,
        freshness_faults,
        escalation_faults,
        moderation_faults,
        hoax_faults,
        survey_faults,
        indicator_faults,
        evaluation_faults,
        governance_faults,
        training_faults,
        cycle_faults,
        sop_faults,
    )
    return tuple(_keys(rules)) or tuple(fault for judge in judged for fault in judge(rules))


def _keys(rules: "Playbook") -> Iterator[Fault]:
    if rules.format != FORMAT:
        yield Fault("format", f"format {rules.format} tidak dikenal; aplikasi ini membaca format {FORMAT}")
    for path, _, part in walk(rules):
        for name in type(part).model_fields:
            members = getattr(part, name)
            named = Counter(getattr(one, "key", one) for one in members) if isinstance(members, tuple) else Counter[str]()
            yield from (Fault(join(path, name), f"“{key}” ditulis {times} kali") for key, times in named.items() if times > 1)


def _wording(rules: "Playbook") -> Iterator[Fault]:
    for path, _, part in walk(rules):
        for name in type(part).model_fields:
            value = getattr(part, name)
            optional = name in MAY_BE_EMPTY and not (name == "help" and isinstance(part, HELPED))
            if value == "" and not optional:
                yield Fault(join(path, name), "tulisannya masih kosong")
            if isinstance(value, tuple) and "" in value:
                yield Fault(join(path, name), "ada butir yang kosong")


def _roles(rules: "Playbook") -> Iterator[Fault]:
    lanes = {lane.key: lane for lane in rules.sop_lanes}
    busy = {key for lane in rules.lanes for stage in lane.stages for key in stage.by}.union(*rules.rights.values())
    for role in rules.roles:
        path = f"roles.{role.key}"
        if not role.duties:
            yield Fault(f"{path}.duties", "tugas peran ini belum ditulis")
        if role.key not in busy:
            yield Fault(path, "peran ini tidak bertindak di tahap mana pun dan tidak punya hak")
        yield from _unknown(f"{path}.sop_lanes", role.sop_lanes, lanes, "lajur SOP")
        for key in role.sop_lanes:
            if key in lanes and not lanes[key].person:
                yield Fault(f"{path}.sop_lanes", f"lajur “{key}” bukan orang, jadi tidak dapat dipegang sebuah peran")
    for key, lane in lanes.items():
        if lane.person and not any(key in role.sop_lanes for role in rules.roles):
            yield Fault(f"sop_lanes.{key}", "lajur ini tidak dipegang peran mana pun")


def _rights(rules: "Playbook") -> Iterator[Fault]:
    yield from _exactly("rights", rules.rights, RIGHTS, "hak")
    inside = [role.key for role in rules.roles if not role.unit]
    for right, holders in rules.rights.items():
        path = f"rights.{right}"
        yield from _unknown(path, holders, [role.key for role in rules.roles], "peran")
        if not holders:
            yield Fault(path, "hak ini tidak dipegang peran mana pun")
        yield from (
            Fault(path, f"“{role.key}” hanya melihat yang dikirim kepada unitnya")
            for role in rules.roles
            if role.unit and role.key in holders
        )
    yield from (Fault("rights.read", f"“{key}” harus dapat membaca") for key in inside if key not in rules.rights.get("read", inside))


def _fields(rules: "Playbook") -> Iterator[Fault]:
    if not any(field.key == "title" and field.kind is FieldKind.LINE and not field.internal for field in rules.fields):
        yield Fault("fields.title", "harus ada isian “title” berjenis line yang diterbitkan")
    used = {field.key for kind in rules.types for field in kind.fields}
    for field in rules.fields:
        path = f"fields.{field.key}"
        if field.key in (FILES, ALTS, MATERIAL):
            yield Fault(path, f"“{field.key}” adalah kata cakupan; pilih kunci lain")
        if (field.kind is FieldKind.CHOICE) != bool(field.options):
            yield Fault(f"{path}.options", "pilihan wajib ada untuk jenis choice, dan hanya untuk jenis itu")
        if field.key not in used:
            yield Fault(path, "isian ini tidak dipakai jenis informasi mana pun")


def _types(rules: "Playbook") -> Iterator[Fault]:
    fields, formats = {field.key: field for field in rules.fields}, {form.key for form in rules.formats}
    for kind in rules.types:
        path, own = f"types.{kind.key}", [field.key for field in kind.fields]
        yield from _unknown(f"{path}.fields", own, fields, "isian")
        yield from _unknown(f"{path}.formats", kind.formats, formats, "format")
        if not kind.formats:
            yield Fault(f"{path}.formats", "jenis informasi ini tidak punya format")
        if "title" not in own:
            yield Fault(f"{path}.fields", "setiap jenis informasi memuat “title”")
        for key in kind.template:
            if key not in own or key not in fields or fields[key].kind not in TYPED:
                yield Fault(f"{path}.template.{key}", "templat hanya untuk isian teks milik jenis informasi ini")
    used = {key for kind in rules.types for key in kind.formats}
    yield from (Fault(f"formats.{key}", "format ini tidak dipakai jenis informasi mana pun") for key in sorted(formats - used))


def _media(rules: "Playbook") -> Iterator[Fault]:
    for form in rules.formats:
        yield from (Fault(f"formats.{form.key}.media.{name}", reason) for name, reason in _limits(form.media))


def _limits(media: MediaRule) -> Iterator[tuple[str, str]]:
    if media.images_max < media.images_min:
        yield "images_max", "lebih kecil daripada images_min"
    if media.videos_max < media.videos_min:
        yield "videos_max", "lebih kecil daripada videos_min"
    if not media.images_max and not media.videos_max:
        yield "images_max", "format ini tidak menerima gambar maupun video"
    if media.video_warn_seconds and media.video_max_seconds and media.video_warn_seconds > media.video_max_seconds:
        yield "video_warn_seconds", "batas peringatan melebihi batas penolakan"


def _rules(rules: "Playbook") -> Iterator[Fault]:
    for name in ("roles", "types", "formats", "channels"):
        if not getattr(rules, name):
            yield Fault(name, "daftarnya kosong")
    yield from _exactly("checks", rules.checks, CHECKS, "pemeriksaan")
    yield from _planning(rules)
    yield from _unknown("people.suffices", rules.people.suffices, {answer.key for answer in rules.people.answers}, "jawaban")
    if not rules.people.suffices:
        yield Fault("people.suffices", "tidak ada jawaban yang mencukupi, jadi tidak ada berkas yang dapat terbit")


def _planning(rules: "Playbook") -> Iterator[Fault]:
    if not rules.idea_sources:
        yield Fault("idea_sources", "daftarnya kosong")
    roles = [role.key for role in rules.roles if not role.unit]
    yield from _unknown("reminders.escalate_to", rules.reminders.escalate_to, roles, "peran")
    if not rules.reminders.escalate_to:
        yield Fault("reminders.escalate_to", "tidak ada peran yang diberi tahu bila pengingat tidak ditanggapi")
    for day in rules.occasions:
        try:
            date(2024, *map(int, day.on.split("-")))  # a leap year: 29 February is a day
        except ValueError:
            yield Fault(f"occasions.{day.key}.on", f"tanggal {day.on} tidak ada dalam kalender")


def _exactly(path: str, given: Iterable[str], wanted: tuple[str, ...], what: str) -> Iterator[Fault]:
    yield from (Fault(f"{path}.{key}", f"{what} ini tidak dikenal") for key in given if key not in wanted)
    yield from (Fault(f"{path}.{key}", f"{what} ini belum ditetapkan") for key in wanted if key not in set(given))


def _unknown(path: str, given: Iterable[str], known: Iterable[str], what: str) -> Iterator[Fault]:
    return (Fault(path, f"{what} “{key}” tidak dikenal") for key in given if key not in known)
