"""An evaluation brought to any point by the standing cast, told with the verbs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sqlmodel import Session

from data.database import reading, transaction
from models.actors import Actor
from models.base import today
from models.governance.minutes import Minutes
from models.people import Person
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results.evaluations.aims import AimState, judge_aim
from models.results.evaluations.effectiveness import WHOLE, Effectiveness, Verdict, subjects
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.follow_ups import FollowUp, FollowUpKind
from models.results.evaluations.freezing import current_lines
from models.results.evaluations.periods import Period
from tests.cast import Cast, Team

Result = TypeVar("Result")
THIRD = Period(Quarter(2026, 3))


@dataclass
class Evaluated:
    """`do(person, verb)` is one transaction with today's roles; the coordinator prepares, `judge` decides and signs second."""

    cast: Cast
    team: Team
    evaluation_id: int

    @classmethod
    def opened(cls, cast: Cast, key: str = "simponi", period: Period = THIRD) -> "Evaluated":
        team: Team = getattr(cast, key)
        with transaction() as session:
            programme = Programme.find(team.programme.pk, session)
            one = Evaluation.open(programme, period, cast.acting(team.koordinator, session), session)
            return cls(cast, team, one.pk)

    @property
    def mentor(self) -> Person:
        return self.team.people.get("mentor", self.team.people.get("pengawas_keakuratan", []))[0]

    def do(self, person: Person, verb: Callable[[Evaluation, Actor, Session], Result], seen: int | None = None) -> Result:
        with transaction() as session:
            actor = self.cast.acting(person, session)
            return verb(Evaluation.current(self.evaluation_id, seen, actor.teams, session), actor, session)

    def ask(self, person: Person, question: Callable[[Evaluation, Actor, Session], Result]) -> Result:
        with reading() as session:
            one = Evaluation.find(self.evaluation_id, [self.team.programme.pk], session)
            return question(one, self.cast.acting(person, session), session)

    def judge_aims(self, state: AimState = AimState.PARTLY) -> "Evaluated":
        def verb(one: Evaluation, by: Actor, _: Session) -> None:
            for aim in one.aims:
                judge_aim(one, aim.key, state, "Jangkauan naik, jawaban masih lambat.", by)

        self.do(self.team.koordinator, verb)
        return self

    def judge(self, whole: Verdict = Verdict.EFFECTIVE) -> "Evaluated":
        def verb(one: Evaluation, by: Actor, _: Session) -> None:
            for about in subjects(one.programme.rules):
                verdict = whole if about == WHOLE else Verdict.EFFECTIVE
                Effectiveness.judge(one, about, verdict, "Sesuai angka.", by, current_lines(one))

        self.do(self.mentor, verb)
        return self

    def follow(self, owner: Person | None = None, due_on: date | None = None, about: str = WHOLE) -> int:
        def verb(one: Evaluation, by: Actor, session: Session) -> int:
            return FollowUp.open(
                one.programme, FollowUpKind.STRATEGY, "Tambah sif piket", (owner or self.team.koordinator).pk,
                due_on or today() + timedelta(days=30), by, session, about=about, evaluation=one,
            ).pk  # fmt: skip

        return self.do(self.team.koordinator, verb)

    def meet(self) -> "Evaluated":
        def verb(one: Evaluation, by: Actor, session: Session) -> None:
            one.discuss(by)
            met = Minutes.begin(one.programme, "Rapat evaluasi", today(), by, session, one, place="Ruang rapat")
            met.attend(by, person=Person.find(self.team.koordinator.pk, session))
            met.attend(by, name="Suryani", body="BAPPEDA")
            met.decide("Piket ditambah satu sif.", by)

        self.do(self.team.koordinator, verb)
        return self

    def write(self) -> "Evaluated":
        self.do(self.team.koordinator, lambda one, by, _: one.revise(by, number="489/112/2026", summary="Berjalan baik."))
        return self

    def ready(self) -> "Evaluated":
        """Everything that settling asks for."""
        return self.judge_aims().judge().meet().write()

    def settled(self) -> "Evaluated":
        self.ready().do(self.team.koordinator, lambda one, by, _: one.settle(by))
        return self

    def closed(self) -> "Evaluated":
        self.settled().do(self.mentor, lambda one, by, _: one.close(by))
        return self
