"""/konten: look, check, decide on one screen; nobody else's button works here."""

from datetime import UTC, datetime, timedelta

import pytest

from data.database import reading as door
from data.database import transaction
from models.actors import SYSTEM
from models.base import now, set_clock
from models.content.checklists import Answer
from models.content.contents import Content
from models.content.decisions import Decision
from models.content.publishing import Report
from models.entries import Entry
from models.people import Assignment, Person
from tests.story import Story, no, yes


def words(at) -> str:
    kinds = (at.title, at.subheader, at.markdown, at.caption, at.text, at.error, at.badge if hasattr(at, "badge") else ())
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")


def labels(at) -> list[str]:
    return [one.label for one in at.button]


def answer_all(page, answer: Answer = Answer.YES):
    for one in [one for one in page.get("button_group") if (one.key or "").startswith("item-")]:
        page = page.segmented_control(key=one.key).set_value(answer.value).run()
    return page


@pytest.fixture
def story(cast, at) -> Story:
    at("2026-11-16 09:00")
    return Story.simponi(cast).to("validasi_mentor")


@pytest.fixture
def page(open_page, cast, story):
    return open_page(cast.simponi.mentor, "konten", id=story.content_id)


def test_title_facts_and_every_stage_of_its_lane_are_there(page, story):
    """What, when and where come first. (S3.1)"""
    assert not page.exception
    shown = words(page)
    assert page.title[0].value == "Jadwal vaksin anak di puskesmas"
    assert "rencana tayang Sen, 30 Nov 09.00" in shown
    assert "Instagram dan Facebook · Belinyu" in shown
    for stage in ("Pengumpulan bahan", "Draf", "Validasi unit teknis", "Desain", "Penjadwalan", "Publikasi", "Pemantauan"):
        assert stage in shown
    assert ":blue[**:material/radio_button_checked: Validasi mentor**]" in shown


def test_the_text_is_folded_where_the_channel_folds_it(page, cast, story):
    text = story.ask(cast.simponi.mentor, lambda one, _: one.text_for("instagram"))
    shown = [one.value for one in page.text]
    assert f"{text[:125].rstrip()} …" in shown
    assert text in shown, "the whole behind 'selengkapnya'"
    page = page.segmented_control(key=f"channel-{story.content_id}").set_value("facebook").run()
    assert f"{text[:250].rstrip()} …" in [one.value for one in page.text]


def test_findings_say_that_nothing_blocks_and_what_passed(page):
    shown = [one.label for one in page.expander]
    assert any("pemeriksaan lulus" in one for one in shown)
    assert "Pemeriksaan otomatis" in words(page)


def test_a_blocking_finding_comes_first_and_keeps_the_button_gray(open_page, cast, story):
    set_clock(lambda: now_in(200))
    page = open_page(cast.simponi.mentor, "konten", id=story.content_id)
    assert "terakhir diuji" in words(page)
    assert page.button(key="approve").disabled


def now_in(days: int):
    return datetime(2026, 11, 16, 3, 0, tzinfo=UTC) + timedelta(days=days)


def test_the_bar_counts_what_is_missing_and_the_gray_button_says_why(page):
    """(S3.2)"""
    count = len([one for one in page.get("button_group") if (one.key or "").startswith("item-")])
    assert f"Belum dapat disetujui: {count} belum dijawab" in words(page)
    assert page.button(key="approve").disabled
    assert "Belum dijawab: Jelas" in page.button(key="approve").help.replace("\\", "")


def test_there_is_no_yes_to_all(page):
    """(S3.2)"""
    assert not [one for one in labels(page) if "semua" in one.lower()]


def test_approving_item_by_item(page, cast, story):
    """(S3.2 S-H5)"""
    page = answer_all(page)
    assert "Siap disetujui" in words(page)
    page = page.button(key="approve").click().run()
    assert not page.exception
    assert story.stage == "penjadwalan"
    assert "Urungkan" in labels(page)
    assert "Dapat diurungkan sampai pukul" in words(page), "a moment doesn't grow old on the screen, a countdown does"
    assert "Persetujuan" in labels(page), "nothing else waits: back to the queue"


def test_after_a_decision_the_next_one_is_a_click_away(page, cast, story):
    following = Story.simponi(cast, "Layanan KTP di kecamatan").to("validasi_mentor")
    page = answer_all(page).button(key="approve").click().run()
    page = page.button(key="to-arrow_forward").click().run()
    assert page.title[0].value == following.look(cast.simponi.mentor).title


