"""The quarters around now as both teams plan them: a plan before, one that runs, one that waits; pieces, campaigns and ideas."""

import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from sqlmodel import Session

from data.database import transaction
from data.seeds.making import BEGINS
from data.seeds.plan import Piece
from data.seeds.world import Story, World
from models.actors import Actor
from models.base import LOCAL
from models.planning.campaigns import Campaign
from models.planning.ideas import Idea
from models.planning.items import Outcome, PlanItem
from models.planning.plans import Aim, Plan, Urgency
from models.planning.quarters import Quarter
from models.programmes import Programme

LEAD = timedelta(days=16)
TOO_LATE = timedelta(days=21)  # so close to its end nobody plans a quarter any more
SHARE = 0.62  # of the pieces that were planned before they were begun
IN_PLANNING = "rencana_mingguan"


def stories(world: World, pieces: Sequence[Piece], start: datetime, now: datetime) -> list[Story]:
    """For the scheduler: each quarter's plan, its end, the campaigns and the ideas of each programme."""
    running = Quarter.at(now)
    told: list[Story] = []
    for programme in ("simponi", "asri"):
        own = [one for one in pieces if one.script.programme == programme]
        for quarter, key in ((running.previous, "before"), (running, "running")):
            begun = world.in_hours(programme, max(start + timedelta(days=1), quarter.since - LEAD), 60)
            if begun < quarter.until - TOO_LATE:
                told += [_plan(world, programme, quarter, key, begun), _pieces(world, programme, quarter, own, begun)]
                told += [_end(world, programme, quarter)] if key == "before" else [_settling(world, programme, quarter, now)]
        told.append(_next_plan(world, programme, running.following, now))
        told += [_campaign(world, programme, now), *(_idea(world, programme, one, now) for one in _script()[programme]["ideas"])]
    return [*told, _freezing(running)]


def _plan(world: World, programme: str, quarter: Quarter, key: str, begun: datetime) -> Story:
    """Drafted and submitted before the quarter, or soon after the office moved in; approved the day after."""
    yield begun
    plan_id = _drafted(world, programme, quarter, key)
    yield world.in_hours(programme, begun + timedelta(days=1), 100)
    with _at_work(world, programme, "decider") as (session, by, _):
        Plan.current(plan_id, None, by.programmes, session).approve(by)


def _pieces(world: World, programme: str, quarter: Quarter, own: Sequence[Piece], begun: datetime) -> Story:
    """Lines of the calendar from which the writers begin, each shortly before; the rest is begun without one."""
    yield begun + timedelta(days=2)
    wanted = [one for one in own if quarter.since <= one.planned_for < quarter.until and one.at != IN_PLANNING]
    for piece in sorted(wanted, key=lambda one: one.begin):
        if Random(f"plan-{piece.name}").random() < SHARE and not piece.script.event_hours and piece.begin > world.now:
            yield piece.begin - timedelta(hours=27)
            if piece.begin > world.now:
                _plan_piece(world, programme, piece)


def _settling(world: World, programme: str, quarter: Quarter, now: datetime) -> Story:
    """What went as planned is settled now and then, last some days ago."""
    yield world.in_hours(programme, now - timedelta(days=9), 40)
    with _at_work(world, programme, "planner") as (session, by, found):
        PlanItem.settle_as_planned(found, quarter, by, session)


def _next_plan(world: World, programme: str, quarter: Quarter, now: datetime) -> Story:
    """Still with the mentor."""
    yield world.in_hours(programme, now - timedelta(days=4), 45)
    _drafted(world, programme, quarter, "next")


def _drafted(world: World, programme: str, quarter: Quarter, key: str) -> int:
    script = _script()[programme][key]
    with _at_work(world, programme, "planner") as (session, by, found):
        plan = Plan.draft(found, quarter, by, session)
        aims, urgent = [Aim(*one) for one in script["targets"]], [Urgency(*one) for one in script["priorities"]]
        plan.revise(by, aims, script["per_week"], urgent)
        plan.submit(by)
        return plan.pk


def _plan_piece(world: World, programme: str, piece: Piece) -> None:
    """One in six was first wanted some days earlier."""
    hour, script = piece.planned_for, piece.script
    with _at_work(world, programme, "planner") as (session, by, found):
        moved = Random(f"moved-{piece.name}").random() < 1 / 6
        first = hour - timedelta(days=3) if moved else hour
        item = PlanItem.plan(
            found, script.title(hour), script.kind, list(script.fields["channels"]), first, by, session,
            format=script.format, owner_id=world.roster.people[piece.crew[BEGINS[programme]]],
        )  # fmt: skip
        if moved:
            item.move(by, hour)
        world.planned[piece.name] = item.pk


