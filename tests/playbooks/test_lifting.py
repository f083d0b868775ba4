"""An older stored playbook is read as this program reads rules; its text stays as it was adopted."""

import json

import pytest

from data import playbooks
from models.playbooks import RIGHTS, load, playbook
from models.playbooks.checks import sense_faults


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


@pytest.fixture
def of_format_two() -> str:
    """ASRI's rules as a version stored before comments, hoaxes and figures were known."""
    values = json.loads(load(playbooks.texts()["asri"], "asri.toml").canonical())
    values["format"] = 2
    values["lanes"] = [lane for lane in values["lanes"] if lane["key"] != "fast"]
    values["rights"] = {right: values["rights"][right] for right in RIGHTS[:11]}
    return json.dumps(values)


def test_an_older_version_corrects_on_a_lane_made_of_its_emergency_lane(of_format_two: str) -> None:
    """A3.3: nothing may follow on it, so its one decision covers what the later check would have."""
    lane = playbook(of_format_two).lane("fast")
    assert [stage.key for stage in lane.stages] == ["draf_cepat", "persetujuan_cepat", "publikasi", "pemantauan"]
    assert (lane.follows, lane.clock_hours) == ((), True)
    assert {"files", "alts"} <= set(lane.stage("persetujuan_cepat").covers)
    assert lane.stage("persetujuan_cepat").returns_to == ("draf_cepat",)


def test_new_rights_go_to_who_held_the_nearest_one(of_format_two: str) -> None:
    rights = playbook(of_format_two).rights
    assert set(RIGHTS) <= set(rights)
    assert rights["correct"] == rights["emergency"]


def test_a_lifted_version_is_as_sound_as_a_new_one(of_format_two: str) -> None:
    """Seen red with the returns of the emergency lane left in the fast one."""
    assert sense_faults(playbook(of_format_two)) == ()
