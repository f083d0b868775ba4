"""What a big campaign's end asks for: a satisfaction index, and a quiz before and after; open until done or excused (A4.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, UniqueConstraint
from sqlmodel import Field, Session, and_, col, exists, not_, or_, select

from models import entries
from models.actors import Actor, can
from models.base import Immutable, closed_set, now, today
from models.errors import NotAllowed, NotFound, NotReady
from models.issues import Issue, Issues
from models.notes import Note
from models.planning.campaigns import Campaign
from models.programmes import Programme
from models.results.surveys.questions import SurveyKind
from models.results.surveys.rounds import Phase, SurveyRound, SurveyState
from models.results.surveys.surveys import Survey

entries.register("survey.excused", "campaign", ("kind", "note"))

MOST = 20  # that a screen shows at once


class Owed(StrEnum):
    """`ahead`: its quiz must be asked before the campaign begins; `missed`: it runs, and nobody was asked before."""

    AHEAD = "ahead"
    MISSED = "missed"
    DUE = "due"
    LATE = "late"


class SurveyExcuse(Immutable, table=True):
    """The mentor's word that one of a campaign's two surveys isn't needed, and why."""

    __tablename__ = "survey_excuse"
    __table_args__ = (UniqueConstraint("campaign_id", "kind"),)

    campaign_id: int = Field(foreign_key="campaign.id")
    kind: SurveyKind = closed_set(SurveyKind)
    note_id: int = Field(foreign_key="note.id")
    by_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime


@dataclass(frozen=True)
class Duty:
    """One survey that a campaign still owes; `due_on` is its last day (for a quiz `ahead` or `missed`: before the campaign)."""

    campaign: Campaign
    kind: SurveyKind
    owed: Owed
    due_on: date


def objections_to_excusing(programme: Programme, campaign: Campaign, kind: SurveyKind, by: Actor) -> Issues:
    """The mentor's to say, who judges effectiveness."""
    found = [] if can(by, "judge_effectiveness", programme) else [Issue("person", "may_not_excuse_survey")]
    if not campaign.big or campaign.cancelled or kind is SurveyKind.QUICK:
        found.append(Issue("page", "survey_not_owed"))
    return Issues(found)


def excuse(programme: Programme, campaign: Campaign, kind: SurveyKind, by: Actor, reason: str, session: Session) -> SurveyExcuse:
    """Let a campaign off one of its surveys; never twice."""
    if campaign.programme_id != programme.pk:
        raise NotFound
    if issues := objections_to_excusing(programme, campaign, kind, by):
        raise (NotAllowed if issues.about("person") else NotReady)(*issues)
    if not reason.strip():
        raise NotReady(Issue("reason", "reason_missing"))
    same = (SurveyExcuse.campaign_id == campaign.pk, SurveyExcuse.kind == kind)
    if session.exec(select(SurveyExcuse.id).where(*same)).first() is not None:
        raise NotReady(Issue("page", "survey_excused_already"))
    note = Note.of(reason)
    session.add(note)
    session.flush()
    made = SurveyExcuse(campaign_id=campaign.pk, kind=kind, note_id=note.pk, by_id=by.person_id, at=now())
    session.add(made)
    entries.record(session, "survey.excused", by=by, subject=campaign, names=[made, note], kind=kind, note=note.commitment)
    return made


def owed(programmes: Sequence[Programme], session: Session, most: int = MOST) -> list[Duty]:
    """What these programmes owe, longest first: one statement, whatever was done before; at most for `most` campaigns."""
    rules = {one.pk: one.rules.surveys for one in programmes}
    if not rules:
        return []
    ends = _missing(SurveyKind.SATISFACTION), _missing(SurveyKind.QUIZ)
    begins = and_(_unexcused(SurveyKind.QUIZ), not_(_begun()))
    until = {pk: today() + timedelta(days=one.warn_days) for pk, one in rules.items()}
    soon = or_(*(and_(Campaign.programme_id == pk, Campaign.starts_on <= day) for pk, day in until.items()))
    ended = Campaign.ends_on < today()
    wanted = (
        select(Campaign, *ends)
        .where(col(Campaign.programme_id).in_(rules), col(Campaign.big), ~col(Campaign.cancelled))
        .where(or_(and_(ended, or_(*ends)), and_(not_(ended), soon, begins)))
        .order_by(col(Campaign.ends_on), col(Campaign.id)).limit(most)
    )  # fmt: skip
    found: list[Duty] = []
    for campaign, satisfaction, quiz in session.exec(wanted):
        if campaign.ends_on >= today():
            state = Owed.AHEAD if campaign.starts_on > today() else Owed.MISSED
            found.append(Duty(campaign, SurveyKind.QUIZ, state, campaign.starts_on - timedelta(days=1)))
            continue
        due = campaign.ends_on + timedelta(days=rules[campaign.programme_id].due_days)
        state = Owed.LATE if due < today() else Owed.DUE
        found += [Duty(campaign, SurveyKind.SATISFACTION, state, due)] if satisfaction else []
        found += [Duty(campaign, SurveyKind.QUIZ, state, due)] if quiz else []
    return found


def _missing(kind: SurveyKind) -> ColumnElement[bool]:
    """Neither closed with an answer in every round, nor excused."""
    done = exists().where(
        col(Survey.campaign_id) == col(Campaign.id), col(Survey.kind) == kind, col(Survey.state) == SurveyState.CLOSED,
        col(Survey.answers) > 0,
    )  # fmt: skip
    return and_(not_(done), _unexcused(kind))


def _unexcused(kind: SurveyKind) -> ColumnElement[bool]:
    return not_(exists().where(col(SurveyExcuse.campaign_id) == col(Campaign.id), col(SurveyExcuse.kind) == kind))


def _begun() -> ColumnElement[bool]:
    """The quiz was opened to the public at least once."""
    return exists().where(
        col(Survey.campaign_id) == col(Campaign.id), col(Survey.kind) == SurveyKind.QUIZ, col(SurveyRound.survey_id) == col(Survey.id),
        col(SurveyRound.phase) == Phase.BEFORE, col(SurveyRound.state) != SurveyState.DRAFT,
    )  # fmt: skip
