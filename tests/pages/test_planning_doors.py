"""Doors of the planning rooms at the screen: forged addresses and values, typed text that would be markup, eyes that may not see."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import func, select
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from app import app
from data.database import reading as view
from data.database import transaction
from models.content.contents import Content
from models.inbox.messages import Message
from models.people import Person
from models.planning.campaigns import Campaign
from models.planning.feeds import FeedKey
from models.planning.ideas import Idea
from models.planning.items import PlanItem
from models.planning.occasions import OfficeDay
from models.programmes import Programme
from pages.documents.printed_calendar import printed_calendar
from tests.cast import Cast
from tests.pages.conftest import OpenPage

HOUR = datetime(2026, 11, 24, 3, tzinfo=UTC)
MARKUP = "**A** :red[b] [c](javascript:alert(1)) <img src=x onerror=alert(1)> ![d](http://x/y) $e^2$"


RAW = re.compile(r"(?<!\\)(?::red\[b|\]\(javascript|<img|!\[d|\*\*A|\$e)")


@pytest.fixture(autouse=True)
def monday(cast: Cast, at) -> None:
    at("2026-11-16 09:00")


def piece(cast: Cast, title: str = "Samsat keliling", **given: Any) -> int:
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        programme = Programme.find(cast.simponi.programme.pk, session)
        given = {"owner_id": cast.simponi.editor.pk, "planned_for": HOUR, **given}
        return PlanItem.plan(programme, title, "pengumuman", ["instagram"], by=by, session=session, **given).pk


def said(page: AppTest) -> str:
    """Everything on the screen that Streamlit reads as Markdown."""
    kinds = ("markdown", "caption", "error", "warning", "info", "success", "button", "checkbox", "expander", "toast", "title", "subheader")
    found = [one for kind in kinds for one in page.get(kind)]
    texts = [getattr(one, name, "") for one in found for name in ("value", "label", "help")]
    return "\n".join(str(one) for one in texts if one)


def unharmed(page: AppTest) -> bool:
    return not page.exception and "Terjadi kesalahan" not in said(page) and not any("referensi" in one.value.lower() for one in page.error)


def kept(item_id: int) -> PlanItem:
    with view() as session:
        item = session.get(PlanItem, item_id)
        assert item is not None
        session.expunge(item)
        return item


# --- Forged addresses ---


@pytest.mark.parametrize(
    "key", ["r99999999999999999999", "k99999999999999999999", "r" + "9" * 5000, "k²", "r-1", "x", "r", "r1' OR 1=1", "k0"]
)
def test_a_wrong_key_of_the_calendar_is_not_found(cast: Cast, open_page: OpenPage, key: str) -> None:
    """Seen: a key of twenty digits was a fault of the database."""
    page = open_page(cast.simponi.koordinator, "kalender", butir=key)
    assert unharmed(page), said(page)
    assert "Tidak ditemukan." in said(page)


@pytest.mark.parametrize("key", ["plan", "plan:0001-01-01", "plan:9999-12-31T23:59", "plan:2026W47T10", "plan:<b>"])
def test_a_forged_day_opens_the_form_and_breaks_nothing(cast: Cast, open_page: OpenPage, key: str) -> None:
    page = open_page(cast.simponi.koordinator, "kalender", butir=key)
    assert unharmed(page), said(page)


@pytest.mark.parametrize("asked", [{"triwulan": "9999-4"}, {"triwulan": "0000-1"}, {"triwulan": "2099-4"}, {"triwulan": "2000-1"},
                                   {"rencana": "999999999"}, {"rencana": "²"}, {"tab": "<script>"},
                                   {"tab": "triwulan", "rencana": "9" * 30}])  # fmt: skip
def test_a_forged_address_of_the_plan_breaks_nothing(cast: Cast, open_page: OpenPage, asked: dict[str, str]) -> None:
    page = open_page(cast.simponi.koordinator, "rencana", **asked)
    assert unharmed(page), said(page)


# --- Forged values ---


def test_a_leader_who_forges_an_hour_moves_nothing(cast: Cast, open_page: OpenPage) -> None:
    item = piece(cast)
    page = open_page(cast.leader, "kalender", butir=f"r{item}")
    assert not [one for one in page.button if one.key in (f"move-r{item}", f"begin-{item}", f"cancel-{item}")]
    assert kept(item).version == 1


def test_a_piece_of_another_programme_does_not_open_by_its_address(cast: Cast, open_page: OpenPage) -> None:
    item = piece(cast, "Rapat tertutup")
    for person in (cast.asri.koordinator, cast.simponi.validator_unit, cast.nobody, cast.admin):
        page = open_page(person, "kalender", butir=f"r{item}")
        assert unharmed(page), said(page)
        assert "Rapat tertutup" not in said(page) + json.dumps([str(one.proto) for one in page.get("bidi_component")])


# --- Eyes that may not see ---


def test_a_technical_unit_sees_neither_campaigns_nor_the_offices_own_days(cast: Cast, open_page: OpenPage) -> None:
    """Seen: campaigns, office days and their lead-in tasks stood in the calendar of a unit's validator."""
    with transaction() as session:
        by, programme = cast.acting(cast.simponi.koordinator, session), Programme.find(cast.simponi.programme.pk, session)
        Campaign.open(programme, "Rahasia kampanye", "Aim", "Warga", date(2026, 11, 1), date(2026, 12, 1), by, session)
        OfficeDay.add(programme, date(2026, 11, 20), "Rahasia hari", by, session, lead_days=[2])
    drawn = open_page(cast.simponi.validator_unit, "kalender").get("bidi_component")[0].proto.json
    assert "Rahasia" not in drawn
    assert "Rahasia kampanye" in open_page(cast.simponi.editor, "kalender").get("bidi_component")[0].proto.json
    with view() as session:
        unit = cast.acting(cast.simponi.validator_unit, session)
        ours, theirs = (
            printed_calendar(session, one, [cast.simponi.programme.pk], date(2026, 11, 19), date(2026, 11, 22))
            for one in (cast.acting(cast.simponi.editor, session), unit)
        )
        assert len(theirs) < len(ours)


