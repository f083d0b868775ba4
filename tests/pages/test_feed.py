"""/kalender.ics as a calendar program meets it: through the guard, without cookies, read by two independent parsers (A3.2)."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
import vobject
from sqlmodel import Session
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.testclient import TestClient

from data.database import reading as look
from data.database import transaction
from models.people import Person
from models.planning.feeds import FeedKey
from models.planning.items import PlanItem
from models.planning.shifts import Shift
from models.programmes import Programme
from pages.web.guard import Guard
from pages.web.routes import routes
from tests.cast import Cast
from tests.pages.conftest import OpenPage
from tests.story import Story

HOME = "http://simpul.test"
HOUR = datetime(2026, 12, 14, 3, tzinfo=UTC)
LONG = "Jadwal samsat keliling, imunisasi; dan perpanjangan SIM di Kecamatan Belinyu – pagi hari untuk semua warga"


@pytest.fixture(autouse=True)
def in_november(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-23 09:00")


@pytest.fixture
def visit() -> Iterator[TestClient]:
    with TestClient(Guard(Starlette(routes=list(routes))), base_url=HOME) as client:
        yield client


def subscribe(cast: Cast, person: Person) -> str:
    with transaction() as session:
        return FeedKey.open(Person.find(person.pk, session), cast.acting(person, session), session)[1]


def plan(cast: Cast, title: str = LONG) -> int:
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.koordinator, session)
        item = PlanItem.plan(programme, title, "pengumuman", ["instagram", "facebook"], HOUR, by, session, owner_id=cast.simponi.editor.pk)
        return item.pk


def change(cast: Cast, item_id: int, verb: Callable[..., Any]) -> None:
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        verb(PlanItem.current(item_id, None, by.programmes, session), by)


def get(visit: TestClient, key: str, **headers: str) -> Any:
    return visit.get("/kalender.ics", params={"kunci": key}, headers=headers)


def by_icalendar(body: bytes) -> dict[str, dict[str, Any]]:
    found = {}
    for one in icalendar.Calendar.from_ical(body).walk("VEVENT"):
        assert one.errors == []
        found[str(one["uid"])] = {
            "title": str(one["summary"]), "from": one["dtstart"].dt, "until": one["dtend"].dt, "status": str(one["status"]),
            "sequence": int(one["sequence"]), "url": str(one.get("url", "")),
        }  # fmt: skip
    return found


def by_vobject(body: bytes) -> dict[str, dict[str, Any]]:
    calendar = vobject.readOne(body.decode())
    calendar.validate(raiseException=True)
    return {
        one.uid.value: {
            "title": one.summary.value, "from": one.dtstart.value, "until": one.dtend.value, "status": one.status.value,
            "sequence": int(one.sequence.value), "url": one.url.value if hasattr(one, "url") else "",
        }
        for one in calendar.vevent_list
    }  # fmt: skip


def read(visit: TestClient, key: str) -> dict[str, dict[str, Any]]:
    """By both parsers, which have to agree; without the days."""
    answer = get(visit, key)
    assert answer.status_code == 200
    first, second = by_icalendar(answer.content), by_vobject(answer.content)
    assert first == second
    return {uid: event for uid, event in first.items() if not uid.startswith("hari-")}


def test_a_calendar_program_reads_a_planned_piece(visit: TestClient, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A3.2"""
    monkeypatch.setenv("SIMPUL_URL", "https://simpul.bangka.test")
    item_id = plan(cast)
    (uid, event), *others = read(visit, subscribe(cast, cast.simponi.desainer)).items()
    assert others == []
    assert uid.startswith(f"rencana-{item_id}@")
    assert event == {
        "title": f"{LONG} · Rencana · Instagram, Facebook", "from": HOUR, "until": HOUR + timedelta(minutes=30), "status": "TENTATIVE",
        "sequence": 1, "url": "https://simpul.bangka.test/kalender?butir=r1",
    }  # fmt: skip


