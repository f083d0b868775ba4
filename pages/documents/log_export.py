"""The decision log taken out of the house: sealed for checking, or as a table for reading (S3.4, A3.3b)."""

import csv
import json
from collections.abc import Callable
from io import StringIO

from sqlmodel import Session

from data.database import reading, transaction
from data.wording import say
from models import log_views
from models.actors import Actor
from models.base import now
from models.content import indonesian
from models.entries import GENESIS, Entry
from models.errors import NotFound
from models.governance import practice
from models.log_views import LogFilters
from models.people import Person
from models.programmes import Programme
from models.sessions import SignIn
from pages.documents import takers
from pages.documents.sealing import Parcel
from pages.ui import history
from pages.ui import session as visit

MOST = 100_000
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def sealed(session: Session, first: int, last: int, taker: Actor) -> bytes:
    """ZIP of every line from one number to another, whoever it concerns, with the verifier; no filter ever thins it out.

    Lines of practice rooms stay in it, or the chain had holes; which programmes those are stands beside it.
    """
    parcel = Parcel("log")
    newest: list[Entry] = []

    def lines(take: Callable[[bytes], None]) -> None:
        for batch in log_views.stretch(first, last, session):
            newest[:] = batch[-1:]
            take("".join(_json(one) for one in batch).encode())

    parcel.write("log.jsonl", lines)
    seal = (
        {"number": newest[0].number, "hash": newest[0].hash, "at": newest[0].at.isoformat()} if newest else {"number": 0, "hash": GENESIS}
    )
    parcel.add_json("segel.json", seal)
    parcel.add_json("latihan.json", {"programmes": practice.all_rooms(session)})
    parcel.add_json("pengambil.json", {"by": takers.named(taker, None, session), "at": now().isoformat(), "first": first, "last": last})
    return parcel.closed()


def table(session: Session, actor: Actor, filters: LogFilters) -> bytes:
    """CSV of what the filters leave and this person may take out, newest first; no cell is ever a formula."""
    written = StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(say(f"log_columns.{key}") for key in ("number", "at", "who", "what", "about", "programme", "hash", "taker"))
    taken = takers.named(actor, None, session)
    for batch in log_views.matching(actor, Programme.visible(actor, session), session, filters, MOST):
        for one in history.lines(batch, session, actor):
            when = indonesian.moment(one.at)
            writer.writerow(
                harmless(cell) for cell in (str(one.number), when, one.who, one.what, one.about, one.programme, one.hash, taken)
            )
    return written.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """Typed text that a spreadsheet would run stays text."""
    return f"'{cell}" if cell.startswith(RUNS) else cell


def offered(format: str, filters: LogFilters) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`, "jsonl" or "csv": asked again at the click who is there, and the log gets its line."""
    token, browser = visit.token(), visit.browser()

    def take() -> bytes:
        with transaction() as session:
            person_id = SignIn.alive(token, browser, session)
            if person_id is None:
                raise NotFound
            actor = Person.acting(person_id, session)
            first, last = log_views.ends(session, filters, MOST)
            log_views.take_out(actor, Programme.visible(actor, session), session, first=first, last=last, format=format)
        with reading() as session:
            return sealed(session, first, last, actor) if format == "jsonl" else table(session, actor, filters)

    return take


def _json(one: Entry) -> str:
    line = {"number": one.number, "text": one.text, "hash": one.hash}
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
