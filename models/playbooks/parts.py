"""The pieces a playbook is made of, as frozen values; how they must fit together stands in `checks`."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

FORMAT = 3
FILES = "files"
ALTS = "alts"
MATERIAL = "material"
TARGET_GROUP = "target_group"  # the field that says whom a content is meant for, where a playbook has it
RIGHTS = (
    "create", "plan", "hold", "cancel", "take_down", "pause", "emergency", "written_validation", "read", "export", "approve_plan",
    "correct", "moderate", "confirm_hiding", "check_hoax", "conclude_hoax", "service_mode", "keep_policies", "approve_policy",
    "keep_consents", "measure", "survey", "evaluate", "judge_effectiveness",
    "keep_profile", "approve_cycle", "keep_library", "keep_training", "propose_rules", "adopt_rules", "replicate", "release_records",
)  # fmt: skip
CHECKS = (
    "element", "date_sane", "official_link", "contact_public", "contact_fresh", "location", "text_length", "plain_language",
    "abbreviations", "personal_numbers", "alt_text", "people_answered", "people_suffices", "consent_linked", "file_count", "file_format",
    "file_resolution", "file_ratio", "file_size", "video_duration", "video_codec", "subtitles", "subtitles_sane", "planned_hour",
    "channels_chosen",
)  # fmt: skip

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Positive = Annotated[float, Field(gt=0)]
Ratio = Annotated[str, Field(pattern=r"^[1-9]\d*(\.\d+)?:[1-9]\d*(\.\d+)?$")]
Day = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]


class Need(StrEnum):
    REQUIRED = "required"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"


class Level(StrEnum):
    REQUIRED = "required"
    RECOMMENDED = "recommended"
    OFF = "off"


class FieldKind(StrEnum):
    """How a field is typed and stored in `Revision.fields`."""

    LINE = "line"  # str
    TEXT = "text"  # str, several lines
    STEPS = "steps"  # str, one action per line
    DATE = "date"  # "YYYY-MM-DD"
    MOMENT = "moment"  # ISO 8601 with offset
    LINK = "link"  # {"url": str} or {"none": reason}
    CONTACT = "contact"  # list of contact ids
    PLACES = "places"  # list of place codes; the district's own code means the whole of it
    CHANNELS = "channels"  # list of channel keys
    CAPTIONS = "captions"  # channel key -> text; a missing one is composed from the other fields
    CHOICE = "choice"  # one of `options`


class StageKind(StrEnum):
    WORK = "work"
    VALIDATE = "validate"
    SCHEDULE = "schedule"
    PUBLISH = "publish"
    MONITOR = "monitor"


class TextUnit(StrEnum):
    """How a platform counts the length of a text."""

    CHARACTERS = "characters"
    UTF16 = "utf16"
    WEIGHTED = "weighted"  # X: a link counts 23, an emoji 2


class Part(BaseModel):
    """`assumed`: our own choice, waiting for the office to confirm it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False)

    assumed: bool = False


class SopLane(Part):
    """A column of the printed SOP; `person = false` for the channel and the public, which no account can hold."""

    key: Key
    label: str
    person: bool = True


class Role(Part):
    """`unit = true`: its holder belongs to a technical unit and sees only what is sent to that unit."""

    key: Key
    label: str
    duties: tuple[str, ...]
    sop_lanes: tuple[str, ...] = ()
    unit: bool = False


class Option(Part):
    key: Key
    label: str


class FieldRule(Part):
    """`internal` fields are never published, so no validation has to cover them."""

    key: Key
    label: str
    help: str = ""
    placeholder: str = ""
    kind: FieldKind
    internal: bool = False
    max_chars: int | None = Field(default=None, gt=0)
    options: tuple[Option, ...] = ()


class TypeField(Part):
    key: str
    need: Need = Need.REQUIRED


class InformationType(Part):
    """What is said (announcement, education, …), apart from the format it is said in; `template` is text to start from, per field."""

    key: Key
    label: str
    help: str
    fields: tuple[TypeField, ...]
    formats: tuple[str, ...]
    template: dict[str, str] = {}


