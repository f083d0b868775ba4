"""Filling a bench database with comments: rows as `receive` writes them, some hundreds of them open whatever their number."""

import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select

from data import database
from models.base import now, tables

OPEN = 400  # per programme: a queue doesn't grow with its archive
BATCH = 5_000
TEXTS = (
    "Kapan samsat keliling ke desa kami?", "Terima kasih infonya", "Lampu jalan belum diperbaiki", "Berapa biaya mengurus akta?",
    "Apakah hari libur tetap buka?", "Mending perbaiki jalan dulu",
)  # fmt: skip
CATEGORIES = ("pertanyaan", "terima_kasih", "keluhan", "pertanyaan", "pertanyaan", "kritik")


def multiply(interactions: int) -> None:
    """Until there are so many, half in each programme; past the verbs, for a marked bench database only."""
    with database.writer().connect().execution_options(past_the_verbs=True) as connection:
        with connection.begin():
            connection.exec_driver_sql("PRAGMA cache_size=-600000")
            table = tables.metadata.tables["interaction"]
            there = connection.execute(select(func.count()).select_from(table)).scalar_one()
            programmes = list(connection.execute(select(tables.metadata.tables["programme"].c.id)).scalars())
            first = (connection.execute(select(func.max(table.c.id))).scalar_one() or 0) + 1
            _add(connection, max(0, interactions - there), programmes, first)
        with connection.begin():
            connection.exec_driver_sql("ANALYZE")


def _add(connection: Connection, wanted: int, programmes: list[int], first: int) -> None:
    moment, interaction, words = now(), tables.metadata.tables["interaction"], tables.metadata.tables["interaction_text"]
    for start in range(0, wanted, BATCH):
        places = range(start, min(start + BATCH, wanted))
        connection.execute(insert(interaction), [_row(place, first, wanted, programmes, moment) for place in places])
        connection.execute(insert(words), [_text(place, first, programmes) for place in places])


def _row(place: int, first: int, wanted: int, programmes: list[int], moment: Any) -> dict[str, Any]:
    kind = place % len(TEXTS)
    waits = place >= wanted - OPEN * len(programmes)
    received = moment - timedelta(minutes=wanted - place)
    answered = None if waits else received + timedelta(minutes=40 + place % 300)
    return {
        "id": first + place, "version": 1, "programme_id": programmes[place % len(programmes)], "content_id": None, "publication_id": None,
        "citizen_id": None, "batch_id": None, "kind": "comment", "channel": ("facebook", "instagram")[place % 2],
        "category": CATEGORIES[kind], "severity": "low", "rule": "", "confirmed": True, "protected": CATEGORIES[kind] == "kritik",
        "state": "new" if waits else "answered", "shelf": "open" if waits else "done", "rank": 1, "entered_by_id": None,
        "assigned_id": None, "received_at": received, "entered_at": received, "due_at": received + timedelta(hours=30),
        "first_response_at": answered, "response_minutes": None if waits else 40 + place % 300, "closed_at": answered, "level": 0,
        "escalates_at": None,
    }  # fmt: skip


def _text(place: int, first: int, programmes: list[int]) -> dict[str, Any]:
    return {
        "programme_id": programmes[place % len(programmes)], "interaction_id": first + place,
        "text": f"{TEXTS[place % len(TEXTS)]} {place}", "link": "", "salt": "",
        "commitment": secrets.token_hex(16), "fingerprint": f"bench-{first + place}",
    }  # fmt: skip
