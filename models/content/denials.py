"""Denying a decision by telephone: 'that was not my decision' voids it, and what is out on it is owed at once."""

from typing import TYPE_CHECKING

from models import entries
from models.actors import Actor
from models.base import Row, now
from models.content.debts import Debt, DebtKind
from models.content.decisions import Decision, Review
from models.content.publications import PublicationState, of_state
from models.errors import NotFound, NotReady
from models.issues import Issue, Issues
from models.playbooks import Stage

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.verbal_denied", "content", ("stage", "to", "review", "published", "note"))

DENIED = "verbal_denied"
ENDED = ("cancelled", "taken_down", "superseded", "archived")


class Denials:
    """The other answer to a decision recorded in one's name."""

    @property
    def denied(self: "Content") -> list[Review]:
        """Approvals by telephone denied by the person named; nothing else undoes one."""
        undone = {one.undoes_id for one in self.reviews}
        return [one for one in self.reviews if one.verbal and one.id in undone]

    @property
    def denial_owed(self: "Content") -> Debt | None:
        """Out on some channel without the decision it went out on: taken down, or decided anew."""
        return next((one for one in self.open_debts if one.key == DENIED), None)

    def objections_to_denying(self: "Content", by: Actor) -> Issues:
        """Whoever may confirm may deny, as long as he has done neither."""
        return self.objections_to_confirming(by)

    def deny_verbal(self: "Content", by: Actor, reason: str) -> None:
        """'Itu bukan keputusan saya': the stage waits again; what is out stays visible and is red until taken down or decided anew."""
        owed = self._unconfirmed(by)
        if not owed:
            raise NotFound
        if not reason.strip():
            raise NotReady(Issue("reason", "denial_reason_missing"))
        mine = [one for one in self.reviews if one.verbal and one.approver_id == by.person_id][-len(owed) :]
        stage, last = self.lane_rules.stage(mine[-1].stage), mine[-1]
        voided: list[Row] = []
        for one in mine:
            self.acted_at = now()  # each decision on a version of its own
            undoing, named = self.decide(Decision.UNDO, stage, by, {}, reason if one is last else "", undoes_id=one.pk)
            voided += [undoing, *named]
        for debt in owed:
            debt.settled_at, debt.settled_by_id = now(), by.person_id
        shown = of_state(self.publications, PublicationState.PUBLISHED)
        if shown:
            self.debts.append(Debt(kind=DebtKind.CHECK, key=DENIED, about=f"stage:{stage.key}", facts={"stage": stage.label}, due_at=now()))
        self._step_back(stage, by)
        self.session.flush()
        note = self.reviews[-1].note
        self.log(
            "content.verbal_denied", by, [*voided, *self.debts, *self.publications], stage=stage.key, to=self.stage, review=last,
            published=bool(shown), note=note.commitment if note else None,
        )  # fmt: skip

    def settle_denial(self: "Content", stage: Stage, by: Actor) -> list[Debt]:
        """A new decision on the same stage stands in for the one denied."""
        done = [one for one in self.open_debts if one.key == DENIED and one.about == f"stage:{stage.key}"]
        for one in done:
            one.settled_at, one.settled_by_id = now(), by.person_id
        return done

    def _step_back(self: "Content", stage: Stage, by: Actor) -> None:
        """To the stage that lost its decision, unless it ended or stands before it anyway; held stays held."""
        if self.state in ENDED or self.lane_rules.index(self.stage) <= self.lane_rules.index(stage.key):
            return
        held = self.state == "held"
        self.suspend_publications()
        self.move(self.next_stage(), by)
        if held:
            self.held_from, self.state = self.state, "held"  # type: ignore[assignment]
