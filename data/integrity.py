"""Is everything still as it was written? The log, the guards, the decisions, the files, the database itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, text
from sqlmodel import Session

from data import backups, files, guards
from models import verification
from models.content import agreement


class Area(StrEnum):
    LOG = "log"
    GUARDS = "guards"
    DECISIONS = "decisions"
    FILES = "files"
    DATABASE = "database"


@dataclass(frozen=True)
class Damage:
    """`what` is an entry's number, a guard's name, `table:id` or a file's hash; `reason` a key of the wording."""

    area: Area
    what: str
    reason: str


@dataclass(frozen=True)
class Examination:
    """What was walked through, and what was found; `head` is the log's anchor."""

    entries: int
    head: str
    files: int
    damages: tuple[Damage, ...]


def examine(session: Session, anchors: Mapping[int, str] | None = None, *, with_files: bool = True) -> Examination:
    """Everything; minutes for a large installation, so never inside a page run. `anchors`: number → hash kept elsewhere."""
    connection = session.connection()
    log = verification.verify(session, anchors)
    named = sorted(backups.named_files(connection, backups.kept(connection).values())) if with_files else []
    damages = [
        *(Damage(Area.DATABASE, what, "broken") for what in _broken(connection)),
        *(Damage(Area.GUARDS, name, "missing") for name in guards.missing(connection)),
        *(Damage(Area.LOG, str(fault.number), fault.reason) for fault in log.faults),
        *(Damage(Area.DECISIONS, f"{one.table}:{one.row_id}", one.reason) for one in agreement.disagreements(session)),
        *(Damage(Area.FILES, one, "damaged" if files.exists(one) else "missing") for one in named if not files.intact(one)),
    ]
    return Examination(log.count, log.head, len(named), tuple(damages))


def _broken(connection: Connection) -> list[str]:
    """SQLite judges its own pages and foreign keys; PostgreSQL checks both as it goes."""
    if connection.dialect.name != "sqlite":
        return []
    pages = [row[0] for row in connection.execute(text("PRAGMA integrity_check(5)")) if row[0] != "ok"]
    return pages + [f"{row[0]}:{row[1]}" for row in connection.execute(text("PRAGMA foreign_key_check")).fetchmany(5)]
