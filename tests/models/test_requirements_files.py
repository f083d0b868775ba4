"""Files are judged by what they are, not by what they are called."""

from dataclasses import replace

import pytest

from models.content.drafts import MediaKind, Purpose
from models.content.subtitles import Fault
from models.playbooks import Level, Need
from tests.models.good_drafts import amiss, announcement, film, findings, picture, rules, subtitle_file, video


def with_files(*files: object):
    return replace(announcement(), files=files)


def test_an_infographic_needs_a_picture() -> None:
    """S2.1: a supporting visual."""
    (finding,) = [one for one in findings(with_files()) if not one.met]
    assert (finding.issue.about, finding.issue.key, finding.level) == ("files", "images_few", Level.REQUIRED)


def test_too_many_pictures_and_unwanted_films_are_refused() -> None:
    assert amiss(with_files(*(picture(n) for n in range(4))), "file_count") == ["images_many"]
    assert amiss(with_files(picture(), video()), "file_count") == ["videos_unwanted"]


def test_material_counts_for_nothing() -> None:
    material = picture(12, purpose=Purpose.MATERIAL, alt="", people="", width=10, height=10, format="bmp")
    assert amiss(with_files(picture(), material)) == []


def test_a_channel_that_shows_fewer_pictures_only_warns() -> None:
    draft = replace(
        announcement(channels=["x"], captions={"x": "Lihat gambar"}), format="carousel", files=tuple(picture(n) for n in range(5))
    )
    (finding,) = [one for one in findings(draft) if not one.met]
    assert (finding.issue.key, finding.level) == ("channel_images_many", Level.RECOMMENDED)


def test_the_format_is_read_from_the_content() -> None:
    """S2.3 A2.3: a GIF named .jpg stays a GIF."""
    assert amiss(with_files(picture(name="foto.jpg", format="gif")), "file_format") == ["file_format"]


def test_a_document_is_no_visual() -> None:
    assert "file_kind" in amiss(with_files(picture(), picture(12, kind=MediaKind.DOCUMENT, format="pdf")), "file_format")


@pytest.mark.parametrize(("width", "height"), [(1079, 1350), (1080, 1079), (640, 800)])
def test_a_small_picture_is_refused(width: int, height: int) -> None:
    """S2.3 A2.3: minimum resolution."""
    assert amiss(with_files(picture(width=width, height=height)), "file_resolution") == ["image_small"]


def test_an_upright_film_is_measured_by_its_shorter_side() -> None:
    assert amiss(film(video(width=480, height=854), subtitle_file()), "file_resolution") == ["video_small"]
    assert amiss(film(video(width=720, height=1280), subtitle_file()), "file_resolution") == []


def test_a_file_without_measures_is_not_taken_for_good() -> None:
    assert amiss(with_files(picture(width=None, height=None)), "file_resolution") == ["file_unmeasured"]


@pytest.mark.parametrize(("width", "height", "fits"), [(1080, 1350, True), (1080, 1375, True), (1080, 1390, False), (1350, 1080, False)])
def test_the_ratio_may_differ_by_two_percent(width: int, height: int, fits: bool) -> None:
    draft = replace(with_files(picture(width=width, height=height)), format="carousel")
    assert ("file_ratio" not in amiss(draft, "file_ratio")) is fits


def test_a_format_without_ratios_takes_any() -> None:
    assert amiss(replace(with_files(picture(width=3000, height=1080)), format="foto"), "file_ratio") == []


def test_our_own_size_limit_refuses_and_the_channels_warns() -> None:
    """A2.1: file size per platform."""
    assert amiss(with_files(picture(size=8_000_001)), "file_size") == ["file_large"]
    (finding,) = [one for one in findings(with_files(picture(size=4_000_001))) if not one.met]
    assert (finding.issue.key, finding.level) == ("channel_file_large", Level.RECOMMENDED)


@pytest.mark.parametrize(
    ("alt", "key"),
    [
        ("", "alt_missing"),
        ("posyandu.jpg", "alt_file_name"),
        ("Posyandu", "alt_file_name"),
        ("gambar 1", "alt_short"),
        ("1234567890123", "alt_short"),
    ],
)
def test_every_picture_says_what_it_shows(alt: str, key: str) -> None:
    """DOMAIN, UU 8/2016: alt text is checked, not advised."""
    assert amiss(with_files(picture(alt=alt)), "alt_text") == [key]


