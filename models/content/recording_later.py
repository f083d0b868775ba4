"""Pencatatan susulan: it went out while the app couldn't be reached, and is recorded afterwards with its real hours (the flood night)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from models import entries
from models.actors import Actor, can
from models.asked import once
from models.base import now
from models.content.later_posts import LaterPost
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.playbooks import StageKind

if TYPE_CHECKING:
    from models.content.contents import Content

entries.register("content.recorded_later", "content", ("channels", "at", "note"))

EMERGENCY = "emergency"
LONGEST = timedelta(days=14)


class RecordingLater:
    """Of the emergency lane only: its decision is confirmed by its maker and its later check made by somebody else all the same."""

    @property
    def later_posts(self: "Content") -> list[LaterPost]:
        """Real hours told afterwards; none for what went out through the app."""
        if self.lane != EMERGENCY:
            return []
        return once(self.session, ("later", self.pk), lambda: LaterPost.of(self.pk, self.session))

    @property
    def earliest(self: "Content") -> datetime:
        """Before this nothing of it can have been decided or shown."""
        return min((self.created_at, *(one.published_at for one in self.later_posts)))

    def objections_to_recording_later(self: "Content", by: Actor) -> Issues:
        """While it is written, once, by who may take the emergency lane."""
        stage = self.stage_rules
        if self.lane != EMERGENCY or stage.kind is not StageKind.WORK or self.stopped:
            return Issues([Issue("stage", "wrong_stage", {"stage": stage.label})])
        if not can(by, EMERGENCY, self):
            return Issues([Issue("person", "may_not_create")])
        return Issues([Issue("page", "recorded_later_already")] if self.later_posts else [])

    def record_later(
        self: "Content", by: Actor, hours: Mapping[str, datetime], reason: str, links: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Channel → when it really went out there, and its address where that is known; `reason` says why not through the app."""
        if issues := self.objections_to_recording_later(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        issues = Issues([] if reason.strip() else [Issue("reason", "reason_missing")])
        issues += [Issue("page", "no_times")] if not hours else []
        known = set(self.channels)
        issues += [Issue(f"channel:{key}", "channel_not_chosen", {"channel": key}) for key in hours if key not in known]
        odd = [key for key, at in hours.items() if not now() - LONGEST <= at <= now()]
        issues += [Issue(f"channel:{key}", "later_hour_odd", {"days": LONGEST.days}) for key in odd]
        if issues:
            raise NotReady(*issues)
        rows = [
            LaterPost(content_id=self.pk, channel=key, published_at=at, permalink=links.get(key, ""), by_id=by.person_id)
            for key, at in hours.items()
        ]
        note = self.annotate(reason)
        self.session.add_all(rows)
        self.acted_at = now()
        self.session.flush()
        self.log("content.recorded_later", by, [*rows, note], channels=list(hours), at=list(hours.values()), note=note.commitment)
