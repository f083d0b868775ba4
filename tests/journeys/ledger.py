"""What stays of a journey: the decision log as /audit shows it and gives it out, told in full and without one citizen's name."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Collection

from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.journeys.screen import Screen


def tells(cast: Cast, visit: Visit, actions: Collection[str], citizens: Collection[str]) -> None:
    """S3.4 A3.3b: every one of these actions stands there; none of these words do, on the screen, in the table or in the sealed log."""
    screen = visit(cast.inspector, "/audit").sees_heading("Log keputusan")
    shown = leafed_through(screen)
    screen.press("Ekspor")
    table = screen.download("Unduh tabel (CSV)").decode("utf-8-sig")
    screen = visit(cast.admin, "/audit").press("Ekspor")
    sealed = screen.download("Unduh log utuh (ZIP)")
    with zipfile.ZipFile(io.BytesIO(sealed)) as parcel:
        files = {name: parcel.read(name).decode("utf-8", "replace") for name in parcel.namelist()}
    lines = [json.loads(json.loads(line)["text"]) for line in files["log.jsonl"].splitlines()]
    assert set(actions) - {one["action"] for one in lines} == set()
    numbers = {row[0] for row in csv.reader(io.StringIO(table), delimiter=";")}
    assert {str(one["number"]) for one in lines if one["action"] in actions} <= numbers
    told = "\n".join((shown, table, *files.values())).casefold()
    assert [one for one in citizens if one.casefold() in told] == []


def leafed_through(screen: Screen) -> str:
    """Every page of it down to the first line, as it reads."""
    pages: list[str] = []
    while not pages or not re.search(r"nomor 1$", pages[-1], re.MULTILINE):
        if pages:
            newest = re.findall(r"nomor [\d.]+$", pages[-1], re.MULTILINE)[0]
            screen.press("Lebih lama").misses(re.compile(f"{re.escape(newest)}$"))
        pages.append(screen.page.get_by_test_id("stMain").inner_text())
    return "\n".join(pages)
