"""Sources a verdict rests on: links, files, and what an office answered."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlmodel import Field, Relationship

from models import entries
from models.actors import Actor
from models.base import Record, Row, closed_set, now
from models.entries import canonical
from models.errors import NotFound, NotReady
from models.issues import Issue
from models.notes import commitment
from models.public.hoaxes.checks import HoaxCheck
from models.public.hoaxes.files import HoaxFileRole

if TYPE_CHECKING:
    from models.content.media import Media
    from models.public.hoaxes.cases import HoaxCase

entries.register("hoax.source_added", "hoax_case", ("source", "kind", "file", "attempt", "voided"))
entries.register("hoax.source_dropped", "hoax_case", ("source", "attempt", "voided"))

LENGTHS = {"label": 200, "link": 500}


class SourceKind(StrEnum):
    LINK = "link"
    FILE = "file"
    STATEMENT = "statement"


class HoaxSource(Record, table=True):
    """`label` says what it is; a dropped one stays as a record."""

    __tablename__ = "hoax_source"

    case_id: int = Field(foreign_key="hoax_case.id", index=True)
    kind: SourceKind = closed_set(SourceKind)
    label: str
    link: str = ""
    file_id: int | None = Field(default=None, foreign_key="hoax_file.id")
    check_id: int | None = Field(default=None, foreign_key="hoax_check.id")
    dropped: bool = False
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    case: "HoaxCase" = Relationship(back_populates="sources")


class Sourcing:
    """Verbs about what proves it, and the hash of what a verdict is taken on."""

    def add_source(self: "HoaxCase", by: Actor, label: str, *, link: str = "", file: "Media | None" = None) -> HoaxSource:
        """A link or a file, and what it is; verdicts taken without it are void."""
        self.require_editing(by)
        told = {"label": label.strip(), "link": link.strip()}
        issues = [Issue(key, "too_long", {"limit": limit}) for key, limit in LENGTHS.items() if len(told[key]) > limit]
        issues += [] if told["label"] else [Issue("label", "hoax_source_label_missing")]
        issues += [] if told["link"] or file is not None else [Issue("link", "hoax_source_missing")]
        if told["link"] and not told["link"].startswith(("https://", "http://")):
            issues.append(Issue("link", "hoax_link_odd"))
        if issues:
            raise NotReady(*issues)
        source, names = self._source(by, SourceKind.FILE if file is not None else SourceKind.LINK, told["label"], told["link"], file)
        voided = self.void_if_covered()
        self.session.flush()
        self.log("hoax.source_added", by, names, source=source, kind=source.kind, file=source.file_id, attempt=self.attempt, voided=voided)
        return source

    def drop_source(self: "HoaxCase", by: Actor, source_id: int) -> None:
        self.require_editing(by)
        source = next((one for one in self.sources if one.id == source_id and not one.dropped), None)
        if source is None:
            raise NotFound
        source.dropped = True
        voided = self.void_if_covered()
        self.session.flush()
        self.log("hoax.source_dropped", by, [source], source=source, attempt=self.attempt, voided=voided)

    def source_of_statement(self: "HoaxCase", by: Actor, check: HoaxCheck, file: "Media | None") -> list[Row]:
        """The rows made: the source first."""
        source, names = self._source(by, SourceKind.STATEMENT, check.asked_of, "", file, check)
        return [source, *(one for one in names if one is not source)]

    @property
    def kept_sources(self: "HoaxCase") -> list[HoaxSource]:
        return [one for one in self.sources if not one.dropped]

    def covered(self: "HoaxCase") -> str:
        """Salted hash over the claim (its commitment, link and pictures) and the sources: what a verdict is taken on."""
        answers = {one.id: one.note.commitment if one.note else "" for one in self.checks}
        digests = {one.id: one.sha256 for one in self.files}
        sources = [[one.kind, one.label, one.link, digests.get(one.file_id), answers.get(one.check_id)] for one in self.kept_sources]
        pictures = [one.sha256 for one in self.files if one.role is HoaxFileRole.CLAIM]
        return commitment(
            canonical({"title": self.title, "claim": self.claim.commitment, "link": self.link, "pictures": pictures, "sources": sources}),
            self.salt,
        )

    def _source(
        self: "HoaxCase", by: Actor, kind: SourceKind, label: str, link: str, file: "Media | None", check: HoaxCheck | None = None
    ) -> tuple[HoaxSource, list[Row]]:
        kept = self._keep(file, HoaxFileRole.SOURCE, by) if file is not None else None
        source = HoaxSource(
            kind=kind, label=label, link=link, file_id=kept.pk if kept else None, check_id=check.pk if check else None,
            by_id=by.person_id, at=now(),
        )  # fmt: skip
        self.sources.append(source)
        self.begin_checking()
        self.session.flush()
        return source, [source, *([kept] if kept else [])]
