"""Traces that are comments on our own channels: all answered at once, each with a line of its own in the log (DAYS 3.2)."""

from typing import TYPE_CHECKING

from sqlmodel import col, select

from models import entries
from models.actors import Actor, can
from models.base import Row, now
from models.content.publications import PublicationState, of_state
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.public.hoaxes.holding_answers import HoldingSent, Way
from models.public.hoaxes.sightings import Sighting
from models.public.hoaxes.states import HoaxState
from models.public.interactions import Interaction

if TYPE_CHECKING:
    from models.public.hoaxes.cases import HoaxCase

entries.register("hoax.comments_answered", "hoax_case", ("count", "interactions"))


class Answering:
    """Through the moderation's own verb: it judges and logs each comment."""

    def objections_to_answering(self: "HoaxCase", by: Actor) -> Issues:
        """Comments are answered by who may moderate; with the clarification, once that is out."""
        if not can(by, "moderate", self.programme):
            return Issues([Issue("person", "may_not_moderate")])
        return Issues([] if self.unanswered else [Issue("page", "hoax_no_comments")])

    def hold_comments(self: "HoaxCase", by: Actor, template: str, text: str = "") -> HoldingSent:
        """The holding answer under every comment that still waits; the case keeps one line for it."""
        self._require_answering(by)
        said = text.strip() or self.holding_text(template)
        waiting = self._still_open()
        if not waiting:
            raise NotReady(Issue("page", "hoax_no_comments"))
        Interaction.answer_many([one.interaction_id or 0 for one in waiting], by, said, self.session, holding=True)
        return self.note_holding(by, template, Way.COMMENT, said, sightings=len(waiting))

    def answer_comments(self: "HoaxCase", by: Actor, text: str) -> list[Sighting]:
        """With the clarification: those settled elsewhere in the meantime count as answered."""
        self._require_answering(by)
        if self.state is not HoaxState.CLARIFIED:
            raise WrongStage(Issue("page", "hoax_clarification_open"))
        if not text.strip():
            raise NotReady(Issue("answer", "answer_missing"))
        waiting = self._still_open()
        if waiting:
            Interaction.answer_many([one.interaction_id or 0 for one in waiting], by, text, self.session)
        done = list(self.unanswered)
        for one in done:
            one.answered_at = now()
        self.session.flush()
        rows: list[Row] = list(done)
        self.log("hoax.comments_answered", by, rows, count=len(waiting), interactions=[one.interaction_id for one in waiting])
        return done

    def clarifying_answer(self: "HoaxCase") -> str:
        """The clarification's own headline with the link where it stands."""
        if self.clarification is None:
            return ""
        shown = of_state(self.clarification.publications, PublicationState.PUBLISHED).values()
        link = next((one.permalink for one in shown if one.permalink), "")
        return f"{self.clarification.title}. Penjelasan lengkapnya: {link}" if link else f"{self.clarification.title}."

    def _still_open(self: "HoaxCase") -> list[Sighting]:
        """Whose comment the moderation hasn't closed yet."""
        ids = {one.interaction_id for one in self.unanswered if one.interaction_id is not None}
        wanted = select(Interaction.id).where(col(Interaction.id).in_(ids), col(Interaction.closed_at).is_(None))
        waiting = set(self.session.exec(wanted))
        return [one for one in self.unanswered if one.interaction_id in waiting]

    def _require_answering(self: "HoaxCase", by: Actor) -> None:
        if issues := self.objections_to_answering(by):
            raise (NotAllowed if issues.about("person") else NotReady)(*issues)
