"""The quarter's end: an outcome for every piece, what it came to kept for good; and what versions say otherwise."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from data import jobs
from data.database import reading, transaction
from models.content.publishing import Report
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.planning.campaigns import Campaign
from models.planning.comparing import Change, changes
from models.planning.items import Outcome, PlanItem
from models.planning.plans import Aim, Plan, PlanState, Urgency
from models.planning.quarters import Quarter
from models.planning.snapshots import PlanSnapshot
from models.programmes import Programme
from tests.cast import Cast
from tests.story import Story

QUARTER = Quarter(2026, 4)
AIMS = [Aim("pengumuman", "", 3), Aim("edukasi", "19.01.02", 2)]
OVER = "2027-01-04 09:00"


@pytest.fixture(autouse=True)
def before_the_quarter(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-09-25 09:00")


@pytest.fixture
def approved(cast: Cast) -> int:
    return new_version(cast, AIMS)


def new_version(cast: Cast, aims: list[Aim], *, approve: bool = True) -> int:
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        plan = Plan.draft(programme(cast, session), QUARTER, by, session)
        plan.revise(by, aims, {"instagram": 2}, [Urgency("Samsat keliling", "Banyak ditanyakan")])
        if approve:
            plan.submit(by)
            plan.approve(cast.acting(cast.simponi.mentor, session))
        return plan.pk


def programme(cast: Cast, session: Session) -> Programme:
    return Programme.find(cast.simponi.programme.pk, session)


def piece(cast: Cast, hour: str, **given: object) -> int:
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        moment = datetime.fromisoformat(f"{hour}+07:00")
        return PlanItem.plan(programme(cast, session), "Samsat keliling", "pengumuman", ["instagram"], moment, by, session, **given).pk  # type: ignore[arg-type]


def published_piece(cast: Cast, at: Callable[[str], datetime], hour: str, out: str) -> int:
    """A piece whose content goes out at another given moment."""
    item_id = piece(cast, hour, owner_id=cast.simponi.editor.pk)
    story = Story.simponi(cast)
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        item = PlanItem.current(item_id, None, by.programmes, session)
        story.content_id = item.begin_draft(by).pk
    story.to("publikasi")
    moment = at(out)
    story.do(cast.simponi.admin_teknis, lambda one, actor: one.publish(actor, [
        Report("instagram", moment, "https://www.instagram.com/p/abc/"),
    ]))  # fmt: skip
    return item_id


def settle(cast: Cast, item_id: int, outcome: Outcome, reason: str = "") -> None:
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        PlanItem.current(item_id, None, by.programmes, session).settle(by, outcome, reason)


def close(cast: Cast, plan_id: int) -> None:
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        Plan.current(plan_id, None, by.programmes, session).close(by)


def test_a_quarter_is_not_closed_while_it_runs(cast: Cast, approved: int, at: Callable[[str], datetime]) -> None:
    at("2026-12-30 09:00")
    with pytest.raises(WrongStage) as refused:
        close(cast, approved)
    assert refused.value.issues[0].key == "quarter_runs"


def test_a_quarter_is_not_closed_before_every_piece_has_its_outcome(cast: Cast, approved: int, at: Callable[[str], datetime]) -> None:
    """S1.3: every planned piece ends with an outcome, and each deviation with its reason."""
    item_id = piece(cast, "2026-10-06T10:00")
    at(OVER)
    with pytest.raises(WrongStage) as refused:
        close(cast, approved)
    assert (refused.value.issues[0].key, refused.value.issues[0].facts) == ("plan_items_open", {"count": 1})
    with pytest.raises(NotReady):
        settle(cast, item_id, Outcome.NOT_DONE)
    settle(cast, item_id, Outcome.NOT_DONE, "Bahan dari dinas belum datang.")
    close(cast, approved)


def test_the_closing_keeps_what_the_quarter_came_to(cast: Cast, approved: int, at: Callable[[str], datetime]) -> None:
    """S1.3: whatever happens to a content later, the quarter stays judged as it was."""
    item_id = published_piece(cast, at, "2026-10-06T10:00", "2026-10-06 10:05")
    at(OVER)
    settle(cast, item_id, Outcome.AS_PLANNED)
    close(cast, approved)
    with reading() as session:
        plan = Plan.in_force(cast.simponi.programme.pk, QUARTER, session)
        kept = PlanSnapshot.of(approved, session)[True]
        assert plan is not None
        assert (plan.state, kept.progress and kept.progress.targets[0].out) == (PlanState.CLOSED, 1)
        assert [(one["id"], one["outcome"]) for one in kept.items] == [(item_id, "as_planned")]


def test_a_piece_moved_into_the_next_quarter_keeps_nobody_from_closing(cast: Cast, approved: int, at: Callable[[str], datetime]) -> None:
    item_id = piece(cast, "2026-12-29T10:00")
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        item = PlanItem.current(item_id, None, by.programmes, session)
        item.move(by, item.planned_for + timedelta(days=7))
    at(OVER)
    close(cast, approved)
    with reading() as session:
        assert [one["id"] for one in PlanSnapshot.of(approved, session)[True].items] == [item_id]


def test_all_that_went_as_planned_is_settled_in_one_go(cast: Cast, approved: int, at: Callable[[str], datetime]) -> None:
    kept = published_piece(cast, at, "2026-10-06T10:00", "2026-10-06 15:00")
    late = published_piece(cast, at, "2026-10-07T10:00", "2026-10-09 10:00")
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        assert PlanItem.settle_as_planned(programme(cast, session), QUARTER, by, session) == 1
    with reading() as session:
        found = {one.pk: one for one in PlanItem.of_plan(cast.simponi.programme.pk, QUARTER.since, QUARTER.until, session)}
        assert (found[kept].outcome, found[late].outcome, found[late].suggested) == (Outcome.AS_PLANNED, Outcome.OPEN, Outcome.MOVED)


def test_only_who_may_plan_settles(cast: Cast, approved: int, at: Callable[[str], datetime]) -> None:
    item_id = piece(cast, "2026-10-06T10:00")
    at("2026-10-08 09:00")
    with transaction() as session, pytest.raises(NotAllowed):
        PlanItem.settle_as_planned(programme(cast, session), QUARTER, cast.acting(cast.simponi.desainer, session), session)
    with reading() as session:
        by = cast.acting(cast.simponi.mentor, session)
        item = PlanItem.to_settle(cast.simponi.programme.pk, QUARTER, session)[0]
        assert (item.pk, item.outcomes_open_to(by)) == (item_id, [])


def test_only_what_is_over_asks_for_an_outcome_while_the_quarter_runs(cast: Cast, at: Callable[[str], datetime]) -> None:
    passed, ahead = piece(cast, "2026-10-06T10:00"), piece(cast, "2026-11-06T10:00")
    at("2026-10-08 09:00")
    with reading() as session:
        assert [one.pk for one in PlanItem.to_settle(cast.simponi.programme.pk, QUARTER, session)] == [passed]
        assert PlanItem.count_to_settle(cast.simponi.programme.pk, QUARTER, session) == 1
    at(OVER)
    with reading() as session:
        assert [one.pk for one in PlanItem.to_settle(cast.simponi.programme.pk, QUARTER, session)] == [passed, ahead]
        assert PlanItem.count_to_settle(cast.simponi.programme.pk, QUARTER, session) == 2


def test_the_job_freezes_an_approved_plan_once_its_quarter_has_begun(cast: Cast, approved: int, at: Callable[[str], datetime]) -> None:
    """S1.3: what the quarter is held against can't be changed afterwards."""
    piece(cast, "2026-10-06T10:00")
    jobs.freeze_plans()
    with reading() as session:
        assert PlanSnapshot.of(approved, session) == {}
    at("2026-10-01 00:10")
    jobs.freeze_plans()
    jobs.freeze_plans()
    piece(cast, "2026-10-07T10:00")
    with reading() as session:
        kept = PlanSnapshot.of(approved, session)[False]
        assert (len(kept.items), json.loads(kept.text)["plan"]["targets"]) == (1, [["pengumuman", "", 3], ["edukasi", "19.01.02", 2]])


