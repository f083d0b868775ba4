"""/kebijakan at the screen: policies are written, approved by another, read by everybody."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from data import files
from data.database import reading as view
from models.governance.acknowledging import Acknowledgement
from models.governance.policies import Policy, PolicyKind, PolicyState
from models.programmes import Programme
from pages.documents import policy as printed
from pages.web import visitor
from pages.web.routes import routes
from tests.cast import Cast
from tests.models.test_consents import NAME, linked, published
from tests.models.test_policies import in_force
from tests.pages.conftest import OpenPage
from tests.pages.test_ideas import keys, press, told


@pytest.fixture(autouse=True)
def monday(cast: Cast, at) -> None:
    at("2026-11-16 09:00")


def shelf(cast: Cast) -> dict[PolicyKind, list[Policy]]:
    with view() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        return Policy.shelf(programme, cast.acting(cast.simponi.koordinator, session), session)


def test_a_policy_goes_from_our_starter_text_to_being_in_force(cast: Cast, open_page: OpenPage) -> None:
    """A1.3"""
    page = press(open_page(cast.simponi.koordinator, "kebijakan"), "policy-begin-photo")
    assert "Contoh ini tidak berlaku sebelum disetujui" in told(page)
    draft = shelf(cast)[PolicyKind.PHOTO][0]
    assert draft.state is PolicyState.DRAFT
    page.text_area(key=f"policy-{draft.pk}-{draft.version}-0-t").set_value("Tanpa izin tidak tampil.")
    page = press(page, "policy-submit")
    assert not page.exception
    assert shelf(cast)[PolicyKind.PHOTO][0].state is PolicyState.WAITING
    assert "policy-approve" not in keys(page)
    page = press(open_page(cast.simponi.mentor, "kebijakan", naskah=str(draft.pk)), "policy-approve")
    assert shelf(cast)[PolicyKind.PHOTO][0].state is PolicyState.IN_FORCE
    assert shelf(cast)[PolicyKind.PHOTO][0].sections[0]["text"] == "Tanpa izin tidak tampil."


def test_what_one_has_not_read_stands_on_beranda_until_one_says_so(cast: Cast, open_page: OpenPage) -> None:
    """A1.3"""
    policy_id = in_force(cast, cast.simponi)
    assert "Kebijakan yang belum Anda baca" in told(open_page(cast.simponi.desainer))
    page = press(open_page(cast.simponi.desainer, "kebijakan", naskah=str(policy_id)), "policy-read")
    assert "Anda menyatakan sudah membaca" in told(page)
    assert "Kebijakan yang belum Anda baca" not in told(open_page(cast.simponi.desainer))
    with view() as session:
        assert list(Acknowledgement.of([policy_id], session)[policy_id]) == [cast.simponi.desainer.pk]


def test_a_foreign_policy_is_not_found(cast: Cast, open_page: OpenPage) -> None:
    page = open_page(cast.asri.koordinator, "kebijakan", naskah=str(in_force(cast, cast.simponi)))
    assert "Benar dahulu" not in told(page)


def test_a_policy_is_printed_with_who_has_read_it(cast: Cast) -> None:
    """A1.3"""
    policy_id = in_force(cast, cast.simponi)
    with view() as session:
        actor = cast.acting(cast.simponi.koordinator, session)
        facts = printed.told(Policy.find(policy_id, actor, session), session, actor)
        assert [row[1] for row in facts["signed"]] == ["Rina Marlina", "Surya Darma"]
        assert ["Bayu Pratama", ""] in facts["readers"]
        assert printed.printed(session, policy_id, actor).startswith(b"%PDF")


def test_the_other_parts_are_there_for_who_may_see_them(cast: Cast, open_page: OpenPage) -> None:
    """A1.3"""
    for person, tab, wanted in (
        (cast.simponi.koordinator, "akun", "Tambah akun kanal"), (cast.simponi.koordinator, "izin", "Catat izin"),
        (cast.admin, "data", "Catat permintaan"), (cast.inspector, "izin", "Belum ada izin yang dicatat."),
    ):  # fmt: skip
        page = open_page(person, "kebijakan", tab=tab)
        assert not page.exception
        assert wanted in told(page) + " ".join(one.label for one in (*page.expander, *page.button))
    assert "Permintaan data" not in told(open_page(cast.simponi.koordinator, "kebijakan", tab="data"))


def test_a_withdrawn_consent_stands_red_on_beranda_and_a_looker_sees_no_name(cast: Cast, open_page: OpenPage) -> None:
    """A1.3"""
    published(cast)
    consent_id = linked(cast)
    for person, sees in ((cast.simponi.koordinator, True), (cast.inspector, False)):
        page = open_page(person, "kebijakan", tab="izin", izin=consent_id)
        assert not page.exception
        assert (NAME in told(page)) is sees
    page = press(open_page(cast.simponi.koordinator, "kebijakan", tab="izin", izin=consent_id), "consent-withdraw")
    assert not page.exception
    assert "Turunkan paling lambat" in told(page)
    assert "Izin foto ditarik" in told(open_page(cast.simponi.admin_teknis))


def test_the_door_of_files_gives_a_proof_to_nobody(cast: Cast, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A1.3; seen red with a door that serves whatever is stored."""
    proof = files.keep(b"%PDF-1.7 surat izin")
    consent_id = linked(cast, proof=(proof.sha256, "surat.pdf", "application/pdf"))
    visit = TestClient(Starlette(routes=list(routes)))
    for person in (cast.simponi.koordinator, cast.simponi.mentor, cast.asri.koordinator, cast.inspector, cast.admin):
        monkeypatch.setattr(visitor, "person_at", lambda _, person=person: person.pk)
        assert visit.get(f"/berkas/{proof.sha256}").status_code == 404
    page = open_page(cast.simponi.mentor, "kebijakan", tab="izin", izin=consent_id)
    assert "Nama dan bukti tidak ditampilkan" in told(page)
