"""A draft as a frozen value: what requirements look at, free of any session, so that a rule can be tried on last quarter too."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from models.issues import Issue
from models.playbooks import Level


class MediaKind(StrEnum):
    IMAGE = "image"
    VIDEO = "video"
    SUBTITLES = "subtitles"
    DOCUMENT = "document"


class Purpose(StrEnum):
    """What a file is for: published visual, subtitles of a video, or internal material."""

    VISUAL = "visual"
    SUBTITLES = "subtitles"
    MATERIAL = "material"


@dataclass(frozen=True)
class MediaFacts:
    """What the file itself says: `format` by content (jpeg, png, webp, mp4, webm, mov, srt, vtt, pdf, …), `size` bytes, pixels, seconds.

    Subtitle files carry `cues`, `subtitle_start` and `subtitle_end` in seconds, and `faults` (keys) that make them unusable.
    """

    kind: MediaKind
    format: str
    size: int
    width: int | None = None
    height: int | None = None
    seconds: float | None = None
    codec: str | None = None
    embedded_subtitles: bool = False
    cues: int = 0
    subtitle_start: float | None = None
    subtitle_end: float | None = None
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class DraftFile:
    """One file as a revision holds it; `people` is the key of the answer to the playbook's question, empty while unanswered."""

    media_id: int
    name: str
    sha256: str
    facts: MediaFacts
    purpose: Purpose = Purpose.VISUAL
    alt: str = ""
    people: str = ""


@dataclass(frozen=True)
class KnownContact:
    """A contact of the directory; `number` is what a citizen dials, as it is printed."""

    contact_id: int
    label: str
    public: bool
    tested_on: date | None
    active: bool = True
    number: str = ""


@dataclass(frozen=True)
class KnownConsent:
    """A consent that a file is linked to; `covers`: whether this programme may use it. Withdrawn counts whatever the day."""

    consent_id: int
    withdrawn: bool
    expires_on: date | None
    channels: tuple[str, ...]
    covers: bool = True

    def expired(self, on: date) -> bool:
        return self.expires_on is not None and self.expires_on < on


@dataclass(frozen=True)
class Draft:
    """`fields` by field key as `FieldKind` stores them; `kind` and `format` are playbook keys; `lane` is the flow it takes.

    `places` are the names of the place codes known; without them a code is only held to the shape of one. `consents` by a file's SHA-256.
    """

    kind: str
    format: str
    lane: str
    fields: Mapping[str, Any]
    files: tuple[DraftFile, ...] = ()
    planned_for: datetime | None = None
    contacts: Mapping[int, KnownContact] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    consents: Mapping[str, tuple[KnownConsent, ...]] = field(default_factory=dict)
    today: date = date.min


@dataclass(frozen=True)
class Finding:
    """One computed check with its outcome; `issue.about` leads to the field or file, `check` is the playbook's check key."""

    check: str
    level: Level
    met: bool
    issue: Issue
