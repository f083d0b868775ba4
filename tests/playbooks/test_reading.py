"""How a playbook is read, stored and found again."""

import json

import pytest

from data.playbooks import texts
from models.playbooks import Need, PlaybookError, load, playbook

SIMPONI = texts()["simponi"]
RULES = load(SIMPONI, "simponi.toml")


def test_a_stored_playbook_is_the_one_that_was_read():
    assert playbook(RULES.canonical()) == RULES


def test_the_order_of_keys_in_the_file_changes_neither_text_nor_digest():
    top, rest = SIMPONI.split('key = "simponi"\n', 1)
    other = load('key = "simponi"\n' + top + rest, "other.toml")
    assert (other.canonical(), other.digest) == (RULES.canonical(), RULES.digest)


def test_a_single_other_word_gives_another_digest():
    assert load(SIMPONI.replace('label = "Draf"', 'label = "Naskah"'), "other.toml").digest != RULES.digest


def test_canonical_text_is_sorted_json_with_its_defaults_written_out():
    values = json.loads(RULES.canonical())
    assert list(values) == sorted(values)
    assert values["lanes"][0]["stages"][0]["verbal"] is False


def test_a_stored_playbook_is_parsed_once():
    assert playbook(RULES.canonical()) is playbook(RULES.canonical())


def test_a_playbook_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        RULES.lane("normal").label = "Lain"  # type: ignore[misc]


def test_what_a_type_does_not_have_it_does_not_need():
    assert RULES.need("pengumuman", "title") is Need.REQUIRED
    assert RULES.need("pengumuman", "warning_danger") is None


def test_a_forged_key_is_no_part_of_the_playbook():
    for find in (RULES.role, RULES.field, RULES.type, RULES.format_of, RULES.channel, RULES.lane, RULES.lane("normal").stage):
        with pytest.raises(KeyError):
            find("tidak_ada")


def test_a_file_that_is_no_toml_says_so_with_its_name_and_line():
    with pytest.raises(PlaybookError) as refused:
        load("format = 1\nkey = \n", "data/playbooks/rusak.toml")
    assert refused.value.origin == "data/playbooks/rusak.toml"
    assert "baris 2" in refused.value.reason


def test_all_faults_are_told_at_once_each_with_file_and_place():
    broken = SIMPONI.replace('by = ["desainer"]', "by = []").replace('alt_text = "required"\n', "")
    with pytest.raises(PlaybookError) as refused:
        load(broken, "simponi.toml")
    assert {fault.path for fault in refused.value.faults} == {"lanes.normal.stages.desain.by", "checks.alt_text"}
    assert str(refused.value).count("simponi.toml: ") == 2
