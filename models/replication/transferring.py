"""Two people hand a programme over: one of the office that gives it proposes, one who receives it accepts, in one transaction."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import Session, select

from models import entries
from models.actors import LEADER, SYSTEM, Actor, administers, can
from models.base import Row, now, tables, today
from models.content.offer_limits import practises
from models.entries import Entry
from models.errors import NotAllowed, NotReady, WrongStage
from models.governance.contacts import Contact
from models.issues import Issue, Issues
from models.people import Assignment, Person
from models.programmes import Office, Programme

if TYPE_CHECKING:
    from models.replication.transfers import Transfer, TransferState

entries.register("transfer.proposed", "transfer", ("giver", "receiver", "dated_on", "effective_on", "told"))
entries.register("transfer.accepted", "transfer", ("giver", "receiver", "effective_on", "anchor", "readers", "told"))
entries.register("transfer.declined", "transfer", ("giver", "receiver", "told"))
entries.register("transfer.withdrawn", "transfer", ("giver", "receiver"))
entries.register("transfer.signed", "transfer", ("giver", "receiver", "sha256"))

LENGTHS = {"number": 80, "basis": 200}
RIGHTS = ("replicate", "release_records")
RECEIVES = "approve_plan"  # whoever answers for a programme of the receiving office
COUNTED = (
    "content", "interaction", "hoax_case", "plan", "evaluation", "survey", "decree", "minutes", "policy", "cycle", "activity", "training",
    "library_item", "entry",
)  # fmt: skip


class Transferring:
    """Verbs and their questions."""

    @classmethod
    def objections_to_proposing(cls, programme: Programme, by: Actor) -> Issues:
        if not administers(by) and not any(can(by, right, programme) for right in RIGHTS):
            return Issues([Issue("person", "may_not_transfer")])
        return Issues([Issue("page", "transfer_practice")] if practises(programme) else [])

    @classmethod
    def propose(
        cls: "type[Transfer]", programme: Programme, to: Office, by: Actor, session: Session, *, number: str, dated_on: date,
        effective_on: date, basis: str, readers: Collection[int] = (), read_until: date | None = None,
    ) -> "Transfer":  # fmt: skip
        """The berita acara as a proposal; nothing changes until somebody on the other side accepts it."""
        from models.replication.transfers import TransferState  # noqa: PLC0415

        if issues := cls.objections_to_proposing(programme, by):
            raise NotAllowed(*issues)
        given = {"number": " ".join(number.split()), "basis": " ".join(basis.split())}
        wrong = [Issue(key, "too_long", {"limit": most}) for key, most in LENGTHS.items() if len(given[key]) > most]
        wrong += [Issue(key, f"transfer_{key}_missing") for key in LENGTHS if not given[key]]
        wrong += [Issue("to", "transfer_to_itself")] if to.pk == programme.office_id else []
        wrong += [Issue("dated_on", "transfer_day_odd")] if dated_on > today() else []
        wrong += [Issue("page", "transfer_open")] if cls.open_one(programme.pk, session) else []
        if readers and (read_until is None or read_until < effective_on):
            wrong.append(Issue("read_until", "transfer_reading_ends"))
        if set(readers) - set(members_of(programme, session)):
            wrong.append(Issue("readers", "transfer_reader_unknown"))
        if wrong:
            raise NotReady(*wrong)
        one = cls(
            programme=programme, programme_id=programme.pk, from_id=programme.office_id, to_id=to.pk, state=TransferState.PROPOSED,
            dated_on=dated_on, effective_on=effective_on, readers=sorted(set(readers)), read_until=read_until if readers else None,
            proposed_at=now(), by_id=by.person_id, counts={}, number=given["number"], basis=given["basis"],
        )  # fmt: skip
        session.add(one)
        session.flush()
        told = sorted(set(receivers(to, session)) - {by.person_id})
        one._log("transfer.proposed", by, dated_on=str(dated_on), effective_on=str(effective_on), told=told)
        return one

    def objections_to_answering(self: "Transfer", by: Actor) -> Issues:
        """An admin, or who answers for a programme of the receiving office; never who proposed it."""
        if self.state != "proposed":
            return Issues([Issue("page", "transfer_answered")])
        if not administers(by) and not any(can(by, RECEIVES, one) for one in Programme.of_office(self.to_id, self.session)):
            return Issues([Issue("person", "may_not_receive")])
        return Issues([Issue("person", "transfer_own")] if by.person_id == self.by_id else [])

    def accept(self: "Transfer", by: Actor) -> None:
        """From now on it is the other office's: owner, its own contacts, the readers' roles, and what went over with the log's anchor."""
        from models.replication.transfers import TransferState  # noqa: PLC0415

        if issues := self.objections_to_answering(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if self.effective_on > today():
            raise NotReady(Issue("effective_on", "transfer_too_early", {"day": self.effective_on}))
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
        touched: list[Row] = [programme, *rooms, *contacts]
        for person_id in self.readers:
            self._only_reads(Person.find(person_id, session))
        self._answered(TransferState.ACCEPTED, by, "")
        self.counts, self.anchor_number, self.anchor_hash = counts, anchor, digest
        session.flush()
        told = {self.by_id, *self.readers} - {by.person_id, None}
        self._log(
            "transfer.accepted", by, touched, effective_on=str(self.effective_on), anchor=anchor, readers=len(self.readers),
            told=sorted(one for one in told if one is not None),
        )  # fmt: skip

    def decline(self: "Transfer", by: Actor, reason: str) -> None:
        from models.replication.transfers import TransferState  # noqa: PLC0415

        if issues := self.objections_to_answering(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if not reason.strip():
            raise NotReady(Issue("reason", "transfer_reason_missing"))
        self._answered(TransferState.DECLINED, by, reason.strip()[:300])
        self._log("transfer.declined", by, told=[one for one in (self.by_id,) if one is not None])

    def withdraw(self: "Transfer", by: Actor) -> None:
        """By the side that proposed it, while nobody answered."""
        from models.replication.transfers import TransferState  # noqa: PLC0415

        if issues := self.objections_to_proposing(self.programme, by):
            raise NotAllowed(*issues)
        if self.state != "proposed":
            raise WrongStage(Issue("page", "transfer_answered"))
        self._answered(TransferState.WITHDRAWN, by, "")
        self._log("transfer.withdrawn", by)

    def sign(self: "Transfer", by: Actor, file: tuple[str, str, str]) -> None:
        """The signed sheet comes back: SHA-256, name and type of a kept file; once."""
        if issues := self.objections_to_proposing(self.programme, by):
            raise NotAllowed(*issues)
        if self.sha256 is not None or self.state not in ("proposed", "accepted"):
            raise WrongStage(Issue("page", "transfer_signed_already"))
        if file[2] not in ("application/pdf", "image/png", "image/jpeg"):
            raise NotReady(Issue("file", "transfer_file_type"))
        kept: str | None = file[0]
        self.sha256, self.file_name, self.file_type = kept, file[1][:200], file[2]
        self._log("transfer.signed", by, sha256=file[0])

    def _only_reads(self: "Transfer", person: Person) -> None:
        """His roles in the team end, and a dated one to look on begins."""
        session, programme = self.session, self.programme
        for held in person.assignments:
            if held.programme_id == self.programme_id and (held.ends_on is None or held.ends_on >= today()):
                held.end(SYSTEM)
        Assignment.give(person, LEADER, SYSTEM, session, programme=programme, ends_on=self.read_until, letter=self.number)

    def _answered(self: "Transfer", state: "TransferState", by: Actor, reason: str) -> None:
        moment: datetime | None = now()
        self.state, self.answered_at, self.answered_by_id, self.reason = state, moment, by.person_id, reason

    def _log(self: "Transfer", action: str, by: Actor, names: Collection[Row] = (), **facts: object) -> None:
        entries.record(self.session, action, by=by, subject=self, names=list(names), giver=self.from_id, receiver=self.to_id, **facts)  # type: ignore[arg-type]


def receivers(office: Office, session: Session) -> list[int]:
    """Who may accept for this office: those who answer for a programme of it, and the application's admins."""
    theirs = Programme.of_office(office.pk, session)
    found = {one.pk for own in theirs for one in Assignment.holders(own.pk, own.rules.rights.get(RECEIVES, ()), session)}
    return sorted(found | Assignment.admins(session))


def members_of(programme: Programme, session: Session) -> dict[int, str]:
    """The team's people by name."""
    roles = tuple(one.key for one in programme.rules.roles if not one.unit)
    return {one.pk: one.name for one in Assignment.holders(programme.pk, roles, session, writing=True)}


def counted(programme_id: int, session: Session) -> dict[str, int]:
    """How many rows of each kind belong to the programme."""
    found = {}
    for name in COUNTED:
        table = tables.metadata.tables[name]
        found[name] = session.connection().execute(select(func.count()).where(table.c.programme_id == programme_id)).scalar_one()
    return found
