"""Satu baris tindak lanjut, di daftar, di evaluasi, dan di rapat."""

import streamlit as st

from data.wording import say
from models.results.evaluations.follow_ups import FollowUp
from pages.results.evaluation.going import to_follow_up
from pages.ui import blocks, evaluation_words, formats


def show_row(one: FollowUp, *, several: bool = False, where: str = "") -> None:
    about = [say(f"follow_up_kinds.{one.kind}"), say("evaluation.owner_due", owner=one.owner.name, due=formats.day(one.due_on))]
    about += [one.letter] if one.letter else []
    about += [one.programme.name] if several else []
    with blocks.row_of(one.title, " · ".join(about), evaluation_words.follow_up_look(one)):
        st.button("Buka", key=f"follow-up{where}-{one.pk}", on_click=to_follow_up, args=(one.pk,))
