"""Tab Indikator: what is counted and how, with target, baseline, versions and the rows behind each figure."""

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results.figures import Figure, FigureState, figures
from models.results.indicators import IndicatorBaseline, IndicatorTarget, versions
from models.results.origins import SIZE, origin
from models.results.told import OriginRow
from pages.results.imports import quarters
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, signed_in

OPEN = "indicator-open"
LOOKS: dict[FigureState, tuple[blocks.Color, str]] = {
    FigureState.NONE: ("gray", "remove"), FigureState.PARTIAL: ("orange", "timelapse"),
    FigureState.PROVISIONAL: ("blue", "hourglass_top"), FigureState.FINAL: ("green", "check_circle"),
}  # fmt: skip


def show_indicators(actor: Actor, programme: Programme) -> None:
    quarter = quarters.choose("indicator-quarter")
    found = figures(programme, quarter, db())
    if not found:
        blocks.empty(say("figures.no_indicators"))
    for one in found:
        with st.container(border=True, gap="xsmall"):
            with blocks.row_of(one.label, meta(one), state_look(one), border=False):
                st.markdown(f"**{value(one)}**", width="content")
                shown = st.session_state.get(OPEN) == one.key
                st.button("Tutup" if shown else "Rincian", key=f"indicator-{one.key}", on_click=toggle, args=(one.key,))
            if st.session_state.get(OPEN) == one.key:
                show_details(actor, programme, quarter, one)


def value(one: Figure) -> str:
    if one.value is None:
        return say("figures.none")
    return f"{formats.number(one.value, one.decimals)} {blocks.plain(one.unit)}"


def meta(one: Figure) -> str:
    parts = [f"n = {formats.number(one.n)}" if one.value is not None else ""]
    parts.append(f"target {formats.number(one.target, 2)}" if one.target is not None else "")
    parts.append(f"data awal {formats.number(one.baseline, 2)}" if one.baseline is not None else "")
    parts.append(f"triwulan lalu {formats.number(one.previous, one.decimals)}" if one.previous is not None else "")
    return " · ".join(filter(None, parts))


def state_look(one: Figure) -> blocks.Look:
    color, icon = LOOKS[one.state]
    return blocks.Look(say(f"figure_states.{one.state}", until=formats.day(one.until) if one.until else ""), color, icon)


def show_details(actor: Actor, programme: Programme, quarter: Quarter, one: Figure) -> None:
    owner = programme.rules.role(one.owner).label if one.owner in {role.key for role in programme.rules.roles} else one.owner
    better = say(f"figures.better_{one.better}")
    st.markdown(blocks.plain(say(f"formulas.{one.formula}", metric=say(f"metrics.{one.metric}") if one.metric else "")))
    st.caption(blocks.plain(f"{one.help} Sumber: {one.source}. Penanggung jawab: {owner}. {better}".strip()))
    if one.baseline_note:
        st.caption(blocks.plain(say("figures.baseline", value=formats.number(one.baseline or 0, 2), note=one.baseline_note)))
    if one.missing:
        labels = {channel.key: channel.label for channel in programme.rules.channels}
        st.caption(blocks.plain(say("figures.missing_channels", channels=formats.listing(labels.get(key, key) for key in one.missing))))
    history = versions(programme, one.key, db())
    if len(history) > 1:
        st.caption(say("figures.versions", versions=formats.listing(f"v{told.number}" for told, _ in history)))
    if can(actor, "plan", programme):
        ask_target(programme, quarter, one)
        ask_baseline(programme, one)
    blocks.heading("Asal angka", icon="data_object")
    rows = origin(one, programme, quarter, db())
    if not rows:
        st.caption(say("figures.no_origin"))
        return
    labels = {channel.key: channel.label for channel in programme.rules.channels}
    about = {row: labels.get(row.channel, "") for row in rows}
    table = [
        {"Tanggal": row.day, "Tentang": row.what or name, "Kanal": name, "Nilai": row.value, "Buka": way(row)}
        for row, name in about.items()
    ]
    columns = {
        "Tanggal": st.column_config.DateColumn(format="DD/MM/YYYY"), "Nilai": st.column_config.NumberColumn(format="localized"),
        "Buka": st.column_config.LinkColumn(display_text="Buka"),
    }  # fmt: skip
    st.dataframe(table, hide_index=True, column_config=columns)
    st.caption(say("figures.origin_bound", count=SIZE))


def way(row: OriginRow) -> str | None:
    """To the content, else to where the post or the document is."""
    return f"/konten?id={row.content_id}" if row.content_id else row.link or None


def ask_target(programme: Programme, quarter: Quarter, one: Figure) -> None:
    key = f"target-{one.key}-{quarter}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.number_input(f"Target {quarter.label}", min_value=0.0, value=one.target, key=key, width=220)
        st.button("Simpan target", key=f"save-{key}", on_click=set_target, args=(programme.pk, one.key, str(quarter), key))


def ask_baseline(programme: Programme, one: Figure) -> None:
    with st.popover("Tetapkan data awal", icon=":material/flag:"):
        st.number_input("Nilai", min_value=0.0, value=one.baseline, key=f"base-value-{one.key}")
        st.text_input("Periode", key=f"base-period-{one.key}", placeholder="Triwulan II 2026")
        st.text_input("Sumber", key=f"base-source-{one.key}", placeholder="Laporan tahunan 2025")
        st.button("Simpan data awal", key=f"base-{one.key}", on_click=set_baseline, args=(programme.pk, one.key))


def set_target(programme_id: int, indicator: str, quarter: str, key: str) -> None:
    read = Quarter.read(quarter)
    with attempt("Target tersimpan.") as session:
        if read is not None:
            programme = Programme.find(programme_id, session)
            IndicatorTarget.set(programme, indicator, read, st.session_state.get(key), signed_in(session), session)


def set_baseline(programme_id: int, indicator: str) -> None:
    state = st.session_state
    with attempt("Data awal tersimpan.") as session:
        told = state.get(f"base-value-{indicator}")
        IndicatorBaseline.set(
            Programme.find(programme_id, session), indicator, -1 if told is None else told, state.get(f"base-period-{indicator}", ""),
            state.get(f"base-source-{indicator}", ""), signed_in(session), session,
        )  # fmt: skip


def toggle(key: str) -> None:
    st.session_state[OPEN] = None if st.session_state.get(OPEN) == key else key
