"""Files of a content: what was uploaded, what is shown, who may fetch it."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, or_
from sqlmodel import Field, Relationship, Session, select

from models.actors import Actor
from models.base import Immutable, closed_set
from models.content.drafts import MediaFacts, MediaKind

if TYPE_CHECKING:
    from models.content.contents import Content


class MediaRole(StrEnum):
    """A file of the content itself, a proof that it was published, or the letter behind a decision."""

    FILE = "file"
    PROOF = "proof"
    LETTER = "letter"


class Media(Immutable, table=True):
    """`sha256` is what is published (metadata stripped, HEIC converted); `original` as it came; `preview` small and for screens."""

    content_id: int = Field(foreign_key="content.id", index=True)
    role: MediaRole = closed_set(MediaRole)
    sha256: str = Field(index=True)
    original: str | None = Field(default=None, index=True)
    preview: str | None = Field(default=None, index=True)
    name: str
    type: str
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    found: dict[str, Any] = Field(sa_type=JSON)
    content: "Content" = Relationship(back_populates="media")

    @property
    def facts(self) -> MediaFacts:
        """What the file itself said when it was examined."""
        return MediaFacts(**{**self.found, "kind": MediaKind(self.found["kind"]), "faults": tuple(self.found.get("faults", ()))})

    def again(self) -> "Media":
        """The same file for another content: the same bytes and whoever brought them, so that the rule about one's own work holds on."""
        return Media(  # type: ignore[call-arg]  # whose it is, the content that takes it says
            role=self.role, sha256=self.sha256, original=self.original, preview=self.preview, name=self.name, type=self.type,
            by_id=self.by_id, at=self.at, found=dict(self.found),
        )  # fmt: skip

    @classmethod
    def carrying(cls, sha256: str, actor: Actor, session: Session) -> "Media | None":
        """A file with this digest in a content the actor may see; None says no more than 'tidak ditemukan'."""
        from models.content.contents import Content  # noqa: PLC0415  a content names its media

        same = or_(cls.sha256 == sha256, cls.original == sha256, cls.preview == sha256)  # type: ignore[arg-type]
        found = select(cls).join(Content).where(same, Content.visible_to(actor))
        return session.exec(found.limit(1)).first()
