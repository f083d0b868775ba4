"""What hangs on a consent: its state, its private part, and the files it stands for."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import Record, Row


class ConsentState(StrEnum):
    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


class ConsentParty(Row, table=True):
    """The private part: blanked by `erase`, after which the log's commitment stands for nothing any more. `proof` is a file's SHA-256."""

    __tablename__ = "consent_party"

    consent_id: int = Field(foreign_key="consent.id", unique=True)
    name: str
    guardian: str = ""
    contact: str = ""
    purpose: str = ""
    sha256: str | None = None
    proof_name: str = ""
    proof_type: str = ""
    salt: str
    commitment: str


class ConsentFile(Record, table=True):
    """A file of our contents in which this person can be recognised, by its SHA-256; `removed`: linked by mistake."""

    __tablename__ = "consent_file"
    __table_args__ = (UniqueConstraint("consent_id", "sha256"), Index("ix_consent_file_sha256", "sha256"))

    consent_id: int = Field(foreign_key="consent.id")
    sha256: str
    removed: bool = False
    at: datetime
