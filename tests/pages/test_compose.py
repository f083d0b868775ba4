"""/draf as its users see it: lists, beginning, writing, two at once, files, submitting."""

import io
from typing import Any

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from data.database import reading, transaction
from models.actors import SYSTEM
from models.base import now
from models.content.contents import Content
from models.content.publishing import Report
from models.content.working_copies import WorkingCopy
from models.entries import Entry
from models.people import Assignment, Person
from pages.work.compose import desk
from tests.cast import Cast
from tests.pages.conftest import OpenPage
from tests.story import Story


def words(at: AppTest) -> str:
    """Everything a reader sees, in one text."""
    kinds = (at.title, at.subheader, at.markdown, at.caption, at.text, at.error, at.warning, at.info, at.toast)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")


def sound(at: AppTest) -> AppTest:
    """Nothing unexpected happened."""
    assert not at.exception
    assert "kode" not in "".join(str(one.value) for one in at.error)
    return at


def field(story: Story, name: str) -> str:
    return f"isi-{story.content_id}-{name}"


def revision(story: Story) -> tuple[int, dict[str, Any]]:
    with reading() as session:
        content = story.look(story.team.koordinator, session)
        assert content.revision is not None
        return content.revision_number, dict(content.revision.fields)


def copy_of(story: Story, person: Person) -> dict[str, Any] | None:
    with reading() as session:
        copy = WorkingCopy.of(story.content_id, person.pk, session)
        return dict(copy.fields) if copy else None


def jpeg(size: tuple[int, int] = (1080, 1350)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "#0B5C8C").save(file, "JPEG")
    return file.getvalue()


def test_the_programme_chosen_in_the_frame_narrows_the_lists(cast: Cast, open_page: OpenPage) -> None:
    with transaction() as session:
        person = Person.find(cast.simponi.editor.pk, session)
        Assignment.give(person, "editor_teknis", SYSTEM, session, programme=cast.asri.programme)
    ours, theirs = Story.simponi(cast), Story.asri(cast).to("draf")
    at = sound(open_page(cast.simponi.editor, "draf"))
    assert {f"desk-{ours.content_id}", f"desk-{theirs.content_id}"} <= {one.key for one in at.button}
    at = sound(open_page(cast.simponi.editor, "draf", program=cast.asri.programme.name))
    assert [one.key for one in at.button if (one.key or "").startswith("desk-")] == [f"desk-{theirs.content_id}"]


def test_an_empty_desk_says_what_to_do_next(cast: Cast, open_page: OpenPage) -> None:
    at = sound(open_page(cast.simponi.editor, "draf"))
    assert "Tidak ada yang dikembalikan" in words(at)
    assert "Mulai dengan Konten baru" in words(at)


def test_the_list_shows_what_came_back_and_what_is_begun_and_one_click_opens_it(cast: Cast, open_page: OpenPage) -> None:
    back, begun = Story.simponi(cast, "KTP keliling"), Story.simponi(cast, "Posyandu keliling")
    back.to("validasi_unit").send_back()
    at = sound(open_page(cast.simponi.editor, "draf"))
    assert "KTP keliling" in words(at)
    sound(at.button(key=f"desk-{begun.content_id}").click().run())
    assert [one.value for one in at.title] == ["Posyandu keliling"]


def test_who_only_reads_is_offered_no_new_content(cast: Cast, open_page: OpenPage) -> None:
    at = sound(open_page(cast.leader, "draf", baru=1))
    assert "tidak mencakup membuat konten" in words(at)


def test_a_new_content_begins_in_the_form_and_opens(cast: Cast, open_page: OpenPage) -> None:
    Story.simponi(cast)
    at = sound(open_page(cast.simponi.editor, "draf", baru=1))
    assert "masih punya pemutus" in words(at)
    at.text_input(key="begin-title").set_value("Layanan samsat keliling")
    sound(at.button(key="start").click().run())
    assert [one.value for one in at.title] == ["Layanan samsat keliling"]
    assert "Pengumpulan bahan" in words(at)


def test_a_beginning_without_a_title_says_so_and_keeps_the_rest(cast: Cast, open_page: OpenPage) -> None:
    at = sound(open_page(cast.simponi.editor, "draf", baru=1))
    at.radio(key=f"begin-kind-{cast.simponi.programme.pk}").set_value("edukasi").run()
    at.button(key="start").click().run()
    assert "Judul belum diisi" in words(at)
    assert at.radio(key=f"begin-kind-{cast.simponi.programme.pk}").value == "edukasi"


