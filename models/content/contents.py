"""One piece, from idea to archive: its table, and how it is found."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import ColumnElement, Index, and_, false, or_, true
from sqlalchemy.orm import joinedload, raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.actors import Actor
from models.apart import real
from models.base import Record, closed_set
from models.content.correcting import Correcting
from models.content.decisions import Passage, Review
from models.content.eligibility import Eligibility
from models.content.emergency import Debt, Emergency
from models.content.flow import Flow
from models.content.handing_out import HandingOut
from models.content.live_checks import Looking
from models.content.media import Media
from models.content.publications import Publication
from models.content.publishing import Publishing
from models.content.recording_later import RecordingLater
from models.content.reviewing import Reviewing
from models.content.revisions import Revision
from models.content.scheduling import Scheduling
from models.content.shelves import Shelves
from models.content.stating import Stating
from models.content.taking_back import TakingBack
from models.content.validity import Lasting
from models.content.writing import Writing
from models.entries import Entry
from models.errors import NotFound, OutOfDate
from models.issues import Issue
from models.notes import Note
from models.people import Person
from models.playbooks import Playbook
from models.programmes import PlaybookVersion, Programme

CHANGES_NOTHING = (
    "content.reminded", "content.prompted", "content.inspected", "content.dossier_taken", "content.own_decision_refused",
)  # fmt: skip


class ContentState(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    HELD = "held"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    PARTLY_PUBLISHED = "partly_published"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    TAKEN_DOWN = "taken_down"
    CANCELLED = "cancelled"
    ARCHIVED = "archived"


class Content(
    Shelves, Writing, Flow, Eligibility, Reviewing, TakingBack, Scheduling, Publishing, Correcting, Lasting, Stating, Looking, Emergency,
    RecordingLater, HandingOut, Record, table=True,
):  # fmt: skip
    """`stage` and `lane` are playbook keys, `state` a closed set, the label derived; times: planned, scheduled, published stay apart.

    `salt` goes into every hash of what a decision covers. `acted_at` is the last verb's moment (an undo compares it).
    `target_group` repeats the current revision's, so that figures can be summed by it.
    """

    __table_args__ = (
        Index("ix_content_queue", "programme_id", "state", "stage", "due_at"),
        Index("ix_content_archive", "programme_id", "state", "published_at", "id"),
        Index("ix_content_owner", "owner_id", "state"),
        Index("ix_content_unit", "unit_id", "sent_at"),
        Index("ix_content_hour", "programme_id", "planned_for"),
        Index("ix_content_out", "programme_id", "published_at"),
        Index("ix_content_lane", "programme_id", "lane", "created_at"),
        Index("ix_content_short", "programme_id", "lane", "stage", "due_at"),
    )

    programme_id: int = Field(foreign_key="programme.id", index=True)
    playbook_id: int = Field(foreign_key="playbook_version.id")
    kind: str
    format: str
    lane: str
    stage: str
    state: ContentState = closed_set(ContentState)
    title: str
    owner_id: int | None = Field(default=None, foreign_key="person.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    salt: str
    created_at: datetime
    acted_at: datetime
    stage_since: datetime
    due_at: datetime | None = None
    planned_for: datetime | None = None
    target_group: str | None = None
    sent_at: datetime | None = None
    published_at: datetime | None = None
    archived_at: datetime | None = None
    held_from: str | None = None
    note_id: int | None = Field(default=None, foreign_key="note.id")
    revision_id: int | None = Field(default=None, foreign_key="revision.id")
    revision_number: int = 0

    programme: Programme = Relationship()
    playbook: PlaybookVersion = Relationship()
    note: Optional[Note] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    revision: Optional[Revision] = Relationship(  # noqa: UP045
        sa_relationship_kwargs={"foreign_keys": "Content.revision_id", "post_update": True}
    )
    revisions: list[Revision] = Relationship(
        back_populates="content", sa_relationship_kwargs={"foreign_keys": "Revision.content_id", "order_by": "Revision.number"}
    )
    media: list[Media] = Relationship(back_populates="content", sa_relationship_kwargs={"order_by": "Media.id"})
    reviews: list[Review] = Relationship(back_populates="content", sa_relationship_kwargs={"order_by": "Review.id"})
    passages: list[Passage] = Relationship(back_populates="content", sa_relationship_kwargs={"order_by": "Passage.id"})
    publications: list[Publication] = Relationship(back_populates="content", sa_relationship_kwargs={"order_by": "Publication.id"})
    debts: list[Debt] = Relationship(back_populates="content", sa_relationship_kwargs={"order_by": "Debt.id"})

    @property
    def rules(self) -> Playbook:
        """The playbook this content started under; a later version doesn't touch it."""
        return self.playbook.rules

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The access rule as SQL: one's programmes; for a technical unit only what was sent to it; nothing else exists."""
        if actor.sees_all:
            return real(col(cls.programme_id))
        inside = {hat.programme_id for hat in actor.hats if hat.programme_id is not None and hat.unit_id is None}
        units = [(hat.programme_id, hat.unit_id) for hat in actor.hats if hat.programme_id is not None and hat.unit_id is not None]
        sent = [
            and_(col(cls.programme_id) == programme_id, col(cls.unit_id) == unit_id, col(cls.sent_at).is_not(None))
            for programme_id, unit_id in units
            if programme_id not in inside
        ]
        ours = [col(cls.programme_id).in_(inside)] if inside else []
        return or_(*ours, *sent) if ours or sent else false()

    @classmethod
    def find(cls, content_id: int, actor: Actor, session: Session) -> "Content":
        """One content with all a screen needs; NotFound also where it isn't this person's to see."""
        found = session.exec(select(cls).where(cls.id == content_id, cls.visible_to(actor)).options(*cls.whole())).first()
        if found is None:
            raise NotFound
        return found

    @classmethod
    def current(cls, content_id: int, seen: int | None, actor: Actor, session: Session) -> "Content":
        """The locked content inside a transaction; OutOfDate, saying who did what when, unless it is as the screen saw it."""
        held = select(cls).where(cls.id == content_id, cls.visible_to(actor)).options(*cls.whole()).with_for_update(of=cls)
        found = session.exec(held).first()
        if found is None:
            raise NotFound
        if seen is not None and found.version != seen:
            raise OutOfDate(Issue("page", "content_changed", found.last_change(session)))
        return found

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        """Loads what verbs and screens of one content read; anything forgotten fails instead of asking row by row.

        Joined is only what a content never changes: who waited for its lock reads the others after that.
        """
        return (
            joinedload(cls.programme, innerjoin=True).joinedload(Programme.office, innerjoin=True),  # type: ignore[arg-type]
            joinedload(cls.programme, innerjoin=True).joinedload(Programme.playbook),  # type: ignore[arg-type]
            joinedload(cls.playbook, innerjoin=True),  # type: ignore[arg-type]
            selectinload(cls.note),  # type: ignore[arg-type]
            selectinload(cls.revision),  # type: ignore[arg-type]
            selectinload(cls.revisions).load_only(
                Revision.number, Revision.by_id, Revision.also_by, Revision.at, Revision.content_id, Revision.stage, Revision.plan
            ),  # type: ignore[arg-type]
            selectinload(cls.media),  # type: ignore[arg-type]
            selectinload(cls.reviews).selectinload(Review.answers),  # type: ignore[arg-type]
            selectinload(cls.passages),  # type: ignore[arg-type]
            selectinload(cls.publications),  # type: ignore[arg-type]
            selectinload(cls.debts),  # type: ignore[arg-type]
            raiseload("*"),
        )

    @classmethod
    def titles(cls, ids: set[int], session: Session, actor: Actor | None = None) -> dict[int, str]:
        """Titles by id, for a page of the log; with an actor only of those he may see."""
        if not ids:
            return {}
        shown = true() if actor is None else cls.visible_to(actor)
        return dict(session.exec(select(cls.id, cls.title).where(col(cls.id).in_(ids), shown)).all())  # type: ignore[arg-type]

    @property
    def authors(self) -> frozenset[int]:
        """Whoever saved a revision or a file of it; planning isn't authoring."""
        wrote = {author for one in self.revisions for author in one.authors}
        return frozenset(one for one in wrote | {one.by_id for one in self.media if one.role == "file"} if one is not None)

    def last_change(self, session: Session) -> dict[str, Any]:
        """Who changed it last, what and when: facts for the sentence of a stale screen."""
        newest = [one for one in Entry.of(self, session, limit=10) if one.action not in CHANGES_NOTHING]
        if not newest:
            return {}
        who = session.get(Person, newest[0].actor_id) if newest[0].actor_id else None
        return {"who": who.name if who else "Simpul", "action": newest[0].action, "at": newest[0].at}
