"""Closing: only when nothing is open, and with a reason where a hoax stays without a clarification."""

from typing import TYPE_CHECKING

from models import entries
from models.actors import Actor
from models.errors import NotAllowed, NotReady
from models.issues import Issue, Issues
from models.notes import Note
from models.public.cases import open_referrals
from models.public.hoaxes.states import HoaxState, is_hoax

if TYPE_CHECKING:
    from models.public.hoaxes.cases import HoaxCase

entries.register("hoax.closed", "hoax_case", ("result", "note", "clarified"))


class Closing:
    """The last verb of a case."""

    @property
    def open_ends(self: "HoaxCase") -> Issues:
        """What still has to come in before it can be closed."""
        issues = [] if self.result else [Issue("page", "hoax_not_concluded")]
        issues += [Issue("page", "hoax_statement_open", {"office": one.asked_of}) for one in self.open_statements]
        issues += [Issue("page", "hoax_call_unconfirmed")] if self.unconfirmed else []
        if self.clarification_id is not None and self.state is HoaxState.CONCLUDED and self.clarification_runs:
            issues.append(Issue("page", "hoax_clarification_open"))
        if self.state is HoaxState.CLARIFIED and self.unanswered:
            issues.append(Issue("page", "hoax_comments_open", {"count": len(self.unanswered)}))
        return Issues(issues)

    def objections_to_closing(self: "HoaxCase", by: Actor) -> Issues:  # type: ignore[override]
        return self.objections_to_working(by) + self.open_ends + open_referrals(self)

    def close(self: "HoaxCase", by: Actor, reason: str = "") -> None:
        """A hoax that nobody clarifies (speaking of it would only spread it) needs a reason."""
        if issues := self.objections_to_closing(by):
            raise (NotAllowed if issues.about("person") else NotReady)(*issues)
        silent = is_hoax(self.result) and self.state is not HoaxState.CLARIFIED
        if silent and not reason.strip():
            raise NotReady(Issue("reason", "hoax_silent_reason_missing"))
        names: list[Note] = []
        if reason.strip():
            names.append(Note.of(reason))
            self.note = names[0]
            self.session.add(names[0])
        self.state = HoaxState.CLOSED
        self.end_waiting()
        self.session.flush()
        note = names[0].commitment if names else None
        self.log("hoax.closed", by, tuple(names), result=self.result, note=note, clarified=not silent)
