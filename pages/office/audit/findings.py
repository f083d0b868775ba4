"""Bagian Temuan pemeriksaan: dicatat koordinator, diikuti di Evaluasi sampai selesai."""

import streamlit as st

from data.wording import say
from models.programmes import Programme
from models.results.evaluations.follow_ups import PAGE, FollowUp, FollowUpKind, Shown
from models.results.evaluations.following import steers
from pages.ui import blocks, evaluation_words, formats
from pages.ui.choice import one_programme
from pages.ui.follow_up_fields import record_finding, show_finding
from pages.ui.session import attempt, db, me

HEADINGS = {Shown.OPEN: ("Terbuka", "assignment_late"), Shown.OVER: ("Selesai", "assignment_turned_in")}


def show_findings() -> None:
    programme = one_programme("audit-programme")
    if programme is None:
        blocks.empty(say("pages.no_role_mine"))
        return
    st.caption(say("audit.findings_help"))
    found = {shown: FollowUp.page([programme.pk], shown, db(), kind=FollowUpKind.INSPECTION) for shown in HEADINGS}
    if not any(found.values()):
        blocks.empty(say("audit.findings_none"))
    for shown, rows in found.items():
        if rows:
            label, icon = HEADINGS[shown]
            blocks.heading(label, f"{PAGE}+" if len(rows) > PAGE else len(rows), icon=icon)
        for one in rows[:PAGE]:
            show_row(one)
    if steers(programme, me()):
        show_form(programme)


def show_row(one: FollowUp) -> None:
    due = say("evaluation.owner_due", owner=one.owner.name, due=formats.day(one.due_on))
    with blocks.row_of(one.title, " · ".join(filter(None, (one.letter, due))), evaluation_words.follow_up_look(one)):
        st.page_link("results/evaluation/page.py", label="Buka", icon=":material/assignment:", query_params={"tindak": str(one.pk)})


def show_form(programme: Programme) -> None:
    with st.expander("Catat temuan baru", icon=":material/policy:", key="finding-new"):
        show_finding(programme, save)


def save(programme_id: int, key: str) -> None:
    def emptied() -> None:
        for name in ("letter", "title", "detail", "owner", "due"):
            st.session_state.pop(f"{key}-{name}", None)

    with attempt(say("audit.finding_recorded"), then=emptied) as session:
        record_finding(programme_id, key, session)
