"""The copy a former office may take along: the records of a programme as of the day before it became another office's (A4.3, S4.5)."""

from datetime import date, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.actors import Actor
from models.base import LOCAL
from models.governance.activities import Activity
from models.governance.cycles import Cycle
from models.governance.decrees import Decree
from models.governance.minutes import Minutes
from models.governance.spans import Span
from models.programmes import PlaybookVersion, Programme
from models.replication.transfers import Transfer, TransferState

DAY = timedelta(days=1)


def span_of(transfer: Transfer, label: str, session: Session) -> Span:
    """From the first record on to the day before the transfer took effect."""
    own = transfer.programme_id
    last = transfer.effective_on - DAY
    firsts = [
        session.exec(select(func.min(day)).where(col(table.programme_id) == own)).one()  # type: ignore[attr-defined]
        for table, day in (
            (Cycle, Cycle.starts_on), (Activity, Activity.held_on), (Decree, Decree.starts_on), (Minutes, Minutes.held_on),
        )
    ]  # fmt: skip
    adopted = session.exec(select(func.min(PlaybookVersion.adopted_at)).where(PlaybookVersion.programme_id == own)).one()
    days = [one for one in (*firsts, adopted.astimezone(LOCAL).date() if adopted else None) if one is not None]
    return Span(transfer.programme, label, min((*days, last)), last)


def copied_until(programme: Programme, by: Actor, session: Session) -> date | None:
    """The last day of which this person of a former office, who still looks on, may have a copy; None for everybody else."""
    if by.person_id is None or not by.roles(programme.pk):
        return None
    done = select(Transfer).where(Transfer.programme_id == programme.pk, Transfer.state == TransferState.ACCEPTED)
    mine = [one.effective_on - DAY for one in session.exec(done) if by.person_id in one.readers]
    return max(mine, default=None)
