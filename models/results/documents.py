"""Documents the public downloads through an address of ours, and how often, without knowing who (S4.1)."""

import re
import secrets
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, update
from sqlmodel import Field, Session, col, func, select

from models import entries
from models.actors import Actor
from models.base import Immutable, Record, Row, now, today
from models.content.contents import Content
from models.content.web_addresses import fault_of
from models.errors import NotFound, NotReady
from models.holding import held
from models.issues import Issue, Issues
from models.programmes import Programme
from models.results.posts import require_measurer
from models.search import SearchRow

entries.register("document.registered", "document", ("file", "link"))
entries.register("document.linked", "document", ("contents",))
entries.register("document.closed", "document")
entries.register("document.reopened", "document")

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LENGTHS = {"title": 150, "slug": 80}
PAGE, OFFERED = 20, 30
PDF = "application/pdf"


class Document(Record, table=True):
    """Either a kept file (`sha256`) or an official https address (`url`); `/unduh/<slug>` leads there and counts."""

    __table_args__ = (Index("ix_document_list", "programme_id", "id"),)

    programme_id: int = Field(foreign_key="programme.id")
    slug: str = Field(unique=True)
    title: str
    sha256: str | None = Field(default=None, index=True)
    name: str = ""
    url: str = ""
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    closed: bool = False

    @classmethod
    def register(
        cls, programme: Programme, title: str, by: Actor, session: Session, *, url: str = "", sha256: str | None = None, name: str = "",
        type: str = "",
    ) -> "Document":  # fmt: skip
        """A PDF of ours, or an address on one of the programme's official domains."""
        require_measurer(programme, by)
        title, url = title.strip(), url.strip()
        issues = [] if title else [Issue("title", "title_missing")]
        issues += [Issue("title", "too_long", {"limit": LENGTHS["title"]})] if len(title) > LENGTHS["title"] else []
        if bool(url) == bool(sha256):
            issues.append(Issue("url", "document_file_or_link"))
        elif url and fault_of(url, programme.rules.link_domains):
            issues.append(Issue("url", "document_link_unofficial", {"domains": ", ".join(programme.rules.link_domains)}))
        elif sha256 and type != PDF:
            issues.append(Issue("file", "document_not_pdf"))
        if issues:
            raise NotReady(*issues)
        row = cls(
            programme_id=programme.pk, slug=_free_slug(title, session), title=title, url=url, sha256=sha256, name=name[:120],
            by_id=by.person_id, at=now(),
        )  # fmt: skip
        session.add(row)
        session.flush()
        entries.record(session, "document.registered", by=by, subject=row, file=sha256, link=url or None)
        return row

    def link(self, programme: Programme, content_ids: list[int], by: Actor) -> None:
        """Which contents point to it: exactly these from now on."""
        self._require(programme, by)
        found = set(self.session.exec(select(Content.id).where(col(Content.id).in_(content_ids), Content.programme_id == programme.pk)))
        if found != set(content_ids):
            raise NotFound
        before = {one.content_id: one for one in self.session.exec(select(DocumentContent).where(DocumentContent.document_id == self.pk))}
        added = [DocumentContent(document_id=self.pk, content_id=one) for one in content_ids if one not in before]
        gone = [row for content_id, row in before.items() if content_id not in found]
        for row in gone:
            self.session.delete(row)
        self.session.add_all(added)
        self.session.flush()
        if added or gone:
            entries.record(self.session, "document.linked", by=by, subject=self, names=[*added, *gone], contents=sorted(found))

    @classmethod
    def contents(cls, ids: Collection[int], session: Session) -> "dict[int, dict[int, str]]":
        """Document → the contents that point to it, by id with title."""
        wanted = select(DocumentContent.document_id, Content.id, Content.title).join(Content, col(Content.id) == DocumentContent.content_id)
        wanted = wanted.where(col(DocumentContent.document_id).in_(ids)).order_by(col(Content.id))
        found: dict[int, dict[int, str]] = {}
        for document_id, content_id, title in session.exec(wanted):
            found.setdefault(document_id, {})[content_id or 0] = title
        return found

    @classmethod
    def offered(cls, programme_id: int, words: str, session: Session, size: int = OFFERED) -> dict[int, str]:
        """Contents to choose from, newest first; with `words` only those that are found by all of them, whatever case and accents."""
        wanted = select(Content.id, Content.title).where(Content.programme_id == programme_id)
        if words.strip():
            found = SearchRow.find(words, col(SearchRow.programme_id) == programme_id, session, limit=size)
            wanted = wanted.where(col(Content.id).in_(found))
        return {pk or 0: title for pk, title in session.exec(wanted.order_by(col(Content.id).desc()).limit(size))}

    def close(self, programme: Programme, by: Actor) -> None:
        """Its address answers no more; what was counted stays."""
        self._require(programme, by)
        self.closed = not self.closed
        entries.record(self.session, "document.closed" if self.closed else "document.reopened", by=by, subject=self)

    @classmethod
    def current(cls, document_id: int, seen: int | None, programme: Programme, session: Session) -> "Document":
        return held(cls, select(cls).where(cls.id == document_id, cls.programme_id == programme.pk), seen, session)

    @classmethod
    def open_at(cls, slug: str, session: Session) -> "Document | None":
        """For the public address; closed ones are as if they never were."""
        if not SLUG.fullmatch(slug) or len(slug) > LENGTHS["slug"]:
            return None
        return session.exec(select(cls).where(cls.slug == slug, ~col(cls.closed))).first()

    @classmethod
    def with_counts(
        cls, programme_ids: list[int], since: date, until: date, session: Session, *, before: int | None = None, size: int = PAGE
    ) -> "list[tuple[Document, int]]":
        """Newest first with the downloads of these days (both included), paged by key; one more than `size` says that there is more."""
        counted: Any = select(col(DownloadDay.document_id).label("document_id"), func.sum(DownloadDay.count).label("count"))
        counted = counted.where(col(DownloadDay.day).between(since, until)).group_by(col(DownloadDay.document_id))
        sums = counted.subquery()
        wanted = select(cls, func.coalesce(sums.c.count, 0)).outerjoin(sums, sums.c.document_id == cls.id)
        wanted = wanted.where(col(cls.programme_id).in_(programme_ids))
        if before is not None:
            wanted = wanted.where(col(cls.id) < before)
        return [(one, int(n)) for one, n in session.exec(wanted.order_by(col(cls.id).desc()).limit(size + 1))]

    def _require(self, programme: Programme, by: Actor) -> None:
        if programme.pk != self.programme_id:
            raise NotFound
        require_measurer(programme, by)


