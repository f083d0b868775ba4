"""/tayang at the screen: scheduling, the kit, reporting with proof, pausing, taking down, the archive and the search."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PIL import Image

from data import files
from data.database import reading as view
from data.database import transaction
from models.base import LOCAL, now
from models.content.contents import Content
from models.content.media import MediaRole
from models.content.pauses import Pause
from models.content.publishing import Report
from models.errors import NotReady
from models.programmes import Programme
from pages.documents import kit as parcel
from tests.cast import Cast
from tests.pages.conftest import OpenPage
from tests.story import Story, yes

LINKS = "https://www.instagram.com/p/abc/\nhttps://www.facebook.com/kab/posts/1"


@pytest.fixture(autouse=True)
def monday(cast: Cast, at) -> None:
    at("2026-11-16 09:00")


@pytest.fixture
def scheduled(cast: Cast) -> Story:
    return Story.simponi(cast).to("publikasi")


def told(page) -> str:
    """Everything the page says, in one text, without the escapes of Markdown."""
    kinds = ("title", "subheader", "markdown", "caption", "text", "error", "info", "warning")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(page, kind)).replace("\\", "")


def button(page, key: str):
    return next(one for one in page.button if one.key == key)


def test_an_empty_schedule_says_what_will_come(cast: Cast, open_page: OpenPage) -> None:
    page = open_page(cast.simponi.admin_teknis, "tayang")
    assert not page.exception
    assert "Tidak ada yang menunggu jadwal" in told(page)
    assert "Belum ada yang terjadwal" in told(page)


def test_a_validated_one_gets_its_hours_here(cast: Cast, open_page: OpenPage) -> None:
    """A3.1: an hour per channel, the planned one proposed."""
    story = Story.simponi(cast).to("penjadwalan")
    page = open_page(cast.simponi.admin_teknis, "tayang")
    button(page, f"open-{story.content_id}").click().run()
    proposed = page.datetime_input(key=f"time-{story.content_id}-instagram").value
    assert proposed == story.look(story.team.koordinator).planned_for.astimezone(LOCAL).replace(tzinfo=None, second=0, microsecond=0)

    page.datetime_input(key=f"time-{story.content_id}-instagram").set_value(datetime(2026, 11, 17, 20, 0)).run()  # noqa: DTZ001  the form speaks WIB
    assert "di luar jam layanan" in told(page)
    page.checkbox(key=f"native-{story.content_id}-facebook").check().run()
    button(page, f"schedule-{story.content_id}").click().run()

    assert not page.exception
    content = story.look(story.team.koordinator)
    assert content.state == "scheduled"
    assert {one.channel: one.native for one in content.publications} == {"instagram": False, "facebook": True}
    assert content.due_at == content.first_hour == datetime(2026, 11, 17, 20, 0, tzinfo=LOCAL)


def test_a_link_opens_its_content_each_time_one_follows_it(cast: Cast, open_page: OpenPage) -> None:
    """Closing it, going elsewhere and following the same link again showed nothing."""
    story = Story.simponi(cast).to("penjadwalan")
    page = open_page(cast.simponi.admin_teknis, "tayang", id=story.content_id)
    button(page, f"open-{story.content_id}").click().run()
    assert f"schedule-{story.content_id}" not in [one.key for one in page.button]
    page.switch_page("office/account.py").run()
    page.query_params["id"] = str(story.content_id)
    page.switch_page("live/publications/page.py").run()
    assert button(page, f"schedule-{story.content_id}")


def test_who_may_not_schedule_sees_the_button_grey_with_its_reason(cast: Cast, open_page: OpenPage) -> None:
    story = Story.simponi(cast).to("penjadwalan")
    page = open_page(cast.simponi.mentor, "tayang", id=story.content_id)
    assert button(page, f"schedule-{story.content_id}").disabled
    assert "dikerjakan oleh Admin Teknis, Koordinator Konten" in told(page)


def test_due_and_overdue_are_marked(cast: Cast, scheduled: Story, open_page: OpenPage, at) -> None:
    at("2026-11-17 07:00")
    assert "Jatuh tempo hari ini" in told(open_page(cast.simponi.admin_teknis, "tayang"))
    at("2026-11-17 12:00")
    assert "Lewat jadwal" in told(open_page(cast.simponi.admin_teknis, "tayang"))


def test_all_channels_are_reported_with_one_paste(cast: Cast, scheduled: Story, open_page: OpenPage, at) -> None:
    """3.1 of a normal day: links pasted at once, channels recognised, the hour prefilled."""
    at("2026-11-17 09:30")
    page = open_page(cast.simponi.admin_teknis, "tayang", id=scheduled.content_id)
    assert button(page, f"publish-{scheduled.content_id}").disabled
    page.text_area(key=f"links-{scheduled.content_id}").set_value(f"{LINKS}\nsudah ya").run()
    assert "Tidak dikenali sebagai tautan kanal: sudah ya" in told(page)
    assert button(page, f"publish-{scheduled.content_id}").label == "Tandai semua sudah tayang"
    button(page, f"publish-{scheduled.content_id}").click().run()

    assert not page.exception
    content = scheduled.look(scheduled.team.koordinator)
    assert content.state == "published"
    assert {one.permalink for one in content.publications} == set(LINKS.splitlines())


def test_one_channel_by_screenshot_leaves_the_other_open(cast: Cast, scheduled: Story, open_page: OpenPage, at) -> None:
    """S2.3: the picture is examined and kept before the database is asked."""
    at("2026-11-17 09:30")
    page = open_page(cast.simponi.admin_teknis, "tayang", id=scheduled.content_id)
    page.file_uploader(key=f"proof-{scheduled.content_id}-instagram").set_value(("layar.png", picture(), "image/png")).run()
    assert button(page, f"publish-{scheduled.content_id}").label == "Tandai 1 dari 2 kanal sudah tayang"
    button(page, f"publish-{scheduled.content_id}").click().run()

    assert not page.exception
    content = scheduled.look(scheduled.team.koordinator)
    assert content.state == "partly_published"
    (proof,) = [one for one in content.media if one.role == MediaRole.PROOF]
    assert files.intact(proof.sha256)


def test_a_screenshot_that_is_none_is_refused_by_name(cast: Cast, scheduled: Story, open_page: OpenPage, at) -> None:
    at("2026-11-17 09:30")
    page = open_page(cast.simponi.admin_teknis, "tayang", id=scheduled.content_id)
    page.file_uploader(key=f"proof-{scheduled.content_id}-instagram").set_value(("layar.png", b"bukan gambar", "image/png")).run()
    button(page, f"publish-{scheduled.content_id}").click().run()
    assert "layar.png" in told(page)
    assert scheduled.state == "scheduled"


def test_a_stale_screen_is_told_who_changed_what(cast: Cast, scheduled: Story, open_page: OpenPage, at) -> None:
    at("2026-11-17 09:30")
    page = open_page(cast.simponi.admin_teknis, "tayang", id=scheduled.content_id)
    page.text_area(key=f"links-{scheduled.content_id}").set_value(LINKS).run()
    scheduled.do(scheduled.team.koordinator, lambda content, actor: content.reschedule(actor, {"facebook": now() + timedelta(days=1)}))
    button(page, f"publish-{scheduled.content_id}").click().run()
    assert page.error
    assert scheduled.state == "scheduled"


def test_everything_is_paused_with_one_button_and_a_reason(cast: Cast, scheduled: Story, open_page: OpenPage) -> None:
    programme = cast.simponi.programme.pk
    page = open_page(cast.simponi.mentor, "tayang")
    button(page, f"pause-{programme}").click().run()
    assert page.error, "a reason is mandatory"
    page.text_area(key="pause-reason").set_value("Banjir di Belinyu").run()
    button(page, f"pause-{programme}").click().run()

    assert not page.exception
    assert "Banjir di Belinyu" in told(page)
    assert "Dijeda" in told(page)
    button(page, f"resume-{programme}").click().run()
    with view() as session:
        assert Pause.open_in([programme], session) == []


def test_what_the_platform_publishes_by_itself_is_listed_while_paused(cast: Cast, open_page: OpenPage) -> None:
    """3.3 of a flood night: cheerful posts that go out at seven must be stopped by hand."""
    story = Story.simponi(cast).to("penjadwalan")
    story.do(
        cast.simponi.admin_teknis,
        lambda content, actor: content.schedule(actor, dict.fromkeys(content.channels, now() + timedelta(days=1)), frozenset({"facebook"})),
    )
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        Pause.start(programme, "Banjir", by=cast.acting(cast.simponi.mentor, session), session=session)
    page = open_page(cast.simponi.editor, "tayang")
    assert "hentikan sendiri di sana" in told(page)
    assert button(page, f"resume-{cast.simponi.programme.pk}").disabled


def test_the_kit_holds_texts_and_files_of_the_approved_revision(cast: Cast, scheduled: Story, open_page: OpenPage) -> None:
    page = open_page(cast.simponi.admin_teknis, "tayang", id=scheduled.content_id)
    page.segmented_control(key="publication-part").set_value("kit").run()
    assert not page.exception
    assert any("Vaksin anak gratis" in one.value for one in page.code)

    with view() as session:
        kit = Content.find(scheduled.content_id, cast.acting(cast.simponi.admin_teknis, session), session).kit("instagram")
    assert [one.name for one in kit.files] == ["01-picture.png"]
    stored = replace(kit, files=tuple(replace(one, sha256=files.keep(picture()).sha256) for one in kit.files))
    names = zipfile.ZipFile(io.BytesIO(parcel.packed(stored))).namelist()
    assert names == ["teks-unggahan.txt", "tagar.txt", "lokasi.txt", "teks-alternatif.txt", "01-picture.png"]


def test_there_is_no_kit_of_what_is_not_approved(cast: Cast, scheduled: Story) -> None:
    """Red when `kit` doesn't ask for missing validations."""
    scheduled.do(cast.simponi.editor, lambda content, actor: content.recall(actor))
    scheduled.write(cast.simponi.editor, summary="Diganti sesudah disetujui. Datang pagi hari.")
    with pytest.raises(NotReady):
        scheduled.ask(cast.simponi.admin_teknis, lambda content, _: content.kit("instagram"))


