"""Sign-in as people meet it: the form, what it costs, and who is thrown out when (SAFETY 7, 8)."""

import re
from collections.abc import Callable

import bcrypt
import pytest
from streamlit.testing.v1 import AppTest

from data import start
from data.database import reading, transaction
from models import passwords
from models.actors import SYSTEM
from models.people import Person
from models.sessions import SignIn, Ticket
from pages.ui import session, sign_in
from tests.cast import Cast
from tests.pages.conftest import BROWSER, OpenPage


def titles(at: AppTest) -> list[str]:
    return [one.value for one in at.title]


def sign_in_as(at: AppTest, username: str, password: str) -> AppTest:
    at.text_input[0].set_value(username)
    at.text_input[1].set_value(password)
    at.button(key="FormSubmitter:Login-Masuk").click()
    return at.run()


def bridge(at: AppTest) -> bool:
    return bool(at.session_state["ticket"]) if "ticket" in at.session_state else False


def deactivate(person: Person) -> None:
    with transaction() as change:
        Person.find(person.pk, change).deactivate(SYSTEM)


def test_a_stranger_sees_the_form_at_every_address(cast: Cast, open_page: OpenPage) -> None:
    for address in ("", "kantor", "pengguna", "akun", "kebijakan", "pengaturan"):
        at = open_page(None, address)
        assert titles(at) == ["Simpul"]
        assert [one.label for one in at.text_input] == ["Nama pengguna", "Kata sandi"]


def test_a_deep_link_survives_signing_in_with_its_query(cast: Cast, open_page: OpenPage) -> None:
    """DAYS 3.3"""
    at = sign_in_as(open_page(None, "pengguna", nama="surya"), "maya", cast.password)
    assert titles(at) == ["Pengguna"]
    assert at.text_input(key="nama").value == "surya"


def test_signing_in_leaves_a_ticket_for_the_cookie(cast: Cast, open_page: OpenPage) -> None:
    at = sign_in_as(open_page(None, "kantor"), "maya", cast.password)
    assert titles(at) == ["Kantor"]
    with transaction() as change:
        assert Ticket.redeem(at.session_state["ticket"], BROWSER, change)


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(cast: Cast, open_page: OpenPage) -> None:
    wrong = sign_in_as(open_page(None), "maya", "bukan-kata-sandinya")
    unknown = sign_in_as(open_page(None), "siapapun", "bukan-kata-sandinya")
    assert [one.value for one in wrong.error] == [one.value for one in unknown.error] != []
    assert not bridge(wrong)


@pytest.mark.parametrize("username", ["maya", "tidakada"])
def test_an_unknown_name_costs_as_much_as_a_known_one(
    cast: Cast, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, username: str
) -> None:
    """One bcrypt check of the same cost in both. Seen red with the check skipped when there is no stored hash."""
    costs: list[int] = []
    check = bcrypt.checkpw

    def counted(password: bytes, hashed: bytes) -> bool:
        costs.append(int(hashed.split(b"$")[2]))
        return check(password, hashed)

    monkeypatch.setattr(passwords.bcrypt, "checkpw", counted)
    sign_in_as(open_page(None), username, "bukan-kata-sandinya")
    assert costs == [passwords.COST]


