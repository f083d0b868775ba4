"""Doors of the planning rooms, each tried as somebody would who wants in: foreign rows, lent hats, two at the same instant, odd days.

A docstring says what was seen where a door once stood open.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlmodel import Session, col, func, select

from data.calendar_sheets import Span, as_csv, as_xlsx
from data.database import reading as view
from data.database import transaction
from data.sheets import read
from models.actors import LEADER, SYSTEM, Actor
from models.content.beginning import Beginning
from models.content.contents import Content
from models.content.revisions import Revision
from models.deputies import ActingKind, Deputyship
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, Refused, WrongStage
from models.inbox.letters import letters
from models.inbox.messages import Message
from models.people import Assignment, Person
from models.planning.board import copy_week
from models.planning.campaigns import Campaign
from models.planning.feeds import FeedKey
from models.planning.ideas import Idea, IdeaState
from models.planning.items import Outcome, PlanItem
from models.planning.leaves import Leave
from models.planning.occasions import OfficeDay, day_notes
from models.planning.plans import Aim, Plan, PlanState
from models.planning.quarters import Quarter
from models.planning.sheets import columns as sheet_columns
from models.planning.sheets.applying import apply
from models.planning.sheets.comparing import compare
from models.planning.sheets.imports import SheetImport
from models.planning.shifts import Shift
from models.planning.snapshots import PlanSnapshot
from models.planning.subscribed import Subscription
from models.programmes import Programme
from models.verification import verify
from tests.cast import Cast
from tests.story import Story

HOUR = datetime(2026, 12, 14, 3, tzinfo=UTC)
QUARTER = Quarter(2026, 4)
FIRST, LAST = date(9999, 12, 31), date(1, 1, 1)


@pytest.fixture(autouse=True)
def monday(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-16 09:00")


def team(cast: Cast, name: str, session: Session) -> Programme:
    return Programme.find(getattr(cast, name).programme.pk, session)


def piece(cast: Cast, name: str = "simponi", **given: Any) -> int:
    kinds = {"simponi": "pengumuman", "asri": "edukasi_mitigasi"}
    more = {"title": "Samsat keliling", "kind": kinds[name], "channels": ["instagram"], "planned_for": HOUR, **given}
    with transaction() as session:
        by = cast.acting(getattr(cast, name).koordinator, session)
        return PlanItem.plan(team(cast, name, session), by=by, session=session, **more).pk


def plan(cast: Cast, quarter: Quarter = QUARTER, *, submitted: bool = True) -> int:
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        made = Plan.draft(team(cast, "simponi", session), quarter, by, session)
        made.revise(by, [Aim("pengumuman", "", 3)], {"instagram": 2}, [])
        if submitted:
            made.submit(by)
        return made.pk


def approved(cast: Cast, quarter: Quarter = QUARTER) -> int:
    plan_id = plan(cast, quarter)
    with transaction() as session:
        mentor = cast.acting(cast.simponi.mentor, session)
        Plan.current(plan_id, None, mentor.programmes, session).approve(mentor)
    return plan_id


def kept(item_id: int) -> PlanItem:
    with view() as session:
        found = session.exec(select(PlanItem).where(PlanItem.id == item_id).options(*PlanItem.whole())).one()
        session.expunge_all()
        return found


def count(table: Any, *which: Any) -> int:
    with view() as session:
        return session.exec(select(func.count()).select_from(table).where(*which)).one()


def at_once(verb: Callable[[int, Session], Any], number: int = 6) -> list[bool]:
    """Everybody begins at the same instant; who was refused answers False, anything else but a refusal fails the test."""
    start = Barrier(number)

    def one(place: int) -> bool:
        start.wait()
        try:
            with transaction() as session:
                verb(place, session)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def refused(why: type[Refused] | tuple[type[Refused], ...], verb: Callable[[Session], Any]) -> None:
    with pytest.raises(why), transaction() as session:
        verb(session)


def planner(cast: Cast, session: Session) -> Actor:
    return cast.acting(cast.simponi.koordinator, session)


def changing(item_id: int, by: Actor, session: Session) -> PlanItem:
    return PlanItem.current(item_id, None, by.teams, session)


def whole() -> bool:
    with view() as session:
        return not verify(session).faults


# --- Ids of another programme ---


def test_an_office_day_is_removed_by_its_own_programmes_planner_only(cast: Cast) -> None:
    """Seen: SIMPONI's coordinator handed in his own programme and took a day of ASRI away."""
    with transaction() as session:
        day = OfficeDay.add(
            team(cast, "asri", session), date(2026, 12, 1), "Apel siaga", cast.acting(cast.asri.koordinator, session), session
        )
        session.flush()
        number = day.pk
    refused(NotFound, lambda session: OfficeDay.current(number, 1, session).remove(team(cast, "simponi", session), planner(cast, session)))
    with view() as session:
        assert [one.name for one in OfficeDay.kept([cast.asri.programme.pk], session)] == ["Apel siaga"]


