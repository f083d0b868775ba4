"""One programme's rules as a value, read strictly from TOML and stored as canonical text."""

import json
import tomllib
from functools import lru_cache
from hashlib import sha256
from typing import Any, Protocol, TypeVar

from pydantic import Field, ValidationError

from models.playbooks.checks import sense_faults
from models.playbooks.cycles import Cycles, PhaseRule, Profile
from models.playbooks.escalation import EscalationStep, ReferralClass, Referrals, ReferralTarget
from models.playbooks.evaluating import AimRule, Evaluating
from models.playbooks.freshness import Freshness, Hours
from models.playbooks.governance import Governance
from models.playbooks.hoaxes import Check as HoaxCheck
from models.playbooks.hoaxes import Hoaxes, HoldingAnswer
from models.playbooks.indicators import Indicator
from models.playbooks.lanes import Lane, Stage
from models.playbooks.lifting import lifted
from models.playbooks.moderation import CommentCategory, HouseRule, Moderation, PreparedText, Screen
from models.playbooks.offers import Offers
from models.playbooks.parts import (
    TARGET_GROUP,
    Channel,
    FieldRule,
    Format,
    InformationType,
    Key,
    Language,
    Level,
    MediaRule,
    Need,
    Occasion,
    Option,
    Part,
    People,
    Positive,
    Reminders,
    Role,
    SopLane,
    walk,
)
from models.playbooks.shapes import Fault, shape_faults, toml_fault
from models.playbooks.sop import Sop, SopStep
from models.playbooks.surveys import Surveys
from models.playbooks.trainings import TrainingKind, Trainings


class PlaybookError(ValueError):
    """A text that is no lawful playbook: `origin` (file), `path` and `reason` of the first fault, and all `faults`."""

    def __init__(self, origin: str, faults: tuple[Fault, ...]) -> None:
        self.origin = origin
        self.faults = faults
        self.path, self.reason = faults[0]
        super().__init__("\n".join(f"{origin}: {path}: {reason}" for path, reason in faults))


class Playbook(Part):
    """`rights`: right -> role keys. `checks`: computed check -> level. Accessors raise KeyError; `claim_hours` are working hours."""

    format: int
    key: Key
    name: str
    description: str
    office: str
    sop_lanes: tuple[SopLane, ...]
    roles: tuple[Role, ...]
    rights: dict[str, tuple[str, ...]]
    fields: tuple[FieldRule, ...]
    types: tuple[InformationType, ...]
    formats: tuple[Format, ...]
    channels: tuple[Channel, ...]
    lanes: tuple[Lane, ...]
    offers: Offers = Offers()
    checks: dict[str, Level]
    language: Language
    people: People
    link_domains: tuple[str, ...]
    contact_fresh_days: int = Field(gt=0)
    archive_after_days: int = Field(gt=0)
    claim_hours: Positive
    idea_sources: tuple[Option, ...]
    occasions: tuple[Occasion, ...] = ()
    reminders: Reminders
    freshness: Freshness = Freshness()
    escalation: tuple[EscalationStep, ...]
    referrals: Referrals
    house_rules: tuple[HouseRule, ...]
    moderation: Moderation
    surveys: Surveys = Surveys(assumed=True)
    indicators: tuple[Indicator, ...] = ()
    evaluating: Evaluating
    aims: tuple[AimRule, ...]
    governance: Governance = Governance()
    hoaxes: Hoaxes
    trainings: Trainings = Trainings()
    profile: Profile
    cycles: Cycles
    sop: Sop

    def role(self, key: str) -> Role:
        return _one(self.roles, key)

    def field(self, key: str) -> FieldRule:
        return _one(self.fields, key)

    def type(self, key: str) -> InformationType:
        return _one(self.types, key)

    def format_of(self, key: str) -> Format:
        return _one(self.formats, key)

    def channel(self, key: str) -> Channel:
        return _one(self.channels, key)

    def lane(self, key: str) -> Lane:
        return _one(self.lanes, key)

    def pauses(self, lane: str) -> bool:
        """Whether a pause holds what goes this way: not what has to go out at once."""
        return lane == "normal" or (lane == self.offers.lane and lane != "fast")

    def idea_source(self, key: str) -> Option:
        return _one(self.idea_sources, key)

    def house_rule(self, key: str) -> HouseRule:
        return _one(self.house_rules, key)

    def indicator(self, key: str) -> Indicator:
        return _one(self.indicators, key)

    def aim(self, key: str) -> AimRule:
        return _one(self.aims, key)

    @property
    def target_groups(self) -> dict[str, str]:
        """Key -> label of whom a content may be meant for; empty where the playbook doesn't ask."""
        return {one.key: one.label for field in self.fields if field.key == TARGET_GROUP for one in field.options}

    def need(self, kind: str, field_key: str) -> Need | None:
        """How much an information type wants a field; None where it doesn't have it."""
        return next((field.need for field in self.type(kind).fields if field.key == field_key), None)

    def fields_of(self, kind: str) -> tuple[FieldRule, ...]:
        """The fields of an information type, in the order of its form."""
        return tuple(self.field(field.key) for field in self.type(kind).fields)

    def canonical(self) -> str:
        """The same rules are always the same text: JSON with sorted keys, defaults written out."""
        return json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @property
    def digest(self) -> str:
        return sha256(self.canonical().encode()).hexdigest()

    @classmethod
    def from_canonical(cls, text: str) -> "Playbook":
        """A stored version; it was judged when it was adopted, so checks that came later don't lock out old content."""
        return cls.model_validate_json(json.dumps(lifted(json.loads(text))), strict=True)


