"""The plain-language meter for Indonesian: long sentences, long words, abbreviations nobody explained.

The measure is built on the two ingredients of LIX, mean sentence length and share of long words (C. H. Björnsson, Läsbarhet, Stockholm:
Liber, 1968). They need no syllables: Flesch and its kin were fitted to English syllable counts, and in Indonesian, where affixes make
most words three to five syllables long, they call nearly every text difficult. LIX itself counts words over six letters; half of all
Indonesian words are that long, so "long" here is a limit of the playbook. Those limits, and the borders between easy and hard below, are
our own assumption (no study of Indonesian readers stands behind them); the plain LIX is given beside, for comparison only.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from models.content.abbreviations import unexplained
from models.content.counting import links
from models.playbooks import Language

LIX_LETTERS = 6
MANY_LONG = 1 / 3
MOST = 10_000  # characters read: longer than any post, short enough for every keystroke
NEAR = 24

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+|$)")
_SHORTENED = re.compile(
    r"(?:^|[\s(\"“])(?:[A-Z]|dr|drg|prof|ir|drs|dra|hj|st|bpk|sdr|tn|ny|jl|jln|gg|no|kab|kec|kel|ds|kp|tgl|pkl|hlm|tel|telp|hp|ext|mis|vol|"
    r"rp|pt|cv|a\.?n|u\.?p|d\.?a|s\.?d|[A-Z](?:\.[A-Z][a-z]*)+)$|^\s*\d{1,2}$",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"(?:^|\s)(?:dll|dsb|dst|dkk|tbk)$", re.IGNORECASE)  # may end a sentence, or not


class TroubleKind(StrEnum):
    LONG_SENTENCE = "long_sentence"
    LONG_WORD = "long_word"
    ABBREVIATION = "abbreviation"


class Verdict(StrEnum):
    EASY = "easy"
    FAIRLY_EASY = "fairly_easy"
    HARD = "hard"


@dataclass(frozen=True)
class Trouble:
    """A span of the measured text."""

    kind: TroubleKind
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Sentence:
    """`start` and `end` in the measured text."""

    text: str
    start: int
    end: int
    words: int
    troubles: tuple[Trouble, ...]

    @property
    def kinds(self) -> tuple[TroubleKind, ...]:
        return tuple(kind for kind in TroubleKind if any(trouble.kind is kind for trouble in self.troubles))


@dataclass(frozen=True)
class Reading:
    """`verdict` is None for a text without words; averages in words, `long_words_percent` of all words, `lix` by Björnsson's definition."""

    sentences: tuple[Sentence, ...]
    words: int
    average_words: float
    long_words_percent: float
    lix: float
    verdict: Verdict | None

    def of(self, kind: TroubleKind) -> tuple[Trouble, ...]:
        return tuple(trouble for sentence in self.sentences for trouble in sentence.troubles if trouble.kind is kind)


def measure(text: str, language: Language, names: Iterable[str] = (), beside: str = "") -> Reading:
    """Every sentence with what makes it hard; `names` (places) are no abbreviations, and `beside` is text that may explain some.

    Only the first 10,000 characters are read.
    Easy: average and share of long words within the playbook's limits and no sentence beyond its own. Hard: the average beyond the limit
    for a single sentence, twice the share of long words, or more than a third of the sentences too long. Fairly easy: between.
    """
    return _measure(text[:MOST], language, tuple(names), beside[:MOST])


@lru_cache(maxsize=64)
def _measure(text: str, language: Language, names: tuple[str, ...], beside: str) -> Reading:
    """Kept, since two checks and the screen ask for the same text in one go."""
    abbreviations = [
        Trouble(TroubleKind.ABBREVIATION, start, end, text[start:end]) for start, end in unexplained(text, language, names, beside)
    ]
    sentences = tuple(_read(text, start, end, language, abbreviations) for start, end in _sentences(text))
    spoken = tuple(sentence for sentence in sentences if sentence.words)
    words = sum(sentence.words for sentence in spoken)
    if not words:
        return Reading(sentences, 0, 0, 0, 0, None)
    average = words / len(spoken)
    spelled = [word[0] for word in _words(text)]
    long_share = 100 * sum(_is_long(word, language.long_word_letters) for word in spelled) / words
    lix = average + 100 * sum(len(word) > LIX_LETTERS for word in spelled) / words
    verdict = _verdict(spoken, average, long_share, language)
    return Reading(sentences, words, round(average, 1), round(long_share, 1), round(lix, 1), verdict)


def _verdict(sentences: tuple[Sentence, ...], average: float, long_share: float, language: Language) -> Verdict:
    too_long = sum(sentence.words > language.sentence_words for sentence in sentences)
    if average > language.sentence_words or long_share > 2 * language.long_words_percent or too_long / len(sentences) > MANY_LONG:
        return Verdict.HARD
    if average > language.average_words or long_share > language.long_words_percent or too_long:
        return Verdict.FAIRLY_EASY
    return Verdict.EASY


def _read(text: str, start: int, end: int, language: Language, abbreviations: list[Trouble]) -> Sentence:
    words = [(start + word.start(), start + word.end(), word[0]) for word in _words(text[start:end])]
    troubles = [
        Trouble(TroubleKind.LONG_WORD, at, to, word)
        for position, (at, to, word) in enumerate(words)
        if _is_long(word, language.long_word_letters) and (position == 0 or not word[0].isupper())
    ]
    if len(words) > language.sentence_words:
        troubles.insert(0, Trouble(TroubleKind.LONG_SENTENCE, start, end, text[start:end]))
    troubles += [trouble for trouble in abbreviations if start <= trouble.start < end]
    return Sentence(text[start:end], start, end, len(words), tuple(troubles))


def _is_long(word: str, letters: int) -> bool:
    """By its longest part: "undang-undangnya" is as hard as "undangnya"."""
    return max(len(part) for part in re.split(r"[-'’]", word)) >= letters


def _words(text: str) -> list[re.Match[str]]:
    """Words of letters; links, hashtags, handles and numbers are none."""
    return list(_WORD.finditer(_masked(text)))


def _masked(text: str) -> str:
    """The text with what isn't language blanked out, at the same length."""
    pieces, at = [], 0
    for start, end in links(text):
        pieces += [text[at:start], " " * (end - start)]
        at = end
    rest = "".join([*pieces, text[at:]])
    untagged = re.sub(r"(?<!\w)[#@]\w+", _blank, rest)
    return re.sub(r"\S+", lambda found: _blank(found) if any(letter.isdigit() for letter in found[0]) else found[0], untagged)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _sentences(text: str) -> list[tuple[int, int]]:
    """Spans; a line break ends a sentence (headings, steps), a full stop after an abbreviation or an initial doesn't."""
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for stop in _STOP.finditer(text, line.start(), line.end()):
            if stop[0] == "." and _is_shortened(text, start, stop):
                continue
            spans.append((start, stop.end()))
            start = stop.end()
        spans.append((start, line.end()))
    return [trimmed for start, end in spans if (trimmed := _trim(text, start, end))]


def _is_shortened(text: str, start: int, stop: re.Match[str]) -> bool:
    """The stop belongs to an abbreviation, an initial or a list number; only its neighbourhood is looked at."""
    before, after = text[max(start, stop.start() - NEAR) : stop.start()], text[stop.end() : stop.end() + NEAR]
    return bool(_SHORTENED.search(before) or (_CLOSING.search(before) and after.lstrip()[:1].islower()))


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    inside = text[start:end]
    words = inside.strip()
    if not words:
        return None
    start += len(inside) - len(inside.lstrip())
    return start, start + len(words)