def test_a_campaign_of_another_programme_is_neither_revised_nor_used(cast: Cast) -> None:
    with transaction() as session:
        by = cast.acting(cast.asri.koordinator, session)
        campaign = Campaign.open(team(cast, "asri", session), "Siaga", "Siap", "Warga", date(2026, 11, 1), date(2026, 12, 31), by, session)
        session.flush()
        number = campaign.pk
    mine = {"name": "Milik saya"}
    refused(
        NotFound,
        lambda session: Campaign.current(number, 1, session).revise(team(cast, "simponi", session), planner(cast, session), mine),
    )
    with pytest.raises(NotReady):
        piece(cast, campaign_id=number)
    item = piece(cast)
    taken = {"campaign_id": number}
    refused(NotReady, lambda session: changing(item, by := planner(cast, session), session).revise(by, taken))


def test_a_campaign_keeps_its_own_columns_to_itself(cast: Cast) -> None:
    """A forged change can't move it to another programme or take a cancellation back."""
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        programme = team(cast, "simponi", session)
        campaign = Campaign.open(programme, "Pajak", "Bayar", "Warga", date(2026, 11, 1), date(2026, 12, 31), by, session)
        session.flush()
        campaign.revise(programme, by, {"programme_id": cast.asri.programme.pk, "cancelled": True, "note_id": 1, "name": "Pajak kita"})
        assert (campaign.programme_id, campaign.cancelled, campaign.name) == (programme.pk, False, "Pajak kita")


@pytest.mark.parametrize("given", [{"owner_id": "asri"}, {"owner_id": "nobody"}, {"owner_id": "unit"}, {"place": "99"}, {"kind": "hoaks"},
                                   {"channels": []}, {"channels": ["telegram"]}, {"format": "opera"}, {"campaign_id": 999}])  # fmt: skip
def test_a_piece_takes_nothing_that_is_not_on_offer(cast: Cast, given: dict[str, Any]) -> None:
    people = {"asri": cast.asri.koordinator.pk, "nobody": cast.nobody.pk, "unit": cast.simponi.validator_unit.pk}
    given = {key: people.get(value, value) if key == "owner_id" else value for key, value in given.items()}
    with pytest.raises(NotReady):
        piece(cast, **given)
    item = piece(cast)
    refused(NotReady, lambda session: changing(item, by := planner(cast, session), session).revise(by, given))
    assert kept(item).version == 1


def test_a_forged_change_leaves_what_only_verbs_may_set(cast: Cast) -> None:
    item = piece(cast)
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        forged = {"outcome": Outcome.AS_PLANNED, "content_id": 1, "programme_id": cast.asri.programme.pk, "first_planned_for": HOUR}
        assert not PlanItem.current(item, None, by.programmes, session).revise(by, {**forged, "idea_id": 4, "note_id": 3})
    assert (kept(item).outcome, kept(item).content_id, kept(item).programme_id) == (Outcome.OPEN, None, cast.simponi.programme.pk)


def test_a_piece_an_idea_and_a_plan_of_another_programme_do_not_exist(cast: Cast) -> None:
    item, plan_id = piece(cast, "asri"), plan(cast)
    with transaction() as session:
        by = cast.acting(cast.asri.koordinator, session)
        source = team(cast, "asri", session).rules.idea_sources[0].key
        idea = Idea.suggest(team(cast, "asri", session), "Longsor", source, by, session)
        session.flush()
        number = idea.pk
    with transaction() as session:
        stranger, outsider = cast.acting(cast.simponi.koordinator, session), cast.acting(cast.asri.koordinator, session)
        for missing in (item, 99_999):
            with pytest.raises(NotFound):
                PlanItem.current(missing, 1, stranger.programmes, session)
        for missing in (number, 99_999):
            with pytest.raises(NotFound):
                Idea.current(missing, 1, stranger.programmes, session)
        for missing in (plan_id, 99_999):
            with pytest.raises(NotFound):
                Plan.current(missing, 1, outsider.programmes, session)
        foreign = session.exec(select(Idea).where(Idea.id == number)).one()
        with pytest.raises(WrongStage):
            PlanItem.plan(team(cast, "simponi", session), "Curian", "pengumuman", ["x"], HOUR, stranger, session, idea=foreign)
        session.rollback()


# --- Who may not ---


