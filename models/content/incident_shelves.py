"""Where events are found: by who may see them, what belongs to them, and words."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, false
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Session, col, literal, or_, select, union

from models.actors import Actor
from models.apart import real
from models.content.corrections import Correction
from models.content.incident_links import IncidentLink, Subject
from models.errors import NotFound
from models.holding import held
from models.programmes import Programme
from models.search import SearchRow

if TYPE_CHECKING:
    from models.content.incidents import Incident

PAGE = 20


class IncidentShelves:
    """Queries of Incident."""

    @classmethod
    def visible_to(cls: "type[Incident]", actor: Actor) -> ColumnElement[bool]:
        """One's own programmes, for who belongs to the team; a technical unit sees none."""
        if actor.sees_all:
            return real(col(cls.programme_id))
        return col(cls.programme_id).in_(actor.teams) if actor.teams else false()

    @classmethod
    def find(cls: "type[Incident]", incident_id: int, actor: Actor, session: Session) -> "Incident":
        found = session.exec(select(cls).where(cls.id == incident_id, cls.visible_to(actor)).options(*cls._whole())).first()
        if found is None:
            raise NotFound
        return found

    @classmethod
    def current(cls: "type[Incident]", incident_id: int, seen: int | None, actor: Actor, session: Session) -> "Incident":
        """Locked, as the screen saw it."""
        return held(cls, select(cls).where(cls.id == incident_id, cls.visible_to(actor)).options(*cls._whole()), seen, session)

    @classmethod
    def listed(
        cls: "type[Incident]", actor: Actor, session: Session, programme_id: int | None = None, *, closed: bool = False,
        before: int | None = None, size: int = PAGE,
    ) -> "list[Incident]":  # fmt: skip
        """Open ones or closed ones, newest first, paged by id; one more than `size` says that there is more."""
        wanted = select(cls).where(cls.visible_to(actor), col(cls.closed_at).is_not(None) if closed else col(cls.closed_at).is_(None))
        if programme_id is not None:
            wanted = wanted.where(cls.programme_id == programme_id)
        if before is not None:
            wanted = wanted.where(col(cls.id) < before)
        return list(session.exec(wanted.options(*cls._whole()).order_by(col(cls.id).desc()).limit(size + 1)))

    @classmethod
    def of(cls: "type[Incident]", subject: Subject, subject_id: int, actor: Actor, session: Session) -> "list[Incident]":
        """Those something belongs to; a content also by whatever else of its thread of corrections does."""
        ids: Any = [subject_id]
        if subject is Subject.CONTENT:
            root = select(Correction.root_id).where(or_(Correction.old_id == subject_id, Correction.new_id == subject_id))
            parts = (select(one).where(col(Correction.root_id).in_(root)) for one in (Correction.old_id, Correction.new_id))
            ids = union(select(literal(subject_id)), *parts)
        within = select(IncidentLink.incident_id).where(
            IncidentLink.subject == subject, col(IncidentLink.subject_id).in_(ids), col(IncidentLink.removed_at).is_(None)
        )
        wanted = select(cls).where(col(cls.id).in_(within), cls.visible_to(actor))
        return list(session.exec(wanted.options(raiseload("*")).order_by(col(cls.id).desc())))

    @classmethod
    def found(cls: "type[Incident]", words: str, actor: Actor, session: Session, size: int = 5) -> "list[Incident]":
        """By words, newest first."""
        inside = real(col(SearchRow.programme_id)) if actor.sees_all else col(SearchRow.programme_id).in_(actor.teams)
        ids = SearchRow.find(words, inside, session, subject="incident", limit=size)
        rows = session.exec(select(cls).where(col(cls.id).in_(ids), cls.visible_to(actor)).options(raiseload("*")))
        return sorted(rows, key=lambda one: ids.index(one.pk))

    @classmethod
    def _whole(cls: "type[Incident]") -> tuple:  # type: ignore[type-arg]
        programme = selectinload(cls.programme).selectinload(Programme.playbook)  # type: ignore[arg-type]
        office = selectinload(cls.programme).selectinload(Programme.office)  # type: ignore[arg-type]
        return selectinload(cls.links), selectinload(cls.summary), programme, office, raiseload("*")  # type: ignore[arg-type]
