"""Facts as a content uses them: linked while it is written, passed on to its correction, settled when nobody sees it any more (A3.3)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models import entries
from models.actors import Actor, can
from models.base import Row, now
from models.content.fact_uses import FactUse
from models.content.facts import Fact, FactValue
from models.errors import NotAllowed, NotFound, WrongStage
from models.issues import Issue, Issues

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.fact_used", "content", ("fact", "number"))
entries.register("content.fact_dropped", "content", ("fact",))


@dataclass(frozen=True)
class Said:
    """One fact in one content: `then` as the content says it, with its unit; `owed`: somebody still reads the old value."""

    fact: Fact
    then: str
    owed: bool

    @property
    def changed(self) -> bool:
        return self.then != self.fact.said


class Stating:
    """Facts as a content uses them."""

    def objections_to_using_facts(self: "Content", by: Actor) -> Issues:
        """At a desk one works at, or by who may correct: linking changes no text."""
        if self.state in ("cancelled", "superseded", "taken_down", "archived"):
            return Issues([Issue("stage", "wrong_stage", {"stage": self.stage_rules.label})])
        may = bool(self.editable(by)) or can(by, "correct", self)
        return Issues([] if may else [Issue("person", "may_not_correct")])

    def use_fact(self: "Content", by: Actor, fact: Fact) -> FactUse:
        """It says the fact as it is now."""
        if issues := self.objections_to_using_facts(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if fact.programme_id != self.programme_id:
            raise NotFound
        use = next((one for one in FactUse.of(self.pk, self.session) if one.fact_id == fact.pk), None)
        if use is not None and use.owed_since is not None:
            raise WrongStage(Issue("page", "fact_owed"))
        use = use or FactUse(content_id=self.pk, fact_id=fact.pk, number=fact.number)
        use.number = fact.number
        self.session.add(use)
        self.session.flush()
        self.log("content.fact_used", by, [use], fact=fact, number=fact.number)
        return use

    def drop_fact(self: "Content", by: Actor, fact_id: int) -> None:
        """Not said here after all; what is owed stays owed."""
        if issues := self.objections_to_using_facts(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        use = next((one for one in FactUse.of(self.pk, self.session) if one.fact_id == fact_id), None)
        if use is None:
            raise NotFound
        if use.owed_since is not None:
            raise WrongStage(Issue("page", "fact_owed"))
        self.session.delete(use)
        self.log("content.fact_dropped", by, [use], fact=fact_id)

    def facts_said(self: "Content") -> list[Said]:
        """Its facts in the order they were linked, each as it says them and as they are now."""
        if not (uses := FactUse.of(self.pk, self.session)):
            return []
        facts = {one.pk: one for one in Fact.of([self.programme_id], self.session, {one.fact_id for one in uses})}
        then = FactValue.numbered({(one.fact_id, one.number) for one in uses}, self.session)
        return [
            Said(
                facts[one.fact_id],
                f"{value.value} {facts[one.fact_id].unit}".strip(),
                one.owed_since is not None and one.settled_at is None,
            )
            for one in uses
            if one.fact_id in facts and (value := then.get((one.fact_id, one.number)))
        ]

    def outdated_values(self: "Content") -> dict[str, str]:
        """What its facts said then → what they say now, for the text of a correction."""
        return {one.then: one.fact.said for one in self.facts_said() if one.changed}

    def pass_on_facts(self: "Content", new: "Content") -> list[Row]:
        """A correction says the same facts, as they are now."""
        uses = FactUse.of(self.pk, self.session)
        facts = {one.pk: one for one in Fact.of([self.programme_id], self.session, {one.fact_id for one in uses})}
        rows: list[Row] = [FactUse(content_id=new.pk, fact_id=one.fact_id, number=facts[one.fact_id].number) for one in uses]
        self.session.add_all(rows)
        return rows

    def settle_facts(self: "Content") -> list[Row]:
        """No channel shows it any more."""
        owed: list[Any] = [one for one in FactUse.of(self.pk, self.session) if one.owed_since is not None and one.settled_at is None]
        for one in owed:
            one.settled_at = now()
        return owed

    def recheck_facts(self: "Content") -> list[Row]:
        """It goes out now: a fact that changed while it was on its way is owed from the first minute."""
        uses = FactUse.of(self.pk, self.session)
        numbers = {one.pk: one.number for one in Fact.of([self.programme_id], self.session, {one.fact_id for one in uses})} if uses else {}
        late: list[Any] = [one for one in uses if one.owed_since is None and numbers.get(one.fact_id, one.number) != one.number]
        for one in late:
            one.owed_since = now()
        return late
