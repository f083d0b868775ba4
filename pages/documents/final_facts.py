"""Everything the final report of a cycle says, from the records and nothing else, as plain values for paper and Word (S-H11, A-H13)."""

from datetime import date
from typing import Any

from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.base import LOCAL, now, today
from models.content.indonesian import day, listing, moment
from models.entries import Entry
from models.governance import profiles, spans
from models.governance.cycles import Cycle
from models.governance.final_reports import FinalReport
from models.governance.minutes import Minutes
from models.governance.profiles import Gathering
from models.governance.spans import Span
from models.people import Person
from models.playbooks.evaluating import Promise
from models.public.closed_days import ClosedDay
from models.results.evaluations.evaluations import Evaluation
from pages.documents import dated, final_results, final_work
from pages.ui import formats

Told = dict[str, Any]


def told(cycle: Cycle, report: FinalReport | None, session: Session, actor: Actor, *, settled_by: Person | None = None) -> Told:
    """For the template and the writer; typed text stays data. `settled_by`: who is about to settle it, so that it says so already."""
    span, programme = Span.of_cycle(cycle), cycle.programme
    settled = settled_by or (report.settled_by if report else None)
    at = (report.settled_at if report else None) or now()
    on = at.astimezone(LOCAL).date()
    head = dated.head(programme, on, session)
    evaluations = spans.evaluations(span, session)
    work, results = final_work.told(span, session), final_results.told(span, evaluations, session, actor)
    return {
        "head": {key: getattr(head, key) for key in ("government", "name", "address", "contact", "place")},
        "title": say("final_print.title"),
        "programme": programme.name,
        "period": cycle.label,
        "days": formats.period(span.starts_on, span.ends_on),
        "number": report.number if report else "",
        "edition": say("final.edition", number=report.edition, before=report.edition - 1, reason=report.reason)
        if report and report.edition > 1 else "",
        "date": day(on),
        "concept": "" if settled else say("final.concept"),
        "summary": report.summary if report else "",
        "lessons": report.lessons if report else "",
        "none": say("final.none"),
        "unrecorded": say("final.unrecorded"),
        "headline": _headline(work["counts"], len(evaluations), len(results["surveys"])),
        "profile": _profile(cycle, session),
        "aims": _aims(cycle, evaluations),
        "phases": _phases(cycle, span, session),
        "directions": [[formats.day(one.held_on), one.title, it.text] for one in Minutes.about(cycle, session) for it in one.standing],
        **work,
        **results,
        "sources": _sources(work, results, evaluations),
        "signers": _signers(cycle, report, settled, on, session),
        "anchor": _anchor(session),
        "taker": actor.name,
        "at": moment(at),
    }  # fmt: skip


def _headline(counts: dict[str, int], evaluations: int, surveys: int) -> str:
    """What there was; what there wasn't isn't counted up as noughts."""
    given = counts | {"evaluations": evaluations, "surveys": surveys}
    parts = [
        say(f"final_counts.{key}", count=formats.number(given[key]), people=formats.number(counts["people"]))
        for key in ("contents", "activities", "evaluations", "surveys", "trainings")
        if given[key]
    ]
    return ", ".join(parts) or say("final.nothing")


def _profile(cycle: Cycle, session: Session) -> Told:
    found = profiles.told(cycle.programme, session)
    return {
        "background": found.background,
        "gathering": found.gathering,
        "reasons": found.reasons,
        "stakeholders": ", ".join(found.stakeholders),
        "ideas": [[one["title"], "Dipilih" if one["chosen"] else "Dipertimbangkan", one["reason"]] for one in found.ideas],
        "gatherings": [
            [formats.day(one.held_on) if one.held_on else say("final.unrecorded"), one.method, one.place or "–", one.result or "–"]
            for one in Gathering.of(cycle.programme_id, session)
        ],
        "purpose": cycle.purpose,
    }  # fmt: skip