def test_who_only_looks_decides_or_validates_changes_nothing_of_the_plan(cast: Cast) -> None:
    item, plan_id = piece(cast), plan(cast, submitted=False)
    ours = cast.simponi
    onlookers = (cast.leader, cast.inspector, cast.admin, cast.nobody, ours.desainer, ours.mentor, ours.validator_unit)
    for person in onlookers:
        with transaction() as session:
            by, programme = cast.acting(person, session), team(cast, "simponi", session)
            row = session.exec(select(PlanItem).where(PlanItem.id == item).options(*PlanItem.whole())).one()
            draft = session.exec(select(Plan).where(Plan.id == plan_id).options(*Plan.whole())).one()
            verbs: list[Callable[[], Any]] = [
                lambda: row.move(by, HOUR + timedelta(days=1)),  # noqa: B023
                lambda: row.revise(by, {"title": "Lain"}),  # noqa: B023
                lambda: row.settle(by, Outcome.CANCELLED, "Batal"),  # noqa: B023
                lambda: row.reopen(by),  # noqa: B023
                lambda: row.begin_draft(by),  # noqa: B023
                lambda: PlanItem.settle_as_planned(programme, QUARTER, by, session),  # noqa: B023
                lambda: PlanItem.plan(programme, "Baru", "pengumuman", ["x"], HOUR, by, session),  # noqa: B023
                lambda: copy_week(programme, date(2026, 12, 14), by, session),  # noqa: B023
                lambda: Shift.copy_week(programme, date(2026, 12, 14), by, session),  # noqa: B023
                lambda: Campaign.open(programme, "A", "B", "C", date(2026, 12, 1), date(2026, 12, 2), by, session),  # noqa: B023
                lambda: OfficeDay.add(programme, date(2026, 12, 1), "Hari", by, session),  # noqa: B023
                lambda: Plan.draft(programme, QUARTER.following, by, session),  # noqa: B023
                lambda: draft.submit(by),  # noqa: B023
                lambda: draft.discard(by),  # noqa: B023
                lambda: draft.revise(by, [], {}, []),  # noqa: B023
                lambda: draft.close(by),  # noqa: B023
            ]
            for verb in verbs:
                with pytest.raises((NotAllowed, NotFound)):
                    verb()
    assert (kept(item).version, count(PlanItem), count(Campaign), count(Plan)) == (1, 1, 0, 1)


def test_a_leader_of_one_programme_suggests_nothing(cast: Cast) -> None:
    with transaction() as session:
        programme = team(cast, "simponi", session)
        Assignment.give(
            Person.find(cast.nobody.pk, session), LEADER, SYSTEM, session, programme=programme, starts_on=date(2026, 1, 1), letter="1"
        )
        session.flush()
        by = cast.acting(cast.nobody, session)
        with pytest.raises(NotAllowed):
            Idea.suggest(programme, "Ide", programme.rules.idea_sources[0].key, by, session)
        for unit in (cast.simponi.validator_unit,):
            with pytest.raises(NotAllowed):
                Idea.suggest(programme, "Ide", programme.rules.idea_sources[0].key, cast.acting(unit, session), session)


def test_to_a_technical_unit_a_planned_piece_is_as_if_it_did_not_exist(cast: Cast) -> None:
    """Seen: a stale id answered "changed meanwhile" and a right one "you may not", a wrong one "not found"."""
    item = piece(cast)
    answers = []
    for number, seen in ((item, 1), (item, 7), (99_999, 1)):
        with transaction() as session:
            unit = cast.acting(cast.simponi.validator_unit, session)
            with pytest.raises(Refused) as refused:
                PlanItem.current(number, seen, unit.teams, session).move(unit, HOUR + timedelta(days=1))
            answers.append([one.key for one in refused.value.issues])
    assert answers == [["not_found"]] * 3


def test_to_a_technical_unit_the_calendar_does_not_move(cast: Cast) -> None:
    """Seen: while a content waited with its unit, the unit's validator moved it to another month (SAFETY 1)."""
    story = Story.simponi(cast).to("validasi_unit")
    before = story.look(cast.simponi.koordinator).planned_for
    with pytest.raises(NotAllowed):
        story.do(cast.simponi.validator_unit, lambda content, actor: content.move_to(actor, HOUR + timedelta(days=40)))
    assert story.look(cast.simponi.koordinator).planned_for == before
    assert story.ask(cast.simponi.validator_unit, lambda content, actor: content.objections_to_moving(actor)).about("person")


