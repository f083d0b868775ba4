"""The practice room: everything can be tried in it, and nothing of it is found anywhere else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from data import jobs
from data.database import reading, transaction
from models import log_views
from models.actors import PRACTISED, Actor, can
from models.base import now
from models.content.archives import OUT, Filters
from models.content.contents import Content
from models.content.media import Media
from models.content.publishing import Report
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.governance import clearing_room, practice
from models.governance.first_days import FirstStep, first_steps
from models.inbox.messages import Message
from models.log_views import LogFilters
from models.people import Assignment, Person
from models.planning.calendar import slots
from models.planning.feeds import FeedKey
from models.planning.quarters import Quarter
from models.planning.subscribed import Subscription
from models.playbooks import Formula
from models.programmes import Programme
from models.results import by_hand
from models.results.of_work import making
from models.verification import verify
from tests.cast import Cast, Team
from tests.models.test_rule_proposals import NO_ALT, do, submitted
from tests.practising import Practised, joined, newcomer, opened
from tests.story import SHA, Story

DECIDING = {"simponi": "mentor", "asri": "pengawas_keakuratan"}


def steps(cast: Cast, person: Person) -> dict[FirstStep, bool]:
    with reading() as session:
        actor = cast.acting(person, session)
        return {one.key: one.done for one in first_steps(actor, Programme.visible(actor, session), session)}


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_a_newcomer_alone_practises_the_whole_way_and_nothing_of_it_is_found_elsewhere(cast: Cast, at, key: str) -> None:
    """S4.5 A4.3: from draft to publication by himself and the acted colleague; then every door of the real programmes is tried."""
    at("2026-11-16 09:00")
    team: Team = getattr(cast, key)
    person = newcomer(team)
    assert FirstStep.PRACTICE not in steps(cast, person)
    room_id = opened(cast, team)
    joined(cast, person, room_id)
    assert steps(cast, person)[FirstStep.PRACTICE] is False
    story = Practised.begun(cast, team, person, room_id)
    with transaction() as session:
        keys = [FeedKey.open(one, cast.acting(one, session), session)[1] for one in (team.koordinator, cast.leader)]
    story.to("publikasi")
    assert steps(cast, person)[FirstStep.PRACTICE] is True
    at("2026-11-17 10:00")
    real = {"instagram": "https://www.instagram.com/p/abc/", "facebook": "https://www.facebook.com/bangka/posts/2"}
    with pytest.raises(NotReady) as refused:
        story.do(person, lambda one, by: one.publish(by, [Report(channel, now(), real[channel]) for channel in one.channels]))
    assert "link_in_practice" in {one.key for one in refused.value.issues}
    story.publish()
    assert story.state == "published"

    with reading() as session:
        lookers = [cast.leader, cast.inspector, cast.admin, team.koordinator, getattr(team, DECIDING[key]), person]
        for actor in [cast.acting(one, session) for one in lookers]:
            assert found_by(actor, story.content_id, room_id, session) == [], actor.name
        assert [list(Subscription.of(one, session).pieces) for one in keys] == [[], []]
        programme = Programme.find(team.programme.pk, session)
        assert not making(programme, [Quarter.running()], session)[Formula.FIRST_PASS][0].n
        assert [by_hand.published(programme, channel, "", session) for channel in real] == [[], []]
        assert session.exec(select(Message)).all() == []
        inside = Person.acting(person.pk, session, room=room_id)
        own = log_views.page(inside, session, LogFilters())
        assert {one.programme_id for one in own} == {room_id}
        assert {"practice.joined", "content.approved", "content.published"} <= {one.action for one in own}
        assert found_by(inside, story.content_id, room_id, session) != []
        assert not verify(session).faults
    story.do(person, lambda one, by: one.confirm_monitoring(by))
    before = written(room_id)
    for moment in ("2026-11-25 10:00", "2027-03-01 10:00"):
        at(moment)
        for job in (jobs.remind_of_deadlines, jobs.escalate_cases, jobs.remind_of_reviews, jobs.archive_old_contents, jobs.freeze_plans):
            job()
    assert written(room_id) == before


def found_by(actor: Actor, content_id: int, room_id: int, session: Session) -> list[str]:
    """Every door through which this person sees the practice piece."""
    since, until = now() - timedelta(days=60), now() + timedelta(days=60)
    mine = Programme.visible(actor, session)
    asked = {
        "content": lambda: Content.find(content_id, actor, session),
        "file": lambda: Media.carrying(SHA["picture"], actor, session) or Media.carrying(SHA["film"], actor, session),
        "search": lambda: Content.found("zirconia", actor, session).rows,
        "searched by hand": lambda: Content.found("zirconia", actor, session, Filters(programme_id=room_id)).rows,
        "out": lambda: Content.published(actor, session, OUT, Filters()).rows,
        "today": lambda: Content.published_since(actor, session).rows,
        "queue": lambda: Content.awaiting(actor, session).rows,
        "flow": lambda: Content.in_flow(actor, session).rows,
        "calendar": lambda: slots(actor, [room_id], since, until, session),
        "log": lambda: [one for one in log_views.page(actor, session, LogFilters(), size=500) if one.programme_id == room_id],
        "log by hand": lambda: log_views.page(actor, session, LogFilters(programme_id=room_id)),
        "log of the content": lambda: log_views.page(actor, session, LogFilters(content_id=content_id)),
        "log taken out": lambda: list(log_views.matching(actor, mine, session, LogFilters(content_id=content_id), 9)),
        "programmes": lambda: [one for one in mine if one.pk == room_id],
        "read": lambda: can(actor, "read", Programme.find(room_id, session)),
    }  # fmt: skip
    return [name for name, ask in asked.items() if answered(ask)]


def answered(ask: Callable[[], object]) -> bool:
    try:
        return bool(ask())
    except NotFound:
        return False


def written(room_id: int) -> int:
    """Lines of the room's own log."""
    with reading() as session:
        return len(session.exec(select(Entry.number).where(Entry.programme_id == room_id)).all())


