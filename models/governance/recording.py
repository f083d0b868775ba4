"""Writing down a meeting while it runs: who is there, what is decided, what is attached (S1.4)."""

from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import Session

from models import entries
from models.actors import Actor, can
from models.base import Row, now
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.issues import Issue, Issues
from models.people import Person
from models.programmes import Programme

if TYPE_CHECKING:
    from models.governance.minutes import Attendee, Minutes, MinutesDecision, MinutesFile

entries.register("minutes.begun", "minutes", ("what", "what_id", "held_on"))
entries.register("minutes.revised", "minutes", ("fields",))
entries.register("minutes.attended", "minutes", ("present", "outside"))
entries.register("minutes.attendee_removed", "minutes")
entries.register("minutes.decided", "minutes", ("decision",))
entries.register("minutes.decision_revised", "minutes", ("decision",))
entries.register("minutes.decision_removed", "minutes", ("decision",))
entries.register("minutes.file_added", "minutes", ("type",))
entries.register("minutes.concluded", "minutes", ("present", "decisions"))

LENGTHS = {
    "title": 200, "place": 200, "hours": 60, "agenda": 2_000, "course": 5_000, "name": 120, "position": 120, "body": 160, "text": 1_000,
}  # fmt: skip
WRITERS = ("evaluate", "plan")
MOST = 200