def test_an_approval_is_undone_with_the_button_beside_it(page, story):
    page = answer_all(page).button(key="approve").click().run()
    page = page.button(key="undo").click().run()
    assert story.stage == "validasi_mentor"
    assert "Siap disetujui" in words(page), "one's own unchanged answers are carried over"
    assert "diurungkan, belum diputus lagi" in words(page)


def test_answers_survive_another_visit(page, open_page, cast, story):
    """Kept on the server: the signal may drop."""
    first = next(one.key for one in page.get("button_group") if (one.key or "").startswith("item-"))
    page = page.segmented_control(key=first).set_value("no").run()
    page.text_area(key=first.replace("item-", "note-")).set_value("Judulnya umum").run()
    again = open_page(cast.simponi.mentor, "konten", id=story.content_id)
    assert again.segmented_control(key=first).value == "no"
    assert again.text_area(key=first.replace("item-", "note-")).value == "Judulnya umum"
    assert "1 Tidak" in words(again)
    note = f"return-note-{story.content_id}"
    again.button(key="return").click().run().text_area(key=note).set_value("Kurangi teksnya").run()
    later = open_page(cast.simponi.mentor, "konten", id=story.content_id).button(key="return").click().run()
    assert later.text_area(key=note).value == "Kurangi teksnya"


def test_returning_takes_the_failed_items_a_note_and_a_target_along(page, cast, story):
    """(S-H5)"""
    first = next(one.key for one in page.get("button_group") if (one.key or "").startswith("item-"))
    page = page.segmented_control(key=first).set_value("no").run()
    page = page.text_area(key=first.replace("item-", "note-")).set_value("Judulnya umum").run()
    page = page.button(key="return").click().run()
    page = page.radio(key=f"to-{story.content_id}").set_value("draf").run()
    page = page.button(key="return-confirm").click().run()
    assert "Tulis catatan untuk penulis" in words(page), "the note is mandatory, and the dialog stays"
    assert story.stage == "validasi_mentor"
    page = page.text_area(key=f"return-note-{story.content_id}").set_value("Pertegas judulnya").run()
    page = page.button(key="return-confirm").click().run()
    content = story.look(cast.simponi.mentor)
    assert (content.stage, content.state, content.reviews[-1].decision) == ("draf", "returned", Decision.RETURN)


def test_without_a_no_the_return_dialog_says_what_to_do(page):
    page = page.button(key="return").click().run()
    assert "Jawab Tidak pada sekurangnya satu butir" in words(page)
    assert page.button(key="return-confirm").disabled


def test_a_reopened_item_says_what_changed_and_what_was_answered(open_page, cast, story):
    """(S3.2)"""
    answers = yes(story.look(cast.simponi.mentor)) | {"aksesibilitas": (Answer.NO, "Terlalu kecil")}
    story.do(cast.simponi.mentor, lambda one, actor: one.return_for_changes(actor, answers, "Perbaiki", "draf"))
    story.write(cast.simponi.editor, hashtags="#VaksinAnak #Bangka")
    story.submit(cast.simponi.editor)
    page = open_page(cast.simponi.mentor, "konten", id=story.content_id)
    shown = words(page)
    assert "Dibuka lagi: tagar berubah. Jawaban lama: Ya." in shown
    assert "Sebelumnya Anda menjawab Tidak. Jawab lagi." in shown


def test_changes_since_my_last_visit_are_marked_word_by_word(open_page, cast, story):
    open_page(cast.simponi.mentor, "konten", id=story.content_id)
    story.send_back("draf", cast.simponi.mentor)
    story.write(cast.simponi.editor, summary="Vaksin anak gratis di semua posyandu. Datang pagi hari.")
    story.submit(cast.simponi.editor)
    page = open_page(cast.simponi.mentor, "konten", id=story.content_id)
    tabs = [one.label for one in page.tabs]
    assert ":gray[:material/difference: Perubahan (1)]" in tabs


def test_history_reads_as_sentences_with_the_reasons(open_page, cast, story):
    """(S3.4)"""
    story.send_back("draf", cast.simponi.mentor)
    page = open_page(cast.simponi.koordinator, "konten", id=story.content_id)
    page.session_state[f"tabs-{story.content_id}"] = ":gray[:material/history: Riwayat]"
    page = page.run()
    steps = [one.label.replace("\\", "") for one in page.expander]
    assert any(one.startswith("Surya Darma mengembalikan revisi 4 dari tahap Validasi mentor ke Draf") for one in steps)
    assert "“Perbaiki dulu.”" in words(page)
    assert "Belum sesuai." in words(page)


