"""The main journey of each programme, wholly through browsers: every step by another person, at a desk or on a phone."""

import pytest

from tests.cast import Cast
from tests.journeys import roads
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser


def test_simponi_carries_an_infographic_from_idea_to_archive(cast: Cast, visit: Visit) -> None:
    """S2.1 S2.2 S2.3 S3.1 S3.2: mandatory elements, validation by the unit and the mentor, proof of publication."""
    roads.simponi(cast, visit)


def test_asri_carries_a_film_from_idea_to_archive(cast: Cast, visit: Visit) -> None:
    """A2.1 A2.2 A2.3 A3.1: weekly plan, film with subtitles, technical validation before validation of wording."""
    roads.asri(cast, visit)


@pytest.mark.gate
@pytest.mark.postgres
def test_simponi_travels_alike_on_postgresql(cast: Cast, visit: Visit) -> None:
    roads.simponi(cast, visit)


@pytest.mark.gate
@pytest.mark.postgres
def test_asri_travels_alike_on_postgresql(cast: Cast, visit: Visit) -> None:
    roads.asri(cast, visit)
