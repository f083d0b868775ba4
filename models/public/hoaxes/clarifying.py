"""Clarifying: fact, myth, fact as a content on the short lane; when it is out the case says so by itself (S3.3, A3.3)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor
from models.base import Immutable, now, today
from models.content.beginning import FAST
from models.content.contents import Content
from models.content.corrections import CorrectionKind
from models.content.followers import FOLLOWERS, GATES
from models.content.publications import PublicationState, of_state
from models.errors import NotAllowed, NotReady, WrongStage
from models.issues import Issue, Issues
from models.playbooks import FieldKind
from models.public.hoaxes.measured import Reached, measured
from models.public.hoaxes.states import HoaxState, is_hoax

if TYPE_CHECKING:
    from models.public.hoaxes.cases import HoaxCase

entries.register("hoax.clarification_begun", "hoax_case", ("content", "attempt", "replaces"))
entries.register("hoax.clarified", "hoax_case", ("content", "minutes", "in_time"))
entries.register("hoax.reach_noted", "hoax_case", ("channel", "people", "on"))

TOO_LIKE = 80  # of 100: a headline that repeats the hoax spreads it
ENDED = ("cancelled", "taken_down", "superseded")
MOST = 100_000_000


class HoaxClarification(Immutable, table=True):
    """Which content clarified which attempt; the newest is the case's own `clarification_id`."""

    __tablename__ = "hoax_clarification"

    case_id: int = Field(foreign_key="hoax_case.id", index=True)
    content_id: int = Field(foreign_key="content.id", unique=True)
    attempt: int
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime


class HoaxReach(Immutable, table=True):
    """How many people a clarification reached on a channel by a day, read off by hand; the newest of a channel counts."""

    __tablename__ = "hoax_reach"

    case_id: int = Field(foreign_key="hoax_case.id", index=True)
    channel: str
    people: int
    on: date
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime

    @classmethod
    def of(cls, case_id: int, session: Session) -> "dict[str, HoaxReach]":
        """Channel → what was noted last."""
        found = session.exec(select(cls).where(cls.case_id == case_id).order_by(col(cls.on), col(cls.id)))
        return {one.channel: one for one in found}

    @classmethod
    def best(cls, case: "HoaxCase", session: Session) -> dict[str, Reached]:
        """Channel → what is known: measured figures before those noted by hand."""
        noted = {channel: Reached(one.people, one.on, measured=False) for channel, one in cls.of(case.pk, session).items()}
        return {**noted, **measured(case.clarification_id, session)}


