"""Rollups made from measurements: those an import touched, inside its transaction; or all of them, to compare."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, Subquery, and_, case, cast, delete, func, insert, literal, or_, select, union_all
from sqlmodel import Session, col

from models.content.publications import Publication
from models.playbooks.indicators import POST_METRICS
from models.results.measurements import MeasureImport, Measurement
from models.results.posts import ChannelPost
from models.results.rollups import COMPONENTS, DERIVED, STORED, ChannelDay, PostLatest

LATEST = tuple(key for key in PostLatest.__table__.c.keys() if key != "id")  # type: ignore[attr-defined]  # noqa: SIM118
DAILY = ("programme_id", "channel", "kind", "metric", "day", "total", "posts")


def refresh_import(import_id: int, session: Session) -> None:
    """Everything one import touched, whether it was just taken in or just undone."""
    touched = select(col(Measurement.post_id)).where(col(Measurement.import_id) == import_id, col(Measurement.post_id).is_not(None))
    _refresh(touched.distinct(), session)
    run = session.connection().execute
    header = run(select(col(MeasureImport.programme_id), col(MeasureImport.channel)).where(col(MeasureImport.id) == import_id)).one()
    mine = (col(Measurement.import_id) == import_id, col(Measurement.post_id).is_(None))
    ends = select(col(Measurement.metric), func.min(col(Measurement.day)), func.max(col(Measurement.day))).where(*mine)
    spans = run(ends.group_by(col(Measurement.metric))).all()
    for metric, first, last in spans:
        own = (
            col(ChannelDay.programme_id) == header[0], col(ChannelDay.channel) == header[1], col(ChannelDay.kind) == "day",
            col(ChannelDay.metric) == metric, col(ChannelDay.day).between(first, last),
        )  # fmt: skip
        run(delete(ChannelDay).where(*own))
        which = and_(
            col(Measurement.programme_id) == header[0], col(Measurement.channel) == header[1], col(Measurement.metric) == metric,
            col(Measurement.day).between(first, last),
        )  # fmt: skip
        run(insert(ChannelDay).from_select(DAILY, series(which)))


def refresh_posts(post_ids: Sequence[int], session: Session) -> None:
    _refresh(select(col(ChannelPost.id)).where(col(ChannelPost.id).in_(post_ids)), session)


def expected(session: Session) -> tuple[Select[Any], Select[Any]]:
    """What both rollups ought to hold, as queries: every column but the id."""
    everything = literal(True)
    posts = latest(everything)
    daily = union_all(_unpivoted(posts.subquery()), series(everything)).subquery()
    return posts, select(*(daily.c[name] for name in DAILY))


def differences(session: Session) -> int:
    """Rows that a rollup has and shouldn't, or should have and hasn't; 0 when both are what the measurements say."""
    posts, daily = expected(session)
    stored = select(*(PostLatest.__table__.c[name] for name in LATEST))  # type: ignore[attr-defined]
    kept = select(*(ChannelDay.__table__.c[name] for name in DAILY))  # type: ignore[attr-defined]
    wrong = 0
    for one, other in ((posts, stored), (stored, posts), (daily, kept), (kept, daily)):
        apart = one.except_(other).subquery()
        wrong += session.connection().execute(select(func.count()).select_from(apart)).scalar_one()
    return wrong


def rebuild(session: Session) -> None:
    """Both rollups made anew from the measurements."""
    run = session.connection().execute
    posts, daily = expected(session)
    run(delete(ChannelDay))
    run(delete(PostLatest))
    run(insert(PostLatest).from_select(LATEST, posts))
    run(insert(ChannelDay).from_select(DAILY, daily))


def latest(which: ColumnElement[bool]) -> Select[Any]:
    """The newest value of each metric of the posts that `which` selects; of two for one day the later import's."""
    newest = func.row_number().over(
        partition_by=(col(Measurement.post_id), col(Measurement.metric)),
        order_by=(col(Measurement.day).desc(), col(Measurement.import_id).desc(), col(Measurement.id).desc()),
    )
    ranked = (
        select(
            col(Measurement.post_id).label("post_id"), col(Measurement.metric).label("metric"), col(Measurement.day).label("day"),
            col(Measurement.value).label("value"), newest.label("place"),
        )
        .join(ChannelPost, col(ChannelPost.id) == col(Measurement.post_id))
        .join(MeasureImport, col(MeasureImport.id) == col(Measurement.import_id))
        .where(col(MeasureImport.undone_at).is_(None), which)
        .subquery()
    )  # fmt: skip
    values = {metric: func.max(case((ranked.c.metric == metric, ranked.c.value))) for metric in STORED}
    pivot = (
        select(ranked.c.post_id, func.max(ranked.c.day).label("seen_on"), *(value.label(key) for key, value in values.items()))
        .where(ranked.c.place == 1)
        .group_by(ranked.c.post_id)
        .subquery()
    )
    parts = [pivot.c[key] for key in COMPONENTS]
    interactions = case((or_(*(one.is_not(None) for one in parts)), cast(_sum(func.coalesce(one, 0) for one in parts), BigInteger)))
    told = {
        "post_id": pivot.c.post_id, "programme_id": col(ChannelPost.programme_id), "channel": col(ChannelPost.channel),
        "publication_id": col(ChannelPost.publication_id), "content_id": col(Publication.content_id), "day": col(ChannelPost.day),
        "hour": col(ChannelPost.hour), "seen_on": pivot.c.seen_on, **{key: pivot.c[key] for key in STORED},
        "interactions": interactions, "exposure": func.coalesce(pivot.c.views, pivot.c.impressions),
    }  # fmt: skip
    assert set(DERIVED) < set(told)
    joined: Any = select(*(told[name].label(name) for name in LATEST)).select_from(pivot)
    joined = joined.join(ChannelPost, col(ChannelPost.id) == pivot.c.post_id)
    return joined.outerjoin(Publication, col(Publication.id) == col(ChannelPost.publication_id))


