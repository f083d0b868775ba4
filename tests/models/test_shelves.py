"""Where contents wait and where they are found again: each list paged, counted, narrowed, and within its budget of queries."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session

from data.database import reading as view
from data.database import transaction
from models.actors import Actor
from models.base import now
from models.content.archives import OUT, Filters, Page
from models.content.contents import Content
from models.people import Person
from models.playbooks import StageKind
from models.programmes import Programme
from tests.cast import Cast, Team

BUDGET = 5
LISTS: dict[str, Callable[[Actor, Session], Page]] = {
    "awaiting": Content.awaiting,
    "barred": Content.barred,
    "returned": Content.returned,
    "on_desk": Content.on_desk,
    "with_others": Content.with_others,
    "to_schedule": Content.to_schedule,
    "waiting_to_publish": Content.waiting_to_publish,
    "in_debt": Content.in_debt,
    "to_confirm": Content.to_confirm,
    "to_monitor": Content.to_monitor,
    "published": lambda actor, session: Content.published(actor, session, OUT, Filters()),
    "archived": lambda actor, session: Content.published(actor, session, ("archived",), Filters()),
    "found": lambda actor, session: Content.found("konten", actor, session),
}


@pytest.fixture(autouse=True)
def monday(cast: Cast, at) -> None:
    at("2026-11-16 09:00")


def fill(cast: Cast, team: Team, stage: str, count: int, title: str = "Konten", **more) -> list[int]:
    """So many contents set down at a stage, past the work but not past the log; oldest first."""
    writer = team.editor if team is cast.simponi else team.koordinator
    with transaction() as session:
        programme, by = Programme.find(team.programme.pk, session), cast.acting(writer, session)
        ids = []
        for number in range(count):
            kind = programme.rules.types[0]
            options = {"planned_for": now() + timedelta(days=1, hours=number), **more}
            content = Content.begin(programme, kind.key, kind.formats[0], f"{title} {number}", by, session, **options)
            content.save(by, {"title": f"{title} {number}"}, [], 1)
            session.flush()
            rules = content.lane_rules.stage(stage)
            if rules.kind in (StageKind.PUBLISH, StageKind.MONITOR):
                one = content.publication("instagram")
                one.scheduled_for, one.state = content.planned_for, "scheduled" if rules.kind is StageKind.PUBLISH else "published"
                one.published_at = content.published_at = None if rules.kind is StageKind.PUBLISH else now()
            content.move(rules, by)
            session.flush()
            content.log("content.planned", by, content.publications)
            ids.append(content.pk)
        return ids


def ask(cast: Cast, person: Person, question: Callable[[Actor, Session], Page]) -> Page:
    with view() as session:
        return question(cast.acting(person, session), session)


def test_no_list_asks_more_for_more_rows(cast: Cast, queries) -> None:
    """At most five statements each, whether one row lies at each stage or four."""
    for rows in (1, 3):
        for stage in ("bahan", "validasi_mentor", "penjadwalan", "publikasi", "pemantauan"):
            fill(cast, cast.simponi, stage, rows)
        for name, question in LISTS.items():
            with view() as session:
                actor = cast.acting(cast.simponi.mentor, session)
                with queries(session) as statements:
                    question(actor, session)
            assert len(statements) <= BUDGET, (name, rows)


def test_to_be_scheduled_comes_by_its_planned_hour_and_by_programme(cast: Cast) -> None:
    late, soon = fill(cast, cast.simponi, "penjadwalan", 2)[::-1]
    page = ask(cast, cast.simponi.admin_teknis, Content.to_schedule)
    assert [one.id for one in page.rows] == [soon, late]
    other = ask(cast, cast.simponi.admin_teknis, lambda actor, session: Content.to_schedule(actor, session, cast.asri.programme.id))
    assert other.count == 0


def test_what_is_due_by_an_hour_is_told_from_what_comes_later(cast: Cast) -> None:
    fill(cast, cast.simponi, "publikasi", 6)
    until = now() + timedelta(days=1, hours=2, minutes=30)
    page = ask(cast, cast.simponi.admin_teknis, lambda actor, session: Content.waiting_to_publish(actor, session, until=until))
    assert page.count == 3


def test_monitoring_waits_for_those_who_monitor(cast: Cast) -> None:
    fill(cast, cast.simponi, "pemantauan", 3)
    assert [ask(cast, one, Content.to_monitor).count for one in (cast.simponi.admin_teknis, cast.simponi.editor, cast.leader)] == [3, 0, 0]


def test_a_search_finds_by_words_in_any_state_newest_first_and_pages_by_key(cast: Cast) -> None:
    ids = [*fill(cast, cast.simponi, "bahan", 3, "Jadwal posyandu"), *fill(cast, cast.simponi, "pemantauan", 2, "Jadwal vaksin")]
    fill(cast, cast.simponi, "bahan", 1, "Lomba desa")

    def search(words: str, before: int | None = None, **filters) -> Page:
        states = filters.pop("states", ())
        wanted = Filters(**filters)
        return ask(cast, cast.simponi.mentor, lambda a, s: Content.found(words, a, s, wanted, states, before=before, size=2))

    first = search("jadwal")
    assert ([one.id for one in first.rows], first.more, first.count) == (ids[:-3:-1], True, 5)
    assert [one.id for one in search("jadwal", before=first.rows[-1].id).rows] == ids[1:3][::-1]
    assert search("JADWAL vaks").count == 2
    assert search("jadwal", states=OUT).count == 2
    assert search("jadwal", programme_id=cast.asri.programme.id).count == 0
    assert search("  ").count == 0


def test_a_search_shows_a_unit_only_what_was_sent_to_it(cast: Cast) -> None:
    """Red when `visible_to` is left out of the search's scope."""
    fill(cast, cast.simponi, "bahan", 2, "Jadwal posyandu", unit_id=cast.unit.pk)
    sent = fill(cast, cast.simponi, "validasi_unit", 1, "Jadwal vaksin", unit_id=cast.unit.pk)
    page = ask(cast, cast.simponi.validator_unit, lambda actor, session: Content.found("jadwal", actor, session))
    assert [one.id for one in page.rows] == sent


def test_counts_stop_at_a_thousand_and_say_so() -> None:
    assert (Page([], True, 1_000).capped, Page([], True, 1_001).capped) == (False, True)
