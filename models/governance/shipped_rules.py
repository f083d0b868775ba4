"""A playbook file newer than the database: not in force by itself, but a proposal with the office's own changes kept (S4.5)."""

from typing import NamedTuple

from sqlmodel import Session, select

from models.governance.rule_proposals import ProposalOrigin, RuleProposal
from models.playbooks import Playbook, PlaybookError, from_values
from models.playbooks.merging import Conflict, merged
from models.programmes import PlaybookVersion, Programme


class Shipped(NamedTuple):
    """What adopting the file would make of the playbook in force, and where both sides changed the same thing (ours stays)."""

    rules: Playbook
    conflicts: tuple[Conflict, ...]


def offered(programme: Programme, shipped: Playbook | None, session: Session) -> Shipped | None:
    """None unless the file says something that was neither in force before nor proposed before.

    Version 1 is what the file said when the programme began, so it is the base of the merging; what no longer fits together isn't offered.
    """
    if shipped is None or shipped.key != programme.key:
        return None
    versions = PlaybookVersion.among(frozenset({programme.pk}), session)
    first = min(versions, key=lambda one: one.number)
    if shipped.digest in {one.rules.digest for one in versions}:
        return None
    found = merged(first.rules.model_dump(mode="json"), shipped.model_dump(mode="json"), programme.rules.model_dump(mode="json"))
    try:
        rules = from_values(found.values, "pedoman")
    except PlaybookError:
        return None
    known = select(RuleProposal.id).where(
        RuleProposal.programme_id == programme.pk, RuleProposal.origin == ProposalOrigin.SHIPPED, RuleProposal.digest == rules.digest
    )
    if rules.digest == programme.rules.digest or session.exec(known).first():
        return None
    return Shipped(rules, found.conflicts)
