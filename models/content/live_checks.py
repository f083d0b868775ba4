"""What a channel really shows, held against what was approved: pasted by somebody who looked (S3.4, A3.3)."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import READ_ONLY, Actor
from models.base import Immutable, now
from models.content.differences import Change, Segment, between_texts
from models.content.publications import Publication, PublicationState, of_state
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.notes import Note

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.live_checked", "content", ("channel", "same", "note"))

LONGEST = 30_000


class LiveCheck(Immutable, table=True):
    """One look at one channel; the pasted text stands in `note_id`. `same`: word for word, blanks aside."""

    __tablename__ = "live_check"

    content_id: int = Field(foreign_key="content.id", index=True)
    publication_id: int = Field(foreign_key="publication.id")
    channel: str
    same: bool
    note_id: int = Field(foreign_key="note.id")
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")

    @classmethod
    def of(cls, content_id: int, session: Session) -> "dict[str, LiveCheck]":
        """Channel → the newest look."""
        rows = session.exec(select(cls).where(cls.content_id == content_id).order_by(col(cls.id)))
        return {one.channel: one for one in rows}


class Looking:
    """Verbs of whoever compares."""

    def objections_to_live_check(self: "Content", by: Actor) -> Issues:
        """Somebody of the team, while a channel shows it."""
        team = {hat.role for hat in by.hats if hat.programme_id == self.programme_id and hat.unit_id is None}
        if not team - READ_ONLY:
            return Issues([Issue("person", "not_in_team")])
        return Issues([] if of_state(self.publications, PublicationState.PUBLISHED) else [Issue("stage", "not_published_there")])

    def check_live(self: "Content", by: Actor, channel: str, text: str) -> LiveCheck:
        """Record what the channel shows; a difference is a finding and changes nothing by itself."""
        if issues := self.objections_to_live_check(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        shown = of_state(self.publications, PublicationState.PUBLISHED)
        if channel not in shown:
            raise WrongStage(Issue("stage", "not_published_there"))
        if not text.strip():
            raise NotReady(Issue("text", "live_text_missing"))
        if len(text) > LONGEST:
            raise NotReady(Issue("text", "too_long", {"limit": LONGEST}))
        note = Note.of(text)
        self.session.add(note)
        self.session.flush()
        look = LiveCheck(
            content_id=self.pk, publication_id=shown[channel].pk, channel=channel, same=_words(shown[channel].text) == _words(text),
            note_id=note.pk, at=now(), by_id=by.person_id,
        )  # fmt: skip
        self.session.add(look)
        self.session.flush()
        self.log("content.live_checked", by, [look, note], channel=channel, same=look.same, note=note.commitment)
        return look


def live_difference(publication: Publication, text: str) -> tuple[Segment, ...]:
    """From what was approved for the channel to what it shows."""
    return between_texts(publication.text, text)


def told_difference(publication: Publication, text: str, most: int = 12) -> str:
    """What a reason for a correction may say: each place that differs, as shown and as approved; at most so many of them."""
    found, places = list(live_difference(publication, text)), []
    for place, one in enumerate(found):
        before = found[place - 1] if place else None
        if one.kind is Change.ADDED:
            removed = before.text if before and before.kind is Change.REMOVED else ""
            places.append((one.text, removed))
        elif one.kind is Change.REMOVED and not (place + 1 < len(found) and found[place + 1].kind is Change.ADDED):
            places.append(("", one.text))
    quoted = [tuple(f"“{' '.join(part.split())}”" if part.strip() else "–" for part in pair) for pair in places]
    return "; ".join(f"{shown} ← {approved}" for shown, approved in quoted[:most])


def _words(text: str) -> str:
    return " ".join(text.split())
