"""How many people a clarification reached: as platforms measured it, and by hand only where they did not (S3.3)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from models.results.rollups import PostLatest


@dataclass(frozen=True)
class Reached:
    """`people` by the figures of day `on`; `measured`: imported, else read off by hand."""

    people: int
    on: date
    measured: bool


def measured(content_id: int | None, session: Session) -> dict[str, Reached]:
    """Channel → reach of this content's posts there, from imported figures; none where nothing was imported."""
    if content_id is None:
        return {}
    wanted = (
        select(PostLatest.channel, func.sum(PostLatest.reach), func.max(PostLatest.seen_on))
        .where(PostLatest.content_id == content_id, col(PostLatest.reach).is_not(None))
        .group_by(PostLatest.channel)
    )
    return {channel: Reached(int(people or 0), on, measured=True) for channel, people, on in session.exec(wanted)}
