"""Who wrote, and what: rows of their own, so that erasing a person touches neither the case nor the log (UU 27/2022)."""

import hashlib
import re
import secrets
from collections.abc import Iterable
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, select

from models.base import Record, Row
from models.content import personal_numbers
from models.notes import commitment
from models.public import folding

MASK = "…"
ADDRESS = re.compile(r"https?://\S+|\bwww\.\S+|[\w.+-]+@[\w-]+\.[\w.]+")
HANDLE = re.compile(r"(?<!\w)@[\w.]{2,}")
NAME_LENGTH, LINK_LENGTH = 120, 500


class Citizen(Record, table=True):
    """One account of one channel, known on screens by its number; `key` is how it is recognised, None once erased."""

    __table_args__ = (UniqueConstraint("programme_id", "channel", "key"),)

    programme_id: int = Field(foreign_key="programme.id")
    channel: str
    key: str | None = None
    name: str = ""
    handle: str = ""
    blocked: bool = False

    @classmethod
    def known(cls, programme_id: int, keys: Iterable[tuple[str, str]], session: Session) -> dict[tuple[str, str], "Citizen"]:
        """By (channel, key), those that wrote before."""
        wanted = set(keys)
        found: dict[tuple[str, str], Citizen] = {}
        ordered = sorted({key for _, key in wanted})
        for start in range(0, len(ordered), 500):
            part = ordered[start : start + 500]
            for one in session.exec(select(cls).where(cls.programme_id == programme_id, col(cls.key).in_(part))):
                if one.key and (one.channel, one.key) in wanted:
                    found[one.channel, one.key] = one
        return found


class InteractionText(Row, table=True):
    """What somebody wrote, as it stood there; `fingerprint` finds it again when the same comes in twice."""

    __tablename__ = "interaction_text"
    __table_args__ = (UniqueConstraint("programme_id", "fingerprint"), UniqueConstraint("interaction_id"))

    programme_id: int = Field(foreign_key="programme.id")
    interaction_id: int = Field(foreign_key="interaction.id")
    text: str
    link: str = ""
    salt: str
    commitment: str
    fingerprint: str | None = None

    @classmethod
    def of(cls, programme_id: int, text: str, link: str, fingerprint: str) -> "InteractionText":
        """Not saved yet, and of no interaction yet."""
        salt = secrets.token_hex(16)
        return cls(  # type: ignore[call-arg]  # whose it is comes with the interaction's id
            programme_id=programme_id, text=text, link=link[:LINK_LENGTH], salt=salt, commitment=commitment(text, salt),
            fingerprint=fingerprint,
        )  # fmt: skip

    @classmethod
    def there(cls, programme_id: int, fingerprints: Iterable[str], session: Session) -> dict[str, int]:
        """Fingerprint → interaction of what came in before."""
        found: dict[str, int] = {}
        ordered = sorted(set(fingerprints))
        for start in range(0, len(ordered), 500):
            wanted = select(cls.fingerprint, cls.interaction_id).where(
                cls.programme_id == programme_id, col(cls.fingerprint).in_(ordered[start : start + 500])
            )
            found |= {str(one): number for one, number in session.exec(wanted)}
        return found


def key_of(name: str, handle: str) -> str:
    """How an account is recognised within its channel: its handle, else its name; '' for who gave neither."""
    told = handle.strip().lstrip("@").casefold() or folding.same(name)
    return told[:NAME_LENGTH] if told.strip() else ""


def fingerprint(channel: str, key: str, post: Any, text: str) -> str:
    """SHA-256 of channel, account, post and the words: what the same comment has in common when it comes in twice."""
    told = "\n".join((channel, key, str(post or ""), folding.same(text)))
    return hashlib.sha256(told.encode()).hexdigest()


def masked(text: str, *names: str) -> str:
    """For who may see what was said but not by whom: numbers, addresses, handles and these names are covered."""
    for one in reversed(personal_numbers.find(text)):
        text = f"{text[: one.start]}{MASK}{text[one.end :]}"
    text = HANDLE.sub(f"@{MASK}", ADDRESS.sub(MASK, text))
    for name in filter(None, (one.strip() for one in names)):
        text = re.sub(re.escape(name), MASK, text, flags=re.IGNORECASE)
    return text
