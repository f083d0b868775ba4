"""'Apa yang terjadi dengan pekerjaan saya': each told entry puts a line into the inbox of everybody else it concerns."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy.orm import Session as OrmSession
from sqlmodel import col, select

from models import entries
from models.base import Row, now
from models.content import contents  # noqa: F401  its revisions and media can't stand without it
from models.content.media import Media, MediaRole
from models.content.revisions import Revision
from models.entries import Pending, Told
from models.inbox.happenings import GIVEN, TOLD, Concerned
from models.inbox.messages import Message

Authors = Mapping[int, Collection[int]]


def tell(session: OrmSession, told: Told) -> None:
    """A message per entry and person, never to who did it, nothing of what was only practised; at most one SELECT more."""
    worth = [(one, number) for one, number in told if one.action.key in TOLD and one.by.room is None]
    made = {one.subject.pk for one, _ in worth if Concerned.MAKERS in TOLD[one.action.key]}
    authors = _authors(made, session) if made else {}
    at = now()
    for one, number in worth:
        for person_id in sorted(concerned(one, authors) - {one.by.person_id}):
            session.add(Message(person_id=person_id, at=at, entry_number=number))


def concerned(one: Pending, authors: Authors) -> set[int]:
    """Ids of the people an entry concerns, its actor included where he is one of them."""
    found: set[int | None] = set()
    for whom in TOLD[one.action.key]:
        if whom is Concerned.MAKERS:
            found |= {_column(one.subject, "owner_id"), *authors.get(one.subject.pk, ())}
        elif whom is Concerned.OWNER:
            found.add(_column(one.subject, "owner_id") if GIVEN in one.facts.get("fields", [GIVEN]) else None)
        elif whom is Concerned.SUBMITTER:
            found.add(_column(one.subject, "submitted_by_id"))
        elif whom is Concerned.ABSENT:
            stage = one.subject.lane_rules.stage(one.facts["stage"])  # type: ignore[attr-defined]
            found |= {hat.on_behalf_of for hat in one.by.hats if hat.programme_id == one.programme_id and hat.role in stage.by}
        elif whom is Concerned.TOLD:
            found |= {_id(person) for person in one.facts.get(whom.value, ())}
        else:
            found.add(_id(one.facts.get(whom.value)))
    return {one for one in found if one is not None}


def _column(row: Row, name: str) -> int | None:
    found: int | None = getattr(row, name)
    return found


def _id(fact: Any) -> int | None:
    return fact.pk if isinstance(fact, Row) else fact


def _authors(content_ids: Collection[int], session: OrmSession) -> Authors:
    """Whoever saved a revision or a file of them; planning isn't authoring."""
    wrote = select(Revision.content_id, Revision.by_id).where(col(Revision.content_id).in_(content_ids), ~col(Revision.plan))
    added = select(Media.content_id, Media.by_id).where(col(Media.content_id).in_(content_ids), Media.role == MediaRole.FILE)
    found: dict[int, set[int]] = {}
    for content_id, person_id in session.execute(wrote.union(added)):
        if person_id is not None:
            found.setdefault(content_id, set()).add(person_id)
    return found


entries.listen(tell)
