"""SOP: alurnya, buktinya, kepatuhannya, dan versinya."""

from collections.abc import Callable

import streamlit as st

from data.wording import say
from models.programmes import Programme
from pages.documents import sop_sheet
from pages.programme.sop import conformity, flow, versions
from pages.ui import blocks
from pages.ui.choice import one_programme
from pages.ui.session import me
from pages.ui.tabs import chosen_tab

# Each part draws itself for the one programme chosen.
TABS: dict[str, tuple[str, Callable[[Programme], None]]] = {
    "alur": ("Alur dan bukti", flow.show_flow),
    "kepatuhan": ("Kepatuhan", conformity.show_conformity),
    "versi": ("Versi", versions.show_versions),
}


def show_sop() -> None:
    me()
    blocks.title("SOP", say("sop.caption"))
    programme = one_programme("sop-programme")
    if programme is None:
        blocks.empty(say("pages.no_role_mine"))
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        tab = chosen_tab("sop", {key: label for key, (label, _) in TABS.items()})
        st.download_button(
            "Cetak", data=sop_sheet.offered(programme.pk), file_name=sop_sheet.file_name(programme), mime="application/pdf",
            icon=":material/print:", key="sop-print", on_click="ignore",
        )  # fmt: skip
    TABS[tab][1](programme)


show_sop()
