"""One change of each playbook adopted early on, one proposal that waits today, and an assumption the office has confirmed."""

from datetime import datetime, timedelta
from typing import Any

from data.seeds.world import Story, World
from models.governance import trying_rules
from models.governance.assumptions import AssumptionConfirmed, standing
from models.governance.rule_proposals import RuleProposal
from models.programmes import Programme

KEEPERS = {"simponi": ("rani", "hadi"), "asri": ("lena", "sumarno")}
ADOPTED = ({"reminders.before_hours": 6.0}, "Pengingat empat jam sebelum tenggat terlalu mepet bagi validator yang sedang rapat.")
OPEN: dict[str, tuple[dict[str, Any], str]] = {
    "simponi": ({"fields.title.max_chars": 45}, "Judul yang panjang terpotong di pratinjau ponsel."),
    "asri": ({"fields.title.max_chars": 40}, "Judul peringatan harus terbaca sekali pandang."),
}
CONFIRMED = "language"


def stories(world: World, start: datetime, now: datetime) -> list[Story]:
    return [_changing(world, key, start, now) for key in KEEPERS]


def _changing(world: World, key: str, start: datetime, now: datetime) -> Story:
    decider = KEEPERS[key][1]
    yield world.in_hours(key, start + timedelta(days=20), 40)
    proposal_id = _submitted(world, key, *ADOPTED)
    yield world.in_hours(key, start + timedelta(days=21), 90)
    with world.acting(decider) as (session, by):
        RuleProposal.current(proposal_id, None, by, session).adopt(by)
    yield world.in_hours(key, start + timedelta(days=23), 15)
    with world.acting(decider) as (session, by):
        programme = Programme.find(world.roster.programmes[key], session)
        found = next((one for one in standing(programme, session) if one.path == CONFIRMED and one.confirmed is None), None)
        if found:
            AssumptionConfirmed.confirm(programme, found.path, found.digest, by, session)
    yield world.in_hours(key, now - timedelta(days=2), 55)
    _submitted(world, key, *OPEN[key])


def _submitted(world: World, key: str, edits: dict[str, Any], why: str) -> int:
    """Written, run over what came out lately, handed in."""
    with world.acting(KEEPERS[key][0]) as (session, by):
        proposal = RuleProposal.begin(Programme.find(world.roster.programmes[key], session), by, session)
        session.flush()
        proposal.edit(by, edits)
        outcome = trying_rules.tried(proposal.programme, proposal.rules, by, session)
        trying_rules.keep(proposal.programme, proposal.rules, outcome, by, session)
        proposal.submit(by, why)
        return proposal.pk
