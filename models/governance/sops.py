"""The SOP against the work: what each step left behind in a quarter, and how many contents went through it (S-H, A-H)."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import distinct, func, literal, select, union_all
from sqlmodel import Session, col

from models.content.contents import Content
from models.content.decisions import Decision, Passage, Review
from models.content.later_posts import LaterPost
from models.content.publications import Publication
from models.content.revisions import Revision
from models.governance.activities import Activity
from models.governance.cycles import Cycle, CycleBaseline
from models.governance.minutes import Minutes
from models.planning.ideas import Idea
from models.planning.plans import Plan
from models.planning.progress import UNDONE
from models.planning.quarters import Quarter
from models.playbooks import Playbook
from models.playbooks.sop import EvidenceKind, Scope, SopStep
from models.programmes import PlaybookVersion, Programme
from models.public.interactions import Interaction
from models.results.evaluations.effectiveness import Effectiveness
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.follow_ups import FollowUp
from models.results.measurements import MeasureImport
from models.results.stage_times import medians

NORMAL = "normal"


@dataclass(frozen=True)
class Conformity:
    """One step of contents in a quarter: how many of `all` went through, how many skipped it by the lane they took, and how long.

    Each content is held against its own version: `all` are those whose version has the step, `without` those whose version has not;
    `missed` took a lane that has the step and show no passage of it; `days` are median calendar days, None where nobody can tell.
    """

    step: SopStep
    all: int
    through: int
    skipped: dict[str, int]
    days: float | None
    without: int = 0

    @property
    def missed(self) -> int:
        return self.all - self.through - sum(self.skipped.values())


class Aside(NamedTuple):
    """A content that didn't take the ordinary way: by its lane, by a decision told by telephone, or recorded afterwards."""

    content_id: int
    title: str
    lane: str
    verbal: bool
    later: bool


def evidence(programme: Programme, quarter: Quarter, session: Session) -> dict[EvidenceKind, int]:
    """How much of each kind the quarter holds; one statement, each part on an index of its own."""
    rows = session.connection().execute(union_all(*_counts(programme, quarter))).tuples()
    return {EvidenceKind(kind): count for kind, count in rows}


def conformity(programme: Programme, quarter: Quarter, session: Session) -> list[Conformity]:
    """For the steps of scope content, over the contents that went out in the quarter: four statements whatever their number.

    Steps in the order of the newest version that has contents there; those only older versions know come last.
    """
    rows = session.connection().execute(_by_lane(programme.pk, quarter)).tuples().all()
    followed = {version for version, _, _ in rows}
    versions = {one.pk: one.rules for one in PlaybookVersion.among(frozenset({programme.pk}), session) if one.pk in followed}
    steps: dict[str, SopStep] = {}
    for rules in reversed(versions.values()):
        steps |= {one.key: one for one in _of_contents(rules) if one.key not in steps}
    wanted = {key: [_taken(key, versions[version], version, lane, count) for version, lane, count in rows] for key in steps}
    asked = [_through(programme.pk, quarter, key, one) for key, taken in wanted.items() for one in taken if one.needed]
    through: Counter[str] = Counter()
    for key, count in session.connection().execute(union_all(*asked)).tuples() if asked else ():
        through[key] += count
    times = medians(programme, quarter, session)
    return [_conformity(step, wanted[key], through[key], times) for key, step in steps.items()]


class Taken(NamedTuple):
    """Contents of one version and lane: the stages a step needs there, None where that version hasn't the step."""

    version: int
    lane: str
    contents: int
    needed: frozenset[str] | None


def _of_contents(rules: Playbook) -> list[SopStep]:
    return [one for one in rules.sop.main if one.scope is Scope.CONTENT and one.stages]


def _taken(key: str, rules: Playbook, version: int, lane: str, count: int) -> Taken:
    step = next((one for one in _of_contents(rules) if one.key == key), None)
    there = {stage.key for one in rules.lanes if one.key == lane for stage in one.stages}
    return Taken(version, lane, count, frozenset(there & set(step.stages)) if step else None)


def _conformity(step: SopStep, taken: list[Taken], through: int, times: Any) -> Conformity:
    skipped: Counter[str] = Counter()
    for one in taken:
        if one.needed is not None and not one.needed:
            skipped[one.lane] += one.contents
    without = sum(one.contents for one in taken if one.needed is None)
    return Conformity(step, sum(one.contents for one in taken) - without, through, dict(skipped), _days(step, times), without)


def exceptions(programme: Programme, quarter: Quarter, session: Session, *, size: int = 50) -> list[Aside]:
    """The contents of the quarter that left the ordinary way, newest first."""
    verbal: Any = select(col(Review.content_id)).where(col(Review.verbal), col(Review.content_id) == col(Content.id)).exists()
    later: Any = select(col(LaterPost.content_id)).where(col(LaterPost.content_id) == col(Content.id)).exists()
    wanted = select(col(Content.id), col(Content.title), col(Content.lane), verbal, later).where(*_own(programme.pk, quarter))
    wanted = wanted.where((col(Content.lane) != NORMAL) | verbal | later)
    rows = session.connection().execute(wanted.order_by(col(Content.published_at).desc()).limit(size)).tuples()
    return [Aside(pk, title, lane, bool(told), bool(after)) for pk, title, lane, told, after in rows]