def test_a_deputy_plans_with_lent_roles_and_under_his_own_name(cast: Cast) -> None:
    with transaction() as session:
        boss, deputy = Person.find(cast.simponi.koordinator.pk, session), Person.find(cast.simponi.desainer.pk, session)
        Deputyship.name(boss, deputy, ActingKind.PLH, date(2026, 11, 16), date(2026, 11, 20), cast.acting(boss, session), session)
    with transaction() as session:
        by = cast.acting(cast.simponi.desainer, session)
        item = PlanItem.plan(team(cast, "simponi", session), "Pengganti", "pengumuman", ["x"], HOUR, by, session).pk
    with view() as session:
        line = session.exec(select(Entry).where(Entry.action == "item.planned", Entry.subject_id == item)).one()
        assert line.actor_id == cast.simponi.desainer.pk


def test_whoever_wrote_a_plan_does_not_approve_it_whoever_submitted_it(cast: Cast) -> None:
    """Seen: the mentor's stand-in wrote the figures, a colleague pressed "Ajukan", and he approved his own figures (SAFETY 4)."""
    plan_id = plan(cast, submitted=False)
    with transaction() as session:
        colleague = cast.acting(cast.simponi.second("koordinator"), session)
        Plan.current(plan_id, None, colleague.programmes, session).submit(colleague)
    with transaction() as session:
        boss, deputy = Person.find(cast.simponi.mentor.pk, session), Person.find(cast.simponi.koordinator.pk, session)
        Deputyship.name(boss, deputy, ActingKind.PLH, date(2026, 11, 16), date(2026, 11, 20), cast.acting(boss, session), session)
    refused(NotAllowed, lambda session: Plan.current(plan_id, None, (by := planner(cast, session)).teams, session).approve(by))
    with transaction() as session:
        mentor = cast.acting(cast.simponi.second("mentor"), session)
        Plan.current(plan_id, None, mentor.programmes, session).approve(mentor)


def test_who_was_switched_off_or_lost_his_role_gets_no_draft(cast: Cast) -> None:
    item = piece(cast, owner_id=cast.simponi.editor.pk)
    with transaction() as session:
        role = session.exec(select(Assignment).where(Assignment.person_id == cast.simponi.editor.pk)).one()
        Assignment.current(role.pk, role.version, session).end(SYSTEM)
    refused(NotAllowed, lambda session: changing(item, by := planner(cast, session), session).begin_draft(by))
    assert count(Content) == 0


# --- Author and decider ---


def test_text_put_in_for_somebody_else_makes_its_writer_an_author(cast: Cast) -> None:
    """SAFETY 4. Seen: `Content.begin(owner_id=…)` took a whole text from a planner, who was no author and could decide on it."""
    with transaction() as session:
        by, programme = cast.acting(cast.asri.koordinator, session), team(cast, "asri", session)
        text = next(one.key for one in programme.rules.fields_of("edukasi_mitigasi") if one.kind in ("text", "long_text"))
        assert text != "title"
        content = Beginning.begin.__func__(  # type: ignore[attr-defined]
            Content, programme, "edukasi_mitigasi", "video_singkat", "Longsor", by, session,
            fields={text: "Seluruh naskah ditulis oleh perencana."}, owner_id=cast.asri.editor_teknis.pk,
        )  # fmt: skip
        session.flush()
        assert by.person_id in content.authors


def test_a_piece_gives_its_draft_title_hour_channels_and_place_and_nothing_else(cast: Cast) -> None:
    """Planning isn't authoring: what a plan says is all that reaches the first revision."""
    item = piece(cast, "asri", owner_id=cast.asri.editor_teknis.pk, place="19.01.02", remark="Naskah lengkap yang ingin saya selipkan")
    with transaction() as session:
        by = cast.acting(cast.asri.koordinator, session)
        content = PlanItem.current(item, None, by.programmes, session).begin_draft(by)
        session.flush()
        revision = session.exec(select(Revision).where(Revision.content_id == content.pk)).one()
        kinds = {one.key: one.kind for one in content.rules.fields}
        assert {key for key, value in revision.fields.items() if value and kinds.get(key) not in ("channels", "places")} == {"title"}
        assert content.authors == frozenset()


# --- Two at the same instant ---


def test_one_piece_becomes_one_draft(cast: Cast) -> None:
    item = piece(cast, owner_id=cast.simponi.editor.pk)

    def begin(_: int, session: Session) -> None:
        by = cast.acting(cast.simponi.koordinator, session)
        PlanItem.current(item, 1, by.programmes, session).begin_draft(by)

    assert (at_once(begin).count(True), count(Content)) == (1, 1)
    assert whole()


