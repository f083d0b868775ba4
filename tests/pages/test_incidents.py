"""/kejadian and the corrections at the screen, phone-wide or not: one press begins, every old one leads to the new one."""

from data.database import reading as view
from models.content.corrections import Correction
from models.content.incident_links import Subject
from pages.documents import incident_sheet
from tests.cast import Cast
from tests.models.test_corrections import approve, correct, flood, publish  # noqa: F401  the flood is a fixture
from tests.models.test_emergency import night  # noqa: F401
from tests.models.test_facts_and_incidents import add, begin
from tests.pages.conftest import OpenPage
from tests.pages.test_publications import button, told
from tests.story import Story


def test_a_correction_begins_from_the_content_and_opens_as_a_draft(flood: Story, open_page: OpenPage) -> None:  # noqa: F811
    """A3.3: one action."""
    page = open_page(flood.team.editor, "konten", id=flood.content_id)
    button(page, f"detail-ralat-{flood.content_id}").click().run()
    page.text_area(key=f"correction-reason-{flood.content_id}").set_value("Nama jalan keliru").run()
    button(page, "correction-begin").click().run()
    assert not page.exception
    with view() as session:
        assert Correction.standing(flood.content_id, session) is not None


def test_a_replaced_content_leads_to_the_newest(flood: Story, open_page: OpenPage) -> None:  # noqa: F811
    new = publish(approve(correct(flood)))
    page = open_page(flood.team.editor, "konten", id=flood.content_id)
    assert not page.exception
    assert "Sudah diganti" in told(page)
    assert "Pemutakhiran: Jembatan Baturusa ditutup" in told(page)
    newer = open_page(flood.team.editor, "konten", id=new.content_id)
    assert "Air naik lagi." in told(newer)


def test_who_may_not_correct_has_no_button(flood: Story, open_page: OpenPage) -> None:  # noqa: F811
    page = open_page(flood.team.desainer, "konten", id=flood.content_id)
    assert not [one for one in page.button if str(one.key).startswith("detail-")]


def test_an_event_is_opened_and_told(flood: Story, open_page: OpenPage) -> None:  # noqa: F811
    page = open_page(flood.team.editor, "kejadian")
    assert not page.exception
    assert "Tidak ada kejadian yang berlangsung" in told(page)
    incident = begin(flood)
    add(flood, incident, Subject.CONTENT, flood.content_id)
    page = open_page(flood.team.editor, "kejadian", id=incident)
    assert not page.exception
    assert "Banjir Merawang" in told(page)
    assert page.metric[0].value in ("29 menit", "30 menit")


def test_a_stranger_finds_no_event(flood: Story, cast: Cast, open_page: OpenPage) -> None:  # noqa: F811
    incident = begin(flood)
    page = open_page(cast.asri.editor_teknis, "kejadian", id=incident)
    assert "Banjir Merawang" not in told(page)


def test_the_timeline_prints(flood: Story) -> None:  # noqa: F811
    incident = begin(flood)
    add(flood, incident, Subject.CONTENT, flood.content_id)
    with view() as session:
        actor = flood.cast.acting(flood.team.editor, session)
        assert incident_sheet.printed(session, incident, actor).startswith(b"%PDF")
