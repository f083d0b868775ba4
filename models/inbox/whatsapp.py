"""A prepared WhatsApp message: nothing is sent from here, a person sends it from his own phone."""

import re
from urllib.parse import quote

SHORTEST, LONGEST = 10, 15  # digits, country code included


def address(text: str, phone: str = "") -> str:
    """The link that opens WhatsApp with this text, to this number where it is one, else for choosing whom."""
    return f"https://wa.me/{number(phone)}?text={quote(text, safe='')}"


def number(phone: str) -> str:
    """A phone number as WhatsApp wants it: 0812-3456-789 and +62 812 3456 789 are 628123456789; '' when it can't be one (a landline)."""
    typed = phone.strip()
    digits = re.sub(r"\D", "", typed)
    if not typed.startswith("+"):
        digits = digits.removeprefix("00") if digits.startswith("00") else re.sub(r"^(?:0|(?=8))", "62", digits, count=1)
    digits = re.sub(r"^620+", "62", digits)
    landline = digits.startswith("62") and not digits.startswith("628")
    return digits if SHORTEST <= len(digits) <= LONGEST and not landline else ""
