"""The public door of a survey: what comes in is judged without a write, then taken in one short transaction (SAFETY 22)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy.orm import joinedload, raiseload
from sqlmodel import Session, select

from models.base import now, today
from models.errors import NotFound
from models.issues import Issues
from models.programmes import Programme
from models.results.surveys import forms, limits
from models.results.surveys.answers import SurveyReply, SurveySheet, faults, tidy
from models.results.surveys.forms import Ticket, Torn
from models.results.surveys.questions import QuestionKind
from models.results.surveys.rounds import SurveyRound
from models.results.surveys.surveys import Survey


class Outcome(StrEnum):
    """`again`: this very form came before; `fooled`: what only a program fills in was filled in, and it is told that all is well."""

    TAKEN = "taken"
    AGAIN = "again"
    FOOLED = "fooled"
    FAULTY = "faulty"
    STALE = "stale"
    HURRIED = "hurried"
    BUSY = "busy"
    FULL = "full"


@dataclass(frozen=True)
class Answered:
    """What became of it; `issues` are about `question:<key>` when it was faulty."""

    outcome: Outcome
    issues: Issues = field(default_factory=Issues)


def at_the_door(code: str, session: Session, *, lock: bool = False) -> SurveyRound:
    """The round that takes answers now under this code; NotFound for any other code, closed ones included.

    `lock`: nobody closes it before the transaction ends.
    """
    wanted = select(SurveyRound).where(SurveyRound.code == code)
    if lock:
        wanted = wanted.with_for_update(read=True, of=SurveyRound)
    programme = joinedload(SurveyRound.survey, innerjoin=True).joinedload(Survey.programme, innerjoin=True)  # type: ignore[arg-type]
    whole = (
        joinedload(SurveyRound.edition),  # type: ignore[arg-type]
        programme.joinedload(Programme.playbook),  # type: ignore[arg-type]
        programme.joinedload(Programme.office, innerjoin=True),  # type: ignore[arg-type]
        raiseload("*"),
    )
    found = session.exec(wanted.options(*whole)).first()
    if found is None or not found.accepts(now()):
        raise NotFound
    return found


def judge(code: str, given: Mapping[str, str], token: str, address: str, session: Session) -> tuple[Answered, Ticket | None]:
    """Whether it would be taken, in a view that only reads: what is refused costs no write. NotFound for a code that isn't open."""
    found = at_the_door(code, session)
    ticket = forms.read(token, found.seal, found.pk, now())
    if ticket is Torn.HURRIED:
        return Answered(Outcome.HURRIED), None
    if isinstance(ticket, Torn) or found.edition is None or ticket.edition != found.edition.number:
        return Answered(Outcome.STALE), None
    if session.exec(select(SurveySheet.id).where(SurveySheet.round_id == found.pk, SurveySheet.nonce == ticket.nonce)).first() is not None:
        return Answered(Outcome.AGAIN), None
    if full := _too_many(found, _rates(found, address, session), session):
        return Answered(full), None
    if issues := faults(found.edition.questions, given):
        return Answered(Outcome.FAULTY, issues), None
    return Answered(Outcome.TAKEN), ticket


def take(code: str, given: Mapping[str, str], ticket: Ticket, address: str, session: Session) -> Outcome:
    """Keep what `judge` let through, in a transaction that holds the round open; NotFound when it closed meanwhile.

    Written as the public, past the log: its closing commits to all of it. A form that comes twice at once breaks UNIQUE (OutOfDate);
    limits reached meanwhile by others are told instead.
    """
    found = at_the_door(code, session, lock=True)
    if found.edition is None or found.edition.number != ticket.edition:
        raise NotFound
    limits.begin_day(session)
    rates = _rates(found, address, session)
    if full := _too_many(found, rates, session):
        return full
    limits.SurveyRate.spend(rates, session)
    answers = tidy(found.edition.questions, given)
    score = sum(1 for one in found.edition.questions if one.correct and answers.get(one.key) == one.correct)
    sheet = SurveySheet.of(found.pk, found.edition.pk, ticket.nonce, today(), score, answers)
    session.add(sheet)
    session.flush()
    for one in found.edition.questions:
        if one.key in answers:
            words = one.kind is QuestionKind.TEXT
            session.add(
                SurveyReply(
                    sheet_id=sheet.pk, round_id=found.pk, edition_id=found.edition.pk, question=one.key, score=score,
                    value="" if words else answers[one.key], text=answers[one.key] if words else None,
                )
            )  # fmt: skip
    return Outcome.TAKEN


def _rates(found: SurveyRound, address: str, session: Session) -> limits.Limits:
    rules = found.survey.programme.rules.surveys
    return limits.keys(found.pk, address, rules.address_per_hour, rules.code_per_minute, session)


def _too_many(found: SurveyRound, rates: limits.Limits, session: Session) -> Outcome | None:
    if limits.SurveyRate.exhausted(rates, session):
        return Outcome.BUSY
    full = SurveySheet.count(found.pk, session) >= found.survey.programme.rules.surveys.answers_max
    return Outcome.FULL if full else None
