"""Until when what is out can be relied on; past that hour it is due for a look, without standing in anybody's way (S3.3, A3.3)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Index, and_, exists
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import LOCAL, Record, Row, now
from models.content.archives import PAGE, Page
from models.content.publications import PublicationState, of_state
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.still_valid", "content", ("until", "previous"))

MOST = timedelta(days=90)  # what its playbook gives no hours for
SHOWN = ("published", "partly_published")


class Validity(Record, table=True):
    """`until`: the hour told to the public, else counted by the playbook from the first publication; `ended_at`: no channel shows it."""

    __table_args__ = (Index("ix_validity_running", "programme_id", "ended_at", "until"),)

    content_id: int = Field(foreign_key="content.id", unique=True)
    programme_id: int = Field(foreign_key="programme.id")
    until: datetime
    told: bool
    confirmed_at: datetime | None = None
    confirmed_by_id: int | None = Field(default=None, foreign_key="person.id")
    ended_at: datetime | None = None

    @classmethod
    def of(cls, content_id: int, session: Session) -> "Validity | None":
        return session.exec(select(cls).where(cls.content_id == content_id)).first()

    @classmethod
    def among(cls, content_ids: Iterable[int], session: Session) -> "dict[int, Validity]":
        """By content, for a page of rows."""
        ids = list(content_ids)
        return {one.content_id: one for one in session.exec(select(cls).where(col(cls.content_id).in_(ids)))} if ids else {}

    @property
    def expired(self) -> bool:
        return self.ended_at is None and self.until <= now()


class Lasting:
    """What a content's hour means, and saying that it still holds."""

    def start_validity(self: "Content") -> list[Row]:
        """With the first publication: the hour its text names, else as long as the playbook lets this hazard stand; none for the rest."""
        assert self.revision is not None
        assert self.published_at is not None
        if Validity.of(self.pk, self.session):
            return []
        told = _moment(self.revision.fields.get(self.rules.freshness.field))
        hours = self.rules.freshness.hours_of(self.kind, self.revision.fields)
        if told is None and hours is None:
            return []
        until = told or self.published_at + timedelta(hours=hours or 0)
        begun = Validity(content_id=self.pk, programme_id=self.programme_id, until=until, told=told is not None)
        self.session.add(begun)
        return [begun]

    def end_validity(self: "Content") -> list[Row]:
        found = Validity.of(self.pk, self.session)
        if found is None or found.ended_at is not None:
            return []
        found.ended_at = now()
        return [found]

    def objections_to_extending(self: "Content", by: Actor) -> Issues:
        """Whoever may correct it may say that nothing has to be corrected."""
        if not can(by, "correct", self):
            return Issues([Issue("person", "may_not_correct")])
        shown = self.state in SHOWN and bool(of_state(self.publications, PublicationState.PUBLISHED))
        return Issues([] if shown and Validity.of(self.pk, self.session) else [Issue("stage", "nothing_to_extend")])

    def extend_validity(self: "Content", by: Actor, until: datetime) -> None:
        """'Masih berlaku sampai …': looked at now, and good for no longer than its playbook lets it stand."""
        if issues := self.objections_to_extending(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        latest = self.latest_validity()
        if not now() < until <= latest + timedelta(minutes=2):
            raise NotReady(Issue("until", "valid_until_odd", {"latest": latest.astimezone(LOCAL)}))
        found = Validity.of(self.pk, self.session)
        assert found is not None
        previous, found.until = found.until, until
        found.confirmed_at, found.confirmed_by_id, self.acted_at = now(), by.person_id, now()
        self.log("content.still_valid", by, [found], until=until, previous=previous)

    def latest_validity(self: "Content") -> datetime:
        """The farthest hour one look can answer for."""
        assert self.revision is not None
        hours = self.rules.freshness.hours_of(self.kind, self.revision.fields)
        return now() + (timedelta(hours=hours) if hours else MOST)

    @classmethod
    def expired(
        cls: "type[Content]", actor: Actor, session: Session, programme_id: int | None = None, *, page: int = 0, size: int = PAGE
    ) -> Page:
        """Still shown and past its hour, the longest past first."""
        late: ColumnElement[bool] = exists().where(
            col(Validity.content_id) == cls.id, col(Validity.ended_at).is_(None), col(Validity.until) <= now()
        )
        wanted = and_(col(cls.state).in_(SHOWN), late, cls.visible_to(actor), cls._of(programme_id))
        return cls._page(wanted, (col(cls.published_at), col(cls.id)), session, page, size, cls.listed())


def _moment(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo else None
