"""/persetujuan: what waits for me, how urgently, and why some of it waits for somebody else."""

from datetime import timedelta

import pytest

from data.database import transaction
from models.actors import SYSTEM
from models.base import now, set_clock
from models.content import archives
from models.content.contents import Content
from models.people import Assignment, Person
from tests.story import Story, yes


def words(at) -> str:
    return "\n".join(one.value for kind in (at.title, at.subheader, at.markdown, at.caption) for one in kind)


@pytest.fixture
def waiting(cast, at) -> Story:
    at("2026-11-16 09:00")
    return Story.simponi(cast).to("validasi_mentor")


def test_what_waits_for_me_stands_there_with_its_deadline_and_one_verb(open_page, cast, waiting):
    """(S3.1 S3.2)"""
    page = open_page(cast.simponi.mentor, "persetujuan")
    assert not page.exception
    assert "**Jadwal vaksin anak di puskesmas**" in words(page)
    assert ":gray-badge[:material/schedule: Sisa" in words(page)
    assert [one.label for one in page.button if one.key and one.key.startswith("look-")] == ["Periksa"]


def test_the_light_is_red_when_late_orange_when_soon_and_gray_before(open_page, cast, waiting):
    """Icon, word and colour together, counted back from the planned hour."""
    content = waiting.look(cast.simponi.mentor)
    for moment, colour, word in (
        (content.due_at - timedelta(days=3), "gray-badge[:material/schedule:", "Sisa 3 hari"),
        (content.due_at - timedelta(hours=2), "orange-badge[:material/schedule:", "Sisa 2 jam"),
        (content.due_at + timedelta(hours=1, minutes=1), "red-badge[:material/alarm:", "Lewat 1 jam"),
    ):
        set_clock(lambda now=moment: now)
        assert f":{colour} {word}" in words(open_page(cast.simponi.mentor, "persetujuan")).replace("\\", "")


def test_the_nearest_deadline_comes_first(open_page, cast, waiting):
    with_hurry = Story.simponi(cast, "Layanan KTP tutup besok", planned_for=now() + timedelta(days=3)).to("validasi_mentor")
    page = open_page(cast.simponi.mentor, "persetujuan")
    assert [one.key for one in page.button if one.key and one.key.startswith("look-")] == [
        f"look-{with_hurry.content_id}", f"look-{waiting.content_id}",
    ]  # fmt: skip


def test_who_has_claimed_it_is_said(open_page, cast, waiting):
    waiting.do(cast.simponi.mentor, lambda content, actor: content.claim(actor))
    assert "sedang diperiksa oleh Surya Darma sampai" in words(open_page(cast.simponi.second("mentor"), "persetujuan")).replace("\\", "")
    assert "Anda sedang memeriksa sampai" in words(open_page(cast.simponi.mentor, "persetujuan"))


def test_what_i_wrote_stands_apart_with_the_reason(open_page, cast, at):
    at("2026-11-16 09:00")
    with transaction() as session:
        editor = Person.find(cast.simponi.editor.pk, session)
        Assignment.give(editor, "mentor", SYSTEM, session, programme=cast.simponi.programme)
    Story.simponi(cast).to("validasi_mentor")
    shown = words(open_page(cast.simponi.editor, "persetujuan"))
    assert "Menunggu orang lain" in shown
    assert "Anda ikut menulis, orang lain yang memutus" in shown
    assert "Tidak ada yang menunggu keputusan Anda" in shown


def test_an_empty_queue_says_what_will_come(open_page, cast):
    shown = words(open_page(cast.simponi.mentor, "persetujuan"))
    assert "Konten yang diajukan ke tahap Anda muncul di sini" in shown


def test_a_decision_recorded_in_my_name_comes_first(open_page, cast, at):
    at("2026-11-16 09:00")
    story = verbally_approved(cast)
    page = open_page(cast.simponi.mentor, "persetujuan")
    assert page.subheader[0].value.endswith("Persetujuan lisan atas nama saya")
    assert page.button(key=f"confirm-{story.content_id}").label == "Konfirmasi"


def verbally_approved(cast) -> Story:
    story = Story.emergency(cast).to("persetujuan_darurat")

    def record(content, actor):
        approver = Person.find(cast.simponi.mentor.pk, content.session)
        content.record_verbal_approval(actor, approver, how="Telepon", reached_at=now(), answers=yes(content))

    story.do(cast.simponi.editor, record)
    return story


def test_the_programme_chosen_in_the_frame_narrows_the_queue_and_stays(open_page, cast, waiting):
    with transaction() as session:
        person = Person.find(cast.simponi.mentor.pk, session)
        Assignment.give(person, "pengawas_keakuratan", SYSTEM, session, programme=cast.asri.programme)
    asri = Story.asri(cast).to("validasi_teknis")
    page = open_page(cast.simponi.mentor, "persetujuan")
    both = {f"look-{waiting.content_id}", f"look-{asri.content_id}"}
    assert {one.key for one in page.button if (one.key or "").startswith("look-")} == both
    page.selectbox(key="program").set_value(cast.asri.programme.pk).run()
    assert [one.key for one in page.button if (one.key or "").startswith("look-")] == [f"look-{asri.content_id}"]
    page.run()
    assert [one.key for one in page.button if (one.key or "").startswith("look-")] == [f"look-{asri.content_id}"]


def test_the_cap_of_the_count_hides_nothing(cast, waiting, reading, monkeypatch):
    """Thirteen doors: a queue whose cap hides what waits. Fault seen: `more` taken from the capped count."""
    stories = [waiting, *(Story.simponi(cast, title).to("validasi_mentor") for title in ("Kedua", "Ketiga"))]
    monkeypatch.setattr(archives, "COUNT_CAP", 1)
    actor, seen, number, more = cast.acting(cast.simponi.mentor, reading), [], 0, True
    while more:
        page = Content.awaiting(actor, reading, page=number, size=1)
        seen, number, more = [*seen, *page.rows], number + 1, page.more
    assert sorted(one.pk for one in seen) == [one.content_id for one in stories]


def test_the_queue_asks_the_database_as_often_for_three_as_for_one(cast, waiting, reading, queries):
    """A query budget: no row asks for itself."""
    actor = cast.acting(cast.simponi.mentor, reading)
    with queries(reading) as one:
        assert len(Content.awaiting(actor, reading).rows) == 1
    Story.simponi(cast, "Kedua").to("validasi_mentor")
    Story.simponi(cast, "Ketiga").to("validasi_mentor")
    reading.rollback()  # another view, that sees them
    with queries(reading) as three:
        assert len(Content.awaiting(actor, reading).rows) == 3
    assert len([line for line in three if line.startswith("SELECT")]) == len(one)
