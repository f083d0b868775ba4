"""Whether anything of governance waits for a decision at all, asked once for everything that can."""

from collections.abc import Collection

from sqlmodel import Session, col, literal, select, union_all

from models.asked import once
from models.governance.cycles import Cycle, CycleState
from models.governance.final_reports import FinalReport, ReportState
from models.governance.rule_proposals import ProposalState, RuleProposal
from models.results.evaluations.awaiting import unfinished
from models.results.evaluations.evaluations import Evaluation

WAITING = ((Cycle, CycleState.WAITING), (FinalReport, ReportState.WAITING), (RuleProposal, ProposalState.WAITING))


def submitted(programme_ids: Collection[int], session: Session) -> frozenset[str]:
    """Tables with a row submitted and not yet decided in these programmes, evaluations too; one statement, asked once per view."""
    return once(session, ("submitted", frozenset(programme_ids)), lambda: _submitted(programme_ids, session))


def _submitted(programme_ids: Collection[int], session: Session) -> frozenset[str]:
    parts = [
        select(literal(str(table.__tablename__))).where(col(table.programme_id).in_(programme_ids), col(table.state) == state)
        for table, state in WAITING
    ]
    parts.append(select(literal("evaluation")).where(col(Evaluation.programme_id).in_(programme_ids), unfinished()))
    return frozenset(session.connection().execute(union_all(*parts)).scalars()) if programme_ids else frozenset()
