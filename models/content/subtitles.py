"""Subtitle files: read strictly and judged, since no library refuses overlaps or an end before its start."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import srt
import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError
from webvtt.models import Timestamp

LONGEST_LINE = 500
ROUNDING = 0.001
_SRT_TIMING = re.compile(r"\d{2,3}:[0-5]\d:[0-5]\d,\d{3} --> \d{2,3}:[0-5]\d:[0-5]\d,\d{3}")
_SRT_NUMBER = re.compile(r"\d{1,7}")


class Fault(StrEnum):
    """Why a subtitle file is unusable; the values are wording keys."""

    NO_CUES = "no_cues"
    UNPARSEABLE = "unparseable"
    EMPTY_CUE = "empty_cue"
    ENDS_BEFORE_START = "ends_before_start"
    OUT_OF_ORDER = "out_of_order"
    OVERLAP = "overlap"


@dataclass(frozen=True)
class Cue:
    """One text on screen, in seconds."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class SubtitleFacts:
    """What a subtitle file says, for `MediaFacts`: first start and last end in seconds, None without a readable cue."""

    cues: tuple[Cue, ...]
    faults: tuple[Fault, ...]

    @property
    def start(self) -> float | None:
        return min((cue.start for cue in self.cues), default=None)

    @property
    def end(self) -> float | None:
        return max((cue.end for cue in self.cues), default=None)

    @property
    def covered_seconds(self) -> float:
        """How long any text is on screen; overlapping cues count once."""
        covered, reached = 0.0, 0.0
        for cue in sorted(self.cues, key=lambda cue: cue.start):
            covered += max(0.0, cue.end - max(cue.start, reached))
            reached = max(reached, cue.end)
        return covered


def read_subtitles(text: str, format: str) -> SubtitleFacts:
    """Cues and faults of an `srt` or `vtt` text; whatever can be read is read, so that all faults show at once."""
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    if any(len(line) > LONGEST_LINE for line in lines):
        return SubtitleFacts((), (Fault.UNPARSEABLE, Fault.NO_CUES))
    cues, broken = _read_vtt(lines) if format == "vtt" else _read_srt(lines)
    return SubtitleFacts(cues, tuple(_faults(cues, broken)))


def _read_srt(lines: Sequence[str]) -> tuple[tuple[Cue, ...], bool]:
    """Block by block: `srt.parse` forgives what players don't, and takes minutes over hostile text."""
    cues, broken = [], False
    for block in _blocks(lines):
        if _is_cue(block):
            start, end = block[1].split(" --> ")
            cues.append(Cue(_srt_seconds(start), _srt_seconds(end), "\n".join(block[2:])))
        else:
            broken = True
    return tuple(cues), broken


def _is_cue(block: Sequence[str]) -> bool:
    """Number, times, text; a second arrow means that the blank line between two cues is missing."""
    number, times, *text = (*block, "")
    shaped = _SRT_NUMBER.fullmatch(number) and _SRT_TIMING.fullmatch(times)
    return bool(shaped) and not any("-->" in line for line in text)


def _srt_seconds(time: str) -> float:
    return srt.srt_timestamp_to_timedelta(time).total_seconds()


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in (*(line.rstrip() for line in lines), ""):
        if line:
            block.append(line)
        elif block:
            yield block
            block = []


def _read_vtt(lines: Sequence[str]) -> tuple[tuple[Cue, ...], bool]:
    """Strictly first; a file that fails is read again leniently for the cues it has."""
    text = "\n".join(lines)
    try:
        return _vtt_cues(text, strict=True), False
    except MalformedFileError:
        return (), True
    except MalformedCaptionError:
        return _vtt_cues(text, strict=False), True


def _vtt_cues(text: str, *, strict: bool) -> tuple[Cue, ...]:
    captions = webvtt.from_string(text, strict=strict).captions
    return tuple(Cue(_seconds(c.start_time), _seconds(c.end_time), c.text) for c in captions)


def _seconds(time: Timestamp) -> float:
    """The library's own conversion drops the milliseconds."""
    return time.hours * 3600 + time.minutes * 60 + time.seconds + time.milliseconds / 1000


def _faults(cues: Sequence[Cue], broken: bool) -> Iterator[Fault]:
    if broken:
        yield Fault.UNPARSEABLE
    if not cues:
        yield Fault.NO_CUES
    if any(not cue.text.strip() for cue in cues):
        yield Fault.EMPTY_CUE
    if any(cue.end <= cue.start for cue in cues):
        yield Fault.ENDS_BEFORE_START
    if any(later.start < earlier.start for earlier, later in pairwise(cues)):
        yield Fault.OUT_OF_ORDER
    if _overlapping(cues):
        yield Fault.OVERLAP


def _overlapping(cues: Sequence[Cue]) -> bool:
    """In the order of the screen, whatever the order in the file; a rounded millisecond is forgiven."""
    ordered = sorted((cue for cue in cues if cue.end > cue.start), key=lambda cue: cue.start)
    return any(later.start < earlier.end - ROUNDING for earlier, later in pairwise(ordered))
