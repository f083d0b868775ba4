"""The decision log: append-only, hash-chained, written last before each commit (S3.4, A3.3b)."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Index, false, text
from sqlalchemy.orm import Session as OrmSession
from sqlmodel import Field, Session, col, select

from models.actors import Actor
from models.apart import real
from models.base import Immutable, Row, now

GENESIS = "0" * 64
LOCK = 7_461_112
ACTIONS: dict[str, "Action"] = {}

# Tables past the verbs, each with its reason; every other table is governed.
EXEMPT = {
    "entry": "the log itself",
    "sign_in": "sessions come and go with each visit",
    "ticket": "lives for a minute",
    "throttle": "counts misses and decays",
    "working_copy": "autosave; a revision is made by 'Simpan'",
    "draft_answer": "answers before the decision that binds them",
    "claim": "a lease that lapses by itself",
    "seen_mark": "read marks",
    "search_row": "derived from the current revision",
    "content_place": "derived from the current revision",
    "hoax_token": "derived from the claim's words",
    "message": "derived from the log and from reminders; only the read mark changes",
    "mail": "the outbox; what it says stands elsewhere",
    "lease": "a job's lease",
    "survey_sheet": "the public's answers; the closing of a round commits to the hash of each",
    "survey_reply": "what stands on such a sheet; erasing words is logged with the survey",
    "survey_rate": "counts answers against floods and is gone the next day",
    "survey_salt": "lives for a day, so that counted addresses can't be found again",
    "channel_post": "comes with an import, whose row is governed",
    "measurement": "written once by an import, whose row is governed and whose digest stands in the log",
    "post_latest": "a rollup of the measurements",
    "channel_day": "a rollup of the measurements",
    "download_day": "a counter; who downloads is nobody's business",
    "measure_upload": "staging of a file that was not taken in yet",
    "measure_line": "staging of a file that was not taken in yet",
}


@dataclass(frozen=True)
class Action:
    key: str
    subject: str
    facts: tuple[str, ...]


@dataclass
class Pending:
    action: Action
    by: Actor
    subject: Row
    programme_id: int | None
    names: list[Row]
    facts: dict[str, Any] = field(default_factory=dict)


Told = Sequence[tuple[Pending, int]]
LISTENERS: list[Callable[[OrmSession, Told], None]] = []


class Unlogged(Exception):
    """A governed row was touched and no entry names it: a fault in the code, never in what the user did."""


class Entry(Immutable, table=True):
    """One line. `text` is what is hashed, byte for byte; each column repeats it and the verifier compares."""

    __table_args__ = (
        Index("ix_entry_programme", "programme_id", "number"),
        Index("ix_entry_subject", "subject", "subject_id", "number"),
        Index("ix_entry_actor", "actor_id", "number"),
        Index("ix_entry_action", "action", "number"),
        Index("ix_entry_action_at", "action", "at", "number"),
    )

    number: int = Field(unique=True)
    at: datetime = Field(index=True)
    action: str
    actor_kind: str
    actor_id: int | None = None
    programme_id: int | None = None
    subject: str
    subject_id: int
    text: str
    previous_hash: str = Field(unique=True)
    hash: str = Field(unique=True)

    @property
    def facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = json.loads(self.text)["facts"]
        return facts

    @property
    def names(self) -> list[str]:
        """The rows this line speaks for, as `table:id`."""
        names: list[str] = json.loads(self.text)["names"]
        return names

    @classmethod
    def head(cls, session: OrmSession) -> tuple[int, str]:
        """Number and hash of the newest entry: the anchor printed on documents; (0, zeros) for an empty log."""
        row = session.execute(select(cls.number, cls.hash).order_by(cls.number.desc()).limit(1)).first()  # type: ignore[attr-defined]
        return (row[0], row[1]) if row else (0, GENESIS)

    @classmethod
    def of(cls, subject: Row, session: Session, limit: int = 200) -> list["Entry"]:
        """What happened to one row, newest first."""
        own = (cls.subject == subject.__tablename__, cls.subject_id == subject.pk)
        return list(session.exec(select(cls).where(*own).order_by(cls.number.desc()).limit(limit)))  # type: ignore[attr-defined]

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """What of the log this person may read: his programmes (a unit's validator none); inspectors of the office and admins all real."""
        if actor.sees_all or actor.is_admin:
            return real(col(cls.programme_id))
        inside = {hat.programme_id for hat in actor.hats if hat.programme_id is not None and hat.unit_id is None}
        return col(cls.programme_id).in_(inside) if inside else false()


def register(key: str, subject: str, facts: tuple[str, ...] = ()) -> None:
    """Make an action known; an unregistered one is refused, and each needs its sentence in the wording."""
    ACTIONS[key] = Action(key, subject, facts)


def listen(listener: Callable[[OrmSession, Told], None]) -> None:
    """Call it with each transaction's entries and their numbers, before they are written; it may add rows past the verbs only."""
    if listener not in LISTENERS:
        LISTENERS.append(listener)


def record(
    session: OrmSession,
    action: str,
    by: Actor,
    subject: Row,
    names: tuple[Row, ...] | list[Row] = (),
    programme_id: int | None = None,
    **facts: Any,
) -> None:
    """Note what a verb did; it is appended at commit and must name each governed row the verb touched.

    `facts` hold ids, keys, states, numbers and times only, never personal text; a Row stands for its id.
    """
    known = ACTIONS[action]
    if extra := set(facts) - set(known.facts):
        raise KeyError(f"{action}: unregistered facts {sorted(extra)}")
    if programme_id is None:
        programme_id = getattr(subject, "programme_id", None)
    pending = Pending(known, by, subject, programme_id, [subject, *names], facts)
    session.info.setdefault("pending", []).append(pending)


def append(session: OrmSession) -> None:
    """Judge the touched rows and append the pending entries, under a lock, as the last thing before commit."""
    pending: list[Pending] = session.info.pop("pending", [])
    touched: list[Row] = session.info.pop("touched", [])
    named = {(row.__tablename__, row.id) for entry in pending for row in entry.names}
    if silent := sorted({str(row.__tablename__) for row in touched if (row.__tablename__, row.id) not in named}):
        raise Unlogged(f"touched without an entry that names it: {', '.join(silent)}")
    if not pending:
        return
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    number, previous = Entry.head(session)
    for one in pending:
        number += 1
        line = _line(one, number, previous)
        session.add(line)
        previous = line.hash
    told = list(zip(pending, range(number - len(pending) + 1, number + 1), strict=True))
    for listener in LISTENERS:
        listener(session, told)
    session.flush()


def digest(line: str) -> str:
    """SHA-256 of a line's stored text, hexadecimal."""
    return hashlib.sha256(line.encode()).hexdigest()


def canonical(value: Mapping[str, Any]) -> str:
    """JSON with sorted keys and no blanks: the same bytes wherever it is computed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _line(one: Pending, number: int, previous: str) -> Entry:
    at = now()
    subject, subject_id = str(one.subject.__tablename__), one.subject.pk
    content = {
        "number": number,
        "previous": previous,
        "at": at.isoformat(),
        "action": one.action.key,
        "actor": {"kind": one.by.kind.value, "id": one.by.person_id},
        "programme": one.programme_id,
        "subject": {"table": subject, "id": subject_id},
        "names": sorted({f"{row.__tablename__}:{row.pk}" for row in one.names}),
        "facts": {key: _plain(value) for key, value in one.facts.items()},
    }
    line = canonical(content)
    return Entry(
        number=number,
        at=at,
        action=one.action.key,
        actor_kind=one.by.kind.value,
        actor_id=one.by.person_id,
        programme_id=one.programme_id,
        subject=subject,
        subject_id=subject_id,
        text=line,
        previous_hash=previous,
        hash=digest(line),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Row):
        return value.pk
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value
