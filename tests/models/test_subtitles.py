"""Subtitles that make sense are read; the others say what is wrong with them."""

from textwrap import dedent
from time import process_time

import pytest

from models.content.subtitles import Fault, read_subtitles

GOOD_SRT = """\
1
00:00:00,500 --> 00:00:03,000
Gempa terasa di Tanjung Redeb.

2
00:00:03,000 --> 00:00:07,250
Tetap tenang,
jauhi bangunan retak.
"""


def srt(*cues: str) -> str:
    return "\n\n".join(f"{number}\n{cue}" for number, cue in enumerate(cues, 1)) + "\n"


def vtt(*cues: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def faults(text: str, format: str = "srt") -> tuple[Fault, ...]:
    return read_subtitles(text, format).faults


def test_a_good_srt_has_cues_a_span_and_no_faults() -> None:
    """A2.3: subtitles are judged from the file itself."""
    facts = read_subtitles(GOOD_SRT, "srt")
    assert (len(facts.cues), facts.start, facts.end, facts.faults) == (2, 0.5, 7.25, ())
    assert facts.cues[1].text == "Tetap tenang,\njauhi bangunan retak."


def test_windows_line_ends_and_a_byte_order_mark_are_fine() -> None:
    assert faults("\ufeff" + GOOD_SRT.replace("\n", "\r\n")) == ()


def test_a_good_vtt_keeps_its_milliseconds() -> None:
    facts = read_subtitles(vtt("00:01.250 --> 00:02.500\n<b>Siaga</b>", "00:02.500 --> 00:04.000 align:start\nSelesai"), "vtt")
    assert (facts.start, facts.end, facts.cues[0].text, facts.faults) == (1.25, 4.0, "Siaga", ())


def test_covered_seconds_count_overlapping_cues_once() -> None:
    facts = read_subtitles(srt("00:00:01,000 --> 00:00:04,000\na", "00:00:03,000 --> 00:00:05,000\nb"), "srt")
    assert facts.covered_seconds == pytest.approx(4.0)


def test_an_empty_file_has_no_cues() -> None:
    assert faults("") == (Fault.NO_CUES,)
    assert faults("WEBVTT\n", "vtt") == (Fault.NO_CUES,)


def test_overlapping_cues_are_a_fault() -> None:
    """A2.3; the libraries accept this. Red once with `_overlapping` answering False."""
    cues = ("00:00:01,000 --> 00:00:04,000\na", "00:00:03,500 --> 00:00:06,000\nb")
    assert faults(srt(*cues)) == (Fault.OVERLAP,)
    assert faults(vtt(*cues).replace(",", "."), "vtt") == (Fault.OVERLAP,)


def test_touching_cues_do_not_overlap() -> None:
    assert faults(srt("00:00:01,000 --> 00:00:04,000\na", "00:00:04,000 --> 00:00:06,000\nb")) == ()


def test_an_end_before_its_start_is_a_fault() -> None:
    assert faults(srt("00:00:05,000 --> 00:00:04,000\na")) == (Fault.ENDS_BEFORE_START,)
    assert faults(vtt("00:05.000 --> 00:04.000\na"), "vtt") == (Fault.ENDS_BEFORE_START,)


def test_cues_out_of_order_are_a_fault_of_their_own() -> None:
    assert faults(srt("00:00:05,000 --> 00:00:06,000\nb", "00:00:01,000 --> 00:00:02,000\na")) == (Fault.OUT_OF_ORDER,)


def test_a_cue_without_text_is_a_fault() -> None:
    assert faults(srt("00:00:01,000 --> 00:00:02,000", "00:00:03,000 --> 00:00:04,000\nada")) == (Fault.EMPTY_CUE,)
    assert faults(vtt("00:01.000 --> 00:02.000\n<i></i>"), "vtt") == (Fault.EMPTY_CUE,)


@pytest.mark.parametrize(
    "broken",
    [
        "00:00:01,000 --> 00:00:02,000\ntanpa nomor",
        "1\n00:00:01.000 --> 00:00:02.000\ntitik, bukan koma",
        "1\n0:0:1,000 --> 0:0:2,000\nangka kurang",
        "1\n00:00:71,000 --> 00:01:20,000\ndetik ke-71",
        "1\n00:00:01,000 --> 00:00:02,000\na\n\nteks setelah baris kosong",
        "1\n00:00:01,000 --> 00:00:02,000\na\n2\n00:00:03,000 --> 00:00:04,000\ntanpa baris kosong",
        "Ini bukan subtitel",
    ],
)
def test_srt_is_read_strictly(broken: str) -> None:
    assert Fault.UNPARSEABLE in faults(broken)


@pytest.mark.parametrize("broken", ["tanpa kepala", "WEBVTT\n\n00:00:01 --> 00:00:02\na", "WEBVTT\n\n00:01,000 --> 00:02,000\na"])
def test_vtt_is_read_strictly(broken: str) -> None:
    assert Fault.UNPARSEABLE in faults(broken, "vtt")


def test_one_broken_cue_does_not_hide_the_others() -> None:
    text = GOOD_SRT + dedent("""
        tiga
        00:00:09,000 --> 00:00:08,000
        rusak

        4
        00:00:12,000 --> 00:00:11,000
        terbalik
        """)
    facts = read_subtitles(text, "srt")
    assert (len(facts.cues), facts.faults) == (3, (Fault.UNPARSEABLE, Fault.ENDS_BEFORE_START))


@pytest.mark.parametrize("filler", ["9" * 900_000, ("9" * 499 + "\n") * 2_000, "\n" * 900_000, " " * 900_000, "1\n" * 450_000])
def test_hostile_text_is_judged_at_once(filler: str) -> None:
    """SAFETY 19. Red once (minutes instead of moments) with the text handed to `srt.parse`."""
    begun = process_time()
    for format in ("srt", "vtt"):
        assert read_subtitles(filler, format).cues == ()
        read_subtitles(f"1\n00:00:01,000 --> 00:00:02,000\n{filler}", format)
    assert process_time() - begun < 5
