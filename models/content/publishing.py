"""Publishing: what really went out, where, when, with which proof; taken down with a reason; archived by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from models import entries, places
from models.actors import SYSTEM, Actor, can
from models.base import now
from models.content.captions import caption
from models.content.publications import Pause, Publication, PublicationState
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.playbooks import Channel, StageKind

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.published", "content", ("channels", "links", "proofs", "at", "revision", "complete"))
entries.register("content.taken_down", "content", ("channels", "note", "complete"))
entries.register("content.monitored", "content", ("stage",))
entries.register("content.archived", "content", ("revision",))


@dataclass(frozen=True)
class Report:
    """One channel went out: when, under which address, or with which screenshot."""

    channel: str
    at: datetime
    permalink: str = ""
    proof_id: int | None = None


class Publishing:
    """Verbs of those who publish."""

    def objections_to_publishing(self: "Content", by: Actor) -> Issues:
        """Rights, a pause, and every validating stage of the lane must stand on exactly today's content."""
        stage = self.stage_rules
        if stage.kind != StageKind.PUBLISH or self.state in ("held", "cancelled", "archived", "taken_down"):
            return Issues([Issue("stage", "wrong_stage", {"stage": stage.label})]) + self.missing_validations()
        if not self.may_act(by, stage):
            return Issues([Issue(f"stage:{stage.key}", "role_missing", {"roles": self.role_labels(stage), "stage": stage.label})])
        paused = self.lane == "normal" and bool(Pause.open_in([self.programme_id], self.session))
        return self.missing_validations() + [Issue("page", "paused")] * paused

    def publish(self: "Content", by: Actor, reports: Iterable[Report]) -> None:
        """'Sudah tayang' for one or all channels at once; proof is a link of that channel or a screenshot."""
        stage = self.require_stage(StageKind.PUBLISH)
        self.require_role(by, stage)
        reports = list(reports)
        if issues := self.objections_to_publishing(by) + self._wrong_reports(reports):
            raise NotReady(*issues)
        for report in reports:
            one = self.publication(report.channel)
            one.state, one.published_at, one.permalink, one.proof_id = (
                PublicationState.PUBLISHED,
                report.at,
                report.permalink.strip(),
                report.proof_id,
            )
            one.text, one.by_id = self.text_for(report.channel), by.person_id
        self.published_at = min(one.published_at for one in self.publications if one.published_at)
        self.acted_at = now()
        complete = not any(one.state == PublicationState.SCHEDULED for one in self.publications)
        names: list = list(self.publications)  # type: ignore[type-arg]
        if complete:
            names.append(self.pass_stage(stage, by))
            self.session.flush()
            self.incur_debts()
            self.move(self.next_stage(), by)
        self.state = "published" if complete else "partly_published"  # type: ignore[assignment]
        self.log(
            "content.published", by, [*names, *self.debts], channels=[one.channel for one in reports], revision=self.revision_number,
            links=[one.permalink for one in reports], proofs=[one.proof_id for one in reports],
            at=[one.at for one in reports], complete=complete,
        )  # fmt: skip

    def take_down(self: "Content", by: Actor, channels: Iterable[str], reason: str) -> None:
        """Removed from channels, with a reason; the archive keeps what was shown."""
        if not can(by, "take_down", self):
            raise NotAllowed(Issue("person", "may_not_take_down"))
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        shown = {one.channel: one for one in self.publications if one.state == PublicationState.PUBLISHED}
        wanted = list(channels)
        if not wanted or any(key not in shown for key in wanted):
            raise WrongStage(Issue("stage", "not_published_there"))
        note = self.annotate(reason)
        for key in wanted:
            shown[key].state = PublicationState.TAKEN_DOWN
        complete = not any(one.state == PublicationState.PUBLISHED for one in self.publications)
        self.acted_at = now()
        if complete:
            self.state, self.note = "taken_down", note  # type: ignore[assignment]
        self.session.flush()
        self.log(
            "content.taken_down", by, [note, *(shown[key] for key in wanted)], channels=wanted, note=note.commitment, complete=complete
        )

    def confirm_monitoring(self: "Content", by: Actor) -> None:
        """Somebody looked after it; the archive takes it n days after the last publication (playbook)."""
        stage = self.require_stage(StageKind.MONITOR)
        self.require_role(by, stage)
        if issues := self.open_debts_before(stage):
            raise NotReady(*issues)
        passage = self.pass_stage(stage, by)
        self.acted_at = now()
        self.log("content.monitored", by, [passage], stage=stage.key)

    def archivable(self: "Content", moment: datetime) -> bool:
        last = max((one.published_at for one in self.publications if one.published_at), default=None)
        monitored = any(self.lane_rules.stage(one.stage).kind == StageKind.MONITOR for one in self.passages)
        return monitored and last is not None and last <= moment - timedelta(days=self.rules.archive_after_days)

    def archive(self: "Content", by: Actor = SYSTEM) -> None:
        """By itself, once monitored and old enough."""
        if not self.archivable(now()):
            raise WrongStage(Issue("stage", "not_archivable"))
        self.state, self.archived_at, self.acted_at = "archived", now(), now()  # type: ignore[assignment]
        self.log("content.archived", by, revision=self.revision_number)

    def text_for(self: "Content", channel: str) -> str:
        """The channel's text of the approved revision: its own caption, or composed from the fields."""
        assert self.revision is not None
        return caption(self.revision.fields, channel, self.kind, self.rules, self.known_contacts(), places.known())

    def _wrong_reports(self: "Content", reports: list[Report]) -> Issues:
        waiting = {one.channel for one in self.publications if one.state == PublicationState.SCHEDULED}
        issues = [] if reports else [Issue("page", "nothing_reported")]
        for report in reports:
            about = f"channel:{report.channel}"
            if report.channel not in waiting:
                issues.append(Issue(about, "channel_not_waiting", {"channel": report.channel}))
                continue
            channel = self.rules.channel(report.channel)
            facts = {"channel": channel.label}
            if not report.permalink.strip() and report.proof_id is None:
                issues.append(Issue(about, "proof_missing", facts))
            if report.permalink.strip() and channel_of(report.permalink, (channel,)) is None:
                issues.append(Issue(about, "link_of_another_channel", facts))
            if report.proof_id is not None and report.proof_id not in {one.id for one in self.media}:
                issues.append(Issue(about, "proof_missing", facts))
            if report.at > now() + timedelta(minutes=2) or report.at < self.created_at:
                issues.append(Issue(about, "published_time_odd", facts))
        return Issues(issues)


def channel_of(link: str, channels: Iterable[Channel]) -> str | None:
    """The channel a pasted link belongs to, by its host; only https and the channel's own hosts count."""
    try:
        parts = urlsplit(link.strip())
        host = (parts.hostname or "").lower().removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme not in ("https", "http") or parts.username or not host:
        return None
    return next((one.key for one in channels if any(host == own or host.endswith(f".{own}") for own in one.hosts)), None)


def waiting_on(publications: Iterable[Publication]) -> list[Publication]:
    return [one for one in publications if one.state == PublicationState.SCHEDULED]
