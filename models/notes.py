"""What people wrote as a reason: apart from the log, so that erasing it leaves the chain valid."""

import hashlib
import secrets

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


def commitment(text: str, salt: str) -> str:
    """SHA-256 over salt and text, hexadecimal."""
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()