def test_the_emergency_lane_shows_its_own_way_and_asks_why(cast: Cast, open_page: OpenPage) -> None:
    Story.simponi(cast)
    at = sound(open_page(cast.simponi.editor, "draf", baru=1))
    sound(at.segmented_control(key=f"begin-lane-{cast.simponi.programme.pk}").set_value("emergency").run())
    assert "Persetujuan darurat" in words(at)
    at.text_input(key="begin-title").set_value("Jembatan putus")
    at.button(key="start").click().run()
    assert "Alasan belum diisi" in words(at)


def test_typing_is_kept_without_a_revision_and_survives_leaving(cast: Cast, open_page: OpenPage) -> None:
    story = Story.simponi(cast).to("draf")
    number = revision(story)[0]
    at = sound(open_page(cast.simponi.editor, "draf", id=story.content_id))
    sound(at.text_area(key=field(story, "summary")).set_value("Mulai Senin, petugas datang.").run())
    assert "Tersimpan otomatis" in words(at)
    assert revision(story)[0] == number
    again = sound(open_page(cast.simponi.editor, "draf", id=story.content_id))
    assert again.text_area(key=field(story, "summary")).value == "Mulai Senin, petugas datang."


def test_saving_makes_a_revision_and_ends_the_copy(cast: Cast, open_page: OpenPage) -> None:
    story = Story.simponi(cast).to("draf")
    number = revision(story)[0]
    at = sound(open_page(cast.simponi.editor, "draf", id=story.content_id))
    at.text_input(key=field(story, "source")).set_value("Dinas Kesehatan")
    sound(at.button(key="save").click().run())
    assert revision(story)[0] == number + 1
    assert revision(story)[1]["source"] == "Dinas Kesehatan"
    assert copy_of(story, cast.simponi.editor) is None


def test_what_is_open_stands_under_its_field_and_in_the_panel_with_a_link_to_it(cast: Cast, open_page: OpenPage) -> None:
    """S2.1 S2.2: open requirements advise while writing."""
    story = Story.simponi(cast).to("draf")
    at = sound(open_page(cast.simponi.editor, "draf", id=story.content_id))
    assert f"[Sumber belum diisi](#ke-at-{field(story, 'source')})" in words(at)
    assert words(at).count("Sumber belum diisi") >= 2
    assert "(saran)" in words(at)
    assert at.button(key="submit").disabled


def test_a_complete_draft_is_saved_and_submitted_at_once(cast: Cast, open_page: OpenPage) -> None:
    story = Story.simponi(cast).to("validasi_unit")
    story.send_back()
    at = sound(open_page(cast.simponi.editor, "draf", id=story.content_id))
    assert "mengembalikan draf ini" in words(at)
    at.text_area(key=field(story, "summary")).set_value("Vaksin anak gratis di semua puskesmas. Datang pagi hari, ya.")
    sound(at.button(key="submit").click().run())
    assert (story.stage, revision(story)[1]["summary"]) == ("validasi_unit", "Vaksin anak gratis di semua puskesmas. Datang pagi hari, ya.")
    assert "dikerjakan oleh Validator Unit Teknis" in words(at)


def test_the_template_fills_only_what_is_empty(cast: Cast, open_page: OpenPage) -> None:
    story = Story.simponi(cast).to("draf")
    at = sound(open_page(cast.simponi.editor, "draf", id=story.content_id))
    at.text_area(key=field(story, "actions")).set_value("Bawa KTP").run()
    sound(at.button(key="template").click().run())
    assert "[unit]" in at.text_area(key=field(story, "summary")).value
    assert at.text_area(key=field(story, "actions")).value == "Bawa KTP"


@pytest.mark.parametrize("odd", ["0", "99999", "abc", "-1", "1e3", "9" * 40, "١"])
def test_a_foreign_or_odd_number_is_not_found(cast: Cast, open_page: OpenPage, odd: str) -> None:
    at = sound(open_page(cast.simponi.editor, "draf", id=odd))
    assert [one.value for one in at.title] == ["Tidak ditemukan"]


