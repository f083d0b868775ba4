"""A cycle from its first date to an approved plan: begun, moved bar by bar, submitted, approved, planned anew (S-G, A-G)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, func, select

from models import entries
from models.actors import Actor, can
from models.base import YEARS, Row, now
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.governance.phases import CyclePhase
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Assignment
from models.playbooks.cycles import PastCycle
from models.programmes import Programme

if TYPE_CHECKING:
    from models.governance.cycles import Cycle

entries.register("cycle.loaded", "cycle", ("cycle", "phases"))
entries.register("cycle.begun", "cycle", ("cycle", "starts_on", "phases"))
entries.register("cycle.moved", "cycle", ("cycle", "phase", "start", "end", "pushed"))
entries.register("cycle.described", "cycle", ("cycle", "fields"))
entries.register("cycle.submitted", "cycle", ("cycle", "digest", "told"))
entries.register("cycle.taken_back", "cycle", ("cycle",))
entries.register("cycle.returned", "cycle", ("cycle", "note", "told"))
entries.register("cycle.approved", "cycle", ("cycle", "digest", "baseline", "told"))
entries.register("cycle.planned_anew", "cycle", ("cycle", "note"))

LENGTHS = {"label": 80, "purpose": 2_000}


class PlanningCycles:
    """Verbs of who keeps the profile and of who approves a cycle."""

    @classmethod
    def objections_to_beginning(cls, programme: Programme, by: Actor) -> Issues:
        return Issues([] if can(by, "keep_profile", programme) else [Issue("person", "may_not_keep_profile")])

    @classmethod
    def begin(cls, programme: Programme, starts_on: date, by: Actor, session: Session, *, label: str = "", purpose: str = "") -> "Cycle":
        """A draft with every phase of the playbook at its days from the start."""
        if issues := cls.objections_to_beginning(programme, by):
            raise NotAllowed(*issues)
        if starts_on.year not in YEARS or starts_on.year + 2 not in YEARS:
            raise NotReady(Issue("starts_on", "date_out_of_range"))
        number = _next_number(programme, session)
        given = {"label": label.strip() or f"Siklus {number} ({starts_on.year})", "purpose": purpose.strip()}
        _require_short(given)
        one = _new(programme, number, given["label"], starts_on, "draft", by, purpose=given["purpose"])
        for position, rule in enumerate(programme.rules.cycles.phases):
            one.phases.append(
                CyclePhase(
                    programme_id=programme.pk, key=rule.key, label=rule.label, text=rule.text, position=position,
                    planned_start=starts_on + timedelta(days=rule.first), planned_end=starts_on + timedelta(days=rule.last),
                )
            )  # fmt: skip
        _save(one, session)
        entries.record(
            session, "cycle.begun", by=by, subject=one, names=[*one.phases], cycle=number, starts_on=str(starts_on), phases=len(one.phases)
        )  # fmt: skip
        return one

    @classmethod
    def to_load(cls, programme: Programme, session: Session) -> list[PastCycle]:
        """Calendars of the guideline that aren't loaded yet."""
        from models.governance.cycles import Cycle  # noqa: PLC0415

        loaded = set(session.exec(select(Cycle.source).where(Cycle.programme_id == programme.pk)))
        return [one for one in programme.rules.cycles.past if one.key not in loaded]

    @classmethod
    def load_past(cls, programme: Programme, key: str, by: Actor, session: Session) -> "Cycle":
        """A calendar of the guideline as history: dates as printed, real ones empty, to be recorded later; once only."""
        if issues := cls.objections_to_beginning(programme, by):
            raise NotAllowed(*issues)
        past = next((one for one in cls.to_load(programme, session) if one.key == key), None)
        if past is None:
            raise NotFound
        number = _next_number(programme, session)
        starts_on = min(date.fromisoformat(one.starts) for one in past.phases)
        one = _new(programme, number, past.label, starts_on, "past", by, source=past.key)
        texts = {rule.key: rule for rule in programme.rules.cycles.phases}
        for position, phase in enumerate(past.phases):
            rule = texts[phase.key]
            one.phases.append(
                CyclePhase(
                    programme_id=programme.pk, key=phase.key, label=rule.label, text=rule.text, position=position, printed=phase.printed,
                    planned_start=date.fromisoformat(phase.starts), planned_end=date.fromisoformat(phase.ends),
                )
            )  # fmt: skip
        _save(one, session)
        entries.record(session, "cycle.loaded", by=by, subject=one, names=[*one.phases], cycle=number, phases=len(one.phases))
        return one

    def objections_to_planning(self: "Cycle", by: Actor) -> Issues:
        """The right, and only while it is a draft."""
        if self.state != "draft":
            return Issues([Issue("page", "cycle_not_draft")])
        return self.objections_to_beginning(self.programme, by)

    def move(self: "Cycle", by: Actor, key: str, start: date, end: date, *, push: bool = False) -> None:
        """One bar to other days; with `push` all later phases follow by as many days as its end moved, else they stay."""
        self._require(self.objections_to_planning(by))
        phase = next((one for one in self.phases if one.key == key), None)
        if phase is None:
            raise NotFound
        if end < start:
            raise NotReady(Issue("planned_end", "ends_before_start"))
        if start < self.starts_on or end.year not in YEARS:
            raise NotReady(Issue("planned_start", "phase_before_cycle", {"day": str(self.starts_on)}))
        shift = end - phase.planned_end
        phase.planned_start, phase.planned_end = start, end
        pushed = [one for one in self.phases if push and one.position > phase.position and shift]
        if pushed:
            shift = max(shift, self.starts_on - min(one.planned_start for one in pushed))  # none before the cycle's own start
        for one in pushed:
            one.planned_start, one.planned_end = one.planned_start + shift, one.planned_end + shift
        self._written(by)
        self._note("cycle.moved", by, phase, *pushed, phase=key, start=str(start), end=str(end), pushed=len(pushed))

    def describe(self: "Cycle", by: Actor, label: str, purpose: str) -> None:
        """What it is called and what it is for."""
        self._require(self.objections_to_planning(by))
        given = {"label": label.strip(), "purpose": purpose.strip()}
        if not given["label"]:
            raise NotReady(Issue("label", "cycle_label_missing"))
        _require_short(given)
        changed = sorted(name for name, value in given.items() if getattr(self, name) != value)
        if changed:
            self.label, self.purpose = given["label"], given["purpose"]
            self._written(by)
            self._note("cycle.described", by, fields=changed)

    def objections_to_submitting(self: "Cycle", by: Actor) -> Issues:
        if issues := self.objections_to_planning(by):
            return issues
        return Issues([] if self.purpose else [Issue("purpose", "cycle_purpose_missing")])

    def submit(self: "Cycle", by: Actor) -> None:
        """To whoever approves cycles; the plan is bound by its hash."""
        from models.governance.cycles import CycleState, fingerprint  # noqa: PLC0415

        self._require(self.objections_to_submitting(by))
        self.state, self.digest, self.note = CycleState.WAITING, fingerprint(self.purpose, self.phases), None
        self.submitted_by_id, self.submitted_at = by.person_id, now()
        deciders = Assignment.holders(self.programme_id, self.programme.rules.rights["approve_cycle"], self.session)
        self._note("cycle.submitted", by, digest=self.digest, told=[one.pk for one in deciders if one.pk not in self.writers])

    def take_back(self: "Cycle", by: Actor) -> None:
        """Submitted too early: a draft again."""
        from models.governance.cycles import CycleState  # noqa: PLC0415

        self._require(Issues([] if self.state == "waiting" else [Issue("page", "cycle_not_waiting")]))
        self._require(self.objections_to_beginning(self.programme, by))
        self.state = CycleState.DRAFT
        self._note("cycle.taken_back", by)

    def objections_to_deciding(self: "Cycle", by: Actor) -> Issues:
        """The right to approve; never a plan one wrote or submitted oneself (SAFETY 4)."""
        if self.state != "waiting":
            return Issues([Issue("page", "cycle_not_waiting")])
        if not can(by, "approve_cycle", self.programme):
            return Issues([Issue("person", "may_not_approve_cycle")])
        return Issues([Issue("person", "cycle_own")] if by.person_id in {self.submitted_by_id, *self.writers} else [])

    def approve(self: "Cycle", by: Actor) -> None:
        """The plan is frozen as the next baseline; real dates are held against it from now on."""
        from models.governance.cycles import CycleBaseline, CycleState, as_planned, fingerprint  # noqa: PLC0415

        self._require(self.objections_to_deciding(by))
        if fingerprint(self.purpose, self.phases) != self.digest:
            raise NotReady(Issue("page", "cycle_not_as_submitted"))
        frozen = CycleBaseline(
            number=len(self.baselines) + 1, phases=as_planned(self.phases), digest=self.digest,
            submitted_by_id=self.submitted_by_id, approved_by_id=by.person_id, at=now(),
        )  # fmt: skip
        self.baselines.append(frozen)
        self.state, self.approved_by_id, self.approved_at = CycleState.APPROVED, by.person_id, now()
        self.session.flush()
        self._note("cycle.approved", by, frozen, digest=self.digest, baseline=frozen.number, told=sorted(self.writers))

    def return_for_changes(self: "Cycle", by: Actor, reason: str) -> None:
        from models.governance.cycles import CycleState  # noqa: PLC0415

        self._require(self.objections_to_deciding(by))
        note = self._reason(reason)
        self.state, self.note = CycleState.DRAFT, note
        self.session.flush()
        self._note("cycle.returned", by, note, note=note.commitment, told=sorted(self.writers))

    def plan_anew(self: "Cycle", by: Actor, reason: str) -> None:
        """An approved plan becomes a draft again; the baseline stays until the next approval."""
        from models.governance.cycles import CycleState  # noqa: PLC0415

        self._require(Issues([] if self.state == "approved" else [Issue("page", "cycle_not_approved")]))
        self._require(self.objections_to_beginning(self.programme, by))
        note = self._reason(reason)
        self.state, self.note = CycleState.DRAFT, note
        self.session.flush()
        self._note("cycle.planned_anew", by, note, note=note.commitment)

    def _reason(self: "Cycle", reason: str) -> Note:
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        note = Note.of(reason)
        self.session.add(note)
        return note

    def _written(self: "Cycle", by: Actor) -> None:
        self.changed_at = now()
        if by.person_id is not None:
            self.writers = sorted({*self.writers, by.person_id})

    def _note(self: "Cycle", action: str, by: Actor, *names: Row, **facts: Any) -> None:
        entries.record(self.session, action, by=by, subject=self, names=[*names], cycle=self.number, **facts)

    def _require(self, issues: Issues) -> None:
        if issues:
            raise (NotAllowed if issues.about("person") else WrongStage if issues.about("page") else NotReady)(*issues)


