"""One question on the desk: its words, its answers one per line, the right one of a quiz item; and moving, adding, removing."""

from typing import Any

import streamlit as st

from data.wording import say
from models.results.surveys.questions import LENGTHS, MOST_OPTIONS, SCALE, QuestionKind
from models.results.surveys.surveys import Survey
from pages.ui import blocks

LETTERS = "abcdefghij"


def show_question(survey: Survey, key: str, place: int, one: dict[str, Any]) -> None:
    own, kind, at = f"{key}-{one['key']}", QuestionKind(one["kind"]), (survey.pk, place - 1)
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False):
            st.markdown(f"**{place}. {say(f'question_kinds.{kind}')}**", width="stretch")
            if place > 1:
                st.button("Naik", key=f"{own}-up", icon=":material/arrow_upward:", type="tertiary", on_click=move, args=at)
            st.button("Hapus", key=f"{own}-drop", icon=":material/delete:", type="tertiary", on_click=drop, args=at)
        st.text_input("Pertanyaan", value=one["text"], key=f"{own}-text", max_chars=LENGTHS["question"])
        if kind in (QuestionKind.CHOICE, QuestionKind.QUIZ):
            show_options(own, one, kind)
        if kind is QuestionKind.SCALE:
            left, right = st.columns(2)
            left.text_input("Arti angka 1", value=one["options"][0]["label"], key=f"{own}-low", max_chars=40)
            right.text_input("Arti angka 5", value=one["options"][-1]["label"], key=f"{own}-high", max_chars=40)
        if kind is QuestionKind.TEXT:
            st.caption(say("surveys.text_hint"))
        if kind is not QuestionKind.QUIZ:
            st.toggle("Wajib dijawab", value=one["required"], key=f"{own}-required")


def show_options(own: str, one: dict[str, Any], kind: QuestionKind) -> None:
    label = f"Pilihan jawaban, satu per baris (2 sampai {MOST_OPTIONS})"
    st.text_area(label, value="\n".join(option["label"] for option in one["options"]), key=f"{own}-options", height=110)
    if kind is QuestionKind.QUIZ:
        offered = lines(st.session_state.get(f"{own}-options") or "")
        keys = [option["key"] for option in one["options"]]
        place = keys.index(one["correct"]) if one["correct"] in keys else None
        st.selectbox(
            "Jawaban yang benar", list(range(len(offered))), index=place if place is not None and place < len(offered) else None,
            key=f"{own}-correct-{len(offered)}", placeholder="Tandai satu", format_func=lambda at: blocks.plain(offered[at]),
        )  # fmt: skip


def lines(text: str) -> list[str]:
    return [one.strip() for one in text.splitlines() if one.strip()][: len(LETTERS)]


def gather(key: str, typed: dict[str, Any]) -> None:
    """From the widgets that are drawn; what isn't drawn stays as it was."""
    state = st.session_state
    for name in ("title", "intro", "campaign", "population", "elements"):
        if f"{key}-{name}" in state:
            typed[name] = state[f"{key}-{name}"]
    for one in typed["questions"]:
        own = f"{key}-{one['key']}"
        if f"{own}-text" not in state:
            continue
        one["text"] = state[f"{own}-text"] or ""
        one["required"] = state.get(f"{own}-required", True)
        if f"{own}-low" in state:
            labels = [state[f"{own}-low"] or "", "", "", "", state[f"{own}-high"] or ""]
            one["options"] = [{"key": step, "label": label} for step, label in zip(SCALE, labels, strict=True)]
        if f"{own}-options" in state:
            offered = lines(state[f"{own}-options"] or "")
            one["options"] = [{"key": letter, "label": label} for letter, label in zip(LETTERS, offered, strict=False)]
            right = state.get(f"{own}-correct-{len(offered)}")
            one["correct"] = LETTERS[right] if isinstance(right, int) and 0 <= right < len(offered) else ""


def add(survey_id: int, kind: str) -> None:
    typed = _kept(survey_id)
    numbers = [int(one["key"][1:]) for one in typed["questions"] if one["key"][1:].isdigit()]
    options = [{"key": step, "label": ""} for step in SCALE] if kind == QuestionKind.SCALE else []
    fresh = {"key": f"q{max(numbers, default=0) + 1}", "kind": kind, "text": "", "options": options, "correct": ""}
    typed["questions"].append({**fresh, "required": kind != QuestionKind.TEXT})


def drop(survey_id: int, place: int) -> None:
    _kept(survey_id)["questions"].pop(place)


def move(survey_id: int, place: int) -> None:
    """One up."""
    questions = _kept(survey_id)["questions"]
    questions.insert(place - 1, questions.pop(place))


def _kept(survey_id: int) -> dict[str, Any]:
    typed: dict[str, Any] = st.session_state[f"survey-typed-{survey_id}"]
    gather(f"desk-{survey_id}", typed)
    return typed