def test_each_file_answers_the_question_about_people() -> None:
    assert amiss(with_files(picture(people="")), "people_answered") == ["people_unanswered"]
    assert amiss(with_files(picture(people="mungkin")), "people_answered") == ["people_unanswered"]


def test_an_answer_that_does_not_suffice_is_refused() -> None:
    assert amiss(with_files(picture(people="tanpa_izin"))) == ["people_insufficient"]


@pytest.mark.parametrize(("seconds", "level"), [(60.0, None), (60.1, Level.RECOMMENDED), (90.0, Level.RECOMMENDED), (90.1, Level.REQUIRED)])
def test_asri_warns_over_60_and_refuses_over_90_seconds(seconds: float, level: Level | None) -> None:
    """A2.1: 60 s warned, 90 s refused."""
    draft = film(video(seconds=seconds), subtitle_file(subtitle_end=seconds))
    assert [one.level for one in findings(draft) if not one.met] == ([level] if level else [])


def test_too_long_is_refused_even_where_the_check_is_only_recommended() -> None:
    draft = film(video(seconds=120.0), subtitle_file(subtitle_end=119.0))
    softer = rules("asri").model_copy(update={"checks": {**rules("asri").checks, "video_duration": Level.RECOMMENDED}})
    assert [one.level for one in findings(draft, softer) if not one.met] == [Level.REQUIRED]


def test_a_film_without_a_duration_is_not_taken_for_short() -> None:
    assert amiss(film(video(seconds=None), subtitle_file()), "video_duration") == ["video_unmeasured"]


def test_a_codec_phones_do_not_play_is_named() -> None:
    assert amiss(film(video(codec="prores"), subtitle_file()), "video_codec") == ["video_codec"]


def test_a_film_needs_subtitles() -> None:
    """A2.3: subtitles for video."""
    assert amiss(film(video())) == ["subtitles_missing"]


def test_subtitles_inside_the_film_suffice() -> None:
    assert amiss(film(video(embedded_subtitles=True))) == []


def test_subtitles_may_be_merely_recommended() -> None:
    asri = rules("asri")
    formats = tuple(
        one.model_copy(update={"media": one.media.model_copy(update={"subtitles": Need.RECOMMENDED})})
        if one.key == "video_singkat"
        else one
        for one in asri.formats
    )
    (finding,) = [one for one in findings(film(video()), asri.model_copy(update={"formats": formats})) if not one.met]
    assert finding.level is Level.RECOMMENDED


def test_with_two_films_each_needs_its_own_subtitles() -> None:
    draft = film(video(21, "banjir.mp4"), video(22, "gempa.mp4"), subtitle_file(31, "banjir.id.srt"))
    (finding,) = [one for one in findings(draft) if one.check == "subtitles" and not one.met]
    assert finding.issue.about == "file:22"


@pytest.mark.parametrize("fault", Fault)
def test_each_fault_of_a_subtitle_file_is_told(fault: Fault) -> None:
    """A2.3: subtitles that parse and make sense."""
    assert amiss(film(video(), subtitle_file(faults=(fault.value,))), "subtitles_sane") == [f"subtitles_{fault.value}"]


def test_subtitles_must_cover_the_film() -> None:
    """From first to last at least 80 %, and not beyond its end."""
    assert amiss(film(video(), subtitle_file(cues=0)), "subtitles_sane") == ["subtitles_empty"]
    assert amiss(film(video(), subtitle_file(subtitle_end=20.0)), "subtitles_sane") == ["subtitles_partial"]
    assert amiss(film(video(), subtitle_file(subtitle_start=30.0)), "subtitles_sane") == ["subtitles_partial"]
    assert amiss(film(video(), subtitle_file(subtitle_end=46.1)), "subtitles_sane") == ["subtitles_overhang"]
    assert amiss(film(video(), subtitle_file(subtitle_end=36.5)), "subtitles_sane") == []


def test_a_subtitle_file_must_be_srt_or_vtt() -> None:
    assert amiss(film(video(), subtitle_file(format="ass")), "file_format") == ["subtitle_format"]
