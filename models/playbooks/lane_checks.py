"""What makes a flow impossible or unsafe: a stage nobody can reach or act at, a published word no decision binds."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.playbooks.lanes import Lane, Stage
from models.playbooks.parts import ALTS, CHECKS, FILES, FieldKind, StageKind
from models.playbooks.shapes import Fault

if TYPE_CHECKING:
    from models.playbooks.rules import Playbook

STARTS = {"normal": "create", "emergency": "emergency", "fast": "correct"}
MOST_ITEMS = 7
AT_ONCE = ("title", FILES)
TEXTS = frozenset({FieldKind.LINE, FieldKind.TEXT, FieldKind.STEPS, FieldKind.CAPTIONS})
FOLLOWS_BY_WORD = dict.fromkeys(("alt_text", "people_answered", "people_suffices", "consent_linked", "subtitles", "subtitles_sane"), ALTS)
FOLLOWS_BY_KIND = {
    "official_link": frozenset({FieldKind.LINK}),
    "location": frozenset({FieldKind.PLACES}),
    "contact_public": frozenset({FieldKind.CONTACT}),
    "contact_fresh": frozenset({FieldKind.CONTACT}),
    "date_sane": frozenset({FieldKind.DATE, FieldKind.MOMENT}),
    "plain_language": TEXTS,
    "abbreviations": TEXTS,
    "personal_numbers": TEXTS,
    "text_length": TEXTS,
}


def lane_faults(rules: "Playbook") -> Iterator[Fault]:
    lanes = {lane.key: lane for lane in rules.lanes}
    for key, right in STARTS.items():
        if key not in lanes:
            yield Fault(f"lanes.{key}", "jalur ini wajib ada")
            continue
        starters = lanes[key].stages[0].by if lanes[key].stages else ()
        idle = (role for role in rules.rights.get(right, ()) if role not in starters)
        yield from (Fault(f"rights.{right}", f"“{role}” tidak bertindak di tahap pertama jalur “{key}”") for role in idle)
    for lane in rules.lanes:
        if broken := tuple(_order(lane)):
            yield from broken
            continue
        for position, stage in enumerate(lane.stages):
            path = f"lanes.{lane.key}.stages.{stage.key}"
            yield from (Fault(f"{path}.{name}".rstrip("."), reason) for name, reason in _stage(stage, lane, position, rules))
        yield from _writing(lane, rules)
        yield from _coverage(lane, rules)
        yield from _follows(lane, rules)


def _order(lane: Lane) -> Iterator[Fault]:
    """Work first, one publication after a validation, one monitoring at the end, nothing that could never be reached."""
    path, kinds = f"lanes.{lane.key}.stages", [stage.kind for stage in lane.stages]
    if not kinds or kinds[0] is not StageKind.WORK:
        yield Fault(path, "jalur dimulai dengan tahap kerja (work)")
    if kinds.count(StageKind.PUBLISH) != 1:
        yield Fault(path, "jalur memuat tepat satu tahap publikasi (publish)")
        return
    if StageKind.VALIDATE not in kinds[: lane.publishing]:
        yield Fault(path, "harus ada validasi sebelum publikasi")
    if kinds.count(StageKind.MONITOR) != 1 or kinds[-1] is not StageKind.MONITOR:
        yield Fault(path, "jalur berakhir dengan satu tahap pemantauan (monitor)")
    for stage in lane.stages[lane.publishing :]:
        if stage.kind in (StageKind.WORK, StageKind.SCHEDULE):
            yield Fault(f"{path}.{stage.key}", "tahap ini tidak pernah tercapai: letaknya setelah publikasi")


def _stage(stage: Stage, lane: Lane, position: int, rules: "Playbook") -> Iterator[tuple[str, str]]:
    roles, fields = {role.key: role for role in rules.roles}, {field.key for field in rules.fields}
    if not stage.by:
        yield "by", "tidak ada peran yang dapat bertindak di tahap ini"
    yield from (("by", f"peran “{key}” tidak ada") for key in stage.by if key not in roles)
    yield from (("covers", f"“{word}” bukan isian, “files”, atau “alts”") for word in stage.covers if word not in {*fields, FILES, ALTS})
    yield from _returns(stage, lane, position)
    if stage.kind is StageKind.VALIDATE:
        yield from _validation(stage)
    elif stage.checklist or stage.written or stage.verbal or stage.confirm_hours:
        yield "", "butir validasi dan keputusan hanya untuk tahap validasi"
    changes = bool(stage.edits or stage.files or stage.material)
    yield from (("edits", f"isian “{key}” tidak ada") for key in stage.edits if key not in fields)
    if (stage.kind is StageKind.WORK) != changes or (stage.plans and not changes):
        yield "edits", "tahap kerja mengubah sesuatu, dan hanya tahap kerja"
    if stage.written and not any(role in roles and roles[role].unit for role in stage.by):
        yield "written", "validasi tertulis hanya untuk unit teknis"


def _returns(stage: Stage, lane: Lane, position: int) -> Iterator[tuple[str, str]]:
    earlier = {other.key for other in lane.stages[:position] if other.kind is StageKind.WORK}
    yield from (("returns_to", f"“{key}” bukan tahap kerja sebelum tahap ini") for key in stage.returns_to if key not in earlier)
    gate = stage.kind is StageKind.VALIDATE and position < lane.publishing
    if gate != bool(stage.returns_to):
        yield "returns_to", "validasi sebelum publikasi dapat mengembalikan konten, dan hanya validasi itu"


def _validation(stage: Stage) -> Iterator[tuple[str, str]]:
    if not stage.covers:
        yield "covers", "validasi ini tidak mencakup apa pun"
    if not 1 <= len(stage.checklist) <= MOST_ITEMS:
        yield "checklist", f"jumlah butir validasi 1 sampai {MOST_ITEMS}, di sini {len(stage.checklist)}"
    for item in stage.checklist:
        outside = [word for word in item.about if word not in stage.covers]
        if outside or not item.about:
            yield f"checklist.{item.key}.about", f"harus menunjuk cakupan tahapnya; di luar itu: {', '.join(outside) or 'kosong'}"
    if stage.verbal != bool(stage.confirm_hours):
        yield "confirm_hours", "tenggat konfirmasi diisi bila dan hanya bila persetujuan lisan diterima"


def _writing(lane: Lane, rules: "Playbook") -> Iterator[Fault]:
    path, edited = f"lanes.{lane.key}.stages", {key for stage in lane.stages for key in stage.edits}
    for key in _used(rules):
        if key not in edited:
            yield Fault(path, f"isian “{key}” tidak diisi di tahap kerja mana pun")
    if not any(stage.files for stage in lane.stages):
        yield Fault(path, "tidak ada tahap kerja yang menerima berkas (files = true)")


def _coverage(lane: Lane, rules: "Playbook") -> Iterator[Fault]:
    """Whatever is published is bound by a decision: before publication, unless the lane lets things follow, and these are bound later."""
    path, internal = f"lanes.{lane.key}.stages", {field.key for field in rules.fields if field.internal}
    before, ever = _covered(lane, lane.publishing), _covered(lane, len(lane.stages))
    for word in (*(key for key in _used(rules) if key not in internal), FILES, ALTS):
        if word not in ever:
            yield Fault(path, f"“{word}” tidak dicakup validasi mana pun")
        elif word not in before and (not lane.follows or word in AT_ONCE):
            yield Fault(path, f"“{word}” baru dicakup validasi setelah publikasi")


def _follows(lane: Lane, rules: "Playbook") -> Iterator[Fault]:
    """What may follow must still be changeable: a decision before publication binds what it covers for good."""
    path, bound = f"lanes.{lane.key}.follows", _covered(lane, lane.publishing)
    open_kinds = {field.kind for field in rules.fields if field.key not in bound and not field.internal}
    for check in lane.follows:
        if check not in CHECKS:
            yield Fault(path, f"pemeriksaan “{check}” tidak dikenal")
        elif FOLLOWS_BY_WORD.get(check, FILES) in bound and not FOLLOWS_BY_KIND.get(check, frozenset()) & open_kinds:
            yield Fault(path, f"“{check}” tidak dapat menyusul: isinya sudah terkunci oleh persetujuan sebelum publikasi")
    if bool(lane.follows) != bool(lane.follow_hours):
        yield Fault(f"lanes.{lane.key}.follow_hours", "tenggat susulan diisi bila dan hanya bila ada yang menyusul")
    if lane.follows and not any(stage.kind is StageKind.VALIDATE for stage in lane.stages[lane.publishing :]):
        yield Fault(f"lanes.{lane.key}.stages", "yang menyusul harus diperiksa sesudah publikasi")


def _used(rules: "Playbook") -> list[str]:
    used = {field.key for kind in rules.types for field in kind.fields}
    return [field.key for field in rules.fields if field.key in used]


def _covered(lane: Lane, until: int) -> set[str]:
    return {word for stage in lane.stages[:until] if stage.kind is StageKind.VALIDATE for word in stage.covers}
