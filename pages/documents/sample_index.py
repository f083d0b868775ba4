"""The index of a sample: what was drawn, who decided it on which letter, what left the ordinary way (S3.4, A3.3b)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.base import LOCAL
from models.content.contents import Content
from models.content.decisions import Decision, Review
from models.governance import authority, exceptions
from models.governance.authority import Authority
from models.governance.exceptions import Exceptional
from models.governance.samples import Sample
from models.people import Person
from models.planning.sheets.values import harmless
from models.programmes import Programme, Unit
from pages.documents import dated
from pages.ui import formats
from pages.ui.authority_words import right_label, row

Table = tuple[tuple[str, ...], list[list[str]]]  # headings, rows
HEAD = (
    "No", "Nomor konten", "Judul", "Jenis informasi", "Kanal", "Direncanakan", "Pertama kali tayang", "Jalur", "Revisi", "Diputus oleh",
    "Pengecualian", "Berkas konten", "Sidik digital (SHA-256)",
)  # fmt: skip
AUTHORITY_HEAD = ("Tanggal", "Nama", "Peran", "Menggantikan", "Dasar", "Masa", "Boleh")


@dataclass
class Index:
    """Filled piece by piece; authority is asked once for each day on which something was decided."""

    sample: Sample
    actor: Actor
    session: Session
    rows: list[list[str]] = field(default_factory=list)
    days: dict[date, list[Authority]] = field(default_factory=dict)
    found: Mapping[int, list[Exceptional]] = field(init=False)
    units: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        self.found = exceptions.of_contents(self.sample.content_ids, self.programme, self.session)
        self.units = {unit.pk: unit.name for unit in Unit.all(self.session)}

    @property
    def programme(self) -> Programme:
        return self.sample.programme

    def add(self, content: Content, file: str, sha256: str) -> None:
        rules = content.rules
        shown = [
            f"{rules.channel(one.channel).label} {formats.moment(one.published_at)}" for one in content.publications if one.published_at
        ]
        self.rows.append(
            [
                str(len(self.rows) + 1), str(content.pk), content.title, rules.type(content.kind).label, "; ".join(shown),
                _moment(content.planned_for), _moment(content.published_at), content.lane_rules.label, str(content.revision_number),
                "; ".join(self._decided(content)), "; ".join(said(self.found.get(content.pk, ()))), file, sha256,
            ]
        )  # fmt: skip

    def _decided(self, content: Content) -> list[str]:
        """Each approval that stands: the stage, whose it is, as what and by which letter on that day."""
        undone = {one.undoes_id for one in content.reviews}
        kept = [one for one in content.reviews if one.decision is Decision.APPROVE and one.id not in undone]
        names = Person.names({who for one in kept if (who := one.approver_id or one.by_id)}, self.session)
        return [self._decision(content, one, names) for one in kept]

    def _decision(self, content: Content, one: Review, names: Mapping[int, str]) -> str:
        if one.written:
            return self._on_paper(content, one, names)
        who, stage = one.approver_id or one.by_id or 0, content.lane_rules.stage(one.stage)
        held = [it for it in self.on(one.at.astimezone(LOCAL).date()) if it.person_id == who and it.role in stage.by]
        basis = [row(it, content.rules, {})["Dasar"] for it in held[:1]] or [say("audit.no_authority")]
        role = [content.rules.role(it.role).label for it in held[:1]]
        about = ", ".join([*role, *basis])
        return f"{stage.label}: {names.get(who, '')} ({about}), {formats.moment(one.at)}"

    def _on_paper(self, content: Content, one: Review, names: Mapping[int, str]) -> str:
        """A unit's decision, by its letter; who recorded it, and as what."""
        held = [it for it in self.on(one.at.astimezone(LOCAL).date()) if it.person_id == one.by_id and "written_validation" in it.rights]
        basis = [row(it, content.rules, {})["Dasar"] for it in held[:1]] or [say("audit.no_authority")]
        about = ", ".join([*(content.rules.role(it.role).label for it in held[:1]), *basis])
        return say(
            "audit.decided_on_paper", stage=content.lane_rules.stage(one.stage).label, unit=self.units.get(content.unit_id or 0, ""),
            letter=one.letter_number, who=names.get(one.by_id or 0, ""), about=about, at=formats.moment(one.at),
        )  # fmt: skip

    def on(self, day: date) -> list[Authority]:
        if day not in self.days:
            self.days[day] = authority.on_day(self.programme, day, self.actor, self.session)
        return self.days[day]

    def table(self) -> Table:
        """What there is nothing to say of reads as a dash, never as a cell somebody forgot."""
        return HEAD, [[cell or "–" for cell in one] for one in self.rows]

    def authority(self) -> Table:
        """Everybody's roles on every day of a decision."""
        told: list[list[str]] = []
        for day in sorted(self.days):
            rules = authority.rules_on(self.programme, day, self.session)
            for one in self.days[day]:
                may = "; ".join(right_label(key) for key in one.rights)
                told.append([formats.day(day), *row(one, rules, self.units).values(), may])
        return AUTHORITY_HEAD, told

    def about(self) -> Table:
        """How it was drawn, by whom and on which letter."""
        one, rules = self.sample, self.programme.rules
        every = say("audit.every")
        return ("Hal", "Isi"), [
            ["Program", self.programme.name], ["Kantor", dated.office_name(self.programme, one.at, self.session)],
            ["Diambil oleh", one.by.name if one.by else ""],
            ["Surat tugas", one.letter or "–"], ["Diambil pada", formats.moment(one.at)], ["Angka acak", one.seed],
            ["Periode tayang", say("audit.span", since=formats.moment(one.since), until=formats.moment(one.until))],
            ["Jenis informasi", ", ".join(rules.type(key).label for key in one.kinds) or every],
            ["Kanal", ", ".join(rules.channel(key).label for key in one.channels) or every],
            ["Jalur", ", ".join(it.label for it in rules.lanes if it.key in one.lanes) or every],
            ["Konten yang memenuhi", str(one.population)], ["Yang terambil", str(len(one.content_ids))],
            ["Cara mengambil", say("audit.how_drawn")],
        ]  # fmt: skip


def said(some: Iterable[Exceptional]) -> list[str]:
    """Each kind once, in the order of time."""
    return list(dict.fromkeys(say(f"exception_kinds.{one.kind}") for one in sorted(some, key=lambda it: it.place)))


def safe(table: Table) -> Table:
    """For a spreadsheet's text form: no cell is ever a formula."""
    head, rows = table
    return head, [[harmless(cell) for cell in one] for one in rows]


def _moment(value: datetime | None) -> str:
    return formats.moment(value) if value else ""
