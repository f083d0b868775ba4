"""Bagian Masa simpan: kelas catatan, yang lewat masanya, dan pemusnahannya oleh dua orang."""

from collections import Counter

import streamlit as st

from data import erasing
from data.database import reading
from data.wording import say
from models.governance import retention
from models.governance.disposals import LENGTHS, Disposal, DisposalState
from models.governance.retention import Fate, RecordClass
from models.programmes import Programme
from pages.documents import disposal_record
from pages.ui import blocks, formats
from pages.ui.choice import one_programme
from pages.ui.session import attempt, db, me, notice, signed_in

LOOKS: dict[DisposalState, tuple[blocks.Color, str]] = {
    DisposalState.PROPOSED: ("orange", "hourglass_top"), DisposalState.CARRIED_OUT: ("gray", "delete_forever"),
    DisposalState.REFUSED: ("red", "block"),
}  # fmt: skip


def show_retention() -> None:
    programme = one_programme("audit-programme")
    if programme is None:
        blocks.empty(say("pages.no_role_mine"))
        return
    st.caption(say("retention.help"))
    may = not Disposal.objections_to_proposing(programme, me())
    for kind in retention.classes():
        show_class(programme, kind, may)
    made = Disposal.of(programme.pk, me(), db())
    if made:
        blocks.heading("Pemusnahan", len(made), icon="delete_forever")
    for one in made:
        show_disposal(one)


def show_class(programme: Programme, kind: RecordClass, may: bool) -> None:
    permanent = kind.fate is Fate.PERMANENT
    due = [] if permanent else retention.past_term(programme, kind, db())
    held = Counter(one.hold for one in due if one.hold)
    free = len(due) - sum(held.values())
    term = say("retention.permanent") if permanent else say("retention.term", active=kind.active_years, inactive=kind.inactive_years)
    past = blocks.Look(say("retention.past", count=free), "orange" if free else "green", "schedule")
    look = blocks.Look("Permanen", "gray", "lock") if permanent else past
    with st.container(border=True, gap="xsmall"):
        with blocks.row_of(kind.label, f"{kind.covers} · {term}", look, border=False):
            pass
        basis = "retention.basis_permanent" if permanent else "retention.basis"
        st.caption(say(basis, counted=kind.counted_from, source=kind.source, status=kind.status))
        for hold, count in held.items():
            st.caption(f":orange[{say(f'retention_holds.{hold}', count=count)}]")
        if free and may:
            show_form(programme, kind, free)


def show_form(programme: Programme, kind: RecordClass, free: int) -> None:
    key = f"retention-{kind.key}"
    with st.expander("Usulkan pemusnahan", icon=":material/delete_sweep:", key=f"{key}-open"):
        st.caption(say("retention.ask", count=free, day=formats.day(kind.last_day)))
        st.text_input("Dasar atau alasan", key=f"{key}-reason", max_chars=LENGTHS["reason"])
        st.button("Usulkan", key=f"{key}-propose", type="primary", on_click=propose, args=(programme.pk, kind.key))


def show_disposal(one: Disposal) -> None:
    kind, (color, icon) = retention.of_key(one.record_class), LOOKS[one.state]
    people = say(
        "retention.people", proposer=one.proposed_by.name if one.proposed_by else "", decider=one.decided_by.name if one.decided_by else "–"
    )  # fmt: skip
    about = [formats.moment(one.proposed_at), people, one.reason, f"berita acara {one.number}" if one.number else ""]
    title = say("retention.title", label=kind.label if kind else one.record_class, count=len(one.rows))
    with st.container(border=True, gap="small"):
        look = blocks.Look(say(f"disposal_states.{one.state}"), color, icon)
        with blocks.row_of(title, " · ".join(filter(None, about)), look, border=False):
            st.download_button(
                "Berita acara", disposal_record.offered(one.pk), disposal_record.file_name(one), "application/pdf", on_click="ignore",
                icon=":material/download:", key=f"disposal-{one.pk}-pdf",
            )  # fmt: skip
        refused = one.objections_to_deciding(me())
        if one.state is not DisposalState.PROPOSED:
            return
        for issue in refused:
            blocks.field_issue(issue)
        if not refused:
            st.text_input("Nomor berita acara", key=f"disposal-{one.pk}-number", max_chars=LENGTHS["number"])
            with st.container(horizontal=True, gap="small"):
                st.button("Musnahkan", key=f"disposal-{one.pk}-go", type="primary", on_click=carry_out, args=(one.pk, one.version))
                st.button("Tolak", key=f"disposal-{one.pk}-no", on_click=refuse, args=(one.pk, one.version))


def propose(programme_id: int, key: str) -> None:
    with attempt(say("retention.proposed")) as session:
        by = signed_in(session)
        Disposal.propose(Programme.find(programme_id, session), key, st.session_state.get(f"retention-{key}-reason") or "", by, session)


def carry_out(disposal_id: int, seen: int) -> None:
    lines: list[erasing.Line] = []
    with attempt(say("retention.carried_out"), then=lambda: settle(lines)) as session:
        by = signed_in(session)
        number = st.session_state.get(f"disposal-{disposal_id}-number") or ""
        lines += Disposal.current(disposal_id, seen, by, session).carry_out(by, number)


def settle(lines: list[erasing.Line]) -> None:
    """The register beside the backups, and files that no row names any more; places out of reach are named."""
    missed = erasing.note(lines)
    with reading() as session:
        erasing.drop_files(lines, session.connection())
    for place in missed:
        notice("refused", say("commands.erase_missed", place=place))


def refuse(disposal_id: int, seen: int) -> None:
    with attempt(say("retention.refused")) as session:
        by = signed_in(session)
        Disposal.current(disposal_id, seen, by, session).refuse(by)
