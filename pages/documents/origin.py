"""Where a content came from, as its papers say it: the piece of another programme that it took over (S4.5)."""

from data.wording import say
from models.content.contents import Content
from models.content.indonesian import moment
from models.content.offers import Offer
from pages.documents import dated


def of(content: Content) -> str:
    """Programme, office of that day, number, revision and hash; '' for what began here."""
    offer = Offer.of_copy(content.pk, content.session)
    if offer is None:
        return ""
    office = dated.office_name(offer.source, offer.at, content.session)
    return say(
        "offers.origin_printed", programme=offer.source.name, office=office, content=offer.content_id, revision=offer.revision,
        digest=offer.digest, at=moment(offer.answered_at or offer.at),
    )  # fmt: skip
