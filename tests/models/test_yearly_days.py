"""The yearly decree taken over as a list."""

from datetime import date

import pytest
from sqlmodel import Session

from data.database import transaction
from models.errors import NotAllowed, NotReady
from models.planning import yearly_days
from models.programmes import Programme
from models.public.closed_days import ClosedDay, DayKind, national_days
from tests.cast import Cast

LIST = """25 Desember 2026; Hari Raya Natal; nasional
12/10/2026; Hari jadi kabupaten; setempat
2026-12-28; Cuti bersama pengganti; cuti bersama"""


def take_over(cast: Cast, text: str = LIST, *, complete: bool = False, person: object = None) -> yearly_days.Comparison:
    with transaction() as session:
        by = cast.acting(person or cast.admin, session)  # type: ignore[arg-type]
        programme = Programme.find(cast.simponi.programme.pk, session)
        return yearly_days.take_over(programme, text, by, session, source="SKB 3 Menteri", complete=complete)


def closed(cast: Cast, session: Session) -> frozenset[date]:
    return ClosedDay.closed(cast.simponi.programme.pk, (2026,), session)


def test_days_the_library_does_not_know_are_added_once(cast: Cast, reading: Session) -> None:
    """A3.2"""
    found = take_over(cast)
    assert [one.day for one in found.new] == [date(2026, 10, 12), date(2026, 12, 28)]
    assert [one.day for one in found.known] == [date(2026, 12, 25)]
    assert {date(2026, 10, 12), date(2026, 12, 28)} <= closed(cast, reading)
    assert take_over(cast).new == []


def test_a_complete_list_lifts_the_days_it_leaves_out(cast: Cast, reading: Session) -> None:
    take_over(cast, complete=True)
    kept = closed(cast, reading)
    assert kept == {date(2026, 12, 25), date(2026, 10, 12), date(2026, 12, 28)}
    assert len(national_days(2026)) > len(kept)


def test_a_day_declared_worked_gives_way_to_a_newer_list(cast: Cast, reading: Session) -> None:
    take_over(cast, complete=True)
    take_over(cast, "17 Agustus 2026; Hari Kemerdekaan; nasional")
    own = {one.day: one.kind for one in ClosedDay.added(cast.simponi.programme.pk, (2026,), reading)}
    assert own[date(2026, 8, 17)] is DayKind.NATIONAL


def test_every_line_that_cannot_be_read_is_named_and_nothing_is_kept(cast: Cast, reading: Session) -> None:
    before = closed(cast, reading)
    with pytest.raises(NotReady) as refused:
        take_over(cast, "31 Februari 2026; Tidak ada; nasional\n25 Desember 2026\n26/12/2026; Natal kedua; hari raya")
    assert [(one.key, one.facts["line"]) for one in refused.value.issues] == [
        ("listed_day_unreadable", 1), ("listed_day_unreadable", 2), ("listed_kind_unknown", 3),
    ]  # fmt: skip
    assert closed(cast, reading) == before


def test_only_an_admin_takes_a_list_over(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        take_over(cast, person=cast.simponi.koordinator)
