"""Evidence: a file or an address that shows that a phase, an activity or a gathering of ideas happened (S-G, A-G, S-H6, A-H8)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, Session, col, false, select

from models import entries
from models.actors import Actor, administers, can
from models.apart import real
from models.base import Record, Row, now
from models.content.web_addresses import fault_of
from models.errors import NotAllowed, NotFound, NotReady
from models.issues import Issue, Issues
from models.programmes import Programme

entries.register("evidence.added", "evidence", ("what", "what_id", "kind"))
entries.register("evidence.removed", "evidence", ("what", "what_id"))

KEEPERS = ("keep_profile", "plan")
NAME, ALT, MOST = 200, 300, 30
PICTURES = frozenset({"image/png", "image/jpeg", "image/webp"})


class Evidence(Record, table=True):
    """`subject` is a table and `subject_id` a row of it; a stored file by `sha256`, or an https address; pictures say what they show."""

    __table_args__ = (Index("ix_evidence_subject", "subject", "subject_id"), Index("ix_evidence_sha256", "sha256"))

    programme_id: int = Field(foreign_key="programme.id")
    subject: str
    subject_id: int
    name: str
    sha256: str = ""
    type: str = ""
    link: str = ""
    alt: str = ""
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    removed: bool = False

    @property
    def is_picture(self) -> bool:
        return self.type in PICTURES

    @classmethod
    def objections_to_adding(cls, programme: Programme, by: Actor) -> Issues:
        """Whoever keeps the profile or plans."""
        return Issues([] if keeps(programme, by) else [Issue("person", "may_not_keep_evidence")])

    @classmethod
    def add_file(
        cls, programme: Programme, about: Row, by: Actor, session: Session, *, sha256: str, name: str, type: str, alt: str = ""
    ) -> "Evidence":
        """A file kept beforehand; a picture needs a description, the same file twice is one."""
        cls._require(programme, about, by)
        known = [one for one in cls.of(about, session) if one.sha256 == sha256]
        if known:
            return known[0]
        if type in PICTURES and not alt.strip():
            raise NotReady(Issue("alt", "evidence_alt_missing"))
        return cls._add(programme, about, by, session, "file", name=name.strip()[:NAME], sha256=sha256, type=type, alt=alt.strip()[:ALT])

    @classmethod
    def add_link(cls, programme: Programme, about: Row, by: Actor, session: Session, link: str, name: str) -> "Evidence":
        """An https address on a domain the playbook permits or of a channel."""
        cls._require(programme, about, by)
        permitted = [*programme.rules.link_domains, *(host for channel in programme.rules.channels for host in channel.hosts)]
        if fault := fault_of(link.strip(), permitted):
            raise NotReady(Issue("link", "evidence_link", {"fault": fault.value, "domains": ", ".join(programme.rules.link_domains)}))
        return cls._add(programme, about, by, session, "link", name=(name.strip() or link.strip())[:NAME], link=link.strip())

    def remove(self, programme: Programme, by: Actor) -> None:
        """Taken away because it was wrong; the log keeps that it was there."""
        if issues := self.objections_to_adding(programme, by):
            raise NotAllowed(*issues)
        if programme.pk != self.programme_id:
            raise NotFound
        self.removed = True
        entries.record(self.session, "evidence.removed", by=by, subject=self, what=self.subject, what_id=self.subject_id)

    @classmethod
    def of(cls, about: Row, session: Session) -> "list[Evidence]":
        """Of one row, oldest first."""
        return cls.of_many(str(about.__tablename__), [about.pk], session)[about.pk]

    @classmethod
    def of_many(cls, subject: str, ids: Collection[int], session: Session) -> "dict[int, list[Evidence]]":
        """By row, oldest first; one query."""
        found: dict[int, list[Evidence]] = defaultdict(list)
        wanted = select(cls).where(cls.subject == subject, col(cls.subject_id).in_(ids), ~col(cls.removed)).order_by(col(cls.id))
        for one in session.exec(wanted):
            found[one.subject_id].append(one)
        return found

    @classmethod
    def find(cls, evidence_id: int, actor: Actor, session: Session) -> "Evidence":
        found = session.exec(select(cls).where(cls.id == evidence_id, ~col(cls.removed), cls._readable(actor))).first()
        if found is None:
            raise NotFound
        return found

    @classmethod
    def carrying(cls, sha256: str, actor: Actor, session: Session) -> "Evidence | None":
        """One this person may see that carries the file."""
        return session.exec(select(cls).where(cls.sha256 == sha256, ~col(cls.removed), cls._readable(actor)).limit(1)).first()

    @classmethod
    def _readable(cls, actor: Actor) -> Any:
        if actor.sees_all or administers(actor):
            return real(col(cls.programme_id))
        return col(cls.programme_id).in_(actor.teams) if actor.teams else false()

    @classmethod
    def _require(cls, programme: Programme, about: Row, by: Actor) -> None:
        if issues := cls.objections_to_adding(programme, by):
            raise NotAllowed(*issues)
        if getattr(about, "programme_id", None) != programme.pk:
            raise NotFound

    @classmethod
    def _add(cls, programme: Programme, about: Row, by: Actor, session: Session, kind: str, **told: Any) -> "Evidence":
        if len(cls.of(about, session)) >= MOST:
            raise NotReady(Issue("file", "evidence_too_many", {"most": MOST}))
        one = cls(programme_id=programme.pk, subject=str(about.__tablename__), subject_id=about.pk, by_id=by.person_id, at=now(), **told)
        session.add(one)
        session.flush()
        entries.record(session, "evidence.added", by=by, subject=one, what=one.subject, what_id=one.subject_id, kind=kind)
        return one


def keeps(programme: Programme, by: Actor) -> bool:
    return any(can(by, right, programme) for right in KEEPERS)