def test_what_changes_keeps_its_name_and_counts_up_until_it_is_cancelled(visit: TestClient, cast: Cast) -> None:
    """S3.2 A3.2: read by two parsers after creation, after a change, as a draft, and after a cancellation."""
    key, item_id = subscribe(cast, cast.simponi.desainer), plan(cast)
    seen = [read(visit, key)]
    for verb in (lambda item, by: item.move(by, HOUR + timedelta(days=2)), lambda item, by: item.begin_draft(by)):
        change(cast, item_id, verb)
        seen.append(read(visit, key))
    with look() as session:
        content_id = PlanItem.find(item_id, frozenset({cast.simponi.programme.pk}), session).content_id or 0
    story = Story(cast, cast.simponi, content_id, 0)
    story.do(cast.simponi.koordinator, lambda content, by: content.cancel(by, "Tidak jadi"))
    seen.append(read(visit, key))

    assert len({tuple(one) for one in seen}) == 1
    events = [next(iter(one.values())) for one in seen]
    assert [one["from"] for one in events] == [HOUR] + [HOUR + timedelta(days=2)] * 3
    assert [one["status"] for one in events] == ["TENTATIVE", "TENTATIVE", "TENTATIVE", "CANCELLED"]
    numbers = [one["sequence"] for one in events]
    assert numbers == sorted(set(numbers))
    assert events[3]["url"] == f"{HOME}/konten?id={content_id}"
    assert "Dibatalkan" in events[3]["title"]


def test_a_published_piece_is_certain(visit: TestClient, cast: Cast) -> None:
    key, story = subscribe(cast, cast.simponi.desainer), Story.simponi(cast, planned_for=HOUR).to("publikasi")
    (uid, event) = next(iter(read(visit, key).items()))
    assert uid.startswith(f"konten-{story.content_id}@")
    assert (event["status"], "Terjadwal" in event["title"]) == ("CONFIRMED", True)


def test_the_name_of_an_event_is_this_houses_and_not_the_hosts(visit: TestClient, cast: Cast) -> None:
    key = subscribe(cast, cast.simponi.desainer)
    plan(cast)
    here = set(read(visit, key))
    elsewhere = TestClient(Guard(Starlette(routes=list(routes))), base_url="http://lain.test")
    assert set(read(elsewhere, key)) == here


def test_every_line_fits_and_the_calendar_says_when_to_ask_again(visit: TestClient, cast: Cast) -> None:
    """RFC 5545: 75 octets and CRLF."""
    plan(cast)
    answer = get(visit, subscribe(cast, cast.simponi.desainer))
    lines = answer.content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    wanted = {b"REFRESH-INTERVAL;VALUE=DURATION:PT1H", b"X-PUBLISHED-TTL:PT1H", b"X-WR-TIMEZONE:Asia/Jakarta", b"TRANSP:TRANSPARENT"}
    assert wanted <= set(lines)
    assert b"X-WR-CALNAME:Simpul: semua program saya" in lines
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"


def test_control_characters_of_a_title_never_reach_a_calendar(visit: TestClient, cast: Cast) -> None:
    plan(cast, "Pasar\x0b murah\x1f\r\nATTENDEE:x")
    event = next(iter(read(visit, subscribe(cast, cast.simponi.desainer)).values()))
    assert event["title"].startswith("Pasar murah ATTENDEE:x · ")


def test_nobodys_name_is_in_it(visit: TestClient, cast: Cast, reading: Session) -> None:
    """A3.2: nothing private leaves the house; own shifts come without those of others."""
    item_id = plan(cast, "Samsat keliling")
    change(cast, item_id, lambda item, by: item.revise(by, {"remark": "Catatan rahasia"}))
    Story.simponi(cast, planned_for=HOUR).to("publikasi")
    assign(cast, cast.simponi.desainer)
    assign(cast, cast.simponi.second("desainer"))
    body = get(visit, subscribe(cast, cast.simponi.desainer)).text.replace("\r\n ", "")
    people = Person.all(reading)
    assert [one.name for one in people if one.name in body or one.username in body.lower().split()] == []
    assert "rahasia" not in body
    assert body.count("Piket SIMPONI BANGKA") == 1


def assign(cast: Cast, person: Person) -> None:
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.koordinator, session)
        Shift.assign(programme, Person.find(person.pk, session), HOUR, HOUR + timedelta(hours=8), by, session)


def test_a_removed_shift_stays_as_a_cancelled_one(visit: TestClient, cast: Cast, at: Callable[[str], datetime]) -> None:
    """A1.2 A3.2: the same event, a higher sequence; seen red with the removed one left out, so that a calendar program kept it."""
    assign(cast, cast.simponi.desainer)
    key = subscribe(cast, cast.simponi.desainer)
    before = next(one for one in icalendar.Calendar.from_ical(get(visit, key).content).walk("VEVENT") if "piket" in one["uid"])
    at("2026-11-24 09:00")
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        Shift.current(int(before["uid"].split("@")[0].removeprefix("piket-")), 1, by.programmes, session).remove(by)
    after = next(one for one in icalendar.Calendar.from_ical(get(visit, key).content).walk("VEVENT") if "piket" in one["uid"])
    assert (before["uid"], before["status"], after["status"]) == (after["uid"], "CONFIRMED", "CANCELLED")
    assert (after["sequence"] > before["sequence"], after["last-modified"].dt > before["last-modified"].dt) == (True, True)
    assert after["summary"] == "Piket SIMPONI BANGKA · Dibatalkan"


