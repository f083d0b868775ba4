"""What the computer can say about a draft, at the level the playbook gives it; pure, so that last quarter can be judged too."""

from collections.abc import Iterable

from models.content import requirement_consents as consents
from models.content import requirement_fields as fields
from models.content import requirement_files as files
from models.content import requirement_texts as texts
from models.content import requirement_videos as videos
from models.content.drafts import Draft, Finding
from models.content.requirement_outcomes import PLANNED, Check
from models.issues import Issues
from models.playbooks import ALTS, FILES, FieldKind, Lane, Level, Playbook, Stage, StageKind

CHECKED: dict[str, Check] = {
    "element": fields.element,
    "date_sane": fields.date_sane,
    "official_link": fields.official_link,
    "contact_public": fields.contact_public,
    "contact_fresh": fields.contact_fresh,
    "location": fields.location,
    "channels_chosen": fields.channels_chosen,
    "planned_hour": fields.planned_hour,
    "text_length": texts.text_length,
    "plain_language": texts.plain_language,
    "abbreviations": texts.abbreviations,
    "personal_numbers": texts.personal_numbers,
    "file_count": files.file_count,
    "file_format": files.file_format,
    "file_resolution": files.file_resolution,
    "file_ratio": files.file_ratio,
    "file_size": files.file_size,
    "alt_text": files.alt_text,
    "people_answered": files.people_answered,
    "people_suffices": files.people_suffices,
    "consent_linked": consents.consent_linked,
    "video_duration": videos.video_duration,
    "video_codec": videos.video_codec,
    "subtitles": videos.subtitles,
    "subtitles_sane": videos.subtitles_sane,
}

KEYS = (*consents.KEYS, *fields.KEYS, *texts.KEYS, *files.KEYS, *videos.KEYS)
"""Every issue key these checks can give; each has a sentence in the wording."""


def examine(draft: Draft, rules: Playbook, stage: Stage | None = None) -> tuple[Finding, ...]:
    """All checks the playbook doesn't switch off, met or not, in the order above (S2.1 S2.2 S2.3 A2.1 A2.2 A2.3).

    With a work stage only what it may still change, with a validating stage only what it covers: text approved before the pictures are
    made isn't held up by their absence. Scheduling, publishing, and no stage at all look at everything.
    """
    findings = []
    for name, check in CHECKED.items():
        level = rules.checks.get(name, Level.REQUIRED)
        if level is not Level.OFF:
            findings += [Finding(name, outcome.level or level, outcome.met, outcome.issue) for outcome in check(draft, rules)]
    return tuple(finding for finding in findings if stage is None or _concerns(stage, finding.issue.about, draft, rules))


def open_issues(findings: Iterable[Finding], level: Level = Level.REQUIRED) -> Issues:
    """What isn't met at that level."""
    return Issues(finding.issue for finding in findings if not finding.met and finding.level is level)


def blocking(findings: Iterable[Finding], lane: Lane) -> Issues:
    """What keeps a draft of this lane from the next step: required, not met, and not allowed to follow later."""
    return open_issues(finding for finding in findings if finding.check not in lane.follows)


def debts(findings: Iterable[Finding], lane: Lane) -> Issues:
    """Required and not met, but allowed to follow within the lane's hours after publication."""
    return open_issues(finding for finding in findings if finding.check in lane.follows)


def _concerns(stage: Stage, about: str, draft: Draft, rules: Playbook) -> bool:
    if stage.kind is StageKind.WORK:
        words = {*stage.edits, *((FILES, ALTS) if stage.files else ())}
    elif stage.kind is StageKind.VALIDATE:
        words = set(stage.covers)
    else:
        return True
    if about == FILES or about.startswith("file:"):
        return bool(words & {FILES, ALTS})
    return about in words or (about == PLANNED and _plans_channels(words, draft, rules))


def _plans_channels(words: set[str], draft: Draft, rules: Playbook) -> bool:
    """Where and when belong together: the hour is asked for where the channels are chosen."""
    return any(rule.kind is FieldKind.CHANNELS and rule.key in words for rule in rules.fields_of(draft.kind))
