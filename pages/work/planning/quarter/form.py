"""Mengisi konsep rencana: target, frekuensi, prioritas; disimpan atau diajukan sekaligus."""

import streamlit as st

from data.wording import say
from models import places
from models.planning.drafting import LENGTHS, MOST, MOST_PER_WEEK
from models.planning.plans import Plan
from pages.ui import blocks, plan_words
from pages.ui.session import attempt, signed_in
from pages.work.planning.quarter import typed as typing


def show_form(plan: Plan) -> None:
    rows = typing.typed(plan)
    if rows["seen"] != plan.version:
        st.warning(say("quarter_plan.kept_old"), icon=":material/sync_problem:")
        st.button("Muat isi terbaru", key="plan-reload", icon=":material/refresh:", on_click=typing.forget, args=(plan.pk,))
    st.caption(say("quarter_plan.form_help"))
    show_targets(plan, rows)
    show_frequencies(plan, rows)
    show_priorities(plan, rows)
    typing.collect(plan.pk)
    show_verbs(plan, rows)


def show_targets(plan: Plan, rows: typing.Typed) -> None:
    kinds = [one.key for one in plan.programme.rules.types]
    with st.container(gap="xsmall"):
        blocks.heading("Target konten", icon="flag")
        for row in rows["targets"]:
            show_target(plan, row, kinds)
        st.button(
            "Tambah target", icon=":material/add:", key="plan-add-target", on_click=typing.add_row, args=(plan.pk, "targets"),
            kwargs={"kind": kinds[0], "place": "", "count": 1},
        )  # fmt: skip


def show_target(plan: Plan, row: dict[str, object], kinds: list[str]) -> None:
    def key(field: str) -> str:
        return typing.seeded(typing.row_key(plan.pk, row, field), row[field])

    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", border=True):
        st.selectbox(
            "Jenis informasi", kinds, key=key("kind"), width=220, format_func=lambda one: plan_words.kind(plan.programme.rules, one)
        )
        st.selectbox("Kecamatan", ["", *places.known()], key=key("place"), width=220, format_func=plan_words.place)
        st.number_input("Jumlah", min_value=0, max_value=MOST, step=1, key=key("count"), width=120)
        st.button("Hapus", icon=":material/delete:", key=f"plan-drop-{row['id']}", type="tertiary", on_click=typing.drop_row,
                  args=(plan.pk, "targets", row["id"]))  # fmt: skip


def show_frequencies(plan: Plan, rows: typing.Typed) -> None:
    with st.container(gap="xsmall"):
        blocks.heading("Frekuensi per kanal (unggahan per minggu)", icon="speed")
        with st.container(horizontal=True, gap="small", border=True):
            for channel in plan.programme.rules.channels:
                key = typing.seeded(typing.channel_key(plan.pk, channel.key), float(rows["per_week"].get(channel.key, 0.0)))
                st.number_input(channel.label, min_value=0.0, max_value=float(MOST_PER_WEEK), step=0.5, format="%g", key=key, width=150)


def show_priorities(plan: Plan, rows: typing.Typed) -> None:
    with st.container(gap="xsmall"):
        blocks.heading("Prioritas", icon="low_priority")
        for place, row in enumerate(rows["priorities"]):
            with st.container(border=True, gap="xsmall"):
                subject, reason = (typing.seeded(typing.row_key(plan.pk, row, field), row[field]) for field in LENGTHS)
                st.text_input(f"Prioritas {place + 1}", key=subject, max_chars=LENGTHS["subject"])
                st.text_area("Alasan", key=reason, max_chars=LENGTHS["reason"], height=80, placeholder=say("quarter_plan.reason_example"))
                with st.container(horizontal=True, gap="xsmall"):
                    st.button("Naikkan", icon=":material/arrow_upward:", key=f"plan-raise-{row['id']}", type="tertiary", disabled=not place,
                              on_click=typing.raise_row, args=(plan.pk, row["id"]))  # fmt: skip
                    st.button("Hapus", icon=":material/delete:", key=f"plan-drop-{row['id']}", type="tertiary",
                              on_click=typing.drop_row, args=(plan.pk, "priorities", row["id"]))  # fmt: skip
        st.button(
            "Tambah prioritas", icon=":material/add:", key="plan-add-priority", on_click=typing.add_row, args=(plan.pk, "priorities"),
            kwargs={"subject": "", "reason": ""},
        )  # fmt: skip


def show_verbs(plan: Plan, rows: typing.Typed) -> None:
    saved = typing.is_saved(rows, plan)
    words, color, icon = ("saved", "green", "check_circle") if saved else ("unsaved", "orange", "edit")
    with blocks.bottom_bar(say(f"quarter_plan.{words}"), color, icon):  # type: ignore[arg-type]
        st.button("Simpan", key="plan-save", on_click=save, args=(plan.pk,), width="stretch")
        st.button("Simpan dan ajukan", key="plan-submit", type="primary", on_click=submit, args=(plan.pk,), width="stretch")


def save(plan_id: int) -> None:
    rows = typing.collect(plan_id)
    with attempt("Konsep rencana tersimpan.", then=lambda: typing.forget(plan_id)) as session:
        by = signed_in(session)
        plan = Plan.current(plan_id, rows["seen"], by.teams, session)
        plan.revise(by, typing.aims(rows), typing.per_week(rows), typing.urgencies(rows))


def submit(plan_id: int) -> None:
    """What is typed is saved with it, or neither."""
    rows = typing.collect(plan_id)
    with attempt("Rencana diajukan ke mentor.", then=lambda: typing.forget(plan_id)) as session:
        by = signed_in(session)
        plan = Plan.current(plan_id, rows["seen"], by.teams, session)
        plan.revise(by, typing.aims(rows), typing.per_week(rows), typing.urgencies(rows))
        plan.submit(by)
