"""Profile, phases and SOP of a playbook that was stored before they were known: derived from its own stages, all of it assumed."""

from typing import Any

PHASES = (
    ("persiapan", "Persiapan", "Menyiapkan tim, rencana kegiatan, dan bahan.", 0, 13),
    ("pelaksanaan", "Pelaksanaan", "Membuat, memeriksa, dan menayangkan konten secara rutin.", 14, 103),
    ("evaluasi", "Evaluasi", "Menilai hasil dan memperbaiki strategi.", 104, 130),
)
EVIDENCE = {"work": "revisi", "validate": "keputusan", "schedule": "publikasi", "publish": "publikasi", "monitor": "capaian"}


def usual_programme(values: dict[str, Any]) -> dict[str, Any]:
    """The three sections by their names; each step of the SOP is a stage of the ordinary lane."""
    return {
        "profile": {
            "background": values["description"],
            "gathering": "Belum dicatat.",
            "stakeholders": [values["office"]],
            "idea": values["name"],
            "reasons": "Belum dicatat.",
            "assumed": True,
        },
        "cycles": {
            "phases": [
                {"key": key, "label": label, "text": text, "first": first, "last": last, "assumed": True}
                for key, label, text, first, last in PHASES
            ]
        },
        "sop": {"steps": _steps(values)},
    }


def _steps(values: dict[str, Any]) -> list[dict[str, Any]]:
    stands = {role["key"]: role.get("sop_lanes", ()) for role in values["roles"]}
    person = [lane["key"] for lane in values["sop_lanes"] if lane.get("person", True)]
    steps = []
    for number, stage in enumerate(values["lanes"][0]["stages"], start=1):
        columns = [lane for role in stage["by"] for lane in stands.get(role, ()) if lane in person][:1] or person[:1]
        mark = "decides" if stage["kind"] == "validate" else "does"
        steps.append(
            {
                "key": stage["key"], "number": str(number), "label": stage["label"], "scope": "konten", mark: columns, "sure": 1,
                "evidence": [EVIDENCE[stage["kind"]]], "stages": [stage["key"]], "assumed": True,
            }
        )  # fmt: skip
    return steps
