"""/s/<code> as a citizen meets it: through the guard, without cookie, sign-in or script (S4.2)."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.asked import GIVEN, drafted, opened, public, token_in
from tests.cast import Cast


@pytest.fixture(autouse=True)
def in_november(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-23 09:00")


def test_a_citizen_answers_without_cookie_and_is_thanked(cast: Cast, at: Callable[[str], datetime]) -> None:
    """S4.2: no sign-in."""
    code = opened(cast, cast.simponi, drafted(cast, cast.simponi))
    with public() as phone:
        page = phone.get(f"/s/{code}", headers={"Accept": "text/html"})
        assert (page.status_code, page.headers.get("set-cookie")) == (200, None)
        at("2026-11-23 09:01")
        answer = phone.post(f"/s/{code}", data={**GIVEN, "formulir": token_in(page.text)})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/s/{code}/selesai")
        assert "Terima kasih" in phone.get(answer.headers["location"]).text
