"""The report of an evaluation to hand out: PDF to sign, Word to go on working with, the figures as a spreadsheet (S4.3)."""

from collections.abc import Callable

from sqlmodel import Session

from data.wording import say
from models.actors import Actor, can
from models.base import now
from models.programmes import Programme
from models.results.evaluations.evaluations import Evaluation
from pages.documents import evaluation_docx, evaluation_parts, evaluation_xlsx, printing
from pages.documents.evaluation_facts import chart, told
from pages.documents.offering import at_the_click

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def printed(session: Session, evaluation_id: int, actor: Actor, form: str) -> bytes:
    """`form` is pdf, docx or xlsx; NotFound for who may not read the programme. A settled report has the same bytes each time."""
    readable = frozenset(one.pk for one in Programme.visible(actor, session) if can(actor, "read", one))
    evaluation = Evaluation.find(evaluation_id, readable, session)
    facts = told(evaluation, session, actor)
    at = evaluation.closed_at or evaluation.settled_at or now()
    weeks = chart(evaluation, session) if form != "xlsx" else None
    pictures = {"weeks.svg": evaluation_parts.svg(weeks)} if weeks and form == "pdf" else {}
    makers: dict[str, Callable[[], bytes]] = {
        "pdf": lambda: printing.printed("evaluation", {**facts, "pictures": list(pictures)}, pictures, at),
        "docx": lambda: evaluation_docx.written(facts, at, evaluation_parts.png(weeks) if weeks else b""),
        "xlsx": lambda: evaluation_xlsx.written(facts),
    }
    return makers[form]()


def offered(evaluation_id: int, form: str) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: printed(session, evaluation_id, actor, form))


def file_name(evaluation: Evaluation, form: str) -> str:
    return f"{say('evaluation.report_file')}-{evaluation.programme.key}-{evaluation.period}.{form}"
