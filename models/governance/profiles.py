"""The programme's profile: background, how ideas were gathered with whom, which were considered and why one was chosen (S-B, A-B)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import JSON, Index
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import Record, now, today
from models.errors import NotAllowed, NotReady
from models.holding import held
from models.issues import Issue, Issues
from models.playbooks.cycles import Profile
from models.programmes import Programme

entries.register("profile.written", "programme_profile", ("fields",))
entries.register("gathering.recorded", "gathering", ("held_on",))
entries.register("gathering.revised", "gathering", ("fields",))
entries.register("gathering.removed", "gathering")

LENGTHS = {"background": 6_000, "gathering": 3_000, "reasons": 3_000}
LINE, MOST = 300, 30
TEXTS = {"method": 200, "place": 200, "participants": 2_000, "result": 2_000}


class ProgrammeProfile(Record, table=True):
    """What the office says about its innovation; `ideas` are [{"title", "reason", "chosen"}], at most one chosen."""

    __tablename__ = "programme_profile"

    programme_id: int = Field(foreign_key="programme.id", unique=True)
    background: str
    gathering: str
    reasons: str
    stakeholders: list[str] = Field(sa_type=JSON)
    ideas: list[dict[str, Any]] = Field(sa_type=JSON)
    by_id: int | None = Field(default=None, foreign_key="person.id")
    changed_at: datetime

    @classmethod
    def of(cls, programme_id: int, session: Session) -> "ProgrammeProfile | None":
        """None while only the playbook's starting words are there."""
        return session.exec(select(cls).where(cls.programme_id == programme_id)).first()

    @classmethod
    def write(
        cls, programme: Programme, by: Actor, session: Session, told: Mapping[str, Any], seen: int | None = None
    ) -> "ProgrammeProfile":
        """The whole profile as it shall be; OutOfDate where somebody else changed it since `seen` (None: there was none yet)."""
        require_keeper(programme, by)
        given = _tidy(told)
        one = held_or_none(cls, programme.pk, seen, session)
        before = {name: getattr(one, name) for name in given} if one else {}
        changed = sorted(name for name, value in given.items() if before.get(name) != value)
        if one is None:
            one = cls(programme_id=programme.pk, by_id=by.person_id, changed_at=now(), **given)
            session.add(one)
        elif not changed:
            return one
        for name in changed:
            setattr(one, name, given[name])
        one.by_id, one.changed_at = by.person_id, now()
        session.flush()
        entries.record(session, "profile.written", by=by, subject=one, fields=changed)
        return one


class Gathering(Record, table=True):
    """One occasion where ideas were gathered; `held_on` None where nobody wrote the day down."""

    __table_args__ = (Index("ix_gathering_programme", "programme_id", "held_on"),)

    programme_id: int = Field(foreign_key="programme.id")
    method: str
    held_on: date | None = None
    place: str = ""
    participants: str = ""
    result: str = ""
    removed: bool = False
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime

    @classmethod
    def record(cls, programme: Programme, by: Actor, session: Session, held_on: date | None, **texts: str) -> "Gathering":
        require_keeper(programme, by)
        one = cls(programme_id=programme.pk, held_on=held_on, by_id=by.person_id, at=now(), **_texts(held_on, texts))
        session.add(one)
        session.flush()
        entries.record(session, "gathering.recorded", by=by, subject=one, held_on=str(held_on or ""))
        return one

    def revise(self, programme: Programme, by: Actor, held_on: date | None, **texts: str) -> None:
        require_keeper(programme, by)
        given = _texts(held_on, texts) | {"held_on": held_on}
        changed = sorted(name for name, value in given.items() if getattr(self, name) != value)
        for name in changed:
            setattr(self, name, given[name])
        if changed:
            entries.record(self.session, "gathering.revised", by=by, subject=self, fields=changed)

    def remove(self, programme: Programme, by: Actor) -> None:
        require_keeper(programme, by)
        self.removed = True
        entries.record(self.session, "gathering.removed", by=by, subject=self)

    @classmethod
    def of(cls, programme_id: int, session: Session) -> "list[Gathering]":
        """Oldest first."""
        wanted = select(cls).where(cls.programme_id == programme_id, ~col(cls.removed)).order_by(col(cls.held_on), col(cls.id))
        return list(session.exec(wanted.limit(MOST)))

    @classmethod
    def current(cls, gathering_id: int, seen: int | None, programme: Programme, session: Session) -> "Gathering":
        wanted = select(cls).where(cls.id == gathering_id, cls.programme_id == programme.pk, ~col(cls.removed))
        return held(cls, wanted, seen, session)


