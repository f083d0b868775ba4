"""/tim at the screen: decrees, task letters, authority on a day, handover, minutes."""

from datetime import date

import pytest

from data.database import reading as view
from models.governance.decrees import Decree, DecreeState
from models.people import Person
from tests.cast import Cast
from tests.models.test_decrees import drafted, force
from tests.pages.conftest import OpenPage
from tests.pages.test_ideas import keys, told


@pytest.fixture(autouse=True)
def monday(cast: Cast, at) -> None:
    at("2026-11-16 09:00")


def test_the_admin_records_a_decree_and_it_says_what_is_missing(cast: Cast, open_page: OpenPage) -> None:
    """S1.4"""
    page = open_page(cast.admin, "tim", tab="sk")
    assert "belum ada SK" in told(page)
    page.text_input(key="new-decree-number").set_value("800/7/2026")
    page = submit(page)
    assert not page.exception
    assert "Belum ada orang dalam surat ini" in told(page)
    with view() as session:
        one = Decree.shelf(cast.asri.programme, Person.acting(cast.admin.pk, session), session)[0]
        assert (one.number, one.state, one.ends_on) == ("800/7/2026", DecreeState.DRAFT, date(2026, 12, 31))


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