def _freezing(quarter: Quarter) -> Story:
    """The job, in the first night of the quarter that runs now."""
    yield quarter.since + timedelta(minutes=10)
    with transaction() as session:
        for plan in Plan.to_freeze(session):
            plan.freeze()


def _end(world: World, programme: str, quarter: Quarter) -> Story:
    """Pieces that came to nothing are told with their reasons, then the quarter is closed."""
    script = _script()[programme]
    for place, one in enumerate(script["past"]):
        yield world.in_hours(programme, quarter.until - timedelta(days=30), 10 * place + 5)
        hour = quarter.until - timedelta(days=20 - 4 * place, hours=14)
        _written(world, programme, one, hour, None)
    yield world.in_hours(programme, quarter.until + timedelta(days=5), 90)
    with _at_work(world, programme, "planner") as (session, by, found):
        plan = Plan.in_force(found.pk, quarter, session)
        if plan is None:
            return
        PlanItem.settle_as_planned(found, quarter, by, session)
        told = {one["title"]: Outcome(one["outcome"]) for one in script["past"]}
        for item in PlanItem.to_settle(found.pk, quarter, session, size=200):
            outcome = told.get(item.title, item.suggested)
            item.settle(by, outcome, _script()["reasons"][outcome.value])
        plan.close(by)


def _campaign(world: World, programme: str, now: datetime) -> Story:
    """Runs now, with pieces of its own in the weeks to come."""
    script = _script()[programme]
    yield world.in_hours(programme, now - timedelta(days=23), 30)
    with _at_work(world, programme, "planner") as (session, by, found):
        days = _day(now - timedelta(days=18)), _day(now + timedelta(days=24))
        campaign = Campaign.open(found, starts_on=days[0], ends_on=days[1], by=by, session=session, **script["campaign"])
        session.flush()
        campaign_id = campaign.pk
    for one in script["pieces"]:
        yield world.in_hours(programme, now - timedelta(days=7), 5)
        _written(world, programme, one, _hour(now, one["days"]), campaign_id if one.get("campaign") else None)


def _written(world: World, programme: str, one: dict[str, Any], hour: datetime, campaign_id: int | None, idea: int | None = None) -> None:
    with _at_work(world, programme, "planner") as (session, by, found):
        PlanItem.plan(
            found, one["title"], one["kind"], one["channels"], hour, by, session, place=one.get("place", ""), campaign_id=campaign_id,
            idea=Idea.current(idea, None, by.programmes, session) if idea else None,
        )  # fmt: skip


def _idea(world: World, programme: str, one: dict[str, Any], now: datetime) -> Story:
    """Suggested; perhaps set aside, or taken into the calendar."""
    yield world.in_hours(programme, now - timedelta(days=one["days"]), 35)
    with world.acting(one["by"]) as (session, by):
        found = Programme.find(world.roster.programmes[programme], session)
        facts = {key: one.get(key, "") for key in ("source_note", "kind", "place")}
        idea = Idea.suggest(found, one["title"], one["source"], by, session, **facts)
        session.flush()
        idea_id = idea.pk
    yield world.in_hours(programme, now - timedelta(days=one["days"] - 2), 50)
    if reason := one.get("set_aside"):
        with _at_work(world, programme, "planner") as (session, by, found):
            Idea.current(idea_id, None, by.programmes, session).set_aside(found, by, reason)
    elif days := one.get("planned"):
        _written(world, programme, {**one, "channels": ["instagram", "facebook"]}, _hour(now, days), None, idea_id)


@contextmanager
def _at_work(world: World, programme: str, role: str) -> Iterator[tuple[Session, Actor, Programme]]:
    """One transaction of the planner or of who decides (or stands in for him), with the programme."""
    who = str(_script()[programme][role])
    with world.acting(world.stand_ins.get(who, who)) as (session, by):
        yield session, by, Programme.find(world.roster.programmes[programme], session)


@cache
def _script() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _day(moment: datetime) -> date:
    return moment.astimezone(LOCAL).date()


def _hour(now: datetime, days: int) -> datetime:
    """Ten in the morning so many days from now, on Sundays a day later."""
    day = _day(now + timedelta(days=days))
    return datetime.combine(day + timedelta(days=day.weekday() == 6), time(10), LOCAL)
