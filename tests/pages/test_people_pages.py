"""The office's pages as an admin and as everybody else meets them (S1.1, A1.1, S1.2, A1.3)."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from data.database import reading, transaction
from models.actors import SYSTEM
from models.base import now, today
from models.deputies import ActingKind, Deputyship
from models.governance.contact_kinds import ContactUse
from models.governance.contacts import Contact
from models.inbox.mails import Mail
from models.people import Assignment, Person
from models.public.service_hours import ServiceHours
from tests.cast import Cast
from tests.pages.conftest import OpenPage


def titles(at: AppTest) -> list[str]:
    return [one.value for one in at.title]


def told(at: AppTest) -> str:
    return " ".join(one.value for one in [*at.error, *at.toast])


def words(at: AppTest) -> str:
    return " ".join(one.value for one in [*at.markdown, *at.caption, *at.title, *at.subheader])


def ways(at: AppTest) -> list[str]:
    return [one.proto.label for one in at.main.get("page_link")]


def test_an_admin_invites_somebody_and_copies_the_link(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.admin, "pengguna")
    at.text_input(key="invite-name").set_value("Putri Ayu")
    at.text_input(key="invite-username").set_value("putri")
    at.button(key="FormSubmitter:invite-Undang").click().run()
    link = at.code[0].value
    invited = open_page(None, "undangan", kunci=link.split("kunci=")[1])
    assert titles(invited) == ["Selamat datang, Putri Ayu"]
    invited.text_input(key="invited-new").set_value("Perahu-Biru-Tua-3")
    invited.text_input(key="invited-again").set_value("Perahu-Biru-Tua-3")
    invited.button(key="FormSubmitter:invitation-Simpan kata sandi").click().run()
    assert "Kata sandi tersimpan" in invited.success[0].value


def test_a_spent_or_made_up_invitation_shows_no_field(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(None, "undangan", kunci="tebakan")
    assert not at.text_input
    assert "minta tautan baru" in at.error[0].value
    assert ways(at) == ["Masuk"]


def test_an_invitation_is_not_used_by_who_is_signed_in(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.admin, "undangan", kunci="tebakan")
    assert "Keluar dulu" in words(at)
    assert "Beranda" in ways(at)


def test_an_admin_gives_and_ends_a_role(cast: Cast, open_page: OpenPage) -> None:
    """S1.1, A1.1"""
    at = open_page(cast.admin, "pengguna", id=cast.nobody.pk)
    at.selectbox(key="give-programme").set_value(cast.simponi.programme.pk).run()
    assert "Pengawas Kebijakan" in at.selectbox(key="give-role").options
    at.selectbox(key="give-role").set_value("editor").run()
    at.button(key="give").click().run()
    assert roles_of(cast.nobody) == {"editor"}
    with reading() as look:
        given = Person.find(cast.nobody.pk, look).assignments[0]
    at.button(key=f"end-{given.id}").click().run()
    assert roles_of(cast.nobody) == set()


def test_the_roles_on_offer_are_those_of_the_programmes_playbook(cast: Cast, open_page: OpenPage) -> None:
    """A1.1"""
    at = open_page(cast.admin, "pengguna", id=cast.nobody.pk)
    at.selectbox(key="give-programme").set_value(cast.asri.programme.pk).run()
    offered = at.selectbox(key="give-role").options
    assert "Editor Teknis" in offered
    assert "Mentor/Kabid" not in offered


def test_a_forged_role_is_refused_by_the_model(cast: Cast, open_page: OpenPage) -> None:
    """S1.1: option lists are never trusted. Seen red with the model's `role_unknown` left out."""
    at = open_page(cast.admin, "pengguna", id=cast.nobody.pk)
    box = at.selectbox(key="give-role")
    box.__class__ = type("Forged", (type(box),), {"format_func": staticmethod(str)})
    box.options.append("kepala_daerah")
    box.set_value("kepala_daerah")
    at.button(key="give").click().run()
    assert "tidak ada dalam pedoman" in told(at)
    assert roles_of(cast.nobody) == set()


def test_who_is_no_admin_sees_hats_but_no_verbs(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.simponi.editor, "pengguna", id=cast.nobody.pk)
    assert titles(at) == ["Pengguna"]
    assert "Mentor/Kabid" in words(at)
    keys = {one.key for one in at.button}
    assert not [key for key in keys if key and key.startswith(("open-", "give", "reset", "FormSubmitter:invite"))]


