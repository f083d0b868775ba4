"""/rencana at the screen: the quarter's plan is written, decided on, held against what went out, and closed."""

from collections.abc import Callable
from datetime import datetime

import pytest
import streamlit as st
from sqlmodel import Session

from data.database import reading, transaction
from models.planning.campaigns import Campaign
from models.planning.items import Outcome, PlanItem
from models.planning.plans import Aim, Plan, PlanState, Urgency
from models.planning.quarters import Quarter
from models.programmes import Programme
from pages.documents import quarter_plan
from tests.cast import Cast
from tests.pages.conftest import OpenPage

RUNNING, NEXT = Quarter(2026, 4), Quarter(2027, 1)


@pytest.fixture(autouse=True)
def monday(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-16 09:00")


def told(page) -> str:
    """Everything the page says, in one text, without the escapes of Markdown."""
    kinds = ("title", "subheader", "markdown", "caption", "text", "error", "info", "warning")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(page, kind)).replace("\\", "")


def button(page, key: str):
    return next(one for one in page.button if one.key == key)


def keys(page) -> set[str]:
    return {one.key for one in page.button}


def programme(cast: Cast, session: Session) -> Programme:
    return Programme.find(cast.simponi.programme.pk, session)


def plan(cast: Cast, upto: PlanState = PlanState.APPROVED, quarter: Quarter = RUNNING) -> int:
    with transaction() as session:
        by = cast.acting(cast.simponi.koordinator, session)
        made = Plan.draft(programme(cast, session), quarter, by, session)
        made.revise(by, [Aim("edukasi", "19.01.02", 3)], {"facebook": 3}, [Urgency("Samsat", "Banyak ditanyakan")])
        if upto is not PlanState.DRAFT:
            made.submit(by)
        if upto is PlanState.APPROVED:
            made.approve(cast.acting(cast.simponi.mentor, session))
        return made.pk


def piece(cast: Cast, hour: str) -> int:
    with transaction() as session:
        by, moment = cast.acting(cast.simponi.koordinator, session), datetime.fromisoformat(f"{hour}+07:00")
        return PlanItem.plan(programme(cast, session), "Samsat keliling", "pengumuman", ["instagram"], moment, by, session).pk


def newest(cast: Cast, quarter: Quarter = RUNNING) -> Plan:
    with reading() as session:
        return Plan.versions(cast.simponi.programme.pk, quarter, session)[0]


def test_a_quarter_without_a_plan_says_what_to_do(cast: Cast, open_page: OpenPage) -> None:
    page = open_page(cast.simponi.koordinator, "rencana")
    assert not page.exception
    assert "Triwulan IV 2026" in told(page)
    assert "Belum ada rencana untuk Triwulan IV 2026. Buat rencana" in told(page)
    button(page, "plan-draft").click().run()
    assert not page.exception
    assert newest(cast).state is PlanState.DRAFT


@pytest.mark.parametrize("who", ["leader", "desainer"])
def test_who_may_not_plan_reads_only(cast: Cast, open_page: OpenPage, who: str) -> None:
    plan(cast)
    person = cast.leader if who == "leader" else cast.simponi.desainer
    page = open_page(person, "rencana")
    if who == "leader":
        page.segmented_control(key="plan-programme").set_value(cast.simponi.programme.pk).run()
    assert not page.exception
    assert "Berlaku" in told(page)
    assert not keys(page) & {"plan-draft", "plan-version-new", "plan-save", "plan-approve", "campaign-new", "plan-close"}


def test_a_plan_is_filled_in_and_submitted(cast: Cast, open_page: OpenPage) -> None:
    """S1.3: targets per information type, frequency per channel, priorities with reasons."""
    plan_id = plan(cast, PlanState.DRAFT)
    page = open_page(cast.simponi.koordinator, "rencana")
    button(page, "plan-add-target").click().run()
    page.selectbox(key=f"plan-{plan_id}-3-kind").set_value("layanan_publik").run()
    page.number_input(key=f"plan-{plan_id}-3-count").set_value(8).run()
    page.number_input(key=f"plan-{plan_id}-often-instagram").set_value(2.5).run()
    assert "Ada isian yang belum disimpan" in told(page)
    button(page, "plan-submit").click().run()
    assert not page.exception
    made = newest(cast)
    assert made.state is PlanState.WAITING
    assert made.aims == [Aim("edukasi", "19.01.02", 3), Aim("layanan_publik", "", 8)]
    assert made.per_week == {"facebook": 3, "instagram": 2.5}


