"""Opening a follow-up, working on it, ending it: the verbs and who may (S-H10, A-H12)."""

from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import Session

from models import entries
from models.actors import Actor, can
from models.base import now, today
from models.content.web_addresses import is_web_address
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Assignment
from models.programmes import Programme

if TYPE_CHECKING:
    from models.governance.minutes import MinutesDecision
    from models.results.evaluations.evaluations import Evaluation
    from models.results.evaluations.follow_ups import FollowUp, FollowUpKind, FollowUpProgress, FollowUpState

entries.register("follow_up.opened", "follow_up", ("follow_up_kind", "owner", "due_on", "evaluation", "decision"))
entries.register("follow_up.revised", "follow_up", ("fields", "owner_id", "due_on"))
entries.register("follow_up.worked_on", "follow_up", ("follow_up_state", "note"))
entries.register("follow_up.done", "follow_up", ("note",))
entries.register("follow_up.cancelled", "follow_up", ("note",))
entries.register("follow_up.reminded", "follow_up", ("due_on", "times"))

LENGTHS = {"title": 200, "detail": 1_500, "letter": 120, "note": 1_500, "link": 500}
STEERING = ("evaluate", "judge_effectiveness")


class Following:
    """Verbs of a follow-up."""

    @classmethod
    def objections_to_opening(cls, programme: Programme, by: Actor) -> Issues:
        """Who evaluates or judges."""
        return Issues([] if steers(programme, by) else [Issue("person", "may_not_follow_up")])

    @classmethod
    def open(
        cls, programme: Programme, kind: "FollowUpKind", title: str, owner_id: int | None, due_on: date | None, by: Actor,
        session: Session, *, detail: str = "", about: str = "", letter: str = "", evaluation: "Evaluation | None" = None,
        decision: "MinutesDecision | None" = None,
    ) -> "FollowUp":  # fmt: skip
        """With an owner from the programme's own team and a day that lies ahead; what an inspector found names his letter."""
        from models.results.evaluations.follow_ups import FollowUp, FollowUpState  # noqa: PLC0415

        if issues := cls.objections_to_opening(programme, by):
            raise NotAllowed(*issues)
        if evaluation is not None and evaluation.programme_id != programme.pk:
            raise NotFound
        if evaluation is not None and not evaluation.is_open:
            raise WrongStage(Issue("page", "evaluation_settled"))
        if issues := _shortcomings(programme, kind, title, owner_id, due_on, detail, letter, session):
            raise NotReady(*issues)
        assert owner_id is not None
        assert due_on is not None
        one = FollowUp(
            programme=programme, programme_id=programme.pk, evaluation_id=evaluation.pk if evaluation else None,
            decision_id=decision.pk if decision else None, kind=kind, title=title.strip(), detail=detail.strip(), about=about,
            letter=letter.strip(), owner_id=owner_id, due_on=due_on, state=FollowUpState.NOT_STARTED, by_id=by.person_id, opened_at=now(),
        )  # fmt: skip
        session.add(one)
        session.flush()
        entries.record(
            session, "follow_up.opened", by=by, subject=one, follow_up_kind=kind, owner=owner_id, due_on=str(due_on),
            evaluation=evaluation, decision=decision,
        )  # fmt: skip
        return one

    def objections_to_revising(self: "FollowUp", by: Actor) -> Issues:
        if not steers(self.programme, by):
            return Issues([Issue("person", "may_not_follow_up")])
        return Issues([] if self.is_open else [Issue("page", "follow_up_ended")])

    def revise(self: "FollowUp", by: Actor, *, title: str, detail: str, owner_id: int | None, due_on: date | None) -> None:
        """Another owner hears of it; another day is reminded of anew."""
        if issues := self.objections_to_revising(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        wanted = {"title": title.strip(), "detail": detail.strip(), "owner_id": owner_id, "due_on": due_on}
        changed = sorted(key for key, value in wanted.items() if getattr(self, key) != value)
        if not changed:
            return
        moved = due_on if "due_on" in changed else today()
        if issues := _shortcomings(self.programme, self.kind, title, owner_id, moved, detail, self.letter, self.session):
            raise NotReady(*issues)
        for key in changed:
            setattr(self, key, wanted[key])
        if "due_on" in changed:
            self.reminded = 0
        entries.record(
            self.session, "follow_up.revised", by=by, subject=self, fields=changed, owner_id=owner_id, due_on=str(due_on)
        )  # fmt: skip

    def objections_to_working(self: "FollowUp", by: Actor) -> Issues:
        """Its owner, or who steers; while it is open."""
        if by.person_id != self.owner_id and not steers(self.programme, by):
            return Issues([Issue("person", "not_follow_up_owner")])
        return Issues([] if self.is_open else [Issue("page", "follow_up_ended")])

    def work_on(
        self: "FollowUp", by: Actor, note: str, *, link: str = "", sha256: str | None = None, file_name: str = ""
    ) -> "FollowUpProgress":
        """What was done, with a link or a file (kept beforehand) as proof where there is one."""
        from models.results.evaluations.follow_ups import FollowUpState  # noqa: PLC0415

        step = self._step(by, FollowUpState.RUNNING, note, link, sha256, file_name)
        self.state = FollowUpState.RUNNING
        entries.record(
            self.session, "follow_up.worked_on", by=by, subject=self, names=[step, step.note],
            follow_up_state=FollowUpState.RUNNING, note=step.note.commitment,
        )  # fmt: skip
        return step

    def finish(self: "FollowUp", by: Actor, note: str, *, link: str = "", sha256: str | None = None, file_name: str = "") -> None:
        """Done, with what shows it: a link, a file, or an earlier step that has one."""
        from models.results.evaluations.follow_ups import FollowUp, FollowUpState  # noqa: PLC0415

        shown = link.strip() or sha256 or any(one.link or one.sha256 for one in FollowUp.steps([self.pk], self.session).get(self.pk, []))
        if not shown and not self.objections_to_working(by):
            raise NotReady(Issue("link", "follow_up_proof_missing"))
        step = self._step(by, FollowUpState.DONE, note, link, sha256, file_name)
        self.state, self.ended_at = FollowUpState.DONE, now()
        entries.record(self.session, "follow_up.done", by=by, subject=self, names=[step, step.note], note=step.note.commitment)

    def cancel(self: "FollowUp", by: Actor, reason: str) -> None:
        """Not any more, and why; who steers."""
        from models.results.evaluations.follow_ups import FollowUpState  # noqa: PLC0415

        if issues := self.objections_to_revising(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        step = self._step(by, FollowUpState.CANCELLED, reason, "", None, "")
        self.state, self.ended_at = FollowUpState.CANCELLED, now()
        entries.record(self.session, "follow_up.cancelled", by=by, subject=self, names=[step, step.note], note=step.note.commitment)

    def _step(
        self: "FollowUp", by: Actor, state: "FollowUpState", note: str, link: str, sha256: str | None, file_name: str
    ) -> "FollowUpProgress":
        from models.results.evaluations.follow_ups import FollowUpProgress  # noqa: PLC0415

        if issues := self.objections_to_working(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        link = link.strip()
        lacking = [Issue("note", "progress_missing")] if not note.strip() else []
        issues += [
            Issue(key, "too_long", {"limit": LENGTHS[key]}) for key, value in (("note", note), ("link", link)) if len(value) > LENGTHS[key]
        ]
        if link and not is_web_address(link):
            lacking.append(Issue("link", "link_unreadable"))
        if lacking:
            raise NotReady(*lacking)
        kept = Note.of(note)
        self.session.add(kept)
        self.session.flush()
        step = FollowUpProgress(
            follow_up_id=self.pk, programme_id=self.programme_id, state=state, note=kept, note_id=kept.pk, link=link, sha256=sha256,
            file_name=file_name[:200], by_id=by.person_id, at=now(),
        )  # fmt: skip
        self.session.add(step)
        self.session.flush()
        return step


def steers(programme: Programme, by: Actor) -> bool:
    """May open, change and cancel follow-ups."""
    return any(can(by, right, programme) for right in STEERING)


def owners(programme: Programme, session: Session) -> dict[int, str]:
    """Who may own one: everybody with a role in the programme's own team, by id."""
    roles = tuple(one.key for one in programme.rules.roles if not one.unit)
    return {one.pk: one.name for one in Assignment.holders(programme.pk, roles, session)}


def _shortcomings(
    programme: Programme, kind: str, title: str, owner_id: int | None, due_on: date | None, detail: str, letter: str, session: Session
) -> Issues:
    issues = [] if title.strip() else [Issue("title", "follow_up_title_missing")]
    texts = {"title": title, "detail": detail, "letter": letter}
    issues += [Issue(key, "too_long", {"limit": LENGTHS[key]}) for key, value in texts.items() if len(value.strip()) > LENGTHS[key]]
    if owner_id is None or owner_id not in owners(programme, session):
        issues.append(Issue("owner", "follow_up_owner_missing"))
    if due_on is None or due_on < today() or due_on.year >= 2100:
        issues.append(Issue("due_on", "follow_up_day_odd"))
    if kind == "inspection" and not letter.strip():
        issues.append(Issue("letter", "inspection_letter_missing"))
    return Issues(issues)
