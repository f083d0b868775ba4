"""The hoax desk: from a sighting to a clarification, by two people, on the record (S3.3, A3.3)."""

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlmodel import select

from data.database import reading as view
from data.database import transaction
from models.base import now, today
from models.content.contents import Content
from models.content.corrections import CorrectionKind
from models.content.media import Media, MediaRole
from models.content.publishing import Report
from models.deputies import ActingKind, Deputyship
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, OutOfDate, Refused, WrongStage
from models.people import Assignment, Person
from models.programmes import Programme
from models.public.hoaxes import claim_review, waiting
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.clarifying import HoaxReach
from models.public.hoaxes.holding_answers import Way
from models.public.hoaxes.shelves import Shelf
from models.public.hoaxes.states import Found, HoaxState
from models.public.hoaxes.verdicts import HoaxVerdict
from models.public.interactions import Interaction
from models.search import SearchRow
from tests.cast import Cast
from tests.models.test_breakdowns import measured
from tests.rumours import REASON, Rumour, record
from tests.story import FOUND, SHA, TYPES, Story

both = pytest.mark.parametrize("key", ["simponi", "asri"])


@pytest.fixture(autouse=True)
def morning(cast: Cast, at: Any) -> None:
    """A Monday in service hours."""
    at("2026-11-16 09:10")


def rumour_of(cast: Cast, key: str) -> Rumour:
    return Rumour.asri(cast) if key == "asri" else Rumour.simponi(cast)


