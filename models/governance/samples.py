"""Uji petik: pieces drawn by a seed that anybody can draw again, and what was drawn by whom (S3.4, A3.3b)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Optional

from sqlalchemy import JSON, Index
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import READ_ONLY, Actor, can
from models.base import Immutable, now
from models.content.contents import Content
from models.content.publications import Publication
from models.deputies import in_force
from models.errors import NotAllowed, NotReady
from models.governance.readable import Readable
from models.issues import Issue, Issues
from models.people import Assignment, Person
from models.programmes import Programme

entries.register("sample.drawn", "sample", ("seed", "size", "population", "digest", "contents"))
entries.register("sample.taken", "sample", ("pieces",))

LARGEST = 50
POPULATION = 50_000
SEED_LENGTH = 40
LETTER_LENGTH = 120


@dataclass(frozen=True)
class Criteria:
    """What went out in [since, until); of these types, channels and lanes (all without any)."""

    since: datetime
    until: datetime
    kinds: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()

    def matching(self, programme_id: int, session: Session) -> list[int]:
        """Ids only, ascending; one more than `POPULATION` at most."""
        wanted = select(Content.id).where(
            Content.programme_id == programme_id, col(Content.published_at) >= self.since, col(Content.published_at) < self.until
        )
        if self.kinds:
            wanted = wanted.where(col(Content.kind).in_(self.kinds))
        if self.lanes:
            wanted = wanted.where(col(Content.lane).in_(self.lanes))
        if self.channels:
            shown = select(Publication.content_id).where(
                col(Publication.content_id) == col(Content.id), col(Publication.channel).in_(self.channels),
                col(Publication.published_at).is_not(None),
            )  # fmt: skip
            wanted = wanted.where(shown.exists())
        return [one for one in session.exec(wanted.order_by(col(Content.id)).limit(POPULATION + 1)) if one is not None]


class Sample(Readable, Immutable, table=True):
    """One draw; `population` ids matched, `digest` is the SHA-256 of them in ascending order, one a line; `letter` sent the inspector."""

    __table_args__ = (Index("ix_sample_programme", "programme_id", "id"),)

    programme_id: int = Field(foreign_key="programme.id")
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    letter: str = ""
    seed: str
    size: int
    since: datetime
    until: datetime
    kinds: list[str] = Field(default_factory=list, sa_type=JSON)
    channels: list[str] = Field(default_factory=list, sa_type=JSON)
    lanes: list[str] = Field(default_factory=list, sa_type=JSON)
    population: int
    digest: str
    content_ids: list[int] = Field(sa_type=JSON)
    by: Optional[Person] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    programme: Programme = Relationship()

    @property
    def criteria(self) -> Criteria:
        return Criteria(self.since, self.until, tuple(self.kinds), tuple(self.channels), tuple(self.lanes))

    @classmethod
    def draw(
        cls, programme: Programme, criteria: Criteria, size: int, seed: str, by: Actor, session: Session, *, letter: str = ""
    ) -> "Sample":
        """`size` pieces (1 to 50; all where fewer match) in the order of their drawing."""
        if issues := objections(programme, by):
            raise NotAllowed(*issues)
        seed, letter = seed.strip(), (sent_by(by, programme.pk, session) or letter).strip()
        ids = criteria.matching(programme.pk, session)
        if issues := _shortcomings(criteria, size, seed, letter, len(ids)):
            raise NotReady(*issues)
        drawn = draw(ids, seed, size)
        one = cls(
            programme_id=programme.pk, by_id=by.person_id, at=now(), letter=letter, seed=seed, size=size, since=criteria.since,
            until=criteria.until, kinds=list(criteria.kinds), channels=list(criteria.channels), lanes=list(criteria.lanes),
            population=len(ids), digest=digest(ids), content_ids=drawn,
        )  # fmt: skip
        session.add(one)
        session.flush()
        entries.record(
            session, "sample.drawn", by=by, subject=one, seed=seed, size=size, population=len(ids), digest=one.digest, contents=drawn
        )  # fmt: skip
        return one

    def objections_to_taking(self, by: Actor) -> Issues:
        """Whoever may draw; what somebody else drew leaves under his own name only."""
        return objections(self.programme, by) + Issues([] if by.person_id == self.by_id else [Issue("person", "sample_of_another")])

    def take(self, by: Actor) -> None:
        """The dossiers leave the house: a line for the sample, and one for each piece as for a single dossier."""
        if issues := self.objections_to_taking(by):
            raise NotAllowed(*issues)
        for one in self.session.exec(select(Content).where(col(Content.id).in_(self.content_ids)).order_by(col(Content.id))):
            entries.record(self.session, "content.dossier_taken", by=by, subject=one, revision=one.revision_number)
        entries.record(self.session, "sample.taken", by=by, subject=self, pieces=len(self.content_ids))

    @classmethod
    def of(cls, programme_id: int, actor: Actor, session: Session, size: int = 20) -> "list[Sample]":
        """Newest first, as far as this person may read the programme's governance."""
        wanted = select(cls).where(cls.programme_id == programme_id, cls.readable_by(actor)).options(*cls.whole())
        return list(session.exec(wanted.order_by(col(cls.id).desc()).limit(size)))

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        office = selectinload(cls.programme).selectinload(Programme.office)  # type: ignore[arg-type]
        return selectinload(cls.by), selectinload(cls.programme).selectinload(Programme.playbook), office, raiseload("*")  # type: ignore[arg-type]


