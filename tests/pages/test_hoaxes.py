"""/hoaks at the screen: recorded, called, concluded by two, clarified; the contacts one click away, nothing of others to be seen."""

from typing import Any

import pytest

from data.database import reading as view
from data.database import transaction
from models.actors import SYSTEM
from models.governance.contact_kinds import ContactKind, ContactUse
from models.governance.contacts import Contact
from models.programmes import Programme
from models.public.hoaxes.states import HoaxState
from pages.documents import hoax_case
from tests.cast import Cast
from tests.pages.conftest import OpenPage
from tests.rumours import Rumour


@pytest.fixture(autouse=True)
def morning(cast: Cast, at: Any) -> None:
    at("2026-11-16 09:10")


def told(page: Any) -> str:
    """Everything the page says, in one text, without the escapes of Markdown."""
    kinds = ("title", "subheader", "markdown", "caption", "text", "error", "info", "warning")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(page, kind)).replace("\\", "")


def press(page: Any, key: str) -> Any:
    return next(one for one in page.button if one.key == key).click().run()


def keys(page: Any) -> set[str]:
    return {one.key for one in page.button}


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_a_claim_is_recorded_with_its_first_trace(cast: Cast, open_page: OpenPage, key: str) -> None:
    """S3.3 A3.3"""
    team = getattr(cast, key)
    getattr(Rumour, key)(cast)
    person = team.editor if key == "simponi" else team.editor_teknis
    page = press(open_page(person, "hoaks"), "hoax-new")
    page = press(page, "hoax-save")
    assert "Judul kasus belum diisi" in told(page)
    page.text_input(key="hoax-new-title").set_value("Air PDAM mengandung racun")
    page.text_area(key="hoax-new-claim").set_value("Jangan minum air pdam, ada racun.").run()
    page.selectbox(key="hoax-new-sight-place").set_value("whatsapp")
    page = press(page, "hoax-save")
    assert not page.exception
    case = Rumour(cast, team, 2).look()
    assert case.title == "Air PDAM mengandung racun"
    assert [one.place for one in case.sightings] == ["whatsapp"]


def test_claims_alike_show_while_typing(cast: Cast, open_page: OpenPage) -> None:
    Rumour.asri(cast)
    page = press(open_page(cast.asri.editor_teknis, "hoaks"), "hoax-new")
    page.text_area(key="hoax-new-claim").set_value("Tanggul sungai berok jebol malam ini di belinyu").run()
    assert "Klaim serupa yang sudah ada" in told(page)


def test_contacts_for_verification_are_one_click_away(cast: Cast, open_page: OpenPage) -> None:
    """A1.3"""
    with transaction() as session:
        programme = Programme.find(cast.asri.programme.pk, session)
        given = {"office": programme.office, "programme": programme}
        Contact.add("Pusdalops", "0717 92345", ContactKind.PHONE, ContactUse.VERIFICATION, SYSTEM, session, **given)
    rumour = Rumour.asri(cast)
    page = open_page(cast.asri.editor_teknis, "hoaks", id=rumour.case_id)
    assert "Pusdalops" in told(page)
    links = [one.proto.url for one in page.get("link_button")]
    assert "tel:071792345" in links


def test_two_people_conclude_at_the_screen(cast: Cast, open_page: OpenPage) -> None:
    """S3.3: the first one's button is gone for his second verdict, with the reason beside it."""
    rumour = Rumour.asri(cast).checked()
    for person in (rumour.first, rumour.second):
        page = press(open_page(person, "hoaks", id=rumour.case_id), "conclude")
        assert not page.exception
        page.text_area(key=f"hoax-{rumour.case_id}-verdict-reason").set_value("Petugas di lokasi membantahnya.")
        page.session_state[f"hoax-{rumour.case_id}-verdict-result"] = "fabricated"
        page = press(page, "conclude-save")
        again = open_page(person, "hoaks", id=rumour.case_id)
        assert not again.exception
        if person is rumour.first:
            assert "Simpulan kedua harus dari orang lain" in told(again)
    assert rumour.look().state is HoaxState.CONCLUDED


def test_a_closed_case_offers_its_correction_and_no_more_work(cast: Cast, open_page: OpenPage) -> None:
    rumour = Rumour.simponi(cast).checked().concluded("true")
    rumour.do(rumour.writer, lambda case, actor: case.close(actor))
    page = open_page(rumour.writer, "hoaks", id=rumour.case_id)
    assert not page.exception
    assert "correct" in keys(page)
    assert not keys(page) & {"statement-new", "sight-new", "close"}


