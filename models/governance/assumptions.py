"""What was assumed for an office and what it has confirmed since: the rules stay as they are, so no new version is needed.

A confirmation binds the part as it stood (its hash): a later version that says something else there asks again.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor, administers, can
from models.base import Immutable, now
from models.errors import NotAllowed, NotReady, OutOfDate
from models.issues import Issue, Issues
from models.playbooks import Part, Playbook, assumptions
from models.playbooks.parts import walk
from models.programmes import Programme

entries.register("assumption.confirmed", "assumption_confirmed", ("path", "digest", "playbook"))


class AssumptionConfirmed(Immutable, table=True):
    """Somebody of the office said: so it is."""

    __tablename__ = "assumption_confirmed"
    __table_args__ = (UniqueConstraint("programme_id", "path", "digest"),)

    programme_id: int = Field(foreign_key="programme.id")
    playbook_id: int = Field(foreign_key="playbook_version.id")
    path: str
    digest: str
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")

    @classmethod
    def confirm(cls, programme: Programme, path: str, digest: str, by: Actor, session: Session) -> "AssumptionConfirmed":
        """As the screen showed it (`digest`); OutOfDate when the rule says something else by now."""
        if issues := cls.objections(programme, by):
            raise NotAllowed(*issues)
        found = next((one for one in standing(programme, session) if one.path == path), None)
        if found is None or found.digest != digest:
            raise OutOfDate(Issue("page", "changed_meanwhile"))
        if found.confirmed is not None:
            raise NotReady(Issue("path", "assumption_confirmed_already"))
        assert programme.playbook is not None, "a programme always starts with a playbook"
        row = cls(programme_id=programme.pk, playbook_id=programme.playbook.pk, path=path, digest=digest, at=now(), by_id=by.person_id)
        session.add(row)
        session.flush()
        number = programme.playbook.number
        entries.record(session, "assumption.confirmed", by=by, subject=row, path=path, digest=digest, playbook=number)
        return row

    @classmethod
    def objections(cls, programme: Programme, by: Actor) -> Issues:
        """The admin, or who adopts rules."""
        allowed = administers(by) or can(by, "adopt_rules", programme)
        return Issues([] if allowed else [Issue("person", "may_not_confirm_assumptions")])


@dataclass(frozen=True)
class Assumption:
    """One assumed part of the playbook in force: its key path ('' the whole), what was assumed, and its values as they are."""

    path: str
    what: str
    digest: str
    values: dict[str, object]
    confirmed: AssumptionConfirmed | None = None


def standing(programme: Programme, session: Session) -> tuple[Assumption, ...]:
    """Every `assumed = true` of the playbook in force, in reading order, with its confirmation."""
    rules = programme.rules
    known = session.exec(select(AssumptionConfirmed).where(col(AssumptionConfirmed.programme_id) == programme.pk)).all()
    confirmed = {(one.path, one.digest): one for one in known}
    parts = {path: part for path, _, part in walk(rules)}
    found = []
    for path, what in assumptions(rules):
        told = own_values(parts[path])
        print_ = fingerprint(told)
        found.append(Assumption(path, what or rules.name, print_, told, confirmed.get((path, print_))))
    return tuple(found)


def own_values(part: Part) -> dict[str, object]:
    """What the part says itself; the parts below it are assumptions of their own."""
    values = part.model_dump(mode="json", exclude={"assumed"})
    below = {name for name in type(part).model_fields if _holds_parts(getattr(part, name))}
    apart = {"format"} if isinstance(part, Playbook) else set()
    return {name: value for name, value in values.items() if name not in below | apart}


def fingerprint(values: dict[str, object]) -> str:
    """SHA-256 of the canonical values, hexadecimal."""
    return sha256(json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _holds_parts(value: object) -> bool:
    return isinstance(value, Part) or (isinstance(value, tuple) and any(isinstance(one, Part) for one in value))
