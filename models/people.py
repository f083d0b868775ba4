"""People, their dated roles, and who stands in for them."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Index, or_
from sqlalchemy.orm import selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import ADMIN, OFFICE_ROLES, Actor, ActorKind, Hat, administers
from models.base import Record, closed_set, today
from models.errors import NotAllowed, NotFound, NotReady, Refused
from models.issues import Issue, Issues
from models.passwords import Password
from models.programmes import Programme, require_admin

entries.register("person.added", "person")
entries.register("person.revised", "person")
entries.register("person.deactivated", "person")
entries.register("person.reactivated", "person")
entries.register("person.password_set", "person")
entries.register("role.given", "person", ("role", "programme", "unit", "starts_on", "ends_on"))
entries.register("role.ended", "person", ("role", "programme", "ends_on"))
entries.register("deputy.named", "person", ("deputy", "kind", "starts_on", "ends_on", "letter"))
entries.register("deputy.ended", "person", ("deputy", "ends_on"))
entries.register("deputy.letter_added", "person", ("deputy", "letter"))


class ActingKind(StrEnum):
    """Plh for an absence, Plt for a vacancy."""

    PLH = "plh"
    PLT = "plt"


class Person(Record, table=True):
    """`credentials` rises with password, deactivation and demotion, and ends every open session that saw a lower one."""

    username: str = Field(unique=True)
    name: str
    nip: str = ""
    rank: str = ""
    email: str = ""
    phone: str = ""
    password_hash: str = ""
    credentials: int = 1
    active: bool = True
    assignments: list["Assignment"] = Relationship(back_populates="person")

    @classmethod
    def add(
        cls, username: str, name: str, by: Actor, session: Session, *, nip: str = "", rank: str = "", email: str = "", phone: str = ""
    ) -> "Person":
        """A person who can't sign in until an invitation is redeemed; refuses a taken or odd user name."""
        require_admin(by)
        username = username.strip().lower()
        if not (3 <= len(username) <= 40 and username.replace(".", "").replace("-", "").isalnum() and username.isascii()):
            raise NotReady(Issue("username", "username_form"))
        if not name.strip():
            raise NotReady(Issue("name", "name_missing"))
        if session.exec(select(cls.id).where(cls.username == username)).first():
            raise NotReady(Issue("username", "username_taken"))
        person = cls(username=username, name=name.strip(), nip=nip.strip(), rank=rank.strip(), email=email.strip(), phone=phone.strip())
        session.add(person)
        entries.record(session, "person.added", by=by, subject=person)
        return person

    def revise(self, by: Actor, **changes: str) -> None:
        """Name, NIP, rank, e-mail or phone; oneself or an admin."""
        if by.person_id != self.id:
            require_admin(by)
        for key in changes.keys() & {"name", "nip", "rank", "email", "phone"}:
            setattr(self, key, changes[key].strip())
        entries.record(self.session, "person.revised", by=by, subject=self)

    def set_password(self, password: Password, by: Actor) -> None:
        """A new password (see `passwords.choose`) ends every other session."""
        if by.person_id != self.id and not administers(by):
            raise NotAllowed(Issue("person", "admin_only"))
        self.password_hash = password.hash
        self.credentials += 1
        entries.record(self.session, "person.password_set", by=by, subject=self)

    def deactivate(self, by: Actor) -> None:
        """Out at the next click; the last admin can't be switched off."""
        require_admin(by)
        if by.person_id == self.id or _is_last_admin(self, self.session):
            raise Refused(Issue("person", "last_admin"))
        self.active = False
        self.credentials += 1
        entries.record(self.session, "person.deactivated", by=by, subject=self)

    def reactivate(self, by: Actor) -> None:
        require_admin(by)
        self.active = True
        entries.record(self.session, "person.reactivated", by=by, subject=self)

    @classmethod
    def find(cls, person_id: int, session: Session) -> "Person":
        found = session.exec(select(cls).where(cls.id == person_id).options(selectinload(cls.assignments))).first()  # type: ignore[arg-type]
        if found is None:
            raise NotFound
        return found

    @classmethod
    def named(cls, username: str, session: Session) -> "Person | None":
        return session.exec(select(cls).where(cls.username == username.strip().lower())).first()

    @classmethod
    def all(cls, session: Session) -> list["Person"]:
        return list(session.exec(select(cls).options(selectinload(cls.assignments)).order_by(cls.name)))  # type: ignore[arg-type]

    @classmethod
    def names(cls, ids: set[int], session: Session) -> dict[int, str]:
        return dict(session.exec(select(cls.id, cls.name).where(col(cls.id).in_(ids))).all())  # type: ignore[arg-type]

    @classmethod
    def acting(cls, person_id: int, session: Session, on: date | None = None) -> Actor:
        """The person with the roles in force on a day, those of whom he stands in for included; inactive or unknown has none."""
        day = on or today()
        person = session.get(cls, person_id)
        if person is None or not person.active:
            raise NotFound
        stood_in = select(Deputyship.person_id).where(Deputyship.deputy_id == person_id, *in_force(Deputyship, day))
        mine = or_(Assignment.person_id == person_id, col(Assignment.person_id).in_(stood_in))  # type: ignore[arg-type]
        held = session.exec(select(Assignment).where(mine, *in_force(Assignment, day))).all()
        hats = frozenset(
            Hat(one.role, one.programme_id, one.unit_id, None if one.person_id == person_id else one.person_id)
            for one in held
            if one.person_id == person_id or one.programme_id is not None
        )
        return Actor(ActorKind.PERSON, person.pk, person.name, hats)


