"""A person at the screen: AppTest through the frame, with a real session in the database and only the browser's cookie made up."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from data.database import transaction
from models.people import Person
from models.sessions import SignIn, digest
from pages.ui import session

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"
BROWSER = digest("peramban")

OpenPage = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def same_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """AppTest has no cookies: every run comes from one browser that brought only its `browser` cookie."""
    monkeypatch.setattr(session, "cookie_hash", lambda name: BROWSER if name == session.BROWSER else "")


@pytest.fixture(autouse=True)
def no_hidden_fault(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """What a page's own box caught is a fault too: AppTest sees no exception, only the log tells. `expects_fault` marks the exception."""
    yield
    faults = [
        one.exc_info[1] for one in caplog.get_records("call") if one.name == "simpul" and one.msg.startswith("fault") and one.exc_info
    ]
    assert not faults or request.node.get_closest_marker("expects_fault"), faults


@pytest.fixture
def open_page(engine: str) -> OpenPage:
    """`open_page(person, "tayang", cari="banjir")` signs the person in and runs the frame at that address; None: signed out."""

    def run(person: Person | None, url_path: str = "", **query: str | int) -> AppTest:
        at = AppTest.from_file(str(FRAME), default_timeout=30)
        if person:
            at.session_state["session"] = signed_in(person)
        at.query_params.update({name: str(value) for name, value in query.items()})
        at._page_hash = calc_hash(url_path)
        return at.run()

    return run


def signed_in(person: Person) -> str:
    """The token hash of a new session of this person."""
    with transaction() as change:
        found = Person.named(person.username, change)
        assert found is not None
        return SignIn.open(found, BROWSER, change)[0]
