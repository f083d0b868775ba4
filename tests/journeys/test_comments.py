"""Two hundred comments pasted on the eve of a holiday: the cry among them is found, escalated while nobody serves, and answered."""

import pytest
from sqlmodel import select

from data.database import reading, transaction
from models.actors import SYSTEM
from models.base import now, set_clock, today
from models.entries import Entry
from models.programmes import Programme
from models.public.cases import escalate_due
from models.public.interactions import Interaction
from models.public.service_hours import USUAL_WEEK, ServiceHours
from tests.cast import Cast, Team
from tests.journeys.conftest import Visit
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.gate, pytest.mark.browser]

CRY = "Tolong, air sudah masuk rumah di Kampung Berok, ada lansia belum dievakuasi"
NAMES = [f"Warga Rekaan{place}" for place in range(200)]


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_a_cry_among_two_hundred_comments_is_found_escalated_and_answered(cast: Cast, visit: Visit, key: str) -> None:
    """S3.3 A3.3 S1.2: in the browser, and the log holds not one citizen's name."""
    team: Team = getattr(cast, key)
    with transaction() as session:
        ServiceHours.set(Programme.find(team.programme.pk, session), USUAL_WEEK, today(), SYSTEM, session)
    moderator = team.admin_teknis if key == "simponi" else team.admin_platform
    screen = visit(moderator, "/moderasi", phone=True)
    paste(screen)
    screen.sees("1 laporan bahaya menunggu").sees(CRY)
    escalated = let_days_pass(team)
    assert escalated >= 1
    screen.open("/moderasi").sees("Eskalasi tingkat")
    screen.page.get_by_role("button", name="Lainnya").first.click()
    screen.page.get_by_role("menuitem", name="Jawab").or_(screen.page.get_by_text("Jawab", exact=True)).first.click()
    screen.settle().fill("Jawaban", "Tim sudah menuju ke sana.", exact=True).press("Catat jawaban").sees("Jawaban dicatat.")
    with reading() as session:
        lines = "\n".join(one.text for one in session.exec(select(Entry)))
        assert [name for name in NAMES if name in lines] == []
        assert "Berok" not in lines


def paste(screen: Screen) -> None:
    comments = [f"{name}: Komentar nomor {place} tentang layanan" for place, name in enumerate(NAMES)]
    comments[137] = f"{NAMES[137]}: {CRY}"
    screen.page.get_by_role("button", name="Masukkan komentar").click()
    screen.page.get_by_text("Tempel banyak").click()
    screen.settle().fill("Komentar", "\n".join(comments), exact=True)
    screen.page.get_by_role("button", name="Masukkan 200 komentar").click()
    screen.settle().sees("Komentar dimasukkan.")


def let_days_pass(team: Team) -> int:
    """The job's own step, as if a long weekend had gone by; how many cases were raised."""
    later = now().replace(microsecond=0)
    raised = 0
    try:
        for hours in (3, 12, 30, 72):
            moment = later.timestamp() + hours * 3600
            set_clock(lambda moment=moment: later.fromtimestamp(moment, later.tzinfo))
            with transaction() as session:
                raised += escalate_due(Interaction, Programme.find(team.programme.pk, session), session)
    finally:
        set_clock(None)
    return raised
