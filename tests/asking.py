"""A stand-in for cases of the public, so that what all of them share is tested once: a table of the tests only."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pytest
from sqlalchemy.orm import registry
from sqlmodel import Session, select

from data import database, schema
from data.database import reading, transaction
from models import entries
from models.actors import SYSTEM, Actor
from models.base import Record, now
from models.errors import NotFound
from models.holding import held
from models.programmes import Programme
from models.public import cases
from models.public.cases import Waiting, register_case
from models.public.clocks import Week
from models.public.deadlines import Deadlines
from models.public.service_hours import USUAL_WEEK, ServiceHours
from tests.cast import Team

elsewhere = registry()  # a table of the tests only: the product's own shape doesn't know it
elsewhere.metadata.naming_convention = {"pk": "pk_%(table_name)s"}


class Elsewhere(Record, registry=elsewhere):
    """Ground of that table."""


class Question(Waiting, Elsewhere, table=True):
    """A stand-in for what the public writes."""

    __tablename__ = "question"

    programme_id: int
    received_at: datetime
    due_at: datetime
    first_response_at: datetime | None = None
    closed_at: datetime | None = None
    level: int = 0
    escalates_at: datetime | None = None
    danger: bool = False

    @property
    def day_and_night(self) -> bool:
        return self.danger

    @classmethod
    def current(cls, question_id: int, seen: int | None, by: Actor, session: Session) -> "Question":
        found = held(cls, select(cls).where(cls.id == question_id), seen, session)
        if found.programme_id not in by.teams:
            raise NotFound
        return found


NOTED = "plan.submitted"  # any known action without facts: the stand-in has no verbs of its own


@contextmanager
def open_desk(team: Team, monkeypatch: pytest.MonkeyPatch) -> Iterator[Team]:
    """A team with office hours since January, and the stand-in's table in this test's database."""
    with schema.changing() as connection:
        elsewhere.metadata.create_all(connection)
    monkeypatch.setitem(cases.CASES, "question", None)  # whatever is registered is forgotten after the test
    register_case(Question, "moderate", titles)
    yield serve(team, USUAL_WEEK)
    database.forget()


def titles(ids: set[int], actor: Actor, session: Session) -> dict[int, str]:
    mine = select(Question.id).where(Question.id.in_(ids), Question.programme_id.in_(actor.teams))  # type: ignore[union-attr,attr-defined]
    return {one: f"Pertanyaan {one}" for one in session.exec(mine) if one}


def serve(team: Team, week: Week) -> Team:
    with transaction() as session:
        ServiceHours.set(Programme.find(team.programme.pk, session), week, date(2026, 1, 5), SYSTEM, session)
    return team


def ask(team: Team, hours: float = 1, *, danger: bool = False) -> int:
    with transaction() as session:
        programme = Programme.find(team.programme.pk, session)
        begun = Deadlines.of(programme, session).begin(now().replace(microsecond=0), hours, day_and_night=danger)
        asked = Question(programme_id=programme.pk, danger=danger, **begun)
        session.add(asked)
        entries.record(session, NOTED, by=SYSTEM, subject=asked)
        session.flush()
        return asked.pk


def look(question_id: int) -> Question:
    with reading() as session:
        found = session.get(Question, question_id)
        assert found is not None
        return found
