"""A post as a platform's export knows it, and how its address is told apart from all the other ways of writing it (S-H8, A-H10)."""

import re
from datetime import date, datetime
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import Row
from models.content.publications import Publication
from models.errors import NotAllowed, NotFound
from models.issues import Issue, Issues
from models.programmes import Programme
from models.results.rollups import PostLatest

entries.register("post.matched", "channel_post", ("publication", "channel"))
entries.register("post.unmatched", "channel_post", ("channel",))

PAGE = 20
INSTAGRAM = re.compile(r"/(?:[\w.]+/)?(?:p|reel|reels|tv)/([\w-]+)")
TIKTOK = re.compile(r"/(?:@[\w.]+/)?(?:video|photo|v)/(\d{5,25})")
YOUTUBE = re.compile(r"/(?:shorts|live|embed)/([\w-]{6,20})")
X = re.compile(r"/(?:i/web|i|\w+)/status/(\d{5,25})")
FACEBOOK = re.compile(r"/(?:posts|videos|reel|photos|permalink)/(?:[\w.-]+/)*?(pfbid\w+|\d{5,25})/?$")


class ChannelPost(Row, table=True):
    """`key` is the platform's own id (text: 17 to 19 digits), else what its address says; `day` its day of publication in WIB.

    Rows come with imports and are never changed but for `publication_id`; a post of an undone import has no figures and shows nowhere.
    """

    __tablename__ = "channel_post"
    __table_args__ = (
        UniqueConstraint("programme_id", "channel", "key"),
        Index("ix_channel_post_link", "programme_id", "channel", "link_key"),
        Index("ix_channel_post_day", "programme_id", "day"),
    )

    programme_id: int = Field(foreign_key="programme.id")
    channel: str
    key: str
    link_key: str = ""
    permalink: str = ""
    title: str = ""
    kind: str = ""
    published_at: datetime
    day: date
    hour: int
    publication_id: int | None = Field(default=None, foreign_key="publication.id", index=True)

    @classmethod
    def unmatched(cls, programme_id: int, session: Session, *, before: int | None = None, size: int = PAGE) -> "list[ChannelPost]":
        """With figures and without a publication here, newest first, paged by key; one more than `size` says that there is more."""
        wanted = select(cls).join(PostLatest, col(PostLatest.post_id) == cls.id)
        wanted = wanted.where(PostLatest.programme_id == programme_id, col(PostLatest.publication_id).is_(None))
        if before is not None:
            wanted = wanted.where(col(PostLatest.post_id) < before)
        return list(session.exec(wanted.order_by(col(PostLatest.post_id).desc()).limit(size + 1)))

    @classmethod
    def candidates(cls, post: "ChannelPost", session: Session, size: int = 8) -> list[Publication]:
        """Publications of the same channel without figures yet, nearest in time first."""
        taken = select(PostLatest.publication_id).where(
            PostLatest.programme_id == post.programme_id, col(PostLatest.publication_id).is_not(None)
        )
        wanted = select(Publication).where(
            Publication.programme_id == post.programme_id, Publication.channel == post.channel,
            col(Publication.published_at).is_not(None), col(Publication.id).not_in(taken),
        )  # fmt: skip
        near = wanted.where(col(Publication.published_at) <= post.published_at).order_by(col(Publication.published_at).desc()).limit(size)
        after = wanted.where(col(Publication.published_at) > post.published_at).order_by(col(Publication.published_at)).limit(size)
        found = [*session.exec(near), *session.exec(after)]
        return sorted(found, key=lambda one: abs((one.published_at or post.published_at) - post.published_at))[:size]

    @classmethod
    def find(cls, post_id: int, programme: Programme, session: Session) -> "ChannelPost":
        found = session.exec(select(cls).where(cls.id == post_id, cls.programme_id == programme.pk).with_for_update()).first()
        if found is None:
            raise NotFound
        return found

    def match(self, programme: Programme, publication_id: int | None, by: Actor) -> None:
        """By hand: this post is that publication (None: none of ours); its figures go along."""
        from models.results.refreshing import refresh_posts  # noqa: PLC0415

        require_measurer(programme, by)
        session = self.session
        if publication_id is not None:
            own = (Publication.id == publication_id, Publication.programme_id == programme.pk, Publication.channel == self.channel)
            if session.exec(select(Publication.id).where(*own)).first() is None:
                raise NotFound
        self.publication_id = publication_id
        session.flush()
        refresh_posts([self.pk], session)
        if publication_id:
            entries.record(session, "post.matched", by=by, subject=self, channel=self.channel, publication=publication_id)
        else:
            entries.record(session, "post.unmatched", by=by, subject=self, channel=self.channel)


def objections_to_measuring(programme: Programme, by: Actor) -> Issues:
    """Imports, figures by hand, counts and documents need the right to measure."""
    return Issues([] if can(by, "measure", programme) else [Issue("person", "may_not_measure")])


def require_measurer(programme: Programme, by: Actor) -> None:
    if issues := objections_to_measuring(programme, by):
        raise NotAllowed(*issues)


def link_key(channel: str, link: str) -> str:
    """What is the same in every way of writing the address of one post; '' where nothing tells it apart."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return ""
    path, asked = parts.path.rstrip("/"), parse_qs(parts.query)
    if channel == "instagram":
        return _first(INSTAGRAM.search(path))
    if channel == "tiktok":
        return _first(TIKTOK.search(path))
    if channel == "youtube":
        short = path.strip("/") if (parts.hostname or "").endswith("youtu.be") else ""
        return short or next(iter(asked.get("v", [])), "") or _first(YOUTUBE.search(path))
    if channel == "x":
        return _first(X.search(path))
    if channel == "facebook":
        said = next((asked[name][0] for name in ("story_fbid", "v", "fbid") if asked.get(name)), "")
        return said or _first(FACEBOOK.search(path))
    return f"{(parts.hostname or '').removeprefix('www.')}{path}".lower() if path else ""


def _first(found: re.Match[str] | None) -> str:
    return found[1] if found else ""
