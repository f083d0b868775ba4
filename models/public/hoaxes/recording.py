"""Recording a claim and rewording it: what is typed is kept apart from the log, and the clock starts."""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from models import entries, places
from models.actors import Actor, can
from models.base import LOCAL, Row, now
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.notes import Note
from models.programmes import Programme
from models.public.deadlines import Deadlines
from models.public.hoaxes import similar
from models.public.hoaxes.states import DECIDED, UNDECIDED, HoaxState
from models.search import SearchRow

if TYPE_CHECKING:
    from models.public.hoaxes.cases import HoaxCase

entries.register("hoax.recorded", "hoax_case", ("number", "due_at", "claim", "link", "alike"))
entries.register("hoax.reworded", "hoax_case", ("fields", "claim", "attempt", "voided"))
entries.register("hoax.started", "hoax_case")

LENGTHS = {"title": 120, "claim": 5_000, "link": 500}
EARLIEST = timedelta(days=31)  # a sighting told of later than that is typed wrongly
AHEAD = timedelta(minutes=2)


class Recording:
    """The first verbs of a case."""

    @classmethod
    def record(
        cls, programme: Programme, title: str, claim: str, by: Actor, session: Session, *,
        link: str = "", hazard: str = "", place: str = "", received_at: datetime | None = None,
    ) -> "HoaxCase":  # fmt: skip
        """A claim as it went around, under a title in the office's own words; due in the playbook's service hours (S3.3).

        A claim about a danger is due in hours of the clock. NotReady `no_service_hours` while the programme has none.
        """
        from models.public.hoaxes.cases import HoaxCase  # noqa: PLC0415

        if issues := cls.objections_to_recording(programme, by):
            raise NotAllowed(*issues)
        moment = received_at or now()
        if issues := shortcomings(programme, title, claim, link, hazard, place) + _odd_time(moment):
            raise NotReady(*issues)
        hours, danger = programme.rules.hoaxes.hours, bool(hazard)
        clock = Deadlines.of(programme, session, moment.date()).begin(moment, hours, day_and_night=danger)
        year = moment.astimezone(LOCAL).year
        note, alike = Note.of(claim), similar.among([programme.pk], f"{title} {claim}", session)
        session.add(note)
        case = HoaxCase(
            programme=programme, programme_id=programme.pk, year=year, serial=HoaxCase.next_serial(programme.pk, year, session),
            title=title.strip(), claim=note, link=link.strip(), hazard=hazard, place=place, salt=secrets.token_hex(16),
            state=HoaxState.NEW, by_id=by.person_id, alike=len(alike), **clock,
        )  # fmt: skip
        session.add(case)
        session.flush()
        case.put_in_order()
        case.log(
            "hoax.recorded", by, [note], number=case.number, due_at=case.due_at, claim=note.commitment, link=bool(case.link),
            alike=len(alike),
        )  # fmt: skip
        return case

    @classmethod
    def objections_to_recording(cls, programme: Programme, by: Actor) -> Issues:
        return Issues([] if can(by, "check_hoax", programme) else [Issue("person", "may_not_check_hoax")])

    def objections_to_working(self: "HoaxCase", by: Actor) -> Issues:
        """Whether this person may work on the case, and whether it is still worked on."""
        if not can(by, "check_hoax", self.programme):
            return Issues([Issue("person", "may_not_check_hoax")])
        if self.merged_into_id is not None:
            return Issues([Issue("page", "hoax_merged")])
        return Issues([Issue("page", "hoax_closed")] if self.state is HoaxState.CLOSED else [])

    def require_work(self: "HoaxCase", by: Actor) -> None:
        if issues := self.objections_to_working(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)

    def objections_to_editing(self: "HoaxCase", by: Actor) -> Issues:
        """What a published verdict was taken on can't change; a correction opens it again."""
        locked = self.state is HoaxState.CLARIFIED
        return self.objections_to_working(by) + Issues([Issue("page", "hoax_verdict_locked")] if locked else [])

    def require_editing(self: "HoaxCase", by: Actor) -> None:
        if issues := self.objections_to_editing(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)

    def start(self: "HoaxCase", by: Actor) -> None:
        """'Mulai verifikasi': from here on the case is being checked; the other verbs do it by themselves."""
        self.require_work(by)
        if self.state is HoaxState.NEW:
            self.begin_checking()
            self.log("hoax.started", by)

    def begin_checking(self: "HoaxCase") -> None:
        if self.state is HoaxState.NEW:
            self.state, self.started_at = HoaxState.VERIFYING, now()

    def reword(self: "HoaxCase", by: Actor, *, title: str, claim: str, link: str = "", hazard: str = "", place: str = "") -> None:
        """Other words, link, danger or place; a verdict taken on the claim as it was is void."""
        self.require_editing(by)
        if issues := shortcomings(self.programme, title, claim, link, hazard, place):
            raise NotReady(*issues)
        told = {"title": title.strip(), "link": link.strip(), "hazard": hazard, "place": place}
        changed = [key for key, value in told.items() if getattr(self, key) != value]
        for key in changed:
            setattr(self, key, told[key])
        names: list[Row] = []
        if claim.strip() != self.claim.text:
            self.claim = Note.of(claim)
            self.session.add(self.claim)
            names.append(self.claim)
            changed.append("claim")
        if not changed:
            return
        voided = self.void_if_covered()
        self.session.flush()
        self.put_in_order()
        self.log("hoax.reworded", by, names, fields=changed, claim=self.claim.commitment, attempt=self.attempt, voided=voided)

    def void_if_covered(self: "HoaxCase") -> bool:
        """After an edit: whether verdicts of this attempt no longer cover what is there; then the next attempt begins."""
        current = [one for one in self.verdicts if one.attempt == self.attempt]
        if not current or all(one.covered == self.covered() for one in current):
            return False
        self.go_back()
        return True

    def go_back(self: "HoaxCase") -> None:
        """To checking, with the next attempt; what was decided stays on record."""
        if self.state in (*UNDECIDED, *DECIDED):
            self.state = HoaxState.VERIFYING
        self.attempt += 1
        self.result, self.made_by_ai, self.first_verdict_at, self.concluded_at = "", False, None, None

    def put_in_order(self: "HoaxCase") -> None:
        """What it is found by, by words and by likeness."""
        text = f"{self.title} {self.claim.text}"
        SearchRow.put("hoax_case", self.pk, self.programme_id, self.received_at, f"{self.number} {text} {self.link}", self.session)
        similar.put(self.pk, self.programme_id, text, self.session)

    def log(self: "HoaxCase", action: str, by: Actor, names: "list[Row] | tuple[Row, ...]" = (), **facts: Any) -> None:
        entries.record(self.session, action, by=by, subject=self, names=list(names), **facts)


