"""An export on its way into staging: read in a child process within bounds, judged batch by batch, nothing counted yet (SAFETY 19, 20)."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any

from data import files, probe_rows, sheets
from data.database import transaction
from data.formats import Unfit
from data.media import MEGABYTE, Unreadable, told_by_child
from models.actors import Actor
from models.errors import NotReady
from models.issues import Issue
from models.programmes import Programme
from models.results.importing import layouts
from models.results.importing.layouts import Recognised
from models.results.importing.staging import begin, finish, stage

LARGEST = 20 * MEGABYTE
FIRST = layouts.WITHIN + 3
AT_ONCE = 1000
Row = tuple[int, list[Any]]


def first_rows(sha256: str, name: str) -> list[Row]:
    """Enough to tell what kind of export it is; raises Unreadable."""
    with _rows(sha256, name) as (rows, _):
        return list(islice(rows, FIRST))


def into_staging(
    sha256: str, name: str, found: Recognised, since: date, until: date, programme_id: int, acting: Callable[[Any], Actor],
    heard: Callable[[float], None] = lambda _: None,
) -> int:  # fmt: skip
    """The id of the upload with every row judged; each batch is a transaction of its own, and whoever else writes waits only that long."""
    with _rows(sha256, name) as (rows, total):
        first = list(islice(rows, FIRST))
        if twice := layouts.doubled(found, first):
            raise NotReady(Issue("page", "export_heading_twice", {"heading": twice}))
        rows = chain(first, rows)
        heading: Sequence[Any] = ()
        body = 0
        with transaction() as session:
            programme = Programme.find(programme_id, session)
            upload_id = begin(programme, acting(session), sha256, name, found, since, until, session)
        while batch := list(islice(rows, AT_ONCE)):
            for number, cells in batch:
                heading = cells if number == found.heading else heading
            below = [one for one in batch if one[0] > found.heading]
            with transaction() as session:
                stage(upload_id, found, below, Programme.find(programme_id, session), session)
            body += len(batch)
            heard(body / max(total, 1))
        with transaction() as session:
            finish(upload_id, layouts.digest(heading), session)
    return upload_id


@contextmanager
def _rows(sha256: str, name: str) -> Iterator[tuple[Iterator[Row], int]]:
    """The rows of a kept file, and how many there are; refusals in the words of spreadsheets."""
    data = files.read(sha256)
    try:
        format = sheets.format_of(data, LARGEST)
        with told_by_child(f"rows_{format}", data) as (answer, folder):
            if "fault" in answer:
                raise sheets.Fault(answer.pop("fault"), **answer)
            if not answer["rows"]:
                raise sheets.Fault("nothing_in_it")
            yield _lines(folder / "rows.jsonl"), answer["rows"]
    except Unfit as unfit:
        facts = {**sheets.facts(data, name), "rows": probe_rows.ROWS, "columns": probe_rows.COLUMNS, "characters": probe_rows.CHARACTERS}
        facts |= {"limit_mb": LARGEST // MEGABYTE, **getattr(unfit, "facts", {})}
        raise Unreadable(Issue("page", f"sheet_{unfit}", facts))


def _lines(path: Path) -> Iterator[Row]:
    with open(path, encoding="utf-8") as file:
        for line in file:
            number, cells = json.loads(line)
            yield number, cells
