"""SIMPONI's main journey, wholly through browsers: every step by another person, at a desk or on a phone."""

import pytest

from tests.cast import Cast
from tests.journeys import roads
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser


def test_an_infographic_travels_from_idea_to_archive(cast: Cast, visit: Visit) -> None:
    """S2.1 S2.2 S2.3 S3.1 S3.2: mandatory elements, validation by the unit and the mentor, proof of publication."""
    roads.simponi(cast, visit)


@pytest.mark.gate
@pytest.mark.postgres
def test_it_travels_alike_on_postgresql(cast: Cast, visit: Visit) -> None:
    roads.simponi(cast, visit)
