"""/pengaturan: the playbook is changed at the screen by one, tried, and adopted by another; assumptions are confirmed one by one."""

from collections.abc import Callable
from typing import Any

import pytest

from data.database import reading
from data.wording import sentences
from models.governance.assumptions import standing
from models.governance.rule_proposals import ProposalState, RuleProposal
from models.playbooks import CHECKS, RIGHTS, Part, Playbook
from models.programmes import Programme
from pages.office.settings import uploading
from tests.cast import Cast
from tests.models.test_consents import published
from tests.models.test_rule_proposals import NO_ALT, SHORT, begun, submitted
from tests.pages.conftest import OpenPage
from tests.pages.test_ideas import keys, press, told


@pytest.fixture(autouse=True)
def monday(cast: Cast, at: Callable[[str], Any]) -> None:
    at("2026-11-16 09:00")


def at_the_playbook(cast: Cast, open_page: OpenPage, person, tab: str = "pedoman"):
    page = open_page(person, "pengaturan", tab=tab)
    assert not page.exception
    return page


def test_a_rule_is_changed_by_a_form_tried_submitted_and_adopted_by_another(cast: Cast, open_page: OpenPage) -> None:
    """S4.5, A4.3"""
    published(cast)
    team = cast.simponi
    page = press(at_the_playbook(cast, open_page, team.koordinator), "rules-begin")
    page.selectbox(key="rules-section").set_value("texts").run()
    proposal_id, version = _open(cast)
    page.number_input(key=f"rule-{proposal_id}-{version}-fields.title.max_chars").set_value(12)
    page = next(one for one in page.button if one.label == "Catat perubahan").click().run()
    assert "Isian · Judul · Paling banyak (karakter)" in told(page)
    page = press(page, "rules-try")
    assert "1 dari 1 konten akan gagal" in told(page)
    page.text_area(key=f"rules-why-{proposal_id}").set_value("Judul terpotong di ponsel")
    page = press(page, "rules-submit")
    assert "rules-adopt" not in keys(page)
    assert "Usulan pedoman menunggu saya" in told(open_page(team.mentor))
    page = press(at_the_playbook(cast, open_page, team.mentor), "rules-adopt")
    assert "versi 2" in told(page).lower()
    with reading() as session:
        assert Programme.find(team.programme.pk, session).rules.field("title").max_chars == 12


def test_checklist_items_are_added_and_every_section_opens(cast: Cast, open_page: OpenPage) -> None:
    """S4.5"""
    begun(cast, cast.asri, NO_ALT)
    page = at_the_playbook(cast, open_page, cast.asri.koordinator)
    for section in sentences()["rule_sections"]:
        page = page.selectbox(key="rules-section").set_value(section).run()
        assert not page.exception, section
    page = page.selectbox(key="rules-section").set_value("checklist").run()
    proposal_id, version = _open(cast, "asri")
    path = "lanes.emergency.stages.persetujuan_darurat"
    page = page.selectbox(key="rules-checklist").set_value(path).run()
    page.text_input(key=f"item-{proposal_id}-{version}-{path}-text").set_value("Apakah jam data disebut?")
    page.text_input(key=f"item-{proposal_id}-{version}-{path}-guidance").set_value("Cari jam pengambilan data.")
    page = next(one for one in page.button if one.label == "Tambah butir").click().run()
    assert "ditambahkan]: Apakah jam data disebut?" in told(page)
    assert "1 butir baru atau yang berubah" in told(page)


