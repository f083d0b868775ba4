"""What is out changes: a flood is told anew three times in a night, a mistake is corrected, and every trace of the old ones says so."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from data.database import reading
from models.base import now
from models.content.corrections import Correction, Way
from models.content.incidents import Incident
from models.content.publications import PublicationState
from models.content.publishing import Report
from pages.documents import incident_sheet
from tests.cast import Cast, Team
from tests.journeys import at_night, ledger, roads
from tests.journeys.at_night import Clock
from tests.journeys.conftest import Visit
from tests.journeys.screen import Screen
from tests.journeys.server import Server
from tests.story import Story

pytestmark = [pytest.mark.gate, pytest.mark.browser]

LINKS = ("https://www.instagram.com/p/banjir{}/", "https://www.facebook.com/bangka/posts/banjir{}")
UPDATES = ("Air setinggi lutut. Jalan masih ditutup.", "Air setinggi pinggang. Jangan lewat.", "Air mulai surut. Jalan dibuka satu arah.")
ASKER = "Mahmud Rekaan"
TITLES = {"simponi": "Jembatan Baturusa ditutup", "asri": "Banjir di Jalan Raya Sungailiat"}
NIGHT = (
    "content.published", "interaction.received", "incident.begun", "incident.joined", "content.correction_begun",
    "content.verbally_approved", "content.verbal_confirmed", "content.approved", "content.superseded", "incident.closed",
)  # fmt: skip


@pytest.fixture
def lived(engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Clock, Server]]:
    with at_night.lived_at(at_night.ten_past_two(), tmp_path, monkeypatch) as both:
        yield both


@pytest.fixture
def clock(lived: tuple[Clock, Server]) -> Clock:
    return lived[0]


@pytest.fixture
def server(lived: tuple[Clock, Server]) -> Server:
    return lived[1]


@pytest.mark.parametrize("key", ["asri", "simponi"])
def test_three_updates_in_a_night_leave_one_truth(cast: Cast, clock: Clock, visit: Visit, key: str) -> None:
    """S3.4 A3.3 A3.3b: one person on a phone; the first update by a telephone approval, each out on both channels by one confirm."""
    story = (Story.warning if key == "asri" else Story.emergency)(cast, TITLES[key], planned_for=None)
    alone, expert = (
        (story.team.admin_platform, story.team.pengawas_keakuratan) if key == "asri" else (story.team.admin_teknis, story.team.mentor)
    )
    put_out(story)
    phone = visit(alone, "/kejadian", phone=True)
    begin_the_event(phone, key)
    incident = phone.page.url.rpartition("id=")[2]
    phone.press("Tambah").sees("Ditambahkan ke kejadian.")
    ask(phone, key)

    told = [story.content_id]
    for number, words in enumerate(UPDATES, start=2):
        clock.pass_by(hours=1)
        told.append(begin_an_update(phone, told[-1], words))
        if number == 2:
            phone.open(f"/konten?id={told[-1]}").answer_all("Ya")
            record_the_call(phone, expert.name)
        else:
            roads.approve(visit(expert, f"/konten?id={told[-1]}", phone=True))
        publish(phone.open(f"/tayang?id={told[-1]}"), number)
    visit(expert, "/persetujuan", phone=True).press("Konfirmasi").press("Konfirmasi").sees("Dikonfirmasi.")

    everything_says_so(phone, told, key)
    close_the_event(phone, incident)
    printed(cast, story.team, int(incident))
    ledger.tells(cast, visit, NIGHT, [ASKER, "Mahmud", "mobil"])


def put_out(story: Story) -> None:
    """The first word, already out on two channels."""
    story.to("publikasi")
    reports = [Report(channel, now(), link.format(1)) for channel, link in zip(("instagram", "facebook"), LINKS, strict=True)]
    writer = next(one for role in story.look(story.team.koordinator).stage_rules.by for one in story.team.people[role])
    story.do(writer, lambda content, actor: content.publish(actor, reports))


def begin_the_event(screen: Screen, key: str) -> None:
    screen.tick("Buka kejadian baru").fill("Nama kejadian", "Banjir Sungailiat")
    if key == "asri":
        screen.choose("Jenis bahaya", "Banjir")
    screen.choose("Kecamatan", "Sungailiat").press("Buka kejadian").sees_heading("Banjir Sungailiat")


def ask(screen: Screen, key: str) -> None:
    """Somebody asks under the post; his comment becomes part of the event, and its link leads there."""
    screen.open("/moderasi").pick("Masukkan komentar", "Tulis satu").fill("Isi komentar", "Bolehkah mobil lewat?").fill("Nama akun", ASKER)
    screen.agree("Simpan").sees("Bolehkah mobil lewat?").pick("Lainnya", "Rincian dan catatan").agree("Masukkan ke kejadian")
    screen.press("Banjir Sungailiat").sees("Dimasukkan ke kejadian.").follow("Kejadian: Banjir Sungailiat")
    screen.sees("Komentar nomor 1").page.go_back()
    screen.settle().sees("Bolehkah mobil lewat?").misses("Rincian komentar")


def begin_an_update(screen: Screen, old: int, words: str) -> int:
    """From the replaced one to a draft that only wants the new words."""
    screen.open(f"/konten?id={old}").press("Mutakhirkan").fill("Apa yang berubah", words).agree("Mulai koreksi")
    screen.sees_heading("Pemutakhiran").fill("Ringkasan singkat", words).press("Ajukan").sees("Diajukan")
    return int(screen.page.url.rpartition("id=")[2])


def record_the_call(screen: Screen, approver: str) -> None:
    screen.pick("Lainnya", "Catat persetujuan lisan").choose("Yang memutus", approver).fill("Lewat apa", "Telepon ke nomor dinas")
    screen.agree("Catat").sees("Persetujuan lisan dicatat.")


def publish(screen: Screen, number: int) -> None:
    """Both channels by one confirm."""
    screen.fill("Tempel semua tautan", "\n".join(link.format(number) for link in LINKS))
    screen.press("Tandai semua sudah tayang").sees("Ditandai sudah tayang.")


def everything_says_so(screen: Screen, told: list[int], key: str) -> None:
    """Its own page, Publikasi and the calendar; each old one leads to the newest."""
    for old in told[:-1]:
        screen.open(f"/konten?id={old}").sees("Sudah diganti").misses("Mutakhirkan").follow("Buka yang terbaru")
        expect(screen.page).to_have_url(f"{screen.url}/konten?id={told[-1]}")
        screen.misses("Sudah diganti").sees("Sudah tayang").sees(UPDATES[-1])
        screen.open(f"/tayang?id={old}").sees("Sudah diganti")
    screen.open("/kalender").sees(f"Sudah diganti ({len(told) - 1})").sees("Sudah tayang (1)")


def close_the_event(screen: Screen, incident: str) -> None:
    screen.open(f"/kejadian?id={incident}").sees("Sudah diganti").press("Tutup kejadian").fill(
        "Ringkasan", "Air naik sejak pukul dua, surut menjelang pagi."
    ).press("Tutup kejadian ini")
    screen.sees("Kejadian ditutup.")
    assert screen.download("Cetak linimasa").startswith(b"%PDF-")


def printed(cast: Cast, team: Team, incident_id: int) -> None:
    """What the sheet says: four publications, three of them replaced, each at its hour."""
    with reading() as session:
        actor = cast.acting(team.koordinator, session)
        rows = incident_sheet.told(Incident.find(incident_id, actor, session), actor, session)["rows"]
    kinds = [kind for _, kind, _ in rows]
    assert (kinds.count("Tayang"), kinds.count("Sudah diganti")) == (4, 3)


def test_a_mistake_is_put_right_where_it_stood(cast: Cast, visit: Visit) -> None:
    """S3.4: a ralat; one post edited in place, the other one posted anew, and both say what was wrong and for how long."""
    story = Story.simponi(cast).to("penjadwalan")
    team = story.team
    story.do(team.admin_teknis, lambda one, by: one.schedule(by, dict.fromkeys(one.channels, now() + timedelta(hours=1))))
    put_out(story)
    editor = visit(team.editor, f"/tayang?id={story.content_id}").press("Buat ralat")
    editor.fill("Apa yang keliru", "Jamnya keliru: pukul 09.00.").agree("Mulai koreksi").sees_heading("Ralat: Jadwal vaksin")
    editor.fill("Poin tindakan", "Bawa buku KIA\nDatang pukul 09.00").press("Ajukan").sees("Diajukan")
    number = int(editor.page.url.rpartition("id=")[2])
    roads.approve(visit(team.mentor, f"/konten?id={number}", phone=True).sees("Jamnya keliru: pukul 09.00."))

    out = visit(team.admin_teknis, f"/tayang?id={number}").fill("Tempel semua tautan", f"{LINKS[0].format(1)}\n{LINKS[1].format(2)}")
    out.press("Tandai semua sudah tayang").sees("Ditandai sudah tayang.")
    editor.open(f"/konten?id={story.content_id}").sees("Sudah diganti").misses("Buat ralat").follow("Buka yang terbaru")
    expect(editor.page).to_have_url(f"{editor.url}/konten?id={number}")
    editor.tick("Yang berubah").sees("08.00").sees(re.compile(r"^09\.00$"))
    with reading() as session:
        old, done = story.look(team.koordinator, session), Correction.by_which(number, session)
        assert {one.state for one in old.publications} == {PublicationState.SUPERSEDED}
        assert done is not None
        assert done.ways == {"instagram": Way.EDITED, "facebook": Way.NEW}
        assert done.minutes is not None
    happened = ("content.correction_begun", "content.approved", "content.published", "content.superseded")
    ledger.tells(cast, visit, happened, ["Jamnya keliru"])
