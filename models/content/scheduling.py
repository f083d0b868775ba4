"""Scheduling: one hour per channel; what is cancelled or returned doesn't stay on the schedule."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from models import entries
from models.actors import Actor, can
from models.base import LOCAL, YEARS, now
from models.content import indonesian
from models.content.moving import Moving
from models.content.publications import Publication, PublicationState, Standing, of_state
from models.content.requirement_outcomes import PLANNED
from models.content.requirements import blocking
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.playbooks import FieldKind, StageKind
from models.public.closed_days import national_days
from models.public.service_hours import ServiceHours

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.scheduled", "content", ("times", "native", "revision", "to"))
entries.register("content.rescheduled", "content", ("times", "native"))
entries.register("content.cancelled", "content", ("stage", "note"))

GRACE = timedelta(minutes=5)


class Scheduling(Moving):
    """Verbs of those who put a validated content on the schedule."""

    @property
    def channels(self: "Content") -> list[str]:
        """Channel keys the current revision is written for."""
        assert self.revision is not None
        kinds = [one.key for one in self.rules.fields if one.kind == FieldKind.CHANNELS]
        return [channel for key in kinds for channel in self.revision.fields.get(key) or []]

    def standing_of(self: "Content", one: Publication, *, paused: bool = False) -> Standing:
        """As it stands now; in a lane that publishes at once it is late only when the stage's own time is up."""
        found = one.standing(now(), paused=paused)
        if found is not Standing.OVERDUE or any(stage.kind == StageKind.SCHEDULE for stage in self.lane_rules.stages):
            return found
        assert one.scheduled_for is not None, "only what has its hour is overdue"
        allowed = timedelta(hours=self.lane_rules.stages[self.lane_rules.publishing].hours)
        return Standing.DUE_TODAY if one.scheduled_for + allowed > now() else found

    @property
    def first_hour(self: "Content") -> datetime | None:
        """The earliest hour it is scheduled for and not yet out; before that, the planned one."""
        hours = (one.scheduled_for for one in self.publications if one.state == PublicationState.SCHEDULED and one.scheduled_for)
        return min(hours, default=self.planned_for)

    def objections_to_scheduling(self: "Content", by: Actor) -> Issues:
        """Rights, missing validations and open requirements (thirteen doors: unreviewed, rejected, edited, skipped)."""
        stage = self.stage_rules
        if stage.kind != StageKind.SCHEDULE or self.stopped:
            return Issues([Issue("stage", "wrong_stage", {"stage": stage.label})]) + self.missing_validations()
        if not self.may_act(by, stage):
            return Issues([Issue(f"stage:{stage.key}", "stage_roles", {"roles": self.role_labels(stage), "stage": stage.label})])
        findings = (one for one in self.findings() if one.issue.about != PLANNED)  # the hour is what is being set
        return self.missing_validations() + blocking(findings, self.lane_rules) + self.barred_files

    def schedule(self: "Content", by: Actor, times: Mapping[str, datetime], native: frozenset[str] = frozenset()) -> None:
        """One aware time per channel of the revision; the content waits for publication. `native` = set on the platform itself."""
        stage = self.require_stage(StageKind.SCHEDULE)
        self.require_role(by, stage)
        if issues := self.objections_to_scheduling(by) + self._wrong_times(times):
            raise NotReady(*issues)
        for one in self.publications:
            one.state = PublicationState.CANCELLED  # a channel of an earlier round that isn't wanted any more
        for channel, moment in times.items():
            one = self.publication(channel)
            one.state, one.scheduled_for, one.native, one.by_id = PublicationState.SCHEDULED, moment, channel in native, by.person_id
        self.planned_for = self.planned_for or min(times.values())
        passage = self.pass_stage(stage, by)
        self.session.flush()
        following = self.next_stage()
        self.move(following, by)
        self.log(
            "content.scheduled", by, [passage, *self.publications], revision=self.revision_number, to=following.key,
            times=_written(times), native=sorted(native & times.keys()),
        )  # fmt: skip

    def objections_to_rescheduling(self: "Content", by: Actor) -> Issues:
        stage = self.stage_rules
        if stage.kind != StageKind.PUBLISH or self.stopped:
            return Issues([Issue("stage", "wrong_stage", {"stage": stage.label})])
        may = self.may_act(by, stage) or can(by, "plan", self)
        return Issues([] if may else [Issue("person", "may_not_plan")])

    def reschedule(self: "Content", by: Actor, times: Mapping[str, datetime], native: frozenset[str] = frozenset()) -> None:
        """Another hour for channels not yet published; text and decisions stay as they are."""
        self.require_stage(StageKind.PUBLISH)
        if issues := self.objections_to_rescheduling(by):
            raise NotAllowed(*issues)
        waiting = of_state(self.publications, PublicationState.SCHEDULED)
        labels, empty = self._channel_labels, Issues([] if times else [Issue("page", "no_times")])
        wrong = [Issue(f"channel:{key}", "channel_not_waiting", {"channel": labels.get(key, key)}) for key in times if key not in waiting]
        if found := Issues(empty + wrong) + self._past(times):
            raise NotReady(*found)
        for channel, moment in times.items():
            waiting[channel].scheduled_for, waiting[channel].native = moment, channel in native
        self.acted_at = now()
        self.await_next_hour()
        named = [waiting[key] for key in times]
        self.log("content.rescheduled", by, named, times=_written(times), native=sorted(native & times.keys()))

    def await_next_hour(self: "Content") -> None:
        """The earliest hour still to come is the deadline; another one is another stand, to be reminded of anew."""
        if self.due_at != self.first_hour:
            self.due_at, self.stage_since = self.first_hour, now()

    def objections_to_cancelling(self: "Content", by: Actor) -> Issues:
        if self.state == "cancelled":
            return Issues([Issue("stage", "already_cancelled")])
        if any(one.published_at for one in self.publications):
            return Issues([Issue("stage", "already_published")])
        own_draft = by.person_id is not None and by.person_id == self.owner_id and self.state in ("draft", "returned")
        return Issues([] if own_draft or can(by, "cancel", self) else [Issue("person", "may_not_cancel")])

    def cancel(self: "Content", by: Actor, reason: str) -> None:
        """Ends a content that was never published; with a reason."""
        if issues := self.objections_to_cancelling(by):
            raise (WrongStage if issues.about("stage") else NotAllowed)(*issues)
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        note = self.annotate(reason)
        for one in self.publications:
            one.state = PublicationState.CANCELLED
        self.state, self.acted_at, self.due_at, self.note = "cancelled", now(), None, note  # type: ignore[assignment]
        named = self.give_up_correction(by)
        self.session.flush()
        self.log("content.cancelled", by, [note, *self.publications, *named], stage=self.stage, note=note.commitment)

    def publication(self: "Content", channel: str, placement: str = "feed") -> Publication:
        """This content's place on a channel, made when it is first needed."""
        found = next((one for one in self.publications if (one.channel, one.placement) == (channel, placement)), None)
        if found is None:
            found = Publication(programme_id=self.programme_id, channel=channel, placement=placement, state=PublicationState.PLANNED)
            self.publications.append(found)
        return found

    def announce_publications(self: "Content", by: Actor) -> None:
        """A lane without a scheduling stage, or one resumed: every channel stands on the schedule for the planned hour."""
        for channel in self.channels:
            one = self.publication(channel)
            if one.state in (PublicationState.PLANNED, PublicationState.CANCELLED):
                one.state, one.scheduled_for, one.by_id = PublicationState.SCHEDULED, self.planned_for or now(), by.person_id
        for one in self.publications:
            if one.state == PublicationState.PLANNED:
                one.state = PublicationState.CANCELLED  # a channel that an edit took out

    def suspend_publications(self: "Content") -> None:
        """Back to the writers: nothing of it stays scheduled."""
        for one in self.publications:
            if one.state == PublicationState.SCHEDULED:
                one.state = PublicationState.PLANNED

    def warnings_about(self: "Content", times: Mapping[str, datetime]) -> Issues:
        """Hours at which nobody serves the comments: advice beside the form, never a refusal."""
        if not times:
            return Issues()
        clock = ServiceHours.working_time(self.programme_id, self.session, min(times.values()).astimezone(LOCAL).date())
        labels, issues = self._channel_labels, []
        for key, moment in times.items():
            day = moment.astimezone(LOCAL).date()
            facts = {"channel": labels.get(key, key), "moment": indonesian.moment(moment)}
            if day in clock.closed:
                name = national_days(day.year).get(day, ("",))[0]
                issues.append(Issue(f"channel:{key}", "hour_on_holiday", {**facts, "holiday": name or indonesian.day(day)}))
            elif not clock.is_open(moment):
                issues.append(Issue(f"channel:{key}", "hour_outside_service", facts))
        return Issues(issues)

    @property
    def _channel_labels(self: "Content") -> dict[str, str]:
        return {one.key: one.label for one in self.rules.channels}

    def _wrong_times(self: "Content", times: Mapping[str, datetime]) -> Issues:
        labels = self._channel_labels
        missing = [Issue(f"channel:{key}", "time_missing", {"channel": labels[key]}) for key in self.channels if key not in times]
        foreign = [
            Issue(f"channel:{key}", "channel_not_chosen", {"channel": labels.get(key, key)}) for key in times if key not in self.channels
        ]
        return Issues([*missing, *foreign]) + self._past(times)

    def _past(self: "Content", times: Mapping[str, datetime]) -> Issues:
        late = [key for key, moment in times.items() if moment < now() - GRACE]
        far = [Issue(f"channel:{key}", "day_out_of_reach") for key, moment in times.items() if moment.year not in YEARS]
        return Issues([*(Issue(f"channel:{key}", "time_past", {"channel": self._channel_labels.get(key, key)}) for key in late), *far])


def _written(times: Mapping[str, datetime]) -> dict[str, str]:
    return {key: moment.isoformat() for key, moment in times.items()}
