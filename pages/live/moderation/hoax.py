"""Jadikan perkara hoaks: the comment becomes a case, or one more trace of a case that is known."""

import streamlit as st

from data.wording import say
from models.public.hoaxes import from_comments, similar
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.recording import LENGTHS
from models.public.hoaxes.sightings import Sighting
from models.public.interactions import Interaction
from pages.live.moderation import asking
from pages.ui import blocks
from pages.ui.session import attempt, db, me, signed_in

DESK = "live/hoaxes/page.py"


def show_hoax(one: Interaction) -> None:
    known = Sighting.of_interactions({one.pk}, db()).get(one.pk)
    if known is not None:
        st.markdown(say("moderation.hoax_known"))
        st.button(
            "Buka kasusnya", key="hoax-open", icon=":material/arrow_forward:", on_click=asking.go, args=(DESK,), kwargs={"id": str(known)}
        )
        return
    barred = from_comments.objections_to_making_a_case(one, me(), db())
    blocks.issues_list(barred)
    title, claim = from_comments.proposed(one)
    st.caption(say("moderation.hoax_help"))
    st.text_input("Judul kasus, tanpa nama orang", title, key=f"hoax-title-{one.pk}", max_chars=LENGTHS["title"])
    st.text_area("Isi klaim", claim, key=f"hoax-claim-{one.pk}", height=120, max_chars=LENGTHS["claim"])
    show_alike(one, claim)
    st.button(
        "Jadikan perkara hoaks", key="hoax-make", type="primary", icon=":material/report:", disabled=bool(barred), on_click=make,
        args=(one.pk, one.version),
    )  # fmt: skip


def show_alike(one: Interaction, claim: str) -> None:
    """Cases that say nearly the same: the comment may belong there."""
    found = [like.case_id for like in similar.among([one.programme_id], claim, db(), size=3)]
    cases = HoaxCase.among(found, me(), db())
    if open_ones := [cases[key] for key in found if key in cases]:
        st.markdown(f":small[:orange[:material/content_copy: {say('hoaxes.alike')}]]")
    for case in open_ones:
        with blocks.row_of(case.title, f"{case.number} · {say(f'hoax_states.{case.state}')}"):
            if not case.objections_to_working(me()):
                st.button("Ini kasus yang sama", key=f"hoax-same-{case.pk}", on_click=join, args=(one.pk, case.pk))


def make(interaction_id: int, seen: int) -> None:
    state, made = st.session_state, list[int]()
    with attempt("Perkara hoaks dicatat.", then=lambda: asking.go(DESK, id=str(made[0]))) as session:
        by = signed_in(session)
        one = Interaction.current(interaction_id, seen, by, session)
        title, claim = state.get(f"hoax-title-{interaction_id}") or "", state.get(f"hoax-claim-{interaction_id}") or ""
        made.append(from_comments.make_case(one, by, session, title=title, claim=claim).pk)


def join(interaction_id: int, case_id: int) -> None:
    with attempt("Komentar dicatat sebagai jejak.", then=lambda: asking.go(DESK, id=str(case_id))) as session:
        by = signed_in(session)
        one = Interaction.find(interaction_id, by, session)
        from_comments.add_trace(HoaxCase.current(case_id, None, by, session), one, by)
