"""Tab Alur: gambar lajur, setiap langkah dengan tahap, layar, dan bukti yang ditemukan, tabel naskah bila diminta (S-H, A-H)."""

import pandas as pd
import streamlit as st

from data.wording import say
from models.governance import sops
from models.governance.assumptions import standing
from models.planning.quarters import Quarter
from models.playbooks import Playbook
from models.playbooks.sop import EvidenceKind, SopStep
from models.programmes import Programme
from pages.ui import blocks, formats, minutes_links, sop_words, swimlane
from pages.ui.narrow import narrow
from pages.ui.session import db


def show_flow(programme: Programme) -> None:
    rules, quarter = programme.rules, Quarter.running()
    waiting = {one.path for one in standing(programme, db()) if one.confirmed is None and one.path.startswith("sop.")}
    if waiting:
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f":orange-badge[:material/help: {say('sop.assumed', count=len(waiting))}]", width="stretch")
            st.page_link("office/settings/page.py", label="Lihat asumsi", icon=":material/rule_settings:", query_params={"tab": "asumsi"})
    if not narrow():  # a phone has the list below
        with st.container(border=True):
            st.image(swimlane.drawn(rules), width=930)
            st.caption(say("sop.legend"))
    show_tables(rules)
    blocks.heading("Langkah", formats.number(len(rules.sop.main)))
    st.caption(say("sop.evidence_of", quarter=quarter.label))
    found = sops.evidence(programme, quarter, db())
    for one in rules.sop.main:
        show_step(one, programme, found, waiting)


def show_tables(rules: Playbook) -> None:
    with st.expander("Tabel SOP", icon=":material/table:"):
        beside = bool(rules.sop.printed) and st.toggle("Tampilkan naskah tercetak di sampingnya", key="sop-printed")
        corrected = pd.DataFrame([sop_words.row(one, rules) for one in rules.sop.steps])
        if not beside:
            st.dataframe(corrected, hide_index=True, width="stretch")
            return
        left, right = st.columns(2)
        with left:
            st.markdown("**Dibetulkan**")
            st.dataframe(corrected, hide_index=True, width="stretch", height=640)
        with right:
            st.markdown("**Seperti tercetak**")
            printed = pd.DataFrame([sop_words.printed(one) for one in rules.sop.printed])
            st.dataframe(printed, hide_index=True, width="stretch", height=640)


def show_step(one: SopStep, programme: Programme, found: dict[EvidenceKind, int], waiting: set[str]) -> None:
    rules = programme.rules
    with st.container(border=True, gap="xsmall"):
        looks = [f":blue-badge[{say(f'sop_scopes.{one.scope}')}]"]
        looks += [":orange-badge[:material/help: Asumsi]"] if f"sop.steps.{one.key}" in waiting else []
        st.markdown(f"**{blocks.plain(one.number)}. {blocks.plain(one.label)}** {' '.join(looks)}  \n:small[:gray[{about(one, rules)}]]")
        for branch in rules.sop.branches(one.key):
            to = next(it for it in rules.sop.steps if it.key == branch.to)
            color = "green" if branch.branch == "ya" else "red"
            rest = blocks.plain(f"{branch.label} → langkah {to.number} {to.label}")
            st.markdown(f":small[:{color}[**{str(branch.branch).upper()}**] {rest}]")
        if one.note:
            st.caption(blocks.plain(one.note))
        with st.container(horizontal=True, gap="small"):
            for label, page, name in sop_words.stages(one, rules):
                told = f":small[{blocks.plain(label)}]"
                st.page_link(page, label=told, icon=":material/conversion_path:", help=f"Buka {name}", width="content")
            for kind in one.evidence:
                page, query = sop_words.PLACES[kind]
                words = f":small[{say(f'sop_evidence.{kind}')}: {formats.number(found.get(kind, 0))}]"
                st.page_link(page, label=words, icon=":material/task:", query_params=query, width="content")
            minutes_links.show_why_step(one.key, programme)


def about(one: SopStep, rules: Playbook) -> str:
    """Actors, how sure they are, what goes in and out, when."""
    parts = [sop_words.actors(one, rules), f"kepastian {'●' * one.sure}{'○' * (3 - one.sure)}"]
    parts += [f"{one.needs or '–'} → {one.output or '–'}", one.time or ""]
    people = sop_words.roles(one, rules)
    lines = [" · ".join(filter(None, parts))] + ([f"Peran: {people}"] if people else [])
    return "  \n".join(blocks.plain(line) for line in lines)
