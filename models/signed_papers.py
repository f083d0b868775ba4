"""A signed paper that comes back as a PDF: how it was told to be ours, and the row that keeps it (S1.4, S4.3, A4.3)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from sqlmodel import Session, select

from models import entries
from models.actors import Actor
from models.base import Row, now
from models.errors import NotReady
from models.issues import Issue
from models.notes import Note

Scan = TypeVar("Scan", bound=Row)


class Match(StrEnum):
    """Our own file inside it, the printed code typed off it, or somebody's word."""

    FILE = "file"
    CODE = "code"
    STATEMENT = "statement"


def typed_code(code: str) -> str:
    """As it is printed, however it was typed."""
    return code.strip().upper().replace("-", "").replace(" ", "")


def bring_back(
    table: type[Scan], about: Mapping[str, int], once_per: str, by: Actor, session: Session, *, action: str, subject: Row, match: Match,
    sha256: str, name: str, type: str, statement: str, **facts: Any,
) -> Scan:  # fmt: skip
    """The row and its entry; `about` are the columns it hangs on, `once_per` the one of them that takes the same file only once.

    `statement` counts for a paper told by somebody's word only; what it must say is the caller's to ask.
    """
    rows: Any = table
    if session.exec(select(rows.id).where(getattr(rows, once_per) == about[once_per], rows.sha256 == sha256)).first():
        raise NotReady(Issue("file", "scan_known"))
    note = Note.of(statement) if match is Match.STATEMENT else None
    if note:
        session.add(note)
        session.flush()
    one = table(
        **about, sha256=sha256, name=name[:200], type=type, match=match, note_id=note.pk if note else None, by_id=by.person_id, at=now()
    )
    session.add(one)
    session.flush()
    names: list[Row] = [one, note] if note else [one]
    entries.record(session, action, by=by, subject=subject, names=names, match=match, note=note.commitment if note else None, **facts)
    return one
