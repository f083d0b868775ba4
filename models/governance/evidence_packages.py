"""Evidence packages that left the house: over which days, with how much in them, by their digest (S-H11, A-H13, S4.5)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor, administers, can
from models.base import Immutable, now
from models.errors import NotAllowed
from models.governance.spans import Span
from models.issues import Issue, Issues
from models.people import Person
from models.programmes import Programme
from models.replication.copies import copied_until

entries.register("evidence_package.made", "evidence_package", ("starts_on", "ends_on", "digest", "files"))


class EvidencePackage(Immutable, table=True):
    """`digest` is the ZIP's SHA-256; the file itself is kept for a day, its record for good. `missing`: stored files that were lost."""

    __tablename__ = "evidence_package"

    programme_id: int = Field(foreign_key="programme.id", index=True)
    label: str
    starts_on: date
    ends_on: date
    files: int
    size: int = Field(sa_type=BigInteger)
    missing: int
    digest: str = Field(index=True)
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime

    @property
    def name(self) -> str:
        return f"paket-bukti-{self.starts_on}-{self.ends_on}.zip"

    @classmethod
    def objections_to_making(cls, programme: Programme, by: Actor, until: date | None = None, session: Session | None = None) -> Issues:
        """Whose right it is to release records, an inspector, the admin; up to the transfer also who looks on from the former office."""
        session = session or programme.session if until else None
        may = (
            can(by, "release_records", programme)
            or administers(by)
            or _inspects(by, programme)
            or _took_along(by, programme, until, session)
        )
        return Issues([] if may else [Issue("person", "may_not_make_package")])

    @classmethod
    def record(cls, span: Span, by: Actor, session: Session, *, digest: str, size: int, files: int, missing: int) -> "EvidencePackage":
        """Before it is handed out; the package was put together beforehand, outside the transaction."""
        if issues := cls.objections_to_making(span.programme, by, span.ends_on, session):
            raise NotAllowed(*issues)
        one = cls(
            programme_id=span.programme.pk, label=span.label, starts_on=span.starts_on, ends_on=span.ends_on, files=files, size=size,
            missing=missing, digest=digest, by_id=by.person_id, at=now(),
        )  # fmt: skip
        session.add(one)
        session.flush()
        entries.record(
            session, "evidence_package.made", by=by, subject=one, starts_on=str(span.starts_on), ends_on=str(span.ends_on),
            digest=digest, files=files,
        )  # fmt: skip
        return one

    @classmethod
    def listed(cls, programme: Programme, session: Session, size: int = 10) -> "list[tuple[EvidencePackage, str]]":
        """Newest first, each with the name of who made it."""
        wanted: Any = select(cls, Person.name).outerjoin(Person, col(Person.id) == cls.by_id).where(cls.programme_id == programme.pk)
        return [(one, name or "") for one, name in session.exec(wanted.order_by(col(cls.id).desc()).limit(size))]

    @classmethod
    def carrying(cls, sha256: str, actor: Actor, session: Session) -> "EvidencePackage | None":
        """One this person could have made himself that is this file."""
        for one in session.exec(select(cls).where(cls.digest == sha256)):
            if not cls.objections_to_making(Programme.find(one.programme_id, session), actor, one.ends_on):
                return one
        return None


def _took_along(by: Actor, programme: Programme, until: date | None, session: Session | None) -> bool:
    if until is None or session is None:
        return False
    last = copied_until(programme, by, session)
    return last is not None and until <= last


def _inspects(by: Actor, programme: Programme) -> bool:
    return by.is_inspector and (by.sees_all or bool(by.roles(programme.pk)))
