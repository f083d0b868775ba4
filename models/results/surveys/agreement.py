"""Whether the answers are still those a closing committed to: counted anew from every sheet, one round after the other (S4.2, A4.2)."""

import hashlib
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import select as rows_of
from sqlmodel import Session, col, select

from models.results.surveys.answers import SurveyReply, SurveySheet, commitment
from models.results.surveys.closing import SurveyClosing
from models.results.surveys.counting import editions, tally

STEP = 2_000  # rows held at once


def disagreements(session: Session) -> list[int]:
    """Ids of closed rounds whose sheets, answers or counts aren't what their closing says; none is how it should be.

    A sheet of which words were erased can't be told from its answers any more: its own hash, which the closing covers, is taken.
    """
    return [one.round_id for one in session.exec(select(SurveyClosing).order_by(col(SurveyClosing.id))).all() if not _stands(one, session)]


def _stands(closing: SurveyClosing, session: Session) -> bool:
    found = sorted(_digests(closing.round_id, session))
    if (len(found), hashlib.sha256("".join(found).encode()).hexdigest()) != (closing.answers, closing.digest):
        return False
    told = {str(one): tally(closing.round_id, one, session).told for one in editions(closing.round_id, session)}
    return _plain(told) == _plain(closing.told)


def _digests(round_id: int, session: Session) -> Iterator[str]:
    """The hash of each sheet, made from its answers as they stand now."""
    sheet, reply = SurveySheet, SurveyReply
    wanted: Any = (
        rows_of(
            col(sheet.id), col(sheet.salt), col(sheet.digest), col(reply.question), col(reply.value), col(reply.text), col(reply.erased)
        )
        .outerjoin_from(sheet, reply, col(reply.sheet_id) == col(sheet.id))
        .where(col(sheet.round_id) == round_id)
        .order_by(col(sheet.id))
        .execution_options(yield_per=STEP)
    )
    for (_, salt, digest), rows in groupby(session.connection().execute(wanted), key=lambda row: tuple(row[:3])):
        replies = [row for row in rows if row[3] is not None]
        if any(row[6] for row in replies):
            yield digest
        else:
            yield commitment({question: value or text for _, _, _, question, value, text, _ in replies}, salt)


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    """JSON keeps lists where the count has tuples."""
    return {key: {"n": one["n"], **{part: [list(row) for row in one[part]] for part in ("cells", "scores")}} for key, one in told.items()}
