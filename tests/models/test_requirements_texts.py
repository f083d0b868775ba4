"""The words of a draft: length, clarity, and what must not be printed."""

from dataclasses import replace

import pytest

from models.content.captions import compose, composition
from models.content.personal_numbers import PersonalKind, find
from models.playbooks import Level
from tests.models.good_drafts import CONTACTS, amiss, announcement, film, findings, picture, rules

HARD = (
    "Sehubungan dengan pelaksanaan kegiatan penyelenggaraan pelayanan administrasi kependudukan yang diselenggarakan oleh perangkat daerah "
    "terkait, maka dengan ini disampaikan kepada seluruh lapisan masyarakat agar mempersiapkan kelengkapan persyaratan dimaksud."
)


def test_a_text_within_every_channel_passes() -> None:
    assert amiss(announcement(), "text_length") == []


def test_a_text_of_ones_own_beyond_the_channel_is_refused() -> None:
    draft = announcement(channels=["x"], captions={"x": "a " * 200})
    (finding,) = [one for one in findings(draft) if one.check == "text_length" and not one.met]
    assert (finding.issue.key, finding.issue.about, finding.level) == ("text_too_long", "captions", Level.REQUIRED)
    assert finding.issue.facts["over"] == "119"


def test_texts_of_channels_not_chosen_are_not_measured() -> None:
    assert amiss(announcement(captions={"x": "a" * 900}), "text_length") == []


def test_a_field_beyond_its_own_limit_is_refused() -> None:
    assert "field_too_long" in amiss(announcement(title="kata " * 40), "text_length")


def test_more_hashtags_than_the_channel_takes_only_warn() -> None:
    draft = announcement(captions={"instagram": "Halo #a #b #c #d #e #f"})
    (finding,) = [one for one in findings(draft) if not one.met]
    assert (finding.issue.key, finding.level) == ("hashtags_many", Level.RECOMMENDED)


def test_a_composed_text_keeps_every_mandatory_element() -> None:
    """S2.2: title, date, source and contact reach the public even when nobody wrote a caption."""
    draft = announcement()
    text = compose(draft.fields, "instagram", draft.kind, rules(), CONTACTS, draft.places)
    for words in (
        "Posyandu keliling",
        "20 November 2026",
        "Dinas Kesehatan",
        "Layanan Informasi 0717 4261000",
        "https://bangka.go.id/posyandu",
    ):
        assert words in text
    assert "Belinyu dan Riau Silip" in text
    assert "1. Bawa buku kesehatan anak\n2. Datang pukul delapan pagi" in text
    assert text.endswith("#KabupatenBangka #InfoPublik")


def test_a_composed_text_holds_nothing_internal() -> None:
    draft = announcement(first_comment="Lihat peta")
    text = compose(draft.fields, "instagram", draft.kind, rules(), CONTACTS, draft.places)
    assert "puskesmas" not in text
    assert "Lihat peta" not in text


def test_the_reason_for_no_link_stays_inside() -> None:
    draft = film()
    assert "Belum ada dokumen" not in compose(draft.fields, "instagram", draft.kind, rules("asri"), CONTACTS, draft.places)


def test_a_short_form_says_what_it_leaves_out() -> None:
    draft = announcement(channels=["x"])
    short = composition(draft.fields, "x", draft.kind, rules(), CONTACTS, draft.places)
    assert "Poin tindakan" in short.left_out
    assert "Dinas Kesehatan" in short.text
    (finding,) = [one for one in findings(draft) if not one.met]
    assert (finding.issue.key, finding.level) == ("text_shortened", Level.RECOMMENDED)


def test_a_channel_of_many_sentences_is_never_cut() -> None:
    """An eight-part warning too long for the channel is said to be too long, not shortened behind the writer's back."""
    draft = announcement(summary="kata " * 600)
    assert composition(draft.fields, "instagram", draft.kind, rules(), CONTACTS).left_out == ()
    assert "text_too_long" in amiss(draft, "text_length")


