"""The log outside the house: a table nobody's spreadsheet runs, a sealed stretch only for who may read every line."""

import csv
from collections.abc import Callable
from io import StringIO

import pytest
from sqlmodel import Session

from data.database import transaction
from models import log_views
from models.entries import Entry
from models.errors import NotAllowed
from models.log_views import LogFilters
from models.people import Person
from models.programmes import Programme
from pages.documents import log_export
from tests.cast import Cast
from tests.story import Story


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("typed", ["=1+1", "+62811", "-5", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(typed: str) -> None:
    """SAFETY 21."""
    assert log_export.harmless(typed) == f"'{typed}"


def test_a_hostile_title_stays_text_in_the_table(cast: Cast, reading: Session) -> None:
    """SAFETY 21: seen red without `harmless`."""
    Story.simponi(cast, '=HYPERLINK("https://jahat.example","Klik")')

    told = rows(log_export.table(reading, cast.acting(cast.simponi.koordinator, reading), LogFilters()))

    assert told[1][4].startswith("'=HYPERLINK")


def test_a_team_takes_out_only_its_own_programme(cast: Cast, reading: Session) -> None:
    """S3.4."""
    Story.simponi(cast)
    Story.asri(cast)

    told = rows(log_export.table(reading, cast.acting(cast.asri.koordinator, reading), LogFilters()))

    assert {row[5] for row in told[1:]} == {cast.asri.programme.name}


@pytest.mark.parametrize(
    ("who", "format", "may"),
    [
        (lambda cast: cast.leader, "jsonl", True),
        (lambda cast: cast.inspector, "jsonl", True),
        (lambda cast: cast.admin, "jsonl", True),
        (lambda cast: cast.simponi.koordinator, "jsonl", False),
        (lambda cast: cast.simponi.koordinator, "csv", True),
        (lambda cast: cast.simponi.editor, "csv", False),
        (lambda cast: cast.simponi.validator_unit, "csv", False),
        (lambda cast: cast.nobody, "csv", False),
    ],
)
def test_who_may_take_the_log_out(cast: Cast, who: Callable[[Cast], Person], format: str, may: bool) -> None:
    """S3.4: the access matrix of the export; each that goes out leaves its line."""
    taker = who(cast)
    try:
        with transaction() as session:
            actor = cast.acting(taker, session)
            log_views.take_out(actor, Programme.visible(actor, session), session, first=1, last=5, format=format)
            went = True
    except NotAllowed:
        went = False

    with transaction() as session:
        newest = log_views.page(cast.acting(cast.admin, session), session, LogFilters())[0]
    assert (went, newest.action == "log.exported" and newest.actor_id == taker.pk) == (may, may)


def test_the_stretch_of_a_period_has_no_gaps_whatever_else_is_filtered(cast: Cast, reading: Session) -> None:
    """S3.4: programme, person and kind of event never thin the sealed export out."""
    narrow = LogFilters(programme_id=cast.asri.programme.pk, actions=("role.given",), content_id=5)

    assert log_views.ends(reading, narrow, 1000) == (1, Entry.head(reading)[0])
    assert log_views.ends(reading, narrow, 10) == (Entry.head(reading)[0] - 9, Entry.head(reading)[0])