def draw(ids: Iterable[int], seed: str, size: int) -> list[int]:
    """The `size` ids whose SHA-256 of `<seed>:<id>` is smallest, in that order: with sha256sum alone anybody draws the same."""
    return sorted(ids, key=lambda one: (hashlib.sha256(f"{seed}:{one}".encode()).hexdigest(), one))[:size]


def digest(ids: Iterable[int]) -> str:
    return hashlib.sha256("".join(f"{one}\n" for one in sorted(ids)).encode()).hexdigest()


def objections(programme: Programme, by: Actor) -> Issues:
    """The programme's own right to export, or a read-only role; as for a single dossier."""
    may = can(by, "export", programme) or by.sees_all or bool(by.roles(programme.pk) & READ_ONLY)
    may = may and programme.practice_of_id is None
    return Issues([] if may and by.person_id is not None else [Issue("person", "sample_not_allowed")])


def sent_by(by: Actor, programme_id: int | None, session: Session) -> str:
    """The letter on which somebody looks here today, '' for whoever needs none."""
    return next((one.letter for one in sendings(by, programme_id, session) if one.letter), "")


def sendings(by: Actor, programme_id: int | None, session: Session) -> list[Assignment]:
    """What lets somebody look here today, each with its letter and last day."""
    mine = (col(Assignment.person_id) == by.person_id, col(Assignment.role).in_(READ_ONLY), *in_force(Assignment, now().date()))
    held = select(Assignment).where(*mine, (col(Assignment.programme_id) == programme_id) | col(Assignment.programme_id).is_(None))
    return list(session.exec(held.order_by(col(Assignment.id))))


def _shortcomings(criteria: Criteria, size: int, seed: str, letter: str, population: int) -> Issues:
    issues = [] if 1 <= size <= LARGEST else [Issue("size", "sample_size_odd", {"limit": LARGEST})]
    if not seed or len(seed) > SEED_LENGTH or not seed.isprintable():
        issues.append(Issue("seed", "sample_seed_odd", {"limit": SEED_LENGTH}))
    if len(letter) > LETTER_LENGTH:
        issues.append(Issue("letter", "too_long", {"limit": LETTER_LENGTH}))
    if criteria.since >= criteria.until:
        issues.append(Issue("period", "sample_period_odd"))
    elif not population:
        issues.append(Issue("page", "sample_empty"))
    elif population > POPULATION:
        issues.append(Issue("page", "sample_too_wide", {"limit": POPULATION}))
    return Issues(issues)
