"""Rows of a file read and judged into staging; counted as figures only once they are applied."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import Session, col, func, select

from models.actors import Actor
from models.base import now, today
from models.errors import NotReady
from models.issues import Issue
from models.programmes import Programme
from models.results.importing.cells import SLASHED
from models.results.importing.judging import judge
from models.results.importing.layouts import Recognised
from models.results.importing.rows import Read, read
from models.results.measurements import MeasureImport
from models.results.posts import require_measurer
from models.results.staging import MeasureLine, MeasureUpload, Verdict

LONGEST = 732  # days of one export
KEPT_FOR = timedelta(days=3)


def begin(programme: Programme, by: Actor, sha256: str, name: str, found: Recognised, since: date, until: date, session: Session) -> int:
    """An empty upload in place of whatever this person had staged here; NotReady for odd days or a channel the programme hasn't."""
    require_measurer(programme, by)
    issues = [] if since <= until <= today() and (until - since).days <= LONGEST else [Issue("until", "export_period_odd")]
    if found.layout.channel not in {one.key for one in programme.rules.channels}:
        issues.append(Issue("channel", "channel_unknown", {"channel": found.layout.channel}))
    if issues:
        raise NotReady(*issues)
    MeasureUpload.put_aside(programme.pk, by.person_id, session)
    MeasureUpload.sweep(now() - KEPT_FOR, session)
    upload = MeasureUpload(
        programme_id=programme.pk, by_id=by.person_id, at=now(), sha256=sha256, name=name[:120], channel=found.layout.channel,
        layout=found.layout.key, heading="", mapping=found.layout.written(), since=since, until=until, counts={},
    )  # fmt: skip
    session.add(upload)
    session.flush()
    return upload.pk


def stage(upload_id: int, found: Recognised, batch: Sequence[tuple[int, list[Any]]], programme: Programme, session: Session) -> None:
    """Reads and judges some rows; a subject that stood in an earlier row already refuses the later one."""
    upload = session.get_one(MeasureUpload, upload_id)
    channel = programme.rules.channel(upload.channel)
    rows = [read(number, cells, found, channel, upload.until) for number, cells in batch]
    _refuse_doubles(rows, upload_id, session)
    before = judge(rows, upload, programme, session, series=found.layout.kind == "series")
    lines = [
        {
            "upload_id": upload_id, "number": one.number, "verdict": one.verdict, "key": one.key, "title": one.title, "post": one.post,
            "values": one.values, "before": before.get(one.number, {}), "reasons": one.reasons, "accepted": False,
        }
        for one in rows
    ]  # fmt: skip
    if lines:
        session.connection().execute(insert(MeasureLine), lines)


def finish(upload_id: int, heading: str, session: Session) -> None:
    """After the last row: how many of each verdict; days that fit only the other order refuse them all."""
    upload = session.get_one(MeasureUpload, upload_id)
    if upload.mapping["order"] == "mdy" and _other_order(upload_id, session):
        open_ones = (Verdict.NEW, Verdict.CHANGED, Verdict.ASKED)
        mine = (col(MeasureLine.upload_id) == upload_id, col(MeasureLine.verdict).in_(open_ones))
        why = [["export_order_unsure", {}]]
        session.connection().execute(update(MeasureLine).where(*mine).values(verdict=Verdict.REFUSED, reasons=why))
    counts = {verdict.value: count for verdict, count in MeasureLine.count(upload_id, session).items()}
    upload.heading, upload.counts = heading, counts
    upload.mapping = {**upload.mapping, "stamp": stamp(upload.programme_id, session)}
    if upload.mapping["kind"] == "series":
        days = session.exec(select(func.min(MeasureLine.key), func.max(MeasureLine.key)).where(
            MeasureLine.upload_id == upload_id, MeasureLine.key != "", MeasureLine.verdict != Verdict.REFUSED
        )).one()  # fmt: skip
        if days[0]:
            upload.since, upload.until = date.fromisoformat(days[0]), date.fromisoformat(days[1])
    session.add(upload)


def stamp(programme_id: int, session: Session) -> str:
    """Changes with every import taken in or undone: a preview older than that is judged anew."""
    told = session.exec(
        select(func.max(MeasureImport.id), func.count(col(MeasureImport.undone_at))).where(MeasureImport.programme_id == programme_id)
    ).one()
    return f"{told[0] or 0}-{told[1]}"


def _refuse_doubles(rows: Sequence[Read], upload_id: int, session: Session) -> None:
    keys = {one.key for one in rows if one.verdict is None}
    wanted = select(MeasureLine.key, MeasureLine.number).where(MeasureLine.upload_id == upload_id, col(MeasureLine.key).in_(keys))
    seen: dict[str, int] = {key: number for key, number in session.exec(wanted) if key}
    for one in rows:
        if one.verdict is None and one.key in seen:
            one.refuse(Issue("row", "export_row_twice", {"row": seen[one.key]}))
        elif one.key:
            seen[one.key] = one.number


def _other_order(upload_id: int, session: Session) -> bool:
    wanted = select(MeasureLine.reasons).where(MeasureLine.upload_id == upload_id, MeasureLine.verdict == Verdict.REFUSED).limit(500)
    for reasons in session.exec(wanted):
        for key, facts in reasons:
            told = SLASHED.fullmatch(str(facts.get("value", ""))) if key == "export_date_odd" else None
            if told and int(told[1]) > 12 >= int(told[2]):
                return True
    return False
