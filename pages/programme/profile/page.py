"""Program: profil, tahapan, kegiatan, dan jalan ke halaman lain milik program."""

from collections.abc import Callable

import streamlit as st

from data.wording import say
from models.programmes import Programme
from pages.programme.profile import about, activities, cycles
from pages.programme.profile.final import final
from pages.ui import blocks
from pages.ui.choice import one_programme
from pages.ui.session import me
from pages.ui.tabs import chosen_tab

LINKS = (
    ("programme/sop/page.py", "SOP", "schema", "Langkah, pelaku, bukti, dan kepatuhan"),
    ("programme/team/page.py", "Tim dan SK", "groups", "Siapa ditugaskan dengan surat apa, serah terima tugas, dan notulen"),
    ("results/evaluation/page.py", "Evaluasi", "balance", "Tujuan, manfaat, dan hasil yang dinilai setiap triwulan"),
    ("results/surveys/page.py", "Survei dan kuis", "how_to_vote", "Kepuasan dan pemahaman warga"),
    ("programme/training/page.py", "Pelatihan", "school", "Jadwal, kehadiran, sertifikat, dan siapa sudah dilatih"),
    ("programme/library/page.py", "Pustaka", "folder_open", "Templat dan panduan gaya"),
    ("office/policies/page.py", "Kebijakan dan kontak", "policy", "Kebijakan tim, kontak, akun kanal, dan izin foto warga"),
)
# Each part draws itself for the one programme chosen.
TABS: dict[str, tuple[str, Callable[[Programme], None]]] = {
    "profil": ("Profil", about.show_about),
    "tahapan": ("Tahapan", cycles.show_cycles),
    "kegiatan": ("Kegiatan sosialisasi", activities.show_activities),
    "akhir": ("Dokumentasi akhir", final.show_final),
}


def show_programme() -> None:
    me()
    blocks.title("Program", say("programme.caption"))
    programme = one_programme("profile-programme")
    if programme is None:
        blocks.empty(say("pages.no_role_mine"))
        return
    show_links()
    tab = chosen_tab("programme", {key: label for key, (label, _) in TABS.items()})
    TABS[tab][1](programme)


def show_links() -> None:
    with st.container(horizontal=True, gap="small"):
        for file, label, icon, help_line in LINKS:
            st.page_link(file, label=label, icon=f":material/{icon}:", help=help_line, width="content")


show_programme()
