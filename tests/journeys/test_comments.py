"""Two hundred comments pasted on the eve of a long weekend: the cry among them is found, escalated while nobody serves, and settled."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from data import jobs
from data.database import reading, transaction
from models.actors import SYSTEM
from models.base import now, today
from models.programmes import Programme
from models.public.cases import Escalation
from models.public.closed_days import ClosedDay, DayKind
from models.public.interactions import Interaction
from models.public.service_hours import USUAL_WEEK, ServiceHours
from tests.cast import Cast, Team
from tests.journeys import at_night, ledger
from tests.journeys.at_night import Clock
from tests.journeys.conftest import Visit
from tests.journeys.screen import Screen
from tests.journeys.server import Server

pytestmark = [pytest.mark.gate, pytest.mark.browser]

CRY = "Tolong, air sudah masuk rumah di Kampung Berok, ada lansia belum dievakuasi"
NAMES = [f"Warga Rekaan{place}" for place in range(200)]
HAPPENED = (
    "comments.taken_in", "case.escalated", "referral.sent", "referral.answered", "referral.finished", "interaction.answered",
)  # fmt: skip


@pytest.fixture
def lived(engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Clock, Server]]:
    with at_night.lived_at(at_night.eve_of_a_weekend(), tmp_path, monkeypatch) as both:
        yield both


@pytest.fixture
def clock(lived: tuple[Clock, Server]) -> Clock:
    return lived[0]


@pytest.fixture
def server(lived: tuple[Clock, Server]) -> Server:
    return lived[1]


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_a_cry_among_two_hundred_comments_is_found_escalated_referred_and_answered(
    cast: Cast, clock: Clock, visit: Visit, key: str
) -> None:
    """S3.3 A3.3 S1.2 A1.3: danger goes by the clock while the office is shut, ordinary questions wait for Monday."""
    team: Team = getattr(cast, key)
    moderator = team.admin_teknis if key == "simponi" else team.admin_platform
    close_tomorrow(team)
    screen = visit(moderator, "/moderasi", phone=True)
    paste(screen)
    screen.sees("1 laporan bahaya menunggu").sees(CRY)

    while_nobody_serves(clock)
    cries, levels = escalated(team)
    assert (cries, levels) == ({CRY}, [1, 2, 3])

    phone = visit(team.koordinator, "/kotak", phone=True).sees("menaikkan eskalasi ke tingkat 2")
    phone.press("Buka").sees(CRY).sees("Eskalasi tingkat 3").agree("Rujuk").choose("Tujuan", "Layanan darurat 112")
    phone.fill("Yang diminta", "Satu lansia perlu dievakuasi.").fill("Nomor tiket", "112-0417").agree("Rujuk").sees("112-0417")

    clock.pass_by(days=2)
    monday = visit(moderator, "/moderasi?tab=referred", phone=True).sees(CRY)
    monday.pick("Lainnya", "Rincian dan catatan").press("Catat jawaban").fill("Hasil atau jawabannya", "Sudah dijemput perahu.")
    monday.press("Simpan jawaban").fill("Yang disampaikan kepada warga", "Ibu sudah di tempat aman.").press("Selesaikan rujukan")
    monday.sees("Ibu sudah di tempat aman.").agree("Jawab").fill("Jawaban", "Sudah dijemput.", exact=True).agree("Catat jawaban")
    monday.sees("Jawaban dicatat.")
    ledger.tells(cast, visit, HAPPENED, [*NAMES, "Rekaan", "Berok", "lansia"])


def close_tomorrow(team: Team) -> None:
    """Service hours, and a day of joint leave before the weekend."""
    with transaction() as session:
        programme = Programme.find(team.programme.pk, session)
        ServiceHours.set(programme, USUAL_WEEK, today(), SYSTEM, session)
        if (today() + timedelta(days=1)) not in ClosedDay.closed(programme.pk, (today().year, today().year + 1), session):
            ClosedDay.add(programme, today() + timedelta(days=1), "Cuti bersama", DayKind.JOINT_LEAVE, SYSTEM, session)


def paste(screen: Screen) -> None:
    comments = [f"{name}: Komentar nomor {place} tentang layanan" for place, name in enumerate(NAMES)]
    comments[137] = f"{NAMES[137]}: {CRY}"
    screen.pick("Masukkan komentar", "Tempel banyak").fill("Komentar", "\n".join(comments), exact=True)
    screen.press("Masukkan 200 komentar").sees("Komentar dimasukkan.")


def while_nobody_serves(clock: Clock) -> None:
    """From Thursday evening to Saturday, the job has its turn every few hours."""
    for hours in (1, 2, 3, 12, 24):
        clock.pass_by(hours=hours)
        jobs.escalate_cases()


def escalated(team: Team) -> tuple[set[str], list[int]]:
    """Whose words reached a level, and which levels."""
    with reading() as session:
        actor = Cast.acting(team.koordinator, session)
        rows = session.exec(select(Escalation).order_by(Escalation.id)).all()
        assert all(one.at < now() for one in rows)
        return {one.shown_to(actor) for one in Interaction.by_ids([one.subject_id for one in rows], actor, session)}, [
            one.level for one in rows
        ]
