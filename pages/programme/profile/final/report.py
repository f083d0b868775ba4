"""Laporan akhir satu siklus: menulis, mengajukan, mengesahkan, dan mengunduhnya (S-H11, A-H13)."""

import streamlit as st

from data import files
from data.database import reading
from data.wording import say
from models.base import LOCAL
from models.governance.cycles import Cycle
from models.governance.final_reports import LENGTHS, FinalReport, ReportState
from models.governance.renewing_reports import REASON
from models.programmes import Programme
from pages.documents import final_report
from pages.programme.profile.cycle_choice import chosen_cycle
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, me, signed_in, telling

LOOKS: dict[ReportState, tuple[blocks.Color, str]] = {
    ReportState.DRAFT: ("gray", "edit_note"),
    ReportState.WAITING: ("orange", "hourglass_top"),
    ReportState.SETTLED: ("green", "verified"),
}


def show_report(programme: Programme) -> None:
    found = Cycle.listed(programme.pk, me(), db())
    if not found:
        blocks.empty(say("final.no_cycle"))
        return
    cycle = chosen_cycle(found)
    report = FinalReport.of(cycle.pk, me(), db())
    show_head(cycle, report)
    show_editions(cycle, report)
    if not FinalReport.objections_to_writing(cycle, report, me()):
        show_form(cycle, report)
    elif report:
        show_words(report)
        show_renewing(report)


def show_head(cycle: Cycle, report: FinalReport | None) -> None:
    state = report.state if report else ReportState.DRAFT
    color, icon = LOOKS[state]
    look = blocks.Look(say(f"final_states.{state}") if report else "Belum ditulis", color, icon)
    edition = report.edition if report else 1
    version = say("final.edition_name", number=edition) if edition > 1 else ""
    meta = " · ".join(filter(None, (report.number if report else "", version, formats.period(cycle.starts_on, cycle.ends_on))))
    with st.container(border=True, gap="small"):
        with blocks.row_of(f"Laporan akhir {cycle.label}", meta, look, border=False):
            pass
        with st.container(horizontal=True, gap="small"):
            for form, (label, mime) in final_report.TYPES.items():
                st.download_button(
                    label, final_report.offered(cycle.pk, form), final_report.file_name(cycle, form, edition), mime, key=f"final-{form}",
                    icon=":material/download:", on_click="ignore",
                )  # fmt: skip
        st.caption(say("final.caption_report"))
        if report:
            if report.reason:
                words = say("final.edition", number=edition, before=edition - 1, reason=report.reason)
                st.caption(blocks.plain(words))
            show_state(report)
        if state is not ReportState.SETTLED:
            st.caption(f":material/info: {say('final.concept_help')}")


def show_state(report: FinalReport) -> None:
    if report.note and report.state is ReportState.DRAFT:
        st.markdown(f":orange-badge[:material/undo: Catatan] {blocks.plain(report.note.text)}")
    if report.state is ReportState.WAITING and report.submitted_by and report.submitted_at:
        st.caption(blocks.plain(say("final.waiting", who=report.submitted_by.name, on=formats.moment(report.submitted_at))))
    if report.settled_by and report.settled_at:
        on = formats.day(report.settled_at.astimezone(LOCAL).date())
        st.caption(blocks.plain(say("final.settled_by", who=report.settled_by.name, on=on, digest=report.kept("pdf")[:12])))
    barred = report.objections_to_deciding(me())
    if report.state is ReportState.WAITING and barred.about("person") and not report.objections_to_writing(report.cycle, None, me()):
        blocks.issues_list(barred)
    if not barred:
        seen = (report.pk, report.version, report.cycle_id)
        with st.container(horizontal=True, gap="small"):
            st.button("Sahkan", key="final-settle", type="primary", icon=":material/verified:", on_click=settle, args=seen)
            with st.popover("Kembalikan", icon=":material/undo:", key="final-return-ask"):
                st.text_area("Alasan", key="final-return-reason", height=100, max_chars=1_000)
                st.button("Kembalikan", key="final-return", type="primary", on_click=return_for_changes, args=seen[:2])


