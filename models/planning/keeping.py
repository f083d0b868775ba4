"""Keeping the calendar: a piece is planned, changed, moved, and turned into a draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from models import entries, places
from models.actors import Actor, can
from models.base import YEARS, now
from models.content.contents import Content
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.people import Assignment
from models.planning.campaigns import Campaign, require_planner
from models.planning.ideas import Idea, IdeaState
from models.planning.quarters import Quarter
from models.programmes import Programme

if TYPE_CHECKING:
    from models.planning.items import PlanItem

entries.register("item.planned", "plan_item", ("kind", "channels", "planned_for", "idea", "copied_from"))
entries.register("item.revised", "plan_item", ("fields",))
entries.register("item.moved", "plan_item", ("before", "after"))
entries.register("item.begun", "plan_item", ("content",))

LENGTHS = {"title": 120, "remark": 500}
CHANGEABLE = frozenset({"title", "kind", "format", "channels", "place", "remark", "owner_id", "campaign_id"})


class Keeping:
    """Verbs of who may plan; hours that lie in the past, on a holiday or close to another post are warned about, not refused."""

    @classmethod
    def plan(
        cls, programme: Programme, title: str, kind: str, channels: list[str], planned_for: datetime, by: Actor, session: Session, *,
        format: str = "", owner_id: int | None = None, place: str = "", campaign_id: int | None = None, remark: str = "",
        idea: Idea | None = None, copied_from: "PlanItem | None" = None,
    ) -> "PlanItem":  # fmt: skip
        """One line of the calendar; `idea` is the one it comes from, which is used up by it."""
        from models.planning.items import Outcome, PlanItem  # noqa: PLC0415

        require_planner(programme, by)
        item = PlanItem(
            programme_id=programme.pk, title=title.strip(), kind=kind, format=format, channels=list(channels), planned_for=planned_for,
            first_planned_for=planned_for, place=place, remark=remark.strip(), owner_id=owner_id, campaign_id=campaign_id,
            idea_id=idea.pk if idea else None, outcome=Outcome.OPEN, created_at=now(),
        )  # fmt: skip
        if issues := item._shortcomings(programme, session):
            raise NotReady(*issues)
        require_open_quarter(programme.pk, planned_for, session)
        if idea and (idea.programme_id != programme.pk or idea.state is not IdeaState.OPEN):
            raise WrongStage(Issue("page", "idea_not_open"))
        item.programme = programme
        session.add(item)
        if idea:
            idea.state = IdeaState.PLANNED
        session.flush()
        entries.record(
            session, "item.planned", by=by, subject=item, names=[idea] if idea else [], kind=kind, channels=list(channels),
            planned_for=planned_for, idea=idea, copied_from=copied_from,
        )  # fmt: skip
        return item

    def objections_to_changing(self: "PlanItem", by: Actor) -> Issues:
        if not can(by, "plan", self.programme):
            return Issues([Issue("person", "may_not_plan")])
        if not self.is_open:
            return Issues([Issue("page", "item_settled")])
        return Issues([Issue("page", "item_has_content")] if self.content_id else [])

    def revise(self: "PlanItem", by: Actor, changes: Mapping[str, Any]) -> bool:
        """Any of CHANGEABLE while no content stands for it; whether something changed."""
        self._require_changeable(by)
        tidy = {key: value.strip() if isinstance(value, str) else value for key, value in changes.items() if key in CHANGEABLE}
        changed = sorted(key for key, value in tidy.items() if getattr(self, key) != value)
        before = {key: getattr(self, key) for key in changed}
        for key in changed:
            setattr(self, key, tidy[key])
        with self.session.no_autoflush:  # what isn't judged yet must not reach the database
            issues = self._shortcomings(self.programme, self.session)
        if issues:
            for key, value in before.items():
                setattr(self, key, value)
            raise NotReady(*issues)
        if changed:
            entries.record(self.session, "item.revised", by=by, subject=self, fields=changed)
        return bool(changed)

    def move(self: "PlanItem", by: Actor, planned_for: datetime) -> None:
        """Another hour; the one it was first planned for stays known."""
        self._require_changeable(by)
        if planned_for == self.planned_for:
            return
        if planned_for.year not in YEARS:
            raise NotReady(Issue("planned_for", "day_out_of_reach"))
        require_open_quarter(self.programme_id, planned_for, self.session)
        before, self.planned_for = self.planned_for, planned_for
        entries.record(self.session, "item.moved", by=by, subject=self, before=before, after=planned_for)

    def objections_to_beginning(self: "PlanItem", by: Actor) -> Issues:
        if self.content_id:
            return Issues([Issue("page", "item_has_content")])
        if not self.is_open:
            return Issues([Issue("page", "item_settled")])
        if self.owner_id is None and not can(by, "create", self.programme):
            return Issues([Issue("owner", "item_owner_missing")])
        return Content.objections_to_beginning(self.programme, "normal", by, self.session, self._writer(by))

    def begin_draft(self: "PlanItem", by: Actor, unit_id: int | None = None) -> Content:
        """The draft with its owner, its hour and deadlines counted back from it in working time (A3.1); a planning stage is passed."""
        if issues := self.objections_to_beginning(by):
            raise (NotAllowed if issues.about("person") or issues.about("owner") else WrongStage)(*issues)
        programme = self.programme
        fields = {one.key: self.channels for one in programme.rules.fields_of(self.kind) if one.kind == "channels"}
        places_key = next((one.key for one in programme.rules.fields_of(self.kind) if one.kind == "places"), None)
        if places_key and self.place:
            fields[places_key] = [self.place]
        content = Content.begin(
            programme, self.kind, self.format or programme.rules.type(self.kind).formats[0], self.title, by, self.session,
            fields=fields, planned_for=self.planned_for, unit_id=unit_id, owner_id=self._writer(by),
        )  # fmt: skip
        self.content = content
        self.session.flush()
        if content.stage_rules.plans and not content.objections_to_submitting(by):
            content.submit(by)
        entries.record(self.session, "item.begun", by=by, subject=self, names=[content], content=content)
        return content

    @classmethod
    def writers(cls, programme: Programme, session: Session) -> dict[int, str]:
        """Who can be named as owner of a piece: those who may write today."""
        return {one.pk: one.name for one in Assignment.holders(programme.pk, programme.rules.rights["create"], session, writing=True)}

    def _writer(self: "PlanItem", by: Actor) -> int | None:
        """Begun for somebody else; None when the person begins his own."""
        mine = self.owner_id in (None, by.person_id) and can(by, "create", self.programme)
        return None if mine else self.owner_id

    def _require_changeable(self: "PlanItem", by: Actor) -> None:
        if issues := self.objections_to_changing(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)

    def _shortcomings(self: "PlanItem", programme: Programme, session: Session) -> Issues:
        rules, issues = programme.rules, []
        if self.planned_for.year not in YEARS:
            issues.append(Issue("planned_for", "day_out_of_reach"))
        if not self.title:
            issues.append(Issue("title", "title_missing"))
        issues += [Issue(key, "too_long", {"limit": limit}) for key, limit in LENGTHS.items() if len(getattr(self, key)) > limit]
        kinds = {one.key: one for one in rules.types}
        if self.kind not in kinds:
            issues.append(Issue("kind", "kind_unknown"))
        elif self.format and self.format not in kinds[self.kind].formats:
            issues.append(Issue("format", "format_unknown"))
        known = {one.key for one in rules.channels}
        if not self.channels:
            issues.append(Issue("channels", "channels_missing"))
        issues += [Issue("channels", "channel_unknown", {"channel": one}) for one in self.channels if one not in known]
        if self.place and self.place not in places.known():
            issues.append(Issue("place", "place_unknown"))
        if self.owner_id is not None and self.owner_id not in self.writers(programme, session):
            issues.append(Issue("owner", "owner_may_not_write"))
        if self.campaign_id is not None:
            campaign = session.get(Campaign, self.campaign_id)
            if campaign is None or campaign.programme_id != programme.pk or campaign.cancelled:
                issues.append(Issue("campaign", "campaign_unknown"))
        return Issues(issues)


def require_open_quarter(programme_id: int, moment: datetime, session: Session) -> None:
    """A closed quarter stays as it was judged; only one that is over can be."""
    from models.planning.plans import Plan  # noqa: PLC0415

    quarter = Quarter.at(moment)
    if quarter < Quarter.running() and Plan.is_closed(programme_id, quarter, session):
        raise WrongStage(Issue("page", "plan_closed"))
