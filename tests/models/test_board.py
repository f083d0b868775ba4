"""The week filled: what is copied, where a channel has room, how a draft's deadlines count back, and an idea's way."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from data.database import reading as reading_anew
from data.database import transaction
from models.actors import SYSTEM
from models.base import now
from models.content.contents import Content
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.planning.board import Board, copy_week, copyable, hour_of
from models.planning.campaigns import Campaign
from models.planning.countdown import countdown
from models.planning.ideas import Idea, IdeaState
from models.planning.items import Outcome, PlanItem
from models.programmes import Programme
from models.public.service_hours import USUAL_WEEK, ServiceHours
from tests.cast import Cast
from tests.story import Story

HOUR = datetime(2026, 12, 14, 3, tzinfo=UTC)
MONDAY = date(2026, 12, 21)


@pytest.fixture(autouse=True)
def in_november(at: Callable[[str], datetime]) -> None:
    at("2026-11-23 09:00")


def add_piece(cast: Cast, session: Session, title: str = "Samsat keliling", **more: object) -> PlanItem:
    programme = Programme.find(cast.simponi.programme.pk, session)
    options = {"kind": "pengumuman", "channels": ["instagram"], "planned_for": HOUR, **more}
    return PlanItem.plan(programme, title, by=cast.acting(cast.simponi.koordinator, session), session=session, **options)  # type: ignore[arg-type]


def test_only_what_was_chosen_is_copied_and_it_keeps_its_owner(cast: Cast) -> None:
    """A3.1"""
    with transaction() as session:
        add_piece(cast, session, owner_id=cast.simponi.editor.pk)
        add_piece(cast, session, "Jadwal posyandu", planned_for=HOUR + timedelta(days=1))
        by = cast.acting(cast.simponi.koordinator, session)
        programme = Programme.find(cast.simponi.programme.pk, session)
        offered = copyable(programme, MONDAY, by, session)
        assert [one.title for one in offered] == ["Samsat keliling", "Jadwal posyandu"]
        copied = copy_week(programme, MONDAY, by, session, [offered[0].key])
        assert [(one.title, one.planned_for, one.owner_id) for one in copied] == [
            ("Samsat keliling", HOUR + timedelta(days=7), cast.simponi.editor.pk)
        ]


def test_a_copy_keeps_what_was_planned_and_the_log_names_it(cast: Cast, queries: Callable[..., Any]) -> None:
    """A3.1 S3.4: format, place, and the campaign while it runs; seen red with title, channels and owner alone."""
    with transaction() as session:
        by, programme = cast.acting(cast.simponi.koordinator, session), Programme.find(cast.simponi.programme.pk, session)
        runs, ends = (
            Campaign.open(programme, name, "Tertib pajak", "Warga", date(2026, 12, 1), last, by, session)
            for name, last in (("Samsat", date(2026, 12, 31)), ("Pekan", date(2026, 12, 16)))
        )
        session.flush()
        first = add_piece(cast, session, format="poster", place="19.01.02", campaign_id=runs.pk)
        second = add_piece(cast, session, "Posyandu", planned_for=HOUR + timedelta(days=1), campaign_id=ends.pk)
        begun = add_piece(
            cast, session, "Imunisasi", planned_for=HOUR + timedelta(days=2), owner_id=cast.simponi.editor.pk, place="19.01.02"
        )
        begun.begin_draft(by, unit_id=cast.unit.pk)
        with queries(session) as seen:
            copied = copy_week(programme, MONDAY, by, session)
        assert [(one.format, one.place, one.campaign_id) for one in copied] == [
            ("poster", "19.01.02", runs.pk), ("", "", None), ("", "19.01.02", None),
        ]  # fmt: skip
        sources, copies = [first.pk, second.pk, begun.pk], [one.pk for one in copied]
        assert sum("FROM plan_item" in one and "content_id IN" in one for one in seen) == 1
    with reading_anew() as session:
        wanted = select(Entry).where(Entry.action == "item.planned", col(Entry.subject_id).in_(copies)).order_by(col(Entry.number))
        assert [one.facts["copied_from"] for one in session.exec(wanted)] == sources


def test_a_content_of_last_week_is_copied_as_a_plan_and_a_cancelled_one_is_not(cast: Cast) -> None:
    """A3.1"""
    Story.simponi(cast, "Vaksin anak", planned_for=HOUR, fields={"channels": ["instagram"]})
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        add_piece(cast, session).settle(by, Outcome.CANCELLED, "Tidak jadi")
        programme = Programme.find(cast.simponi.programme.pk, session)
        copied = copy_week(programme, MONDAY, by, session)
        assert [(one.title, one.content_id) for one in copied] == [("Vaksin anak", None)]


def test_nobody_copies_a_week_without_the_right_to_plan(cast: Cast) -> None:
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        with pytest.raises(NotAllowed):
            copy_week(programme, MONDAY, cast.acting(cast.simponi.desainer, session), session)


def test_the_channel_that_lacks_most_comes_first(cast: Cast, reading: Session) -> None:
    """A3.1"""
    programme = Programme.find(cast.simponi.programme.pk, reading)
    board = Board(programme, MONDAY, [], {"instagram": 2.0, "facebook": 3.0})
    assert (board.neediest, board.gap("facebook")) == ("facebook", 3)
    assert Board(programme, MONDAY, [], {}).neediest == programme.rules.channels[0].key


def test_an_hour_needs_both_its_fields() -> None:
    assert hour_of(date(2026, 12, 14), HOUR.replace(hour=10).time()) == HOUR
    with pytest.raises(NotReady):
        hour_of(None, HOUR.time())


def test_the_deadlines_of_a_draft_count_back_from_its_hour(db: None, cast: Cast) -> None:
    """A3.1"""
    with transaction() as session:
        ServiceHours.set(Programme.find(cast.simponi.programme.pk, session), USUAL_WEEK, now().date(), SYSTEM, session)
        item = add_piece(cast, session, owner_id=cast.simponi.editor.pk)
        content_id = item.begin_draft(cast.acting(cast.simponi.koordinator, session)).pk
    with reading_anew() as session:
        content = Content.find(content_id, cast.acting(cast.simponi.editor, session), session)
        found = countdown(content)
        assert found[0] == (content.stage_rules, content.due_at)
        assert [due for _, due in found] == sorted(due for _, due in found)
        assert found[-1][1] <= HOUR
        assert "publikasi" not in {stage.key for stage, _ in found}


def suggested(cast: Cast, session: Session, title: str = "Cara bayar PBB lewat ponsel") -> Idea:
    programme = Programme.find(cast.simponi.programme.pk, session)
    idea = Idea.suggest(programme, title, "citizens", cast.acting(cast.simponi.desainer, session), session)
    session.flush()
    return idea


def test_an_idea_names_its_source_or_is_refused(cast: Cast) -> None:
    """S-H1 A-H1"""
    with transaction() as session:
        for team in (cast.simponi, cast.asri):
            programme = Programme.find(team.programme.pk, session)
            with pytest.raises(NotReady) as refused:
                Idea.suggest(programme, "Cara bayar PBB", "", cast.acting(team.desainer, session), session)
            assert {one.key for one in refused.value.issues} == {"idea_source_missing"}


def test_an_idea_set_aside_keeps_its_reason_and_can_be_taken_back(cast: Cast) -> None:
    with transaction() as session:
        idea, by = suggested(cast, session), cast.acting(cast.simponi.koordinator, session)
        programme = Programme.find(cast.simponi.programme.pk, session)
        idea.set_aside(programme, by, "Menunggu data")
        assert idea.note is not None
        assert (idea.state, idea.note.text) == (IdeaState.SET_ASIDE, "Menunggu data")
        with pytest.raises(WrongStage):
            idea.set_aside(programme, by, "Sekali lagi")
        idea.take_back(programme, by)
        assert idea.state is IdeaState.OPEN


def test_an_idea_belongs_to_its_programme(cast: Cast) -> None:
    with transaction() as session:
        idea, stranger = suggested(cast, session), cast.acting(cast.asri.koordinator, session)
        with pytest.raises(NotFound):
            Idea.current(idea.pk, None, stranger.programmes, session)
        with pytest.raises(NotFound):
            idea.set_aside(Programme.find(cast.asri.programme.pk, session), stranger, "Bukan milik saya")


def test_what_is_like_a_new_title_is_found_by_its_words(cast: Cast) -> None:
    with transaction() as session:
        idea = suggested(cast, session)
        suggested(cast, session, "Jadwal samsat keliling")
        ours = cast.simponi.programme.pk
        assert [one.pk for one in Idea.alike(ours, "Bayar PBB dari PONSEL", session)] == [idea.pk]
        assert Idea.alike(ours, "Bayar PBB dari ponsel", session, but=idea.pk) == []
        assert Idea.alike(ours, "100% di", session) == []
        assert Idea.alike(cast.asri.programme.pk, "Bayar PBB dari ponsel", session) == []


def test_the_bank_is_paged_by_key(cast: Cast) -> None:
    with transaction() as session:
        ids = [suggested(cast, session, f"Ide {number}").pk for number in range(4)]
        ours = [cast.simponi.programme.pk]
        first = Idea.bank(ours, IdeaState.OPEN, session, size=2)
        assert [one.pk for one in first] == ids[:0:-1]
        assert [one.pk for one in Idea.bank(ours, IdeaState.OPEN, session, size=2, before=first[1].pk)] == [ids[1], ids[0]]
        assert Idea.bank(ours, IdeaState.OPEN, session, source="hoax") == []


def test_what_asri_begins_at_its_weekly_plan_stands_on_the_board_and_moves(cast: Cast, reading: Session) -> None:
    """A3.1: a content needs no planned piece before it."""
    story = Story.asri(cast, planned_for=HOUR)
    assert story.look(cast.asri.koordinator).stage_rules.plans
    story.do(cast.asri.koordinator, lambda content, by: content.move_to(by, HOUR + timedelta(days=1)))
    programme = Programme.find(cast.asri.programme.pk, reading)
    board = Board.of(programme, MONDAY - timedelta(days=7), cast.acting(cast.asri.koordinator, reading), reading)
    assert [(one.content_id, one.at) for one in board.slots] == [(story.content_id, HOUR + timedelta(days=1))]


def test_a_full_week_asks_the_database_no_more_than_an_almost_empty_one(cast: Cast, queries: Callable[[Session], Any]) -> None:
    def asked_for(monday: date) -> int:
        with reading_anew() as session, queries(session) as asked:
            Board.of(Programme.find(cast.simponi.programme.pk, session), monday, cast.acting(cast.simponi.koordinator, session), session)
        return len(asked)

    Story.simponi(cast, "Vaksin anak", planned_for=HOUR)
    with transaction() as session:
        add_piece(cast, session)
    few = asked_for(MONDAY - timedelta(days=7))
    for number in range(4):
        Story.simponi(cast, f"Jadwal {number}", planned_for=HOUR)
        with transaction() as session:
            add_piece(cast, session, f"Rencana {number}")
    assert asked_for(MONDAY - timedelta(days=7)) == few
    assert few <= 20
