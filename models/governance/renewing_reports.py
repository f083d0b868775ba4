"""A settled final report never opens again: another edition supersedes it, both kept (S-H11, A-H13)."""

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import now
from models.errors import NotAllowed, NotReady, WrongStage
from models.governance.cycles import Cycle
from models.issues import Issue, Issues

if TYPE_CHECKING:
    from models.governance.final_reports import FinalReport

entries.register("final_report.renewed", "final_report", ("cycle", "edition"))

REASON = 1_000


class RenewingReports:
    """The verb that begins another edition, and its question."""

    def objections_to_renewing(self: "FinalReport", by: Actor) -> Issues:
        """Whoever keeps the profile, once it is settled."""
        if not can(by, "keep_profile", self.programme):
            return Issues([Issue("person", "may_not_keep_profile")])
        return Issues([] if self.is_settled else [Issue("page", "final_report_not_settled")])

    def renew(self: "FinalReport", by: Actor, reason: str) -> "FinalReport":
        """A draft with the same words and another number to come; what was settled stays in force until it is settled, too."""
        from models.governance.final_reports import FinalReport, ReportState  # noqa: PLC0415

        reason = " ".join(reason.split())
        if issues := self.objections_to_renewing(by):
            raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
        if not reason:
            raise NotReady(Issue("reason", "reason_missing"))
        if len(reason) > REASON:
            raise NotReady(Issue("reason", "too_long", {"limit": REASON}))
        self.session.exec(select(Cycle.id).where(Cycle.id == self.cycle_id).with_for_update()).one()
        newest = FinalReport.of(self.cycle_id, by, self.session)
        if newest is None or newest.pk != self.pk:
            raise WrongStage(Issue("page", "final_report_renewed"))
        one = FinalReport(
            programme=self.programme, programme_id=self.programme_id, cycle_id=self.cycle_id, edition=self.edition + 1, reason=reason,
            summary=self.summary, lessons=self.lessons, state=ReportState.DRAFT, by_id=by.person_id, changed_at=now(),
        )  # fmt: skip
        self.session.add(one)
        self.session.flush()
        entries.record(self.session, "final_report.renewed", by=by, subject=one, cycle=self.cycle_id, edition=one.edition)
        return one

    @classmethod
    def in_force(cls, cycle_id: int, actor: Actor, session: Session) -> "list[FinalReport]":
        """Every settled edition, the newest (which is the one in force) first."""
        from models.governance.final_reports import FinalReport, ReportState  # noqa: PLC0415

        own = (FinalReport.cycle_id == cycle_id, FinalReport.state == ReportState.SETTLED, FinalReport.readable_by(actor))
        wanted = select(FinalReport).where(*own).options(*FinalReport.whole())
        return list(session.exec(wanted.order_by(col(FinalReport.edition).desc())))
