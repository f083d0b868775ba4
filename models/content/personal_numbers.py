"""Numbers that belong to a person and have no business in a public text: NIK and telephone numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_NIK = re.compile(r"(?<![\d.,])\d(?:[ .\-]?\d){15}(?![ .\-]?\d)")
_PHONE = re.compile(
    r"(?<![\w+])(?:"
    r"\(?08[1-35789]\d\)?(?:[ .\-]{0,2}\d){6,9}"  # 0812-3456-7890
    r"|\+?62[ .\-]?\(?8[1-35789]\d\)?(?:[ .\-]{0,2}\d){6,9}"  # +62 812 3456 7890
    r"|\+62[ .\-]?\(?[2-79]\d{1,2}\)?(?:[ .\-]?\d){5,8}"  # +62 717 92xxx
    r")(?!\d)"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_PROVINCES = frozenset({*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 98)})


class PersonalKind(StrEnum):
    NIK = "nik"
    PHONE = "phone"


@dataclass(frozen=True)
class PersonalNumber:
    """Where it stands in the text; `masked` may be shown and kept, the number itself may not."""

    kind: PersonalKind
    start: int
    end: int
    masked: str


def find(text: str, allowed: Iterable[str] = ()) -> tuple[PersonalNumber, ...]:
    """NIK of a plausible build (province, date of birth, serial) and telephone numbers except `allowed`, in any spelling of either.

    `allowed` may be whole labels: every number in them counts. Emergency numbers (112, 110, 113, 115, 117, 118, 119) and landlines
    without +62 are never taken for personal. A family card number (KK) has the build of a NIK and is found with it.
    """
    known = {_national(number) for label in allowed for number in re.findall(r"\+?\d[\d ().\-]*", label)}
    niks = [_personal(PersonalKind.NIK, found) for found in _NIK.finditer(text) if _is_nik(found[0])]
    taken = {at for nik in niks for at in range(nik.start, nik.end)}
    phones = [
        _personal(PersonalKind.PHONE, found)
        for found in _PHONE.finditer(text)
        if _national(found[0]) not in known and found.start() not in taken
    ]
    return tuple(sorted((*niks, *phones), key=lambda number: number.start))


def _is_nik(number: str) -> bool:
    """Six digits of place, day (women: + 40), month, year, serial, as Dukcapil builds them; a sum of money in thousands is none."""
    if _THOUSANDS.fullmatch(number):
        return False
    digits = _digits(number)
    day, month = int(digits[6:8]), int(digits[8:10])
    return (
        int(digits[:2]) in _PROVINCES
        and digits[2:4] != "00"
        and digits[4:6] != "00"
        and (1 <= day <= 31 or 41 <= day <= 71)
        and 1 <= month <= 12
        and digits[12:] != "0000"
    )


def _personal(kind: PersonalKind, found: re.Match[str]) -> PersonalNumber:
    digits = _digits(found[0])
    return PersonalNumber(kind, found.start(), found.end(), f"{digits[:4]}…{digits[-2:]}")


def _national(number: str) -> str:
    """+62 812-345 and 0812345 are the same."""
    digits = _digits(number)
    return "0" + digits[2:] if digits.startswith("62") else digits


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