def test_another_programmes_draft_is_not_found(cast: Cast, open_page: OpenPage) -> None:
    story = Story.asri(cast)
    assert [one.value for one in open_page(cast.simponi.editor, "draf", id=story.content_id).title] == ["Tidak ditemukan"]


def test_the_second_editor_sees_both_texts_and_chooses(cast: Cast, open_page: OpenPage) -> None:
    story, second = Story.simponi(cast).to("draf"), cast.simponi.second("editor")
    at = sound(open_page(second, "draf", id=story.content_id))
    at.text_area(key=field(story, "summary")).set_value("Tulisan kedua tentang posyandu.").run()
    story.write(cast.simponi.editor, summary="Tulisan pertama tentang posyandu.", source="Dinas Kesehatan")
    number = revision(story)[0]
    at.button(key="save").click().run()
    assert cast.simponi.editor.name in words(at)
    assert "Tulisan kedua tentang posyandu." in words(at)
    assert "Tulisan pertama tentang posyandu." in words(at)
    assert revision(story)[1]["summary"] == "Tulisan pertama tentang posyandu."
    sound(at.button(key="settle").click().run())
    assert revision(story)[0] == number + 1
    assert revision(story)[1]["summary"] == "Tulisan kedua tentang posyandu."
    assert revision(story)[1]["source"] == "Dinas Kesehatan"


def test_a_merge_may_be_written_anew(cast: Cast, open_page: OpenPage) -> None:
    story, second = Story.simponi(cast).to("draf"), cast.simponi.second("editor")
    at = sound(open_page(second, "draf", id=story.content_id))
    at.text_area(key=field(story, "summary")).set_value("Kedua.").run()
    story.write(cast.simponi.editor, summary="Pertama.")
    sound(at.run())
    choice = next(one for one in at.radio if str(one.key).endswith("summary-choice"))
    sound(choice.set_value("both").run())
    next(one for one in at.text_area if str(one.key).endswith("summary-text")).set_value("Pertama dan kedua.")
    sound(at.button(key="settle").click().run())
    assert revision(story)[1]["summary"] == "Pertama dan kedua."


def test_two_windows_of_one_person_never_overwrite_each_other(cast: Cast, open_page: OpenPage) -> None:
    story = Story.simponi(cast).to("draf")
    one, two = (sound(open_page(cast.simponi.editor, "draf", id=story.content_id)) for _ in range(2))
    one.text_area(key=field(story, "summary")).set_value("Jendela satu.").run()
    two.text_area(key=field(story, "summary")).set_value("Jendela dua.").run()
    assert (copy_of(story, cast.simponi.editor) or {})["summary"] == "Jendela satu."
    assert two.text_area(key=field(story, "summary")).value == "Jendela dua."
    sound(two.button(key="this-window").click().run())
    assert (copy_of(story, cast.simponi.editor) or {})["summary"] == "Jendela dua."


def test_the_designer_reads_the_text_and_changes_only_files(cast: Cast, open_page: OpenPage) -> None:
    """S3.1: the text is validated before it is designed."""
    story = Story.simponi(cast).to("desain")
    at = sound(open_page(cast.simponi.desainer, "draf", id=story.content_id))
    assert not [one for one in at.text_area if one.key == field(story, "summary")]
    assert revision(story)[1]["summary"] in words(at)


def test_wrong_files_are_refused_by_name_and_reason_and_the_others_kept(cast: Cast, open_page: OpenPage) -> None:
    story = Story.simponi(cast).to("desain")
    at = sound(open_page(cast.simponi.desainer, "draf", id=story.content_id))
    sound(at.file_uploader[0].upload("posyandu.jpg", jpeg()).upload("undangan.jpg", b"bukan gambar").run())
    assert "undangan.jpg: isinya bukan gambar" in words(at)
    assert "posyandu.jpg belum punya teks alternatif" in words(at)


