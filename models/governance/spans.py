"""A stretch of days of one programme, a cycle or a quarter, and what its records say happened in it (S-H11, A-H13)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlmodel import Session, col, func, select

from models.base import today
from models.content.contents import Content
from models.content.corrections import Correction
from models.content.publications import Publication
from models.entries import Entry
from models.governance.activities import Activity
from models.governance.cycles import Cycle
from models.governance.decrees import Decree, DecreeState
from models.governance.minutes import Minutes, MinutesState
from models.governance.rule_proposals import ProposalState, RuleProposal
from models.governance.trainings import Training, TrainingState
from models.planning.quarters import Quarter, midnight
from models.programmes import PlaybookVersion, Programme
from models.public.hoaxes.cases import HoaxCase
from models.results.evaluations.evaluations import Evaluation

MOST = 500
AT_ONCE, LINES = 200, 2_000


@dataclass(frozen=True)
class Span:
    """`starts_on` and `ends_on` are the first and the last day; `cycle` is None for a quarter."""

    programme: Programme
    label: str
    starts_on: date
    ends_on: date
    cycle: Cycle | None = None

    @classmethod
    def of_cycle(cls, cycle: Cycle) -> "Span":
        """From its first day to its last one, planned or real; one with open phases reaches at least to today, history apart."""
        starts = [cycle.starts_on, *(one.real_start for one in cycle.phases if one.real_start)]
        ends = [cycle.ends_on, *(one.real_end for one in cycle.phases if one.real_end)]
        if not cycle.is_past and any(not one.real_end and not one.skipped for one in cycle.phases):
            ends.append(today())
        return cls(cycle.programme, cycle.label, min(starts), max(ends), cycle)

    @classmethod
    def of_quarter(cls, programme: Programme, quarter: Quarter) -> "Span":
        return cls(programme, quarter.label, quarter.starts_on, quarter.ends_on)

    @property
    def since(self) -> datetime:
        return midnight(self.starts_on)

    @property
    def until(self) -> datetime:
        """The first moment after it."""
        return midnight(self.ends_on + timedelta(days=1))

    @property
    def quarters(self) -> list[Quarter]:
        """Those it touches that have begun, oldest first."""
        found, last = [Quarter.of(self.starts_on)], Quarter.of(min(self.ends_on, today()))
        while found[-1] < last:
            found.append(found[-1].following)
        return [one for one in found if one <= last]


class Produced(NamedTuple):
    """How many publications of an information type went out on a channel."""

    kind: str
    channel: str
    publications: int


def produced(span: Span, session: Session) -> tuple[int, list[Produced]]:
    """How many contents went out, and what they came to by type and channel; two statements, on the index of publications."""
    out = (col(Publication.programme_id) == span.programme.pk, *_during(Publication.published_at, span))
    wanted: Any = select(Content.kind, Publication.channel, func.count()).join(Content, col(Content.id) == Publication.content_id)
    rows = session.exec(wanted.where(*out).group_by(Content.kind, Publication.channel).order_by(Content.kind, Publication.channel))
    total = session.exec(select(func.count(func.distinct(Publication.content_id))).where(*out)).one()
    return total, [Produced(*row) for row in rows]


def contents(span: Span, session: Session) -> Iterator[list[Content]]:
    """What first went out in these days, oldest first, some at a time and forgotten again."""
    after = 0
    while True:
        wanted = select(Content).where(Content.programme_id == span.programme.pk, *_during(Content.published_at, span))
        some = list(session.exec(wanted.where(col(Content.id) > after).options(*Content.whole()).order_by(col(Content.id)).limit(AT_ONCE)))
        if not some:
            return
        after = some[-1].pk
        yield some
        session.expunge_all()


def decrees(span: Span, session: Session) -> list[Decree]:
    """Whose days touch these, the oldest first; drafts aside."""
    wanted = select(Decree).where(
        Decree.programme_id == span.programme.pk, col(Decree.state).not_in((DecreeState.DRAFT, DecreeState.DISCARDED)),
        col(Decree.starts_on) <= span.ends_on,
    )  # fmt: skip
    found = session.exec(wanted.options(*Decree.whole()).order_by(col(Decree.starts_on), col(Decree.id)).limit(MOST))
    return [one for one in found if one.last_day is None or one.last_day >= span.starts_on]


def minutes(span: Span, session: Session) -> list[Minutes]:
    """Concluded meetings, oldest first."""
    own = (Minutes.programme_id == span.programme.pk, Minutes.state == MinutesState.FINAL, *_on(Minutes.held_on, span))
    return list(
        session.exec(select(Minutes).where(*own).options(*Minutes.whole()).order_by(col(Minutes.held_on), col(Minutes.id)).limit(MOST))
    )


def activities(span: Span, session: Session) -> list[Activity]:
    """Oldest first; what was recorded by mistake aside."""
    own = (Activity.programme_id == span.programme.pk, ~col(Activity.removed), *_on(Activity.held_on, span))
    return list(
        session.exec(select(Activity).where(*own).options(*Activity.whole()).order_by(col(Activity.held_on), col(Activity.id)).limit(MOST))
    )


def trainings(span: Span, session: Session) -> list[Training]:
    """Those held, oldest first."""
    own = (Training.programme_id == span.programme.pk, Training.state == TrainingState.HELD, *_on(Training.held_on, span))
    return list(
        session.exec(select(Training).where(*own).options(*Training.whole()).order_by(col(Training.held_on), col(Training.id)).limit(MOST))
    )


def evaluations(span: Span, session: Session) -> list[Evaluation]:
    """Of the quarters these days touch, oldest first."""
    wanted = select(Evaluation).where(Evaluation.programme_id == span.programme.pk).options(*Evaluation.whole())
    found = session.exec(wanted.order_by(col(Evaluation.year), col(Evaluation.quarter), col(Evaluation.span)).limit(MOST))
    return [one for one in found if one.period.starts_on <= span.ends_on and one.period.ends_on >= span.starts_on]


def corrections(span: Span, session: Session) -> list[Correction]:
    """Begun in these days and not given up, oldest first."""
    own = (Correction.programme_id == span.programme.pk, col(Correction.given_up_at).is_(None), *_during(Correction.begun_at, span))
    return list(session.exec(select(Correction).where(*own).options(*Correction._told()).order_by(col(Correction.begun_at)).limit(MOST)))


def hoaxes(span: Span, session: Session) -> list[HoaxCase]:
    """Received in these days, oldest first; those merged into another aside."""
    own = (HoaxCase.programme_id == span.programme.pk, col(HoaxCase.merged_into_id).is_(None), *_during(HoaxCase.received_at, span))
    return list(session.exec(select(HoaxCase).where(*own).order_by(col(HoaxCase.received_at)).limit(MOST)))


def versions(span: Span, session: Session) -> list[PlaybookVersion]:
    """In force on some of these days, oldest first."""
    known = PlaybookVersion.among(frozenset({span.programme.pk}), session)
    before = [one for one in known if one.adopted_at < span.since][-1:]
    return [*before, *(one for one in known if span.since <= one.adopted_at < span.until)]


def adopted(span: Span, session: Session) -> list[RuleProposal]:
    """Proposals put in force in these days, oldest first, each with its reason."""
    own = (
        RuleProposal.programme_id == span.programme.pk, RuleProposal.state == ProposalState.ADOPTED,
        *_during(RuleProposal.decided_at, span),
    )  # fmt: skip
    return list(
        session.exec(select(RuleProposal).where(*own).options(*RuleProposal.whole()).order_by(col(RuleProposal.number)).limit(MOST))
    )


def log_lines(span: Span, session: Session) -> Iterator[list[Entry]]:
    """The programme's lines of the log in these days, oldest first, some at a time and forgotten again."""
    after = 0
    while True:
        own = (Entry.programme_id == span.programme.pk, *_during(Entry.at, span), col(Entry.number) > after)
        some = list(session.exec(select(Entry).where(*own).order_by(col(Entry.number)).limit(LINES)))
        if not some:
            return
        after = some[-1].number
        yield some
        session.expunge_all()


def _oldest_first(table: Any, own: tuple[Any, ...], order: Any, session: Session) -> list[Any]:
    return list(session.exec(select(table).where(*own).options(*table.whole()).order_by(col(order), table.id).limit(MOST)))


def _during(moment: Any, span: Span) -> tuple[Any, Any]:
    return col(moment) >= span.since, col(moment) < span.until


def _on(day: Any, span: Span) -> tuple[Any, Any]:
    return col(day) >= span.starts_on, col(day) <= span.ends_on