class Clarifying:
    """Verbs after the verdict."""

    @property
    def clarification_runs(self: "HoaxCase") -> bool:
        """Whether one is being made or is out."""
        return self.clarification is not None and self.clarification.state.value not in ENDED

    @property
    def needs_clarification(self: "HoaxCase") -> bool:
        """Two people call it a hoax, and nothing answers it yet, or what is out answers with the old verdict."""
        return self.state is HoaxState.CONCLUDED and is_hoax(self.result) and not (self.clarification_runs and not self.correcting)

    def objections_to_clarifying(self: "HoaxCase", by: Actor) -> Issues:
        barred = Content.objections_to_beginning(self.programme, FAST, by, self.session)
        if barred:
            return barred
        if self.state is not HoaxState.CONCLUDED or not is_hoax(self.result):
            return Issues([Issue("page", "hoax_not_a_concluded_hoax")])
        return Issues([] if self.needs_clarification else [Issue("page", "hoax_clarification_runs")])

    def begin_clarification(self: "HoaxCase", by: Actor, fact: str, explanation: str) -> Content:
        """A draft in fact–myth–fact order; its headline is the fact, in the office's words, never the claim."""
        if issues := self.objections_to_clarifying(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if issues := self._wrong_fact(fact, explanation):
            raise NotReady(*issues)
        before, fields = self.clarification_id, self._prefilled(fact.strip(), explanation.strip())
        content = self._correcting(by, fact.strip(), fields)
        if content is None:
            part = self.programme.rules.hoaxes
            content = Content.begin(
                self.programme, part.kind, part.format, fact.strip(), by, self.session, lane=FAST, fields=fields, cause=self
            )
        self.session.flush()
        self._clarified_by(content, by, before)
        return content

    def _correcting(self: "HoaxCase", by: Actor, fact: str, fields: dict[str, Any]) -> Content | None:
        """Where a clarification is out on the old verdict, its ralat: it marks the old one as replaced wherever that shows."""
        if not self.correcting or self.clarification_id is None:
            return None
        old = Content.current(self.clarification_id, None, by, self.session)
        if old.objections_to_correcting(by, CorrectionKind.RALAT):
            return None
        reason = self.note.text if self.note else self.number
        new = old.correct(by, CorrectionKind.RALAT, reason, max(self.first_verdict_at or now(), old.published_at or now()))
        assert new.revision is not None
        known = {one.key for one in new.rules.fields_of(new.kind)}
        told = {key: value for key, value in fields.items() if key in known and key != "channels"}
        new.save(by, {**new.revision.fields, **told, "title": fact}, new.revision.files, new.revision_number)
        return new

    def note_reach(self: "HoaxCase", by: Actor, channel: str, people: int, on: date) -> HoaxReach:
        """Read off the channel by hand, until imported figures say so."""
        if self.clarification is None or channel not in of_state(self.clarification.publications, PublicationState.PUBLISHED):
            raise NotReady(Issue("channel", "hoax_channel_not_out"))
        if channel in measured(self.clarification_id, self.session):
            raise NotReady(Issue("channel", "hoax_reach_measured"))
        if self.objections_to_working(by).about("person"):
            raise NotAllowed(Issue("person", "may_not_check_hoax"))
        issues = [] if 0 <= people <= MOST else [Issue("people", "hoax_people_odd")]
        issues += [] if on <= today() else [Issue("on", "hoax_time_odd")]
        if issues:
            raise NotReady(*issues)
        noted = HoaxReach(case_id=self.pk, channel=channel, people=people, on=on, by_id=by.person_id, at=now())
        self.session.add(noted)
        self.session.flush()
        self.log("hoax.reach_noted", by, [noted], channel=channel, people=people, on=on.isoformat())
        return noted

    @property
    def minutes(self: "HoaxCase") -> int | None:
        """Whole clock minutes from sighting to the first clarification ('Waktu klarifikasi hoaks'); None until then."""
        return int((self.clarified_at - self.received_at).total_seconds() // 60) if self.clarified_at else None

    def _clarified_by(self: "HoaxCase", content: Content, by: Actor, before: int | None) -> None:
        made = HoaxClarification(case_id=self.pk, content_id=content.pk, attempt=self.attempt, by_id=by.person_id, at=now())
        self.session.add(made)
        self.clarification_id = content.pk
        self.session.flush()
        self.log("hoax.clarification_begun", by, [made], content=content, attempt=self.attempt, replaces=before)

    def _prefilled(self: "HoaxCase", fact: str, explanation: str) -> dict[str, Any]:
        """Fact, myth, fact; danger and place of the case; whom one asked is where it comes from."""
        rules, part = self.programme.rules, self.programme.rules.hoaxes
        myth = f"Klaim yang beredar: “{self.title}”. Hasil pemeriksaan: {part.result(self.result)}."
        asked = list(dict.fromkeys([one.label for one in self.kept_sources] or [one.asked_of for one in self.checks if one.asked_of]))
        told: dict[str, Any] = {
            "summary": f"Fakta: {fact}\n{myth}\nFakta: {explanation}",
            "info_date": today().isoformat(),
            "event_at": self.received_at.isoformat(),
            "hazard": self.hazard,
            "location": [self.place] if self.place else [],
            "source": ", ".join(asked)[:160],
            "material_sources": "\n".join(filter(None, (f"{one.label} {one.link}".strip() for one in self.kept_sources))),
            "channels": self._channels(),
        }
        own = {one.key: one for one in rules.fields_of(part.kind)}
        return {key: value for key, value in told.items() if key in own and value and _fits(own[key].kind, value)}

    def _channels(self: "HoaxCase") -> list[str]:
        """Where it was seen, as far as we are there ourselves."""
        seen = {one.place for one in self.sightings}
        return [one.key for one in self.programme.rules.channels if one.key in seen]

    def _wrong_fact(self: "HoaxCase", fact: str, explanation: str) -> Issues:
        limit = self.programme.rules.field("title").max_chars
        issues = [] if fact.strip() else [Issue("fact", "hoax_fact_missing")]
        issues += [] if explanation.strip() else [Issue("explanation", "hoax_explanation_missing")]
        if limit and len(fact.strip()) > limit:
            issues.append(Issue("fact", "too_long", {"limit": limit}))
        if fact.strip() and max(fuzz.ratio(_plain(fact), _plain(one)) for one in (self.title, self.claim.text)) >= TOO_LIKE:
            issues.append(Issue("fact", "hoax_headline"))
        return Issues(issues)

    @classmethod
    def clarified_by(cls, content_ids: Iterable[int], actor: Actor, session: Session) -> dict[int, int]:
        """Clarifying content → its case, of those this person may see."""
        from models.public.hoaxes.cases import HoaxCase  # noqa: PLC0415

        asked = list(content_ids)
        if not asked:
            return {}
        wanted = select(HoaxClarification.content_id, HoaxClarification.case_id).join(
            HoaxCase, col(HoaxCase.id) == col(HoaxClarification.case_id)
        )
        return dict(session.exec(wanted.where(col(HoaxClarification.content_id).in_(asked), HoaxCase.visible_to(actor))).all())


def _fits(kind: FieldKind, value: Any) -> bool:
    return isinstance(value, list) == (kind in (FieldKind.PLACES, FieldKind.CHANNELS))


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _case_of(content: Content, *, locked: bool) -> "HoaxCase | None":
    from models.public.hoaxes.cases import HoaxCase  # noqa: PLC0415

    if content.lane != FAST:
        return None
    wanted = select(HoaxCase).where(HoaxCase.clarification_id == content.pk).options(*HoaxCase.alone())
    return content.session.exec(wanted.with_for_update(of=HoaxCase) if locked else wanted).first()


def _still_concluded(content: Content) -> Issues:
    """A clarification says what two people agreed on: without that it doesn't go out."""
    case = _case_of(content, locked=False)
    if case is None or (case.state in (HoaxState.CONCLUDED, HoaxState.CLARIFIED) and is_hoax(case.result)):
        return Issues()
    return Issues([Issue("page", "hoax_verdict_gone", {"number": case.number})])


def _went_out(content: Content, by: Actor) -> None:
    case = _case_of(content, locked=True)
    if case is None or case.state is not HoaxState.CONCLUDED:
        return
    moment = content.published_at or now()
    first = case.clarified_at is None
    case.state, case.correcting = HoaxState.CLARIFIED, False
    case.clarified_at = case.clarified_at or moment
    case.note_response()
    case.session.flush()
    case.log(
        "hoax.clarified", by, content=content, minutes=case.minutes if first else None, in_time=moment <= case.due_at if first else None
    )


GATES.append(_still_concluded)
FOLLOWERS.append(_went_out)