def test_another_persons_etag_opens_nothing(cast: Cast) -> None:
    with transaction() as session:
        keys = []
        for person in (cast.simponi.editor, cast.asri.editor_teknis):
            own = Person.find(person.pk, session)
            keys.append(FeedKey.open(own, cast.acting(own, session), session)[1])
    piece(cast)
    with TestClient(app, base_url="http://localhost") as visit:
        first = visit.get(f"/kalender.ics?kunci={keys[0]}")
        assert visit.get(f"/kalender.ics?kunci={keys[1]}", headers={"If-None-Match": first.headers["etag"]}).status_code == 200
        assert visit.get("/kalender.ics?kunci=x", headers={"If-None-Match": first.headers["etag"]}).status_code == 404
        assert visit.get("/kalender.ics?kunci=x", headers={"If-None-Match": "*"}).status_code == 404


# --- Typed text is never markup ---


def test_titles_stay_text_on_every_screen_of_the_plan(cast: Cast, open_page: OpenPage) -> None:
    """SAFETY 9."""
    with transaction() as session:
        by, programme = cast.acting(cast.simponi.koordinator, session), Programme.find(cast.simponi.programme.pk, session)
        source = programme.rules.idea_sources[0].key
        idea = Idea.suggest(programme, MARKUP, source, by, session, source_note=MARKUP, about=MARKUP)
        Campaign.open(programme, MARKUP[:90], MARKUP, MARKUP, date(2026, 11, 1), date(2026, 12, 1), by, session)
        OfficeDay.add(programme, date(2026, 11, 20), MARKUP[:90], by, session, lead_days=[2])
        session.flush()
        number = idea.pk
    item = piece(cast, MARKUP, remark=MARKUP)
    piece(cast, MARKUP, planned_for=HOUR + timedelta(minutes=5))
    assert number
    pages = [open_page(cast.simponi.koordinator, "rencana", tab=tab) for tab in ("triwulan", "papan", "ide", "piket")]
    pages += [open_page(cast.simponi.koordinator, "kalender", butir=f"r{item}"), open_page(cast.simponi.editor, "kotak")]
    board = open_page(cast.simponi.koordinator, "rencana", tab="papan")
    for asked in (["piece", f"r{item}", 1], ["move", f"r{item}", 1], ["edit", f"r{item}", 1], ["cancel", f"r{item}", 1], ["copy"], ["add"]):
        board.session_state["dialog-planning"] = asked
        pages.append(board.run())
        assert unharmed(board), (asked, said(board))
        assert not RAW.findall(said(board)), asked
    for page in pages:
        assert unharmed(page), said(page)
        assert not RAW.findall(said(page))


def test_a_title_of_markup_is_printed_as_text(cast: Cast) -> None:
    piece(cast, '#import "x": * \n= Judul #sys.inputs $x$ \\ <a> @b `c`')
    with view() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        assert printed_calendar(session, by, [cast.simponi.programme.pk], date(2026, 11, 23), date(2026, 11, 30)).startswith(b"%PDF")


def test_a_message_of_somebody_else_is_not_read_by_its_number(cast: Cast, open_page: OpenPage) -> None:
    piece(cast)
    with view() as session:
        theirs = Message.unread(cast.acting(cast.simponi.editor, session), session)
    page = open_page(cast.simponi.desainer, "kotak")
    assert "Samsat" not in said(page)
    with view() as session:
        assert Message.unread(cast.acting(cast.simponi.editor, session), session) == theirs


def test_two_taps_on_draft_make_one(cast: Cast, open_page: OpenPage) -> None:
    item = piece(cast)
    first, second = (open_page(cast.simponi.koordinator, "kalender", butir=f"r{item}") for _ in range(2))
    for page in (first, second):
        next(one for one in page.button if one.key == f"begin-{item}").click()
        page.run()
        assert unharmed(page), said(page)
    with view() as session:
        assert session.exec(select(func.count()).select_from(Content)).one() == 1
