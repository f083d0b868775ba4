"""One case: why it waits, its five steps on the left, claim, verdict and traces beside them."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.content.incident_links import Subject
from models.public.hoaxes import waiting
from models.public.hoaxes.cases import HoaxCase
from pages.live.hoaxes import asking, claim, holding, looks, more, sighting, steps, verdict
from pages.ui import blocks, formats, incidents
from pages.ui.narrow import narrow
from pages.ui.session import attempt, db, signed_in


def show_case(case: HoaxCase, actor: Actor) -> None:
    st.page_link(asking.LIST, label="Penanganan hoaks", icon=":material/arrow_back:")
    works = not case.objections_to_working(actor)
    found = (looks.time_look(case), looks.state_look(case), blocks.Look(case.number, "gray", "tag"))
    told = " · ".join((case.programme.name, f"diterima {formats.short_moment(case.received_at)}"))
    blocks.title(f"“{case.title}”", told, [one for one in found if one])
    if case.merged_into is not None:
        target = case.merged_into
        st.info(blocks.plain(say("hoaxes.merged_here", number=target.number)), icon=":material/merge:")
        st.page_link(asking.LIST, label=f"Buka {target.number}", query_params={"id": str(target.pk)}, icon=":material/arrow_forward:")
    show_waits(case, works=works)
    show_own_call(case, actor)
    small = narrow()
    if small:  # on a phone the right column falls below the steps, and one has to read first what it is about
        claim.show_claim(case, actor)
    left, right = st.columns([11, 9], gap="medium")
    with left:
        steps.show_steps(case, actor, works=works)
        more.show_more(case, actor, works=works)
    with right:
        if not small:
            claim.show_claim(case, actor)
        verdict.show_verdict(case, actor)
        sighting.show_trail(case, works=works)
        incidents.show_block(Subject.HOAX_CASE, case.pk, case.programme_id, actor)


def show_waits(case: HoaxCase, *, works: bool) -> None:
    """The clock says why it waits."""
    found = waiting.reasons(case, db())
    if case.correcting:
        st.markdown(f":orange[:material/history: {say('hoaxes.correcting')}]")
    if not found:
        return
    with st.container(border=True, gap="xxsmall"):
        for one in found:
            color, icon = ("red", "alarm") if one.late else ("gray", "hourglass_top")
            st.markdown(f":{color}[:material/{icon}:] {blocks.plain(looks.reason(one))}")
        if works and not case.result:
            holding.show_button(case)


def show_own_call(case: HoaxCase, actor: Actor) -> None:
    """What somebody wrote down in this person's name."""
    mine = case.to_confirm(actor)
    if mine is None:
        return
    with st.container(border=True, gap="xsmall"):
        words = say("hoaxes.call_yours", result=looks.result(case.programme, mine.result, mine.made_by_ai))
        st.markdown(f":material/call: **{blocks.plain(words)}**")
        if mine.how:
            st.text(mine.how.text)
        with st.container(horizontal=True, gap="xsmall"):
            st.button("Konfirmasi", key="call-yes", type="primary", on_click=confirm, args=(case.pk, case.version))
            st.button("Bukan simpulan saya", key="call-no", on_click=asking.ask, args=("deny", case.pk))


def confirm(case_id: int, seen: int) -> None:
    with attempt("Dikonfirmasi.") as session:
        by = signed_in(session)
        HoaxCase.current(case_id, seen, by, session).confirm_call(by)
