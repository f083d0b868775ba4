"""What the keys in a log entry's facts are called: by the wording, and by the playbook of the programme."""

from collections.abc import Mapping

from data.reference import exports
from data.wording import sentences
from models.actors import OFFICE_ROLES
from models.governance import retention
from models.playbooks import Playbook

Labels = Mapping[tuple[str, str], str]

# Fact → tables of the wording whose words stand inside a sentence, and so begin small.
SMALL = {
    "policy": ("policy_kinds",), "outcome": ("passed_states", "outcomes", "request_outcomes", "hoax_outcomes"), "wanted": ("wanted",),
    "kind": ("survey_kinds",),
    "step": ("referral_states",), "aim_state": ("aim_states",), "verdict": ("verdicts",), "what": ("review_kinds",),
    "severity": ("severities",), "deed": ("deeds",), "metrics": ("metrics",), "part": ("incident_parts",),
}  # fmt: skip
AS_WRITTEN = {
    "phase": ("survey_phases",), "level": ("reminder_levels",), "way": ("hoax_ways",), "kind": ("acting_kinds", "hoax_confirmations"),
    "follow_up_kind": ("follow_up_kinds",), "to": ("passed_to",),
}  # fmt: skip


def labels(rules: Playbook | None) -> Labels:
    """(fact, key) → its words; once per programme and page of the log."""
    found = {("role", key): label for key, label in OFFICE_ROLES.items()}
    for fact, tables in SMALL.items():
        found |= {(fact, key): label.lower() for table in tables for key, label in sentences()[table].items()}
    for fact, tables in AS_WRITTEN.items():
        found |= {(fact, key): label for table in tables for key, label in sentences()[table].items()}
    found |= {("record_class", one.key): one.label.lower() for one in retention.classes()}
    found |= {("layout", one["key"]): one["label"] for one in exports()["layouts"]}
    return found if rules is None else found | _of_rules(rules)


def _of_rules(rules: Playbook) -> dict[tuple[str, str], str]:
    parts = {
        "target": rules.referrals.targets, "result": (*rules.hoaxes.classes, *rules.hoaxes.exits), "place": rules.hoaxes.places,
        "spread": rules.hoaxes.spread, "role": rules.roles, "kind": rules.types, "format": rules.formats, "channels": rules.channels,
        "channel": rules.channels, "lane": rules.lanes, "changed": rules.fields, "key": rules.indicators, "training": rules.trainings.kinds,
    }  # fmt: skip
    found = {(fact, one.key): one.label for fact, those in parts.items() for one in those}  # type: ignore[attr-defined]
    found |= {("category", one.key): one.label.lower() for one in rules.moderation.categories}
    found |= {("house_rule", one.key): f"“{one.label}”" for one in rules.house_rules}
    found |= {(fact, stage.key): stage.label for lane in rules.lanes for stage in lane.stages for fact in ("stage", "to")}
    return found | {("aim", one.key): f"“{one.text}”" for one in rules.aims} | {("aim", "programme"): rules.name}
