"""Until when it holds, facts that several contents say, what a channel really shows, and the event as one thread."""

from datetime import timedelta

import pytest

from data.database import reading as view
from data.database import transaction
from models.base import now
from models.content.contents import Content
from models.content.correcting import titled
from models.content.corrections import CorrectionKind
from models.content.fact_uses import FactUse
from models.content.facts import Fact
from models.content.incident_links import Subject
from models.content.incidents import Incident
from models.content.live_checks import LiveCheck
from models.content.publications import Standing
from models.content.publishing import Report
from models.content.validity import Validity
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.programmes import Programme
from models.public.incident_threads import Kind, thread
from tests.cast import Cast
from tests.models.test_corrections import approve, correct, flood, keys, publish  # noqa: F401  the flood is a fixture
from tests.models.test_emergency import night, telephone  # noqa: F401
from tests.story import Story


def level(story: Story, value: str = "50") -> int:
    with transaction() as session:
        by = story.cast.acting(story.team.editor, session)
        programme = Programme.find(story.team.programme.pk, session)
        return Fact.record(programme, "Tinggi air", value, by, session, unit="cm", source="Pos duga air", as_of=now()).pk


def change(story: Story, fact_id: int, value: str) -> list[int]:
    with transaction() as session:
        by = story.cast.acting(story.team.editor, session)
        fact = Fact.current(fact_id, None, by.teams, session)
        owing = fact.change(Programme.find(fact.programme_id, session), by, value, source="Pos duga air", as_of=now())
        return [one.content_id for one in owing]


def use(story: Story, fact_id: int) -> None:
    story.do(story.team.editor, lambda content, by: content.use_fact(by, Fact.current(fact_id, None, by.teams, content.session)))


def begin(story: Story, **more) -> int:
    with transaction() as session:
        by = story.cast.acting(story.team.editor, session)
        given = {"started_at": now() - timedelta(minutes=30), "where": ["19.01.03"], **more}
        return Incident.begin(Programme.find(story.team.programme.pk, session), "Banjir Merawang", by, session, **given).pk


# --- facts -----------------------------------------------------------------------------------------------------------


def test_a_fact_that_changes_gives_each_published_content_its_task(flood: Story, at) -> None:  # noqa: F811
    """A3.3: stored once, owed wherever it is still said, and the minutes are kept."""
    fact = level(flood)
    use(flood, fact)
    at("2026-11-16 03:00")
    assert change(flood, fact, "90") == [flood.content_id]
    at("2026-11-16 03:20")
    new = publish(approve(correct(flood)))
    with view() as session:
        old, fresh = FactUse.of(flood.content_id, session)[0], FactUse.of(new.content_id, session)[0]
        assert old.minutes == 20
        assert (fresh.number, fresh.owed_since) == (2, None)
        assert not FactUse.owing([flood.team.programme.pk], session)


def test_the_correction_says_the_new_value_where_the_text_had_the_old_one(flood: Story) -> None:  # noqa: F811
    fact = level(flood, "Pakai")  # a word its summary has
    use(flood, fact)
    change(flood, fact, "Lewat")
    with view() as session:
        told = flood.look(flood.team.editor, session).outdated_values()
    assert told == {"Pakai cm": "Lewat cm"}


def test_a_fact_is_recorded_once_and_never_goes_back_in_time(flood: Story) -> None:  # noqa: F811
    fact = level(flood)
    with pytest.raises(NotReady) as refused:
        level(flood)
    assert keys(refused) == {"fact_known"}
    with transaction() as session:
        by = flood.cast.acting(flood.team.editor, session)
        held = Fact.current(fact, None, by.teams, session)
        programme = Programme.find(held.programme_id, session)
        with pytest.raises(NotReady) as older:
            held.change(programme, by, "10", source="Pos", as_of=now() - timedelta(hours=3))
        assert keys(older) == {"fact_older"}


def test_another_programme_s_fact_is_not_found(flood: Story, cast: Cast) -> None:  # noqa: F811
    fact = level(flood)
    with transaction() as session:
        by = cast.acting(cast.asri.editor_teknis, session)
        with pytest.raises(NotFound):
            Fact.current(fact, None, by.teams, session)