def test_taking_down_asks_for_a_reason(cast: Cast, scheduled: Story, open_page: OpenPage, at) -> None:
    publish(scheduled, at)
    page = open_page(cast.simponi.mentor, "tayang", tab="published", id=scheduled.content_id)
    button(page, f"take-down-{scheduled.content_id}").click().run()
    assert page.error
    page.text_area(key=f"down-reason-{scheduled.content_id}").set_value("Angkanya keliru.").run()
    button(page, f"take-down-{scheduled.content_id}").click().run()
    assert not page.exception
    assert scheduled.state == "taken_down"


def test_filters_stay_and_narrow(cast: Cast, scheduled: Story, open_page: OpenPage, at) -> None:
    publish(scheduled, at)
    page = open_page(cast.simponi.koordinator, "tayang", tab="published")
    assert "Jadwal vaksin anak" in told(page)
    page.selectbox(key="published-kind").select("edukasi").run()
    assert "Belum ada yang cocok" in told(page)


def test_monitoring_is_confirmed_from_its_list(cast: Cast, scheduled: Story, open_page: OpenPage, at) -> None:
    publish(scheduled, at)
    page = open_page(cast.simponi.koordinator, "tayang", tab="published", id=scheduled.content_id)
    button(page, f"monitored-{scheduled.content_id}").click().run()
    assert not page.exception
    assert "Sudah dipantau" in told(page)


