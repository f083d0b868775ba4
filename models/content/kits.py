"""The publishing kit of one channel: what somebody needs in hand to put an approved content up."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from models import places
from models.content import indonesian
from models.content.drafts import MediaKind, Purpose
from models.errors import NotFound, NotReady
from models.issues import Issue, Issues
from models.playbooks import Channel, FieldKind

if TYPE_CHECKING:
    from models.content.contents import Content


@dataclass(frozen=True)
class KitFile:
    """`name` carries the order of the post; `alt` is empty for what accompanies a film."""

    name: str
    sha256: str
    purpose: Purpose
    alt: str = ""


@dataclass(frozen=True)
class Kit:
    """`beside` are texts that go out next to the post, not in it (a first comment): label → text."""

    channel: Channel
    text: str
    hashtags: str
    location: str
    beside: dict[str, str]
    files: tuple[KitFile, ...]

    @property
    def alts(self) -> tuple[tuple[int, KitFile], ...]:
        """Place in the post and file, for those that need an alternative text typed in."""
        shown = (one for one in self.files if one.purpose is Purpose.VISUAL)
        return tuple((place, one) for place, one in enumerate(shown, 1) if one.alt)


class Kits:
    """Questions of Content for who uploads."""

    def kit(self: "Content", channel: str) -> Kit:
        """From the approved revision only: refused (NotReady) while a validation is missing, NotFound for a channel it isn't for."""
        if issues := self.objections_to_the_kit():
            raise NotReady(*issues)
        if channel not in self.channels:
            raise NotFound
        assert self.revision is not None
        fields, rules = self.revision.fields, self.rules.fields_of(self.kind)
        lines = [str(fields.get(one.key) or "").strip() for one in rules if one.kind is FieldKind.LINE and not one.internal]
        codes = [code for one in rules if one.kind is FieldKind.PLACES for code in fields.get(one.key) or []]
        below = [place for place, one in enumerate(rules) if one.kind is FieldKind.CAPTIONS]
        beside = [one for one in rules[below[0] :] if one.kind in (FieldKind.TEXT, FieldKind.STEPS) and not one.internal] if below else []
        limits, names = self.rules.channel(channel), places.known()
        tags = [word for line in lines if line.startswith("#") for word in line.split()]
        return Kit(
            channel=limits,
            text=self.text_for(channel),
            hashtags=" ".join(tags[: limits.hashtags_max]),
            location=indonesian.listing(names[code] for code in codes if code in names),
            beside={one.label: str(fields[one.key]) for one in beside if fields.get(one.key)},
            files=self._kit_files(),
        )

    def objections_to_the_kit(self: "Content") -> Issues:
        """Nothing to upload while a validation is missing, or when it isn't to go out any more."""
        stopped = self.stopped and self.state != "archived"
        return self.missing_validations() + ([Issue("stage", "wrong_stage", {"stage": self.stage_rules.label})] if stopped else [])

    def _kit_files(self: "Content") -> tuple[KitFile, ...]:
        assert self.revision is not None
        listed = [one for one in self.revision.draft_files(self.media) if one.purpose is not Purpose.MATERIAL]
        return tuple(
            KitFile(f"{place:02d}-{_bare(one.name)}.{_ending(one.facts.format)}", one.sha256, one.purpose, one.alt)
            for place, one in enumerate(sorted(listed, key=lambda one: one.facts.kind is MediaKind.SUBTITLES), 1)
        )


def _bare(name: str) -> str:
    """A file's own name as every system takes it; what is in it was decided by content, so the ending is ours."""
    kept = "".join(one if one.isalnum() and one.isascii() else "-" for one in PurePath(name).stem.lower())
    return "-".join(filter(None, kept.split("-")))[:40] or "berkas"


def _ending(format: str) -> str:
    return {"jpeg": "jpg"}.get(format, format)
