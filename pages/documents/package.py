"""A programme's setup as one ZIP for another office (S4.5)."""

from collections.abc import Callable

from sqlmodel import Session

from data import files
from data.database import reading, transaction
from models.actors import Actor
from models.programmes import Programme
from models.replication.making import PackageMade, library_files
from models.replication.packages import MOST_FILE_BYTES, MOST_OF_FILES
from pages.documents.offering import at_the_click


def offered(programme_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there, and the log gets its line; files are read first."""
    held: dict[str, bytes] = {}

    def make(session: Session, actor: Actor) -> bytes:
        return PackageMade.make(Programme.find(programme_id, session), actor, session, held)[1]

    take = at_the_click(make, transaction)

    def click() -> bytes:
        held.update(travelling(programme_id))
        return take()

    return click


def travelling(programme_id: int) -> dict[str, bytes]:
    """The library's files by SHA-256, read before the transaction; what is too big stays behind, its name goes along."""
    with reading() as session:
        wanted = library_files(Programme.find(programme_id, session), session)
    found: dict[str, bytes] = {}
    for sha256 in wanted:
        size = files.size(sha256) if files.exists(sha256) else MOST_FILE_BYTES + 1
        if size <= MOST_FILE_BYTES and size + sum(map(len, found.values())) <= MOST_OF_FILES:
            found[sha256] = files.read(sha256)
    return found


def file_name(programme: Programme) -> str:
    number = programme.playbook.number if programme.playbook else 1
    return f"paket-{programme.key}-v{number}.zip"