class MediaRule(Part):
    """Our own limits, checked from the file itself; sizes in MB (10^6 bytes), pixels, seconds; no `ratios` means any."""

    images_min: int = Field(default=0, ge=0)
    images_max: int = Field(default=0, ge=0)
    videos_min: int = Field(default=0, ge=0)
    videos_max: int = Field(default=0, ge=0)
    image_formats: tuple[str, ...] = ("jpeg", "png", "webp")
    image_min_width: int = Field(default=1080, gt=0)
    image_min_height: int = Field(default=1080, gt=0)
    image_max_mb: Positive = 8
    ratios: tuple[Ratio, ...] = ()
    video_formats: tuple[str, ...] = ("mp4", "webm", "mov")
    video_codecs: tuple[str, ...] = ("h264", "hevc", "vp9", "av1")
    video_min_height: int = Field(default=720, gt=0)
    video_max_mb: Positive = 100
    video_warn_seconds: Positive | None = None
    video_max_seconds: Positive | None = None
    subtitles: Need = Need.OPTIONAL


class Format(Part):
    key: Key
    label: str
    media: MediaRule


class Channel(Part):
    """A platform's limits, which warn (ours block); `preview_chars` is where it folds a text, `preview_ratio` how it crops a picture."""

    key: Key
    label: str
    hosts: tuple[str, ...]
    text_max: int = Field(gt=0)
    text_unit: TextUnit = TextUnit.CHARACTERS
    preview_chars: int = Field(gt=0)
    preview_ratio: Ratio
    image_max_mb: Positive
    images_max: int = Field(gt=0)
    video_max_seconds: Positive | None = None
    hashtags_max: int | None = Field(default=None, ge=0)
    link_is_proof: bool = True
    gap_minutes: int = Field(default=120, ge=0)  # two posts closer than this stand in each other's way
    checked_on: Day


class Language(Part):
    """The plain-language meter: thresholds and the words it knows."""

    sentence_words: int = Field(default=20, gt=0)
    average_words: int = Field(default=15, gt=0)
    long_word_letters: int = Field(default=10, gt=0)
    long_words_percent: int = Field(default=12, ge=0, le=100)
    known_abbreviations: tuple[str, ...] = ()


class People(Part):
    """The question asked of each file, 'are citizens recognisable?': its answers, and those that suffice.

    `consented` are the answers that say citizens gave their consent: each such file is linked to one on record.
    """

    question: str
    answers: tuple[Option, ...]
    suffices: tuple[str, ...]
    consented: tuple[str, ...] = ()


class Occasion(Part):
    """A day of every year worth preparing for; `lead_days` before it a task stands in the calendar."""

    key: Key
    label: str
    on: Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]  # month-day
    lead_days: tuple[Annotated[int, Field(gt=0, le=180)], ...] = ()


class Reminders(Part):
    """Working hours: the first reminder comes `before_hours` ahead of a deadline, the second `after_hours` past it, then the next level."""

    before_hours: Positive = 4
    after_hours: Positive = 1
    escalate_hours: Positive = 4
    escalate_to: tuple[str, ...] = ()


def walk(part: Part, path: str = "", within: str = "") -> Iterator[tuple[str, str, Part]]:
    """Every piece below and including this one as (key path, label in its surroundings, piece)."""
    own = str(getattr(part, "label", "") or getattr(part, "text", "") or getattr(part, "name", ""))
    label = " · ".join(filter(None, (within, own)))
    yield path, label, part
    for name in type(part).model_fields:
        value = getattr(part, name)
        for place, piece in enumerate(value if isinstance(value, tuple) else (value,), start=1):
            if isinstance(piece, Part):
                step = f"{name}.{getattr(piece, 'key', place)}" if isinstance(value, tuple) else name
                yield from walk(piece, f"{path}.{step}" if path else step, label if path else "")
