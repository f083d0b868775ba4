"""/moderasi at the screen: what waits, danger first; answered, hidden by the rules, entered in bulk; nobody's name in a list."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from data.database import reading as view
from data.database import transaction
from models.actors import SYSTEM
from models.base import now
from models.entries import Entry
from models.people import Person
from models.planning.ideas import Idea, IdeaState
from models.programmes import Programme
from models.public.acts import Deed
from models.public.hiding import HidingRequest, RequestState
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.sightings import Sighting
from models.public.interactions import Interaction
from models.public.rule_sets import RuleSet
from models.public.service_hours import USUAL_WEEK, ServiceHours
from models.public.states import InteractionState
from tests.cast import Cast, Team
from tests.pages.conftest import OpenPage
from tests.rumours import CLAIMS, Rumour

DANGER = "Air sudah masuk rumah di Kampung Berok, ada lansia belum dievakuasi"


@pytest.fixture(autouse=True)
def monday(cast: Cast, at) -> None:
    at("2026-11-16 09:00")
    with transaction() as session:
        for team in (cast.simponi, cast.asri):
            programme = Programme.find(team.programme.pk, session)
            ServiceHours.set(programme, USUAL_WEEK, datetime(2026, 11, 2, tzinfo=UTC).date(), SYSTEM, session)


def told(page) -> str:
    """Everything the page says, in one text, without the escapes of Markdown."""
    kinds = ("title", "subheader", "markdown", "caption", "text", "error", "info", "warning", "success", "metric")
    return "\n".join(f"{getattr(one, 'label', '')} {one.value}" for kind in kinds for one in getattr(page, kind)).replace("\\", "")


def press(page, key: str):
    return next(one for one in page.button if one.key == key).click().run()


def pick(page, menu: str, choice: str):
    return next(one for one in page.get("menu_button") if one.key == menu).click(choice).run()


def keys(page) -> set[str]:
    return {one.key for one in page.button}


def received(cast: Cast, text: str, team: Team | None = None, **facts) -> int:
    team = team or cast.simponi
    with transaction() as session:
        by = cast.acting(team.koordinator, session)
        return Interaction.receive(Programme.find(team.programme.pk, session), text, by, session, **facts).pk


def found(cast: Cast, number: int) -> Interaction:
    with view() as session:
        return Interaction.find(number, cast.acting(cast.simponi.mentor, session), session)


def test_a_report_of_danger_stands_first_with_escalation_at_hand(cast: Cast, open_page: OpenPage) -> None:
    """S3.3 A3.3"""
    received(cast, "Kapan samsat keliling?")
    danger = received(cast, DANGER)
    page = open_page(cast.simponi.admin_teknis, "moderasi")
    assert not page.exception
    assert [one.value for one in page.text][0] == DANGER  # noqa: RUF015
    assert f"escalate-{danger}" in keys(page)
    assert "1 laporan bahaya menunggu" in told(page)


def test_a_comment_opened_by_a_link_is_referred_from_there(cast: Cast, open_page: OpenPage) -> None:
    """S3.3 A3.3: an inbox leads to one comment, with the ways on and what became of a referral; seen red with two elements of one key."""
    danger = received(cast, DANGER)
    page = press(open_page(cast.simponi.koordinator, "moderasi", id=danger), f"opened-refer-{danger}")
    page.selectbox(key=f"refer-interaction-{danger}-target").select("darurat_112").run()
    page.text_area(key=f"refer-interaction-{danger}-words").set_value("Satu lansia perlu dijemput.")
    page = press(page, f"refer-interaction-{danger}-send")
    assert not page.exception
    assert "Satu lansia perlu dijemput." in told(page)
    assert page.text_area(key=f"refer-interaction-{danger}-words").value == ""


def test_nobody_is_named_in_the_list(cast: Cast, open_page: OpenPage) -> None:
    """S3.3: seen red with the citizen's name in the caption."""
    received(cast, "Kapan buka?", author="Siti Aminah", channel="facebook")
    page = open_page(cast.simponi.admin_teknis, "moderasi")
    assert "Siti" not in told(page)
    assert "Warga #" in told(page)


