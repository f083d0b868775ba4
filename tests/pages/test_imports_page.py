"""Impor data at the screen: every part opens, a file goes from upload to undo, and nobody without the right gets a form."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from data import files, measure_files
from data.database import reading, transaction
from models.base import now
from models.content.contents import Content
from models.content.later_posts import LaterPost
from models.content.publishing import Report
from models.programmes import Programme
from models.results.documents import Document, FaceToFace
from models.results.importing import layouts
from models.results.importing.applying import apply
from models.results.indicators import IndicatorTarget
from models.results.measurements import MeasureImport
from models.results.rollups import PostLatest
from models.results.staging import MeasureUpload
from tests.cast import Cast
from tests.models.test_taking_over import LINK, brought
from tests.pages.conftest import OpenPage
from tests.pages.test_planning import told
from tests.pages.test_publications import picture
from tests.story import Story

IG = (
    "Post ID,Account username,Description,Publish time,Permalink,Views,Reach,Likes\n"
    "18001234567890123,kominfo,Ayo,10/14/2026 09:30,https://www.instagram.com/p/DAbc_12-x/,900,700,80\n"
)
TABS = (
    ("kelengkapan", "Instagram", ()), ("berkas", "", ("uploader",)), ("riwayat", "ig.csv", ("undo-",)),
    ("cocokkan", "Ayo", ("match-",)), ("manual", "tatap muka", ("hand-value", "save-face")), ("dokumen", "Laporan 2026", ("document-",)),
    ("indikator", "Penayangan", ()),
)  # fmt: skip


@pytest.fixture(autouse=True)
def in_november(at: Callable[[str], Any], engine: str) -> None:
    at("2026-11-16 09:00")


def staged(cast: Cast) -> int:
    """An Instagram export, uploaded and read by SIMPONI's technical admin."""
    sha256 = files.keep(IG.encode()).sha256
    found = layouts.recognise(measure_files.first_rows(sha256, "ig.csv"))[0]

    def acting(session: Session) -> Any:
        return cast.acting(cast.simponi.admin_teknis, session)

    return measure_files.into_staging(sha256, "ig.csv", found, date(2026, 10, 1), date(2026, 11, 15), cast.simponi.programme.pk, acting)


def test_a_file_goes_from_preview_to_figures_and_back(cast: Cast, open_page: OpenPage) -> None:
    """S4.1, S-H8: through the file's own process, nothing counts before "Terapkan", and an undone import no longer counts."""
    upload = staged(cast)
    pk = cast.simponi.programme.pk
    at = open_page(cast.simponi.admin_teknis, "impor", tab="berkas")
    at.session_state[f"measure-file-{pk}"] = {"sha256": "", "name": "ig.csv", "first": []}
    at.session_state[f"measure-upload-{pk}"] = upload
    at.run()
    assert not at.exception
    assert any("Ayo" in one.value for one in at.markdown)
    with reading() as session:
        assert session.exec(select(PostLatest)).first() is None
    at.button(key="measure-apply").click().run()
    assert not at.exception
    with reading() as session:
        assert session.exec(select(PostLatest.views)).one() == 900
        done = MeasureImport.newest([pk], session)[0]
    at = open_page(cast.simponi.admin_teknis, "impor", tab="riwayat")
    at.run()
    at.text_input(key=f"undo-why-{done.pk}").set_value("Salah akun")
    at.button(key=f"undo-{done.pk}").click().run()
    assert not at.exception
    with reading() as session:
        assert session.exec(select(PostLatest)).first() is None


@pytest.mark.parametrize(("tab", "known", "writes"), TABS)
def test_every_part_shows_its_figures_to_all_and_its_forms_to_who_measures(
    tab: str, known: str, writes: tuple[str, ...], cast: Cast, open_page: OpenPage
) -> None:
    """S-F, A-F: the mentor reads the same programme's figures as the technical admin and finds no form among them."""
    upload = staged(cast)
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.admin_teknis, session)
        apply(MeasureUpload.find(upload, programme, by, session), programme, by, session)
        Document.register(programme, "Laporan 2026", by, session, url="https://bangka.go.id/laporan.pdf")
        FaceToFace.report(programme, date(2026, 11, 9), 12, by, session)
    seen = {}
    for person in (cast.simponi.admin_teknis, cast.simponi.mentor):
        page = open_page(person, "impor", tab=tab).run()
        assert not page.exception
        assert known in told(page) + str([one.value for one in page.dataframe]), person.username
        keys = [one.key for kind in ("button", "text_input", "number_input") for one in page.get(kind) if one.key]
        keys += ["uploader" for _ in page.get("file_uploader")]
        seen[person.username] = {part for part in writes if any(key.startswith(part) for key in keys)}
    assert seen == {cast.simponi.admin_teknis.username: set(writes), cast.simponi.mentor.username: set()}


