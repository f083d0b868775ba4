"""Abbreviations a citizen may not know, unless the same text says what they stand for."""

import re
from collections.abc import Iterable

from models.content.counting import links
from models.playbooks import Language

LONGEST = 6  # above, capitals are taken for emphasis ("PERHATIAN"), unless unpronounceable

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


def unexplained(text: str, language: Language, names: Iterable[str] = ()) -> tuple[tuple[int, int], ...]:
    """(start, end) of the first place of each; explained means "Kepanjangan (KPJ)" or "KPJ (kepanjangan)" anywhere in the text."""
    known = {word.upper() for word in language.known_abbreviations} | {word.upper() for name in names for word in name.split()}
    first: dict[str, tuple[int, int]] = {}
    addresses = links(text)
    for found in _CAPITALS.finditer(text):
        token = found[0]
        if any(start <= found.start() < end for start, end in addresses):
            continue
        if token in first or token in known or _ROMAN.fullmatch(token) or _is_emphasis(text, found) or _is_explained(text, token):
            continue
        first[token] = found.span()
    return tuple(first.values())


def _is_explained(text: str, token: str) -> bool:
    """Before brackets stand words, one of which begins with the same letter; inside brackets stands more than another abbreviation."""
    for found in re.finditer(rf"((?:[^\W\d_]+[\s-]+){{1,12}})\({token}\)", text):
        if any(word[0].upper() == token[0] and word.upper() != token for word in found[1].replace("-", " ").split()):
            return True
    return re.search(rf"\b{token}\s*\((?=[^()]*[a-z]{{3}})[^()]{{{len(token) + 2},}}\)", text) is not None


def _is_emphasis(text: str, found: re.Match[str]) -> bool:
    """A word in capitals: a common one, one the text also writes small, or a pronounceable one that is long or among other capitals."""
    token = found[0]
    if token in _EMPHASISED or re.search(rf"\b(?:{token.lower()}|{token.capitalize()})\b", text):
        return True
    return _is_pronounceable(token) and (len(token) > LONGEST or _stands_in_heading(text, found))


def _is_pronounceable(token: str) -> bool:
    if not re.search("[AEIOU]", token) or re.search(r"[^AEIOU]{4}", token):
        return False
    return token[1] in "AEIOU" or token[0] in "AEIOU" or token[:2] in _ONSETS


def _stands_in_heading(text: str, found: re.Match[str]) -> bool:
    """No longer word of its line is written small, or the neighbouring word is one of emphasis."""
    start = text.rfind("\n", 0, found.start()) + 1
    end = text.find("\n", found.end())
    line = text[start : end if end >= 0 else len(text)]
    words = re.findall(r"[^\W\d_]+", line)
    if len(words) > 1 and all(word.isupper() for word in words if len(word) > 2):
        return True
    before, after = text[start : found.start()].split(), line[found.end() - start :].split()
    return any(word.strip(".,:;!?") in _EMPHASISED for word in (*before[-1:], *after[:1]))
