"""Tab Dokumentasi akhir: laporan siklus, rekomendasi kebijakan, berkas indeks inovasi, dan paket bukti dukung (S-H11, A-H13, S4.5)."""

from collections.abc import Callable

import streamlit as st

from data.wording import say
from models.programmes import Programme
from pages.programme.profile.final import binder, package, recommendations, report

PART = "final-part"
# Each part draws itself for the one programme chosen.
PARTS: dict[str, Callable[[Programme], None]] = {
    "laporan": report.show_report,
    "rekomendasi": recommendations.show_recommendations,
    "indeks": binder.show_binder,
    "paket": package.show_package,
}


def show_final(programme: Programme) -> None:
    if st.session_state.get(PART) not in PARTS:
        named = st.query_params.get("bagian", "")
        st.session_state[PART] = named if named in PARTS else next(iter(PARTS))
    chosen = st.segmented_control(
        "Dokumen", list(PARTS), key=PART, required=True, format_func=lambda key: f":gray[{say(f'final_parts.{key}')}]",
        label_visibility="collapsed",
    )  # fmt: skip
    PARTS[chosen or next(iter(PARTS))](programme)
