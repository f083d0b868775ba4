"""Facts from outside that the app ships with."""

import re
import tomllib

import pytest

from data import reference

FILES = sorted(reference.FOLDER.glob("*.toml"))


def test_the_district_has_eight_kecamatan():
    """A2.2: a location tag is one or several of these, or the whole kabupaten."""
    codes = list(reference.places())
    assert codes == ["19.01", *(f"19.01.{number:02}" for number in range(1, 9))]


def test_every_place_lies_in_the_district():
    for place in tomllib.loads((reference.FOLDER / "places.toml").read_text(encoding="utf-8"))["places"]:
        assert -2.4 < place["latitude"] < -1.4
        assert 105.6 < place["longitude"] < 106.4


def test_facts_say_where_they_come_from_and_when_that_was_checked():
    facts = tomllib.loads((reference.FOLDER / "places.toml").read_text(encoding="utf-8"))["facts"]
    for fact in facts.values():
        assert fact["source"]
        assert fact["status"] in {"berlaku", "dicabut", "setempat", "belum_diperiksa"}
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", fact["checked_on"])


def test_every_row_of_the_guidelines_is_named_once():
    ids = [row["id"] for row in reference.requirements()]
    assert len(ids) == len(set(ids)) == 54


@pytest.mark.parametrize("row", reference.requirements(), ids=lambda row: row["id"])
def test_a_row_is_one_sentence_and_names_routes(row):
    assert row["text"].endswith(".")
    assert all(route.startswith("/") for route in row["where"])
