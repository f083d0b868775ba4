"""/replikasi at the screen: a package leaves, comes in elsewhere with a preview, and is refused with the reason."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from data.database import reading
from models.programmes import Programme
from models.replication.lineage import Lineage
from models.replication.making import PackageMade
from pages.documents import package
from pages.ui import session as visit
from pages.ui.addressing import PROGRAMME
from tests.cast import Cast
from tests.models.test_replication import changed, made, taken_over
from tests.pages.conftest import OpenPage, signed_in
from tests.pages.test_ideas import keys, press, told


@pytest.fixture(autouse=True)
def monday(cast: Cast, at: Callable[[str], Any]) -> None:
    at("2026-11-16 09:00")


def uploaded(page: Any, data: bytes, key: str = "package-file") -> Any:
    return page.file_uploader(key=key).set_value(("paket.zip", data, "application/zip")).run()


def test_a_programme_of_three_is_made_from_a_package_in_one_guided_action(cast: Cast, open_page: OpenPage) -> None:
    """S4.5, A4.3"""
    page = open_page(cast.admin, "replikasi", tab="ambil")
    page = uploaded(page, made(cast, cast.asri))
    assert not page.exception
    assert "BPBD" in told(page) or "Penanggulangan Bencana" in told(page)
    page.text_input(key="package-name").set_value("SIAGA BELINYU")
    page.text_input(key="package-key").set_value("siaga_belinyu")
    page.text_input(key="package-office-name").set_value("Kecamatan Belinyu")
    page = page.selectbox(key="package-team").set_value("tiga_orang").run()
    assert "Penulis dan Desainer" in told(page)
    page = press(page, "package-take")
    assert not page.error
    with reading() as session:
        new = session.exec(select(Programme).where(Programme.key == "siaga_belinyu")).one()
        lineage = Lineage.standing(new.pk, session)
    assert lineage is not None
    assert (lineage.source_key, lineage.team) == ("asri", "tiga_orang")
    assert "SIAGA BELINYU" in told(open_page(cast.asri.koordinator, "replikasi", tab="silsilah"))


def test_a_broken_package_says_so_and_offers_nothing(cast: Cast, open_page: OpenPage) -> None:
    """S4.5"""
    bad = changed(made(cast, cast.asri), "playbook.json", lambda one: one["data"].update(name="Lain"))
    page = uploaded(open_page(cast.admin, "replikasi", tab="ambil"), bad)
    assert "Sidik paket tidak cocok" in told(page)
    assert "package-take" not in keys(page)


def test_only_who_replicates_takes_the_package_and_the_log_knows(cast: Cast, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """S4.5"""
    page = open_page(cast.asri.desainer, "replikasi", tab="paket")
    assert "Hanya pemegang hak mereplikasi" in told(page)
    monkeypatch.setattr(visit, "token", lambda: signed_in(cast.asri.koordinator))
    data = package.offered(cast.asri.programme.pk)()
    assert data[:2] == b"PK"
    with reading() as session:
        assert [one.by_id for one in PackageMade.of(cast.asri.programme.pk, session)] == [cast.asri.koordinator.pk]


def test_an_update_shows_conflicts_and_becomes_a_proposal(cast: Cast, open_page: OpenPage, at: Callable[[str], Any]) -> None:
    """S4.5"""
    programme_id = taken_over(cast, made(cast, cast.simponi))
    at("2026-11-17 09:00")
    page = open_page(cast.admin, "replikasi", tab="silsilah").selectbox(key=PROGRAMME).set_value(programme_id).run()
    assert "Berasal dari SIMPONI" in told(page)
    page = uploaded(page, made(cast, cast.simponi), "update-file")
    assert not page.exception
    assert "0 hal diambil" in told(page)
    page = press(page, "update-propose")
    assert "Paket ini tidak mengubah apa pun di sini." in told(page)
