"""Pratinjau: every row of the file with its verdict, what applying would do, and the button that does it."""

from collections.abc import Sequence
from dataclasses import asdict

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.planning.sheets.applying import apply
from models.planning.sheets.columns import Columns
from models.planning.sheets.comparing import compare
from models.planning.sheets.imports import SheetImport
from models.planning.sheets.values import Tab
from models.planning.sheets.verdicts import Preview, Verdict
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, signed_in
from pages.work.calendar.sheets import file as sheet_file
from pages.work.calendar.sheets import rows as sheet_rows
from pages.work.calendar.sheets.file import Uploaded

FILTERS = {
    "all": ("Semua", tuple(Verdict)), "changed": ("Berubah", (Verdict.CHANGED,)), "new": ("Baru", (Verdict.NEW,)),
    "conflict": ("Konflik", (Verdict.CONFLICT,)), "refused": ("Ditolak", (Verdict.REFUSED,)),
}  # fmt: skip

FIRST = (Verdict.CONFLICT, Verdict.REFUSED, Verdict.CHANGED, Verdict.NEW, Verdict.KNOWN, Verdict.UNCHANGED)  # what needs eyes comes first


def show_preview(actor: Actor, programme: Programme, taken: Uploaded, tab: Tab, columns: Columns) -> None:
    preview = compare(programme, tab, columns, actor, db())
    remember(programme, tab, columns, preview)
    before = [one for one in SheetImport.latest([programme.pk], db()) if one.sha256 == taken.sha256]
    if before:
        st.info(say("sheets.applied_before", moment=formats.moment(before[0].at)), icon=":material/history:")
    show_verb(programme, preview)
    chosen = choose_filter(programme, preview)
    rows = sorted((one for one in preview.rows if one.verdict in FILTERS[chosen][1]), key=lambda one: FIRST.index(one.verdict))
    if not rows:
        blocks.empty(say("sheets.no_match"))
    sheet_rows.show_rows(programme.pk, rows)
    show_absent(preview)


def remember(programme: Programme, tab: Tab, columns: Columns, preview: Preview) -> None:
    """What is seen now: the button's callback runs before the next drawing."""
    st.session_state[f"sheet-seen-{programme.pk}"] = {"tab": tab.name, "columns": asdict(columns), "seen": preview.seen}


def show_verb(programme: Programme, preview: Preview) -> None:
    """The button with its consequence in words, or that there is nothing to do."""
    counts = {one: len(preview.of(one)) for one in Verdict}
    overwritten = len(overwrites(programme.pk, preview))
    if not counts[Verdict.NEW] + counts[Verdict.CHANGED] + overwritten:
        calm = not counts[Verdict.REFUSED] and not counts[Verdict.CONFLICT]
        st.info(say("sheets.no_change") if calm else say("issues.sheet_nothing"), icon=":material/info:")
        return
    parts = {
        "added": counts[Verdict.NEW], "changed": counts[Verdict.CHANGED], "overwritten": overwritten,
        "kept": counts[Verdict.CONFLICT] - overwritten, "refused": counts[Verdict.REFUSED],
    }  # fmt: skip
    what = formats.listing(say(f"sheets.ask_{key}", count=count) for key, count in parts.items() if count)
    ask = say("sheets.ask_apply", what=what)
    st.markdown(blocks.plain(ask))
    st.button(
        "Terapkan", type="primary", icon=":material/check:", key=f"sheet-apply-{programme.pk}", on_click=take_in, args=(programme.pk,)
    )


def overwrites(programme_id: int, preview: Preview) -> list[int]:
    chosen = st.session_state.get(f"sheet-overwrite-{programme_id}", [])
    return [one.number for one in preview.of(Verdict.CONFLICT) if one.number in chosen]


def choose_filter(programme: Programme, preview: Preview) -> str:
    counts = {key: sum(1 for one in preview.rows if one.verdict in verdicts) for key, (_, verdicts) in FILTERS.items()}
    name = f"sheet-filter-{programme.pk}"
    return st.segmented_control(
        "Saringan", list(FILTERS), default="all", key=name, required=True, label_visibility="collapsed",
        format_func=lambda key: f":gray[{FILTERS[key][0]} ({counts[key]})]",
    ) or "all"  # fmt: skip


def show_absent(preview: Preview) -> None:
    absent: Sequence[str] = [f"{formats.short_moment(one.at)} · {one.title}" for one in preview.absent]
    if absent:
        with st.expander(say("sheets.absent", count=len(absent)), icon=":material/visibility:", key="sheet-absent"):
            st.text("\n".join(absent[:200]))


def take_in(programme_id: int) -> None:
    """Read before the transaction, judged again inside it; what was chosen stays when it is refused."""
    seen = st.session_state[f"sheet-seen-{programme_id}"]
    taken = sheet_file.uploaded(programme_id)
    if taken is None:
        return
    overwrite = set(st.session_state.get(f"sheet-overwrite-{programme_id}", []))
    told: list[str] = []

    def finish() -> None:
        sheet_file.put_aside(programme_id)
        st.session_state[sheet_file.result(programme_id)] = told[0]

    with st.spinner("Menerapkan …"), attempt("Impor diterapkan.", then=finish) as session:
        tab = next(one for one in sheet_file.tabs(taken) if one.name == seen["tab"])
        done = apply(
            Programme.find(programme_id, session), tab, Columns(**seen["columns"]), taken.sha256, signed_in(session), session,
            seen=seen["seen"], overwrite=overwrite,
        )  # fmt: skip
        told.append(say("sheets.applied", added=done.added, changed=done.changed, unchanged=done.unchanged, refused=done.refused))
