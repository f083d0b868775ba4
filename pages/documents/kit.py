"""Paket siap unggah: the publishing kit of one channel as a ZIP."""

import io
import zipfile
from collections.abc import Callable

from data import files
from data.wording import say
from models.content.contents import Content
from models.content.kits import Kit
from pages.documents.offering import at_the_click


def packed(kit: Kit) -> bytes:
    """Files in their order, and each text in a file of its own. Slow: files are read and checked, never inside a transaction."""
    alts = "\n\n".join(f"{place}. {one.name}\n{one.alt}" for place, one in kit.alts)
    texts = {say("kit.text_file"): kit.text, say("kit.tags_file"): kit.hashtags, say("kit.place_file"): kit.location}
    texts |= {say("kit.alts_file"): alts, **{f"{label.lower().replace(' ', '-')}.txt": text for label, text in kit.beside.items()}}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as parcel:
        for name, text in texts.items():
            if text:
                parcel.writestr(name, text.replace("\n", "\r\n"))
        for one in kit.files:
            parcel.writestr(one.name, files.read(one.sha256))
    return made.getvalue()


def offered(content_id: int, channel: str) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there and whether the approval still stands."""
    return at_the_click(lambda session, actor: packed(Content.find(content_id, actor, session).kit(channel)), practised=True)


def file_name(content: Content, channel: str) -> str:
    return f"{say('kit.file')}-{content.programme.key}-{content.pk}-{channel}.zip"