def _new(
    programme: Programme, number: int, label: str, starts_on: date, state: str, by: Actor, purpose: str = "", source: str = ""
) -> "Cycle":
    from models.governance.cycles import Cycle, CycleState  # noqa: PLC0415

    assert programme.playbook_id is not None, "a programme always starts with a playbook"
    one = Cycle(
        programme=programme, programme_id=programme.pk, number=number, label=label, starts_on=starts_on, state=CycleState(state),
        playbook_id=programme.playbook_id, writers=[by.person_id] if by.person_id is not None else [], changed_at=now(),
        purpose=purpose, source=source,
    )  # fmt: skip
    one.phases, one.baselines = [], []
    return one


def _next_number(programme: Programme, session: Session) -> int:
    from models.governance.cycles import Cycle  # noqa: PLC0415

    session.exec(select(Programme.id).where(Programme.id == programme.pk).with_for_update()).one()
    return (session.exec(select(func.max(col(Cycle.number))).where(Cycle.programme_id == programme.pk)).one() or 0) + 1


def _save(one: "Cycle", session: Session) -> None:
    session.add(one)
    session.flush()


def _require_short(given: dict[str, str]) -> None:
    if issues := [Issue(key, "too_long", {"limit": LENGTHS[key]}) for key, value in given.items() if len(value) > LENGTHS[key]]:
        raise NotReady(*issues)
