"""The library: graphic templates, style guides, media kits of a programme, each with all its versions (S2.4)."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import ColumnElement, Index, UniqueConstraint, func, or_
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import Immutable, Record, closed_set, now
from models.content.web_addresses import is_web_address
from models.errors import NotAllowed, NotReady, WrongStage
from models.governance.readable import Readable
from models.issues import Issue, Issues
from models.people import Person
from models.programmes import Programme

entries.register("library.added", "library_item", ("kind", "number", "type"))
entries.register("library.renewed", "library_item", ("kind", "number", "type"))
entries.register("library.revised", "library_item", ("kind",))
entries.register("library.retired", "library_item", ("kind", "number"))
entries.register("library.brought_back", "library_item", ("kind", "number"))

TITLE, NOTE, CHANGE, LINK = 100, 2_000, 300, 400
PAGE = 12


class LibraryKind(StrEnum):
    """A template is filled in, a guide is kept to, a kit is handed out to the press."""

    TEMPLATE = "template"
    GUIDE = "guide"
    KIT = "kit"


class LibraryFile(Immutable, table=True):
    """One version: `sha256` is downloaded (notes stripped), `original` as it came, `preview` a small JPEG where one could be made."""

    __tablename__ = "library_file"
    __table_args__ = (UniqueConstraint("item_id", "number"),)

    item_id: int | None = Field(default=None, foreign_key="library_item.id")
    number: int = 0
    sha256: str = Field(index=True)
    original: str | None = Field(default=None, index=True)
    preview: str | None = Field(default=None, index=True)
    name: str
    type: str
    change: str = ""
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    by: Optional[Person] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation

    @classmethod
    def carrying(cls, sha256: str, actor: Actor, session: Session) -> "LibraryFile | None":
        """A file with this digest in a library the actor may read; None says no more than 'tidak ditemukan'."""
        same = or_(col(cls.sha256) == sha256, col(cls.original) == sha256, col(cls.preview) == sha256)
        found = select(cls).join(LibraryItem, col(LibraryItem.id) == cls.item_id).where(same, LibraryItem.readable_by(actor))
        return session.exec(found.options(raiseload("*")).limit(1)).first()


class LibraryItem(Readable, Record, table=True):
    """What it is for and how it is called; its newest version is the current one, older ones and retired items stay."""

    __tablename__ = "library_item"
    __table_args__ = (Index("ix_library_item_shelf", "programme_id", "retired_at", "kind"),)

    programme_id: int = Field(foreign_key="programme.id")
    kind: LibraryKind = closed_set(LibraryKind)
    title: str
    note: str = ""
    link: str = ""
    retired_at: datetime | None = None
    changed_at: datetime
    programme: Programme = Relationship()
    files: list[LibraryFile] = Relationship(sa_relationship_kwargs={"order_by": "LibraryFile.number"})

    @property
    def current_file(self) -> LibraryFile:
        return self.files[-1]

    @classmethod
    def readable_by(cls, actor: Actor) -> ColumnElement[bool]:
        """By the programme's people; in a practice room also what stands on its programme's shelf, to look at only."""
        if actor.room is None:
            return super().readable_by(actor)
        mother = select(Programme.practice_of_id).where(Programme.id == actor.room).scalar_subquery()
        return or_(super().readable_by(actor), col(cls.programme_id) == mother)

    @classmethod
    def objections_to_keeping(cls, programme: Programme, by: Actor) -> Issues:
        """Who holds the right, in person."""
        may = by.person_id is not None and can(by, "keep_library", programme)
        return Issues() if may else Issues([Issue("person", "may_not_keep_library")])

    @classmethod
    def add(
        cls, programme: Programme, kind: LibraryKind, title: str, file: LibraryFile | None, by: Actor, session: Session, *,
        note: str = "", link: str = "",
    ) -> "LibraryItem":  # fmt: skip
        """A new item with its first version; `link` leads to the working file where that lies elsewhere."""
        if issues := cls.objections_to_keeping(programme, by):
            raise NotAllowed(*issues)
        told = _told(title, note, link)
        if file is None:
            raise NotReady(Issue("file", "library_file_missing"))
        item = cls(programme=programme, kind=kind, changed_at=now(), **told)  # type: ignore[arg-type]
        item._append(file, by)
        session.add(item)
        session.flush()
        entries.record(session, "library.added", by=by, subject=item, names=[file], kind=kind, number=1, type=file.type)
        return item

    def renew(self, file: LibraryFile | None, change: str, by: Actor) -> LibraryFile:
        """The next version, with what changed; the same bytes again are none."""
        self._require_keeper(by)
        if self.retired_at is not None:
            raise WrongStage(Issue("page", "library_retired"))
        if file is None:
            raise NotReady(Issue("file", "library_file_missing"))
        if not change.strip() or len(change.strip()) > CHANGE:
            raise NotReady(Issue("change", "library_change_missing", {"limit": CHANGE}))
        if file.sha256 == self.current_file.sha256:
            raise NotReady(Issue("file", "library_same_file"))
        file.change = change.strip()
        self._append(file, by)
        self.changed_at = now()
        self.session.flush()
        entries.record(
            self.session, "library.renewed", by=by, subject=self, names=[file], kind=self.kind, number=file.number, type=file.type
        )
        return file

    def revise(self, by: Actor, *, title: str, note: str, link: str) -> None:
        """How it is called and what it is for; the files stay."""
        self._require_keeper(by)
        for key, value in _told(title, note, link).items():
            setattr(self, key, value)
        entries.record(self.session, "library.revised", by=by, subject=self, kind=self.kind)

    def retire(self, by: Actor) -> None:
        """No longer offered while drafting, still found."""
        self._require_keeper(by)
        if self.retired_at is not None:
            raise WrongStage(Issue("page", "library_retired"))
        self.retired_at = now()
        entries.record(self.session, "library.retired", by=by, subject=self, kind=self.kind, number=self.current_file.number)

    def bring_back(self, by: Actor) -> None:
        self._require_keeper(by)
        if self.retired_at is None:
            raise WrongStage(Issue("page", "library_not_retired"))
        self.retired_at = None
        entries.record(self.session, "library.brought_back", by=by, subject=self, kind=self.kind, number=self.current_file.number)

    def _append(self, file: LibraryFile, by: Actor) -> None:
        file.number, file.by_id, file.at = len(self.files) + 1, by.person_id, now()
        self.files.append(file)

    def _require_keeper(self, by: Actor) -> None:
        if issues := self.objections_to_keeping(self.programme, by):
            raise NotAllowed(*issues)

    @classmethod
    def shelf(
        cls, programme_id: int, actor: Actor, session: Session, *, words: str = "", kinds: Collection[LibraryKind] = (),
        retired: bool = False, page: int = 1, size: int = PAGE,
    ) -> "tuple[list[LibraryItem], int]":  # fmt: skip
        """One page, the last changed first, and how many there are; every word is somewhere in title, note or a file's name."""
        wanted = select(cls).where(cls.programme_id == programme_id, cls.readable_by(actor))
        wanted = wanted.where(col(cls.retired_at).is_not(None) if retired else col(cls.retired_at).is_(None))
        if kinds:
            wanted = wanted.where(col(cls.kind).in_(kinds))
        for word in words.lower().split():
            named = select(LibraryFile.item_id).where(func.lower(LibraryFile.name).contains(word, autoescape=True))
            texts = (func.lower(text).contains(word, autoescape=True) for text in (cls.title, cls.note))
            wanted = wanted.where(or_(*texts, col(cls.id).in_(named)))
        count = session.exec(select(func.count()).select_from(wanted.subquery())).one()
        rows = wanted.options(*cls.whole()).order_by(col(cls.changed_at).desc(), col(cls.id).desc())
        return list(session.exec(rows.offset((page - 1) * size).limit(size))), count

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.files).selectinload(LibraryFile.by),  # type: ignore[arg-type]
            raiseload("*"),
        )


def _told(title: str, note: str, link: str) -> dict[str, str]:
    """What was typed, tidied; NotReady with everything that is wrong with it."""
    told = {"title": title.strip(), "note": note.strip(), "link": link.strip()}
    issues = [] if told["title"] else [Issue("title", "library_title_missing")]
    limits = {"title": TITLE, "note": NOTE, "link": LINK}
    issues += [Issue(key, "too_long", {"limit": limit}) for key, limit in limits.items() if len(told[key]) > limit]
    issues += [Issue("link", "library_link_bad")] if told["link"] and not is_web_address(told["link"]) else []
    if issues:
        raise NotReady(*issues)
    return told
