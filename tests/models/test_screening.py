"""Rules that propose: disguises are seen through, ordinary words are left alone, and a set is tried before it holds."""

import time
from datetime import UTC, datetime

import pytest

from data.database import reading as view
from data.database import transaction
from data.playbooks import texts
from models.actors import SYSTEM
from models.errors import NotAllowed, NotReady, OutOfDate
from models.people import Person
from models.playbooks import load
from models.playbooks.moderation import Screen
from models.programmes import Programme
from models.public import rule_sets
from models.public.interactions import Interaction
from models.public.pasting import take_apart
from models.public.rule_sets import Known, RuleSet, RuleTrial
from models.public.screening import Screening
from models.public.service_hours import USUAL_WEEK, ServiceHours
from tests.cast import Cast

RULES = load(texts()["simponi"], "simponi.toml")
SCREENING = Screening(RULES.moderation.screens, RULES.moderation.default)

DISGUISES = [
    "𝘀𝗹𝗼𝘁 𝗼𝗻𝗹𝗶𝗻𝗲 hari ini", "ｓｌｏｔ ｏｎｌｉｎｅ", "g a c o r sekali", "G.A.C.O.R", "g-a-c-o-r", "g4c0r", "gac\u200bor", "gаcоr", "ɢᴀᴄᴏʀ",
    "🅶🅰🅲🅾🆁", "ⓖⓐⓒⓞⓡ", "gacoooorrr", "gàcör", "t🎰o🎰g🎰e🎰l", "MAXWIN", "s l o t o n l i n e",
]  # fmt: skip
ORDINARY = [
    "slot parkir penuh terus", "togelang bukan desa kami", "Bangkalan ada di Madura", "kecamatan mana saja", "Jl. A. Yani RT 3 RW 2",
    "nomor antrean A 1 2 3", "rapat online pukul 9", "S. Pd. I bagaimana mendaftar",
]  # fmt: skip


@pytest.mark.parametrize("text", DISGUISES)
def test_a_disguised_word_is_seen_through(text: str) -> None:
    """S3.3: seen red without the folding of compatibility forms."""
    assert SCREENING.judge(text).category == "promosi_judi"


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_left_alone(text: str) -> None:
    """S3.3: seen red with words that may stand inside others."""
    assert SCREENING.judge(text).category not in ("promosi_judi", "spam", "ujaran_kebencian")


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_danger_comes_before_everything_else(key: str) -> None:
    """S3.3 A3.3: the first rule wins, and a cry for help with a telephone number is no breach of privacy first."""
    told = load(texts()[key], key).moderation
    hit = Screening(told.screens, told.default).judge("Tolong, air sudah masuk rumah, hubungi 0812-7777-1234")
    assert hit.category == "laporan_bahaya"


def test_ten_thousand_comments_take_seconds() -> None:
    """Ten seconds leave room for a busy machine; an idle one needs about one and a half."""
    comments = [Known(n, f"Sudah tiga kali ke kecamatan {n}, alat cetaknya rusak. Kapan bisa?", "keluhan", "") for n in range(10_000)]
    heard: list[float] = []

    class Ours:
        rules = RULES

    started = time.perf_counter()
    found = rule_sets.attempted(Ours(), RULES.moderation.screens, comments, heard.append)  # type: ignore[arg-type]
    assert time.perf_counter() - started < 10
    assert found.total == 10_000
    assert len(heard) > 10
    assert heard[-1] == 1.0


PASTED = """Budi Santoso
Air sudah masuk rumah di Kampung Berok!
2 jam  Suka  Balas

siti_aminah88
kapan samsat keliling?
3 hari 2 suka Balas

Andi: jalan rusak
Rina Dewi: betul sekali

https://www.facebook.com/disko/posts/12?comment_id=4
Tolong: air mati"""


