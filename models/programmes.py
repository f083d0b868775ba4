"""Offices, technical units, programmes and the playbooks in force."""

from datetime import datetime
from typing import Optional

from sqlalchemy import UniqueConstraint, func
from sqlalchemy.orm import joinedload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor, administers
from models.apart import real
from models.asked import once
from models.base import Immutable, Record, now
from models.errors import NotAllowed, NotFound, NotReady
from models.issues import Issue
from models.playbooks import Playbook, playbook

OWN_DEVICE_DAYS = 30

entries.register("office.founded", "office")
entries.register("office.own_devices_limited", "office", ("days",))
entries.register("unit.added", "unit", ("office",))
entries.register("programme.started", "programme", ("office", "playbook", "digest"))


class Office(Record, table=True):
    """An agency that owns programmes; one installation holds several."""

    name: str
    short_name: str
    own_device_days: int = OWN_DEVICE_DAYS

    @classmethod
    def found(cls, name: str, short_name: str, by: Actor, session: Session) -> "Office":
        require_admin(by)
        if not name.strip():
            raise NotReady(Issue("office", "office_name_missing"))
        if session.exec(select(cls.id).where(func.lower(cls.name) == name.strip().lower())).first():
            raise NotReady(Issue("office", "office_name_taken", {"name": name.strip()}))
        office = cls(name=name.strip(), short_name=short_name.strip())
        session.add(office)
        entries.record(session, "office.founded", by=by, subject=office)
        return office

    def limit_own_devices(self, days: int, by: Actor) -> None:
        """How long people may stay signed in on their own phone: 0 (not at all) to 30 days; open sessions keep their end."""
        require_admin(by)
        if not 0 <= days <= OWN_DEVICE_DAYS:
            raise NotReady(Issue("days", "own_device_days"))
        self.own_device_days = days
        entries.record(self.session, "office.own_devices_limited", by=by, subject=self, days=days)

    @classmethod
    def find(cls, office_id: int, session: Session) -> "Office":
        found = session.get(cls, office_id)
        if found is None:
            raise NotFound
        return found

    @classmethod
    def own_device_limit(cls, session: Session) -> int:
        """Days; nobody knows before sign-in who it will be, so the strictest office counts."""
        return session.exec(select(func.min(cls.own_device_days))).one() or 0

    @classmethod
    def all(cls, session: Session) -> list["Office"]:
        return list(session.exec(select(cls).order_by(cls.name)))


class Unit(Record, table=True):
    """A technical unit that owns information and validates what is said about it (S1.1)."""

    office_id: int | None = Field(default=None, foreign_key="office.id", index=True)
    name: str

    @classmethod
    def add(cls, name: str, office: Office | None, by: Actor, session: Session) -> "Unit":
        require_admin(by)
        if not name.strip():
            raise NotReady(Issue("unit", "unit_name_missing"))
        unit = cls(name=name.strip(), office_id=office.id if office else None)
        session.add(unit)
        entries.record(session, "unit.added", by=by, subject=unit, office=office)
        return unit

    @classmethod
    def all(cls, session: Session) -> list["Unit"]:
        return list(session.exec(select(cls).order_by(cls.name)))


class PlaybookVersion(Immutable, table=True):
    """What is in force is what the database says; `text` is canonical, content keeps the version it started under."""

    __tablename__ = "playbook_version"
    __table_args__ = (UniqueConstraint("programme_id", "number"),)

    programme_id: int = Field(foreign_key="programme.id", index=True)
    number: int
    format: int
    text: str
    digest: str
    adopted_at: datetime

    @property
    def rules(self) -> Playbook:
        return playbook(self.text)

    @classmethod
    def among(cls, programme_ids: frozenset[int] | None, session: Session) -> list["PlaybookVersion"]:
        """All versions of these programmes (None: of every one); a view that was told holds them for the contents that follow them."""
        wanted = select(cls) if programme_ids is None else select(cls).where(col(cls.programme_id).in_(programme_ids))
        return once(session, ("playbooks", programme_ids), lambda: list(session.exec(wanted.order_by(col(cls.id)))))


class Programme(Record, table=True):
    """One innovation with its own team, playbook, content, figures and archive; with `practice_of_id` the practice room of one."""

    office_id: int = Field(foreign_key="office.id", index=True)
    key: str = Field(unique=True)
    name: str
    playbook_id: int | None = Field(default=None, foreign_key="playbook_version.id")
    demo: bool = False
    practice_of_id: int | None = Field(default=None, foreign_key="programme.id", unique=True)
    office: Office = Relationship()
    playbook: Optional["PlaybookVersion"] = Relationship(
        sa_relationship_kwargs={"foreign_keys": "Programme.playbook_id", "post_update": True}
    )

    @property
    def programme_id(self) -> int | None:
        return self.id

    @property
    def rules(self) -> Playbook:
        """The playbook in force for new content."""
        assert self.playbook is not None, "a programme always starts with a playbook"
        return self.playbook.rules

    @classmethod
    def start(cls, rules: Playbook, office: Office, by: Actor, session: Session, demo: bool = False) -> "Programme":
        """A programme under version 1 of a playbook."""
        require_admin(by)
        programme = cls(office=office, key=rules.key, name=rules.name, demo=demo)
        session.add(programme)
        session.flush()
        first = PlaybookVersion(
            programme_id=programme.pk, number=1, format=rules.format, text=rules.canonical(), digest=rules.digest, adopted_at=now()
        )
        programme.playbook = first
        entries.record(
            session, "programme.started", by=by, subject=programme, names=[first], programme_id=programme.id,
            office=office, playbook=1, digest=rules.digest,
        )  # fmt: skip
        return programme

    @classmethod
    def all(cls, session: Session) -> list["Programme"]:
        """The real ones: whatever goes through all programmes leaves the practice rooms alone."""
        return list(session.exec(select(cls).where(real(col(cls.id))).options(*_whole()).order_by(cls.name)))

    @classmethod
    def visible(cls, actor: Actor, session: Session) -> list["Programme"]:
        """Those the actor has a role in today; leaders and inspectors of the office see all real ones."""
        if actor.sees_all or actor.is_admin:
            return cls.all(session)
        mine = cls.id.in_(actor.programmes)  # type: ignore[union-attr]
        return list(session.exec(select(cls).where(mine).options(*_whole()).order_by(cls.name)))

    @classmethod
    def rooms(cls, ids: frozenset[int], session: Session) -> list["Programme"]:
        """Practice rooms by id and name; none asked for, none asked."""
        return list(session.exec(select(cls).where(col(cls.id).in_(ids)).order_by(cls.name))) if ids else []

    @classmethod
    def of_office(cls, office_id: int, session: Session) -> list["Programme"]:
        """By name, practice rooms left out."""
        wanted = select(cls).where(cls.office_id == office_id, col(cls.practice_of_id).is_(None))
        return list(session.exec(wanted.options(*_whole()).order_by(cls.name)))

    @classmethod
    def find(cls, programme_id: int, session: Session) -> "Programme":
        found = session.exec(select(cls).where(cls.id == programme_id).options(*_whole())).first()
        if found is None:
            raise NotFound
        return found


def require_admin(by: Actor) -> None:
    if not administers(by):
        raise NotAllowed(Issue("person", "admin_only"))


def _whole() -> tuple:  # type: ignore[type-arg]
    return joinedload(Programme.office, innerjoin=True), joinedload(Programme.playbook)  # type: ignore[arg-type]
