"""ClaimReview: the clarification in the words search engines and fact-check collections read (schema.org); no person in it."""

import json
from typing import TYPE_CHECKING, Any

from models.base import LOCAL
from models.content.publications import PublicationState, of_state
from models.public.hoaxes.states import is_hoax

if TYPE_CHECKING:
    from models.public.hoaxes.cases import HoaxCase

WORST, BEST = 1, 5
RATINGS = {"satire": 3, "misleading": 2, "imposter": 1, "fabricated": 1, "false_connection": 2, "false_context": 2, "manipulated": 1}


def is_possible(case: "HoaxCase") -> bool:
    """A hoax whose clarification is out under an address."""
    return is_hoax(case.result) and bool(_links(case))


def text(case: "HoaxCase", office_url: str) -> str:
    """JSON-LD, ready to be put into a page."""
    return json.dumps(review(case, office_url), ensure_ascii=False, indent=2)


def review(case: "HoaxCase", office_url: str) -> dict[str, Any]:
    """Who spread the claim and where isn't part of it: only the claim, the rating, the office and where the clarification stands."""
    links = _links(case)
    rules = case.programme.rules
    author = {"@type": "Organization", "name": rules.office, "url": office_url}
    label = rules.hoaxes.result(case.result)
    published = case.clarified_at or case.concluded_at or case.received_at
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": links[0] if links else office_url,
        "datePublished": published.astimezone(LOCAL).date().isoformat(),
        "inLanguage": "id",
        "claimReviewed": case.title,
        "author": author,
        "itemReviewed": {"@type": "Claim", "datePublished": case.received_at.astimezone(LOCAL).date().isoformat(), "name": case.title},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": RATINGS[case.result],
            "bestRating": BEST,
            "worstRating": WORST,
            "alternateName": f"{label}, rekayasa AI" if case.made_by_ai else label,
        },
    }


def _links(case: "HoaxCase") -> list[str]:
    if case.clarification is None:
        return []
    shown = of_state(case.clarification.publications, PublicationState.PUBLISHED).values()
    return [one.permalink for one in shown if one.permalink]
