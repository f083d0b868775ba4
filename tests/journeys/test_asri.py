"""ASRI's main journey, wholly through browsers, by its playbook alone."""

import pytest

from tests.cast import Cast
from tests.journeys import roads
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser


def test_a_film_travels_from_the_weekly_plan_to_the_archive(cast: Cast, visit: Visit) -> None:
    """A2.1 A2.2 A2.3 A3.1: film with subtitles, technical validation before the validation of wording."""
    roads.asri(cast, visit)


@pytest.mark.gate
@pytest.mark.postgres
def test_it_travels_alike_on_postgresql(cast: Cast, visit: Visit) -> None:
    roads.asri(cast, visit)
