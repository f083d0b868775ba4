"""The final report of a cycle: its number and words, submitted by one and settled by another, then kept as it was (S-H11, A-H13)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Optional

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import Immutable, Record, closed_set, now
from models.errors import NotAllowed, NotReady, WrongStage
from models.governance.cycles import Cycle
from models.governance.readable import Readable
from models.governance.renewing_reports import RenewingReports
from models.issues import Issue, Issues
from models.notes import Note
from models.people import Person
from models.programmes import Programme

entries.register("final_report.written", "final_report", ("cycle", "fields"))
entries.register("final_report.submitted", "final_report", ("cycle",))
entries.register("final_report.returned", "final_report", ("cycle", "note"))
entries.register("final_report.settled", "final_report", ("cycle", "digests"))

LENGTHS = {"number": 60, "summary": 4_000, "lessons": 4_000}


class ReportState(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    SETTLED = "settled"


class FinalReportFile(Immutable, table=True):
    """The report as it was settled, once per `form` (pdf, docx); `sha256` names a stored file."""

    __tablename__ = "final_report_file"
    __table_args__ = (UniqueConstraint("report_id", "form"),)

    report_id: int = Field(foreign_key="final_report.id")
    form: str
    sha256: str


class FinalReport(RenewingReports, Readable, Record, table=True):
    """`summary` opens it, `lessons` close it; all between comes from the records when it is printed or settled.

    `edition` counts from 1; `reason`: why a further one supersedes the one before.
    """

    __tablename__ = "final_report"
    __table_args__ = (UniqueConstraint("cycle_id", "edition"),)

    programme_id: int = Field(foreign_key="programme.id", index=True)
    cycle_id: int = Field(foreign_key="cycle.id")
    edition: int = 1
    reason: str = ""
    number: str = ""
    summary: str = ""
    lessons: str = ""
    state: ReportState = closed_set(ReportState)
    by_id: int | None = Field(default=None, foreign_key="person.id")
    changed_at: datetime
    submitted_by_id: int | None = Field(default=None, foreign_key="person.id")
    submitted_at: datetime | None = None
    settled_by_id: int | None = Field(default=None, foreign_key="person.id")
    settled_at: datetime | None = None
    note_id: int | None = Field(default=None, foreign_key="note.id")

    programme: Programme = Relationship()
    cycle: Cycle = Relationship()
    note: Optional[Note] = Relationship()  # noqa: UP045  SQLModel reads the annotation at class creation
    submitted_by: Optional[Person] = Relationship(  # noqa: UP045
        sa_relationship_kwargs={"foreign_keys": "FinalReport.submitted_by_id"}
    )
    settled_by: Optional[Person] = Relationship(sa_relationship_kwargs={"foreign_keys": "FinalReport.settled_by_id"})  # noqa: UP045
    files: list[FinalReportFile] = Relationship(sa_relationship_kwargs={"order_by": "FinalReportFile.form"})

    @property
    def is_settled(self) -> bool:
        return self.state is ReportState.SETTLED

    @classmethod
    def objections_to_writing(cls, cycle: Cycle, report: "FinalReport | None", by: Actor) -> Issues:
        """Whoever keeps the profile, until it is submitted."""
        if not can(by, "keep_profile", cycle.programme):
            return Issues([Issue("person", "may_not_keep_profile")])
        return Issues([Issue("page", "final_report_submitted")] if report and report.state is not ReportState.DRAFT else [])

    @classmethod
    def write(cls, cycle: Cycle, by: Actor, session: Session, texts: Mapping[str, str], seen: int | None = None) -> "FinalReport":
        """Number, summary and lessons as they shall be; OutOfDate where somebody else changed it since `seen`."""
        session.exec(select(Cycle.id).where(Cycle.id == cycle.pk).with_for_update()).one()
        report = cls.of(cycle.pk, by, session)
        if report is not None:
            report = cls.current(report.pk, seen, by, session)
        _refuse(cls.objections_to_writing(cycle, report, by))
        given = {name: texts.get(name, "").strip() for name in LENGTHS}
        if issues := [Issue(name, "too_long", {"limit": most}) for name, most in LENGTHS.items() if len(given[name]) > most]:
            raise NotReady(*issues)
        changed = sorted(name for name, value in given.items() if value != (getattr(report, name) if report else ""))
        if report is None:
            report = cls(
                programme=cycle.programme, programme_id=cycle.programme_id, cycle_id=cycle.pk, state=ReportState.DRAFT, changed_at=now()
            )
            session.add(report)
        for name in changed:
            setattr(report, name, given[name])
        report.by_id, report.changed_at = by.person_id, now()
        session.flush()
        entries.record(session, "final_report.written", by=by, subject=report, cycle=cycle, fields=changed)
        return report

    def objections_to_submitting(self, by: Actor) -> Issues:
        if issues := self.objections_to_writing(self.cycle, self, by):
            return issues
        return Issues(Issue(name, f"final_report_{name}_missing") for name in LENGTHS if not getattr(self, name))

    def submit(self, by: Actor) -> None:
        """Handed to the mentor; from now on its words stay."""
        _refuse(self.objections_to_submitting(by))
        self.state, self.submitted_by_id, self.submitted_at, self.note_id = ReportState.WAITING, by.person_id, now(), None
        entries.record(self.session, "final_report.submitted", by=by, subject=self, cycle=self.cycle_id)

    def objections_to_deciding(self, by: Actor) -> Issues:
        """Who approves cycles; nobody settles what he submitted."""
        if not can(by, "approve_cycle", self.programme):
            return Issues([Issue("person", "may_not_settle_report")])
        if self.state is not ReportState.WAITING:
            return Issues([Issue("page", "final_report_not_waiting")])
        return Issues([Issue("person", "final_report_own")] if by.person_id in (self.submitted_by_id, self.by_id) else [])

    def return_for_changes(self, by: Actor, reason: str) -> None:
        _refuse(self.objections_to_deciding(by))
        if not reason.strip():
            raise NotReady(Issue("reason", "reason_missing"))
        note = Note.of(reason)
        self.session.add(note)
        self.session.flush()
        self.state, self.note_id = ReportState.DRAFT, note.pk
        entries.record(self.session, "final_report.returned", by=by, subject=self, names=[note], cycle=self.cycle_id, note=note.commitment)

    def settle(self, by: Actor, kept: Mapping[str, str]) -> None:
        """`kept`: form → SHA-256 of the files made of it just before; they are the report from now on."""
        _refuse(self.objections_to_deciding(by))
        made = [FinalReportFile(report_id=self.pk, form=form, sha256=sha256) for form, sha256 in sorted(kept.items())]
        self.session.add_all(made)
        self.state, self.settled_by_id, self.settled_at = ReportState.SETTLED, by.person_id, now()
        self.session.flush()
        entries.record(
            self.session, "final_report.settled", by=by, subject=self, names=[*made], cycle=self.cycle_id,
            digests=[one.sha256 for one in made],
        )  # fmt: skip

    def kept(self, form: str) -> str:
        """SHA-256 of the settled file; '' where there is none."""
        return next((one.sha256 for one in self.files if one.form == form), "")

    @classmethod
    def of(cls, cycle_id: int, actor: Actor, session: Session) -> "FinalReport | None":
        """The newest edition."""
        wanted = select(cls).where(cls.cycle_id == cycle_id, cls.readable_by(actor)).options(*cls.whole())
        return session.exec(wanted.order_by(col(cls.edition).desc()).limit(1)).first()

    @classmethod
    def awaiting(cls, programme_ids: list[int], session: Session) -> "Sequence[FinalReport]":
        """Submitted and not yet settled, oldest first."""
        wanted = select(cls).where(col(cls.programme_id).in_(programme_ids), cls.state == ReportState.WAITING)
        return session.exec(wanted.options(*cls.whole()).order_by(col(cls.submitted_at))).all()

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.cycle).options(*Cycle.whole()),  # type: ignore[arg-type]
            *(selectinload(one) for one in (cls.note, cls.submitted_by, cls.settled_by, cls.files)),  # type: ignore[arg-type]
            raiseload("*"),
        )


def _refuse(issues: Issues) -> None:
    if issues:
        raise (NotAllowed if issues.about("person") else WrongStage if issues.about("page") else NotReady)(*issues)
