"""/rencana at the screen: the quarter's plan is written, decided on, held against what went out, and closed."""

import pytest

from tests.cast import Cast
from tests.pages.conftest import OpenPage


@pytest.fixture(autouse=True)
def monday(cast: Cast, at) -> None:
    at("2026-11-16 09:00")


def told(page) -> str:
    """Everything the page says, in one text, without the escapes of Markdown."""
    kinds = ("title", "subheader", "markdown", "caption", "text", "error", "info", "warning")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(page, kind)).replace("\\", "")


def test_the_running_quarter_is_shown_first(cast: Cast, open_page: OpenPage) -> None:
    page = open_page(cast.simponi.koordinator, "rencana")
    assert not page.exception
    assert "Triwulan IV 2026" in told(page)