@lru_cache(maxsize=64)
def playbook(canonical: str) -> Playbook:
    """A stored version, read once per process."""
    return Playbook.from_canonical(canonical)


def load(text: str, origin: str) -> Playbook:
    """The playbook a TOML text describes; PlaybookError carries every fault found, in Indonesian, each with its key path."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PlaybookError(origin, (toml_fault(error),))
    return from_values(raw, origin)


def from_values(raw: dict[str, Any], origin: str) -> Playbook:
    """Like `load`, from what the TOML reader gave; strict, so that "5" is no number and 1 no truth value."""
    try:
        rules = Playbook.model_validate_json(json.dumps(raw, default=str), strict=True)
    except ValidationError as error:
        raise PlaybookError(origin, shape_faults(error, raw))
    if faults := sense_faults(rules):
        raise PlaybookError(origin, faults)
    return rules


ASSUMED: dict[type[Part], str] = {
    Playbook: "kesegaran kontak, arsip otomatis, lama memegang pemeriksaan, domain tautan",
    Role: "tugas dan lajur SOP",
    MediaRule: "batas berkas",
    Channel: "batas kanal",
    Lane: "syarat yang boleh menyusul dan tenggatnya",
    Stage: "pelaku, waktu, dan isi tahap",
    Offers: "Jalur konten yang ditawarkan program lain",
    Language: "Ukuran bahasa sederhana",
    People: "Pertanyaan tentang warga dalam berkas",
    Reminders: "Jam pengingat dan peran yang diberi tahu berikutnya",
    Option: "sumber ide",
    Occasion: "hari penting dan persiapannya",
    Freshness: "lama berlaku per jenis informasi dan per bahaya",
    Hours: "lama berlaku",
    Surveys: "tenggat survei kampanye besar dan batas jawaban",
    HouseRule: "aturan percakapan",
    Moderation: "Kategori, aturan saring, dan jawaban siap pakai untuk komentar",
    CommentCategory: "keparahan dan tenggat jawab komentar",
    Screen: "aturan saring komentar",
    PreparedText: "jawaban siap pakai",
    EscalationStep: "kapan dan siapa yang diberi tahu",
    ReferralClass: "batas jawaban",
    ReferralTarget: "tujuan rujukan",
    Indicator: "rumus, sumber, dan penanggung jawab indikator",
    Evaluating: "Irama evaluasi, tinjauan strategi, dan pengingat tindak lanjut",
    AimRule: "indikator dan bukti yang menunjukkannya",
    Governance: "masa tinjau kebijakan, periksa akun, izin foto, masa peralihan SK, dan penugasan sementara",
    Hoaxes: "Jam klarifikasi hoaks, jam jawaban kantor lain, dan jenis klarifikasinya",
    Trainings: "Masa tenggang dan pengingat pelatihan",
    TrainingKind: "peran yang wajib mengikuti pelatihan ini",
    HoaxCheck: "pertanyaan pemeriksaan hoaks",
    HoldingAnswer: "jawaban sementara",
    Profile: "latar belakang dan pemilihan ide",
    PhaseRule: "isi dan lama tahapan",
    SopStep: "pelaku langkah SOP",
}


def assumptions(rules: Playbook) -> list[tuple[str, str]]:
    """(key path, what was assumed) of everything the office has yet to confirm, in reading order; the whole's own path is ''."""
    found = ((path, label, ASSUMED.get(type(part), "")) for path, label, part in walk(rules) if part.assumed)
    return [(path, ": ".join(filter(None, (label, what)))) for path, label, what in found]


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


KeyedPart = TypeVar("KeyedPart", bound=_Keyed)


def _one(parts: tuple[KeyedPart, ...], key: str) -> KeyedPart:
    for part in parts:
        if part.key == key:
            return part
    raise KeyError(key)