def test_a_person_without_any_role_sees_no_list(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.nobody, "pengguna")
    assert [one.value for one in at.error] == ["Tidak ditemukan."]


def test_a_foreign_or_impossible_id_is_not_found(cast: Cast, open_page: OpenPage) -> None:
    assert told(open_page(cast.admin, "pengguna", id=99_999)).startswith("Tidak ditemukan.")
    assert titles(open_page(cast.admin, "pengguna", id="1; drop")) == ["Pengguna"]


def test_filters_stay_in_the_address_and_after_a_look_at_one_person(cast: Cast, open_page: OpenPage) -> None:
    expert = cast.asri.pengawas_keakuratan
    at = open_page(cast.admin, "pengguna", nama="kartika")
    at.selectbox(key="program-anggota").set_value("asri").run()
    assert [one.key for one in at.button if one.key and one.key.startswith("open-")] == [f"open-{expert.id}"]
    at.button(key=f"open-{expert.id}").click().run()
    assert titles(at) == [expert.name]
    at.button(key="back").click().run()
    assert (at.text_input(key="nama").value, at.selectbox(key="program-anggota").value) == ("kartika", "asri")


def test_a_name_is_never_markup(cast: Cast, open_page: OpenPage) -> None:
    with transaction() as change:
        Person.add("iseng", "**Iseng** :red[x] <b>", SYSTEM, change)
    assert r"\*\*Iseng\*\*" in words(open_page(cast.admin, "pengguna", nama="iseng"))


def test_a_changed_person_is_not_overwritten_by_a_stale_screen(cast: Cast, open_page: OpenPage) -> None:
    """Seen red with the version left out of `Person.current`."""
    at = open_page(cast.admin, "pengguna", id=cast.nobody.pk)
    with transaction() as change:
        Person.find(cast.nobody.pk, change).revise(SYSTEM, phone="0811")
    at.text_input(key=f"phone-{cast.nobody.id}").set_value("0822")
    at.button(key=f"FormSubmitter:data-{cast.nobody.id}-Simpan data").click().run()
    assert "baru saja diubah" in told(at)
    with reading() as look:
        assert Person.find(cast.nobody.pk, look).phone == "0811"


def test_a_reset_link_closes_with_the_next_one(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.admin, "pengguna", id=cast.simponi.editor.pk)
    at.button(key="reset").click().run()
    first = at.code[0].value
    at.button(key="reset").click().run()
    assert at.code[0].value != first
    assert not open_page(None, "undangan", kunci=first.split("kunci=")[1]).text_input


def test_deactivating_asks_and_reactivating_brings_back(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.admin, "pengguna", id=cast.simponi.editor.pk)
    at.button(key="deactivate").click().run()
    at.button(key="reactivate").click().run()
    with reading() as look:
        assert Person.find(cast.simponi.editor.pk, look).active


def test_a_mentor_on_leave_names_his_deputy_himself(cast: Cast, open_page: OpenPage) -> None:
    """DAYS 3.6, A1.2: on the phone, the letter may follow."""
    mentor, editor = cast.simponi.mentor, cast.simponi.editor
    at = open_page(mentor, "akun")
    name = f"leave-{mentor.id}"
    at.selectbox(key=f"{name}-deputy").set_value(editor.pk).run()
    at.button(key=f"{name}-save").click().run()
    with reading() as look:
        assert "mentor" in {hat.role for hat in Person.acting(editor.pk, look).hats}
    assert f"Anda menggantikan {mentor.name}" in words(open_page(editor, "kantor"))


def test_the_list_says_who_stands_in_for_whom(cast: Cast, open_page: OpenPage) -> None:
    with transaction() as change:
        people = [Person.find(one.pk, change) for one in (cast.simponi.mentor, cast.simponi.editor)]
        Deputyship.name(*people, ActingKind.PLH, today(), today(), SYSTEM, change)
    assert "digantikan Andi Saputra" in words(open_page(cast.leader, "pengguna", nama="surya"))


def test_everybody_reads_own_roles_duties_and_rights(cast: Cast, open_page: OpenPage) -> None:
    """S1.2: shown to who holds it."""
    said = words(open_page(cast.simponi.editor, "akun"))
    assert "Menulis draf dengan bahasa sederhana" in said
    assert "memulai konten" in said


def test_an_inspector_reads_what_his_role_is(cast: Cast, open_page: OpenPage) -> None:
    assert "tercatat" in words(open_page(cast.inspector, "akun"))