class DocumentContent(Row, table=True):
    """A content that points to a document."""

    __tablename__ = "document_content"
    __table_args__ = (UniqueConstraint("document_id", "content_id"),)

    document_id: int = Field(foreign_key="document.id")
    content_id: int = Field(foreign_key="content.id", index=True)


class DownloadDay(Row, table=True):
    """How often a document was fetched on a day in WIB; nothing about who fetched it."""

    __tablename__ = "download_day"
    __table_args__ = (UniqueConstraint("document_id", "day"), Index("ix_download_day_sum", "programme_id", "day"))

    document_id: int = Field(foreign_key="document.id")
    programme_id: int
    day: date
    count: int

    @classmethod
    def count_one(cls, document: Document, session: Session) -> None:
        """One more today; the very first of a day by two visitors at once raises OutOfDate for one of them: ask again."""
        own = (col(cls.document_id) == document.pk, col(cls.day) == today())
        counted = session.connection().execute(update(cls).where(*own).values(count=col(cls.count) + 1))
        if not counted.rowcount:
            session.add(cls(document_id=document.pk, programme_id=document.programme_id, day=today(), count=1))
            session.flush()


class FaceToFace(Immutable, table=True):
    """Questions asked at the counter in one week (from a Monday); corrections are further rows, the highest `number` counts (A4.1)."""

    __tablename__ = "face_to_face"
    __table_args__ = (UniqueConstraint("programme_id", "week", "number"),)

    programme_id: int = Field(foreign_key="programme.id")
    week: date
    number: int
    count: int
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime

    @classmethod
    def objections_to_counting(cls, week: date, count: int) -> Issues:
        issues = [] if week.weekday() == 0 and week <= today() else [Issue("week", "week_odd")]
        return Issues(issues + ([] if 0 <= count <= 9_999 else [Issue("count", "face_count_odd")]))

    @classmethod
    def report(cls, programme: Programme, week: date, count: int, by: Actor, session: Session) -> "FaceToFace | None":
        """The week's count, or a correction of it; None when it is as it was."""
        require_measurer(programme, by)
        if issues := cls.objections_to_counting(week, count):
            raise NotReady(*issues)
        own = select(cls).where(cls.programme_id == programme.pk, cls.week == week).order_by(col(cls.number).desc())
        before = session.exec(own).first()
        if before and before.count == count:
            return None
        row = cls(
            programme_id=programme.pk, week=week, number=before.number + 1 if before else 1, count=count, by_id=by.person_id, at=now()
        )
        session.add(row)
        session.flush()
        entries.record(session, "face_to_face.reported", by=by, subject=row, week=week.isoformat(), count=count, number=row.number)
        return row

    @classmethod
    def weeks(cls, programme_id: int, since: date, until: date, session: Session) -> dict[date, int]:
        """Newest count by Monday, for weeks that begin in these days (both included)."""
        wanted = select(col(cls.week), col(cls.count)).where(cls.programme_id == programme_id, cls.week >= since, cls.week <= until)
        return dict(session.exec(wanted.order_by(col(cls.number))).all())


entries.register("face_to_face.reported", "face_to_face", ("week", "count", "number"))


def _free_slug(title: str, session: Session) -> str:
    """Readable, and free: a number of chance behind it where the name is taken."""
    words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-") or "dokumen"
    taken = session.exec(select(Document.id).where(Document.slug == words)).first()
    return words if taken is None else f"{words}-{secrets.randbelow(9000) + 1000}"
