"""What people said beside the lines of a content's log: reasons, notes of a decision, and what failed on its checklist."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, or_, select

from models.content.answering import notes_of
from models.content.checklists import Answer
from models.content.decisions import Review
from models.entries import Entry
from models.notes import Note

if TYPE_CHECKING:
    from models.content.contents import Content


@dataclass(frozen=True)
class Said:
    """`note`: the reason or the decision's note; `failed`: items answered no, each with what was said about it."""

    note: str = ""
    failed: tuple[tuple[str, str], ...] = ()
    review: Review | None = None


def said_with(content: "Content", entries: Sequence[Entry]) -> dict[int, Said]:
    """Entry number → what belongs to it; two queries however long the history is."""
    reviews = {one.pk: one for one in content.reviews}
    decided = {one.number: reviews[at] for one in entries if (at := _named(one, "review")) in reviews}
    reasons = _reasons(entries, decided.values(), content.session)
    answers = notes_of((answer for one in decided.values() for answer in one.answers), content.session)
    return {one.number: _said(one, decided.get(one.number), reasons, answers) for one in entries}


def _said(entry: Entry, review: Review | None, reasons: dict[Any, str], answers: dict[int, str]) -> Said:
    failed = tuple((one.item, answers.get(one.note_id or 0, "")) for one in review.answers if one.answer == Answer.NO) if review else ()
    own = reasons.get(review.note_id, "") if review else ""
    return Said(own or reasons.get(entry.facts.get("note"), ""), failed, review)


def _reasons(entries: Sequence[Entry], reviews: Iterable[Review], session: Session) -> dict[Any, str]:
    """The notes by their id and by the commitment the log holds."""
    ids = {one.note_id for one in reviews if one.note_id}
    commitments = {commitment for one in entries if (commitment := one.facts.get("note"))}
    if not (ids or commitments):
        return {}
    found = session.exec(select(Note).where(or_(col(Note.id).in_(ids), col(Note.commitment).in_(commitments)))).all()
    return {one.pk: one.text for one in found} | {one.commitment: one.text for one in found}


def _named(entry: Entry, table: str) -> int | None:
    """The id of the row of that table an entry names; the newest where it names several."""
    named = json.loads(entry.text)["names"]
    return max((int(name.partition(":")[2]) for name in named if name.startswith(f"{table}:")), default=None)
