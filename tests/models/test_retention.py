"""Retention: what is past its term goes by two people only; hashes stay, backups don't bring it back, permanent and held records stay."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlmodel import select

from data import erasing, integrity
from data.database import reading, transaction, writer
from models.actors import SYSTEM
from models.base import today
from models.entries import Entry
from models.errors import NotAllowed, NotReady
from models.governance import retention
from models.governance.disposals import Disposal, DisposalState
from models.governance.erasable import ERASABLE
from models.governance.retention import Fate, Hold
from models.people import Person
from models.programmes import Programme
from models.public.citizens import InteractionText
from models.public.interactions import Interaction
from models.public.service_hours import USUAL_WEEK, ServiceHours
from models.results.evaluations.follow_ups import FollowUp, FollowUpKind
from tests.cast import Cast

WORDS = "Air PDAM di Gang Kenanga mati tiga hari"


@pytest.fixture
def comment(cast: Cast, at) -> int:
    """Answered in November 2026 and looked at again more than three years later."""
    at("2026-11-16 09:00")
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.koordinator, session)
        ServiceHours.set(programme, USUAL_WEEK, today(), SYSTEM, session)
        session.flush()
        one = Interaction.receive(programme, WORDS, by, session, channel="facebook", author="Warga")
        session.flush()
        Interaction.current(one.pk, None, by, session).answer(by, "Sudah kami teruskan.")
        number = one.pk
    at("2030-03-01 09:00")
    return number


def due(cast: Cast, key: str = "comments") -> list[Hold | None]:
    with reading() as session:
        kind = retention.of_key(key)
        assert kind is not None
        return [one.hold for one in retention.past_term(Programme.find(cast.simponi.programme.pk, session), kind, session)]


def propose(cast: Cast, person: Person, key: str = "comments") -> int:
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        return Disposal.propose(programme, key, "JRA kantor nomor 3", cast.acting(person, session), session).pk


def carry_out(cast: Cast, person: Person, disposal_id: int, number: str = "045/BA/2030") -> list:
    with transaction() as session:
        by = cast.acting(person, session)
        return Disposal.current(disposal_id, None, by, session).carry_out(by, number)


def words(number: int) -> str:
    with reading() as session:
        return session.exec(select(InteractionText.text).where(InteractionText.interaction_id == number)).one()


def test_words_past_their_term_go_by_two_people_and_the_hashes_stay(cast: Cast, comment: int) -> None:
    """S1.4, S3.4, A3.3b: seen red with the proposer deciding; the log stays whole and a backup's words are blanked again."""
    assert due(cast) == [None]
    proposer, approver = cast.simponi.koordinator, cast.simponi.mentor
    disposal_id = propose(cast, proposer)
    for person, number in ((proposer, "045/BA/2030"), (cast.simponi.editor, "045/BA/2030")):
        with pytest.raises(NotAllowed):
            carry_out(cast, person, disposal_id, number)
    with pytest.raises(NotReady):
        carry_out(cast, approver, disposal_id, " ")
    assert words(comment) == WORDS

    lines = carry_out(cast, approver, disposal_id)
    erasing.note(lines)

    assert (words(comment), due(cast)) == ("", [])
    with reading() as session:
        one = Disposal.find(disposal_id, cast.acting(cast.leader, session), session)
        assert (one.state, one.number, len(one.rows)) == (DisposalState.CARRIED_OUT, "045/BA/2030", 1)
        assert Entry.of(one, session)[0].facts["digest"] == one.digest
        assert integrity.examine(session).damages == ()
    text = ERASABLE["interaction_text"]
    with writer().execution_options(past_the_verbs=True).begin() as connection:
        connection.execute(update(text.table).values(text=WORDS))
        assert erasing.replay(connection, erasing.read(erasing.own_register())) == 1
    assert words(comment) == ""


def test_what_is_held_or_permanent_or_young_stays(cast: Cast, comment: int, at) -> None:
    """S1.4, S3.4: an open finding of an inspector holds everything; what was proposed before it can't go either."""
    disposal_id = propose(cast, cast.simponi.koordinator)
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.koordinator, session)
        FollowUp.open(
            programme, FollowUpKind.INSPECTION, "Periksa moderasi", cast.simponi.editor.pk, date(2030, 4, 1), by, session, letter="700/1"
        )  # fmt: skip
    assert due(cast) == [Hold.EXAMINATION]
    with pytest.raises(NotReady) as refused:
        carry_out(cast, cast.simponi.mentor, disposal_id)
    assert {one.key for one in refused.value.issues} == {"disposal_held_since"}
    permanent = [one.key for one in retention.classes() if one.fate is Fate.PERMANENT]
    assert {"decision_log", "content_archive"} <= set(permanent)
    for key in permanent:
        with pytest.raises(NotReady) as refused:
            propose(cast, cast.simponi.koordinator, key)
        assert {one.key for one in refused.value.issues} == {"retention_permanent"}
    at("2029-11-15 09:00")
    assert due(cast) == []
