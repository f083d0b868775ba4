"""Who is reminded: the holders of a role today, deputies instead of the absent, never who can't lawfully decide."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.actors import READ_ONLY
from models.base import today
from models.content.contents import Content
from models.deputies import Deputyship, in_force
from models.people import Assignment, Person
from models.planning.leaves import Leave
from models.playbooks import StageKind


@dataclass(frozen=True)
class Post:
    """A role held today: by whom, and who answers for it at this time (None: away, and nobody was named)."""

    holder: int
    answers: int | None
    role: str
    unit_id: int | None


@dataclass(frozen=True)
class Recipients:
    """The posts of one programme and the live claims on some contents (content id → person)."""

    posts: tuple[Post, ...]
    claims: Mapping[int, int]

    @classmethod
    def today(cls, programme_id: int, claims: Mapping[int, int], session: Session) -> "Recipients":
        """Three queries, however many contents they serve."""
        day = today()
        held = session.exec(
            select(Assignment.person_id, Assignment.role, Assignment.unit_id)
            .join(Person, col(Person.id) == Assignment.person_id)
            .where(Assignment.programme_id == programme_id, col(Assignment.role).not_in(READ_ONLY), Person.active)
            .where(~col(Assignment.temporary), *in_force(Assignment, day))
        ).all()
        named = select(Deputyship.person_id, Deputyship.deputy_id).join(Person, col(Person.id) == Deputyship.deputy_id)
        instead = dict(session.exec(named.where(Person.active, *in_force(Deputyship, day))).all())
        away = set(session.exec(select(Leave.person_id).where(Leave.starts_on <= day, Leave.ends_on >= day, ~col(Leave.withdrawn))))

        def answers(person_id: int) -> int | None:
            there = instead.get(person_id, person_id)
            return None if there in away else there

        return cls(tuple(Post(holder, answers(holder), role, unit_id) for holder, role, unit_id in held), claims)

    def of_stage(self, content: Content) -> list[int]:
        """Who should act on it now: who has claimed it, the owner at his own desk, else everybody who may."""
        if content.pk in self.claims:
            return [self.claims[content.pk]]
        stage = content.stage_rules
        worn = [one for one in self.posts if one.role in stage.by and one.unit_id in (None, content.unit_id)]
        if stage.kind is StageKind.WORK:
            worn = [one for one in worn if one.holder == content.owner_id and one.answers] or worn
        there = {one.answers for one in worn if one.answers is not None}
        if stage.kind is StageKind.VALIDATE:
            there = {one for one in there if content.could_decide(one, stage)}
        return sorted(there)

    def of_roles(self, roles: tuple[str, ...]) -> list[int]:
        return sorted({one.answers for one in self.posts if one.role in roles and one.answers is not None})
