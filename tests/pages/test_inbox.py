"""/kotak: what happened to my work and what I am reminded of, read by opening it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
import streamlit as st
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from data.database import reading, transaction
from models.actors import SYSTEM
from models.base import set_clock
from models.inbox.messages import PAGE, Message
from models.inbox.reminding import remind
from models.people import Assignment, Person
from models.programmes import Programme
from models.public.service_hours import ServiceHours
from tests.cast import Cast
from tests.story import Story

OpenPage = Callable[..., AppTest]


def words(at: AppTest) -> str:
    shown = [one.value for kind in (at.title, at.markdown, at.caption) for one in kind]
    return "\n".join(shown).replace("\\", "")


def unread(person: Person) -> int:
    with reading() as session:
        return Message.unread(Cast.acting(person, session), session)


def links(at: AppTest) -> list[str]:
    return [unquote(one.proto.url) for one in at.main.get("link_button")]


@pytest.fixture
def returned(cast: Cast, at: Callable[[str], object]) -> Story:
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_unit")
    story.send_back("draf")
    return story


@pytest.fixture
def escalated(cast: Cast, at: Callable[[str], object], monkeypatch: pytest.MonkeyPatch) -> Story:
    """The editor was reminded twice; his coordinator hears of it."""
    monkeypatch.setenv("SIMPUL_URL", "https://simpul.bangka.test")
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("draf")
    due = story.look(cast.simponi.editor).due_at
    assert due is not None
    with transaction() as session:
        Person.find(cast.simponi.editor.pk, session).revise(SYSTEM, phone="0812-7100-2233")
    for hours in (2, 7):
        with transaction() as session:
            moment = ServiceHours.working_time(cast.simponi.programme.pk, session).add(due, hours)
            set_clock(lambda at=moment: at)
            remind(Programme.find(cast.simponi.programme.pk, session), session)
    return story


def test_an_empty_inbox_says_what_will_come(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.simponi.editor, "kotak")
    assert not at.exception
    assert "Kotak masuk masih kosong" in words(at)


def test_what_happened_stands_there_as_a_sentence_with_its_title(cast: Cast, returned: Story, open_page: OpenPage) -> None:
    at = open_page(cast.simponi.editor, "kotak")
    assert not at.exception
    assert "**Jadwal vaksin anak di puskesmas**" in words(at)
    assert "Nurul Huda mengembalikan revisi" in words(at)
    assert "**Senin, 16 November 2026**" in words(at)
    assert ":blue-badge[:material/mark_email_unread: Baru]" in words(at)


def test_opening_marks_it_read_and_leads_to_the_desk(cast: Cast, returned: Story, open_page: OpenPage) -> None:
    """Seen red with the button drawn only among the unread."""
    at = open_page(cast.simponi.editor, "kotak")
    at.button(key=opening(at)).click().run()
    assert not at.exception
    assert [one.value for one in at.title] != ["Kotak masuk"]
    assert str(returned.content_id) in at.query_params["id"]
    assert unread(cast.simponi.editor) == 0


def opening(at: AppTest) -> str:
    return next(one.key for one in at.button if one.key and one.key.startswith("open-"))


def test_all_are_marked_as_read_at_once(cast: Cast, returned: Story, open_page: OpenPage) -> None:
    at = open_page(cast.simponi.editor, "kotak")
    at.button(key="inbox-all").click().run()
    assert unread(cast.simponi.editor) == 0
    assert "Tidak ada yang belum dibaca" in words(at)
    at.segmented_control(key="inbox-shown").set_value("all").run()
    assert "Nurul Huda mengembalikan revisi" in words(at)


def test_anothers_message_is_not_found(cast: Cast, returned: Story, open_page: OpenPage) -> None:
    at = open_page(cast.simponi.koordinator, "kotak")
    assert "vaksin" not in words(at)


def test_a_title_that_may_not_be_seen_any_more_is_not_shown(cast: Cast, returned: Story, open_page: OpenPage) -> None:
    with transaction() as session:
        person = Person.find(cast.simponi.editor.pk, session)
        role = session.exec(select(Assignment).where(Assignment.person_id == person.pk)).one()
        Assignment.current(role.pk, role.version, session).end(SYSTEM)
        Assignment.give(person, "desainer", SYSTEM, session, programme=cast.asri.programme)
    at = open_page(cast.simponi.editor, "kotak")
    assert not at.exception
    assert "mengembalikan revisi" in words(at)
    assert "vaksin" not in words(at)
    assert [one.label for one in at.button if one.key and one.key.startswith(("open-", "read-"))] == ["Sudah dibaca"]


def test_a_reminder_names_the_stage_and_the_hour(cast: Cast, escalated: Story, open_page: OpenPage) -> None:
    at = open_page(cast.simponi.editor, "kotak")
    assert ":red-badge[:material/alarm: Lewat tenggat]" in words(at)
    assert "Tenggat tahap Draf sudah lewat: " in words(at)
    assert links(at) == [], "he is the one who should act"


def test_what_was_raised_to_me_has_a_prepared_message_to_who_is_late(cast: Cast, escalated: Story, open_page: OpenPage) -> None:
    """The title, the stage and the way there; no name, no number but his own."""
    at = open_page(cast.simponi.koordinator, "kotak")
    assert "meskipun sudah diingatkan" in words(at)
    (link,) = links(at)
    assert link.startswith("https://wa.me/6281271002233?text=")
    assert "“Jadwal vaksin anak di puskesmas”" in link
    assert f"https://simpul.bangka.test/konten?id={escalated.content_id}" in link
    assert "Andi" not in link


def test_once_it_moved_on_nobody_needs_a_message(cast: Cast, escalated: Story, open_page: OpenPage) -> None:
    escalated.to("validasi_unit")
    at = open_page(cast.simponi.koordinator, "kotak")
    assert "meskipun sudah diingatkan" in words(at)
    assert links(at) == []


def test_an_overdue_content_offers_the_message_to_its_team_only(cast: Cast, escalated: Story, open_page: OpenPage) -> None:
    for person, offered in ((cast.simponi.koordinator, 1), (cast.simponi.editor, 0), (cast.leader, 0)):
        at = open_page(person, "konten", id=escalated.content_id)
        assert not at.exception
        assert len([one for one in links(at) if one.startswith("https://wa.me/")]) == offered, person.name


def test_before_its_deadline_no_message_is_offered(cast: Cast, returned: Story, open_page: OpenPage) -> None:
    assert links(open_page(cast.simponi.koordinator, "konten", id=returned.content_id)) == []


def test_long_inboxes_turn_pages(cast: Cast, returned: Story, open_page: OpenPage) -> None:
    with transaction() as session:
        entry = Message.page(cast.acting(cast.simponi.editor, session), session)[0]
        for number in range(PAGE):
            session.add(Message(person_id=entry.person_id, at=entry.at + timedelta(minutes=number), entry_number=entry.entry_number))
    at = open_page(cast.simponi.editor, "kotak")
    assert count(at) == PAGE
    at.button(key="inbox-older").click().run()
    assert count(at) == 1
    at.button(key="inbox-newer").click().run()
    assert count(at) == PAGE


def count(at: AppTest) -> int:
    return sum(one.key is not None and one.key.startswith("open-") for one in at.button)


def test_a_full_page_costs_as_many_questions_as_one_line(
    cast: Cast, returned: Story, open_page: OpenPage, queries: Any, reading: Session
) -> None:
    with queries(reading) as one:
        open_page(cast.simponi.editor, "kotak")
    with transaction() as change:
        entry = Message.page(cast.acting(cast.simponi.editor, change), change)[0]
        for _ in range(PAGE):
            change.add(Message(person_id=entry.person_id, at=entry.at, entry_number=entry.entry_number))
    with queries(reading) as many:
        open_page(cast.simponi.editor, "kotak")
    assert len(many) == len(one)
    assert len(one) <= 30


def test_the_menu_says_how_many_are_unread(cast: Cast, returned: Story, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    titles: list[str] = []
    page = st.Page
    monkeypatch.setattr(st, "Page", lambda *given, **named: titles.append(named["title"]) or page(*given, **named))
    open_page(cast.simponi.editor, "kantor")
    assert "Kotak masuk (1)" in titles


def test_the_digest_is_offered_once_there_is_a_server(cast: Cast, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    at = open_page(cast.simponi.editor, "akun")
    assert not at.exception
    assert "Ringkasan lewat surel belum tersedia" in words(at)
    monkeypatch.setenv("SIMPUL_SMTP", "smtp://surat.bangka.test")
    monkeypatch.setenv("SIMPUL_SMTP_FROM", "simpul@bangka.test")
    at.run()
    at.button(key="digest-wish").click().run()
    assert ["Alamat surel Anda belum ada" in one.value for one in at.error] == [True]
    with transaction() as session:
        Person.find(cast.simponi.editor.pk, session).revise(SYSTEM, email="andi@bangka.test")
    at.button(key="digest-wish").click().run()
    assert at.button(key="digest-wish").label == "Matikan"


def test_a_line_of_the_log_says_which_reminder(cast: Cast, escalated: Story, open_page: OpenPage) -> None:
    at = open_page(cast.inspector, "audit")
    assert "mengingatkan tenggat tahap Draf (pengingat kedua)" in words(at)
