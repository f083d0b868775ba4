"""Whether decisions still say what the log said when they were made, on exactly the text and files of that time (S3.4, A3.3b)."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Session, col, select

from models.content.checklists import ChecklistAnswer
from models.content.contents import Content
from models.content.decisions import Decision, Passage, Review
from models.content.revisions import coverage
from models.entries import Entry
from models.notes import Note, commitment

MADE_BY = {
    "content.approved": Decision.APPROVE,
    "content.written_validation": Decision.APPROVE,
    "content.verbally_approved": Decision.APPROVE,
    "content.returned": Decision.RETURN,
    "content.recalled": Decision.RECALL,
    "content.decision_undone": Decision.UNDO,
    "content.verbal_denied": Decision.UNDO,
}
SAME_MOMENT = timedelta(minutes=1)
AT_ONCE = 200


@dataclass(frozen=True)
class Disagreement:
    """A row and what about it contradicts the log: unlogged, by, stage, revision, covered, at, decision, answers, text."""

    table: str
    row_id: int
    reason: str


def disagreements(session: Session) -> Iterator[Disagreement]:
    """Every contradiction; an erased note (no text, no salt) is none."""
    said = _made(session)
    answered = Counter(session.exec(select(ChecklistAnswer.review_id)))
    for content in _contents(session):
        digests = {one.pk: one.sha256 for one in content.media}
        revisions = {one.number: one for one in content.revisions}
        rows: list[Review | Passage] = [*content.reviews, *content.passages]
        for row in rows:
            entry = said.get(f"{row.__tablename__}:{row.pk}")
            for reason in _against(row, entry, answered) if entry else ["unlogged"]:
                yield Disagreement(str(row.__tablename__), row.pk, reason)
            covers = content.rules.lane(content.lane).stage(row.stage).covers
            revision = revisions.get(row.revision)
            if revision is None or coverage(covers, revision, digests, content.salt) != row.covered:
                yield Disagreement(str(row.__tablename__), row.pk, "covered")
    for note in session.exec(select(Note).execution_options(yield_per=AT_ONCE)):
        if (note.text or note.salt) and commitment(note.text, note.salt) != note.commitment:
            yield Disagreement("note", note.pk, "text")


def _against(row: Review | Passage, said: dict[str, Any], answered: Counter[int]) -> Iterator[str]:
    facts = said["facts"]
    for key in ("stage", "revision", "covered"):
        if facts.get(key, getattr(row, key)) != getattr(row, key):
            yield key
    if row.by_id != said["actor"]["id"]:
        yield "by"
    if abs(datetime.fromisoformat(said["at"]) - row.at) > SAME_MOMENT:
        yield "at"
    if isinstance(row, Review) and MADE_BY.get(said["action"]) != row.decision:
        yield "decision"
    if isinstance(row, Review) and facts.get("answers", answered[row.pk]) != answered[row.pk]:
        yield "answers"


def _made(session: Session) -> dict[str, dict[str, Any]]:
    """`table:id` → the line that first named the row: the one of the verb that made it."""
    made: dict[str, dict[str, Any]] = {}
    texts = select(Entry.text).where(Entry.subject == "content").order_by(col(Entry.number))
    for text in session.exec(texts.execution_options(yield_per=AT_ONCE)):
        said = _read(text)
        for name in said.get("names", ()):
            if name.startswith(("review:", "passage:")):
                made.setdefault(name, said)
    return made


def _read(text: str) -> dict[str, Any]:
    """A line that was spoilt says nothing here: the chain's own check reports it."""
    try:
        said = json.loads(text)
        return said if said.keys() >= {"names", "facts", "actor", "at", "action"} else {}
    except (ValueError, AttributeError):
        return {}


def _contents(session: Session) -> Iterator[Content]:
    loads = (Content.playbook, Content.revisions, Content.media, Content.reviews, Content.passages)
    whole = select(Content).options(*(selectinload(one) for one in loads), raiseload("*"))  # type: ignore[arg-type]
    last = 0
    while batch := session.exec(whole.where(col(Content.id) > last).order_by(col(Content.id)).limit(AT_ONCE)).all():
        yield from batch
        last = batch[-1].pk
        session.expunge_all()
