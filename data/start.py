"""Before the door opens: the database migrated and guarded, the playbooks of this release sound, a way in for the first person."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from sqlmodel import Session, select

from data import guards, playbooks, reference, schema, settings
from data.database import reading
from models import places
from models.people import Person
from models.playbooks import load

HERE = "http://localhost:8501"


def prepare() -> None:
    """All of it or an exception that says what is wrong: NewerDatabase, BrokenMigration, Unguarded, PlaybookError."""
    places.hand_in(reference.places())
    for key, text in playbooks.texts().items():
        load(text, f"{key}.toml")
    schema.upgrade()
    with reading() as session:
        guards.require(session.connection())


def first_run(session: Session) -> bool:
    """Nobody is there yet: the way in is the set-up link."""
    return session.exec(select(Person.id).limit(1)).first() is None


def setup_link(base: str | None = None) -> str | None:
    """A fresh one-time link to the set-up page, an older one void from now on; None once there is a person."""
    with reading() as session:
        if not first_run(session):
            close_setup()
            return None
    key = secrets.token_urlsafe(24)
    descriptor = os.open(_key_file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(_hash(key))
    return f"{base or settings.public_url() or HERE}/mulai?kunci={key}"


def opens_setup(key: object) -> bool:
    """Whether this is the key of the newest set-up link; anything that isn't text is none."""
    if not isinstance(key, str) or not key or not _key_file().exists():
        return False
    return hmac.compare_digest(_hash(key), _key_file().read_text("ascii"))


def close_setup() -> None:
    """Once the first people are in, no key opens anything."""
    _key_file().unlink(missing_ok=True)


def _key_file() -> Path:
    return settings.data_folder() / "setup-key"


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