def _own(programme_id: int, quarter: Quarter) -> tuple[Any, ...]:
    """Contents that went out in the quarter, on the index of what is out."""
    out = col(Content.published_at)
    return (
        col(Content.programme_id) == programme_id, out >= quarter.since, out < quarter.until, col(Content.state).not_in(UNDONE)
    )  # fmt: skip


def _by_lane(programme_id: int, quarter: Quarter) -> Any:
    own = select(col(Content.playbook_id), col(Content.lane), func.count()).where(*_own(programme_id, quarter))
    return own.group_by(col(Content.playbook_id), col(Content.lane)).order_by(col(Content.playbook_id), col(Content.lane))


def _through(programme_id: int, quarter: Quarter, step: str, taken: Taken) -> Any:
    """Contents of one version and lane with a passage or an approval at every one of these stages."""
    stages = taken.needed or ()
    own = (*_own(programme_id, quarter), col(Content.playbook_id) == taken.version, col(Content.lane) == taken.lane)
    parts = union_all(
        select(col(Content.id).label("content"), col(Passage.stage).label("stage"))
        .join(Passage, col(Passage.content_id) == col(Content.id)).where(*own, col(Passage.stage).in_(stages)),
        select(col(Content.id), col(Review.stage)).join(Review, col(Review.content_id) == col(Content.id))
        .where(*own, col(Review.stage).in_(stages), col(Review.decision) == Decision.APPROVE),
    ).subquery()  # fmt: skip
    whole = select(parts.c.content).group_by(parts.c.content).having(func.count(distinct(parts.c.stage)) == len(stages)).subquery()
    return select(literal(step), func.count()).select_from(whole)


def _days(step: SopStep, times: Any) -> float | None:
    known = [times[stage].days for stage in step.stages if stage in times]
    return sum(known) if known else None


def _counts(programme: Programme, quarter: Quarter) -> list[Any]:
    programme_id, since, until = programme.pk, quarter.since, quarter.until
    gathering = {stage for step in programme.rules.sop.main if EvidenceKind.MATERIAL in step.evidence for stage in step.stages}
    own = _own(programme_id, quarter)

    def count(kind: EvidenceKind, table: Any, *where: Any) -> Any:
        return select(literal(kind.value), func.count()).select_from(table).where(*where)

    def mine(kind: EvidenceKind, table: Any, moment: Any, *where: Any) -> Any:
        return count(kind, table, col(table.programme_id) == programme_id, *_within(moment, since, until), *where)

    def of_contents(kind: EvidenceKind, table: Any, *where: Any) -> Any:
        wanted = select(literal(kind.value), func.count()).select_from(Content).join(table, col(table.content_id) == col(Content.id))
        return wanted.where(*own, *where)

    days = (col(Minutes.held_on) >= quarter.starts_on, col(Minutes.held_on) <= quarter.ends_on, col(Minutes.programme_id) == programme_id)
    held = (col(Activity.held_on) >= quarter.starts_on, col(Activity.held_on) <= quarter.ends_on, ~col(Activity.removed))
    frozen = select(literal(EvidenceKind.CYCLE_PLAN.value), func.count()).select_from(CycleBaseline).join(Cycle)
    return [
        frozen.where(col(Cycle.programme_id) == programme_id, *_within(CycleBaseline.at, since, until)),
        mine(EvidenceKind.IDEAS, Idea, Idea.at),
        count(EvidenceKind.MINUTES, Minutes, *days),
        mine(EvidenceKind.PLANS, Plan, Plan.approved_at),
        of_contents(EvidenceKind.MATERIAL, Passage, col(Passage.stage).in_(gathering)),
        of_contents(EvidenceKind.REVISIONS, Revision),
        of_contents(EvidenceKind.DECISIONS, Review, col(Review.decision) == Decision.APPROVE),
        of_contents(EvidenceKind.RETURNED, Review, col(Review.decision) == Decision.RETURN),
        mine(EvidenceKind.PUBLICATIONS, Publication, Publication.published_at),
        count(EvidenceKind.ACTIVITIES, Activity, col(Activity.programme_id) == programme_id, *held),
        mine(EvidenceKind.INTERACTIONS, Interaction, Interaction.received_at),
        mine(EvidenceKind.FIGURES, MeasureImport, MeasureImport.at, col(MeasureImport.undone_at).is_(None)),
        mine(EvidenceKind.EFFECTIVENESS, Effectiveness, Effectiveness.at),
        mine(EvidenceKind.FOLLOW_UPS, FollowUp, FollowUp.opened_at),
        mine(EvidenceKind.EVALUATIONS, Evaluation, Evaluation.opened_at),
    ]


def _within(moment: Any, since: datetime, until: datetime) -> tuple[Any, Any]:
    return col(moment) >= since, col(moment) < until
