"""/rencana, Bank ide at the screen: an idea names its source, is kept or set aside, and goes on the board."""

from datetime import UTC, date, datetime

import pytest

from data.database import reading as view
from data.database import transaction
from models.people import Person
from models.planning.ideas import Idea, IdeaState
from models.planning.items import PlanItem
from models.planning.passed_ideas import OUTSIDE, PassedIdea
from models.programmes import Programme
from pages.ui.fact_words import labels
from tests.cast import Cast, Team
from tests.pages.conftest import OpenPage


@pytest.fixture(autouse=True)
def friday(cast: Cast, at) -> None:
    at("2026-11-20 09:00")


def told(page) -> str:
    """Everything the page says, in one text, without the escapes of Markdown."""
    kinds = ("title", "subheader", "markdown", "caption", "text", "error", "info", "warning")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(page, kind)).replace("\\", "")


def press(page, key: str):
    return next(one for one in page.button if one.key == key).click().run()


def keys(page) -> set[str]:
    return {one.key for one in page.button}


def suggest(cast: Cast, team: Team, person: Person, title: str = "Cara bayar PBB lewat ponsel", source: str = "citizens") -> int:
    with transaction() as session:
        programme = Programme.find(team.programme.pk, session)
        idea = Idea.suggest(programme, title, source, cast.acting(person, session), session, source_note="Loket Belinyu")
        session.flush()
        return idea.pk


def bank(team: Team, state: IdeaState = IdeaState.OPEN) -> list[Idea]:
    with view() as session:
        return Idea.bank([team.programme.pk], state, session)


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_anybody_of_the_team_suggests_and_the_source_is_named(cast: Cast, open_page: OpenPage, key: str) -> None:
    """S-H1 A-H1"""
    team: Team = getattr(cast, key)
    page = press(open_page(team.desainer, "rencana", tab="ide"), "idea-new")
    page.text_input(key="idea-new-title").set_value("Waspada tautan undian palsu").run()
    page = press(page, "idea-save")
    assert "Pilih dari mana ide ini berasal" in told(page)
    assert page.text_input(key="idea-new-title").value == "Waspada tautan undian palsu"
    page.selectbox(key="idea-new-source").set_value("hoax")
    page.text_input(key="idea-new-source_note").set_value("Grup WhatsApp warga").run()
    page = press(page, "idea-save")
    assert not page.exception
    assert [(one.title, one.source, one.source_note) for one in bank(team)] == [
        ("Waspada tautan undian palsu", "hoax", "Grup WhatsApp warga")
    ]
    said = told(page)
    assert "Hoaks" in said
    assert "Grup WhatsApp warga" in said


def test_an_idea_like_one_that_is_there_is_hinted_at(cast: Cast, open_page: OpenPage) -> None:
    suggest(cast, cast.simponi, cast.simponi.editor)
    page = press(open_page(cast.simponi.desainer, "rencana", tab="ide"), "idea-new")
    page.text_input(key="idea-new-title").set_value("Bayar PBB dari ponsel").run()
    assert "Mirip dengan yang sudah ada: “Cara bayar PBB lewat ponsel”" in told(page)


def test_an_idea_goes_on_the_board_on_the_next_free_day(cast: Cast, open_page: OpenPage) -> None:
    """S-H1 A3.1"""
    idea_id = suggest(cast, cast.simponi, cast.simponi.desainer)
    page = press(open_page(cast.simponi.koordinator, "rencana", tab="ide"), f"idea-plan-{idea_id}")
    assert page.date_input(key=f"idea-{idea_id}-piece-day").value == date(2026, 11, 23)
    page.selectbox(key=f"idea-{idea_id}-piece-kind").set_value("pengumuman")
    page.selectbox(key=f"idea-{idea_id}-piece-owner").set_value(cast.simponi.editor.pk).run()
    page = press(page, "idea-plan-save")
    assert not page.exception
    assert [one.pk for one in bank(cast.simponi, IdeaState.PLANNED)] == [idea_id]
    with view() as session:
        ours = PlanItem.unbegun([cast.simponi.programme.pk], datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC), session)
        assert [(one.idea_id, one.planned_for, one.owner_id) for one in ours] == [
            (idea_id, datetime(2026, 11, 23, 2, tzinfo=UTC), cast.simponi.editor.pk)
        ]


def test_an_idea_is_set_aside_with_a_reason_and_taken_back(cast: Cast, open_page: OpenPage) -> None:
    idea_id = suggest(cast, cast.simponi, cast.simponi.desainer)
    page = press(open_page(cast.simponi.koordinator, "rencana", tab="ide"), f"idea-aside-{idea_id}")
    page = press(page, "idea-aside-save")
    assert [one.pk for one in bank(cast.simponi)] == [idea_id]
    page.text_area(key=f"aside-{idea_id}").set_value("Menunggu tarif baru").run()
    page = press(page, "idea-aside-save")
    page.session_state["ideas-state"] = IdeaState.SET_ASIDE
    page.run()
    assert "Disisihkan: Menunggu tarif baru" in told(page)
    press(page, f"idea-back-{idea_id}")
    assert [one.pk for one in bank(cast.simponi)] == [idea_id]


