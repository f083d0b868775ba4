"""The final report of a cycle to hand out: a concept from today's records, or what was settled, byte for byte (S-H11, A-H13)."""

from collections.abc import Callable

from sqlmodel import Session

from data import files
from data.wording import say
from models.actors import Actor
from models.base import now
from models.errors import NotFound
from models.governance.cycles import Cycle
from models.governance.final_reports import FinalReport
from models.people import Person
from pages.documents import final_docx, printing
from pages.documents.final_facts import told
from pages.documents.offering import at_the_click

TYPES = {
    "pdf": ("Unduh PDF", "application/pdf"),
    "docx": ("Unduh DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def printed(session: Session, cycle_id: int, actor: Actor, form: str) -> bytes:
    """The newest edition. `form` is pdf or docx; NotFound for who may not read the programme. Slow: never inside a transaction."""
    cycle = Cycle.find(cycle_id, actor, session)
    report = FinalReport.of(cycle_id, actor, session)
    if report and report.is_settled and (sha256 := report.kept(form)):
        return files.read(sha256)
    return _made(session, cycle, report, actor, form, None)


def settled(session: Session, cycle_id: int, actor: Actor) -> dict[str, bytes]:
    """Every form as it will be kept, with the name of who settles it."""
    cycle, report = Cycle.find(cycle_id, actor, session), FinalReport.of(cycle_id, actor, session)
    person = session.get(Person, actor.person_id)
    return {form: _made(session, cycle, report, actor, form, person) for form in TYPES}


def kept(session: Session, cycle_id: int, actor: Actor, form: str, edition: int) -> bytes:
    """A settled edition as it was settled; NotFound for any other."""
    Cycle.find(cycle_id, actor, session)
    one = next((it for it in FinalReport.in_force(cycle_id, actor, session) if it.edition == edition), None)
    if one is None or not one.kept(form):
        raise NotFound
    return files.read(one.kept(form))


def kept_offered(cycle_id: int, form: str, edition: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: kept(session, cycle_id, actor, form, edition))


def offered(cycle_id: int, form: str) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: printed(session, cycle_id, actor, form))


def file_name(cycle: Cycle, form: str, edition: int = 1) -> str:
    version = f"-versi-{edition}" if edition > 1 else ""
    return f"{say('final.file')}-{cycle.programme.key}-{cycle.number}{version}.{form}"


def _made(session: Session, cycle: Cycle, report: FinalReport | None, actor: Actor, form: str, settling: Person | None) -> bytes:
    facts = told(cycle, report, session, actor, settled_by=settling)
    return printing.printed("final_report", facts, {}, now()) if form == "pdf" else final_docx.written(facts, now())
