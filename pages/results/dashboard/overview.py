"""The four charts in view: reach by week, plan against what happened, the hours that are answered, top and bottom contents."""

import streamlit as st

from data.wording import say
from models.planning.plans import Plan
from models.planning.progress import Progress
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results import breakdowns
from pages.results.dashboard import contents, readings, series
from pages.ui import charts, panels, plan_words
from pages.ui.session import db

DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")


def show_panels(programme: Programme, quarter: Quarter) -> None:
    left, right = st.columns([3, 2], gap="small")
    with left:
        panels.show(trend(programme, quarter), empty=say("dashboard.no_figures"))
    with right:
        panels.show(planned(programme, quarter), empty=say("dashboard.no_plan"))
    left, right = st.columns(2, gap="small")
    with left:
        panels.show(hours(programme, quarter), empty=say("dashboard.no_figures"))
    with right:
        contents.show_ranked(programme, quarter)


def trend(programme: Programme, quarter: Quarter) -> panels.Panel:
    """Reach per week and channel, the channels with most of it."""
    found = breakdowns.weekly(programme, quarter, "reach", db())
    labels = {one.key: one.label for one in programme.rules.channels}
    return series.panel("trend", readings.trend(found, labels), say("dashboard.trend"), found, labels, quarter)


def planned(programme: Programme, quarter: Quarter) -> panels.Panel:
    """What the plan wanted of each information type against what is out; the gap by name."""
    plan = Plan.wanted_in(programme.pk, quarter, db())
    progress = Progress.of_targets(plan, db()) if plan else None
    whole = [one for one in progress.targets if not one.place] or list(progress.targets) if progress else []
    if not progress or not whole:
        return panels.Panel("plan", say("dashboard.plan_missing"), say("dashboard.plan"), None)
    names = [_named(programme, one) for one in whole]
    rows = [
        {
            "nama": name, "nilai": one.out, "rencana": one.wanted, "kurang": bool(one.missing),
            "teks": plan_words.target_line(one, quarter).split(" · ")[0], "pendek": f"{one.out}/{one.wanted}",
        }
        for name, one in zip(names, whole, strict=True)
    ]  # fmt: skip
    gaps = [plan_words.gap(one, programme.rules) for one in progress.targets if one.missing]
    reading = "; ".join([gaps[0], *(f"{one[0].lower()}{one[1:]}" for one in gaps[1:2])]) if gaps else say("dashboard.plan_met")
    table: panels.Table = {"Bagian": names, "Rencana": [one.wanted for one in whole], "Tayang": [one.out for one in whole]}
    return panels.Panel(
        "plan", reading, say("dashboard.plan"), charts.bars(rows), table, origin=("work/planning/page.py", {"triwulan": str(quarter)})
    )


def hours(programme: Programme, quarter: Quarter) -> panels.Panel:
    cells = breakdowns.best_hours(programme, quarter, db())
    known = [one.rate for one in cells if one.rate is not None]
    middle = (min(known) + max(known)) / 2 if known else 0
    rows = [
        {
            "hari": DAYS[one.weekday], "jam": f"{one.hour:02d}.00", "nilai": one.rate, "n": one.posts, "kuat": (one.rate or 0) > middle,
            "teks": plan_words.rate(one.rate) if one.rate is not None else "–",
        }
        for one in cells
    ]  # fmt: skip
    table: panels.Table = {
        "Hari": [row["hari"] for row in rows], "Jam": [row["jam"] for row in rows], "Tingkat interaksi (%)": [one.rate for one in cells],
        "Jumlah unggahan": [one.posts for one in cells],
    }  # fmt: skip
    spec = charts.heat(rows, DAYS) if known else None
    return panels.Panel("hours", readings.hours(cells), say("dashboard.hours"), spec, table, origin=panels.ORIGIN)


def _named(programme: Programme, one: object) -> str:
    kind, place = getattr(one, "kind", ""), getattr(one, "place", "")
    label = plan_words.kind(programme.rules, kind)
    return f"{label}, {plan_words.place(place)}" if place else label
