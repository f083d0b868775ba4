"""Walking the whole log: edits, gaps, swaps and, against an anchor kept elsewhere, a cut tail (S3.4, A3.3b)."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session as OrmSession
from sqlmodel import select

from models.entries import GENESIS, Entry, digest


@dataclass(frozen=True)
class Fault:
    number: int
    reason: str


@dataclass(frozen=True)
class Verification:
    """`faults` empty means whole, as far as a chain can tell: a cut tail shows only against an anchor kept elsewhere."""

    count: int
    head: str
    faults: tuple[Fault, ...]


def verify(session: OrmSession, anchors: Mapping[int, str] | None = None, progress: Callable[[int], None] | None = None) -> Verification:
    """Walk the whole chain; `anchors` (number → hash) from documents or exports find a cut tail or a full rewrite.

    `progress` hears how many lines were walked, after each batch.
    """
    faults: list[Fault] = []
    previous, expected, count = GENESIS, 1, 0
    wanted = dict(anchors or {})
    for batch in _batches(session):
        for entry in batch:
            count += 1
            faults += [Fault(entry.number, reason) for reason in _wrong(entry, expected, previous)]
            if wanted.pop(entry.number, entry.hash) != entry.hash:
                faults.append(Fault(entry.number, "anchor"))
            previous, expected = entry.hash, entry.number + 1
        if progress:
            progress(count)
    faults += [Fault(number, "missing_anchor") for number in sorted(wanted)]
    return Verification(count, previous, tuple(faults))


def _wrong(entry: Entry, expected: int, previous: str) -> Iterator[str]:
    if entry.number != expected:
        yield "gap"
    if entry.previous_hash != previous:
        yield "order"
    if digest(entry.text) != entry.hash:
        yield "hash"
    try:
        said = json.loads(entry.text)
        columns = (
            said["number"], said["previous"], said["at"], said["action"], said["actor"]["kind"], said["actor"]["id"],
            said["programme"], said["subject"]["table"], said["subject"]["id"],
        )  # fmt: skip
    except (ValueError, KeyError, TypeError):
        yield "text"
        return
    if columns != (
        entry.number, entry.previous_hash, entry.at.isoformat(), entry.action, entry.actor_kind, entry.actor_id,
        entry.programme_id, entry.subject, entry.subject_id,
    ):  # fmt: skip
        yield "columns"


def _batches(session: OrmSession, size: int = 2000) -> Iterator[list[Entry]]:
    last = 0
    while batch := list(session.scalars(select(Entry).where(Entry.number > last).order_by(Entry.number).limit(size))):  # type: ignore[arg-type]
        yield batch
        last = batch[-1].number
        session.expunge_all()