class Assignment(Record, table=True):
    """One role of one person, dated; without a programme it holds for the whole office (admin, leader, inspector)."""

    __table_args__ = (Index("ix_assignment_role", "programme_id", "role"),)

    person_id: int = Field(foreign_key="person.id", index=True)
    programme_id: int | None = Field(default=None, foreign_key="programme.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    role: str
    starts_on: date
    ends_on: date | None = None
    letter: str = ""
    person: Person = Relationship(back_populates="assignments")

    @classmethod
    def give(
        cls, person: Person, role: str, by: Actor, session: Session, *, programme: Programme | None = None, unit_id: int | None = None,
        starts_on: date | None = None, ends_on: date | None = None, letter: str = "",
    ) -> "Assignment":  # fmt: skip
        """A role from a day on; an inspector needs a last day and the letter that sent him (S1.1, A1.1, S3.4)."""
        require_admin(by)
        starts_on = starts_on or today()
        if issues := _wrong_assignment(role, programme, unit_id, starts_on, ends_on, letter):
            raise NotReady(*issues)
        given = cls(
            person=person, role=role, programme_id=programme.id if programme else None, unit_id=unit_id,
            starts_on=starts_on, ends_on=ends_on, letter=letter.strip(),
        )  # fmt: skip
        session.add(given)
        entries.record(
            session, "role.given", by=by, subject=person, names=[given], programme_id=given.programme_id,
            role=role, programme=given.programme_id, unit=unit_id, starts_on=str(starts_on), ends_on=str(ends_on) if ends_on else None,
        )  # fmt: skip
        return given

    def end(self, by: Actor, on: date | None = None) -> None:
        """The role's last day (yesterday when none is given, so that it ends now) and every open session of that person."""
        require_admin(by)
        if self.role == ADMIN and _is_last_admin(self.person, self.session):
            raise Refused(Issue("person", "last_admin"))
        self.ends_on = on or date.fromordinal(today().toordinal() - 1)
        self.person.credentials += 1
        entries.record(
            self.session, "role.ended", by=by, subject=self.person, names=[self], programme_id=self.programme_id,
            role=self.role, programme=self.programme_id, ends_on=str(self.ends_on),
        )  # fmt: skip

    @classmethod
    def holders(cls, programme_id: int, roles: tuple[str, ...], session: Session, unit_id: int | None = None) -> list[Person]:
        """Active people who wear one of these roles today, deputies not counted; with `unit_id`, only those of that unit."""
        held = select(cls.person_id).where(cls.programme_id == programme_id, col(cls.role).in_(roles), *in_force(cls, today()))
        if unit_id is not None:
            held = held.where(or_(col(cls.unit_id).is_(None), cls.unit_id == unit_id))  # type: ignore[arg-type]
        return list(session.exec(select(Person).where(col(Person.id).in_(held), Person.active).order_by(Person.name)))


class Deputyship(Record, table=True):
    """Who stands in for whom, from–to, by which letter; queue and claims follow the roles (Plh/Plt)."""

    person_id: int = Field(foreign_key="person.id", index=True)
    deputy_id: int = Field(foreign_key="person.id", index=True)
    kind: ActingKind = closed_set(ActingKind)
    starts_on: date
    ends_on: date
    letter: str = ""

    @classmethod
    def name(
        cls, person: Person, deputy: Person, kind: ActingKind, starts_on: date, ends_on: date, by: Actor, session: Session, letter: str = ""
    ) -> "Deputyship":
        """By the person himself or an admin; the letter's number may follow (`add_letter`)."""
        if by.person_id != person.id and not administers(by):
            raise NotAllowed(Issue("person", "admin_only"))
        if issues := _wrong_deputy(person, deputy, starts_on, ends_on):
            raise NotReady(*issues)
        named = cls(person_id=person.pk, deputy_id=deputy.pk, kind=kind, starts_on=starts_on, ends_on=ends_on, letter=letter.strip())
        session.add(named)
        entries.record(
            session, "deputy.named", by=by, subject=person, names=[named],
            deputy=deputy, kind=kind, starts_on=str(starts_on), ends_on=str(ends_on), letter=bool(letter.strip()),
        )  # fmt: skip
        return named

    def add_letter(self, letter: str, by: Actor) -> None:
        if by.person_id != self.person_id and not administers(by):
            raise NotAllowed(Issue("person", "admin_only"))
        if not letter.strip():
            raise NotReady(Issue("letter", "letter_missing"))
        self.letter = letter.strip()
        person = Person.find(self.person_id, self.session)
        entries.record(self.session, "deputy.letter_added", by=by, subject=person, names=[self], deputy=self.deputy_id, letter=True)

    def end(self, by: Actor) -> None:
        """Back at work: the deputy's borrowed roles end today."""
        if by.person_id != self.person_id and not administers(by):
            raise NotAllowed(Issue("person", "admin_only"))
        self.ends_on = date.fromordinal(today().toordinal() - 1)
        person = Person.find(self.person_id, self.session)
        entries.record(self.session, "deputy.ended", by=by, subject=person, names=[self], deputy=self.deputy_id, ends_on=str(self.ends_on))

    @classmethod
    def current(cls, session: Session) -> list["Deputyship"]:
        """Those in force today or later, soonest first."""
        return list(session.exec(select(cls).where(cls.ends_on >= today()).order_by(cls.starts_on)))  # type: ignore[arg-type]


def in_force(table: type[Assignment] | type[Deputyship], day: date) -> tuple:  # type: ignore[type-arg]
    return table.starts_on <= day, or_(col(table.ends_on).is_(None), col(table.ends_on) >= day)


def _wrong_assignment(
    role: str, programme: Programme | None, unit_id: int | None, starts_on: date, ends_on: date | None, letter: str
) -> Issues:
    issues = []
    known = (
        OFFICE_ROLES if programme is None else {**{one.key: one.label for one in programme.rules.roles}, "pimpinan": "", "pemeriksa": ""}
    )
    if role not in known:
        issues.append(Issue("role", "role_unknown"))
    elif programme and role not in OFFICE_ROLES and programme.rules.role(role).unit and unit_id is None:
        issues.append(Issue("unit", "unit_missing"))
    if ends_on and ends_on < starts_on:
        issues.append(Issue("ends_on", "ends_before_start"))
    if role == "pemeriksa" and ends_on is None:
        issues.append(Issue("ends_on", "inspector_needs_end"))
    if role == "pemeriksa" and not letter.strip():
        issues.append(Issue("letter", "letter_missing"))
    return Issues(issues)


def _wrong_deputy(person: Person, deputy: Person, starts_on: date, ends_on: date) -> Issues:
    issues = []
    if person == deputy:
        issues.append(Issue("deputy", "deputy_is_self"))
    if not deputy.active:
        issues.append(Issue("deputy", "deputy_inactive"))
    if ends_on < starts_on:
        issues.append(Issue("ends_on", "ends_before_start"))
    return Issues(issues)


def _is_last_admin(person: Person, session: Session) -> bool:
    others = select(Assignment.id).join(Person, col(Person.id) == Assignment.person_id)  # type: ignore[arg-type]
    others = others.where(Assignment.role == ADMIN, Person.active, Person.id != person.id, *in_force(Assignment, today()))
    mine = any(one.role == ADMIN and (one.ends_on is None or one.ends_on >= today()) for one in person.assignments)
    return mine and session.exec(others).first() is None
