"""Kejadian: one event's facts, updates, comments and hoaxes as one thread by time (A3.3)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Optional

from sqlalchemy import JSON, Index
from sqlmodel import Field, Relationship, Session

from models import entries, places
from models.actors import READ_ONLY, Actor
from models.base import LOCAL, Record, now
from models.content.incident_links import IncidentLink, Subject, exists_in
from models.content.incident_shelves import IncidentShelves
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.issues import Issue, Issues
from models.notes import Note
from models.playbooks import Playbook
from models.programmes import Programme
from models.search import SearchRow

entries.register("incident.begun", "incident", ("hazard", "places", "started_at"))
entries.register("incident.revised", "incident", ("fields",))
entries.register("incident.joined", "incident", ("part", "part_id"))
entries.register("incident.parted", "incident", ("part", "part_id"))
entries.register("incident.closed", "incident", ("ended_at", "note"))
entries.register("incident.reopened", "incident")

AHEAD = timedelta(minutes=2)
TITLE = 120
SUMMARY = 4_000


class Incident(IncidentShelves, Record, table=True):
    """`places` are codes; `ended_at` when the event was over, `closed_at` when its summary was written."""

    __table_args__ = (Index("ix_incident_list", "programme_id", "closed_at", "started_at"),)

    programme_id: int = Field(foreign_key="programme.id")
    title: str
    hazard: str = ""
    places: list[str] = Field(default_factory=list, sa_type=JSON)
    started_at: datetime
    ended_at: datetime | None = None
    begun_at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    closed_at: datetime | None = None
    closed_by_id: int | None = Field(default=None, foreign_key="person.id")
    summary_id: int | None = Field(default=None, foreign_key="note.id")
    summary: Optional[Note] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    programme: Programme = Relationship()
    links: list["IncidentLink"] = Relationship(back_populates="incident", sa_relationship_kwargs={"order_by": "IncidentLink.id"})

    @classmethod
    def objections_to_beginning(cls, programme: Programme, by: Actor) -> Issues:
        """Anybody of the programme's own team: at night there is one."""
        return Issues([] if _of_the_team(programme.pk, by) else [Issue("person", "not_in_team")])

    @classmethod
    def begin(
        cls, programme: Programme, title: str, by: Actor, session: Session, *, started_at: datetime, hazard: str = "",
        where: Iterable[str] = (),
    ) -> "Incident":  # fmt: skip
        """`started_at`: when it happened, not when we heard of it."""
        if issues := cls.objections_to_beginning(programme, by):
            raise NotAllowed(*issues)
        codes = list(dict.fromkeys(where))
        if issues := _shortcomings(title, hazard, codes, started_at, programme.rules):
            raise NotReady(*issues)
        incident = cls(
            programme_id=programme.pk, title=title.strip(), hazard=hazard, places=codes, started_at=started_at, begun_at=now(),
            by_id=by.person_id,
        )  # fmt: skip
        session.add(incident)
        session.flush()
        incident._make_findable()
        entries.record(session, "incident.begun", by=by, subject=incident, hazard=hazard, places=codes, started_at=started_at)
        return incident

    def objections_to_changing(self, by: Actor) -> Issues:
        """Its team, until it is closed."""
        if not _of_the_team(self.programme_id, by):
            return Issues([Issue("person", "not_in_team")])
        return Issues([Issue("stage", "incident_closed")] if self.closed_at is not None else [])

    def revise(self, by: Actor, *, title: str, hazard: str, where: Iterable[str], started_at: datetime) -> None:
        self._require_changeable(by)
        codes = list(dict.fromkeys(where))
        if issues := _shortcomings(title, hazard, codes, started_at, self.programme.rules):
            raise NotReady(*issues)
        wanted = {"title": title.strip(), "hazard": hazard, "places": codes, "started_at": started_at}
        changed = sorted(key for key, value in wanted.items() if getattr(self, key) != value)
        for key in changed:
            setattr(self, key, wanted[key])
        if changed:
            self._make_findable()
            entries.record(self.session, "incident.revised", by=by, subject=self, fields=changed)

    def add(self, subject: Subject, subject_id: int, by: Actor) -> "IncidentLink":
        """One tap: it belongs to this event; a second tap changes nothing."""
        self._require_changeable(by)
        if not exists_in(subject, subject_id, self.programme_id, self.session):
            raise NotFound
        link = next((one for one in self.links if (one.subject, one.subject_id) == (subject, subject_id)), None)
        if link is not None and link.removed_at is None:
            return link
        if link is None:
            link = IncidentLink(subject=subject, subject_id=subject_id, at=now(), by_id=by.person_id)
            self.links.append(link)
        link.removed_at, link.at = None, now()
        self.session.flush()
        entries.record(self.session, "incident.joined", by=by, subject=self, names=[link], part=subject.value, part_id=subject_id)
        return link

    def take_out(self, subject: Subject, subject_id: int, by: Actor) -> None:
        """It doesn't belong here after all."""
        self._require_changeable(by)
        link = next((one for one in self.standing_links if (one.subject, one.subject_id) == (subject, subject_id)), None)
        if link is None:
            raise NotFound
        link.removed_at = now()
        entries.record(self.session, "incident.parted", by=by, subject=self, names=[link], part=subject.value, part_id=subject_id)

    def close(self, by: Actor, summary: str, ended_at: datetime) -> None:
        """Over, with what is to be learnt from it."""
        self._require_changeable(by)
        issues = [] if summary.strip() else [Issue("summary", "incident_summary_missing")]
        issues += [Issue("summary", "too_long", {"limit": SUMMARY})] if len(summary) > SUMMARY else []
        issues += [] if self.started_at <= ended_at <= now() + AHEAD else [Issue("ended_at", "incident_end_odd")]
        if issues:
            raise NotReady(*issues)
        note = Note.of(summary)
        self.summary, self.ended_at, self.closed_at, self.closed_by_id = note, ended_at, now(), by.person_id
        self.session.flush()
        entries.record(self.session, "incident.closed", by=by, subject=self, names=[note], ended_at=ended_at, note=note.commitment)

    def reopen(self, by: Actor) -> None:
        """Closed too early."""
        if not _of_the_team(self.programme_id, by):
            raise NotAllowed(Issue("person", "not_in_team"))
        if self.closed_at is None:
            raise WrongStage(Issue("stage", "incident_open"))
        self.closed_at = self.closed_by_id = self.ended_at = None
        entries.record(self.session, "incident.reopened", by=by, subject=self)

    @property
    def standing_links(self) -> "list[IncidentLink]":
        return [one for one in self.links if one.removed_at is None]

    def ids(self, subject: Subject) -> list[int]:
        """Of what belongs to it now."""
        return [one.subject_id for one in self.standing_links if one.subject is subject]

    @property
    def where(self) -> tuple[str, ...]:
        """Names of its places."""
        return tuple(places.known().get(one, one) for one in self.places)

    def _make_findable(self) -> None:
        text = " ".join((self.title, *self.where))
        SearchRow.put("incident", self.pk, self.programme_id, self.begun_at, text, self.session)

    def _require_changeable(self, by: Actor) -> None:
        if issues := self.objections_to_changing(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)


def _of_the_team(programme_id: int, by: Actor) -> bool:
    return any(hat.programme_id == programme_id and hat.unit_id is None and hat.role not in READ_ONLY for hat in by.hats)


def hazards(rules: Playbook) -> dict[str, str]:
    """The hazards a programme knows: key → label; none where it has no such field."""
    return {option.key: option.label for one in rules.fields if one.key == rules.freshness.hazard for option in one.options}


def _shortcomings(title: str, hazard: str, codes: list[str], started_at: datetime, rules: Playbook) -> Issues:
    issues = [] if title.strip() else [Issue("title", "title_missing")]
    issues += [Issue("title", "too_long", {"limit": TITLE})] if len(title.strip()) > TITLE else []
    issues += [] if not hazard or hazard in hazards(rules) else [Issue("hazard", "hazard_unknown")]
    issues += [Issue("places", "place_unknown")] if any(code not in places.known() for code in codes) else []
    odd = started_at > now() + AHEAD or started_at.astimezone(LOCAL).year < now().astimezone(LOCAL).year - 5
    return Issues([*issues, *([Issue("started_at", "incident_start_odd")] if odd else [])])