def test_pasted_comments_are_taken_apart_and_names_set_aside() -> None:
    """S3.3: what only the platform's screen said is left out; a cry is no name."""
    found = take_apart(PASTED, RULES.channels)
    assert [(one.author, one.handle, one.text) for one in found] == [
        ("Budi Santoso", "", "Air sudah masuk rumah di Kampung Berok!"),
        ("", "siti_aminah88", "kapan samsat keliling?"),
        ("Andi", "", "jalan rusak"),
        ("Rina Dewi", "", "betul sekali"),
        ("", "", "Tolong: air mati"),
    ]
    assert (found[-1].channel, found[-1].link) == ("facebook", "https://www.facebook.com/disko/posts/12?comment_id=4")


def test_without_blank_lines_each_line_is_a_comment() -> None:
    assert [one.text for one in take_apart("satu\ndua\nBudi: tiga", RULES.channels)] == ["satu", "dua", "tiga"]


@pytest.fixture
def asked(cast: Cast, at, db: str) -> Cast:
    """Two comments about parking and one about gambling."""
    at("2026-11-16 09:00")
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        ServiceHours.set(programme, USUAL_WEEK, datetime(2026, 11, 2, tzinfo=UTC).date(), SYSTEM, session)
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(cast.simponi.koordinator, session)
        for text in ("Slot parkir penuh terus", "Kapan slot parkir ditambah?", "gacor hari ini"):
            Interaction.receive(programme, text, by, session).categorise(by, "promosi_judi" if "gacor" in text else "pertanyaan")
    return cast


def widened() -> list[Screen]:
    """A careless rule: every slot is gambling."""
    return [Screen(key="own_1", label="Slot", category="promosi_judi", words=("slot",)), *RULES.moderation.screens]


def adopt(cast: Cast, screens: list[Screen], person: Person, seen: int = 0) -> int:
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(person, session)
        return RuleSet.adopt(programme, screens, seen, by, session).number


def tried(cast: Cast, screens: list[Screen], person: Person) -> RuleTrial:
    with transaction() as session:
        programme, by = Programme.find(cast.simponi.programme.pk, session), cast.acting(person, session)
        found = rule_sets.attempted(programme, screens, rule_sets.known(programme, by, session))
        return RuleTrial.keep(programme, screens, found, by, session)


def test_a_trial_says_what_a_rule_would_hit_and_what_people_made_of_it(asked: Cast) -> None:
    """S3.3: the careless rule would have taken two questions for gambling."""
    told = tried(asked, widened(), asked.simponi.koordinator)
    assert told.total == 3
    assert told.hits["own_1"] == {"hits": 2, "other": {"pertanyaan": 2}}


def test_rules_hold_only_after_exactly_these_were_tried(asked: Cast) -> None:
    """S3.3: seen red without the trial in the guard."""
    with pytest.raises(NotReady) as refused:
        adopt(asked, widened(), asked.simponi.koordinator)
    assert refused.value.issues[0].key == "rules_untried"
    tried(asked, widened(), asked.simponi.koordinator)
    with pytest.raises(NotReady):
        adopt(asked, widened()[::-1], asked.simponi.koordinator)
    assert adopt(asked, widened(), asked.simponi.koordinator) == 1
    with view() as session:
        programme = Programme.find(asked.simponi.programme.pk, session)
        assert RuleSet.in_force(programme, session)[0].key == "own_1"


def test_two_who_change_the_rules_at_once_do_not_overwrite_each_other(asked: Cast) -> None:
    tried(asked, widened(), asked.simponi.koordinator)
    adopt(asked, widened(), asked.simponi.koordinator)
    other = [one.model_copy(update={"on": False}) for one in widened()]
    tried(asked, other, asked.simponi.admin_teknis)
    with pytest.raises(OutOfDate):
        adopt(asked, other, asked.simponi.admin_teknis, seen=0)


def test_rules_are_changed_by_who_moderates_only(asked: Cast) -> None:
    """S1.1"""
    for person in (asked.leader, asked.inspector, asked.simponi.editor, asked.asri.koordinator):
        with pytest.raises(NotAllowed):
            tried(asked, widened(), person)


def test_a_rule_that_would_hit_too_much_is_refused(asked: Cast) -> None:
    with pytest.raises(NotReady) as refused:
        tried(asked, [Screen(key="x", label="x", category="spam", words=("ya",))], asked.simponi.koordinator)
    assert refused.value.issues[0].key == "rules_fault"