class Told(NamedTuple):
    """A profile to show; `starting`: still the playbook's words."""

    background: str
    gathering: str
    reasons: str
    stakeholders: list[str]
    ideas: list[dict[str, Any]]
    starting: bool
    version: int | None


def told(programme: Programme, session: Session) -> Told:
    """What the office wrote, else what the playbook starts it with."""
    kept = ProgrammeProfile.of(programme.pk, session)
    if kept:
        return Told(kept.background, kept.gathering, kept.reasons, kept.stakeholders, kept.ideas, False, kept.version)
    first: Profile = programme.rules.profile
    chosen = [{"title": first.idea, "reason": first.reasons, "chosen": True}]
    return Told(first.background, first.gathering, first.reasons, list(first.stakeholders), chosen, True, None)


def objections_to_keeping(programme: Programme, by: Actor) -> Issues:
    return Issues([] if can(by, "keep_profile", programme) else [Issue("person", "may_not_keep_profile")])


def require_keeper(programme: Programme, by: Actor) -> None:
    if issues := objections_to_keeping(programme, by):
        raise NotAllowed(*issues)


def held_or_none(cls: type[ProgrammeProfile], programme_id: int, seen: int | None, session: Session) -> ProgrammeProfile | None:
    """The locked profile as the screen saw it; None only where there is none and none was seen."""
    session.exec(select(Programme.id).where(Programme.id == programme_id).with_for_update()).one()
    wanted = select(cls).where(cls.programme_id == programme_id)
    if seen is None and session.exec(wanted).first() is None:
        return None
    return held(cls, wanted, -1 if seen is None else seen, session)


def _tidy(told: Mapping[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = {name: str(told.get(name, "")).strip() for name in LENGTHS}
    given["stakeholders"] = [one.strip() for one in _lines(told.get("stakeholders", ())) if one.strip()]
    given["ideas"] = [
        {"title": str(one.get("title") or "").strip(), "reason": str(one.get("reason") or "").strip(), "chosen": bool(one.get("chosen"))}
        for one in told.get("ideas", ())
        if str(one.get("title") or "").strip()
    ]
    issues = [Issue(name, "too_long", {"limit": most}) for name, most in LENGTHS.items() if len(given[name]) > most]
    issues += [] if given["background"] else [Issue("background", "profile_background_missing")]
    issues += [] if sum(one["chosen"] for one in given["ideas"]) == 1 else [Issue("ideas", "profile_idea_chosen")]
    lines = [*given["stakeholders"], *(one["title"] for one in given["ideas"])]
    issues += [Issue("stakeholders", "profile_lines", {"most": MOST, "limit": LINE})] if _too_many(lines) else []
    if issues:
        raise NotReady(*issues)
    return given


def _too_many(lines: list[str]) -> bool:
    return len(lines) > 2 * MOST or any(len(one) > LINE for one in lines)


def _lines(value: str | Iterable[str]) -> Iterable[str]:
    return value.splitlines() if isinstance(value, str) else value


def _texts(held_on: date | None, texts: Mapping[str, str]) -> dict[str, Any]:
    given: dict[str, Any] = {name: texts.get(name, "").strip() for name in TEXTS}
    issues = [] if given["method"] else [Issue("method", "gathering_method_missing")]
    issues += [Issue(name, "too_long", {"limit": most}) for name, most in TEXTS.items() if len(given[name]) > most]
    issues += [Issue("held_on", "gathering_day")] if held_on and held_on > today() else []
    if issues:
        raise NotReady(*issues)
    return given
