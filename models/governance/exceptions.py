"""Pengecualian: which pieces left the ordinary way, read from the log and the rows of the short lane (S3.4, A3.3b)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Select, and_, false, or_, union_all
from sqlmodel import Session, col, select

from models.content.contents import Content
from models.content.debts import Debt
from models.content.decisions import Review
from models.content.recording_later import EMERGENCY
from models.entries import Entry
from models.governance.exception_kinds import Kind, Wanted, branches, later_checks
from models.programmes import Programme

PAGE = 50
MOST = 10_000
AT_ONCE = 500


@dataclass(frozen=True)
class Exceptional:
    """One of them: `ref` is a log number or a row's id (with `kind` and `at` it names the line), `done_at` when it was made good."""

    kind: Kind
    content_id: int
    at: datetime
    ref: int
    person_id: int | None
    done_at: datetime | None
    programme_id: int

    @property
    def place(self) -> tuple[datetime, str, int]:
        """What the next page goes on from."""
        return self.at, self.kind.value, self.ref


def page(
    wanted: Wanted, session: Session, *, before: tuple[datetime, str, int] | None = None, size: int = PAGE
) -> list[Exceptional]:  # fmt: skip
    """Newest first below a place; one more than `size` says that another page follows. Each kind walks its own index."""
    kinds = [one for one in Kind if not wanted.kinds or one in wanted.kinds] if wanted.programmes else []
    parts = [_limited(kind, branch, wanted, before, size + 1) for kind in kinds for branch in branches(kind, wanted, session)]
    if not parts:
        return []
    rows = union_all(*(sa.select(part.subquery()) for part in parts)).subquery()
    newest = sa.select(rows).order_by(rows.c.at.desc(), rows.c.kind.desc(), rows.c.ref.desc()).limit(size + 1)
    return [Exceptional(Kind(kind), *rest) for kind, *rest in session.connection().execute(newest)]


def every(wanted: Wanted, session: Session) -> Iterator[Exceptional]:
    """For a table: page after page, at most `MOST`."""
    before, left = None, MOST
    while left > 0:
        found = page(wanted, session, before=before, size=AT_ONCE)
        yield from found[: min(AT_ONCE, left)]
        if len(found) <= AT_ONCE:
            return
        before, left = found[AT_ONCE - 1].place, left - AT_ONCE


def of_contents(content_ids: Collection[int], programme: Programme, session: Session) -> dict[int, list[Exceptional]]:
    """By content, for the index of a sample."""
    found: dict[int, list[Exceptional]] = {}
    for one in every(Wanted((programme,), content_ids=frozenset(content_ids)), session) if content_ids else ():
        found.setdefault(one.content_id, []).append(one)
    return found


def states(rows: Sequence[Exceptional], programmes: Collection[Programme], session: Session) -> dict[tuple[datetime, str, int], str]:
    """How each stands, as a key by its place: open, late, confirmed, denied, checked, unchecked; what needs no word is left out."""
    found = {one.place: "late" if one.done_at else "open" for one in rows if one.kind is Kind.OVERDUE}
    found |= _of_verbal([one for one in rows if one.kind is Kind.VERBAL], session)
    short = [one for one in rows if one.kind in (Kind.EMERGENCY, Kind.LATER)]
    waiting = _before_check({one.content_id for one in short}, programmes, session)
    return found | {one.place: "unchecked" if one.content_id in waiting else "checked" for one in short}


def _of_verbal(rows: Sequence[Exceptional], session: Session) -> dict[tuple[datetime, str, int], str]:
    """The line that recorded a verbal approval names its decision and what was owed for it."""
    if not rows:
        return {}
    lines = {one.number: one.names for one in session.exec(select(Entry).where(col(Entry.number).in_([one.ref for one in rows])))}
    named = {(number, *name.partition(":")[::2]) for number, names in lines.items() for name in names}
    reviews = {int(row): number for number, table, row in named if table == "review"}
    owed = {int(row): number for number, table, row in named if table == "debt"}
    theirs = col(Review.content_id).in_({one.content_id for one in rows})
    undone = session.exec(select(Review.undoes_id).where(theirs, col(Review.undoes_id).in_(reviews))).all()
    settled = session.exec(select(Debt.id).where(col(Debt.id).in_(owed), col(Debt.settled_at).is_not(None))).all()
    confirmed, denied = {owed[one] for one in settled if one}, {reviews[one] for one in undone if one}
    return {one.place: "denied" if one.ref in denied else "confirmed" if one.ref in confirmed else "open" for one in rows}


def _before_check(content_ids: Collection[int], programmes: Collection[Programme], session: Session) -> set[int]:
    """Those of the short lane whose later check hasn't been made."""
    before = {
        stage.key
        for programme in programmes
        for lane in programme.rules.lanes
        if lane.key == EMERGENCY
        for place, stage in enumerate(lane.stages)
        if place <= max((lane.index(one.key) for one in later_checks(programme)), default=-1)
    }
    wanted = select(Content.id).where(col(Content.id).in_(content_ids), col(Content.lane) == EMERGENCY, col(Content.stage).in_(before))
    return {one for one in session.exec(wanted) if one} if content_ids else set()


def _limited(kind: Kind, branch: Select[Any], wanted: Wanted, before: tuple[datetime, str, int] | None, size: int) -> Select[Any]:
    at, ref = branch.selected_columns["at"], branch.selected_columns["ref"]
    if wanted.since:
        branch = branch.where(at >= wanted.since)
    if wanted.until:
        branch = branch.where(at < wanted.until)
    if before:
        moment, other, last = before
        same = and_(at == moment, ref < last) if kind.value == other else at == moment if kind.value < other else false()
        branch = branch.where(or_(at < moment, same))
    return branch.order_by(at.desc(), ref.desc()).limit(size)