def show_form(cycle: Cycle, report: FinalReport | None) -> None:
    key = f"final-{cycle.pk}"
    with st.container(border=True, gap="small"):
        st.text_input("Nomor laporan", report.number if report else "", key=f"{key}-number", max_chars=LENGTHS["number"])
        st.text_area("Ringkasan", report.summary if report else "", key=f"{key}-summary", height=150, max_chars=LENGTHS["summary"])
        st.text_area(
            "Pelajaran yang dipetik", report.lessons if report else "", key=f"{key}-lessons", height=150, max_chars=LENGTHS["lessons"]
        )
        with st.container(horizontal=True, gap="small"):
            seen = report.version if report else None
            st.button("Simpan laporan", key="final-save", type="primary", icon=":material/save:", on_click=save, args=(cycle.pk, seen))
            if report:
                barred = report.objections_to_submitting(me())
                args = (report.pk, report.version)
                st.button("Ajukan", key="final-submit", icon=":material/send:", disabled=bool(barred), on_click=submit, args=args)
                blocks.issues_list(barred)


def show_words(report: FinalReport) -> None:
    for label, text in (("Ringkasan", report.summary), ("Pelajaran yang dipetik", report.lessons)):
        blocks.heading(label)
        st.text(text or say("final.none"))


def show_editions(cycle: Cycle, report: FinalReport | None) -> None:
    """Once there is more than one: each as it was settled."""
    if report is None or report.edition == 1:
        return
    found = FinalReport.in_force(cycle.pk, me(), db())
    blocks.heading(say("final.earlier"), len(found), icon="history")
    for place, one in enumerate(found):
        on = formats.day(one.settled_at.astimezone(LOCAL).date()) if one.settled_at else ""
        meta = " · ".join(filter(None, (one.number, say("final.earlier_row", who=one.settled_by.name if one.settled_by else "–", on=on))))
        look = blocks.Look(say("final.superseded"), "gray", "history") if place else blocks.Look(say("final.in_force"), "green", "verified")
        with blocks.row_of(say("final.edition_name", number=one.edition), meta, look):
            for form, (_, mime) in final_report.TYPES.items():
                st.download_button(
                    form.upper(), final_report.kept_offered(cycle.pk, form, one.edition), final_report.file_name(cycle, form, one.edition),
                    mime, key=f"final-kept-{one.edition}-{form}", on_click="ignore",
                )  # fmt: skip


def show_renewing(report: FinalReport) -> None:
    if report.objections_to_renewing(me()):
        return
    with st.popover("Susun versi baru", icon=":material/post_add:", key="final-renew-ask"):
        st.caption(say("final.renew_help"))
        st.text_area("Alasan", key="final-renew-reason", height=100, max_chars=REASON)
        st.button("Susun versi baru", key="final-renew", type="primary", on_click=renew, args=(report.pk, report.version))


def save(cycle_id: int, seen: int | None) -> None:
    texts = {name: st.session_state.get(f"final-{cycle_id}-{name}") or "" for name in LENGTHS}
    with attempt(say("final.saved")) as session:
        by = signed_in(session)
        FinalReport.write(Cycle.find(cycle_id, by, session), by, session, texts, seen)


def submit(report_id: int, seen: int) -> None:
    with attempt(say("final.submitted")) as session:
        by = signed_in(session)
        FinalReport.current(report_id, seen, by, session).submit(by)


def return_for_changes(report_id: int, seen: int) -> None:
    with attempt(say("final.returned")) as session:
        by = signed_in(session)
        FinalReport.current(report_id, seen, by, session).return_for_changes(by, st.session_state.get("final-return-reason") or "")


def renew(report_id: int, seen: int) -> None:
    with attempt(say("final.renewed"), then=lambda: st.session_state.update({"final-renew-reason": ""})) as session:
        by = signed_in(session)
        FinalReport.current(report_id, seen, by, session).renew(by, st.session_state.get("final-renew-reason") or "")


def settle(report_id: int, seen: int, cycle_id: int) -> None:
    """Its files are made and kept first, outside the transaction that names them."""
    with telling():
        with st.spinner(say("final.settling")), reading() as session:
            made = final_report.settled(session, cycle_id, signed_in(session))
        kept = {form: files.keep(data).sha256 for form, data in made.items()}
        with attempt(say("final.settled")) as session:
            by = signed_in(session)
            FinalReport.current(report_id, seen, by, session).settle(by, kept)
