"""The way of a content from idea to archive, step by step at the screens of those whose steps they are."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from data import jobs
from data.database import reading, transaction
from data.seeds.film import film, subtitles
from data.seeds.pictures import poster
from models.actors import SYSTEM
from models.base import LOCAL, now, set_clock, today
from models.governance.contact_kinds import ContactKind, ContactUse
from models.governance.contacts import Contact
from models.people import Person
from models.programmes import Programme
from models.public.service_hours import USUAL_WEEK, ServiceHours
from models.verification import verify
from tests.cast import Cast, Team
from tests.journeys.conftest import Visit
from tests.journeys.screen import Screen, Upload

CONTACT = "Pusat informasi"
NO_DOCUMENT = "Belum ada dokumen resmi karena jadwalnya baru ditetapkan"
LINKS = ("https://www.instagram.com/p/simpul1/", "https://www.facebook.com/bangka/posts/simpul1")
CARDS = ("Retakan di lereng", "Air sumur mendadak keruh", "Pohon mulai miring")


def simponi(cast: Cast, visit: Visit) -> None:
    """An infographic by seven people: sent back once by the technical unit, decided on by the mentor on a phone."""
    team, title = cast.simponi, "Vaksin anak gratis di semua puskesmas"
    open_the_office(team)

    editor = visit(team.editor, "/draf").press("Konten baru")
    editor.fill("Judul", title).choose("Unit teknis", cast.unit.name).press("Mulai menulis").sees_heading(title)
    editor.fill("Catatan bahan", "Jadwal dari rapat puskesmas").fill("Asal bahan", "Surat dinas nomor 12").press("Ajukan")
    editor.fill("Ringkasan singkat", "Vaksin anak gratis. Datang pagi hari.").fill(
        "Poin tindakan", "Bawa buku kesehatan\nDatang pukul 08.00"
    )
    editor.fill("Sumber", "Dinas Kesehatan").choose("Kontak", CONTACT)
    write_the_rest(editor)

    unit = open_from_queue(visit, team.validator_unit, title)
    send_back(unit, "Akurasi: apakah tanggal", "Jamnya belum disebut", "Lengkapi jam layanannya.")
    editor.open("/draf").press("Perbaiki").sees("Jamnya belum disebut")
    editor.fill("Ringkasan singkat", "Vaksin anak gratis, pukul 08.00 sampai 12.00.").press("Ajukan").sees("Diajukan")
    approve(unit.open("/persetujuan").press("Periksa").turn_to("Perubahan").sees("pukul 08.00 sampai 12.00"))

    designer = visit(team.desainer, "/draf").press("Lanjutkan").upload(picture(title)).sees("1080 × 1350")
    designer.fill("Teks alternatif", "Poster jadwal vaksin anak").choose("Adakah warga", "Tidak ada").press("Ajukan").sees("Diajukan")

    phone = open_from_queue(visit, team.mentor, title, phone=True)
    lies_under_the_thumb(phone, "Setujui")
    approve(phone)
    publish(visit(team.admin_teknis, "/tayang"))
    find_in_archive(visit(team.koordinator, "/tayang"), title)


def asri(cast: Cast, visit: Visit) -> None:
    """A short film with subtitles by six people: sent back once by the expert, then validated for content and for wording."""
    team, title = cast.asri, "Kenali tanda tanah longsor"
    open_the_office(team)

    planner = visit(team.koordinator, "/draf").press("Konten baru").tick("Edukasi mitigasi").tick("Video singkat").fill("Judul", title)
    planner.set_day("Rencana tayang", now().astimezone(LOCAL) + timedelta(days=3)).press("Mulai menulis").sees_heading(title)
    planner.press("Ajukan").sees("Diajukan")

    editor = visit(team.editor_teknis, "/draf").press("Lanjutkan").choose("Jenis bahaya", "Tanah longsor").press("Ajukan").sees("Diajukan")
    editor.fill("Ringkasan singkat", "Tanah longsor memberi tanda. Kenali tandanya, lalu menjauh.")
    editor.fill("Pesan tindakan", "Jauhi lereng\nHubungi petugas").fill("Sumber data", "BPBD Kabupaten Bangka")
    editor.choose("Tag lokasi", "Kabupaten Bangka").choose("Kontak darurat", CONTACT)
    write_the_rest(editor)

    designer = visit(team.desainer, "/draf").press("Lanjutkan").upload(clip(title)).sees("12 detik")
    designer.choose("Adakah warga", "Tidak ada").upload(spoken()).sees("3 teks berwaktu").press("Ajukan").sees("Diajukan")

    expert = open_from_queue(visit, team.pengawas_keakuratan, title)
    send_back(expert, "Akurasi: apakah langkah", "Tempat berkumpul belum disebut", "Tambahkan satu langkah.")
    editor.open("/draf").press("Perbaiki").sees("Tempat berkumpul belum disebut")
    editor.fill("Pesan tindakan", "Jauhi lereng\nMenuju tempat berkumpul\nHubungi petugas").press("Ajukan").sees("Diajukan")
    designer.open("/draf").press("Lanjutkan").press("Ajukan").sees("Diajukan")
    approve(expert.open("/persetujuan").press("Periksa").turn_to("Perubahan").sees("Menuju tempat berkumpul"))

    approve(open_from_queue(visit, team.second("koordinator"), title, phone=True))
    publish(visit(team.admin_platform, "/tayang"))
    find_in_archive(visit(team.koordinator, "/tayang"), title)


def open_the_office(team: Team) -> None:
    """What an office has before its first content: hours of service, and a tested contact that may be printed."""
    with transaction() as session:
        programme = Programme.find(team.programme.pk, session)
        ServiceHours.set(programme, USUAL_WEEK, today().replace(month=1, day=1), SYSTEM, session)
        contact = Contact.add(CONTACT, "112", next(iter(ContactKind)), ContactUse.PUBLIC, SYSTEM, session, office=programme.office)
        session.flush()
        contact.record_test(SYSTEM, today(), reached=True)


def write_the_rest(screen: Screen) -> None:
    """The elements that both programmes ask for, on two channels; then it is handed in."""
    screen.set_day("Tanggal informasi", today())
    screen.tick("Tidak ada").fill("alasan tidak ada", NO_DOCUMENT)
    screen.tick("Instagram").tick("Facebook").fill("Tagar", "#KabupatenBangka")
    screen.press("Ajukan").sees("Diajukan")


def open_from_queue(visit: Visit, person: Person, title: str, phone: bool = False) -> Screen:
    return visit(person, "/persetujuan", phone=phone).press("Periksa").sees_heading(title)


def send_back(screen: Screen, item: str, why: str, note: str) -> None:
    """One item answered no, with its reason, and the whole sent back with a note."""
    screen.answer(item, "Tidak").fill("Apa yang tidak sesuai", why).press("Kembalikan").fill("Catatan", note)
    screen.page.get_by_role("dialog").get_by_role("button", name="Kembalikan").click()
    screen.sees("Dikembalikan dengan catatan.")


def approve(screen: Screen) -> None:
    """Every item that isn't answered yet, one by one."""
    screen.answer_all("Ya").press("Setujui").sees("Disetujui.")


