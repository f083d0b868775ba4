"""Publishing: what really went out, where, when, with which proof; taken down with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from models import entries, places
from models.actors import Actor, can
from models.base import Row, now
from models.content.archiving import Archiving
from models.content.assessing import Assessing
from models.content.barring import Barring
from models.content.captions import caption
from models.content.followers import barred, follow
from models.content.kits import Kits
from models.content.links import channel_of, names_a_post
from models.content.media import Media, MediaRole
from models.content.pauses import Pause
from models.content.publications import PublicationState, of_state
from models.content.source_changes import tell_takers
from models.errors import NotAllowed, NotReady, WrongStage
from models.governance.withdrawing import Settled, Takedown
from models.issues import Issue, Issues
from models.notes import commitment
from models.playbooks import Channel, StageKind

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.published", "content", ("channels", "links", "proofs", "at", "revision", "complete", "texts", "proof_hashes"))
entries.register("content.channel_cancelled", "content", ("channels", "note", "complete"))
entries.register("content.taken_down", "content", ("channels", "note", "complete"))

AHEAD = timedelta(minutes=2)  # clocks differ


@dataclass(frozen=True)
class Report:
    """One channel went out: when, under which address, or with which screenshot (an examined picture of role PROOF, not yet saved)."""

    channel: str
    at: datetime
    permalink: str = ""
    proof: Media | None = None


class Publishing(Archiving, Assessing, Barring, Kits):
    """Verbs of those who publish."""

    def objections_to_publishing(self: "Content", by: Actor) -> Issues:
        """Rights, a pause, and every validating stage of the lane must stand on exactly today's content."""
        stage = self.stage_rules
        if stage.kind != StageKind.PUBLISH or self.stopped:
            return Issues([Issue("stage", "wrong_stage", {"stage": stage.label})]) + self.missing_validations()
        if not self.may_act(by, stage):
            return Issues([Issue(f"stage:{stage.key}", "stage_roles", {"roles": self.role_labels(stage), "stage": stage.label})])
        paused = self.pausable and bool(Pause.open_in([self.programme_id], self.session))
        return self.missing_validations() + ([Issue("page", "paused")] if paused else []) + barred(self) + self.barred_files

    @property
    def pausable(self: "Content") -> bool:
        """A pause stops cheerful posts, not what has to go out at once."""
        return self.rules.pauses(self.lane)

    def publish(self: "Content", by: Actor, reports: Iterable[Report]) -> None:
        """'Sudah tayang' for one or all channels at once; proof is a link of that channel or a screenshot."""
        stage = self.require_stage(StageKind.PUBLISH)
        self.require_role(by, stage)
        reports = list(reports)
        if issues := self.objections_to_publishing(by) + self._wrong_reports(reports):
            raise NotReady(*issues)
        proofs = [self.attach(one, by) for one in {id(one.proof): one.proof for one in reports}.values() if one is not None]
        for report in reports:
            one = self.publication(report.channel)
            one.state, one.published_at, one.permalink = PublicationState.PUBLISHED, report.at, report.permalink.strip()
            one.proof_id = report.proof.pk if report.proof else None
            one.text, one.by_id = self.text_for(report.channel), by.person_id
        self.published_at = min(one.published_at for one in self.publications if one.published_at)
        self.incur_debts()
        complete, names = self._finish_publishing(by)
        names += [*self.supersede_old(by, reports), *self.start_validity(), *self.recheck_facts()]
        self.log(
            "content.published", by, [*self.publications, *proofs, *names, *self.debts], revision=self.revision_number,
            channels=[one.channel for one in reports], links=[one.permalink.strip() for one in reports],
            proofs=[one.proof for one in reports], at=[one.at for one in reports], complete=complete,
            texts=[commitment(self.publication(one.channel).text, self.salt) for one in reports],
            proof_hashes=[one.proof.sha256 if one.proof else None for one in reports],
        )  # fmt: skip
        follow(self, by)

    def objections_to_cancelling_channels(self: "Content", by: Actor) -> Issues:
        stage = self.stage_rules
        if stage.kind != StageKind.PUBLISH or self.stopped:
            return Issues([Issue("stage", "wrong_stage", {"stage": stage.label})])
        return Issues([] if can(by, "cancel", self) or self.may_act(by, stage) else [Issue("person", "may_not_cancel")])

    def cancel_channels(self: "Content", by: Actor, channels: Iterable[str], reason: str) -> None:
        """Not on these channels after all; when no other one is waiting, the publication is complete."""
        if issues := self.objections_to_cancelling_channels(by):
            raise (WrongStage if issues.about("stage") else NotAllowed)(*issues)
        waiting, wanted = of_state(self.publications, PublicationState.SCHEDULED), list(channels)
        if not wanted or any(key not in waiting for key in wanted):
            raise WrongStage(Issue("stage", "channels_not_waiting"))
        missing = [] if reason.strip() else [Issue("reason", "reason_missing")]
        if set(wanted) == set(waiting) and not of_state(self.publications, PublicationState.PUBLISHED):
            missing.append(Issue("page", "no_channel_left"))
        if missing:
            raise NotReady(*missing)
        note = self.annotate(reason)
        for key in wanted:
            waiting[key].state = PublicationState.CANCELLED
        complete, names = self._finish_publishing(by)
        self.log(
            "content.channel_cancelled", by, [note, *names, *self.publications],
            channels=wanted, note=note.commitment, complete=complete,
        )  # fmt: skip

    def objections_to_taking_down(self: "Content", by: Actor) -> Issues:
        shown = of_state(self.publications, PublicationState.PUBLISHED)
        if not shown:
            return Issues([Issue("stage", "not_published_there")])
        return Issues([] if can(by, "take_down", self) else [Issue("person", "may_not_take_down")])

    def take_down(self: "Content", by: Actor, channels: Iterable[str], reason: str) -> None:
        """Removed from channels, with a reason; the archive keeps what was shown. Taken from all, it goes out nowhere else either."""
        if not can(by, "take_down", self):
            raise NotAllowed(Issue("person", "may_not_take_down"))
        shown, wanted = of_state(self.publications, PublicationState.PUBLISHED), list(channels)
        if not wanted or any(key not in shown for key in wanted):
            raise WrongStage(Issue("stage", "not_published_there"))
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        note = self.annotate(reason)
        for key in wanted:
            shown[key].state = PublicationState.TAKEN_DOWN
        self.acted_at = now()
        complete = not of_state(self.publications, PublicationState.PUBLISHED)
        named: list[Row] = []
        if complete and self.state == "superseded":
            named = [*self.settle_replacement(by), *self.leave_the_screen(by)]
        elif complete:
            for one in of_state(self.publications, PublicationState.SCHEDULED).values():
                one.state = PublicationState.CANCELLED
            self.state, self.note, self.due_at = "taken_down", note, None  # type: ignore[assignment]
            named = self.leave_the_screen(by)
            self.owe_assessment(by)
        settled = Takedown.settle(self, wanted, by, Settled.TAKEN_DOWN)
        self.session.flush()
        self.log(
            "content.taken_down", by, [note, *self.publications, *self.debts, *named, *settled], channels=wanted, note=note.commitment,
            complete=complete,
        )  # fmt: skip
        if complete and self.state == "taken_down":
            tell_takers(self, "taken_down", by)

    def text_for(self: "Content", channel: str) -> str:
        """The channel's text of the approved revision: its own caption, or composed from the fields."""
        assert self.revision is not None
        return caption(self.revision.fields, channel, self.kind, self.rules, self.known_contacts(), places.known())

    def _finish_publishing(self: "Content", by: Actor) -> tuple[bool, list[Row]]:
        """Stay until every channel is out or cancelled, then go on; the rows that the entry must name come back with it."""
        self.acted_at = now()
        if of_state(self.publications, PublicationState.SCHEDULED):
            if self.published_at:
                self.state = "partly_published"  # type: ignore[assignment]
            self.await_next_hour()
            self.session.flush()
            return False, []
        passage = self.pass_stage(self.stage_rules, by)
        self.session.flush()
        self.move(self.next_stage(), by)
        self.state = "published"  # type: ignore[assignment]
        return True, [passage]

    def _wrong_reports(self: "Content", reports: list[Report]) -> Issues:
        issues = [] if reports else [Issue("page", "nothing_reported")]
        waiting, seen = of_state(self.publications, PublicationState.SCHEDULED), set()
        for report in reports:
            label = next((one.label for one in self.rules.channels if one.key == report.channel), report.channel)
            if report.channel not in waiting or report.channel in seen:
                issues.append(Issue(f"channel:{report.channel}", "channel_not_waiting", {"channel": label}))
            else:
                issues += self._wrong_report(report, self.rules.channel(report.channel))
            seen.add(report.channel)
        return Issues(issues)

    def _wrong_report(self: "Content", report: Report, channel: Channel) -> list[Issue]:
        link, wrong = report.permalink.strip(), []
        if report.proof is None and not (link and channel.link_is_proof):
            wrong.append("proof_missing")
        practising = self.programme.practice_of_id is not None
        if link and channel_of(link, (channel,), practising=practising) is None:
            wrong.append("link_in_practice" if practising else "link_of_another_channel")
        elif link and not names_a_post(link):
            wrong.append("link_without_post")
        if report.proof is not None and (report.proof.role != MediaRole.PROOF or not report.proof.type.startswith("image/")):
            wrong.append("proof_not_a_picture")
        if not self._possible_from <= report.at <= now() + AHEAD:
            wrong.append("published_time_odd")
        return [Issue(f"channel:{channel.key}", key, {"channel": channel.label}) for key in wrong]

    @property
    def _possible_from(self: "Content") -> datetime:
        """Nothing goes out before its last approval; where one may be given by telephone, its record comes after the fact."""
        validating = [stage for stage in self.lane_rules.validating if self.approvals(stage)]
        if any(stage.verbal for stage in self.lane_rules.validating) or not validating:
            return self.earliest - AHEAD  # hours are typed to the minute
        return max(self.approvals(stage)[-1].at for stage in validating) - AHEAD
