"""Writing: drafts save half-filled, only the stage's own part may change, nothing is overwritten, rules bite at submit."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from data.database import reading as view
from data.database import transaction
from models.actors import SYSTEM
from models.base import now
from models.content.contents import Content
from models.content.media import Media, MediaRole
from models.content.revisions import Revision
from models.content.working_copies import WorkingCopy
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, OutOfDate
from models.people import Person
from models.programmes import Programme
from models.public.service_hours import USUAL_WEEK, ServiceHours
from tests.cast import Cast

TITLE = "Posyandu keliling hadir di enam desa"


def begin(cast: Cast, writer: Person | None = None, **given: Any) -> int:
    """A SIMPONI announcement at its first stage; the id."""
    with transaction() as session:
        programme = working(cast.simponi.programme, session)
        by = cast.acting(writer or cast.simponi.editor, session)
        options = {"kind": "pengumuman", "format": "infografis", "title": TITLE, **given}
        return Content.begin(programme, by=by, session=session, **options).pk


def working(programme: Programme, session: Session) -> Programme:
    """The programme with service hours, which deadlines are counted in."""
    found = Programme.find(programme.pk, session)
    if not ServiceHours.history(found.pk, session):
        ServiceHours.set(found, USUAL_WEEK, date(2026, 1, 1), SYSTEM, session)
        session.flush()
    return found


@contextmanager
def at_desk(cast: Cast, content_id: int, person: Person) -> Iterator[tuple[Content, Any]]:
    with transaction() as session:
        by = cast.acting(person, session)
        yield Content.current(content_id, None, by, session), by


def drafted(cast: Cast, **given: Any) -> int:
    """An announcement at the stage where its text is written."""
    content_id = begin(cast, unit_id=cast.unit.pk, **given)
    with at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        content.submit(by)
    return content_id


def picture(name: str = "posyandu.jpg", role: MediaRole = MediaRole.FILE) -> Media:
    found = {"kind": "image", "format": "jpeg", "size": 800_000, "width": 1080, "height": 1350}
    return Media(role=role, sha256=name.ljust(64, "0"), name=name, type="image/jpeg", by_id=None, at=now(), found=found)


def fields_of(content_id: int) -> dict[str, Any]:
    with view() as session:
        return session.exec(select(Revision).where(Revision.content_id == content_id).order_by(Revision.number.desc())).first().fields


def test_a_content_begins_at_the_first_stage_with_its_first_revision_and_a_deadline(cast: Cast, reading: Session) -> None:
    """S3.1: the flow begins with the material."""
    content = Content.find(begin(cast), cast.acting(cast.simponi.editor, reading), reading)
    assert (content.stage, content.state, content.revision_number) == ("bahan", "draft", 1)
    assert content.due_at is not None
    assert [one.action for one in Entry.of(content, reading)] == ["content.begun"]


def test_who_may_not_write_begins_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        begin(cast, cast.simponi.mentor)
    with pytest.raises(NotAllowed):
        begin(cast, cast.simponi.admin_teknis)


def test_the_emergency_lane_asks_its_own_right_and_a_reason(cast: Cast) -> None:
    with pytest.raises(NotReady) as refused:
        begin(cast, cast.simponi.admin_teknis, lane="emergency")
    assert [one.key for one in refused.value.issues] == ["reason_missing"]
    assert begin(cast, cast.simponi.admin_teknis, lane="emergency", reason="Jembatan putus, warga terjebak.")


def test_the_short_way_is_for_what_answers_something(cast: Cast) -> None:
    """A3.3: nothing new begins on it, and what has no cause to name waits like everything else. Seen red without `_wrong_cause`."""
    with pytest.raises(NotReady) as nothing_answered:
        begin(cast, lane="fast")
    assert [one.key for one in nothing_answered.value.issues] == ["fast_lane_needs_cause"]
    with transaction() as session:
        by, programme = cast.acting(cast.simponi.editor, session), working(cast.simponi.programme, session)
        old = Content.find(begin_in(programme, by, session), by, session)
        assert Content.begin(programme, "pengumuman", "infografis", TITLE, by, session, lane="fast", cause=old).stage == "draf_cepat"
        assert "fast" not in {lane.key for lane in Content.lanes_open_to(by, programme)}
        with pytest.raises(NotReady):
            Content.begin(programme, "pengumuman", "infografis", TITLE, by, session, cause=old)


def begin_in(programme: Programme, by: Any, session: Session) -> int:
    content = Content.begin(programme, "pengumuman", "infografis", TITLE, by, session)
    session.flush()
    return content.pk


def test_a_wrong_beginning_tells_all_that_is_wrong_at_once(cast: Cast) -> None:
    with pytest.raises(NotReady) as refused:
        begin(cast, kind="edukasi", format="foto", title=" ", lane="cepat", unit_id=4711)
    assert {one.key for one in refused.value.issues} == {"format_unknown", "title_missing", "lane_unknown", "unit_unknown"}


def test_a_half_filled_draft_saves(cast: Cast) -> None:
    content_id = drafted(cast)
    with at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        assert content.save(by, {"title": TITLE, "summary": " Mulai Senin,\r\npetugas datang. ", "hashtags": ""}, [], base=1)
    assert fields_of(content_id) == {"title": TITLE, "summary": "Mulai Senin,\npetugas datang."}


def test_saving_the_same_again_makes_no_revision(cast: Cast) -> None:
    content_id = drafted(cast)
    with at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        assert content.save(by, {"title": f" {TITLE} ", "captions": {"x": " "}, "contact": []}, [], base=1) is None
        assert content.revision_number == 1


def test_only_what_the_stage_edits_may_change(cast: Cast) -> None:
    """S3.1: at the material stage nobody writes the summary yet; the designer doesn't touch the validated text."""
    content_id = begin(cast)
    with pytest.raises(NotAllowed) as refused, at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        content.save(by, {"title": TITLE, "summary": "Terlalu cepat.", "actions": "Datang"}, [], base=1)
    assert [one.about for one in refused.value.issues] == ["actions", "summary"]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ["daftar"]}, {"summary": {"a": "b"}}, {"contact": ["1"]}, {"channels": "x"}, {"official_link": "https://a.go.id"},
        {"captions": {"x": 3}}, {"summary": "a" * 20_001}, {"rahasia": "x"}, {"location": [None]}, {"contact": [True]},
    ],
)  # fmt: skip
def test_forged_values_are_refused_and_nothing_is_kept(cast: Cast, fields: dict[str, Any]) -> None:
    content_id = drafted(cast)
    with pytest.raises(NotAllowed), at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        content.save(by, {"title": TITLE, **fields}, [], base=1)
    assert fields_of(content_id) == {"title": TITLE}