def test_one_piece_becomes_one_draft_even_for_who_saw_no_version(cast: Cast) -> None:
    item = piece(cast, owner_id=cast.simponi.editor.pk)

    def begin(_: int, session: Session) -> None:
        by = cast.acting(cast.simponi.koordinator, session)
        PlanItem.current(item, None, by.programmes, session).begin_draft(by)

    assert (at_once(begin).count(True), count(Content)) == (1, 1)


def test_one_idea_becomes_one_piece(cast: Cast) -> None:
    with transaction() as session:
        programme = team(cast, "simponi", session)
        source = programme.rules.idea_sources[0].key
        idea = Idea.suggest(programme, "Samsat", source, cast.acting(cast.simponi.editor, session), session)
        session.flush()
        number = idea.pk

    def take(place: int, session: Session) -> None:
        by = cast.acting(cast.simponi.koordinator, session)
        found = Idea.current(number, None if place % 2 else 1, by.programmes, session)
        PlanItem.plan(team(cast, "simponi", session), "Samsat", "pengumuman", ["x"], HOUR, by, session, idea=found)

    assert (at_once(take).count(True), count(PlanItem)) == (1, 1)


def test_a_plan_is_approved_or_returned_and_never_both(cast: Cast) -> None:
    plan_id = plan(cast)

    def decide(place: int, session: Session) -> None:
        mentor = cast.acting(cast.simponi.people["mentor"][place % 2], session)
        found = Plan.current(plan_id, None, mentor.programmes, session)
        if place % 3:
            found.approve(mentor)
        else:
            found.return_for_changes(mentor, "Kurang edukasi.")

    assert at_once(decide).count(True) == 1
    decided = count(Entry, col(Entry.action).in_(("plan.approved", "plan.returned")))
    assert decided == 1
    assert whole()


def test_one_draft_of_a_quarter_at_a_time(cast: Cast) -> None:
    def draft(_: int, session: Session) -> None:
        Plan.draft(team(cast, "simponi", session), QUARTER, cast.acting(cast.simponi.koordinator, session), session)

    assert (at_once(draft).count(True), count(Plan)) == (1, 1)


def test_a_week_copied_by_two_at_once_is_copied_once(cast: Cast) -> None:
    """Seen on PostgreSQL: both read the empty week, and every piece stood in it twice."""
    for number in range(4):
        piece(cast, title=f"Konten {number}")

    def copy(_: int, session: Session) -> None:
        copy_week(team(cast, "simponi", session), date(2026, 12, 21), cast.acting(cast.simponi.koordinator, session), session)

    at_once(copy)
    assert count(PlanItem) == 8


def test_a_roster_copied_by_two_at_once_is_copied_once(cast: Cast) -> None:
    with transaction() as session:
        by, person = cast.acting(cast.simponi.koordinator, session), Person.find(cast.simponi.editor.pk, session)
        Shift.assign(team(cast, "simponi", session), person, HOUR, HOUR + timedelta(hours=6), by, session)

    def copy(_: int, session: Session) -> None:
        Shift.copy_week(team(cast, "simponi", session), date(2026, 12, 21), cast.acting(cast.simponi.koordinator, session), session)

    assert (at_once(copy).count(True), count(Shift)) == (1, 2)


def test_two_leaves_of_the_same_days_are_entered_once(cast: Cast) -> None:
    def enter(_: int, session: Session) -> None:
        person = Person.find(cast.simponi.editor.pk, session)
        Leave.enter(person, date(2026, 12, 1), date(2026, 12, 5), cast.acting(person, session), session)

    assert (at_once(enter).count(True), count(Leave)) == (1, 1)


def test_a_spreadsheet_taken_in_by_two_at_once_adds_its_rows_once(cast: Cast) -> None:
    """Seen on PostgreSQL: a double tap on "Terapkan" planned every new row twice."""
    tab, columns = a_sheet(cast)
    with view() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        seen = compare(team(cast, "simponi", session), tab, columns, by, session).seen

    def take(_: int, session: Session) -> None:
        by = cast.acting(cast.simponi.koordinator, session)
        apply(team(cast, "simponi", session), tab, columns, "e" * 64, by, session, seen=seen)

    assert (at_once(take, 4).count(True), count(PlanItem), count(SheetImport)) == (1, 3, 1)


def a_sheet(cast: Cast) -> tuple[Any, Any]:
    """Three rows nobody has planned yet, as a file."""
    lines = ["ID;Versi;Tanggal;Jam;Kanal;Jenis informasi;Judul"]
    lines += [f";;2026-12-{day};09:30;Instagram;Pengumuman;Konten {day}" for day in (15, 16, 17)]
    tab = read("\n".join(lines).encode(), "kalender.csv")[0]
    columns = sheet_columns.found_in(tab)
    assert columns is not None
    return tab, columns


