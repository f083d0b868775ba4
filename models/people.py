"""People and their dated roles."""

from datetime import date, timedelta

from sqlalchemy import Index, func, or_
from sqlalchemy.orm import selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import ADMIN, Actor, administers
from models.base import Record, today
from models.deputies import Deputyship, in_force
from models.errors import NotAllowed, NotFound, NotReady, OutOfDate, Refused
from models.hats import acting_as
from models.holding import held
from models.issues import Issue
from models.passwords import Password
from models.programmes import Programme, require_admin
from models.role_rules import objections_to_giving

entries.register("person.added", "person")
entries.register("person.revised", "person")
entries.register("person.deactivated", "person")
entries.register("person.reactivated", "person")
entries.register("person.password_set", "person")
entries.register("role.given", "person", ("role", "programme", "unit", "starts_on", "ends_on", "decree"))
entries.register("role.ended", "person", ("role", "programme", "ends_on"))


class Person(Record, table=True):
    """`credentials` rises with password, deactivation and demotion, and ends every open session that saw a lower one."""

    username: str = Field(unique=True)
    name: str
    nip: str = ""
    rank: str = ""
    position: str = ""
    email: str = ""
    phone: str = ""
    password_hash: str = ""
    credentials: int = 1
    active: bool = True
    assignments: list["Assignment"] = Relationship(back_populates="person")

    @classmethod
    def add(
        cls, username: str, name: str, by: Actor, session: Session, *,
        nip: str = "", rank: str = "", position: str = "", email: str = "", phone: str = "",
    ) -> "Person":  # fmt: skip
        """A person who can't sign in until an invitation is redeemed; refuses a taken or odd user name."""
        require_admin(by)
        username = username.strip().lower()
        if not (3 <= len(username) <= 40 and username.replace(".", "").replace("-", "").isalnum() and username.isascii()):
            raise NotReady(Issue("username", "username_form"))
        if not name.strip():
            raise NotReady(Issue("name", "name_missing"))
        if session.exec(select(cls.id).where(cls.username == username)).first():
            raise NotReady(Issue("username", "username_taken"))
        person = cls(
            username=username, name=name.strip(), nip=nip.strip(), rank=rank.strip(), position=position.strip(), email=email.strip(),
            phone=phone.strip(),
        )  # fmt: skip
        session.add(person)
        entries.record(session, "person.added", by=by, subject=person)
        return person

    def revise(self, by: Actor, **changes: str) -> None:
        """Name, NIP, rank, position, e-mail or phone; oneself or an admin."""
        if by.person_id != self.id:
            require_admin(by)
        if not changes.get("name", self.name).strip():
            raise NotReady(Issue("name", "name_missing"))
        for key in changes.keys() & {"name", "nip", "rank", "position", "email", "phone"}:
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
    def current(cls, person_id: int, seen: int, session: Session) -> "Person":
        """The locked row inside a transaction; OutOfDate unless it is as the screen saw it."""
        wanted = select(cls).where(cls.id == person_id).options(selectinload(cls.assignments))  # type: ignore[arg-type]
        found = session.exec(wanted.with_for_update()).first()
        if found is None:
            raise NotFound
        if found.version != seen:
            raise OutOfDate(Issue("page", "person_out_of_date", {"name": found.name}))
        return found

    @classmethod
    def named(cls, username: str, session: Session) -> "Person | None":
        return session.exec(select(cls).where(cls.username == username.strip().lower())).first()

    @classmethod
    def all(cls, session: Session) -> list["Person"]:
        return list(session.exec(select(cls).options(selectinload(cls.assignments)).order_by(cls.name)))  # type: ignore[arg-type]

    @classmethod
    def listed(cls, session: Session, *, words: str = "", programme_id: int | None = None, active: bool = True) -> list["Person"]:
        """By name, with their roles; narrowed to a programme's people (office-wide roles not counted) and to words of a name."""
        wanted = select(cls).where(cls.active == active).options(selectinload(cls.assignments)).order_by(cls.name)  # type: ignore[arg-type]
        for word in words.lower().split():
            wanted = wanted.where(
                or_(func.lower(cls.name).contains(word, autoescape=True), col(cls.username).contains(word, autoescape=True))
            )
        if programme_id is not None:
            held = select(Assignment.person_id).where(Assignment.programme_id == programme_id, *in_force(Assignment, today()))
            wanted = wanted.where(col(cls.id).in_(held))
        return list(session.exec(wanted))

    @classmethod
    def names(cls, ids: set[int], session: Session) -> dict[int, str]:
        return dict(session.exec(select(cls.id, cls.name).where(col(cls.id).in_(ids))).all()) if ids else {}  # type: ignore[arg-type]

    @classmethod
    def acting(cls, person_id: int, session: Session, on: date | None = None, room: int | None = None) -> Actor:
        """The person with the roles in force on a day, those of whom he stands in for included; inactive or unknown has none.

        In a practice `room` he has joined he wears its roles and nothing else, everywhere else none of them.
        """
        day = on or today()
        person = session.get(cls, person_id)
        if person is None or not person.active:
            raise NotFound
        stood_in = select(Deputyship.person_id).where(Deputyship.deputy_id == person_id, *in_force(Deputyship, day))
        mine = or_(Assignment.person_id == person_id, col(Assignment.person_id).in_(stood_in))  # type: ignore[arg-type]
        wanted = select(Assignment, Programme.practice_of_id).outerjoin(Programme, col(Programme.id) == Assignment.programme_id)
        return acting_as(person, session.exec(wanted.where(mine, *in_force(Assignment, day))).all(), room)