def test_the_second_editor_overwrites_nothing_and_learns_who_saved(cast: Cast) -> None:
    content_id, (first, second) = drafted(cast), (cast.simponi.editor, cast.simponi.second("editor"))
    with at_desk(cast, content_id, first) as (content, by):
        content.save(by, {"title": TITLE, "summary": "Tulisan pertama."}, [], base=1)
    with pytest.raises(OutOfDate) as refused, at_desk(cast, content_id, second) as (content, by):
        content.save(by, {"title": TITLE, "summary": "Tulisan kedua."}, [], base=1)
    facts = refused.value.issues[0].facts
    assert (facts["number"], facts["who"]) == (2, first.name)
    assert fields_of(content_id)["summary"] == "Tulisan pertama."


def test_autosave_keeps_a_copy_of_ones_own_and_makes_no_revision_and_no_entry(cast: Cast, reading: Session) -> None:
    content_id = drafted(cast)
    with at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        assert content.autosave(by, {"title": TITLE, "summary": "Setengah"}, [], base=1, seen=0).version == 1
    with at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        assert content.autosave(by, {"title": TITLE, "summary": "Setengah jadi"}, [], base=1, seen=1).version == 2
    content = Content.find(content_id, cast.acting(cast.simponi.editor, reading), reading)
    assert content.revision_number == 1
    assert "content.saved" not in {one.action for one in Entry.of(content, reading)}
    assert WorkingCopy.of(content_id, cast.simponi.second("editor").pk, reading) is None


