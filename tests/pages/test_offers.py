"""Offering at the screen: the button on a published piece, the offer at home of the other programme, the copy's origin."""

from collections.abc import Callable
from typing import Any

import pytest

from data.database import reading
from models.content.offers import Offer
from tests.cast import Cast
from tests.models.test_offers import LINKS, out, taken
from tests.pages.conftest import OpenPage
from tests.pages.test_ideas import keys, press, told
from tests.story import Story


@pytest.fixture(autouse=True)
def monday(cast: Cast, at: Callable[[str], Any]) -> None:
    at("2026-11-16 09:00")


def test_a_piece_is_offered_seen_at_home_and_taken(cast: Cast, open_page: OpenPage) -> None:
    """S4.5 (DAYS 3.1): from Konten to the other programme's Beranda; the copy says where it came from, and that it changed."""
    story = out(Story.simponi(cast), cast.simponi.admin_teknis)
    assert f"offer-{story.content_id}" not in keys(open_page(cast.simponi.desainer, "konten", id=str(story.content_id)))
    page = press(open_page(cast.simponi.koordinator, "konten", id=str(story.content_id)), f"offer-{story.content_id}")
    page = page.selectbox(key=f"offer-to-{story.content_id}").set_value(cast.asri.programme.pk).run()
    page = press(page, "offer-make")
    assert not page.error
    with reading() as session:
        offer = Offer.of_source(story.content_id, session)[0]
        offer_id = offer.pk
    assert f"offered-{offer_id}" not in keys(open_page(cast.asri.pengawas_keakuratan, ""))
    page = open_page(cast.asri.editor_teknis, "persetujuan")
    assert f"offered-{offer_id}" in keys(page)
    page = press(page, f"offered-{offer_id}")
    assert "SIMPONI" in told(page)
    page.text_input(key=f"decline-{offer_id}").set_value("")
    page = press(page, "offer-decline")
    assert "Tulis alasannya" in told(page)
    copy = taken(cast, offer_id)
    page = open_page(cast.asri.koordinator, "konten", id=str(copy.content_id))
    assert "Diambil alih dari SIMPONI" in told(page)
    story.do(cast.simponi.koordinator, lambda one, by: one.take_down(by, list(LINKS), "Jadwalnya keliru."))
    page = open_page(cast.asri.admin_platform, "konten", id=str(copy.content_id))
    assert "Konten asal" in told(page)
    assert f"changed-{offer_id}" in keys(open_page(cast.asri.admin_platform, "beranda"))
