"""What a transfer does once its day has come: owner, contacts, the old office's readers, and what went over with the log's anchor."""

from collections.abc import Collection
from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import entries
from models.actors import LEADER, SYSTEM, Actor
from models.base import Row, tables, today
from models.entries import Entry
from models.errors import NotFound, NotReady
from models.governance.contacts import Contact
from models.people import Assignment, Person
from models.programmes import Programme

if TYPE_CHECKING:
    from models.replication.transfers import Transfer

entries.register("transfer.effected", "transfer", ("giver", "receiver", "effective_on", "anchor", "readers", "told"))

COUNTED = (
    "content", "interaction", "hoax_case", "plan", "evaluation", "survey", "decree", "minutes", "policy", "cycle", "activity", "training",
    "library_item", "entry",
)  # fmt: skip


class Effecting:
    """For the verb that accepts on or after the day, and for the job when it was accepted before."""

    @classmethod
    def effect_due(cls: "type[Transfer]", session: Session) -> int:
        """One that was accepted and whose day has come, by the system; how many (0 or 1), so that nobody waits for several."""
        from models.replication.transfers import TransferState  # noqa: PLC0415

        due = (cls.state == TransferState.AGREED, cls.effective_on <= today())
        wanted = select(cls).where(*due).order_by(col(cls.id)).limit(1).options(*cls.whole())
        one = session.exec(wanted.with_for_update(of=cls, skip_locked=True)).first()
        if one is None:
            return 0
        touched, readers = one.move()
        one.state = TransferState.ACCEPTED
        session.flush()
        one.log(
            "transfer.effected", SYSTEM, touched, effective_on=str(one.effective_on), anchor=one.anchor_number, readers=readers,
            told=one.concerned(SYSTEM),
        )  # fmt: skip
        return 1

    def move(self: "Transfer") -> tuple[list[Row], int]:
        """From now on it is the other office's; the rows that were touched, and how many people of the old office look on."""
        session, programme = self.session, self.programme
        counts = counted(programme.pk, session)
        anchor, digest = Entry.head(session)
        programme.office_id = self.to_id
        programme.office = self.target
        contacts = list(session.exec(select(Contact).where(Contact.programme_id == programme.pk)))
        for contact in contacts:
            contact.office_id = self.to_id
        rooms = list(session.exec(select(Programme).where(Programme.practice_of_id == programme.pk)))
        for room in rooms:
            room.office_id = self.to_id
        readers = sum(self._only_reads(person_id) for person_id in self.readers)
        self.counts, self.anchor_number, self.anchor_hash = counts, anchor, digest
        return [programme, *rooms, *contacts], readers

    def concerned(self: "Transfer", by: Actor) -> list[int]:
        """Who proposed and who accepted it, and who will only look on; not who acts."""
        return sorted(one for one in {self.by_id, self.answered_by_id, *self.readers} if one is not None and one != by.person_id)

    def _only_reads(self: "Transfer", person_id: int) -> bool:
        """His roles in the team end, and a dated one to look on begins; not for who left meanwhile or reads already."""
        session, programme = self.session, self.programme
        person = Person.find(person_id, session)
        for held in person.assignments:
            if held.programme_id == self.programme_id and (held.ends_on is None or held.ends_on >= today()):
                held.end(SYSTEM)
        with suppress(NotReady, NotFound):
            if person.active:
                Assignment.give(person, LEADER, SYSTEM, session, programme=programme, ends_on=self.read_until, letter=self.number)
                return True
        return False

    def log(self: "Transfer", action: str, by: Actor, names: Collection[Row] = (), **facts: object) -> None:
        entries.record(self.session, action, by=by, subject=self, names=list(names), giver=self.from_id, receiver=self.to_id, **facts)  # type: ignore[arg-type]


def counted(programme_id: int, session: Session) -> dict[str, int]:
    """How many rows of each kind belong to the programme."""
    found = {}
    for name in COUNTED:
        table = tables.metadata.tables[name]
        found[name] = session.connection().execute(select(func.count()).where(table.c.programme_id == programme_id)).scalar_one()
    return found