def _aims(cycle: Cycle, evaluations: list[Evaluation]) -> list[Told]:
    """Aims, benefits and expected results as the cycle's last settled evaluation judged them."""
    settled = [one for one in evaluations if not one.is_open] or evaluations
    judged = {one.key: one for one in settled[-1].aims} if settled else {}
    groups = []
    for kind in Promise:
        rows = []
        for rule in cycle.programme.rules.aims:
            if rule.kind is kind:
                row = judged.get(rule.key)
                rows.append([rule.text, say(f"aim_states.{row.state if row else 'open'}"), (row.reason if row else "") or "–"])
        groups.append({"kind": say(f"promises.{kind}"), "rows": rows})
    return [one for one in groups if one["rows"]]


def _phases(cycle: Cycle, span: Span, session: Session) -> Told:
    """Rows, and each bar as shares of the whole span from 0 to 1: planned and real."""
    closed = ClosedDay.closed(cycle.programme_id, cycle.years, session)
    rows: list[list[str]] = []
    bars: list[Told] = []
    for one in cycle.phases:
        start, end = (cycle.baseline.span(one.key) if cycle.baseline else None) or (one.planned_start, one.planned_end)
        real_end = one.real_end or (min(today(), span.ends_on) if one.real_start else None)
        real = formats.period(one.real_start, one.real_end) if one.real_start else say("final.unrecorded")
        rows.append([one.label, formats.period(start, end), real, say(f"phase_states.{one.state(today(), closed)}")])
        bars.append({"label": one.label, "plan": _share(start, end, span), "real": []})
        if one.real_start and real_end:
            bars[-1]["real"] = _share(one.real_start, real_end, span)
    note = "" if any(one.real_start for one in cycle.phases) else say("final.planned_only")
    return {"rows": rows, "bars": bars, "note": note}


def _share(start: date, end: date, span: Span) -> list[float]:
    """Where it begins and how long it is, as shares of the span."""
    days = (span.ends_on - span.starts_on).days + 1
    return [round(max(0, (start - span.starts_on).days) / days, 4), round(((end - start).days + 1) / days, 4)]


def _sources(work: Told, results: Told, evaluations: list[Evaluation]) -> list[list[str]]:
    """What each part was taken from, and how much of it there was."""
    counts = {
        "Tim dan surat keputusan": ("Surat keputusan dan surat tugas", len(work["decrees"])),
        "Kegiatan sosialisasi": ("Register kegiatan", work["counts"]["activities"]),
        "Konten": ("Arsip konten dan publikasi", work["counts"]["contents"]),
        "Rapat": ("Notulen yang sudah final", work["counts"]["minutes"]),
        "Pelatihan": ("Daftar hadir pelatihan", work["counts"]["trainings"]),
        "Hoaks": ("Kasus hoaks", work["counts"]["hoaxes"]),
        "Koreksi": ("Ralat dan pemutakhiran", work["counts"]["corrections"]),
        "Capaian": ("Data capaian per triwulan", sum(len(one["rows"]) for one in results["quarters"])),
        "Evaluasi": ("Evaluasi dan putusan efektivitas", len(evaluations)),
        "Survei": ("Survei dan kuis yang sudah ditutup", len(results["surveys"])),
        "Pedoman dan SOP": ("Versi pedoman yang berlaku", len(work["versions"])),
        "Rekomendasi": ("Rekomendasi kebijakan", len(results["recommendations"])),
    }
    return [[part, source, formats.number(count) if count else say("final.none")] for part, (source, count) in counts.items()]


def _signers(cycle: Cycle, report: FinalReport | None, settled: Person | None, on: Any, session: Session) -> list[dict[str, str]]:
    """Who wrote it and who settles it; the roles' names where nobody has yet."""
    rules, wrote = cycle.programme.rules, report.submitted_by if report else None
    found = []
    for words, right, person in (("final.prepared", "keep_profile", wrote), ("final.approved", "approve_cycle", settled)):
        label = listing((role.label for role in rules.roles if role.key in rules.rights.get(right, ())), "atau")
        found.append(
            {
                "as": say(words), "position": (person.position if person else "") or label, "name": person.name if person else "",
                "rank": "", "nip": person.nip if person else "", "date": day(on) if person and settled else "",
            }
        )  # fmt: skip
    return found


def _anchor(session: Session) -> str:
    number, digest = Entry.head(session)
    return say("final.anchor", number=formats.number(number), digest=digest)
