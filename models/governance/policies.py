"""Policies: five texts of a programme, versioned, written by one and approved by another (A1.3)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.actors import Actor, administers, can
from models.base import Record, closed_set
from models.errors import NotFound, NotReady
from models.governance.deciding_policies import DecidingPolicies
from models.governance.readable import Readable
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Person
from models.programmes import Programme

HEADING, TEXT, SECTIONS = 120, 6_000, 30


class PolicyKind(StrEnum):
    ETHICS = "ethics"
    ACCOUNT = "account"
    COMMENT = "comment"
    HOAX = "hoax"
    PHOTO = "photo"


class PolicyState(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    IN_FORCE = "in_force"
    REPLACED = "replaced"


class Policy(DecidingPolicies, Readable, Record, table=True):
    """One version of one kind; at most one is in force and at most one in the making.

    `sections` are [{"heading", "text"}] in order; `digest` is the SHA-256 of what was submitted, which approval and acknowledgement bind.
    """

    __table_args__ = (UniqueConstraint("programme_id", "kind", "number"), Index("ix_policy_state", "state", "programme_id"))

    programme_id: int = Field(foreign_key="programme.id")
    kind: PolicyKind = closed_set(PolicyKind)
    number: int
    state: PolicyState = closed_set(PolicyState)
    sections: list[dict[str, str]] = Field(sa_type=JSON)
    writers: list[int] = Field(sa_type=JSON)
    digest: str = ""
    changed_at: datetime
    submitted_by_id: int | None = Field(default=None, foreign_key="person.id")
    submitted_at: datetime | None = None
    approved_by_id: int | None = Field(default=None, foreign_key="person.id")
    approved_at: datetime | None = None
    review_on: date | None = None
    reminded_at: datetime | None = None
    note_id: int | None = Field(default=None, foreign_key="note.id")

    programme: Programme = Relationship()
    note: Optional[Note] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    submitted_by: Optional[Person] = Relationship(sa_relationship_kwargs={"foreign_keys": "Policy.submitted_by_id"})  # noqa: UP045
    approved_by: Optional[Person] = Relationship(sa_relationship_kwargs={"foreign_keys": "Policy.approved_by_id"})  # noqa: UP045

    @classmethod
    def shelf(cls, programme: Programme, actor: Actor, session: Session) -> "dict[PolicyKind, list[Policy]]":
        """What matters now of each kind, newest first: the version in the making and the one in force; NotFound for who may not read."""
        require_reader(programme, actor)
        living = col(cls.state).in_((PolicyState.DRAFT, PolicyState.WAITING, PolicyState.IN_FORCE))
        wanted = select(cls).where(cls.programme_id == programme.pk, living).options(*cls.whole()).order_by(col(cls.number).desc())
        found: dict[PolicyKind, list[Policy]] = {kind: [] for kind in PolicyKind}
        for one in session.exec(wanted):
            found[one.kind].append(one)
        return found

    @classmethod
    def versions(cls, programme_id: int, kind: PolicyKind, actor: Actor, session: Session) -> "list[Policy]":
        """Newest first."""
        wanted = select(cls).where(cls.programme_id == programme_id, cls.kind == kind, cls.readable_by(actor))
        return list(session.exec(wanted.options(*cls.whole()).order_by(col(cls.number).desc())))

    @classmethod
    def awaiting(cls, actor: Actor, programmes: Iterable[Programme], session: Session) -> "list[Policy]":
        """Submitted and decided by somebody with this person's right, oldest first; his own ones aside."""
        mine = [one.pk for one in programmes if can(actor, "approve_policy", one)]
        if not mine:
            return []
        wanted = select(cls).where(cls.state == PolicyState.WAITING, col(cls.programme_id).in_(mine))
        found = session.exec(wanted.options(*cls.whole()).order_by(col(cls.submitted_at)).limit(50))
        return [one for one in found if not one.objections_to_deciding(actor)]

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.programme).selectinload(Programme.office),  # type: ignore[arg-type]
            selectinload(cls.note),  # type: ignore[arg-type]
            selectinload(cls.submitted_by),  # type: ignore[arg-type]
            selectinload(cls.approved_by),  # type: ignore[arg-type]
            raiseload("*"),
        )


def require_reader(programme: Programme, actor: Actor) -> None:
    """NotFound for who has no part in this programme, or only a technical unit's; of a practice room nothing is governed."""
    if programme.practice_of_id is not None or not (actor.sees_all or administers(actor) or programme.pk in actor.teams):
        raise NotFound


def tidy(sections: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """Without blanks around, and without sections where nothing was typed; NotReady for what is too long."""
    told = [{"heading": one.get("heading", "").strip(), "text": one.get("text", "").strip()} for one in sections]
    kept = [one for one in told if one["heading"] or one["text"]]
    if len(kept) > SECTIONS or any(len(one["heading"]) > HEADING or len(one["text"]) > TEXT for one in kept):
        raise NotReady(Issue("sections", "policy_too_long", {"sections": SECTIONS, "limit": TEXT}))
    return kept


def fingerprint(sections: list[dict[str, str]]) -> str:
    """SHA-256 of the canonical text, hexadecimal: what an approval and an acknowledgement speak of."""
    canonical = json.dumps([[one["heading"], one["text"]] for one in sections], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def shortcomings(sections: list[dict[str, str]]) -> Issues:
    """Each section has a heading and a text, and there is at least one."""
    if not sections:
        return Issues([Issue("sections", "policy_empty")])
    halves = [place for place, one in enumerate(sections, start=1) if not (one["heading"] and one["text"])]
    return Issues(Issue("sections", "policy_section_half", {"place": place}) for place in halves)
