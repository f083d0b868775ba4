"""The calendar in a real browser: dragged, refused and drawn back, moved by keyboard, and read on a phone."""

from datetime import datetime, time, timedelta

import pytest
from playwright.sync_api import Locator, expect

from data.database import reading, transaction
from models.base import LOCAL, today
from models.planning.items import PlanItem
from models.planning.quarters import monday
from models.programmes import Programme
from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.gate, pytest.mark.browser]


def day_ahead(days: int) -> datetime:
    """A weekday hour inside the month grid that opens today."""
    return datetime.combine(monday(today()) + timedelta(days=days), time(10), LOCAL)


def add_piece(cast: Cast, title: str, hour: datetime) -> int:
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        by = cast.acting(cast.simponi.koordinator, session)
        return PlanItem.plan(programme, title, "pengumuman", ["instagram"], hour, by, session).pk


def hour_of(cast: Cast, item_id: int) -> datetime:
    with reading() as session:
        return PlanItem.find(item_id, frozenset({cast.simponi.programme.pk}), session).planned_for.astimezone(LOCAL)


def cell(screen: Screen, day: datetime) -> Locator:
    return screen.page.locator(f'.fc-daygrid-day[data-date="{day:%Y-%m-%d}"]')


def drag(screen: Screen, title: str, to: Locator) -> None:
    box, goal = screen.page.locator(".fc-daygrid-event", has_text=title).bounding_box(), to.bounding_box()
    assert box is not None
    assert goal is not None
    mouse = screen.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.down()
    mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + goal["height"] / 2, steps=12)
    mouse.up()


def test_a_piece_is_dragged_to_another_day_and_keeps_its_hour(cast: Cast, visit: Visit) -> None:
    """S3.2 A3.2"""
    start, goal = day_ahead(1), day_ahead(3)
    item_id = add_piece(cast, "Samsat keliling", start)
    screen = visit(cast.simponi.koordinator, "/kalender")
    expect(cell(screen, start).get_by_text("Samsat keliling")).to_be_visible()
    drag(screen, "Samsat keliling", cell(screen, goal))
    screen.sees("Dipindahkan.")
    expect(cell(screen, goal).get_by_text("Samsat keliling")).to_be_visible()
    assert hour_of(cast, item_id) == goal


def test_a_drop_that_came_too_late_is_drawn_back_with_the_reason(cast: Cast, visit: Visit) -> None:
    start = day_ahead(1)
    item_id = add_piece(cast, "Samsat keliling", start)
    screen = visit(cast.simponi.koordinator, "/kalender")
    expect(cell(screen, start).get_by_text("Samsat keliling")).to_be_visible()
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        item = PlanItem.current(item_id, None, by.programmes, session)
        item.revise(by, {"title": "Samsat keliling Belinyu"})
    drag(screen, "Samsat keliling", cell(screen, day_ahead(3)))
    screen.sees("baru saja diubah orang lain")
    expect(cell(screen, start).get_by_text("Samsat keliling Belinyu")).to_be_visible()
    assert hour_of(cast, item_id) == start


def test_a_piece_is_moved_by_keyboard_alone(cast: Cast, visit: Visit) -> None:
    """S3.2"""
    item_id = add_piece(cast, "Samsat keliling", day_ahead(1))
    screen = visit(cast.simponi.koordinator, "/kalender")
    event = screen.page.locator(".fc-daygrid-event", has_text="Samsat keliling")
    event.focus()
    screen.page.keyboard.press("Enter")
    dialog = screen.page.get_by_role("dialog")
    expect(dialog.get_by_text("Samsat keliling")).to_be_visible()
    dialog.get_by_role("spinbutton", name="hour").focus()
    screen.page.keyboard.press("ArrowUp")
    screen.page.keyboard.press("ArrowUp")
    screen.page.keyboard.press("Enter")
    button = dialog.get_by_role("button", name="Pindahkan")
    expect(button).to_be_enabled()
    button.focus()
    screen.page.keyboard.press("Enter")
    screen.sees("Dipindahkan.")
    assert hour_of(cast, item_id) == day_ahead(1) + timedelta(hours=2)


def test_on_a_phone_the_calendar_is_a_list_from_today(cast: Cast, visit: Visit) -> None:
    """S3.2"""
    add_piece(cast, "Samsat keliling", day_ahead(8))
    screen = visit(cast.simponi.koordinator, "/kalender", phone=True)
    row = screen.page.locator(".fc-list-event", has_text="Samsat keliling")
    expect(row).to_be_visible()
    row.click()
    expect(screen.page.get_by_role("dialog").get_by_role("button", name="Pindahkan")).to_be_visible()
    assert screen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_leafing_to_the_next_month_brings_its_pieces(cast: Cast, visit: Visit) -> None:
    far = datetime.combine((today().replace(day=1) + timedelta(days=70)).replace(day=14), time(10), LOCAL)
    add_piece(cast, "Jadwal tahun baru", far)
    screen = visit(cast.simponi.koordinator, "/kalender")
    for _ in range(2):
        screen.page.locator(".fc-next-button").click()
        screen.settle()
    expect(cell(screen, far).get_by_text("Jadwal tahun baru")).to_be_visible()
