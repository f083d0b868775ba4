"""The calendar taken out of the house as a spreadsheet: who may, of which span, and the log's line (A3.2)."""

from collections.abc import Callable
from datetime import datetime

from data.calendar_sheets import FORMATS, Span
from data.database import reading, transaction
from models.base import LOCAL
from models.errors import NotFound
from models.people import Person
from models.planning.sheets import pieces as sheet_pieces
from models.programmes import Programme
from models.sessions import SignIn
from pages.ui import session as visit


def offered(programme_id: int, since: datetime, until: datetime, format: str) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`, "xlsx" or "csv": asked again at the click who is there; built then, and logged."""
    token, browser = visit.token(), visit.browser()

    def take() -> bytes:
        with reading() as session:
            person_id = SignIn.alive(token, browser, session)
            if person_id is None:
                raise NotFound
            actor = Person.acting(person_id, session)
            programme = Programme.find(programme_id, session)
            sheet_pieces.require_taking(actor, programme)
            span = Span.of(programme, actor, since, until, session)
            data = FORMATS[format](span)
        with transaction() as session:
            actor, programme = Person.acting(person_id, session), Programme.find(programme_id, session)
            sheet_pieces.take_out(actor, programme, since, until, format, len(span.pieces), session)
        return data

    return take


def file_name(programme: Programme, since: datetime, format: str) -> str:
    return f"kalender-{programme.key}-{since.astimezone(LOCAL):%Y-%m}.{format}"
