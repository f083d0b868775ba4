"""Evaluations of both programmes: the last quarter closed and signed by two, the running one in preparation, follow-ups in every state."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlmodel import Session

from data.database import transaction
from data.seeds.cast import OFFICES
from data.seeds.world import Story, World
from models.actors import SYSTEM, Actor
from models.base import LOCAL
from models.governance.letterheads import Letterhead
from models.governance.minutes import Minutes
from models.people import Person
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results.evaluations.aims import AimState, judge_aim
from models.results.evaluations.effectiveness import WHOLE, Effectiveness, Verdict, subjects
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.findings import EvaluationNote, NoteKind
from models.results.evaluations.follow_ups import FollowUp, FollowUpKind
from models.results.evaluations.freezing import current_lines
from models.results.evaluations.periods import Period

HEADS = {
    "simponi": ("Jalan Contoh Nomor 1, Sungailiat 33215", "Telepon 0717 00 000 01, surel diskominfotik@contoh.bangka.go.id"),
    "asri": ("Jalan Contoh Nomor 2, Sungailiat 33215", "Telepon 0717 00 000 11, surel bpbd@contoh.bangka.go.id"),
}
AFTER = timedelta(days=7)  # of a quarter's end, its evaluation begins
SETTLE_IN = timedelta(days=2)


def stories(world: World, start: datetime, now: datetime) -> list[Story]:
    """For the scheduler; a demo too short for the quarter before tells only the preparation of the running one."""
    running = Quarter.at(now)
    told = [_letterheads(world, start)]
    for programme in ("simponi", "asri"):
        told.append(_past(world, programme, running.previous, max(start + SETTLE_IN, running.previous.until + AFTER)))
        told.append(_preparing(world, programme, running, world.in_hours(programme, now - timedelta(days=2), 50)))
    return told


def _letterheads(world: World, start: datetime) -> Story:
    yield start + timedelta(hours=1)
    with transaction() as session:
        for key, (address, contact) in HEADS.items():
            office = Programme.find(world.roster.programmes[key], session).office
            Letterhead.set(
                office, (start - timedelta(days=1)).astimezone(LOCAL).date(), SYSTEM, session, government="Pemerintah Kabupaten Bangka",
                name=OFFICES[key][0].removesuffix(" Kabupaten Bangka"), address=address, contact=contact, place="Sungailiat",
            )  # fmt: skip


def _past(world: World, programme: str, quarter: Quarter, begin: datetime) -> Story:
    """Prepared, discussed, judged, settled and closed within a week; what was decided is worked on afterwards."""
    script = _script()[programme]
    yield world.in_hours(programme, begin, 40)
    with _acting(world, programme, "planner") as (session, by, found):
        one = Evaluation.open(found, Period(quarter), by, session)
        for aim in one.aims:
            state, reason = script["aims"].get(aim.key, (script["state"], script["reason"]))
            judge_aim(one, aim.key, AimState(state), reason, by)
        for kind, text in script["notes"]:
            EvaluationNote.write(one, NoteKind(kind), text, by)
        one.revise(by, number=script["number"], summary=script["summary"], recommendation=script["recommendation"])
        evaluation_id = one.pk
    yield world.in_hours(programme, begin + timedelta(days=3), 60)
    with _acting(world, programme, "decider") as (session, by, found):
        one = Evaluation.current(evaluation_id, None, by.teams, session)
        for about in subjects(found.rules):
            verdict = Verdict(script["verdict"]) if about == WHOLE else Verdict.EFFECTIVE
            reason = script["verdict_reasons"].get(about, script["verdict_reason"])
            Effectiveness.judge(one, about, verdict, reason, by, current_lines(one))
    yield world.in_hours(programme, begin + timedelta(days=4), 30)
    with _acting(world, programme, "planner") as (session, by, _):
        one = Evaluation.current(evaluation_id, None, by.teams, session)
        _meet(world, one, by, session, script)
        made = [_follow_up(world, one, line, by, session) for line in script["follow_ups"]]
    yield world.in_hours(programme, begin + timedelta(days=5), 45)
    with _acting(world, programme, "planner") as (session, by, _):
        Evaluation.current(evaluation_id, None, by.teams, session).settle(by)
    yield world.in_hours(programme, begin + timedelta(days=6), 70)
    with _acting(world, programme, "decider") as (session, by, _):
        Evaluation.current(evaluation_id, None, by.teams, session).close(by)
    for pk, line in zip(made, script["follow_ups"], strict=True):
        yield from _worked_on(world, programme, pk, line, begin)


def _preparing(world: World, programme: str, quarter: Quarter, begin: datetime) -> Story:
    yield begin
    with _acting(world, programme, "planner") as (session, by, found):
        one = Evaluation.open(found, Period(quarter), by, session)
        for kind, text in _script()[programme]["running_notes"]:
            EvaluationNote.write(one, NoteKind(kind), text, by)


def _meet(world: World, one: Evaluation, by: Actor, session: Session, script: dict[str, Any]) -> None:
    one.discuss(by)
    title, on = f"Rapat evaluasi {one.period.label}", world.now.astimezone(LOCAL).date()
    agenda = "Tindak lanjut sebelumnya\nAngka terhadap target\nTujuan dan hasil\nPutusan efektivitas\nTindak lanjut berikutnya"
    met = Minutes.begin(
        one.programme, title, on, by, session, one, place=script["place"], hours="09.00 s.d. 11.30 WIB", agenda=agenda
    )  # fmt: skip
    for username in script["people"]:
        met.attend(by, person=Person.find(world.roster.people[username], session))
    for name, position, body in script["guests"]:
        met.attend(by, name=name, position=position, body=body)
    for text in script["decisions"]:
        met.decide(text, by)


def _follow_up(world: World, one: Evaluation, line: dict[str, Any], by: Actor, session: Session) -> int:
    decided = Minutes.about(one, session)[0].standing[line["decision"]] if "decision" in line else None
    inspection = line["kind"] == "inspection"
    return FollowUp.open(
        one.programme, FollowUpKind(line["kind"]), decided.text if decided else line["title"], world.roster.people[line["owner"]],
        _day(world.now + timedelta(days=line["days"])), by, session, about=line.get("about", ""), letter=line.get("letter", ""),
        evaluation=None if inspection else one, decision=decided,
    ).pk  # fmt: skip


def _worked_on(world: World, programme: str, follow_up_id: int, line: dict[str, Any], begin: datetime) -> Story:
    for place, step in enumerate(line.get("steps", ())):
        yield world.in_hours(programme, begin + timedelta(days=10 + 4 * place), 25)
        last = line.get("end") == "done" and place == len(line["steps"]) - 1
        with world.acting(line["owner"]) as (session, by):
            one = FollowUp.current(follow_up_id, None, by.teams, session)
            if last:
                one.finish(by, step, link=line["link"])
            else:
                one.work_on(by, step)
    if reason := line.get("cancel"):
        yield world.in_hours(programme, begin + timedelta(days=19), 25)
        with _acting(world, programme, "planner") as (session, by, _):
            FollowUp.current(follow_up_id, None, by.teams, session).cancel(by, reason)


@contextmanager
def _acting(world: World, programme: str, role: str) -> Iterator[tuple[Session, Actor, Programme]]:
    """One transaction of the preparer or of the mentor (or who stands in for him), with the programme."""
    who = str(_script()[programme][role])
    with world.acting(world.stand_ins.get(who, who)) as (session, by):
        yield session, by, Programme.find(world.roster.programmes[programme], session)


@cache
def _script() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _day(moment: datetime) -> date:
    return moment.astimezone(LOCAL).date()
