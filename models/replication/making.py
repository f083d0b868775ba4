"""Making a package: what holds in a programme today, without anybody's name or number (S4.5)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import selectinload
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor, administers, can
from models.base import Immutable, now
from models.content import personal_numbers
from models.errors import NotAllowed, NotReady
from models.governance.library import LibraryFile, LibraryItem
from models.governance.policies import Policy, PolicyState
from models.issues import Issue, Issues
from models.programmes import Programme
from models.public.escalation import EscalationVersion
from models.public.prepared import PreparedAnswer
from models.public.rule_sets import RuleSet
from models.public.service_hours import ServiceHours
from models.replication.packages import MOST_FILES, Source, pack

entries.register("package.made", "package_made", ("digest", "playbook"))

NOT_TAKEN = ("past",)  # calendars that lie behind the source are its own history


class PackageMade(Immutable, table=True):
    """A package that left this programme, by its digest."""

    __tablename__ = "package_made"

    programme_id: int = Field(foreign_key="programme.id", index=True)
    playbook: int
    digest: str
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")

    @classmethod
    def make(
        cls, programme: Programme, by: Actor, session: Session, files: Mapping[str, bytes] | None = None
    ) -> tuple["PackageMade", bytes]:  # fmt: skip
        """The record and the file; NotReady where a text carries somebody's number. `files`: those of `library_files`, already read."""
        if issues := objections(programme, by):
            raise NotAllowed(*issues)
        moment = now()
        files = files or {}
        parts = setup(programme, session, frozenset(files))
        if found := personal(parts):
            raise NotReady(*found)
        data, digest = pack(source_of(programme), moment, parts, files)
        made = cls(programme_id=programme.pk, playbook=source_of(programme).playbook, digest=digest, at=moment, by_id=by.person_id)
        session.add(made)
        session.flush()
        entries.record(session, "package.made", by=by, subject=made, digest=digest, playbook=made.playbook)
        return made, data

    @classmethod
    def of(cls, programme_id: int, session: Session, size: int = 20) -> "list[PackageMade]":
        """Newest first."""
        return list(session.exec(select(cls).where(cls.programme_id == programme_id).order_by(col(cls.id).desc()).limit(size)))


def objections(programme: Programme, by: Actor) -> Issues:
    return Issues([] if can(by, "replicate", programme) or administers(by) else [Issue("person", "may_not_replicate")])


def source_of(programme: Programme) -> Source:
    assert programme.playbook is not None, "a programme always starts with a playbook"
    return Source(programme.key, programme.name, programme.office.name, programme.playbook.number, programme.playbook.digest)


def setup(programme: Programme, session: Session, travelling: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Every part of the package; what was made here beside the playbook (screens, answers, levels) stands in it again.

    `travelling`: SHA-256 of the library's files that go along; of the others only their names do.
    """
    hours = ServiceHours.history(programme.pk, session)
    usual = [one for one in hours if not one.name] or hours
    standing = select(Policy.kind, Policy.sections).where(Policy.programme_id == programme.pk, Policy.state == PolicyState.IN_FORCE)
    return {
        "playbook.json": effective(programme, session),
        "policies.json": [{"kind": str(kind), "sections": sections} for kind, sections in session.exec(standing.order_by(Policy.kind))],
        "service_hours.json": usual[-1].periods if usual else {},
        "library.json": [
            {"kind": str(one.kind), "title": one.title, "note": one.note, **_file(one.current_file, travelling)}
            for one in sorted(_library(programme, session), key=lambda one: (one.kind, one.title, one.pk))
        ],
    }


def library_files(programme: Programme, session: Session) -> list[str]:
    """SHA-256 of the current version of everything in the library, newest first, as many as a package carries."""
    return [one.current_file.sha256 for one in _library(programme, session)][:MOST_FILES]


def _library(programme: Programme, session: Session) -> list[LibraryItem]:
    items = select(LibraryItem).where(LibraryItem.programme_id == programme.pk, col(LibraryItem.retired_at).is_(None))
    return list(session.exec(items.options(selectinload(LibraryItem.files)).order_by(col(LibraryItem.changed_at).desc())))  # type: ignore[arg-type]


def _file(file: LibraryFile, travelling: frozenset[str]) -> dict[str, str]:
    return {"sha256": file.sha256, "name": file.name, "type": file.type} if file.sha256 in travelling else {}


def effective(programme: Programme, session: Session) -> dict[str, Any]:
    """The playbook's values with the screens, answers and levels in force; keys stay the same from package to package."""
    values = programme.rules.model_dump(mode="json")
    values["moderation"]["screens"] = [one.model_dump(mode="json") for one in RuleSet.in_force(programme, session)]
    values["moderation"]["answers"] += [
        {"key": f"kantor_{one.pk}", "label": one.label, "text": one.text, "category": one.category, "assumed": False}
        for one in PreparedAnswer.own(programme.pk, session)
    ]
    ladder = EscalationVersion.in_force(programme, session)
    if ladder.version is not None:
        values["escalation"] = [
            {"key": f"tingkat_{place}", "label": one.label, "after_hours": one.after_hours, "tells": list(one.roles), "assumed": False}
            for place, one in enumerate(ladder.steps, start=1)
        ]
    for name in NOT_TAKEN:
        values["cycles"][name] = []
    return values


def personal(value: Any, place: str = "") -> Issues:
    """Numbers of persons in any text, told by where they stand and masked."""
    if isinstance(value, str):
        return Issues(Issue(place, "package_personal", {"place": place, "masked": one.masked}) for one in personal_numbers.find(value))
    pairs = value.items() if isinstance(value, dict) else enumerate(value, start=1) if isinstance(value, list) else ()
    return Issues(one for step, part in pairs for one in personal(part, f"{place}.{step}".lstrip(".")))
