"""How long a text is by the count of the channel it goes to."""

import re
import unicodedata

from models.playbooks import Channel, TextUnit

LINK_WEIGHT = 23
EMOJI_WEIGHT = 2

_BASE = (
    r"[\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u25aa-\u27bf\u2934\u2935\u2b05-\u2b55"
    r"\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_ONE = rf"{_BASE}(?:\ufe0f|[\U0001f3fb-\U0001f3ff]|[\U000e0020-\U000e007f])*"
_EMOJI = re.compile(rf"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|[©®]\ufe0f|{_ONE}(?:\u200d{_ONE})*")
_LINK = re.compile(
    r"https?://[^\s<>\"]+|(?<![\w@.-])(?:[a-z0-9-]{1,63}\.)+(?:id|com|org|net|int|io|info|me|be|ly|gov|edu)\b(?:/[^\s<>\"]*)?",
    re.IGNORECASE,
)
_HASHTAG = re.compile(r"(?<![\w&/#])#(\w*[^\W\d]\w*)")
_LIGHT = ((0x0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))


def length(text: str, unit: TextUnit) -> int:
    """Code points after NFC, UTF-16 code units, or X's weight.

    The weight follows twitter-text's configuration (version 3): 1 for the ranges of Latin scripts and common punctuation, 2 for the rest,
    2 for a whole emoji sequence, 23 for a link. Bare domains count as links under the endings an Indonesian office meets.
    """
    composed = unicodedata.normalize("NFC", text)
    if unit is TextUnit.UTF16:
        return len(composed.encode("utf-16-le", "surrogatepass")) // 2
    if unit is TextUnit.WEIGHTED:
        return _weight(composed)
    return len(composed)


def hashtags(text: str) -> tuple[str, ...]:
    """The tags in a text without their #, in order; a number alone is none."""
    return tuple(_HASHTAG.findall(text))


def opening(text: str, channel: Channel) -> str:
    """What a reader sees before the channel folds the text."""
    return text if len(text) <= channel.preview_chars else text[: channel.preview_chars].rstrip()


def links(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each link, the sentence's own punctuation left out."""
    return tuple((found.start(), found.start() + len(found[0].rstrip(".,;:!?)'”’"))) for found in _LINK.finditer(text))


def _weight(text: str) -> int:
    total, at = 0, 0
    for start, end in links(text):
        total += _plain_weight(text[at:start]) + LINK_WEIGHT
        at = end
    return total + _plain_weight(text[at:])


def _plain_weight(text: str) -> int:
    rest, emoji = _EMOJI.subn("", text)
    return emoji * EMOJI_WEIGHT + sum(1 if _is_light(ord(character)) else 2 for character in rest)


def _is_light(point: int) -> bool:
    return any(start <= point <= end for start, end in _LIGHT)