def test_an_admin_adds_a_contact_and_a_team_member_tests_it(cast: Cast, open_page: OpenPage) -> None:
    """A1.3"""
    at = open_page(cast.admin, "kebijakan", tab="kontak")
    at.text_input(key="contact-label").set_value("Pusdalops BPBD")
    at.text_input(key="contact-number").set_value("112")
    at.selectbox(key="contact-use").set_value(ContactUse.PUBLIC)
    at.button(key="FormSubmitter:contact-Tambah kontak").click().run()
    contact = contacts(cast)[0]
    team = cast.asri.editor_teknis if contact.programme_id == cast.asri.programme.id else cast.simponi.editor
    page = open_page(team, "kebijakan", tab="kontak")
    page.button(key=f"reached-{contact.id}").click().run()
    assert contacts(cast)[0].reached
    assert "Terverifikasi" in words(page)


def contacts(cast: Cast) -> list[Contact]:
    with reading() as look:
        admin = Person.acting(cast.admin.pk, look)
        found = [Contact.directory(admin, team.programme.pk, look) for team in (cast.asri, cast.simponi)]
    return [one for some in found for one in some]


def test_an_admin_sets_the_service_hours(cast: Cast, open_page: OpenPage) -> None:
    """S1.2"""
    at = open_page(cast.admin, "pengaturan")
    programme = cast.asri.programme
    at.text_input(key=f"hours-{programme.id}-5").set_value("08.00–11.30")
    at.button(key=f"FormSubmitter:hours-{programme.id}-Tetapkan jam layanan").click().run()
    with reading() as look:
        assert ServiceHours.history(programme.pk, look)[-1].periods["5"] == [["08:00", "11:30"]]


def test_an_admin_sees_how_many_emails_were_given_up_and_when(cast: Cast, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, at) -> None:
    """Seen red with a given-up e-mail that only the server's own log spoke of."""
    at("2026-11-16 09:00")
    assert "Surel yang tidak terkirim" not in words(open_page(cast.admin, "pengaturan", tab="perangkat")), "no mail server, nothing to say"
    monkeypatch.setenv("SIMPUL_SMTP", "smtp://surel.test:2525")
    monkeypatch.setenv("SIMPUL_SMTP_FROM", "simpul@bangka.test")
    assert "Tidak ada dalam 30 hari terakhir" in words(open_page(cast.admin, "pengaturan", tab="perangkat"))
    with transaction() as session:
        person = Person.find(cast.simponi.editor.pk, session)
        for day in (1, 2, 40):
            mail = Mail.put(person, f"kabar:{day}", "Kabar", "Isi", session)
            mail.given_up_at = now() - timedelta(days=day)
    page = open_page(cast.admin, "pengaturan", tab="perangkat")
    assert not page.exception
    assert "2 surel tidak terkirim dalam 30 hari terakhir, yang terakhir 15 November 2026 pukul 09.00 WIB" in words(page).replace("\\", "")
    assert "tidak terkirim" not in words(open_page(cast.simponi.koordinator, "pengaturan", tab="perangkat"))


def test_unreadable_hours_name_the_day_and_change_nothing(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.admin, "pengaturan")
    programme = cast.asri.programme
    at.text_input(key=f"hours-{programme.id}-5").set_value("pagi sampai siang")
    at.button(key=f"FormSubmitter:hours-{programme.id}-Tetapkan jam layanan").click().run()
    assert "Sabtu" in told(at)
    with reading() as look:
        assert not ServiceHours.history(programme.pk, look)


@pytest.mark.parametrize("address", ["kebijakan", "pengaturan"])
def test_settings_of_others_can_be_read_but_not_touched(cast: Cast, open_page: OpenPage, address: str) -> None:
    at = open_page(cast.simponi.editor, address)
    assert not at.exception
    assert not at.error
    assert not [one for one in at.button if (one.key or "").startswith("FormSubmitter:") and not one.disabled]


def roles_of(person: Person) -> set[str]:
    with reading() as look:
        return {hat.role for hat in Person.acting(person.pk, look).hats}


def test_an_office_role_needs_no_programme(cast: Cast, open_page: OpenPage) -> None:
    at = open_page(cast.admin, "pengguna", id=cast.nobody.pk)
    at.selectbox(key="give-role").set_value("pimpinan").run()
    at.button(key="give").click().run()
    with reading() as look:
        given: list[Assignment] = Person.find(cast.nobody.pk, look).assignments
    assert [(one.role, one.programme_id) for one in given] == [("pimpinan", None)]
