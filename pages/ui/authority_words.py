"""Who was allowed to do what on a day: a table with a search, on /tim and /audit, and its words for documents."""

from datetime import date

import pandas as pd
import streamlit as st

from data.wording import say
from models.actors import OFFICE_ROLES
from models.base import today
from models.governance.authority import Authority, on_day, rules_on
from models.playbooks import Playbook
from models.programmes import Programme, Unit
from pages.ui import blocks, formats
from pages.ui.narrow import narrow
from pages.ui.session import db, me


def show_authority(programme: Programme) -> None:
    st.caption(say("team.authority_help"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picked = st.date_input("Pada tanggal", value=today(), key="authority-day", format="DD/MM/YYYY", width=180)
        day = picked if isinstance(picked, date) else today()
        held, rules = on_day(programme, day, me(), db()), rules_on(programme, day, db())
        rights = {key: right_label(key) for one in held for key in one.rights}
        wanted = st.selectbox(
            "Boleh apa (boleh kosong)", sorted(rights, key=lambda key: rights[key]), index=None, key="authority-right",
            placeholder="Semua", format_func=lambda key: rights.get(key, key),
        )  # fmt: skip
    found = [one for one in held if wanted is None or wanted in one.rights]
    if not found:
        blocks.empty(say("team.authority_none", day=formats.day(day)))
        return
    heading = say("team.authority_found", count=len(found), day=formats.full_day(day))
    st.markdown(f"**{blocks.plain(heading)}**")
    if not narrow():
        st.dataframe(table(found, rules, rights), hide_index=True, key="authority-table")
        return
    for line in table(found, rules, rights).to_dict("records"):
        name, role, instead, basis, span, may = (blocks.plain(str(line[key])) for key in line)
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f"**{name}** · {role}" + (f" :small[:gray[menggantikan {instead}]]" if line["Menggantikan"] != "–" else ""))
            st.markdown(f":small[:gray[{basis}  \n{span}]]")
            with st.expander("Boleh"):
                st.markdown(f":small[{may}]")


def table(found: list[Authority], rules: Playbook, rights: dict[str, str]) -> pd.DataFrame:
    """Also what the download of the widget holds."""
    units = {unit.pk: unit.name for unit in Unit.all(db())}
    return pd.DataFrame([row(one, rules, units) | {"Boleh": "; ".join(rights[key] for key in one.rights)} for one in found])


def row(one: Authority, rules: Playbook, units: dict[int, str]) -> dict[str, str]:
    role = role_label(one.role, rules)
    unit = f" ({units[one.unit_id]})" if one.unit_id in units else ""
    basis = say(f"authority_bases.{one.basis}")
    return {
        "Nama": one.name,
        "Peran": role + unit,
        "Menggantikan": one.instead_of or "–",
        "Dasar": f"{basis}: {one.letter}" if one.letter else basis,
        "Masa": formats.period(one.starts_on, one.ends_on),
    }


def role_label(role: str, rules: Playbook) -> str:
    return next((one.label for one in rules.roles if one.key == role), OFFICE_ROLES.get(role, role))


def right_label(key: str) -> str:
    kind, _, label = key.partition(":")
    return say("team.decides_stage", stage=label) if kind == "stage" else say(f"rights.{key}")