def test_preparedness_day_takes_the_whole_day(visit: TestClient, cast: Cast) -> None:
    """A3.2"""
    found = by_vobject(get(visit, subscribe(cast, cast.asri.koordinator)).content)
    days = {(one["from"], one["until"]) for one in found.values() if one["title"].startswith("Hari Kesiapsiagaan")}
    assert days == {(date(2027, 4, 26), date(2027, 4, 27))}


def test_a_wrong_a_revoked_and_a_switched_off_persons_key_look_the_same(visit: TestClient, cast: Cast) -> None:
    """A3.2: "tidak ditemukan", word for word."""
    revoked, off = subscribe(cast, cast.simponi.desainer), subscribe(cast, cast.simponi.editor)
    assert {get(visit, key).status_code for key in (revoked, off)} == {200}
    with transaction() as session:
        admin = cast.acting(cast.admin, session)
        FeedKey.mine(cast.simponi.desainer.pk, session)[0].revoke(admin)
        person = Person.find(cast.simponi.editor.pk, session)
        Person.current(person.pk, person.version, session).deactivate(admin)
    answers = [get(visit, key) for key in (revoked, off, "salah", "", "x" * 5000)] + [visit.get("/kalender.ics")]
    assert {(one.status_code, one.text, one.headers["content-type"]) for one in answers} == {
        (404, "Tidak ditemukan", "text/plain; charset=utf-8")
    }


def test_an_unchanged_calendar_is_not_sent_twice(visit: TestClient, cast: Cast, at: Callable[[str], datetime]) -> None:
    """A3.2: also an hour later; after a change it is."""
    key, item_id = subscribe(cast, cast.simponi.desainer), plan(cast)
    first = get(visit, key)
    at("2026-11-23 10:00")
    again = get(visit, key, **{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert first.headers["cache-control"] == again.headers["cache-control"] == "private, no-cache"
    change(cast, item_id, lambda item, by: item.move(by, HOUR + timedelta(days=2)))
    assert get(visit, key, **{"If-None-Match": first.headers["etag"]}).status_code == 200


def test_a_revoked_key_gets_no_not_modified(visit: TestClient, cast: Cast) -> None:
    key = subscribe(cast, cast.simponi.desainer)
    known = {"If-None-Match": get(visit, key).headers["etag"]}
    with transaction() as session:
        FeedKey.mine(cast.simponi.desainer.pk, session)[0].revoke(cast.acting(cast.simponi.desainer, session))
    assert get(visit, key, **known).status_code == 404


def test_it_neither_needs_nor_sets_a_cookie(visit: TestClient, cast: Cast) -> None:
    key = subscribe(cast, cast.simponi.desainer)
    for accepted in ("text/calendar", "*/*", "text/html,application/xhtml+xml"):
        for answer in (get(visit, key, Accept=accepted), get(visit, "salah", Accept=accepted)):
            assert "set-cookie" not in answer.headers


def test_it_is_only_ever_read(visit: TestClient, cast: Cast) -> None:
    key = subscribe(cast, cast.simponi.desainer)
    head: Response = visit.head("/kalender.ics", params={"kunci": key})
    assert (head.status_code, head.headers["etag"]) == (200, get(visit, key).headers["etag"])
    sent = [
        visit.request(method, f"/kalender.ics?kunci={key}", headers={"Origin": HOME}).status_code for method in ("POST", "PUT", "DELETE")
    ]
    assert sent == [405, 405, 405]


# The screen


def test_a_person_makes_a_link_that_opens_and_takes_it_back(cast: Cast, open_page: OpenPage, visit: TestClient) -> None:
    """A3.2"""
    page = open_page(cast.simponi.editor, "akun")
    page.button(key="open-feed").click().run()
    assert not page.exception
    link = page.code[0].value
    assert visit.get(link.removeprefix(HOME)).status_code == 200
    page.button(key="feed-copied").click().run()
    assert [one.value for one in page.code] == []
    with look() as session:
        mine = FeedKey.mine(cast.simponi.editor.pk, session)[0]
    page.button(key=f"revoke-feed-{mine.pk}").click().run()
    assert visit.get(link.removeprefix(HOME)).status_code == 404


def test_who_has_no_part_in_a_programme_is_offered_no_link(cast: Cast, open_page: OpenPage) -> None:
    page = open_page(cast.nobody, "akun")
    assert "open-feed" not in {one.key for one in page.button}