def test_a_target_is_typed_beside_its_indicator(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.simponi.koordinator, "impor", tab="indikator")
    at.run()
    at.button(key="indicator-reach").click().run()
    at.number_input(key="target-reach-2026-4").set_value(180_000.0)
    at.button(key="save-target-reach-2026-4").click().run()
    assert not at.exception
    with reading() as session:
        from models.planning.quarters import Quarter

        assert IndicatorTarget.in_force(cast.simponi.programme.pk, Quarter(2026, 4), session) == {"reach": 180_000.0}


def test_a_unit_validator_sees_nothing_of_the_figures(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.simponi.validator_unit, "impor")
    at.run()
    assert not at.exception
    assert not at.segmented_control


def test_a_post_that_is_no_publication_here_is_recorded_from_the_list(cast: Cast, open_page: OpenPage) -> None:
    """S-H8, A-H10: title, hour, channel and address come from the export; who only looks gets no button."""
    post_id = brought(cast)
    at = open_page(cast.simponi.desainer, "impor", tab="cocokkan")
    at.run()
    assert not any(one.key == f"over-{post_id}" for one in at.button)
    at = open_page(cast.simponi.admin_teknis, "impor", tab="cocokkan")
    at.run()
    at.button(key=f"over-{post_id}").click().run()
    at.selectbox(key=f"over-kind-{post_id}").set_value("pengumuman").run()
    at.selectbox(key=f"over-format-pengumuman-{post_id}").set_value("poster")
    at.text_input(key=f"over-why-{post_id}").set_value("Listrik padam")
    at.button(key=f"over-save-{post_id}").click().run()
    assert not at.exception
    with reading() as session:
        content = session.exec(select(Content)).one()
        told = session.exec(select(LaterPost)).one()
        assert (content.title, told.permalink, told.published_at) == (
            "Jembatan Baturusa ditutup",
            LINK,
            datetime(2026, 11, 14, 2, tzinfo=UTC),
        )
    assert not any(one.key == f"over-{post_id}" for one in at.button)


def test_a_publication_is_found_by_its_title_and_its_figures_need_a_screenshot(
    cast: Cast, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S-H8, A-H10: without it nothing is kept."""
    for title, code in (("Jadwal vaksin", "DAbc12"), ("Banjir Belinyu", "DAbc13")):
        Story.simponi(cast, title).to("publikasi").do(cast.simponi.admin_teknis, lambda content, by, code=code: content.publish(
            by, [Report("instagram", now(), f"https://www.instagram.com/p/{code}/")]
        ))  # fmt: skip
    at = open_page(cast.simponi.admin_teknis, "impor", tab="manual")
    at.run()
    at.selectbox(key="own-channel").set_value("instagram").run()
    at.text_input(key="own-words").set_value("belinyu").run()
    assert len(at.selectbox(key="own-publication-instagram").options) == 1
    at.number_input(key="own-views").set_value(900)
    save = next(one for one in at.button if one.label == "Catat angka publikasi")
    save.click().run()
    assert not at.exception
    with reading() as session:
        assert session.exec(select(PostLatest)).first() is None

    at.file_uploader(key="own-proof").set_value(("bukti.png", picture(), "image/png"))
    next(one for one in at.button if one.label == "Catat angka publikasi").click().run()
    assert not at.exception
    with reading() as session:
        latest = session.exec(select(PostLatest)).one()
        assert (latest.views, latest.channel) == (900, "instagram")
        assert session.get_one(Content, latest.content_id).title == "Banjir Belinyu"


def test_contents_that_point_to_a_document_are_chosen_and_shown_beside_it(cast: Cast, open_page: OpenPage) -> None:
    """S4.1: found by title, shown to who only looks, and taken off again."""
    story = Story.simponi(cast, "Jadwal vaksin")
    Story.simponi(cast, "Banjir Belinyu")
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.admin_teknis, session)
        pk = Document.register(programme, "Laporan 2026", by, session, url="https://bangka.go.id/laporan.pdf").pk
    for chosen in ([story.content_id], []):
        at = open_page(cast.simponi.admin_teknis, "impor", tab="dokumen")
        at.run()
        at.button(key=f"link-{pk}").click().run()
        at.text_input(key=f"link-words-{pk}").set_value("vaksin").run()
        assert at.multiselect(key=f"link-to-{pk}").options == ["Jadwal vaksin"]
        at.multiselect(key=f"link-to-{pk}").set_value(chosen)
        at.button(key=f"link-save-{pk}").click().run()
        assert not at.exception
        with reading() as session:
            assert [*Document.contents([pk], session).get(pk, {})] == chosen
        at = open_page(cast.simponi.desainer, "impor", tab="dokumen")
        at.run()
        assert any("Jadwal vaksin" in one.value for one in at.caption) is bool(chosen)
        assert not any(one.key == f"link-{pk}" for one in at.button)
