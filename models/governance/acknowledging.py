"""'Saya sudah membaca': each member's own word for one version of a policy, and who still owes it (A1.3)."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import raiseload
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import READ_ONLY, SYSTEM, Actor
from models.base import Immutable, now, today
from models.errors import NotAllowed, OutOfDate, WrongStage
from models.governance.policies import Policy, PolicyState
from models.issues import Issue, Issues
from models.people import Assignment, Person, in_force

entries.register("policy.acknowledged", "policy", ("policy", "number", "digest"))
entries.register("policy.reminded", "policy", ("policy", "number", "told"))

BATCH = 50


class Acknowledgement(Immutable, table=True):
    """Once per person and version; `digest` is the text he said to have read."""

    __tablename__ = "policy_acknowledgement"
    __table_args__ = (UniqueConstraint("policy_id", "person_id"),)

    policy_id: int = Field(foreign_key="policy.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    digest: str
    at: datetime

    @classmethod
    def objections(cls, policy: Policy, person_id: int | None, by: Actor, session: Session) -> Issues:
        """Only for oneself, only what is in force, only by a member of the team, only once."""
        if by.person_id is None or by.person_id != person_id:
            return Issues([Issue("person", "policy_read_by_oneself")])
        if policy.state is not PolicyState.IN_FORCE:
            return Issues([Issue("page", "policy_not_in_force")])
        if person_id not in members(policy.programme_id, session):
            return Issues([Issue("person", "policy_not_asked")])
        return Issues([Issue("page", "policy_read_already")] if cls.given(policy.pk, person_id, session) else [])

    @classmethod
    def give(cls, policy: Policy, person_id: int, digest: str, by: Actor, session: Session) -> "Acknowledgement":
        """`digest` is what the screen showed; OutOfDate when another text is in force by now."""
        if issues := cls.objections(policy, person_id, by, session):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if digest != policy.digest:
            raise OutOfDate(Issue("page", "policy_changed_meanwhile"))
        row = cls(policy_id=policy.pk, person_id=person_id, digest=digest, at=now())
        session.add(row)
        session.flush()
        entries.record(
            session, "policy.acknowledged", by=by, subject=policy, names=[row], policy=policy.kind, number=policy.number, digest=digest
        )
        return row

    @classmethod
    def given(cls, policy_id: int, person_id: int, session: Session) -> bool:
        return session.exec(select(cls.id).where(cls.policy_id == policy_id, cls.person_id == person_id)).first() is not None

    @classmethod
    def of(cls, policy_ids: Collection[int], session: Session) -> dict[int, dict[int, datetime]]:
        """Per policy: who said so and when; one statement."""
        found: dict[int, dict[int, datetime]] = {one: {} for one in policy_ids}
        for row in session.exec(select(cls).where(col(cls.policy_id).in_(policy_ids))) if policy_ids else ():
            found[row.policy_id][row.person_id] = row.at
        return found

    @classmethod
    def owed_by(cls, actor: Actor, session: Session) -> list[Policy]:
        """In force in one's own teams and not read by this person yet, without what hangs on them; one statement."""
        teams = {hat.programme_id for hat in actor.hats if _asks(hat.role, hat.programme_id, hat.unit_id, hat.on_behalf_of)}
        if not teams or actor.person_id is None:
            return []
        read = select(cls.policy_id).where(cls.person_id == actor.person_id)
        wanted = select(Policy).where(
            Policy.state == PolicyState.IN_FORCE, col(Policy.programme_id).in_(teams), col(Policy.id).not_in(read)
        )
        return list(session.exec(wanted.options(raiseload("*")).order_by(col(Policy.programme_id), col(Policy.id))))


def members(programme_id: int, session: Session) -> dict[int, str]:
    """Names by id of the team today: neither who only looks nor technical units."""
    return {one.pk: one.name for one in session.exec(_team([programme_id]))}


def remind(session: Session, limit: int = BATCH) -> int:
    """Everybody who hasn't read what is in force, once per so many days of the playbook; how many policies were reminded of."""
    wanted = select(Policy).where(Policy.state == PolicyState.IN_FORCE).options(*Policy.whole())
    due = [one for one in session.exec(wanted.with_for_update(of=Policy, skip_locked=True)) if _is_due(one)][:limit]
    read = Acknowledgement.of([one.pk for one in due], session)
    reminded = 0
    for policy in due:
        missing = sorted(members(policy.programme_id, session).keys() - read[policy.pk].keys())
        if missing:
            policy.reminded_at, reminded = now(), reminded + 1
            entries.record(session, "policy.reminded", by=SYSTEM, subject=policy, policy=policy.kind, number=policy.number, told=missing)
    return reminded


def unread_names(team: dict[int, str], read: Iterable[int]) -> list[str]:
    """Who still owes it, by name."""
    return sorted(name for person_id, name in team.items() if person_id not in set(read))


def _is_due(policy: Policy) -> bool:
    every = timedelta(days=policy.programme.rules.governance.acknowledge_days)
    return policy.reminded_at is None or policy.reminded_at + every <= now()


def _asks(role: str, programme_id: int | None, unit_id: int | None, on_behalf_of: int | None) -> bool:
    return programme_id is not None and unit_id is None and on_behalf_of is None and role not in READ_ONLY


def _team(programme_ids: list[int]) -> Any:
    held = select(Assignment.person_id).where(
        col(Assignment.programme_id).in_(programme_ids), col(Assignment.unit_id).is_(None),
        col(Assignment.role).not_in(READ_ONLY), *in_force(Assignment, today()),
    )  # fmt: skip
    return select(Person).where(col(Person.id).in_(held), Person.active).order_by(Person.name)
