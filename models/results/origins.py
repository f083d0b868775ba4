""" "Asal angka": the rows behind a figure, newest first and bounded, each with a way to what it speaks of."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from models.base import LOCAL
from models.content.contents import Content
from models.planning.quarters import Quarter
from models.playbooks import Formula
from models.programmes import Programme
from models.results import of_surveys
from models.results.documents import Document, FaceToFace
from models.results.figures import Figure
from models.results.origins_of_work import BY_FORMULA
from models.results.posts import ChannelPost
from models.results.rollups import ChannelDay, PostLatest
from models.results.told import OriginRow

SIZE = 50


def origin(figure: Figure, programme: Programme, quarter: Quarter, session: Session, size: int = SIZE) -> list[OriginRow]:
    """At most `size` rows, largest part first for sums over posts, newest first otherwise."""
    formula = Formula(figure.formula)
    if figure.metric is not None:
        return _posts(figure.metric, programme, quarter, session, size)
    if formula is Formula.FOLLOWERS:
        return _followers(programme, quarter, session, size)
    if formula is Formula.DOWNLOADS:
        found = Document.with_counts([programme.pk], quarter.starts_on, quarter.ends_on, session, size=size)
        return [OriginRow(quarter.ends_on, one.title, count, link=f"/unduh/{one.slug}") for one, count in found[:size]]
    if formula is Formula.FACE_TO_FACE:
        weeks = FaceToFace.weeks(programme.pk, quarter.starts_on, quarter.ends_on, session)
        return [OriginRow(week, "", count) for week, count in sorted(weeks.items(), reverse=True)]
    if formula in of_surveys.MEASURES:
        told = of_surveys.behind(formula, programme, quarter, session)
        return [OriginRow(one.at.astimezone(LOCAL).date(), one.title, float(one.value or 0)) for one in reversed(told)][:size]
    return BY_FORMULA[formula](programme, quarter, session, size)


def _posts(metric: str, programme: Programme, quarter: Quarter, session: Session, size: int) -> list[OriginRow]:
    value = col(getattr(PostLatest, metric))
    wanted: Any = (
        select(
            col(PostLatest.day), col(ChannelPost.title), value, col(PostLatest.channel), col(PostLatest.content_id),
            col(ChannelPost.permalink), col(Content.title),
        )
        .join(ChannelPost, col(ChannelPost.id) == PostLatest.post_id)
        .outerjoin(Content, col(Content.id) == PostLatest.content_id)
        .where(
            col(PostLatest.programme_id) == programme.pk, col(PostLatest.day).between(quarter.starts_on, quarter.ends_on),
            value.is_not(None),
        )
        .order_by(value.desc(), col(PostLatest.post_id).desc())
        .limit(size)
    )  # fmt: skip
    rows: Sequence[Any] = session.connection().execute(wanted).all()
    return [OriginRow(day, ours or theirs, told, channel, content, link) for day, theirs, told, channel, content, link, ours in rows]


def _followers(programme: Programme, quarter: Quarter, session: Session, size: int) -> list[OriginRow]:
    wanted = select(col(ChannelDay.day), col(ChannelDay.total), col(ChannelDay.channel)).where(
        col(ChannelDay.programme_id) == programme.pk, col(ChannelDay.kind) == "day", col(ChannelDay.metric) == "followers",
        col(ChannelDay.day).between(quarter.starts_on, quarter.ends_on),
    )  # fmt: skip
    rows = session.connection().execute(wanted.order_by(col(ChannelDay.day).desc()).limit(size))
    return [OriginRow(day, "", total, channel) for day, total, channel in rows]
