"""Pencatatan susulan: it went out while the app couldn't be reached, and is recorded afterwards with its real hours (the flood night)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

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
    def later_unchecked(self: "Content") -> bool:
        """Recorded afterwards, and nobody else has checked the record yet: it counts, and says so."""
        return bool(self.later_posts) and self._before_later_check

    @property
    def _before_later_check(self: "Content") -> bool:
        lane = self.lane_rules
        checks = [place for place, one in enumerate(lane.stages) if place > lane.publishing and one.kind is StageKind.VALIDATE]
        return bool(checks) and lane.index(self.stage) <= checks[-1]

    @classmethod
    def unchecked_later(cls: "type[Content]", programme_id: int, since: datetime, until: datetime, session: Session) -> int:
        """How many of what went out in [since, until) were recorded afterwards and still wait for somebody else's check."""
        told = select(LaterPost.content_id)
        wanted = select(cls).where(
            cls.programme_id == programme_id, col(cls.published_at) >= since, col(cls.published_at) < until, col(cls.id).in_(told)
        )
        return sum(one._before_later_check for one in session.exec(wanted.options(*cls.named())))

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
        if self.programme.practice_of_id:
            return Issues([Issue("page", "not_practised")])
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


def learn_later(contents: "Iterable[Content]", session: Session) -> None:
    """For a page of rows: what was recorded afterwards in one statement, and in none where nothing took the short way."""
    found = LaterPost.among([one.pk for one in contents if one.lane == EMERGENCY], session)
    for content_id, posts in found.items():
        once(session, ("later", content_id), partial(list, posts))
