"""Older formats of a stored playbook, lifted on reading: its text and its digest stay as they were adopted."""

from typing import Any

from models.playbooks.indicators import for_older
from models.playbooks.usual_hoaxes import usual_hoaxes
from models.playbooks.usual_moderation import usual as usual_moderation
from models.playbooks.usual_programme import usual_programme

SOURCES = {
    "office_request": "Permintaan kantor lain",
    "citizens": "Pertanyaan warga",
    "survey": "Hasil survei",
    "hoax": "Hoaks yang beredar",
    "hazard_calendar": "Kalender bahaya dan musim",
    "direction": "Arahan pimpinan",
}
EVALUATED = "evaluation"  # the source of an idea that an evaluation asked for
# What every guideline of this kind promises; the office replaces it by its own words when it adopts its next playbook.
AIMS = (
    ("aim", "tujuan_utama", "Informasi sampai kepada warga lebih cepat, lebih jelas, dan lebih luas.", ("reach", "interaction_rate")),
    ("benefit", "manfaat_utama", "Warga lebih mudah memperoleh dan memahami informasi yang mereka perlukan.", ("response_median",)),
    ("result", "hasil_utama", "Konten terbit rutin dan terjadwal, dan jangkauannya bertambah.", ("regularity", "reach")),
)
# What format 2 didn't name yet → whoever held the nearest right then.
NEAREST = {
    "correct": "emergency",
    "moderate": "take_down",
    "confirm_hiding": "hold",
    "check_hoax": "take_down",
    "conclude_hoax": "hold",
    "service_mode": "pause",
    "keep_policies": "hold",
    "approve_policy": "approve_plan",
    "keep_consents": "take_down",
    "measure": "export",
    "survey": "plan",
    "evaluate": "written_validation",
    "judge_effectiveness": "approve_plan",
    "keep_profile": "written_validation",
    "approve_cycle": "approve_plan",
    "keep_library": "plan",
    "keep_training": "written_validation",
    "propose_rules": "written_validation",
    "adopt_rules": "approve_plan",
    "replicate": "written_validation",
    "release_records": "hold",
}
HOURS = {"banjir": 3, "cuaca_ekstrem": 2, "karhutla": 6, "gempa": 12}
FAST = {
    "label": "Jalur cepat",
    "help": "Untuk koreksi dan klarifikasi: satu orang menulis, satu pejabat memutus, boleh lisan.",
    "assumed": True,
}
REFERRALS = {
    "classes": [
        {"key": "jawaban_awal", "label": "Tanggapan pertama", "days": 3, "assumed": True},
        {"key": "informasi", "label": "Permintaan informasi", "days": 5, "assumed": True},
        {"key": "pengaduan", "label": "Pengaduan tanpa pemeriksaan lapangan", "days": 14, "assumed": True},
        {"key": "pengaduan_lapangan", "label": "Pengaduan dengan pemeriksaan lapangan", "days": 60, "assumed": True},
        {"key": "darurat", "label": "Laporan bahaya", "hours": 1, "assumed": True},
    ],
    "targets": [
        {
            "key": "sp4n_lapor",
            "label": "SP4N-LAPOR!",
            "help": "Pengaduan, aspirasi, dan permintaan informasi kepada instansi mana pun.",
            "classes": ["jawaban_awal", "informasi", "pengaduan", "pengaduan_lapangan"],
            "assumed": True,
        },
        {
            "key": "kantor_lain",
            "label": "Perangkat daerah atau instansi lain",
            "help": "Bila pemilik informasinya bukan kantor ini.",
            "classes": ["jawaban_awal", "informasi", "pengaduan", "pengaduan_lapangan", "darurat"],
            "named": True,
            "assumed": True,
        },
        {
            "key": "darurat_112",
            "label": "Layanan darurat 112",
            "help": "Bila nyawa terancam: telepon dahulu, lalu catat di sini.",
            "classes": ["darurat"],
            "assumed": True,
        },
        {
            "key": "pusdalops",
            "label": "Pusat pengendalian operasi (Pusdalops)",
            "help": "Laporan bahaya dan keadaan lapangan yang perlu ditindaklanjuti segera.",
            "classes": ["darurat"],
            "assumed": True,
        },
    ],
}
FAST_STAGES = {"work": ("draf_cepat", "Draf cepat"), "validate": ("persetujuan_cepat", "Persetujuan cepat")}


