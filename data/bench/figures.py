"""Filling a bench with measurements: posts over years, each measured several times, rollups made by the program's own rule."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from models.base import now
from models.planning.quarters import midnight
from models.results.measurements import MeasureImport, Measurement, Source
from models.results.posts import ChannelPost
from models.results.refreshing import rebuild

METRICS = ("reach", "views", "likes", "comments", "shares")
CHANNELS = ("instagram", "facebook", "tiktok", "youtube", "x")
AT_ONCE = 5_000
PER_DAY = 12  # posts


def fill(session: Session, programme_id: int, measurements: int, last: date, after: int = 0) -> None:
    """So many measurements of one programme, the newest posts on `last` and as many each day whatever the total: only years are added.

    `after`: the highest id of a post that is there.

    Past the verbs, for a bench only: the connection must be allowed to.
    """
    run = session.connection().execution_options(past_the_verbs=True).execute
    done = run(
        insert(MeasureImport).values(
            programme_id=programme_id, channel="instagram", source=Source.FILE, layout="bench", heading="", mapping={}, sha256="0" * 64,
            name="bench", since=last - timedelta(days=90), until=last, at=now(), added=0, changed=0, unchanged=0, refused=0, digest="",
            version=1,
        )
    )  # fmt: skip
    key: Any = done.inserted_primary_key
    import_id = key[0]
    posts: list[dict[str, Any]] = []
    values: list[dict[str, Any]] = []
    for number in range(measurements // len(METRICS)):
        day = last - timedelta(days=number // PER_DAY)
        channel = CHANNELS[number % len(CHANNELS)]
        posts.append({
            "id": after + number + 1, "programme_id": programme_id, "channel": channel, "key": f"bench-{after + number}", "link_key": "",
            "permalink": "", "title": f"Unggahan {number}", "kind": "", "published_at": midnight(day), "day": day, "hour": number % 24,
        })  # fmt: skip
        values += [
            {
                "programme_id": programme_id, "channel": channel, "post_id": after + number + 1, "metric": metric, "day": last,
                "value": (number * 37 + place * 11) % 5_000, "import_id": import_id,
            }
            for place, metric in enumerate(METRICS)
        ]  # fmt: skip
        if len(posts) == AT_ONCE:
            run(insert(ChannelPost), posts)
            run(insert(Measurement), values)
            posts, values = [], []
    if posts:
        run(insert(ChannelPost), posts)
        run(insert(Measurement), values)
    rebuild(session)