def shortcomings(programme: Programme, title: str, claim: str, link: str, hazard: str, place: str) -> Issues:
    """All that is wrong with a claim as it was typed."""
    told = {"title": title.strip(), "claim": claim.strip(), "link": link.strip()}
    issues = [Issue(key, "too_long", {"limit": limit}) for key, limit in LENGTHS.items() if len(told[key]) > limit]
    issues += [] if told["title"] else [Issue("title", "hoax_title_missing")]
    issues += [] if told["claim"] or told["link"] else [Issue("claim", "hoax_claim_missing")]
    if told["link"] and not told["link"].startswith(("https://", "http://")):
        issues.append(Issue("link", "hoax_link_odd"))
    if hazard and hazard not in hazards(programme):
        issues.append(Issue("hazard", "hoax_hazard_unknown"))
    if place and place not in places.known():
        issues.append(Issue("place", "place_unknown"))
    return Issues(issues)


def hazards(programme: Programme) -> dict[str, str]:
    """Dangers the playbook knows, by key; none where it has no such field."""
    return {one.key: one.label for field in programme.rules.fields if field.key == "hazard" for one in field.options}


def _odd_time(moment: datetime) -> Issues:
    fits = now() - EARLIEST <= moment <= now() + AHEAD
    return Issues([] if fits else [Issue("received_at", "hoax_time_odd")])
