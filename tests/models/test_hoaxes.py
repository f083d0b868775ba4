"""The hoax desk: from a sighting to a clarification, by two people, on the record (S3.3, A3.3)."""

from typing import Any

import pytest

from models.public.hoaxes.states import HoaxState
from tests.cast import Cast
from tests.rumours import Rumour


def test_a_claim_is_recorded_checked_and_concluded_by_two_people(cast: Cast, morning: None) -> None:
    """S3.3"""
    rumour = Rumour.asri(cast).checked()
    rumour.concluded()
    case = rumour.look()
    assert (case.state, case.result, case.made_by_ai) == (HoaxState.CONCLUDED, "fabricated", False)
    assert [one.seat for one in case.verdicts] == [1, 2]


@pytest.fixture
def morning(cast: Cast, at: Any) -> None:
    """A Monday in service hours."""
    at("2026-11-16 09:10")