def keys(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {one.key for one in refused.value.issues}


@both
def test_a_claim_is_recorded_checked_and_concluded_by_two_people(cast: Cast, key: str) -> None:
    """S3.3 A3.3"""
    case = rumour_of(cast, key).checked().concluded().look()
    assert (case.state, case.result) == (HoaxState.CONCLUDED, "fabricated")
    assert [one.seat for one in case.verdicts] == [1, 2]


def test_it_is_due_three_service_hours_after_it_was_seen(cast: Cast) -> None:
    """S1.2: five on Friday afternoon is due on Monday; a claim about a danger runs on through the night."""
    case = Rumour.asri(cast).look()
    assert case.due_at - case.received_at >= timedelta(hours=3)
    danger = next(one.options[0].key for one in cast.asri.programme.rules.fields if one.key == "hazard")
    urgent = Rumour.asri(cast, title="Air naik di Belinyu", hazard=danger).look()
    assert urgent.due_at - urgent.received_at == timedelta(hours=3)


def test_without_service_hours_nothing_is_recorded(cast: Cast) -> None:
    with transaction() as session:
        by, programme = cast.acting(cast.asri.editor_teknis, session), Programme.find(cast.asri.programme.pk, session)
        with pytest.raises(NotReady) as refused:
            HoaxCase.record(programme, "Tanggul jebol", "Sebarkan", by, session)
    assert keys(refused) == {"no_service_hours"}


def test_one_person_cannot_give_both_verdicts(cast: Cast) -> None:
    """Seen red without `not_both_seats`."""
    rumour = Rumour.asri(cast).checked()
    rumour.conclude(rumour.first)
    with pytest.raises(NotAllowed) as refused:
        rumour.conclude(rumour.first)
    assert keys(refused) == {"hoax_same_person"}


def test_a_second_role_gives_no_second_verdict(cast: Cast) -> None:
    """SAFETY 4: the person counts, not the hat. Seen red with seats told by role."""
    with transaction() as session:
        person, programme = Person.find(cast.asri.pengawas_keakuratan.pk, session), Programme.find(cast.asri.programme.pk, session)
        admin = cast.acting(cast.admin, session)
        Assignment.give(person, "koordinator", admin, session, programme=programme, starts_on=today(), letter="800/16/2026")
    rumour = Rumour.asri(cast).checked()
    rumour.conclude(cast.asri.pengawas_keakuratan)
    with pytest.raises(NotAllowed):
        rumour.conclude(cast.asri.pengawas_keakuratan)


def stand_in(cast: Cast, absent: Person, deputy: Person) -> None:
    with transaction() as session:
        one, other = Person.find(absent.pk, session), Person.find(deputy.pk, session)
        days = (today(), today() + timedelta(days=5))
        Deputyship.name(one, other, ActingKind.PLH, *days, cast.acting(absent, session), session, letter="800/17/2026")


def test_a_deputy_does_not_second_whom_he_stands_in_for(cast: Cast) -> None:
    """Neither way round. Seen red with `people` of the person alone."""
    stand_in(cast, cast.asri.koordinator, cast.asri.desainer)
    before = Rumour.asri(cast).checked()
    before.conclude(cast.asri.koordinator)
    with pytest.raises(NotAllowed):
        before.conclude(cast.asri.desainer)
    after = Rumour.asri(cast, title="Jembatan ambruk").checked()
    after.conclude(cast.asri.desainer)
    assert after.look().verdicts[0].on_behalf_of_id == cast.asri.koordinator.pk
    with pytest.raises(NotAllowed):
        after.conclude(cast.asri.koordinator)
    after.conclude(cast.asri.pengawas_keakuratan)
    assert after.look().state is HoaxState.CONCLUDED


def test_twenty_at_once_give_one_verdict_per_person(cast: Cast) -> None:
    """SAFETY 3; each of four people five times. Seen red with verdicts past the conclusion and without both UNIQUE constraints."""
    rumour = Rumour.asri(cast).checked()
    people = [*cast.asri.people["pengawas_keakuratan"], *cast.asri.people["koordinator"]] * 5
    start = Barrier(len(people))

    def go(person: Person) -> None:
        start.wait()
        try:
            rumour.conclude(person)
        except (Refused, OutOfDate):
            return

    threads = [Thread(target=go, args=(one,)) for one in people]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    given = [(one.seat, one.person_id) for one in rumour.look().verdicts]
    assert [seat for seat, _ in sorted(given)] == [1, 2]
    assert len({person for _, person in given}) == 2


def test_a_disagreement_goes_back_to_checking_and_is_kept(cast: Cast) -> None:
    rumour = Rumour.asri(cast).checked()
    rumour.conclude(rumour.first, "fabricated")
    rumour.conclude(rumour.second, "false_context")
    case = rumour.look()
    assert (case.state, case.result, case.attempt) == (HoaxState.VERIFYING, "", 2)
    assert [one.agrees for one in case.verdicts] == [True, False]
    rumour.concluded("false_context")
    assert rumour.look().result == "false_context"


@pytest.mark.parametrize("edit", ["claim", "source", "picture", "dropped"])
def test_an_edit_voids_the_verdict_it_was_not_taken_on(cast: Cast, edit: str) -> None:
    """SAFETY 4. Seen red with `covered` without the sources."""
    rumour = Rumour.asri(cast).checked()
    rumour.conclude(rumour.first)

    def change(case: HoaxCase, actor: Any) -> None:
        if edit == "claim":
            case.reword(actor, title=case.title, claim="Tanggul retak, bukan jebol", place=case.place)
        elif edit == "source":
            case.add_source(actor, "Foto drone", link="https://bpbd.bangka.go.id/drone")
        elif edit == "picture":
            case.attach(
                actor, Media(role=MediaRole.FILE, sha256=SHA["picture"], name="wa.png", type=TYPES["picture"], found=FOUND["picture"])
            )
        else:
            case.drop_source(actor, case.kept_sources[0].pk)

    rumour.do(rumour.writer, change)
    case = rumour.look()
    assert (case.state, case.attempt, case.standing) == (HoaxState.VERIFYING, 2, [])


def test_a_new_sighting_voids_nothing(cast: Cast) -> None:
    rumour = Rumour.asri(cast).checked().concluded()
    rumour.do(rumour.writer, lambda case, actor: case.sight(actor, "whatsapp", "wide", people=4000))
    assert rumour.look().state is HoaxState.CONCLUDED


def call(rumour: Rumour, person: Person, result: str = "fabricated", recorder: Person | None = None) -> None:
    def verb(case: HoaxCase, actor: Any) -> None:
        case.record_call(actor, person, result, REASON, how="Telepon 2 menit", reached_at=now())

    rumour.do(recorder or rumour.writer, verb)


def test_a_verdict_by_telephone_waits_for_the_persons_own_word(cast: Cast) -> None:
    """DAYS 3.2: who, when, how; only he himself confirms it."""
    rumour = Rumour.asri(cast).checked()
    rumour.conclude(rumour.first)
    call(rumour, rumour.second)
    assert rumour.look().state is HoaxState.CONCLUDED
    with pytest.raises(NotFound):
        rumour.do(rumour.first, lambda case, actor: case.confirm_call(actor))
    assert {one.key for one in rumour.look().open_ends} >= {"hoax_call_unconfirmed"}
    rumour.do(rumour.second, lambda case, actor: case.confirm_call(actor))
    assert rumour.look().unconfirmed == []


def test_a_denied_call_goes_back_to_checking(cast: Cast) -> None:
    rumour = Rumour.asri(cast).checked()
    rumour.conclude(rumour.first)
    call(rumour, rumour.second)
    rumour.do(rumour.second, lambda case, actor: case.deny_call(actor, "Saya tidak ditelepon."))
    assert (rumour.look().state, rumour.look().result) == (HoaxState.VERIFYING, "")


def test_a_call_can_stand_for_one_verdict_only_and_never_for_the_same_person(cast: Cast) -> None:
    rumour = Rumour.asri(cast).checked()
    call(rumour, rumour.first)
    with pytest.raises(WrongStage) as twice:
        call(rumour, rumour.second)
    assert keys(twice) == {"hoax_two_calls"}
    other = Rumour.asri(cast, title="Jalan putus").checked()
    other.conclude(other.first)
    with pytest.raises(NotAllowed):
        call(other, other.first)
    with pytest.raises(NotAllowed):
        call(other, cast.asri.desainer)


def test_another_ones_own_verdict_replaces_a_call_nobody_confirms(cast: Cast) -> None:
    rumour = Rumour.asri(cast).checked()
    rumour.conclude(rumour.first)
    call(rumour, rumour.second)
    with pytest.raises(NotAllowed):
        rumour.do(rumour.first, lambda case, actor: case.replace_call(actor, "Dia cuti panjang."))
    rumour.do(cast.asri.second("koordinator"), lambda case, actor: case.replace_call(actor, "Dia cuti panjang; saya sependapat."))
    assert rumour.look().unconfirmed == []


def test_the_clock_says_whom_it_waits_for(cast: Cast) -> None:
    """DAYS 3.2: an office with its hour, an absent person with who stands in."""
    rumour = Rumour.asri(cast)
    rumour.do(rumour.writer, lambda case, actor: case.ask_statement(actor, "Dinas Pekerjaan Umum"))
    with view() as session:
        assert [one.key for one in waiting.reasons(rumour.look(session=session), session)] == ["statement"]
    rumour.checked()
    rumour.conclude(rumour.first)
    stand_in(cast, cast.asri.koordinator, cast.asri.editor_teknis)
    with view() as session:
        found = {one.key: one.facts for one in waiting.reasons(rumour.look(session=session), session)}
    assert "Dewi Anggraini sedang cuti, pengganti Eko Prasetyo" in found["second_verdict"]["who"]
    assert rumour.first.name not in found["second_verdict"]["who"]


def test_an_offices_answer_becomes_a_source(cast: Cast) -> None:
    rumour = Rumour.asri(cast)
    asked = rumour.do(rumour.writer, lambda case, actor: case.ask_statement(actor, "Dinas Pekerjaan Umum").pk)
    rumour.do(rumour.writer, lambda case, actor: case.answer_statement(actor, asked, Found.REFUTES, "Tanggul utuh."))
    case = rumour.look()
    assert [one.label for one in case.kept_sources] == ["Dinas Pekerjaan Umum"]
    assert case.open_statements == []


def test_a_holding_answer_is_a_first_response_and_no_clarification(cast: Cast) -> None:
    """DAYS 3.2"""
    rumour = Rumour.asri(cast)
    rumour.do(rumour.writer, lambda case, actor: case.note_holding(actor, "checking", Way.WHATSAPP))
    case = rumour.look()
    assert case.first_response_at is not None
    assert case.clarified_at is None
    assert case.escalates_at is not None  # the clock runs on
    assert "09.10" in rumour.ask(rumour.writer, lambda one, _: one.holding_text("checking"))


@pytest.mark.parametrize("result", ["criticism", "true", "unproven"])
def test_what_is_no_hoax_is_closed_without_a_clarification(cast: Cast, result: str) -> None:
    rumour = Rumour.simponi(cast).checked().concluded(result)
    assert rumour.ask(rumour.writer, lambda case, actor: bool(case.objections_to_clarifying(actor)))
    rumour.do(rumour.writer, lambda case, actor: case.close(actor))
    assert rumour.look().state is HoaxState.CLOSED


def test_a_hoax_is_closed_in_silence_with_a_reason_only(cast: Cast) -> None:
    rumour = Rumour.simponi(cast).checked().concluded()
    with pytest.raises(NotReady) as refused:
        rumour.do(rumour.writer, lambda case, actor: case.close(actor))
    assert keys(refused) == {"hoax_silent_reason_missing"}
    rumour.do(rumour.writer, lambda case, actor: case.close(actor, "Hanya satu grup; membicarakannya malah menyebarkannya."))


def test_nothing_open_is_closed(cast: Cast) -> None:
    rumour = Rumour.simponi(cast).checked()
    rumour.do(rumour.writer, lambda case, actor: case.ask_statement(actor, "Samsat"))
    rumour.concluded("true")
    with pytest.raises(NotReady) as refused:
        rumour.do(rumour.writer, lambda case, actor: case.close(actor))
    assert keys(refused) == {"hoax_statement_open"}


def clarified(rumour: Rumour, *, out: bool = True) -> int:
    """A clarification on its way; the content's id."""

    def begin(case: HoaxCase, actor: Any) -> int:
        return case.begin_clarification(actor, "Pajak pokok tetap dibayar", "Hanya denda yang dihapus sampai akhir tahun.").pk

    content_id = rumour.do(rumour.writer, begin)
    if out:
        publish(rumour, content_id)
    return content_id


def publish(rumour: Rumour, content_id: int) -> None:
    story = Story.simponi(rumour.cast)  # brings a tested contact
    one = Story(rumour.cast, rumour.team, content_id, story.contact_id)
    content = one.look(rumour.writer)
    known = {field.key for field in content.rules.fields_of(content.kind)}
    typed = {key: value for key, value in one._texts(content).items() if key in known}
    one.write(rumour.writer, **{**typed, "channels": ["instagram"]})
    one.attach(person=rumour.writer)
    one.submit(rumour.writer)
    one.approve(one.team.mentor if "mentor" in one.team.people else one.team.pengawas_keakuratan, None)
    report = Report("instagram", now(), "https://www.instagram.com/p/abc/")
    one.do(rumour.writer, lambda content, actor: content.publish(actor, [report]))


def test_a_clarification_begins_with_the_fact_and_its_publication_moves_the_case(cast: Cast) -> None:
    """S3.3 A3.3: the moment it is out the case says so by itself."""
    rumour = Rumour.simponi(cast).checked().concluded()
    content_id = clarified(rumour, out=False)
    with view() as session:
        content = Content.find(content_id, cast.acting(rumour.writer, session), session)
        assert content.lane == "fast"
        assert content.revision is not None
        lines = content.revision.fields["summary"].split("\n")
        assert [one.split(":")[0] for one in lines] == ["Fakta", "Klaim yang beredar", "Fakta"]
    assert rumour.look().state is HoaxState.CONCLUDED
    publish(rumour, content_id)
    case = rumour.look()
    assert (case.state, case.minutes) == (HoaxState.CLARIFIED, 0)
    assert case.escalates_at is None


def test_the_headline_never_repeats_the_hoax(cast: Cast) -> None:
    rumour = Rumour.simponi(cast).checked().concluded()
    with pytest.raises(NotReady) as refused:
        rumour.do(rumour.writer, lambda case, actor: case.begin_clarification(actor, "Samsat gratis minggu ini!", "Tidak benar."))
    assert keys(refused) == {"hoax_headline"}


def test_a_clarification_does_not_go_out_on_a_verdict_that_is_gone(cast: Cast) -> None:
    """Seen red without the gate of `followers`."""
    rumour = Rumour.simponi(cast).checked().concluded()
    content_id = clarified(rumour, out=False)
    rumour.do(rumour.writer, lambda case, actor: case.add_source(actor, "Edaran baru", link="https://samsat.bangka.go.id/2"))
    with pytest.raises(NotReady) as refused:
        publish(rumour, content_id)
    assert "hoax_verdict_gone" in keys(refused)


def test_a_published_verdict_is_locked_and_changes_only_by_a_correction(cast: Cast) -> None:
    """S3.3: the old verdict and its clarification stay on record."""
    rumour = Rumour.simponi(cast).checked().concluded()
    first = clarified(rumour)
    with pytest.raises(WrongStage) as locked:
        rumour.do(rumour.writer, lambda case, actor: case.add_source(actor, "Lain", link="https://bangka.go.id"))
    assert keys(locked) == {"hoax_verdict_locked"}
    rumour.do(rumour.writer, lambda case, actor: case.begin_correction(actor, "Samsat mengubah edarannya."))
    assert rumour.look().correcting
    rumour.concluded("misleading")
    second = clarified(rumour)
    case = rumour.look()
    assert (case.state, case.result, case.correcting) == (HoaxState.CLARIFIED, "misleading", False)
    assert second != first
    assert [one.result for one in case.verdicts] == ["fabricated", "fabricated", "misleading", "misleading"]
    done = [one.done_at for one in waiting.step_times(case)]
    assert done == sorted(done)  # the first clarification is timed by the verdict it rested on


def test_two_cases_of_one_hoax_are_merged_and_the_kept_one_leads_on(cast: Cast) -> None:
    """DAYS 3.2: both directions stand in the log."""
    kept, other = Rumour.asri(cast), Rumour.asri(cast, title="Tanggul Sungai Berok ambrol")
    other.do(other.writer, lambda case, actor: case.sight(actor, "facebook", "medium", people=300))

    def merge(case: HoaxCase, actor: Any) -> None:
        case.merge_into(HoaxCase.current(kept.case_id, None, actor, case.session), actor)

    other.do(other.writer, merge)
    merged = other.look()
    assert (merged.state, merged.merged_into_id) == (HoaxState.CLOSED, kept.case_id)
    assert [one.people for one in kept.look().sightings] == [300]
    with view() as session:
        told = [Entry.of(one.look(session=session), session)[0] for one in (kept, other)]
    assert [one.action for one in told] == ["hoax.absorbed", "hoax.merged"]
    with pytest.raises(WrongStage):
        other.do(other.writer, lambda case, actor: case.start(actor))


def test_cases_of_two_programmes_are_not_merged(cast: Cast) -> None:
    ours, theirs = Rumour.asri(cast), Rumour.simponi(cast)
    with pytest.raises(NotFound):
        ours.do(ours.writer, lambda case, actor: case.merge_into(HoaxCase.current(theirs.case_id, None, actor, case.session), actor))


def comment(rumour: Rumour, text: str) -> int:
    """A comment of the public on one of our channels; its id."""
    moderator = rumour.team.koordinator
    with transaction() as session:
        by = rumour.cast.acting(moderator, session)
        programme = Programme.find(rumour.team.programme.pk, session)
        received = Interaction.receive(programme, text, by, session, channel="facebook", author="Warga Satu", handle="@wargasatu")
        session.flush()
        return received.pk


def test_comments_that_brought_it_are_answered_at_once_with_a_line_each(cast: Cast) -> None:
    """DAYS 3.2"""
    rumour = Rumour.simponi(cast).checked()
    ids = [comment(rumour, f"Apakah benar samsat gratis? {number}") for number in range(3)]
    for one in ids:
        rumour.do(rumour.writer, lambda case, actor, one=one: case.sight(actor, "facebook", "small", interaction_id=one))
    with pytest.raises(NotReady):
        rumour.do(rumour.writer, lambda case, actor: case.sight(actor, "facebook", "small", interaction_id=ids[0]))
    rumour.concluded()
    clarified(rumour)
    rumour.do(cast.simponi.koordinator, lambda case, actor: case.answer_comments(actor, case.clarifying_answer()))
    assert rumour.look().unanswered == []
    with view() as session:
        answered = session.exec(select(Entry).where(Entry.action == "interaction.answered")).all()
    assert len(answered) == 3


def test_who_spread_it_never_stands_in_the_log(cast: Cast) -> None:
    """SAFETY 18"""
    rumour = Rumour.asri(cast, claim="Kata Pak Sukirman RT 04 tanggul jebol")
    rumour.do(rumour.writer, lambda case, actor: case.sight(actor, "whatsapp", "small", detail="Grup Pak Sukirman"))
    rumour.checked().concluded()
    with view() as session:
        assert not [one for one in session.exec(select(Entry)).all() if "Sukirman" in one.text]


def test_claim_review_names_no_person(cast: Cast) -> None:
    """schema.org: what every ClaimReview must have, and nobody in it."""
    rumour = Rumour.simponi(cast, claim="Kata Pak Sukirman semua gratis").checked().concluded()
    clarified(rumour)
    with view() as session:
        case = rumour.look(session=session)
        assert claim_review.is_possible(case)
        found, text = claim_review.review(case, "https://bangka.go.id"), claim_review.text(case, "https://bangka.go.id")
    assert {"@context", "@type", "url", "claimReviewed", "author", "reviewRating", "datePublished", "itemReviewed"} <= found.keys()
    assert found["reviewRating"]["alternateName"] == "Konten palsu"
    assert "Sukirman" not in text


def test_it_is_found_by_its_words_by_who_may_see_it(cast: Cast) -> None:
    Rumour.asri(cast)
    with view() as session:
        ours, theirs = cast.acting(cast.asri.desainer, session), cast.acting(cast.simponi.editor, session)
        assert [one.title for one in HoaxCase.search("sungai berok", ours, session).rows] == ["Tanggul Berok jebol malam ini"]
        assert HoaxCase.search("sungai berok", theirs, session).rows == ()
        assert SearchRow.find("sungai berok", HoaxCase.search_scope(theirs), session, subject="hoax_case") == []


def test_the_desk_lists_by_the_hour_and_leafs_by_key(cast: Cast) -> None:
    for number in range(4):
        Rumour.asri(cast, title=f"Kabar {number}")
    with view() as session:
        by = cast.acting(cast.asri.desainer, session)
        first = HoaxCase.shelf(Shelf.OPEN, by, session, size=3)
        last = first.rows[-1]
        rest = HoaxCase.shelf(Shelf.OPEN, by, session, size=3, after=(last.due_at, last.pk))
    assert [one.title for one in (*first.rows, *rest.rows)] == [f"Kabar {number}" for number in range(4)]
    assert (first.count, first.more, rest.more) == (4, True, False)


def test_who_has_no_part_in_the_programme_finds_nothing(cast: Cast) -> None:
    """SAFETY 5: a unit's validator and another programme's team see neither case nor file; leaders and inspectors only read."""
    rumour = Rumour.simponi(cast)
    for person in (cast.asri.koordinator, cast.simponi.validator_unit, cast.nobody, cast.admin):
        with pytest.raises(NotFound):
            rumour.look(person)
    for person in (cast.leader, cast.inspector):
        rumour.look(person)
        with pytest.raises(NotAllowed):
            rumour.do(person, lambda case, actor: case.start(actor))
        with pytest.raises(NotAllowed):
            rumour.conclude(person)


VERBS: dict[str, Any] = {
    "start": lambda case, actor: case.start(actor),
    "reword": lambda case, actor: case.reword(actor, title="Lain", claim="Lain"),
    "sight": lambda case, actor: case.sight(actor, "whatsapp", "small"),
    "check": lambda case, actor: case.check(actor, Found.REFUTES, "Tidak.", question=case.programme.rules.hoaxes.checks[0].key),
    "ask": lambda case, actor: case.ask_statement(actor, "Samsat"),
    "source": lambda case, actor: case.add_source(actor, "x", link="https://bangka.go.id"),
    "hold": lambda case, actor: case.note_holding(actor, "checking", Way.COPIED),
    "conclude": lambda case, actor: case.conclude(actor, "fabricated", REASON),
    "correct": lambda case, actor: case.begin_correction(actor, "x"),
    "close": lambda case, actor: case.close(actor, "x"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_asks_its_right(cast: Cast, verb: str) -> None:
    rumour = Rumour.simponi(cast)
    with pytest.raises(NotAllowed):
        rumour.do(cast.simponi.desainer, VERBS[verb])


def test_a_screen_that_is_out_of_date_is_refused(cast: Cast) -> None:
    rumour = Rumour.asri(cast)
    seen = rumour.look().version
    rumour.do(rumour.writer, lambda case, actor: case.start(actor))
    with pytest.raises(OutOfDate):
        rumour.do(rumour.writer, lambda case, actor: case.sight(actor, "whatsapp", "small"), seen=seen)


def test_a_verdict_is_never_rewritten(cast: Cast) -> None:
    rumour = Rumour.asri(cast).checked()
    rumour.conclude(rumour.first)
    with pytest.raises(Exception, match="written once"), transaction() as session:  # noqa: PT012
        verdict = session.exec(select(HoaxVerdict)).one()
        verdict.result = "true"
        session.flush()


def test_wrong_input_is_told_all_at_once(cast: Cast) -> None:
    Rumour.asri(cast)
    with pytest.raises(NotReady) as refused:
        record(cast, cast.asri, cast.asri.editor_teknis, title=" ", claim="", link="javascript:alert(1)", place="99.99")
    assert keys(refused) == {"hoax_title_missing", "hoax_link_odd", "place_unknown"}


def put_right(rumour: Rumour, content_id: int) -> int:
    """An ordinary ralat of what is out, published; its id."""
    story = Story(rumour.cast, rumour.team, content_id, 0)
    new = story.do(rumour.writer, lambda content, by: content.correct(by, CorrectionKind.RALAT, "Jamnya keliru.", now()))
    one = Story(rumour.cast, rumour.team, new.pk, 0)
    one.submit(rumour.writer)
    one.approve(one.team.mentor, None)
    report = Report("instagram", now(), "https://www.instagram.com/p/abd/")
    one.do(rumour.writer, lambda content, actor: content.publish(actor, [report]))
    return new.pk


def test_a_corrected_clarification_leads_to_the_newest_and_the_case_stays_clarified(cast: Cast) -> None:
    """A3.3 S3.3: also what comments are answered with."""
    rumour = Rumour.simponi(cast).checked().concluded()
    first = clarified(rumour)
    newest = put_right(rumour, first)
    with view() as session:
        case = rumour.look(session=session)
        assert (case.clarification_id, case.state, case.correcting) == (newest, HoaxState.CLARIFIED, False)
        assert "/p/abd/" in case.clarifying_answer()
        actor = cast.acting(rumour.writer, session)
        assert HoaxCase.clarified_by([first, newest], actor, session) == dict.fromkeys([first, newest], rumour.case_id)
        assert Entry.of(case, session)[0].action == "hoax.clarification_moved"


def test_reach_is_read_from_measurements_and_typed_only_where_there_are_none(cast: Cast) -> None:
    """S3.3: seen red with the hand's figure before the measured one."""
    rumour = Rumour.simponi(cast).checked().concluded()
    content_id = clarified(rumour)
    rumour.do(rumour.writer, lambda case, actor: case.note_reach(actor, "instagram", 10, today()))
    measured(cast.simponi.programme, "instagram", today(), 9, content_id, reach=1_250)
    with view() as session:
        known = HoaxReach.best(rumour.look(session=session), session)
        assert {key: (one.people, one.measured) for key, one in known.items()} == {"instagram": (1_250, True)}
    with pytest.raises(NotReady) as refused:
        rumour.do(rumour.writer, lambda case, actor: case.note_reach(actor, "instagram", 20, today()))
    assert keys(refused) == {"hoax_reach_measured"}
