"""Every indicator of the quarter in one table: value, target, quarter before, baseline, and what it was counted from."""

import streamlit as st

from data.wording import say
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results.figures import figures
from pages.ui import figure_words, panels
from pages.ui.session import db


def show_register(programme: Programme, quarter: Quarter) -> None:
    found = figures(programme, quarter, db())
    table: panels.Table = {
        "Indikator": [one.label for one in found],
        "Nilai": [figure_words.value(one) for one in found],
        "Target": [figure_words.amount(one.target, one) if one.target is not None else "–" for one in found],
        "Capaian": [figure_words.target_look(one).words if one.target is not None else "–" for one in found],
        "Triwulan lalu": [figure_words.amount(one.previous, one) if one.previous is not None else "–" for one in found],
        "Data awal": [figure_words.amount(one.baseline, one) if one.baseline is not None else "–" for one in found],
        "n": [one.n for one in found],
        "Keadaan": [figure_words.standing(one) for one in found],
    }
    with st.container(border=True, gap="small", key="panel-register"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            reached = [one for one in found if one.reached]
            wanted = [one for one in found if one.reached is not None]
            st.markdown(f"**{say('dashboard.register', reached=len(reached), wanted=len(wanted))}**", width="content")
            with st.container(horizontal=True, width="content", gap="small"):
                st.download_button(
                    "Unduh CSV", panels.as_csv(table), "simpul-indikator.csv", "text/csv", key="csv-register",
                    icon=":material/table_view:", type="tertiary", on_click="ignore",
                )  # fmt: skip
                page, query = panels.ORIGIN
                st.page_link(page, label="Asal angka", icon=":material/manage_search:", query_params=query)
        st.dataframe(table, hide_index=True, width="stretch", key="register")
