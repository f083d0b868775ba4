"""What a programme's records show of the regional innovation index: counts, and the level they come to (S4.5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import distinct, func, literal, select, union_all
from sqlmodel import Session, col

from models.base import now, today
from models.content.publications import Publication
from models.governance.activities import Activity, ActivityForm
from models.governance.decrees import Decree, DecreeLine, DecreeState
from models.governance.evidence import Evidence
from models.governance.innovation_proofs import InnovationProof
from models.governance.minutes import Attendee, Minutes, MinutesState
from models.governance.policies import Policy, PolicyState
from models.governance.trainings import Training, TrainingState
from models.people import Assignment
from models.programmes import Programme
from models.public.interactions import Interaction
from models.public.states import InteractionState, Shelf
from models.results.evaluations.evaluations import Evaluation
from models.results.surveys.questions import SurveyKind
from models.results.surveys.rounds import SurveyState
from models.results.surveys.surveys import Survey

TWO_YEARS, THREE_YEARS = timedelta(days=730), timedelta(days=1095)
WEBSITE = "website"
DONE = [one for one in InteractionState if one.shelf is Shelf.DONE]


@dataclass(frozen=True)
class Standing:
    """One indicator. `counted`: what our records come to, None where they can't tell; levels 0 to 3, `level` the higher of both."""

    key: str
    label: str
    weight: int
    levels: tuple[str, ...]
    measure: str
    counted: int | None
    by_records: int
    document: str
    caution: str
    proofs: tuple[InnovationProof, ...]

    @property
    def level(self) -> int:
        return max([self.by_records, *(one.level for one in self.proofs)])

    @property
    def score(self) -> int:
        return self.level * self.weight


def standings(programme: Programme, indicators: Iterable[Mapping[str, Any]], session: Session) -> list[Standing]:
    """In the reference's order; two statements whatever their number."""
    counted, proofs = measures(programme, session), InnovationProof.of(programme.pk, session)
    found = []
    for one in indicators:
        measure = one.get("measure", "")
        value = counted[measure] if measure else None
        reached = 0 if value is None else sum(value >= least for least in one["thresholds"])
        found.append(
            Standing(
                one["key"], one["label"], one["weight"], tuple(one["levels"]), measure, value, reached, one["document"],
                one.get("caution", ""), tuple(proofs[one["key"]]),
            )
        )  # fmt: skip
    return found


def measures(programme: Programme, session: Session) -> dict[str, int]:
    """By measure; one statement, what nothing was found of being 0."""
    raw: dict[str, int] = dict(session.connection().execute(union_all(*_counts(programme.pk))).tuples().all())
    asked = raw["asked"]
    pictured, out = min(1, raw["pictured"]), min(1, raw["contents"])
    return {
        "people": raw["people"],
        "contents": raw["contents"],
        "trainings": raw["trainings"],
        "bodies": raw["bodies"] + 1,
        "appointed": 2 if raw["decrees"] else min(1, raw["assigned"]),
        "units": raw["units"] + 1,
        "socialised": 2 if out else pictured,
        "guides": raw["guides"],
        "ways": min(1, raw["met"]) + min(1, raw["social"]) + min(1, raw["site"]),
        "settled": 100 * raw["answered"] // asked if asked else 0,
        "beneficiaries": raw["beneficiaries"],
        "monitored": 2 if raw["satisfied"] else min(1, raw["judged"]),
    }


def _counts(pk: int) -> list[Any]:
    day, since = today() - TWO_YEARS, now() - TWO_YEARS
    in_force = (col(Decree.programme_id) == pk, col(Decree.state) == DecreeState.IN_FORCE)
    out = (col(Publication.programme_id) == pk, col(Publication.published_at).is_not(None))
    held = (col(Activity.programme_id) == pk, ~col(Activity.removed), col(Activity.held_on) >= day)
    trained = (col(Training.programme_id) == pk, col(Training.state) == TrainingState.HELD, col(Training.held_on) >= today() - THREE_YEARS)
    told = (col(Interaction.programme_id) == pk, col(Interaction.received_at) >= since)
    judged = col(Evaluation.settled_at).is_not(None)

    def count(name: str, what: Any, *where: Any) -> Any:
        return select(literal(name), func.coalesce(what, 0)).where(*where)

    own_lines = (col(DecreeLine.decree_id) == col(Decree.id), *in_force)
    own_guests = (
        col(Attendee.minutes_id) == col(Minutes.id), col(Minutes.programme_id) == pk, col(Minutes.state) == MinutesState.FINAL,
        col(Attendee.person_id).is_(None), col(Attendee.present), col(Attendee.body) != "",
    )  # fmt: skip
    shown = (col(Evidence.programme_id) == pk, col(Evidence.subject) == "activity", ~col(Evidence.removed))
    return [
        count("people", func.count(distinct(col(DecreeLine.person_id))), *own_lines),
        count("units", func.count(distinct(col(DecreeLine.unit_id))), *own_lines, col(DecreeLine.unit_id).is_not(None)),
        count("decrees", func.count(col(Decree.id)), *in_force),
        count("assigned", func.count(col(Assignment.id)), col(Assignment.programme_id) == pk),
        count("contents", func.count(distinct(col(Publication.content_id))), *out),
        count("social", func.count(col(Publication.id)), *out, col(Publication.channel) != WEBSITE),
        count("site", func.count(col(Publication.id)), *out, col(Publication.channel) == WEBSITE),
        count("trainings", func.count(col(Training.id)), *trained),
        count("bodies", func.count(distinct(col(Attendee.body))), *own_guests),
        count("pictured", func.count(col(Evidence.id)), *shown, col(Evidence.type).like("image/%")),
        count("met", func.count(col(Activity.id)), *held, col(Activity.form) != ActivityForm.ONLINE),
        count("beneficiaries", func.sum(col(Activity.people)), *held),
        count("guides", func.count(col(Policy.id)), col(Policy.programme_id) == pk, col(Policy.state) == PolicyState.IN_FORCE),
        count("asked", func.count(col(Interaction.id)), *told),
        count("answered", func.count(col(Interaction.id)), *told, col(Interaction.state).in_(DONE)),
        count("judged", func.count(col(Evaluation.id)), col(Evaluation.programme_id) == pk, judged),
        count(
            "satisfied", func.count(col(Survey.id)), col(Survey.programme_id) == pk, col(Survey.kind) == SurveyKind.SATISFACTION,
            col(Survey.state) == SurveyState.CLOSED,
        ),
    ]  # fmt: skip