class Assignment(Record, table=True):
    """One role of one person, dated; without a programme it holds for the whole office; `temporary`: by a task letter, to write only."""

    __table_args__ = (Index("ix_assignment_role", "programme_id", "role"),)

    person_id: int = Field(foreign_key="person.id", index=True)
    programme_id: int | None = Field(default=None, foreign_key="programme.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    role: str
    starts_on: date
    ends_on: date | None = None
    letter: str = ""
    decree_id: int | None = Field(default=None, foreign_key="decree.id", index=True)
    temporary: bool = False
    person: Person = Relationship(back_populates="assignments")

    @classmethod
    def give(
        cls, person: Person, role: str, by: Actor, session: Session, *, programme: Programme | None = None, unit_id: int | None = None,
        starts_on: date | None = None, ends_on: date | None = None, letter: str = "",
    ) -> "Assignment":  # fmt: skip
        """A role from a day on; an inspector needs a last day and the letter that sent him (S1.1, A1.1, S3.4)."""
        require_admin(by)
        given = cls(
            role=role, programme_id=programme.id if programme else None, unit_id=unit_id,
            starts_on=starts_on or today(), ends_on=ends_on, letter=letter.strip(),
        )  # fmt: skip
        if issues := objections_to_giving(given, person, programme, session):
            raise NotReady(*issues)
        given.person = person
        session.add(given)
        entries.record(
            session, "role.given", by=by, subject=person, names=[given], programme_id=given.programme_id,
            role=role, programme=given.programme_id, unit=unit_id,
            starts_on=str(given.starts_on), ends_on=str(ends_on) if ends_on else None,
        )  # fmt: skip
        return given

    def end(self, by: Actor, on: date | None = None) -> None:
        """The role's last day; without one it ends now, and with it every open session of that person."""
        require_admin(by)
        if self.ends_on is not None and self.ends_on < today():
            raise Refused(Issue("page", "role_ended"))
        if self.role == ADMIN and _is_last_admin(self.person, self.session):
            raise Refused(Issue("person", "last_admin"))
        self.ends_on = on or today() - timedelta(days=1)
        if self.ends_on < today():
            self.person.credentials += 1
        entries.record(
            self.session, "role.ended", by=by, subject=self.person, names=[self], programme_id=self.programme_id,
            role=self.role, programme=self.programme_id, ends_on=str(self.ends_on),
        )  # fmt: skip

    @classmethod
    def current(cls, assignment_id: int, seen: int, session: Session) -> "Assignment":
        """The locked row inside a transaction, with its person; OutOfDate unless it is as the screen saw it."""
        whole = selectinload(cls.person).selectinload(Person.assignments)  # type: ignore[arg-type]
        return held(cls, select(cls).where(cls.id == assignment_id).options(whole), seen, session)

    @classmethod
    def holders(
        cls, programme_id: int, roles: tuple[str, ...], session: Session, unit_id: int | None = None, *, writing: bool = False
    ) -> list[Person]:
        """Active people who wear one of these roles today, deputies not counted; `unit_id`: of it; `writing`: by a task letter too."""
        held = select(cls.person_id).where(cls.programme_id == programme_id, col(cls.role).in_(roles), *in_force(cls, today()))
        held = held if writing else held.where(~col(cls.temporary))
        if unit_id is not None:
            held = held.where(or_(col(cls.unit_id).is_(None), cls.unit_id == unit_id))  # type: ignore[arg-type]
        return list(session.exec(select(Person).where(col(Person.id).in_(held), Person.active).order_by(Person.name)))

    @classmethod
    def admins(cls, session: Session) -> set[int]:
        """Active people who are the application's admin today."""
        wanted = select(cls.person_id).join(Person, col(Person.id) == cls.person_id)  # type: ignore[arg-type]
        return set(session.exec(wanted.where(cls.role == ADMIN, col(cls.programme_id).is_(None), Person.active, *in_force(cls, today()))))


def _is_last_admin(person: Person, session: Session) -> bool:
    mine = any(one.role == ADMIN and (one.ends_on is None or one.ends_on >= today()) for one in person.assignments)
    return mine and not Assignment.admins(session) - {person.pk}
