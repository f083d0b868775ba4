"""A consent withdrawn: 3 × 24 hours by the clock, in which every channel lets go of the picture (UU 27/2022, A1.3)."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import SYSTEM, Actor, administers
from models.base import Record, closed_set, now
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.people import Assignment

if TYPE_CHECKING:
    from models.content.contents import Content
    from models.governance.consents import Consent

entries.register("consent.withdrawn", "consent", ("received_at", "due_at", "takedowns", "told"))
entries.register("consent.reminded", "consent", ("due_at", "open", "told"))

LAST_DAY = timedelta(hours=24)
BATCH = 50


class Settled(StrEnum):
    TAKEN_DOWN = "taken_down"
    REPLACED = "replaced"


class Takedown(Record, table=True):
    """One channel that still shows what somebody no longer consents to; settled by taking it down or by a correction without the file."""

    __table_args__ = (
        UniqueConstraint("consent_id", "publication_id"),
        Index("ix_takedown_open", "programme_id", "settled_at", "due_at"),
        Index("ix_takedown_content", "content_id", "settled_at"),
    )

    consent_id: int = Field(foreign_key="consent.id")
    content_id: int = Field(foreign_key="content.id")
    programme_id: int = Field(foreign_key="programme.id")
    publication_id: int = Field(foreign_key="publication.id")
    channel: str
    due_at: datetime
    settled_at: datetime | None = None
    settled_by_id: int | None = Field(default=None, foreign_key="person.id")
    how: Settled | None = closed_set(Settled, nullable=True)

    @classmethod
    def waiting(cls, programme_ids: Collection[int], session: Session, limit: int = 50) -> "list[Takedown]":
        """Open ones of these programmes, soonest first."""
        if not programme_ids:
            return []
        wanted = select(cls).where(col(cls.programme_id).in_(programme_ids), col(cls.settled_at).is_(None))
        return list(session.exec(wanted.order_by(col(cls.due_at), col(cls.id)).limit(limit)))

    @classmethod
    def of_content(cls, content_id: int, session: Session) -> "list[Takedown]":
        """What is still owed for one content."""
        return list(session.exec(select(cls).where(cls.content_id == content_id, col(cls.settled_at).is_(None))))

    @classmethod
    def settle(cls, content: "Content", channels: Iterable[str], by: Actor, how: Settled, successor: int | None = None) -> "list[Takedown]":
        """Called by the verb that took the content down, or that replaced it; gives the rows its entry must name."""
        wanted = set(channels)
        done = [one for one in cls.of_content(content.pk, content.session) if one.channel in wanted]
        for one in done:
            one.settled_at, one.settled_by_id, one.how = now(), by.person_id, how
        return done


class Withdrawing:
    """Verbs of one consent that isn't given any more."""

    def objections_to_withdrawing(self: "Consent", by: Actor) -> Issues:
        """By who keeps the consents, and by the admin for somebody whose data is erased."""
        if not administers(by) and (issues := self.objections_to_keeping(self.programme, by)):
            return issues
        return Issues([Issue("page", "consent_withdrawn_already")] if self.withdrawn_at else [])

    def withdraw(self: "Consent", by: Actor, received_at: datetime | None = None) -> list[Takedown]:
        """The clock starts when the citizen said so; each published channel that carries a linked file becomes a task."""
        if issues := self.objections_to_withdrawing(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        heard = received_at or now()
        if heard > now() + timedelta(minutes=2) or heard.date() < self.signed_on - timedelta(days=1):
            raise NotReady(Issue("received_at", "consent_received_odd"))
        due_at = heard + timedelta(hours=self.programme.rules.governance.withdrawal_hours)
        self.withdrawn_at, self.withdrawal_due_at = heard, due_at
        for content in carrying(self.linked, self.session):
            for one in content.publications:
                if one.state == "published":
                    self.takedowns.append(
                        Takedown(
                            content_id=content.pk, programme_id=content.programme_id, publication_id=one.pk, channel=one.channel,
                            due_at=due_at,
                        )  # type: ignore[call-arg]  # the consent's id comes with the flush
                    )  # fmt: skip
        self.session.flush()
        told = self._deciders("take_down") | self._deciders("keep_consents")
        entries.record(
            self.session, "consent.withdrawn", by=by, subject=self, names=[*self.takedowns], received_at=heard,
            due_at=self.withdrawal_due_at, takedowns=len(self.takedowns), told=sorted(told),
        )  # fmt: skip
        return self.takedowns

    @property
    def open_takedowns(self: "Consent") -> list[Takedown]:
        return [one for one in self.takedowns if one.settled_at is None]

    def _deciders(self: "Consent", right: str) -> set[int]:
        """Who holds a right in any programme that has something to take down, its own included."""
        from models.programmes import Programme  # noqa: PLC0415

        found: set[int] = set()
        for programme_id in {self.programme_id, *(one.programme_id for one in self.open_takedowns)}:
            rules = Programme.find(programme_id, self.session).rules
            found |= {one.pk for one in Assignment.holders(programme_id, rules.rights.get(right, ()), self.session)}
        return found

    def _above(self: "Consent") -> set[int]:
        rules = self.programme.rules.reminders
        return {one.pk for one in Assignment.holders(self.programme_id, rules.escalate_to, self.session)}


def carrying(sha256s: Collection[str], session: Session) -> "list[Content]":
    """Contents of any programme whose current revision shows one of these files."""
    from models.content.contents import Content  # noqa: PLC0415
    from models.content.media import Media  # noqa: PLC0415

    if not sha256s:
        return []
    ids = select(Media.content_id).where(col(Media.sha256).in_(sha256s))
    found = session.exec(select(Content).where(col(Content.id).in_(ids)).options(*Content.whole()).order_by(col(Content.id)))
    return [one for one in found if shown(one) & set(sha256s)]


def shown(content: "Content") -> set[str]:
    """SHA-256 of what its current revision publishes as picture or film."""
    listed = content.revision.files if content.revision else []
    visible = {one["media_id"] for one in listed if one.get("purpose", "visual") == "visual"}
    return {one.sha256 for one in content.media if one.pk in visible}


def remind(session: Session, limit: int = BATCH) -> int:
    """By the clock: once on the last day to who takes down, once past it to the next level too; how many consents."""
    from models.governance.consents import Consent  # noqa: PLC0415

    owed = select(Takedown.consent_id).where(col(Takedown.settled_at).is_(None), Takedown.due_at <= now() + LAST_DAY)
    wanted = select(Consent).where(col(Consent.id).in_(owed), Consent.reminded < 2).options(*Consent.whole()).limit(limit)
    reminded = 0
    for one in session.exec(wanted.with_for_update(of=Consent, skip_locked=True)):
        assert one.withdrawal_due_at is not None, "a task comes with its hour"
        level = 2 if one.withdrawal_due_at <= now() else 1
        if level <= one.reminded:
            continue
        one.reminded, reminded = level, reminded + 1
        told = one._deciders("take_down") | (one._above() if level == 2 else set())
        entries.record(
            session, "consent.reminded", by=SYSTEM, subject=one, due_at=one.withdrawal_due_at, open=len(one.open_takedowns),
            told=sorted(told),
        )  # fmt: skip
    return reminded
