"""Checks: which question was asked of whom, by when an answer is due, and what came of it (S3.3, A1.3)."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Optional

from sqlmodel import Field, Relationship

from models import entries
from models.actors import Actor
from models.base import Record, closed_set, now
from models.errors import NotFound, NotReady
from models.governance.contacts import Contact
from models.issues import Issue, Issues
from models.notes import Note
from models.public.hoaxes.states import CheckKind, Found

if TYPE_CHECKING:
    from models.content.media import Media
    from models.public.hoaxes.cases import HoaxCase

entries.register("hoax.checked", "hoax_case", ("check", "kind", "question", "contact", "outcome", "note"))
entries.register("hoax.statement_asked", "hoax_case", ("check", "contact", "due_at"))
entries.register("hoax.statement_answered", "hoax_case", ("check", "outcome", "note", "source", "attempt", "voided"))

LONGEST_OFFICE = 160
LONGEST_WAIT = timedelta(days=14)


class HoaxCheck(Record, table=True):
    """`question` a key of the playbook's checks; `contact` who was asked; `office` where there is no contact; `note` what was said."""

    __tablename__ = "hoax_check"

    case_id: int = Field(foreign_key="hoax_case.id", index=True)
    kind: CheckKind = closed_set(CheckKind)
    question: str = ""
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    office: str = ""
    asked_at: datetime
    due_at: datetime | None = None
    answered_at: datetime | None = None
    outcome: Found = closed_set(Found)
    note_id: int | None = Field(default=None, foreign_key="note.id")
    by_id: int | None = Field(default=None, foreign_key="person.id")
    case: "HoaxCase" = Relationship(back_populates="checks")
    note: Optional[Note] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    contact: Optional[Contact] = Relationship()  # noqa: UP045

    @property
    def waits(self) -> bool:
        return self.outcome is Found.WAITING

    @property
    def asked_of(self) -> str:
        """An office or a contact's label; empty for a question one answered oneself."""
        return self.office or (self.contact.label if self.contact else "")


class Checking:
    """Verbs of those who look into it."""

    def check(self: "HoaxCase", by: Actor, outcome: Found, said: str, *, question: str = "", contact_id: int | None = None) -> HoaxCheck:
        """A question of the playbook answered, or a contact reached: what came of it."""
        self.require_work(by)
        contact = self._contact(contact_id)
        issues = [] if outcome is not Found.WAITING else [Issue("outcome", "hoax_outcome_missing")]
        issues += [] if said.strip() or outcome is Found.NO_ANSWER else [Issue("said", "hoax_said_missing")]
        if not contact and question not in {one.key for one in self.programme.rules.hoaxes.checks}:
            issues.append(Issue("question", "hoax_question_missing"))
        if issues:
            raise NotReady(*issues)
        note = Note.of(said)
        made = HoaxCheck(
            kind=CheckKind.CONTACT if contact else CheckKind.STANDARD, question=question, contact=contact, asked_at=now(),
            answered_at=now(), outcome=outcome, note=note, by_id=by.person_id,
        )  # fmt: skip
        self.checks.append(made)
        self.begin_checking()
        self.session.flush()
        self.log(
            "hoax.checked", by, [made, note], check=made, kind=made.kind, question=question, contact=contact_id, outcome=outcome,
            note=note.commitment,
        )  # fmt: skip
        return made

    def ask_statement(
        self: "HoaxCase", by: Actor, office: str, *, contact_id: int | None = None, due_at: datetime | None = None
    ) -> HoaxCheck:
        """Another office is asked for a statement, by an hour: the playbook's unless another one is agreed."""
        self.require_work(by)
        contact, moment = self._contact(contact_id), now()
        due = due_at or moment + timedelta(hours=self.programme.rules.hoaxes.statement_hours)
        named = office.strip() or (contact.organisation or contact.label if contact else "")
        issues = [] if named else [Issue("office", "hoax_office_missing")]
        issues += [Issue("office", "too_long", {"limit": LONGEST_OFFICE})] if len(named) > LONGEST_OFFICE else []
        issues += [] if moment < due <= moment + LONGEST_WAIT else [Issue("due_at", "hoax_due_odd")]
        if issues:
            raise NotReady(*issues)
        made = HoaxCheck(
            kind=CheckKind.STATEMENT, office=named, contact=contact, asked_at=moment, due_at=due, outcome=Found.WAITING, by_id=by.person_id
        )
        self.checks.append(made)
        self.begin_checking()
        self.session.flush()
        self.log("hoax.statement_asked", by, [made], check=made, contact=contact_id, due_at=due)
        return made

    def answer_statement(self: "HoaxCase", by: Actor, check_id: int, outcome: Found, said: str, file: "Media | None" = None) -> HoaxCheck:
        """The office's answer becomes a source of the case, with its letter where there is one; no answer is told as that."""
        if outcome is Found.NO_ANSWER:
            self.require_work(by)
        else:
            self.require_editing(by)
        made = next((one for one in self.checks if one.id == check_id and one.kind is CheckKind.STATEMENT), None)
        if made is None:
            raise NotFound
        if not made.waits:
            raise NotReady(Issue("page", "hoax_statement_answered"))
        issues = [] if outcome is not Found.WAITING else [Issue("outcome", "hoax_outcome_missing")]
        issues += [] if said.strip() or outcome is Found.NO_ANSWER else [Issue("said", "hoax_said_missing")]
        if issues:
            raise NotReady(*issues)
        made.outcome, made.answered_at, made.note = outcome, now(), Note.of(said)
        self.session.add(made.note)
        self.session.flush()
        kept = self.source_of_statement(by, made, file) if outcome is not Found.NO_ANSWER else None
        voided = self.void_if_covered()
        self.session.flush()
        self.log(
            "hoax.statement_answered", by, [made, made.note, *(kept or ())], check=made, outcome=outcome, note=made.note.commitment,
            source=kept[0] if kept else None, attempt=self.attempt, voided=voided,
        )  # fmt: skip
        return made

    @property
    def open_statements(self: "HoaxCase") -> list[HoaxCheck]:
        """Asked and not answered, soonest due first."""
        return sorted((one for one in self.checks if one.waits), key=lambda one: one.due_at or one.asked_at)

    @property
    def answered_questions(self: "HoaxCase") -> frozenset[str]:
        """Keys of the playbook's checks that were made."""
        return frozenset(one.question for one in self.checks if one.question)

    def _contact(self: "HoaxCase", contact_id: int | None) -> Contact | None:
        """One the programme may use (NotFound otherwise), also one that needs a test."""
        if contact_id is None:
            return None
        found = self.session.get(Contact, contact_id) if contact_id in Contact.known(self.programme_id, self.session) else None
        if found is None or not found.active:
            raise NotFound
        return found

    def objections_to_checking(self: "HoaxCase", by: Actor) -> Issues:
        return self.objections_to_working(by)
