"""Pengaturan and what hangs on it: levels two people agree on, service around the clock in two taps, duties with their buttons."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.database import reading, transaction
from data.wording import sentences
from models.actors import SYSTEM
from models.errors import NotFound
from models.people import Person
from models.playbooks import RIGHTS
from models.programmes import Programme
from models.public.escalation import EscalationVersion, Step
from models.public.round_the_clock import RoundTheClock
from models.public.service_hours import USUAL_WEEK, ServiceHours
from pages.documents import escalation_levels
from tests.cast import Cast
from tests.pages.conftest import OpenPage


@pytest.fixture(autouse=True)
def monday(cast: Cast, at: Callable[[str], Any]) -> None:
    at("2026-11-16 09:00")
    with transaction() as session:
        for team in (cast.asri, cast.simponi):
            ServiceHours.set(Programme.find(team.programme.pk, session), USUAL_WEEK, date(2026, 1, 5), SYSTEM, session)


def words(at: AppTest) -> str:
    return "\n".join(str(one.value) for one in (*at.markdown, *at.caption, *at.text, *at.subheader)).replace("\\", "")


def in_force(cast: Cast) -> tuple[int, list[str]]:
    with reading() as session:
        ladder = EscalationVersion.in_force(Programme.find(cast.asri.programme.pk, session), session)
    return ladder.number, [one.label for one in ladder.steps]


def test_levels_go_from_the_coordinator_to_the_second_person(cast: Cast, open_page: OpenPage) -> None:
    """S1.2"""
    at = open_page(cast.asri.koordinator, "pengaturan", tab="eskalasi")
    at.button(key="escalation-draft").click().run()
    with reading() as session:
        draft = EscalationVersion.being_written(cast.asri.programme.pk, session)
    assert draft is not None
    at.text_input(key=f"level-{draft.pk}-0-label").set_value("Piket")
    at.button(key=f"level-{draft.pk}-save").click().run()
    at.button(key="escalation-submit").click().run()
    assert "diputuskan pemegang hak menyetujui kebijakan" in words(at)
    mentor = open_page(cast.asri.pengawas_keakuratan, "pengaturan", tab="eskalasi")
    mentor.button(key="escalation-approve").click().run()
    assert not mentor.exception
    assert in_force(cast) == (2, ["Piket", "Koordinator", "Pengawas keakuratan"])


def test_a_refused_level_keeps_what_was_typed(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.asri.koordinator, "pengaturan", tab="eskalasi")
    at.button(key="escalation-draft").click().run()
    with reading() as session:
        draft = EscalationVersion.being_written(cast.asri.programme.pk, session)
    assert draft is not None
    at.number_input(key=f"level-{draft.pk}-2-hours").set_value(0.5)
    at.button(key=f"level-{draft.pk}-save").click().run()
    assert "Tingkat 3 harus lebih lama" in words(at) + "".join(str(one.value) for one in (*at.error, *at.warning))
    assert at.number_input(key=f"level-{draft.pk}-2-hours").value == 0.5


def test_who_may_not_write_sees_why(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.asri.desainer, "pengaturan", tab="eskalasi")
    assert at.button(key="escalation-draft").disabled
    assert "disusun koordinator" in words(at)


def test_a_technical_unit_sees_no_levels(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.simponi.validator_unit, "pengaturan", tab="eskalasi")
    assert not at.exception
    assert "Jenjang yang berlaku" not in words(at)
    with reading() as session, pytest.raises(NotFound):
        escalation_levels.printed(session, cast.simponi.programme.pk, Person.acting(cast.simponi.validator_unit.pk, session))


def test_the_paper_to_sign_says_who_hears_after_how_long_and_where_the_log_stands(cast: Cast) -> None:
    """S1.2"""
    with transaction() as session:
        writer = Cast.acting(cast.asri.koordinator, session)
        drafted = EscalationVersion.draft(Programme.find(cast.asri.programme.pk, session), writer, session)
        drafted.revise((Step("#strong[Piket]", 1.5, ("admin_platform",)),), writer)
        drafted.submit(writer)
        approver = Cast.acting(cast.asri.pengawas_keakuratan, session)
        session.flush()
        version_id = drafted.pk
    with transaction() as session:
        approver = Cast.acting(cast.asri.pengawas_keakuratan, session)
        EscalationVersion.current(version_id, None, approver, session).approve(approver)
    with reading() as session:
        actor = Person.acting(cast.asri.koordinator.pk, session)
        told = escalation_levels.told(Programme.find(cast.asri.programme.pk, session), session, actor)
        assert escalation_levels.printed(session, cast.asri.programme.pk, actor).startswith(b"%PDF")
    assert told["levels"][0][:4] == ["1", "#strong[Piket]", "1,5 jam layanan sesudah tenggat", "Admin Platform"]
    assert cast.asri.admin_platform.name in told["levels"][0][4]
    assert [row[1] for row in told["signed"]] == [cast.asri.koordinator.name, cast.asri.pengawas_keakuratan.name]
    assert len(told["hash"]) == 64


def test_service_around_the_clock_is_two_taps_from_beranda_and_above_every_page(cast: Cast, open_page: OpenPage) -> None:
    """S1.2: not only the admin; with its reason, and seen by everybody of the team until it ends."""
    at = open_page(cast.asri.koordinator)
    key = f"today-{cast.asri.programme.pk}"
    at.text_input(key=f"all-day-reason-{key}").set_value("Banjir di Merawang")
    at.button(key=f"all-day-on-{key}").click().run()
    seen = open_page(cast.asri.desainer, "tayang")
    assert "Banjir di Merawang" in words(seen)
    assert not [one for one in seen.button if (one.key or "").startswith("all-day-off")]
    assert "Banjir di Merawang" not in words(open_page(cast.simponi.koordinator))
    ending = open_page(cast.asri.koordinator, "kalender")
    (off,) = [one for one in ending.button if (one.key or "").startswith("all-day-off-banner")]
    off.click().run()
    with reading() as session:
        assert RoundTheClock.running(cast.asri.programme.pk, session) is None


def test_without_a_reason_it_stays_off(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.asri.koordinator, "pengaturan", tab="jam")
    at.button(key="all-day-on-settings").click().run()
    with reading() as session:
        assert RoundTheClock.running(cast.asri.programme.pk, session) is None


def test_an_admin_checks_whether_the_public_address_leads_here(cast: Cast, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Belum ditetapkan" in words(open_page(cast.admin, "pengaturan", tab="perangkat"))
    monkeypatch.setenv("SIMPUL_URL", "http://127.0.0.1:9")
    page = open_page(cast.admin, "pengaturan", tab="perangkat")
    assert "Nama ini hanya dikenal di jaringan kantor" in words(page)
    page = page.button(key="address-check").click().run()
    assert "Tidak ada yang menjawab" in words(page)


def test_an_admin_sets_ramadan_hours_with_their_last_day(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.admin, "pengaturan")
    key = f"hours-{cast.asri.programme.id}"
    at.date_input(key=f"{key}-from").set_value(date(2027, 2, 8))
    at.date_input(key=f"{key}-until").set_value(date(2027, 3, 9))
    at.text_input(key=f"{key}-name").set_value("Jam layanan Ramadan")
    at.button(key=f"FormSubmitter:{key}-Tetapkan jam layanan").click().run()
    with reading() as session:
        found = [(str(one.valid_from), one.name) for one in ServiceHours.history(cast.asri.programme.pk, session)]
    assert found[1:] == [("2027-02-08", "Jam layanan Ramadan"), ("2027-03-10", "")]


def test_every_role_reads_its_screens_and_buttons_with_the_reason(cast: Cast, open_page: OpenPage) -> None:
    """S1.2"""
    read = words(open_page(cast.simponi.mentor, "akun"))
    assert "Saya periksa, Setujui, Kembalikan" in read
    assert "Karena peran ini mengerjakan tahap" in read
    assert "hak menyetujui rencana triwulan" in read
    assert "tingkat 3 eskalasi" in read


def test_every_right_has_its_screen() -> None:
    assert sorted(set(RIGHTS) - set(sentences()["role_places"])) == []