def test_roles_and_rights_are_changed_by_a_form_and_a_file_replaces_an_open_draft(cast: Cast, open_page: OpenPage) -> None:
    """S1.2, S4.5: ticked, renamed, added; a right without anybody is refused; a file shows its difference before it is taken in."""
    begun(cast, cast.simponi, SHORT)
    page = at_the_playbook(cast, open_page, cast.simponi.koordinator)
    page.selectbox(key="rules-section").set_value("roles").run()
    proposal_id, version = _open(cast)
    page = page.selectbox(key="rules-role").set_value("editor").run()
    place = f"role-{proposal_id}-{version}-editor"
    page.text_input(key=f"{place}-label").set_value("Penyunting")
    page.checkbox(key=f"{place}-create").uncheck()
    page = next(one for one in page.button if one.label == "Catat perubahan").click().run()
    assert "hak ini tidak dipegang peran mana pun" in told(page)
    page.checkbox(key=f"{place}-create").check()
    page.checkbox(key=f"{place}-moderate").check()
    page = next(one for one in page.button if one.label == "Catat perubahan").click().run()
    assert "Penyunting" in told(page)
    new = f"role-{proposal_id}-{_open(cast)[1]}-baru"
    page.text_input(key=f"{new}-label").set_value("Juru Foto")
    page.text_area(key=f"{new}-duties").set_value("Memotret kegiatan.\n\nMengarsipkan foto.")
    page = next(one for one in page.button if one.label == "Tambah peran").click().run()
    assert not page.error
    rules, text = _draft(cast)
    assert (rules.role("editor").label, rules.role("juru_foto").duties) == ("Penyunting", ("Memotret kegiatan.", "Mengarsipkan foto."))
    assert "editor" in rules.rights["moderate"]
    assert [right for right, holders in rules.rights.items() if "juru_foto" in holders] == ["read"]
    for data, offered in ((b"bukan = [toml", False), (text.replace("Juru Foto", "Juru Kamera").encode(), True)):
        uploader = page.file_uploader(key=f"rules-draft-file-{proposal_id}-{_open(cast)[1]}")
        page = uploader.set_value(("pedoman.toml", data, "application/toml")).run()
        assert ("rules-replace" in keys(page), "Yang berubah bila isi usulan diganti" in told(page)) == (offered, offered)
    page = press(page, "rules-replace")
    assert not page.error
    assert _draft(cast)[0].role("juru_foto").label == "Juru Kamera"


def test_an_assumption_is_confirmed_by_a_button_and_only_by_who_may(cast: Cast, open_page: OpenPage) -> None:
    """S4.5"""
    key = "assumed-reminders"
    assert key not in keys(at_the_playbook(cast, open_page, cast.asri.desainer, "asumsi"))
    page = press(at_the_playbook(cast, open_page, cast.asri.pengawas_keakuratan, "asumsi"), key)
    assert key not in keys(page)
    with reading() as session:
        found = standing(Programme.find(cast.asri.programme.pk, session), session)
    assert [one.path for one in found if one.confirmed] == ["reminders"]


def test_who_may_not_propose_reads_what_is_proposed(cast: Cast, open_page: OpenPage) -> None:
    """S4.5"""
    submitted(cast, cast.simponi, SHORT)
    page = at_the_playbook(cast, open_page, cast.simponi.editor)
    assert "Terlalu ketat untuk poster" in told(page)
    assert not {"rules-begin", "rules-adopt", "rules-return", "rules-recall"} & keys(page)


def test_everything_a_playbook_says_has_a_word(cast: Cast) -> None:
    """S4.5: a difference never shows a bare key of the file."""
    names: set[str] = set()
    kinds = [one for one in Part.__subclasses__() if one.__module__ != "models.playbooks.teams"]
    for kind in kinds:
        names |= set(kind.model_fields)
    assert sorted(names - set(sentences()["rule_words"]) - {"rights"}) == []
    assert sorted(set(CHECKS) - set(sentences()["rule_checks"])) == []
    assert sorted(set(RIGHTS) - set(sentences()["rights"])) == []


def _open(cast: Cast, key: str = "simponi") -> tuple[int, int]:
    team = getattr(cast, key)
    with reading() as session:
        found = RuleProposal.open_one(team.programme.pk, cast.acting(team.koordinator, session), session)
        assert found is not None
        assert found.state is ProposalState.DRAFT
        return found.pk, found.version


def _draft(cast: Cast) -> tuple[Playbook, str]:
    """What SIMPONI's open draft says, and as a file."""
    with reading() as session:
        found = RuleProposal.find(_open(cast)[0], cast.acting(cast.simponi.koordinator, session), session)
        return found.rules, uploading.text_of(found)