def test_the_check_runs_outside_the_transaction(cast: Cast, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen red with the stored hash read and checked inside it: then the writer below waits for bcrypt."""
    wrote: list[bool] = []

    def meanwhile(password: str, stored: str) -> bool:
        with transaction() as change:
            Person.find(cast.nobody.pk, change).revise(SYSTEM, phone="0811")
        wrote.append(True)
        return False

    monkeypatch.setattr(passwords, "matches", meanwhile)
    sign_in_as(open_page(None), "maya", "bukan-kata-sandinya")
    assert wrote == [True]


def test_many_misses_are_slowed_on_the_screen_too(cast: Cast, open_page: OpenPage, at: Callable[[str], object]) -> None:
    """Seen red with `admit` deaf to the throttle."""
    at("2026-11-16 09:00")
    page = open_page(None, "kantor")
    for _ in range(4):
        page = sign_in_as(page, "surya", "bukan-kata-sandinya")
    assert titles(sign_in_as(page, "surya", cast.password)) == ["Simpul"]
    at("2026-11-16 09:02")
    assert titles(sign_in_as(page, "surya", cast.password)) == ["Kantor"]


def test_a_browser_without_cookies_is_told_so(cast: Cast, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "cookie_hash", lambda _: "")
    at = sign_in_as(open_page(None), "maya", cast.password)
    assert "menolak cookie" in at.error[0].value
    assert not bridge(at)


def test_a_deactivated_person_is_out_at_the_next_run(cast: Cast, open_page: OpenPage) -> None:
    """Seen red with the gate asked only at sign-in and `acting` deaf to `active`."""
    at = open_page(cast.simponi.editor, "akun")
    assert titles(at) == ["Andi Saputra"]
    deactivate(cast.simponi.editor)
    assert titles(at.run()) == ["Simpul"]


def test_a_callback_of_a_deactivated_person_changes_nothing(cast: Cast, open_page: OpenPage) -> None:
    """Callbacks run before the page can refuse. Seen red with the actor of the last run handed to the verb."""
    at = open_page(cast.admin, "pengguna", id=cast.simponi.editor.pk)
    with transaction() as change:
        Person.find(cast.admin.pk, change).credentials += 1
        Person.find(cast.admin.pk, change).revise(SYSTEM)
    at.button(key="deactivate").click().run()
    with reading() as look:
        assert Person.find(cast.simponi.editor.pk, look).active
    assert titles(at) == ["Simpul"]


def test_a_new_password_throws_the_other_sessions_out(cast: Cast, open_page: OpenPage) -> None:
    here, there = open_page(cast.simponi.editor, "akun"), open_page(cast.simponi.editor, "akun")
    change_password(here, cast.password, "Perahu-Biru-Tua-3")
    assert titles(here) == ["Andi Saputra"]
    assert titles(there.run()) == ["Simpul"]


def test_the_own_password_asks_for_the_current_one(cast: Cast, open_page: OpenPage) -> None:
    """Seen red without the check."""
    at = open_page(cast.simponi.editor, "akun")
    change_password(at, "bukan-kata-sandinya", "Perahu-Biru-Tua-3")
    assert "tidak cocok" in at.error[0].value
    with reading() as look:
        assert passwords.matches(cast.password, Person.find(cast.simponi.editor.pk, look).password_hash)


def test_signing_out_ends_the_session_everywhere(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.simponi.editor, "kantor")
    token = at.session_state["session"]
    at.button(key="leave-button").click().run()
    assert titles(at) == ["Simpul"]
    with reading() as look:
        assert SignIn.alive(token, BROWSER, look) is None


def test_one_sees_and_ends_ones_own_other_sessions(cast: Cast, open_page: OpenPage) -> None:
    phone = open_page(cast.simponi.editor, "kantor")
    desk = open_page(cast.simponi.editor, "akun")
    desk.button(key="end-others").click().run()
    assert titles(desk) == ["Andi Saputra"]
    assert titles(phone.run()) == ["Simpul"]


def test_ones_own_phone_is_a_choice_before_the_form(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(None, "akun")
    at.checkbox(key="own_device").check().run()
    at = sign_in_as(at, "andi", cast.password)
    with reading() as look:
        ends = [one.ends_at - one.opened_at for one in SignIn.open_ones(cast.simponi.editor.pk, look)]
    assert ends[0].days == 30


def test_the_first_run_shows_the_way_in(db: str, open_page: OpenPage) -> None:
    at = open_page(None)
    assert "penyiapan awal" in at.info[0].value


def test_the_first_person_sets_the_installation_up_once(db: str, open_page: OpenPage) -> None:
    key = re.search(r"kunci=(\S+)", start.setup_link() or "")
    assert key
    at = open_page(None, "mulai", kunci=key[1])
    at.text_input(key="first-name").set_value("Sari Wulandari")
    at.text_input(key="first-username").set_value("sari")
    at.text_input(key="first-new").set_value("Kopi-Senja-Laut-9")
    at.text_input(key="first-again").set_value("Kopi-Senja-Laut-9")
    at.button(key="FormSubmitter:set-up-Simpan dan mulai").click().run()
    assert "Penyiapan selesai" in at.success[0].value
    again = open_page(None, "mulai", kunci=key[1])
    assert not again.text_input
    assert "sudah selesai" in again.caption[0].value
    assert [one.proto.label for one in again.main.get("page_link")] == ["Masuk"]


def test_a_wrong_set_up_key_shows_no_question(db: str, open_page: OpenPage) -> None:
    start.setup_link()
    at = open_page(None, "mulai", kunci="tebakan")
    assert not at.text_input
    assert "Mulai ulang server" in at.caption[0].value
    assert not open_page(None, "mulai").text_input


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome di Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari di iPhone"),
        ("curl/8", "Peramban"),
        (None, ""),
    ],
)
def test_a_session_is_recognised_by_its_device(agent: object, said: str) -> None:
    assert sign_in.device(agent) == said


def change_password(at: AppTest, current: str, wanted: str) -> None:
    at.text_input(key="own-old").set_value(current)
    at.text_input(key="own-new").set_value(wanted)
    at.text_input(key="own-again").set_value(wanted)
    at.button(key="FormSubmitter:password-Ubah kata sandi").click().run()
