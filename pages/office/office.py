"""Kantor: the hub of what keeps the office running."""

import streamlit as st

from pages.ui import blocks
from pages.ui.session import me

LINKS = (
    ("office/people/page.py", "Pengguna", "group", "Siapa boleh apa, sampai kapan, dan siapa menggantikan siapa"),
    ("office/audit/page.py", "Log keputusan", "history_edu", "Siapa melakukan apa, kapan, dan apakah catatannya masih utuh"),
    ("office/contacts.py", "Kebijakan dan kontak", "contacts", "Kontak yang boleh dicantumkan dan yang hanya untuk verifikasi"),
    ("office/service_hours/page.py", "Pengaturan", "settings", "Jam layanan, hari libur, mode layanan 24 jam, batas sesi"),
)


def show_office() -> None:
    me()
    blocks.title("Kantor", "Pengguna, log, pengaturan")
    for file, label, icon, help_line in LINKS:
        with st.container(border=True, gap=None):
            st.page_link(file, label=label, icon=f":material/{icon}:")
            st.caption(help_line)


show_office()