def test_a_file_moves_is_described_and_leaves_the_draft(cast: Cast, open_page: OpenPage) -> None:
    """A2.3: alt text and the answer about people belong to each picture."""
    story = Story.simponi(cast).to("desain")
    at = sound(open_page(cast.simponi.desainer, "draf", id=story.content_id))
    sound(at.file_uploader[0].upload("satu.jpg", jpeg()).upload("dua.jpg", jpeg((1080, 1080))).run())
    first, second = (int(str(one.key).split("-")[-1]) for one in at.button if str(one.key).startswith("arrow_upward-"))
    sound(at.button(key=f"arrow_upward-{second}").click().run())
    at.text_input(key=field(story, f"file-{second}-alt")).set_value("Kader menimbang balita di balai desa").run()
    at.selectbox(key=field(story, f"file-{second}-people")).set_value("tidak_ada").run()
    sound(at.button(key=f"delete-{first}").click().run())
    sound(at.button(key="save").click().run())
    with reading() as session:
        content = story.look(cast.simponi.desainer, session)
        alt = "Kader menimbang balita di balai desa"
        assert content.revision is not None
        assert content.revision.files == [{"media_id": second, "purpose": "visual", "alt": alt, "people": "tidak_ada"}]


def test_after_an_emergency_publication_only_what_may_follow_is_added(cast: Cast, open_page: OpenPage) -> None:
    story, editor = Story.emergency(cast), cast.simponi.editor
    story.attach(alt="")
    story.to("publikasi")
    reports = [Report("instagram", now(), "https://instagram.com/p/1"), Report("facebook", now(), "https://facebook.com/1")]
    story.do(editor, lambda content, actor: content.publish(actor, reports))
    listed = sound(open_page(editor, "draf"))
    assert "Harus menyusul" in words(listed)
    at = sound(open_page(editor, "draf", id=story.content_id))
    assert "harus menyusul sebelum" in words(at)
    assert not [one for one in at.text_area if one.key == field(story, "summary")]
    alt = next(one for one in at.text_input if str(one.key).endswith("-alt"))
    alt.set_value("Jembatan ambles, dilihat dari sisi timur")
    sound(at.button(key="complete").click().run())
    with reading() as session:
        assert not story.look(editor, session).open_debts


def test_the_words_that_changed_between_two_revisions_are_shown(cast: Cast, open_page: OpenPage) -> None:
    story = Story.simponi(cast).to("draf")
    story.write(summary="Petugas datang Senin.")
    story.write(summary="Petugas datang Selasa.")
    at = sound(open_page(cast.simponi.editor, "draf", id=story.content_id))
    sound(at.segmented_control(key=f"view-{story.content_id}").set_value("revisions").run())
    assert "~~Senin~~" in words(at).replace(".", "")
    assert "**Selasa**" in words(at).replace(".", "")


def test_typing_survives_a_look_at_the_revisions(cast: Cast, open_page: OpenPage) -> None:
    story = Story.simponi(cast).to("draf")
    at = sound(open_page(cast.simponi.editor, "draf", id=story.content_id))
    at.text_area(key=field(story, "summary")).set_value("Belum disimpan.").run()
    at.segmented_control(key=f"view-{story.content_id}").set_value("revisions").run()
    sound(at.segmented_control(key=f"view-{story.content_id}").set_value("write").run())
    assert at.text_area(key=field(story, "summary")).value == "Belum disimpan."


def test_somebody_elses_revision_shows_when_nothing_was_typed(cast: Cast, open_page: OpenPage) -> None:
    story = Story.simponi(cast).to("draf")
    at = sound(open_page(cast.simponi.second("editor"), "draf", id=story.content_id))
    story.write(cast.simponi.editor, summary="Sudah ditulis.")
    sound(at.run())
    assert at.text_area(key=field(story, "summary")).value == "Sudah ditulis."


def test_a_stale_screen_says_who_did_what_and_keeps_what_was_typed(cast: Cast, open_page: OpenPage) -> None:
    story = Story.simponi(cast).to("validasi_unit")
    story.send_back()
    at = sound(open_page(cast.simponi.editor, "draf", id=story.content_id))
    at.text_area(key=field(story, "summary")).set_value("Vaksin anak gratis setiap Rabu.").run()
    story.do(cast.simponi.koordinator, lambda content, actor: content.plan(actor, planned_for=None, unit_id=content.unit_id))
    at.button(key="submit").click().run()
    assert f"{cast.simponi.koordinator.name} mengubah rencana tayang pada" in words(at)
    assert at.text_area(key=field(story, "summary")).value == "Vaksin anak gratis setiap Rabu."


