"""What both offices asked the public: an index after a big campaign, a quiz around it, a quick survey that runs, and one duty left open."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from sqlmodel import Session

from data import reference
from data.database import transaction
from data.seeds.world import Story, World
from models.actors import Actor
from models.base import LOCAL, now
from models.planning.campaigns import Campaign
from models.programmes import Programme
from models.results.surveys import door, forms
from models.results.surveys.questions import Choice, Question, QuestionKind, SurveyKind
from models.results.surveys.satisfaction import ANSWERS
from models.results.surveys.surveys import Survey

BATCH = 25  # answers that come at one moment, each from a connection of its own
TIDE = timedelta(minutes=7)
Sheets = list[Mapping[str, str]]


def stories(world: World, start: datetime, now: datetime) -> list[Story]:
    """Two or three surveys of each programme, pressed together where the demo is short."""
    told: list[Story] = []
    for programme in ("simponi", "asri"):
        days = _Days(start, now)
        told += [_after_campaign(world, programme, days), _quick(world, programme, days)]
    return told


class _Days:
    """So many days ago, or as much of that as the demo has time for; days ahead are days ahead."""

    def __init__(self, start: datetime, now: datetime) -> None:
        self.now, self.share = now, min(1.0, (now - start) / timedelta(days=70))

    def ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days) * (self.share if days > 0 else 1)

    def on(self, days: float) -> Any:
        return (self.now - timedelta(days=days)).astimezone(LOCAL).date()


def _after_campaign(world: World, programme: str, days: _Days) -> Story:
    """The quiz before, the campaign, the quiz after and the index: in this order."""
    script = _script()[programme]
    quiz, index = script.get("quiz"), script["index"]
    yield days.ago(68)
    with _maker(world, programme) as (session, by, found):
        told = script["campaign"]
        campaign = Campaign.open(
            found, told["name"], told["aim"], told["target_group"], days.on(told["starts"]), days.on(told["ends"]), by, session, big=True
        )
        session.flush()
        campaign_id = campaign.pk
        quiz_id = _drafted(found, SurveyKind.QUIZ, quiz, _items(quiz), by, session, campaign) if quiz else None
    if quiz and quiz_id:
        yield from _round(world, programme, quiz_id, 0, quiz["before"], days, _quiz_sheets(quiz, "before"))
        yield from _round(world, programme, quiz_id, 1, quiz["after"], days, _quiz_sheets(quiz, "after"))
    yield max(days.ago(index["opens"]), world.now)
    with _maker(world, programme) as (session, by, found):
        questions = [*_elements(), Question("q1", QuestionKind.TEXT, "Apa yang perlu kami perbaiki?", required=False)]
        index_id = _drafted(found, SurveyKind.SATISFACTION, index, questions, by, session, Campaign.find(campaign_id, session))
    yield from _round(world, programme, index_id, 0, index, days, _leaning_sheets(index, ANSWERS))


def _quick(world: World, programme: str, days: _Days) -> Story:
    """Still open."""
    script = _script()[programme]["quick"]
    template = next(one for one in reference.satisfaction()["templates"] if one["key"] == "info_useful")
    yield days.ago(script["opens"])
    with _maker(world, programme) as (session, by, found):
        questions = [Question.of(one) for one in template["questions"]]
        survey_id = _drafted(found, SurveyKind.QUICK, {"intro": template["intro"], **script}, questions, by, session, None)
    yield from _round(world, programme, survey_id, 0, script, days, _leaning_sheets(script, tuple("12345")))


def _drafted(
    programme: Programme, kind: SurveyKind, told: Mapping[str, Any], questions: list[Question], by: Actor, session: Session,
    campaign: Campaign | None,
) -> int:  # fmt: skip
    intro = told.get("intro") or "Perlu sekitar dua menit, dan jawaban Anda tidak memuat nama."
    made = Survey.draft(programme, kind, told["title"], intro, questions, by, session, campaign=campaign, population=told.get("population"))
    return made.pk


def _round(world: World, programme: str, survey_id: int, place: int, told: Mapping[str, Any], days: _Days, sheets: Sheets) -> Story:
    """Opened, answered in tides, closed when its time is over."""
    until = days.ago(told["closes"])
    with _maker(world, programme) as (session, by, found):
        survey = Survey.current(survey_id, None, by.teams, session)
        survey.rounds[place].open(survey, found, by, now(), max(until, now() + timedelta(hours=6)))
    last = min(until, days.now) - timedelta(hours=1)
    tides = [sheets[at : at + BATCH] for at in range(0, len(sheets), BATCH)]
    step = max((last - world.now) / (len(tides) + 1), TIDE)
    for number, tide in enumerate(tides):
        yield world.now + step
        _answer(survey_id, place, tide, number)
    yield max(until, world.now)
    with _maker(world, programme) as (session, by, found):
        survey = Survey.current(survey_id, None, by.teams, session)
        survey.rounds[place].close(survey, found, by)


def _answer(survey_id: int, place: int, tide: Sheets, number: int) -> None:
    with transaction() as session:
        survey = session.get_one(Survey, survey_id)
        one = survey.rounds[place]
        for each, given in enumerate(tide):
            ticket = forms.read(forms.issue(one.seal, one.pk, survey.edition, now()), one.seal, one.pk, now() + forms.SOONEST)
            if isinstance(ticket, forms.Ticket):
                door.take(one.code, given, ticket, f"198.51.{number % 250}.{each + 1}", session)


def _elements() -> list[Question]:
    return [
        Question(
            one["key"], QuestionKind.ELEMENT, one["question"],
            tuple(Choice(key, label) for key, label in zip(ANSWERS, one["answers"], strict=True)),
        )
        for one in reference.satisfaction()["elements"]
    ]  # fmt: skip


def _items(quiz: Mapping[str, Any]) -> list[Question]:
    """The first option is the right one; it is shown in the middle."""
    made = []
    for number, one in enumerate(quiz["items"], start=1):
        first, *rest = [Choice(letter, label) for letter, label in zip("abcd", one["options"], strict=False)]
        made.append(Question(f"q{number}", QuestionKind.QUIZ, one["text"], (rest[0], first, *rest[1:]), "a"))
    return made


def _leaning_sheets(told: Mapping[str, Any], steps: tuple[str, ...]) -> Sheets:
    """Around the wanted means; some write a word, some skip it."""
    chance, texts = Random(told["title"]), told["texts"]
    words = max(told.get("choices", {}), default="q0")
    sheets: Sheets = []
    for number in range(told["answered"]):
        given = {key: _near(mean, steps, chance) for key, mean in told["leaning"].items()}
        given |= {key: chance.choices(list(some), list(some.values()))[0] for key, some in told.get("choices", {}).items()}
        if number < len(texts):
            given[f"q{int(words[1:]) + 1}"] = texts[number]
        sheets.append(given)
    return sheets


def _quiz_sheets(quiz: Mapping[str, Any], which: str) -> Sheets:
    """Who knows one answer is likelier to know the others."""
    chance = Random(f"{quiz['title']} {which}")
    sheets: Sheets = []
    for _ in range(quiz[which]["answered"]):
        knows = chance.uniform(-18, 18)
        given = {}
        for number, one in enumerate(quiz["items"], start=1):
            first, *rest = one[which]
            weights = [max(first + knows, 2), *(max(each - knows / len(rest), 1) for each in rest)]
            given[f"q{number}"] = chance.choices("abcd"[: len(weights)], weights)[0]
        sheets.append(given)
    return sheets


def _near(mean: float, steps: tuple[str, ...], chance: Random) -> str:
    place = round(chance.gauss(mean, 0.7))
    return steps[min(len(steps), max(1, place)) - 1]


@contextmanager
def _maker(world: World, programme: str) -> Iterator[tuple[Session, Actor, Programme]]:
    who = str(_script()[programme]["maker"])
    with world.acting(world.stand_ins.get(who, who)) as (session, by):
        yield session, by, Programme.find(world.roster.programmes[programme], session)


@cache
def _script() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
