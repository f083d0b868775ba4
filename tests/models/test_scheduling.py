"""Putting a validated content on the schedule, moving it, taking it off again, and standing still (S3.1 A3.1)."""

from datetime import UTC, datetime, timedelta

import pytest

from data.database import reading as view
from data.database import transaction
from models.actors import SYSTEM
from models.base import now
from models.content.contents import Content
from models.content.pauses import Pause
from models.content.publications import Standing
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.people import Person
from models.programmes import Programme
from models.public.service_hours import USUAL_WEEK, ServiceHours
from tests.cast import Cast
from tests.story import Story


@pytest.fixture
def story(cast: Cast, at) -> Story:
    """A SIMPONI announcement for Instagram and Facebook that both validations let through."""
    at("2026-11-16 09:00")
    return Story.simponi(cast).to("penjadwalan")


def set_times(story: Story, person: Person | None = None, hours: float = 24, native: tuple[str, ...] = (), **exact: datetime) -> None:
    def verb(content: Content, actor) -> None:
        times = exact or {key: now() + timedelta(hours=hours) for key in content.channels}
        content.schedule(actor, times, frozenset(native))

    story.do(person or story.team.admin_teknis, verb)


def keys(refused) -> set[str]:
    return {issue.key for issue in refused.value.issues}


def test_each_channel_gets_an_hour_of_its_own(story) -> None:
    """A3.1: the schedule names day and hour per channel; what was planned stays on record beside it."""
    morning, evening = now() + timedelta(hours=20), now() + timedelta(hours=30)
    planned = story.look(story.team.admin_teknis).planned_for
    set_times(story, instagram=morning, facebook=evening)

    content = story.look(story.team.admin_teknis)
    assert {one.channel: one.scheduled_for for one in content.publications} == {"instagram": morning, "facebook": evening}
    assert (content.state, content.planned_for, content.due_at) == ("scheduled", planned, morning)
    assert planned != morning


def test_what_is_set_on_the_platform_itself_is_marked(story) -> None:
    set_times(story, native=("facebook",))

    with view() as session:
        (content,) = Content.set_on_platforms(story.cast.acting(story.team.mentor, session), session).rows
        assert [one.channel for one in content.publications if one.native] == ["facebook"]


def test_every_channel_needs_an_hour(story) -> None:
    with pytest.raises(NotReady) as refused:
        set_times(story, instagram=now() + timedelta(hours=3))
    assert keys(refused) == {"time_missing"}


def test_an_hour_that_has_passed_is_refused(story) -> None:
    with pytest.raises(NotReady) as refused:
        set_times(story, hours=-1)
    assert keys(refused) == {"time_past"}


def test_a_channel_the_draft_was_not_written_for_is_refused(story) -> None:
    moment = now() + timedelta(hours=3)
    with pytest.raises(NotReady) as refused:
        set_times(story, instagram=moment, facebook=moment, tiktok=moment)
    assert keys(refused) == {"channel_not_chosen"}


@pytest.mark.parametrize("role", ["editor", "desainer", "mentor"])
def test_only_those_the_playbook_names_schedule(story, role: str) -> None:
    """S1.1: seen red with `require_role` and `may_act` taken out of scheduling."""
    with pytest.raises(NotAllowed):
        set_times(story, getattr(story.team, role))


def test_a_reader_of_the_office_schedules_nothing(story, cast: Cast) -> None:
    for person in (cast.leader, cast.inspector):
        with pytest.raises(NotAllowed):
            set_times(story, person)


def test_to_others_the_content_does_not_exist(story, cast: Cast) -> None:
    for person in (cast.nobody, cast.asri.admin_platform):
        with pytest.raises(NotFound):
            set_times(story, person)


