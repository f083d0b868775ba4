"""Passwords: what is accepted, and the bcrypt work."""

import re
from dataclasses import dataclass

import bcrypt

from models.errors import NotReady
from models.issues import Issue, Issues

COST = 12
LETTERS = re.compile(r"[^\W\d_]+")
COMMON = {
    "password", "kata", "sandi", "katasandi", "rahasia", "qwerty", "abc", "abcd", "abcdef",
    "admin", "simpul", "simponi", "asri", "bangka", "kabupaten", "indonesia",
}  # fmt: skip


@dataclass(frozen=True)
class Password:
    """A password that was checked and hashed before any transaction opened: bcrypt is slow on purpose."""

    hash: str


def choose(password: str, username: str = "", name: str = "") -> Password:
    """The only way to a Password; refuses a weak one (NotReady)."""
    if issues := check_new(password, username, name):
        raise NotReady(*issues)
    return Password(bcrypt.hashpw(password.encode(), bcrypt.gensalt(COST)).decode())


def check_new(password: str, username: str = "", name: str = "") -> Issues:
    """12–64 characters, at most 72 bytes (bcrypt reads no further), more than common words, one's own name and digits."""
    issues = []
    if password != password.strip():
        issues.append(Issue("password", "password_spaces"))  # the sign-in form cuts them off
    if not 12 <= len(password) <= 64:
        issues.append(Issue("password", "password_length"))
    if len(password.encode()) > 72:
        issues.append(Issue("password", "password_bytes"))
    words, own = set(LETTERS.findall(password.lower())), set(LETTERS.findall(f"{username} {name}".lower()))
    if len(set(password)) < 5 or words <= COMMON | own:
        issues.append(Issue("password", "password_common"))
    return Issues(issues)


def matches(password: str, stored: str) -> bool:
    """The same work whether or not there is a stored hash, so that unknown names answer no sooner."""
    raw = password.encode()
    good = bcrypt.checkpw(raw[:72], (stored or dummy(COST)).encode())
    return good and bool(stored) and len(raw) <= 72


def dummy(cost: int) -> str:
    """A hash that no password has and that takes as long to check."""
    return f"$2b${cost:02}${'.' * 53}"
