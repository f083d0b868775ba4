"""Concluding: two different people agree, a disagreement goes back, and what was published changes only by a correction (S3.3)."""

from typing import TYPE_CHECKING, Any

from models import entries
from models.actors import Actor, can
from models.base import Row, now
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.notes import Note
from models.public.hoaxes.states import HoaxState, is_hoax
from models.public.hoaxes.verdicts import HoaxVerdict

if TYPE_CHECKING:
    from models.public.hoaxes.cases import HoaxCase

FACTS = ("verdict", "seat", "attempt", "result", "made_by_ai", "agrees", "covered", "note", "on_behalf_of")
entries.register("hoax.concluded_first", "hoax_case", FACTS)
entries.register("hoax.concluded_second", "hoax_case", FACTS)
entries.register("hoax.disagreed", "hoax_case", FACTS)
entries.register("hoax.correction_begun", "hoax_case", ("attempt", "note", "published"))

FIRST, SECOND = 1, 2
SHORTEST_REASON = 10


class Concluding:
    """Verbs of those with the right `conclude_hoax`."""

    @property
    def standing(self: "HoaxCase") -> list[HoaxVerdict]:
        """Verdicts of this attempt, the first one first."""
        return sorted((one for one in self.verdicts if one.attempt == self.attempt), key=lambda one: one.seat)

    @property
    def first_verdict(self: "HoaxCase") -> HoaxVerdict | None:
        return next((one for one in self.standing if one.seat == FIRST), None)

    def objections_to_concluding(self: "HoaxCase", by: Actor) -> Issues:
        """Why this person may not give the next verdict: the right, the state, or his own verdict in the other seat."""
        if not can(by, "conclude_hoax", self.programme) or by.person_id is None:
            return Issues([Issue("person", "may_not_conclude_hoax")])
        return self._not_concluding_now() + self.not_both_seats(frozenset({by.person_id}), self.behalf(by))

    def conclude(self: "HoaxCase", by: Actor, result: str, reason: str, *, made_by_ai: bool = False) -> HoaxVerdict:
        """The first verdict proposes, the second agrees or sends it back to checking; both with their reasons."""
        if issues := self.objections_to_concluding(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        assert by.person_id is not None
        if issues := self.wrong_verdict(result, reason, made_by_ai=made_by_ai):
            raise NotReady(*issues)
        verdict = self.add_verdict(by, by.person_id, result, reason, made_by_ai=made_by_ai, on_behalf_of=self.behalf(by))
        self.settle_verdict(verdict, by)
        return verdict

    def begin_correction(self: "HoaxCase", by: Actor, reason: str) -> None:
        """A verdict is looked at again: the old one stays on record, two people conclude anew, a new clarification follows."""
        if issues := self.objections_to_correcting(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        self.reopen()
        note = self.note = Note.of(reason)
        self.session.add(note)
        self.session.flush()
        self.log("hoax.correction_begun", by, [note], attempt=self.attempt, note=note.commitment, published=self.correcting)

    def objections_to_correcting(self: "HoaxCase", by: Actor) -> Issues:
        if not can(by, "check_hoax", self.programme):
            return Issues([Issue("person", "may_not_check_hoax")])
        if self.merged_into_id is not None:
            return Issues([Issue("page", "hoax_merged")])
        concluded = bool(self.result) and self.state in (HoaxState.CONCLUDED, HoaxState.CLARIFIED, HoaxState.CLOSED)
        return Issues([] if concluded else [Issue("page", "hoax_not_concluded")])

    def reopen(self: "HoaxCase") -> None:
        """Back to checking; what was published stays out until the new clarification replaces it."""
        self.correcting = self.correcting or self.clarified_at is not None
        self.state, self.closed_at = HoaxState.VERIFYING, None
        self.go_back()

    def behalf(self: "HoaxCase", by: Actor) -> int | None:
        """The absent person whose right this is; None when one holds it oneself."""
        roles = self.programme.rules.rights["conclude_hoax"]
        worn = [hat.on_behalf_of for hat in by.hats if hat.programme_id == self.programme_id and hat.role in roles and not hat.temporary]
        if not worn or None in worn:
            return None
        first = self.first_verdict
        taken = first.people if first else frozenset[int]()
        return min((one for one in worn if one not in taken), default=worn[0])  # type: ignore[type-var]

    def not_both_seats(self: "HoaxCase", people: frozenset[int], behalf: int | None) -> Issues:
        """Neither himself nor through somebody he stands in for, nor by his own deputy."""
        first = self.first_verdict
        if first is None:
            return Issues()
        seats = people | ({behalf} if behalf is not None else set())
        return Issues([Issue("person", "hoax_same_person")] if seats & first.people else [])

    def wrong_verdict(self: "HoaxCase", result: str, reason: str, *, made_by_ai: bool) -> Issues:
        part, issues = self.programme.rules.hoaxes, []
        if result not in {one.key for one in (*part.classes, *part.exits)}:
            issues.append(Issue("result", "hoax_result_missing"))
        if made_by_ai and not is_hoax(result):
            issues.append(Issue("made_by_ai", "hoax_ai_only_hoax"))
        if len(reason.strip()) < SHORTEST_REASON:
            issues.append(Issue("reason", "hoax_reason_short", {"least": SHORTEST_REASON}))
        if is_hoax(result) and not self.kept_sources and not any(one.answered_at for one in self.checks):
            issues.append(Issue("sources", "hoax_nothing_checked"))
        return Issues(issues)

    def add_verdict(
        self: "HoaxCase", by: Actor, person_id: int, result: str, reason: str, *, made_by_ai: bool, on_behalf_of: int | None, **call: Any
    ) -> HoaxVerdict:
        """The row alone; `call` are the facts of a telephone call."""
        assert by.person_id is not None
        first = self.first_verdict
        verdict = HoaxVerdict(
            attempt=self.attempt, seat=SECOND if first else FIRST, person_id=person_id, on_behalf_of_id=on_behalf_of, by_id=by.person_id,
            result=result, made_by_ai=made_by_ai, note=Note.of(reason), covered=self.covered(), at=now(),
            agrees=first is None or (first.result, first.made_by_ai) == (result, made_by_ai), **call,
        )  # fmt: skip
        self.verdicts.append(verdict)
        self.session.flush()
        return verdict

    def settle_verdict(self: "HoaxCase", verdict: HoaxVerdict, by: Actor, names: tuple[Row, ...] = (), **facts: object) -> None:
        """Where the case stands after it, and the line that says so."""
        attempt = self.attempt
        if verdict.seat == FIRST:
            self.state, self.first_verdict_at = HoaxState.AWAITING_SECOND, verdict.at
            self.started_at = self.started_at or verdict.at
        elif verdict.agrees:
            self.state, self.concluded_at = HoaxState.CONCLUDED, verdict.at
            self.result, self.made_by_ai = verdict.result, verdict.made_by_ai
        else:
            self.go_back()
        self.session.flush()
        action = "hoax.concluded_first" if verdict.seat == FIRST else "hoax.concluded_second" if verdict.agrees else "hoax.disagreed"
        self.log(
            action if not verdict.verbal else "hoax.concluded_verbally", by,
            [one for one in (verdict, verdict.note, verdict.how, *names) if one is not None],
            verdict=verdict, seat=verdict.seat, attempt=attempt, result=verdict.result, made_by_ai=verdict.made_by_ai,
            agrees=verdict.agrees, covered=verdict.covered, note=verdict.note.commitment if verdict.note else None,
            on_behalf_of=verdict.on_behalf_of_id, **facts,
        )  # fmt: skip

    def _not_concluding_now(self: "HoaxCase") -> Issues:
        if self.merged_into_id is not None:
            return Issues([Issue("page", "hoax_merged")])
        open_now = self.state in (HoaxState.NEW, HoaxState.VERIFYING, HoaxState.AWAITING_SECOND)
        return Issues([] if open_now else [Issue("page", "hoax_already_concluded")])
