"""A spreadsheet held against the calendar, and taken in: all of it or nothing, and nothing ever deleted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from data.calendar_sheets import Span, as_csv, as_xlsx
from data.database import reading as opened
from data.database import transaction
from data.sheets import read
from models.base import now
from models.content.publishing import Report
from models.entries import Entry
from models.errors import NotAllowed, NotReady, OutOfDate
from models.planning.campaigns import Campaign
from models.planning.items import PlanItem
from models.planning.sheets import columns as sheet_columns
from models.planning.sheets import values as sheet_values
from models.planning.sheets.applying import apply
from models.planning.sheets.columns import HEADINGS, Columns
from models.planning.sheets.comparing import compare
from models.planning.sheets.imports import SheetImport
from models.planning.sheets.pieces import may_take, month_of
from models.planning.sheets.reading import foreign
from models.planning.sheets.values import Line, Spoilt, Tab
from models.planning.sheets.verdicts import Preview, Verdict
from models.planning.sheets.words import Words
from models.programmes import Programme
from tests.cast import Cast
from tests.story import Story

HOUR = datetime(2026, 12, 14, 3, tzinfo=UTC)
DECEMBER = (datetime(2026, 11, 30, 17, tzinfo=UTC), datetime(2026, 12, 31, 17, tzinfo=UTC))
SHA = "e" * 64
OURS = Columns(1, {key: place for place, key in enumerate(HEADINGS)})


@pytest.fixture(autouse=True)
def in_november(at: Callable[[str], datetime]) -> None:
    at("2026-11-23 09:00")


@pytest.fixture
def planned(cast: Cast) -> list[int]:
    """Three pieces of the week, one with everything that can stand in a row."""
    with transaction() as session:
        by, programme = cast.acting(cast.simponi.koordinator, session), Programme.find(cast.simponi.programme.pk, session)
        campaign = Campaign.open(programme, "Vaksin lengkap", "Cakupan", "Orang tua", date(2026, 12, 1), date(2026, 12, 31), by, session)
        session.flush()
        whole = {"owner_id": cast.simponi.editor.pk, "place": "19.01.02", "campaign_id": campaign.pk, "remark": "Bawa spanduk\nDua lembar"}
        items = [
            PlanItem.plan(programme, "=Samsat keliling", "pengumuman", ["instagram", "facebook"], HOUR, by, session, **whole),
            PlanItem.plan(programme, "Jadwal posyandu", "edukasi", ["tiktok"], HOUR + timedelta(days=1), by, session),
            PlanItem.plan(programme, "Cara bayar pajak", "layanan_publik", ["youtube"], HOUR + timedelta(days=2, minutes=7), by, session),
        ]
        return [one.pk for one in items]


class Sheet:
    """The exported rows as a person would change them: `sheet.change(1, title="…")`, `sheet.add(…)`, `sheet.drop(0)`."""

    def __init__(self, cast: Cast, tab: Tab | None = None, columns: Columns = OURS) -> None:
        self.cast, self.fixed, self.columns = cast, tab, columns
        with opened() as session:
            by = cast.acting(cast.simponi.koordinator, session)
            span = Span.of(Programme.find(cast.simponi.programme.pk, session), by, *DECEMBER, session)
            self.rows: list[dict[str, Any]] = [span.cells(one) for one in span.pieces]

    def change(self, row: int, **cells: Any) -> "Sheet":
        self.rows[row] |= cells
        return self

    def add(self, **cells: Any) -> "Sheet":
        usual = {"date": date(2026, 12, 21), "hour": time(9), "kind": "Edukasi", "channels": "IG, fb", "title": "Cuci tangan"}
        self.rows.append({**usual, **cells})
        return self

    def drop(self, row: int) -> "Sheet":
        del self.rows[row]
        return self

    @property
    def tab(self) -> Tab:
        if self.fixed:
            return self.fixed
        lines = [Line(1, tuple(HEADINGS.values()))]
        lines += [Line(number, tuple(row.get(key) for key in HEADINGS)) for number, row in enumerate(self.rows, 2)]
        return Tab("Kalender", tuple(lines))

    def preview(self, person: Any = None) -> Preview:
        with opened() as session:
            by = self.cast.acting(person or self.cast.simponi.koordinator, session)
            return compare(Programme.find(self.cast.simponi.programme.pk, session), self.tab, self.columns, by, session)

    def verdicts(self, person: Any = None) -> list[str]:
        return [one.verdict.value for one in self.preview(person).rows]

    def take_in(self, seen: dict[int, str] | None = None, overwrite: set[int] | None = None, person: Any = None) -> dict[str, int]:
        seen = self.preview(person).seen if seen is None else seen
        with transaction() as session:
            by = self.cast.acting(person or self.cast.simponi.koordinator, session)
            programme = Programme.find(self.cast.simponi.programme.pk, session)
            taken = apply(programme, self.tab, self.columns, SHA, by, session, seen=seen, overwrite=overwrite or set())
            return {"added": taken.added, "changed": taken.changed, "unchanged": taken.unchanged, "refused": taken.refused}


def found(item_id: int) -> PlanItem:
    with opened() as session:
        item = session.get(PlanItem, item_id)
        assert item is not None
        session.expunge(item)
        return item


def keys(preview: Preview) -> list[str]:
    return [issue.key for row in preview.rows for issue in row.issues]


def test_what_went_out_comes_back_without_a_change(cast: Cast, planned: list[int]) -> None:
    """A3.2 S3.2: the files themselves, as they were written."""
    Story.simponi(cast, planned_for=HOUR + timedelta(days=3, seconds=40))
    with opened() as session:
        by, programme = cast.acting(cast.simponi.koordinator, session), Programme.find(cast.simponi.programme.pk, session)
        span = Span.of(programme, by, *DECEMBER, session)
        for data in (as_xlsx(span), as_csv(span)):
            tab = read(data, "kalender.xlsx")[0]
            columns = sheet_columns.found_in(tab)
            assert columns is not None
            assert columns.ours
            preview = compare(programme, tab, columns, by, session)
            assert [(one.verdict, one.changes, keys(preview)) for one in preview.rows] == [(Verdict.UNCHANGED, (), [])] * 4
            assert preview.absent == []


def test_nothing_to_change_is_said_and_leaves_no_trace(cast: Cast, planned: list[int]) -> None:
    with pytest.raises(NotReady, match="sheet_nothing"):
        Sheet(cast).take_in()
    with opened() as session:
        assert SheetImport.latest([cast.simponi.programme.pk], session) == []


def test_every_field_of_a_planned_piece_can_be_changed(cast: Cast, planned: list[int]) -> None:
    """A3.2"""
    sheet = Sheet(cast).change(
        0, date="15-12-2026", hour="13.45", title="Samsat pindah", channels="YouTube; TikTok", kind="Edukasi",
        owner=cast.simponi.second("editor").name, place="", campaign="", remark="",
    )  # fmt: skip
    preview = sheet.preview()
    assert [(one.field, one.before, one.after) for one in preview.rows[0].changes][:3] == [
        ("date", "14/12/2026", "15/12/2026"), ("hour", "10.00", "13.45"), ("title", "=Samsat keliling", "Samsat pindah"),
    ]  # fmt: skip
    assert sheet.take_in() == {"added": 0, "changed": 1, "unchanged": 2, "refused": 0}
    item = found(planned[0])
    assert (item.title, item.channels, item.kind, item.place, item.campaign_id, item.remark) == (
        "Samsat pindah", ["youtube", "tiktok"], "edukasi", "", None, "",
    )  # fmt: skip
    assert (item.planned_for, item.owner_id) == (datetime(2026, 12, 15, 6, 45, tzinfo=UTC), cast.simponi.second("editor").pk)
    assert item.first_planned_for == HOUR


def test_a_new_row_is_planned_and_the_same_file_again_changes_nothing(cast: Cast, planned: list[int]) -> None:
    """A3.2 SAFETY 20"""
    sheet = Sheet(cast).add().add(title="Tanpa jam", hour=None, date="22 Des 2026")
    assert sheet.verdicts() == ["unchanged"] * 3 + ["new", "new"]
    assert "sheet_usual_hour" in {one.key for one in sheet.preview().rows[4].advice}
    assert sheet.take_in() == {"added": 2, "changed": 0, "unchanged": 3, "refused": 0}
    assert sheet.verdicts() == ["unchanged"] * 3 + ["known", "known"]
    with pytest.raises(NotReady, match="sheet_nothing"):
        sheet.take_in()


def test_a_new_piece_that_was_moved_or_cancelled_since_is_not_added_again(cast: Cast) -> None:
    sheet = Sheet(cast).add()
    sheet.take_in()
    with transaction() as session:
        by, mine = cast.acting(cast.simponi.koordinator, session), frozenset({cast.simponi.programme.pk})
        item = PlanItem.unbegun([cast.simponi.programme.pk], *DECEMBER, session)[0]
        PlanItem.current(item.pk, None, mine, session).move(by, HOUR)
    assert sheet.verdicts() == ["known"]


def test_a_row_missing_from_the_file_is_listed_and_left_alone(cast: Cast, planned: list[int]) -> None:
    """A3.2: nothing is deleted silently."""
    sheet = Sheet(cast).drop(1).change(0, title="Lain").add(date=date(2027, 1, 4))
    with transaction() as session:
        by, programme = cast.acting(cast.simponi.koordinator, session), Programme.find(cast.simponi.programme.pk, session)
        PlanItem.plan(programme, "Bulan lain", "edukasi", ["tiktok"], HOUR + timedelta(days=30), by, session)
    assert [one.title for one in sheet.preview().absent] == ["Jadwal posyandu"]
    sheet.take_in()
    assert found(planned[1]).is_open


def test_what_changed_here_meanwhile_is_a_conflict_and_stays_unless_chosen(cast: Cast, planned: list[int]) -> None:
    """A3.2"""
    sheet = Sheet(cast).change(0, title="Dari berkas").change(1, title="Juga dari berkas")
    with transaction() as session:
        by, mine = cast.acting(cast.simponi.koordinator, session), frozenset({cast.simponi.programme.pk})
        PlanItem.current(planned[0], None, mine, session).revise(by, {"title": "Dari kalender"})
    conflict = sheet.preview().rows[0]
    assert (conflict.verdict, [(one.before, one.after) for one in conflict.changes]) == (
        Verdict.CONFLICT, [("Dari kalender", "Dari berkas")],
    )  # fmt: skip
    assert sheet.take_in() == {"added": 0, "changed": 1, "unchanged": 2, "refused": 0}
    assert found(planned[0]).title == "Dari kalender"
    assert sheet.take_in(overwrite={2})["changed"] == 1
    assert found(planned[0]).title == "Dari berkas"


def test_a_row_whose_file_says_what_stands_here_is_no_conflict(cast: Cast, planned: list[int]) -> None:
    sheet = Sheet(cast)
    with transaction() as session:
        by, mine = cast.acting(cast.simponi.koordinator, session), frozenset({cast.simponi.programme.pk})
        PlanItem.current(planned[0], None, mine, session).revise(by, {"title": "Sebentar"})
    with transaction() as session:
        PlanItem.current(planned[0], None, mine, session).revise(by, {"title": "=Samsat keliling"})
    assert sheet.verdicts() == ["unchanged"] * 3


def test_what_is_applied_is_what_was_seen(cast: Cast, planned: list[int]) -> None:
    """SAFETY 20: the preview is never trusted; red once without the comparison inside the transaction."""
    sheet = Sheet(cast).change(0, title="Dari berkas")
    seen = sheet.preview().seen
    with transaction() as session:
        by, mine = cast.acting(cast.simponi.koordinator, session), frozenset({cast.simponi.programme.pk})
        PlanItem.current(planned[0], None, mine, session).revise(by, {"title": "Dari kalender"})
    with pytest.raises(OutOfDate, match="sheet_outdated"):
        sheet.take_in(seen)
    with pytest.raises(OutOfDate):
        sheet.take_in({})
    assert found(planned[0]).title == "Dari kalender"


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        ({"id": "r99999"}, "sheet_id_unknown"),
        ({"id": "x; DROP"}, "sheet_id_unknown"),
        ({"date": "31/02/2026"}, "sheet_date_unreadable"),
        ({"date": "12/14/2026"}, "sheet_date_unreadable"),
        ({"date": date(2066, 1, 1)}, "sheet_date_far"),
        ({"hour": "25.00"}, "sheet_hour_unreadable"),
        ({"hour": 9.3}, "sheet_hour_unreadable"),
        ({"kind": "Gosip"}, "sheet_kind_unknown"),
        ({"kind": ""}, "sheet_kind_missing"),
        ({"channels": "Instagram, Friendster"}, "sheet_channels_unknown"),
        ({"channels": ""}, "channels_missing"),
        ({"title": ""}, "title_missing"),
        ({"title": "x" * 121}, "sheet_too_long"),
        ({"title": Spoilt("formula")}, "sheet_cell_formula"),
        ({"owner": "Orang Lain"}, "sheet_owner_unknown"),
        ({"place": "Atlantis"}, "sheet_place_unknown"),
        ({"campaign": "Tidak ada"}, "sheet_campaign_unknown"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason_and_the_others_go_on(
    cast: Cast, planned: list[int], cells: dict[str, Any], key: str
) -> None:
    """A3.2: refused rows are named."""
    sheet = Sheet(cast).change(0, **cells).change(1, title="Posyandu pindah")
    preview = sheet.preview()
    assert [(one.verdict, [issue.key for issue in one.issues]) for one in preview.of(Verdict.REFUSED)] == [(Verdict.REFUSED, [key])]
    assert sheet.take_in() == {"added": 0, "changed": 1, "unchanged": 1, "refused": 1}
    assert found(planned[0]).title == "=Samsat keliling"


def test_an_id_used_twice_names_the_first_row(cast: Cast, planned: list[int]) -> None:
    sheet = Sheet(cast)
    sheet.add(**{**sheet.rows[0], "title": "Salinan"})
    refused = sheet.preview().rows[3].issues[0]
    assert (refused.key, refused.facts["row"]) == ("sheet_id_twice", 2)


def test_of_a_content_only_the_hour_moves_here(cast: Cast) -> None:
    """A3.2"""
    story = Story.simponi(cast, planned_for=HOUR)
    sheet = Sheet(cast).change(0, title="Judul lain", date="16/12/2026")
    assert keys(sheet.preview()) == ["sheet_change_in_content"]
    sheet = Sheet(cast).change(0, date="16/12/2026")
    assert sheet.take_in()["changed"] == 1
    assert story.ask(cast.simponi.koordinator, lambda content, _: content.first_hour) == HOUR + timedelta(days=2)
    assert sheet.verdicts() == ["unchanged"]


def test_a_scheduled_content_is_rescheduled_and_never_into_the_past(cast: Cast) -> None:
    story = Story.simponi(cast, planned_for=HOUR).to("penjadwalan")
    story.do(cast.simponi.admin_teknis, lambda content, by: content.schedule(by, dict.fromkeys(content.channels, HOUR)))
    assert keys(Sheet(cast).change(0, date="20/11/2026").preview()) == ["sheet_scheduled_past"]
    Sheet(cast).change(0, hour="11.00").take_in()
    assert story.ask(cast.simponi.koordinator, lambda content, _: content.first_hour) == HOUR + timedelta(hours=1)


def test_what_is_out_does_not_move(cast: Cast) -> None:
    story = Story.simponi(cast, planned_for=HOUR).to("publikasi")
    links = {"instagram": "https://www.instagram.com/p/abc/", "facebook": "https://facebook.com/x/posts/1"}
    story.do(
        cast.simponi.admin_teknis, lambda content, by: content.publish(by, [Report(one, now(), links[one]) for one in content.channels])
    )
    with opened() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        span = Span.of(Programme.find(cast.simponi.programme.pk, session), by, *month_of(now().date()), session)
        rows = [span.cells(one) for one in span.pieces]
    sheet = Sheet(cast)
    sheet.rows = rows
    assert sheet.verdicts() == ["unchanged"]
    assert keys(sheet.change(0, date="16/12/2026").preview()) == ["already_out"]


def test_a_piece_whose_draft_was_begun_meanwhile_is_changed_in_its_content(cast: Cast, planned: list[int]) -> None:
    sheet = Sheet(cast).change(0, title="Lain")
    with transaction() as session:
        by, mine = cast.acting(cast.simponi.koordinator, session), frozenset({cast.simponi.programme.pk})
        PlanItem.current(planned[0], None, mine, session).begin_draft(by)
    preview = sheet.preview()
    assert keys(preview) == ["item_has_content"]
    assert preview.absent == []


def test_whoever_may_not_plan_changes_nothing_and_foreign_rows_do_not_exist(cast: Cast, planned: list[int]) -> None:
    """S3.2: rights are respected, in the preview and again inside the transaction."""
    sheet = Sheet(cast).change(0, title="Lain").add()
    assert set(keys(sheet.preview(cast.simponi.desainer))) == {"may_not_plan"}
    with pytest.raises(NotAllowed):
        sheet.take_in(person=cast.simponi.desainer, seen=sheet.preview().seen)
    with transaction() as session:
        asri, by = Programme.find(cast.asri.programme.pk, session), cast.acting(cast.asri.koordinator, session)
        foreign = PlanItem.plan(asri, "Punya ASRI", "edukasi_mitigasi", ["instagram"], HOUR, by, session).pk
    assert keys(Sheet(cast).change(0, id=f"r{foreign}").preview()) == ["sheet_id_unknown"]


def test_a_refusal_inside_the_transaction_undoes_every_row_and_names_its_own(
    cast: Cast, planned: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """SAFETY 20: nothing half-written."""
    sheet = Sheet(cast).change(0, title="Satu").change(1, title="Dua").add()
    seen = sheet.preview().seen
    revise = PlanItem.revise

    def stubborn(item: PlanItem, by: Any, changes: Any) -> bool:
        return revise(item, by, {**changes, "kind": "gosip"} if item.pk == planned[1] else changes)

    monkeypatch.setattr(PlanItem, "revise", stubborn)
    with pytest.raises(NotReady) as refused:
        sheet.take_in(seen)
    assert (refused.value.issues[0].key, refused.value.issues[0].facts) == ("sheet_row_refused", {"row": 3})
    assert (found(planned[0]).title, found(planned[1]).title) == ("=Samsat keliling", "Jadwal posyandu")
    assert sheet.verdicts() == ["changed", "changed", "unchanged", "new"]


def test_the_log_names_the_import_and_each_row_it_changed(cast: Cast, planned: list[int]) -> None:
    """S3.2: a log entry for each change."""
    Sheet(cast).change(0, title="Lain", hour="13.00").add().take_in()
    with opened() as session:
        taken = SheetImport.latest([cast.simponi.programme.pk], session)[0]
        entry = Entry.of(taken, session)[0]
        item = session.get(PlanItem, planned[0])
        assert item is not None
        assert (entry.action, entry.facts) == ("sheet.imported", {"added": 1, "changed": 1, "refused": 0, "unchanged": 2})
        assert {one.action for one in Entry.of(item, session)} == {"item.planned", "item.revised", "item.moved"}
        assert (taken.sha256, taken.by_id) == (SHA, cast.simponi.koordinator.pk)


def test_advice_stands_beside_a_row_and_refuses_nothing(cast: Cast, planned: list[int]) -> None:
    sheet = Sheet(cast).add(date=date(2026, 12, 25), title="Natal").add(date=date(2026, 11, 20), title="Kemarin dulu")
    sheet.add(date=date(2026, 12, 28), title="Pagi").add(date=date(2026, 12, 28), title="Pagi juga", hour="09.20")
    rows = {one.title: [issue.key for issue in one.advice] for one in sheet.preview().of(Verdict.NEW)}
    assert "planned_on_holiday" in rows["Natal"]
    assert "hour_passed" in rows["Kemarin dulu"]
    assert "channel_busy" in rows["Pagi"]
    assert "channel_busy" in rows["Pagi juga"]
    assert sheet.take_in()["added"] == 4


def test_a_preview_costs_the_months_and_not_the_rows(cast: Cast, reading: Session, queries: Callable[[Session], Any]) -> None:
    def asked(count: int) -> int:
        sheet = Sheet(cast)
        for number in range(count):
            sheet.add(title=f"Topik {number}", date=date(2026, 12, 1 + number % 28))
        by, programme = cast.acting(cast.simponi.koordinator, reading), Programme.find(cast.simponi.programme.pk, reading)
        with queries(reading) as seen:
            compare(programme, sheet.tab, OURS, by, reading)
        return len(seen)

    assert asked(3) == asked(120) <= 25


def words(cast: Cast, session: Session) -> Words:
    return Words.of(Programme.find(cast.simponi.programme.pk, session), session, date(2026, 12, 1), date(2026, 12, 31))


OLD = Tab(
    "Desember",
    (
        Line(1, ("KALENDER KONTEN DINAS",)),
        Line(3, ("No", "Hari", "Tgl", "Topik", "Platform", "Kategori", "PIC", "Ket.")),
        Line(4, (1, "Senin", "7 Des 2026", "Apel pagi", "IG & FB", "Berita", "Bu Lestari", "foto")),
        Line(5, (2, "Senin", None, "Jadwal vaksin", "IG/Web", "Info", "Bu Lestari", None)),
        Line(6, ("No", "Hari", "Tgl", "Topik", "Platform", "Kategori", "PIC", "Ket.")),
        Line(7, (3, None, None, None, None, None, None, None)),
    ),
)


def test_an_offices_own_sheet_comes_in_once_by_mapping_its_columns(cast: Cast, reading: Session) -> None:
    """A3.2"""
    columns = sheet_columns.found_in(OLD)
    assert columns is not None
    assert (columns.heading, columns.ours, dict(columns.at)) == (
        3, False, {"date": 2, "title": 3, "channels": 4, "kind": 5, "owner": 6, "remark": 7},
    )  # fmt: skip
    mapped = replace(
        columns, kinds={"berita": "pengumuman", "info": "layanan_publik"}, owners={"bu lestari": cast.simponi.second("editor").pk},
        same_day=True,
    )  # fmt: skip
    assert foreign(sheet_columns.body(OLD, columns), columns, words(cast, reading)) == {
        "kinds": ["Berita", "Info"], "channels": [], "owners": ["Bu Lestari"],
    }  # fmt: skip
    sheet = Sheet(cast, OLD, mapped)
    assert keys(sheet.preview()) == []
    assert sheet.take_in() == {"added": 2, "changed": 0, "unchanged": 0, "refused": 0}
    assert sheet.verdicts() == ["known", "known"]
    with opened() as session:
        item = PlanItem.unbegun([cast.simponi.programme.pk], *DECEMBER, session)[1]
        remembered = SheetImport.remembered(cast.simponi.programme.pk, sheet_columns.digest(OLD, columns), session)
    assert (item.title, item.channels, item.kind, item.owner_id) == (
        "Jadwal vaksin", ["instagram", "website"], "layanan_publik", cast.simponi.second("editor").pk,
    )  # fmt: skip
    assert Columns(3, **remembered) == mapped


@pytest.mark.parametrize(
    "written",
    [date(2026, 12, 14), "14/12/2026", "14-12-2026", "14.12.2026", "14/12/26", "14 Des 2026", "Senin, 14 Desember 2026", "2026-12-14"],
)
def test_a_day_is_read_however_offices_write_it(written: Any) -> None:
    assert sheet_values.day(written, "C2") == date(2026, 12, 14)


@pytest.mark.parametrize(
    "written", ["09.30", "9:30", "09:30:00", "pukul 09.30 WIB", "09.30 - 10.00", "9:30:00 AM", time(9, 30), time(9, 29, 59, 999_000)]
)  # fmt: skip
def test_an_hour_is_read_however_offices_write_it(written: Any) -> None:
    assert sheet_values.hour(written, "D2") == time(9, 30)


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5", "@nama", "'=x", "''=x", "biasa", "", "\tx"])
def test_a_text_that_would_run_comes_back_as_it_was(text: str) -> None:
    """SAFETY 21"""
    written = sheet_values.harmless(text)
    assert not written.startswith(sheet_values.RUNS)
    assert sheet_values.harmed(written) == text


def test_taking_the_calendar_out_needs_a_right_of_the_playbook(cast: Cast, reading: Session) -> None:
    programme = Programme.find(cast.simponi.programme.pk, reading)
    may = [may_take(cast.acting(one, reading), programme) for one in (cast.simponi.koordinator, cast.simponi.mentor, cast.simponi.desainer)]
    assert may == [True, True, False]
