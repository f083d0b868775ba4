"""Kampanye triwulan ini: tujuan, sasaran, periode, besar atau tidak; dibuka, diubah, dan dibatalkan di dialog."""

from collections.abc import Mapping

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.base import today
from models.notes import Note
from models.planning.campaigns import Campaign
from models.planning.quarters import Quarter
from models.programmes import Programme
from pages.ui import blocks, formats, survey_duties
from pages.ui.dialogs import opened, opening
from pages.ui.session import db
from pages.work.planning.quarter import campaign_dialogs

FORM, CANCEL = "campaign", "campaign-cancel"


def show_campaigns(programme: Programme, quarter: Quarter, actor: Actor, counts: Mapping[int, tuple[int, int]]) -> None:
    """`counts`: id → (planned pieces, those out)."""
    survey_duties.show(actor, programme.pk)
    found = Campaign.of_quarter(programme.pk, quarter, db())
    plans = can(actor, "plan", programme) and quarter >= Quarter.running()
    reasons = Note.texts({one.note_id for one in found if one.note_id}, db())
    with st.container(gap="xsmall"):
        blocks.heading("Kampanye", len(found), icon="campaign")
        if not found:
            blocks.empty(say("quarter_plan.no_campaign"))
        for one in found:
            show_campaign(one, counts.get(one.pk), reasons.get(one.note_id or 0, ""), plans=plans)
        if plans:
            st.button("Kampanye baru", icon=":material/add:", key="campaign-new", on_click=opening, args=(0, FORM))
    if plans:
        show_dialog(programme, quarter, {-one.pk: one for one in found if not one.cancelled})


def show_campaign(one: Campaign, count: tuple[int, int] | None, reason: str, *, plans: bool) -> None:
    with st.container(border=True, gap="xxsmall"):
        big = f" :violet-badge[:material/star: {say('quarter_plan.campaign_big')}]" if one.big else ""
        st.markdown(f"{look(one).markdown}{big} **{blocks.plain(one.name)}**")
        parts = [formats.period(one.starts_on, one.ends_on), f"untuk {one.target_group}"]
        if count:
            parts.append(say("quarter_plan.campaign_counts", planned=formats.number(count[0]), out=formats.number(count[1])))
        st.caption(blocks.plain(" · ".join(parts)))
        st.text(f"Alasan dibatalkan: {reason}" if one.cancelled else one.aim)
        if plans and not one.cancelled:
            with st.container(horizontal=True, gap="xsmall"):
                st.button(
                    "Ubah", key=f"campaign-edit-{one.pk}", type="tertiary", icon=":material/edit:", on_click=opening, args=(-one.pk, FORM)
                )
                st.button(
                    "Batalkan",
                    key=f"campaign-stop-{one.pk}",
                    type="tertiary",
                    icon=":material/cancel:",
                    on_click=opening,
                    args=(-one.pk, CANCEL),
                )


def look(one: Campaign) -> blocks.Look:
    if one.cancelled:
        return blocks.Look(say("quarter_plan.campaign_cancelled"), "gray", "cancel")
    if one.ends_on < today():
        return blocks.Look(say("quarter_plan.campaign_ended"), "gray", "check_circle")
    if one.starts_on > today():
        return blocks.Look(say("quarter_plan.campaign_planned"), "gray", "schedule")
    return blocks.Look(say("quarter_plan.campaign_runs"), "green", "play_circle")


def show_dialog(programme: Programme, quarter: Quarter, known: Mapping[int, Campaign]) -> None:
    """Dialogs of campaigns go by the negative of their id, a new one by 0: contents have the positive ones."""
    for number in (0, *known):
        if opened(number) == FORM:
            campaign_dialogs.ask_campaign(number, programme.pk, str(quarter))
        elif opened(number) == CANCEL and number in known:
            campaign_dialogs.ask_reason(number)
