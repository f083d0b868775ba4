"""What is typed into a plan and not saved yet: kept beside the widgets, so that a refusal or a look elsewhere loses nothing."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from models.planning.plans import Aim, Plan, Urgency

Typed = dict[str, Any]
FIELDS = {"targets": ("kind", "place", "count"), "priorities": ("subject", "reason")}


def typed(plan: Plan) -> Typed:
    """Begun from what is saved; it stays as typed until it is saved or thrown away, whoever changes the plan meanwhile."""
    name = _name(plan.pk)
    if name not in st.session_state:
        rows: Typed = {"seen": plan.version, "next": 0, "targets": [], "priorities": [], "per_week": dict(plan.per_week)}
        for aim in plan.aims:
            _append(rows, "targets", kind=aim.kind, place=aim.place, count=aim.count)
        for one in plan.urgencies:
            _append(rows, "priorities", subject=one.subject, reason=one.reason)
        st.session_state[name] = rows
    return st.session_state[name]  # type: ignore[no-any-return]


def seeded(key: str, value: Any) -> str:
    """The key of a widget that begins with this value."""
    st.session_state.setdefault(key, value)
    return key


def row_key(plan_id: int, row: Mapping[str, Any], field: str) -> str:
    return f"plan-{plan_id}-{row['id']}-{field}"


def channel_key(plan_id: int, channel: str) -> str:
    return f"plan-{plan_id}-often-{channel}"


def collect(plan_id: int) -> Typed:
    """Take over what the widgets hold now."""
    rows: Typed = st.session_state[_name(plan_id)]
    for part, fields in FIELDS.items():
        for row in rows[part]:
            row |= {field: st.session_state.get(row_key(plan_id, row, field), row[field]) for field in fields}
    begun = f"plan-{plan_id}-often-"
    rows["per_week"] |= {str(key)[len(begun) :]: value for key, value in st.session_state.items() if str(key).startswith(begun)}
    return rows


def add_row(plan_id: int, part: str, **values: Any) -> None:
    _append(collect(plan_id), part, **values)


def drop_row(plan_id: int, part: str, row_id: int) -> None:
    rows = collect(plan_id)
    rows[part] = [one for one in rows[part] if one["id"] != row_id]


def raise_row(plan_id: int, row_id: int) -> None:
    """One place up among the priorities."""
    rows = collect(plan_id)["priorities"]
    place = next(number for number, one in enumerate(rows) if one["id"] == row_id)
    rows.insert(max(0, place - 1), rows.pop(place))


def forget(plan_id: int) -> None:
    """Saved or thrown away: the form begins anew from what is saved."""
    for key in [one for one in st.session_state if str(one).startswith(f"plan-{plan_id}-")]:
        del st.session_state[key]
    st.session_state.pop(_name(plan_id), None)


def aims(rows: Typed) -> list[Aim]:
    return [Aim(one["kind"], one["place"], int(one["count"] or 0)) for one in rows["targets"]]


def per_week(rows: Typed) -> dict[str, float]:
    return {key: float(value) for key, value in rows["per_week"].items() if value}


def urgencies(rows: Typed) -> list[Urgency]:
    return [Urgency(one["subject"].strip(), one["reason"].strip()) for one in rows["priorities"]]


def is_saved(rows: Typed, plan: Plan) -> bool:
    wanted = [one for one in urgencies(rows) if one.subject]
    return ([one for one in aims(rows) if one.count], per_week(rows), wanted) == (plan.aims, plan.per_week, plan.urgencies)


def _append(rows: Typed, part: str, **values: Any) -> None:
    rows["next"] += 1
    rows[part].append({"id": rows["next"], **values})


def _name(plan_id: int) -> str:
    return f"plan-typed-{plan_id}"
