"""What of a citizen can be erased: each table with private text says how its rows are found, told apart and blanked (UU 27/2022).

Every room that keeps such a table adds a line to `ERASABLE`; `erase`, its register and the replay after a restore know no other.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete
from sqlmodel import Session, col, func, or_, select

from models.base import Row
from models.governance.consents import ConsentParty
from models.governance.requests import DataRequestParty
from models.notes import Note
from models.public.acts import Act, Deed
from models.public.cases import Escalation
from models.public.citizens import Citizen, InteractionText
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.sightings import Sighting
from models.public.hoaxes.similar import HoaxToken
from models.public.interactions import Interaction
from models.public.referrals import Referral
from models.results.surveys.answers import SurveyReply
from models.search import SearchRow

Rows = Iterable[Row]
MOST = 500


@dataclass(frozen=True)
class Erasable:
    """`searched` columns find a name; `identity` columns tell that a row is still the same one; `blank` is what erasing writes.

    `files` are columns with the SHA-256 of stored files that go with the row; `with_it` finds further rows of the same person.
    """

    table: type[Row]
    searched: tuple[str, ...]
    identity: tuple[str, ...]
    blank: Mapping[str, Any]
    files: tuple[str, ...] = ()
    with_it: Callable[[list[int], Session], Rows] = field(default=lambda _ids, _session: ())

    @property
    def name(self) -> str:
        return str(self.table.__tablename__)

    def is_blank(self, values: Mapping[str, Any]) -> bool:
        return all(values[key] == value for key, value in self.blank.items())

    def fingerprint(self, values: Mapping[str, Any], salt: str) -> str:
        """Salted SHA-256 of what tells the row apart: the register holds this and no text."""
        told = "\n".join(str(values[key]) for key in self.identity)
        return hashlib.sha256(f"{salt}{told}".encode()).hexdigest()


def _of_citizens(ids: list[int], session: Session) -> Rows:
    """What they wrote, copies kept when it was removed, and what was noted, escalated and referred about it, named there or not."""
    written = select(Interaction.id).where(col(Interaction.citizen_id).in_(ids))
    texts = session.exec(select(InteractionText).where(col(InteractionText.interaction_id).in_(written)).limit(MOST)).all()
    theirs = (
        select(Act.copy_id).where(col(Act.interaction_id).in_(written)),
        select(Act.note_id).where(col(Act.interaction_id).in_(written), Act.deed == Deed.NOTED),
        *(select(one).where(Referral.subject == CASE, col(Referral.subject_id).in_(written)) for one in REFERRED),
        select(Escalation.note_id).where(Escalation.subject == CASE, col(Escalation.subject_id).in_(written)),
    )
    notes = {one for asked in theirs for one in session.exec(asked) if one is not None}
    return [*texts, *session.exec(select(Note).where(col(Note.id).in_(notes)).order_by(col(Note.id)).limit(MOST))]


CASE = str(Interaction.__tablename__)
REFERRED = (Referral.words_id, Referral.outcome_id, Referral.told_id)


PARTY = {"name": "", "guardian": "", "contact": "", "purpose": "", "sha256": None, "proof_name": "", "salt": ""}

ERASABLE: dict[str, Erasable] = {
    one.name: one
    for one in (
        Erasable(ConsentParty, ("name", "guardian", "contact"), ("commitment",), PARTY, files=("sha256",)),
        Erasable(
            DataRequestParty, ("name", "contact", "wish"), ("commitment",), {"name": "", "contact": "", "wish": "", "salt": ""}
        ),
        Erasable(Citizen, ("name", "handle"), ("channel", "key"), {"key": None, "name": "", "handle": ""}, with_it=_of_citizens),
        Erasable(InteractionText, ("text",), ("commitment",), {"text": "", "link": "", "salt": "", "fingerprint": None}),
        Erasable(Sighting, ("detail", "link"), ("case_id",), {"detail": "", "link": ""}),
        Erasable(SurveyReply, ("text",), ("sheet_id", "question"), {"text": None, "erased": True}),
        Erasable(Note, ("text",), ("commitment",), {"text": "", "salt": ""}),  # claims of hoaxes, copies of what was removed, reasons
    )
}  # fmt: skip


def forget_words(connection: Connection) -> None:
    """A hoax whose claim was erased isn't found by its words any more: the index had kept them."""
    blank = select(HoaxCase.id).join(Note, col(Note.id) == HoaxCase.claim_id).where(Note.text == "", Note.salt == "")
    connection.execute(delete(SearchRow).where(col(SearchRow.subject) == "hoax_case", col(SearchRow.subject_id).in_(blank)))
    connection.execute(delete(HoaxToken).where(col(HoaxToken.case_id).in_(blank)))


def values_of(row: Row, erasable: Erasable) -> dict[str, Any]:
    return {key: getattr(row, key) for key in {*erasable.identity, *erasable.blank, *erasable.searched}}


def found(name: str, session: Session) -> list[Row]:
    """Every row in which this name stands, with what belongs to it; words in any letter case, at most 500 of a table."""
    rows: dict[tuple[str, int], Row] = {}
    for one in ERASABLE.values():
        same = or_(*(func.lower(getattr(one.table, key)).contains(name.lower(), autoescape=True) for key in one.searched))
        _add(rows, session.exec(select(one.table).where(same).limit(MOST)), one, session)
    return list(rows.values())


def row_of(table: str, row_id: int, session: Session) -> list[Row]:
    """One row by its table and id, with what belongs to it; empty when there is none, or nothing to erase in it."""
    one = ERASABLE.get(table)
    rows: dict[tuple[str, int], Row] = {}
    if one is not None:
        _add(rows, session.exec(select(one.table).where(one.table.id == row_id)), one, session)
    return list(rows.values())


def _add(rows: dict[tuple[str, int], Row], some: Rows, erasable: Erasable, session: Session) -> None:
    mine = [one for one in some if not erasable.is_blank(values_of(one, erasable))]
    for one in (*mine, *(erasable.with_it([row.pk for row in mine], session) if mine else ())):
        rows.setdefault((str(one.__tablename__), one.pk), one)
