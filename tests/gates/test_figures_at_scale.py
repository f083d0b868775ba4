"""Figures where much was measured: a quarter costs the same, and a large export is taken in within bounds."""

import csv
import resource
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from sqlmodel import Session

from data import files, measure_files
from data.bench import figures as bench
from data.database import reading, transaction
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results.figures import figures
from models.results.importing import layouts
from models.results.importing.applying import apply
from models.results.refreshing import differences
from models.results.staging import MeasureUpload
from tests.cast import Cast

pytestmark = pytest.mark.gate
ROWS = 50_000
FEW, MANY = 10_000, 1_000_000  # measurements
MOST_RATIO = 1.5
MEGABYTES = 400
RUNS = 9


@pytest.fixture(autouse=True)
def in_november(at: Callable[[str], Any], engine: str) -> None:
    at("2026-11-16 09:00")


def seconds(programme_id: int) -> float:
    """Median processor time of a quarter's figures, the first reading left out."""
    taken = []
    for _ in range(RUNS):
        with reading() as session:
            programme = Programme.find(programme_id, session)
            begun = time.process_time()
            figures(programme, Quarter(2026, 4), session)
            taken.append(time.process_time() - begun)
    return statistics.median(taken[1:])


def test_a_quarter_costs_the_same_over_a_million_measurements(cast: Cast) -> None:
    """S4.1: the same programme over 10,000 and then over 1,000,000 that reach further back, equally many posts a day. Seen red with
    sums over measurements, and with sums that ask a span of days without its metrics."""
    pk, last, posts = cast.asri.programme.pk, date(2026, 11, 15), FEW // len(bench.METRICS)
    with transaction() as session:
        bench.fill(session, pk, FEW, last)
    few = seconds(pk)
    with transaction() as session:
        bench.fill(session, pk, MANY - FEW, last - timedelta(days=-(-posts // bench.PER_DAY)), posts)
    many = seconds(pk)
    assert many <= MOST_RATIO * few + 0.005, (few, many)


def test_fifty_thousand_rows_are_taken_in_within_bounds(cast: Cast) -> None:
    """Two halves of a file of posts: memory grows by less than their values would take at once, and the rollups hold."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(["Post ID", "Account username", "Description", "Publish time", "Permalink", "Views", "Reach", "Likes"])
    for number in range(ROWS):
        day = date(2026, 11, 14) - timedelta(days=number % 700)
        link = f"https://www.instagram.com/p/Bench{number}/"
        writer.writerow([f"1800{number:013d}1", "bangka", "Isi " * 40, f"{day:%m/%d/%Y} 09:30", link, number, number // 2, number % 97])
    sha256 = files.keep(text.getvalue().encode()).sha256
    found = layouts.recognise(measure_files.first_rows(sha256, "besar.csv"))[0]
    pk = cast.simponi.programme.pk

    def acting(session: Session) -> Any:
        return cast.acting(cast.simponi.admin_teknis, session)

    heard: list[float] = []
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    upload_id = measure_files.into_staging(sha256, "besar.csv", found, date(2025, 1, 1), date(2026, 11, 15), pk, acting, heard.append)
    with transaction() as session:
        programme, by = Programme.find(pk, session), acting(session)
        done = apply(MeasureUpload.find(upload_id, programme, by, session), programme, by, session, heard.append)
        assert done.added == ROWS
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < MEGABYTES, grown
    assert len(heard) >= 2 * ROWS // 1000
    with reading() as session:
        assert differences(session) == 0