def test_in_a_room_the_roles_are_the_rooms_and_outside_the_real_ones(cast: Cast, at) -> None:
    """S4.5: one click for who writes by task letter; nobody else's room, nothing but the way of a content, nothing after leaving."""
    at("2026-11-16 09:00")
    team, person = cast.simponi, newcomer(cast.simponi)
    with pytest.raises(NotAllowed), transaction() as session:
        practice.open_room(Programme.find(team.programme.pk, session), cast.acting(team.editor, session), session)
    room_id = opened(cast, team)
    with pytest.raises(WrongStage):
        opened(cast, team)
    for stranger in (cast.asri.koordinator, cast.leader, cast.inspector, cast.admin, team.validator_unit, cast.nobody):
        with pytest.raises(NotAllowed):
            joined(cast, stranger, room_id)
    joined(cast, person, room_id)
    with pytest.raises(NotAllowed):
        joined(cast, person, room_id)
    with reading() as session:
        room, real = Programme.find(room_id, session), Programme.find(team.programme.pk, session)
        outside, inside = cast.acting(person, session), Person.acting(person.pk, session, room=room_id)
        assert (outside.rooms, outside.room, outside.programmes) == (frozenset({room_id}), None, frozenset({real.pk}))
        assert (inside.programmes, can(inside, "create", room), can(outside, "create", room)) == (frozenset({room_id}), True, False)
        barred = {right for right in room.rules.rights if can(inside, right, room)} - PRACTISED
        assert (barred, can(inside, "create", real)) == (set(), False)
        assert Person.acting(cast.leader.pk, session, room=room_id).sees_all
        assert Person.acting(team.mentor.pk, session, room=room_id).room is None
    with transaction() as session:
        held = select(Assignment).where(Assignment.person_id == person.pk, Assignment.programme_id == team.programme.pk)
        session.exec(held).one().end(cast.acting(cast.admin, session))
    with reading() as session:
        assert Person.acting(person.pk, session, room=room_id).hats == frozenset()


def test_two_who_practise_decide_on_each_others_pieces_and_never_on_their_own(cast: Cast, at) -> None:
    """S4.5 S3.2: the rule of four eyes is practised too; the acted colleague sends back as well."""
    at("2026-11-16 09:00")
    team, person = cast.asri, newcomer(cast.asri)
    room_id = opened(cast, team)
    for one in (person, team.desainer):
        joined(cast, one, room_id)
    story = Practised.begun(cast, team, person, room_id).to("validasi_teknis")
    assert [one.key for one in story.ask(person, lambda content, by: content.objections_to_deciding(by))] == ["own_work"]
    assert not story.ask(team.desainer, lambda content, by: content.objections_to_deciding(by))
    story.do(person, lambda one, by: practice.ask_for_return(one, by, "Tambahkan sumber."))
    assert story.state == "returned"
    real = Story.asri(cast).to("validasi_teknis")
    with pytest.raises(NotAllowed):
        real.do(team.desainer, practice.ask_for_approval)


def test_the_room_follows_the_playbook_when_it_is_refreshed(cast: Cast, at) -> None:
    """S4.5: the very text of the programme's own; up to date it isn't done twice."""
    at("2026-11-16 09:00")
    team = cast.simponi
    room_id = opened(cast, team)
    with pytest.raises(WrongStage), transaction() as session:
        practice.refresh(Programme.find(room_id, session), cast.acting(team.koordinator, session), session)
    before = rules_of(team)
    proposal_id = submitted(cast, team, NO_ALT)
    do(cast, team.mentor, proposal_id, lambda one, by: one.adopt(by))
    with transaction() as session:
        practice.refresh(Programme.find(room_id, session), cast.acting(team.koordinator, session), session)
    with reading() as session:
        room, mother = Programme.find(room_id, session), Programme.find(team.programme.pk, session)
        assert room.playbook
        assert (room.playbook.number, room.rules.digest) == (2, mother.rules.digest)
        assert mother.rules.digest != before


def rules_of(team: Team) -> str:
    with reading() as session:
        return Programme.find(team.programme.pk, session).rules.digest


def test_the_room_is_cleared_by_who_keeps_it_and_its_log_stays(cast: Cast, at) -> None:
    """S4.5 A4.3: what was out is taken down, what was written is cancelled, the real programme left alone, each line in the room's log."""
    at("2026-11-16 09:00")
    team = cast.simponi
    person = newcomer(team)
    room_id, real = opened(cast, team), Story.simponi(cast)
    joined(cast, person, room_id)
    out, draft = (Practised.begun(cast, team, person, room_id) for _ in range(2))
    out.to("publikasi")
    at("2026-11-17 10:00")
    out.publish()

    def cleared(by: Person) -> int:
        with transaction() as session:
            return clearing_room.clear(Programme.find(room_id, session), cast.acting(by, session), session, "Dibersihkan.")

    with pytest.raises(NotAllowed):
        cleared(person)
    assert cleared(team.koordinator) == 2
    assert (out.state, draft.state, real.state) == ("taken_down", "cancelled", "draft")
    with pytest.raises(WrongStage):
        cleared(team.koordinator)
    with reading() as session:
        own = [one.action for one in session.exec(select(Entry).where(Entry.programme_id == room_id).order_by(Entry.number))]
        assert own[-3:] == ["content.taken_down", "content.cancelled", "practice.cleared"]
        assert verify(session).faults == ()
