"""Who stands in for whom while somebody is away; queue and claims follow the roles."""

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import INSPECTOR, Actor, administers
from models.base import Record, closed_set, today
from models.errors import NotAllowed, NotReady, Refused
from models.holding import held
from models.issues import Issue, Issues

if TYPE_CHECKING:
    from models.people import Person

entries.register("deputy.named", "person", ("deputy", "kind", "starts_on", "ends_on", "letter"))
entries.register("deputy.ended", "person", ("deputy", "ends_on"))
entries.register("deputy.letter_added", "person", ("deputy", "letter"))


class ActingKind(StrEnum):
    """Plh for an absence, Plt for a vacancy."""

    PLH = "plh"
    PLT = "plt"


class Deputyship(Record, table=True):
    """One person wears another's programme roles, from–to, by which letter."""

    person_id: int = Field(foreign_key="person.id", index=True)
    deputy_id: int = Field(foreign_key="person.id", index=True)
    kind: ActingKind = closed_set(ActingKind)
    starts_on: date
    ends_on: date
    letter: str = ""
    person: "Person" = Relationship(sa_relationship_kwargs={"foreign_keys": "Deputyship.person_id"})
    deputy: "Person" = Relationship(sa_relationship_kwargs={"foreign_keys": "Deputyship.deputy_id"})

    @classmethod
    def name(
        cls, person: "Person", deputy: "Person", kind: ActingKind, starts_on: date, ends_on: date, by: Actor, session: Session,
        letter: str = "",
    ) -> "Deputyship":  # fmt: skip
        """By the person himself or an admin; the letter's number may follow (`add_letter`)."""
        _require_own(person.pk, by)
        if issues := cls._objections(person, deputy, starts_on, ends_on, session):
            raise NotReady(*issues)
        named = cls(person=person, deputy=deputy, kind=kind, starts_on=starts_on, ends_on=ends_on, letter=letter.strip())
        session.add(named)
        entries.record(
            session, "deputy.named", by=by, subject=person, names=[named],
            deputy=deputy, kind=kind, starts_on=str(starts_on), ends_on=str(ends_on), letter=bool(letter.strip()),
        )  # fmt: skip
        return named

    def add_letter(self, letter: str, by: Actor) -> None:
        _require_own(self.person_id, by)
        if not letter.strip():
            raise NotReady(Issue("letter", "letter_missing"))
        self.letter = letter.strip()
        entries.record(self.session, "deputy.letter_added", by=by, subject=self.person, names=[self], deputy=self.deputy_id, letter=True)

    def end(self, by: Actor) -> None:
        """Back at work: the borrowed roles fall off at once."""
        _require_own(self.person_id, by)
        if self.ends_on < today():
            raise Refused(Issue("page", "deputy_ended"))
        self.ends_on = today() - timedelta(days=1)
        entries.record(
            self.session, "deputy.ended", by=by, subject=self.person, names=[self], deputy=self.deputy_id, ends_on=str(self.ends_on)
        )

    @classmethod
    def _objections(cls, person: "Person", deputy: "Person", starts_on: date, ends_on: date, session: Session) -> Issues:
        issues = []
        if person == deputy:
            issues.append(Issue("deputy", "deputy_is_self"))
        if not deputy.active:
            issues.append(Issue("deputy", "deputy_inactive"))
        if any(one.role == INSPECTOR for one in deputy.assignments):
            issues.append(Issue("deputy", "inspector_alone"))
        if ends_on < starts_on:
            issues.append(Issue("ends_on", "ends_before_start"))
        elif ends_on < today():
            issues.append(Issue("ends_on", "deputy_past"))
        elif cls._overlapping(person.pk, starts_on, ends_on, session):
            issues.append(Issue("starts_on", "deputy_overlaps"))
        elif cls._overlapping(deputy.pk, starts_on, ends_on, session):
            issues.append(Issue("deputy", "deputy_absent"))
        return Issues(issues)

    @classmethod
    def _overlapping(cls, person_id: int, starts_on: date, ends_on: date, session: Session) -> bool:
        both = (cls.person_id == person_id, cls.starts_on <= ends_on, cls.ends_on >= starts_on, cls.ends_on >= cls.starts_on)
        return session.exec(select(cls.id).where(*both)).first() is not None

    @classmethod
    def current(cls, deputyship_id: int, seen: int, session: Session) -> "Deputyship":
        """The locked row inside a transaction; OutOfDate unless it is as the screen saw it."""
        wanted = select(cls).where(cls.id == deputyship_id).options(selectinload(cls.person))  # type: ignore[arg-type]
        return held(cls, wanted, seen, session)

    @classmethod
    def coming(cls, session: Session, person_id: int | None = None) -> list["Deputyship"]:
        """Those in force today or later, soonest first; of one person (absent or standing in) when given."""
        wanted = select(cls).where(cls.ends_on >= today()).options(selectinload(cls.person), selectinload(cls.deputy))  # type: ignore[arg-type]
        if person_id is not None:
            wanted = wanted.where(or_(cls.person_id == person_id, cls.deputy_id == person_id))  # type: ignore[arg-type]
        return list(session.exec(wanted.order_by(col(cls.starts_on))))

    @classmethod
    def of_programme(cls, programme_id: int, session: Session, on: date | None = None) -> list["Deputyship"]:
        """Of people with a role there: those that run on a day, or (without one) today or later; soonest first."""
        from models.people import Assignment  # noqa: PLC0415

        days = in_force(cls, on) if on else (cls.ends_on >= today(),)
        held = select(Assignment.person_id).where(Assignment.programme_id == programme_id, *in_force(Assignment, on or today()))
        wanted = select(cls).where(col(cls.person_id).in_(held), *days).options(selectinload(cls.person), selectinload(cls.deputy))  # type: ignore[arg-type]
        return list(session.exec(wanted.order_by(col(cls.starts_on), col(cls.id)).limit(50)))

    @classmethod
    def stood_in_for(cls, deputy_id: int, session: Session) -> list["Deputyship"]:
        """In force today, with the absent person."""
        wanted = select(cls).where(cls.deputy_id == deputy_id, *in_force(cls, today())).options(selectinload(cls.person))  # type: ignore[arg-type]
        return list(session.exec(wanted.order_by(col(cls.ends_on))))


def in_force(table: Any, day: date) -> tuple[ColumnElement[bool], ...]:
    """Conditions for rows with `starts_on` and `ends_on` (None = open) that hold on a day."""
    return table.starts_on <= day, or_(col(table.ends_on).is_(None), col(table.ends_on) >= day)


def _require_own(person_id: int, by: Actor) -> None:
    if by.person_id != person_id and not administers(by):
        raise NotAllowed(Issue("person", "admin_only"))
