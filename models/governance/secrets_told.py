"""Whether a text gives a password away: such a one is refused wherever people describe an account."""

import re

NAMED = re.compile(
    r"(?i)\b(kata\s*sandi|sandi|pass\s*word|passwd|pwd|pass|pin|kode\s*(?:otp|pemulihan|cadangan))\b\s*(?:nya)?\s*(?:adalah|[:=])?\s*\S+"
)
OPEN = re.compile(r"(?i)\b(kata\s*sandi|sandi|password|pin)\b\s+(disimpan|ada|dipegang|di|dalam|dikelola|tidak|milik|oleh|kantor)\b")
SYMBOLS = re.compile(r"[!#$%^&*+=?~|<>{}\[\]\\]")
ADDRESS = re.compile(r"https?://\S+|[\w.+-]+@[\w-]+\.[\w.]+|^@[\w.]+$")


def tells_a_secret(text: str) -> bool:
    """A word like "sandi:" followed by something, or a piece that is built like a password (8 characters of mixed kinds)."""
    told = OPEN.sub(" ", text)
    if NAMED.search(told):
        return True
    return any(_looks_made(piece) for piece in ADDRESS.sub(" ", told).split())


def _looks_made(piece: str) -> bool:
    """Letters and digits with a symbol among them, or with capitals inside: nobody writes a name like that."""
    if len(piece) < 8 or not (any(map(str.isalpha, piece)) and any(map(str.isdigit, piece))):
        return False
    return bool(SYMBOLS.search(piece)) or (any(map(str.islower, piece)) and any(map(str.isupper, piece[1:])))
