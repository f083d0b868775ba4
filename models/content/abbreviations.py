"""Abbreviations a citizen may not know, unless the same text says what they stand for."""

import re
from collections import Counter
from collections.abc import Iterable

from models.content.counting import links
from models.playbooks import Language

LONGEST = 6  # above, capitals are taken for emphasis ("PERHATIAN"), unless unpronounceable

MOST_LETTERS = 12  # nobody abbreviates to more
TRIED = 20  # places of one token that are looked at
NEAR = 160  # characters looked at on either side

_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"(?<![\w#@.])[A-Z]{2,}(?![a-z]|\d*[A-Z_@])")
_ROMAN = re.compile(r"(?:X{0,3}|XL|L)(?:IX|IV|V?I{0,3})")
_ONSETS = (  # what an Indonesian word may begin with
    "BL", "BR", "DR", "DW", "FL", "FR", "GL", "GR", "KH", "KL", "KR", "KW", "NG", "NY", "PL", "PR", "PS", "SB", "SK", "SL", "SM",
    "SN", "SP", "ST", "SW", "SY", "TR", "TW",
)  # fmt: skip
_EMPHASISED = (  # words an office writes in capitals for emphasis
    "ADA", "AGAR", "ANDA", "ATAU", "AWAS", "AYO", "BAHAYA", "BANJIR", "BARU", "BERITA", "BUKAN", "DAN", "DARI", "DI", "FAKTA",
    "GEMPA", "GRATIS", "HANYA", "HARI", "HARUS", "HATI", "HINDARI", "HOAKS", "INFO", "INGAT", "INI", "ISU", "ITU", "JAGA",
    "JANGAN", "KAMI", "KE", "KITA", "LAPOR", "MARI", "MITOS", "MULAI", "PADA", "PASTI", "RALAT", "RESMI", "SALAH", "SEBAR",
    "SEGERA", "SEMUA", "SIAGA", "SIAP", "STOP", "SUDAH", "TANPA", "TETAP", "TIDAK", "TIPS", "TOLAK", "TUTUP", "UMUM", "UNTUK",
    "WAJIB", "WARGA", "WASPADA", "YANG",
)  # fmt: skip


def unexplained(text: str, language: Language, names: Iterable[str] = (), beside: str = "") -> tuple[tuple[int, int], ...]:
    """(start, end) of the first place of each; explained means "Kepanjangan (KPJ)" or "KPJ (kepanjangan)", here or in the text `beside`."""
    known = {word.upper() for word in language.known_abbreviations} | {word.upper() for name in names for word in name.split()}
    whole = f"{text}\n{beside}" if beside else text
    small = {word.upper() for word in _WORD.findall(whole) if not word.isupper()}
    first: dict[str, tuple[int, int] | None] = {}
    addresses = {at for start, end in links(text) for at in range(start, end)}
    seen: Counter[str] = Counter()
    for found in _CAPITALS.finditer(text):
        token = found[0]
        seen[token] += 1
        if (
            len(token) > MOST_LETTERS
            or seen[token] > TRIED
            or token in first
            or token in known
            or token in small
            or found.start() in addresses
        ):
            continue
        if _ROMAN.fullmatch(token) or _is_explained(whole, token):
            first[token] = None
        elif not _is_emphasis(text, found):
            first[token] = found.span()
    return tuple(span for span in first.values() if span)


def _is_explained(text: str, token: str) -> bool:
    """Before the brackets stand words, one of which begins with the same letter; or inside brackets stands more than an abbreviation."""
    at = text.find(f"({token})")
    while at >= 0:
        words = _WORD.findall(text[max(0, at - NEAR) : at])
        if text[at - 1 : at].isspace() and any(word[0].upper() == token[0] and not word.isupper() for word in words):
            return True
        at = text.find(f"({token})", at + 1)
    return re.search(rf"\b{token}\s{{0,3}}\((?=[^()]{{0,{NEAR}}}[a-z]{{3}})[^()]{{{len(token) + 2},{NEAR}}}\)", text) is not None


def _is_emphasis(text: str, found: re.Match[str]) -> bool:
    """A word in capitals: a common one, or a pronounceable one that is long or among other capitals."""
    token = found[0]
    if token in _EMPHASISED:
        return True
    return _is_pronounceable(token) and (len(token) > LONGEST or _stands_in_heading(text, found))


def _is_pronounceable(token: str) -> bool:
    if not re.search("[AEIOU]", token) or re.search(r"[^AEIOU]{4}", token):
        return False
    return token[1] in "AEIOU" or token[0] in "AEIOU" or token[:2] in _ONSETS


def _stands_in_heading(text: str, found: re.Match[str]) -> bool:
    """No longer word of its line is written small, or the neighbouring word is one of emphasis."""
    left, right = text[max(0, found.start() - NEAR) : found.start()], text[found.end() : found.end() + NEAR]
    before, after = left.rpartition("\n")[2], right.partition("\n")[0]
    words = _WORD.findall(f"{before}{found[0]}{after}")
    if len(words) > 1 and all(word.isupper() for word in words if len(word) > 2):
        return True
    return any(word.strip(".,:;!?") in _EMPHASISED for word in (*before.split()[-1:], *after.split()[:1]))