# --- until when ------------------------------------------------------------------------------------------------------


def test_what_names_its_hour_is_due_for_a_look_after_it(flood: Story, at) -> None:  # noqa: F811
    """S3.3: still shown, past its hour, on the list until somebody looked."""
    new = correct(flood)
    new.write(new.team.editor, valid_until=(now() + timedelta(hours=3)).isoformat())
    publish(approve(new))
    with view() as session:
        assert not Content.expired(flood.cast.acting(flood.team.editor, session), session).rows
    at("2026-11-16 06:00")
    with view() as session:
        actor = flood.cast.acting(flood.team.editor, session)
        assert [one.pk for one in Content.expired(actor, session).rows] == [new.content_id]
    new.do(new.team.editor, lambda content, by: content.extend_validity(by, now() + timedelta(hours=2)))
    with view() as session:
        assert not Content.expired(flood.cast.acting(flood.team.editor, session), session).rows


def test_an_extension_lies_ahead_and_needs_the_right(flood: Story) -> None:  # noqa: F811
    new = correct(flood)
    new.write(new.team.editor, valid_until=(now() + timedelta(hours=3)).isoformat())
    publish(approve(new))
    with pytest.raises(NotReady) as refused:
        new.do(new.team.editor, lambda content, by: content.extend_validity(by, now() - timedelta(hours=1)))
    assert keys(refused) == {"valid_until_odd"}
    with pytest.raises(NotAllowed):
        new.do(new.team.desainer, lambda content, by: content.extend_validity(by, now() + timedelta(hours=1)))


def test_what_was_replaced_expires_no_more(flood: Story) -> None:  # noqa: F811
    new = correct(flood)
    new.write(new.team.editor, valid_until=(now() + timedelta(hours=3)).isoformat())
    publish(approve(new))
    publish(approve(correct(new)), number=3)
    with view() as session:
        found = Validity.of(new.content_id, session)
        assert found is not None
        assert found.ended_at is not None


def test_a_title_says_once_what_it_is() -> None:
    assert titled("Pemutakhiran: Air naik", CorrectionKind.RALAT, 100) == "Ralat: Air naik"
    assert titled("A" * 99, CorrectionKind.RALAT, 100) == "A" * 99


# --- what the channel shows -------------------------------------------------------------------------------------------


def test_a_difference_on_the_channel_is_a_finding_and_changes_nothing(flood: Story) -> None:  # noqa: F811
    """S3.4: the pasted text stands beside the approved one; erasable, since it is no fact of the log."""
    text = {one.channel: one.text for one in flood.look(flood.team.editor).publications}["facebook"]
    flood.do(flood.team.editor, lambda content, by: content.check_live(by, "facebook", text + "\n"))
    flood.do(flood.team.editor, lambda content, by: content.check_live(by, "instagram", "Teks lain sama sekali"))
    with view() as session:
        looks = LiveCheck.of(flood.content_id, session)
        assert {key: one.same for key, one in looks.items()} == {"facebook": True, "instagram": False}
    assert flood.state == "published"
    with pytest.raises(WrongStage):
        flood.do(flood.team.editor, lambda content, by: content.check_live(by, "x", "Teks"))


# --- the event -------------------------------------------------------------------------------------------------------


def test_an_event_tells_its_updates_and_facts_by_time(flood: Story, at) -> None:  # noqa: F811
    """A3.3, S-F: minutes to the first publication, and every update of a linked content by itself."""
    incident, fact = begin(flood), level(flood)
    add(flood, incident, Subject.CONTENT, flood.content_id)
    add(flood, incident, Subject.FACT, fact)
    at("2026-11-16 03:10")
    change(flood, fact, "90")
    publish(approve(correct(flood)))
    with view() as session:
        actor = flood.cast.acting(flood.team.editor, session)
        told = thread(Incident.find(incident, actor, session), actor, session)
    kinds = [one.kind for one in told.moments]
    assert kinds[0] is Kind.STARTED
    assert kinds.count(Kind.FACT) == 2
    assert kinds.count(Kind.PUBLISHED) == 2
    assert Kind.SUPERSEDED in kinds
    assert told.first_minutes in (29, 30)


