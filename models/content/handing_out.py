"""Handing out: a content's dossier leaves the house, and the log says to whom (S3.4, A3.3b)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from models import entries
from models.actors import READ_ONLY, Actor, can
from models.content.revisions import Revision
from models.entries import Entry
from models.errors import NotAllowed
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Person
from models.programmes import Unit

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.dossier_taken", "content", ("revision",))

ALL = 100_000


class HandingOut:
    """What may be taken along, and by whom."""

    def objections_to_handing_out(self: "Content", by: Actor) -> Issues:
        """The programme's own right to export, or a read-only role: an inspector takes what he may read."""
        may = can(by, "export", self) or by.sees_all or bool(by.roles(self.programme_id) & READ_ONLY)
        return Issues() if may and by.person_id is not None else Issues([Issue("person", "dossier_not_allowed")])

    def hand_out(self: "Content", by: Actor) -> None:
        """One line of the log for each dossier taken; the dossier itself is put together afterwards, outside the transaction."""
        if issues := self.objections_to_handing_out(by):
            raise NotAllowed(*issues)
        self.log("content.dossier_taken", by, revision=self.revision_number)


@dataclass(frozen=True)
class Holdings:
    """What a dossier shows beside the content's own rows.

    `entries` oldest first, the line that put its playbook in force among them; `anchor` is the newest line of the whole log.
    """

    entries: tuple[Entry, ...]
    anchor: Entry
    revisions: tuple[Revision, ...]
    notes: dict[int, Note]
    people: dict[int, str]
    unit: str

    @classmethod
    def of(cls, content: "Content") -> "Holdings":
        """Seven queries, however long the history is."""
        session = content.session
        lines = sorted([*Entry.of(content, session, limit=ALL), *_adoption(content, session)], key=lambda one: one.number)
        revisions = tuple(reversed(Revision.of(content.pk, session)))
        notes = {one.pk: one for one in session.exec(select(Note).where(col(Note.id).in_(_noted(content, lines))))}
        unit = session.get(Unit, content.unit_id) if content.unit_id else None
        anchor = session.exec(select(Entry).order_by(col(Entry.number).desc()).limit(1)).one()
        people = Person.names(_involved(content, lines), session)
        return cls(tuple(lines), anchor, revisions, notes, people, unit.name if unit else "")


def _adoption(content: "Content", session: Session) -> list[Entry]:
    """The line that put the content's playbook in force: the programme's start, or a proposal adopted since."""
    started = and_(col(Entry.subject) == "programme", col(Entry.subject_id) == content.programme_id)
    adopted = and_(col(Entry.action) == "rule_proposal.adopted", col(Entry.programme_id) == content.programme_id)
    named = col(Entry.text).contains(f'"playbook_version:{content.playbook_id}"', autoescape=True)
    return list(session.exec(select(Entry).where(or_(started, adopted), named)))


def _noted(content: "Content", lines: list[Entry]) -> set[int]:
    """Notes its rows point to or its lines name."""
    named = {int(name.partition(":")[2]) for line in lines for name in line.names if name.startswith("note:")}
    answered = {answer.note_id for review in content.reviews for answer in review.answers}
    found = named | answered | {one.note_id for one in content.reviews} | {content.note_id}
    return {one for one in found if one is not None}


def _involved(content: "Content", lines: list[Entry]) -> set[int]:
    found = {content.owner_id, *(line.actor_id for line in lines)}
    found |= {one.by_id for one in content.revisions} | {one.by_id for one in content.media}
    found |= {one.by_id for one in content.passages} | {one.by_id for one in content.publications}
    for one in content.reviews:
        found |= {one.by_id, one.approver_id, one.on_behalf_of_id}
    for debt in content.debts:
        found |= {debt.owed_by_id, debt.settled_by_id}
    return {one for one in found if one is not None}
