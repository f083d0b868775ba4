"""What changed is shown word by word and file by file, and nothing of it is lost."""

from dataclasses import replace
from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st

from models.content.differences import Change, FileChange, Segment, between, between_files, between_texts
from tests.models.good_drafts import picture, video


def said(before: str, after: str) -> list[tuple[str, str]]:
    return [(segment.kind.value, segment.text) for segment in between_texts(before, after)]


def test_one_word_changed_is_one_word_shown() -> None:
    assert said("Air naik di Belinyu.", "Air surut di Belinyu.") == [
        ("same", "Air "),
        ("removed", "naik "),
        ("added", "surut "),
        ("same", "di Belinyu."),
    ]


def test_words_added_at_the_end_leave_the_last_word_alone() -> None:
    assert said("Air naik", "Air naik cepat") == [("same", "Air naik "), ("added", "cepat")]


def test_a_number_changes_as_a_whole() -> None:
    assert ("removed", "08.30 ") in said("pukul 08.30 WIB", "pukul 08.45 WIB")


def test_the_same_text_has_no_difference() -> None:
    assert between_texts("Air naik", "Air naik") == (Segment(Change.SAME, "Air naik"),)
    assert between_texts("", "") == ()


def test_a_paragraph_joined_is_seen() -> None:
    assert any(kind != "same" for kind, _ in said("Satu.\n\nDua.", "Satu. Dua."))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab .,\n-9é", max_size=60), st.text(alphabet="ab .,\n-9é", max_size=60))
def test_both_texts_can_be_read_from_the_difference(before: str, after: str) -> None:
    segments = between_texts(before, after)
    assert "".join(one.text for one in segments if one.kind is not Change.REMOVED) == after
    assert "".join(one.text for one in segments if one.kind is not Change.ADDED).replace(" ", "") == before.replace(" ", "")


def test_a_pasted_book_does_not_hold_the_server() -> None:
    began = perf_counter()
    between_texts("air naik lagi\n" * 10000, "lagi air surut\n" * 10000)
    assert perf_counter() - began < 5


def test_only_changed_fields_are_named_and_captions_one_by_one() -> None:
    before = {"title": "Air naik", "captions": {"instagram": "a", "x": "b"}, "location": ["19.01.01"]}
    after = {"title": "Air naik", "captions": {"instagram": "a", "x": "c"}, "location": ["19.01.01", "19.01.02"]}
    difference = between(before, after)
    assert [(one.key, one.part) for one in difference.fields] == [("captions", "x"), ("location", "")]


def test_keys_and_ids_are_worded_by_whoever_shows_them() -> None:
    difference = between({"location": ["1"]}, {"location": ["2"]}, spoken=lambda key, value: {"1": "Bakam", "2": "Pemali"}[value[0]])
    assert (difference.fields[0].before, difference.fields[0].after) == ("Bakam", "Pemali")


def test_an_absent_field_and_an_empty_one_are_the_same() -> None:
    assert not between({"title": "A"}, {"title": "A", "summary": ""})


def test_a_field_emptied_is_a_difference() -> None:
    (difference,) = between({"summary": "Air naik"}, {}).fields
    assert (difference.before, difference.after) == ("Air naik", "")


def test_a_link_replaced_by_a_reason_shows_both() -> None:
    difference = between({"official_link": {"url": "https://a.go.id"}}, {"official_link": {"none": "Belum terbit"}})
    assert {(one.part, one.before, one.after) for one in difference.fields} == {
        ("url", "https://a.go.id", ""),
        ("none", "", "Belum terbit"),
    }


def test_files_are_added_removed_edited_or_moved() -> None:
    one, two, three = picture(1), picture(2), video(3)
    assert [change.kind for change in between_files([one, two], [two, one])] == [FileChange.MOVED, FileChange.MOVED]
    assert [change.kind for change in between_files([one], [one, three])] == [FileChange.ADDED]
    assert [change.kind for change in between_files([one, two], [two])] == [FileChange.REMOVED]
    (edited,) = between_files([one], [replace(one, alt="Kader tersenyum")])
    assert (edited.kind, edited.changed) == (FileChange.EDITED, ("alt",))
