"""Answers to start from: those of the playbook and the office's own (S3.3, A3.3)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import Record, now
from models.errors import NotAllowed, NotReady
from models.holding import held
from models.issues import Issue, Issues
from models.programmes import Programme

entries.register("prepared_answer.written", "prepared_answer", ("category",))
entries.register("prepared_answer.revised", "prepared_answer", ("category",))
entries.register("prepared_answer.retired", "prepared_answer")

LENGTHS = {"label": 60, "text": 1_000}


@dataclass(frozen=True)
class Offered:
    """One of either origin: `own_id` None stands in the playbook."""

    key: str
    label: str
    text: str
    category: str
    own_id: int | None = None


class PreparedAnswer(Record, table=True):
    """Written by who moderates; a retired one stays as a record."""

    __tablename__ = "prepared_answer"
    __table_args__ = (Index("ix_prepared_answer_programme", "programme_id", "retired"),)

    programme_id: int = Field(foreign_key="programme.id")
    label: str
    text: str
    category: str = ""
    retired: bool = False
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime

    @classmethod
    def write(cls, programme: Programme, label: str, text: str, category: str, by: Actor, session: Session) -> "PreparedAnswer":
        _require(programme, by)
        written = cls(programme_id=programme.pk, label=label.strip(), text=text.strip(), category=category, by_id=by.person_id, at=now())
        written._require_whole(programme)
        session.add(written)
        entries.record(session, "prepared_answer.written", by=by, subject=written, category=category)
        return written

    def revise(self, programme: Programme, label: str, text: str, category: str, by: Actor) -> None:
        self._require_mine(programme, by)
        before = self.label, self.text, self.category
        self.label, self.text, self.category = label.strip(), text.strip(), category
        try:
            self._require_whole(programme)
        except NotReady:
            self.label, self.text, self.category = before
            raise
        entries.record(self.session, "prepared_answer.revised", by=by, subject=self, category=category)

    def retire(self, programme: Programme, by: Actor) -> None:
        """Offered no more."""
        self._require_mine(programme, by)
        self.retired = True
        entries.record(self.session, "prepared_answer.retired", by=by, subject=self)

    @classmethod
    def current(cls, answer_id: int, seen: int, by: Actor, session: Session) -> "PreparedAnswer":
        wanted = select(cls).where(cls.id == answer_id, col(cls.programme_id).in_(by.teams), ~col(cls.retired))
        return held(cls, wanted, seen, session)

    @classmethod
    def own(cls, programme_id: int, session: Session) -> "list[PreparedAnswer]":
        return list(session.exec(select(cls).where(cls.programme_id == programme_id, ~col(cls.retired)).order_by(cls.label).limit(200)))

    def _require_mine(self, programme: Programme, by: Actor) -> None:
        if programme.pk != self.programme_id:
            raise NotAllowed(Issue("person", "may_not_moderate"))
        _require(programme, by)

    def _require_whole(self, programme: Programme) -> None:
        issues = [Issue(name, "prepared_missing") for name in LENGTHS if not getattr(self, name)]
        issues += [Issue(name, "too_long", {"limit": limit}) for name, limit in LENGTHS.items() if len(getattr(self, name)) > limit]
        if self.category and self.category not in {one.key for one in programme.rules.moderation.categories}:
            issues.append(Issue("category", "comment_category_unknown"))
        if issues:
            raise NotReady(*issues)


def offered(programme: Programme, category: str, session: Session) -> list[Offered]:
    """For a comment of this category: what was written for it first, then what fits everywhere."""
    told = [Offered(one.key, one.label, one.text, one.category) for one in programme.rules.moderation.answers]
    told += [Offered(f"own-{one.pk}", one.label, one.text, one.category, one.pk) for one in PreparedAnswer.own(programme.pk, session)]
    fitting = [one for one in told if one.category in ("", category)]
    return sorted(fitting, key=lambda one: one.category != category)


def objections(programme: Programme, by: Actor) -> Issues:
    return Issues([] if can(by, "moderate", programme) else [Issue("person", "may_not_moderate")])


def _require(programme: Programme, by: Actor) -> None:
    if issues := objections(programme, by):
        raise NotAllowed(*issues)