def test_a_draft_costs_no_more_queries_the_longer_its_history(cast: Cast, open_page: OpenPage, queries: Any) -> None:
    """Query budget of the form, frame included."""
    story = Story.simponi(cast).to("draf")
    at = sound(open_page(cast.simponi.editor, "draf", id=story.content_id))
    for number in range(5):
        story.write(summary=f"Versi {number}.")
    with reading() as session, queries(session) as seen:
        sound(at.run())
    assert len(seen) <= 40


@pytest.mark.both_databases
def test_a_draft_is_typed_and_saved(cast: Cast, open_page: OpenPage) -> None:
    """The form's smoke on both databases."""
    story = Story.simponi(cast).to("draf")
    at = sound(open_page(cast.simponi.editor, "draf", id=story.content_id))
    at.text_area(key=field(story, "summary")).set_value("Mulai Senin.").run()
    sound(at.button(key="save").click().run())
    assert revision(story)[1]["summary"] == "Mulai Senin."


def test_a_held_draft_is_only_read(cast: Cast, open_page: OpenPage) -> None:
    story = Story.simponi(cast).to("draf")
    story.do(cast.simponi.koordinator, lambda content, actor: content.hold(actor, "Menunggu surat edaran."))
    at = sound(open_page(cast.simponi.editor, "draf", id=story.content_id))
    assert "Konten ini ditunda" in words(at)
    assert not [one for one in at.button if one.key in ("save", "submit")]


def test_an_inspector_reads_a_draft_where_his_views_are_logged(cast: Cast, open_page: OpenPage) -> None:
    story = Story.simponi(cast).to("draf")
    at = sound(open_page(cast.inspector, "draf", id=story.content_id))
    assert not [one for one in at.button if one.key in ("save", "template", "view-1")]
    with reading() as session:
        actions = {one.action for one in Entry.of(story.look(cast.simponi.koordinator, session), session)}
    assert "content.inspected" in actions


def test_typed_markup_stays_text(cast: Cast, open_page: OpenPage) -> None:
    story = Story.simponi(cast).to("draf")
    story.write(title="<b onerror=x>**tebal** :red[merah]", summary="Baik.")
    at = sound(open_page(cast.simponi.editor, "draf", id=story.content_id))
    assert "\\*\\*tebal\\*\\*" in str(at.title[0].value)


def test_the_planned_hour_and_unit_are_changed_beside_the_text(cast: Cast, open_page: OpenPage) -> None:
    story = Story.simponi(cast)
    at = sound(open_page(cast.simponi.editor, "draf", id=story.content_id))
    assert "Boleh unit kantor mana pun" in "".join(one.value for one in at.caption)
    at = sound(at.selectbox(key=f"plan-{story.content_id}-unit").set_value(cast.unit.pk).run())
    assert "divalidasi oleh Nurul Huda dan Yanti Oktavia" in "".join(one.value for one in at.caption)
    sound(at.button(key="plan").click().run())
    with reading() as session:
        assert Content.find(story.content_id, cast.acting(cast.simponi.editor, session), session).unit_id == cast.unit.pk


def test_an_input_that_was_not_drawn_again_is_not_taken_for_emptied(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who types on while a slow page is drawn anew loses nothing; seen red with every missing input read as empty."""
    story = Story.simponi(cast)
    with reading() as session:
        content = story.look(story.team.editor, session)
        assert content.revision is not None
        drawn: dict[str, Any] = {f"desk-{content.pk}": {"files": []}, field(story, "summary"): ""}
        drawn |= {field(story, "official_link-absent"): True, field(story, "official_link-none"): "Belum ada"}
        drawn |= {field(story, "captions-instagram"): "Baru"}
        monkeypatch.setattr(desk.st, "session_state", drawn)
        stored = {"summary": "Lama", "source": "Dinas Kesehatan", "captions": {"instagram": "Lama", "facebook": "Milik Facebook"}}
        editable = frozenset({*stored, "official_link"})
        fields, _ = desk.typed(content, editable, content.revision, stored)
        drawn[field(story, "official_link-absent")] = False
        unticked, _ = desk.typed(content, editable, content.revision, {**stored, "official_link": {"none": "Belum ada"}})
    assert fields["source"] == "Dinas Kesehatan"
    assert "summary" not in fields
    assert fields["official_link"] == {"none": "Belum ada"}
    assert fields["captions"] == {"instagram": "Baru", "facebook": "Milik Facebook"}
    assert "official_link" not in unticked