def test_the_archive_is_searched_by_words(cast: Cast, scheduled: Story, open_page: OpenPage, at) -> None:
    """S3.4 A3.3b: found again by a word, each leading to its content."""
    publish(scheduled, at)
    scheduled.do(cast.simponi.koordinator, lambda content, actor: content.confirm_monitoring(actor))
    at("2027-01-20 09:00")
    with transaction() as session:
        Content.archive_due(session)
    page = open_page(cast.simponi.editor, "tayang", tab="archive")
    assert "Jadwal vaksin anak" in told(page)
    page.text_input(key="archive-words").set_value("vaks").run()
    assert "Jadwal vaksin anak" in told(page)
    page.text_input(key="archive-words").set_value("lomba").run()
    assert "Tidak ditemukan" in told(page)


def test_the_frames_search_shows_any_state_and_only_what_one_may_see(cast: Cast, open_page: OpenPage) -> None:
    Story.simponi(cast, title="Rapat anggaran tertutup")
    assert "Rapat anggaran tertutup" in told(open_page(cast.simponi.mentor, "tayang", cari="anggaran"))
    for stranger in (cast.asri.koordinator, cast.nobody):
        assert "Rapat anggaran tertutup" not in told(open_page(stranger, "tayang", cari="anggaran"))


def test_a_foreign_id_is_not_found(cast: Cast, scheduled: Story, open_page: OpenPage) -> None:
    page = open_page(cast.asri.koordinator, "tayang", id=scheduled.content_id)
    assert not page.exception
    assert "Jadwal vaksin" not in told(page)


def test_an_emergencys_debts_stand_red_with_the_way_to_settle_them(cast: Cast, open_page: OpenPage, at) -> None:
    story = Story.emergency(cast, planned_for=None).to("persetujuan_darurat")
    story.do(cast.simponi.editor, lambda content, actor: content.record_verbal_approval(
        actor, cast.simponi.mentor, how="Telepon", reached_at=now(), answers=yes(content)
    ))  # fmt: skip
    publish(story, at)
    page = open_page(cast.simponi.mentor, "tayang", tab="published")
    assert "Persetujuan lisan belum dikonfirmasi" in told(page)
    button(page, f"confirm-{story.content_id}").click().run()
    assert "Belum diperiksa orang lain" in told(page)
    assert story.look(cast.simponi.koordinator).open_debts == []


def test_the_page_keeps_its_budget_of_queries(cast: Cast, scheduled: Story, open_page: OpenPage, queries) -> None:
    with view() as session, queries(session) as seen:
        page = open_page(cast.simponi.admin_teknis, "tayang")
    assert not page.exception
    assert len(seen) <= 20


def publish(story: Story, at) -> None:
    at("2026-11-17 09:30")
    story.do(story.team.admin_teknis, lambda content, actor: content.publish(actor, [
        Report("instagram", now(), "https://www.instagram.com/p/abc/"), Report("facebook", now(), "https://facebook.com/x/posts/1"),
    ]))  # fmt: skip


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (1080, 1920), "#0B5C8C").save(made, "PNG")
    return made.getvalue()
