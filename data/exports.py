"""The calendar in a folder an office may sync: each programme's running and next month, once a day and after hours (A3.2)."""

import os
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from data import settings
from data.calendar_sheets import FORMATS, Span
from data.database import reading, transaction
from models.actors import SYSTEM, Actor, Hat
from models.base import LOCAL, now, today
from models.planning.sheets import pieces as sheet_pieces
from models.programmes import Programme
from models.public.service_hours import ServiceHours

LATEST = timedelta(hours=36)  # also where service never closes


def write_calendars() -> int:
    """How many programmes were written; none without `SIMPUL_EXPORTS`. Raises FileNotFoundError when its folder isn't there."""
    folder = settings.exports_folder()
    if folder is None:
        return 0
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    with reading() as session:
        due = [one.pk for one in Programme.all(session) if _due(folder / f"kalender-{one.key}.xlsx", one, session)]
    return sum(_written(folder, one) for one in due)


def _due(path: Path, programme: Programme, session: Session) -> bool:
    """Not yet today, and nobody is at work who would change it while it is read elsewhere."""
    if not path.exists():
        return True
    last = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    if last.astimezone(LOCAL).date() >= today():
        return False
    return not ServiceHours.working_time(programme.pk, session).is_open(now()) or now() - last > LATEST


def _written(folder: Path, programme_id: int) -> bool:
    since = sheet_pieces.month_of(today())[0]
    until = sheet_pieces.month_of(today().replace(day=28) + timedelta(days=7))[1]
    with reading() as session:
        programme = Programme.find(programme_id, session)
        span = Span.of(programme, _reader(programme), since, until, session)
        files = {f"kalender-{programme.key}.{format}": build(span) for format, build in FORMATS.items()}
    with transaction() as session:
        sheet_pieces.take_out(SYSTEM, Programme.find(programme_id, session), since, until, "folder", len(span.pieces), session)
    for name, data in reversed(files.items()):  # the XLSX last: it tells the next turn that all is written
        _put(folder / name, data)
    return True


def _put(path: Path, data: bytes) -> None:
    """Beside, then renamed: whoever syncs the folder never sees half a file; its time is the app's."""
    descriptor, temporary = tempfile.mkstemp(prefix=".kalender-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.utime(temporary, (now().timestamp(), now().timestamp()))
        os.replace(temporary, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _reader(programme: Programme) -> Actor:
    """Whatever the programme's own people may read."""
    return Actor(SYSTEM.kind, None, SYSTEM.name, frozenset({Hat(programme.rules.rights["read"][0], programme.pk)}))
