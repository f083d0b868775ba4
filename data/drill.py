"""The drill: damage a copy in every way we know and see whether each is found; what was never tried may not work."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, create_engine, text
from sqlmodel import Session

from data import backups, database, guards, integrity, restoring, schema
from data.database import reading
from models.entries import digest

TAIL = 2
ENOUGH = 5


class TooShort(Exception):
    """The log has hardly begun: there is nothing to damage."""


@dataclass(frozen=True)
class Attempt:
    """One kind of damage and what the examination said of it; `tried` is False where there was nothing to damage."""

    kind: str
    found: tuple[integrity.Damage, ...]
    tried: bool = True


def run() -> list[Attempt]:
    """Every attempt on a copy of its own; the installation is only read. Raises TooShort, or NotRestored if the copy is damaged already."""
    with TemporaryDirectory(prefix="simpul-drill-") as place:
        sound = _copy_to(Path(place))
        return [_attempt(kind, sound) for kind in ATTEMPTS]


def _copy_to(place: Path) -> Path:
    with reading() as session:
        connection = session.connection()
        folder = backups.write(place, connection, schema.current(connection) or "", with_files=False)
    said = backups.manifest(folder)
    if said.number < ENOUGH:
        raise TooShort(str(said.number))
    sound = place / "sound.db"
    engine = create_engine(f"sqlite:///{sound}", module=database.sqlite_library())
    with schema.changing(engine) as connection:
        restoring.put_back(folder, said, connection)
    engine.dispose()
    return sound


def _attempt(kind: str, sound: Path) -> Attempt:
    copy = sound.with_name(f"{kind}.db")
    shutil.copy(sound, copy)
    with _opened(copy) as connection:
        head = backups.head_of(connection)
        tried = ATTEMPTS[kind](connection)
        anchors = {head[0]: head[1]} if kind == "tail_with_anchor" else {}
        found = integrity.examine(Session(connection), anchors, with_files=False).damages
    copy.unlink()
    where = ELSEWHERE.get(kind, integrity.Area.LOG)
    return Attempt(kind, tuple(one for one in found if one.area == where), tried)


@contextmanager
def _opened(copy: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{copy}", module=database.sqlite_library(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA synchronous=OFF")  # a copy that nobody will miss
        yield connection
    engine.dispose()


def _edit_text(connection: Connection) -> bool:
    return _past_the_guards(connection, "UPDATE entry SET text = replace(text, '\"action\"', '\"Action\"') WHERE number = 2")


def _rewrite_with_hash(connection: Connection) -> bool:
    """A careful hand: text, column and hash agree, and yet the next line remembers the old one."""
    was = connection.scalar(text("SELECT text FROM entry WHERE number = 2"))
    said = was.replace('"kind":"system"', '"kind":"public"').replace('"kind":"person"', '"kind":"public"')
    change = "UPDATE entry SET text = :said, hash = :hash, actor_kind = 'public' WHERE number = 2"
    return _past_the_guards(connection, change, said=said, hash=digest(said))


def _delete_in_the_middle(connection: Connection) -> bool:
    return _past_the_guards(connection, "DELETE FROM entry WHERE number = 3")


def _swap_two(connection: Connection) -> bool:
    return _past_the_guards(
        connection,
        "UPDATE entry SET number = -2 WHERE number = 2",
        "UPDATE entry SET number = 2 WHERE number = 3",
        "UPDATE entry SET number = 3 WHERE number = -2",
    )


def _cut_the_tail(connection: Connection) -> bool:
    last = backups.head_of(connection)[0] - TAIL
    return _past_the_guards(connection, "DELETE FROM entry WHERE number > :last", last=last)


def _change_a_decision(connection: Connection) -> bool:
    return _past_the_guards(
        connection,
        "UPDATE review SET decision = CASE decision WHEN 'approve' THEN 'return' ELSE 'approve' END "
        "WHERE id = (SELECT min(id) FROM review)",
    )


def _change_what_was_decided_on(connection: Connection) -> bool:
    """The title of a revision that somebody decided on, in the copy's own JSON."""
    return _past_the_guards(
        connection,
        "UPDATE revision SET fields = json_set(fields, '$.title', 'Judul lain') WHERE id = "
        "(SELECT r.id FROM revision r JOIN review d ON d.content_id = r.content_id AND d.revision = r.number LIMIT 1)",
    )


def _remove_a_guard(connection: Connection) -> bool:
    connection.exec_driver_sql("DROP TRIGGER guard_entry_update")
    return True


def _past_the_guards(connection: Connection, *changes: str, **values: object) -> bool:
    """As somebody with the database file in his hands would: guards away, change, guards back; False if no row changed."""
    for name, _ in connection.execute(text(guards.IN_SQLITE)).all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    touched = [connection.execute(text(change), values).rowcount for change in changes]
    guards.build(connection)
    return all(touched)


ATTEMPTS: dict[str, Callable[[Connection], bool]] = {
    "edited": _edit_text,
    "rewritten": _rewrite_with_hash,
    "deleted": _delete_in_the_middle,
    "swapped": _swap_two,
    "tail_with_anchor": _cut_the_tail,
    "decision": _change_a_decision,
    "decided_text": _change_what_was_decided_on,
    "guard": _remove_a_guard,
}

# Most damage has to show in the log's own chain; what also shows elsewhere doesn't count.
ELSEWHERE = {"decision": integrity.Area.DECISIONS, "decided_text": integrity.Area.DECISIONS, "guard": integrity.Area.GUARDS}