def test_a_scheduled_content_moved_by_two_at_once_moves_once(cast: Cast) -> None:
    story = Story.simponi(cast).to("publikasi")
    seen = story.look(cast.simponi.koordinator).version

    def move(place: int, session: Session) -> None:
        by = cast.acting(cast.simponi.koordinator, session)
        Content.current(story.content_id, seen, by, session).move_to(by, HOUR + timedelta(hours=place))

    assert at_once(move).count(True) == 1


def test_a_plan_frozen_by_the_job_and_by_its_approval_is_frozen_once(cast: Cast) -> None:
    plan_id = plan(cast)

    def freeze(place: int, session: Session) -> None:
        if place:
            for one in Plan.to_freeze(session):
                one.freeze()
        else:
            mentor = cast.acting(cast.simponi.mentor, session)
            Plan.current(plan_id, None, mentor.programmes, session).approve(mentor)

    at_once(freeze)
    assert (count(PlanSnapshot), count(Plan, Plan.state == PlanState.APPROVED)) == (1, 1)
    assert whole()


def test_an_idea_planned_anew_stays_with_its_new_piece(cast: Cast) -> None:
    """Seen: the first piece, taken up again and cancelled once more, gave the idea back under the second one's feet."""
    with transaction() as session:
        by, programme = planner(cast, session), team(cast, "simponi", session)
        idea = Idea.suggest(programme, "Samsat", programme.rules.idea_sources[0].key, by, session)
        session.flush()
        first = PlanItem.plan(programme, "Satu", "pengumuman", ["x"], HOUR, by, session, idea=idea)
        first.settle(by, Outcome.CANCELLED, "Batal")
        PlanItem.plan(programme, "Dua", "pengumuman", ["x"], HOUR, by, session, idea=idea)
        first.reopen(by)
        first.settle(by, Outcome.CANCELLED, "Batal lagi")
        session.flush()
        assert idea.state is IdeaState.PLANNED


# --- A quarter that is closed ---


def test_nothing_is_put_into_a_closed_quarter_nor_taken_out_of_it(cast: Cast, at: Callable[[str], datetime]) -> None:
    """Seen: after the closing a settled piece was reopened, another planned into the quarter, a third moved there."""
    approved(cast)
    settled, later = piece(cast), piece(cast, planned_for=datetime(2027, 1, 20, 3, tzinfo=UTC))
    at("2027-01-05 09:00")
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        PlanItem.current(settled, None, by.programmes, session).settle(by, Outcome.NOT_DONE, "Alat rusak")
        found = Plan.in_force(cast.simponi.programme.pk, QUARTER, session)
        assert found is not None
        found.close(by)
    with transaction() as session:
        by, programme = cast.acting(cast.simponi.koordinator, session), team(cast, "simponi", session)
        with pytest.raises(WrongStage):
            PlanItem.current(settled, None, by.programmes, session).reopen(by)
        with pytest.raises(WrongStage):
            PlanItem.plan(programme, "Susulan", "pengumuman", ["x"], HOUR, by, session)
        with pytest.raises(WrongStage):
            PlanItem.current(later, None, by.programmes, session).move(by, HOUR)
        session.rollback()
    with view() as session:
        assert PlanItem.count_open(cast.simponi.programme.pk, QUARTER, session) == 0


def test_a_piece_added_while_the_quarter_is_closed_is_refused_or_keeps_it_open(cast: Cast, at: Callable[[str], datetime]) -> None:
    """Seen on PostgreSQL: both went through, and the closed quarter held a piece without an outcome."""
    plan_id = approved(cast)
    at("2027-01-05 09:00")

    def act(place: int, session: Session) -> None:
        by = cast.acting(cast.simponi.koordinator, session)
        if place % 2:
            PlanItem.plan(team(cast, "simponi", session), "Susulan", "pengumuman", ["x"], HOUR, by, session)
        else:
            Plan.current(plan_id, None, by.programmes, session).close(by)

    at_once(act, 4)
    closed = count(Plan, Plan.state == PlanState.CLOSED)
    assert not (closed and count(PlanItem))


# --- Days that break a calendar ---


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_an_office_day_at_the_end_of_time_does_not_break_the_calendar(cast: Cast, day: date, reading: Session) -> None:
    """Seen: a day in the year 1 with a lead-in task broke /kalender and every subscription of the programme."""
    refused(
        NotReady,
        lambda session: OfficeDay.add(team(cast, "simponi", session), day, "Hari", planner(cast, session), session, lead_days=[180]),
    )
    day_notes([team(cast, "simponi", reading)], date(2026, 12, 1), date(2026, 12, 31), reading)


