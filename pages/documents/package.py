"""A programme's setup as one ZIP for another office (S4.5)."""

from collections.abc import Callable

from data.database import transaction
from models.programmes import Programme
from models.replication.making import PackageMade
from pages.documents.offering import at_the_click


def offered(programme_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there, and the log gets its line."""
    return at_the_click(lambda session, actor: PackageMade.make(Programme.find(programme_id, session), actor, session)[1], transaction)


def file_name(programme: Programme) -> str:
    number = programme.playbook.number if programme.playbook else 1
    return f"paket-{programme.key}-v{number}.zip"