def test_who_wrote_it_sees_why_he_cannot_decide(open_page, cast, story):
    """The gray button says why; the guard is in the verb."""
    with transaction() as session:
        Assignment.give(Person.find(cast.simponi.editor.pk, session), "mentor", SYSTEM, session, programme=cast.simponi.programme)
    page = open_page(cast.simponi.editor, "konten", id=story.content_id)
    assert "Anda ikut menulis konten ini" in words(page)
    assert "Setujui" not in labels(page)


def test_a_stale_screen_decides_nothing_and_says_who_was_first(page, cast, story):
    """Thirteen doors: a decision recorded without the version it was made on."""
    page = answer_all(page)
    story.do(cast.simponi.koordinator, lambda one, actor: one.hold(actor, "Tunggu"))
    story.do(cast.simponi.koordinator, lambda one, actor: one.resume(actor))
    page = page.button(key="approve").click().run()
    assert story.stage == "validasi_mentor"
    assert "Rina Marlina" in words(page)


def test_people_who_only_look_see_everything_and_no_button(open_page, cast, story):
    for viewer in (cast.leader, cast.inspector):
        page = open_page(viewer, "konten", id=story.content_id)
        assert not page.exception
        assert "Keputusan validasi" in words(page)
        buttons = {one.key for one in page.button} - {"leave-button"}
        assert not buttons & {"approve", "return", "claim", "undo"}
        assert not page.get("menu_button")


def test_an_inspectors_visit_is_logged_once_a_day(open_page, cast, story):
    """(S3.4 A3.3b)"""
    for _ in range(2):
        open_page(cast.inspector, "konten", id=story.content_id).run()
    open_page(cast.leader, "konten", id=story.content_id)
    with door() as session:
        lines = Entry.of(story.look(cast.inspector, session), session)
    assert [one.actor_id for one in lines if one.action == "content.inspected"] == [cast.inspector.pk]


def test_a_foreign_unknown_or_odd_number_is_not_found(open_page, cast, story):
    """SAFETY 5: outside they all look the same. (S1.1)"""
    asked = ((cast.asri.koordinator, story.content_id), (cast.nobody, story.content_id), (cast.simponi.mentor, 999))
    for person, number in (*asked, (cast.simponi.mentor, "1 OR 1=1"), (cast.simponi.mentor, "")):
        page = open_page(person, "konten", id=number)
        assert [one.value for one in page.error] == ["Tidak ditemukan."]
        assert not page.title


def test_a_unit_validator_doesnt_find_what_was_not_sent_to_him(open_page, cast, at):
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("draf")
    assert [one.value for one in open_page(cast.simponi.validator_unit, "konten", id=story.content_id).error] == ["Tidak ditemukan."]
    story.to("validasi_unit")
    assert "Butir validasi" in words(open_page(cast.simponi.validator_unit, "konten", id=story.content_id))


def test_holding_asks_for_a_reason_and_shows_it(open_page, cast, story):
    page = open_page(cast.simponi.koordinator, "konten", id=story.content_id)
    page.session_state[f"dialog-{story.content_id}"] = "hold"
    page = page.run()
    page = page.text_area(key=f"reason-hold-{story.content_id}").set_value("Menunggu surat edaran").run()
    page = page.button(key="hold-confirm").click().run()
    assert story.state == "held"
    assert "Menunggu surat edaran" in words(page)


def test_a_refusal_in_a_dialog_stands_there_once_and_nowhere_else(open_page, cast, story):
    """Seen red with the frame drawing it first, and with the toast beside it."""
    page = open_page(cast.simponi.koordinator, "konten", id=story.content_id)
    page.session_state[f"dialog-{story.content_id}"] = "hold"
    page = page.run().button(key="hold-confirm").click().run()
    assert story.state != "held"
    [dialog] = page.get("dialog")
    assert len(dialog.error) == 1
    assert len(page.error) == 1
    assert not page.toast


