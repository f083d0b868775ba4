"""A document behind a download button: made at the click, for whoever is signed in then."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlmodel import Session

from data.database import reading
from models.actors import Actor
from models.errors import NotFound
from models.people import Person
from models.sessions import SignIn
from pages.ui import session as visit


def at_the_click(
    make: Callable[[Session, Actor], bytes], door: Callable[[], AbstractContextManager[Session]] = reading, *, practised: bool = False
) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there; NotFound for nobody.

    Nothing of a practice room is made into a document, but for what is `practised`.
    """
    token, browser = visit.token(), visit.browser()

    def take() -> bytes:
        with door() as session:
            found = SignIn.visit(token, browser, session)
            if found is None:
                raise NotFound
            person_id, room = found
            return make(session, Person.acting(person_id, session, room=room if practised else None))

    return take
