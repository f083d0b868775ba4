"""Facts where they are used: put into a draft, renewed when they change, and named beside the contents that say them."""

from data.database import reading as view
from models.content.fact_uses import FactUse
from tests.cast import Cast
from tests.models.test_corrections import flood  # noqa: F401  the flood is a fixture
from tests.models.test_emergency import night  # noqa: F401
from tests.models.test_facts_and_incidents import change, level, use
from tests.pages.conftest import OpenPage
from tests.pages.test_compose import field, words
from tests.pages.test_publications import button, told
from tests.story import Story


def uses(content_id: int) -> list[int]:
    with view() as session:
        return [one.number for one in FactUse.of(content_id, session)]


def test_a_stored_value_goes_into_the_text_and_follows_the_fact(cast: Cast, open_page: OpenPage) -> None:
    """A3.3: stored once; the draft takes the value where it is wanted, and the new one by one press when it changes."""
    story = Story.simponi(cast).to("draf")
    fact = level(story)
    story.write(story.team.editor, summary="Air setinggi [fakta] di Merawang.")
    page = open_page(story.team.editor, "draf", id=story.content_id)
    page.selectbox(key=f"fact-into-{story.content_id}").set_value("summary").run()
    button(page, "fact-insert").click().run()
    assert not page.exception
    assert page.text_area(key=field(story, "summary")).value == "Air setinggi 50 cm di Merawang."
    assert uses(story.content_id) == [1]
    change(story, fact, "90")
    page.run()
    assert "sekarang 90 cm" in told(page)
    button(page, "facts-renew").click().run()
    assert not page.exception
    assert page.text_area(key=field(story, "summary")).value == "Air setinggi 90 cm di Merawang."
    assert uses(story.content_id) == [2]


def test_a_value_that_does_not_fit_is_said_and_nothing_is_linked(cast: Cast, open_page: OpenPage) -> None:
    story = Story.simponi(cast).to("draf")
    level(story)
    story.write(story.team.editor, summary="a" * 700)
    page = open_page(story.team.editor, "draf", id=story.content_id)
    page.selectbox(key=f"fact-into-{story.content_id}").set_value("summary").run()
    button(page, "fact-insert").click().run()
    assert page.error
    assert uses(story.content_id) == []


def test_what_is_out_is_linked_beside_its_text_and_owes_its_correction(flood: Story, open_page: OpenPage) -> None:  # noqa: F811
    """A3.3: which facts a content says, which contents say a fact, and the task of each."""
    fact = level(flood)
    page = open_page(flood.team.editor, "konten", id=flood.content_id)
    button(page, f"fact-link-{flood.content_id}").click().run()
    assert not page.exception
    assert "Tinggi air: **50 cm**" in told(page)
    change(flood, fact, "90")
    page.run()
    assert "sekarang 90 cm" in told(page)
    assert not [one for one in page.button if str(one.key).startswith("fact-drop-")]
    desk = open_page(flood.team.editor, "kejadian")
    assert not desk.exception
    assert "Konten yang perlu dikoreksi" in words(desk)
    assert "Konten yang memakai fakta ini" in words(desk)


def test_who_may_not_write_sees_the_facts_and_links_none(flood: Story, open_page: OpenPage) -> None:  # noqa: F811
    use(flood, level(flood))
    page = open_page(flood.cast.leader, "konten", id=flood.content_id)
    assert "Tinggi air: **50 cm**" in told(page)
    assert not [one for one in page.button if str(one.key).startswith("fact-")]
