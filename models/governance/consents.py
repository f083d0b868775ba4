"""Consents of citizens who can be recognised in our pictures: who, what for, where, until when, with proof (A1.3, UU 27/2022)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.actors import Actor, administers, can
from models.asked import once
from models.base import Record, today
from models.content.drafts import KnownConsent
from models.governance.consent_rows import ConsentFile, ConsentParty, ConsentState
from models.governance.readable import Readable
from models.governance.recording_consents import RecordingConsents
from models.governance.withdrawing import Takedown, Withdrawing
from models.programmes import Programme

PAGE = 20


class Consent(RecordingConsents, Withdrawing, Readable, Record, table=True):
    """`programmes` may use it, on `channels` (playbook keys), until `expires_on` (None: until withdrawn)."""

    __table_args__ = (Index("ix_consent_listed", "programme_id", "id"), Index("ix_consent_withdrawn", "withdrawn_at"))

    programme_id: int = Field(foreign_key="programme.id")
    programmes: list[int] = Field(sa_type=JSON)
    channels: list[str] = Field(sa_type=JSON)
    child: bool = False
    signed_on: date
    expires_on: date | None = None
    withdrawn_at: datetime | None = None
    withdrawal_due_at: datetime | None = None
    reminded: int = 0
    by_id: int | None = Field(default=None, foreign_key="person.id")
    programme: Programme = Relationship()
    party: ConsentParty = Relationship(sa_relationship_kwargs={"uselist": False, "foreign_keys": "ConsentParty.consent_id"})
    files: list[ConsentFile] = Relationship(sa_relationship_kwargs={"order_by": "ConsentFile.id", "foreign_keys": "ConsentFile.consent_id"})
    takedowns: list[Takedown] = Relationship(sa_relationship_kwargs={"order_by": "Takedown.id", "foreign_keys": "Takedown.consent_id"})

    @property
    def state(self) -> ConsentState:
        if self.withdrawn_at is not None:
            return ConsentState.WITHDRAWN
        if not self.party.name:
            return ConsentState.ERASED
        if self.expires_on is None:
            return ConsentState.VALID
        if self.expires_on < today():
            return ConsentState.EXPIRED
        soon = today() + timedelta(days=self.programme.rules.governance.consent_warn_days)
        return ConsentState.EXPIRING if self.expires_on <= soon else ConsentState.VALID

    @property
    def linked(self) -> list[str]:
        """SHA-256 of the files it stands for."""
        return [one.sha256 for one in self.files if not one.removed]

    @property
    def number(self) -> str:
        """How it is called where the name isn't to be seen."""
        return f"{self.pk:04}"

    def names_seen_by(self, actor: Actor) -> bool:
        """Name, contact and proof are for who keeps the consents, and for the admin; everybody else sees a number."""
        return can(actor, "keep_consents", self.programme) or administers(actor)

    def called(self, actor: Actor) -> str:
        """The person's name, or the consent's number."""
        return self.party.name if self.party.name and self.names_seen_by(actor) else f"Warga {self.number}"

    @classmethod
    def listed(
        cls, programme: Programme, actor: Actor, session: Session, *, before: int | None = None, only: ConsentState | None = None
    ) -> "list[Consent]":
        """Newest first, one more than a page when older ones follow."""
        wanted = select(cls).where(cls.programme_id == programme.pk, cls.readable_by(actor))
        if only is ConsentState.WITHDRAWN:
            wanted = wanted.where(col(cls.withdrawn_at).is_not(None))
        elif only is ConsentState.EXPIRED:
            wanted = wanted.where(col(cls.withdrawn_at).is_(None), col(cls.expires_on) < today())
        if before is not None:
            wanted = wanted.where(col(cls.id) < before)
        return list(session.exec(wanted.options(*cls.whole()).order_by(col(cls.id).desc()).limit(PAGE + 1)))

    @classmethod
    def usable(cls, programme: Programme, actor: Actor, session: Session, limit: int = 200) -> "list[Consent]":
        """Those a file of this programme may be linked to, newest first."""
        open_ones = (col(cls.withdrawn_at).is_(None), (col(cls.expires_on).is_(None)) | (col(cls.expires_on) >= today()))
        wanted = select(cls).where(cls.programme_id == programme.pk, cls.readable_by(actor), *open_ones)
        return list(session.exec(wanted.options(*cls.whole()).order_by(col(cls.id).desc()).limit(limit)))

    @classmethod
    def known(cls, sha256s: Collection[str], programme_id: int, session: Session) -> dict[str, tuple[KnownConsent, ...]]:
        """What the requirements look at, by the files' SHA-256; one statement per view."""
        wanted = tuple(sorted(set(sha256s)))
        return once(session, ("consents", wanted, programme_id), lambda: cls._known(wanted, programme_id, session)) if wanted else {}

    @classmethod
    def _known(cls, sha256s: tuple[str, ...], programme_id: int, session: Session) -> dict[str, tuple[KnownConsent, ...]]:
        rows = session.exec(
            select(ConsentFile.sha256, cls, ConsentParty.name)
            .join(cls, col(cls.id) == ConsentFile.consent_id)
            .join(ConsentParty, col(ConsentParty.consent_id) == cls.id)
            .where(col(ConsentFile.sha256).in_(sha256s), ~col(ConsentFile.removed))
            .options(raiseload("*"))
        )
        found: dict[str, tuple[KnownConsent, ...]] = {}
        for sha256, one, name in rows:
            known = KnownConsent(
                one.pk, withdrawn=one.withdrawn_at is not None or not name, expires_on=one.expires_on,
                channels=tuple(one.channels), covers=programme_id in one.programmes,
            )  # fmt: skip
            found[sha256] = (*found.get(sha256, ()), known)
        return found

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.party),  # type: ignore[arg-type]
            selectinload(cls.files),  # type: ignore[arg-type]
            selectinload(cls.takedowns),  # type: ignore[arg-type]
            raiseload("*"),
        )
