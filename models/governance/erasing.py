"""Erasing a person's data: rows blanked, a register of ids and hashes kept, the log untouched (UU 27/2022, S1.2, A1.3)."""

import secrets
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Session, select

from models import entries
from models.actors import Actor
from models.base import Immutable, Row, now
from models.errors import NotReady
from models.governance.consents import Consent, ConsentParty
from models.governance.erasable import ERASABLE, forget_words, values_of
from models.issues import Issue, Issues
from models.notes import Note
from models.programmes import require_admin

entries.register("person.data_erased", "erasure", ("tables", "rows", "note", "request"))


@dataclass(frozen=True)
class Line:
    """One row of the erasure register: no text, only which row it was and a salted hash to know it again."""

    table: str
    id: int
    salt: str
    hash: str
    files: tuple[str, ...] = ()


class Erasure(Immutable, table=True):
    """One act of erasing; `lines` repeat what stands in the register beside the backups."""

    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    note_id: int = Field(foreign_key="note.id")
    lines: list[dict[str, Any]] = Field(sa_type=JSON)

    @classmethod
    def all_lines(cls, session: Session) -> list[Line]:
        """Everything that was ever erased here."""
        return [Line(**{**one, "files": tuple(one["files"])}) for row in session.exec(select(cls)) for one in row.lines]


def objections(rows: Collection[Row], reason: str, name: str) -> Issues:
    """Something to erase, why, and a reason that doesn't name whom it is about."""
    issues = [] if rows else [Issue("page", "erase_nothing")]
    if not reason.strip():
        issues.append(Issue("reason", "reason_missing"))
    elif name.strip() and name.strip().lower() in reason.lower():
        issues.append(Issue("reason", "erase_reason_names"))
    return Issues(issues)


def erase(rows: Collection[Row], reason: str, by: Actor, session: Session, *, name: str = "", request_id: int | None = None) -> list[Line]:
    """Blank these rows for good; a consent among them counts as withdrawn from this moment. Gives the register's new lines."""
    require_admin(by)
    if issues := objections(rows, reason, name):
        raise NotReady(*issues)
    for row in rows:
        if isinstance(row, ConsentParty):
            _withdraw(row, by, session)
    erasure, note, lines = blanked(rows, reason, by, session)
    entries.record(
        session, "person.data_erased", by=by, subject=erasure, names=[note, *rows], tables=sorted({one.table for one in lines}),
        rows=len(lines), note=note.commitment, request=request_id,
    )  # fmt: skip
    return lines


def blanked(rows: Collection[Row], reason: str, by: Actor, session: Session) -> tuple[Erasure, Note, list[Line]]:
    """Whoever calls it has judged the right to, and writes the entry that names both, and every row."""
    lines = [_blank(row) for row in rows]
    note = Note.of(reason)
    session.add(note)
    session.flush()
    forget_words(session.connection())
    erasure = Erasure(at=now(), by_id=by.person_id, note_id=note.pk, lines=[{**asdict(one), "files": list(one.files)} for one in lines])
    session.add(erasure)
    session.flush()
    return erasure, note, lines


def _blank(row: Row) -> Line:
    erasable = ERASABLE[str(row.__tablename__)]
    salt, values = secrets.token_hex(16), values_of(row, erasable)
    files = tuple(str(getattr(row, key)) for key in erasable.files if getattr(row, key))
    for key, value in erasable.blank.items():
        setattr(row, key, value)
    return Line(erasable.name, row.pk, salt, erasable.fingerprint(values, salt), files)


def _withdraw(party: ConsentParty, by: Actor, session: Session) -> None:
    consent = Consent.current(party.consent_id, None, by, session)
    if not consent.objections_to_withdrawing(by):
        consent.withdraw(by)
