"""Berkas konten: everything about one content in a ZIP that can be checked outside the app (S3.4, A3.3b)."""

from collections.abc import Callable
from typing import IO

from sqlmodel import Session

from data import files
from data.database import reading, transaction
from data.wording import say
from models.actors import Actor
from models.content.contents import Content
from models.content.handing_out import Holdings
from models.content.media import Media, MediaRole
from models.errors import NotFound
from models.people import Person
from models.sessions import SignIn
from pages.documents import dossier_facts, dossier_pages, printing
from pages.documents.sealing import Parcel, named
from pages.ui import session as visit


def dossier(session: Session, content_id: int, actor: Actor) -> bytes:
    """The ZIP; NotFound for who may not see the content. Slow: files are read and hashed, never call it inside a transaction."""
    return _filled(Parcel("dossier"), session, content_id, actor).closed()


def write(target: IO[bytes], session: Session, content_id: int, actor: Actor) -> None:
    """Likewise, into an open file instead of memory."""
    _filled(Parcel("dossier", target), session, content_id, actor).close()


def _filled(parcel: Parcel, session: Session, content_id: int, actor: Actor) -> Parcel:
    content = Content.find(content_id, actor, session)
    holdings = Holdings.of(content)
    facts = dossier_facts.facts(content, holdings, {one.pk: paths(one) for one in content.media})
    pictures = {str(one.pk): files.read(one.preview) for one in content.media if one.preview and files.intact(one.preview)}
    told = dossier_pages.told(content, holdings, actor, set(pictures))
    beside = {f"{key}.jpg": data for key, data in pictures.items()}
    parcel.add("berkas-konten.pdf", printing.printed("dossier", told, beside, holdings.anchor.at))
    parcel.add_json("isi.json", facts)
    for media in content.media:
        for sha256, path in paths(media).items():
            parcel.add_stored(path, sha256)
    return parcel


def offered(content_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there, the log gets its line, then the ZIP is made."""
    token, browser = visit.token(), visit.browser()

    def take() -> bytes:
        with transaction() as session:
            person_id = SignIn.alive(token, browser, session)
            if person_id is None:
                raise NotFound
            actor = Person.acting(person_id, session)
            Content.current(content_id, None, actor, session).hand_out(by=actor)
        with reading() as session:
            return dossier(session, content_id, actor)

    return take


def file_name(content: Content) -> str:
    return f"{say('dossier.file')}-{content.programme.key}-{content.pk}.zip"


def paths(media: Media) -> dict[str, str]:
    """Hash → place in the ZIP, of the file as published and as it came."""
    folder = "berkas" if media.role == MediaRole.FILE else "bukti"
    found = {media.sha256: f"{folder}/{named(media.sha256, media.name)}"}
    if media.original and media.original != media.sha256:
        found[media.original] = f"{folder}/{named(media.original, f'asli-{media.name}')}"
    return found
