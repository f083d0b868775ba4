"""Whose it is and what it is: taken, given, sorted by a person (S3.3, A3.3)."""

from typing import TYPE_CHECKING

from models import entries
from models.actors import Actor
from models.base import LOCAL
from models.errors import NotAllowed, NotReady
from models.issues import Issue, Issues
from models.people import Assignment
from models.playbooks.moderation import CommentCategory, Severity
from models.public.cases import open_referrals
from models.public.deadlines import Deadlines
from models.public.receiving import Receiving
from models.public.states import InteractionState

if TYPE_CHECKING:
    from models.public.interactions import Interaction

entries.register("interaction.taken", "interaction")
entries.register("interaction.assigned", "interaction", ("person",))
entries.register("interaction.released", "interaction")
entries.register("interaction.sorted", "interaction", ("category", "was", "severity", "due_at"))


class Sorting(Receiving):
    """Verbs before an answer."""

    def require_moderator(self: "Interaction", by: Actor) -> None:
        if issues := self.objections_to_moderating(by):
            raise NotAllowed(*issues)

    def require_settled(self: "Interaction") -> None:
        """Nothing that waits for somebody else stands in the way of closing."""
        if issues := self.objections_to_settling():
            raise NotReady(*issues)

    def objections_to_settling(self: "Interaction") -> Issues:
        """Where it was referred to, the outcome isn't known yet."""
        return open_referrals(self)

    def take(self: "Interaction", by: Actor) -> None:
        """'Saya tangani': from now on it is on this person's list."""
        self.require_open(by)
        self.assigned_id = by.person_id
        if self.state is not InteractionState.REFERRED:
            self.state = InteractionState.IN_PROGRESS
        entries.record(self.session, "interaction.taken", by=by, subject=self)

    def assign(self: "Interaction", person_id: int, by: Actor) -> None:
        """To somebody who may moderate in this programme today."""
        self.require_open(by)
        if person_id == by.person_id:
            self.take(by)
            return
        able = {one.id for one in Assignment.holders(self.programme_id, self.rules.rights["moderate"], self.session)}
        if person_id not in able:
            raise NotReady(Issue("person_id", "comment_not_theirs"))
        self.assigned_id = person_id
        if self.state is not InteractionState.REFERRED:
            self.state = InteractionState.ASSIGNED
        entries.record(self.session, "interaction.assigned", by=by, subject=self, person=person_id)

    def release(self: "Interaction", by: Actor) -> None:
        """Back to everybody."""
        self.require_open(by)
        self.assigned_id = None
        if self.state is not InteractionState.REFERRED:
            self.state = InteractionState.NEW
        entries.record(self.session, "interaction.released", by=by, subject=self)

    def categorise(self: "Interaction", by: Actor, category: str, severity: str = "") -> None:
        """What it really is, said by a person; a category that wants an answer sooner brings the due time nearer, never further."""
        self.require_open(by)
        if category not in {one.key for one in self.rules.moderation.categories}:
            raise NotReady(Issue("category", "comment_category_unknown"))
        if severity and severity not in {one.value for one in Severity}:
            raise NotReady(Issue("severity", "comment_severity_unknown"))
        was, told = self.category, self.rules.moderation.category(category)
        self.category, self.confirmed = told.key, True
        self.severity = Severity(severity) if severity else told.severity
        self.rank = 0 if told.urgent else 1
        self.protected = self.protected or told.protected
        self._hurry(told)
        entries.record(
            self.session, "interaction.sorted", by=by, subject=self, category=told.key, was=was, severity=self.severity, due_at=self.due_at
        )

    def _hurry(self: "Interaction", told: CommentCategory) -> None:
        """The due time and the hour of the next level come nearer where the new category asks for it."""
        deadlines = Deadlines.of(self.programme, self.session, self.received_at.astimezone(LOCAL).date())
        due = deadlines.due(self.received_at, told.answer_hours, day_and_night=told.clock_hours)
        if due >= self.due_at:
            return
        self.due_at = due
        if self.escalates_at is not None:
            self.escalates_at = deadlines.escalates_at(self.received_at, due, self.level, day_and_night=told.clock_hours)