def test_hours_nobody_serves_are_pointed_out_but_permitted(story, cast: Cast) -> None:
    """A3.1: the form warns of a holiday and of hours outside service."""
    with transaction() as session:
        programme = Programme.find(story.team.programme.pk, session)
        ServiceHours.set(programme, USUAL_WEEK, now().date(), SYSTEM, session)
    christmas, night = wib("2026-12-25T09:00"), wib("2026-11-18T22:00")
    office = wib("2026-11-18T10:00")

    def question(content: Content, _) -> list[tuple[str, str]]:
        warned = content.warnings_about({"instagram": christmas, "facebook": night})
        assert not content.warnings_about({"instagram": office})
        return [(issue.about, issue.key) for issue in warned]

    asked = story.ask(story.team.admin_teknis, question)
    assert asked == [("channel:instagram", "hour_on_holiday"), ("channel:facebook", "hour_outside_service")]


def test_the_clock_makes_due_and_overdue_of_a_scheduled_hour(story, at) -> None:
    set_times(story, hours=24)
    one = story.look(story.team.admin_teknis).publications[0]

    assert one.standing(now()) is Standing.SCHEDULED
    at("2026-11-17 08:00")
    assert one.standing(now()) is Standing.DUE_TODAY
    assert one.standing(now(), paused=True) is Standing.PAUSED
    at("2026-11-17 09:30")
    assert one.standing(now()) is Standing.OVERDUE


def test_moving_the_hour_leaves_text_and_decisions_alone(story) -> None:
    set_times(story, native=("facebook",))
    later = now() + timedelta(days=3)
    story.do(story.team.editor, lambda content, actor: content.reschedule(actor, {"facebook": later}))

    content = story.look(story.team.admin_teknis)
    assert {one.channel: (one.scheduled_for == later, one.native) for one in content.publications} == {
        "instagram": (False, False), "facebook": (True, False),
    }  # fmt: skip
    assert not story.ask(story.team.admin_teknis, lambda one, actor: one.objections_to_publishing(actor))


def test_who_only_looks_moves_nothing(story, cast: Cast) -> None:
    """Door: a viewer moving a scheduled one. Seen red with the guard of `reschedule` taken out."""
    set_times(story)
    for person in (cast.leader, cast.inspector, story.team.desainer):
        with pytest.raises(NotAllowed):
            story.do(person, lambda content, actor: content.reschedule(actor, {"facebook": now() + timedelta(days=3)}))


def test_cancelling_needs_the_right_and_a_reason(story) -> None:
    set_times(story)
    with pytest.raises(NotAllowed):
        story.do(story.team.editor, lambda content, actor: content.cancel(actor, "Batal"))
    with pytest.raises(NotReady):
        story.do(story.team.koordinator, lambda content, actor: content.cancel(actor, "  "))

    story.do(story.team.koordinator, lambda content, actor: content.cancel(actor, "Acaranya ditunda."))

    content = story.look(story.team.koordinator)
    assert (content.state, {one.state for one in content.publications}) == ("cancelled", {"cancelled"})


def test_a_cancelled_content_does_nothing_any_more(story) -> None:
    story.do(story.team.koordinator, lambda content, actor: content.cancel(actor, "Acaranya ditunda."))
    with pytest.raises(WrongStage):
        set_times(story)
    with pytest.raises(WrongStage):
        story.do(story.team.koordinator, lambda content, actor: content.cancel(actor, "Sekali lagi."))


def test_what_was_recalled_stands_on_no_schedule(story) -> None:
    set_times(story)
    story.do(story.team.koordinator, lambda content, actor: content.recall(actor))

    assert {one.state for one in story.look(story.team.koordinator).publications} == {"planned"}
    assert waiting(story) == 0


def test_what_is_held_is_not_on_todays_list(story) -> None:
    set_times(story)
    story.do(story.team.koordinator, lambda content, actor: content.hold(actor, "Tunggu kabar dinas."))
    assert waiting(story) == 0
    story.do(story.team.koordinator, lambda content, actor: content.resume(actor))
    assert waiting(story) == 1


def test_a_channel_taken_out_by_an_edit_is_cancelled_when_the_rest_is_scheduled(story) -> None:
    set_times(story)
    story.do(story.team.editor, lambda content, actor: content.recall(actor))
    story.write(story.team.editor, channels=["instagram"])
    story.to("publikasi")

    content = story.look(story.team.koordinator)
    assert {one.channel: one.state for one in content.publications} == {"instagram": "scheduled", "facebook": "cancelled"}


