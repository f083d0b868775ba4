"""Checks on films: length, codec, subtitles that are there, can be read and cover the film."""

from collections.abc import Iterator
from pathlib import PurePath

from models.content import indonesian
from models.content.drafts import Draft, DraftFile, MediaFacts, Purpose
from models.content.requirement_files import videos_of
from models.content.requirement_outcomes import Facts, Outcome, about_file, amiss, fine
from models.content.requirement_texts import chosen_channels
from models.content.subtitles import Fault
from models.playbooks import Level, Need, Playbook

OVERHANG = 1.0  # seconds a subtitle may stand after the last picture
COVERED = 0.8  # of the film, from the first subtitle to the end of the last

KEYS = (
    "video_unmeasured", "video_long", "video_longish", "channel_video_long", "video_duration_met", "video_codec", "video_codec_unknown",
    "video_codec_met", "subtitles_missing", "subtitles_met", "subtitles_empty", "subtitles_overhang", "subtitles_partial",
    "subtitles_sane_met", "subtitles_faulty", *(f"subtitles_{fault.value}" for fault in Fault),
)  # fmt: skip


def video_duration(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """Over the longest is refused whatever the playbook's level, over the first limit or a channel's own is a warning (A2.1)."""
    media = rules.format_of(draft.format).media
    for video in videos_of(draft):
        about, seconds = about_file(video.media_id), video.facts.seconds
        if not seconds:
            yield amiss(about, "video_unmeasured", file=video.name)
            continue
        facts: Facts = {"file": video.name, "seconds": indonesian.number(seconds, 1)}
        if media.video_max_seconds and seconds > media.video_max_seconds:
            yield amiss(about, "video_long", Level.REQUIRED, **facts, limit=indonesian.number(media.video_max_seconds))
        elif media.video_warn_seconds and seconds > media.video_warn_seconds:
            yield amiss(about, "video_longish", Level.RECOMMENDED, **facts, limit=indonesian.number(media.video_warn_seconds))
        else:
            yield fine(about, "video_duration_met", **facts)
        for channel in chosen_channels(draft, rules):
            if channel.video_max_seconds and seconds > channel.video_max_seconds:
                limit = indonesian.number(channel.video_max_seconds)
                yield amiss(about, "channel_video_long", Level.RECOMMENDED, **facts, channel=channel.label, limit=limit)


def video_codec(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """One that phones and platforms play."""
    codecs = rules.format_of(draft.format).media.video_codecs
    for video in videos_of(draft):
        about, codec = about_file(video.media_id), (video.facts.codec or "").lower()
        if not codec:
            yield amiss(about, "video_codec_unknown", file=video.name)
        elif codec not in codecs:
            yield amiss(about, "video_codec", file=video.name, codec=codec, allowed=indonesian.listing(codecs, "atau"))
        else:
            yield fine(about, "video_codec_met", file=video.name, codec=codec)


def subtitles(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """Inside the film or as a file of their own, as strongly as the format wants them (A2.3)."""
    need = rules.format_of(draft.format).media.subtitles
    if need is Need.OPTIONAL:
        return
    level = Level.RECOMMENDED if need is Need.RECOMMENDED else None
    for video in videos_of(draft):
        has = video.facts.embedded_subtitles or subtitles_of(video, draft)
        yield (fine if has else amiss)(about_file(video.media_id), "subtitles_met" if has else "subtitles_missing", level, file=video.name)


def subtitles_sane(draft: Draft, rules: Playbook) -> Iterator[Outcome]:
    """No faults, some cues, none later than a second after the film, at least 80 % of the film between first and last (A2.3).

    Tracks inside a film are judged only when their cues were read.
    """
    for video in videos_of(draft):
        for file in subtitles_of(video, draft):
            yield from _judge(file, file.facts, video)
        if video.facts.embedded_subtitles and (video.facts.cues or video.facts.faults):
            yield from _judge(video, video.facts, video)


def subtitles_of(video: DraftFile, draft: Draft) -> tuple[DraftFile, ...]:
    """With several films a subtitle file belongs to the film whose name it begins with ("banjir.mp4", "banjir.id.srt")."""
    files = tuple(file for file in draft.files if file.purpose is Purpose.SUBTITLES)
    if len(videos_of(draft)) == 1:
        return files
    stem = PurePath(video.name).stem.casefold()
    return tuple(file for file in files if file.name.casefold().startswith(f"{stem}."))


def _judge(file: DraftFile, facts: MediaFacts, video: DraftFile) -> Iterator[Outcome]:
    about, length = about_file(file.media_id), video.facts.seconds or 0.0
    told: Facts = {"file": file.name, "video": video.name}
    if facts.faults:
        for fault in facts.faults:
            key = f"subtitles_{fault}"
            yield amiss(about, key if key in KEYS else "subtitles_faulty", **told)
        return
    if not facts.cues:
        yield amiss(about, "subtitles_empty", **told)
        return
    start, end = facts.subtitle_start or 0.0, facts.subtitle_end or 0.0
    told |= {"end": indonesian.number(end, 1), "seconds": indonesian.number(length, 1)}
    if length and end > length + OVERHANG:
        yield amiss(about, "subtitles_overhang", **told)
    elif length and end - start < COVERED * length:
        percent = indonesian.number(100 * max(0.0, end - start) / length)
        yield amiss(about, "subtitles_partial", **told, percent=percent, limit=indonesian.number(100 * COVERED))
    else:
        yield fine(about, "subtitles_sane_met", **told)
