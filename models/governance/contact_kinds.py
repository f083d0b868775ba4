"""What kinds of contact there are, what they serve for, and how their numbers and addresses look."""

import re
from enum import StrEnum


class ContactKind(StrEnum):
    PHONE = "phone"
    WHATSAPP = "whatsapp"
    EMAIL = "email"
    WEB = "web"


class ContactUse(StrEnum):
    """`public` may be printed on content; `verification` stays inside."""

    PUBLIC = "public"
    VERIFICATION = "verification"


class ContactState(StrEnum):
    VERIFIED = "verified"
    RETEST = "retest"
    INACTIVE = "inactive"


NUMBERS = {
    ContactKind.PHONE: re.compile(r"\+?[\d(][\d ().-]{1,24}"),
    ContactKind.WHATSAPP: re.compile(r"\+?[\d(][\d ().-]{7,24}"),
    ContactKind.EMAIL: re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]{2,}"),
    ContactKind.WEB: re.compile(r"https://[^\s/]+\.[^\s]{2,}"),
}


def well_formed(kind: ContactKind, number: str) -> bool:
    """Short emergency numbers count as telephone numbers; a web address is https."""
    return NUMBERS[kind].fullmatch(number) is not None
