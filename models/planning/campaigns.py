"""A themed effort: what it is for, for whom, from when to when, and whether it is a big one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import YEARS, Record, today
from models.errors import NotAllowed, NotFound, NotReady
from models.holding import held
from models.issues import Issue, Issues
from models.notes import Note
from models.planning.quarters import Quarter
from models.programmes import Programme

entries.register("campaign.opened", "campaign", ("starts_on", "ends_on", "big"))
entries.register("campaign.revised", "campaign", ("fields",))
entries.register("campaign.cancelled", "campaign", ("note",))

LENGTHS = {"name": 100, "aim": 500, "target_group": 200}


class Campaign(Record, table=True):
    """`big`: its end creates the duty of a satisfaction survey and a comprehension test (A4.2)."""

    __table_args__ = (Index("ix_campaign_period", "programme_id", "starts_on"),)

    programme_id: int = Field(foreign_key="programme.id")
    name: str
    aim: str
    target_group: str
    starts_on: date
    ends_on: date
    big: bool = False
    cancelled: bool = False
    note_id: int | None = Field(default=None, foreign_key="note.id")

    @classmethod
    def open(
        cls, programme: Programme, name: str, aim: str, target_group: str, starts_on: date, ends_on: date, by: Actor, session: Session, *,
        big: bool = False,
    ) -> "Campaign":  # fmt: skip
        """A campaign of a programme (S1.3); the plan of its quarters lists it."""
        require_planner(programme, by)
        campaign = cls(
            programme_id=programme.pk, name=name.strip(), aim=aim.strip(), target_group=target_group.strip(),
            starts_on=starts_on, ends_on=ends_on, big=big,
        )  # fmt: skip
        if issues := campaign._shortcomings():
            raise NotReady(*issues)
        session.add(campaign)
        entries.record(session, "campaign.opened", by=by, subject=campaign, starts_on=str(starts_on), ends_on=str(ends_on), big=big)
        return campaign

    def revise(self, programme: Programme, by: Actor, changes: Mapping[str, Any]) -> None:
        """Name, aim, target group, period or size; a cancelled one stays as it is."""
        self._require_planner(programme, by)
        self._require_open()
        known = {"name", "aim", "target_group", "starts_on", "ends_on", "big"}
        tidy = {key: value.strip() if isinstance(value, str) else value for key, value in changes.items() if key in known}
        changed = sorted(key for key, value in tidy.items() if getattr(self, key) != value)
        before = {key: getattr(self, key) for key in changed}
        for key in changed:
            setattr(self, key, tidy[key])
        if issues := self._shortcomings():
            for key, value in before.items():
                setattr(self, key, value)
            raise NotReady(*issues)
        if changed:
            entries.record(self.session, "campaign.revised", by=by, subject=self, fields=changed)

    def cancel(self, programme: Programme, by: Actor, reason: str) -> None:
        self._require_planner(programme, by)
        self._require_open()
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        note = Note.of(reason)
        self.session.add(note)
        self.session.flush()
        self.cancelled, self.note_id = True, note.id
        entries.record(self.session, "campaign.cancelled", by=by, subject=self, names=[note], note=note.commitment)

    def runs_on(self, day: date) -> bool:
        return not self.cancelled and self.starts_on <= day <= self.ends_on

    @classmethod
    def find(cls, campaign_id: int, session: Session) -> "Campaign":
        found = session.get(cls, campaign_id)
        if found is None:
            raise NotFound
        return found

    @classmethod
    def current(cls, campaign_id: int, seen: int, session: Session) -> "Campaign":
        """The locked row inside a transaction; OutOfDate unless it is as the screen saw it."""
        return held(cls, select(cls).where(cls.id == campaign_id), seen, session)

    @classmethod
    def within(cls, programme_ids: list[int], since: date, until: date, session: Session) -> list["Campaign"]:
        """Those that touch a period (both days included), earliest first; cancelled ones too."""
        touching = (col(cls.programme_id).in_(programme_ids), cls.starts_on <= until, cls.ends_on >= since)
        return list(session.exec(select(cls).where(*touching).order_by(col(cls.starts_on), col(cls.id))))

    @classmethod
    def of_quarter(cls, programme_id: int, quarter: Quarter, session: Session) -> list["Campaign"]:
        return cls.within([programme_id], quarter.starts_on, quarter.ends_on, session)

    @classmethod
    def running(cls, programme_id: int, session: Session) -> list["Campaign"]:
        """Not ended and not cancelled: what a piece can be planned for."""
        wanted = select(cls).where(cls.programme_id == programme_id, cls.ends_on >= today(), ~col(cls.cancelled))
        return list(session.exec(wanted.order_by(col(cls.starts_on))))

    @classmethod
    def recent(cls, programme_id: int, session: Session, size: int) -> list["Campaign"]:
        """Not cancelled, the latest to end first: what a survey can be about."""
        wanted = select(cls).where(cls.programme_id == programme_id, ~col(cls.cancelled))
        return list(session.exec(wanted.order_by(col(cls.ends_on).desc(), col(cls.id).desc()).limit(size)))

    def _require_planner(self, programme: Programme, by: Actor) -> None:
        if self.programme_id != programme.pk:
            raise NotFound
        require_planner(programme, by)

    def _require_open(self) -> None:
        if self.cancelled:
            raise NotReady(Issue("page", "campaign_cancelled"))

    def _shortcomings(self) -> Issues:
        empty = [Issue(key, f"campaign_{key}_missing") for key in LENGTHS if not getattr(self, key)]
        long = [Issue(key, "too_long", {"limit": limit}) for key, limit in LENGTHS.items() if len(getattr(self, key)) > limit]
        order = [Issue("ends_on", "ends_before_start")] if self.ends_on < self.starts_on else []
        far = [Issue(key, "day_out_of_reach") for key in ("starts_on", "ends_on") if getattr(self, key).year not in YEARS]
        return Issues([*empty, *long, *order, *far])


def require_planner(programme: Programme, by: Actor) -> None:
    """Planning is a right of the playbook."""
    if not can(by, "plan", programme):
        raise NotAllowed(Issue("person", "may_not_plan"))
