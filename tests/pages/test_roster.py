"""The roster and one's own leave on the screen, as a coordinator and as everybody else meets them (A1.2)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from data.database import reading, transaction
from models.actors import SYSTEM
from models.base import LOCAL
from models.deputies import Deputyship
from models.people import Person
from models.planning.leaves import Leave
from models.planning.shifts import Shift
from models.programmes import Programme
from models.public.service_hours import USUAL_WEEK, ServiceHours
from tests.cast import Cast
from tests.pages.conftest import OpenPage

MONDAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def monday_morning(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-16 09:00")
    with transaction() as session:
        ServiceHours.set(Programme.find(cast.simponi.programme.pk, session), USUAL_WEEK, date(2026, 1, 1), SYSTEM, session)


def words(at: AppTest) -> str:
    return " ".join(one.value for one in [*at.markdown, *at.caption, *at.title, *at.subheader])


def told(at: AppTest) -> str:
    return " ".join(one.value for one in [*at.error, *at.info, *at.toast])


def banner(at: AppTest) -> str:
    return " ".join(one.value for one in at.markdown if "Tanpa pengganti:" in one.value).replace("\\", "")


def assign(cast: Cast, person: Person, day: date = MONDAY) -> None:
    with transaction() as session:
        since, until = (datetime.combine(day, hour, LOCAL).astimezone(UTC) for hour in (time(7, 30), time(16)))
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.koordinator, session)
        Shift.assign(programme, Person.find(person.pk, session), since, until, by, session)


def go_on_leave(person: Person, since: date, until: date, deputy: Person | None = None) -> None:
    with transaction() as session:
        absent, stand_in = Person.find(person.pk, session), Person.find(deputy.pk, session) if deputy else None
        Leave.enter(absent, since, until, SYSTEM, session, stand_in)


def shifts(cast: Cast, monday: date = MONDAY) -> list[tuple[str, str, str]]:
    with reading() as session:
        since = datetime.combine(monday, time(0), LOCAL)
        found = Shift.between([cast.simponi.programme.pk], since, since + timedelta(weeks=1), session)
        return [(one.person.name, *(f"{at.astimezone(LOCAL):%H.%M}" for at in (one.starts_at, one.ends_at))) for one in found]


def roster(cast: Cast, open_page: OpenPage, person: Person | None = None) -> AppTest:
    at = open_page(person or cast.simponi.koordinator, "rencana", tab="piket")
    assert not at.exception
    assert not at.error
    return at


def test_a_coordinator_fills_the_first_gap_of_the_week(cast: Cast, open_page: OpenPage) -> None:
    """A1.2: begun from the service hours nobody covers yet."""
    at = roster(cast, open_page)
    assert "Kosong 13.00–16.00" in words(at)
    programme = cast.simponi.programme.pk
    at.selectbox(key=f"shift-person-{programme}").set_value(cast.simponi.editor.pk).run()
    at.button(key=f"shift-add-{programme}").click().run()
    assert shifts(cast) == [("Andi Saputra", "09.00", "16.00")]
    assert "Kosong 13.00–16.00" in words(at)  # of the days after
    assert at.selectbox(key=f"shift-day-{programme}-{MONDAY}").value in {MONDAY, MONDAY + timedelta(days=1)}


def test_what_is_unwise_is_said_before_it_is_done(cast: Cast, open_page: OpenPage) -> None:
    go_on_leave(cast.simponi.editor, MONDAY, MONDAY)
    at = roster(cast, open_page)
    at.selectbox(key=f"shift-person-{cast.simponi.programme.pk}").set_value(cast.simponi.editor.pk).run()
    assert "Andi Saputra cuti dari 16 November 2026" in words(at).replace("\\", "")


def test_a_clash_keeps_the_form_and_says_why(cast: Cast, open_page: OpenPage) -> None:
    at = roster(cast, open_page)
    at.selectbox(key=f"shift-person-{cast.simponi.programme.pk}").set_value(cast.simponi.editor.pk).run()
    assign(cast, cast.simponi.editor)
    at.button(key=f"shift-add-{cast.simponi.programme.pk}").click().run()
    assert "sudah piket dari 16 November 2026 pukul 07.30" in told(at)
    assert at.selectbox(key=f"shift-person-{cast.simponi.programme.pk}").value == cast.simponi.editor.pk


def test_a_shift_is_removed_from_its_own_name(cast: Cast, open_page: OpenPage) -> None:
    assign(cast, cast.simponi.editor)
    at = roster(cast, open_page)
    assert "Sedang piket" in words(at)
    [button] = [one for one in at.button if (one.key or "").startswith("remove-")]
    button.click().run()
    assert shifts(cast) == []


def test_last_week_is_copied_and_who_is_left_out_is_named(cast: Cast, open_page: OpenPage) -> None:
    """A1.2"""
    assign(cast, cast.simponi.editor)
    assign(cast, cast.simponi.desainer)
    go_on_leave(cast.simponi.desainer, MONDAY + timedelta(weeks=1), MONDAY + timedelta(weeks=1))
    at = roster(cast, open_page)
    at.button(key="week-after").click().run()
    at.button(key=f"copy-{cast.simponi.programme.pk}").click().run()
    assert shifts(cast, MONDAY + timedelta(weeks=1)) == [("Andi Saputra", "07.30", "16.00")]
    assert "Bayu Pratama, Sen, 23 Nov 07.30: cuti" in told(at)
    assert "Siapa cuti" in words(at)


@pytest.mark.parametrize("who", ["leader", "inspector"])
def test_who_may_only_look_sees_the_roster_without_verbs(cast: Cast, open_page: OpenPage, who: str) -> None:
    assign(cast, cast.simponi.editor)
    at = roster(cast, open_page, getattr(cast, who))
    assert ":small[**07.30–16.00**] Andi Saputra" in words(at)
    assert not [one.key for one in at.button if (one.key or "").startswith(("remove-", "copy-", "shift-add"))]


def test_a_forged_removal_of_another_programme_is_not_found(cast: Cast, open_page: OpenPage) -> None:
    assign(cast, cast.simponi.editor)
    at = roster(cast, open_page, cast.simponi.koordinator)
    with transaction() as session:
        for one in Person.find(cast.simponi.koordinator.pk, session).assignments:
            one.end(SYSTEM)
    [button] = [one for one in at.button if (one.key or "").startswith("remove-")]
    button.click().run()
    assert shifts(cast) == [("Andi Saputra", "07.30", "16.00")]


def test_a_full_week_costs_no_more_statements_than_an_empty_one(
    cast: Cast, open_page: OpenPage, reading: Session, queries: Callable[..., Any]
) -> None:
    at = roster(cast, open_page)
    counts = []
    for people in ([], [cast.simponi.editor, cast.simponi.second("editor"), cast.simponi.desainer, cast.simponi.admin_teknis]):
        for person in people:
            assign(cast, person)
            go_on_leave(person, MONDAY, MONDAY)
        at.run()
        with queries(reading) as seen:
            at.run()
        counts.append(len(seen))
    assert counts[1] <= counts[0] + 6  # what follows shifts and leaves is asked once for all of them
    assert counts[1] <= 40


def test_one_enters_ones_own_leave_and_the_consequence_is_said(cast: Cast, open_page: OpenPage) -> None:
    """A1.2: without a stand-in it is stored too, and the coordinator is told."""
    editor = cast.simponi.editor
    at = open_page(editor, "akun")
    assert "Tanpa pengganti, yang menunggu keputusan tetap menunggu" in words(at)
    at.date_input(key=f"leave-{editor.pk}-until").set_value(MONDAY + timedelta(days=2)).run()
    at.button(key=f"leave-{editor.pk}-save").click().run()
    assert "16 s.d. 18 November 2026" in words(at)
    assert "Andi Saputra (cuti 16 s.d. 18 November 2026)" in banner(open_page(cast.simponi.koordinator, "kantor"))
    assert "Andi Saputra" not in banner(open_page(cast.asri.koordinator, "kantor"))
    assert "Andi Saputra" not in banner(open_page(cast.simponi.mentor, "kantor"))


def test_a_deputy_is_named_later_and_the_banner_goes(cast: Cast, open_page: OpenPage) -> None:
    mentor = cast.simponi.mentor
    go_on_leave(mentor, MONDAY, MONDAY)
    assert "Surya Darma" in banner(open_page(cast.simponi.koordinator, "kantor"))
    at = open_page(mentor, "akun")
    [naming] = [one.key for one in at.selectbox if (one.key or "").startswith("naming-")]
    at.selectbox(key=naming).set_value(cast.simponi.editor.pk).run()
    at.button(key=naming.replace("-deputy", "-save")).click().run()
    assert "Digantikan Andi Saputra" in words(at)
    assert "Surya Darma" not in banner(open_page(cast.simponi.koordinator, "kantor"))


def test_coming_back_early_gives_the_roles_back(cast: Cast, open_page: OpenPage, at: Callable[[str], datetime]) -> None:
    """A1.2"""
    go_on_leave(cast.simponi.mentor, MONDAY, MONDAY + timedelta(days=4), cast.simponi.editor)
    at("2026-11-18 08:00")
    page = open_page(cast.simponi.mentor, "akun")
    [button] = [one for one in page.button if (one.key or "").startswith("withdraw-")]
    assert button.label == "Ya, kembali lebih awal"
    button.click().run()
    with reading() as session:
        assert Deputyship.coming(session) == []
    assert "Belum ada cuti" in words(page)


def test_turned_days_offer_nobody_and_are_refused(cast: Cast, open_page: OpenPage) -> None:
    editor = cast.simponi.editor
    at = open_page(editor, "akun")
    at.date_input(key=f"leave-{editor.pk}-from").set_value(MONDAY + timedelta(days=5)).run()
    assert "Hari terakhir mendahului hari pertama" in words(at)
    at.button(key=f"leave-{editor.pk}-save").click().run()
    assert "Tanggal akhir mendahului tanggal mulai" in told(at)


def test_an_admin_enters_leave_for_others_and_names_a_plt_for_a_vacancy(cast: Cast, open_page: OpenPage) -> None:
    mentor, editor = cast.simponi.mentor, cast.simponi.editor
    at = open_page(cast.admin, "pengguna", id=mentor.pk)
    at.button(key=f"leave-{mentor.pk}-save").click().run()
    with reading() as session:
        assert [one.starts_on for one in Leave.coming(mentor.pk, session)] == [MONDAY]
    at.selectbox(key=f"deputy-{mentor.pk}").set_value(editor.pk).run()
    at.button(key=f"deputy-{mentor.pk}-save").click().run()
    with reading() as session:
        assert [one.kind.value for one in Deputyship.coming(session)] == ["plt"]


def test_beranda_says_who_is_on_shift_and_who_is_away(cast: Cast, open_page: OpenPage) -> None:
    """A1.2"""
    assign(cast, cast.simponi.editor)
    go_on_leave(cast.simponi.desainer, MONDAY, MONDAY)
    said = words(open_page(cast.simponi.admin_teknis, "")).replace("\\", "")
    assert "Andi Saputra" in said
    assert "piket sampai 16.00" in said
    assert "Bayu Pratama :gray[(cuti, tanpa pengganti)]" in said
