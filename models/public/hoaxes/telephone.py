"""A verdict by telephone: written down by somebody else, confirmed or denied later by the one who gave it (DAYS 3.2)."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from models import entries
from models.actors import Actor, can
from models.base import now
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Person
from models.public.hoaxes.concluding import FACTS
from models.public.hoaxes.states import Confirmation
from models.public.hoaxes.verdicts import HoaxVerdict, VerdictConfirmation

if TYPE_CHECKING:
    from models.public.hoaxes.cases import HoaxCase

entries.register("hoax.concluded_verbally", "hoax_case", (*FACTS, "approver", "reached_at", "how"))
entries.register("hoax.verbal_settled", "hoax_case", ("verdict", "kind", "note", "attempt", "on_behalf_of"))

AHEAD = timedelta(minutes=2)


class Telephone:
    """One of the two verdicts of an attempt may come by telephone, never both."""

    def objections_to_recording_call(self: "HoaxCase", by: Actor) -> Issues:
        """Whoever works on hoaxes may write it down."""
        if not can(by, "check_hoax", self.programme) or by.person_id is None:
            return Issues([Issue("person", "may_not_check_hoax")])
        twice = [Issue("page", "hoax_two_calls")] if any(one.verbal for one in self.standing) else []
        return self._not_concluding_now() + Issues(twice)

    def record_call(
        self: "HoaxCase", by: Actor, person: Person, result: str, reason: str, *, how: str, reached_at: datetime, made_by_ai: bool = False
    ) -> HoaxVerdict:
        """Who decided, when and how he was reached; he confirms within the playbook's hours."""
        if issues := self.objections_to_recording_call(by) + self._wrong_person(person, by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        issues = self.wrong_verdict(result, reason, made_by_ai=made_by_ai)
        issues += Issues([] if how.strip() else [Issue("how", "how_missing")])
        issues += Issues([] if self.received_at <= reached_at <= now() + AHEAD else [Issue("reached_at", "reached_time_odd")])
        if issues:
            raise NotReady(*issues)
        acting = Person.acting(person.pk, self.session)
        due = HoaxVerdict.confirmed_until(now(), self.programme.rules.hoaxes.confirm_hours)
        verdict = self.add_verdict(
            by, person.pk, result, reason, made_by_ai=made_by_ai, on_behalf_of=self.behalf(acting), verbal=True,
            reached_at=reached_at, how=Note.of(how), confirm_due_at=due,
        )  # fmt: skip
        self.settle_verdict(
            verdict, by, approver=person.pk, reached_at=reached_at, how=verdict.how.commitment if verdict.how else None
        )  # fmt: skip
        return verdict

    @property
    def unconfirmed(self: "HoaxCase") -> list[HoaxVerdict]:
        """By telephone and neither confirmed, denied nor replaced; of earlier attempts too, since they may have been published."""
        settled = {one.verdict_id for one in self.confirmations}
        return [one for one in self.verdicts if one.verbal and one.id not in settled]

    def to_confirm(self: "HoaxCase", by: Actor) -> HoaxVerdict | None:
        """What waits for this person's own word."""
        return next((one for one in self.unconfirmed if one.person_id == by.person_id), None)

    def confirm_call(self: "HoaxCase", by: Actor) -> None:
        """'Ya, itu simpulan saya': only he himself can say that."""
        self._settle_call(self._mine(by), Confirmation.CONFIRMED, by)

    def deny_call(self: "HoaxCase", by: Actor, reason: str) -> None:
        """'Itu bukan simpulan saya': what stands on it goes back to checking; a published clarification is then to be corrected."""
        verdict = self._mine(by)
        if not reason.strip():
            raise NotReady(Issue("reason", "denial_reason_missing"))
        if verdict.attempt == self.attempt:
            self.reopen()
        self._settle_call(verdict, Confirmation.DENIED, by, reason)

    def objections_to_replacing(self: "HoaxCase", by: Actor) -> Issues:
        """Somebody else with the right, who has no part in the other verdict, may stand in with his own."""
        verdict = next((one for one in self.unconfirmed if one.attempt == self.attempt), None)
        if verdict is None:
            return Issues([Issue("page", "not_found")])
        if not can(by, "conclude_hoax", self.programme) or by.person_id is None:
            return Issues([Issue("person", "may_not_conclude_hoax")])
        behalf = self.behalf(by)
        mine = {by.person_id} | ({behalf} if behalf is not None else set())
        others = frozenset[int]().union(*(one.people for one in self.standing if one.id != verdict.id))
        return Issues([Issue("person", "hoax_same_person")] if mine & others or by.person_id == verdict.person_id else [])

    def replace_call(self: "HoaxCase", by: Actor, reason: str) -> None:
        """His own verdict, the same as the one by telephone, in the stead of whoever can't be reached any more (a deputy, another)."""
        if issues := self.objections_to_replacing(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        verdict = next(one for one in self.unconfirmed if one.attempt == self.attempt)
        self._settle_call(verdict, Confirmation.REPLACED, by, reason)

    def _mine(self: "HoaxCase", by: Actor) -> HoaxVerdict:
        verdict = self.to_confirm(by)
        if verdict is None:
            raise NotFound
        return verdict

    def _settle_call(self: "HoaxCase", verdict: HoaxVerdict, kind: Confirmation, by: Actor, reason: str = "") -> None:
        assert by.person_id is not None
        behalf = self.behalf(by) if kind is Confirmation.REPLACED else None
        settled = VerdictConfirmation(
            verdict_id=verdict.pk, kind=kind, by_id=by.person_id, on_behalf_of_id=behalf, at=now(),
            note=Note.of(reason) if reason.strip() else None,
        )  # fmt: skip
        self.confirmations.append(settled)
        self.session.flush()
        note = settled.note
        self.log(
            "hoax.verbal_settled", by, [settled, *([note] if note else [])], verdict=verdict, kind=kind,
            note=note.commitment if note else None, attempt=self.attempt, on_behalf_of=behalf,
        )  # fmt: skip

    def _wrong_person(self: "HoaxCase", person: Person, by: Actor) -> Issues:
        try:
            acting = Person.acting(person.pk, self.session)
        except NotFound:
            return Issues([Issue("person", "may_not_conclude_hoax")])
        issues = [] if can(acting, "conclude_hoax", self.programme) else [Issue("person", "hoax_caller_not_eligible")]
        issues += [Issue("person", "approver_is_here")] if person.pk == by.person_id else []
        return Issues(issues) + self.not_both_seats(frozenset({person.pk}), self.behalf(acting))