def test_an_answer_is_begun_from_a_prepared_one_and_recorded(cast: Cast, open_page: OpenPage) -> None:
    """S3.3 S4.1"""
    number = received(cast, "Kapan samsat keliling?")
    page = press(open_page(cast.simponi.admin_teknis, "moderasi"), f"answer-{number}")
    page = press(page, "answer-save")
    assert "Tuliskan jawabannya" in told(page)
    page.button_group(key=f"prepared-{number}").set_value("tautan_resmi").run()
    assert "tautan resmi" in page.text_area(key=f"answer-text-{number}").value
    page = press(page, "answer-save")
    assert not page.exception
    assert found(cast, number).state is InteractionState.ANSWERED


def test_a_comment_is_written_down_with_its_channel_guessed(cast: Cast, open_page: OpenPage) -> None:
    """S3.3"""
    page = pick(open_page(cast.simponi.admin_teknis, "moderasi"), "comment-enter", "Tulis satu")
    page.text_area(key="comment-text").set_value("Kapan buka? https://www.instagram.com/p/AbC/").run()
    assert page.selectbox(key="comment-channel-instagram").value == "instagram"
    page.text_input(key="comment-author").set_value("@siti.a")
    page = press(page, "comment-save")
    assert not page.exception
    with view() as session:
        one = session.exec(select(Interaction)).one()
        assert (one.channel, one.category) == ("instagram", "pertanyaan")
        assert one.citizen is not None
        assert one.citizen.handle == "siti.a"


def test_two_hundred_pasted_comments_are_shown_before_they_come_in(cast: Cast, open_page: OpenPage) -> None:
    """S3.3 A3.3"""
    received(cast, "Komentar 5")
    pasted = "\n".join([*(f"Komentar {n}" for n in range(1, 199)), DANGER, "Komentar 1"])
    page = pick(open_page(cast.simponi.admin_teknis, "moderasi"), "comment-enter", "Tempel banyak")
    page.text_area(key="paste-text").set_value(pasted).run()
    said = told(page)
    assert "198 komentar baru" in said
    assert "1 laporan bahaya" in said
    assert "2 sudah ada atau ganda" in said
    with view() as session:
        assert len(session.exec(select(Interaction.id)).all()) == 1
    page = press(page, "batch-save")
    assert not page.exception
    with view() as session:
        assert len(session.exec(select(Interaction.id)).all()) == 199
        assert "Berok" not in "\n".join(one.text for one in session.exec(select(Entry)))


def test_what_the_public_wrote_never_becomes_markup(cast: Cast, open_page: OpenPage) -> None:
    """S3.3: seen red with the words drawn as Markdown."""
    text = "**tebal** <script>alert(1)</script> [klik](https://jahat.example) :red[x]"
    received(cast, text)
    page = open_page(cast.simponi.admin_teknis, "moderasi")
    assert text in [one.value for one in page.text]
    assert all("<script" not in one.value and "jahat.example" not in one.value for one in (*page.markdown, *page.caption))


def test_spam_is_hidden_with_the_likely_house_rule_and_a_reason(cast: Cast, open_page: OpenPage) -> None:
    """S3.3"""
    number = received(cast, "g a c o r hari ini klik profil")
    page = press(open_page(cast.simponi.admin_teknis, "moderasi"), f"hide-{number}")
    assert page.selectbox(key="removal-rule").value == "tanpa_judi"
    page = press(page, "removal-save")
    assert "Alasan belum diisi" in told(page)
    page.text_area(key="removal-reason").set_value("Promosi judi")
    page = press(page, "removal-save")
    assert found(cast, number).state is InteractionState.HIDDEN


def test_hiding_criticism_is_asked_and_refused_by_somebody_else(cast: Cast, open_page: OpenPage) -> None:
    """S3.3"""
    number = received(cast, "Mending perbaiki jalan dulu, ini pencitraan")
    page = pick(open_page(cast.simponi.admin_teknis, "moderasi"), f"more-{number}", "hide")
    page.selectbox(key="removal-rule").set_value("tanpa_spam")
    page.text_area(key="removal-reason").set_value("Berulang")
    page = press(page, "removal-save")
    assert found(cast, number).state is InteractionState.NEW
    with view() as session:
        request = HidingRequest.of(number, session)[0].pk
    assert f"hiding-yes-{request}" not in keys(page)
    page = open_page(cast.simponi.mentor, "moderasi")
    page.text_area(key=f"hiding-reason-{request}").set_value("Kritik yang sah")
    page = press(page, f"hiding-refuse-{request}")
    with view() as session:
        assert HidingRequest.of(number, session)[0].state is RequestState.REFUSED


