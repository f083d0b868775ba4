"""Program: profil, tahapan, dan jalan ke halaman lain milik program."""

import streamlit as st

from data.wording import say
from pages.ui import blocks
from pages.ui.choice import one_programme
from pages.ui.session import me

LINKS = (
    ("programme/team/page.py", "Tim dan SK", "groups", "Siapa ditugaskan dengan surat apa, serah terima tugas, dan notulen"),
    ("results/evaluation/page.py", "Evaluasi", "balance", "Tujuan, manfaat, dan hasil yang dinilai setiap triwulan"),
    ("results/surveys/page.py", "Survei dan kuis", "how_to_vote", "Kepuasan dan pemahaman warga"),
    ("programme/library/page.py", "Pustaka", "folder_open", "Templat dan panduan gaya"),
    ("office/policies/page.py", "Kebijakan dan kontak", "policy", "Kebijakan tim, kontak, akun kanal, dan izin foto warga"),
)


def show_programme() -> None:
    me()
    blocks.title("Program", say("programme.caption"))
    programme = one_programme("profile-programme")
    if programme is None:
        blocks.empty(say("pages.no_role_mine"))
        return
    st.text(programme.rules.description)
    show_links()


def show_links() -> None:
    for file, label, icon, help_line in LINKS:
        with st.container(border=True, gap=None):
            st.page_link(file, label=label, icon=f":material/{icon}:")
            st.caption(help_line)


show_programme()
