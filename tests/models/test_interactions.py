"""What the public wrote: received, sorted, answered in time, and the person apart from the log."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from data.database import reading as view
from data.database import transaction
from models.actors import SYSTEM
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, OutOfDate, WrongStage
from models.people import Person
from models.programmes import Programme
from models.public.batches import CommentBatch, Source, Verdict
from models.public.citizens import InteractionText
from models.public.interactions import Interaction
from models.public.receiving import Arrival
from models.public.service_hours import USUAL_WEEK, ServiceHours
from models.public.states import InteractionState
from models.public.taking_out import take_out
from pages.documents.comment_table import table
from tests.cast import Cast, Team


@pytest.fixture(autouse=True)
def monday_morning(cast: Cast, at) -> None:
    """Both programmes serve by the usual week; it is Monday, 16 November 2026, nine o'clock."""
    at("2026-11-16 09:00")
    with transaction() as session:
        for team in (cast.simponi, cast.asri):
            programme = Programme.find(team.programme.pk, session)
            ServiceHours.set(programme, USUAL_WEEK, datetime(2026, 11, 2, tzinfo=UTC).date(), SYSTEM, session)


def received(cast: Cast, text: str = "Kapan samsat keliling ke Belinyu?", team: Team | None = None, **told) -> int:
    team = team or cast.simponi
    with transaction() as session:
        by = cast.acting(team.koordinator, session)
        one = Interaction.receive(Programme.find(team.programme.pk, session), text, by, session, **told)
        return one.pk


def found(cast: Cast, interaction_id: int, session: Session, person=None) -> Interaction:
    return Interaction.find(interaction_id, cast.acting(person or cast.simponi.koordinator, session), session)


def answer(cast: Cast, number: int, person: Person) -> None:
    with transaction() as session:
        by = cast.acting(person, session)
        Interaction.current(number, None, by, session).answer(by, "Setiap Selasa.")


def take_in(cast: Cast, arrivals: list[tuple[int, Arrival]], seen: list[str]) -> tuple[int, int]:
    with transaction() as session:
        by, programme = cast.acting(cast.simponi.koordinator, session), Programme.find(cast.simponi.programme.pk, session)
        batch = CommentBatch.take_in(programme, arrivals, Source.PASTED, by, session, seen=seen)
        return batch.added, batch.known


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_a_comment_is_sorted_by_the_rules_and_gets_its_due_time_once(db: str, cast: Cast, key: str) -> None:
    """S3.3 A3.3: a question waits four service hours: from nine, past the noon break, until two o'clock."""
    team: Team = getattr(cast, key)
    number = received(cast, team=team)
    with view() as session:
        one = found(cast, number, session, team.koordinator)
        assert (one.category, one.confirmed, one.rank) == ("pertanyaan", False, 1)
        assert one.due_at.replace(second=0, microsecond=0) == datetime(2026, 11, 16, 7, tzinfo=UTC)


def test_a_report_of_danger_stands_above_everything_whatever_the_hour(db: str, cast: Cast) -> None:
    """S3.3 A3.3"""
    received(cast)
    number = received(cast, "Air sudah masuk rumah di Kampung Berok, ada lansia belum dievakuasi")
    with view() as session:
        actor = cast.acting(cast.simponi.admin_teknis, session)
        assert Interaction.queue(actor, [cast.simponi.programme.pk], session)[0].pk == number
        assert Interaction.counts(actor, [cast.simponi.programme.pk], session)["urgent"] == 1


def test_an_answer_stores_the_response_time_in_service_minutes(db: str, cast: Cast, at) -> None:
    """S4.1 A4.1: from 15.50 on Friday to 8.00 on Monday there are forty minutes of Friday and thirty of Monday."""
    at("2026-11-20 15:50")
    number = received(cast)
    at("2026-11-23 08:00")
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        one = Interaction.current(number, None, by, session)
        one.answer(by, "Setiap Selasa di kantor camat.")
        assert (one.state, one.response_minutes) == (InteractionState.ANSWERED, 70)
        assert one.closed_at is not None


def test_a_holding_answer_counts_as_first_response_and_leaves_the_case_open(db: str, cast: Cast, at) -> None:
    """S4.1"""
    number = received(cast)
    at("2026-11-16 09:30")
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        one = Interaction.current(number, None, by, session)
        one.answer(by, "Sedang kami tanyakan.", holding=True)
        assert one.open
        assert one.response_minutes == 30
    at("2026-11-16 11:00")
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        one = Interaction.current(number, None, by, session)
        one.answer(by, "Setiap Selasa.")
        assert one.response_minutes == 30


def test_one_answer_to_many_leaves_one_entry_each(db: str, cast: Cast) -> None:
    """S3.3"""
    numbers = [received(cast, f"Kapan samsat keliling ke desa {n}?") for n in range(3)]
    with transaction() as session:
        by = cast.acting(cast.simponi.admin_teknis, session)
        Interaction.answer_many(numbers, by, "Jadwalnya di tautan resmi.", session)
    with view() as session:
        told = session.exec(select(Entry).where(Entry.action == "interaction.answered")).all()
        assert sorted(one.subject_id for one in told) == numbers


def test_one_that_was_answered_meanwhile_refuses_the_whole_answer(db: str, cast: Cast) -> None:
    numbers = [received(cast, f"Kapan ke desa {n}?") for n in range(2)]
    with transaction() as session:
        by = cast.acting(cast.simponi.admin_teknis, session)
        Interaction.current(numbers[1], None, by, session).close(by, "Ganda")
    with pytest.raises(WrongStage), transaction() as session:
        Interaction.answer_many(numbers, cast.acting(cast.simponi.admin_teknis, session), "Selasa.", session)
    with view() as session:
        assert found(cast, numbers[0], session).open


