"""A survey's answers taken out of the house: counted, never by sheet, and no cell that a spreadsheet would run (SAFETY 21)."""

import csv
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO

from sqlmodel import Session

from data.wording import say
from models.actors import Actor, can
from models.content.indonesian import moment
from models.planning.sheets.values import harmless
from models.programmes import Programme
from models.results.surveys import quizzes, results
from models.results.surveys.answers import TEXTS, SurveyReply
from models.results.surveys.questions import QuestionKind
from models.results.surveys.results import RoundResult
from models.results.surveys.rounds import Phase
from models.results.surveys.surveys import Survey
from pages.documents.offering import at_the_click
from pages.ui import survey_words

FORMATS = (
    ("xlsx", "Unduh XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("csv", "Unduh CSV", "text/csv"),
)
MOST_WORDS = 5_000
HEADINGS = ("Putaran", "Versi pertanyaan", "Nomor", "Pertanyaan", "Jawaban", "Jumlah", "n", "Keterangan")

Line = tuple[str | int, ...]


def exported(session: Session, survey_id: int, actor: Actor, format: str) -> bytes:
    """NotFound for who may not take the programme's figures out."""
    mine = [one.pk for one in Programme.visible(actor, session) if can(actor, "export", one) or can(actor, "survey", one)]
    survey = Survey.find(survey_id, mine, session)
    lines = [HEADINGS, *_lines(survey, session)]
    return _xlsx(lines) if format == "xlsx" else _csv(lines)


def offered(survey_id: int, format: str) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: exported(session, survey_id, actor, format))


def counted(survey: Survey, session: Session) -> bytes:
    """The CSV without anything that somebody wrote in his own words, for whoever may take the programme's records out."""
    return _csv([HEADINGS, *_lines(survey, session, words=False)])


def _lines(survey: Survey, session: Session, *, words: bool = True) -> Iterator[Line]:
    """Figure, then every option of every question of every edition, then words as they were written."""
    latest = results.of(survey, session)
    yield from _figure(survey, latest)
    editions = sorted({one for found in latest.values() for one in found.editions})
    for edition_id in editions:
        for phase, found in results.of(survey, session, edition_id).items():
            if found.edition.pk == edition_id:
                yield from _round(phase, found, session, words=words)


def _figure(survey: Survey, found: dict[Phase, RoundResult]) -> Iterator[Line]:
    if Phase.ONLY in found and (index := results.index(survey, found[Phase.ONLY])):
        name = survey_words.index_name(index)
        value = survey_words.two_places(index.value)
        yield ("", "", "", name, value, "", index.n, " · ".join(filter(None, (survey_words.grade(index), survey_words.index_gap(index)))))
    if Phase.AFTER in found and Phase.BEFORE in found:
        gain = quizzes.whole(found[Phase.AFTER].edition.questions, found[Phase.BEFORE].tally, found[Phase.AFTER].tally)
        yield (
            "",
            "",
            "",
            "Peningkatan pemahaman (g)",
            survey_words.exact(gain.g),
            "",
            gain.n_before + gain.n_after,
            survey_words.gain(gain),
        )
    for phase, one in found.items():
        state = say("surveys.final", at=moment(one.closing.at), digest=one.closing.digest) if one.closing else say("surveys.live")
        yield (say(f"survey_phases.{phase}"), "", "", "Jumlah jawaban", "", one.answers, one.answers, state)


def _round(phase: Phase, found: RoundResult, session: Session, *, words: bool) -> Iterator[Line]:
    start = (say(f"survey_phases.{phase}"), found.edition.number)
    for place, one in enumerate(found.edition.questions, start=1):
        chosen = found.tally.answers(one.key)
        for option in one.options:
            right = "jawaban benar" if option.key == one.correct else ""
            yield (*start, place, one.text, option.label or option.key, chosen.get(option.key, 0), sum(chosen.values()), right)
        if words and one.kind is QuestionKind.TEXT:
            yield from ((*start, place, one.text, text, 1, "", "") for text in _words(found, one.key, session))


def _words(found: RoundResult, question: str, session: Session) -> Iterator[str]:
    before: int | None = None
    for _ in range(MOST_WORDS // TEXTS):
        some = SurveyReply.texts(found.round.pk, found.edition.pk, question, session, before=before)
        yield from (one.text for one in some[:TEXTS] if one.text)
        if len(some) <= TEXTS:
            return
        before = some[TEXTS - 1].pk


def _csv(lines: list[Line]) -> bytes:
    written = StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerows([[harmless(str(cell)) if isinstance(cell, str) else cell for cell in line] for line in lines])
    return written.getvalue().encode("utf-8-sig")


def _xlsx(lines: list[Line]) -> bytes:
    import xlsxwriter  # noqa: PLC0415  only exports need it

    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet("Hasil")
        bold = book.add_format({"bold": True})
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                look = bold if row == 0 else None
                if isinstance(cell, str):
                    sheet.write_string(row, column, harmless(cell), look)
                else:
                    sheet.write_number(row, column, cell, look)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(lines) - 1, len(HEADINGS) - 1)
        for column, width in enumerate((16, 8, 8, 48, 40, 10, 8, 40)):
            sheet.set_column(column, column, width)
    return target.getvalue()