def lifted(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a stored playbook as this program reads them; what it didn't say then is filled in, marked as assumed."""
    if values["format"] == 1:
        values = _with_planning(values)
    if values["format"] == 2:
        return _with_the_public(values)
    return values if "sop" in values else {**usual_programme(values), **values}  # stored by an early program of this format


def _with_planning(values: dict[str, Any]) -> dict[str, Any]:
    """Format 1 knew no plans: who may hold a content approves them and is told when reminders were in vain."""
    holders = values["rights"]["hold"]
    return {
        **values,
        "format": 2,
        "rights": {"approve_plan": holders, **values["rights"]},
        "idea_sources": [{"key": key, "label": label, "assumed": True} for key, label in SOURCES.items()],
        "reminders": {"escalate_to": holders, "assumed": True},
    }


def _with_the_public(values: dict[str, Any]) -> dict[str, Any]:
    """Format 2 knew neither what the public writes nor figures: new rights go to the nearest old one."""
    rights = values["rights"]
    return {
        **usual_moderation(),
        **values,
        "format": 3,
        "rights": {**{right: rights[near] for right, near in NEAREST.items()}, **rights},
        "lanes": [*values["lanes"], _fast_lane(values["lanes"])],
        **_freshness(values),
        "escalation": _escalation(values),
        "referrals": REFERRALS,
        "indicators": for_older(rights[NEAREST["measure"]][0]),
        "checks": {**values["checks"], "consent_linked": "off"},
        "governance": {"assumed": True},
        "trainings": _trainings(values),
        "hoaxes": usual_hoaxes(values),
        **_with_evaluations(values),
        **usual_programme(values),
    }


def _with_evaluations(values: dict[str, Any]) -> dict[str, Any]:
    """Format 2 knew no evaluations: the usual rhythm, and aims that hold for any programme of this kind."""
    sources = [one for one in values["idea_sources"] if one["key"] != EVALUATED]
    aims = [{"kind": kind, "key": key, "text": text, "indicators": list(shown), "assumed": True} for kind, key, text, shown in AIMS]
    return {
        "evaluating": {"assumed": True},
        "aims": aims,
        "idea_sources": [*sources, {"key": EVALUATED, "label": "Hasil evaluasi", "assumed": True}],
    }


def _escalation(values: dict[str, Any]) -> list[dict[str, Any]]:
    """First whoever takes contents down again, then whoever was told when reminders were in vain."""
    told = (values["rights"]["take_down"], values["reminders"]["escalate_to"])
    return [
        {"key": f"tingkat_{number}", "label": label, "after_hours": hours, "tells": roles, "assumed": True}
        for number, (label, hours, roles) in enumerate(zip(("Pengelola kanal", "Penanggung jawab"), (0, 4), told, strict=True), start=1)
    ]


def _trainings(values: dict[str, Any]) -> dict[str, Any]:
    """One training for whoever decides in the normal lane, of the programme's own people."""
    inside = {role["key"] for role in values["roles"] if not role.get("unit")}
    stages = next(lane for lane in values["lanes"] if lane["key"] == "normal")["stages"]
    deciding = dict.fromkeys(key for stage in stages if stage["kind"] == "validate" for key in stage["by"] if key in inside)
    return {"assumed": True, "kinds": [{"key": "validasi", "label": "Validasi konten", "roles": list(deciding), "assumed": True}]}


def _freshness(values: dict[str, Any]) -> dict[str, Any]:
    """What had a field for the hour it is valid until, and a hazard, expires by that hazard; the rest doesn't."""
    options = {option["key"] for field in values["fields"] if field["key"] == "hazard" for option in field.get("options", ())}
    kinds = [kind["key"] for kind in values["types"] if {"hazard", "valid_until"} <= {one["key"] for one in kind["fields"]}]
    if not kinds:
        return {}
    hazards = [{"key": key, "hours": hours} for key, hours in HOURS.items() if key in options]
    return {"freshness": {"types": [{"key": key, "hours": 24} for key in kinds], "hazards": hazards, "assumed": True}}


def _fast_lane(lanes: list[dict[str, Any]]) -> dict[str, Any]:
    """The emergency lane without a later check: everything is bound before it goes out, so nothing follows."""
    hurried = next(lane for lane in lanes if lane["key"] == "emergency")
    kinds = [stage["kind"] for stage in hurried["stages"]]
    gate = kinds.index("publish")
    later = {word for stage in hurried["stages"][gate:] for word in stage.get("covers", ())}
    stages = [_fast_stage(stage, later) for stage in hurried["stages"][:gate]]
    stages += [stage for stage in hurried["stages"][gate:] if stage["kind"] in ("publish", "monitor")]
    return {**FAST, "key": "fast", "clock_hours": True, "stages": stages}


def _fast_stage(stage: dict[str, Any], later: set[str]) -> dict[str, Any]:
    """Renamed, and its decision covers what the later check would have; the last question looks at that too."""
    key, label = FAST_STAGES[stage["kind"]]
    stage = {**stage, "key": key, "label": label}
    if stage["kind"] != "validate":
        return stage
    added = [word for word in sorted(later) if word not in stage["covers"]]
    *items, last = stage["checklist"]
    items.append({**last, "about": [*last["about"], *added]})
    return {**stage, "covers": [*stage["covers"], *added], "checklist": items, "returns_to": [FAST_STAGES["work"][0]]}
