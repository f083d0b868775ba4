"""Refused attempts to decide on one's own work: the refusal rolls back, the attempt is kept in a transaction of its own (S3.4)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session as OrmSession
from sqlmodel import Session, col, select

from models import entries
from models.actors import Actor
from models.base import now
from models.entries import Entry
from models.issues import Issues

if TYPE_CHECKING:
    from models.content.contents import Content

OWN = "content.own_decision_refused"
AGAIN = timedelta(minutes=10)  # a second click within it is the same attempt
NOTED = "attempts"

entries.register(OWN, "content", ("stage",))


@dataclass(frozen=True)
class Attempt:
    """Who tried, on which content, at which stage."""

    content_id: int
    stage: str
    by: Actor

    def keep(self, session: Session) -> None:
        """One line of the log, unless the same person was refused there a moment ago."""
        from models.content.contents import Content  # noqa: PLC0415

        mine = (Entry.subject == "content", Entry.subject_id == self.content_id, Entry.actor_id == self.by.person_id)
        lately = select(Entry.id).where(*mine, Entry.action == OWN, col(Entry.at) > now() - AGAIN)
        content = session.get(Content, self.content_id)
        if content is not None and session.exec(lately.limit(1)).first() is None:
            entries.record(session, OWN, by=self.by, subject=content, stage=self.stage)


def note(content: "Content", by: Actor, issues: Issues) -> None:
    """Called by a verb that is about to refuse; only a person's own work counts."""
    if by.person_id is not None and any(one.key == "own_work" for one in issues):
        content.session.info.setdefault(NOTED, []).append(Attempt(content.pk, content.stage, by))


def noted(session: OrmSession) -> list[Attempt]:
    """What was noted in a transaction that has been refused since."""
    return list(session.info.pop(NOTED, ()))
