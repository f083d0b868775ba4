"""Answering the public: one or many at once, each with its own line in the log (S3.3, A3.3, S4.1, A4.1)."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import Session

from models import entries
from models.actors import Actor
from models.base import LOCAL, Row, now
from models.errors import NotReady, OutOfDate, Refused
from models.issues import Issue
from models.notes import Note
from models.public.acts import Act, Deed
from models.public.deadlines import Deadlines
from models.public.service_hours import ServiceHours
from models.public.states import InteractionState, Shelf

if TYPE_CHECKING:
    from models.public.interactions import Interaction

entries.register("interaction.answered", "interaction", ("note", "minutes", "holding"))
entries.register("interaction.closed", "interaction", ("note",))
entries.register("interaction.noted", "interaction", ("note",))
entries.register("interaction.reopened", "interaction", ("note",))
entries.register("interaction.undone", "interaction", ("act", "state"))

LONGEST_ANSWER = 2_000
UNDO = timedelta(minutes=10)


class Responding:
    """Verbs that tell the public something, or that nothing needs to be told."""

    def answer(self: "Interaction", by: Actor, text: str, *, holding: bool = False) -> Act:
        """What was told; with `holding` a first word while the matter is still looked into, and the case stays open."""
        self.require_open(by)
        self.require_settled()
        told = _answer_of(text)
        first = self._respond(settled=not (holding and self.sort.urgent))
        state = InteractionState.ANSWERED
        if holding:
            state = self.state if self.state is InteractionState.REFERRED else InteractionState.IN_PROGRESS
        act = self.act(Deed.HOLDING if holding else Deed.ANSWERED, by, state, note=told, first=first)
        if holding and self.assigned_id is None:
            self.assigned_id = by.person_id
        entries.record(
            self.session, "interaction.answered", by=by, subject=self, names=[act, told], note=told.commitment,
            minutes=self.response_minutes, holding=holding,
        )  # fmt: skip
        return act

    @classmethod
    def answer_many(
        cls: "type[Interaction]", ids: Iterable[int], by: Actor, text: str, session: Session, *, holding: bool = False
    ) -> "list[Interaction]":
        """The same answer to several: each is locked, judged and logged for itself; one that can't be answered refuses all."""
        wanted = sorted(set(ids))
        if not wanted:
            raise NotReady(Issue("page", "comments_none_chosen"))
        answered = []
        for interaction_id in wanted:
            one = cls.current(interaction_id, None, by, session)
            try:
                one.answer(by, text, holding=holding)
            except Refused as refused:
                raise type(refused)(Issue("page", "comment_refused", {"number": interaction_id}), *refused.issues)
            answered.append(one)
        return answered

    def close(self: "Interaction", by: Actor, reason: str) -> Act:
        """Nothing needs to be done about it, and why."""
        self.require_open(by)
        self.require_settled()
        note = _reason(reason)
        act = self.act(Deed.CLOSED, by, InteractionState.CLOSED, note=note)
        entries.record(self.session, "interaction.closed", by=by, subject=self, names=[act, note], note=note.commitment)
        return act

    def note(self: "Interaction", by: Actor, text: str) -> Act:
        """An internal word to one's colleagues; the state stays."""
        self.require_moderator(by)
        note = _reason(text, "note")
        act = self.act(Deed.NOTED, by, self.state, note=note)
        entries.record(self.session, "interaction.noted", by=by, subject=self, names=[act, note], note=note.commitment)
        return act

    def reopen(self: "Interaction", by: Actor, reason: str) -> Act:
        """It wasn't finished after all; the first response stays what it was."""
        self.require_moderator(by)
        if self.open:
            raise NotReady(Issue("page", "comment_open"))
        note = _reason(reason)
        act = self.act(Deed.REOPENED, by, InteractionState.IN_PROGRESS, note=note)
        entries.record(self.session, "interaction.reopened", by=by, subject=self, names=[act, note], note=note.commitment)
        return act

    def was_referred(self: "Interaction", by: Actor) -> None:
        """Handed to an official channel; the entry of the referral names this case."""
        self.state, self.shelf = InteractionState.REFERRED, Shelf.REFERRED

    def referral_settled(self: "Interaction", by: Actor) -> None:
        """Its outcome is known: back to who handles it."""
        if self.state is InteractionState.REFERRED:
            self.state = InteractionState.IN_PROGRESS if self.assigned_id else InteractionState.NEW
            self.shelf = Shelf.OPEN

    def undoable(self: "Interaction", by: Actor) -> Act | None:
        """This person's own act of the last ten minutes, when nothing followed it."""
        last = next((one for one in Act.of(self.pk, self.session, 5) if one.deed is not Deed.NOTED), None)
        if last is None or last.by_id != by.person_id or last.deed in (Deed.UNDONE, Deed.REOPENED):
            return None
        return last if last.after == self.state and last.at > now() - UNDO else None

    def undo(self: "Interaction", by: Actor) -> None:
        """Take back one's own last act: the state before, and no first response if that was one."""
        self.require_moderator(by)
        last = self.undoable(by)
        if last is None:
            raise OutOfDate(Issue("page", "comment_not_undoable"))
        if last.first:
            self.first_response_at = self.response_minutes = None
            deadlines = Deadlines.of(self.programme, self.session, self.received_at.astimezone(LOCAL).date())
            self.escalates_at = deadlines.escalates_at(self.received_at, self.due_at, self.level, day_and_night=self.day_and_night)
        names: list[Row] = []
        if last.deed is Deed.BLOCKED and self.citizen is not None:
            self.citizen.blocked = False
            names.append(self.citizen)
        act = self.act(Deed.UNDONE, by, InteractionState(last.before), undoes_id=last.pk)
        entries.record(self.session, "interaction.undone", by=by, subject=self, names=[act, *names], act=last.deed, state=self.state)

    def act(
        self: "Interaction", deed: Deed, by: Actor, state: InteractionState, *, note: Note | None = None, copy: Note | None = None,
        house_rule: str = "", first: bool = False, undoes_id: int | None = None,
    ) -> Act:  # fmt: skip
        """The new state and the row that says so; times follow from the state. Its verb logs it."""
        before = self.state
        self.state, self.shelf = state, state.shelf
        if self.shelf is Shelf.DONE:
            self.closed_at = self.closed_at or now()
            self.escalates_at = None
        else:
            self.closed_at = None
        for one in filter(None, (note, copy)):
            self.session.add(one)
        self.session.flush()
        act = Act(
            interaction_id=self.pk, programme_id=self.programme_id, at=now(), by_id=by.person_id, deed=deed, house_rule=house_rule,
            note_id=note.pk if note else None, copy_id=copy.pk if copy else None, commitment=copy.commitment if copy else "",
            before=before, after=state, first=first, undoes_id=undoes_id,
        )  # fmt: skip
        self.session.add(act)
        self.session.flush()
        return act

    def _respond(self: "Interaction", *, settled: bool) -> bool:
        """The first response counts once, in service minutes; True when this was it."""
        first = self.first_response_at is None
        self.note_response(settled=settled)
        if not first or self.first_response_at is None:
            return False
        hours = ServiceHours.working_time(self.programme_id, self.session, self.received_at.astimezone(LOCAL).date())
        self.response_minutes = max(0, round(hours.between(self.received_at, self.first_response_at).total_seconds() / 60))
        return True


def _answer_of(text: str) -> Note:
    if not text.strip():
        raise NotReady(Issue("answer", "answer_missing"))
    if len(text) > LONGEST_ANSWER:
        raise NotReady(Issue("answer", "too_long", {"limit": LONGEST_ANSWER}))
    return Note.of(text)


def _reason(text: str, about: str = "reason") -> Note:
    if not text.strip():
        raise NotReady(Issue(about, "reason_missing"))
    return Note.of(text)
