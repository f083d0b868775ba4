"""'That was not my decision': a decision by telephone denied by the person it was recorded for (S3.1 S3.4 A3.1)."""

import pytest

from data.database import reading as view
from models.actors import Actor
from models.base import now
from models.content.agreement import disagreements
from models.content.archives import OUT, Filters
from models.content.contents import Content
from models.content.publications import PublicationState
from models.content.publishing import Report
from models.entries import Entry
from models.errors import NotFound, NotReady, WrongStage
from models.people import Person
from models.verification import verify
from tests.cast import Cast
from tests.story import Story, no, yes

LINKS = {"instagram": "https://www.instagram.com/p/abc/", "facebook": "https://facebook.com/x/posts/1"}


@pytest.fixture
def called(cast: Cast, at) -> Story:
    """At night: the mentor was reached by telephone, it may go out."""
    at("2026-11-16 02:10")
    story = Story.emergency(cast).to("persetujuan_darurat")
    telephone(story)
    return story


@pytest.fixture
def out(called: Story) -> Story:
    publish(called)
    return called


def telephone(story: Story) -> None:
    def verb(content: Content, actor: Actor) -> None:
        content.record_verbal_approval(actor, story.team.mentor, how="Telepon 02.20", reached_at=now(), answers=yes(content))

    story.do(story.team.editor, verb)


def publish(story: Story, channels: tuple[str, ...] = tuple(LINKS)) -> None:
    reports = [Report(key, now(), LINKS[key]) for key in channels]
    story.do(story.team.editor, lambda content, actor: content.publish(actor, reports))


def deny(story: Story, person: Person | None = None, reason: str = "Saya tidak pernah ditelepon.") -> None:
    story.do(person or story.team.mentor, lambda content, actor: content.deny_verbal(actor, reason))


def take_down(story: Story) -> None:
    story.do(story.team.koordinator, lambda content, actor: content.take_down(actor, LINKS, "Tidak ada persetujuan"))


def owed(story: Story) -> list[str]:
    return [one.key for one in story.look(story.team.koordinator).open_debts]


def test_a_denial_voids_the_decision_and_nothing_goes_out_on_it(called) -> None:
    deny(called)
    content = called.look(called.team.koordinator)
    assert (content.stage, content.state) == ("persetujuan_darurat", "waiting")
    assert {one.state for one in content.publications} == {PublicationState.PLANNED}
    assert [one.approver_id for one in content.denied] == [called.team.mentor.id]
    assert owed(called) == []
    with pytest.raises(WrongStage):
        publish(called)


def test_only_the_person_named_denies_and_only_until_he_confirmed(called, cast: Cast) -> None:
    for person in (cast.simponi.editor, cast.simponi.koordinator, cast.simponi.second("mentor"), cast.leader, cast.asri.koordinator):
        with pytest.raises(NotFound):
            deny(called, person)
        assert owed(called) == ["persetujuan_darurat"]
    called.do(cast.simponi.mentor, lambda content, actor: content.confirm_verbal(actor))
    with pytest.raises(NotFound):
        deny(called)


def test_a_denial_says_why(called) -> None:
    with pytest.raises(NotReady):
        deny(called, reason="  ")
    assert called.stage == "publikasi"


def test_it_is_denied_once(called) -> None:
    deny(called)
    with pytest.raises(NotFound):
        deny(called)
    with pytest.raises(NotFound):
        called.do(called.team.mentor, lambda content, actor: content.confirm_verbal(actor))


def test_the_log_says_who_denied_what_and_holds_no_typed_word(out) -> None:
    """(S3.4)"""
    deny(out)
    with view() as session:
        line = Entry.of(out.look(out.team.koordinator, session), session, limit=1)[0]
        assert (line.action, line.actor_id) == ("content.verbal_denied", out.team.mentor.id)
        assert (line.facts["stage"], line.facts["published"]) == ("persetujuan_darurat", True)
        assert "ditelepon" not in line.text
        assert verify(session).faults == ()
        assert list(disagreements(session)) == []


def test_what_is_out_stays_visible_and_is_owed_at_once(out) -> None:
    deny(out)
    with view() as session:
        coordinator = out.cast.acting(out.team.koordinator, session)
        content = out.look(out.team.koordinator, session)
        assert content.state == "published"
        assert {one.state for one in content.publications} == {PublicationState.PUBLISHED}
        assert (content.denial_owed.issue.key, content.denial_owed.due_at <= now()) == ("verbal_denied", True)
        assert [one.id for one in Content.in_debt(coordinator, session).rows] == [out.content_id]
        assert [one.id for one in Content.published(coordinator, session, OUT, Filters()).rows] == [out.content_id]


def test_what_is_out_on_a_denied_decision_goes_no_further_and_not_back_to_the_writers(out) -> None:
    deny(out)
    second = out.team.second("mentor")
    with pytest.raises(WrongStage):
        out.do(second, lambda content, actor: content.return_for_changes(actor, no(content), "Perbaiki.", "draf_darurat"))
    with pytest.raises(WrongStage):
        out.do(out.team.koordinator, lambda content, actor: content.confirm_monitoring(actor))
    assert owed(out) == ["verbal_denied"]


def test_taking_it_down_settles_it(out) -> None:
    deny(out)
    take_down(out)
    assert owed(out) == []
    assert out.state == "taken_down"
    assert out.look(out.team.koordinator).denied


def test_another_lawful_decision_settles_it_too_and_the_later_check_follows(out) -> None:
    deny(out)
    out.approve(out.team.second("mentor"))
    content = out.look(out.team.koordinator)
    assert owed(out) == []
    assert (content.stage_rules.kind, content.state, content.completing) == ("validate", "published", True)


def test_what_is_half_out_goes_on_where_it_stopped(called) -> None:
    publish(called, ("instagram",))
    deny(called)
    content = called.look(called.team.koordinator)
    assert {one.channel: one.state for one in content.publications} == {"instagram": "published", "facebook": "planned"}
    called.approve(called.team.second("mentor"))
    assert (called.stage, called.state) == ("publikasi", "partly_published")
    publish(called, ("facebook",))
    assert called.state == "published"


def test_a_denial_reaches_back_over_every_unconfirmed_call(called) -> None:
    """Recalled and recorded again without a change: the older one must not stand up in its place."""
    called.do(called.team.koordinator, lambda content, actor: content.recall(actor))
    called.submit(called.team.editor)
    assert called.stage == "publikasi", "nothing changed, so the first call still stands"
    called.do(called.team.koordinator, lambda content, actor: content.recall(actor))
    called.write(called.team.editor, summary="Jembatan ditutup. Pakai jalan lain.")
    called.submit(called.team.editor)
    telephone(called)
    called.do(called.team.koordinator, lambda content, actor: content.recall(actor))
    deny(called)
    called.submit(called.team.editor)
    assert called.stage == "persetujuan_darurat"
    assert len(called.look(called.team.koordinator).denied) == 2


def test_held_stays_held_and_resumes_before_the_decision(called) -> None:
    called.do(called.team.koordinator, lambda content, actor: content.hold(actor, "Tunggu kabar"))
    deny(called)
    assert called.state == "held"
    called.do(called.team.koordinator, lambda content, actor: content.resume(actor))
    assert (called.stage, called.state) == ("persetujuan_darurat", "waiting")


def test_a_denial_after_the_take_down_moves_nothing(out) -> None:
    take_down(out)
    deny(out)
    assert (out.state, owed(out)) == ("taken_down", [])
