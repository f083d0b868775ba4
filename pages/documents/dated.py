"""Whose paper it is: the office and its head as they were on the day the paper tells of (SOP.md 2.1, 18; A4.3).

The only module of the documents that knows offices; a day to come has the newest name.
"""

from datetime import date, datetime

from sqlmodel import Session

from models.base import LOCAL, today
from models.governance.letterheads import Letterhead
from models.governance.office_names import OfficeName
from models.programmes import Office, Programme
from models.replication.transfers import Transfer


def office_name(programme: Programme, on: datetime | date | None, session: Session) -> str:
    """What the owner was called then; None: today."""
    return Transfer.office_name(programme, _day(on), session)


def head(programme: Programme, on: datetime | date | None, session: Session) -> Letterhead:
    """The letterhead of who owned it then."""
    day = _day(on)
    return head_of(Transfer.office_on(programme, day, session), day, session)


def name_of(office: Office, day: date, session: Session) -> str:
    """For papers between two offices."""
    return OfficeName.on(office, day, session)


def head_of(office: Office, day: date, session: Session) -> Letterhead:
    return Letterhead.valid(office, session, day)


def _day(on: datetime | date | None) -> date:
    if isinstance(on, datetime):
        return on.astimezone(LOCAL).date()
    return on or today()