def series(which: ColumnElement[bool]) -> Select[Any]:
    """What channels reported day by day, the later import's value of two."""
    newest = func.row_number().over(
        partition_by=(col(Measurement.programme_id), col(Measurement.channel), col(Measurement.metric), col(Measurement.day)),
        order_by=(col(Measurement.import_id).desc(), col(Measurement.id).desc()),
    )
    ranked = (
        select(
            col(Measurement.programme_id).label("programme_id"), col(Measurement.channel).label("channel"),
            col(Measurement.metric).label("metric"), col(Measurement.day).label("day"), col(Measurement.value).label("value"),
            newest.label("place"),
        )
        .join(MeasureImport, col(MeasureImport.id) == col(Measurement.import_id))
        .where(col(Measurement.post_id).is_(None), col(MeasureImport.undone_at).is_(None), which)
        .subquery()
    )  # fmt: skip
    columns = (ranked.c.programme_id, ranked.c.channel, literal("day"), ranked.c.metric, ranked.c.day, ranked.c.value, literal(0))
    return select(*columns).where(ranked.c.place == 1)


def _refresh(touched: Select[Any], session: Session) -> None:
    run = session.connection().execute
    spans = run(
        select(col(ChannelPost.programme_id), col(ChannelPost.channel), func.min(col(ChannelPost.day)), func.max(col(ChannelPost.day)))
        .where(col(ChannelPost.id).in_(touched))
        .group_by(col(ChannelPost.programme_id), col(ChannelPost.channel))
    ).all()
    run(delete(PostLatest).where(col(PostLatest.post_id).in_(touched)))
    run(insert(PostLatest).from_select(LATEST, latest(col(Measurement.post_id).in_(touched))))
    for programme_id, channel, first, last in spans:
        span = (col(ChannelDay.programme_id) == programme_id, col(ChannelDay.channel) == channel, col(ChannelDay.kind) == "post")
        run(delete(ChannelDay).where(*span, col(ChannelDay.day).between(first, last)))
        source = select(PostLatest.__table__).where(  # type: ignore[attr-defined]
            col(PostLatest.programme_id) == programme_id, col(PostLatest.channel) == channel, col(PostLatest.day).between(first, last)
        )
        run(insert(ChannelDay).from_select(DAILY, _unpivoted(source.subquery())))


def _unpivoted(posts: Subquery) -> Select[Any]:
    """Sum and number of posts per channel, day and metric, where there is any value."""
    parts = [
        select(
            posts.c.programme_id, posts.c.channel, literal("post").label("kind"), literal(metric).label("metric"), posts.c.day,
            cast(func.sum(posts.c[metric]), BigInteger).label("total"), func.count(posts.c[metric]).label("posts"),
        )
        .where(posts.c[metric].is_not(None))
        .group_by(posts.c.programme_id, posts.c.channel, posts.c.day)
        for metric in POST_METRICS
    ]  # fmt: skip
    whole = union_all(*parts).subquery()
    return select(*(whole.c[name] for name in DAILY))


def _sum(parts: Iterable[ColumnElement[Any]]) -> ColumnElement[Any]:
    first, *rest = parts
    for one in rest:
        first = first + one
    return first
