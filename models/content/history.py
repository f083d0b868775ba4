"""What happened to one content, line by line from the log, with the words people gave as reasons."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, or_, select

from models.content.answering import notes_of
from models.content.checklists import Answer
from models.content.decisions import Review
from models.entries import Entry
from models.notes import Note
from models.people import Person

if TYPE_CHECKING:
    from models.content.contents import Content

SHOWN = 200
QUIET = frozenset({"content.file_added", "content.inspected"})


@dataclass(frozen=True)
class Moment:
    """One step: `who` by name; `facts` of the entry, its people by name; `failed`: items answered no, with what was said about them."""

    number: int
    action: str
    at: datetime
    who: str
    facts: dict[str, Any]
    note: str = ""
    failed: tuple[tuple[str, str], ...] = ()
    review: Review | None = None


def history(content: "Content") -> list[Moment]:
    """Newest first, at most 200 steps; four queries however long it is."""
    session = content.session
    entries = [one for one in Entry.of(content, session, limit=SHOWN) if one.action not in QUIET]
    reviews = {one.pk: one for one in content.reviews}
    decided = {one.number: reviews[at] for one in entries if (at := _named(one, "review")) in reviews}
    names = Person.names(_people(entries, decided.values()), session)
    reasons = _reasons(entries, decided.values(), session)
    said = notes_of((answer for one in decided.values() for answer in one.answers), session)
    return [_moment(one, decided.get(one.number), names, reasons, said) for one in entries]


def _moment(entry: Entry, review: Review | None, names: dict[int, str], reasons: dict[Any, str], said: dict[int, str]) -> Moment:
    facts = entry.facts
    spoken = {key: names.get(facts[key], "") for key in ("approver", "on_behalf_of") if facts.get(key)}
    failed = tuple((one.item, said.get(one.note_id or 0, "")) for one in review.answers if one.answer == Answer.NO) if review else ()
    note = reasons.get(facts.get("note"), "") or (reasons.get(review.note_id, "") if review else "")
    who = names.get(entry.actor_id or 0, "Simpul")
    return Moment(entry.number, entry.action, entry.at, who, {**facts, **spoken}, note, failed, review)


def _reasons(entries: list[Entry], reviews: Iterable[Review], session: Session) -> dict[Any, str]:
    """The notes by their id and by the commitment the log holds."""
    ids = {one.note_id for one in reviews if one.note_id}
    commitments = {commitment for one in entries if (commitment := one.facts.get("note"))}
    if not (ids or commitments):
        return {}
    found = session.exec(select(Note).where(or_(col(Note.id).in_(ids), col(Note.commitment).in_(commitments)))).all()
    return {one.pk: one.text for one in found} | {one.commitment: one.text for one in found}


def _people(entries: list[Entry], reviews: Iterable[Review]) -> set[int]:
    spoken = {one.facts.get(key) for one in entries for key in ("approver", "on_behalf_of")}
    return {one for one in (*spoken, *(one.actor_id for one in entries), *(one.approver_id for one in reviews)) if one}


def _named(entry: Entry, table: str) -> int | None:
    """The id of the row of that table an entry names; the newest where it names several."""
    named = json.loads(entry.text)["names"]
    return max((int(name.partition(":")[2]) for name in named if name.startswith(f"{table}:")), default=None)
