"""What governed a span, in its evidence package: report, decrees, plans, minutes, activities, trainings."""

from collections import Counter
from typing import Any

from sqlmodel import Session

from data.wording import say
from models import places
from models.actors import Actor
from models.governance import spans
from models.governance.cycles import Cycle
from models.governance.evidence import Evidence
from models.governance.final_reports import FinalReport
from models.governance.spans import Span
from models.planning.plans import Plan
from pages.documents import cycle_plan, final_report, quarter_plan
from pages.documents.bagging import Bag
from pages.documents.sealing import named
from pages.ui import formats


def put_report(bag: Bag, span: Span, session: Session, reader: Actor) -> None:
    """As settled, with the editions it superseded; or as a concept that says so."""
    if span.cycle is None:
        return
    settled = FinalReport.in_force(span.cycle.pk, reader, session)
    for form in final_report.TYPES:
        if not settled:
            bag.add(f"laporan/laporan-akhir-konsep.{form}", final_report.printed(session, span.cycle.pk, reader, form))
        for place, one in enumerate(settled):
            stem = f"laporan-akhir-versi-{one.edition}-diganti" if place else "laporan-akhir"
            if sha256 := one.kept(form):
                bag.add_stored(f"laporan/{stem}.{form}", sha256)


def put_decrees(bag: Bag, span: Span, session: Session, _: Actor) -> None:
    found = spans.decrees(span, session)
    labels = {one.key: one.label for one in span.programme.rules.roles}
    rows = [
        [
            say(f"decree_kinds.{one.kind}"), one.number, one.title, one.signed_on, one.starts_on, one.last_day, one.signatory,
            line.person.name, labels.get(line.role, line.role),
        ]
        for one in found
        for line in one.lines
    ]  # fmt: skip
    head = ("jenis", "nomor", "tentang", "ditetapkan", "terhitung mulai", "sampai", "penandatangan", "nama", "peran")
    bag.add_table("sk/daftar.csv", head, rows)
    for one in found:
        if one.sha256:
            bag.add_stored(f"sk/{named(one.sha256, one.file_name)}", one.sha256)


def put_plans(bag: Bag, span: Span, session: Session, reader: Actor) -> None:
    if span.cycle is not None:
        bag.add("rencana/rencana-siklus.pdf", cycle_plan.printed(session, span.cycle.pk, reader))
    for quarter in span.quarters:
        if plan := Plan.in_force(span.programme.pk, quarter, session):
            bag.add(f"rencana/rencana-triwulan-{quarter}.pdf", quarter_plan.printed(session, plan.pk, reader))


def put_minutes(bag: Bag, span: Span, session: Session, _: Actor) -> None:
    """Our own people by name, outsiders counted by where they come from."""
    for one in spans.minutes(span, session):
        outside = Counter(who.body or "tanpa instansi" for who in one.present if who.person_id is None)
        told: dict[str, Any] = {
            "rapat": one.title, "tanggal": one.held_on, "waktu": one.hours, "tempat": one.place, "agenda": one.agenda,
            "jalannya": one.course, "keputusan": [it.text for it in one.standing],
            "peserta": [{"nama": who.name, "jabatan": who.position} for who in one.present if who.person_id is not None],
            "peserta_luar": dict(outside), "lampiran": [file.name for file in one.files],
        }  # fmt: skip
        bag.add_json(f"notulen/{one.held_on}-{one.pk}.json", told)
        for file in one.files:
            bag.add_stored(f"notulen/lampiran/{named(file.sha256, file.name)}", file.sha256)


def put_activities(bag: Bag, span: Span, session: Session, _: Actor) -> None:
    found, known = spans.activities(span, session), places.known()
    head = ("nomor", "tanggal", "kegiatan", "bentuk", "kecamatan", "tempat", "peserta", "orang", "materi", "pencatatan susulan")
    rows = [
        [
            one.pk, one.held_on, one.title, say(f"activity_forms.{one.form}"), known.get(one.place, one.place), one.venue, one.audience,
            one.people, one.materials, _yes(one.later),
        ]
        for one in found
    ]  # fmt: skip
    bag.add_table("kegiatan/kegiatan.csv", head, rows)
    proofs = Evidence.of_many("activity", [one.pk for one in found], session)
    if span.cycle is not None:
        proofs |= {-pk: some for pk, some in Evidence.of_many("cycle_phase", [one.pk for one in span.cycle.phases], session).items()}
    links = []
    for some in proofs.values():
        for one in some:
            links.append([one.subject, one.subject_id, one.name, one.link, one.alt, one.sha256])
            if one.sha256:
                bag.add_stored(f"kegiatan/bukti/{named(one.sha256, one.name)}", one.sha256)
    bag.add_table("kegiatan/bukti.csv", ("milik", "nomor", "nama", "tautan", "yang terlihat", "sidik digital"), links)
    if span.cycle is not None:
        put_phases(bag, span.cycle)


def put_phases(bag: Bag, cycle: Cycle) -> None:
    rows = [
        [one.label, one.planned_start, one.planned_end, one.real_start, one.real_end, _yes(one.skipped), _yes(one.later)]
        for one in cycle.phases
    ]
    head = ("tahapan", "rencana mulai", "rencana selesai", "mulai", "selesai", "dilewati", "pencatatan susulan")
    bag.add_table("kegiatan/tahapan.csv", head, rows)


def put_trainings(bag: Bag, span: Span, session: Session, _: Actor) -> None:
    found = spans.trainings(span, session)
    rows = [
        [
            one.pk, one.held_on, one.title, one.kind_label, formats.number(one.hours, 1), one.place, one.trainer, seat.person.name,
            "hadir" if seat.attended else "tidak hadir", seat.certificate,
        ]
        for one in found
        for seat in one.seats
    ]  # fmt: skip
    head = ("nomor", "tanggal", "pelatihan", "jenis", "jam pelajaran", "tempat", "pelatih", "peserta", "kehadiran", "sidik sertifikat")
    bag.add_table("pelatihan/pelatihan.csv", head, rows)
    for one in found:
        for file in one.files:
            bag.add_stored(f"pelatihan/materi/{named(file.sha256, file.name)}", file.sha256)


def _yes(value: bool) -> str:
    return "ya" if value else ""