def test_official_prose_is_marked_hard() -> None:
    """S2.2 A2.1: simple language is measured, and the level is the playbook's."""
    (finding,) = [one for one in findings(announcement(summary=HARD)) if one.check == "plain_language" and not one.met]
    assert (finding.issue.key, finding.issue.about) == ("language_hard", "summary")
    assert finding.level is rules().checks["plain_language"]


def test_a_caption_is_measured_apart() -> None:
    (hard,) = [one for one in findings(announcement(captions={"facebook": HARD})) if one.check == "plain_language" and not one.met]
    assert hard.issue.about == "captions"


def test_an_abbreviation_must_be_explained_somewhere_in_the_form() -> None:
    assert amiss(announcement(summary="Daftar PMBK sekarang."), "abbreviations") == ["abbreviation_unexplained"]
    explained = announcement(title="PMBK dibuka", summary="Penerimaan Mitra Baru Kabupaten (PMBK) dibuka.")
    assert amiss(explained, "abbreviations") == []


@pytest.mark.parametrize(
    "text",
    ["NIK 1901024503990001", "1901 0245 0399 0001", "19.01.02.450399.0001", "1901-0205-0399-0001", "(1901020503990001)"],
)
def test_a_nik_is_found_in_any_spelling(text: str) -> None:
    """Day 45 is a woman's 5th."""
    (found,) = find(text)
    assert found.kind is PersonalKind.NIK
    assert "0503990" not in found.masked


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1111",  # a card: province 41 doesn't exist
        "1901023203990001",  # day 32
        "1901020513990001",  # month 13
        "123456789012345678",  # a post's id
        "Rp 1.901.020.503.990.001",
        "19010205039900",
    ],
)
def test_other_long_numbers_are_left_alone(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "0812-3456-7890",
        "+62 812 3456 7890",
        "6281234567890",
        "wa.me/6281234567890",
        "(0812) 3456789",
        "0812.3456.789",
        "+62 717 92110",
        "081234567890",
    ],
)
def test_a_telephone_number_is_found_in_any_spelling(text: str) -> None:
    (found,) = find(f"Hubungi {text} segera.")
    assert found.kind is PersonalKind.PHONE


@pytest.mark.parametrize(
    "text",
    ["112", "110, 113, 115, 117, 118, 119", "pukul 08.30-12.00 21 November", "0717 92110", "2026-11-21", "nomor 800/123/2026", "08.00"],
)
def test_emergency_numbers_times_and_offices_are_no_personal_numbers(text: str) -> None:
    assert find(f"Hubungi {text} segera.") == ()


def test_two_numbers_side_by_side_are_two() -> None:
    assert len(find("0812 3456 7890 0813 1111 2222")) == 2


def test_a_number_of_the_directory_may_stand() -> None:
    assert amiss(announcement(summary="Telepon Pusdalops +62 812-7000-1122."), "personal_numbers") == []


def test_a_number_kept_for_verification_may_not_stand() -> None:
    assert amiss(announcement(summary="Telepon 0813 6000 3344."), "personal_numbers") == ["personal_phone"]


@pytest.mark.parametrize("field", ["title", "summary", "actions", "source", "first_comment"])
def test_personal_numbers_are_found_wherever_they_go_out(field: str) -> None:
    (finding,) = [one for one in findings(announcement(**{field: "Kirim ke 0812-3456-7890"})) if one.check == "personal_numbers"]
    assert finding.issue.about == field
    assert "3456" not in str(finding.issue.facts)


def test_personal_numbers_are_found_in_captions_and_alt_texts() -> None:
    assert amiss(announcement(captions={"facebook": "WA 081234567890"}), "personal_numbers") == ["personal_phone"]
    draft = replace(announcement(), files=(picture(alt="KTP milik 1901020503990001 dipegang warga"),))
    assert amiss(draft, "personal_numbers") == ["personal_nik"]


def test_internal_notes_may_hold_numbers() -> None:
    assert amiss(announcement(material_notes="Narasumber 0812-3456-7890"), "personal_numbers") == []
