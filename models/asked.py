"""What a view was told already: a reading stands still, so the same question needs no second statement."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from sqlmodel import Session

STANDS_STILL = "stands_still"  # in the info of a session that only reads
TOLD = "told"

Answer = TypeVar("Answer")


def once(session: Session, question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer, asked for the first time or kept from the same view; a session that changes things asks each time."""
    if not session.info.get(STANDS_STILL):
        return ask()
    view, told = session.info.get(TOLD, (None, {}))
    if view is None or view is not session.get_transaction():
        told = {}
    if question not in told:
        told[question] = ask()
        session.info[TOLD] = (session.get_transaction(), told)
    return told[question]  # type: ignore[no-any-return]
