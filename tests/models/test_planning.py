"""The quarter planned: targets, pieces, ideas, and what became of them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from data.database import reading, transaction
from models.actors import SYSTEM
from models.base import now
from models.content.contents import Content
from models.errors import NotAllowed, NotReady, WrongStage
from models.planning.campaigns import Campaign
from models.planning.ideas import Idea, IdeaState
from models.planning.items import Outcome, PlanItem
from models.planning.plans import Aim, Plan, PlanState, Urgency
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.public.service_hours import USUAL_WEEK, ServiceHours
from tests.cast import Cast

NEXT = Quarter(2027, 1)
AIMS = [Aim("pengumuman", "", 12), Aim("edukasi", "", 6)]


def planned(cast: Cast, session: Session, **given: object) -> PlanItem:
    programme = Programme.find(cast.simponi.programme.pk, session)
    by = cast.acting(cast.simponi.koordinator, session)
    options = {
        "title": "Jadwal layanan akhir tahun", "kind": "pengumuman", "channels": ["instagram"],
        "planned_for": datetime(2026, 12, 14, 3, tzinfo=UTC), **given,
    }  # fmt: skip
    return PlanItem.plan(programme, by=by, session=session, **options)  # type: ignore[arg-type]


def written(cast: Cast, session: Session, quarter: Quarter = NEXT) -> Plan:
    programme = Programme.find(cast.simponi.programme.pk, session)
    by = cast.acting(cast.simponi.koordinator, session)
    plan = Plan.draft(programme, quarter, by, session)
    plan.revise(by, AIMS, {"instagram": 3, "facebook": 2}, [Urgency("Samsat keliling", "Banyak ditanyakan di loket")])
    return plan


def test_a_plan_is_written_submitted_and_approved_by_the_mentor(db: None, cast: Cast) -> None:
    """S1.3"""
    with transaction() as session:
        plan = written(cast, session)
        plan.submit(cast.acting(cast.simponi.koordinator, session))
        plan_id = plan.pk
    with transaction() as session:
        mentor = cast.acting(cast.simponi.mentor, session)
        Plan.current(plan_id, None, mentor.programmes, session).approve(mentor)
    with reading() as session:
        kept = Plan.in_force(cast.simponi.programme.pk, NEXT, session)
        assert kept is not None
        assert (kept.aims, kept.per_week["instagram"], kept.urgencies[0].subject) == (AIMS, 3, "Samsat keliling")


def test_a_version_in_force_is_replaced_by_the_next_one_approved(db: None, cast: Cast) -> None:
    for _ in range(2):
        with transaction() as session:
            plan = written(cast, session)
            plan.submit(cast.acting(cast.simponi.koordinator, session))
            plan.approve(cast.acting(cast.simponi.mentor, session))
    with reading() as session:
        states = [one.state for one in Plan.versions(cast.simponi.programme.pk, NEXT, session)]
        assert states == [PlanState.APPROVED, PlanState.REPLACED]


def test_nobody_approves_a_plan_without_the_right(db: None, cast: Cast) -> None:
    with transaction() as session:
        plan = written(cast, session)
        plan.submit(cast.acting(cast.simponi.koordinator, session))
        with pytest.raises(NotAllowed):
            plan.approve(cast.acting(cast.simponi.koordinator, session))


def test_a_plan_without_targets_is_not_submitted(db: None, cast: Cast) -> None:
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        plan = Plan.draft(Programme.find(cast.simponi.programme.pk, session), NEXT, by, session)
        with pytest.raises(NotReady) as refused:
            plan.submit(by)
    assert {one.key for one in refused.value.issues} == {"plan_targets_missing", "plan_frequencies_missing"}


def test_an_idea_becomes_a_piece_and_the_piece_a_draft_of_its_owner(db: None, cast: Cast) -> None:
    """S-H1 A3.1"""
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        ServiceHours.set(programme, USUAL_WEEK, now().date(), SYSTEM, session)
        idea = Idea.suggest(programme, "Cara bayar PBB", "citizens", cast.acting(cast.simponi.desainer, session), session)
        session.flush()
        item = planned(cast, session, title=idea.title, idea=idea, owner_id=cast.simponi.editor.pk)
        content = item.begin_draft(cast.acting(cast.simponi.koordinator, session))
        content_id = content.pk
        assert idea.state is IdeaState.PLANNED
    with reading() as session:
        begun = Content.find(content_id, cast.acting(cast.simponi.editor, session), session)
        assert (begun.title, begun.owner_id) == ("Cara bayar PBB", cast.simponi.editor.pk)
        assert begun.authors == frozenset()  # who plans is no author
        assert begun.due_at is not None
        assert begun.due_at < begun.planned_for


def test_a_piece_of_asri_passes_the_weekly_plan_at_once(db: None, cast: Cast) -> None:
    """A3.1"""
    with transaction() as session:
        by = cast.acting(cast.asri.koordinator, session)
        programme = Programme.find(cast.asri.programme.pk, session)
        item = PlanItem.plan(
            programme, "Tas siaga", "edukasi_mitigasi", ["instagram"], datetime(2026, 12, 15, 3, tzinfo=UTC), by, session,
            owner_id=cast.asri.editor_teknis.pk, place="19.01.02",
        )  # fmt: skip
        content = item.begin_draft(by)
        assert not content.stage_rules.plans
        assert content.revision is not None
        assert content.revision.fields["location"] == ["19.01.02"]


def test_a_piece_that_went_out_nowhere_needs_a_reason(db: None, cast: Cast) -> None:
    """S1.3"""
    with transaction() as session:
        item = planned(cast, session, planned_for=datetime(2026, 11, 2, 3, tzinfo=UTC))
        by = cast.acting(cast.simponi.koordinator, session)
        assert item.proposed() is Outcome.NOT_DONE
        with pytest.raises(NotReady):
            item.settle(by, Outcome.NOT_DONE)
        with pytest.raises(NotReady):
            item.settle(by, Outcome.AS_PLANNED)
        item.settle(by, Outcome.NOT_DONE, "Bahan dari dinas belum datang.")
        assert item.outcome is Outcome.NOT_DONE


def test_a_piece_with_a_content_is_moved_with_its_content(db: None, cast: Cast) -> None:
    with transaction() as session:
        item = planned(cast, session, owner_id=cast.simponi.editor.pk)
        by = cast.acting(cast.simponi.koordinator, session)
        item.begin_draft(by)
        with pytest.raises(WrongStage):
            item.move(by, item.planned_for + timedelta(days=1))


def test_a_campaign_that_ends_before_it_starts_is_refused(db: None, cast: Cast) -> None:
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        by = cast.acting(cast.simponi.koordinator, session)
        with pytest.raises(NotReady):
            Campaign.open(programme, "Taat pajak", "Warga membayar tepat waktu", "Wajib pajak", NEXT.ends_on, NEXT.starts_on, by, session)


def test_an_idea_whose_piece_came_to_nothing_goes_back_to_the_bank(db: None, cast: Cast) -> None:
    """S-H1"""
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        by = cast.acting(cast.simponi.koordinator, session)
        idea = Idea.suggest(programme, "Cara bayar PBB", "citizens", by, session)
        session.flush()
        item = planned(cast, session, title=idea.title, idea=idea)
        item.settle(by, Outcome.CANCELLED, "Ditunda ke tahun depan.")
        assert idea.state is IdeaState.OPEN
        item.reopen(by)
        assert idea.state is IdeaState.PLANNED