def test_several_are_answered_at_once(cast: Cast, open_page: OpenPage) -> None:
    """S3.3"""
    numbers = [received(cast, f"Kapan samsat ke desa {n}?") for n in range(3)]
    page = open_page(cast.simponi.admin_teknis, "moderasi")
    page.toggle(key="comments-picking").set_value(True).run()
    for number in numbers[:2]:
        page.checkbox(key=f"pick-{number}").check()
    page = press(page.run(), "many-answer")
    page.text_area(key="answer-text-many").set_value("Jadwalnya di tautan resmi.")
    page = press(page, "answer-save")
    assert not page.exception
    assert [found(cast, one).open for one in numbers] == [False, False, True]


def test_a_frequent_question_becomes_an_idea_in_one_tap(cast: Cast, open_page: OpenPage) -> None:
    """S3.3 S-H1"""
    for text in ("Kapan samsat keliling ke Belinyu?", "Samsat keliling Belinyu kapan ya min?", "samsat keliling di belinyu jam berapa"):
        received(cast, text)
    page = pick(open_page(cast.simponi.admin_teknis, "moderasi"), "tool-menu", "Sering ditanyakan")
    assert "3 × pertanyaan" in told(page)
    page = press(page, f"group-idea-{cast.simponi.programme.pk}-0")
    assert not page.exception
    with view() as session:
        idea = Idea.bank([cast.simponi.programme.pk], IdeaState.OPEN, session)[0]
        assert (idea.source, idea.source_note[:17]) == ("citizens", "3 komentar warga,")


def test_a_rule_is_changed_tried_and_only_then_switched_on(cast: Cast, open_page: OpenPage) -> None:
    """S3.3"""
    received(cast, "Slot parkir penuh")
    pk = cast.simponi.programme.pk
    page = pick(open_page(cast.simponi.koordinator, "moderasi"), "tool-menu", "Aturan saring")
    page.text_input(key=f"rule-new-label-{pk}").set_value("Parkir")
    page.selectbox(key=f"rule-new-category-{pk}").set_value("keluhan")
    page.text_area(key=f"rule-new-words-{pk}").set_value("slot parkir, parkir * penuh")
    page = press(page, f"rule-new-{pk}")
    assert next(one for one in page.button if one.key == f"rules-adopt-{pk}").disabled
    page = press(page, f"rules-try-{pk}")
    assert "Parkir: akan mengenai 1 dari 1" in told(page)
    page = press(page, f"rules-adopt-{pk}")
    assert not page.exception
    with view() as session:
        newest = RuleSet.newest(pk, session)
        assert newest is not None
        assert newest.rules[0].label == "Parkir"


def test_who_only_looks_finds_no_verb_and_the_inspector_no_number(cast: Cast, open_page: OpenPage) -> None:
    """S1.1 S3.4"""
    number = received(cast, "Hubungi 0812-7777-1234", author="Siti", channel="facebook")
    for person in (cast.leader, cast.inspector):
        page = open_page(person, "moderasi")
        assert not page.exception
        assert f"open-{number}" in keys(page)
        assert not {one for one in keys(page) if one.startswith(("answer", "hide", "escalate"))}
        page = press(page, f"open-{number}")
        assert "0812" not in told(page)
        assert "Siti" not in told(page)


@pytest.mark.parametrize("who", ["unit", "other"])
def test_units_and_other_programmes_see_nothing_of_it(cast: Cast, open_page: OpenPage, who: str) -> None:
    """S1.1: neither in the list nor by a forged dialog."""
    number = received(cast, DANGER)
    person: Person = cast.simponi.validator_unit if who == "unit" else cast.asri.koordinator
    page = open_page(person, "moderasi")
    assert "Berok" not in told(page)
    for name in ("open", "answer", "hide", "escalate"):
        page.session_state["dialog-moderation"] = [name, number]
        page.run()
        assert "Berok" not in told(page)
    page.session_state["dialog-moderation"] = ["answer-many", number]
    page.run()
    assert "Berok" not in told(page)
    assert found(cast, number).open