def test_a_pause_stops_the_whole_programme_until_it_is_lifted(story, cast: Cast) -> None:
    """Nothing is reported as published while everything stands still; the other programme goes on."""
    pause(story, "Banjir di Belinyu")
    with view() as session:
        (running,) = Pause.open_in([cast.simponi.programme.pk, cast.asri.programme.pk], session)
        assert running.programme_id == cast.simponi.programme.pk
        assert running.note is not None
        assert running.by is not None
        assert (running.note.text, running.by.name) == ("Banjir di Belinyu", cast.simponi.mentor.name)

    with transaction() as session:
        programme = Programme.find(story.team.programme.pk, session)
        Pause.find(programme, session).lift(programme, by=cast.acting(cast.simponi.koordinator, session))
    with view() as session:
        assert Pause.open_in([story.team.programme.pk], session) == []


def test_a_programme_is_paused_once_with_a_reason_by_who_has_the_right(story, cast: Cast) -> None:
    with pytest.raises(NotReady):
        pause(story, " ")
    for person in (story.team.editor, cast.asri.koordinator, cast.leader):
        with pytest.raises(NotAllowed):
            pause(story, "Banjir", person)
    pause(story, "Banjir")
    with pytest.raises(WrongStage):
        pause(story, "Banjir lagi")


def test_another_programmes_pause_is_not_lifted_from_here(story, cast: Cast) -> None:
    pause(story, "Banjir")
    with transaction() as session:
        mine, theirs = (Programme.find(one.programme.pk, session) for one in (cast.asri, cast.simponi))
        running, actor = Pause.find(theirs, session), cast.acting(cast.asri.koordinator, session)
        with pytest.raises(NotAllowed):
            running.lift(mine, by=actor)


def test_deadlines_are_counted_back_from_the_planned_hour_in_working_time(cast: Cast, at) -> None:
    """A3.1 S3.1: what still has to follow is taken off the planned hour; nights, lunch and the weekend don't count."""
    at("2026-11-09 09:00")
    with transaction() as session:
        ServiceHours.set(Programme.find(cast.simponi.programme.pk, session), USUAL_WEEK, now().date(), SYSTEM, session)
    story = Story.simponi(cast, planned_for=wib("2026-11-23T10:00")).to("draf")
    coordinator = story.team.koordinator

    # 16 + 16 + 8 + 4 hours are to follow: 2.5 on Monday, 37.5 the week before, 4 of the Friday before that
    assert story.look(coordinator).due_at == wib("2026-11-13T11:00")

    assert story.to("penjadwalan").look(coordinator).due_at == wib("2026-11-23T10:00")
    story.do(coordinator, lambda content, actor: content.recall(actor))
    # the mentor's decision stands as long as the design isn't touched: only scheduling has to follow
    assert story.look(coordinator).due_at == wib("2026-11-20T15:00")


def wib(local: str) -> datetime:
    return datetime.fromisoformat(f"{local}+07:00")


def pause(story: Story, reason: str, person: Person | None = None) -> None:
    with transaction() as session:
        programme = Programme.find(story.team.programme.pk, session)
        Pause.start(programme, reason, by=story.cast.acting(person or story.team.mentor, session), session=session)


def waiting(story: Story) -> int:
    with view() as session:
        return Content.waiting_to_publish(story.cast.acting(story.team.admin_teknis, session), session).count


def test_an_hour_beyond_our_calendar_is_refused(cast: Cast) -> None:
    far = datetime(9999, 12, 31, 20, tzinfo=UTC)
    with pytest.raises(NotReady):
        Story.simponi(cast, planned_for=far)
    story = Story.simponi(cast).to("penjadwalan")
    with pytest.raises(NotReady):
        story.do(cast.simponi.admin_teknis, lambda content, by: content.schedule(by, dict.fromkeys(content.channels, far)))
