"""What is owed, with the way to do it and the mentor's way to excuse it."""

from collections.abc import Mapping

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.planning.campaigns import Campaign
from models.programmes import Programme
from models.results.surveys import duties
from models.results.surveys.duties import Duty
from models.results.surveys.questions import SurveyKind
from pages.results.surveys.asking import ask, asked, leave_when_done
from pages.ui import blocks, survey_duties
from pages.ui.dialogs import closing, dialog
from pages.ui.session import attempt, show_notices, signed_in, view


def show(found: list[Duty], chosen: Mapping[int, Programme], actor: Actor) -> None:
    if not found:
        return
    blocks.heading(say("surveys.owed"), len(found), icon="notification_important", color=survey_duties.worst(found))
    for one, programme in survey_duties.by_programme(found, chosen):
        key = f"{one.campaign.pk}-{one.kind}"
        with blocks.row_of(survey_duties.title(one), survey_duties.about(one), survey_duties.look(one)):
            if can(actor, "survey", programme):
                st.button(
                    "Buat", key=f"owed-make-{key}", icon=":material/add:", on_click=ask,
                    args=("new", programme.pk, one.kind.value, one.campaign.pk),
                )  # fmt: skip
            if not duties.objections_to_excusing(programme, one.campaign, one.kind, actor):
                st.button("Bebaskan", key=f"owed-excuse-{key}", on_click=ask, args=("excuse", one.campaign.pk, one.kind.value))
    if asked()[0] == "excuse":
        dialog("Bebaskan dari survei", on_dismiss=closing)(show_excuse)()


def show_excuse() -> None:
    leave_when_done()
    with view():
        show_notices(in_dialog=True)
        campaign_id, kind = asked()[1]
        st.markdown(say("surveys.excuse_ask", kind=say(f"survey_kinds.{kind}").lower()))
        st.text_area("Alasan", key=f"excuse-{campaign_id}-{kind}", height=90)
        with st.container(horizontal=True, horizontal_alignment="right", gap="xsmall"):
            st.button("Batal", key="excuse-cancel", type="tertiary", on_click=closing)
            st.button("Bebaskan", key="excuse-save", type="primary", on_click=excuse, args=(campaign_id, kind))


def excuse(campaign_id: int, kind: str) -> None:
    reason = st.session_state.get(f"excuse-{campaign_id}-{kind}") or ""
    with attempt(say("surveys.excused"), then=closing) as session:
        campaign = Campaign.find(campaign_id, session)
        programme = Programme.find(campaign.programme_id, session)
        duties.excuse(programme, campaign, SurveyKind(kind), signed_in(session), reason, session)
