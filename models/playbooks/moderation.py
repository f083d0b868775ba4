"""How what the public writes is sorted, judged and answered: a programme's own choices (S3.3, A3.3)."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from models.playbooks.parts import Key, Part, Positive
from models.playbooks.shapes import Fault

if TYPE_CHECKING:
    from models.playbooks.rules import Playbook

NEEDED = ("pertanyaan", "laporan_bahaya", "hoaks", "kritik")
STARS = 2


class Severity(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Detector(StrEnum):
    """What a screen can notice beside words."""

    PERSONAL_NUMBER = "personal_number"
    LINK = "link"
    QUESTION_MARK = "question_mark"


class CommentCategory(Part):
    """`answer_hours`: service hours until somebody has to have answered; with `clock_hours` they run at night too.

    `urgent` stands above everything else; `protected` (criticism of the office) is hidden by two people only; `unwanted` expects no answer.
    """

    key: Key
    label: str
    severity: Severity
    answer_hours: Positive
    clock_hours: bool = False
    urgent: bool = False
    protected: bool = False
    unwanted: bool = False


class HouseRule(Part):
    """A rule of conversation the public was told; every removal names one."""

    key: Key
    label: str
    text: str


class Screen(Part):
    """Proposes `category` for what has one of its words; the first screen that hits wins.

    A star in a word stands for any letters, a star alone for up to three words.
    """

    key: Key
    label: str
    category: str
    words: tuple[str, ...] = ()
    detects: tuple[Detector, ...] = ()
    on: bool = True


class PreparedText(Part):
    """An answer to start from; without a category it is offered everywhere."""

    key: Key
    label: str
    text: str
    category: str = ""


class Moderation(Part):
    """`default`: the category of what no screen knows."""

    default: str
    categories: tuple[CommentCategory, ...]
    screens: tuple[Screen, ...]
    answers: tuple[PreparedText, ...] = ()

    def category(self, key: str) -> CommentCategory:
        """KeyError for a key that this version doesn't know."""
        for one in self.categories:
            if one.key == key:
                return one
        raise KeyError(key)


def moderation_faults(rules: "Playbook") -> Iterator[Fault]:
    """Keys that lead nowhere, what the rooms around rely on, and screens that could never hit."""
    told = rules.moderation
    known = {one.key for one in told.categories}
    for key in NEEDED:
        if key not in known:
            yield Fault(f"moderation.categories.{key}", "kategori ini wajib ada")
    for what in ("urgent", "protected"):
        if not any(getattr(one, what) for one in told.categories):
            yield Fault("moderation.categories", f"tidak ada kategori bertanda {what}")
    if told.default not in known:
        yield Fault("moderation.default", f"kategori “{told.default}” tidak dikenal")
    if not rules.house_rules:
        yield Fault("house_rules", "daftarnya kosong")
    yield from (
        Fault(f"moderation.answers.{one.key}.category", f"kategori “{one.category}” tidak dikenal")
        for one in told.answers
        if one.category and one.category not in known
    )
    yield from (Fault(f"moderation.screens.{path}", reason) for path, reason in screen_faults(told.screens, known))


def screen_faults(screens: Iterable[Screen], categories: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(place, reason); the same for a playbook and for a set of rules made here."""
    known = set(categories)
    for one in screens:
        if one.category not in known:
            yield f"{one.key}.category", f"kategori “{one.category}” tidak dikenal"
        if not one.words and not one.detects:
            yield f"{one.key}.words", "aturan ini tidak mengenai apa pun: kata dan deteksinya kosong"
        for word in one.words:
            if len(word.replace("*", "").strip()) < 3:
                yield f"{one.key}.words", f"“{word}” terlalu pendek: paling sedikit tiga huruf"
            elif word.count("*") > STARS:
                yield f"{one.key}.words", f"“{word}” memuat lebih dari {STARS} bintang"
