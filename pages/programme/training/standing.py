"""Siapa sudah dilatih, dan hasilnya di samping bagian yang lolos validasi pertama."""

import streamlit as st

from data.wording import say
from models.base import today
from models.content.indonesian import number
from models.governance.training_standing import QuarterOfTraining, Standing, by_quarter, standing
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results.told import Told
from pages.ui import blocks, formats
from pages.ui.narrow import narrow
from pages.ui.session import db

QUARTERS = 4
LEAST = 3


def show_standing(programme: Programme) -> None:
    blocks.heading(say("training_standing.heading"), icon="school")
    for one in standing(programme, db()):
        show_kind(one, programme)


def show_kind(one: Standing, programme: Programme) -> None:
    labels = formats.listing((programme.rules.role(key).label for key in one.kind.roles), "dan")
    with st.container(border=True, gap="xxsmall", key=f"standing-{one.kind.key}"):
        st.markdown(f"**{blocks.plain(one.kind.label)}**")
        needed = say("training_standing.needed_by", roles=labels) if one.kind.roles else say("training_standing.needed_by_nobody")
        st.caption(blocks.plain(needed))
        if not one.kind.roles:
            return
        st.markdown(f":small[{binding(one)}]")
        count = say("training_standing.trained", count=len(one.trained), all=len(one.trained) + len(one.missing))
        color, icon = ("orange", "school") if one.missing else ("green", "check_circle")
        st.markdown(f":{color}-badge[:material/{icon}: {count}]")
        if one.missing:
            st.caption(blocks.plain(say("training_standing.missing", names=formats.listing(one.missing))))
        for name, day in one.later:
            st.caption(blocks.plain(say("training_standing.newcomer", name=name, day=formats.day(day))))


def binding(one: Standing) -> str:
    if one.binds_from is None:
        return say("training_standing.off")
    return say(f"training_standing.{'bound' if one.binds_from <= today() else 'grace'}", day=formats.day(one.binds_from))


def show_quarters(programme: Programme) -> None:
    quarters = [Quarter.running()]
    while len(quarters) < QUARTERS:
        quarters.append(quarters[-1].previous)
    found = by_quarter(programme, quarters, db())
    rows = [row(one, programme) for one in found if one.first_pass.n or any(count for _, count in one.roles.values())]
    blocks.heading(say("training_standing.quarters"), icon="query_stats")
    st.caption(say("training_standing.quarters_help", least=LEAST))
    if not narrow():
        st.table(rows)
        return
    for one in rows:
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f"**{blocks.plain(one.pop('Triwulan'))}**")
            st.markdown("  \n".join(f":small[{blocks.plain(label)}: **{blocks.plain(value)}**]" for label, value in one.items()))


def row(one: QuarterOfTraining, programme: Programme) -> dict[str, str]:
    roles = {programme.rules.role(key).label: f"{done} dari {count}" if count else "–" for key, (done, count) in one.roles.items()}
    groups = {"Semua": one.first_pass, "Penulis terlatih": one.by_trained, "Penulis belum terlatih": one.by_others}
    return {"Triwulan": one.quarter.label, **{label: rate(told) for label, told in groups.items()}, **roles}


def rate(told: Told) -> str:
    """Nothing about a group of one or two contents."""
    return f"{number(told.value, 0)} % dari {told.n}" if told.value is not None and told.n >= LEAST else "–"
