"""What would become of rows, held against what is known: new, changed, the same, or a jump that somebody has to confirm."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.programmes import Programme
from models.results.importing.rows import Read
from models.results.posts import ChannelPost
from models.results.rollups import STORED, ChannelDay, PostLatest
from models.results.staging import MeasureUpload, Verdict

SMALL = 20  # below that every jump is possible
FALL = 0.5
LEAP, LEAP_BY = 20, 1_000
DAILY_LEAP = 50


def judge(
    rows: Sequence[Read], upload: MeasureUpload, programme: Programme, session: Session, *, series: bool
) -> dict[int, dict[str, Any]]:
    """Sets the verdict of each row that has none yet; the known values that would change, by row number."""
    open_rows = [one for one in rows if one.verdict is None]
    known = _known_days(open_rows, upload, programme, session) if series else _known_posts(open_rows, upload, programme, session)
    return {one.number: _judge(one, known.get(one.number), upload, series=series) for one in open_rows}


def posts_of(rows: Iterable[tuple[str, str]], programme_id: int, channel: str, session: Session) -> dict[str, ChannelPost]:
    """By key, for pairs of key and link key: a post whose address is the same is the same, under whatever id."""
    pairs = list(rows)
    own = (ChannelPost.programme_id == programme_id, ChannelPost.channel == channel)
    keys, links = {key for key, _ in pairs}, {link for _, link in pairs if link}
    by_key = {one.key: one for one in session.exec(select(ChannelPost).where(*own, col(ChannelPost.key).in_(keys)))}
    by_link: dict[str, ChannelPost] = {}
    if rest := {link for key, link in pairs if link and key not in by_key} & links:
        by_link = {one.link_key: one for one in session.exec(select(ChannelPost).where(*own, col(ChannelPost.link_key).in_(rest)))}
    found = {key: by_key.get(key) or by_link.get(link) for key, link in pairs}
    return {key: one for key, one in found.items() if one is not None}


def _known_posts(rows: Sequence[Read], upload: MeasureUpload, programme: Programme, session: Session) -> dict[int, dict[str, Any]]:
    pairs = [(one.key, one.post["link_key"]) for one in rows]
    posts = posts_of(pairs, programme.pk, upload.channel, session)
    wanted = select(PostLatest).where(col(PostLatest.post_id).in_([one.pk for one in posts.values()]))
    latest = {one.post_id: one for one in session.exec(wanted)}
    found = {}
    for one in rows:
        post = posts.get(one.key)
        if post is not None and post.pk in latest:
            values = {metric: getattr(latest[post.pk], metric) for metric in STORED}
            found[one.number] = {**values, "seen_on": latest[post.pk].seen_on}
    return found


def _known_days(rows: Sequence[Read], upload: MeasureUpload, programme: Programme, session: Session) -> dict[int, dict[str, Any]]:
    days = [date.fromisoformat(one.key) for one in rows]
    wanted = select(ChannelDay).where(
        ChannelDay.programme_id == programme.pk, ChannelDay.channel == upload.channel, ChannelDay.kind == "day",
        col(ChannelDay.day).in_(days),
    )  # fmt: skip
    by_day: dict[str, dict[str, Any]] = {}
    for one in session.exec(wanted):
        by_day.setdefault(one.day.isoformat(), {})[one.metric] = one.total
    return {one.number: by_day[one.key] for one in rows if one.key in by_day}


def _judge(row: Read, known: dict[str, Any] | None, upload: MeasureUpload, *, series: bool) -> dict[str, Any]:
    if known is None:
        row.verdict = Verdict.NEW
        return {}
    if not series and known["seen_on"] > upload.until:
        row.verdict = Verdict.UNCHANGED
        row.reasons.append(["export_older", {"day": known["seen_on"].isoformat()}])
        return {}
    changed: dict[str, int] = {}
    asked = False
    for metric, value in row.values.items():
        before = known.get(metric)
        if before == value:
            continue
        if not value and before:
            row.reasons.append(["export_zero_kept", {"metric": metric, "before": before}])
            continue
        changed[metric] = value
        if before is not None and _leaps(before, value, series=series):
            row.reasons.append(["export_jump", {"metric": metric, "before": before, "after": value}])
            asked = True
    before_values = {metric: known.get(metric) for metric in changed}
    row.values = changed
    row.verdict = Verdict.ASKED if asked else Verdict.CHANGED if changed else Verdict.UNCHANGED
    return before_values


def _leaps(before: int, after: int, *, series: bool) -> bool:
    """Totals of a post grow: a great fall is as odd as a great leap."""
    if max(before, after) < SMALL:
        return False
    if after < before * FALL:
        return True
    return after > max(before, 1) * (DAILY_LEAP if series else LEAP) and after - before > LEAP_BY
