"""Holding a training: announced, joined, taken part in, certified; each with its question beside it (S4.4, A4.3)."""

import hashlib
import json
import secrets
from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from models import entries
from models.actors import Actor, can
from models.base import now, today
from models.errors import NotAllowed, NotReady, WrongStage
from models.governance.acknowledging import members
from models.issues import Issue, Issues
from models.programmes import Programme

if TYPE_CHECKING:
    from models.governance.trainings import Training, TrainingFile, TrainingSeat

entries.register("training.scheduled", "training", ("training", "held_on"))
entries.register("training.revised", "training", ("training", "held_on"))
entries.register("training.cancelled", "training", ("training",))
entries.register("training.file_added", "training", ("type",))
entries.register("training.joined", "training", ("training", "people"))
entries.register("training.left", "training", ("training", "people"))
entries.register("training.attended", "training", ("training", "present", "guests", "certificates"))

LENGTHS = {"title": 120, "time": 40, "place": 300, "trainer": 160}
MUST = ("title", "place", "trainer")
MOST_HOURS, MOST_GUESTS = 200, 2_000
FARTHEST = timedelta(days=730)
LETTERS, CODE = "abcdefghijkmnpqrstuvwxyz23456789", 26  # 130 bits


class HoldingTrainings:
    """Verbs and questions of a training."""

    @classmethod
    def objections_to_keeping(cls, programme: Programme, by: Actor) -> Issues:
        """Who holds the right, in person."""
        may = by.person_id is not None and can(by, "keep_training", programme)
        return Issues() if may else Issues([Issue("person", "may_not_keep_training")])

    @classmethod
    def schedule(cls, programme: Programme, by: Actor, session: Session, **told: Any) -> "Training":
        """`told`: kind, title, held_on, time, hours, place, trainer; a day that is over already is recorded later as held."""
        from models.governance.trainings import Training, TrainingState  # noqa: PLC0415  a training holds itself

        if issues := cls.objections_to_keeping(programme, by):
            raise NotAllowed(*issues)
        values = _tidy(programme, told)
        training = Training(programme=programme, state=TrainingState.PLANNED, by_id=by.person_id, at=now(), **values)  # type: ignore[arg-type]
        session.add(training)
        session.flush()
        entries.record(session, "training.scheduled", by=by, subject=training, training=training.kind, held_on=str(training.held_on))
        return training

    def revise(self: "Training", by: Actor, **told: Any) -> None:
        """Another day calls for another reminder; the people who joined stay."""
        self._require_planned(by)
        values = _tidy(self.programme, told)
        if values["held_on"] != self.held_on:
            values["reminded_at"] = None
        for key, value in values.items():
            setattr(self, key, value)
        entries.record(self.session, "training.revised", by=by, subject=self, training=self.kind, held_on=str(self.held_on))

    def cancel(self: "Training", by: Actor) -> None:
        from models.governance.trainings import TrainingState  # noqa: PLC0415

        self._require_planned(by)
        self.state = TrainingState.CANCELLED
        entries.record(self.session, "training.cancelled", by=by, subject=self, training=self.kind)

    def add_file(self: "Training", file: "TrainingFile", by: Actor) -> None:
        """Material, before or after the day; the same file once."""
        self._require_keeper(by)
        if any(one.sha256 == file.sha256 for one in self.files):
            raise NotReady(Issue("file", "training_file_twice"))
        file.by_id, file.at = by.person_id, now()
        self.files.append(file)
        self.session.flush()
        entries.record(self.session, "training.file_added", by=by, subject=self, names=[file], type=file.type)

    def objections_to_joining(self: "Training", by: Actor) -> Issues:
        """Somebody of the team, for himself, as long as it lies ahead."""
        if self.state.value != "planned":
            return Issues([Issue("page", "training_not_planned")])
        if by.person_id is None or self.programme_id not in by.teams:
            return Issues([Issue("person", "training_not_of_team")])
        return Issues([Issue("page", "training_joined_already")] if self.seat_of(by.person_id) else [])

    def join(self: "Training", by: Actor) -> None:
        if issues := self.objections_to_joining(by):
            raise (WrongStage if issues.about("page") else NotAllowed)(*issues)
        self._seat([by.person_id or 0], by)

    def invite(self: "Training", people: Collection[int], by: Actor) -> None:
        """Others of the team, by who keeps the trainings."""
        self._require_planned(by)
        new = sorted(set(people) - {one.person_id for one in self.seats})
        if set(new) - members(self.programme_id, self.session).keys() or not new:
            raise NotReady(Issue("people", "training_people_missing"))
        self._seat(new, by)

    def leave(self: "Training", by: Actor) -> None:
        """Oneself, until it was held."""
        seat = self.seat_of(by.person_id)
        if seat is None or self.state.value != "planned":
            raise WrongStage(Issue("page", "training_not_joined"))
        self.seats.remove(seat)
        self.session.flush()
        entries.record(self.session, "training.left", by=by, subject=self, names=[seat], training=self.kind, people=[by.person_id])

    def objections_to_recording(self: "Training", by: Actor) -> Issues:
        """From its day on, by who keeps the trainings; a list that was wrong is recorded again."""
        if issues := self.objections_to_keeping(self.programme, by):
            return issues
        if self.state.value == "cancelled":
            return Issues([Issue("page", "training_not_planned")])
        return Issues([Issue("page", "training_still_ahead")] if self.held_on > today() else [])

    def record_attendance(self: "Training", people: Collection[int], guests: int, by: Actor) -> None:
        """Who of the team was there; each of them has a certificate from now on, its hash in the log."""
        if issues := self.objections_to_recording(by):
            raise (WrongStage if issues.about("page") else NotAllowed)(*issues)
        known = members(self.programme_id, self.session).keys() | {one.person_id for one in self.seats}
        if not people or set(people) - known:
            raise NotReady(Issue("people", "training_people_missing"))
        if not 0 <= guests <= MOST_GUESTS:
            raise NotReady(Issue("guests", "training_guests_odd", {"limit": MOST_GUESTS}))
        self._add_seats(sorted(set(people) - {one.person_id for one in self.seats}))
        self.mark_held(guests)
        for seat in self.seats:
            seat.attended = seat.person_id in people
            seat.certificate = certificate(self, seat) if seat.attended else ""
            seat.code = seat.code or (_code() if seat.attended else None)
        self.session.flush()
        entries.record(
            self.session, "training.attended", by=by, subject=self, names=[*self.seats], training=self.kind, guests=guests,
            present=sorted(people), certificates=[one.certificate for one in self.present],
        )  # fmt: skip

    def _seat(self: "Training", people: list[int], by: Actor) -> None:
        added = self._add_seats(people)
        entries.record(self.session, "training.joined", by=by, subject=self, names=[*added], training=self.kind, people=people)

    def _add_seats(self: "Training", people: list[int]) -> "list[TrainingSeat]":
        from models.governance.trainings import TrainingSeat  # noqa: PLC0415
        from models.people import Person  # noqa: PLC0415

        added = [TrainingSeat(person=self.session.get_one(Person, one), at=now()) for one in people]  # type: ignore[call-arg]
        self.seats.extend(added)
        self.session.flush()
        return added

    def _require_keeper(self: "Training", by: Actor) -> None:
        if issues := self.objections_to_keeping(self.programme, by):
            raise NotAllowed(*issues)

    def _require_planned(self: "Training", by: Actor) -> None:
        self._require_keeper(by)
        if self.state.value != "planned":
            raise WrongStage(Issue("page", "training_not_planned"))