def test_an_update_belongs_where_what_it_updates_does_and_is_not_late_before_its_time(flood: Story, at) -> None:  # noqa: F811
    """A3.3: seen red with the event offered again for each update, and with "Lewat jadwal" in the second of the approval."""
    incident = begin(flood)
    add(flood, incident, Subject.CONTENT, flood.content_id)
    story = approve(correct(flood))

    def standings() -> set[Standing]:
        found = story.look(story.team.koordinator)
        return {found.standing_of(one) for one in found.publications}

    with view() as session:
        by = story.cast.acting(story.team.koordinator, session)
        assert [one.pk for one in Incident.of(Subject.CONTENT, story.content_id, by, session)] == [incident]
    assert standings() == {Standing.DUE_TODAY}
    at("2026-11-16 12:10")
    assert standings() == {Standing.OVERDUE}


def add(story: Story, incident: int, subject: Subject, subject_id: int) -> None:
    with transaction() as session:
        by = story.cast.acting(story.team.editor, session)
        Incident.current(incident, None, by, session).add(subject, subject_id, by)


def test_forged_ids_and_other_programmes_are_not_found(flood: Story, cast: Cast) -> None:  # noqa: F811
    incident = begin(flood)
    other = Story.asri(cast)
    for subject, number in ((Subject.CONTENT, 999_999), (Subject.CONTENT, other.content_id), (Subject.HOAX_CASE, 1)):
        with pytest.raises(NotFound):
            add(flood, incident, subject, number)
    with view() as session:
        for person in (cast.asri.editor_teknis, cast.simponi.validator_unit, cast.nobody):
            with pytest.raises(NotFound):
                Incident.find(incident, cast.acting(person, session), session)


def test_a_closed_event_takes_nothing_in_and_says_what_was_learnt(flood: Story) -> None:  # noqa: F811
    incident = begin(flood)
    with pytest.raises(NotReady):
        close(flood, incident, " ")
    close(flood, incident, "Kabar pertama tayang dalam 30 menit.")
    with pytest.raises(WrongStage):
        add(flood, incident, Subject.CONTENT, flood.content_id)


def close(story: Story, incident: int, summary: str) -> None:
    with transaction() as session:
        by = story.cast.acting(story.team.editor, session)
        Incident.current(incident, None, by, session).close(by, summary, now())


def test_who_only_looks_opens_no_event(flood: Story, cast: Cast) -> None:  # noqa: F811
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.leader, session)
        with pytest.raises(NotAllowed):
            Incident.begin(programme, "Banjir", by, session, started_at=now())


# --- recorded afterwards ----------------------------------------------------------------------------------------------


def test_what_went_out_in_a_power_cut_is_recorded_with_its_real_hours_and_checked_by_another(night: Story, at) -> None:  # noqa: F811
    """The flood night: flagged, its decision confirmed by its maker, its later check by somebody else."""
    real = now()
    at("2026-11-16 09:00")
    night.do(night.team.editor, lambda content, by: content.record_later(by, dict.fromkeys(content.channels, real), "Listrik padam"))
    night.submit(night.team.editor)
    telephone(night, reached_at=real)
    night.do(night.team.editor, lambda content, by: content.publish(by, [
        Report("instagram", real, "https://www.instagram.com/p/abc/"), Report("facebook", real, "https://facebook.com/x/posts/1"),
    ]))  # fmt: skip
    with view() as session:
        content = night.look(night.team.editor, session)
        assert content.published_at == real
        assert len(content.later_posts) == 2
        assert content.completing


def test_a_later_record_names_a_past_hour_and_only_once(night: Story) -> None:  # noqa: F811
    with pytest.raises(NotReady) as refused:
        night.do(night.team.editor, lambda content, by: content.record_later(by, {"facebook": now() + timedelta(hours=1)}, " "))
    assert keys(refused) == {"reason_missing", "later_hour_odd"}
    night.do(night.team.editor, lambda content, by: content.record_later(by, {"facebook": now()}, "Listrik padam"))
    with pytest.raises(WrongStage):
        night.do(night.team.editor, lambda content, by: content.record_later(by, {"facebook": now()}, "Listrik padam"))
