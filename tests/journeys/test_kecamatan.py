"""A kecamatan of three in the browser: package taken over, three people appointed, a piece from idea to verified dossier."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from data import jobs
from data.database import reading, transaction
from models.actors import SYSTEM
from models.base import set_clock, today
from models.governance.contact_kinds import ContactKind, ContactUse
from models.governance.contacts import Contact
from models.programmes import Programme
from models.replication.making import PackageMade
from models.verification import verify
from tests.cast import PASSWORD, Cast
from tests.documents.examining import examined, unpacked
from tests.journeys import roads
from tests.journeys.conftest import Visit
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.gate, pytest.mark.browser]

TITLE = "Posyandu Belinyu pindah hari"
PEOPLE = {
    "laras": ("Laras Ayuningtyas", "Penulis dan Desainer"), "jaka": ("Jaka Permana", "Pengelola Konten"),
    "ibnu": ("Ibnu Hidayat", "Penanggung Jawab"),
}  # fmt: skip


def test_three_people_take_a_way_of_working_over_and_carry_a_piece_to_its_dossier(cast: Cast, visit: Visit, tmp_path: Path) -> None:
    """S4.5, A4.3, S1.4, S3.4: package, decree, idea, draft, two validations, publication, archive, and a check outside the app."""
    admin = visit(cast.admin, "/replikasi?tab=ambil")
    take_over(admin, packed(cast))
    laras, jaka, ibnu = (invited(admin, visit, username, name) for username, (name, _) in PEOPLE.items())
    appoint(admin)
    print_a_contact()

    jaka.open("/rencana?tab=ide").press("Usulkan ide")
    jaka.fill("Judul", TITLE).choose("Asal ide", "Pertanyaan warga").press("Usulkan").sees(TITLE)

    without_calendar(laras.open("/draf").press("Konten baru").fill("Judul", TITLE)).press("Mulai menulis").sees_heading(TITLE)
    laras.fill("Catatan bahan", "Rapat dengan bidan").fill("Asal bahan", "Surat puskesmas").press("Ajukan").sees("Diajukan")
    laras.fill("Ringkasan singkat", "Posyandu Belinyu kini buka hari Rabu.").fill("Poin tindakan", "Datang hari Rabu\nBawa buku KIA")
    laras.fill("Sumber", "Puskesmas Belinyu").choose("Kontak", roads.CONTACT)
    roads.write_the_rest(laras)
    roads.approve(jaka.open("/persetujuan").press("Periksa").sees_heading(TITLE))
    laras.open("/draf").press("Lanjutkan").upload(roads.picture(TITLE)).sees("1080 × 1350")
    laras.fill("Teks alternatif", "Poster posyandu hari Rabu").choose("Adakah warga", "Tidak ada").press("Ajukan").sees("Diajukan")
    roads.approve(ibnu.open("/persetujuan").press("Periksa").sees_heading(TITLE))
    roads.publish(jaka.open("/tayang"))

    set_clock(lambda: datetime.now(UTC) + timedelta(days=40))
    jobs.archive_old_contents()
    set_clock(None)
    jaka.open("/tayang").tick("Arsip").fill("Cari dalam arsip", TITLE).follow("Buka").sees_heading(TITLE).sees("Diarsipkan")
    code, said = examined(unpacked(jaka.download("Unduh berkas konten"), tmp_path))
    assert code == 0, said
    with reading() as session:
        assert verify(session).faults == ()


def packed(cast: Cast) -> bytes:
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.koordinator, session)
        return PackageMade.make(programme, by, session)[1]


def take_over(admin: Screen, package: bytes) -> None:
    admin.upload({"name": "paket.zip", "mimeType": "application/zip", "buffer": package}).sees("Dari SIMPONI")
    admin.fill("Nama program", "KABAR BELINYU").fill("Kunci", "belinyu")
    admin.fill("Nama kantor", "Kecamatan Belinyu", exact=True).fill("Nama singkat kantor", "Kec. Belinyu")
    admin.choose("Susunan tim", "Tiga orang").press("Buat program").sees("Program dibuat.")


def invited(admin: Screen, visit: Visit, username: str, name: str) -> Screen:
    """The one-time link is copied from the admin's screen and opened on a device of one's own."""
    admin.open("/pengguna").tick("Undang orang baru")
    admin.fill("Nama lengkap", name).fill("Nama pengguna", username).press("Undang")
    link = admin.page.get_by_text(re.compile(r"/undangan\?kunci=")).first.inner_text()
    guest = visit(None, re.search(r"/undangan\S+", link)[0])  # type: ignore[index]
    guest.fill("Kata sandi baru", PASSWORD, exact=True).fill("Ulangi kata sandi baru", PASSWORD).press("Simpan kata sandi")
    guest.open("/")
    form, menu = guest.page.get_by_label("Nama pengguna"), guest.page.get_by_role("button", name=name)
    expect(form.or_(menu).first).to_be_visible()
    if form.count():
        guest.sign_in(username, PASSWORD)
    return guest


def appoint(admin: Screen) -> None:
    """One decree for the three of them, signed and in force."""
    admin.open("/tim?tab=sk").tick("KABAR BELINYU").tick("Catat SK")
    admin.fill("Nomor surat", "138/007/2026").fill("Tentang", "Tim pengelola").fill("Ditandatangani oleh", "Camat")
    without_calendar(admin).press("Catat usulan")
    admin.sees("Semua surat")
    for name, role in PEOPLE.values():
        admin.choose("Orang", name).choose("Peran", role).press("Tambahkan").sees(name)
    admin.upload({"name": "sk.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}).press("Lampirkan")
    admin.press("Berlakukan").press("Ya, berlakukan").sees("Berlaku")


def without_calendar(screen: Screen) -> Screen:
    """Leaving a field by keyboard opens the calendar of the day beside it."""
    screen.page.keyboard.press("Escape")
    return screen


def print_a_contact() -> None:
    """What an office has before its first content, besides the hours that came with the package."""
    with transaction() as session:
        programme = next(one for one in Programme.all(session) if one.key == "belinyu")
        contact = Contact.add(roads.CONTACT, "112", next(iter(ContactKind)), ContactUse.PUBLIC, SYSTEM, session, office=programme.office)
        session.flush()
        contact.record_test(SYSTEM, today(), reached=True)
    expect.set_options(timeout=60_000)
