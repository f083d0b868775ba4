"""The rules change and the mentor goes away: proposed, tried and adopted in the browser; a deputy decides, and both see it."""

import re

import pytest

from tests.cast import Cast, Team
from tests.journeys import roads
from tests.journeys.conftest import Visit
from tests.models.test_conformity import ordinary
from tests.story import Story

pytestmark = [pytest.mark.gate, pytest.mark.browser]

TITLE = "Jadwal vaksin anak di puskesmas seluruh kabupaten"
LIMIT = 30
MENTOR = {"simponi": "mentor", "asri": "pengawas_keakuratan"}
STAGE = {"simponi": "validasi_mentor", "asri": "validasi_teknis"}


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_a_rule_is_proposed_tried_adopted_by_a_second_person_and_binds_new_content_only(cast: Cast, visit: Visit, key: str) -> None:
    """S4.5 A4.3: what would have failed is named before anybody decides; who proposed finds no button to adopt."""
    team: Team = getattr(cast, key)
    ordinary(cast, key, TITLE)
    running = getattr(Story, key)(cast, f"{TITLE} bulan depan").to("draf")
    screen = visit(team.koordinator, "/pengaturan?tab=pedoman").press("Mulai usulan perubahan")
    screen.choose("Bagian", "Panjang isian").fill("Judul", str(LIMIT)).press("Catat perubahan").sees(re.compile(f"100.*{LIMIT}"))
    screen.press("Uji pada konten").sees("akan gagal").fill("Alasan perubahan", "Terpotong di pratinjau ponsel").press("Ajukan")
    screen.sees("Menunggu keputusan")
    assert screen.page.get_by_role("button", name="Berlakukan", exact=True).count() == 0

    phone = visit(getattr(team, MENTOR[key]), "/persetujuan", phone=True).press("Periksa").sees("Terpotong di pratinjau ponsel")
    phone.press("Berlakukan").press("Ya, berlakukan").sees("berlaku")
    screen.open("/sop?tab=versi").sees("2")

    fresh = getattr(Story, key)(cast, f"{TITLE} tahun depan")
    bound, free = (story.look(team.koordinator).rules.field("title").max_chars for story in (fresh, running))
    assert (bound, free) == (LIMIT, 100)


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_a_mentor_leaves_by_phone_his_deputy_decides_and_both_read_it(cast: Cast, visit: Visit, key: str) -> None:
    """A1.2 S1.4: queue and role move at once; the letter may follow; the one who went reads what was decided in his place."""
    team: Team = getattr(cast, key)
    mentor, deputy = getattr(team, MENTOR[key]), team.second(MENTOR[key]) if key == "asri" else team.pengawas_kebijakan
    story = getattr(Story, key)(cast, TITLE).to(STAGE[key])
    phone = visit(mentor, "/akun", phone=True)
    phone.page.locator("summary", has_text="Masukkan cuti").click()
    phone.choose("Pengganti", deputy.name).press("Simpan cuti").sees(f"Digantikan {deputy.name}").sees("nomor surat belum diisi")
    there = visit(deputy, "/persetujuan", phone=True, dark=True).sees(f"menggantikan {mentor.name}")
    roads.approve(there.press("Periksa"))
    assert story.stage != STAGE[key]
    for person in (mentor, deputy):
        visit(person, f"/konten?id={story.content_id}").turn_to("Riwayat").sees(re.compile(deputy.name))
    visit(team.koordinator, "/tim?tab=sk").sees(f"{deputy.name} · Plh")
