"""Kegiatan sosialisasi: when and where the public was met, how many came, with what, and what it belongs to (S-H6, A-H8)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, Optional

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, func, select

from models import entries, places
from models.actors import Actor
from models.base import Record, Row, closed_set, now, today
from models.content.contents import Content
from models.errors import NotAllowed, NotFound, NotReady
from models.governance.evidence import keeps
from models.governance.minutes import Minutes, MinutesDecision
from models.governance.readable import Readable
from models.issues import Issue, Issues
from models.notes import Note
from models.planning.campaigns import Campaign
from models.planning.quarters import Quarter
from models.programmes import Programme

entries.register("activity.recorded", "activity", ("held_on", "form", "place", "people", "later"))
entries.register("activity.revised", "activity", ("fields",))
entries.register("activity.linked", "activity", ("contents",))
entries.register("activity.removed", "activity", ("note",))

LENGTHS = {"title": 160, "venue": 160, "audience": 160, "materials": 1_000, "outcome": 2_000}
MOST_PEOPLE = 1_000_000
PROMPT = timedelta(days=14)  # what is written down longer afterwards is a later record
EARLIEST = date(2020, 1, 1)


class ActivityForm(StrEnum):
    MEETING = "meeting"
    SCHOOL = "school"
    EXHIBITION = "exhibition"
    SIMULATION = "simulation"
    BROADCAST = "broadcast"
    ROUND = "round"
    ONLINE = "online"


class ActivityContent(Row, table=True):
    """A content that was shown there, or that told of it."""

    __tablename__ = "activity_content"
    __table_args__ = (UniqueConstraint("activity_id", "content_id"),)

    activity_id: int | None = Field(default=None, foreign_key="activity.id")
    content_id: int = Field(foreign_key="content.id", index=True)


class Activity(Readable, Record, table=True):
    """`place` is a kecamatan's code (or the whole kabupaten's), `venue` the place in words, `people` a headcount."""

    __table_args__ = (Index("ix_activity_held", "programme_id", "held_on", "id"),)

    programme_id: int = Field(foreign_key="programme.id")
    held_on: date
    title: str
    form: ActivityForm = closed_set(ActivityForm)
    place: str
    venue: str
    audience: str
    people: int
    materials: str = ""
    outcome: str = ""
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id")
    decision_id: int | None = Field(default=None, foreign_key="minutes_decision.id")
    later: bool = False
    removed: bool = False
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime

    programme: Programme = Relationship()
    campaign: Optional[Campaign] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    decision: Optional[MinutesDecision] = Relationship()  # noqa: UP045
    contents: list[ActivityContent] = Relationship(sa_relationship_kwargs={"cascade": "all, delete-orphan"})

    @classmethod
    def objections_to_recording(cls, programme: Programme, by: Actor) -> Issues:
        """Whoever keeps the profile or plans."""
        return Issues([] if keeps(programme, by) else [Issue("person", "may_not_keep_activities")])

    @classmethod
    def record(
        cls, programme: Programme, by: Actor, session: Session, told: Mapping[str, Any], contents: Collection[int] = ()
    ) -> "Activity":
        """What took place, on a day that is past or today; NotReady names every field that doesn't hold."""
        if issues := cls.objections_to_recording(programme, by):
            raise NotAllowed(*issues)
        one = cls(programme=programme, programme_id=programme.pk, by_id=by.person_id, at=now(), **_tidy(told, programme, session))
        one.contents, one.later = [], today() - one.held_on > PROMPT
        session.add(one)
        session.flush()
        made = one._link(contents)
        entries.record(
            session, "activity.recorded", by=by, subject=one, names=[*made],
            held_on=str(one.held_on), form=one.form, place=one.place, people=one.people, later=one.later,
        )  # fmt: skip
        return one

    def revise(self, by: Actor, told: Mapping[str, Any], contents: Collection[int]) -> None:
        """All fields as they shall be."""
        self._require(by)
        tidy = _tidy(told, self.programme, self.session)
        changed = sorted(name for name, value in tidy.items() if getattr(self, name) != value)
        for name in changed:
            setattr(self, name, tidy[name])
        if changed:
            entries.record(self.session, "activity.revised", by=by, subject=self, fields=changed)
        if {one.content_id for one in self.contents} != set(contents):
            gone = [one for one in self.contents if one.content_id not in contents]
            made = self._link(contents)
            entries.record(self.session, "activity.linked", by=by, subject=self, names=[*gone, *made], contents=sorted(contents))

    def remove(self, by: Actor, reason: str) -> None:
        """Recorded by mistake; counts no more."""
        self._require(by)
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        note = Note.of(reason)
        self.session.add(note)
        self.removed = True
        self.session.flush()
        entries.record(self.session, "activity.removed", by=by, subject=self, names=[note], note=note.commitment)

    def _link(self, contents: Collection[int]) -> list[ActivityContent]:
        """The contents as they shall be; only the programme's own."""
        wanted = set(contents)
        own = (Content.programme_id == self.programme_id, col(Content.id).in_(wanted))
        if len(set(self.session.exec(select(Content.id).where(*own)))) != len(wanted):
            raise NotFound
        known = {one.content_id for one in self.contents}
        made = [ActivityContent(content_id=one) for one in sorted(wanted - known)]
        self.contents[:] = [one for one in self.contents if one.content_id in wanted] + made
        self.session.flush()
        return made

    def _require(self, by: Actor) -> None:
        if issues := self.objections_to_recording(self.programme, by):
            raise NotAllowed(*issues)
        if self.removed:
            raise NotFound

    @classmethod
    def _the_one(cls, row_id: int, actor: Actor) -> Any:
        return super()._the_one(row_id, actor).where(~col(cls.removed))

    @classmethod
    def listed(cls, programme_id: int, quarter: Quarter, session: Session, *, size: int = 50) -> "list[Activity]":
        """Of one quarter, newest first."""
        within = (col(cls.held_on) >= quarter.starts_on, col(cls.held_on) <= quarter.ends_on)
        wanted = select(cls).where(cls.programme_id == programme_id, ~col(cls.removed), *within).options(*cls.whole())
        return list(session.exec(wanted.order_by(col(cls.held_on).desc(), col(cls.id).desc()).limit(size)))

    @classmethod
    def counted(cls, programme_id: int, quarter: Quarter, session: Session) -> "list[Counted]":
        """Per kecamatan, most people first: one aggregate on the index of days."""
        within = (col(cls.held_on) >= quarter.starts_on, col(cls.held_on) <= quarter.ends_on)
        wanted = select(cls.place, func.count(), func.sum(col(cls.people))).where(
            cls.programme_id == programme_id, ~col(cls.removed), *within
        )
        rows = session.exec(wanted.group_by(cls.place)).all()
        return sorted((Counted(*row) for row in rows), key=lambda one: (-one.people, one.place))

    @classmethod
    def quarters(cls, programme_id: int, session: Session) -> "list[Quarter]":
        """Those from the first activity to the running one, newest first."""
        first = session.exec(select(func.min(col(cls.held_on))).where(cls.programme_id == programme_id, ~col(cls.removed))).one()
        found = [Quarter.running()]
        while first and found[-1].starts_on > first:
            found.append(found[-1].previous)
        return found

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.campaign),  # type: ignore[arg-type]
            selectinload(cls.decision),  # type: ignore[arg-type]
            selectinload(cls.contents),  # type: ignore[arg-type]
            raiseload("*"),
        )


