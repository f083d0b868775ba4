"""Screenshots, letters and other files of a case: who may fetch them."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import or_
from sqlmodel import Field, Relationship, Session, col, select

from models.actors import Actor
from models.base import Record, closed_set

if TYPE_CHECKING:
    from models.public.hoaxes.cases import HoaxCase


class HoaxFileRole(StrEnum):
    """What the claim looked like, where it was seen, or what proves something about it."""

    CLAIM = "claim"
    SIGHTING = "sighting"
    SOURCE = "source"


class HoaxFile(Record, table=True):
    """Like a content's media: `sha256` is shown, `original` as it came, `preview` small. A row of its own, since it may show people."""

    __tablename__ = "hoax_file"

    case_id: int = Field(foreign_key="hoax_case.id", index=True)
    role: HoaxFileRole = closed_set(HoaxFileRole)
    sha256: str = Field(index=True)
    original: str | None = Field(default=None, index=True)
    preview: str | None = Field(default=None, index=True)
    name: str
    type: str
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    case: "HoaxCase" = Relationship(back_populates="files")

    @property
    def is_picture(self) -> bool:
        return self.type.startswith("image/")

    @classmethod
    def carrying(cls, sha256: str, actor: Actor, session: Session) -> "HoaxFile | None":
        """A file with this digest in a case the actor may see; None says no more than 'tidak ditemukan'."""
        from models.public.hoaxes.cases import HoaxCase  # noqa: PLC0415  a case names its files

        same = or_(col(cls.sha256) == sha256, col(cls.original) == sha256, col(cls.preview) == sha256)
        found = select(cls).join(HoaxCase, col(HoaxCase.id) == cls.case_id).where(same, HoaxCase.visible_to(actor))
        return session.exec(found.limit(1)).first()
