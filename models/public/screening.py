"""Ordered rules that propose a category: the first one that hits wins, and none of them ever acts (S3.3, A3.3)."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from models.content import personal_numbers
from models.playbooks.moderation import Detector, Screen
from models.public import folding
from models.public.folding import Folded

LINK = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|net|org|xyz|online|site|info|me|ly|shop|vip)\b", re.I)
BETWEEN = r"(?: \w+){0,3}"
JOINED_LEAST = 4  # letters a disguised word must have: shorter ones turn up inside ordinary words


@dataclass(frozen=True)
class Hit:
    """Which rule hit, and what it proposes; `rule` '' means that none did."""

    rule: str
    category: str


class Screening:
    """Rules made ready once for many texts."""

    def __init__(self, screens: Iterable[Screen], default: str) -> None:
        self.default = default
        self._ready = [_Ready(one) for one in screens if one.on]

    def judge(self, text: str) -> Hit:
        """The first rule that hits; the default category where none does."""
        folded = folding.fold(text)
        for one in self._ready:
            if one.hits(text, folded):
                return Hit(one.screen.key, one.screen.category)
        return Hit("", self.default)


class _Ready:
    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self._words = _pattern(screen.words)
        self._joined = tuple(word for one in screen.words if len(word := _plain(one)) >= JOINED_LEAST)

    def hits(self, text: str, folded: Folded) -> bool:
        if self._words and (self._words.search(folded.words) or self._words.search(folded.guessed)):
            return True
        if any(word in run for run in folded.joined for word in self._joined):
            return True
        return any(DETECTORS[one](text) for one in self.screen.detects)


DETECTORS: dict[Detector, Callable[[str], bool]] = {
    Detector.PERSONAL_NUMBER: lambda text: bool(personal_numbers.find(text)),
    Detector.LINK: lambda text: bool(LINK.search(text)),
    Detector.QUESTION_MARK: lambda text: "?" in text,
}


@lru_cache(maxsize=256)
def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """All words of a rule as one expression over folded text: bounded on both sides, so that nothing hits inside another word."""
    ready = [_expression(one) for one in words if one.strip()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ready)})(?!\w)") if ready else None


def _expression(word: str) -> str:
    parts: list[str] = []
    for one in word.split():
        if one == "*":
            parts.append(BETWEEN)
        else:
            letters = r"\w*".join(re.escape(folding.fold(piece).words) for piece in one.split("*"))
            parts.append(f"{' ' if parts else ''}{letters}")
    return "".join(parts)


def _plain(word: str) -> str:
    """The word as it reads when somebody writes it letter by letter; one with a star between words has no such reading."""
    return "" if " * " in word else folding.fold(word.replace("*", "")).words.replace(" ", "")
