"""Hoaxes of the demo, told with the verbs: in every state, one merged, one corrected, one concluded by telephone."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlmodel import Session

from data.seeds import album
from data.seeds.airing import LINKS
from data.seeds.steps import answers
from data.seeds.world import Story, World
from models.actors import Actor
from models.base import today
from models.content.contents import Content
from models.content.publishing import Report
from models.governance.contacts import Contact
from models.people import Person
from models.programmes import Programme
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.holding_answers import Way
from models.public.hoaxes.states import Found

WRITERS, APPROVERS = {"simponi": "riko", "asri": "eko"}, {"simponi": "hadi", "asri": "sumarno"}
CONTACTS = {"simponi": "layanan", "asri": "darurat"}
CHANNELS = ("instagram", "facebook")
REASON = "Diperiksa kepada pemilik informasi; hasilnya tercatat di sumber."


def stories(world: World, now: datetime) -> list[Story]:
    """One per case; what happened in the last hours is counted from now, whatever the hour."""
    met: dict[str, int] = {}
    return [HoaxStory(one, world, now, met).told() for one in _script()["cases"]]


class HoaxStory:
    """One case by its script."""

    def __init__(self, script: dict[str, Any], world: World, now: datetime, met: dict[str, int]) -> None:
        self.script, self.world, self.now, self.met = script, world, now, met
        self.programme: str = script["programme"]
        self.case_id = 0

    def told(self) -> Iterator[datetime]:
        yield self._begins
        self._record()
        yield self._after(6)
        self._look_into_it()
        end = self.script["end"]
        if end == "merged":
            self._merge()
        if "first" not in self.script:
            return
        yield self._after(35)
        self._conclude(self.script["first"], self.script["result"])
        if end == "waiting":
            return
        yield self._after(20)
        self._second(self.script["result"])
        if end == "closed" and "fact" not in self.script:
            yield self._after(30)
            self._close()
        if "fact" not in self.script:
            return
        yield from self._clarify(self.script["fact"])
        if end == "corrected":
            yield self.world.in_hours(self.programme, self.world.now + timedelta(days=1), 40)
            yield from self._correct()
        if end in ("closed", "corrected"):
            yield self.world.in_hours(self.programme, self.world.now + timedelta(days=2), 20)
            self._close()

    @property
    def _begins(self) -> datetime:
        if "hours" in self.script:
            return self.now - timedelta(hours=self.script["hours"])
        return self.world.in_hours(self.programme, self.now - timedelta(days=self.script["days"]), 70)

    def _after(self, minutes: float) -> datetime:
        """Recent cases keep pace with the clock, so that each stands where its script ends."""
        return self.world.now + timedelta(minutes=minutes * (0.3 if "hours" in self.script else 1))

    @contextmanager
    def _on(self, username: str) -> Iterator[tuple[HoaxCase, Actor, Session]]:
        with self.world.acting(username) as (session, actor):
            yield HoaxCase.current(self.case_id, None, actor, session), actor, session

    def _record(self) -> None:
        one = self.script
        with self.world.acting(one["by"]) as (session, actor):
            programme = Programme.find(self.world.roster.programmes[self.programme], session)
            case = HoaxCase.record(
                programme,
                one["title"],
                one["claim"],
                actor,
                session,
                link=one.get("link", ""),
                place=one.get("place", ""),
                hazard=one.get("hazard", ""),
            )
            self.case_id = case.pk
        self.met.setdefault(self.programme if one["end"] == "verifying" else one["title"], self.case_id)

    def _look_into_it(self) -> None:
        one = self.script
        with self._on(one["by"]) as (case, actor, _):
            for place, spread, detail, people in one.get("traces", ()):
                case.sight(actor, place, spread, detail=detail, people=people)
            if "holding" in one:
                case.note_holding(actor, one["holding"], Way.WHATSAPP)
            for question, outcome, said in one.get("checks", ()):
                case.check(actor, Found(outcome), said, question=question)
            if "source" in one:
                case.add_source(actor, one["source"][0], link=one["source"][1])
            if "statement" in one:
                case.ask_statement(actor, one["statement"])

    def _merge(self) -> None:
        with self._on(self.script["by"]) as (case, actor, session):
            case.merge_into(HoaxCase.current(self.met[self.programme], None, actor, session), actor)

    def _conclude(self, username: str, result: str) -> None:
        with self._on(username) as (case, actor, _):
            case.conclude(actor, result, REASON, made_by_ai=self.script.get("ai", False))

    def _second(self, result: str) -> None:
        """In the app, or by telephone, written down by somebody else."""
        one = self.script
        if "verbal" not in one:
            self._conclude(one["second"], result)
            return
        with self._on(one["verbal"]) as (case, actor, session):
            person = Person.find(self.world.roster.people[one["second"]], session)
            case.record_call(
                actor, person, result, REASON, how="Telepon, 3 menit", reached_at=self.world.now, made_by_ai=one.get("ai", False)
            )
        if one["end"] != "concluded":
            with self._on(one["second"]) as (case, actor, _):
                case.confirm_call(actor)

    def _clarify(self, fact: str) -> Iterator[datetime]:
        """Written, approved and out within the hour."""
        yield self._after(10)
        writer = WRITERS[self.programme]
        with self._on(writer) as (case, actor, _):
            content_id = case.begin_clarification(actor, fact, self.script["explanation"]).pk
            title = case.title
        source = self.script["source"][0]
        lines = ["Klaim yang beredar tidak benar", self.script["explanation"]]
        page = album.poster(self.programme, fact, lines, source, f"klarifikasi-{content_id}")
        yield self._after(12)
        self._write(content_id, writer, page)
        yield self._after(8)
        with self.world.working_on(content_id, APPROVERS[self.programme]) as (content, actor):
            content.approve(actor, answers(content.stage_rules))
        yield self._after(6)
        with self.world.working_on(content_id, writer) as (content, actor):
            reports = [Report(one, self.world.now, LINKS[one].format(f"klarifikasi{content_id}")) for one in content.channels]
            content.publish(actor, reports)
        yield self._after(180)
        self._note_reach(title)

    def _write(self, content_id: int, writer: str, page: album.Page) -> None:
        with self.world.working_on(content_id, writer) as (content, actor):
            assert content.revision is not None
            contact = Contact.current(self.world.roster.contacts[CONTACTS[self.programme]], None, content.session)
            contact.record_test(actor, today(), reached=True)  # what is printed was tried the same day
            media = content.add_file(actor, page.media())
            files = [{"media_id": media.pk, "purpose": page.purpose.value, "alt": page.alt, "people": "tidak_ada"}]
            content.save(actor, {**content.revision.fields, **self._fields(content)}, files, content.revision_number)
            content.submit(actor)

    def _fields(self, content: Content) -> dict[str, Any]:
        place = self.script.get("place") or "19.01"
        told = {
            "channels": list(CHANNELS),
            "contact": [self.world.roster.contacts[CONTACTS[self.programme]]],
            "official_link": {"none": "Klarifikasi ini sumber resminya"},
            "location": [place],
            "actions": "Jangan meneruskan klaimnya\nIkuti akun resmi kami",
        }
        known = {one.key for one in content.rules.fields_of(content.kind)}
        return {key: value for key, value in told.items() if key in known}

    def _note_reach(self, title: str) -> None:
        with self._on(WRITERS[self.programme]) as (case, actor, _):
            for place, channel in enumerate(CHANNELS, start=1):
                case.note_reach(actor, channel, len(title) * 61 // place, self.world.now.date())

    def _correct(self) -> Iterator[datetime]:
        with self._on(self.script["by"]) as (case, actor, _):
            case.begin_correction(actor, self.script["why"])
        yield self._after(25)
        self._conclude(self.script["first"], self.script["corrected_to"])
        yield self._after(15)
        self._conclude(self.script["second"], self.script["corrected_to"])
        yield from self._clarify(self.script["corrected_fact"])

    def _close(self) -> None:
        with self._on(self.script["by"]) as (case, actor, _):
            case.close(actor, "Sebarannya berhenti.")


@cache
def _script() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