@pytest.mark.parametrize("days", [(date(2026, 11, 1), FIRST), (LAST, date(2026, 12, 1))])
def test_a_campaign_lasts_no_thousand_years(cast: Cast, days: tuple[date, date]) -> None:
    """Seen: one that ends on 31 December 9999 broke /kalender for the whole team."""
    refused(
        NotReady,
        lambda session: Campaign.open(team(cast, "simponi", session), "Pajak", "Bayar", "Warga", *days, planner(cast, session), session),
    )


@pytest.mark.parametrize("moment", [datetime(1, 1, 1, 3, tzinfo=UTC), datetime(9999, 12, 31, 20, tzinfo=UTC)])
def test_no_piece_and_no_content_stands_at_the_end_of_time(cast: Cast, moment: datetime) -> None:
    """Seen: an hour of the year 9999 was taken, and the piece's own screen was a fault from then on."""
    item, story = piece(cast), Story.simponi(cast).to("draf")
    with pytest.raises(NotReady):
        piece(cast, planned_for=moment)
    refused(NotReady, lambda session: changing(item, by := planner(cast, session), session).move(by, moment))
    with pytest.raises(NotReady):
        story.do(cast.simponi.koordinator, lambda content, actor: content.move_to(actor, moment))


@pytest.mark.parametrize("written", ["9999-4", "0000-1", "0001-1", "2026-5", "2026-0", "1e3-1", "²026-1"])
def test_a_quarter_of_another_age_is_none(written: str) -> None:
    """Seen: /rencana?triwulan=9999-4 was a fault."""
    assert Quarter.read(written) is None


