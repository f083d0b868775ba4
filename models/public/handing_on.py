"""Referring a case to an official channel and following it up, until the citizen was told what came of it (S3.3, A3.3)."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from models import entries
from models.actors import SYSTEM, Actor, can
from models.base import now
from models.errors import NotAllowed, NotReady, WrongStage
from models.governance.contacts import Contact
from models.inbox.recipients import Recipients
from models.issues import Issue, Issues
from models.notes import Note
from models.playbooks.escalation import ReferralClass
from models.programmes import Programme
from models.public import working_days
from models.public.cases import CASES
from models.public.closed_days import ClosedDay

if TYPE_CHECKING:
    from models.public.referrals import Referral, ReferralState

entries.register("referral.sent", "referral", ("case", "target", "kind", "due_at", "note"))
entries.register("referral.advanced", "referral", ("case", "step", "number"))
entries.register("referral.answered", "referral", ("case", "note", "late"))
entries.register("referral.finished", "referral", ("case", "note"))
entries.register("referral.late", "referral", ("case", "due_at", "told"))

LENGTHS = {"office": 120, "number": 60, "words": 2_000, "outcome": 2_000, "told": 2_000}


class HandingOn:
    """Verbs of a referral; each also names the case, which the first and the last one may change (`was_referred`, `referral_settled`)."""

    @classmethod
    def objections_to_sending(cls, case: Any, by: Actor) -> Issues:
        programme = Programme.find(case.programme_id, case.session)
        if issues := _of_right(str(case.__tablename__), programme, by):
            return issues
        return Issues([Issue("page", "case_closed")] if case.closed_at is not None else [])

    @classmethod
    def send(
        cls, case: Any, target: str, kind: str, words: str, by: Actor, *, office: str = "", contact_id: int | None = None, number: str = "",
        sent_at: datetime | None = None,
    ) -> "Referral":  # fmt: skip
        """`case` is the locked row; `words` what was asked there; `sent_at` when it really went out (now), never in the future."""
        from models.public.referrals import Referral, ReferralState  # noqa: PLC0415

        _require(cls.objections_to_sending(case, by))
        session = case.session
        programme = Programme.find(case.programme_id, session)
        office, number, moment = " ".join(office.split()), " ".join(number.split()), sent_at or now()
        issues = _wrong_sending(programme, target, kind, office, contact_id, session) + _too_long(office=office, number=number, words=words)
        if not words.strip():
            issues += Issues([Issue("words", "referral_words_missing")])
        if not case.received_at <= moment <= now():
            issues += Issues([Issue("sent_at", "referral_sent_odd")])
        if not issues and _is_there(case, target, office, session):
            issues += Issues([Issue("target", "referral_known")])
        if issues:
            raise NotReady(*issues)
        note = Note.of(words)
        referral = Referral(
            programme=programme, programme_id=programme.pk, subject=str(case.__tablename__), subject_id=case.pk, target=target,
            office=office, kind=kind, contact_id=contact_id, number=number, state=ReferralState.SENT, by_id=by.person_id,
            sent_at=moment, due_at=due(programme, programme.rules.referrals.class_of(kind), moment, session), words=note,
        )  # fmt: skip
        session.add(referral)
        session.flush()
        case.was_referred(by)
        entries.record(
            session, "referral.sent", by=by, subject=referral, names=[note, case],
            case=_case(referral), target=target, kind=kind, due_at=referral.due_at, note=note.commitment,
        )  # fmt: skip
        return referral

    def next_states(self: "Referral") -> "tuple[ReferralState, ...]":
        """Where it may go without an outcome: received, then being worked on."""
        from models.public.referrals import ORDER, ReferralState  # noqa: PLC0415

        return tuple(one for one in (ReferralState.RECEIVED, ReferralState.PROCESSING) if ORDER.index(one) > ORDER.index(self.state))

    def objections_to_following(self: "Referral", by: Actor) -> Issues:
        """The right of the case's room, while it isn't finished."""
        if issues := _of_right(self.subject, self.programme, by):
            return issues
        return Issues([] if self.is_open else [Issue("page", "referral_finished")])

    def advance(self: "Referral", state: "ReferralState", by: Actor, number: str = "") -> None:
        """Received there (with its number), or being worked on; never backwards."""
        _require(self.objections_to_following(by))
        if state not in self.next_states():
            raise WrongStage(Issue("page", "referral_backwards"))
        if issues := _too_long(number=number):
            raise NotReady(*issues)
        self.number = " ".join(number.split()) or self.number
        self.state, self.received_at = state, self.received_at or now()
        entries.record(self.session, "referral.advanced", by=by, subject=self, case=_case(self), step=state, number=bool(self.number))

    def answer(self: "Referral", outcome: str, by: Actor) -> None:
        """What came back; it isn't finished before the citizen was told."""
        from models.public.referrals import ReferralState  # noqa: PLC0415

        _require(self.objections_to_following(by))
        if self.state is ReferralState.ANSWERED:
            raise WrongStage(Issue("page", "referral_answered"))
        if not outcome.strip():
            raise NotReady(Issue("outcome", "referral_outcome_missing"))
        if issues := _too_long(outcome=outcome):
            raise NotReady(*issues)
        late = self.is_late
        note = Note.of(outcome)
        self.outcome, self.state, self.answered_at = note, ReferralState.ANSWERED, now()
        self.session.flush()
        entries.record(
            self.session, "referral.answered", by=by, subject=self, names=[note], case=_case(self), note=note.commitment, late=late
        )

    def objections_to_finishing(self: "Referral", by: Actor) -> Issues:
        from models.public.referrals import ReferralState  # noqa: PLC0415

        if issues := self.objections_to_following(by):
            return issues
        return Issues([] if self.state is ReferralState.ANSWERED else [Issue("page", "referral_without_outcome")])

    def finish(self: "Referral", told: str, by: Actor) -> None:
        """Closed with what the citizen was told; from here on the case itself may be closed."""
        from models.public.referrals import ReferralState  # noqa: PLC0415

        _require(self.objections_to_finishing(by))
        if not told.strip():
            raise NotReady(Issue("told", "referral_told_missing"))
        if issues := _too_long(told=told):
            raise NotReady(*issues)
        note, case = Note.of(told), self.locked_case(by)
        self.told, self.state, self.closed_at = note, ReferralState.DONE, now()
        self.session.flush()
        if not self.objections_of(case):
            case.referral_settled(by)
        entries.record(self.session, "referral.finished", by=by, subject=self, names=[note, case], case=_case(self), note=note.commitment)

    def locked_case(self: "Referral", by: Actor) -> Any:
        """The case it belongs to, as its own table locks it."""
        return CASES[self.subject].table.current(self.subject_id, None, by, self.session)

    @classmethod
    def tell_late(cls, programme: Programme, session: Session, limit: int = 50) -> int:
        """Once, to who sent it (else to whoever hears first of an escalation): the due time passed without an answer. How many."""
        from models.public.referrals import Referral  # noqa: PLC0415

        late = (
            Referral.programme_id == programme.pk, col(Referral.closed_at).is_(None), Referral.due_at <= now(),
            col(Referral.answered_at).is_(None), col(Referral.late_at).is_(None),
        )  # fmt: skip
        wanted = select(Referral).where(*late).order_by(col(Referral.due_at), col(Referral.id)).limit(limit)
        found = session.exec(wanted.with_for_update(of=Referral, skip_locked=True)).all()
        recipients = Recipients.today(programme.pk, {}, session) if found else None
        for one in found:
            assert recipients is not None
            one.late_at = now()
            told = _senders(one, recipients) or recipients.of_roles(programme.rules.escalation[0].tells)
            entries.record(session, "referral.late", by=SYSTEM, subject=one, case=_case(one), due_at=one.due_at, told=told)
        return len(found)


