"""Two editors at once: what goes together goes together, the rest is a choice, nothing is lost."""

from typing import Any

from models.content.merging import merge

BASE = {"title": "Posyandu", "summary": "Mulai Senin.", "actions": "Datang"}


def file(media_id: int, alt: str = "", people: str = "") -> dict[str, Any]:
    return {"media_id": media_id, "purpose": "visual", "alt": alt, "people": people}


def test_changes_in_different_fields_go_together() -> None:
    done = merge((BASE, []), ({**BASE, "summary": "Mulai Selasa."}, []), ({**BASE, "title": "Posyandu keliling"}, []))
    assert done.fields == {"title": "Posyandu keliling", "summary": "Mulai Selasa.", "actions": "Datang"}
    assert (done.conflicts, done.mine, done.theirs) == ((), ("summary",), ("title",))


def test_the_same_change_twice_is_one() -> None:
    done = merge((BASE, []), ({**BASE, "title": "Sama"}, []), ({**BASE, "title": "Sama"}, []))
    assert (done.fields["title"], done.conflicts) == ("Sama", ())


def test_both_changed_the_same_field_is_a_choice_that_keeps_both_texts() -> None:
    done = merge((BASE, []), ({**BASE, "title": "Punyaku"}, []), ({**BASE, "title": "Punyanya"}, []))
    assert [(one.base, one.mine, one.theirs) for one in done.conflicts] == [("Posyandu", "Punyaku", "Punyanya")]
    assert done.settled({"title": "Gabungan"})[0]["title"] == "Gabungan"
    assert done.settled({})[0]["title"] == "Punyaku"


def test_a_field_one_emptied_and_the_other_rewrote_is_a_choice() -> None:
    done = merge((BASE, []), ({**BASE, "actions": ""}, []), ({**BASE, "actions": "Datang pagi"}, []))
    assert done.conflicts[0].mine is None
    assert "actions" not in done.settled({"actions": ""})[0]


def test_files_added_by_both_are_both_kept_and_alt_texts_of_one_stay() -> None:
    done = merge((BASE, [file(1)]), (BASE, [file(1, alt="Balita ditimbang"), file(2)]), (BASE, [file(1), file(3)]))
    assert {one["media_id"]: one["alt"] for one in done.files} == {1: "Balita ditimbang", 2: "", 3: ""}
    assert done.conflicts == ()


def test_a_file_taken_out_by_one_and_described_by_the_other_is_a_choice() -> None:
    done = merge((BASE, [file(1)]), (BASE, [file(1, alt="Balita")]), (BASE, []))
    assert [(one.key, one.theirs) for one in done.conflicts] == [("file:1", None)]
    assert done.settled({"file:1": None})[1] == []
    assert [one["alt"] for one in done.settled({})[1]] == ["Balita"]


def test_the_order_i_gave_the_pictures_stays() -> None:
    done = merge((BASE, [file(1), file(2)]), (BASE, [file(2), file(1)]), (BASE, [file(1), file(2), file(3)]))
    assert [one["media_id"] for one in done.files] == [2, 1, 3]
