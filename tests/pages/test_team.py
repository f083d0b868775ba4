"""/tim at the screen: decrees, task letters, authority on a day, handover, minutes."""

from datetime import date

import pytest
from sqlmodel import select

from data.database import reading as view
from data.database import transaction
from models.base import today
from models.errors import NotFound
from models.governance.decrees import Decree, DecreeKind, DecreeState
from models.governance.handovers import Handover
from models.governance.minutes import Minutes
from models.people import Person
from pages.documents import decree_list
from pages.documents import handover as printed
from pages.documents import minutes as minutes_sheet
from tests.cast import Cast
from tests.models.test_cycles import begun
from tests.models.test_decrees import drafted, force
from tests.models.test_handovers import busy
from tests.models.test_policies import in_force
from tests.pages.conftest import OpenPage
from tests.pages.test_ideas import keys, press, told


@pytest.fixture(autouse=True)
def monday(cast: Cast, at) -> None:
    at("2026-11-16 09:00")


def test_the_admin_records_a_decree_and_it_says_what_is_missing(cast: Cast, open_page: OpenPage) -> None:
    """S1.4: nobody chosen is said so, and what a draft is told to replace can be chosen in the draft."""
    before = force(cast, drafted(cast, cast.asri, [(cast.asri.editor_teknis, "editor_teknis")], starts_on=date(2026, 8, 3)))
    page = open_page(cast.admin, "tim", tab="sk")
    assert "belum ada SK" in told(page)
    page.text_input(key="new-decree-number").set_value("800/7/2026")
    page = submit(page)
    assert not page.exception
    assert "Belum ada orang dalam surat ini" in told(page)
    with view() as session:
        one = Decree.shelf(cast.asri.programme, Person.acting(cast.admin.pk, session), session)[0]
        assert (one.number, one.state, one.ends_on) == ("800/7/2026", DecreeState.DRAFT, date(2026, 12, 31))
    assert "Pilih orangnya dahulu." in told(next(it for it in page.button if it.label == "Tambahkan").click().run())
    page.selectbox(key=f"decree-{one.pk}-{one.version}-replaces_id").set_value(before)
    page = next(it for it in page.button if it.label == "Simpan").click().run()
    assert "menggantikan" in told(page).lower()
    with view() as session:
        assert Decree.shelf(cast.asri.programme, Person.acting(cast.admin.pk, session), session)[0].replaces_id == before


def submit(page):
    return next(one for one in page.button if one.label == "Catat usulan").click().run()


def test_the_team_sees_the_decree_and_beranda_warns_before_it_ends(cast: Cast, open_page: OpenPage, at) -> None:
    """S1.4"""
    decree_id = force(cast, drafted(cast, cast.simponi, [(cast.simponi.editor, "editor")]))
    page = open_page(cast.simponi.editor, "tim", tab="sk", sk=str(decree_id))
    assert "800/1/2026" in told(page)
    assert "ask-decree-revoke" not in keys(page)
    assert "SK yang akan berakhir" not in told(open_page(cast.simponi.editor))
    at("2026-12-11 09:00")
    assert "berakhir 31 Desember 2026, 20 hari lagi" in told(open_page(cast.simponi.editor))
    at("2027-01-04 09:00")
    assert "masa peralihan sampai" in told(open_page(cast.simponi.editor))


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_every_part_opens_for_the_team_with_chart_duties_and_authority(cast: Cast, open_page: OpenPage, key: str) -> None:
    """S1.1, A1.1, S1.2: roles, duties and screens; who holds them by which decree."""
    team = getattr(cast, key)
    force(cast, drafted(cast, team, [(team.koordinator, "koordinator")]))
    page = open_page(team.koordinator, "tim")
    assert not page.exception
    assert all(duty in told(page) for role in team.programme.rules.roles for duty in role.duties)
    assert "SK: 800/1/2026" in page.table[0].value["Dasar"].tolist()
    for tab in ("sk", "kewenangan", "serah", "notulen"):
        page = open_page(team.koordinator, "tim", tab=tab)
        assert not page.exception, tab
    page = open_page(team.koordinator, "tim", tab="kewenangan")
    assert "SK: 800/1/2026" in page.dataframe[0].value["Dasar"].tolist()


def test_a_handover_is_made_at_the_screen_and_printed(cast: Cast, open_page: OpenPage) -> None:
    """S1.4: who receives is told from whom, a role that ends is warned of, and what can't go along is counted on the closed list."""
    giver, receiver = busy(cast)
    with transaction() as session:
        next(one for one in Person.find(receiver.pk, session).assignments).end(cast.acting(cast.admin, session), today())
    page = open_page(cast.asri.koordinator, "tim", tab="serah")
    page.selectbox(key="handover-receiver").set_value(cast.asri.desainer.pk).run()
    assert "Konten (1, 1 tidak ikut)" in [one.label for one in page.expander]
    page = page.selectbox(key="handover-receiver").set_value(receiver.pk).run()
    assert "Tas siaga" in told(page)
    assert any("berakhir hari ini" in one.value for one in page.warning)
    page = press(page, "handover-make")
    assert not page.exception
    assert f"{giver.name} kepada {receiver.name}" in told(page)
    assert f"menyerahterimakan 5 pekerjaan {giver.name} kepada {receiver.name}, 2 tidak ikut" in told(open_page(receiver, "kotak"))
    with view() as session:
        one = Handover.of_programme(cast.asri.programme, Person.acting(receiver.pk, session), session)[0]
        sheet = printed.printed(session, one.pk, Person.acting(receiver.pk, session))
        assert sheet.startswith(b"%PDF")
        with pytest.raises(NotFound):
            printed.printed(session, one.pk, Person.acting(cast.simponi.editor.pk, session))


