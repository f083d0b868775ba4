"""/rencana, Papan mingguan at the screen: the next week is filled, moved, copied and turned into drafts."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from data.database import reading as view
from data.database import transaction
from models.planning.calendar import Slot, slots
from models.planning.items import Outcome, PlanItem
from models.planning.occasions import OfficeDay
from models.planning.plans import Aim, Plan
from models.planning.quarters import Quarter, midnight
from models.programmes import Programme
from tests.cast import Cast, Team
from tests.pages.conftest import OpenPage
from tests.story import Story

MONDAY = date(2026, 11, 23)
HOUR = datetime(2026, 11, 24, 2, tzinfo=UTC)  # Tuesday of the next week, 09.00 WIB


@pytest.fixture(autouse=True)
def friday(cast: Cast, at) -> None:
    at("2026-11-20 09:00")


def told(page) -> str:
    """Everything the page says, in one text, without the escapes of Markdown."""
    kinds = ("title", "subheader", "markdown", "caption", "text", "error", "info", "warning")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(page, kind)).replace("\\", "")


def press(page, key: str):
    return next(one for one in page.button if one.key == key).click().run()


def keys(page) -> set[str]:
    return {one.key for one in page.button}


def add_piece(cast: Cast, team: Team, title: str = "Samsat keliling", **more: object) -> int:
    with transaction() as session:
        programme = Programme.find(team.programme.pk, session)
        options = {"kind": programme.rules.types[0].key, "channels": ["instagram"], "planned_for": HOUR, **more}
        return PlanItem.plan(programme, title, by=cast.acting(team.koordinator, session), session=session, **options).pk  # type: ignore[arg-type]


def week(cast: Cast, team: Team) -> list[Slot]:
    with view() as session:
        since = midnight(MONDAY)
        return slots(cast.acting(team.koordinator, session), [team.programme.pk], since, since + timedelta(days=7), session)


def test_the_next_week_is_shown_and_an_empty_one_says_what_to_do(cast: Cast, open_page: OpenPage) -> None:
    page = open_page(cast.simponi.koordinator, "rencana", tab="papan")
    assert not page.exception
    assert "23 s.d. 29 November 2026" in told(page)
    assert "Salin pekan lalu" in told(page)
    page = press(page, "week-before")
    assert "16 s.d. 22 November 2026" in told(page)


def test_what_a_channel_lacks_for_the_plan_is_named(cast: Cast, open_page: OpenPage) -> None:
    """A3.1 S1.3"""
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        plan = Plan.draft(Programme.find(cast.simponi.programme.pk, session), Quarter(2026, 4), by, session)
        plan.revise(by, [Aim("pengumuman", "", 12)], {"instagram": 3}, [])
        plan.submit(by)
        plan.approve(cast.acting(cast.simponi.mentor, session))
    add_piece(cast, cast.simponi)
    page = open_page(cast.simponi.koordinator, "rencana", tab="papan")
    assert "1 dari 3 · kurang 2" in told(page)


def test_a_tap_on_an_empty_day_puts_a_piece_there_at_the_usual_hour(cast: Cast, open_page: OpenPage) -> None:
    """A3.1"""
    page = press(open_page(cast.asri.koordinator, "rencana", tab="papan"), f"add-instagram-{MONDAY}")
    page.text_input(key="piece-new-title").set_value("Tas siaga bencana")
    page.selectbox(key="piece-new-kind").set_value("edukasi_mitigasi").run()
    page = press(page, "add-save")
    assert not page.exception
    found = week(cast, cast.asri)
    nine = datetime(2026, 11, 23, 2, tzinfo=UTC)
    assert [(one.title, one.channels, one.at) for one in found] == [("Tas siaga bencana", ("instagram",), nine)]
    assert f"piece-{found[0].key}-instagram" in keys(page)


def test_a_refused_piece_leaves_the_dialog_with_its_reason_and_all_that_was_typed(cast: Cast, open_page: OpenPage) -> None:
    page = press(open_page(cast.simponi.koordinator, "rencana", tab="papan"), f"add-instagram-{MONDAY}")
    page.text_input(key="piece-new-title").set_value("Samsat keliling").run()
    page = press(page, "add-save")
    assert "Jenis informasi" in told(page)
    assert page.text_input(key="piece-new-title").value == "Samsat keliling"
    assert week(cast, cast.simponi) == []


def test_what_speaks_against_an_hour_stands_beside_the_form_and_keeps_nobody_from_saving(cast: Cast, open_page: OpenPage) -> None:
    """S3.2 A3.2"""
    add_piece(cast, cast.simponi)
    page = press(open_page(cast.simponi.koordinator, "rencana", tab="papan"), f"add-instagram-{MONDAY}")
    page.date_input(key="piece-new-day").set_value(date(2026, 11, 24)).run()
    assert "Instagram sudah terisi" in told(page)
    page.date_input(key="piece-new-day").set_value(date(2026, 11, 3)).run()
    assert "Waktu ini sudah lewat" in told(page)
    page.text_input(key="piece-new-title").set_value("Dicatat belakangan")
    page.selectbox(key="piece-new-kind").set_value("pengumuman").run()
    assert not press(page, "add-save").exception
    with view() as session:
        ours = PlanItem.unbegun([cast.simponi.programme.pk], datetime(2026, 11, 1, tzinfo=UTC), HOUR, session)
        assert [one.title for one in ours] == ["Dicatat belakangan"]


def test_two_pieces_too_close_are_marked_with_the_reason(cast: Cast, open_page: OpenPage) -> None:
    first = add_piece(cast, cast.simponi)
    add_piece(cast, cast.simponi, "Jadwal posyandu", planned_for=HOUR + timedelta(minutes=30))
    page = open_page(cast.simponi.koordinator, "rencana", tab="papan")
    assert "Terlalu dekat" in told(page)
    page = press(page, f"piece-r{first}-instagram")
    assert "Instagram sudah terisi 24 November 2026 pukul 09.30 WIB: Jadwal posyandu" in told(page)


def test_a_planned_piece_and_a_content_move_by_the_same_form(cast: Cast, open_page: OpenPage) -> None:
    """A3.1"""
    item_id = add_piece(cast, cast.simponi)
    story = Story.simponi(cast, "Vaksin anak", planned_for=HOUR, fields={"channels": ["instagram"]})
    for key in (f"r{item_id}", f"k{story.content_id}"):
        page = press(open_page(cast.simponi.koordinator, "rencana", tab="papan"), f"piece-{key}-instagram")
        page = press(page, "do-move")
        page.date_input(key=f"move-{key}-day").set_value(date(2026, 11, 26))
        page.time_input(key=f"move-{key}-hour").set_value(time(13, 0)).run()
        assert not press(page, "move-save").exception
    wanted = datetime(2026, 11, 26, 6, tzinfo=UTC)
    assert [(one.title, one.at) for one in week(cast, cast.simponi)] == [("Samsat keliling", wanted), ("Vaksin anak", wanted)]


def test_a_piece_somebody_changed_meanwhile_is_not_moved(cast: Cast, open_page: OpenPage) -> None:
    item_id = add_piece(cast, cast.simponi)
    page = press(open_page(cast.simponi.koordinator, "rencana", tab="papan"), f"piece-r{item_id}-instagram")
    page = press(page, "do-move")
    with transaction() as session:
        by = cast.acting(cast.simponi.second("koordinator"), session)
        PlanItem.current(item_id, None, by.programmes, session).move(by, HOUR + timedelta(days=1))
    page.date_input(key=f"move-r{item_id}-day").set_value(date(2026, 11, 27)).run()
    press(page, "move-save")
    assert [one.at for one in week(cast, cast.simponi)] == [HOUR + timedelta(days=1)]


def test_calling_a_piece_off_needs_a_reason(cast: Cast, open_page: OpenPage) -> None:
    """S1.3"""
    item_id = add_piece(cast, cast.simponi)
    page = press(open_page(cast.simponi.koordinator, "rencana", tab="papan"), f"piece-r{item_id}-instagram")
    page = press(press(page, "do-cancel"), "cancel-save")
    assert len(week(cast, cast.simponi)) == 1
    page.text_area(key=f"cancel-r{item_id}").set_value("Mobil layanan rusak").run()
    press(page, "cancel-save")
    with view() as session:
        item = PlanItem.find(item_id, frozenset({cast.simponi.programme.pk}), session)
        assert (item.outcome, item.note.text) == (Outcome.CANCELLED, "Mobil layanan rusak")


def test_one_tap_makes_the_draft_of_a_known_owner(cast: Cast, open_page: OpenPage) -> None:
    """A3.1: no technical unit is asked for in ASRI."""
    item_id = add_piece(cast, cast.asri, kind="edukasi_mitigasi", owner_id=cast.asri.editor_teknis.pk)
    page = press(open_page(cast.asri.koordinator, "rencana", tab="papan"), f"piece-r{item_id}-instagram")
    page = press(page, "do-begin")
    assert not page.exception
    assert "Draf dibuat." in told(page)
    assert [(one.owner_id, one.item_id) for one in week(cast, cast.asri)] == [(cast.asri.editor_teknis.pk, None)]


def test_where_a_technical_unit_validates_it_is_asked_for_and_so_is_a_missing_owner(cast: Cast, open_page: OpenPage) -> None:
    item_id = add_piece(cast, cast.simponi)
    page = press(open_page(cast.simponi.koordinator, "rencana", tab="papan"), f"piece-r{item_id}-instagram")
    page = press(page, "do-begin")
    page.selectbox(key=f"begin-owner-{item_id}").set_value(cast.simponi.editor.pk)
    page.selectbox(key=f"begin-unit-{item_id}").set_value(cast.unit.pk).run()
    page = press(page, "begin-save")
    assert "Draf dibuat." in told(page)
    with view() as session:
        item = PlanItem.find(item_id, frozenset({cast.simponi.programme.pk}), session)
        assert item.content is not None
        assert (item.content.owner_id, item.content.unit_id) == (cast.simponi.editor.pk, cast.unit.pk)


def test_last_week_is_seen_before_it_is_copied(cast: Cast, open_page: OpenPage) -> None:
    """A3.1"""
    add_piece(cast, cast.simponi, planned_for=HOUR - timedelta(days=7))
    left = add_piece(cast, cast.simponi, "Jadwal posyandu", planned_for=HOUR - timedelta(days=6))
    page = press(open_page(cast.simponi.koordinator, "rencana", tab="papan"), "week-copy")
    assert week(cast, cast.simponi) == []
    page.checkbox(key=f"copy-r{left}").uncheck().run()
    press(page, "copy-save")
    assert [(one.title, one.at) for one in week(cast, cast.simponi)] == [("Samsat keliling", HOUR)]


def test_a_task_that_leads_up_to_a_day_becomes_a_piece_of_that_day(cast: Cast, open_page: OpenPage) -> None:
    """A3.2"""
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        by = cast.acting(cast.simponi.koordinator, session)
        OfficeDay.add(programme, date(2026, 12, 8), "Pekan antikorupsi", by, session, lead_days=[14])
    page = open_page(cast.simponi.koordinator, "rencana", tab="papan")
    assert "14 hari menuju Pekan antikorupsi" in told(page)
    page = press(page, next(one for one in keys(page) if one.startswith("lead-plan-")))
    assert page.text_input(key="piece-new-title").value == "Siapkan: Pekan antikorupsi"
    assert page.date_input(key="piece-new-day").value == date(2026, 11, 24)


def test_a_designer_and_the_leader_look_and_change_nothing(cast: Cast, open_page: OpenPage) -> None:
    item_id = add_piece(cast, cast.simponi)
    for person in (cast.simponi.desainer, cast.leader):
        page = open_page(person, "rencana", tab="papan")
        page.session_state["board-programme"] = cast.simponi.programme.pk
        assert not page.run().exception
        assert not {one for one in keys(page) if one.startswith("add-") or one == "week-copy"}
        page = press(page, f"piece-r{item_id}-instagram")
        assert "Samsat keliling" in told(page)
        assert not {one for one in keys(page) if one.startswith("do-")}


def test_a_forged_dialog_and_a_forged_value_change_nothing(cast: Cast, open_page: OpenPage) -> None:
    item_id = add_piece(cast, cast.simponi)
    page = open_page(cast.simponi.desainer, "rencana", tab="papan")
    for name in ("move", "cancel", "edit", "begin"):
        page.session_state["dialog-planning"] = [name, f"r{item_id}", 1]
        page.run()
        assert not page.exception
        for one in [key for key in keys(page) if key.endswith("-save")]:
            press(page, one)
    for forged in (["add"], ["copy"], ["piece", "r999", 1], ["nothing"]):
        page.session_state["dialog-planning"] = forged
        assert not page.run().exception
        assert "add-save" not in keys(page)
    with view() as session:
        item = PlanItem.find(item_id, frozenset({cast.simponi.programme.pk}), session)
        assert (item.planned_for, item.outcome, item.content_id) == (HOUR, Outcome.OPEN, None)


def test_nobody_sees_the_board_of_another_programme(cast: Cast, open_page: OpenPage) -> None:
    add_piece(cast, cast.simponi)
    page = open_page(cast.asri.koordinator, "rencana", tab="papan", program=cast.simponi.programme.pk)
    assert "Samsat keliling" not in told(page) + "".join(one.label for one in page.button)


def test_on_a_phone_the_board_is_a_list_by_day(cast: Cast, open_page: OpenPage) -> None:
    item_id = add_piece(cast, cast.simponi)
    page = open_page(cast.simponi.koordinator, "rencana", tab="papan")
    page.session_state["narrow-known"] = True
    page.run()
    assert "Selasa, 24 November 2026" in told(page)
    assert f"piece-r{item_id}" in keys(page)
    assert f"add-{MONDAY}" in keys(page)
