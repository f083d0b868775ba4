"""Jawaban sementara: said before the verdict, copied, by WhatsApp or under the comments that brought the claim."""

import streamlit as st

from data.wording import say
from models.inbox import whatsapp
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.holding_answers import LONGEST, Way
from pages.live.hoaxes import asking, looks
from pages.ui import blocks, formats
from pages.ui.dialogs import closing
from pages.ui.session import attempt, me, signed_in


def show_sent(case: HoaxCase) -> None:
    for one in case.answers:
        label = looks.label_of(case.programme.rules.hoaxes.holding, one.template)
        words = f"Jawaban sementara “{label}” {say(f'hoax_ways.{one.way}')}, {formats.short_moment(one.at)}"
        st.markdown(f":small[:green[:material/reply:] {blocks.plain(words)}]")


def show_button(case: HoaxCase) -> None:
    st.button("Beri jawaban sementara", key="holding-new", icon=":material/reply:", on_click=asking.ask, args=("holding", case.pk))


def show_holding(case: HoaxCase) -> None:
    part, key = case.programme.rules.hoaxes, f"hoax-{case.pk}-holding"
    labels = {one.key: one.label for one in part.holding}
    chosen = st.segmented_control(
        "Jawaban", list(labels), default=part.holding[0].key, required=True, key=f"{key}-template",
        format_func=lambda one: f":gray[{blocks.plain(labels[one])}]",
    )  # fmt: skip
    template = chosen if chosen in labels else part.holding[0].key
    text = st.text_area("Teks", value=case.holding_text(template), key=f"{key}-text-{template}", max_chars=LONGEST, height=150) or ""
    st.caption(say("hoaxes.holding_note"))
    st.code(text, language=None, wrap_lines=True)
    with st.container(horizontal=True, gap="xsmall"):
        st.link_button("Kirim lewat WhatsApp", whatsapp.address(text), icon=":material/chat:", key="holding-link")
        if not case.objections_to_answering(me()):
            st.button(
                f"Jawab {len(case.unanswered)} komentar", key="holding-comments", type="primary", on_click=send,
                args=(case.pk, case.version, template, Way.COMMENT),
            )  # fmt: skip
    with st.container(horizontal=True, horizontal_alignment="right", gap="xsmall"):
        st.button("Tutup", key="holding-leave", on_click=closing)
        ways = {"Sudah dikirim": Way.WHATSAPP, "Sudah disalin": Way.COPIED}
        for label, way in ways.items():
            st.button(label, key=f"holding-{way}", on_click=send, args=(case.pk, case.version, template, way))


def send(case_id: int, seen: int, template: str, way: Way) -> None:
    with attempt("Jawaban sementara dicatat.", then=closing) as session:
        by = signed_in(session)
        case = HoaxCase.current(case_id, seen, by, session)
        text = st.session_state.get(f"hoax-{case_id}-holding-text-{template}") or ""
        if way is Way.COMMENT:
            case.hold_comments(by, template, text)
        else:
            case.note_holding(by, template, way, text)
