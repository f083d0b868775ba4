"""The idea bank: what could be said, who asked for it, and what became of it (S-H1, A-H1)."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from functools import reduce
from operator import add
from typing import Any, Optional

from sqlalchemy import ColumnElement, Index, case
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, func, select

from models import entries, places
from models.actors import READ_ONLY, Actor, can
from models.base import Record, closed_set, now
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.holding import held
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Person
from models.programmes import Programme

entries.register("idea.suggested", "idea", ("source",))
entries.register("idea.revised", "idea", ("fields",))
entries.register("idea.set_aside", "idea", ("note",))
entries.register("idea.taken_back", "idea")

LENGTHS = {"title": 120, "about": 2_000, "source_note": 200}
PAGE = 20
CALENDAR = "hazard_calendar"  # the source of what the calendar itself asks for
SEARCHED = 500  # newest ideas a title is compared with
WORD = re.compile(r"\w{4,}")


class IdeaState(StrEnum):
    """`planned`: it has become a planned piece."""

    OPEN = "open"
    PLANNED = "planned"
    SET_ASIDE = "set_aside"


class Idea(Record, table=True):
    """`source` is a key of the playbook's `idea_sources`; `source_note` says which office, letter, comment or direction."""

    __table_args__ = (Index("ix_idea_bank", "programme_id", "state", "id"),)

    programme_id: int = Field(foreign_key="programme.id")
    title: str
    about: str = ""
    source: str
    source_note: str = ""
    kind: str = ""
    place: str = ""
    state: IdeaState = closed_set(IdeaState)
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    note_id: int | None = Field(default=None, foreign_key="note.id")
    by: Optional[Person] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    note: Optional[Note] = Relationship()  # noqa: UP045

    @classmethod
    def suggest(
        cls, programme: Programme, title: str, source: str, by: Actor, session: Session, *,
        about: str = "", source_note: str = "", kind: str = "", place: str = "",
    ) -> "Idea":  # fmt: skip
        """Anybody of the team may suggest; the source must be named."""
        require_member(programme, by)
        idea = cls(
            programme_id=programme.pk, title=title.strip(), about=about.strip(), source=source, source_note=source_note.strip(),
            kind=kind, place=place, state=IdeaState.OPEN, by_id=by.person_id, at=now(),
        )  # fmt: skip
        if issues := idea._shortcomings(programme):
            raise NotReady(*issues)
        session.add(idea)
        entries.record(session, "idea.suggested", by=by, subject=idea, source=source)
        return idea

    def objections_to_changing(self, programme: Programme, by: Actor) -> Issues:
        """One's own, or any with the right to plan; not once it is planned."""
        if self.state is IdeaState.PLANNED:
            return Issues([Issue("page", "idea_planned")])
        mine = by.person_id is not None and by.person_id == self.by_id
        return Issues([] if mine or can(by, "plan", programme) else [Issue("person", "may_not_plan")])

    def revise(self, programme: Programme, by: Actor, changes: Mapping[str, str]) -> None:
        self._require_changeable(programme, by)
        known = {"title", "about", "source", "source_note", "kind", "place"}
        changed = sorted(key for key, value in changes.items() if key in known and getattr(self, key) != value.strip())
        before: dict[str, Any] = {key: getattr(self, key) for key in changed}
        for key in changed:
            setattr(self, key, changes[key].strip())
        if issues := self._shortcomings(programme):
            for key, value in before.items():
                setattr(self, key, value)
            raise NotReady(*issues)
        if changed:
            entries.record(self.session, "idea.revised", by=by, subject=self, fields=changed)

    def set_aside(self, programme: Programme, by: Actor, reason: str) -> None:
        """Not now, and why; it can be taken back."""
        self._require_changeable(programme, by)
        if self.state is not IdeaState.OPEN:
            raise WrongStage(Issue("page", "idea_not_open"))
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        self.state, self.note = IdeaState.SET_ASIDE, Note.of(reason)
        self.session.flush()
        entries.record(self.session, "idea.set_aside", by=by, subject=self, names=[self.note], note=self.note.commitment)

    def take_back(self, programme: Programme, by: Actor) -> None:
        self._require_changeable(programme, by)
        if self.state is IdeaState.OPEN:
            return
        self.state = IdeaState.OPEN
        entries.record(self.session, "idea.taken_back", by=by, subject=self)

    @classmethod
    def current(cls, idea_id: int, seen: int | None, programme_ids: Collection[int], session: Session) -> "Idea":
        """The locked row inside a transaction; NotFound outside one's programmes, OutOfDate unless it is as the screen saw it."""
        wanted = select(cls).where(cls.id == idea_id, col(cls.programme_id).in_(programme_ids)).options(*cls.whole())
        return held(cls, wanted, seen, session)

    @classmethod
    def find(cls, idea_id: int, programme_ids: Collection[int], session: Session) -> "Idea":
        """One idea with who suggested it; NotFound also where it isn't this person's to see."""
        found = session.exec(select(cls).where(cls.id == idea_id, col(cls.programme_id).in_(programme_ids)).options(*cls.whole())).first()
        if found is None:
            raise NotFound
        return found

    @classmethod
    def bank(
        cls, programme_ids: list[int], state: IdeaState, session: Session, *, source: str = "", before: int | None = None, size: int = PAGE
    ) -> list["Idea"]:
        """Newest first, paged by key (`before`: the last id of the page before); one more than `size` says that there is more."""
        wanted = select(cls).where(col(cls.programme_id).in_(programme_ids), cls.state == state)
        if source:
            wanted = wanted.where(cls.source == source)
        if before is not None:
            wanted = wanted.where(col(cls.id) < before)
        return list(session.exec(wanted.options(*cls.whole()).order_by(col(cls.id).desc()).limit(size + 1)))

    @classmethod
    def count(cls, programme_ids: list[int], state: IdeaState, session: Session) -> int:
        wanted = select(func.count()).select_from(cls).where(col(cls.programme_id).in_(programme_ids), cls.state == state)
        return session.exec(wanted).one()

    @classmethod
    def alike(cls, programme_id: int, title: str, session: Session, *, but: int | None = None, size: int = 3) -> list["Idea"]:
        """Among the newest, those that share most words with a title: half of them at least; none for a title without longer words."""
        words = list(dict.fromkeys(WORD.findall(title.lower())))[:6]
        if not words:
            return []
        newest = select(cls.id).where(cls.programme_id == programme_id, cls.id != but).order_by(col(cls.id).desc()).limit(SEARCHED)
        shared: ColumnElement[int] = reduce(
            add, (case((func.lower(cls.title).contains(word, autoescape=True), 1), else_=0) for word in words)
        )
        wanted = select(cls).where(col(cls.id).in_(newest.subquery().select()), shared >= (len(words) + 1) // 2)
        return list(session.exec(wanted.options(raiseload("*")).order_by(shared.desc(), col(cls.id).desc()).limit(size)))

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return selectinload(cls.by), selectinload(cls.note), raiseload("*")  # type: ignore[arg-type]

    def _require_changeable(self, programme: Programme, by: Actor) -> None:
        if programme.pk != self.programme_id:
            raise NotFound
        if issues := self.objections_to_changing(programme, by):
            raise (NotAllowed if issues.about("person") else NotReady)(*issues)

    def _shortcomings(self, programme: Programme) -> Issues:
        rules, issues = programme.rules, []
        if not self.title:
            issues.append(Issue("title", "title_missing"))
        issues += [Issue(key, "too_long", {"limit": limit}) for key, limit in LENGTHS.items() if len(getattr(self, key)) > limit]
        if self.source not in {one.key for one in rules.idea_sources}:
            issues.append(Issue("source", "idea_source_missing"))
        if self.kind and self.kind not in {one.key for one in rules.types}:
            issues.append(Issue("kind", "kind_unknown"))
        if self.place and self.place not in places.known():
            issues.append(Issue("place", "place_unknown"))
        return Issues(issues)


def require_member(programme: Programme, by: Actor) -> None:
    """Somebody of the programme's own team, not who may only look."""
    team = (hat for hat in by.hats if hat.programme_id == programme.pk and hat.unit_id is None)
    if all(hat.role in READ_ONLY for hat in team):
        raise NotAllowed(Issue("person", "not_in_team"))
