"""A survey opened, shared and closed: its address, its code to scan, its poster, and when it runs."""

from datetime import datetime, time, timedelta

import streamlit as st

from data import settings
from data.wording import say
from models.actors import Actor, can
from models.base import LOCAL, now, today
from models.errors import NotFound
from models.results.surveys.rounds import SurveyRound, SurveyState
from models.results.surveys.surveys import Survey
from pages.documents import survey_poster
from pages.ui import addresses, blocks, survey_words
from pages.ui.session import attempt, signed_in

USUAL = timedelta(days=14)
SIZE = 168


def show(survey: Survey, actor: Actor) -> None:
    st.link_button("Lihat seperti warga", addresses.here(f"/pratinjau-survei/{survey.pk}"), icon=":material/visibility:")
    if settings.public_url() is None:
        st.markdown(f":small[:orange[:material/warning: {say('surveys.no_public_url')}]]")
    for one in survey.rounds:
        with st.container(border=True, gap="small"):
            blocks.heading(survey_words.phase(one) if len(survey.rounds) > 1 else "Tautan", survey_words.state(one.state).words)
            if one.opens_at:
                st.caption(survey_words.period(one))
            if survey.state is not SurveyState.DISCARDED and one.state is not SurveyState.CLOSED:
                show_link(survey, one)
            if can(actor, "survey", survey.programme):
                show_verbs(survey, one, actor)


def show_link(survey: Survey, one: SurveyRound) -> None:
    link = survey_words.link(one, addresses.here(""))
    left, right = st.columns([1, 3], gap="medium")
    left.image(survey_poster.qr_png(link), width=SIZE, caption=say("surveys.scan"))
    with right:
        st.code(link, language=None, wrap_lines=True)
        name = f"survei-{survey.programme.key}-{survey.pk}-{one.phase}"
        with st.container(horizontal=True, gap="xsmall"):
            st.download_button(
                "Poster (PDF)", survey_poster.offered(survey.pk, one.pk, link), f"{name}.pdf", "application/pdf", on_click="ignore",
                icon=":material/print:", key=f"poster-{one.pk}",
            )  # fmt: skip
            st.download_button(
                "Kode QR (PNG)", survey_poster.qr_png(link), f"{name}.png", "image/png", on_click="ignore", key=f"png-{one.pk}"
            )
            st.download_button(
                "Kode QR (SVG)", survey_poster.qr_svg(link), f"{name}.svg", "image/svg+xml", on_click="ignore", key=f"svg-{one.pk}"
            )


def show_verbs(survey: Survey, one: SurveyRound, actor: Actor) -> None:
    key = f"round-{one.pk}"
    if one.state is SurveyState.OPEN:
        ends = st.columns([2, 1, 2], vertical_alignment="bottom")
        closes = (one.closes_at or now()).astimezone(LOCAL)
        ends[0].date_input("Tutup pada", closes.date(), key=f"{key}-until", format="DD/MM/YYYY")
        ends[1].time_input("Pukul (WIB)", closes.time(), key=f"{key}-until-hour", step=900)
        ends[2].button("Ubah waktu tutup", key=f"{key}-extend", on_click=extend, args=(survey.pk, survey.version, one.pk))
        blocks.confirm(say("surveys.close_ask"), "Tutup sekarang", close, survey.pk, survey.version, one.pk, key=f"{key}-close")
        return
    if one.state is not SurveyState.DRAFT or survey.state is SurveyState.DISCARDED:
        return
    objections = one.objections_to_opening(survey, survey.programme, actor)
    blocks.issues_list(objections)
    days = st.columns(4)
    days[0].date_input("Buka pada", today(), key=f"{key}-from", format="DD/MM/YYYY")
    days[1].time_input("Pukul (WIB)", now().astimezone(LOCAL).time().replace(second=0, microsecond=0), key=f"{key}-from-hour", step=900)
    days[2].date_input("Tutup pada", today() + USUAL, key=f"{key}-until", format="DD/MM/YYYY")
    days[3].time_input("Pukul (WIB)", time(21), key=f"{key}-until-hour", step=900)
    st.button(
        "Buka untuk warga", key=f"{key}-open", type="primary", icon=":material/lock_open:", disabled=bool(objections), on_click=open_round,
        args=(survey.pk, survey.version, one.pk),
    )  # fmt: skip


def open_round(survey_id: int, seen: int, round_id: int) -> None:
    with attempt(say("surveys.opened")) as session:
        by = signed_in(session)
        survey = Survey.current(survey_id, seen, by.teams, session)
        since, until = moment(round_id, "from"), moment(round_id, "until")
        of(survey, round_id).open(survey, survey.programme, by, since or now(), until or now())


def extend(survey_id: int, seen: int, round_id: int) -> None:
    with attempt(say("surveys.extended")) as session:
        by = signed_in(session)
        survey = Survey.current(survey_id, seen, by.teams, session)
        of(survey, round_id).extend(survey, survey.programme, by, moment(round_id, "until") or now())


def close(survey_id: int, seen: int, round_id: int) -> None:
    with attempt(say("surveys.closed")) as session:
        by = signed_in(session)
        survey = Survey.current(survey_id, seen, by.teams, session)
        of(survey, round_id).close(survey, survey.programme, by)


def of(survey: Survey, round_id: int) -> SurveyRound:
    found = next((one for one in survey.rounds if one.pk == round_id), None)
    if found is None:
        raise NotFound
    return found


def moment(round_id: int, which: str) -> datetime | None:
    """A day and an hour as typed, in WIB."""
    day, hour = st.session_state.get(f"round-{round_id}-{which}"), st.session_state.get(f"round-{round_id}-{which}-hour")
    return datetime.combine(day, hour, LOCAL) if day and hour else None
