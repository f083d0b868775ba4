"""From an upload to a Media: looked into, kept safely, nothing written to the database yet."""

from dataclasses import asdict
from urllib.parse import urljoin

import streamlit as st

from data import files, formats, media
from models.base import now
from models.content.media import Media, MediaRole
from models.governance.library import LibraryFile


def kept(data: bytes, name: str, role: MediaRole = MediaRole.FILE) -> Media:
    """The examined file as a row that still belongs to no content; raises media.Unreadable. Slow: never inside a transaction."""
    examined = media.examine(data, name)
    published = files.keep(data if examined.converted is None else examined.converted)
    facts = asdict(examined.facts)
    return Media(  # type: ignore[call-arg]  # whose it is, `attach` says
        role=role, sha256=published.sha256, name=name[:200], type=published.type, by_id=None, at=now(),
        original=files.keep(data).sha256 if examined.converted is not None else None,
        preview=files.keep(examined.preview).sha256 if examined.preview else None,
        found={**facts, "kind": facts["kind"].value, "faults": list(facts["faults"])},
    )  # fmt: skip


def shelved(data: bytes, name: str) -> LibraryFile:
    """The examined file as a version that still belongs to no item, of a PDF with its first page as preview; raises media.Unreadable."""
    examined = media.examine(data, name)
    published = files.keep(data if examined.converted is None else examined.converted)
    preview = media.first_page(data) if formats.format_of(data) == "pdf" else examined.preview
    return LibraryFile(
        sha256=published.sha256, name=name[:200], type=published.type, at=now(),
        original=files.keep(data).sha256 if examined.converted is not None else None,
        preview=files.keep(preview).sha256 if preview else None,
    )  # fmt: skip


def address(sha256: str) -> str:
    """Where the browser fetches a file from: through our own route, never through Streamlit's media store."""
    here = st.context.url
    return urljoin(here if isinstance(here, str) else "http://localhost/", f"/berkas/{sha256}")
