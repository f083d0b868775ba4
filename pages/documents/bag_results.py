"""What a span came to, in its evidence package: evaluations, surveys, hoaxes and corrections, rules, recommendations."""

from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.governance import spans
from models.governance.recommendations import Recommendation
from models.governance.spans import Span
from models.results.evaluations.signing import SignedScan
from models.results.surveys import results
from models.results.surveys.surveys import Survey
from pages.documents import evaluation_report, sop_sheet, survey_export
from pages.documents.bagging import Bag
from pages.documents.sealing import named


def put_evaluations(bag: Bag, span: Span, session: Session, reader: Actor) -> None:
    """Report and data of each, and the paper that came back signed."""
    for one in spans.evaluations(span, session):
        stem = f"evaluasi/evaluasi-{one.period}"
        for form in ("pdf", "xlsx"):
            bag.add(f"{stem}.{form}", evaluation_report.printed(session, one.pk, reader, form))
        for scan in SignedScan.of(one.pk, session):
            bag.add_stored(f"{stem}-bertanda-tangan-{named(scan.sha256, scan.name)}", scan.sha256)


def put_surveys(bag: Bag, span: Span, session: Session, _: Actor) -> None:
    """Counts only; what people wrote in their own words stays in the house."""
    found = results.figures([span.programme.pk], span.since, span.until, session)
    rows = [
        [one.survey_id, one.title, say(f"final_measures.{one.measure}"), one.value, one.label, " dan ".join(map(str, one.n)), one.at]
        for one in found
    ]
    bag.add_table("survei/hasil.csv", ("nomor", "survei", "ukuran", "hasil", "kelas", "n", "ditutup"), rows)
    for one in found:
        survey = Survey.find(one.survey_id, [span.programme.pk], session)
        bag.add(f"survei/survei-{one.survey_id}.csv", survey_export.counted(survey, session))


def put_public(bag: Bag, span: Span, session: Session, _: Actor) -> None:
    """Cases by number, result and time: claims are other people's words."""
    rules = span.programme.rules.hoaxes
    labels = {one.key: one.label for one in (*rules.classes, *rules.exits)}
    cases = [
        [one.number, labels.get(one.result, one.result), one.received_at, one.concluded_at, one.clarified_at, one.closed_at]
        for one in spans.hoaxes(span, session)
    ]
    bag.add_table("publik/hoaks.csv", ("nomor", "simpulan", "diterima", "disimpulkan", "diklarifikasi", "ditutup"), cases)
    found = spans.corrections(span, session)
    rows = [[one.kind, one.old_id, one.new_id, one.known_since, one.replaced_at, one.minutes] for one in found]
    bag.add_table("publik/koreksi.csv", ("jenis", "konten lama", "konten pengganti", "diketahui", "selesai diganti", "menit"), rows)


def put_rules(bag: Bag, span: Span, session: Session, reader: Actor) -> None:
    """Each version's text byte for byte, so that its hash is the digest in the log."""
    for one in spans.versions(span, session):
        bag.add(f"pedoman/pedoman-v{one.number}.json", one.text.encode())
        bag.add_json(f"sop/sop-v{one.number}.json", one.rules.sop.model_dump(mode="json"))
    rows = [[one.number, one.decided_at, one.reason.text if one.reason else "", one.digest] for one in spans.adopted(span, session)]
    bag.add_table("pedoman/perubahan.csv", ("usulan", "diberlakukan", "alasan", "sidik digital pedoman"), rows)
    bag.add("sop/sop-sekarang.pdf", sop_sheet.printed(session, span.programme.pk, reader))


def put_recommendations(bag: Bag, span: Span, session: Session, reader: Actor) -> None:
    """A line per decision; one that waits has a line without it."""
    judged = {one.pk for one in spans.evaluations(span, session)}
    rows: list[list[object]] = []
    for one in Recommendation.listed(span.programme.pk, reader, session):
        if one.evaluation_id in judged:
            told = [one.number, one.title, one.text, one.addressee, one.owner.name]
            rows += [[*told, say(f"recommendation_states.{step.state}"), step.at, step.note.text] for step in one.steps]
            rows += [] if one.steps else [[*told, say(f"recommendation_states.{one.state}"), "", ""]]
    head = ("nomor", "judul", "isi", "ditujukan kepada", "penanggung jawab", "keadaan", "waktu", "alasan")
    bag.add_table("rekomendasi/rekomendasi.csv", head, rows)
