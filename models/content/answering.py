"""Answers on their way to a decision: what was begun, what still holds from an earlier round, what was reopened and why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from models.actors import Actor
from models.base import now
from models.content.checklists import Answer, ChecklistAnswer, DraftAnswer
from models.content.decisions import Decision
from models.content.revisions import Revision
from models.errors import NotAllowed, OutOfDate, WrongStage
from models.issues import Issue
from models.notes import Note

if TYPE_CHECKING:
    from models.content.contents import Content

RETURN_NOTE = ""  # beside the items of a draft: no item has this key


@dataclass(frozen=True)
class Prepared:
    """One item before the decision: `answer` and `note` as they stand; `before` is one's own answer that no longer counts.

    `changed`: coverage words of the item that differ since then, empty where nothing did (an earlier No is asked again).
    """

    covered: str
    answer: Answer | None = None
    note: str = ""
    before: Answer | None = None
    changed: tuple[str, ...] = ()


def prepared(content: "Content", by: Actor) -> dict[str, Prepared]:
    """Item → what this person has answered so far at the current stage: typed now, or carried over from an earlier round (S3.2)."""
    stage, session = content.stage_rules, content.session
    assert by.person_id is not None
    draft = DraftAnswer.of(content.pk, stage.key, by.person_id, session)
    typed = draft.answers if draft else {}
    earlier = {one.item: one for one in content.answers_before(stage, by)}
    revisions = {one.pk: one.revision for one in content.reviews}
    notes = notes_of(earlier.values(), session)
    found = {}
    for item in stage.checklist:
        today, mine, old = content.covered(item.about), typed.get(item.key), earlier.get(item.key)
        one = Prepared(today)
        if old and old.covered == today and old.answer != Answer.NO:
            one = Prepared(today, old.answer, notes.get(old.note_id or 0, ""))
        elif old:
            one = Prepared(today, None, "", old.answer, changed(content, item.about, revisions[old.review_id]))
        if mine and mine["covered"] == today:
            one = replace(one, answer=_answer(mine["answer"]), note=mine["note"])
        elif mine and mine["answer"]:
            one = Prepared(today, None, mine["note"], _answer(mine["answer"]), changed(content, item.about, mine["revision"]))
        found[item.key] = one
    return found


def keep_answer(content: "Content", by: Actor, item: str, answer: Answer | None, note: str, covered: str) -> None:
    """Keep one answer on the server while deciding; it binds nothing and enters no log. `covered`: the hash it was given on."""
    stage, session = content.stage_rules, content.session
    about = {one.key: one.about for one in stage.checklist}
    if item not in about:
        raise WrongStage(Issue(f"item:{item}", "item_unknown"))
    if by.person_id is None or not content.may_answer(by):
        raise NotAllowed(Issue("person", "answers_not_yours"))
    if covered != content.covered(about[item]):
        raise OutOfDate(Issue("page", "content_changed", content.last_change(session)))
    _keep(content, by.person_id, item, {"answer": answer, "note": note.strip(), "covered": covered, "revision": content.revision_number})


def keep_return_note(content: "Content", by: Actor, note: str) -> None:
    """Keep what is being written to the author, as long as the decision isn't taken; it goes with the answers."""
    if by.person_id is None or not content.may_answer(by):
        raise NotAllowed(Issue("person", "answers_not_yours"))
    _keep(content, by.person_id, RETURN_NOTE, {"note": note.strip()})


def return_note(content: "Content", by: Actor) -> str:
    """What this person has written so far to send it back with; '' when nothing."""
    draft = DraftAnswer.of(content.pk, content.stage, by.person_id or 0, content.session)
    return str(draft.answers.get(RETURN_NOTE, {}).get("note", "")) if draft else ""


def said_by_others(content: "Content", by: Actor) -> dict[str, tuple[int, Answer, int]]:
    """Item → who else answered it last at this stage, what, and on which revision; a hint, never a prefilled answer."""
    theirs = (one for one in content.reviews if one.stage == content.stage and one.by_id not in (None, by.person_id))
    return {
        answer.item: (review.by_id, answer.answer, review.revision)
        for review in theirs
        if review.by_id and review.decision in (Decision.APPROVE, Decision.RETURN)
        for answer in review.answers
    }


def changed(content: "Content", words: Iterable[str], since: int) -> tuple[str, ...]:
    """Which of these coverage words differ between an earlier revision and today's."""
    old, new = Revision.numbered(content.pk, since, content.session), content.revision
    if old is None or new is None or old.number == new.number:
        return ()
    digests = {one.pk: one.sha256 for one in content.media}
    return tuple(word for word in words if old.part(word, digests) != new.part(word, digests))


def notes_of(answers: Iterable[ChecklistAnswer], session: Session) -> dict[int, str]:
    """Note id → text, for answers that carry one."""
    ids = {one.note_id for one in answers if one.note_id}
    return {one.pk: one.text for one in session.exec(select(Note).where(col(Note.id).in_(ids)))} if ids else {}


def _keep(content: "Content", person_id: int, name: str, kept: dict[str, Any]) -> None:
    stage, session = content.stage, content.session
    draft = DraftAnswer.of(content.pk, stage, person_id, session)
    draft = draft or DraftAnswer(content_id=content.pk, stage=stage, person_id=person_id, answers={}, saved_at=now())
    draft.answers, draft.saved_at = {**draft.answers, name: kept}, now()
    session.add(draft)


def _answer(value: str | None) -> Answer | None:
    return Answer(value) if value else None
