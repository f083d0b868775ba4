"""The front door in a real browser, on a server that nobody has visited before."""

import re

import pytest
from playwright.sync_api import expect

from data.database import reading
from models.people import Person
from models.programmes import Programme
from tests.cast import PASSWORD, Cast
from tests.journeys.conftest import Visit
from tests.journeys.server import Server

pytestmark = [pytest.mark.gate, pytest.mark.browser]

RUN_A_SCRIPT = """() => {
  const script = document.createElement("script");
  script.textContent = "window.ranBySimpul = true";
  document.body.append(script);
  const picture = document.createElement("div");
  picture.innerHTML = '<img src="nowhere" onerror="window.ranBySimpul = true"><iframe srcdoc="a page"></iframe>';
  document.body.append(picture);
}"""


def test_a_deep_link_on_a_fresh_server_shows_the_sign_in_and_goes_on_to_its_page(cast: Cast, visit: Visit) -> None:
    screen = visit(None, "/akun?dari=surel")
    expect(screen.page.get_by_role("button", name="Masuk")).to_be_visible()
    expect(screen.page.get_by_text("Ubah kata sandi")).to_have_count(0)
    screen.sign_in(cast.simponi.editor.username, PASSWORD).sees_heading("Ubah kata sandi")
    expect(screen.page).to_have_url(re.compile(r"/akun\?dari=surel$"))


def test_reload_keeps_the_person_and_leaving_ends_the_session_in_every_tab(cast: Cast, visit: Visit) -> None:
    screen = visit(cast.simponi.editor)
    screen.sees_heading("Beranda").open("/akun").sees_heading("Ubah kata sandi")
    other = screen.beside().open("/akun").sees_heading("Ubah kata sandi")
    screen.page.evaluate("localStorage.setItem('simpul-7-1-validasi-0-items', '{}')")  # words that never reached the server
    screen.press(re.compile(cast.simponi.editor.name)).press("Keluar")
    expect(screen.page.get_by_label("Nama pengguna")).to_be_visible()
    screen.page.wait_for_function("!Object.keys(localStorage).some((key) => key.startsWith('simpul-'))")  # seen red: a phone is shared
    other.open("/akun")
    expect(other.page.get_by_label("Nama pengguna")).to_be_visible()


def test_a_script_that_got_into_the_page_does_not_run(cast: Cast, visit: Visit) -> None:
    """Seen red with the policy taken out of pages/web/headers.py."""
    screen = visit(cast.simponi.editor).sees_heading("Beranda")
    with screen.page.expect_console_message(lambda said: "inline event handler" in said.text):
        screen.page.evaluate(RUN_A_SCRIPT)
    assert screen.page.evaluate("window.ranBySimpul") is None
    assert any("inline script" in one for one in screen.refused)
    screen.refused.clear()


def test_the_first_person_comes_in_by_the_link_on_the_console_and_sets_up_both_programmes(visit: Visit, server: Server) -> None:
    screen = visit(None, "/")
    screen.sees("tautan")
    screen.open(server.setup_link.removeprefix(server.url)).sees_heading("Penyiapan awal Simpul")
    screen.fill("Nama lengkap", "Maya Kusuma").fill("Nama pengguna", "maya")
    screen.fill(re.compile("^Kata sandi"), PASSWORD).fill(re.compile("^Ulangi kata sandi"), PASSWORD).press("Simpan dan mulai")
    screen.sign_in("maya", PASSWORD).sees_heading("Beranda")
    with reading() as session:
        assert [one.key for one in Programme.all(session)] == ["asri", "simponi"]
        assert [one.username for one in Person.all(session)] == ["maya"]
    stranger = visit(None, server.setup_link.removeprefix(server.url))
    expect(stranger.page.get_by_role("button", name="Simpan dan mulai")).to_have_count(0)
