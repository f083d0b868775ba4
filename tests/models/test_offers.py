"""A published piece becomes a content of another programme: with lineage, a short validation, and word of its source."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlmodel import Session, select

from data.database import reading as view
from data.database import transaction
from models.base import now, today
from models.content.contents import Content
from models.content.media import Media
from models.content.offers import Offer, OfferState, SourceChange
from models.content.publishing import Report
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.governance.consents import Consent
from models.inbox.messages import Message
from models.people import Person
from models.playbooks import StageKind
from models.programmes import Programme
from models.verification import verify
from tests.cast import Cast
from tests.models.test_consents import recorded
from tests.story import SHA, Story

LINKS = {"instagram": "https://www.instagram.com/p/{}/", "facebook": "https://www.facebook.com/bpbd/posts/{}"}


@pytest.fixture(autouse=True)
def monday(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-16 09:00")


def out(story: Story, publisher: Person, post: str = "101") -> Story:
    story.to("publikasi")
    story.do(publisher, lambda one, by: one.publish(by, [Report(key, now(), link.format(post)) for key, link in LINKS.items()]))
    return story


@pytest.fixture
def vaccines(cast: Cast) -> Story:
    """SIMPONI's announcement, on two channels."""
    return out(Story.simponi(cast), cast.simponi.admin_teknis)


def offer(story: Story, to: Programme, by: Person, message: str = "") -> int:
    with transaction() as session:
        actor = story.cast.acting(by, session)
        content = Content.current(story.content_id, None, actor, session)
        return Offer.make(content, Programme.find(to.pk, session), actor, session, message).pk


def act(cast: Cast, person: Person, offer_id: int, verb: Callable) -> object:
    with transaction() as session:
        by = cast.acting(person, session)
        found = Offer.find(offer_id, by, session)
        return verb(Offer.current(offer_id, found.version, by, session), by)


def taken(cast: Cast, offer_id: int, person: Person | None = None) -> Story:
    copy = act(cast, person or cast.asri.editor_teknis, offer_id, lambda one, by: one.take(by, "edukasi_mitigasi", "poster").pk)
    return Story(cast, cast.asri, copy, 0)  # type: ignore[arg-type]


def told(person: Person, session: Session) -> list[str]:
    numbers = select(Message.entry_number).where(Message.person_id == person.pk)
    return list(session.exec(select(Entry.action).where(Entry.number.in_(numbers))))  # type: ignore[attr-defined]


def test_a_published_piece_is_taken_over_with_lineage_and_needs_one_short_validation(
    cast: Cast, vaccines: Story, reading: Session, at: Callable[[str], datetime]
) -> None:
    """S4.5 (DAYS 3.1): offered, seen, taken over, decided by the receiving mentor, scheduled and out on its own channels."""
    with pytest.raises(NotAllowed):
        offer(vaccines, cast.asri.programme, cast.simponi.desainer)
    offer_id = offer(vaccines, cast.asri.programme, cast.simponi.koordinator, "Boleh dipakai untuk posko.")
    with pytest.raises(NotReady) as caught:
        offer(vaccines, cast.asri.programme, cast.simponi.admin_teknis)
    assert [one.key for one in caught.value.issues] == ["offer_made_already"]
    with pytest.raises(NotAllowed):
        taken(cast, offer_id, cast.asri.pengawas_keakuratan)
    at("2026-11-16 10:00")
    with view() as session:
        looker = cast.acting(cast.asri.editor_teknis, session)
        assert [one.pk for one in Offer.to_act_on([cast.asri.programme.pk], session)] == [offer_id]
        assert Media.carrying(SHA["picture"], looker, session) is None
        assert Offer.carrying(SHA["picture"], looker, session) is not None
        assert Offer.carrying(SHA["picture"], cast.acting(cast.nobody, session), session) is None
        with pytest.raises(NotFound):
            Content.find(vaccines.content_id, looker, session)
    copy = taken(cast, offer_id)
    content, source = copy.look(cast.asri.koordinator), vaccines.look(cast.simponi.koordinator)
    assert content.revision is not None
    assert source.revision is not None
    assert [one.kind for one in content.lane_rules.stages] == [
        StageKind.WORK, StageKind.VALIDATE, StageKind.SCHEDULE, StageKind.PUBLISH, StageKind.MONITOR,
    ]  # fmt: skip
    assert [one.sha256 for one in content.media] == [SHA["picture"]]
    assert content.revision.fields["summary"] == source.revision.fields["summary"]
    assert not {"material_notes", "contact"} & content.revision.fields.keys()  # internal, and another office's directory
    assert source.authors <= content.authors
    with transaction() as session:  # what is ASRI's own
        from models.actors import SYSTEM
        from models.governance.contact_kinds import ContactKind, ContactUse
        from models.governance.contacts import Contact

        contact = Contact.add(
            "Posko BPBD", "117", next(iter(ContactKind)), ContactUse.PUBLIC, SYSTEM, session,
            office=Programme.find(cast.asri.programme.pk, session).office,
        )  # fmt: skip
        session.flush()
        contact.record_test(SYSTEM, today(), reached=True)
        copy.contact_id = contact.pk
    copy.do(cast.asri.koordinator, lambda one, by: one.plan(by, planned_for=now(), unit_id=None))
    out(copy, cast.asri.admin_platform, "202")
    content = copy.look(cast.asri.koordinator)
    assert content.state == "published"
    assert {one.by_id for one in content.reviews} == {cast.asri.pengawas_keakuratan.pk}
    found = Offer.of_copy(copy.content_id, reading)
    assert found is not None
    assert (found.state, found.content_id, found.revision_id, found.files) == (
        OfferState.TAKEN, vaccines.content_id, source.revision_id, [SHA["picture"]],
    )  # fmt: skip
    ours = set(reading.exec(select(Entry.action).where(Entry.programme_id == cast.simponi.programme.pk)))
    theirs = set(reading.exec(select(Entry.action).where(Entry.programme_id == cast.asri.programme.pk)))
    assert {"content.offered", "content.offer_taken"} <= ours
    assert {"offer.received", "offer.taken"} <= theirs
    assert "offer.received" in told(cast.asri.editor_teknis, reading)
    assert "content.offer_taken" in told(cast.simponi.koordinator, reading)
    assert verify(reading).faults == ()


