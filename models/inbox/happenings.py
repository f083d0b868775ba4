"""What of the log is told, and whom it concerns: a closed set; whatever isn't named here stays in the log only."""

from collections.abc import Mapping
from enum import StrEnum


class Concerned(StrEnum):
    MAKERS = "makers"  # owner and authors of the content
    OWNER = "owner"  # of a content or of a planned piece
    SUBMITTER = "submitter"  # of a plan
    APPROVER = "approver"  # in whose name something was decided by telephone
    ABSENT = "absent"  # whose role at the stage is borrowed by who decided
    DEPUTY = "deputy"  # who was named to stand in
    PERSON = "person"  # who was put on duty
    TOLD = "told"  # several people, whom the verb chose itself


TOLD: Mapping[str, tuple[Concerned, ...]] = {
    "content.begun": (Concerned.OWNER,),
    "content.planned": (Concerned.OWNER,),
    "content.approved": (Concerned.MAKERS, Concerned.ABSENT),
    "content.written_validation": (Concerned.MAKERS,),
    "content.verbally_approved": (Concerned.MAKERS, Concerned.APPROVER),
    "content.verbal_denied": (Concerned.MAKERS,),
    "content.returned": (Concerned.MAKERS, Concerned.ABSENT),
    "content.decision_undone": (Concerned.MAKERS,),
    "content.held": (Concerned.MAKERS,),
    "content.resumed": (Concerned.MAKERS,),
    "content.cancelled": (Concerned.MAKERS,),
    "content.scheduled": (Concerned.MAKERS,),
    "content.rescheduled": (Concerned.MAKERS,),
    "content.published": (Concerned.MAKERS,),
    "content.channel_cancelled": (Concerned.MAKERS,),
    "content.taken_down": (Concerned.MAKERS,),
    "offer.received": (Concerned.TOLD,),
    "content.offer_taken": (Concerned.TOLD,),
    "content.offer_declined": (Concerned.TOLD,),
    "content.source_changed": (Concerned.TOLD,),
    "idea.pass_received": (Concerned.TOLD,),
    "idea.pass_answered": (Concerned.TOLD,),
    "idea.pass_late": (Concerned.TOLD,),
    "transfer.proposed": (Concerned.TOLD,),
    "transfer.agreed": (Concerned.TOLD,),
    "transfer.accepted": (Concerned.TOLD,),
    "transfer.effected": (Concerned.TOLD,),
    "transfer.withdrawn": (Concerned.TOLD,),
    "transfer.declined": (Concerned.TOLD,),
    "plan.approved": (Concerned.SUBMITTER,),
    "plan.returned": (Concerned.SUBMITTER,),
    "evaluation.reminded": (Concerned.TOLD,),
    "follow_up.opened": (Concerned.OWNER,),
    "follow_up.revised": (Concerned.OWNER,),
    "follow_up.reminded": (Concerned.OWNER,),
    "item.planned": (Concerned.OWNER,),
    "item.revised": (Concerned.OWNER,),
    "item.moved": (Concerned.OWNER,),
    "shift.assigned": (Concerned.PERSON,),
    "deputy.named": (Concerned.DEPUTY,),
    "handover.made": (Concerned.TOLD,),
    "decree.in_force": (Concerned.TOLD,),
    "decree.revoked": (Concerned.TOLD,),
    "decree.ending": (Concerned.TOLD,),
    "hoax.concluded_verbally": (Concerned.APPROVER,),
    "case.escalated": (Concerned.TOLD,),
    "referral.late": (Concerned.TOLD,),
    "escalation.submitted": (Concerned.TOLD,),
    "escalation.approved": (Concerned.SUBMITTER,),
    "escalation.returned": (Concerned.SUBMITTER,),
    "policy.submitted": (Concerned.TOLD,),
    "policy.returned": (Concerned.TOLD,),
    "policy.approved": (Concerned.TOLD,),
    "policy.reminded": (Concerned.TOLD,),
    "rule_proposal.submitted": (Concerned.TOLD,),
    "rule_proposal.returned": (Concerned.TOLD,),
    "rule_proposal.adopted": (Concerned.TOLD,),
    "cycle.submitted": (Concerned.TOLD,),
    "cycle.returned": (Concerned.TOLD,),
    "cycle.approved": (Concerned.TOLD,),
    "training.reminded": (Concerned.TOLD,),
    "consent.withdrawn": (Concerned.TOLD,),
    "consent.reminded": (Concerned.TOLD,),
}
GIVEN = "owner_id"  # of the facts of item.revised: only a new owner is told
