"""What somebody has open in a programme: contents, planned pieces, claims, follow-ups, recommendations, comments, accounts, duty (S1.4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import raiseload
from sqlmodel import Session, col, select

from models.asked import once
from models.base import Row, now, today
from models.content.claims import Claim
from models.content.contents import Content
from models.content.indonesian import moment
from models.governance.accounts import ChannelAccount, Custody
from models.governance.recommendations import Recommendation, RecommendationState
from models.people import Assignment
from models.planning.items import Outcome, PlanItem
from models.planning.shifts import Shift
from models.programmes import Programme
from models.public.interactions import Interaction, InteractionState
from models.results.evaluations.follow_ups import OPEN, FollowUp

RUNNING = ("draft", "waiting", "returned", "held", "approved", "scheduled", "partly_published")


class Work(StrEnum):
    CONTENT = "content"
    PLAN = "plan"
    CLAIM = "claim"
    FOLLOW_UP = "follow_up"
    RECOMMENDATION = "recommendation"
    COMMENT = "comment"
    ACCOUNT = "account"
    SHIFT = "shift"


@dataclass(frozen=True)
class Piece:
    """One thing somebody is expected to do; `title` never holds what a citizen wrote."""

    work: Work
    row: Row
    title: str

    @property
    def subject(self) -> str:
        return str(self.row.__tablename__)


def gather(programme: Programme, person_id: int, session: Session) -> list[Piece]:
    """Everything open of one person, by kind; a handful of indexed queries that read only, so that a screen may ask too."""
    return [*_contents(programme, person_id, session), *_planned(programme, person_id, session), *_rest(programme, person_id, session)]


def able(programme: Programme, right: str | None, session: Session) -> set[int]:
    """Who may do it today by one's own role; None: whoever has any role of the programme's own team."""
    roles = programme.rules.rights[right] if right else tuple(one.key for one in programme.rules.roles if not one.unit)
    writing = right in programme.rules.governance.temporary_rights
    return once(
        session, ("able", programme.pk, right),
        lambda: {one.pk for one in Assignment.holders(programme.pk, roles, session, writing=writing)},
    )  # fmt: skip


def move(piece: Piece, receiver_id: int | None, session: Session) -> list[Row]:
    """Give it to somebody (None: back to everybody); the governed rows that were touched."""
    row = piece.row
    if isinstance(row, Claim):
        Claim.release(row.content_id, session)
        return []
    if isinstance(row, Content | PlanItem | FollowUp | Recommendation) and receiver_id is not None:
        row.owner_id = receiver_id
        return [row]
    if isinstance(row, Shift) and receiver_id is not None:
        row.person_id = receiver_id
        return [row]
    if isinstance(row, Interaction):
        row.assigned_id = receiver_id
        if row.state is not InteractionState.REFERRED:
            row.state = InteractionState.ASSIGNED if receiver_id else InteractionState.NEW
        return [row]
    if isinstance(row, Custody) and receiver_id is not None:
        row.ends_on = today()
        following = Custody(account_id=row.account_id, person_id=receiver_id, starts_on=today())
        session.add(following)
        session.flush()
        return [row, following]
    return []


def _contents(programme: Programme, person_id: int, session: Session) -> Iterator[Piece]:
    owned = select(Content).where(Content.owner_id == person_id, col(Content.state).in_(RUNNING), Content.programme_id == programme.pk)
    for one in session.exec(owned.options(raiseload("*")).order_by(col(Content.id))):
        yield Piece(Work.CONTENT, one, one.title)
    claimed = select(Claim, Content.title).join(Content, col(Content.id) == Claim.content_id)
    for claim, title in session.exec(
        claimed.where(Claim.person_id == person_id, Claim.lapses_at > now(), Content.programme_id == programme.pk)
    ):
        yield Piece(Work.CLAIM, claim, title)


def _planned(programme: Programme, person_id: int, session: Session) -> Iterator[Piece]:
    wanted = select(PlanItem).where(
        PlanItem.owner_id == person_id, PlanItem.programme_id == programme.pk, PlanItem.outcome == Outcome.OPEN,
        col(PlanItem.content_id).is_(None),
    )  # fmt: skip
    for one in session.exec(wanted.options(raiseload("*")).order_by(col(PlanItem.planned_for))):
        yield Piece(Work.PLAN, one, f"{one.title} ({moment(one.planned_for)})")


def _rest(programme: Programme, person_id: int, session: Session) -> Iterator[Piece]:
    owed = select(FollowUp).where(FollowUp.owner_id == person_id, FollowUp.programme_id == programme.pk, col(FollowUp.state).in_(OPEN))
    for follow_up in session.exec(owed.options(raiseload("*")).order_by(col(FollowUp.due_on))):
        yield Piece(Work.FOLLOW_UP, follow_up, follow_up.title)
    advised = select(Recommendation).where(
        Recommendation.owner_id == person_id, Recommendation.programme_id == programme.pk,
        col(Recommendation.state).in_((RecommendationState.PROPOSED, RecommendationState.ACCEPTED)),
    )  # fmt: skip
    for advice in session.exec(advised.options(raiseload("*")).order_by(col(Recommendation.number))):
        yield Piece(Work.RECOMMENDATION, advice, advice.title)
    taken = select(Interaction).where(
        Interaction.assigned_id == person_id, Interaction.programme_id == programme.pk, col(Interaction.closed_at).is_(None)
    )
    for comment in session.exec(taken.options(raiseload("*")).order_by(col(Interaction.id)).limit(500)):
        yield Piece(Work.COMMENT, comment, f"Nomor {comment.pk} · {comment.channel or comment.kind}")
    held = select(Custody, ChannelAccount).join(ChannelAccount, col(ChannelAccount.id) == Custody.account_id)
    mine = (
        Custody.person_id == person_id,
        col(Custody.ends_on).is_(None),
        ChannelAccount.programme_id == programme.pk,
        ChannelAccount.active,
    )
    labels = {one.key: one.label for one in programme.rules.channels}
    for custody, account in session.exec(held.where(*mine).options(raiseload("*")).order_by(col(ChannelAccount.id))):
        yield Piece(Work.ACCOUNT, custody, f"{labels.get(account.channel, account.channel)} · {account.handle}")
    duty = select(Shift).where(Shift.person_id == person_id, Shift.ends_at > now(), Shift.programme_id == programme.pk, ~col(Shift.removed))
    for shift in session.exec(duty.options(raiseload("*")).order_by(col(Shift.starts_at)).limit(100)):
        yield Piece(Work.SHIFT, shift, f"Piket {moment(shift.starts_at)}")
