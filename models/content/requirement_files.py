"""Checks on the files, from what the files themselves say: number, format, pixels, ratio, size, alt text, people shown."""

from collections.abc import Iterator
from pathlib import PurePath

from models.content import indonesian
from models.content.drafts import Draft, DraftFile, MediaKind, Purpose
from models.content.requirement_outcomes import Facts, Outcome, about_file, amiss, fine
from models.content.requirement_texts import chosen_channels
from models.playbooks import FILES, Level, MediaRule, Playbook

MEGABYTE = 1_000_000
RATIO_TOLERANCE = 0.02
ALT_LETTERS = 10
SUBTITLE_FORMATS = ("srt", "vtt")

KEYS = (
    "images_few", "images_many", "images_unwanted", "videos_few", "videos_many", "videos_unwanted", "file_count_met",
    "channel_images_many", "file_kind", "file_format", "subtitle_format", "file_format_met", "image_small", "video_small",
    "file_unmeasured", "file_resolution_met", "file_ratio", "file_ratio_met", "file_large", "channel_file_large", "file_size_met",
    "alt_missing", "alt_file_name", "alt_short", "alt_met", "people_unanswered", "people_answered_met", "people_insufficient",
    "people_suffices_met",
)  # fmt: skip


def file_count(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """As many images and videos as the format asks for (S2.1 A2.1); a channel that shows fewer only warns."""
    media = rules.format_of(draft.format).media
    images, videos = len(images_of(draft)), len(videos_of(draft))
    wrong = [
        *_count(images, media.images_min, media.images_max, "images"),
        *_count(videos, media.videos_min, media.videos_max, "videos"),
    ]
    yield from wrong or [fine(FILES, "file_count_met", images=images, videos=videos)]
    for channel in chosen_channels(draft, rules):
        if images > channel.images_max:
            yield amiss(FILES, "channel_images_many", Level.RECOMMENDED, channel=channel.label, count=images, limit=channel.images_max)


def file_format(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """By content, not by name (S2.3 A2.3)."""
    media = rules.format_of(draft.format).media
    for file in draft.files:
        allowed = _formats_for(file, media)
        names = indonesian.listing((one.upper() for one in allowed), "atau")
        facts: Facts = {"file": file.name, "format": file.facts.format.upper(), "allowed": names}
        if file.purpose is Purpose.MATERIAL:
            continue
        if not allowed:
            yield amiss(about_file(file.media_id), "file_kind", file=file.name)
        elif file.facts.format not in allowed:
            yield amiss(about_file(file.media_id), "subtitle_format" if file.purpose is Purpose.SUBTITLES else "file_format", **facts)
        else:
            yield fine(about_file(file.media_id), "file_format_met", **facts)


def file_resolution(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """Images by width and height; videos by their shorter side, which is what "720p" counts, upright or not (S2.3 A2.3)."""
    media = rules.format_of(draft.format).media
    for file in visuals_of(draft):
        about, width, height = about_file(file.media_id), file.facts.width, file.facts.height
        if not width or not height:
            yield amiss(about, "file_unmeasured", file=file.name)
            continue
        facts: Facts = {"file": file.name, "width": width, "height": height}
        if file.facts.kind is MediaKind.IMAGE and (width < media.image_min_width or height < media.image_min_height):
            yield amiss(about, "image_small", **facts, min_width=media.image_min_width, min_height=media.image_min_height)
        elif file.facts.kind is MediaKind.VIDEO and min(width, height) < media.video_min_height:
            yield amiss(about, "video_small", **facts, limit=media.video_min_height)
        else:
            yield fine(about, "file_resolution_met", **facts)


def file_ratio(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """Within 2 % of one of the format's ratios."""
    ratios = rules.format_of(draft.format).media.ratios
    for file in visuals_of(draft):
        if not ratios or not file.facts.width or not file.facts.height:
            continue
        facts: Facts = {
            "file": file.name,
            "width": file.facts.width,
            "height": file.facts.height,
            "ratios": indonesian.listing(ratios, "atau"),
        }
        proportion = file.facts.width / file.facts.height
        fits = any(abs(proportion / _proportion(ratio) - 1) <= RATIO_TOLERANCE for ratio in ratios)
        yield (fine if fits else amiss)(about_file(file.media_id), "file_ratio_met" if fits else "file_ratio", **facts)


def file_size(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """Our own limit as the playbook says, a channel's limit for images as a warning (A2.1)."""
    media = rules.format_of(draft.format).media
    for file in visuals_of(draft):
        is_image = file.facts.kind is MediaKind.IMAGE
        limit, about = media.image_max_mb if is_image else media.video_max_mb, about_file(file.media_id)
        facts: Facts = {"file": file.name, "size": indonesian.number(file.facts.size / MEGABYTE, 1)}
        if file.facts.size > limit * MEGABYTE:
            yield amiss(about, "file_large", **facts, limit=indonesian.number(limit, 1))
            continue
        yield fine(about, "file_size_met", **facts)
        for channel in chosen_channels(draft, rules):
            if is_image and file.facts.size > channel.image_max_mb * MEGABYTE:
                channel_limit = indonesian.number(channel.image_max_mb, 1)
                yield amiss(about, "channel_file_large", Level.RECOMMENDED, **facts, channel=channel.label, limit=channel_limit)


def alt_text(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """At least ten characters with words in them, and not just the name of the file."""
    for file in images_of(draft):
        about, alt = about_file(file.media_id), file.alt.strip()
        if not alt:
            yield amiss(about, "alt_missing", file=file.name)
        elif _plain(alt) in (_plain(file.name), _plain(PurePath(file.name).stem)):
            yield amiss(about, "alt_file_name", file=file.name)
        elif len(alt) < ALT_LETTERS or sum(character.isalpha() for character in alt) < ALT_LETTERS // 2:
            yield amiss(about, "alt_short", file=file.name, limit=ALT_LETTERS)
        else:
            yield fine(about, "alt_met", file=file.name)


def people_answered(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """The playbook's question about recognisable citizens, answered for each published picture and film."""
    answers = {option.key for option in rules.people.answers}
    for file in visuals_of(draft):
        known = file.people in answers
        yield (fine if known else amiss)(
            about_file(file.media_id),
            "people_answered_met" if known else "people_unanswered",
            file=file.name,
            question=rules.people.question,
        )


def people_suffices(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """The answer is one of those the playbook accepts."""
    labels = {option.key: option.label for option in rules.people.answers}
    for file in visuals_of(draft):
        if file.people in labels:
            enough = file.people in rules.people.suffices
            key = "people_suffices_met" if enough else "people_insufficient"
            yield (fine if enough else amiss)(about_file(file.media_id), key, file=file.name, answer=labels[file.people])


def visuals_of(draft: Draft) -> tuple[DraftFile, ...]:
    return images_of(draft) + videos_of(draft)


def images_of(draft: Draft) -> tuple[DraftFile, ...]:
    return tuple(file for file in draft.files if file.purpose is Purpose.VISUAL and file.facts.kind is MediaKind.IMAGE)


def videos_of(draft: Draft) -> tuple[DraftFile, ...]:
    return tuple(file for file in draft.files if file.purpose is Purpose.VISUAL and file.facts.kind is MediaKind.VIDEO)


def _count(count: int, least: int, most: int, what: str) -> list[Outcome]:
    if count < least:
        return [amiss(FILES, f"{what}_few", count=count, limit=least)]
    if count > most:
        return [amiss(FILES, f"{what}_many" if most else f"{what}_unwanted", count=count, limit=most)]
    return []


def _formats_for(file: DraftFile, media: MediaRule) -> tuple[str, ...]:
    if file.purpose is Purpose.SUBTITLES:
        return SUBTITLE_FORMATS
    return {MediaKind.IMAGE: media.image_formats, MediaKind.VIDEO: media.video_formats}.get(file.facts.kind, ())


def _proportion(ratio: str) -> float:
    wide, _, high = ratio.partition(":")
    return float(wide) / float(high)


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
