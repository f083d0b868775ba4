"""Exceptions: what left the ordinary way is found again, by kind and by time; a refused attempt leaves its line."""

from datetime import timedelta

import pytest

from data.database import reading, transaction
from models.base import now
from models.content.attempts import OWN
from models.entries import Entry
from models.errors import NotAllowed
from models.governance import exceptions
from models.governance.exceptions import Exceptional, Kind, Wanted
from models.people import Assignment, Person
from models.programmes import Programme
from tests.cast import Cast
from tests.models.test_emergency import night, out  # noqa: F401  the story of a night
from tests.story import Story, yes


def found(cast: Cast, *kinds: Kind, **more) -> list[Exceptional]:
    with reading() as session:
        programmes = tuple(Programme.find(one.programme.pk, session) for one in (cast.simponi, cast.asri))
        return exceptions.page(Wanted(more.pop("programmes", programmes), frozenset(kinds), **more), session)


def stand(cast: Cast, rows: list[Exceptional]) -> list[str]:
    with reading() as session:
        found = exceptions.states(rows, [Programme.find(cast.simponi.programme.pk, session)], session)
        return [found[one.place] for one in rows]


def tried(story: Story, person: Person) -> None:
    with pytest.raises(NotAllowed):
        story.do(person, lambda content, actor: content.approve(actor, yes(content)))


def lines(story: Story) -> list[Entry]:
    with reading() as session:
        return [one for one in Entry.of(story.look(story.team.koordinator, session), session) if one.action == OWN]


def test_an_attempt_to_approve_ones_own_work_is_refused_and_kept(cast: Cast, at) -> None:
    """S3.4: seen red without the transaction of its own; a second click a moment later says nothing new."""
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_unit")
    with transaction() as session:
        editor = Person.find(cast.simponi.editor.pk, session)
        Assignment.give(
            editor, "mentor", cast.acting(cast.admin, session), session, programme=Programme.find(cast.simponi.programme.pk, session),
            letter="800/3/2026",
        )  # fmt: skip
    story.to("validasi_mentor")

    tried(story, cast.simponi.koordinator)  # who merely lacks the role tried nothing with his own work
    assert lines(story) == []
    tried(story, cast.simponi.editor)
    tried(story, cast.simponi.editor)

    (line,) = lines(story)
    assert (line.actor_id, line.facts) == (cast.simponi.editor.id, {"stage": "validasi_mentor"})
    (one,) = found(cast, Kind.OWN_ATTEMPT)
    assert (one.content_id, one.person_id, one.at) == (story.content_id, cast.simponi.editor.id, line.at)
    at("2026-11-16 09:30")
    tried(story, cast.simponi.editor)
    assert len(lines(story)) == 2


def test_a_night_on_the_telephone_shows_in_every_kind_it_belongs_to(night, cast: Cast, at) -> None:  # noqa: F811
    """S3.4, A3.3b: verbal and open, then overdue, then confirmed late; the ordinary piece beside it shows nowhere."""
    Story.simponi(cast)
    out(night)
    rows = found(cast)
    assert {(one.kind, one.content_id) for one in rows} == {(Kind.EMERGENCY, night.content_id), (Kind.VERBAL, night.content_id)}
    assert stand(cast, rows) == ["open", "unchecked"]

    at("2026-11-18 08:00")
    overdue = found(cast, Kind.OVERDUE)
    assert {one.content_id for one in overdue} == {night.content_id}
    assert set(stand(cast, overdue)) == {"open"}
    night.do(cast.simponi.mentor, lambda content, actor: content.confirm_verbal(actor))
    assert stand(cast, found(cast, Kind.VERBAL)) == ["confirmed"]
    assert sorted(stand(cast, found(cast, Kind.OVERDUE)))[0] == "late"

    night.do(cast.simponi.koordinator, lambda content, actor: content.take_down(actor, ["instagram"], "Salah gambar"))
    (gone,) = found(cast, Kind.TAKEN_DOWN)
    assert gone.person_id == cast.simponi.koordinator.id
    assert found(cast, Kind.TAKEN_DOWN, until=gone.at) == []
    assert found(cast, Kind.TAKEN_DOWN, since=gone.at) == [gone]
    with reading() as session:
        assert found(cast, programmes=(Programme.find(cast.asri.programme.pk, session),)) == []


def test_a_later_check_after_its_hour_stays_overdue(night, cast: Cast, at) -> None:  # noqa: F811
    """S3.4: made good, but late."""
    out(night)
    night.do(cast.simponi.mentor, lambda content, actor: content.confirm_verbal(actor))
    night.do(night.team.editor, lambda content, actor: add(content, actor))
    at("2026-11-20 08:00")
    (waiting,) = found(cast, Kind.OVERDUE)
    assert stand(cast, [waiting]) == ["open"]
    night.approve(next(one for one in cast.simponi.people["pengawas_kebijakan"]))
    (late,) = found(cast, Kind.OVERDUE)
    assert (late.at, stand(cast, [late])) == (late.done_at, ["late"])
    assert stand(cast, found(cast, Kind.EMERGENCY)) == ["checked"]


def add(content, actor) -> None:
    filled = {**content.revision.files[0], "alt": "Jembatan dengan garis penutup", "people": content.rules.people.suffices[0]}
    content.complete(actor, content.revision.fields, [filled], content.revision_number)


def test_who_decided_for_another_without_the_orders_number_is_listed_until_it_comes(cast: Cast, at) -> None:
    """S1.4: the letter may follow, and the list says where it hasn't."""
    from models.deputies import ActingKind, Deputyship

    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_mentor")
    with transaction() as session:
        away, stands_in = (Person.find(one.pk, session) for one in (cast.simponi.mentor, cast.simponi.koordinator))
        for one in cast.simponi.people["mentor"][1:]:
            Person.find(one.pk, session)
        order = Deputyship.name(
            away, stands_in, ActingKind.PLH, now().date(), now().date() + timedelta(days=9), cast.acting(cast.admin, session), session
        )
        session.flush()
        order_id, seen = order.pk, order.version
    story.approve(cast.simponi.koordinator)

    (one,) = found(cast, Kind.UNLETTERED)
    assert (one.content_id, one.person_id) == (story.content_id, cast.simponi.koordinator.id)
    with transaction() as session:
        Deputyship.current(order_id, seen, session).add_letter("800/7/2026", cast.acting(cast.admin, session))
    assert found(cast, Kind.UNLETTERED) == []


def test_pages_follow_each_other_without_a_gap(cast: Cast, at) -> None:
    """S3.4: also where several lines fall on the same moment."""
    at("2026-11-16 02:10")
    stories = {Story.emergency(cast, f"Jembatan {number}", planned_for=None).content_id for number in range(5)}
    with reading() as session:
        wanted, seen, before = Wanted((Programme.find(cast.simponi.programme.pk, session),)), [], None
        while rows := exceptions.page(wanted, session, before=before, size=2):
            seen += [one.content_id for one in rows[:2]]
            before = rows[:2][-1].place
            if len(rows) <= 2:
                break
        assert (set(seen), len(seen)) == (stories, 5)
        assert [one.content_id for one in exceptions.every(wanted, session)] == seen