def test_what_was_typed_stays_when_it_is_refused(cast: Cast, open_page: OpenPage) -> None:
    plan_id = plan(cast, PlanState.DRAFT)
    page = open_page(cast.simponi.koordinator, "rencana")
    button(page, "plan-add-priority").click().run()
    page.text_input(key=f"plan-{plan_id}-3-subject").set_value("Pajak daerah").run()
    button(page, "plan-submit").click().run()
    assert "Prioritas “Pajak daerah” belum punya alasan." in told(page)
    assert page.text_input(key=f"plan-{plan_id}-3-subject").value == "Pajak daerah"
    assert newest(cast).state is PlanState.DRAFT


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(cast: Cast, open_page: OpenPage) -> None:
    plan_id = plan(cast, PlanState.DRAFT)
    page = open_page(cast.simponi.koordinator, "rencana")
    page.number_input(key=f"plan-{plan_id}-1-count").set_value(9).run()
    with transaction() as session:
        by = cast.acting(cast.simponi.editor, session)
        Plan.current(plan_id, None, by.programmes, session).revise(by, [Aim("edukasi", "", 5)], {"facebook": 1}, [])
    button(page, "plan-save").click().run()
    assert newest(cast).aims == [Aim("edukasi", "", 5)]
    assert page.number_input(key=f"plan-{plan_id}-1-count").value == 9
    button(page, "plan-reload").click().run()
    assert page.number_input(key=f"plan-{plan_id}-1-count").value == 5


def test_priorities_change_places(cast: Cast, open_page: OpenPage) -> None:
    plan_id = plan(cast, PlanState.DRAFT)
    page = open_page(cast.simponi.koordinator, "rencana")
    button(page, "plan-add-priority").click().run()
    page.text_input(key=f"plan-{plan_id}-3-subject").set_value("Pajak daerah").run()
    page.text_area(key=f"plan-{plan_id}-3-reason").set_value("Jatuh tempo Maret").run()
    button(page, "plan-raise-3").click().run()
    button(page, "plan-save").click().run()
    assert [one.subject for one in newest(cast).urgencies] == ["Pajak daerah", "Samsat"]


def test_the_mentor_finds_the_plan_among_what_waits_and_approves_it(cast: Cast, open_page: OpenPage) -> None:
    """S-H1: the plan is approved by the mentor."""
    plan_id = plan(cast, PlanState.WAITING, NEXT)
    page = open_page(cast.simponi.mentor, "persetujuan")
    assert "Rencana triwulan menunggu saya" in told(page)
    page = open_page(cast.simponi.mentor, "rencana", rencana=plan_id)
    assert "Triwulan I 2027" in told(page)
    button(page, "plan-approve").click().run()
    assert not page.exception
    assert newest(cast, NEXT).state is PlanState.APPROVED


def test_the_mentor_returns_a_plan_with_a_note_that_its_writer_reads(cast: Cast, open_page: OpenPage) -> None:
    """A-H1"""
    plan_id = plan(cast, PlanState.WAITING)
    page = open_page(cast.simponi.mentor, "rencana")
    page.text_area(key=f"plan-note-{plan_id}").set_value("Edukasi untuk Mendo Barat belum ada.").run()
    button(page, "plan-return").click().run()
    page = open_page(cast.simponi.koordinator, "rencana")
    assert "Edukasi untuk Mendo Barat belum ada." in told(page)


def test_the_gap_is_named(cast: Cast, open_page: OpenPage) -> None:
    """S1.3: plan against actual at a glance, in words."""
    plan(cast)
    page = open_page(cast.simponi.mentor, "rencana")
    assert "Kurang 3 edukasi untuk Belinyu" in told(page)
    assert "Facebook: 0 per minggu dari target 3" in told(page)


def test_a_new_version_says_what_it_changed(cast: Cast, open_page: OpenPage) -> None:
    plan(cast)
    page = open_page(cast.simponi.koordinator, "rencana")
    button(page, "plan-version-new").click().run()
    made = newest(cast)
    page.number_input(key=f"plan-{made.pk}-1-count").set_value(6).run()
    button(page, "plan-save").click().run()
    assert "Edukasi, Belinyu: target 3 menjadi 6" in told(page)


def test_a_draft_is_thrown_away(cast: Cast, open_page: OpenPage) -> None:
    plan(cast, PlanState.DRAFT)
    page = open_page(cast.simponi.koordinator, "rencana")
    button(page, "plan-discard").click().run()
    assert not page.exception
    assert "Belum ada rencana untuk Triwulan IV 2026" in told(page)


def test_a_campaign_is_opened_and_cancelled_in_dialogs(cast: Cast, open_page: OpenPage) -> None:
    page = open_page(cast.simponi.koordinator, "rencana")
    button(page, "campaign-new").click().run()
    page.text_input(key="campaign-name-0").set_value("Sadar pajak").run()
    button(page, "campaign-save").click().run()
    assert "Tujuan kampanye belum diisi." in told(page)
    page.text_area(key="campaign-aim-0").set_value("Warga membayar tepat waktu").run()
    page.selectbox(key="campaign-target_group-0").set_value("Pelaku usaha kecil").run()
    page.checkbox(key="campaign-big-0").check().run()
    button(page, "campaign-save").click().run()
    with reading() as session:
        made = Campaign.of_quarter(cast.simponi.programme.pk, RUNNING, session)[0]
        assert (made.name, made.big) == ("Sadar pajak", True)
    button(page, f"campaign-stop-{made.pk}").click().run()
    page.text_area(key=f"campaign-reason-{-made.pk}").set_value("Anggaran dialihkan").run()
    button(page, "campaign-cancel").click().run()
    assert "Alasan dibatalkan: Anggaran dialihkan" in told(page)


