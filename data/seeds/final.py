"""The end of the first cycle: its report waits for the mentor, two recommendations, and the first document of the index."""

import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from data import files
from data.seeds.world import Story, World
from models.governance.cycles import Cycle
from models.governance.final_reports import FinalReport
from models.governance.innovation_proofs import InnovationProof
from models.governance.recommendations import Recommendation
from models.programmes import Programme
from models.results.evaluations.evaluations import Evaluation

DECISIONS = ("accept", "reject")


def stories(world: World, now: datetime) -> list[Story]:
    return [_ending(world, key, now) for key in _script()]


def _ending(world: World, key: str, now: datetime) -> Story:
    """Whatever evaluation and past cycle the demo has by then; a short one may have neither."""
    script = _script()[key]
    keeper, decider = script["people"]
    made: list[tuple[int, dict[str, Any]]] = []
    yield world.in_hours(key, now - timedelta(days=1, hours=6), 75)
    with world.acting(keeper) as (session, by):
        programme = Programme.find(world.roster.programmes[key], session)
        indicator, level, name = script["document"]
        kept = files.keep(b"%PDF-1.4\n% contoh dokumen " + name.encode() + b"\n%%EOF\n")
        InnovationProof.attach(programme, indicator, level, by, session, sha256=kept.sha256, name=name, type="application/pdf")
        past = next((one for one in Cycle.listed(programme.pk, by, session) if one.is_past), None)
        if past:
            texts = {name: script[name] for name in ("number", "summary", "lessons")}
            FinalReport.write(past, by, session, texts).submit(by)
        ground = next((one for one in reversed(Evaluation.listed([programme.pk], session)) if not one.is_open), None)
        for told in script["recommendations"] if ground else ():
            given = {**told, "owner_id": world.roster.people[told["owner"]]}
            made.append((Recommendation.propose(programme, ground, by, session, given).pk, told))
    yield world.in_hours(key, now - timedelta(hours=20), 60)
    with world.acting(world.stand_ins.get(decider, decider)) as (session, by):
        for pk, told in made:
            for verb in DECISIONS:
                if verb in told:
                    getattr(Recommendation.current(pk, None, by, session), verb)(by, told[verb])
    yield world.in_hours(key, now - timedelta(hours=4), 30)
    with world.acting(keeper) as (session, by):
        for pk, told in made:
            if "done" in told:
                Recommendation.current(pk, None, by, session).carry_out(by, told["done"])


@cache
def _script() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
