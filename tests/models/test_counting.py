"""A text is as long as its channel counts it."""

import pytest

from models.content.counting import hashtags, length, links, opening
from models.playbooks import TextUnit
from tests.models.good_drafts import rules


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("Air naik", 8),
        ("café", 4),
        ("cafe\u0301", 4),
        ("🌊", 2),
        ("👨‍👩‍👧", 2),
        ("👍🏽", 2),
        ("🇮🇩", 2),
        ("1️⃣", 2),
        ("☀️", 2),
        ("水", 2),
        ("“kutip” – …", 12),
        ("https://bangka.go.id/berita/yang/panjang/sekali/alamatnya", 23),
        ("https://a.id", 23),
        ("Lihat bangka.go.id.", 30),
        ("Lihat (https://a.id/b), ya", 35),
        ("surel@bangka.go.id", 18),
    ],
)
def test_x_weighs_a_link_23_and_an_emoji_2(text: str, weight: int) -> None:
    assert length(text, TextUnit.WEIGHTED) == weight


def test_tiktok_counts_utf16_units() -> None:
    assert length("🌊 air", TextUnit.UTF16) == 6


def test_others_count_characters() -> None:
    assert length("🌊 air", TextUnit.CHARACTERS) == 5
    assert length("e\u0301", TextUnit.CHARACTERS) == 1


def test_hashtags_are_words_behind_a_hash() -> None:
    assert hashtags("#BangkaSiaga, nomor #1 dan a#b ##c https://x.id/#d #2026Bangka") == ("BangkaSiaga", "2026Bangka")


def test_links_end_before_the_full_stop() -> None:
    text = "Baca https://bangka.go.id/a."
    assert [text[start:end] for start, end in links(text)] == ["https://bangka.go.id/a"]


def test_the_opening_is_what_stands_before_the_fold() -> None:
    channel = rules().channel("instagram")
    assert opening("a" * 300, channel) == "a" * channel.preview_chars
    assert opening("Pendek", channel) == "Pendek"
