"""Comments from spreadsheets, the post a link leads to, response times, and a cry on the eve of a holiday."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from data import sheets
from data.database import reading as view
from data.database import transaction
from data.media import Unreadable
from models.actors import SYSTEM
from models.base import LOCAL, now
from models.errors import NotReady
from models.planning.sheets.values import Tab
from models.programmes import Programme
from models.public import posts
from models.public.cases import escalate_due
from models.public.comment_sheets import arrivals, found_in
from models.public.frequent import alike, gist
from models.public.interactions import Interaction
from models.public.receiving import Arrival
from models.public.response_times import response_times
from models.public.service_hours import USUAL_WEEK, ServiceHours
from tests.cast import Cast

CSV = """Nama;Komentar;Tanggal;Jam;Platform
@siti.a;Kapan buka?;16/11/2026;09.30;IG
Budi Santoso;=HYPERLINK("http://jahat.example");16/11/2026 08.00;;Facebook
;Terima kasih;2026-11-15;;
"""


@pytest.fixture(autouse=True)
def monday_morning(cast: Cast, at) -> None:
    at("2026-11-16 10:00")
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        ServiceHours.set(programme, USUAL_WEEK, datetime(2026, 11, 2, tzinfo=UTC).date(), SYSTEM, session)


def read(cast: Cast, text: str) -> list[tuple[int, Arrival]]:
    tab: Tab = sheets.read(text.encode(), "komentar.csv")[0]
    with view() as session:
        return arrivals(tab, found_in(tab), Programme.find(cast.simponi.programme.pk, session), Arrival(""))


def received(cast: Cast, text: str, **told) -> int:
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        return Interaction.receive(Programme.find(cast.simponi.programme.pk, session), text, by, session, **told).pk


def answered(cast: Cast, number: int) -> None:
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        Interaction.current(number, None, by, session).answer(by, "Sudah.")


def test_a_sheet_of_comments_is_recognised_by_its_headings(db: str, cast: Cast) -> None:
    """S3.3: handles apart from names, days with and without hours, channels by their short names; a formula stays text."""
    found = [one for _, one in read(cast, CSV)]
    assert [(one.author, one.handle, one.channel) for one in found] == [
        ("", "siti.a", "instagram"), ("Budi Santoso", "", "facebook"), ("", "", ""),
    ]  # fmt: skip
    assert found[1].text.startswith("=HYPERLINK")
    assert [one.received_at.astimezone(LOCAL).strftime("%d %H.%M") for one in found if one.received_at] == [
        "16 09.30",
        "16 08.00",
        "15 12.00",
    ]


@pytest.mark.parametrize(
    ("row", "key"),
    [("Ani;Halo;32/13/2026;;IG", "sheet_date_unreadable"), ("Ani;Halo;16/11/2026;;Friendster", "comment_channel_in_row")],
)
def test_a_row_that_cannot_be_read_refuses_the_file_with_its_number(db: str, cast: Cast, row: str, key: str) -> None:
    """S3.3"""
    with pytest.raises(NotReady) as refused:
        read(cast, CSV + row)
    assert [(one.key, one.facts.get("row")) for one in refused.value.issues[:1]] == [("comment_row", 5)]
    assert refused.value.issues[1].key == key


def test_what_is_no_sheet_is_refused_whole(db: str, cast: Cast) -> None:
    with pytest.raises(Unreadable):
        sheets.read(BytesIO(b"%PDF-1.7 halo").getvalue(), "komentar.csv")


def test_a_comments_own_link_leads_to_the_post() -> None:
    """S3.3: with its query, in its own part of the path, with or without www."""
    known = {"https://www.facebook.com/diskominfo/posts/12": (3, 7), "https://youtube.com/watch?v=abc": (4, 8)}
    assert posts.under("https://facebook.com/diskominfo/posts/12?comment_id=99", known) == (3, 7)
    assert posts.under("https://www.facebook.com/diskominfo/posts/12/c/5/", known) == (3, 7)
    assert posts.under("https://www.youtube.com/watch?v=abc&lc=Ug1", known) == (4, 8)
    assert posts.under("https://www.facebook.com/lain/posts/12", known) == (None, None)
    assert posts.under("bukan tautan", known) == (None, None)


def test_median_and_ninetieth_percentile_are_exact(db: str, cast: Cast, at) -> None:
    """S4.1 A4.1 S-H8 A-H10: ten answers after 10, 20 … 100 service minutes, and one still waiting."""
    for place in range(1, 11):
        at("2026-11-16 10:00")
        number = received(cast, f"Kapan ke desa {place}?")
        at(f"2026-11-16 {10 + place * 10 // 60:02}:{place * 10 % 60:02}")
        answered(cast, number)
    at("2026-11-16 11:50")
    received(cast, "Masih menunggu?")
    with view() as session:
        found = response_times([cast.simponi.programme.pk], now() - timedelta(days=1), now() + timedelta(days=1), session)
        assert (found.answered, found.median, found.ninetieth, found.waiting) == (10, 55.0, 90.0, 1)
        nothing = response_times([cast.asri.programme.pk], now() - timedelta(days=1), now(), session)
        assert (nothing.answered, nothing.median, nothing.ninetieth) == (0, None, None)


def test_over_a_holiday_weekend_a_cry_rises_and_a_complaint_waits(db: str, cast: Cast, at) -> None:
    """S1.2 S3.3: Wednesday 23 December, a quarter to four; then come joint leave, Christmas and the weekend."""
    at("2026-12-23 15:45")
    cry = received(cast, "Air sudah masuk rumah, minta evakuasi")
    complaint = received(cast, "Lampu jalan belum diperbaiki")
    at("2026-12-26 12:00")
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        while escalate_due(Interaction, programme, session):
            session.flush()
        session.flush()
        by = cast.acting(cast.simponi.koordinator, session)
        assert Interaction.current(cry, None, by, session).level > 0
        assert Interaction.current(complaint, None, by, session).level == 0
        Interaction.current(cry, None, by, session).answer(by, "Tim sudah di sana.")
        assert Interaction.current(cry, None, by, session).escalates_at is None


def test_questions_that_ask_the_same_are_alike_and_others_are_not() -> None:
    """S3.3"""
    assert alike(gist("Kapan samsat keliling ke Belinyu?"), gist("samsat keliling belinyu jam berapa ya min"))
    assert not alike(gist("Kapan samsat keliling ke Belinyu?"), gist("Kapan KTP saya jadi?"))
    assert not alike(gist("Berapa biaya akta kelahiran?"), gist("Berapa biaya pindah domisili?"))
