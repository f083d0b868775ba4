"""Older formats of a stored playbook, lifted on reading: its text and its digest stay as they were adopted."""

from typing import Any

SOURCES = {
    "office_request": "Permintaan kantor lain",
    "citizens": "Pertanyaan warga",
    "survey": "Hasil survei",
    "hoax": "Hoaks yang beredar",
    "hazard_calendar": "Kalender bahaya dan musim",
    "direction": "Arahan pimpinan",
}


def lifted(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a stored playbook as this program reads them; what it didn't say then is filled in, marked as assumed."""
    return _with_planning(values) if values["format"] == 1 else values


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
