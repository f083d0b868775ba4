"""'Mulai di sini' at the screen."""

from tests.cast import Cast
from tests.models.test_first_days import hire
from tests.pages.conftest import OpenPage
from tests.pages.test_ideas import press, told


def test_a_newcomer_sees_his_first_steps_on_beranda_and_puts_them_away(cast: Cast, open_page: OpenPage, at) -> None:
    """S4.4"""
    at("2026-11-10 09:00")
    page = open_page(hire(cast, cast.simponi, "editor"))
    assert not page.exception
    assert "Mulai di sini" in told(page)
    assert "Baca kebijakan tim" in told(page)
    page = press(page, "first-days-away")
    assert "Mulai di sini" not in told(page)
    assert "Mulai di sini" not in told(open_page(cast.simponi.editor))
