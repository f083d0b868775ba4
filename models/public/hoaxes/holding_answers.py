"""The holding answer: 'sedang diverifikasi', sendable before the verdict; a first response, never a clarification (DAYS 3.2)."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlmodel import Field, Relationship

from models import entries
from models.actors import Actor
from models.base import LOCAL, Immutable, closed_set, now
from models.errors import NotReady
from models.issues import Issue
from models.notes import Note
from models.playbooks.hoaxes import MOMENT

if TYPE_CHECKING:
    from models.public.hoaxes.cases import HoaxCase

entries.register("hoax.holding_sent", "hoax_case", ("answer", "template", "way", "text", "sightings"))

LONGEST = 1_000


class Way(StrEnum):
    """How it went out: under the comment itself, by WhatsApp, or copied somewhere."""

    COMMENT = "comment"
    WHATSAPP = "whatsapp"
    COPIED = "copied"


class HoldingSent(Immutable, table=True):
    """One holding answer as it was said; the text in a note of its own."""

    __tablename__ = "hoax_holding"

    case_id: int = Field(foreign_key="hoax_case.id", index=True)
    template: str
    way: Way = closed_set(Way)
    text_id: int = Field(foreign_key="note.id")
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    case: "HoaxCase" = Relationship(back_populates="answers")
    text: Note = Relationship()


class Holding:
    """Verbs before the verdict."""

    def holding_text(self: "HoaxCase", template: str) -> str:
        """The playbook's text with the hour of now; NotReady for one it doesn't have."""
        known = {one.key: one.text for one in self.programme.rules.hoaxes.holding}
        if template not in known:
            raise NotReady(Issue("template", "hoax_holding_unknown"))
        return known[template].replace(MOMENT, f"{now().astimezone(LOCAL):%H.%M}")

    def note_holding(self: "HoaxCase", by: Actor, template: str, way: Way, text: str = "", sightings: int = 0) -> HoldingSent:
        """It was said: the case has its first response, though nothing is clarified by that."""
        self.require_work(by)
        said = text.strip() or self.holding_text(template)
        self.holding_text(template)
        if len(said) > LONGEST:
            raise NotReady(Issue("text", "too_long", {"limit": LONGEST}))
        sent = HoldingSent(template=template, way=way, text=Note.of(said), by_id=by.person_id, at=now())
        self.answers.append(sent)
        self.note_response(settled=False)
        self.session.flush()
        self.log(
            "hoax.holding_sent", by, [sent, sent.text], answer=sent, template=template, way=way, text=sent.text.commitment,
            sightings=sightings,
        )  # fmt: skip
        return sent
