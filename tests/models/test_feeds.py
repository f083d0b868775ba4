"""A calendar subscription: one key, its owner's eyes, and events that keep their name from the plan to the archive (A3.2)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from data.database import reading as look
from data.database import transaction
from models.content.publishing import Report
from models.errors import NotAllowed, NotFound, NotReady, Refused
from models.people import Assignment, Person
from models.planning import subscribed
from models.planning.feeds import MOST, FeedKey, subscribable
from models.planning.items import Outcome, PlanItem
from models.planning.occasions import OfficeDay
from models.planning.shifts import Shift
from models.planning.subscribed import Certainty, Piece, Subscription
from models.programmes import Programme
from tests.cast import Cast, Team
from tests.story import Story

HOUR = datetime(2026, 12, 14, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_november(at: Callable[[str], datetime]) -> None:
    at("2026-11-23 09:00")


def subscribe(cast: Cast, person: Person, team: Team | None = None) -> str:
    with transaction() as session:
        by = cast.acting(person, session)
        programme = Programme.find(team.programme.pk, session) if team else None
        return FeedKey.open(Person.find(person.pk, session), by, session, programme)[1]


def plan(cast: Cast, title: str = "Samsat keliling", hour: datetime = HOUR) -> int:
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        by = cast.acting(cast.simponi.koordinator, session)
        return PlanItem.plan(programme, title, "pengumuman", ["instagram"], hour, by, session).pk


def change(cast: Cast, item_id: int, verb: Callable[..., Any]) -> Any:
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        return verb(PlanItem.current(item_id, None, by.programmes, session), by)


def shown(key: str) -> Subscription:
    with look() as session:
        return Subscription.of(key, session)


def only(key: str) -> Piece:
    found = shown(key).pieces
    assert len(found) == 1
    return found[0]


def assign(cast: Cast, person: Person) -> None:
    with transaction() as session:
        programme, by = Programme.find(cast.asri.programme.pk, session), cast.acting(cast.asri.koordinator, session)
        Shift.assign(programme, Person.find(person.pk, session), HOUR, HOUR + timedelta(hours=8), by, session)


# Keys


def test_only_the_hash_of_a_key_is_kept_and_no_two_keys_are_alike(cast: Cast) -> None:
    """A3.2"""
    first, second = subscribe(cast, cast.simponi.editor), subscribe(cast, cast.simponi.editor)
    with look() as session:
        kept = FeedKey.mine(cast.simponi.editor.pk, session)
    assert first != second
    assert len(first) >= 43
    assert {first, second} & {one.digest for one in kept} == set()
    assert {len(one.digest) for one in kept} == {64}


def test_a_key_opens_until_its_owner_takes_it_back(cast: Cast) -> None:
    """A3.2"""
    key = subscribe(cast, cast.simponi.editor)
    assert [one.key for one in shown(key).programmes] == ["simponi"]
    with transaction() as session:
        mine = FeedKey.mine(cast.simponi.editor.pk, session)[0]
        FeedKey.current(mine.pk, mine.version, session).revoke(cast.acting(cast.simponi.editor, session))
    with pytest.raises(NotFound):
        shown(key)


def test_an_admin_takes_a_lost_key_back_and_a_colleague_does_not(cast: Cast) -> None:
    key = subscribe(cast, cast.simponi.editor)
    with transaction() as session:
        mine = FeedKey.mine(cast.simponi.editor.pk, session)[0]
        with pytest.raises(NotAllowed):
            mine.revoke(cast.acting(cast.simponi.koordinator, session))
        mine.revoke(cast.acting(cast.admin, session))
        with pytest.raises(Refused):
            mine.revoke(cast.acting(cast.admin, session))
    with pytest.raises(NotFound):
        shown(key)


def test_nobody_opens_a_key_that_reads_with_anothers_eyes(cast: Cast, reading: Session) -> None:
    with pytest.raises(NotAllowed):
        FeedKey.open(cast.simponi.editor, cast.acting(cast.admin, reading), reading)


def test_a_foreign_programme_does_not_exist_for_a_subscriber(cast: Cast, reading: Session) -> None:
    with pytest.raises(NotFound):
        FeedKey.open(cast.simponi.editor, cast.acting(cast.simponi.editor, reading), reading, cast.asri.programme)


def test_who_has_no_part_in_a_programme_has_nothing_to_subscribe_to(cast: Cast, reading: Session) -> None:
    for person in (cast.nobody, cast.admin):
        assert subscribable(cast.acting(person, reading), reading) == []
        with pytest.raises(NotReady):
            FeedKey.open(person, cast.acting(person, reading), reading)


def test_one_person_keeps_a_handful_of_keys(cast: Cast) -> None:
    for _ in range(MOST):
        subscribe(cast, cast.simponi.editor)
    with pytest.raises(NotReady):
        subscribe(cast, cast.simponi.editor)


@pytest.mark.parametrize("odd", ["", "salah", None, 7])
def test_a_wrong_key_opens_nothing(cast: Cast, reading: Session, odd: object) -> None:
    subscribe(cast, cast.simponi.editor)
    with pytest.raises(NotFound):
        Subscription.of(odd, reading)


def test_switched_off_means_out_and_a_lost_role_takes_its_programme_along(cast: Cast) -> None:
    """S1.1 A1.1"""
    editor, both = cast.simponi.editor, cast.leader
    own, own_programme = subscribe(cast, editor), subscribe(cast, editor, cast.simponi)
    leaders = subscribe(cast, both)
    with transaction() as session:
        by = cast.acting(cast.admin, session)
        for held in Person.find(editor.pk, session).assignments:
            Assignment.current(held.pk, held.version, session).end(by)
        off = Person.find(both.pk, session)
        Person.current(both.pk, off.version, session).deactivate(by)
    for key in (own, own_programme, leaders):
        with pytest.raises(NotFound):
            shown(key)


# What it shows


def test_it_shows_what_its_owner_sees_and_nothing_else(cast: Cast) -> None:
    """S1.1 A1.1 A3.2"""
    plan(cast)
    Story.asri(cast, planned_for=HOUR)
    keys = {
        "team": subscribe(cast, cast.simponi.editor), "other": subscribe(cast, cast.asri.koordinator),
        "leader": subscribe(cast, cast.leader), "one": subscribe(cast, cast.leader, cast.asri),
        "unit": subscribe(cast, cast.simponi.validator_unit),
    }  # fmt: skip
    titles = {name: sorted(one.slot.title for one in shown(key).pieces) for name, key in keys.items()}
    assert titles == {
        "team": ["Samsat keliling"], "other": ["Kenali tanda tanah longsor"], "unit": [],
        "leader": ["Kenali tanda tanah longsor", "Samsat keliling"], "one": ["Kenali tanda tanah longsor"],
    }  # fmt: skip
    assert shown(keys["unit"]).days == []


def test_a_planned_piece_keeps_its_name_when_it_becomes_a_draft(cast: Cast) -> None:
    """A3.2"""
    key, item_id = subscribe(cast, cast.simponi.editor), plan(cast)
    before = only(key)
    change(cast, item_id, lambda item, by: item.revise(by, {"owner_id": cast.simponi.editor.pk}))
    planned = only(key)
    change(cast, item_id, lambda item, by: item.begin_draft(by))
    begun = only(key)
    assert before.name == planned.name == begun.name == f"rencana-{item_id}"
    assert before.sequence < planned.sequence < begun.sequence
    assert begun.slot.content_id is not None


def test_every_change_of_a_planned_piece_raises_its_sequence_and_its_time(cast: Cast) -> None:
    """A3.2"""
    key, item_id = subscribe(cast, cast.simponi.editor), plan(cast)
    seen = [only(key)]
    for verb in (
        lambda item, by: item.move(by, HOUR + timedelta(days=1)),
        lambda item, by: item.revise(by, {"title": "Samsat keliling Belinyu"}),
        lambda item, by: item.settle(by, Outcome.CANCELLED, "Kendaraan rusak"),
        lambda item, by: item.reopen(by),
    ):
        change(cast, item_id, verb)
        seen.append(only(key))
    numbers, times = [one.sequence for one in seen], [one.changed_at for one in seen]
    assert numbers == sorted(set(numbers))
    assert times == sorted(set(times))
    assert [one.certainty for one in seen[2:]] == [Certainty.TENTATIVE, Certainty.CANCELLED, Certainty.TENTATIVE]


def test_every_step_of_a_content_raises_its_sequence(cast: Cast) -> None:
    """S3.2 A3.2"""
    key = subscribe(cast, cast.simponi.editor, cast.simponi)
    story = Story.simponi(cast, planned_for=HOUR)
    seen = [only(key)]
    for stage in ("validasi_unit", "penjadwalan", "publikasi"):
        story.to(stage)
        seen.append(only(key))
    story.do(cast.simponi.koordinator, lambda content, by: content.move_to(by, HOUR + timedelta(days=3)))
    seen.append(only(key))
    links = {"instagram": "https://www.instagram.com/p/abc/", "facebook": "https://facebook.com/x/posts/1"}
    hour = seen[0].changed_at + timedelta(seconds=1)
    story.do(cast.simponi.admin_teknis, lambda content, by: content.publish(by, [Report(one, hour, links[one]) for one in links]))
    seen.append(only(key))
    numbers = [one.sequence for one in seen]
    assert numbers == sorted(set(numbers))
    assert {one.name for one in seen} == {f"konten-{story.content_id}"}
    assert [one.certainty.value[:4] for one in seen] == ["TENT", "TENT", "TENT", "CONF", "CONF", "CONF"]


def test_a_cancelled_content_stays_and_one_on_hold_may_still_come(cast: Cast) -> None:
    """A3.2"""
    key, story = subscribe(cast, cast.simponi.editor), Story.simponi(cast, planned_for=HOUR)
    story.do(cast.simponi.koordinator, lambda content, by: content.hold(by, "Menunggu data"))
    held = only(key)
    story.do(cast.simponi.koordinator, lambda content, by: content.cancel(by, "Tidak jadi"))
    cancelled = only(key)
    assert (held.certainty, cancelled.certainty) == (Certainty.TENTATIVE, Certainty.CANCELLED)
    assert cancelled.sequence > held.sequence


def test_time_alone_changes_nothing(cast: Cast, at: Callable[[str], datetime]) -> None:
    """A piece whose hour has passed keeps its words as long as nobody touched it: calendar programs count changes by the sequence."""
    plan(cast)
    key = subscribe(cast, cast.simponi.editor)
    before = only(key)
    at("2026-12-20 09:00")
    late = only(key)
    assert (late.status, late.sequence, late.changed_at) == (before.status, before.sequence, before.changed_at)


@pytest.mark.parametrize(("day", "seen"), [("2026-09-24", 1), ("2026-09-23", 0), ("2027-11-22", 1), ("2027-11-23", 0)])
def test_it_reaches_from_two_months_back_to_a_year_ahead(cast: Cast, day: str, seen: int) -> None:
    plan(cast, hour=datetime.fromisoformat(f"{day}T03:00:00+00:00"))
    assert len(shown(subscribe(cast, cast.simponi.editor)).pieces) == seen


def test_a_crowded_year_is_cut_to_its_latest_contents(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscribed, "MOST", 2)
    for day in (3, 1, 2):
        Story.simponi(cast, f"Jadwal {day}", planned_for=HOUR + timedelta(days=day))
    assert [one.slot.title for one in shown(subscribe(cast, cast.simponi.editor)).pieces] == ["Jadwal 2", "Jadwal 3"]


def test_own_shifts_stand_in_it_and_nobody_elses(cast: Cast) -> None:
    """A1.2 A3.2"""
    mine, other = cast.asri.admin_platform, cast.asri.second("admin_platform")
    assign(cast, mine)
    assign(cast, other)
    assert [one.person_id for one, _ in shown(subscribe(cast, mine)).shifts] == [mine.pk]
    assert [one.person_id for one, _ in shown(subscribe(cast, mine, cast.asri)).shifts] == [mine.pk]


def test_days_worth_preparing_for_stand_in_it_without_the_holidays(cast: Cast) -> None:
    """A3.2"""
    with transaction() as session:
        programme = Programme.find(cast.asri.programme.pk, session)
        OfficeDay.add(
            programme, date(2026, 12, 13), "Hari jadi kantor", cast.acting(cast.asri.koordinator, session), session, lead_days=[7]
        )
    days = shown(subscribe(cast, cast.asri.koordinator)).days
    assert {(date(2026, 12, 6), "lead"), (date(2026, 12, 13), "occasion"), (date(2027, 4, 26), "occasion")} <= {
        (one.day, one.kind) for one in days
    }
    assert {one.kind for one in days} == {"occasion", "lead"}


def test_it_asks_the_database_a_dozen_times_however_much_it_shows(cast: Cast, queries: Callable[[Session], Any]) -> None:
    counts = []
    key = subscribe(cast, cast.leader)
    for day in range(4):
        Story.simponi(cast, f"Jadwal {day}", planned_for=HOUR + timedelta(days=day))
        Story.asri(cast, f"Longsor {day}", planned_for=HOUR + timedelta(days=day))
        plan(cast, f"Samsat {day}")
        with look() as session, queries(session) as asked:
            Subscription.of(key, session)
        counts.append(len(asked))
    assert counts == [counts[0]] * 4
    assert counts[0] <= 12
