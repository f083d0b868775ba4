"""A quarter from its plan to its closing, for both programmes through the same verbs."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from data.database import reading, transaction
from models.actors import SYSTEM
from models.base import now, today
from models.content.publishing import Report
from models.errors import WrongStage
from models.governance.contact_kinds import ContactKind, ContactUse
from models.governance.contacts import Contact
from models.planning.items import Outcome, PlanItem
from models.planning.plans import Aim, Plan, PlanState, Urgency
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.public.service_hours import USUAL_WEEK, ServiceHours
from models.verification import verify
from tests.cast import Cast, Team
from tests.story import Story

FOURTH = Quarter(2026, 4)
LINKS = {"instagram": "https://www.instagram.com/p/abc/", "facebook": "https://facebook.com/x/posts/1"}
# Who writes and who approves the plan differ by playbook; the verbs don't.
PEOPLE = {"simponi": ("pengumuman", "editor", "mentor"), "asri": ("edukasi_mitigasi", "editor_teknis", "pengawas_keakuratan")}


@pytest.mark.parametrize("key", PEOPLE)
def test_a_quarter_is_planned_filled_worked_off_and_closed_with_a_reason_for_every_deviation(
    cast: Cast, key: str, at: Callable[[str], datetime]
) -> None:
    """S1.3 A3.1 S-H1 A-H1"""
    kind, writer, mentor = PEOPLE[key]
    team: Team = getattr(cast, key)
    at("2026-09-21 09:00")
    with transaction() as session:
        programme = Programme.find(team.programme.pk, session)
        ServiceHours.set(programme, USUAL_WEEK, today(), SYSTEM, session)
        plan = Plan.draft(programme, FOURTH, cast.acting(team.koordinator, session), session)
        plan.revise(
            cast.acting(team.koordinator, session), [Aim(kind, "", 4)], {"instagram": 1},
            [Urgency("Musim hujan", "Warga bertanya setiap tahun")],
        )  # fmt: skip
        plan.submit(cast.acting(team.koordinator, session))
        plan_id = plan.pk
    with transaction() as session:
        by = cast.acting(team.people[mentor][0], session)
        Plan.current(plan_id, None, by.programmes, session).approve(by)
    items = [add_piece(cast, team, kind, writer, title, day) for title, day in (("Tayang", 5), ("Pindah", 6), ("Batal", 7), ("Lupa", 8))]
    at("2026-10-01 07:00")
    with transaction() as session:
        assert [one.freeze().plan_id for one in Plan.to_freeze(session)] == [plan_id]
    publish(cast, team, items[0], at, "2026-10-05 10:00")
    publish(cast, team, items[1], at, "2026-10-09 10:00")

    at("2027-01-04 09:00")
    with transaction() as session:
        by = cast.acting(team.koordinator, session)
        found = {one.pk: one for one in PlanItem.of_plan(team.programme.pk, FOURTH.since, FOURTH.until, session)}
        proposed = [found[one].proposed() for one in items]
        assert proposed == [Outcome.AS_PLANNED, Outcome.MOVED, Outcome.NOT_DONE, Outcome.NOT_DONE]
        current = Plan.current(plan_id, None, by.programmes, session)
        with pytest.raises(WrongStage):
            current.close(by)
        found[items[0]].settle(by, Outcome.AS_PLANNED)
        found[items[1]].settle(by, Outcome.MOVED, "Menunggu data instansi.")
        found[items[2]].settle(by, Outcome.CANCELLED, "Tidak lagi perlu.")
        found[items[3]].settle(by, Outcome.NOT_DONE, "Penulis sakit.")
        current.close(by)
    with reading() as session:
        closed = Plan.in_force(team.programme.pk, FOURTH, session)
        assert closed is not None
        assert closed.state is PlanState.CLOSED
        assert verify(session).faults == ()


def add_piece(cast: Cast, team: Team, kind: str, writer: str, title: str, day: int) -> int:
    with transaction() as session:
        programme = Programme.find(team.programme.pk, session)
        hour = datetime(2026, 10, day, 3, tzinfo=UTC)
        by = cast.acting(team.koordinator, session)
        item = PlanItem.plan(programme, title, kind, ["instagram"], hour, by, session, owner_id=team.people[writer][0].pk)
        return item.pk


def publish(cast: Cast, team: Team, item_id: int, at: Callable[[str], datetime], moment: str) -> None:
    """The piece's draft walks through the whole flow and is out at that moment."""
    with transaction() as session:
        by = cast.acting(team.koordinator, session)
        item = PlanItem.current(item_id, None, by.programmes, session)
        office = Programme.find(team.programme.pk, session).office
        contact = Contact.add(
            f"Pusat {item_id}", "112", next(iter(ContactKind)), ContactUse.PUBLIC, SYSTEM, session, office=office
        )  # fmt: skip
        session.flush()
        contact.record_test(SYSTEM, today(), reached=True)
        content = item.begin_draft(by)
        story = Story(cast, team, content.pk, contact.pk)
    story.to("publikasi")
    at(moment)
    reports = lambda content: [Report(one, now() - timedelta(seconds=1), LINKS[one]) for one in content.channels]  # noqa: E731
    story.do(story._worker(), lambda content, by: content.publish(by, reports(content)))
