"""The post a pasted address leads to: a comment's own link starts with that of what we published."""

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qs, urlsplit

from sqlmodel import Session, col, select

from models.content.publications import Publication

SEVERAL = 500


def known(programme_id: int, links: Iterable[str], session: Session) -> dict[str, tuple[int, int]]:
    """Address of a post → (publication, content), of those that one of these links could belong to."""
    wanted = sorted({one for link in links for one in spellings(link)})
    found: dict[str, tuple[int, int]] = {}
    for start in range(0, len(wanted), SEVERAL):
        asked = select(Publication.permalink, Publication.id, Publication.content_id).where(
            Publication.programme_id == programme_id, col(Publication.permalink).in_(wanted[start : start + SEVERAL])
        )
        found |= {link: (publication, content) for link, publication, content in session.exec(asked)}  # type: ignore[misc]
    return found


def under(link: str, posts: Mapping[str, tuple[int, int]]) -> tuple[int | None, int | None]:
    """(publication, content) of the longest known address this link starts with."""
    return next((posts[one] for one in spellings(link) if one in posts), (None, None))


def spellings(link: str) -> list[str]:
    """How the post's own address may have been written down, longest first: without query, without the comment's part of the path."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return []
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return []
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    steps = [one for one in parts.path.split("/") if one]
    paths = ["/".join(steps[:length]) for length in range(len(steps), 0, -1)]
    if video := parse_qs(parts.query).get("v"):
        paths.insert(0, f"{'/'.join(steps)}?v={video[0]}")
    found = [link.strip()]
    for path in paths[:6]:
        for start in (f"https://{host}", f"https://www.{host}"):
            found += [f"{start}/{path}", f"{start}/{path}/"]
    return list(dict.fromkeys(found))