def test_one_rewords_his_own_idea_and_not_that_of_another(cast: Cast, open_page: OpenPage) -> None:
    mine = suggest(cast, cast.simponi, cast.simponi.desainer)
    other = suggest(cast, cast.simponi, cast.simponi.editor, "Jadwal samsat keliling")
    page = open_page(cast.simponi.desainer, "rencana", tab="ide")
    assert f"idea-edit-{other}" not in keys(page)
    assert f"idea-plan-{mine}" not in keys(page)
    page = press(page, f"idea-edit-{mine}")
    page.text_input(key=f"idea-{mine}-title").set_value("Bayar PBB tanpa antre").run()
    press(page, "idea-revise-save")
    assert "Bayar PBB tanpa antre" in {one.title for one in bank(cast.simponi)}


def test_the_bank_is_narrowed_to_a_source(cast: Cast, open_page: OpenPage) -> None:
    """S-H1"""
    suggest(cast, cast.simponi, cast.simponi.editor)
    suggest(cast, cast.simponi, cast.simponi.editor, "Undian palsu", "hoax")
    page = open_page(cast.simponi.koordinator, "rencana", tab="ide")
    page.selectbox(key="ideas-source").set_value("hoax").run()
    assert "Undian palsu" in told(page)
    assert "Cara bayar PBB" not in told(page)


def test_a_long_bank_is_leafed_through(cast: Cast, open_page: OpenPage) -> None:
    for number in range(21):
        suggest(cast, cast.simponi, cast.simponi.editor, f"Ide nomor {number}")
    page = open_page(cast.simponi.koordinator, "rencana", tab="ide")
    assert "Ide nomor 20" in told(page)
    assert "Ide nomor 0" not in told(page)
    page = press(page, "ideas-older")
    assert "Ide nomor 0" in told(page)
    assert "Ide nomor 20" in told(press(page, "ideas-first"))


def test_the_leader_reads_and_changes_nothing(cast: Cast, open_page: OpenPage) -> None:
    suggest(cast, cast.simponi, cast.simponi.desainer)
    page = open_page(cast.leader, "rencana", tab="ide")
    assert not page.exception
    assert "Cara bayar PBB" in told(page)
    assert not {one for one in keys(page) if one.startswith("idea-")}


def test_an_idea_of_another_programme_is_neither_seen_nor_opened(cast: Cast, open_page: OpenPage) -> None:
    idea_id = suggest(cast, cast.simponi, cast.simponi.desainer)
    page = open_page(cast.asri.koordinator, "rencana", tab="ide")
    assert "Cara bayar PBB" not in told(page)
    for name in ("plan", "aside", "revise"):
        page.session_state["dialog-planning"] = [name, idea_id]
        page.run()
        assert "Cara bayar PBB" not in told(page)
        assert not {one for one in keys(page) if one.endswith("-save")}
    assert [one.pk for one in bank(cast.simponi)] == [idea_id]


def test_typed_words_never_become_markup(cast: Cast, open_page: OpenPage) -> None:
    suggest(cast, cast.simponi, cast.simponi.desainer, "**Tebal** [x](https://jahat.example)")
    page = open_page(cast.simponi.koordinator, "rencana", tab="ide")
    assert any(r"\*\*Tebal\*\* \[x\]" in one.value for one in page.markdown)


def test_an_idea_is_sent_on_and_accepted_on_the_other_side(cast: Cast, open_page: OpenPage) -> None:
    """S-H1 A-H1 (DAYS 3.9): sent from the row, waiting at the top of the other bank, its origin named; an outside answer is typed."""
    idea_id = suggest(cast, cast.simponi, cast.simponi.desainer)
    assert f"idea-pass-{idea_id}" not in keys(open_page(cast.simponi.desainer, "rencana", tab="ide"))
    page = press(open_page(cast.simponi.koordinator, "rencana", tab="ide"), f"idea-pass-{idea_id}")
    page = press(page, "idea-pass-save")
    assert "Pilih program yang dituju" in told(page)
    page.selectbox(key=f"pass-{idea_id}-to").set_value(0).run()
    page.text_input(key=f"pass-{idea_id}-office").set_value("Dinas Pendidikan").run()
    page = press(page, "idea-pass-save")
    assert "Dikirim ke Dinas Pendidikan" in told(page)
    page = press(page, f"idea-pass-{idea_id}")
    page.selectbox(key=f"pass-{idea_id}-to").set_value(cast.asri.programme.pk).run()
    page = press(page, "idea-pass-save")
    assert not page.exception
    with view() as session:
        inside, outside = PassedIdea.sent(bank(cast.simponi), session)[idea_id]
    page = press(page, f"passed-answer-{outside.pk}")
    page.text_area(key=f"answer-{outside.pk}-text").set_value("Diterima lewat telepon.").run()
    page = press(page, "passed-answer-save")
    assert "Diterima lewat telepon." in told(page)
    page = press(open_page(cast.asri.koordinator, "rencana", tab="ide"), f"passed-accept-{inside.pk}")
    page = press(page, "passed-accept-save")
    assert not page.exception
    assert "Berasal dari SIMPONI" in told(page)
    assert "di sana masih di bank ide" in told(open_page(cast.simponi.koordinator, "rencana", tab="ide"))


def test_the_log_tells_a_sent_idea_in_our_own_words() -> None:
    """S-H1 A-H1. Seen red: "accepted" in English."""
    words = labels(None)
    told = [words["outcome", "accepted"], words["outcome", "declined"], words["outcome", "open"], words["to", OUTSIDE]]
    assert told == ["diterima", "ditolak", "belum ditutup", "kantor di luar aplikasi"]