def test_a_verbal_decision_is_recorded_and_confirmed_by_its_maker(open_page, cast, at):
    at("2026-11-16 02:10")
    story = Story.emergency(cast).to("persetujuan_darurat")
    page = answer_all(open_page(cast.simponi.editor, "konten", id=story.content_id))
    page.session_state[f"dialog-{story.content_id}"] = "verbal"
    page = page.run()
    page = page.selectbox(key=f"approver-{story.content_id}").set_value(cast.simponi.mentor.pk).run()
    page = page.text_input(key=f"how-{story.content_id}").set_value("Telepon dinas").run()
    page = page.button(key="call-confirm").click().run()
    assert story.stage == "publikasi", words(page)
    page = open_page(cast.simponi.mentor, "konten", id=story.content_id)
    assert "Keputusan ini dicatat atas nama Anda" in words(page)
    page.button(key="confirm-verbal").click().run()
    assert not story.look(cast.simponi.mentor).open_debts


def test_a_verbal_decision_is_denied_by_the_person_named_and_leads_to_the_take_down(open_page, cast, at):
    """Shown on its page and among what is owed, until it is taken down."""
    at("2026-11-16 02:10")
    story = Story.emergency(cast).to("persetujuan_darurat")
    story.do(
        cast.simponi.editor,
        lambda one, actor: one.record_verbal_approval(actor, cast.simponi.mentor, how="Telepon", reached_at=now(), answers=yes(one)),
    )
    links = {"instagram": "https://www.instagram.com/p/abc/", "facebook": "https://facebook.com/x/posts/1"}
    story.do(cast.simponi.editor, lambda one, actor: one.publish(actor, [Report(key, now(), link) for key, link in links.items()]))
    assert "Bukan keputusan saya" not in labels(open_page(cast.simponi.koordinator, "konten", id=story.content_id))
    page = open_page(cast.simponi.mentor, "konten", id=story.content_id).button(key="deny-verbal").click().run()
    page = page.button(key="deny-confirm").click().run()
    assert "Tulis mengapa" in page.get("dialog")[0].error[0].value
    page = page.text_area(key=f"reason-deny-{story.content_id}").set_value("Saya tidak pernah ditelepon.").run()
    page = page.button(key="deny-confirm").click().run()
    assert "Persetujuan lisan disangkal oleh Surya Darma" in words(page)
    assert "disangkal, tidak berlaku" in words(page)
    listed = open_page(cast.simponi.koordinator, "tayang", tab="published")
    assert "Persetujuan disangkal" in words(listed)
    assert listed.button(key=f"denied-{story.content_id}").label == "Turunkan dari kanal"
    page = open_page(cast.simponi.koordinator, "konten", id=story.content_id).button(key="to-withdrawal").click().run()
    assert page.button(key=f"take-down-{story.content_id}").label == "Turunkan"


def test_a_written_validation_is_recorded_with_its_letter(open_page, cast, at):
    """By the coordinator, who may not approve himself. (S3.1)"""
    at("2026-11-16 09:00")
    story = Story.simponi(cast).to("validasi_unit")
    page = open_page(cast.simponi.koordinator, "konten", id=story.content_id)
    assert "Setujui" not in labels(page)
    page = answer_all(page).button(key="record").click().run()
    page = page.text_input(key=f"letter-number-{story.content_id}").set_value("440/12/2026").run()
    page = page.text_input(key=f"signer-{story.content_id}").set_value("dr. Ratna").run()
    page = page.file_uploader(key=f"letter-{story.content_id}").set_value(("surat.pdf", b"bukan surat", "application/pdf")).run()
    page = page.button(key="letter-confirm").click().run()
    assert story.stage == "validasi_unit", "what isn't a letter is refused by name"
    assert "surat.pdf" in words(page)
    letter = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    page = page.file_uploader(key=f"letter-{story.content_id}").set_value(("surat.pdf", letter, "application/pdf")).run()
    page = page.button(key="letter-confirm").click().run()
    assert story.stage == "desain", words(page)
    assert "tertulis, surat 440/12/2026, dicatat Rina Marlina" in words(page)


def test_the_later_review_of_what_is_out_cannot_be_returned(open_page, cast, at):
    at("2026-11-16 09:00")
    story = Story.emergency(cast).to("publikasi")
    links = {"instagram": "https://www.instagram.com/p/abc/", "facebook": "https://facebook.com/x/posts/1"}
    story.do(cast.simponi.admin_teknis, lambda one, actor: one.publish(actor, [Report(key, now(), link) for key, link in links.items()]))
    page = open_page(cast.simponi.pengawas_kebijakan, "konten", id=story.content_id)
    assert page.button(key="return").disabled
    assert "tidak dapat dikembalikan" in page.button(key="return").help


