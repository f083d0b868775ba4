"""What people wrote as a reason: apart from the log, so that erasing it leaves the chain valid."""

import hashlib
import secrets

from sqlmodel import Session, col, select

from models.base import Row


class Note(Row, table=True):
    """The log holds only `commitment`, a salted hash; erasing text and salt breaks nothing (UU 27/2022)."""

    text: str
    salt: str
    commitment: str

    @classmethod
    def of(cls, text: str) -> "Note":
        salt = secrets.token_hex(16)
        return cls(text=text.strip(), salt=salt, commitment=commitment(text.strip(), salt))

    @classmethod
    def texts(cls, ids: set[int], session: Session) -> dict[int, str]:
        """By id, for a list of rows."""
        return {one.pk: one.text for one in session.exec(select(cls).where(col(cls.id).in_(ids)))} if ids else {}


def commitment(text: str, salt: str) -> str:
    """SHA-256 over salt and text, hexadecimal."""
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()
