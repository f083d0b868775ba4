"""Staged rows taken in: posts, values and rollups in one transaction, in batches, so that memory stays small (SAFETY 20)."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, or_
from sqlmodel import Session, col, func, select

from models import entries
from models.actors import Actor
from models.base import LOCAL, now
from models.content.publications import Publication
from models.entries import canonical
from models.errors import NotReady, OutOfDate
from models.issues import Issue, Issues
from models.planning.quarters import midnight
from models.programmes import Programme
from models.results.importing.judging import posts_of
from models.results.importing.staging import stamp
from models.results.measurements import MeasureImport, Measurement, Source
from models.results.posts import ChannelPost, link_key, objections_to_measuring, require_measurer
from models.results.refreshing import refresh_import
from models.results.staging import MeasureLine, MeasureUpload, Verdict

AT_ONCE = 1000
NEAR = timedelta(days=3)  # between what a platform and what we say of one publication's hour
TAKEN = or_(col(MeasureLine.verdict).in_((Verdict.NEW, Verdict.CHANGED)), col(MeasureLine.accepted))


def objections_to_applying(upload: MeasureUpload, programme: Programme, by: Actor, session: Session) -> Issues:
    """The right to measure, a file that wasn't taken in before, and something in it to take; figures that stand may still reach further."""
    issues = list(objections_to_measuring(programme, by))
    if MeasureImport.of_file(programme.pk, upload.sha256, session):
        issues.append(Issue("page", "export_known_file"))
    elif not any(upload.counts.get(one, 0) for one in (Verdict.NEW, Verdict.CHANGED, Verdict.ASKED, Verdict.UNCHANGED)):
        issues.append(Issue("page", "export_nothing"))
    return Issues(issues)


def apply(
    upload: MeasureUpload, programme: Programme, by: Actor, session: Session, heard: Callable[[float], None] = lambda _: None
) -> MeasureImport:
    """Every new and changed row, and those asked about and accepted. OutOfDate when another import came between."""
    require_measurer(programme, by)
    session.exec(select(Programme.id).where(Programme.id == programme.pk).with_for_update()).one()
    if upload.mapping.get("stamp") != stamp(programme.pk, session):
        raise OutOfDate(Issue("page", "export_outdated"))
    if issues := objections_to_applying(upload, programme, by, session):
        raise NotReady(*issues)
    counts = MeasureLine.count(upload.pk, session)
    asked = session.exec(
        select(func.count()).select_from(MeasureLine).where(MeasureLine.upload_id == upload.pk, col(MeasureLine.accepted))
    ).one()
    done = MeasureImport(
        programme_id=programme.pk, channel=upload.channel, source=Source.FILE, layout=upload.layout, heading=upload.heading,
        mapping={key: value for key, value in upload.mapping.items() if key != "stamp"}, sha256=upload.sha256, name=upload.name,
        since=upload.since, until=upload.until, at=now(), by_id=by.person_id, added=counts[Verdict.NEW],
        changed=counts[Verdict.CHANGED] + asked, unchanged=counts[Verdict.UNCHANGED],
        refused=counts[Verdict.REFUSED] + counts[Verdict.ASKED] - asked,
    )  # fmt: skip
    session.add(done)
    session.flush()
    digest, number, through = hashlib.sha256(), 0, 0
    while lines := _next(upload.pk, number, session):
        number = lines[-1].number
        _take(lines, done, session, digest.update)
        for line in lines:
            session.expunge(line)
        through += len(lines)
        heard(through / max(done.added + done.changed, 1))
    done.digest = digest.hexdigest()
    match_posts(programme, upload.channel, session)
    session.flush()
    refresh_import(done.pk, session)
    MeasureUpload.put_aside(programme.pk, upload.by_id, session)
    entries.record(
        session, "measure.imported", by=by, subject=done, channel=done.channel, layout=done.layout, added=done.added,
        changed=done.changed, unchanged=done.unchanged, refused=done.refused, digest=done.digest,
    )  # fmt: skip
    return done


def match_posts(programme: Programme, channel: str, session: Session) -> int:
    """Posts without a publication whose address is that of one; how many were matched."""
    own = (ChannelPost.programme_id == programme.pk, ChannelPost.channel == channel, col(ChannelPost.publication_id).is_(None))
    span: Any = session.exec(select(func.min(ChannelPost.day), func.max(ChannelPost.day)).where(*own)).one()
    if span[0] is None:
        return 0
    out = select(Publication.id, Publication.permalink).where(
        Publication.programme_id == programme.pk, Publication.channel == channel, Publication.permalink != "",
        col(Publication.published_at) >= midnight(span[0] - NEAR), col(Publication.published_at) < midnight(span[1] + NEAR),
    )  # fmt: skip
    by_key = {key: pk for pk, link in session.exec(out) if (key := link_key(channel, link))}
    matched = 0
    keys = list(by_key)
    for start in range(0, len(keys), AT_ONCE):
        for post in session.exec(select(ChannelPost).where(*own, col(ChannelPost.link_key).in_(keys[start : start + AT_ONCE]))):
            post.publication_id = by_key[post.link_key]
            matched += 1
    session.flush()
    return matched


def _next(upload_id: int, after: int, session: Session) -> Sequence[MeasureLine]:
    wanted = select(MeasureLine).where(MeasureLine.upload_id == upload_id, TAKEN, MeasureLine.number > after)
    return session.exec(wanted.order_by(col(MeasureLine.number)).limit(AT_ONCE)).all()


def _take(lines: Sequence[MeasureLine], done: MeasureImport, session: Session, told: Callable[[bytes], None]) -> None:
    series = done.mapping["kind"] == "series"
    posts: dict[str, int] = {} if series else _posts(lines, done, session)
    values: list[dict[str, Any]] = []
    for line in lines:
        day = date.fromisoformat(line.key) if series else done.until
        told(canonical({"key": line.key, "day": day.isoformat(), "values": line.values}).encode())
        values += [
            {
                "programme_id": done.programme_id, "channel": done.channel, "post_id": None if series else posts[line.key],
                "metric": metric, "day": day, "value": value, "import_id": done.pk,
            }
            for metric, value in line.values.items()
        ]  # fmt: skip
    if values:
        session.connection().execute(insert(Measurement), values)


def _posts(lines: Sequence[MeasureLine], done: MeasureImport, session: Session) -> dict[str, int]:
    """Id by key; posts never seen before are added."""
    pairs = [(one.key, one.post["link_key"]) for one in lines]
    known = posts_of(pairs, done.programme_id, done.channel, session)
    new = [_post(one, done) for one in lines if one.key not in known]
    if new:
        session.connection().execute(insert(ChannelPost), new)
    found = known | posts_of([pair for pair in pairs if pair[0] not in known], done.programme_id, done.channel, session)
    ids = {key: one.pk for key, one in found.items()}
    for one in found.values():
        session.expunge(one)
    return ids


def _post(line: MeasureLine, done: MeasureImport) -> dict[str, Any]:
    at = datetime.fromisoformat(line.post["at"])
    local = at.astimezone(LOCAL)
    return {
        "programme_id": done.programme_id, "channel": done.channel, "key": line.key, "link_key": line.post["link_key"],
        "permalink": line.post["link"], "title": line.title, "kind": line.post["kind"], "published_at": at, "day": local.date(),
        "hour": local.hour if line.post["exact"] else -1,
    }  # fmt: skip
