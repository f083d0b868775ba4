"""The plain-language meter tells an easy Indonesian text from an official one, and points at the place."""

import pytest

from models.content.language import TroubleKind, Verdict, measure
from models.playbooks import Language

RULES = Language(long_word_letters=13, known_abbreviations=("KTP", "WIB", "RT", "RW"))
EASY = "Air sungai naik sejak pukul 02.10 WIB. Pindahkan barang ke tempat tinggi. Matikan listrik di rumah. Ikuti arahan petugas RT 03."
OFFICIAL = (
    "Dalam rangka mendukung terwujudnya tata kelola pemerintahan yang baik, pemerintah daerah menyelenggarakan kegiatan sosialisasi yang "
    "dimaksudkan untuk meningkatkan pemahaman masyarakat mengenai persyaratan dan tata cara pengurusan dokumen kependudukan di wilayahnya."
)


def abbreviations(text: str, *names: str) -> list[str]:
    return [trouble.text for trouble in measure(text, RULES, names).of(TroubleKind.ABBREVIATION)]


def starts(text: str) -> list[str]:
    return [sentence.text for sentence in measure(text, RULES).sentences]


def test_short_sentences_of_short_words_are_easy() -> None:
    """S2.2: simple language."""
    reading = measure(EASY, RULES)
    assert (reading.verdict, reading.words, len(reading.sentences)) == (Verdict.EASY, 19, 4)


def test_an_official_sentence_is_hard() -> None:
    reading = measure(OFFICIAL, RULES)
    assert reading.verdict is Verdict.HARD
    assert reading.of(TroubleKind.LONG_SENTENCE)[0].text == OFFICIAL
    assert "kependudukan" not in [trouble.text for trouble in reading.of(TroubleKind.LONG_WORD)]
    assert "menyelenggarakan" in [trouble.text for trouble in reading.of(TroubleKind.LONG_WORD)]


def test_one_long_sentence_among_short_ones_is_fairly_easy() -> None:
    assert measure(EASY + " " + " ".join(["kata"] * 21) + ".", RULES).verdict is Verdict.FAIRLY_EASY


def test_the_marked_span_is_the_very_word() -> None:
    text = f"{EASY}\n\n{OFFICIAL}"
    for sentence in measure(text, RULES).sentences:
        assert text[sentence.start : sentence.end] == sentence.text
        for trouble in sentence.troubles:
            assert text[trouble.start : trouble.end] == trouble.text


def test_a_text_without_words_has_no_verdict() -> None:
    for text in ("", "   \n", "123 !!! …", "https://bangka.go.id"):
        assert measure(text, RULES).verdict is None


def test_lix_is_bjornssons() -> None:
    """Ten words, two sentences, three words over six letters: 5 + 30."""
    assert measure("Warga menyiapkan tas siaga hari ini. Petugas datang sebelum sore.", RULES).lix == 35.0


def test_titles_initials_and_streets_do_not_end_a_sentence() -> None:
    assert len(starts("Ir. H. Abdul dan dr. Rina datang ke Jl. A. Yani No. 5. Acara dimulai pukul 08.00.")) == 2


def test_a_list_number_belongs_to_its_line() -> None:
    assert starts("1. Matikan listrik\n2. Keluar rumah") == ["1. Matikan listrik", "2. Keluar rumah"]


def test_and_so_on_may_end_a_sentence() -> None:
    assert len(starts("Bawa obat, senter, dll. Lalu pergi.")) == 2
    assert len(starts("Bawa obat, senter, dll. ke posko.")) == 1


def test_links_tags_and_numbers_are_no_words() -> None:
    assert (
        measure("Buka https://bangka.go.id/penyelenggaraan-pelayanan #PelayananAdministrasi @kesiapsiagaanbencana 2026", RULES).words == 1
    )


def test_doubled_words_are_as_long_as_their_part() -> None:
    assert measure("Baca undang-undang ini.", RULES).of(TroubleKind.LONG_WORD) == ()


def test_names_are_not_blamed_for_their_length() -> None:
    assert measure("Warga Kotawaringinbaru hadir.", RULES).of(TroubleKind.LONG_WORD) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Daftar lewat PMBK sekarang.", ["PMBK"]),
        ("PENDAFTARAN PMBK SDN DIBUKA\nDaftar di sekolah.", ["PMBK", "SDN"]),
        ("Bayar di SMP/SMA terdekat.", ["SMP", "SMA"]),
        ("Info BMKG dan BMKG lagi.", ["BMKG"]),
    ],
)
def test_an_abbreviation_nobody_explained_is_marked_once(text: str, found: list[str]) -> None:
    assert abbreviations(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Badan Penanggulangan Bencana Daerah (BPBD) siaga. BPBD membuka posko.",
        "BPBD membuka posko. Badan Penanggulangan Bencana Daerah (BPBD) siaga.",
        "Warga ODP (orang dalam pemantauan) tetap di rumah.",
        "Bawa KTP ke RT 03/RW 01 pukul 08.00 WIB.",
        "Triwulan III dan kelas XII.",
        "JANGAN menyentuh kabel.",
        "AWAS BANJIR ROB",
        "PERHATIAN untuk warga.",
        "Gempa di SUMATERA terasa.",
        "Banjir di Bakam. Warga BAKAM siaga.",
        "Ikuti #BPBD @BPBD atau https://x.id/BPBD",
    ],
)
def test_what_is_explained_known_roman_or_emphasis_is_left_alone(text: str) -> None:
    assert abbreviations(text) == []


def test_names_of_kecamatan_are_no_abbreviations() -> None:
    assert abbreviations("Kecamatan BAKAM dan PEMALI.", "Bakam", "Pemali") == []


def test_brackets_around_something_else_explain_nothing() -> None:
    assert abbreviations("Dinas Kesehatan (lihat PMBK).") == ["PMBK"]
    assert abbreviations("Warga setempat (PMBK) hadir.") == ["PMBK"]
