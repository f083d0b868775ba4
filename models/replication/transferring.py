"""Two people hand a programme over: one of the office that gives it proposes, one who receives it accepts, in one transaction."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlmodel import Session

from models import entries
from models.actors import Actor, administers, can
from models.base import now, today
from models.content.offer_limits import practises
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.people import Assignment
from models.programmes import Office, Programme

if TYPE_CHECKING:
    from models.replication.transfers import Transfer, TransferState

entries.register("transfer.proposed", "transfer", ("giver", "receiver", "dated_on", "effective_on", "told"))
entries.register("transfer.agreed", "transfer", ("giver", "receiver", "effective_on", "told"))
entries.register("transfer.accepted", "transfer", ("giver", "receiver", "effective_on", "anchor", "readers", "told"))
entries.register("transfer.declined", "transfer", ("giver", "receiver", "told"))
entries.register("transfer.withdrawn", "transfer", ("giver", "receiver", "told"))
entries.register("transfer.signed", "transfer", ("giver", "receiver", "sha256"))

LENGTHS = {"number": 80, "basis": 200}
RIGHTS = ("replicate", "release_records")
RECEIVES = "approve_plan"  # whoever answers for a programme of the receiving office


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
        last = cls.last_day(programme.pk, session)
        wrong += [Issue("effective_on", "transfer_before_last", {"day": last})] if last and effective_on < last else []
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
        one.log("transfer.proposed", by, dated_on=str(dated_on), effective_on=str(effective_on), told=told)
        return one

    def objections_to_answering(self: "Transfer", by: Actor) -> Issues:
        """An admin, or who answers for a programme of the receiving office; never who proposed it."""
        if self.state != "proposed":
            return Issues([Issue("page", "transfer_answered")])
        if not self._may_receive(by):
            return Issues([Issue("person", "may_not_receive")])
        return Issues([Issue("person", "transfer_own")] if by.person_id == self.by_id else [])

    def accept(self: "Transfer", by: Actor) -> None:
        """From its day on it is the other office's: at once, or by the nightly job where that day lies ahead."""
        from models.replication.transfers import TransferState  # noqa: PLC0415

        if issues := self.objections_to_answering(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if self.effective_on > today():
            self._answered(TransferState.AGREED, by, "")
            self.log("transfer.agreed", by, effective_on=str(self.effective_on), told=self.concerned(by))
            return
        touched, readers = self.move()
        self._answered(TransferState.ACCEPTED, by, "")
        self.session.flush()
        self.log(
            "transfer.accepted", by, touched, effective_on=str(self.effective_on), anchor=self.anchor_number, readers=readers,
            told=self.concerned(by),
        )  # fmt: skip

    def objections_to_declining(self: "Transfer", by: Actor) -> Issues:
        """Likewise; also what was accepted for a day that hasn't come."""
        if self.state == "agreed":
            return Issues([] if self._may_receive(by) else [Issue("person", "may_not_receive")])
        return self.objections_to_answering(by)

    def decline(self: "Transfer", by: Actor, reason: str) -> None:
        from models.replication.transfers import TransferState  # noqa: PLC0415

        if issues := self.objections_to_declining(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if not reason.strip():
            raise NotReady(Issue("reason", "transfer_reason_missing"))
        self._answered(TransferState.DECLINED, by, reason.strip()[:300])
        self.log("transfer.declined", by, told=[one for one in (self.by_id,) if one is not None])

    def withdraw(self: "Transfer", by: Actor) -> None:
        """By the side that proposed it, while it hasn't taken effect."""
        from models.replication.transfers import TransferState  # noqa: PLC0415

        if issues := self.objections_to_proposing(self.programme, by):
            raise NotAllowed(*issues)
        if self.state not in ("proposed", "agreed"):
            raise WrongStage(Issue("page", "transfer_answered"))
        told = [self.answered_by_id] if self.answered_by_id else []
        self._answered(TransferState.WITHDRAWN, by, "")
        self.log("transfer.withdrawn", by, told=told)

    def sign(self: "Transfer", by: Actor, file: tuple[str, str, str]) -> None:
        """The signed sheet comes back: SHA-256, name and type of a kept file; once."""
        if issues := self.objections_to_proposing(self.programme, by):
            raise NotAllowed(*issues)
        if self.sha256 is not None or self.state not in ("proposed", "agreed", "accepted"):
            raise WrongStage(Issue("page", "transfer_signed_already"))
        if file[2] not in ("application/pdf", "image/png", "image/jpeg"):
            raise NotReady(Issue("file", "transfer_file_type"))
        kept: str | None = file[0]
        self.sha256, self.file_name, self.file_type = kept, file[1][:200], file[2]
        self.log("transfer.signed", by, sha256=file[0])

    def _may_receive(self: "Transfer", by: Actor) -> bool:
        return administers(by) or any(can(by, RECEIVES, one) for one in Programme.of_office(self.to_id, self.session))

    def _answered(self: "Transfer", state: "TransferState", by: Actor, reason: str) -> None:
        moment: datetime | None = now()
        self.state, self.answered_at, self.answered_by_id, self.reason = state, moment, by.person_id, reason


def receivers(office: Office, session: Session) -> list[int]:
    """Who may accept for this office: those who answer for a programme of it, and the application's admins."""
    theirs = Programme.of_office(office.pk, session)
    found = {one.pk for own in theirs for one in Assignment.holders(own.pk, own.rules.rights.get(RECEIVES, ()), session)}
    return sorted(found | Assignment.admins(session))


def members_of(programme: Programme, session: Session) -> dict[int, str]:
    """The team's people by name."""
    roles = tuple(one.key for one in programme.rules.roles if not one.unit)
    return {one.pk: one.name for one in Assignment.holders(programme.pk, roles, session, writing=True)}
