"""Paket bukti dukung: the records of a cycle or a quarter as a bag that anybody can check (S-H11, A-H13, S4.5)."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from data import documents
from data.wording import say
from models.actors import Actor, Hat
from models.base import LOCAL, now
from models.content.indonesian import moment, number
from models.errors import NotAllowed, NotFound
from models.governance.cycles import Cycle
from models.governance.evidence_packages import EvidencePackage
from models.governance.spans import Span
from models.planning.quarters import Quarter
from models.programmes import Programme
from pages.documents import bag_archive, bag_governance, bag_results, dated
from pages.documents.bagging import Bag
from pages.ui import formats

SHEET = Path(documents.__file__).parent / "cara-memeriksa-paket.txt"
Progress = Callable[[float], None]
# Each part puts its own folder into the bag; the archive, which may be long, reports how far it is.
PARTS = (
    bag_governance.put_report, bag_governance.put_decrees, bag_governance.put_plans, bag_governance.put_minutes,
    bag_governance.put_activities, bag_governance.put_trainings, bag_results.put_evaluations, bag_results.put_surveys,
    bag_results.put_public, bag_results.put_rules, bag_results.put_recommendations, bag_archive.put_log,
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    files: int
    missing: int


def span_of(choice: str, programme: Programme, actor: Actor, session: Session) -> Span:
    """From `siklus:3` or `triwulan:2026-4`; NotFound for anything else and for a cycle of another programme."""
    kind, _, named = choice.partition(":")
    if kind == "siklus" and named.isdecimal():
        cycle = Cycle.find(int(named), actor, session)
        if cycle.programme_id == programme.pk:
            return Span.of_cycle(cycle)
    if kind == "triwulan" and (quarter := Quarter.read(named)):
        return Span.of_quarter(programme, quarter)
    raise NotFound


def make(span: Span, session: Session, actor: Actor, target: Path, progress: Progress, *, dossiers: bool = False) -> Made:
    """Writes the ZIP to `target`. Slow: files are read and documents set, never call it inside a transaction."""
    if issues := EvidencePackage.objections_to_making(span.programme, actor, span.ends_on):
        raise NotAllowed(*issues)
    bag, reader = Bag(target, folder_name(span)), _reader(actor, span.programme)
    for place, put in enumerate(PARTS):
        put(bag, span, session, reader)
        progress(0.5 * (place + 1) / len(PARTS))
    bag_archive.put_contents(bag, span, session, reader, lambda share: progress(0.5 + 0.5 * share), dossiers=dossiers)
    told = {
        "Source-Organization": dated.office_name(span.programme, None, session),
        "Bagging-Date": f"{now().astimezone(LOCAL):%Y-%m-%d}",
        "External-Identifier": folder_name(span),
        "External-Description": say("final.bag_description", programme=span.programme.name, label=span.label),
        "Bag-Software-Agent": "Simpul",
        "Internal-Sender-Description": say("final.bag_missing", count=len(bag.missing)),
    }
    bag.close(told, _sheet(bag, span, session, actor))
    progress(1.0)
    return Made(bag.count, len(bag.missing))


def folder_name(span: Span) -> str:
    return f"paket-bukti-{span.programme.key}-{span.starts_on}-{span.ends_on}"


def _sheet(bag: Bag, span: Span, session: Session, actor: Actor) -> str:
    facts = {
        "programme": span.programme.name, "office": dated.office_name(span.programme, span.ends_on, session), "label": span.label,
        "days": formats.period(span.starts_on, span.ends_on), "at": moment(now()), "taker": actor.name, "count": number(bag.count),
        "missing": "\n".join(f"  {one}" for one in bag.missing) or "  Tidak ada.",
    }  # fmt: skip
    return SHEET.read_text("utf-8").format(**facts)


def _reader(actor: Actor, programme: Programme) -> Actor:
    """Who may make the package may have in it whatever the programme's own people read; only for setting its documents."""
    own = frozenset(Hat(role, programme.pk) for role in programme.rules.rights["read"][:1])
    return Actor(actor.kind, actor.person_id, actor.name, actor.hats | own)
