"""A content that went all the way with real files: returned once, published on two channels, one proven by a screenshot."""

from io import BytesIO

from PIL import Image

from data import files
from models.actors import Actor
from models.base import now
from models.content.contents import Content
from models.content.media import Media, MediaRole
from models.content.publishing import Report
from tests.cast import Cast
from tests.story import Story

TITLE = "Jadwal vaksin anak di puskesmas"


def picture(color: str = "teal", size: tuple[int, int] = (1080, 1350), format: str = "PNG") -> bytes:
    made = BytesIO()
    Image.new("RGB", size, color).save(made, format)
    return made.getvalue()


def media(name: str, data: bytes, role: MediaRole = MediaRole.FILE, original: bytes | None = None) -> Media:
    """Kept in the store with a preview, as an upload would be."""
    found = {"kind": "image", "format": "png", "size": len(data), "width": 1080, "height": 1350}
    return Media(
        role=role, sha256=files.keep(data).sha256, original=files.keep(original).sha256 if original else None,
        preview=files.keep(picture(size=(216, 270), format="JPEG")).sha256, name=name, type="image/png", found=found,
    )  # fmt: skip


def published(cast: Cast, title: str = TITLE) -> Story:
    """SIMPONI, an announcement with a poster."""
    story = Story.simponi(cast, title).to("desain")
    story.do(cast.simponi.desainer, attach)
    story.submit(cast.simponi.desainer)
    story.send_back("draf")
    story.write(cast.simponi.editor, summary="Vaksin anak gratis di semua puskesmas Bangka. Datang pagi hari.")
    story.submit(cast.simponi.editor)
    story.to("publikasi")
    story.do(cast.simponi.admin_teknis, report)
    return story


def attach(content: Content, actor: Actor) -> None:
    added = content.add_file(actor, media("poster vaksin.png", picture(), original=picture("navy")))
    listed = {
        "media_id": added.pk,
        "purpose": "visual",
        "alt": "Poster jadwal vaksin anak di puskesmas",
        "people": content.rules.people.suffices[0],
    }
    assert content.revision is not None
    content.save(actor, content.revision.fields, [listed], content.revision_number)


def report(content: Content, actor: Actor) -> None:
    at = now()
    proof = media("bukti.png", picture("white"), MediaRole.PROOF)
    content.publish(
        actor,
        [
            Report("instagram", at, "https://www.instagram.com/p/abc123/"),
            Report("facebook", at, "https://www.facebook.com/dinkominfotik/posts/1", proof),
        ],
    )
