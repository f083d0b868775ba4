"""Immutable states of a content, and the hash of what a stage covers."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ColumnElement, Index, UniqueConstraint, or_
from sqlmodel import Field, Relationship, Session, col, select

from models.base import Immutable
from models.content.drafts import DraftFile, Purpose
from models.content.media import Media
from models.entries import canonical
from models.playbooks import ALTS, FILES

if TYPE_CHECKING:
    from models.content.contents import Content
MATERIAL = "material"


class Revision(Immutable, table=True):
    """`fields` by field key; `files` in order: media_id, purpose, alt, people.

    A contact is named by its id: what is printed of it never changes. `plan`: typed at a planning stage, which makes nobody an author.
    `also_by`: authors of the content whose text this one took over, as `,3,7,`; they don't decide on it either.
    """

    __table_args__ = (UniqueConstraint("content_id", "number"), Index("ix_revision_author", "content_id", "by_id"))

    content_id: int = Field(foreign_key="content.id", index=True)
    number: int
    stage: str
    plan: bool = False
    by_id: int | None = Field(default=None, foreign_key="person.id")
    also_by: str = Field(default="", sa_column_kwargs={"server_default": ""})
    at: datetime
    fields: dict[str, Any] = Field(sa_type=JSON)
    files: list[dict[str, Any]] = Field(sa_type=JSON)
    content: "Content" = Relationship(back_populates="revisions", sa_relationship_kwargs={"foreign_keys": "Revision.content_id"})

    def draft_files(self, media: Iterable[Media]) -> tuple[DraftFile, ...]:
        """The files of this revision with their facts, in order; `media` are the content's."""
        by_id = {one.id: one for one in media}
        return tuple(
            DraftFile(
                media_id=one["media_id"], name=by_id[one["media_id"]].name, sha256=by_id[one["media_id"]].sha256,
                facts=by_id[one["media_id"]].facts, purpose=Purpose(one.get("purpose", "visual")),
                alt=one.get("alt", ""), people=one.get("people", ""),
            )
            for one in self.files
        )  # fmt: skip

    @property
    def authors(self) -> frozenset[int]:
        """Whose words these are; a plan's nobody's."""
        also = {int(one) for one in self.also_by.split(",") if one}
        return frozenset() if self.plan else frozenset(also | ({self.by_id} if self.by_id is not None else set()))

    @classmethod
    def written_by(cls, person_id: int | None) -> ColumnElement[bool]:
        """The same as SQL."""
        return or_(col(cls.by_id) == person_id, col(cls.also_by).contains(f",{person_id},"))

    def part(self, word: str, digests: dict[int, str]) -> Any:
        """The value behind a coverage word: a field, `files` (published pictures and films), `alts` (what accompanies them), `material`."""
        if word == FILES:
            return [digests[one["media_id"]] for one in self._listed(Purpose.VISUAL)]
        if word == ALTS:
            said = [[digests[one["media_id"]], one.get("alt", ""), one.get("people", "")] for one in self._listed(Purpose.VISUAL)]
            return [said, [digests[one["media_id"]] for one in self._listed(Purpose.SUBTITLES)]]
        if word == MATERIAL:
            return [digests[one["media_id"]] for one in self._listed(Purpose.MATERIAL)]
        return self.fields.get(word)

    def _listed(self, purpose: Purpose) -> list[dict[str, Any]]:
        return [one for one in self.files if one.get("purpose", Purpose.VISUAL) == purpose]

    @classmethod
    def of(cls, content_id: int, session: Session) -> list["Revision"]:
        """All revisions, newest first."""
        return list(session.exec(select(cls).where(cls.content_id == content_id).order_by(col(cls.number).desc())))

    @classmethod
    def numbered(cls, content_id: int, number: int, session: Session) -> "Revision | None":
        return session.exec(select(cls).where(cls.content_id == content_id, cls.number == number)).first()


def coverage(words: Iterable[str], revision: Revision, digests: dict[int, str], salt: str) -> str:
    """SHA-256 over salt and the covered parts, in a fixed order; the same wherever it is computed, outside the app too."""
    parts = {word: revision.part(word, digests) for word in sorted(set(words))}
    return hashlib.sha256(f"{salt}{canonical(parts)}".encode()).hexdigest()