def test_a_piece_at_midnight_belongs_to_the_day_that_begins(cast: Cast, at: Callable[[str], datetime]) -> None:
    """WIB, not UTC: 31 December 23.30 UTC is the new year's first morning, and midnight its first moment."""
    at("2026-12-01 09:00")
    midnight = datetime(2026, 12, 31, 17, tzinfo=UTC)
    for after in (-1, 0, 390):
        piece(cast, planned_for=midnight + timedelta(minutes=after))
    with view() as session:
        ours = cast.simponi.programme.pk
        assert [PlanItem.count_open(ours, one, session) for one in (QUARTER, QUARTER.following)] == [1, 2]
        assert Quarter.at(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == QUARTER.following


def test_a_campaign_that_ended_yesterday_is_not_running_before_seven(cast: Cast, at: Callable[[str], datetime]) -> None:
    """Seen: until 07.00 WIB the day was still yesterday's (UTC), and a piece could be planned for a campaign that was over."""
    at("2026-11-17 06:00")
    with transaction() as session:
        by, programme = cast.acting(cast.simponi.koordinator, session), team(cast, "simponi", session)
        Campaign.open(programme, "Pajak", "Bayar", "Warga", date(2026, 11, 1), date(2026, 11, 16), by, session)
        session.flush()
        assert Campaign.running(programme.pk, session) == []


# --- What one may no longer see ---


def test_a_planned_pieces_title_is_not_told_to_who_only_validates_now(cast: Cast) -> None:
    """Seen: the owner left the team, validated for a technical unit since, and still read the titles of planned pieces in his inbox."""
    piece(cast, owner_id=cast.simponi.editor.pk, title="Rapat tertutup")
    with transaction() as session:
        role = session.exec(select(Assignment).where(Assignment.person_id == cast.simponi.editor.pk)).one()
        Assignment.current(role.pk, role.version, session).end(SYSTEM)
        Assignment.give(
            Person.find(cast.simponi.editor.pk, session), "validator_unit", SYSTEM, session, programme=team(cast, "simponi", session),
            unit_id=cast.unit.pk, starts_on=date(2026, 1, 1), letter="2",
        )  # fmt: skip
    with view() as session:
        actor = cast.acting(cast.simponi.editor, session)
        assert [one.title for one in letters(Message.page(actor, session), actor, session)] == [""]


def test_a_technical_unit_reads_neither_campaigns_nor_pieces_in_its_subscription(cast: Cast) -> None:
    piece(cast, title="Rapat tertutup")
    with transaction() as session:
        person = Person.find(cast.simponi.validator_unit.pk, session)
        _, key = FeedKey.open(person, cast.acting(person, session), session)
    with view() as session:
        shown = Subscription.of(key, session)
        assert (list(shown.pieces), [one for one in shown.days if one.kind in ("occasion", "lead")]) == ([], [])


def test_a_key_is_opened_and_revoked_by_its_own_person_only(cast: Cast) -> None:
    with transaction() as session:
        person = Person.find(cast.simponi.editor.pk, session)
        opened, _ = FeedKey.open(person, cast.acting(person, session), session)
        session.flush()
        number = opened.pk
    with transaction() as session:
        stranger = cast.acting(cast.simponi.desainer, session)
        with pytest.raises(NotFound):
            FeedKey.open(Person.find(stranger.person_id or 0, session), stranger, session, Programme.find(cast.asri.programme.pk, session))
        with pytest.raises((NotAllowed, NotFound)):
            FeedKey.current(number, 1, session).revoke(stranger)


# --- Out and in ---

ODD = [
    "=1+1", "'=1+1", "''=x", "-5 derajat", "+62 812", "@simpul", "#REF!", "007", "1e5", "123456789012345678", "a;b", 'a"b', "TRUE",
    "12/12/2026",
    "09.30", "Kepala  dua spasi", "é à ü", "😀 emoji", "<b>x</b>", '=HYPERLINK("http://x","y")', "%0A=x", "＝1+1", "'", "r1", "a\nb",
]  # fmt: skip


def test_titles_come_back_exactly_as_they_were(cast: Cast) -> None:
    """SAFETY 21."""
    for place, title in enumerate(ODD):
        piece(cast, title=title, planned_for=HOUR + timedelta(hours=place // 3, minutes=place % 3))
    with view() as session:
        by, programme = cast.acting(cast.simponi.koordinator, session), team(cast, "simponi", session)
        span = Span.of(programme, by, QUARTER.since, QUARTER.until, session)
        for write, name in ((as_xlsx, "k.xlsx"), (as_csv, "k.csv")):
            tab = read(write(span), name)[0]
            columns = sheet_columns.found_in(tab)
            assert columns is not None
            rows = compare(programme, tab, columns, by, session).rows
            assert [(one.title, one.verdict.value, one.changes) for one in rows] == [(title, "unchanged", ()) for title in ODD], name


def test_ids_of_another_programme_in_a_spreadsheet_do_not_exist(cast: Cast) -> None:
    foreign = piece(cast, "asri", title="Rahasia ASRI")
    lines = ["ID;Versi;Tanggal;Jam;Kanal;Jenis informasi;Judul"]
    lines += [f"{key};1;2026-12-20;09:30;Instagram;Pengumuman;Diambil" for key in (f"r{foreign}", "r99999", "k1", "k99999", "r-1", "=1")]
    tab = read("\n".join(lines).encode(), "kalender.csv")[0]
    columns = sheet_columns.found_in(tab)
    assert columns is not None
    with view() as session:
        by, programme = cast.acting(cast.simponi.koordinator, session), team(cast, "simponi", session)
        rows = compare(programme, tab, columns, by, session).rows
        assert [(one.verdict.value, [issue.key for issue in one.issues]) for one in rows] == [("refused", ["sheet_id_unknown"])] * 6
        assert "Rahasia" not in str(rows)


# --- The log ---


def test_every_verb_leaves_a_line_without_typed_text_and_the_log_stays_whole(cast: Cast, at: Callable[[str], datetime]) -> None:
    """SAFETY 18."""
    word = "Rahasia"
    with transaction() as session:
        by, programme = cast.acting(cast.simponi.koordinator, session), team(cast, "simponi", session)
        source = programme.rules.idea_sources[0].key
        idea = Idea.suggest(programme, word, source, by, session, about=word, source_note=word)
        session.flush()
        idea.revise(programme, by, {"title": f"{word} dua"})
        idea.set_aside(programme, by, word)
        idea.take_back(programme, by)
        campaign = Campaign.open(programme, word, word, word, date(2026, 11, 1), date(2026, 12, 31), by, session)
        session.flush()
        item = PlanItem.plan(programme, word, "pengumuman", ["x"], HOUR, by, session, idea=idea, campaign_id=campaign.pk, remark=word)
        item.revise(by, {"title": f"{word} tiga", "remark": f"{word} empat"})
        item.move(by, HOUR + timedelta(days=1))
        item.settle(by, Outcome.CANCELLED, word)
        item.reopen(by)
        campaign.revise(programme, by, {"aim": f"{word} lima"})
        campaign.cancel(programme, by, word)
        day = OfficeDay.add(programme, date(2026, 12, 1), word, by, session, lead_days=[3])
        session.flush()
        day.remove(programme, by)
        Leave.enter(Person.find(cast.simponi.koordinator.pk, session), date(2026, 12, 1), date(2026, 12, 2), by, session, letter=word)
    with view() as session:
        said = session.exec(select(Entry.text)).all()
    assert not [one for one in said if word in one]
    assert whole()
