"""What figures of the work and of the public side were counted from, case by case and without anybody's name (S4.1, S-H8, A-H10)."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.base import LOCAL
from models.content.checklists import Answer, ChecklistAnswer
from models.content.contents import Content
from models.content.corrections import Correction
from models.content.decisions import Decision, Review
from models.content.publications import Publication
from models.content.revisions import Revision
from models.planning.progress import UNDONE
from models.planning.quarters import Quarter, monday
from models.playbooks import Formula
from models.programmes import Programme
from models.public.hoaxes.cases import HoaxCase
from models.public.interactions import Interaction
from models.results.of_work import EVENT, moment_of
from models.results.told import OriginRow

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def responses(programme: Programme, quarter: Quarter, session: Session, size: int) -> list[OriginRow]:
    """Answered comments by number and category; value: service hours. Who wrote, and what, stays on the moderation screen."""
    at = col(Interaction.first_response_at)
    wanted: Any = select(
        at, col(Interaction.id), col(Interaction.category), col(Interaction.response_minutes), col(Interaction.channel),
        col(Interaction.content_id),
    ).where(
        col(Interaction.programme_id) == programme.pk, at >= quarter.since, at < quarter.until,
        col(Interaction.response_minutes).is_not(None),
    )  # fmt: skip
    labels = {one.key: one.label for one in programme.rules.moderation.categories}
    rows = session.connection().execute(wanted.order_by(at.desc(), col(Interaction.id).desc()).limit(size))
    return [
        OriginRow(_day(when), f"Komentar #{pk} · {labels.get(category, category)}", minutes / 60, channel, content)
        for when, pk, category, minutes, channel, content in rows
    ]


def clarifications(programme: Programme, quarter: Quarter, session: Session, size: int) -> list[OriginRow]:
    """Hoax cases by number and title; value: clock hours from the sighting to the first clarification."""
    at = col(HoaxCase.clarified_at)
    wanted: Any = select(
        at, col(HoaxCase.received_at), col(HoaxCase.year), col(HoaxCase.serial), col(HoaxCase.title), col(HoaxCase.clarification_id)
    ).where(col(HoaxCase.programme_id) == programme.pk, at >= quarter.since, at < quarter.until)
    rows = session.connection().execute(wanted.order_by(at.desc(), col(HoaxCase.id).desc()).limit(size))
    return [
        OriginRow(_day(done), f"H-{year}-{serial:03} {title}", (done - received) / HOUR, content_id=content)
        for done, received, year, serial, title, content in rows
    ]


def corrections(programme: Programme, quarter: Quarter, session: Session, size: int) -> list[OriginRow]:
    """What replaced something, by title; value: clock hours from its beginning until the old one was marked."""
    at = col(Correction.superseded_at)
    wanted: Any = (
        select(at, col(Correction.begun_at), col(Content.title), col(Content.id))
        .join(Content, col(Content.id) == Correction.new_id)
        .where(col(Correction.programme_id) == programme.pk, at >= quarter.since, at < quarter.until)
    )
    rows = session.connection().execute(wanted.order_by(at.desc(), col(Correction.id).desc()).limit(size))
    return [OriginRow(_day(end), title, (end - begun) / HOUR, content_id=pk) for end, begun, title, pk in rows if end >= begun]


def events(programme: Programme, quarter: Quarter, session: Session, size: int) -> list[OriginRow]:
    """Contents that say when something happened; value: clock hours to their first publication."""
    happened = Revision.fields[EVENT].as_string()  # type: ignore[index]
    wanted = select(col(Content.published_at), happened, col(Content.title), col(Content.id))
    wanted = wanted.join(Revision, col(Revision.id) == Content.revision_id).where(*_out(programme, quarter), happened != "")
    found = []
    for out, told, title, pk in session.connection().execute(_newest(wanted).limit(size)):
        at = moment_of(told)
        if at is not None and at <= out:
            found.append(OriginRow(_day(out), title, (out - at) / HOUR, content_id=pk))
    return found


def made(programme: Programme, quarter: Quarter, session: Session, size: int) -> list[OriginRow]:
    """Contents of the normal lane that went out; value: days from beginning to publication."""
    wanted = select(col(Content.published_at), col(Content.created_at), col(Content.title), col(Content.id))
    rows = session.connection().execute(_newest(wanted.where(*_out(programme, quarter), *_normal())).limit(size))
    return [OriginRow(_day(out), title, (out - begun) / DAY, content_id=pk) for out, begun, title, pk in rows]


def passed(programme: Programme, quarter: Quarter, session: Session, size: int) -> list[OriginRow]:
    """Contents of the normal lane that went out after a decision; value: how often each was returned, 0 passed at first."""
    returned = func.count().filter(col(Review.decision) == Decision.RETURN)
    wanted = (
        select(col(Content.published_at), returned, col(Content.title), col(Content.id))
        .join(Review, col(Review.content_id) == Content.id)
        .where(*_out(programme, quarter), *_normal(), col(Review.decision).in_((Decision.APPROVE, Decision.RETURN)))
        .group_by(col(Content.published_at), col(Content.title), col(Content.id))
    )
    rows = session.connection().execute(_newest(wanted).limit(size))
    return [OriginRow(_day(out), title, float(times), content_id=pk) for out, times, title, pk in rows]


def failed(programme: Programme, quarter: Quarter, session: Session, size: int) -> list[OriginRow]:
    """Decisions in which an item was answered "Tidak"; value: how many items."""
    times = func.count()
    wanted = (
        select(col(Review.at), times, col(Content.title), col(Content.id))
        .join(Content, col(Content.id) == Review.content_id)
        .join(ChecklistAnswer, col(ChecklistAnswer.review_id) == Review.id)
        .where(
            col(Content.programme_id) == programme.pk, col(Review.at) >= quarter.since, col(Review.at) < quarter.until,
            col(ChecklistAnswer.answer) == Answer.NO,
        )
        .group_by(col(Review.id), col(Review.at), col(Content.title), col(Content.id))
        .order_by(col(Review.at).desc(), col(Review.id).desc())
    )  # fmt: skip
    return [OriginRow(_day(at), title, float(n), content_id=pk) for at, n, title, pk in session.connection().execute(wanted.limit(size))]


def planned(programme: Programme, quarter: Quarter, session: Session, size: int) -> list[OriginRow]:
    """Everything that went out, by title; each counts as one."""
    wanted = select(col(Content.published_at), col(Content.title), col(Content.id)).where(*_out(programme, quarter))
    rows = session.connection().execute(_newest(wanted.where(col(Content.state).not_in(UNDONE))).limit(size))
    return [OriginRow(_day(out), title, 1.0, content_id=pk) for out, title, pk in rows]


def weekly(programme: Programme, quarter: Quarter, session: Session, size: int) -> list[OriginRow]:
    """Monday and channel; value: posts that went out in that week."""
    out = col(Publication.published_at)
    wanted = select(col(Publication.channel), out).where(
        col(Publication.programme_id) == programme.pk, out >= quarter.since, out < quarter.until
    )
    counts: dict[tuple[Any, str], int] = {}
    for channel, at in session.connection().execute(wanted):
        if at is not None:
            key = (monday(_day(at)), channel)
            counts[key] = counts.get(key, 0) + 1
    newest = sorted(counts.items(), key=lambda one: (one[0][0], one[0][1]), reverse=True)
    return [OriginRow(week, "", float(n), channel) for (week, channel), n in newest[:size]]


BY_FORMULA = {
    Formula.RESPONSE_MEDIAN: responses, Formula.RESPONSE_P90: responses, Formula.CLARIFICATION_TIME: clarifications,
    Formula.CORRECTION_TIME: corrections, Formula.EVENT_TO_POST: events, Formula.MAKING_TIME: made, Formula.FIRST_PASS: passed,
    Formula.ITEMS_FAILED: failed, Formula.PLAN: planned, Formula.REGULARITY: weekly,
}  # fmt: skip


def _out(programme: Programme, quarter: Quarter) -> tuple[Any, ...]:
    out = col(Content.published_at)
    return col(Content.programme_id) == programme.pk, out >= quarter.since, out < quarter.until


def _normal() -> tuple[Any, ...]:
    return col(Content.lane) == "normal", col(Content.state).not_in(UNDONE)


def _newest(wanted: Any) -> Any:
    return wanted.order_by(col(Content.published_at).desc(), col(Content.id).desc())


def _day(moment: datetime) -> Any:
    return moment.astimezone(LOCAL).date()
