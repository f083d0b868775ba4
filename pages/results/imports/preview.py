"""Pratinjau: every staged row with its verdict and reason, what applying would do, and the button that does it."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from data.wording import say, sentences
from models.actors import Actor
from models.programmes import Programme
from models.results.importing.applying import apply, objections_to_applying
from models.results.staging import PAGE, MeasureLine, MeasureUpload, Verdict
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, signed_in

FILTERS: dict[str, tuple[Verdict, ...]] = {
    "asked": (Verdict.ASKED,), "refused": (Verdict.REFUSED,), "changed": (Verdict.CHANGED,), "new": (Verdict.NEW,),
    "unchanged": (Verdict.UNCHANGED,), "left_out": (Verdict.LEFT_OUT,),
}  # fmt: skip
LOOKS: dict[Verdict, tuple[blocks.Color, str]] = {
    Verdict.NEW: ("green", "add"), Verdict.CHANGED: ("blue", "edit"), Verdict.UNCHANGED: ("gray", "check"),
    Verdict.ASKED: ("orange", "help"), Verdict.REFUSED: ("red", "block"), Verdict.LEFT_OUT: ("gray", "remove"),
}  # fmt: skip
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FILTER, AFTER = "measure-filter", "measure-after"


def show_preview(actor: Actor, programme: Programme, upload_id: int) -> None:
    upload = MeasureUpload.find(upload_id, programme, actor, db())
    labels = {one.key: one.label for one in programme.rules.channels}
    st.caption(
        say("figures.preview_of", channel=labels.get(upload.channel, upload.channel), period=formats.period(upload.since, upload.until))
    )
    issues = objections_to_applying(upload, programme, actor, db())
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            "Terapkan", type="primary", icon=":material/check:", key="measure-apply", disabled=bool(issues), on_click=take_in,
            args=(programme.pk, upload_id),
        )  # fmt: skip
        st.caption(say("figures.apply_ask", new=upload.counts.get("new", 0), changed=upload.counts.get("changed", 0)))
    blocks.issues_list(issues)
    present = [key for key in FILTERS if upload.counts.get(key)]
    if not present:
        return
    if st.session_state.get(FILTER) not in present:
        st.session_state[FILTER] = present[0]
    chosen = st.segmented_control(
        "Saringan", present, key=FILTER, required=True, label_visibility="collapsed", on_change=from_the_start,
        format_func=lambda key: f":gray[{say(f'measure_verdicts.{key}')} ({formats.number(upload.counts[key])})]",
    )  # fmt: skip
    after = st.session_state.get(AFTER, 0)
    lines = MeasureLine.page(upload_id, FILTERS[chosen or present[0]], db(), after=after)
    for line in lines[:PAGE]:
        show_line(programme, line)
    with st.container(horizontal=True, gap="xsmall"):
        if after:
            st.button("Dari awal", key="measure-first", on_click=from_the_start)
        if len(lines) > PAGE:
            st.button("Berikutnya", key="measure-next", icon=":material/chevron_right:", on_click=leaf, args=(lines[PAGE - 1].number,))


def show_line(programme: Programme, line: MeasureLine) -> None:
    color, icon = LOOKS[line.verdict]
    look = blocks.Look(say(f"measure_verdicts.{line.verdict}"), color, icon)
    told = [f"{say(f'metrics.{metric}')} {change(line, metric)}" for metric in line.values]
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"{look.markdown} :small[:gray[Baris {line.number}]] **{blocks.plain(title(line))}**")
        if told:
            st.caption(blocks.plain(" · ".join(told)))
        for key, facts in line.reasons:
            st.markdown(f":small[:{color}[{blocks.plain(reason(key, facts))}]]")
        if line.verdict is Verdict.ASKED:
            st.checkbox(
                "Ya, angka ini benar", value=line.accepted, key=f"measure-ask-{line.pk}", on_change=answer, args=(programme.pk, line.pk)
            )


def change(line: MeasureLine, metric: str) -> str:
    before = line.before.get(metric)
    now = formats.number(line.values[metric])
    return now if before is None else f"{formats.number(before)} → {now}"


def reason(key: str, facts: dict[str, Any]) -> str:
    told: dict[str, Callable[[Any], str]] = {"metric": lambda one: say(f"metrics.{one}"), "day": spoken_day, "until": spoken_day}
    facts = {name: told.get(name, counted)(value) for name, value in facts.items()}
    table = "export_reasons" if key in sentences()["export_reasons"] else "issues"
    return say(f"{table}.{key}", **facts)


def title(line: MeasureLine) -> str:
    """A series has days instead of posts."""
    words = (line.title or line.key)[:200]
    return spoken_day(words) if DAY.fullmatch(words) else words


def counted(value: Any) -> Any:
    """98.000.000; row numbers stay short enough either way."""
    return formats.number(value) if isinstance(value, int | float) else value


def spoken_day(text: str) -> str:
    """Staging keeps days as text."""
    return formats.day(date.fromisoformat(text))


def answer(programme_id: int, line_id: int) -> None:
    with attempt() as session:
        line = session.get_one(MeasureLine, line_id)
        MeasureUpload.find(line.upload_id, Programme.find(programme_id, session), signed_in(session), session)
        line.accept(session, yes=bool(st.session_state.get(f"measure-ask-{line_id}")))


def take_in(programme_id: int, upload_id: int) -> None:
    told: list[str] = []
    bar = st.progress(0.0, "Menerapkan …")

    def finish() -> None:
        from_the_start()
        for part in ("file", "upload"):
            st.session_state.pop(f"measure-{part}-{programme_id}", None)
        st.session_state[f"measure-done-{programme_id}"] = told[0]

    with attempt("Impor diterapkan.", then=finish) as session:
        programme, by = Programme.find(programme_id, session), signed_in(session)
        upload = MeasureUpload.find(upload_id, programme, by, session)
        done = apply(upload, programme, by, session, progressing(bar))
        told.append(say("figures.applied", added=done.added, changed=done.changed, unchanged=done.unchanged, refused=done.refused))
    bar.empty()


def progressing(bar: Any) -> Callable[[float], None]:
    def move(share: float) -> None:
        bar.progress(min(share, 1.0))

    return move


def from_the_start() -> None:
    st.session_state.pop(AFTER, None)


def leaf(after: int) -> None:
    st.session_state[AFTER] = after
