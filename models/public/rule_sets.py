"""The screens in force: the playbook's to begin with, then numbered sets of one's own, each tried before it holds (S3.3, A3.3)."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, Session, col, func, select

from models import entries
from models.actors import Actor, can
from models.asked import once
from models.base import Immutable, now
from models.errors import NotAllowed, NotReady, OutOfDate
from models.issues import Issue, Issues
from models.playbooks.moderation import Screen, screen_faults
from models.programmes import Programme
from models.public.citizens import InteractionText
from models.public.interactions import Interaction
from models.public.screening import Screening

entries.register("rules.tried", "rule_trial", ("digest", "total", "hits"))
entries.register("rules.adopted", "rule_set", ("number", "digest", "trial"))

BACK = timedelta(days=92)
MOST = 10_000
FRESH = timedelta(hours=24)
STEP = 500


@dataclass(frozen=True)
class Known:
    """One comment of the past as a trial sees it: `category` is what people made of it ('' while nobody looked)."""

    id: int
    text: str
    category: str
    rule: str


class RuleTrial(Immutable, table=True):
    """What a set would have hit among the last quarter's comments; `hits`: rule → {"hits", "other": {category: how many}}."""

    __tablename__ = "rule_trial"

    programme_id: int = Field(foreign_key="programme.id", index=True)
    digest: str
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    total: int
    changed: int
    hits: dict[str, Any] = Field(sa_type=JSON)

    @classmethod
    def keep(cls, programme: Programme, screens: Sequence[Screen], found: "Outcome", by: Actor, session: Session) -> "RuleTrial":
        """Written down, so that adopting can ask for it."""
        _require(programme, by)
        _require_sound(programme, screens)
        tried = cls(
            programme_id=programme.pk, digest=digest(screens), at=now(), by_id=by.person_id, total=found.total, changed=found.changed,
            hits=found.hits,
        )  # fmt: skip
        session.add(tried)
        session.flush()
        hits = sum(one["hits"] for one in found.hits.values())
        entries.record(session, "rules.tried", by=by, subject=tried, digest=tried.digest, total=tried.total, hits=hits)
        return tried

    @classmethod
    def latest(cls, programme_id: int, rules: str, session: Session) -> "RuleTrial | None":
        """The last trial of exactly these rules, not older than a day."""
        wanted = select(cls).where(cls.programme_id == programme_id, cls.digest == rules, cls.at > now() - FRESH)
        return session.exec(wanted.order_by(col(cls.id).desc())).first()


class RuleSet(Immutable, table=True):
    """One version of a programme's screens, in order."""

    __tablename__ = "rule_set"
    __table_args__ = (UniqueConstraint("programme_id", "number"),)

    programme_id: int = Field(foreign_key="programme.id")
    number: int
    screens: list[dict[str, Any]] = Field(sa_type=JSON)
    digest: str
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    trial_id: int | None = Field(default=None, foreign_key="rule_trial.id")

    @property
    def rules(self) -> tuple[Screen, ...]:
        return tuple(Screen.model_validate_json(json.dumps(one), strict=True) for one in self.screens)

    @classmethod
    def newest(cls, programme_id: int, session: Session) -> "RuleSet | None":
        wanted = select(cls).where(cls.programme_id == programme_id).order_by(col(cls.number).desc()).limit(1)
        return once(session, ("rule_set", programme_id), lambda: session.exec(wanted).first())

    @classmethod
    def in_force(cls, programme: Programme, session: Session) -> tuple[Screen, ...]:
        """The newest set, the playbook's own where there is none."""
        newest = cls.newest(programme.pk, session)
        return newest.rules if newest else programme.rules.moderation.screens

    @classmethod
    def versions(cls, programme_id: int, session: Session, size: int = 20) -> "list[RuleSet]":
        return list(session.exec(select(cls).where(cls.programme_id == programme_id).order_by(col(cls.number).desc()).limit(size)))

    @classmethod
    def adopt(cls, programme: Programme, screens: Sequence[Screen], seen: int, by: Actor, session: Session) -> "RuleSet":
        """From now on these hold; exactly these must have been tried within a day. `seen`: the number they were made from (0: playbook)."""
        _require(programme, by)
        _require_sound(programme, screens)
        Interaction.wait_for_others(programme, session)
        number = session.exec(select(func.max(cls.number)).where(cls.programme_id == programme.pk)).one() or 0
        if number != seen:
            raise OutOfDate(Issue("page", "changed_meanwhile"))
        if digest(screens) == digest(cls.in_force(programme, session)):
            raise NotReady(Issue("page", "rules_unchanged"))
        trial = RuleTrial.latest(programme.pk, digest(screens), session)
        if trial is None:
            raise NotReady(Issue("page", "rules_untried"))
        adopted = cls(
            programme_id=programme.pk, number=number + 1, screens=[one.model_dump(mode="json") for one in screens],
            digest=digest(screens), at=now(), by_id=by.person_id, trial_id=trial.pk,
        )  # fmt: skip
        session.add(adopted)
        session.flush()
        entries.record(session, "rules.adopted", by=by, subject=adopted, number=adopted.number, digest=adopted.digest, trial=trial)
        return adopted


