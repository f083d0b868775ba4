"""The calendar in a folder that an office syncs: whole files, once a day, after hours, and only when asked for."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data import exports, jobs, sheets
from data.database import reading, transaction
from models.actors import SYSTEM
from models.entries import Entry
from models.planning.items import PlanItem
from models.programmes import Programme
from models.public.service_hours import USUAL_WEEK, ServiceHours
from tests.cast import Cast

HOUR = datetime(2026, 12, 14, 3, tzinfo=UTC)


@pytest.fixture
def folder(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: Callable[[str], object]) -> Path:
    at("2026-11-23 20:00")
    place = tmp_path / "sinkron"
    place.mkdir()
    monkeypatch.setenv("SIMPUL_EXPORTS", str(place))
    plan(cast, "Samsat keliling")
    return place


def plan(cast: Cast, title: str) -> None:
    with transaction() as session:
        by, programme = cast.acting(cast.simponi.koordinator, session), Programme.find(cast.simponi.programme.pk, session)
        PlanItem.plan(programme, title, "pengumuman", ["instagram"], HOUR, by, session)


def rows(folder: Path) -> list[int]:
    names = ("kalender-simponi.xlsx", "kalender-simponi.csv")
    return [len(sheets.read((folder / one).read_bytes(), one)[0].lines) - 1 for one in names]


def test_each_programme_is_written_whole_and_logged(cast: Cast, folder: Path) -> None:
    """A3.2: the scheduled export, of the running and the next month."""
    assert exports.write_calendars() == 2
    names = {"kalender-asri.csv", "kalender-asri.xlsx", "kalender-simponi.csv", "kalender-simponi.xlsx"}
    assert {one.name for one in folder.iterdir()} == names
    assert rows(folder) == [1, 1]
    with reading() as session:
        lines = Entry.of(Programme.find(cast.simponi.programme.pk, session), session)
        assert [one.facts["rows"] for one in lines if one.action == "calendar.exported"] == [1]


def test_it_is_written_once_a_day_and_after_hours(cast: Cast, folder: Path, at: Callable[[str], object]) -> None:
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        ServiceHours.set(programme, USUAL_WEEK, datetime(2026, 1, 1, tzinfo=UTC).date(), SYSTEM, session)
    exports.write_calendars()
    plan(cast, "Jadwal posyandu")
    for moment, expected in (("2026-11-23 23:00", 1), ("2026-11-24 09:30", 1), ("2026-11-24 19:00", 2)):
        at(moment)
        exports.write_calendars()
        assert rows(folder) == [expected] * 2


def test_a_write_that_breaks_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch, at: Callable[[str], object]) -> None:
    exports.write_calendars()
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    at("2026-11-24 20:00")
    monkeypatch.setattr(exports.os, "fsync", lambda _: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        exports.write_calendars()
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


def test_without_the_setting_nothing_is_written_and_a_missing_folder_is_said(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SIMPUL_EXPORTS", raising=False)
    assert exports.write_calendars() == 0
    monkeypatch.setenv("SIMPUL_EXPORTS", str(tmp_path / "tidak-ada"))
    with pytest.raises(FileNotFoundError):
        exports.write_calendars()


def test_the_server_does_it_by_itself() -> None:
    assert exports.write_calendars in {one.work for one in jobs.JOBS}
