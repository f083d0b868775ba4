"""The library: found by words and kind, versioned, retired but kept, reachable by the programme's team alone."""

import pytest

from data import files, media
from data.database import reading, transaction
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.governance.library import LibraryFile, LibraryItem, LibraryKind
from models.people import Person
from models.programmes import Programme
from tests.cast import Cast, Team
from tests.practising import joined, newcomer, opened


def file(name: str = "poster.pdf", content: bytes = b"%PDF-1.4 satu") -> LibraryFile:
    from models.base import now

    stored = files.keep(content)
    return LibraryFile(sha256=stored.sha256, name=name, type=stored.type, at=now())


def shelve(cast: Cast, team: Team, title: str = "Templat poster layanan", by: Person | None = None, **more) -> int:
    with transaction() as session:
        programme = Programme.find(team.programme.pk, session)
        kind = more.pop("kind", LibraryKind.TEMPLATE)
        given = more.pop("file", None) or file()
        return LibraryItem.add(programme, kind, title, given, cast.acting(by or team.koordinator, session), session, **more).pk


def do(cast: Cast, person: Person, item_id: int, verb):
    with transaction() as session:
        by = cast.acting(person, session)
        return verb(LibraryItem.current(item_id, None, by, session), by)


def found(cast: Cast, person: Person, team: Team, **asked) -> list[str]:
    with reading() as session:
        return [one.title for one in LibraryItem.shelf(team.programme.pk, cast.acting(person, session), session, **asked)[0]]


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_an_item_is_renewed_and_every_version_stays(cast: Cast, key: str) -> None:
    """S2.4"""
    team: Team = getattr(cast, key)
    item_id = shelve(cast, team, note="Ukuran 1080 x 1350")
    with pytest.raises(NotReady) as refused:
        do(cast, team.koordinator, item_id, lambda item, by: item.renew(file(), "sama", by))
    assert refused.value.issues[0].key == "library_same_file"
    do(cast, team.koordinator, item_id, lambda item, by: item.renew(file("poster-2.pdf", b"%PDF-1.4 dua"), "warna baru", by))
    with reading() as session:
        item = LibraryItem.find(item_id, cast.acting(team.desainer, session), session)
        assert [(one.number, one.change) for one in item.files] == [(1, ""), (2, "warna baru")]
        assert item.current_file.name == "poster-2.pdf"


def test_it_is_found_by_words_of_title_note_and_file_and_by_kind(cast: Cast) -> None:
    """S2.4"""
    shelve(cast, cast.simponi, note="ukuran 100% untuk Instagram", file=file("kabar.pdf", b"%PDF-1.4 a"))
    shelve(cast, cast.simponi, "Panduan gaya", kind=LibraryKind.GUIDE, file=file("gaya.pdf", b"%PDF-1.4 b"))
    shelve(cast, cast.asri, "Templat peringatan", file=file("awas.pdf", b"%PDF-1.4 c"))
    editor = cast.simponi.editor
    assert found(cast, editor, cast.simponi, words="POSTER 100%") == ["Templat poster layanan"]
    assert found(cast, editor, cast.simponi, words="gaya.pdf") == ["Panduan gaya"]
    assert found(cast, editor, cast.simponi, words="_") == []
    assert found(cast, editor, cast.simponi, kinds=[LibraryKind.GUIDE]) == ["Panduan gaya"]
    assert found(cast, editor, cast.asri) == []


def test_a_retired_item_is_kept_on_its_own_shelf_and_comes_back(cast: Cast) -> None:
    """S2.4"""
    item_id, keeper = shelve(cast, cast.simponi), cast.simponi.koordinator
    do(cast, keeper, item_id, lambda item, by: item.retire(by))
    assert found(cast, keeper, cast.simponi) == []
    assert found(cast, keeper, cast.simponi, retired=True) == ["Templat poster layanan"]
    with pytest.raises(WrongStage):
        do(cast, keeper, item_id, lambda item, by: item.renew(file("x.pdf", b"%PDF-1.4 x"), "lain", by))
    do(cast, keeper, item_id, lambda item, by: item.bring_back(by))
    assert found(cast, keeper, cast.simponi) == ["Templat poster layanan"]


def test_only_who_holds_the_right_keeps_it_and_only_the_team_reads_it(cast: Cast) -> None:
    """S2.4"""
    with pytest.raises(NotAllowed):
        shelve(cast, cast.simponi, by=cast.simponi.validator_unit)
    item_id = shelve(cast, cast.simponi)
    with pytest.raises(NotFound):
        do(cast, cast.simponi.validator_unit, item_id, lambda item, by: item.retire(by))
    with reading() as session:
        digest = LibraryItem.find(item_id, cast.acting(cast.leader, session), session).current_file.sha256
        assert LibraryFile.carrying(digest, cast.acting(cast.simponi.editor, session), session) is not None
        assert LibraryFile.carrying(digest, cast.acting(cast.asri.editor_teknis, session), session) is None


def test_bad_input_says_everything_that_is_wrong_and_writes_nothing(cast: Cast) -> None:
    """S2.4"""
    with pytest.raises(NotReady) as refused:
        shelve(cast, cast.simponi, "  ", link="http://contoh.id", note="n" * 2001)
    assert {one.key for one in refused.value.issues} == {"library_title_missing", "too_long", "library_link_bad"}
    assert found(cast, cast.simponi.koordinator, cast.simponi) == []


def test_a_pdf_shows_its_first_page_and_a_broken_one_shows_none() -> None:
    """S2.4"""
    import typst

    whole = typst.compile(b"= Panduan gaya")
    assert (media.first_page(whole) or b"").startswith(b"\xff\xd8\xff")
    assert media.first_page(b"%PDF-1.7 rusak %%EOF") is None


def test_a_practice_room_looks_at_the_shelf_of_its_programme_and_keeps_nothing(cast: Cast, at) -> None:
    """S2.4 S4.5: what stands on the other programme's shelf stays unseen, and nothing is put there from a room."""
    at("2026-11-16 09:00")
    item_id, other = shelve(cast, cast.simponi), shelve(cast, cast.asri, "Templat peringatan", file=file("awas.pdf", b"%PDF-1.4 c"))
    person, room_id = newcomer(cast.simponi), opened(cast, cast.simponi)
    joined(cast, person, room_id)
    with transaction() as session:
        inside = Person.acting(person.pk, session, room=room_id)
        shelf = LibraryItem.shelf(cast.simponi.programme.pk, inside, session)[0]
        theirs = LibraryItem.shelf(cast.asri.programme.pk, inside, session)[0]
        assert ([one.pk for one in shelf], theirs) == ([item_id], [])
        assert LibraryFile.carrying(shelf[0].current_file.sha256, inside, session) is not None
        with pytest.raises(NotFound):
            LibraryItem.find(other, inside, session)
        with pytest.raises(NotAllowed):
            LibraryItem.current(item_id, None, inside, session).retire(inside)