def test_the_log_holds_neither_words_nor_names(db: str, cast: Cast) -> None:
    """S3.3 S3.4: seen red with the text itself among the facts."""
    number = received(cast, "Rumah saya kebanjiran", author="Siti Aminah", handle="@siti.aminah", channel="facebook")
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        Interaction.current(number, None, by, session).answer(by, "Bu Siti, petugas menuju ke sana.")
    with view() as session:
        lines = "\n".join(one.text for one in session.exec(select(Entry)))
        assert "kebanjiran" not in lines
        assert "iti" not in json.dumps([json.loads(one)["facts"] for one in lines.splitlines()])


def test_the_same_comment_is_recognised_when_it_comes_in_twice(db: str, cast: Cast) -> None:
    received(cast, "Kapan  buka?", author="Budi", channel="facebook")
    with pytest.raises(NotReady) as refused:
        received(cast, "kapan buka", author="budi", channel="facebook")
    assert refused.value.issues[0].key == "comment_known"
    received(cast, "kapan buka", author="Ani", channel="facebook")


def test_a_comment_of_a_time_without_service_hours_is_refused_with_the_way_out(db: str, cast: Cast) -> None:
    """S1.2: hours were set from November 2026 on only, and nothing is guessed for three years before."""
    with pytest.raises(NotReady) as refused:
        received(cast, received_at=datetime(2023, 6, 1, tzinfo=UTC))
    assert refused.value.issues[0].key == "no_service_hours"


def test_a_category_that_wants_an_answer_sooner_brings_the_due_time_nearer_only(db: str, cast: Cast) -> None:
    """A3.3"""
    number = received(cast, "Air naik di jalan depan rumah, bagaimana ini?")
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        one = Interaction.current(number, None, by, session)
        before = one.due_at
        one.categorise(by, "laporan_bahaya")
        assert (one.rank, one.due_at) == (0, one.received_at + timedelta(hours=1))
        one.categorise(by, "kritik")
        assert one.due_at < before


def test_who_only_reads_changes_nothing(db: str, cast: Cast) -> None:
    """S1.1"""
    number = received(cast)
    for person in (cast.leader, cast.inspector, cast.simponi.desainer):
        with pytest.raises(NotAllowed):
            answer(cast, number, person)


def test_units_and_other_programmes_see_nothing(db: str, cast: Cast) -> None:
    """S1.1"""
    number = received(cast)
    for person in (cast.asri.koordinator, cast.simponi.validator_unit, cast.nobody):
        with view() as session:
            actor = cast.acting(person, session)
            with pytest.raises(NotFound):
                Interaction.find(number, actor, session)
            assert Interaction.queue(actor, [cast.simponi.programme.pk], session) == []


def test_the_inspector_reads_no_words_and_the_leader_reads_them_without_who_said_them(db: str, cast: Cast) -> None:
    """S3.4: a third person's name can't be found by a rule."""
    number = received(cast, "Hubungi saya Siti di 0812-7777-1234 atau @siti, tetangga saya Pak Mahmud", author="Siti", channel="facebook")
    with view() as session:
        assert found(cast, number, session, cast.inspector).shown_to(cast.acting(cast.inspector, session)) == ""
        told = found(cast, number, session, cast.leader).shown_to(cast.acting(cast.leader, session))
        assert "tetangga saya" in told
        assert "0812" not in told
        assert "siti" not in told.casefold()


def test_two_hundred_comments_come_in_whole_and_only_once(db: str, cast: Cast) -> None:
    """S3.3"""
    arrivals = [(n, Arrival(f"Komentar ke-{n}", channel="facebook", author=f"Warga {n % 50}")) for n in range(1, 201)]
    arrivals.append((201, arrivals[0][1]))
    with view() as session:
        judged = CommentBatch.judge(Programme.find(cast.simponi.programme.pk, session), arrivals, session)
    assert [one.verdict for one in judged[-2:]] == [Verdict.NEW, Verdict.KNOWN]
    seen = [one.verdict.value for one in judged]
    assert take_in(cast, arrivals, seen) == (200, 1)
    with pytest.raises(OutOfDate):
        take_in(cast, arrivals, seen)
    with view() as session:
        assert len(session.exec(select(InteractionText.id)).all()) == 200


def test_one_row_that_cannot_be_kept_refuses_the_whole_batch(db: str, cast: Cast) -> None:
    arrivals = [(1, Arrival("Kapan buka?")), (2, Arrival("Halo", channel="friendster"))]
    with pytest.raises(NotReady) as refused:
        take_in(cast, arrivals, ["new", "refused"])
    assert [one.key for one in refused.value.issues] == ["comment_row", "comment_channel_unknown"]


def test_a_period_is_taken_out_without_words_or_persons_by_who_may_take_the_log_out(db: str, cast: Cast) -> None:
    """S3.4: its line in the log."""
    number = received(cast, "Hubungi 0812-7777-1234, tetangga saya Pak Mahmud", author="Siti Aminah", channel="facebook")
    received(cast, team=cast.asri)
    answer(cast, number, cast.simponi.admin_teknis)
    since, until = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)

    def taken(person: Person) -> str:
        with transaction() as session:
            by = cast.acting(person, session)
            return str(table(take_out(by, Programme.visible(by, session), since, until, session)))

    told = taken(cast.simponi.koordinator)
    assert f"[{number}]" in told
    assert "menjawab" in told.lower() or "dijawab" in told.lower()
    for word in ("Siti", "Mahmud", "0812", "Hubungi"):
        assert word not in told
    with view() as session:
        newest = session.exec(select(Entry).order_by(Entry.number.desc())).first()
        assert (newest.action, newest.facts["rows"]) == ("interaction.taken_out", 1)
    with pytest.raises(NotAllowed):
        taken(cast.simponi.desainer)
