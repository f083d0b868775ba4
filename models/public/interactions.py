"""What the public wrote, waiting for an answer: the case without the person (S3.3, A3.3, S-H8, A-H10)."""

from datetime import datetime
from typing import Any, Optional

from sqlalchemy import Index
from sqlalchemy.orm import joinedload, raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models.actors import Actor, can
from models.base import Record, closed_set
from models.content.contents import Content  # noqa: F401  its table can't be told without it
from models.errors import NotAllowed, NotFound, WrongStage
from models.holding import held
from models.issues import Issue, Issues
from models.people import Person
from models.playbooks import Playbook
from models.playbooks.moderation import CommentCategory, Severity
from models.programmes import Programme
from models.public.cases import Waiting, register_case
from models.public.citizens import Citizen, InteractionText, masked
from models.public.queues import Queues
from models.public.removing import Removing
from models.public.responding import Responding
from models.public.sorting import Sorting
from models.public.states import InteractionKind, InteractionState, Shelf


class Interaction(Queues, Responding, Removing, Sorting, Waiting, Record, table=True):
    """`rank` 0 stands above `rank` 1 whatever the hour; `confirmed`: a person looked at the category that a rule (`rule`) proposed;
    `protected`: it was criticism at some time, so that two people hide it or nobody.

    `response_minutes` are service time from arrival to first response. `due_at` only ever comes nearer: when what seemed a question
    proves to be a report of danger.
    """

    __table_args__ = (
        Index("ix_interaction_queue", "programme_id", "shelf", "rank", "due_at", "id"),
        Index("ix_interaction_category", "programme_id", "shelf", "category", "rank", "due_at", "id"),
        Index("ix_interaction_channel", "programme_id", "shelf", "channel", "rank", "due_at", "id"),
        Index("ix_interaction_mine", "assigned_id", "shelf", "rank", "due_at", "id"),
        Index("ix_interaction_done", "programme_id", "shelf", "closed_at", "id"),
        Index("ix_interaction_received", "programme_id", "received_at", "id"),
        Index("ix_interaction_response", "programme_id", "first_response_at", "response_minutes"),
        Index("ix_interaction_escalates", "escalates_at"),
    )

    programme_id: int = Field(foreign_key="programme.id")
    content_id: int | None = Field(default=None, foreign_key="content.id", index=True)
    publication_id: int | None = Field(default=None, foreign_key="publication.id")
    citizen_id: int | None = Field(default=None, foreign_key="citizen.id", index=True)
    batch_id: int | None = Field(default=None, foreign_key="comment_batch.id")
    kind: InteractionKind = closed_set(InteractionKind)
    channel: str = ""
    category: str
    severity: Severity = closed_set(Severity)
    rule: str = ""
    confirmed: bool = False
    protected: bool = False
    state: InteractionState = closed_set(InteractionState)
    shelf: Shelf = closed_set(Shelf)
    rank: int = 1
    entered_by_id: int | None = Field(default=None, foreign_key="person.id")
    assigned_id: int | None = Field(default=None, foreign_key="person.id")
    received_at: datetime
    entered_at: datetime
    due_at: datetime
    first_response_at: datetime | None = None
    response_minutes: int | None = None
    closed_at: datetime | None = None
    level: int = 0
    escalates_at: datetime | None = None

    programme: Programme = Relationship()
    citizen: Optional[Citizen] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    words: Optional[InteractionText] = Relationship(  # noqa: UP045
        sa_relationship_kwargs={"uselist": False, "primaryjoin": "Interaction.id == InteractionText.interaction_id", "viewonly": True}
    )
    assigned: Optional[Person] = Relationship(sa_relationship_kwargs={"foreign_keys": "Interaction.assigned_id"})  # noqa: UP045

    @property
    def rules(self) -> Playbook:
        """The playbook in force: a comment follows today's rules."""
        return self.programme.rules

    @property
    def sort(self) -> CommentCategory:
        """The category with its duties; one that this playbook no longer knows counts as the default one."""
        told = self.rules.moderation
        return next((one for one in told.categories if one.key == self.category), told.category(told.default))

    @property
    def day_and_night(self) -> bool:
        """A report of danger doesn't wait for Monday."""
        return self.sort.clock_hours

    @property
    def open(self) -> bool:
        return self.closed_at is None

    @property
    def text(self) -> str:
        """As it was written; '' once erased."""
        return self.words.text if self.words else ""

    def shown_to(self, actor: Actor) -> str:
        """What this person may read of it: an inspector nothing, whoever else looks from outside the team neither numbers nor names."""
        if self.withheld_from(actor):
            return ""
        if self.programme_id in actor.teams:
            return self.text
        names = (self.citizen.name, self.citizen.handle) if self.citizen else ()
        return masked(self.text, *names)

    def withheld_from(self, actor: Actor) -> bool:
        """Words may name third persons whom no rule can find, so that an inspector sees everything but the words."""
        return actor.is_inspector

    def objections_to_moderating(self, by: Actor) -> Issues:
        return Issues([] if can(by, "moderate", self) else [Issue("person", "may_not_moderate")])

    def require_open(self, by: Actor) -> None:
        """Somebody who may, and a case that still waits."""
        if issues := self.objections_to_moderating(by):
            raise NotAllowed(*issues)
        if not self.open:
            raise WrongStage(Issue("page", "comment_closed"))

    @classmethod
    def current(cls, interaction_id: int, seen: int | None, by: Actor, session: Session) -> "Interaction":
        """The locked row inside a transaction; NotFound outside one's programmes, OutOfDate unless it is as the screen saw it."""
        wanted = select(cls).where(cls.id == interaction_id, cls.visible_to(by)).options(*cls.whole())
        return held(cls, wanted, seen, session)

    @classmethod
    def find(cls, interaction_id: int, actor: Actor, session: Session) -> "Interaction":
        """One comment with who wrote it; NotFound also where it isn't this person's to see."""
        found = session.exec(select(cls).where(cls.id == interaction_id, cls.visible_to(actor)).options(*cls.whole())).first()
        if found is None:
            raise NotFound
        return found

    @classmethod
    def named(cls) -> tuple[Any, ...]:
        """Loads of a row that only says what it is, not what was written."""
        return joinedload(cls.programme, innerjoin=True).joinedload(Programme.playbook), raiseload("*")  # type: ignore[arg-type]

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        """Loads of a row and of one comment's verbs."""
        return (
            joinedload(cls.programme, innerjoin=True).joinedload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.words),  # type: ignore[arg-type]
            selectinload(cls.citizen),  # type: ignore[arg-type]
            selectinload(cls.assigned).load_only(col(Person.name)),  # type: ignore[arg-type]
            raiseload("*"),
        )


def titles(ids: set[int], actor: Actor, session: Session) -> dict[int, str]:
    """How comments are called elsewhere: category and number, never their words."""
    return {one.pk: f"{one.sort.label} #{one.pk}" for one in Interaction.by_ids(ids, actor, session)}


register_case(Interaction, "moderate", titles)