def test_a_decline_says_why_and_what_is_not_out_is_not_offered(cast: Cast, vaccines: Story, reading: Session) -> None:
    """S4.5"""
    offer_id = offer(vaccines, cast.asri.programme, cast.simponi.admin_teknis)
    with pytest.raises(NotReady):
        act(cast, cast.asri.editor_teknis, offer_id, lambda one, by: one.decline(by, " "))
    act(cast, cast.asri.editor_teknis, offer_id, lambda one, by: one.decline(by, "Sudah kami terbitkan sendiri."))
    with pytest.raises(WrongStage):
        taken(cast, offer_id)
    assert "content.offer_declined" in told(cast.simponi.admin_teknis, reading)
    again = offer(vaccines, cast.asri.programme, cast.simponi.koordinator)
    act(cast, cast.simponi.koordinator, again, lambda one, by: one.withdraw(by))
    draft = Story.simponi(cast, title="Belum tayang")
    with pytest.raises(WrongStage):
        offer(draft, cast.asri.programme, cast.simponi.koordinator)
    with pytest.raises(NotReady):
        offer(vaccines, cast.simponi.programme, cast.simponi.koordinator)


def test_who_took_it_hears_that_its_source_was_taken_down_and_has_a_task(cast: Cast, vaccines: Story) -> None:
    """A3.3, S4.5: inbox, mark and task; settled with a reason, or by putting the copy right; open offers lapse."""
    copy = taken(cast, offer(vaccines, cast.asri.programme, cast.simponi.koordinator))
    vaccines.do(cast.simponi.koordinator, lambda one, by: one.take_down(by, list(LINKS), "Jadwalnya keliru."))
    with view() as session:
        changed = Offer.to_act_on([cast.asri.programme.pk], session)
        assert [(one.copy_id, one.changed) for one in changed] == [(copy.content_id, SourceChange.TAKEN_DOWN)]
        assert "content.source_changed" in told(cast.asri.admin_platform, session)
        assert Offer.to_act_on([cast.simponi.programme.pk], session) == []
        offer_id = changed[0].pk
    with pytest.raises(NotAllowed):
        act(cast, cast.asri.desainer, offer_id, lambda one, by: one.settle(by, "Tidak apa."))
    act(cast, cast.asri.editor_teknis, offer_id, lambda one, by: one.settle(by, "Jadwal di posko kami tetap benar."))
    with view() as session:
        assert Offer.to_act_on([cast.asri.programme.pk], session) == []
    other = out(Story.simponi(cast, title="Jam buka puskesmas"), cast.simponi.admin_teknis, "303")
    waiting = offer(other, cast.asri.programme, cast.simponi.koordinator)
    other.do(cast.simponi.koordinator, lambda one, by: one.take_down(by, list(LINKS), "Salah jam."))
    with view() as session:
        assert Offer.of_source(other.content_id, session)[0].state is OfferState.WITHDRAWN
        assert waiting


def test_a_picture_of_citizens_goes_along_only_where_their_consent_names_the_other_programme(cast: Cast) -> None:
    """A1.3, S4.5 (UU 27/2022): refused without one, with one for us alone, and after it was withdrawn."""

    def agreed(content: Content, actor: object) -> None:
        assert content.revision is not None
        files = [{**one, "people": content.rules.people.consented[0]} for one in content.revision.files]
        content.save(actor, content.revision.fields, files, content.revision_number)  # type: ignore[arg-type]

    story = Story.simponi(cast).to("desain")
    story.attach()
    narrow = recorded(cast)
    link(cast, narrow)
    story.do(cast.simponi.desainer, agreed)
    out(story, cast.simponi.admin_teknis)
    with pytest.raises(NotReady) as caught:
        offer(story, cast.asri.programme, cast.simponi.koordinator)
    assert [one.key for one in caught.value.issues] == ["offer_consent_elsewhere"]
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        Consent.current(narrow, None, by, session).unlink(SHA["picture"], by)
    wide = recorded(cast, programmes=[cast.asri.programme.pk])
    link(cast, wide)
    offer_id = offer(story, cast.asri.programme, cast.simponi.koordinator)
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        Consent.current(wide, None, by, session).withdraw(by)
    with pytest.raises(NotReady) as caught:
        taken(cast, offer_id)
    assert [one.key for one in caught.value.issues] == ["offer_consent_over"]
    assert date(2026, 11, 16) == today()


def link(cast: Cast, consent_id: int) -> None:
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        Consent.current(consent_id, None, by, session).link(SHA["picture"], by)
