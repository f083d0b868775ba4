"""An older stored playbook is read as this program reads rules; its text stays as it was adopted."""

import json

import pytest

from data import playbooks
from models.playbooks import load, playbook


@pytest.fixture
def of_format_one() -> str:
    """SIMPONI's rules as a version stored before plans were known."""
    values = json.loads(load(playbooks.texts()["simponi"], "simponi.toml").canonical())
    values["format"] = 1
    values["rights"].pop("approve_plan")
    for key in ("idea_sources", "occasions", "reminders"):
        values.pop(key)
    for channel in values["channels"]:
        channel.pop("gap_minutes")
    return json.dumps(values)


def test_whoever_could_hold_a_content_approves_plans_under_an_older_version(of_format_one: str) -> None:
    rules = playbook(of_format_one)
    assert rules.rights["approve_plan"] == rules.rights["hold"]


def test_what_an_older_version_did_not_say_is_an_assumption_to_confirm(of_format_one: str) -> None:
    rules = playbook(of_format_one)
    assert {one.key for one in rules.idea_sources} >= {"citizens", "hoax", "direction"}
    assert all(one.assumed for one in (*rules.idea_sources, rules.reminders))
