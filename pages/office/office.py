"""Kantor: the hub of what keeps the office running."""

import streamlit as st

from data import reference
from pages.ui import blocks
from pages.ui.session import me

LINKS = (
    ("office/people/page.py", "Pengguna", "group", "Siapa boleh apa, sampai kapan, dan siapa menggantikan siapa"),
    ("programme/team/page.py", "Tim dan SK", "groups", "Siapa ditugaskan dengan surat apa, serah terima tugas, dan notulen"),
    ("office/audit/page.py", "Log keputusan", "history_edu", "Siapa melakukan apa, kapan, dan apakah catatannya masih utuh"),
    ("office/policies/page.py", "Kebijakan dan kontak", "policy", "Kebijakan tim, kontak, akun kanal, dan izin foto warga"),
    ("office/replication/page.py", "Replikasi", "content_copy", "Cara kerja program diteruskan ke kantor lain, dan pembaruannya"),
    ("office/letterhead.py", "Kop surat", "corporate_fare", "Kepala laporan dan dokumen cetak, dengan tanggal berlakunya"),
    ("office/settings/page.py", "Pengaturan", "settings", "Pedoman dan asumsinya, jam layanan, hari libur, eskalasi, batas sesi"),
)


def show_office() -> None:
    me()
    blocks.title("Kantor", "Pengguna, log, pengaturan")
    for file, label, icon, help_line in LINKS:
        with st.container(border=True, gap=None):
            st.page_link(file, label=label, icon=f":material/{icon}:")
            st.caption(help_line)
    show_clauses()


def show_clauses() -> None:
    """Which clause of the two guidelines is met on which screen; those still to come say so."""
    clauses = reference.requirements()
    met = [one for one in clauses if one["where"]]
    with st.expander(f"Pemenuhan pedoman: {len(met)} dari {len(clauses)} butir", icon=":material/rule:"):
        for one in clauses:
            state = ":green-badge[:material/check_circle: Terpenuhi]" if one["where"] else ":gray-badge[:material/schedule: Belum dibangun]"
            places = f" :gray[{', '.join(one['where'])}]" if one["where"] else ""
            st.markdown(f":small[**{one['id']}** {state} {blocks.plain(one['text'])}{places}]")


show_office()
