"""Directory of contacts: what may be printed, what only serves to verify, and who tested it when (A1.3)."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Index
from sqlalchemy.orm import selectinload
from sqlmodel import Field, Relationship, Session, and_, col, func, or_, select

from models import entries
from models.actors import READ_ONLY, Actor, administers
from models.asked import once
from models.base import Record, closed_set, tables, today
from models.content import indonesian
from models.content.drafts import KnownContact
from models.errors import NotAllowed, NotFound, NotReady
from models.governance.contact_kinds import ContactKind, ContactState, ContactUse, well_formed
from models.holding import held
from models.issues import Issue, Issues
from models.people import Person
from models.programmes import Office, Programme, require_admin

entries.register("contact.added", "contact", ("kind", "use"))
entries.register("contact.revised", "contact", ("fields", "use"))
entries.register("contact.replaced", "contact", ("successor", "fields"))
entries.register("contact.tested", "contact", ("on", "reached"))
entries.register("contact.deactivated", "contact")


PRINTED = frozenset({"label", "number", "kind"})
LENGTHS = {"label": 80, "number": 200, "organisation": 120, "note": 500}


class Contact(Record, table=True):
    """One contact of an office, for one programme or (without) for all of them.

    What is printed never changes under its id: an approved content would otherwise show a number nobody approved. Other label, number or
    kind make a successor, and content that names the old one is asked to choose again. `reached` None = never tested.
    """

    __table_args__ = (Index("ix_contact_programme", "office_id", "programme_id"),)

    office_id: int = Field(foreign_key="office.id")
    programme_id: int | None = Field(default=None, foreign_key="programme.id")
    label: str
    number: str
    kind: ContactKind = closed_set(ContactKind)
    use: ContactUse = closed_set(ContactUse)
    organisation: str = ""
    note: str = ""
    tested_on: date | None = None
    tested_by_id: int | None = Field(default=None, foreign_key="person.id")
    reached: bool | None = None
    active: bool = True
    successor_id: int | None = Field(default=None, foreign_key="contact.id")
    tested_by: Person | None = Relationship()

    def state(self, fresh_days: int) -> ContactState:
        """Verified only while the last test reached it and is at most `fresh_days` old."""
        if not self.active:
            return ContactState.INACTIVE
        fresh = self.reached and self.tested_on is not None and (today() - self.tested_on).days <= fresh_days
        return ContactState.VERIFIED if fresh else ContactState.RETEST

    @classmethod
    def add(
        cls, label: str, number: str, kind: ContactKind, use: ContactUse, by: Actor, session: Session, *,
        office: Office, programme: Programme | None = None, organisation: str = "", note: str = "",
    ) -> "Contact":  # fmt: skip
        """An untested contact; it counts as verified after `record_test`."""
        require_admin(by)
        contact = cls(
            office_id=office.pk, programme_id=programme.pk if programme else None, kind=kind, use=use,
            label=_tidy(label), number=_tidy(number), organisation=_tidy(organisation), note=_tidy(note),
        )  # fmt: skip
        if issues := contact._shortcomings():
            raise NotReady(*issues)
        session.add(contact)
        entries.record(session, "contact.added", by=by, subject=contact, kind=kind, use=use)
        return contact

    def revise(
        self, by: Actor, *, label: str | None = None, number: str | None = None, kind: ContactKind | None = None,
        use: ContactUse | None = None, organisation: str | None = None, note: str | None = None,
    ) -> "Contact":  # fmt: skip
        """What isn't given stays; gives the contact that holds now: itself, or its untested successor when what is printed changed."""
        require_admin(by)
        if not self.active:
            raise NotReady(Issue("page", "contact_inactive"))
        texts = {"label": label, "number": number, "organisation": organisation, "note": note}
        wanted = {key: _tidy(value) for key, value in texts.items() if value is not None}
        wanted |= {key: value for key, value in (("kind", kind), ("use", use)) if value is not None}
        changed = {key: value for key, value in wanted.items() if getattr(self, key) != value}
        if PRINTED.isdisjoint(changed):
            return self._change(changed, by)
        return self._give_way(changed, by)

    def record_test(self, by: Actor, on: date, *, reached: bool) -> None:
        """A team that uses it, or the admin, tried it on that day; neither a future one nor before the last test."""
        if not (administers(by) or self._is_used_by(by)):
            raise NotAllowed(Issue("person", "contact_test_team_only"))
        if issues := self._objections_to_test(on):
            raise NotReady(*issues)
        self.tested_on, self.tested_by_id, self.reached = on, by.person_id, reached
        entries.record(self.session, "contact.tested", by=by, subject=self, on=on.isoformat(), reached=reached)

    def deactivate(self, by: Actor) -> None:
        """No longer offered; content that names it is asked to choose another."""
        require_admin(by)
        if not self.active:
            raise NotReady(Issue("page", "contact_inactive"))
        self.active = False
        entries.record(self.session, "contact.deactivated", by=by, subject=self)

    def _is_used_by(self, actor: Actor) -> bool:
        if actor.room is not None:
            return False
        teams = {hat.programme_id for hat in actor.hats if hat.role not in READ_ONLY}
        if self.programme_id is not None:
            return self.programme_id in teams
        return any(one.id in teams for one in self.session.exec(select(Programme).where(Programme.office_id == self.office_id)))

    def _change(self, changed: dict[str, Any], by: Actor) -> "Contact":
        if not changed:
            return self
        for key, value in changed.items():
            setattr(self, key, value)
        if issues := self._shortcomings():
            raise NotReady(*issues)
        entries.record(self.session, "contact.revised", by=by, subject=self, fields=sorted(changed), use=self.use)
        return self

    def _give_way(self, changed: dict[str, Any], by: Actor) -> "Contact":
        kept = {key: getattr(self, key) for key in ("office_id", "programme_id", "label", "number", "kind", "use", "organisation", "note")}
        successor = type(self)(**(kept | changed))
        if issues := successor._shortcomings():
            raise NotReady(*issues)
        self.session.add(successor)
        self.session.flush()
        self.active, self.successor_id = False, successor.pk
        entries.record(
            self.session, "contact.replaced", by=by, subject=self, names=[successor],
            successor=successor, fields=sorted(changed),
        )  # fmt: skip
        return successor

    def _shortcomings(self) -> Issues:
        issues = [Issue(key, "contact_text_long", {"max": most}) for key, most in LENGTHS.items() if len(getattr(self, key)) > most]
        if not self.label:
            issues.append(Issue("label", "contact_label_missing"))
        if not well_formed(self.kind, self.number):
            issues.append(Issue("number", f"contact_{self.kind}_form"))
        return Issues(issues)

    def _objections_to_test(self, on: date) -> Issues:
        issues = []
        if not self.active:
            issues.append(Issue("page", "contact_inactive"))
        if on > today():
            issues.append(Issue("tested_on", "contact_test_future"))
        if self.tested_on and on < self.tested_on:
            issues.append(Issue("tested_on", "contact_test_older", {"last": indonesian.day(self.tested_on)}))
        return Issues(issues)

    @classmethod
    def current(cls, contact_id: int, seen: int | None, session: Session) -> "Contact":
        """The locked row inside a transaction; OutOfDate unless it is as the screen saw it."""
        return held(cls, select(cls).where(cls.id == contact_id), seen, session)

    @classmethod
    def directory(cls, actor: Actor, programme_id: int, session: Session, *, include_inactive: bool = False) -> list["Contact"]:
        """All a programme may use, the office's own among them, by label; NotFound for who has no part in the programme."""
        if not (administers(actor) or actor.sees_all or programme_id in actor.programmes):
            raise NotFound
        with_tester = selectinload(cls.tested_by)  # type: ignore[arg-type]
        wanted = select(cls).where(_usable_by(programme_id)).options(with_tester).order_by(col(cls.label), col(cls.id))
        return list(session.exec(wanted if include_inactive else wanted.where(cls.active)))

    @classmethod
    def known(cls, programme_id: int, session: Session) -> dict[int, KnownContact]:
        """What the requirements look at, inactive ones included so that a draft that names one is told.

        Those that the programme shared with an office it belonged to before are known (papers print them) but no longer in use.
        """
        return once(session, ("contacts", programme_id), lambda: cls._known(programme_id, session))

    @classmethod
    def _known(cls, programme_id: int, session: Session) -> dict[int, KnownContact]:
        own = select(Programme.office_id).where(Programme.id == programme_id).scalar_subquery()
        found = session.exec(select(cls, own).where(_usable_by(programme_id, before=True)))
        return {one.pk: one._as_known(ours=one.programme_id is not None or one.office_id == office) for one, office in found}

    def _as_known(self, *, ours: bool) -> KnownContact:
        tested_on = self.tested_on if self.reached else None
        return KnownContact(self.pk, self.label, self.use is ContactUse.PUBLIC, tested_on, self.active and ours, self.number)


def _usable_by(programme_id: int, *, before: bool = False) -> ColumnElement[bool]:
    """`before`: also what it shared with offices it belonged to earlier."""
    asked = Programme.id == programme_id
    office = select(Programme.office_id).where(asked).scalar_subquery()
    home = select(func.coalesce(Programme.practice_of_id, Programme.id)).where(asked).scalar_subquery()  # a practice room asks its mother's
    moved = tables.metadata.tables["transfer"]  # by its table: a transfer moves contacts, so its module needs this one
    former = moved.select().with_only_columns(moved.c.from_id).where(moved.c.programme_id == programme_id, moved.c.state == "accepted")
    owners = or_(col(Contact.office_id) == office, *([col(Contact.office_id).in_(former)] if before else []))
    return or_(col(Contact.programme_id) == home, and_(col(Contact.programme_id).is_(None), owners))


def _tidy(text: str) -> str:
    return " ".join(text.split())
