"""A survey from its draft on: what it asks, in editions that are written once (S4.2, A4.2)."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Optional

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, func, select

from models import entries
from models.actors import SYSTEM, Actor, can
from models.base import Immutable, Record, closed_set, now
from models.errors import NotFound, NotReady
from models.holding import held
from models.issues import Issue, Issues
from models.planning.campaigns import Campaign
from models.programmes import Programme
from models.results.surveys.answers import SurveyReply
from models.results.surveys.questions import LENGTHS, Question, SurveyKind, shortcomings
from models.results.surveys.rights import refuse, require_surveyor
from models.results.surveys.rounds import Phase, SurveyRound, SurveyState
from models.results.surveys.satisfaction import MOST_PEOPLE

entries.register("survey.drafted", "survey", ("kind", "campaign", "edition", "digest"))
entries.register("survey.revised", "survey", ("edition", "digest", "population"))
entries.register("survey.discarded", "survey")
entries.register("survey.text_erased", "survey", ("round", "reply"))

PAGE = 20


class SurveyEdition(Immutable, table=True):
    """What was asked, word for word; answers name the edition they were given to."""

    __tablename__ = "survey_edition"
    __table_args__ = (UniqueConstraint("survey_id", "number"),)

    survey_id: int | None = Field(default=None, foreign_key="survey.id")
    number: int
    title: str
    intro: str
    asked: list[dict[str, Any]] = Field(sa_type=JSON)
    digest: str
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(Question.of(one) for one in self.asked)

    @classmethod
    def among(cls, ids: Collection[int], session: Session) -> dict[int, "SurveyEdition"]:
        """By id."""
        return {one.pk: one for one in session.exec(select(cls).where(col(cls.id).in_(ids)))} if ids else {}


class Survey(Record, table=True):
    """`population`: people the survey speaks for, None when nobody counted; `answers` of its weakest round, once all are closed."""

    __table_args__ = (
        Index("ix_survey_list", "programme_id", "state", "id"),
        Index("ix_survey_campaign", "campaign_id", "kind"),
    )

    programme_id: int = Field(foreign_key="programme.id")
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id")
    kind: SurveyKind = closed_set(SurveyKind)
    state: SurveyState = closed_set(SurveyState)
    title: str
    population: int | None = None
    edition: int = 1
    answers: int | None = None
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
    programme: Programme = Relationship()
    campaign: Optional[Campaign] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    rounds: list[SurveyRound] = Relationship(back_populates="survey", sa_relationship_kwargs={"order_by": "SurveyRound.id"})

    @classmethod
    def draft(
        cls, programme: Programme, kind: SurveyKind, title: str, intro: str, questions: Sequence[Question], by: Actor, session: Session, *,
        campaign: Campaign | None = None, population: int | None = None,
    ) -> "Survey":  # fmt: skip
        """With the codes of its rounds, so that posters can be printed before it opens; a quiz has two rounds and a campaign."""
        require_surveyor(programme, by)
        survey = cls(
            programme=programme, kind=kind, state=SurveyState.DRAFT, title=title.strip(), population=population, campaign=campaign,
            by_id=by.person_id, at=now(),
        )  # fmt: skip
        if issues := survey._faults(intro, questions, campaign):
            raise NotReady(*issues)
        session.add(survey)
        session.flush()
        edition = survey._edition(1, intro, questions, by)
        phases = (Phase.BEFORE, Phase.AFTER) if kind is SurveyKind.QUIZ else (Phase.ONLY,)
        rounds = [SurveyRound.planned(survey.pk, phase) for phase in phases]
        session.add_all([edition, *rounds])
        session.flush()
        entries.record(
            session, "survey.drafted", by=by, subject=survey, names=[edition, *rounds], kind=kind, campaign=survey.campaign_id, edition=1,
            digest=edition.digest,
        )  # fmt: skip
        return survey

    def objections_to_revising(self, programme: Programme, by: Actor) -> Issues:
        """Not once it is closed; a quiz not once its first round is open, else the two rounds wouldn't compare."""
        found = [] if can(by, "survey", programme) else [Issue("person", "may_not_survey")]
        if self.state in (SurveyState.CLOSED, SurveyState.DISCARDED):
            found.append(Issue("page", "survey_closed"))
        if self.kind is SurveyKind.QUIZ and self.state is SurveyState.OPEN:
            found.append(Issue("page", "survey_quiz_runs"))
        return Issues(found)

    def revise(
        self, programme: Programme, by: Actor, title: str, intro: str, questions: Sequence[Question], population: int | None = None,
        campaign: Campaign | None = None,
    ) -> None:  # fmt: skip
        """A new edition where anything that people read changed; an open round asks it from now on, old answers keep theirs."""
        self._require(programme)
        refuse(self.objections_to_revising(programme, by))
        before = self.title, self.population, self.campaign
        self.title, self.population, self.campaign = title.strip(), population, campaign
        if issues := self._faults(intro, questions, campaign):
            self.title, self.population, self.campaign = before
            raise NotReady(*issues)
        current = self.edition_in(self.session)
        fresh = self._edition(current.number + 1, intro, questions, by)
        if fresh.digest == current.digest and before == (self.title, population, campaign):
            return
        edition = current
        if fresh.digest != current.digest:
            self.session.add(fresh)
            self.edition, edition = fresh.number, fresh
            self.session.flush()
            for one in self.rounds:
                if one.state is SurveyState.OPEN:
                    one.edition_id = fresh.pk
        entries.record(
            self.session, "survey.revised", by=by, subject=self, names=[edition, *self.rounds], edition=edition.number,
            digest=edition.digest, population=population,
        )  # fmt: skip

    def discard(self, programme: Programme, by: Actor) -> None:
        """A draft that nobody needs; its codes never open."""
        self._require(programme)
        require_surveyor(programme, by)
        if self.state is not SurveyState.DRAFT:
            raise NotReady(Issue("page", "survey_not_draft"))
        self.state = SurveyState.DISCARDED
        entries.record(self.session, "survey.discarded", by=by, subject=self)

    def erase_text(self, programme: Programme, by: Actor, reply_id: int) -> None:
        """Words that name somebody go for good; counts and the closing's commitment stay valid (UU 27/2022)."""
        self._require(programme)
        require_surveyor(programme, by)
        reply = self.session.exec(select(SurveyReply).where(SurveyReply.id == reply_id).with_for_update()).first()
        if reply is None or reply.round_id not in {one.pk for one in self.rounds}:
            raise NotFound
        if reply.text is not None:
            reply.text, reply.erased = None, True
            entries.record(self.session, "survey.text_erased", by=by, subject=self, round=reply.round_id, reply=reply)

    @classmethod
    def close_run_out(cls, survey_id: int, round_id: int, session: Session) -> None:
        """What the job does with a round whose time is over; nothing where somebody closed or prolonged it meanwhile."""
        survey = held(cls, select(cls).where(cls.id == survey_id).options(*cls.whole()), None, session)
        for one in survey.rounds:
            if one.pk == round_id and one.state is SurveyState.OPEN and one.closes_at is not None and one.closes_at <= now():
                one.close(survey, survey.programme, SYSTEM)

    def edition_in(self, session: Session) -> SurveyEdition:
        """What it asks now, also where this row is no longer bound to a session."""
        wanted = select(SurveyEdition).where(SurveyEdition.survey_id == self.pk, SurveyEdition.number == self.edition)
        return session.exec(wanted).one()

    @classmethod
    def current(cls, survey_id: int, seen: int | None, programme_ids: Collection[int], session: Session) -> "Survey":
        """The locked row inside a transaction; NotFound outside one's programmes, OutOfDate unless it is as the screen saw it."""
        wanted = select(cls).where(cls.id == survey_id, col(cls.programme_id).in_(programme_ids)).options(*cls.whole())
        return held(cls, wanted, seen, session)

    @classmethod
    def find(cls, survey_id: int, programme_ids: Collection[int], session: Session) -> "Survey":
        """To look at; NotFound outside these programmes."""
        wanted = select(cls).where(cls.id == survey_id, col(cls.programme_id).in_(programme_ids)).options(*cls.whole())
        found = session.exec(wanted).first()
        if found is None:
            raise NotFound
        return found

    @classmethod
    def listed(
        cls, programme_ids: Collection[int], state: SurveyState, session: Session, *, before: int | None = None, size: int = PAGE
    ) -> "list[Survey]":
        """Newest first, paged by key; one more than `size` says that there is more."""
        wanted = select(cls).where(col(cls.programme_id).in_(programme_ids), cls.state == state)
        if before is not None:
            wanted = wanted.where(col(cls.id) < before)
        return list(session.exec(wanted.options(*cls.whole()).order_by(col(cls.id).desc()).limit(size + 1)))

    @classmethod
    def counts(cls, programme_ids: Collection[int], session: Session) -> dict[SurveyState, int]:
        wanted = select(cls.state, func.count()).where(col(cls.programme_id).in_(programme_ids)).group_by(col(cls.state))
        return {SurveyState(state): n for state, n in session.exec(wanted)}

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.programme).selectinload(Programme.office),  # type: ignore[arg-type]
            selectinload(cls.campaign),  # type: ignore[arg-type]
            selectinload(cls.rounds),  # type: ignore[arg-type]
            raiseload("*"),
        )

    def _edition(self, number: int, intro: str, questions: Sequence[Question], by: Actor) -> SurveyEdition:
        asked = [one.told for one in questions]
        read = {"title": self.title, "intro": intro.strip(), "asked": asked}
        digest = hashlib.sha256(entries.canonical(read).encode()).hexdigest()
        return SurveyEdition(
            survey_id=self.pk,
            number=number,
            title=self.title,
            intro=intro.strip(),
            asked=asked,
            digest=digest,
            by_id=by.person_id,
            at=now(),
        )

    def _require(self, programme: Programme) -> None:
        if self.programme_id != programme.pk:
            raise NotFound

    def _faults(self, intro: str, questions: Sequence[Question], campaign: Campaign | None) -> Issues:
        found = [] if self.title else [Issue("title", "survey_title_missing")]
        if len(self.title) > LENGTHS["title"]:
            found.append(Issue("title", "too_long", {"limit": LENGTHS["title"]}))
        if len(intro) > LENGTHS["intro"]:
            found.append(Issue("intro", "too_long", {"limit": LENGTHS["intro"]}))
        if self.population is not None and not 1 <= self.population <= MOST_PEOPLE:
            found.append(Issue("population", "survey_population_odd", {"most": MOST_PEOPLE}))
        if self.kind is SurveyKind.QUIZ and campaign is None:
            found.append(Issue("campaign", "survey_quiz_campaign"))
        if campaign is not None and (campaign.programme_id != (self.programme_id or self.programme.pk) or campaign.cancelled):
            found.append(Issue("campaign", "campaign_unknown"))
        return Issues(found) + shortcomings(self.kind, questions)
