"""Sending an idea to another programme or office, accepting it there, declining it, and writing down what an office outside answered."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from models import entries
from models.actors import SYSTEM, Actor, can
from models.base import now, today
from models.errors import NotAllowed, NotReady, WrongStage
from models.governance.contacts import Contact
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Assignment
from models.planning.ideas import Idea, IdeaState
from models.programmes import Programme

if TYPE_CHECKING:
    from models.planning.passed_ideas import PassedIdea, PassedState

entries.register("idea.passed", "passed_idea", ("idea", "to", "due_on", "note"))
entries.register("idea.pass_received", "passed_idea", ("source", "due_on", "told"))
entries.register("idea.pass_accepted", "passed_idea", ("source", "copy"))
entries.register("idea.pass_declined", "passed_idea", ("source", "note"))
entries.register("idea.pass_answered", "passed_idea", ("to", "outcome", "note", "told"))
entries.register("idea.pass_withdrawn", "passed_idea", ("to",))
entries.register("idea.pass_late", "passed_idea", ("to", "due_on", "told"))

LENGTHS = {"office": 120, "words": 1_000, "reason": 1_000}
USUAL_DAYS, MOST_DAYS = 14, 365


class Passing:
    """Verbs and their questions; between two programmes each is logged on both sides."""

    @classmethod
    def objections(cls, idea: Idea, programme: Programme, by: Actor) -> Issues:
        """By who plans there, while it isn't planned at home; no practice room plans (S4.5)."""
        if programme.pk != idea.programme_id or not can(by, "plan", programme):
            return Issues([Issue("person", "may_not_plan")])
        return Issues([Issue("page", "idea_planned")] if idea.state is IdeaState.PLANNED else [])

    @classmethod
    def pass_on(
        cls: "type[PassedIdea]", idea: Idea, programme: Programme, by: Actor, session: Session, *, to: Programme | None = None,
        office: str = "", contact_id: int | None = None, words: str = "", due_on: date | None = None,
    ) -> "PassedIdea":  # fmt: skip
        """To a programme of this installation, which answers by itself, or to an `office` outside; `due_on` until when (14 days)."""
        from models.planning.passed_ideas import PassedState  # noqa: PLC0415

        if issues := cls.objections(idea, programme, by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        office, due_on = " ".join(office.split()), due_on or today() + timedelta(days=USUAL_DAYS)
        if issues := _wrong_target(idea, to, office, contact_id, session) + _wrong_words(due_on, office=office, words=words):
            raise NotReady(*issues)
        note = _noted(words, session)
        passed = cls(
            idea_id=idea.pk, programme_id=programme.pk, to_id=to.pk if to else None, office="" if to else office,
            contact_id=None if to else contact_id, state=PassedState.OPEN, due_on=due_on, note_id=note.pk if note else None, at=now(),
            by_id=by.person_id,
        )  # fmt: skip
        session.add(passed)
        session.flush()
        entries.record(
            session, "idea.passed", by=by, subject=passed, names=[note] if note else [], idea=idea.pk, to=passed.to_told,
            due_on=str(due_on), note=note.commitment if note else None,
        )  # fmt: skip
        if to is not None:
            entries.record(
                session, "idea.pass_received", by=by, subject=passed, programme_id=to.pk, source=programme.name, due_on=str(due_on),
                told=planners(to, session),
            )  # fmt: skip
        return passed

    def objections_to_answering(self: "PassedIdea", by: Actor) -> Issues:
        """Who plans in the programme it was sent to; for an office outside, who plans where it came from writes the answer down."""
        if not can(by, "plan", self.target or self.source):
            return Issues([Issue("person", "may_not_plan")])
        return Issues([] if self.state == "open" else [Issue("page", "passed_answered")])

    def accept(self: "PassedIdea", by: Actor, source: str, kind: str = "", read: int | None = None) -> Idea:
        """Into the own idea bank, under a source of the own playbook; OutOfDate unless its words are those that were read (its version)."""
        from models.planning.passed_ideas import PassedState  # noqa: PLC0415

        self._require_answerable(by, inside=True)
        assert self.target is not None
        session = self.session
        theirs = Idea.current(self.idea_id, read, [self.programme_id], session)
        copy = Idea.suggest(
            self.target, theirs.title, source, by, session, about=theirs.about, source_note=theirs.source_note, kind=kind,
            place=theirs.place,
        )  # fmt: skip
        session.flush()
        self._answered(PassedState.ACCEPTED, by, copy_id=copy.pk)
        entries.record(session, "idea.pass_accepted", by=by, subject=self, programme_id=self.to_id, source=self.source.name, copy=copy.pk)
        self._tell_sender(by, None)
        return copy

    def decline(self: "PassedIdea", by: Actor, reason: str) -> None:
        """Not for us, and why; it may be sent again."""
        from models.planning.passed_ideas import PassedState  # noqa: PLC0415

        self._require_answerable(by, inside=True)
        note = self._reasoned(reason)
        self._answered(PassedState.DECLINED, by, reason_id=note.pk)
        entries.record(
            self.session, "idea.pass_declined", by=by, subject=self, names=[note], programme_id=self.to_id, source=self.source.name,
            note=note.commitment,
        )  # fmt: skip
        self._tell_sender(by, note)

    def record_answer(self: "PassedIdea", by: Actor, answer: str, *, accepted: bool) -> None:
        """What an office outside said, in a few words."""
        from models.planning.passed_ideas import PassedState  # noqa: PLC0415

        self._require_answerable(by, inside=False)
        note = self._reasoned(answer)
        self._answered(PassedState.ACCEPTED if accepted else PassedState.DECLINED, by, reason_id=note.pk)
        self._tell_sender(by, note)

    def withdraw(self: "PassedIdea", by: Actor) -> None:
        """Taken back by its own side while nobody answered."""
        from models.planning.passed_ideas import PassedState  # noqa: PLC0415

        if not can(by, "plan", self.source):
            raise NotAllowed(Issue("person", "may_not_plan"))
        if self.state != "open":
            raise WrongStage(Issue("page", "passed_answered"))
        self._answered(PassedState.WITHDRAWN, by)
        entries.record(self.session, "idea.pass_withdrawn", by=by, subject=self, to=self.to_told)

    @classmethod
    def tell_late(cls: "type[PassedIdea]", programme: Programme, session: Session, limit: int = 50) -> int:
        """Once, to whoever sent it and still plans, else to all who plan: its day passed without an answer. How many."""
        late = (cls.programme_id == programme.pk, cls.state == "open", cls.due_on < today(), col(cls.late_at).is_(None))
        wanted = select(cls).where(*late).order_by(col(cls.id)).limit(limit).options(*cls.whole())
        found = session.exec(wanted.with_for_update(of=cls, skip_locked=True)).all()
        team = planners(programme, session) if found else []
        for one in found:
            one.late_at = now()
            told = [one.by_id] if one.by_id in team else team
            entries.record(session, "idea.pass_late", by=SYSTEM, subject=one, to=one.to_told, due_on=str(one.due_on), told=told)
        return len(found)

    def _require_answerable(self: "PassedIdea", by: Actor, *, inside: bool) -> None:
        if issues := self.objections_to_answering(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if inside is (self.to_id is None):
            raise WrongStage(Issue("page", "passed_elsewhere"))

    def _reasoned(self: "PassedIdea", reason: str) -> Note:
        if not reason.strip():
            raise NotReady(Issue("reason", "passed_reason_missing"))
        if issues := _too_long(reason=reason):
            raise NotReady(*issues)
        note = _noted(reason, self.session)
        assert note is not None
        return note

    def _answered(self: "PassedIdea", state: "PassedState", by: Actor, copy_id: int | None = None, reason_id: int | None = None) -> None:
        moment: datetime | None = now()
        self.state, self.answered_at, self.answered_by_id = state, moment, by.person_id
        self.copy_id, self.reason_id = copy_id, reason_id

    def _tell_sender(self: "PassedIdea", by: Actor, note: Note | None) -> None:
        entries.record(
            self.session, "idea.pass_answered", by=by, subject=self, names=[note] if note else [], to=self.to_told, outcome=self.state,
            note=note.commitment if note else None, told=[self.by_id],
        )  # fmt: skip


def planners(programme: Programme, session: Session) -> list[int]:
    """Who decides about ideas there."""
    return sorted(one.pk for one in Assignment.holders(programme.pk, programme.rules.rights.get("plan", ()), session))


def _wrong_target(idea: Idea, to: Programme | None, office: str, contact_id: int | None, session: Session) -> Issues:
    from models.planning.passed_ideas import PassedIdea  # noqa: PLC0415

    if to is None and not office:
        return Issues([Issue("to", "passed_to_missing")])
    if to is not None and (to.pk == idea.programme_id or to.practice_of_id is not None):
        return Issues([Issue("to", "passed_to_itself")])
    if to is None and contact_id is not None:
        contact = Contact.known(idea.programme_id, session).get(contact_id)
        if contact is None or not contact.active:
            return Issues([Issue("contact", "referral_contact_gone")])
    if PassedIdea.is_there(idea.pk, to.pk if to else None, office, session):
        return Issues([Issue("to", "passed_already", {"name": to.name if to else office})])
    return Issues()


def _wrong_words(due_on: date, **texts: str) -> Issues:
    odd = not today() <= due_on <= today() + timedelta(days=MOST_DAYS)
    return _too_long(**texts) + Issues([Issue("due_on", "passed_day_odd", {"most": MOST_DAYS})] if odd else [])


def _too_long(**texts: str) -> Issues:
    return Issues(Issue(key, "too_long", {"limit": LENGTHS[key]}) for key, text in texts.items() if len(text) > LENGTHS[key])


def _noted(words: str, session: Session) -> Note | None:
    if not words.strip():
        return None
    note = Note.of(words)
    session.add(note)
    session.flush()
    return note