def test_another_programmes_case_is_not_found(cast: Cast, open_page: OpenPage) -> None:
    """SAFETY 5"""
    rumour = Rumour.simponi(cast)
    for person in (cast.asri.koordinator, cast.simponi.validator_unit, cast.nobody):
        page = open_page(person, "hoaks", id=rumour.case_id)
        assert "Samsat gratis" not in told(page)
    page = open_page(cast.asri.koordinator, "hoaks")
    page.session_state["dialog-hoax"] = ["conclude", rumour.case_id]
    page.run()
    assert "Samsat gratis" not in told(page)


def test_a_leader_reads_and_changes_nothing(cast: Cast, open_page: OpenPage) -> None:
    rumour = Rumour.simponi(cast)
    page = open_page(cast.leader, "hoaks", id=rumour.case_id)
    assert not page.exception
    assert "Samsat gratis minggu ini" in told(page)
    assert not keys(page) & {"hoax-new", "claim-edit", "statement-new", "sight-new", "holding-new", "hoax-idea"}


def test_what_the_public_wrote_never_becomes_markup(cast: Cast, open_page: OpenPage) -> None:
    rumour = Rumour.asri(cast, title="**Tebal** [x](https://jahat.example)", claim="<script>alert(1)</script>")
    page = open_page(rumour.writer, "hoaks", id=rumour.case_id)
    assert any("<script>" in one.value for one in page.text)
    assert not any("<script>" in one.value for one in page.markdown)
    assert any(r"\*\*Tebal\*\*" in one.value for one in page.title)


def test_filters_stay_after_a_case_was_looked_at(cast: Cast, open_page: OpenPage) -> None:
    rumour = Rumour.simponi(cast).checked().concluded("true")
    rumour.do(rumour.writer, lambda case, actor: case.close(actor))
    page = open_page(rumour.writer, "hoaks")
    assert "Tidak ada kasus terbuka" in told(page)
    page.segmented_control(key="hoaxes-shelf").set_value("closed").run()
    assert "Samsat gratis" in told(page)
    page.query_params["id"] = str(rumour.case_id)
    page.run()
    del page.query_params["id"]
    page.run()
    assert "Samsat gratis" in told(page)


def test_open_hoaxes_stand_at_home(cast: Cast, open_page: OpenPage) -> None:
    Rumour.asri(cast)
    page = open_page(cast.asri.koordinator)
    assert "Hoaks yang belum dijawab" in told(page)
    assert "Tanggul Berok" in told(page)
    assert "Hoaks yang belum dijawab" not in told(open_page(cast.asri.desainer))


def test_a_hoax_becomes_an_idea_in_one_tap(cast: Cast, open_page: OpenPage) -> None:
    rumour = Rumour.simponi(cast)
    page = press(open_page(rumour.writer, "hoaks", id=rumour.case_id), "hoax-idea")
    assert not page.exception
    assert "Edukasi: Samsat gratis minggu ini" in told(open_page(rumour.writer, "rencana", tab="ide"))


def test_the_case_file_is_a_pdf_with_the_logs_seal(cast: Cast) -> None:
    """S3.3"""
    rumour = Rumour.asri(cast).checked().concluded()
    with view() as session:
        actor = cast.acting(rumour.writer, session)
        facts = hoax_case.told(rumour.look(session=session), session, actor, [])
        made = hoax_case.printed(session, rumour.case_id, actor)
    assert made.startswith(b"%PDF")
    assert len(facts["anchor"]["hash"]) == 64
    assert facts["result"] == "Konten palsu"


@pytest.mark.parametrize("name", ["reword", "picture", "sight", "statement", "source", "holding", "call", "merge"])
def test_each_dialog_of_an_open_case_opens(cast: Cast, open_page: OpenPage, name: str) -> None:
    """Seen red with two elements of one key in the holding answer."""
    rumour = Rumour.asri(cast)
    page = open_page(rumour.writer, "hoaks", id=rumour.case_id)
    page.session_state["dialog-hoax"] = [name, rumour.case_id]
    page.run()
    assert not page.exception
    assert not page.error


@pytest.mark.parametrize("name", ["clarify", "close", "correct", "reach", "comments"])
def test_each_dialog_of_a_concluded_case_opens(cast: Cast, open_page: OpenPage, name: str) -> None:
    rumour = Rumour.simponi(cast).checked().concluded()
    page = open_page(rumour.writer, "hoaks", id=rumour.case_id)
    page.session_state["dialog-hoax"] = [name, rumour.case_id]
    page.run()
    assert not page.exception
    assert not page.error


def test_the_holding_answer_is_given_at_the_screen(cast: Cast, open_page: OpenPage) -> None:
    """DAYS 3.2"""
    rumour = Rumour.asri(cast)
    page = press(open_page(rumour.writer, "hoaks", id=rumour.case_id), "holding-new")
    page = press(page, "holding-copied")
    assert not page.exception
    assert rumour.look().first_response_at is not None
