"""What keeps a piece from being handed on: a practice room, an offer that stands, pictures without a consent that reaches so far."""

from typing import TYPE_CHECKING

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from models.base import now
from models.content.copying import shown_files
from models.governance.consents import Consent
from models.issues import Issue, Issues
from models.programmes import Programme

if TYPE_CHECKING:
    from models.content.contents import Content


def practises(programme: Programme) -> bool:
    """A practice programme belongs to newcomers: nothing of it leaves, and nothing is handed to it."""
    return programme.practice_of_id is not None


def content_held(content: "Content", to: Programme, session: Session) -> bool:
    """Offered there already, or taken and still in use."""
    from models.content.offers import ENDED, Offer, OfferState  # noqa: PLC0415

    copies = select(type(content).id).where(col(type(content).state).not_in(ENDED))
    mine = (Offer.content_id == content.pk, Offer.to_id == to.pk)
    taken = and_(col(Offer.state) == OfferState.TAKEN, col(Offer.copy_id).in_(copies))
    return session.exec(select(Offer.id).where(*mine, or_(col(Offer.state) == OfferState.OPEN, taken))).first() is not None


def uncovered(content: "Content", to: Programme, session: Session) -> Issues:
    """Pictures of citizens whose consent isn't on record, doesn't hold, or doesn't name the other programme (UU 27/2022)."""
    shown = [(media, said) for media, said in shown_files(content) if said.get("people") in content.rules.people.consented]
    known = Consent.known([media.sha256 for media, _ in shown], to.pk, session)
    issues = []
    for media, _ in shown:
        linked, facts = known.get(media.sha256, ()), {"file": media.name, "name": to.name}
        if not linked:
            issues.append(Issue("to", "offer_consent_missing", facts))
        elif any(one.withdrawn or one.expired(now().date()) for one in linked):
            issues.append(Issue("to", "offer_consent_over", facts))
        elif not all(one.covers for one in linked):
            issues.append(Issue("to", "offer_consent_elsewhere", facts))
    return Issues(issues)