def test_the_quarter_is_closed_with_a_reason_for_every_deviation(cast: Cast, open_page: OpenPage, at: Callable[[str], datetime]) -> None:
    """S1.3: moved, replaced, cancelled or not done, with a reason."""
    plan(cast)
    item_id = piece(cast, "2026-12-01T10:00")
    at("2027-01-05 09:00")
    page = open_page(cast.simponi.koordinator, "rencana", triwulan="2026-4")
    assert "Masih ada 1 rencana konten tanpa hasil" in told(page)
    button(page, f"settle-{item_id}").click().run()
    assert "Masih ada 1 rencana konten tanpa hasil" in told(page)
    page.text_input(key=f"why-{item_id}").set_value("Bahan dari Samsat tidak datang").run()
    button(page, f"settle-{item_id}").click().run()
    button(page, "plan-close").click().run()
    assert not page.exception
    assert newest(cast).state is PlanState.CLOSED
    assert "Hasil di bawah ini ditetapkan saat triwulan ditutup" in told(page)
    assert "Alasan: Bahan dari Samsat tidak datang" in told(page)
    with reading() as session:
        assert PlanItem.settled_of(cast.simponi.programme.pk, RUNNING, session)[0].outcome is Outcome.NOT_DONE


def test_several_programmes_are_chosen_here(cast: Cast, open_page: OpenPage) -> None:
    plan(cast)
    page = open_page(cast.leader, "rencana")
    assert page.segmented_control(key="plan-programme").options
    with transaction() as session:
        by = cast.acting(cast.asri.koordinator, session)
        other = Plan.draft(Programme.find(cast.asri.programme.pk, session), RUNNING, by, session)
        plan_id = other.pk
    page = open_page(cast.leader, "rencana", rencana=plan_id)
    assert "ASRI" in told(page)
    page = open_page(cast.simponi.koordinator, "rencana", rencana=plan_id)
    assert "Tidak ditemukan" in told(page)


def test_the_plan_is_printed_with_figures_and_a_place_to_sign(cast: Cast) -> None:
    """S-H1 A-H1: the plan as a document."""
    plan_id = plan(cast)
    with reading() as session:
        actor = cast.acting(cast.simponi.mentor, session)
        said = quarter_plan.told(Plan.find(plan_id, actor.programmes, session), session, actor)
        assert said["targets"] == [["Edukasi", "Belinyu", "3", "0", "0", "3"]]
        assert [row[1] for row in said["signed"]] == [cast.simponi.koordinator.name, cast.simponi.mentor.name]
        assert quarter_plan.printed(session, plan_id, actor).startswith(b"%PDF")


def test_the_page_stays_within_its_statements(cast: Cast, open_page: OpenPage, queries: Callable) -> None:  # type: ignore[type-arg]
    """The same number however many pieces there are."""
    plan(cast)
    piece(cast, "2026-10-01T10:00")
    with reading() as session, queries(session) as few:
        open_page(cast.simponi.koordinator, "rencana")
    for day in range(2, 12):
        piece(cast, f"2026-10-{day:02}T10:00")
    with reading() as session, queries(session) as many:
        open_page(cast.simponi.koordinator, "rencana")
    assert len(many) == len(few) <= 45


def test_a_plan_to_decide_on_waits_at_home_in_the_menu_and_leads_there(cast: Cast, open_page: OpenPage) -> None:
    """S1.3: seen red with a mentor told of contents only; who submitted it isn't told of his own."""
    waiting = plan(cast, PlanState.WAITING, NEXT)
    page = open_page(cast.simponi.mentor)
    assert not page.exception
    assert "Rencana triwulan menunggu saya" in told(page)
    assert "Triwulan I 2027" in told(page)
    assert "Tidak ada yang menunggu keputusan Anda" not in told(page)
    assert next(one.value for one in page.metric if one.label == "Perlu diputuskan") == "1"
    button(page, f"plan-{waiting}").click().run()
    assert not page.exception
    assert page.query_params["rencana"] == str(waiting)
    assert f"plan-{waiting}" not in keys(open_page(cast.simponi.koordinator))


def test_the_menu_counts_a_plan_among_what_waits(cast: Cast, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the contents, for whoever may decide on it."""
    plan(cast, PlanState.WAITING, NEXT)
    titles: list[str] = []
    real = st.Page
    monkeypatch.setattr(st, "Page", lambda *given, **more: titles.append(more["title"]) or real(*given, **more))
    open_page(cast.simponi.mentor)
    assert "Persetujuan (1)" in titles
