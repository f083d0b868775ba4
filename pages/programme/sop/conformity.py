"""Tab Kepatuhan: berapa konten satu triwulan melewati setiap langkah, di mana dilewati dan mengapa, dan berapa lama (S-H, A-H)."""

import pandas as pd
import streamlit as st

from data.wording import say
from models.governance import sops
from models.governance.sops import Conformity
from models.planning.quarters import Quarter
from models.playbooks import Playbook
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.session import db

QUARTER = "sop-quarter"
BACK = 4  # quarters on offer


def show_conformity(programme: Programme) -> None:
    quarters = [Quarter.running()]
    while len(quarters) < BACK:
        quarters.append(quarters[-1].previous)
    names = {str(one): one for one in quarters}
    chosen = st.selectbox("Triwulan", list(names), key=QUARTER, format_func=lambda key: names[key].label, width=260)
    quarter = names[chosen or next(iter(names))]
    found = sops.conformity(programme, quarter, db())
    total = max((one.all + one.without for one in found), default=0)
    if not total:
        blocks.empty(say("sop.no_content"))
        return
    st.caption(say("sop.conformity_help", count=formats.number(total)))
    for one in found:
        show_step(one, programme.rules)
    with st.expander("Tabel"):
        st.dataframe(pd.DataFrame([row(one) for one in found]), hide_index=True, width="stretch")
    show_asides(programme, quarter)


def show_step(one: Conformity, rules: Playbook) -> None:
    with st.container(border=True, gap="xsmall"):
        share = one.through / one.all if one.all else 0.0
        color = "green" if one.through == one.all else "orange" if one.missed else "blue"
        words = say("sop.through", through=formats.number(one.through), all=formats.number(one.all))
        times = f" · {say('sop.days', days=formats.number(round(one.days, 1)))}" if one.days is not None else ""
        st.markdown(f"**{blocks.plain(one.step.number)}. {blocks.plain(one.step.label)}** :{color}-badge[{words}] :small[:gray[{times}]]")
        st.progress(share)
        lines = [say("sop.skipped", lane=lane_label(rules, lane), count=formats.number(count)) for lane, count in one.skipped.items()]
        lines += [say("sop.without", count=formats.number(one.without))] if one.without else []
        lines += [say("sop.missed", count=formats.number(one.missed))] if one.missed else []
        if lines:
            st.caption("; ".join(blocks.plain(line) for line in lines))


def show_asides(programme: Programme, quarter: Quarter) -> None:
    found = sops.exceptions(programme, quarter, db())
    blocks.heading("Di luar alur biasa", formats.number(len(found)))
    if not found:
        st.caption(say("sop.no_asides"))
    for one in found:
        marks = [lane_label(programme.rules, one.lane)] if one.lane != sops.NORMAL else []
        marks += [say("sop.verbal")] if one.verbal else []
        marks += [say("programme.later").capitalize()] if one.later else []
        with blocks.row_of(one.title, " · ".join(marks)):
            st.page_link("review/content/page.py", label="Buka", icon=":material/article:", query_params={"id": str(one.content_id)})


def row(one: Conformity) -> dict[str, object]:
    return {
        "Langkah": f"{one.step.number}. {one.step.label}",
        "Melewati": one.through,
        "Dari": one.all,
        "Jalur lain": sum(one.skipped.values()),
        "Tanpa jejak": one.missed,
        "Hari (median)": round(one.days, 1) if one.days is not None else None,
    }


def lane_label(rules: Playbook, key: str) -> str:
    return next((lane.label for lane in rules.lanes if lane.key == key), key)