def due(programme: Programme, kind: ReferralClass, sent_at: datetime, session: Session) -> datetime:
    """By working days of the receiving office, or by hours of the clock."""
    if kind.hours is not None:
        return sent_at + timedelta(hours=kind.hours)
    year = sent_at.year
    return working_days.after(sent_at, kind.days or 0, ClosedDay.closed(programme.pk, (year, year + 1), session))


def _senders(referral: "Referral", recipients: Recipients) -> list[int]:
    return sorted({one.answers for one in recipients.posts if one.holder == referral.by_id and one.answers is not None})


def _of_right(subject: str, programme: Programme, by: Actor) -> Issues:
    return Issues([] if can(by, CASES[subject].right, programme) else [Issue("person", "may_not_refer")])


def _require(issues: Issues) -> None:
    if issues:
        raise (NotAllowed if issues.about("person") else WrongStage)(*issues)


def _wrong_sending(programme: Programme, target: str, kind: str, office: str, contact_id: int | None, session: Session) -> Issues:
    known = {one.key: one for one in programme.rules.referrals.targets}
    issues = []
    if target not in known:
        issues.append(Issue("target", "referral_target_missing"))
    elif kind not in known[target].classes:
        issues.append(Issue("kind", "referral_kind_missing"))
    if target in known and known[target].named and not office:
        issues.append(Issue("office", "referral_office_missing"))
    if contact_id is not None:
        contact = Contact.known(programme.pk, session).get(contact_id)
        if contact is None or not contact.active:
            issues.append(Issue("contact", "referral_contact_gone"))
    return Issues(issues)


def _too_long(**texts: str) -> Issues:
    return Issues(Issue(key, "too_long", {"limit": LENGTHS[key]}) for key, text in texts.items() if len(text) > LENGTHS[key])


def _is_there(case: Any, target: str, office: str, session: Session) -> bool:
    """The same case already waits for the same answer."""
    from models.public.referrals import Referral  # noqa: PLC0415

    same = (Referral.subject == str(case.__tablename__), Referral.subject_id == case.pk, Referral.target == target)
    wanted = select(Referral.id).where(*same, Referral.office == office, col(Referral.closed_at).is_(None))
    return session.exec(wanted).first() is not None


def _case(referral: "Referral") -> str:
    return f"{referral.subject}:{referral.subject_id}"
