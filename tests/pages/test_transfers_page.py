"""/replikasi, "Serahkan program" and "Rekam replikasi", and the renaming on /kop: at the screen."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from data import jobs
from data.database import reading, transaction
from models.governance.evidence_packages import EvidencePackage
from models.programmes import Programme
from models.replication.records import ReplicationRecord
from models.replication.transfers import Transfer
from pages.documents import transfer as printed
from tests.cast import OFFICES, Cast
from tests.pages.conftest import OpenPage
from tests.pages.test_ideas import keys, press, told


@pytest.fixture(autouse=True)
def monday(cast: Cast, at: Callable[[str], Any]) -> None:
    at("2026-11-16 09:00")


def test_a_programme_is_proposed_here_and_accepted_there_with_a_printable_sheet(cast: Cast, open_page: OpenPage) -> None:
    """A4.3, S4.5: each side sees its own buttons; the sheet names both offices."""
    assert "transfer-propose" not in keys(open_page(cast.simponi.editor, "replikasi", tab="serah"))
    page = open_page(cast.simponi.koordinator, "replikasi", tab="serah")
    with reading() as session:
        target = Programme.find(cast.asri.programme.pk, session).office_id
    page.selectbox(key="transfer-to").set_value(target)
    page.text_input(key="transfer-number").set_value("188/12/2026")
    page.text_input(key="transfer-basis").set_value("Perda 9/2026")
    page = press(page, "transfer-propose")
    assert not page.error
    with reading() as session:
        one = Transfer.open_one(cast.simponi.programme.pk, session)
        assert one is not None
        number = one.pk
    page = open_page(cast.asri.pengawas_keakuratan, "replikasi", tab="serah")
    assert "Menunggu jawaban Anda" in told(page)
    page = press(page, f"transfer-accept-{number}")
    assert not page.error
    with reading() as session:
        assert Programme.find(cast.simponi.programme.pk, session).office.name == OFFICES["asri"][0]
        looker = cast.acting(cast.simponi.koordinator, session)
        done = Transfer.find(number, looker, session)
        facts = printed.told(done, session, looker)
        assert (facts["giver"]["office"], facts["receiver"]["office"]) == (OFFICES["simponi"][0], OFFICES["asri"][0])
        assert printed.printed(session, number, looker)[:5] == b"%PDF-"
    assert "Sudah berpindah" in told(open_page(cast.simponi.koordinator, "replikasi", tab="serah"))


def test_a_transfer_ahead_says_its_day_and_the_former_office_takes_a_copy_along(
    cast: Cast, open_page: OpenPage, at: Callable[[str], Any]
) -> None:
    """A4.3: accepted before its day, called off by either side until then; afterwards the old office's reader makes his copy."""
    reader = cast.simponi.second("koordinator")
    with transaction() as session:
        programme, target = (Programme.find(one.programme.pk, session) for one in (cast.simponi, cast.asri))
        by = cast.acting(cast.simponi.koordinator, session)
        number = Transfer.propose(
            programme, target.office, by, session, number="188/12/2026", dated_on=date(2026, 11, 16), effective_on=date(2026, 12, 1),
            basis="Perda 9/2026", readers=[reader.pk], read_until=date(2027, 12, 31),
        ).pk  # fmt: skip
    page = press(open_page(cast.asri.pengawas_keakuratan, "replikasi", tab="serah"), f"transfer-accept-{number}")
    assert "Sudah Anda terima, berlaku 1 Desember 2026" in told(page)
    assert {f"transfer-accept-{number}", f"transfer-decline-{number}"} & keys(page) == {f"transfer-decline-{number}"}
    page = open_page(cast.simponi.koordinator, "replikasi", tab="serah")
    assert "Menunggu tanggal berlaku" in told(page)
    assert f"transfer-withdraw-{number}" in keys(page)
    at("2026-12-01 08:00")
    assert jobs.effect_transfers() == 1
    assert f"transfer-pack-{number}" not in keys(open_page(cast.simponi.editor, "replikasi", tab="serah"))
    page = press(open_page(reader, "replikasi", tab="serah"), f"transfer-pack-{number}")
    assert not page.error
    assert "Sampai penyerahan 1 Desember 2026" in told(page)
    with reading() as session:
        programme, looker = Programme.find(cast.simponi.programme.pk, session), cast.acting(reader, session)
        made = EvidencePackage.listed(programme, session)[0][0]
        assert made.ends_on == date(2026, 11, 30)
        assert EvidencePackage.carrying(made.digest, looker, session) is not None


def test_a_replication_elsewhere_and_its_visit_are_written_down(cast: Cast, open_page: OpenPage) -> None:
    """S4.5"""
    page = open_page(cast.simponi.koordinator, "replikasi", tab="rekam")
    page = press(page, "record-add")
    assert "Tulis kantor atau kecamatan" in told(page)
    page.text_input(key="record-receiver-0").set_value("Kecamatan Merawang")
    page = press(page, "record-add")
    with reading() as session:
        record = ReplicationRecord.of(cast.simponi.programme.pk, cast.acting(cast.simponi.koordinator, session), session)[0].pk
    page.text_area(key=f"visit-note-{record}-0").set_value("Templat dipakai.")
    page = press(page, f"visit-{record}")
    assert "Templat dipakai." in told(page)


def test_an_office_gets_its_new_name_from_a_day_on(cast: Cast, open_page: OpenPage) -> None:
    """S1.4"""
    with reading() as session:
        office = Programme.find(cast.simponi.programme.pk, session).office
        place, number = f"{office.pk}-{office.version}", office.pk
    assert f"rename-{number}" not in keys(open_page(cast.simponi.koordinator, "kop"))
    page = open_page(cast.admin, "kop")
    page.text_input(key=f"rename-name-{place}").set_value("Dinas Komunikasi dan Digital")
    page.text_input(key=f"rename-basis-{place}").set_value("Perda 9/2026")
    page = press(page, f"rename-{number}")
    assert not page.error
    assert "Dinas Komunikasi dan Digital" in told(page)
    with reading() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        assert Transfer.office_name(programme, date(2026, 11, 15), session) == OFFICES["simponi"][0]