def test_a_long_queue_is_leafed_through_without_losing_any(cast: Cast, open_page: OpenPage) -> None:
    """Seen red with the page after a key that left out rows of the same due time."""
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.koordinator, session)
        for n in range(45):
            Interaction.receive(programme, f"Komentar {n}", by, session, received_at=now() - timedelta(hours=1))
    page = open_page(cast.simponi.admin_teknis, "moderasi")
    seen = [one.value for one in page.text]
    for _ in range(2):
        page = press(page, "comments-next")
        seen += [one.value for one in page.text]
    assert sorted(seen) == sorted(f"Komentar {n}" for n in range(45))
    assert json.dumps(seen[:20]) == json.dumps([one.value for one in press(page, "comments-first").text])


def test_a_hidden_comment_is_shown_again_by_undo(cast: Cast, open_page: OpenPage) -> None:
    number = received(cast, "gacor sekali")
    with transaction() as session:
        by = cast.acting(cast.simponi.admin_teknis, session)
        Interaction.current(number, None, by, session).remove(by, Deed.HIDDEN, "tanpa_judi", "Judi")
    page = open_page(cast.simponi.admin_teknis, "moderasi", id=number)
    page = press(page, "comment-undo")
    assert not page.exception
    assert found(cast, number).state is InteractionState.NEW


def test_a_comment_becomes_a_hoax_case_with_itself_as_first_trace(cast: Cast, open_page: OpenPage) -> None:
    """S3.3: the clock from when it came in, nobody's name or number in the case; a second time it leads there."""
    text = "Kata Siti Rahmah semua pajak motor gratis minggu ini, hubungi 0812-3456-7890"
    number = received(cast, text, channel="facebook", author="Siti Rahmah")
    page = pick(open_page(cast.simponi.admin_teknis, "moderasi"), f"more-{number}", "hoax")
    press(page, "hoax-make")
    assert not page.exception
    with view() as session:
        by = cast.acting(cast.simponi.editor, session)
        case_id = Sighting.of_interactions({number}, session)[number]
        case = HoaxCase.find(case_id, by, session)
        assert case.received_at == found(cast, number).received_at
        assert [one.place for one in case.sightings] == ["facebook"]
        said = f"{case.title} {case.claim.text}"
        assert "pajak motor gratis" in said
        assert "Siti" not in said
        assert "3456" not in said
    page = press(open_page(cast.simponi.editor, "moderasi"), f"open-{number}")
    assert "Perkara hoaks" in told(page)
    page = press(page, "comment-hoax")
    assert "hoax-open" in keys(page)
    assert "hoax-make" not in keys(page)


def test_a_like_comment_joins_the_case_that_is_known(cast: Cast, open_page: OpenPage) -> None:
    case = Rumour.simponi(cast)
    number = received(cast, CLAIMS["simponi"][1], channel="facebook")
    page = pick(open_page(cast.simponi.admin_teknis, "moderasi"), f"more-{number}", "hoax")
    press(page, f"hoax-same-{case.case_id}")
    assert not page.exception
    with view() as session:
        assert Sighting.of_interactions({number}, session) == {number: case.case_id}


def test_a_period_is_offered_as_a_table_to_who_may_take_the_log_out(cast: Cast, open_page: OpenPage) -> None:
    """S3.4; the inspector sees category and deeds in the list, not one word of it."""
    received(cast, "Kata tetangga saya Pak Mahmud airnya keruh")
    page = pick(open_page(cast.simponi.koordinator, "moderasi"), "tool-menu", "Ekspor")
    assert not page.exception
    assert "SIMPONI" in told(page)
    assert [one.label for one in page.get("download_button")] == ["Unduh CSV"]
    looked = told(open_page(cast.inspector, "moderasi"))
    assert "Mahmud" not in looked
    assert "tidak ditampilkan kepada pemeriksa" in looked