def test_minutes_begin_outside_an_evaluation_and_a_policy_says_why(cast: Cast, open_page: OpenPage) -> None:
    """S1.4: 'Mengapa ini dilakukan?' is one click."""
    page = open_page(cast.simponi.koordinator, "tim", tab="notulen")
    page.text_input(key="minutes-begin-title").set_value("Rapat pembaruan etika")
    page = next(one for one in page.button if one.label == "Buka notulen").click().run()
    assert not page.exception
    assert "Tulis isi keputusan" in told(press(page, next(key for key in keys(page) if key and key.startswith("minutes-decide-"))))
    policy_id = in_force(cast, cast.simponi)
    page = open_page(cast.simponi.koordinator, "kebijakan", naskah=str(policy_id))
    picked = next(one for one in page.selectbox if one.key and one.key.startswith("why-pick-"))
    page = picked.set_value(_first_minutes()).run()
    page = press(page, f"why-link-policy-{policy_id}")
    assert "Rapat pembaruan etika" in told(page)
    assert "Rapat pembaruan etika" in told(open_page(cast.simponi.desainer, "kebijakan", naskah=str(policy_id)))


def test_a_decree_closes_with_its_programme_and_minutes_begin_from_a_cycle_and_name_it(cast: Cast, open_page: OpenPage) -> None:
    """S1.4, S-H1: SIMPONI's decree isn't open under ASRI, and a name isn't a number."""
    decree_id = force(cast, drafted(cast, cast.simponi, [(cast.simponi.editor, "editor")]))
    page = open_page(cast.admin, "tim", tab="sk", program=cast.simponi.programme.name)
    assert page.selectbox(key="program").value == cast.simponi.programme.pk
    page = press(page, f"decree-open-{decree_id}")
    assert "decree-back" in keys(page)
    page = page.selectbox(key="program").set_value(cast.asri.programme.pk).run()
    assert "decree-back" not in keys(page)
    cycle_id = begun(cast, cast.simponi)
    page = open_page(cast.simponi.koordinator, "program", tab="tahapan", siklus=str(cycle_id))
    page.text_input(key=f"why-title-cycle-{cycle_id}").set_value("Rapat awal siklus")
    page = press(page, f"why-begin-cycle-{cycle_id}")
    assert "Rapat awal siklus" in told(page)
    page = open_page(cast.simponi.koordinator, "tim", tab="notulen", notulen=str(_first_minutes()))
    assert "Siklus: Siklus 1 (2026)" in [one.label.replace("\\", "") for one in page.get("page_link")]
    assert "Cetak" in [one.label for one in page.get("download_button")]
    with view() as session:
        team, by = cast.simponi, Person.acting(cast.simponi.koordinator.pk, session)
        one = Minutes.of_programme(team.programme, by, session)[0]
        said = minutes_sheet.told(one, session, by)
        assert (said["title"], said["draft"], said["writer"]["name"]) == (one.title, "konsep, belum ditetapkan", team.koordinator.name)
        assert said["about"] == ["Siklus: Siklus 1 (2026)"]
        listed = decree_list.told(team.programme, session, by)
        assert [(row["number"], row["state"]) for row in listed["decrees"]] == [("800/1/2026", "Berlaku")]
        assert listed["decrees"][0]["people"] == [[team.editor.name, "Editor"]]
        assert any(row[0] == team.koordinator.name for row in listed["without"])
        sheets = (minutes_sheet.printed(session, one.pk, by), decree_list.printed(session, team.programme.pk, by))
        assert all(made.startswith(b"%PDF") for made in sheets)
        for make in (lambda it: minutes_sheet.printed(session, one.pk, it), lambda it: decree_list.printed(session, team.programme.pk, it)):
            with pytest.raises(NotFound):
                make(Person.acting(cast.asri.koordinator.pk, session))


def _first_minutes() -> int:
    with view() as session:
        return session.exec(select(Minutes.id)).first() or 0


def test_who_holds_a_role_by_letter_is_told_the_screens_of_writing_only(cast: Cast, open_page: OpenPage) -> None:
    """S1.2, DAYS 3.5: Akun saya names the limit; the admin gets to the decrees from Kantor."""
    letter = drafted(cast, cast.simponi, [(cast.nobody, "editor")], DecreeKind.TEMPORARY, ends_on=date(2026, 11, 30))
    force(cast, letter)
    page = open_page(cast.nobody, "akun")
    assert "sementara, hak menulis saja" in told(page)
    assert "Draf" in told(page)
    assert "memakai jalur darurat" not in told(page)
    assert "memakai jalur darurat" in told(open_page(cast.simponi.editor, "akun"))
    assert not open_page(cast.admin, "kantor").exception
