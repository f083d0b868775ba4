"""Text as rules compare it: however a word was disguised, it reads like the plain one (S3.3)."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 5_000

_CYRILLIC_AND_GREEK = dict(zip("аеорсухіѕјԁɡһӏьαοριτνκυβε", "aeopcyxisjdghlbaopitvkube", strict=True))
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True))
_ENCLOSED = {chr(start + place): chr(97 + place) for start in (0x1F150, 0x1F170, 0x1F1E6) for place in range(26)}
LIKE = str.maketrans({**_CYRILLIC_AND_GREEK, **_SMALL_CAPITALS, **_ENCLOSED})
DIGITS = str.maketrans("013457@$", "oieastas")

SPACED = re.compile(r"(?<![^\W_])(?:[^\W_][\W_]{1,3}){2,}[^\W_](?![^\W_])")
SEPARATOR = re.compile(r"[\W_]+")
STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
MIXED = re.compile(r"(?=[\w@$]*[a-z])(?=[\w@$]*[013457@$])[a-z013457@$]{3,}")


@dataclass(frozen=True)
class Folded:
    """`words`: letters and digits with single blanks between; `joined`: words that were written letter by letter, drawn together.

    `guessed` reads digits inside a word as the letters they stand for (g4c0r).
    """

    words: str
    guessed: str
    joined: tuple[str, ...] = ()


def fold(text: str) -> Folded:
    """Compatibility forms (mathematical, full-width, enclosed letters), look-alikes, accents, invisible marks and case are gone."""
    plain = bare(text[:LONGEST])
    runs = [SEPARATOR.sub("", one[0]) for one in SPACED.finditer(plain)]
    joined = SPACED.sub(lambda one: f" {SEPARATOR.sub('', one[0])} ", plain)
    words = STRETCHED.sub(r"\1", _words(joined))
    guessed = STRETCHED.sub(r"\1", _words(MIXED.sub(lambda one: one[0].translate(DIGITS), joined)))
    return Folded(words, guessed, tuple(one for one in runs if not one.isdigit()))


def bare(text: str) -> str:
    """Lower case without accents, marks and disguises; punctuation stays."""
    compatible = unicodedata.normalize("NFKC", text.translate(LIKE)).casefold().translate(LIKE)
    parted = unicodedata.normalize("NFKD", compatible)
    return "".join(one for one in parted if unicodedata.category(one) not in ("Mn", "Me", "Cf"))


def same(text: str) -> str:
    """What two copies of one comment have in common, whatever their blanks, case and punctuation."""
    return _words(bare(text)) or " ".join(text.split())


def _words(text: str) -> str:
    return SEPARATOR.sub(" ", text).strip()