class Recording:
    """Verbs of the minutes."""

    @classmethod
    def begin(
        cls, programme: Programme, title: str, held_on: date, by: Actor, session: Session, about: Row, *,
        hours: str = "", place: str = "", agenda: str = "",
    ) -> "Minutes":  # fmt: skip
        """A meeting on one row; further rows can be linked later."""
        from models.governance.minutes import Minutes, MinutesLink, MinutesState  # noqa: PLC0415

        if not writes(programme, by):
            raise NotAllowed(Issue("person", "may_not_write_minutes"))
        if getattr(about, "programme_id", None) != programme.pk:
            raise NotFound
        given = {"title": title, "hours": hours, "place": place, "agenda": agenda}
        if issues := _shortcomings(given):
            raise NotReady(*issues)
        one = Minutes(
            programme=programme, programme_id=programme.pk, title=title.strip(), held_on=held_on, hours=hours.strip(), place=place.strip(),
            agenda=agenda.strip(), state=MinutesState.DRAFT, by_id=by.person_id, opened_at=now(),
        )  # fmt: skip
        one.attendees, one.decisions, one.files = [], [], []
        session.add(one)
        session.flush()
        link = MinutesLink(minutes_id=one.pk, subject=str(about.__tablename__), subject_id=about.pk)
        session.add(link)
        session.flush()
        entries.record(
            session, "minutes.begun", by=by, subject=one, names=[link],
            what=str(about.__tablename__), what_id=about.pk, held_on=str(held_on),
        )  # fmt: skip
        return one

    def objections_to_writing(self: "Minutes", by: Actor) -> Issues:
        from models.governance.minutes import MinutesState  # noqa: PLC0415

        if not writes(self.programme, by):
            return Issues([Issue("person", "may_not_write_minutes")])
        return Issues([Issue("page", "minutes_final")] if self.state is MinutesState.FINAL else [])

    def revise(self: "Minutes", by: Actor, *, held_on: date, **texts: str) -> None:
        """Title, hours, place, agenda and course of the meeting."""
        self._require(by)
        wanted = {key: value.strip() for key, value in texts.items() if key in ("title", "hours", "place", "agenda", "course")}
        if issues := _shortcomings(wanted):
            raise NotReady(*issues)
        changed = sorted(key for key, value in (wanted | {"held_on": held_on}).items() if getattr(self, key) != value)
        for key in changed:
            setattr(self, key, held_on if key == "held_on" else wanted[key])
        if changed:
            entries.record(self.session, "minutes.revised", by=by, subject=self, fields=changed)

    def attend(
        self: "Minutes",
        by: Actor,
        *,
        person: Person | None = None,
        name: str = "",
        position: str = "",
        body: str = "",
        present: bool = True,
    ) -> "Attendee":
        """One of ours with the position held today, or somebody from outside by name and body; again: only presence changes."""
        from models.governance.minutes import Attendee  # noqa: PLC0415

        self._require(by)
        known = next((one for one in self.attendees if person is not None and one.person_id == person.pk), None)
        if known is not None:
            known.present = present
        else:
            name = person.name if person else name.strip()
            position = position.strip() or (person.position if person else "")
            issues = list(_shortcomings({"name": name, "position": position, "body": body}))
            if len(self.attendees) >= MOST:
                issues.append(Issue("name", "minutes_too_many"))
            if person is None and any(
                one.name.lower() == name.lower() and one.body.lower() == body.strip().lower() for one in self.attendees
            ):
                issues.append(Issue("name", "attendee_twice"))
            if issues:
                raise NotReady(*issues)
            known = Attendee(person_id=person.pk if person else None, name=name, position=position, body=body.strip(), present=present)
            self.attendees.append(known)
        self.session.flush()
        entries.record(self.session, "minutes.attended", by=by, subject=self, names=[known], present=present, outside=person is None)
        return known

    def remove_attendee(self: "Minutes", attendee_id: int, by: Actor) -> None:
        self._require(by)
        gone = next((one for one in self.attendees if one.id == attendee_id), None)
        if gone is None:
            raise NotFound
        self.attendees.remove(gone)
        self.session.flush()
        entries.record(self.session, "minutes.attendee_removed", by=by, subject=self, names=[gone])

    def decide(self: "Minutes", text: str, by: Actor) -> "MinutesDecision":
        """The next decision, as it is agreed."""
        from models.governance.minutes import MinutesDecision  # noqa: PLC0415

        self._require(by)
        if issues := _shortcomings({"text": text}):
            raise NotReady(*issues)
        if len(self.decisions) >= MOST:
            raise NotReady(Issue("text", "minutes_too_many"))
        number = max((one.number for one in self.decisions), default=0) + 1
        one = MinutesDecision(number=number, text=text.strip(), by_id=by.person_id, at=now())
        self.decisions.append(one)
        self.session.flush()
        entries.record(self.session, "minutes.decided", by=by, subject=self, names=[one], decision=one)
        return one

    def decision(self: "Minutes", decision_id: int) -> "MinutesDecision":
        """One that stands; NotFound for another meeting's."""
        found = next((one for one in self.standing if one.id == decision_id), None)
        if found is None:
            raise NotFound
        return found

    def reword(self: "Minutes", decision_id: int, text: str, by: Actor) -> None:
        self._require(by)
        if issues := _shortcomings({"text": text}):
            raise NotReady(*issues)
        one = self.decision(decision_id)
        if one.text != text.strip():
            one.text = text.strip()
            entries.record(self.session, "minutes.decision_revised", by=by, subject=self, names=[one], decision=one)

    def take_out(self: "Minutes", decision_id: int, by: Actor) -> None:
        """It was not decided after all; its number isn't given again."""
        self._require(by)
        one = self.decision(decision_id)
        one.removed = True
        entries.record(self.session, "minutes.decision_removed", by=by, subject=self, names=[one], decision=one)

    def attach(self: "Minutes", by: Actor, *, sha256: str, name: str, type: str) -> "MinutesFile":
        """A file kept beforehand; the same one twice is one."""
        from models.governance.minutes import MinutesFile  # noqa: PLC0415

        self._require(by)
        if known := next((one for one in self.files if one.sha256 == sha256), None):
            return known
        if len(self.files) >= MOST:
            raise NotReady(Issue("file", "minutes_too_many"))
        one = MinutesFile(sha256=sha256, name=name[:200], type=type, by_id=by.person_id, at=now())
        self.files.append(one)
        self.session.flush()
        entries.record(self.session, "minutes.file_added", by=by, subject=self, names=[one], type=type)
        return one

    def objections_to_concluding(self: "Minutes", by: Actor) -> Issues:
        """A meeting has two people, a place and a decision at least."""
        if issues := self.objections_to_writing(by):
            return issues
        wanted = (
            ("place", bool(self.place), "minutes_place_missing"),
            ("attendees", len(self.present) > 1, "minutes_people_missing"),
            ("decisions", bool(self.standing), "minutes_decisions_missing"),
        )
        return Issues(Issue(about, key) for about, there, key in wanted if not there)

    def conclude(self: "Minutes", by: Actor) -> None:
        """Final from now on."""
        from models.governance.minutes import MinutesState  # noqa: PLC0415

        if issues := self.objections_to_concluding(by):
            raise (NotAllowed if issues.about("person") else WrongStage if issues.about("page") else NotReady)(*issues)
        self.state, self.concluded_at = MinutesState.FINAL, now()
        entries.record(
            self.session, "minutes.concluded", by=by, subject=self, present=len(self.present), decisions=len(self.standing)
        )  # fmt: skip

    def _require(self: "Minutes", by: Actor) -> None:
        if issues := self.objections_to_writing(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)


def writes(programme: Programme, by: Actor) -> bool:
    return any(can(by, right, programme) for right in WRITERS)


def _shortcomings(texts: dict[str, str]) -> Issues:
    issues = [Issue(key, f"minutes_{key}_missing") for key in ("title", "name", "text") if key in texts and not texts[key].strip()]
    issues += [Issue(key, "too_long", {"limit": LENGTHS[key]}) for key, value in texts.items() if len(value.strip()) > LENGTHS[key]]
    return Issues(issues)
