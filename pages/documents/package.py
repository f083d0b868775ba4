"""A programme's setup as one ZIP for another office (S4.5)."""

from collections.abc import Callable

from data.database import transaction
from models.errors import NotFound
from models.people import Person
from models.programmes import Programme
from models.replication.making import PackageMade
from models.sessions import SignIn
from pages.ui import session as visit


def offered(programme_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there, and the log gets its line."""
    token, browser = visit.token(), visit.browser()

    def take() -> bytes:
        with transaction() as session:
            person_id = SignIn.alive(token, browser, session)
            if person_id is None:
                raise NotFound
            return PackageMade.make(Programme.find(programme_id, session), Person.acting(person_id, session), session)[1]

    return take


def file_name(programme: Programme) -> str:
    number = programme.playbook.number if programme.playbook else 1
    return f"paket-{programme.key}-v{number}.zip"