@dataclass(frozen=True)
class Outcome:
    """A trial's counts: `hits` per rule with what people made of those it hits, `changed` = judged otherwise than by today's rules."""

    total: int
    changed: int
    hits: dict[str, Any]
    samples: dict[str, list[int]]


def known(programme: Programme, by: Actor, session: Session) -> list[Known]:
    """The comments of the last quarter, newest first, 10,000 at most; for who moderates."""
    _require(programme, by)
    wanted = (
        sa.select(
            col(Interaction.id),
            col(InteractionText.text),
            col(Interaction.category),
            col(Interaction.confirmed),
            col(Interaction.closed_at),
            col(Interaction.rule),
        )
        .join(InteractionText, col(InteractionText.interaction_id) == Interaction.id)
        .where(col(Interaction.programme_id) == programme.pk, col(Interaction.received_at) > now() - BACK)
        .order_by(col(Interaction.received_at).desc(), col(Interaction.id).desc())
        .limit(MOST)
    )
    return [
        Known(number, text, category if confirmed or closed else "", rule)
        for number, text, category, confirmed, closed, rule in session.execute(wanted)
    ]


def attempted(
    programme: Programme, screens: Iterable[Screen], comments: Sequence[Known], heard: Callable[[float], None] = lambda _: None
) -> Outcome:
    """What these rules would do to these comments; slow for many, so outside any transaction. `heard` gets the share done, 0 to 1."""
    told = programme.rules.moderation
    screens = tuple(screens)
    screening = Screening(screens, told.default)
    hits: dict[str, Any] = {one.key: {"hits": 0, "other": {}} for one in screens if one.on}
    samples: dict[str, list[int]] = {one.key: [] for one in screens}
    changed = 0
    for place, one in enumerate(comments):
        if place % STEP == 0:
            heard(place / max(len(comments), 1))
        hit = screening.judge(one.text)
        changed += hit.rule != one.rule
        if not hit.rule:
            continue
        hits[hit.rule]["hits"] += 1
        if len(samples[hit.rule]) < 3:
            samples[hit.rule].append(one.id)
        if one.category and one.category != hit.category:
            other = hits[hit.rule]["other"]
            other[one.category] = other.get(one.category, 0) + 1
    heard(1.0)
    return Outcome(len(comments), changed, hits, samples)


def digest(screens: Iterable[Screen]) -> str:
    """The same rules in the same order are always the same text."""
    told = json.dumps([one.model_dump(mode="json") for one in screens], sort_keys=True, ensure_ascii=False)
    return sha256(told.encode()).hexdigest()


def objections(programme: Programme, by: Actor) -> Issues:
    return Issues([] if can(by, "moderate", programme) else [Issue("person", "may_not_moderate")])


def _require(programme: Programme, by: Actor) -> None:
    if issues := objections(programme, by):
        raise NotAllowed(*issues)


def _require_sound(programme: Programme, screens: Sequence[Screen]) -> None:
    """Keys once, categories known, words long enough: as a playbook would be judged."""
    issues = []
    if len({one.key for one in screens}) != len(screens):
        issues.append(Issue("page", "rules_doubled"))
    categories = {one.key for one in programme.rules.moderation.categories}
    issues += [Issue(where, "rules_fault", {"reason": reason}) for where, reason in screen_faults(screens, categories)]
    if issues:
        raise NotReady(*issues)
