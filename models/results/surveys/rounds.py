"""One opening of a survey to the public under a code of its own: from, to, closed, and what its closing commits to."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Optional

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor, ActorKind, can
from models.base import Record, closed_set, now
from models.errors import NotFound
from models.issues import Issue, Issues
from models.programmes import Programme
from models.results.surveys.closing import SurveyClosing
from models.results.surveys.rights import refuse

if TYPE_CHECKING:
    from models.results.surveys.surveys import Survey, SurveyEdition

entries.register("survey.opened", "survey", ("phase", "round", "edition", "opens", "closes"))
entries.register("survey.extended", "survey", ("phase", "round", "closes"))
entries.register("survey.closed", "survey", ("phase", "round", "answers", "digest"))

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another on a poster
CODE = 14  # of 31 letters: 69 bits


class SurveyState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    DISCARDED = "discarded"


class Phase(StrEnum):
    """A quiz is asked before and after a campaign; everything else once."""

    ONLY = "only"
    BEFORE = "before"
    AFTER = "after"


class SurveyRound(Record, table=True):
    """`seal` signs the forms handed out; it never leaves the server."""

    __tablename__ = "survey_round"
    __table_args__ = (UniqueConstraint("survey_id", "phase"), Index("ix_survey_round_closing", "state", "closes_at"))

    survey_id: int = Field(foreign_key="survey.id")
    phase: Phase = closed_set(Phase)
    code: str = Field(unique=True)
    seal: str
    state: SurveyState = closed_set(SurveyState)
    edition_id: int | None = Field(default=None, foreign_key="survey_edition.id")
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    survey: "Survey" = Relationship(back_populates="rounds")
    edition: Optional["SurveyEdition"] = Relationship()

    @classmethod
    def planned(cls, survey_id: int, phase: Phase) -> "SurveyRound":
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE))
        return cls(survey_id=survey_id, phase=phase, code=code, seal=secrets.token_hex(32), state=SurveyState.DRAFT)

    def accepts(self, at: datetime) -> bool:
        """Whether an answer is taken at that moment."""
        return (
            self.state is SurveyState.OPEN
            and self.opens_at is not None
            and self.closes_at is not None
            and self.opens_at <= at < self.closes_at
        )

    def objections_to_opening(self, survey: "Survey", programme: Programme, by: Actor) -> Issues:
        """The second round of a quiz opens after the first; a cancelled campaign is asked nothing."""
        found = [] if can(by, "survey", programme) else [Issue("person", "may_not_survey")]
        if self.state is not SurveyState.DRAFT or survey.state is SurveyState.DISCARDED:
            found.append(Issue("page", "survey_round_begun"))
        if self.phase is Phase.AFTER and any(one.phase is Phase.BEFORE and one.state is not SurveyState.CLOSED for one in survey.rounds):
            found.append(Issue("page", "survey_before_first"))
        return Issues(found)

    def open(self, survey: "Survey", programme: Programme, by: Actor, opens_at: datetime, closes_at: datetime) -> None:
        """From now or later to a moment within the playbook's longest time; the edition of this moment is what is asked."""
        _require(self, survey, programme)
        refuse(self.objections_to_opening(survey, programme, by))
        opens_at = max(opens_at, now())
        refuse(_odd_period(opens_at, closes_at, programme))
        edition = survey.edition_in(self.session)
        self.state, self.opens_at, self.closes_at, self.edition_id = SurveyState.OPEN, opens_at, closes_at, edition.pk
        survey.state = SurveyState.OPEN
        entries.record(
            self.session, "survey.opened", by=by, subject=survey, names=[self], phase=self.phase, round=self, edition=edition.number,
            opens=opens_at, closes=closes_at,
        )  # fmt: skip

    def extend(self, survey: "Survey", programme: Programme, by: Actor, closes_at: datetime) -> None:
        """Another end, later or sooner, while it is open."""
        _require(self, survey, programme)
        refuse(self.objections_to_closing(programme, by))
        assert self.opens_at is not None
        refuse(_odd_period(max(self.opens_at, now()), closes_at, programme, since=self.opens_at))
        self.closes_at = closes_at
        entries.record(self.session, "survey.extended", by=by, subject=survey, names=[self], phase=self.phase, round=self, closes=closes_at)

    def objections_to_closing(self, programme: Programme, by: Actor) -> Issues:
        found = [] if by.kind is ActorKind.SYSTEM or can(by, "survey", programme) else [Issue("person", "may_not_survey")]
        if self.state is not SurveyState.OPEN:
            found.append(Issue("page", "survey_round_not_open"))
        return Issues(found)

    def close(self, survey: "Survey", programme: Programme, by: Actor) -> "SurveyClosing":
        """For good: what was answered is counted, kept, and committed to in the log; answers themselves stand outside it."""
        _require(self, survey, programme)
        refuse(self.objections_to_closing(programme, by))
        closing = SurveyClosing.now_of(self.pk, self.session)
        self.state, self.closes_at = SurveyState.CLOSED, min(self.closes_at or now(), now())
        self.session.add(closing)
        self.session.flush()
        if all(one.state is SurveyState.CLOSED for one in survey.rounds):
            survey.state = SurveyState.CLOSED
            survey.answers = min(one.answers for one in SurveyClosing.of([one.pk for one in survey.rounds], self.session).values())
        entries.record(
            self.session, "survey.closed", by=by, subject=survey, names=[self, closing], phase=self.phase, round=self,
            answers=closing.answers, digest=closing.digest,
        )  # fmt: skip
        return closing

    @classmethod
    def run_out(cls, session: Session, size: int = 20) -> list[tuple[int, int]]:
        """(round, survey) of open rounds whose time is over."""
        wanted = select(cls.id, cls.survey_id).where(cls.state == SurveyState.OPEN, col(cls.closes_at) <= now())
        return [(one, survey) for one, survey in session.exec(wanted.limit(size)) if one is not None]


def _require(one: SurveyRound, survey: "Survey", programme: Programme) -> None:
    if one.survey_id != survey.pk or survey.programme_id != programme.pk:
        raise NotFound


def _odd_period(opens_at: datetime, closes_at: datetime, programme: Programme, since: datetime | None = None) -> Issues:
    most = programme.rules.surveys.open_days_max
    found = [Issue("closes_at", "survey_ends_early")] if closes_at <= opens_at else []
    if closes_at > (since or opens_at) + timedelta(days=most):
        found.append(Issue("closes_at", "survey_too_long_open", {"most": most}))
    return Issues(found)
