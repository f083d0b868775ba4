"""One hoax on its way, told with the verbs by the standing cast."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session

from data.database import reading, transaction
from models.actors import SYSTEM, Actor
from models.people import Person
from models.programmes import Programme
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.states import Found
from models.public.service_hours import USUAL_WEEK, ServiceHours
from tests.cast import Cast, Team

Result = TypeVar("Result")
CLAIMS = {
    "simponi": ("Samsat gratis minggu ini", "Info: semua pajak motor digratiskan minggu ini, datang bawa KTP. Sebarkan!"),
    "asri": ("Tanggul Berok jebol malam ini", "Info dari grup sebelah: tanggul Sungai Berok jebol jam 8 malam ini, segera mengungsi!!"),
}
DECIDERS = {"simponi": ("pengawas_kebijakan", "mentor"), "asri": ("pengawas_keakuratan", "koordinator")}
REASON = "Petugas di lokasi dan dinas terkait membantahnya."


@dataclass
class Rumour:
    """`do(person, verb)` is one transaction with today's roles; `first` and `second` conclude."""

    cast: Cast
    team: Team
    case_id: int

    @classmethod
    def simponi(cls, cast: Cast, **more: Any) -> "Rumour":
        """A false promise, recorded by the editor."""
        return cls(cast, cast.simponi, record(cast, cast.simponi, cast.simponi.editor, **more))

    @classmethod
    def asri(cls, cast: Cast, **more: Any) -> "Rumour":
        """A false alarm, recorded by the technical editor."""
        return cls(cast, cast.asri, record(cast, cast.asri, cast.asri.editor_teknis, **more))

    @property
    def writer(self) -> Person:
        return self.team.editor if "editor" in self.team.people else self.team.editor_teknis

    @property
    def first(self) -> Person:
        return self.team.people[DECIDERS[self.team.programme.key][0]][0]

    @property
    def second(self) -> Person:
        return self.team.people[DECIDERS[self.team.programme.key][1]][0]

    def do(self, person: Person, verb: Callable[[HoaxCase, Actor], Result], seen: int | None = None) -> Result:
        with transaction() as session:
            actor = self.cast.acting(person, session)
            return verb(HoaxCase.current(self.case_id, seen, actor, session), actor)

    def look(self, person: Person | None = None, session: Session | None = None) -> HoaxCase:
        if session is not None:
            return HoaxCase.find(self.case_id, self.cast.acting(person or self.writer, session), session)
        with reading() as own:
            return self.look(person, own)

    def ask(self, person: Person, question: Callable[[HoaxCase, Actor], Result]) -> Result:
        with reading() as session:
            return question(self.look(person, session), self.cast.acting(person, session))

    def checked(self) -> "Rumour":
        """One question of the playbook answered, and a link that proves it."""

        def verb(case: HoaxCase, actor: Actor) -> None:
            case.check(actor, Found.REFUTES, "Pos jaga: air surut, tanggul utuh.", question=case.programme.rules.hoaxes.checks[0].key)
            case.add_source(actor, "Laporan pos jaga", link="https://bpbd.bangka.go.id/pos")

        self.do(self.writer, verb)
        return self

    def conclude(self, person: Person, result: str = "fabricated", **more: Any) -> None:
        self.do(person, lambda case, actor: case.conclude(actor, result, REASON, **more))

    def concluded(self, result: str = "fabricated") -> "Rumour":
        self.conclude(self.first, result)
        self.conclude(self.second, result)
        return self


def record(cast: Cast, team: Team, person: Person, **more: Any) -> int:
    """A new case; its id."""
    with transaction() as session:
        programme = Programme.find(team.programme.pk, session)
        if not ServiceHours.history(programme.pk, session):
            ServiceHours.set(programme, USUAL_WEEK, date(2026, 1, 1), SYSTEM, session)
        title, claim = CLAIMS[programme.key]
        told = {"title": title, "claim": claim, **more}
        return HoaxCase.record(programme, told.pop("title"), told.pop("claim"), cast.acting(person, session), session, **told).pk
