"""How many answers may come from one address and under one code: counted under a salt that nobody has the next day (SAFETY 22)."""

import hashlib
import ipaddress
import secrets
from collections.abc import Mapping

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, delete, select

from models.base import LOCAL, Row, now, today

Limits = Mapping[tuple[str, str], int]  # (who, span) → how many answers within that span of time


class SurveySalt(Row, table=True):
    """Random, of one day; with it gone no hash of that day leads back to an address."""

    __tablename__ = "survey_salt"

    day: str = Field(unique=True)
    salt: str


class SurveyRate(Row, table=True):
    """How often somebody (a salted hash, or a round) answered within a window of time."""

    __tablename__ = "survey_rate"
    __table_args__ = (UniqueConstraint("who", "span"),)

    who: str
    span: str = Field(index=True)
    times: int = 0

    @classmethod
    def exhausted(cls, limits: Limits, session: Session) -> bool:
        """Whether one of these (who, span) has used up its limit."""
        spans = {span for _, span in limits}
        wanted = select(cls.who, cls.span, cls.times).where(col(cls.who).in_({who for who, _ in limits}), col(cls.span).in_(spans))
        return any(times >= limits.get((who, span), times + 1) for who, span, times in session.exec(wanted))

    @classmethod
    def spend(cls, limits: Limits, session: Session) -> None:
        """One answer more for each."""
        for who, span in sorted(limits):
            row = session.exec(select(cls).where(cls.who == who, cls.span == span).with_for_update()).first()
            row = row or cls(who=who, span=span)
            row.times += 1
            session.add(row)


def keys(round_id: int, address: str, per_hour: int, per_minute: int, session: Session) -> Limits:
    """(who, span) → limit, for this hour and this minute; before the first answer of a day nobody has been counted by address."""
    moment = now().astimezone(LOCAL)
    minute: Limits = {(f"round:{round_id}", f"{moment:%Y-%m-%dT%H:%M}"): per_minute}
    salt = session.exec(select(SurveySalt.salt).where(SurveySalt.day == str(today()))).first()
    if salt is None:
        return minute
    who = hashlib.sha256(f"{salt} {network(address)}".encode()).hexdigest()[:32]
    return {**minute, (f"address:{who}", f"{moment:%Y-%m-%dT%H}"): per_hour}


def begin_day(session: Session) -> None:
    """A salt for today; yesterday's, and all that was counted under it, is gone. Does nothing the second time."""
    day = str(today())
    if session.exec(select(SurveySalt.id).where(SurveySalt.day == day)).first() is not None:
        return
    session.exec(delete(SurveySalt))
    session.exec(delete(SurveyRate).where(col(SurveyRate.span) < day))
    session.add(SurveySalt(day=day, salt=secrets.token_hex(16)))
    session.flush()


def network(address: str) -> str:
    """An address as one household has it: IPv6 by its first 64 bits; '-' for what is none."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "-"
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
        return str(ipaddress.ip_network(f"{found}/64", strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)