def test_autosave_from_a_second_window_never_overwrites_the_first(cast: Cast, reading: Session) -> None:
    """Thirteen doors: autosave without a version."""
    content_id = drafted(cast)
    with at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        content.autosave(by, {"title": TITLE, "summary": "Jendela satu"}, [], base=1, seen=0)
    with pytest.raises(OutOfDate), at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        content.autosave(by, {"title": TITLE, "summary": "Jendela dua"}, [], base=1, seen=0)
    assert WorkingCopy.of(content_id, cast.simponi.editor.pk, reading).fields["summary"] == "Jendela satu"


def test_autosave_of_what_somebody_else_may_edit_only_is_refused(cast: Cast) -> None:
    content_id = drafted(cast)
    with pytest.raises(NotAllowed), at_desk(cast, content_id, cast.simponi.desainer) as (content, by):
        content.autosave(by, {"title": TITLE, "summary": "Bukan tugas saya"}, [], base=1, seen=0)


def test_an_old_copy_survives_a_colleagues_revision_and_ends_with_ones_own(cast: Cast) -> None:
    content_id, (first, second) = drafted(cast), (cast.simponi.editor, cast.simponi.second("editor"))
    with at_desk(cast, content_id, first) as (content, by):
        content.autosave(by, {"title": TITLE, "summary": "Belum disimpan"}, [], base=1, seen=0)
    with at_desk(cast, content_id, second) as (content, by):
        content.save(by, {"title": TITLE, "source": "Dinas Kesehatan"}, [], base=1)
    with at_desk(cast, content_id, first) as (content, by):
        copy = WorkingCopy.of(content_id, first.pk, content.session)
        assert (copy.base, copy.fields["summary"]) == (1, "Belum disimpan")
        content.save(by, {"title": TITLE, "summary": "Belum disimpan", "source": "Dinas Kesehatan"}, [], base=2)
        assert WorkingCopy.of(content_id, first.pk, content.session) is None


def test_a_file_of_another_content_is_not_found_here(cast: Cast) -> None:
    mine, other = (begin(cast, cast.simponi.editor, lane="emergency", reason="Uji jalur") for _ in range(2))
    with at_desk(cast, other, cast.simponi.editor) as (content, by):
        foreign = content.add_file(by, picture()).pk
    with pytest.raises(NotAllowed) as refused, at_desk(cast, mine, cast.simponi.editor) as (content, by):
        content.save(by, {"title": TITLE}, [{"media_id": foreign}], base=1)
    assert refused.value.issues[0].key == "file_unknown"


@pytest.mark.parametrize("odd", [{"purpose": "iklan"}, {"people": "entah"}, {"alt": 5}, {"sha256": "0"}, {"media_id": "1"}])
def test_forged_file_entries_are_refused(cast: Cast, odd: dict[str, Any]) -> None:
    content_id = begin(cast, lane="emergency", reason="Uji jalur")
    with at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        media_id = content.add_file(by, picture()).pk
    with pytest.raises(NotAllowed), at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        content.save(by, {"title": TITLE}, [{"media_id": media_id, **odd}], base=1)


def test_a_proof_or_letter_is_no_file_of_the_text(cast: Cast) -> None:
    content_id = begin(cast, lane="emergency", reason="Uji jalur")
    with at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        letter = content.attach(picture("surat.jpg", MediaRole.LETTER), by)
        content.log("content.file_added", by, [letter], media=letter, sha256=letter.sha256, type=letter.type)
    with pytest.raises(NotAllowed), at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        content.save(by, {"title": TITLE}, [{"media_id": letter.pk}], base=1)


def test_where_only_material_may_be_added_a_picture_isnt_published(cast: Cast) -> None:
    content_id = drafted(cast)
    with at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        media_id = content.add_file(by, picture()).pk
        assert content.save(by, {"title": TITLE}, [{"media_id": media_id, "purpose": "material"}], base=1)
    with pytest.raises(NotAllowed) as refused, at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        content.save(by, {"title": TITLE}, [{"media_id": media_id, "purpose": "visual"}], base=2)
    assert {one.about for one in refused.value.issues} == {"files", "alts"}