def certificate(training: "Training", seat: "TrainingSeat") -> str:
    """SHA-256 of what the certificate says, hexadecimal: anybody who changes the paper can't make its hash."""
    said = [training.pk, training.kind, training.title, str(training.held_on), training.hours, training.trainer, seat.pk, seat.person.name]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _code() -> str:
    """Nobody guesses it, and it can be typed from paper."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE))


def _tidy(programme: Programme, told: dict[str, Any]) -> dict[str, Any]:
    """What was typed, tidied; NotReady with everything that is wrong with it."""
    values = {key: str(told.get(key) or "").strip() for key in LENGTHS}
    kind, held_on, hours = told.get("kind"), told.get("held_on"), float(told.get("hours") or 0)
    issues = [Issue(key, f"training_{key}_missing") for key in MUST if not values[key]]
    issues += [Issue(key, "too_long", {"limit": limit}) for key, limit in LENGTHS.items() if len(values[key]) > limit]
    issues += [] if programme.rules.trainings.kind(kind or "") else [Issue("kind", "training_kind_unknown")]
    near = isinstance(held_on, date) and abs(held_on - today()) <= FARTHEST
    issues += [] if near else [Issue("held_on", "training_day_odd")]
    issues += [] if 0 < hours <= MOST_HOURS else [Issue("hours", "training_hours_odd", {"limit": MOST_HOURS})]
    if issues:
        raise NotReady(*issues)
    return {**values, "kind": kind, "held_on": held_on, "hours": hours}
