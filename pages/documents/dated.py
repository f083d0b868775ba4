"""Whose paper it is: the office and its head as they were on the day of the document (SOP.md 2.1, 18; A4.3)."""

from datetime import date, datetime

from sqlmodel import Session

from models.base import LOCAL, today
from models.governance.letterheads import Letterhead
from models.programmes import Programme
from models.replication.transfers import Transfer


def office_name(programme: Programme, on: datetime | date | None, session: Session) -> str:
    """What the owner was called then; None: today."""
    return Transfer.office_name(programme, _day(on), session)


def head(programme: Programme, on: datetime | date | None, session: Session) -> Letterhead:
    """The letterhead of who owned it then."""
    day = _day(on)
    return Letterhead.valid(Transfer.office_on(programme, day, session), session, day)


def _day(on: datetime | date | None) -> date:
    if isinstance(on, datetime):
        return on.astimezone(LOCAL).date()
    return on or today()
