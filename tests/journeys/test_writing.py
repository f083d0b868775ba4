"""Writing when something goes wrong: a second editor, a dead session, a working copy."""

import re

import pytest
from playwright.sync_api import expect

from data.database import reading, transaction
from models.actors import SYSTEM
from models.content.revisions import Revision
from models.people import Person
from tests.cast import PASSWORD, Cast
from tests.journeys.conftest import Visit
from tests.story import Story

pytestmark = [pytest.mark.gate, pytest.mark.browser]


def test_of_two_editors_the_second_sees_both_texts_and_nothing_is_overwritten(cast: Cast, visit: Visit) -> None:
    story = Story.simponi(cast).to("draf")
    address = f"/draf?id={story.content_id}"
    first, second = visit(cast.simponi.editor, address), visit(cast.simponi.second("editor"), address)
    second.fill("Ringkasan singkat", "Vaksin anak ada setiap Rabu.")
    first.fill("Ringkasan singkat", "Vaksin anak ada setiap Kamis.").press("Simpan draf").sees("Tersimpan sebagai revisi")
    second.press("Simpan draf").sees("Tulisan Anda").sees("Vaksin anak ada setiap Kamis.").sees("Vaksin anak ada setiap Rabu.")
    second.tick("Pakai tulisan saya").press(re.compile("Simpan di atas revisi"), exact=False).sees("Tersimpan sebagai revisi")
    with reading() as session:
        newest = story.look(cast.simponi.koordinator, session).revision_number
        texts = [Revision.numbered(story.content_id, number, session).fields["summary"] for number in (newest - 1, newest)]
    assert texts == ["Vaksin anak ada setiap Kamis.", "Vaksin anak ada setiap Rabu."]


def test_words_typed_into_a_dead_session_are_offered_again_after_signing_in(cast: Cast, visit: Visit) -> None:
    story = Story.simponi(cast).to("draf")
    screen = visit(cast.simponi.editor, f"/draf?id={story.content_id}").sees_heading("Jadwal vaksin")
    throw_out(cast.simponi.editor)
    box = screen.page.get_by_role("textbox", name="Ringkasan singkat")
    box.fill("Vaksin anak ada setiap Rabu pagi.")
    box.press("Tab")
    expect(screen.page.get_by_label("Nama pengguna")).to_be_visible()
    screen.sign_in(cast.simponi.editor.username, PASSWORD)
    screen.press("Pulihkan")
    expect(box).to_have_value("Vaksin anak ada setiap Rabu pagi.")


def test_what_was_typed_but_not_saved_waits_at_the_next_visit(cast: Cast, visit: Visit) -> None:
    story = Story.simponi(cast).to("draf")
    address = f"/draf?id={story.content_id}"
    visit(cast.simponi.editor, address).fill("Sumber", "Dinas Kesehatan")
    expect(visit(cast.simponi.editor, address).page.get_by_role("textbox", name="Sumber", exact=True)).to_have_value("Dinas Kesehatan")


def throw_out(person: Person) -> None:
    """Every session of this person ends, as after a change of roles."""
    with transaction() as session:
        found = Person.find(person.pk, session)
        found.deactivate(SYSTEM)
        session.flush()
        found.reactivate(SYSTEM)
