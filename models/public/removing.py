"""Hiding, deleting, blocking: each with a house rule and a reason, a copy archived before (S3.3, A3.3, S3.4)."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlmodel import Session

from models import entries
from models.actors import Actor
from models.base import Row
from models.errors import NotAllowed, NotReady, Refused
from models.issues import Issue, Issues
from models.notes import Note
from models.public.acts import Act, Deed
from models.public.states import InteractionState

if TYPE_CHECKING:
    from models.public.interactions import Interaction

entries.register("interaction.removed", "interaction", ("deed", "house_rule", "note", "copy", "second"))

REMOVALS = {
    Deed.HIDDEN: InteractionState.HIDDEN, Deed.REMOVED: InteractionState.REMOVED, Deed.BLOCKED: InteractionState.HIDDEN,
}  # fmt: skip


class Removing:
    """Verbs that take a comment out of the public's sight."""

    @property
    def guarded(self: "Interaction") -> bool:
        """Criticism, or what was once sorted as criticism: renaming it doesn't open the way to hide it alone."""
        return self.protected or self.sort.protected

    def objections_to_removing(self: "Interaction", by: Actor, deed: Deed) -> Issues:
        """Alone: for criticism there is `HidingRequest.ask` instead."""
        issues = self.objections_to_asking(by, deed)
        return issues + ([Issue("person", "criticism_needs_two")] if self.guarded else [])

    def objections_to_asking(self: "Interaction", by: Actor, deed: Deed) -> Issues:
        """Whoever moderates, and what is still there to be removed."""
        issues = [*self.objections_to_moderating(by)]
        if deed not in REMOVALS:
            issues.append(Issue("page", "comment_deed_unknown"))
        elif self.state is InteractionState.REMOVED or (self.state is REMOVALS[deed] and deed is not Deed.BLOCKED):
            issues.append(Issue("page", "comment_gone"))
        if deed is Deed.BLOCKED and self.citizen is None:
            issues.append(Issue("page", "comment_without_account"))
        if deed is Deed.BLOCKED and self.citizen is not None and self.citizen.blocked:
            issues.append(Issue("page", "account_blocked"))
        return Issues(issues)

    def remove(self: "Interaction", by: Actor, deed: Deed, house_rule: str, reason: str) -> Act:
        """Hidden, deleted, or hidden with its account blocked."""
        if issues := self.objections_to_removing(by, deed):
            raise (NotAllowed if issues.about("person") else NotReady)(*issues)
        self.require_settled()
        if issues := self.wrong_removal(house_rule, reason):
            raise NotReady(*issues)
        return self.carry_out_removal(by, deed, house_rule, Note.of(reason))

    @classmethod
    def remove_many(
        cls: "type[Interaction]", ids: Iterable[int], by: Actor, deed: Deed, house_rule: str, reason: str, session: Session
    ) -> None:
        """The same for several, each locked, judged, archived and logged for itself; one that can't be refuses all."""
        wanted = sorted(set(ids))
        if not wanted:
            raise NotReady(Issue("page", "comments_none_chosen"))
        for interaction_id in wanted:
            try:
                cls.current(interaction_id, None, by, session).remove(by, deed, house_rule, reason)
            except Refused as refused:
                raise type(refused)(Issue("page", "comment_refused", {"number": interaction_id}), *refused.issues)

    def wrong_removal(self: "Interaction", house_rule: str, reason: str) -> Issues:
        issues = [] if house_rule in {one.key for one in self.rules.house_rules} else [Issue("house_rule", "house_rule_missing")]
        return Issues(issues + ([] if reason.strip() else [Issue("reason", "reason_missing")]))

    def carry_out_removal(self: "Interaction", by: Actor, deed: Deed, house_rule: str, note: Note, agreed: Sequence[Row] = ()) -> Act:
        """The copy first, then the state; `agreed` is the request of a second person. Its guards stand before it."""
        copy = Note.of(self.text)
        names: list[Row] = [note, copy, *agreed]
        if deed is Deed.BLOCKED and self.citizen is not None:
            self.citizen.blocked = True
            names.append(self.citizen)
        act = self.act(deed, by, REMOVALS[deed], note=note, copy=copy, house_rule=house_rule)
        entries.record(
            self.session, "interaction.removed", by=by, subject=self, names=[act, *names], deed=deed, house_rule=house_rule,
            note=note.commitment, copy=copy.commitment, second=bool(agreed),
        )  # fmt: skip
        return act
