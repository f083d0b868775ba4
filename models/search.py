"""Finding by words: all of them, the last one a prefix, accents folded; the same meaning on both databases."""

import re
import unicodedata
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, UniqueConstraint
from sqlmodel import Field, Session, col, select

from models.base import Row

CAP = 1000
LONGEST = 20_000
WORD = re.compile(r"[^\W_]+")
WORD_INDEX = sa.table("search_words", sa.column("rowid", sa.Integer))
IN_SQLITE = "search_words MATCH :wanted"
IN_POSTGRES = "to_tsvector('simple', search_row.words) @@ to_tsquery('simple', :wanted)"


class SearchRow(Row, table=True):
    """One row per subject. Newest first means by `id`: what is put anew comes to the front, and pages by key stay quick at any size."""

    __tablename__ = "search_row"
    __table_args__ = (UniqueConstraint("subject", "subject_id"),)

    subject: str
    subject_id: int
    programme_id: int | None = Field(default=None, index=True)
    at: datetime
    words: str

    @classmethod
    def put(cls, subject: str, subject_id: int, programme_id: int | None, at: datetime, text: str, session: Session) -> None:
        """What this subject is found by from now on; `subject` is its table's name."""
        cls.remove(subject, subject_id, session)
        words = " ".join(fold(text))[:LONGEST]
        session.add(cls(subject=subject, subject_id=subject_id, programme_id=programme_id, at=at, words=words))

    @classmethod
    def remove(cls, subject: str, subject_id: int, session: Session) -> None:
        gone = (col(cls.subject) == subject, col(cls.subject_id) == subject_id)
        session.connection().execute(sa.delete(cls).where(*gone))

    @classmethod
    def find(
        cls,
        words: str,
        scope: ColumnElement[bool],
        session: Session,
        *,
        subject: str = "content",
        before: int | None = None,
        limit: int = 20,
    ) -> list[int]:
        """Ids of matching subjects, newest first; nothing for words without a letter or digit.

        `scope` is a condition on SearchRow: an EXISTS on the subject's own access rule. `before` is the last id of the page before.
        """
        if not fold(words):
            return []
        found = cls._matching(words, session).where(cls.subject == subject, scope)
        if before is not None:
            last = select(cls.id).where(cls.subject == subject, cls.subject_id == before).scalar_subquery()
            found = found.where(cls._key(session) < last)
        return list(session.scalars(found.order_by(cls._key(session).desc()).limit(limit)))

    @classmethod
    def count(cls, words: str, scope: ColumnElement[bool], session: Session, *, subject: str = "content", cap: int = CAP) -> int:
        """How many match; `cap` + 1 stands for "more than `cap`"."""
        if not fold(words):
            return 0
        some = cls._matching(words, session).where(cls.subject == subject, scope).limit(cap + 1).subquery()
        return session.scalars(sa.select(sa.func.count()).select_from(some)).one()

    @classmethod
    def _matching(cls, words: str, session: Session) -> Any:
        *whole, last = fold(words)
        if session.get_bind().dialect.name == "sqlite":
            query = " ".join(f'"{word}"' for word in (*whole, last)) + "*"
            both = WORD_INDEX.join(cls.__table__, WORD_INDEX.c.rowid == cls.id)  # type: ignore[attr-defined,arg-type]
            return sa.select(col(cls.subject_id)).select_from(both).where(sa.text(IN_SQLITE).bindparams(wanted=query))
        query = " & ".join((*whole, f"{last}:*"))
        return sa.select(col(cls.subject_id)).where(sa.text(IN_POSTGRES).bindparams(wanted=query))

    @classmethod
    def _key(cls, session: Session) -> Any:
        """The word index of SQLite walks its own row ids backwards without sorting."""
        return WORD_INDEX.c.rowid if session.get_bind().dialect.name == "sqlite" else col(cls.id)


def fold(text: str) -> list[str]:
    """Words as they are compared: lower case, no accents, letters and digits only."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
    return WORD.findall(plain)