def test_no_version_is_begun_once_the_quarter_is_over(cast: Cast, approved: int, at: Callable[[str], datetime]) -> None:
    """Targets written afterwards would say nothing."""
    at(OVER)
    with pytest.raises(WrongStage) as refused:
        new_version(cast, AIMS)
    assert refused.value.issues[0].key == "quarter_over"


def test_a_newer_version_that_was_never_approved_ends_with_the_quarter(cast: Cast, approved: int, at: Callable[[str], datetime]) -> None:
    newer = new_version(cast, AIMS[:1], approve=False)
    at(OVER)
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        with pytest.raises(WrongStage) as refused:
            Plan.current(newer, None, by.programmes, session).submit(by)
        assert refused.value.issues[0].key == "quarter_over"
    close(cast, approved)
    with reading() as session:
        states = [one.state for one in Plan.versions(cast.simponi.programme.pk, QUARTER, session)]
        assert states == [PlanState.DISCARDED, PlanState.CLOSED]


def test_a_plan_that_waited_too_long_is_not_approved_any_more(cast: Cast, at: Callable[[str], datetime]) -> None:
    plan_id = new_version(cast, AIMS, approve=False)
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        Plan.current(plan_id, None, by.programmes, session).submit(by)
    at(OVER)
    with transaction() as session:
        mentor = cast.acting(cast.simponi.mentor, session)
        with pytest.raises(WrongStage):
            Plan.current(plan_id, None, mentor.programmes, session).approve(mentor)


def test_a_discarded_draft_leaves_what_is_in_force(cast: Cast, approved: int) -> None:
    newer = new_version(cast, AIMS[:1], approve=False)
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        Plan.current(newer, None, by.programmes, session).discard(by)
        with pytest.raises(WrongStage):
            Plan.current(approved, None, by.programmes, session).discard(by)
        again = Plan.draft(programme(cast, session), QUARTER, by, session)
        assert (again.number, again.aims) == (3, AIMS)


def test_a_campaign_is_changed_by_its_own_programme_only(cast: Cast) -> None:
    """A right in one programme is none in another, whatever a forged call names."""
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        days = QUARTER.starts_on, QUARTER.ends_on
        campaign = Campaign.open(programme(cast, session), "Sadar pajak", "Bayar tepat waktu", "Wajib pajak", *days, by, session)
        session.flush()
        other = cast.acting(cast.asri.koordinator, session)
        with pytest.raises(NotFound):
            campaign.cancel(Programme.find(cast.asri.programme.pk, session), other, "Batal")
        with pytest.raises(NotAllowed):
            campaign.cancel(programme(cast, session), other, "Batal")


def test_two_versions_are_told_apart(cast: Cast, approved: int) -> None:
    new_version(cast, [Aim("pengumuman", "", 5), Aim("layanan_publik", "", 1)])
    with reading() as session:
        newer, older = Plan.versions(cast.simponi.programme.pk, QUARTER, session)
        assert changes(older, newer) == [
            Change("target", "pengumuman", 3, 5), Change("target", "edukasi", 2, None, "19.01.02"),
            Change("target", "layanan_publik", None, 1),
        ]  # fmt: skip
