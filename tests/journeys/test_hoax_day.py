"""A false claim, from the first sighting at ten past nine to the clarification that everybody who asked was sent to."""

import json

import pytest

from data.database import transaction
from data.seeds.pictures import poster
from models.base import LOCAL, now
from models.people import Person
from models.public.hoaxes.cases import HoaxCase
from models.public.interactions import Interaction
from tests.cast import Cast, Team
from tests.journeys import ledger, roads
from tests.journeys.conftest import Visit
from tests.journeys.screen import Screen, Upload
from tests.rumours import CLAIMS, DECIDERS

pytestmark = [pytest.mark.gate, pytest.mark.browser]

ASKER = "Sulaiman Rekaan"
FACTS = {"simponi": "Pajak motor tetap dibayar seperti biasa", "asri": "Tanggul Berok utuh, air sungai surut"}
HAPPENED = (
    "interaction.received", "hoax.recorded", "hoax.sighted", "hoax.holding_sent", "hoax.statement_asked", "hoax.statement_answered",
    "hoax.checked", "hoax.concluded_first", "hoax.concluded_verbally", "hoax.verbal_settled", "hoax.clarification_begun",
    "content.approved", "content.published", "hoax.clarified", "hoax.comments_answered", "hoax.reach_noted", "hoax.closed",
)  # fmt: skip


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_a_hoax_runs_from_its_sighting_to_the_published_clarification(cast: Cast, visit: Visit, key: str) -> None:
    """S3.3 A3.3 S-H8 A-H10 S3.4: on phones; a holding answer first, two people's verdict, one of them by telephone, then the short lane."""
    team: Team = getattr(cast, key)
    roads.open_the_office(team)
    writer, moderator = (team.editor, team.admin_teknis) if key == "simponi" else (team.editor_teknis, team.admin_platform)
    first, second = (team.people[role][0] for role in DECIDERS[key])
    approver = team.second("mentor" if key == "simponi" else "pengawas_keakuratan")

    channels = visit(moderator, "/moderasi", phone=True)
    ask(channels, key)
    desk = visit(writer, "/hoaks", phone=True)
    record(desk, key)
    case_id = int(desk.page.url.rpartition("id=")[2])
    seen_in_a_comment(cast, writer, case_id)
    hold(channels.open(f"/hoaks?id={case_id}"))
    check(desk.open(f"/hoaks?id={case_id}"))

    conclude(visit(first, f"/hoaks?id={case_id}", phone=True))
    note_the_call(desk.open(f"/hoaks?id={case_id}"), second)
    visit(second, f"/hoaks?id={case_id}", phone=True).sees("atas nama Anda").press("Konfirmasi").sees("Dikonfirmasi.")

    content_id = clarify(desk.open(f"/hoaks?id={case_id}"), key)
    roads.approve(roads.open_from_queue(visit, approver, FACTS[key], phone=True))
    channels.open(f"/tayang?id={content_id}").fill("Tempel semua tautan", "\n".join(roads.LINKS))
    channels.press("Tandai semua sudah tayang").sees("Ditandai sudah tayang.")

    finish(channels.open(f"/hoaks?id={case_id}"))
    ledger.tells(cast, visit, HAPPENED, [ASKER, "Sulaiman", *CLAIMS[key], "Kelompok tani"])


def ask(screen: Screen, key: str) -> None:
    """Somebody asks under a post whether it is true."""
    screen.pick("Masukkan komentar", "Tulis satu").fill("Isi komentar", f"Apakah benar? {CLAIMS[key][0]}").fill("Nama akun", ASKER)
    screen.agree("Simpan").sees("Apakah benar?").misses(ASKER)


def record(screen: Screen, key: str) -> None:
    """In the words of the office: what Streamlit itself writes into a chooser of files, too."""
    title, claim = CLAIMS[key]
    screen.press("Catat klaim").sees("Pilih berkas").sees("per berkas").fill("Isi klaim", claim)
    screen.fill("Judul kasus", title).choose("Tempat", "WhatsApp")
    screen.fill("Keterangan", "Kelompok tani").fill("Perkiraan orang", "250").agree("Catat klaim").sees_heading(title)


