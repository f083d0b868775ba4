"""Check that each picture of citizens who gave their consent is linked to one on record that holds (A1.3, UU 27/2022)."""

from collections.abc import Iterator

from models.content import indonesian
from models.content.drafts import Draft, DraftFile
from models.content.requirement_files import visuals_of
from models.content.requirement_outcomes import Outcome, about_file, amiss, fine
from models.content.requirement_texts import chosen_channels
from models.playbooks import Playbook

KEYS = ("consent_missing", "consent_withdrawn", "consent_expired", "consent_elsewhere", "consent_channels", "consent_met")


def consent_linked(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """For the answers that say so; every linked consent must hold, for this programme and on every channel chosen."""
    for file in visuals_of(draft):
        if file.people in rules.people.consented:
            yield _judge(file, draft, rules)


def _judge(file: DraftFile, draft: Draft, rules: Playbook) -> Outcome:
    about, linked = about_file(file.media_id), draft.consents.get(file.sha256, ())
    if not linked:
        return amiss(about, "consent_missing", file=file.name)
    if any(one.withdrawn for one in linked):
        return amiss(about, "consent_withdrawn", file=file.name)
    if any(one.expired(draft.today) for one in linked):
        return amiss(about, "consent_expired", file=file.name)
    if not all(one.covers for one in linked):
        return amiss(about, "consent_elsewhere", file=file.name)
    left = [channel.label for channel in chosen_channels(draft, rules) if any(channel.key not in one.channels for one in linked)]
    if left:
        return amiss(about, "consent_channels", file=file.name, channels=indonesian.listing(left))
    return fine(about, "consent_met", file=file.name, count=len(linked))
