"""Every page, on a desk and on a phone, by light and by dark: nothing that shuts somebody out."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.journeys.screen import Screen
from tests.story import Story

pytestmark = [pytest.mark.gate, pytest.mark.browser]

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"
PASSING = ".stToast"  # Streamlit's own passing message is a dialog to which nobody can give a name
SIGNED_OUT = ("", "mulai", "undangan")
STAGES = ("draf", "validasi_mentor", "penjadwalan", "publikasi")
OFFICE = ("pengguna", "kebijakan", "pengaturan", "audit", "kantor")
WRITING = ("", "draf", "akun", "kejadian", "draf?baru=1", "draf?id={draf}", "tayang")
DECIDING = ("persetujuan", "konten?id={validasi_mentor}", "tayang?id={validasi_mentor}", "konten?id={draf}")
PROGRAMME = ("program", "program?tab=tahapan", "program?tab=kegiatan", "sop", "sop?tab=kepatuhan")
PUBLISHING = (
    "tayang?id={penjadwalan}",
    "tayang?id={publikasi}",
    "tayang?tab=published",
    "tayang?tab=archive",
    "tayang?cari=posyandu",
    "kejadian",
)


def addresses() -> set[str]:
    """The address of every page in the frame's table of contents."""
    return set(re.findall(r'Entry\("[^"]+", "[^"]+", "([^"]*)"', FRAME.read_text("utf-8")))


def test_every_page_is_looked_at() -> None:
    looked_at = {path.split("?")[0] for path in (*SIGNED_OUT, *OFFICE, *WRITING, *DECIDING, *PUBLISHING, *PROGRAMME)}
    assert addresses() - looked_at == set()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_no_page_has_a_serious_barrier(cast: Cast, visit: Visit, phone: bool, dark: bool) -> None:
    ids = {stage: Story.simponi(cast, f"Jadwal posyandu {stage}").to(stage).content_id for stage in STAGES}
    found: list[str] = []
    for person, paths in (
        (None, SIGNED_OUT),
        (cast.admin, OFFICE),
        (cast.simponi.editor, WRITING),
        (cast.simponi.mentor, DECIDING),
        (cast.simponi.admin_teknis, PUBLISHING),
        (cast.simponi.koordinator, PROGRAMME),
    ):
        screen = visit(person, phone=phone, dark=dark)
        for path in paths:
            found += barriers(screen.open("/" + path.format(**ids)), path)
    assert found == []


def barriers(screen: Screen, path: str) -> list[str]:
    """What axe-core calls serious or worse, with the first place it was seen at; a frame, a fault, or what sticks out sideways."""
    page = screen.page
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    results = Axe().run(page, context={"exclude": [[PASSING]]}).response["violations"]
    serious = [one for one in results if one["impact"] in ("serious", "critical")]
    said = [f"{one['id']} at {one['nodes'][0]['target']} ({len(one['nodes'])})" for one in serious]
    said += ["a frame"] * page.locator("iframe").count() + ["a fault"] * page.get_by_text("Terjadi kesalahan").count()
    if (wide := page.get_by_test_id("stMain").evaluate("(main) => main.scrollWidth - main.clientWidth")) > 0:
        said.append(f"sticks out by {wide} pixels")
    return [f"/{path}: {one}" for one in said]
