"""/pelatihan at the screen: scheduled, joined, attended, certified; the reason beside the button of who lacks one."""

import pytest

from data.database import reading as view
from models.errors import NotFound
from models.governance.trainings import Training, TrainingState
from pages.documents import certificate
from tests.cast import Cast
from tests.models.test_trainings import held, schedule
from tests.pages.conftest import OpenPage
from tests.pages.test_ideas import keys, press, told
from tests.story import Story


def test_a_keeper_schedules_somebody_joins_and_the_list_is_recorded(cast: Cast, open_page: OpenPage, at) -> None:
    """S4.4 A4.3"""
    at("2026-11-10 09:00")
    page = open_page(cast.simponi.koordinator, "pelatihan")
    page = press(page, "training-schedule")
    assert "Tulis judul pelatihan" in told(page)
    training_id = schedule(cast, cast.simponi)
    page = press(open_page(cast.simponi.mentor, "pelatihan"), f"training-join-{training_id}")
    assert f"training-leave-{training_id}" in keys(page)
    assert f"training-attend-{training_id}" not in keys(page)
    page = press(open_page(cast.simponi.koordinator, "pelatihan"), f"training-attend-{training_id}")
    assert not page.exception
    with view() as session:
        actor = cast.acting(cast.simponi.mentor, session)
        one = Training.find(training_id, actor, session)
        assert one.state is TrainingState.HELD
        seat = one.seat_of(cast.simponi.mentor.pk)
        assert seat is not None
        made = certificate.printed(session, training_id, cast.simponi.mentor.pk, "http://contoh", actor)
        assert made.startswith(b"%PDF")
        with pytest.raises(NotFound):
            certificate.printed(session, training_id, cast.simponi.mentor.pk, "", cast.acting(cast.simponi.editor, session))
    assert "Sertifikat sah" in "\n".join(
        one.value for one in open_page(cast.simponi.editor, "pelatihan", sertifikat=seat.certificate).success
    )
    assert "Tidak ada sertifikat" in told(open_page(cast.asri.koordinator, "pelatihan", sertifikat=seat.certificate))


def test_who_lacks_the_training_reads_why_beside_the_button(cast: Cast, open_page: OpenPage, at) -> None:
    """S4.4: and the admin reads which stage is left to the untrained, and may extend the grace."""
    at("2026-11-10 13:00")
    story = Story.simponi(cast).to("validasi_mentor")
    held(cast, cast.simponi, cast.simponi.mentor)
    at("2026-12-10 09:00")
    page = open_page(cast.simponi.second("mentor"), "konten", id=story.content_id)
    assert "belum mengikuti pelatihan yang diwajibkan" in told(page)
    page = open_page(cast.admin, "pelatihan")
    page = page.segmented_control(key="training-programme").set_value(cast.simponi.programme.pk).run()
    assert "grace-extend" in keys(page)
    page.text_area(key="grace-reason").set_value("Pemateri berhalangan")
    page = press(page, "grace-extend")
    assert not page.exception
    assert "belum mengikuti" not in told(open_page(cast.simponi.second("mentor"), "konten", id=story.content_id))
