"""Plan against actual: what is counted as out, as ahead, and as missing."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from data.database import reading, transaction
from models.base import now
from models.content.publishing import Report
from models.planning.campaigns import Campaign
from models.planning.items import PlanItem
from models.planning.plans import Aim, Plan
from models.planning.progress import ChannelProgress, Progress, TargetProgress
from models.planning.quarters import Quarter
from models.programmes import Programme
from tests.cast import Cast
from tests.story import Story, yes

RUNNING = Quarter(2026, 4)
AIMS = [Aim("pengumuman", "", 3), Aim("pengumuman", "19.01.02", 4), Aim("edukasi", "", 2)]
LINKS = {"instagram": "https://www.instagram.com/p/abc/", "facebook": "https://www.facebook.com/kab/posts/1"}

TEXTS = {
    "info_date": "2026-11-16", "summary": "Jembatan Baturusa ditutup. Pakai jalan lain.", "actions": "Hindari jembatan\nIkuti petugas",
    "source": "Dinas Pekerjaan Umum", "official_link": {"none": "Belum ada dokumen resmi"}, "channels": ["instagram", "facebook"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def monday(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-16 09:00")


def in_force(cast: Cast, aims: list[Aim] = AIMS, per_week: dict[str, float] | None = None) -> int:
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        plan = Plan.draft(Programme.find(cast.simponi.programme.pk, session), RUNNING, by, session)
        plan.revise(by, aims, per_week or {"instagram": 1, "facebook": 0.5, "tiktok": 0.1}, [])
        plan.submit(by)
        plan.approve(cast.acting(cast.simponi.mentor, session))
        return plan.pk


def progress(cast: Cast, session: Session) -> Progress:
    plan = Plan.in_force(cast.simponi.programme.pk, RUNNING, session)
    assert plan is not None
    return Progress.of(plan, session)


def target(cast: Cast, kind: str, place: str = "") -> TargetProgress:
    with reading() as session:
        return next(one for one in progress(cast, session).targets if (one.kind, one.place) == (kind, place))


def channel(cast: Cast, key: str) -> ChannelProgress:
    with reading() as session:
        return next(one for one in progress(cast, session).channels if one.channel == key)


def put_out(story: Story, channels: tuple[str, ...] = ("instagram", "facebook")) -> None:
    story.to("publikasi")
    reports = [Report(key, now(), LINKS[key]) for key in channels]
    story.do(story.team.admin_teknis, lambda content, actor: content.publish(actor, reports))


def piece(cast: Cast, session: Session, kind: str = "pengumuman", days: int = 3, **given: object) -> PlanItem:
    programme = Programme.find(cast.simponi.programme.pk, session)
    by = cast.acting(cast.simponi.koordinator, session)
    return PlanItem.plan(programme, "Jadwal layanan", kind, ["instagram"], now() + timedelta(days=days), by, session, **given)  # type: ignore[arg-type]


def test_what_went_out_counts_for_its_type_and_for_each_place_it_speaks_of(cast: Cast) -> None:
    """S1.3: the plan is held against what was published."""
    in_force(cast)
    put_out(Story.simponi(cast))
    assert target(cast, "pengumuman") == TargetProgress("pengumuman", "", wanted=3, out=1, ahead=0)
    assert target(cast, "pengumuman", "19.01.02") == TargetProgress("pengumuman", "19.01.02", wanted=4, out=1, ahead=0)
    assert target(cast, "edukasi").out == 0


def test_a_draft_is_ahead_and_not_out(cast: Cast) -> None:
    in_force(cast)
    Story.simponi(cast)
    found = target(cast, "pengumuman")
    assert (found.out, found.ahead, found.missing) == (0, 1, 2)


def test_a_planned_piece_is_ahead_once_with_or_without_its_draft(cast: Cast) -> None:
    in_force(cast)
    with transaction() as session:
        item = piece(cast, session, owner_id=cast.simponi.editor.pk, place="19.01.02")
        item_id = item.pk
    assert (target(cast, "pengumuman").ahead, target(cast, "pengumuman", "19.01.02").ahead) == (1, 1)
    Story.simponi(cast)  # brings the office hours that a draft's deadlines need
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        PlanItem.current(item_id, None, by.programmes, session).begin_draft(by)
    assert target(cast, "pengumuman").ahead == 2


def test_a_planned_day_that_passed_without_a_draft_promises_nothing(cast: Cast, at: Callable[[str], datetime]) -> None:
    in_force(cast)
    with transaction() as session:
        piece(cast, session)
    at("2026-11-25 09:00")
    assert (target(cast, "pengumuman").ahead, target(cast, "pengumuman").missing) == (0, 3)


def test_cancelled_pieces_are_neither_out_nor_ahead(cast: Cast) -> None:
    in_force(cast)
    story = Story.simponi(cast)
    story.do(cast.simponi.koordinator, lambda content, actor: content.cancel(actor, "Acaranya batal."))
    assert (target(cast, "pengumuman").out, target(cast, "pengumuman").ahead) == (0, 0)


def test_what_was_taken_down_is_not_out_any_more(cast: Cast) -> None:
    in_force(cast)
    story = Story.simponi(cast)
    put_out(story)
    story.do(cast.simponi.koordinator, lambda content, actor: content.take_down(actor, ["instagram", "facebook"], "Salah data."))
    assert target(cast, "pengumuman").out == 0
    assert channel(cast, "instagram").out == 0


def test_the_emergency_lane_counts_and_is_told_apart(cast: Cast) -> None:
    in_force(cast)
    put_out(Story.simponi(cast))
    story, editor, mentor = Story.emergency(cast), cast.simponi.editor, cast.simponi.mentor
    story.write(editor, **TEXTS, contact=[story.contact_id])
    story.attach(person=editor)
    story.submit(editor)
    story.do(editor, lambda one, actor: one.record_verbal_approval(actor, mentor, how="Telepon", reached_at=now(), answers=yes(one)))
    story.do(editor, lambda one, actor: one.publish(actor, [Report("instagram", now(), LINKS["instagram"])]))
    assert (target(cast, "pengumuman").out, target(cast, "pengumuman").emergency) == (2, 1)


def test_another_quarter_counts_for_itself(cast: Cast, at: Callable[[str], datetime]) -> None:
    in_force(cast)
    Story.simponi(cast, planned_for=now() + timedelta(days=60))
    at("2027-01-04 09:00")
    put_out(Story.simponi(cast))
    assert (target(cast, "pengumuman").out, target(cast, "pengumuman").ahead) == (0, 0)


def test_a_channel_is_judged_by_the_weeks_that_have_passed(cast: Cast) -> None:
    """S-F: 46 of 92 days are over, 6.6 weeks; one piece on Facebook against 0.5 a week leaves two behind."""
    in_force(cast)
    put_out(Story.simponi(cast), channels=("facebook",))
    found = channel(cast, "facebook")
    assert (found.out, round(found.weeks, 1), round(found.rate, 2)) == (1, 6.6, 0.15)
    assert found.missing == 3 - 1
    assert channel(cast, "tiktok").missing == 0


def test_nine_tenths_of_a_frequency_are_no_gap() -> None:
    assert ChannelProgress("facebook", per_week=3, out=36, weeks=13).missing == 0
    assert ChannelProgress("facebook", per_week=3, out=34, weeks=13).missing == 5


def test_a_target_for_a_place_is_part_of_the_one_for_everywhere() -> None:
    targets = (
        TargetProgress("edukasi", "", 10, 4, 0),
        TargetProgress("edukasi", "19.01.02", 3, 1, 0),
        TargetProgress("poster", "19.01.02", 2, 1, 0),
    )
    assert Progress(targets, (), {}, {}).total == (5, 12)


def test_what_the_plan_has_no_target_for_stands_beside_it(cast: Cast) -> None:
    in_force(cast, [Aim("edukasi", "", 2)])
    put_out(Story.simponi(cast))
    with reading() as session:
        assert progress(cast, session).beside == {"pengumuman": 1}


def test_a_campaign_knows_its_pieces(cast: Cast) -> None:
    in_force(cast)
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        by = cast.acting(cast.simponi.koordinator, session)
        days = now().date(), now().date() + timedelta(days=20)
        campaign = Campaign.open(programme, "Sadar pajak", "Warga membayar tepat waktu", "Wajib pajak", *days, by, session)
        session.flush()
        piece(cast, session, campaign_id=campaign.pk)
        known = campaign.pk
    with reading() as session:
        assert progress(cast, session).campaigns == {known: (1, 0)}


def test_the_count_takes_three_statements_however_much_there_is(cast: Cast, reading: Session, queries: Callable) -> None:  # type: ignore[type-arg]
    in_force(cast)
    put_out(Story.simponi(cast))
    plan = Plan.in_force(cast.simponi.programme.pk, RUNNING, reading)
    assert plan is not None
    with queries(reading) as seen:
        Progress.of(plan, reading)
    assert len(seen) == 3