def lies_under_the_thumb(screen: Screen, button: str) -> None:
    """On a phone the decision is there without scrolling, in the lower third, tall enough to hit."""
    place, window = screen.page.get_by_role("button", name=button).bounding_box(), screen.page.viewport_size
    assert place is not None
    assert window is not None
    assert window["height"] * 2 / 3 < place["y"] < window["height"] - place["height"]
    assert place["height"] >= 36


def publish(screen: Screen, links: Iterable[str] = LINKS) -> None:
    """Put on the schedule at the proposed hour, then out at once, proven by pasted links; somebody looks after it."""
    screen.press("Jadwalkan").sees("Instagram, hari dan jam").press("Jadwalkan").sees("Terjadwal.")
    screen.fill("Tempel semua tautan", "\n".join(links)).press("Tandai semua sudah tayang").sees("Ditandai sudah tayang.")
    screen.press("Konfirmasi pemantauan").sees("Pemantauan dikonfirmasi.")


def find_in_archive(screen: Screen, title: str) -> None:
    """Weeks later it lies there by itself, with everything that happened to it, and the log is whole."""
    set_clock(lambda: datetime.now(UTC) + timedelta(days=40))
    jobs.archive_old_contents()
    set_clock(None)
    screen.tick("Arsip").fill("Cari dalam arsip", title).follow("Buka").sees_heading(title).sees("Diarsipkan")
    screen.turn_to("Riwayat").sees("mengembalikan revisi").sees("sudah tayang di Instagram, Facebook")
    with reading() as session:
        assert verify(session).faults == ()


def picture(title: str) -> Upload:
    lines = ("Gratis", "Setiap hari kerja")
    return {"name": "infografis.jpg", "mimeType": "image/jpeg", "buffer": poster("simponi", title, lines, "Dinas Kesehatan", "infografis")}


def clip(title: str) -> Upload:
    return {"name": "longsor.mp4", "mimeType": "video/mp4", "buffer": film("asri", title, CARDS, "BPBD Kabupaten Bangka")}


def spoken() -> Upload:
    return {"name": "longsor.srt", "mimeType": "application/x-subrip", "buffer": subtitles(CARDS).encode()}
