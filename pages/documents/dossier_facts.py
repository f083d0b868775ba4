"""The dossier's `isi.json`: rows as the database holds them, with what a check of their hashes needs."""

from datetime import datetime
from enum import Enum
from typing import Any

from models.base import Row
from models.content.contents import Content
from models.content.decisions import Review
from models.content.handing_out import Holdings

FORMAT = 1


def facts(content: Content, holdings: Holdings, paths: dict[int, dict[str, str]]) -> dict[str, Any]:
    """`paths`: media id → hash → place in the ZIP."""
    anchor, book = holdings.anchor, content.playbook
    return {
        "format": FORMAT,
        "content": _content(content, holdings),
        "playbook": {"id": book.pk, "number": book.number, "digest": book.digest, "text": book.text},
        "media": [
            _row(one, "role", "sha256", "original", "preview", "name", "type", "by", "at", "found") | {"paths": paths[one.pk]}
            for one in content.media
        ],
        "revisions": [_row(one, "number", "stage", "plan", "by", "at", "fields", "files") for one in holdings.revisions],
        "reviews": [_review(one) for one in content.reviews],
        "passages": [_row(one, "stage", "by", "at", "revision", "covered", "decided_on") for one in content.passages],
        "publications": [
            _row(one, "channel", "placement", "state", "scheduled_for", "native", "published_at", "permalink", "proof", "text", "by")
            for one in content.publications
        ],
        "debts": [_row(one, "kind", "key", "about", "owed_by", "due_at", "settled_at", "settled_by") for one in content.debts],
        "notes": [_row(one, "text", "salt", "commitment") for one in sorted(holdings.notes.values(), key=lambda one: one.pk)],
        "entries": [{"number": one.number, "text": one.text, "hash": one.hash} for one in holdings.entries],
        "people": {str(key): name for key, name in sorted(holdings.people.items())},
        "anchor": {"number": anchor.number, "hash": anchor.hash, "at": anchor.at.isoformat()},
    }


def _content(content: Content, holdings: Holdings) -> dict[str, Any]:
    own = _row(
        content, "kind", "format", "lane", "stage", "state", "title", "salt", "owner", "unit", "note", "created_at", "planned_for",
        "sent_at", "published_at", "archived_at", "revision_number",
    )  # fmt: skip
    programme = {"programme": content.programme.key, "programme_id": content.programme_id, "programme_name": content.programme.name}
    return own | programme | {"unit_name": holdings.unit}


def _review(review: Review) -> dict[str, Any]:
    answers = [_row(one, "item", "answer", "note", "covered", "carried", "at") for one in sorted(review.answers, key=lambda one: one.pk)]
    own = _row(
        review, "stage", "decision", "by", "approver", "on_behalf_of", "at", "revision", "covered", "decided_on", "note", "letter",
        "letter_number", "written", "verbal", "undoes",
    )  # fmt: skip
    return own | {"answers": answers}


def _row(row: Row, *names: str) -> dict[str, Any]:
    """`id` and the named columns; where a column is a reference, `by` stands for `by_id`."""
    columns = row.__table__.columns.keys()  # type: ignore[attr-defined]
    return {"id": row.pk} | {name: _plain(getattr(row, f"{name}_id" if f"{name}_id" in columns else name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