def test_submitting_is_refused_with_every_open_requirement_at_once(cast: Cast) -> None:
    """S2.1 S2.2: summary, action points, document link, title, date, source and contact are mandatory."""
    content_id = drafted(cast)
    with pytest.raises(NotReady) as refused, at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        content.submit(by)
    missing = {"info_date", "summary", "actions", "source", "contact", "official_link", "channels"}
    assert missing <= {one.about for one in refused.value.issues}


def test_an_asri_draft_wants_place_contact_and_a_call_to_action(cast: Cast) -> None:
    """A2.1 A2.2: title, date, data source, emergency contact, location tag and what to do."""
    with transaction() as session:
        by = cast.acting(cast.asri.editor_teknis, session)
        programme = working(cast.asri.programme, session)
        content_id = Content.begin(
            programme, "edukasi_mitigasi", "video_singkat", "Air naik", by, session, lane="emergency", reason="Banjir malam ini"
        ).pk
    with pytest.raises(NotReady) as refused, at_desk(cast, content_id, cast.asri.editor_teknis) as (content, by):
        content.submit(by)
    assert {"info_date", "source", "contact", "location", "actions", "files"} <= {one.about for one in refused.value.issues}


def test_a_technical_unit_has_to_be_named_before_it_is_asked(cast: Cast) -> None:
    """S3.1: the text goes to the unit that owns the information."""
    content_id = begin(cast)
    with at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        content.submit(by)
        assert "unit_not_named" in {one.key for one in content.objections_to_submitting(by)}
        content.plan(by, planned_for=None, unit_id=cast.unit.pk)
        assert "unit_not_named" not in {one.key for one in content.objections_to_submitting(by)}


def test_the_form_says_which_hat_is_missing_before_anybody_writes(cast: Cast) -> None:
    """DAYS 3.1: a team too small for three different people learns it when the draft begins."""
    with transaction() as session:
        programme, writer = Programme.find(cast.simponi.programme.pk, session), cast.simponi.editor
        assert Content.missing_hats(programme, "normal", writer.pk, session) == ()
        for mentor in cast.simponi.people["mentor"]:
            mentor = Person.find(mentor.pk, session)
            mentor.assignments[0].end(by=Person.acting(cast.admin.pk, session))
        session.flush()
        assert [one.key for one in Content.missing_hats(programme, "normal", writer.pk, session)] == ["validasi_mentor"]


def test_a_foreign_content_is_not_found(cast: Cast) -> None:
    content_id = drafted(cast)
    for person in (cast.asri.editor_teknis, cast.nobody, cast.simponi.validator_unit):
        with pytest.raises(NotFound), at_desk(cast, content_id, person):
            pass


def test_an_edit_of_an_empty_field_to_empty_reopens_nothing(cast: Cast) -> None:
    """Absent and empty are one value in every hash of what a decision covers."""
    content_id = drafted(cast)
    with at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        before = content.covered(["hashtags", "captions", "contact"])
        content.save(by, {"title": "Judul lain", "hashtags": " ", "captions": {}, "contact": []}, [], base=1)
        assert content.covered(["hashtags", "captions", "contact"]) == before


def test_the_planned_hour_moves_the_deadline(cast: Cast) -> None:
    content_id, hour = begin(cast), datetime(2026, 12, 15, 2, 0, tzinfo=UTC)
    with at_desk(cast, content_id, cast.simponi.editor) as (content, by):
        content.plan(by, planned_for=hour, unit_id=None)
        first = content.due_at
        content.plan(by, planned_for=hour + timedelta(days=7), unit_id=None)
        assert first is not None
        assert content.due_at > first


def test_only_who_publishes_or_records_decisions_brings_proofs_and_letters(cast: Cast) -> None:
    """S3.4: a proof is evidence, so a designer can't add one. Seen red without `may_document`."""
    content_id = begin(cast)
    for role in (MediaRole.PROOF, MediaRole.LETTER):
        with pytest.raises(NotAllowed), at_desk(cast, content_id, cast.simponi.desainer) as (content, by):
            content.add_file(by, picture("bukti.jpg", role))
