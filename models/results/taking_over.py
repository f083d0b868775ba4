"""A post that went out without the app becomes a publication: recorded on the emergency lane, matched once that is out (S-H8, A-H10)."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models import entries
from models.actors import Actor
from models.base import now
from models.content.beginning import EMERGENCY
from models.content.contents import Content, ContentState
from models.content.followers import FOLLOWERS
from models.content.later_posts import LaterPost
from models.content.publications import PublicationState, of_state
from models.content.recording_later import LONGEST
from models.errors import NotAllowed, NotFound, NotReady
from models.issues import Issue, Issues
from models.playbooks import FieldKind
from models.programmes import Programme
from models.results.posts import ChannelPost, link_key
from models.results.refreshing import refresh_posts


def objections_to_taking_over(post: ChannelPost, programme: Programme, by: Actor, session: Session) -> Issues:
    """By who may take the emergency lane, once, while the hour can still be recorded, and only what an address leads back to."""
    issues = Content.objections_to_beginning(programme, EMERGENCY, by, session)
    issues += [] if address(post) else [Issue("page", "post_without_link")]
    issues += [] if post.published_at >= now() - LONGEST else [Issue("page", "post_too_old", {"days": LONGEST.days})]
    return Issues(issues + ([Issue("page", "post_taken_over")] if taken_over([post], session) else []))


def take_over(
    post: ChannelPost, programme: Programme, kind: str, format: str, title: str, at: datetime, reason: str, by: Actor, session: Session,
) -> Content:  # fmt: skip
    """A draft with the real hour `at`; decided and checked like any recorded afterwards, and nothing counts as ours before."""
    if post.programme_id != programme.pk or post.publication_id is not None:
        raise NotFound
    if issues := objections_to_taking_over(post, programme, by, session):
        raise (NotAllowed if issues.about("person") else NotReady)(*issues)
    where = {one.key: [post.channel] for one in programme.rules.fields if one.kind is FieldKind.CHANNELS}
    content = Content.begin(programme, kind, format, title, by, session, lane=EMERGENCY, reason=reason, fields=where)
    content.record_later(by, {post.channel: at}, reason, {post.channel: address(post)})
    return content


def taken_over(posts: Sequence[ChannelPost], session: Session) -> dict[int, int]:
    """Post → the content that records it, unless that was given up."""
    addresses = {found: one for one in posts if (found := address(one))}
    if not addresses:
        return {}
    wanted = select(LaterPost.permalink, LaterPost.channel, LaterPost.content_id).join(Content, col(Content.id) == LaterPost.content_id)
    wanted = wanted.where(
        col(Content.programme_id).in_({one.programme_id for one in posts}), Content.state != ContentState.CANCELLED,
        col(LaterPost.permalink).in_(addresses),
    )  # fmt: skip
    return {addresses[link].pk: content for link, channel, content in session.exec(wanted) if addresses[link].channel == channel}


def address(post: ChannelPost) -> str:
    """What leads to it; YouTube's exports tell only the id."""
    made = f"https://www.youtube.com/watch?v={post.link_key}" if post.channel == "youtube" and post.link_key else ""
    return post.permalink or made


def _match_recorded(content: Content, by: Actor) -> None:
    """It counts as out now: the post an import brought, told by its address, is this publication."""
    told = {one.channel: one.permalink for one in content.later_posts}
    for channel, out in of_state(content.publications, PublicationState.PUBLISHED).items():
        key = link_key(channel, out.permalink or told[channel]) if channel in told else ""
        if not key:
            continue
        own = (ChannelPost.programme_id == content.programme_id, ChannelPost.channel == channel, ChannelPost.link_key == key)
        wanted = select(ChannelPost).where(*own, col(ChannelPost.publication_id).is_(None)).with_for_update()
        for post in content.session.exec(wanted).all():
            post.publication_id = out.pk
            content.session.flush()
            refresh_posts([post.pk], content.session)
            entries.record(content.session, "post.matched", by=by, subject=post, channel=channel, publication=out.pk)


FOLLOWERS.append(_match_recorded)
