"""Forms handed to the public: a signed token, good once and for a while, so that answers need neither cookie nor sign-in."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LASTS = timedelta(hours=12)
SOONEST = timedelta(seconds=2)  # nobody reads and answers faster
LONGEST = 200


class Torn(StrEnum):
    """What is wrong with a token that was brought back."""

    FORGED = "forged"
    EXPIRED = "expired"
    HURRIED = "hurried"


@dataclass(frozen=True)
class Ticket:
    """`nonce` is spent by the answer it comes with."""

    edition: int
    issued: datetime
    nonce: str


def issue(seal: str, round_id: int, edition: int, at: datetime) -> str:
    """A fresh token for one edition of one round."""
    said = f"{edition}.{int(at.timestamp())}.{secrets.token_hex(12)}"
    return f"{said}.{_signed(seal, round_id, said)}"


def read(token: str, seal: str, round_id: int, at: datetime) -> Ticket | Torn:
    """What a token says, or why it doesn't count."""
    said, _, signature = token[:LONGEST].rpartition(".")
    if not hmac.compare_digest(signature.encode(), _signed(seal, round_id, said).encode()):
        return Torn.FORGED
    edition, issued, nonce = said.split(".")
    age = at.timestamp() - int(issued)
    if age < SOONEST.total_seconds():
        return Torn.HURRIED
    return Torn.EXPIRED if age > LASTS.total_seconds() else Ticket(int(edition), datetime.fromtimestamp(int(issued), at.tzinfo), nonce)


def _signed(seal: str, round_id: int, said: str) -> str:
    return hmac.new(seal.encode(), f"{round_id}.{said}".encode(), hashlib.sha256).hexdigest()
