"""Tab Triwulan: rencana satu program untuk satu triwulan, dari konsep sampai ditutup."""

from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.planning.plans import Plan, PlanState
from models.planning.quarters import Quarter
from models.programmes import Programme
from pages.ui import blocks, plan_words
from pages.ui.session import attempt, db, signed_in
from pages.work.planning.quarter import campaigns, closing
from pages.work.planning.quarter import figures as quarter_figures
from pages.work.planning.quarter import form as quarter_form
from pages.work.planning.quarter import head as quarter_head
from pages.work.planning.quarter import versions as quarter_versions

QUARTER = "plan-quarter"
PROGRAMME = "plan-programme"
ASKED = "plan-asked"


def show_quarter(actor: Actor, programmes: list[Programme]) -> None:
    arrive(programmes)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        quarter = show_turning()
        programme = show_choice(programmes)
    versions = [one for one in Plan.versions(programme.pk, quarter, db()) if one.state is not PlanState.DISCARDED]
    if not versions:
        show_none(programme, quarter, actor)
        campaigns.show_campaigns(programme, quarter, actor, {})
        return
    plan = shown_version(versions, actor)
    quarter_head.show_head(plan, versions, actor)
    if plan.state is PlanState.DRAFT and can(actor, "plan", programme):
        quarter_form.show_form(plan)
        campaigns.show_campaigns(programme, quarter, actor, {})
        return
    progress = quarter_figures.show_figures(plan)
    campaigns.show_campaigns(programme, quarter, actor, progress.campaigns)
    if plan.state in (PlanState.APPROVED, PlanState.CLOSED):
        closing.show_closing(plan, actor)


def arrive(programmes: list[Programme]) -> None:
    """A link names one plan (`rencana`) or a quarter (`triwulan`); it decides once."""
    asked = [st.query_params.get(name, "").strip() for name in ("rencana", "triwulan")]
    if st.session_state.get(ASKED) == asked:
        return
    st.session_state[ASKED] = asked
    offered = frozenset(one.pk for one in programmes)
    plan = Plan.find(int(asked[0]), offered, db()) if asked[0].isdecimal() and len(asked[0]) < 10 else None
    if plan:
        st.session_state.update({QUARTER: str(plan.period), PROGRAMME: plan.programme_id, quarter_versions.CHOSEN: plan.pk})
    elif quarter := Quarter.read(asked[1]):
        st.session_state[QUARTER] = str(quarter)


def show_turning() -> Quarter:
    """The quarter looked at, the running one unless another was chosen."""
    quarter = Quarter.read(st.session_state.get(QUARTER) or "") or Quarter.running()
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content", wrap=False):
        st.button(
            "", icon=":material/chevron_left:", key="quarter-before", help="Triwulan sebelumnya", on_click=turn, args=(quarter.previous,)
        )
        st.subheader(quarter.label, anchor=False, width="content")
        st.button(
            "", icon=":material/chevron_right:", key="quarter-after", help="Triwulan berikutnya", on_click=turn, args=(quarter.following,)
        )
        if quarter != Quarter.running():
            st.button("Triwulan ini", key="quarter-now", type="tertiary", on_click=turn, args=(Quarter.running(),))
    return quarter


def show_step(icon: str, words: str, to: Quarter) -> None:
    st.button("", icon=f":material/{icon}:", key=f"quarter-{icon}", help=words, on_click=turn, args=(to,))


def show_choice(programmes: list[Programme]) -> Programme:
    """Several are visible and none is chosen in the frame: one of them here."""
    offered = {one.pk: one for one in programmes}
    if len(offered) == 1:
        return programmes[0]
    if st.session_state.get(PROGRAMME) not in offered:
        st.session_state[PROGRAMME] = programmes[0].pk
    chosen = st.segmented_control(
        "Program", list(offered), key=PROGRAMME, required=True, format_func=lambda one: f":gray[{blocks.plain(offered[one].name)}]",
        label_visibility="collapsed",
    )  # fmt: skip
    return offered[chosen or programmes[0].pk]


def shown_version(versions: Sequence[Plan], actor: Actor) -> Plan:
    """The one chosen; else what waits for this person, else what is in force, else the newest."""
    known = {one.pk: one for one in versions}
    chosen = known.get(st.session_state.get(quarter_versions.CHOSEN) or 0)
    deciding = (one for one in versions if not one.objections_to_deciding(actor))
    in_force = (one for one in versions if one.state in (PlanState.APPROVED, PlanState.CLOSED))
    return chosen or next(deciding, None) or next(in_force, None) or versions[0]


def show_none(programme: Programme, quarter: Quarter, actor: Actor) -> None:
    over = quarter < Quarter.running()
    st.caption(f"{blocks.plain(programme.name)} · {plan_words.weeks(quarter)}")
    if over or not can(actor, "plan", programme):
        blocks.empty(say("quarter_plan.none_over" if over else "quarter_plan.none_to_see", quarter=quarter.label))
        return
    with st.container(border=True):
        st.markdown(say("quarter_plan.none_to_plan", quarter=quarter.label))
        given = programme.pk, str(quarter)
        st.button("Buat rencana triwulan", type="primary", icon=":material/add:", key="plan-draft", on_click=draft, args=given)


def turn(quarter: Quarter) -> None:
    st.session_state.update({QUARTER: str(quarter), quarter_versions.CHOSEN: None})


def draft(programme_id: int, quarter: str) -> None:
    wanted = Quarter.read(quarter)
    assert wanted is not None
    with attempt("Konsep rencana dibuat.") as session:
        plan = Plan.draft(Programme.find(programme_id, session), wanted, signed_in(session), session)
        session.flush()
        st.session_state[quarter_versions.CHOSEN] = plan.pk
