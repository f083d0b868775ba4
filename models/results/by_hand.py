"""Figures typed by hand, each with a screenshot as proof: followers of a channel, or a publication no export speaks of (S-F, A-F)."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import exists
from sqlmodel import Session, col, select

from models import entries
from models.actors import Actor
from models.base import LOCAL, now, today
from models.content.contents import Content
from models.content.publications import Publication
from models.errors import NotFound, NotReady
from models.issues import Issue
from models.programmes import Programme
from models.results.importing.layouts import FOLLOWERS, VALUES
from models.results.measurements import MeasureImport, Measurement, Source
from models.results.posts import ChannelPost, link_key, require_measurer
from models.results.refreshing import refresh_import
from models.results.rollups import PostLatest
from models.search import SearchRow

MOST = 10**12
OFFERED = 20


def type_in(
    programme: Programme, channel: str, day: date, values: Mapping[str, int], proof: str, by: Actor, session: Session, *,
    publication_id: int | None = None,
) -> MeasureImport:  # fmt: skip
    """`values` by metric; of a channel only its followers, of a publication what its platform shows. `proof`: hash of the kept picture."""
    require_measurer(programme, by)
    allowed = VALUES if publication_id is not None else (FOLLOWERS,)
    issues = [] if channel in {one.key for one in programme.rules.channels} else [Issue("channel", "channel_unknown", {"channel": channel})]
    issues += [] if values else [Issue("values", "hand_nothing")]
    issues += [] if set(values) <= set(allowed) else [Issue("values", "hand_metric_unknown")]
    issues += [] if all(0 <= one <= MOST for one in values.values()) else [Issue("values", "indicator_value_odd")]
    issues += [] if proof else [Issue("proof", "hand_proof_missing")]
    issues += [] if date(2005, 1, 1) <= day <= today() else [Issue("day", "export_period_odd")]
    if issues:
        raise NotReady(*issues)
    session.exec(select(Programme.id).where(Programme.id == programme.pk).with_for_update()).one()
    post_id = _post(programme, channel, publication_id, session) if publication_id is not None else None
    done = MeasureImport(
        programme_id=programme.pk, channel=channel, source=Source.HAND, mapping={}, sha256=proof, since=day, until=day, at=now(),
        by_id=by.person_id, added=len(values),
    )  # fmt: skip
    session.add(done)
    session.flush()
    for metric, value in values.items():
        session.add(
            Measurement(programme_id=programme.pk, channel=channel, post_id=post_id, metric=metric, day=day, value=value, import_id=done.pk)
        )
    session.flush()
    refresh_import(done.pk, session)
    entries.record(session, "measure.typed", by=by, subject=done, channel=channel, metrics=sorted(values), day=day.isoformat())
    return done


def published(programme: Programme, channel: str, words: str, session: Session, size: int = OFFERED) -> list[tuple[Publication, str]]:
    """What went out on this channel with its title, newest first; with `words` what is found by all of them, whatever case and accents."""
    published_at = col(Publication.published_at)
    out = (col(Publication.programme_id) == programme.pk, col(Publication.channel) == channel, published_at.is_not(None))
    wanted = select(Publication, Content.title).join(Content, col(Content.id) == Publication.content_id).where(*out)
    if words.strip():
        here = exists().where(col(Publication.content_id) == SearchRow.subject_id, *out)
        wanted = wanted.where(col(Publication.content_id).in_(SearchRow.find(words, here, session, limit=size)))
    return list(session.exec(wanted.order_by(col(Publication.published_at).desc(), col(Publication.id).desc()).limit(size)))


def _post(programme: Programme, channel: str, publication_id: int, session: Session) -> int:
    """The post an import brought for this publication, else one of its own under its address."""
    wanted = select(Publication).where(
        Publication.id == publication_id, Publication.programme_id == programme.pk, Publication.channel == channel
    )
    publication = session.exec(wanted).first()
    if publication is None or publication.published_at is None:
        raise NotFound
    there = session.exec(select(PostLatest.post_id).where(PostLatest.publication_id == publication_id)).first()
    if there is not None:
        return there
    key = f"pub:{publication_id}"
    own = session.exec(
        select(ChannelPost).where(ChannelPost.programme_id == programme.pk, ChannelPost.channel == channel, ChannelPost.key == key)
    ).first()
    if own is None:
        local = publication.published_at.astimezone(LOCAL)
        own = ChannelPost(
            programme_id=programme.pk, channel=channel, key=key, link_key=link_key(channel, publication.permalink),
            permalink=publication.permalink, published_at=publication.published_at, day=local.date(), hour=local.hour,
            publication_id=publication_id,
        )  # fmt: skip
        session.add(own)
        session.flush()
    return own.pk
