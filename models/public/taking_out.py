"""The queue of a period as a table: what came in and what was done, without one word or person of the public (S3.4, S4.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import entries
from models.actors import Actor
from models.errors import NotAllowed, NotReady
from models.issues import Issue
from models.log_views import exportable, reads_whole_log
from models.people import Person
from models.programmes import Programme
from models.public.acts import Act
from models.public.interactions import Interaction

entries.register("interaction.taken_out", "person", ("since", "until", "rows"))

MOST = 20_000


@dataclass(frozen=True)
class Line:
    """One comment by its number, and the keys of what was done about it, oldest first."""

    comment: Interaction
    deeds: tuple[str, ...]


def may_take_out(actor: Actor, programmes: Iterable[Programme]) -> list[Programme]:
    """Those whose log this person may take out of the house: the same right, since it says the same things."""
    found = list(programmes)
    ours = set(exportable(actor, found))
    return [one for one in found if reads_whole_log(actor) or one.pk in ours]


def lines(programmes: Iterable[Programme], since: datetime, until: datetime, session: Session) -> list[Line]:
    """Received in [since, until), oldest first; NotReady past 20,000 of them."""
    ids = [one.pk for one in programmes]
    inside = (col(Interaction.programme_id).in_(ids), col(Interaction.received_at) >= since, col(Interaction.received_at) < until)
    wanted = select(Interaction).where(*inside).options(*Interaction.named()).order_by(col(Interaction.received_at), col(Interaction.id))
    rows = list(session.exec(wanted.limit(MOST + 1)))
    if len(rows) > MOST:
        raise NotReady(Issue("since", "comments_period_long", {"limit": MOST}))
    done: dict[int, list[str]] = {}
    asked = select(Act.interaction_id, Act.deed).join(Interaction, col(Interaction.id) == Act.interaction_id).where(*inside)
    for interaction_id, deed in session.exec(asked.order_by(col(Act.id))):
        done.setdefault(interaction_id, []).append(str(deed))
    return [Line(one, tuple(done.get(one.pk, ()))) for one in rows]


def take_out(by: Actor, programmes: Iterable[Programme], since: datetime, until: datetime, session: Session) -> list[Line]:
    """The lines, and a line of its own in the log: who took which period."""
    ours = may_take_out(by, programmes)
    person = session.get(Person, by.person_id) if ours and by.person_id else None
    if person is None:
        raise NotAllowed(Issue("person", "log_export_not_allowed"))
    found = lines(ours, since, until, session)
    entries.record(session, "interaction.taken_out", by=by, subject=person, since=since, until=until, rows=len(found))
    return found