def test_what_was_taken_down_is_still_checked_and_goes_back_to_nobody(open_page, cast, at):
    """Seen red with a taken-down emergency that showed no decision any more."""
    at("2026-11-16 02:10")
    story = Story.emergency(cast).to("publikasi")
    links = {"instagram": "https://www.instagram.com/p/abc/", "facebook": "https://facebook.com/x/posts/1"}
    story.do(cast.simponi.editor, lambda one, actor: one.publish(actor, [Report(key, now(), link) for key, link in links.items()]))
    story.do(cast.simponi.mentor, lambda one, actor: one.take_down(actor, list(links), "Jembatan sudah dibuka."))
    assert f"look-{story.content_id}" in [one.key for one in open_page(cast.simponi.koordinator, "persetujuan").button]
    page = answer_all(open_page(cast.simponi.koordinator, "konten", id=story.content_id))
    page = page.button(key="return").click().run()
    assert "sudah diturunkan dan tidak terbit lagi" in page.get("dialog")[0].caption[0].value
    page = open_page(cast.simponi.koordinator, "konten", id=story.content_id).button(key="approve").click().run()
    assert not page.exception
    assert (story.state, story.stage) == ("taken_down", "pemantauan")


def test_what_is_archived_leads_to_the_archive(open_page, cast, story, at):
    story.to("publikasi")
    at("2026-11-18 09:00")
    links = {"instagram": "https://www.instagram.com/p/abc/", "facebook": "https://facebook.com/x/posts/1"}
    story.do(cast.simponi.admin_teknis, lambda one, actor: one.publish(actor, [Report(key, now(), link) for key, link in links.items()]))
    assert "Ke publikasi" in labels(open_page(cast.simponi.koordinator, "konten", id=story.content_id))
    story.do(cast.simponi.koordinator, lambda one, actor: one.confirm_monitoring(actor))
    at("2026-12-20 09:00")
    with transaction() as session:
        assert Content.archive_due(session) == 1
    page = open_page(cast.simponi.koordinator, "konten", id=story.content_id)
    assert "Ke publikasi" not in labels(page)
    page = page.button(key="to-inventory_2").click().run()
    assert "Arsip" in words(page)


def test_what_was_cancelled_leads_to_no_publication(open_page, cast, story):
    story.to("publikasi")
    story.do(cast.simponi.koordinator, lambda one, actor: one.cancel(actor, "Acara batal"))
    assert "Ke publikasi" not in labels(open_page(cast.simponi.admin_teknis, "konten", id=story.content_id))


def test_who_may_export_downloads_the_dossier_here(open_page, cast, story):
    """(S3.4)"""
    [button] = open_page(cast.simponi.koordinator, "konten", id=story.content_id).get("download_button")
    assert (button.proto.label, button.proto.disabled) == ("Unduh berkas konten", False)
    [button] = open_page(cast.inspector, "konten", id=story.content_id).get("download_button")
    assert not button.proto.disabled


def test_who_may_not_export_reads_why(open_page, cast, story):
    page = open_page(cast.simponi.editor, "konten", id=story.content_id)
    [button] = page.get("download_button")
    assert button.proto.disabled
    assert "peran yang berhak mengekspor" in words(page)


def test_typed_markup_stays_text(open_page, cast, at):
    at("2026-11-16 09:00")
    story = Story.simponi(cast, title="**Tebal** [tautan](https://jahat.example) :red[x]").to("validasi_unit")
    page = open_page(cast.simponi.validator_unit, "konten", id=story.content_id)
    assert page.title[0].value.replace("\\", "") != page.title[0].value
    assert not page.exception
    story.send_back("draf", item=next(iter(no(story.look(cast.simponi.validator_unit)))))


def test_the_page_keeps_its_query_budget(open_page, cast, story, reading, queries):
    """However long its history: three rounds cost as much as one."""
    with queries(reading) as short:
        open_page(cast.simponi.second("mentor"), "konten", id=story.content_id)
    for _ in range(2):
        story.send_back("desain", cast.simponi.mentor)
        story.submit()
    with queries(reading) as long:
        open_page(cast.simponi.second("mentor"), "konten", id=story.content_id)
    assert len(short) <= 50
    assert len(long) <= len(short) + 3
