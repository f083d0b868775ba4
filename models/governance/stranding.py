"""What a playbook may not take away: keys that running work or kept records still need; each refusal says the way on (S4.5)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from sqlmodel import Session, col, func, or_, select

from models.base import today
from models.content.contents import Content, ContentState
from models.governance.accounts import ChannelAccount
from models.issues import Issue, Issues
from models.people import Assignment
from models.planning.ideas import Idea
from models.planning.items import PlanItem
from models.playbooks import Playbook
from models.programmes import PlaybookVersion, Programme
from models.public.acts import Act
from models.public.escalation import EscalationVersion
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.sightings import Sighting
from models.public.interactions import Interaction
from models.public.prepared import PreparedAnswer
from models.public.rule_sets import RuleSet

OVER = (ContentState.CANCELLED, ContentState.ARCHIVED, ContentState.SUPERSEDED, ContentState.TAKEN_DOWN)


def stranded(programme: Programme, rules: Playbook, session: Session) -> Issues:
    """Every key these rules no longer have though something needs it; empty when they can be adopted."""
    return Issues([*_roles(programme, rules, session), *_keys(programme, rules, session)])


def _roles(programme: Programme, rules: Playbook, session: Session) -> Iterator[Issue]:
    """A role stays while somebody holds it, while the levels in force tell it, and while a running content has a stage for it alone."""
    kept = {one.key for one in rules.roles}
    gone = {one.key: one.label for one in programme.rules.roles if one.key not in kept}
    lasting = or_(col(Assignment.ends_on).is_(None), col(Assignment.ends_on) >= today())
    held = select(Assignment.role, func.count()).where(Assignment.programme_id == programme.pk, lasting)
    for role, count in session.exec(held.group_by(col(Assignment.role))):
        if role in gone:
            yield Issue("roles", "strands_holders", {"role": gone[role], "count": count})
    for step in EscalationVersion.in_force(programme, session).steps:
        for role in step.roles:
            if role in gone:
                yield Issue("roles", "strands_escalation", {"role": gone[role], "level": step.label})
    yield from _stages(programme, kept, session)


def _stages(programme: Programme, kept: set[str], session: Session) -> Iterator[Issue]:
    """Contents keep their own version; its stages still ahead must have somebody to act at them."""
    wanted = (
        select(Content.playbook_id, Content.lane, Content.stage, func.count())
        .where(Content.programme_id == programme.pk, col(Content.state).not_in(OVER))
        .group_by(col(Content.playbook_id), col(Content.lane), col(Content.stage))
    )
    versions = {one.pk: one.rules for one in PlaybookVersion.among(frozenset({programme.pk}), session)}
    found: Counter[tuple[str, str]] = Counter()
    for version, lane_key, stage_key, count in session.exec(wanted):
        lane = versions[version].lane(lane_key)
        for stage in lane.stages[lane.index(stage_key) :]:
            if not kept & set(stage.by):
                roles = ", ".join(versions[version].role(key).label for key in stage.by)
                found[stage.label, roles] += count
    yield from (Issue("stages", "strands_stage", {"stage": stage, "role": roles, "count": n}) for (stage, roles), n in found.items())


class _Use(NamedTuple):
    """Keys of one list of the playbook, and how often each is used; `what` names the list, `by` what uses it."""

    what: str
    by: str
    keys: Callable[[Playbook], Iterable[Any]]
    used: Any


def _uses(programme: Programme) -> tuple[_Use, ...]:
    ours = programme.pk
    items = (PlanItem.programme_id == ours, col(PlanItem.content_id).is_(None))
    cases = select(HoaxCase.id).where(HoaxCase.programme_id == ours)
    return (
        _Use("types", "plan", lambda one: one.types, select(PlanItem.kind).where(*items)),
        _Use("types", "idea", lambda one: one.types, select(Idea.kind).where(Idea.programme_id == ours)),
        _Use("formats", "plan", lambda one: one.formats, select(PlanItem.format).where(*items)),
        _Use("channels", "account", lambda one: one.channels, select(ChannelAccount.channel).where(ChannelAccount.programme_id == ours)),
        _Use("channels", "comment", lambda one: one.channels, select(Interaction.channel).where(Interaction.programme_id == ours)),
        _Use("idea_sources", "idea", lambda one: one.idea_sources, select(Idea.source).where(Idea.programme_id == ours)),
        _Use(
            "categories", "comment", lambda one: one.moderation.categories,
            select(Interaction.category).where(Interaction.programme_id == ours),
        ),
        _Use(
            "categories", "answer", lambda one: one.moderation.categories,
            select(PreparedAnswer.category).where(PreparedAnswer.programme_id == ours, ~col(PreparedAnswer.retired)),
        ),
        _Use(
            "house_rules", "removal", lambda one: one.house_rules,
            select(Act.house_rule).where(Act.programme_id == ours),
        ),
        _Use("places", "hoax", lambda one: one.hoaxes.places, select(Sighting.place).where(col(Sighting.case_id).in_(cases))),
        _Use("spread", "hoax", lambda one: one.hoaxes.spread, select(Sighting.spread).where(col(Sighting.case_id).in_(cases))),
    )  # fmt: skip


def _keys(programme: Programme, rules: Playbook, session: Session) -> Iterator[Issue]:
    for use in _uses(programme):
        kept = {one.key for one in use.keys(rules)}
        gone = {one.key: one.label for one in use.keys(programme.rules) if one.key not in kept}
        if not gone:
            continue
        names = use.used.subquery()
        column = names.c[0]
        for key, count in session.execute(select(column, func.count()).where(column.in_(list(gone))).group_by(column)):
            yield Issue(use.what, f"strands_{use.by}", {"label": gone[key], "count": count})
    yield from _screens(programme, rules, session)


def _screens(programme: Programme, rules: Playbook, session: Session) -> Iterator[Issue]:
    """The screens in force propose categories; those made here outlive a playbook."""
    newest = RuleSet.newest(programme.pk, session)
    known = {one.key for one in rules.moderation.categories}
    for one in newest.rules if newest else ():
        if one.category not in known:
            yield Issue("categories", "strands_screen", {"label": one.label})