def seen_in_a_comment(cast: Cast, person: Person, case_id: int) -> None:
    with transaction() as session:
        by = cast.acting(person, session)
        case = HoaxCase.current(case_id, None, by, session)
        found = Interaction.queue(by, [case.programme_id], session)
        case.sight(by, "facebook", case.programme.rules.hoaxes.spread[0].key, interaction_id=found[0].pk)


def hold(screen: Screen) -> None:
    """A word for those who ask, long before the verdict."""
    screen.press("Beri jawaban sementara").agree("Jawab 1 komentar").sees("Jawaban sementara dicatat.")


def check(screen: Screen) -> None:
    """An office that is asked and answers, and a question of the playbook."""
    screen.press("Minta keterangan").fill("Kantor yang dimintai", "Dinas Pekerjaan Umum").agree("Minta keterangan")
    screen.sees("Dinas Pekerjaan Umum").press("Catat jawaban").tick("Membantah klaim").fill(
        "Apa yang dikatakan", "Tidak benar, sudah dicek."
    )
    screen.agree("Catat jawaban").sees("Jawaban dicatat sebagai sumber.")
    screen.press("Jawab").tick("Membantah klaim").fill("Apa yang dikatakan", "Kantor terkait membantah.").agree("Catat hasil")
    screen.sees("Hasil pemeriksaan dicatat.")


def conclude(screen: Screen) -> None:
    screen.press("Beri simpulan").tick("Konten palsu").fill("Alasan", "Kantor yang berwenang membantah.").agree("Simpulkan")
    screen.sees("Simpulan dicatat.")


def note_the_call(screen: Screen, second: Person) -> None:
    screen.press("Catat simpulan lisan").choose("Yang menyimpulkan", second.name).fill("Lewat apa", "Telepon ke nomor dinas")
    screen.fill("Alasan", "Sependapat, sumbernya jelas.").agree("Catat simpulan lisan").sees("Simpulan lisan dicatat.")


def clarify(screen: Screen, key: str) -> int:
    """Fact, myth, fact; the rest of the elements as any content has them."""
    screen.press("Buat klarifikasi").fill("Faktanya", FACTS[key]).fill("Penjelasan fakta", "Sudah dipastikan kepada kantor terkait.")
    screen.agree("Buat draf klarifikasi").sees_heading(FACTS[key])
    number = int(screen.page.url.rpartition("id=")[2])
    screen.fill("Poin tindakan" if key == "simponi" else "Pesan tindakan", "Jangan sebarkan lagi\nTanyakan ke kantor")
    screen.fill("Sumber" if key == "simponi" else "Sumber data", "Dinas Pekerjaan Umum")
    screen.choose("Kontak" if key == "simponi" else "Kontak darurat", roads.CONTACT)
    if key == "asri":
        screen.choose("Jenis bahaya", "Banjir").choose("Tag lokasi", "Sungailiat").set_day("Waktu kejadian", now().astimezone(LOCAL))
    screen.upload(picture(key)).sees("1080 × 1350").fill("Teks alternatif", "Poster klarifikasi").choose("Adakah warga", "Tidak ada")
    roads.write_the_rest(screen)
    return number


def finish(screen: Screen) -> None:
    """Who asked gets the link, the reach is noted, and everything goes into one file."""
    screen.sees(roads.LINKS[0]).press("Jawab 1 komentar dengan klarifikasi").agree("Jawab semua").sees("Komentar dijawab.")
    screen.press("Catat jangkauan").fill("Orang yang dijangkau", "900").agree("Catat").sees("Jangkauan dicatat.")
    assert screen.download("Berkas kasus (PDF)").startswith(b"%PDF-")
    review = json.loads(screen.download("ClaimReview (JSON-LD)"))
    assert review["url"] == roads.LINKS[0]
    screen.press("Tutup kasus").agree("Tutup kasus").sees("Kasus ditutup.")


def picture(key: str) -> Upload:
    found = poster(key, FACTS[key], ("Sudah dipastikan",), "Kantor terkait", "infografis")
    return {"name": "klarifikasi.jpg", "mimeType": "image/jpeg", "buffer": found}