class Counted(NamedTuple):
    """One kecamatan in a quarter: how many activities, how many people in all."""

    place: str
    activities: int
    people: int


def _tidy(told: Mapping[str, Any], programme: Programme, session: Session) -> dict[str, Any]:
    given: dict[str, Any] = {name: value.strip() if isinstance(value, str) else value for name, value in told.items()}
    issues = [Issue(name, f"activity_{name}_missing") for name in ("title", "venue", "audience") if not given.get(name)]
    issues += [Issue(name, "too_long", {"limit": most}) for name, most in LENGTHS.items() if len(given.get(name) or "") > most]
    if not isinstance(given.get("held_on"), date) or not EARLIEST <= given["held_on"] <= today():
        issues.append(Issue("held_on", "activity_day"))
    if given.get("form") not in set(ActivityForm):
        issues.append(Issue("form", "activity_form_missing"))
    if given.get("place") not in places.known():
        issues.append(Issue("place", "activity_place_missing"))
    if not isinstance(given.get("people"), int) or not 0 < given["people"] <= MOST_PEOPLE:
        issues.append(Issue("people", "activity_people_missing"))
    if issues:
        raise NotReady(*issues)
    _require_own(given, programme, session)
    return given | {"form": ActivityForm(given["form"])}


def _require_own(given: dict[str, Any], programme: Programme, session: Session) -> None:
    """Campaign and decision are this programme's."""
    campaign_id, decision_id = given.get("campaign_id"), given.get("decision_id")
    if campaign_id and Campaign.find(campaign_id, session).programme_id != programme.pk:
        raise NotFound
    met = select(Minutes.id).join(MinutesDecision, col(MinutesDecision.minutes_id) == col(Minutes.id))
    if decision_id and not session.exec(met.where(MinutesDecision.id == decision_id, Minutes.programme_id == programme.pk)).first():
        raise NotFound
