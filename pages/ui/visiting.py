"""What an inspector is told at home: on which letter he looks, until when, where to begin, and that his looks are logged (S3.4)."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.governance.samples import sendings
from pages.ui import blocks, formats
from pages.ui.session import db, programmes

PAGE = "office/audit/page.py"
PLACES = {"petik": "Uji petik", "pengecualian": "Pengecualian", "kewenangan": "Kewenangan", "temuan": "Temuan pemeriksaan"}


def show(actor: Actor) -> None:
    """Nothing for anybody else."""
    if not actor.is_inspector:
        return
    sent = sendings(actor, next((one.pk for one in programmes()), None), db())
    with st.container(border=True, gap="xsmall", key="visit"):
        blocks.heading(say("today.visit"), icon="policy", color="blue")
        for one in sent:
            letter, until = blocks.plain(one.letter or "–"), formats.day(one.ends_on) if one.ends_on else "–"
            st.markdown(say("today.visit_sent", letter=letter, until=until))
        st.caption(say("today.visit_about"))
        with st.container(horizontal=True, gap="small"):
            for tab, label in PLACES.items():
                st.page_link(PAGE, label=label, icon=":material/arrow_forward:", query_params={"tab": tab})
