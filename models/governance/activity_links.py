"""What an activity can be linked with: the newest contents that are out, the newest decisions of meetings (S-H6, A-H8)."""

from sqlmodel import Session, col, select

from models.content.contents import Content
from models.governance.minutes import Minutes, MinutesDecision

MOST = 60


def contents_to_link(programme_id: int, session: Session) -> dict[int, str]:
    """Id → title, newest first; on the index of what is out."""
    wanted = select(Content.id, Content.title).where(Content.programme_id == programme_id, col(Content.published_at).is_not(None))
    return {pk: title for pk, title in session.exec(wanted.order_by(col(Content.published_at).desc()).limit(MOST)) if pk is not None}


def decisions_to_link(programme_id: int, session: Session) -> dict[int, str]:
    """Id → text, newest meeting first."""
    wanted = select(MinutesDecision.id, MinutesDecision.text).join(Minutes, col(MinutesDecision.minutes_id) == col(Minutes.id))
    own = (Minutes.programme_id == programme_id, ~col(MinutesDecision.removed))
    rows = session.exec(wanted.where(*own).order_by(col(Minutes.held_on).desc(), col(MinutesDecision.number)).limit(MOST))
    return {pk: text for pk, text in rows if pk is not None}
