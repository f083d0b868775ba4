"""Who hears of an offered piece: those who would take it, and those who took it when its source changes."""

from typing import TYPE_CHECKING

from sqlmodel import Session

from models import entries
from models.actors import Actor
from models.base import now
from models.people import Assignment
from models.programmes import Programme

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.source_changed", "content", ("source", "content", "change", "told"))


def takers(to: Programme, session: Session) -> list[int]:
    """Who would take it over there."""
    first = to.rules.lane(to.rules.offers.lane).first
    return sorted(one.pk for one in Assignment.holders(to.pk, first.by, session, writing=True))


def tell_takers(source: "Content", change: str, by: Actor) -> None:
    """Called by the verb that replaced or took down a piece: open offers lapse, and who took it hears of it and has a task."""
    from models.content.offers import Offer, OfferState, SourceChange  # noqa: PLC0415

    for offer in Offer.of_source(source.pk, source.session):
        if offer.state is OfferState.OPEN:
            offer.lapse(by)
        if offer.state is not OfferState.TAKEN or offer.copy_id is None or offer.changed == change:
            continue
        copy = source.session.get(type(source), offer.copy_id)
        assert copy is not None
        offer.changed, offer.changed_at = SourceChange(change), now()
        offer.settled_at, offer.settled_by_id = None, None
        told = {copy.owner_id, *(one.pk for one in Assignment.holders(offer.to_id, offer.target.rules.rights["correct"], source.session))}
        copy.log(
            "content.source_changed", by, [offer], source=offer.source.name, content=source.pk, change=change,
            told=sorted(one for one in told if one is not None),
        )  # fmt: skip
