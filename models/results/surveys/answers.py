"""One sheet of answers from the public: checked, masked, bounded, and kept without anything that says whose it is (S4.2)."""

import hashlib
import re
import secrets
from collections.abc import Mapping
from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, Session, col, func, select

from models import entries
from models.base import Row
from models.content import personal_numbers
from models.issues import Issue, Issues
from models.results.surveys.questions import LONGEST_TEXT, Question, QuestionKind

UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
TEXTS = 20


class SurveySheet(Row, table=True):
    """`nonce` of the form it came on; `digest`: SHA-256 over salt and answers, which a closing commits to; no hour, no address."""

    __tablename__ = "survey_sheet"
    __table_args__ = (UniqueConstraint("round_id", "nonce"), Index("ix_survey_sheet_count", "round_id", "edition_id", "score"))

    round_id: int = Field(foreign_key="survey_round.id")
    edition_id: int = Field(foreign_key="survey_edition.id")
    nonce: str
    day: date
    score: int = 0
    salt: str
    digest: str

    @classmethod
    def of(cls, round_id: int, edition_id: int, nonce: str, day: date, score: int, answers: Mapping[str, str]) -> "SurveySheet":
        salt = secrets.token_hex(16)
        return cls(round_id=round_id, edition_id=edition_id, nonce=nonce, day=day, score=score, salt=salt, digest=commitment(answers, salt))

    @classmethod
    def digests(cls, round_id: int, session: Session) -> list[str]:
        """Sorted, so that they don't say in which order people came."""
        return list(session.exec(select(cls.digest).where(cls.round_id == round_id).order_by(col(cls.digest))))

    @classmethod
    def count(cls, round_id: int, session: Session) -> int:
        return session.exec(select(func.count()).select_from(cls).where(cls.round_id == round_id)).one()


class SurveyReply(Row, table=True):
    """One question answered: an option's key in `value`, or words in `text` (then `value` is '')."""

    __tablename__ = "survey_reply"
    __table_args__ = (
        Index("ix_survey_reply_count", "round_id", "edition_id", "question", "value", "score"),
        Index("ix_survey_reply_sheet", "sheet_id"),
    )

    sheet_id: int = Field(foreign_key="survey_sheet.id")
    round_id: int
    edition_id: int
    question: str
    value: str = ""
    score: int = 0
    text: str | None = None
    erased: bool = False

    @classmethod
    def texts(cls, round_id: int, edition_id: int, question: str, session: Session, *, before: int | None = None) -> "list[SurveyReply]":
        """Words given to one question, newest first, paged by key; one more than `TEXTS` says that there is more."""
        wanted = select(cls).where(cls.round_id == round_id, cls.edition_id == edition_id, cls.question == question, cls.value == "")
        if before is not None:
            wanted = wanted.where(col(cls.id) < before)
        return list(session.exec(wanted.order_by(col(cls.id).desc()).limit(TEXTS + 1)))


def faults(questions: tuple[Question, ...], given: Mapping[str, str]) -> Issues:
    """Every question that wants another answer."""
    found = []
    for one in questions:
        value = clean(given.get(one.key, ""))
        if one.kind is QuestionKind.TEXT:
            if len(value) > LONGEST_TEXT:
                found.append(Issue(f"question:{one.key}", "survey_text_long", {"limit": LONGEST_TEXT}))
        elif value and value not in one.keys:
            found.append(Issue(f"question:{one.key}", "survey_answer_unknown"))
        if one.required and not value:
            found.append(Issue(f"question:{one.key}", "survey_answer_missing"))
    return Issues(found)


def tidy(questions: tuple[Question, ...], given: Mapping[str, str]) -> dict[str, str]:
    """Answers to these questions alone, by key; words without the numbers and addresses that belong to a person."""
    found = {one.key: clean(given.get(one.key, "")) for one in questions}
    words = {one.key for one in questions if one.kind is QuestionKind.TEXT}
    return {key: masked(value) if key in words else value for key, value in found.items() if value}


def clean(text: str) -> str:
    """Without what can't be seen; line ends as one."""
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def masked(text: str) -> str:
    """NIK, telephone numbers and e-mail addresses made unreadable before anything is kept."""
    for one in reversed(personal_numbers.find(text)):
        text = f"{text[: one.start]}{one.masked}{text[one.end :]}"
    return MAIL.sub("…@…", text)


def commitment(answers: Mapping[str, str], salt: str) -> str:
    """SHA-256 over the salt and the answers in canonical JSON, hexadecimal."""
    return hashlib.sha256(f"{salt}{entries.canonical(answers)}".encode()).hexdigest()
