"""The SOP and the phases of both guidelines as data: the corrected tables, the printed ones beside them, and what refuses to load."""

import copy
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from data.playbooks import texts
from models.playbooks import Playbook, from_values, load
from models.playbooks.rules import PlaybookError
from models.playbooks.sop import Branch, Scope

PLAYBOOKS = {key: load(text, f"data/playbooks/{key}.toml") for key, text in texts().items()}
both = pytest.mark.parametrize("rules", PLAYBOOKS.values(), ids=list(PLAYBOOKS))


def numbers(rules: Playbook) -> list[str]:
    return [one.number for one in rules.sop.main]


def test_simponi_has_its_eleven_steps_and_publishes_after_the_validation() -> None:
    """S-H, S-H5, S-H9: 5 loops to the draft, 9 to the running work; the printed step 4 became a preview and a publication after 5."""
    rules = PLAYBOOKS["simponi"]
    assert numbers(rules) == ["1", "2", "3", "4a", "5", "4b", "6", "7", "8", "9", "10", "11"]
    back = {one.of: one.to for one in rules.sop.steps if one.branch is Branch.NO}
    assert back == {"validasi": "penyusunan", "efektivitas": "implementasi"}
    assert [one.number for one in rules.sop.printed if one.number][3:5] == ["4.", "5."]


def test_asri_has_its_thirteen_steps_with_the_times_put_right() -> None:
    """A-H, A-H6, A-H11: the shifted rows are corrected, the year of the monitoring too; the printed row keeps its own words."""
    rules = PLAYBOOKS["asri"]
    assert numbers(rules) == [str(one) for one in range(1, 14)]
    times = {one.number: (one.first, one.last) for one in rules.sop.steps if one.first is not None}
    assert (times["4"], times["6"], times["6 TIDAK"], times["13"]) == ((25, 34), (50, 54), (55, 59), (196, 205))
    printed = {one.step: one for one in rules.sop.printed}
    assert printed["bahan"].time == "1-15 Oktober 2025"
    assert "2025" in (printed["pengelolaan"].time or "")
    assert "2026" in ({one.key: one for one in rules.sop.steps}["monitoring"].time or "")


@both
def test_actors_of_every_step_are_assumptions_and_only_steps_of_contents_are_counted_by_content(rules: Playbook) -> None:
    """S-H, A-H: the marks were lost in print, so all of them wait for the office."""
    assert all(one.assumed for one in rules.sop.steps)
    counted = {one.number for one in rules.sop.main if one.scope is Scope.CONTENT}
    assert counted == ({"4", "5", "6", "7"} if rules.key == "asri" else {"2", "3", "4a", "4b", "5"})


@both
def test_the_offsets_of_the_phases_give_the_printed_calendar(rules: Playbook) -> None:
    """S-G, A-G: day 0 is 27 August 2025; one-day phases, gaps and overlaps are kept."""
    start = date(2025, 8, 27)
    reckoned = [(one.key, start + timedelta(one.first), start + timedelta(one.last)) for one in rules.cycles.phases]
    (past,) = rules.cycles.past
    assert reckoned == [(one.key, date.fromisoformat(one.starts), date.fromisoformat(one.ends)) for one in past.phases]
    assert str(reckoned[-1][2]) == {"simponi": "2025-10-10", "asri": "2026-03-15"}[rules.key]


def step(raw: dict[str, Any], key: str) -> dict[str, Any]:
    return next(one for one in raw["sop"]["steps"] if one["key"] == key)


FAULTS: dict[str, tuple[Callable[[dict[str, Any]], Any], str, str]] = {
    "a lane nobody knows": (lambda raw: step(raw, "bahan").update(does=["warga"]), "sop.steps.bahan", "warga"),
    "the public decides": (lambda raw: step(raw, "validasi").update(decides=["masyarakat"]), "sop.steps.validasi.decides", "bukan orang"),
    "nobody does it": (lambda raw: step(raw, "bahan").update(does=[], supports=[]), "sop.steps.bahan", "pelaku"),
    "a stage nobody knows": (lambda raw: step(raw, "bahan").update(stages=["cetak"]), "sop.steps.bahan.stages", "cetak"),
    "no way on": (lambda raw: raw["sop"]["steps"].remove(step(raw, "validasi_ya")), "sop.steps.validasi", "YA dan TIDAK"),
    "a way to nowhere": (lambda raw: step(raw, "validasi_tidak").update(to="awan"), "sop.steps.validasi_tidak.to", "awan"),
    "an end before its beginning": (lambda raw: raw["cycles"]["phases"][0].update(first=12), "cycles.phases.persiapan.last", "sebelum"),
    "a day that doesn't exist": (
        lambda raw: raw["cycles"]["past"][0]["phases"][0].update(starts="2025-02-30"), "cycles.past.siklus_2025.persiapan", "2025-02-30"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_refused_with_its_place(case: tuple[Callable[[dict[str, Any]], Any], str, str]) -> None:
    """A-H: an SOP that leads nowhere is never adopted."""
    edit, path, reason = case
    raw = copy.deepcopy(json.loads(PLAYBOOKS["asri"].canonical()))
    edit(raw)
    with pytest.raises(PlaybookError) as refused:
        from_values(raw, "asri.toml")
    assert any(one.path == path and reason in one.reason for one in refused.value.faults), refused.value
