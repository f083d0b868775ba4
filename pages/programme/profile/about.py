"""Tab Profil: latar belakang, penjaringan dan pemilihan ide, lalu tujuan, manfaat, dan hasil dengan keadaannya."""

import streamlit as st

from data.wording import say
from models.governance import profiles
from models.governance.evidence import Evidence
from models.governance.profiles import Gathering, Told
from models.playbooks.evaluating import Promise
from models.programmes import Programme
from models.results.evaluations.aims import AimState
from models.results.evaluations.evaluations import Evaluation
from pages.programme.profile import gatherings, writing
from pages.ui import blocks, evaluation_words, formats
from pages.ui.session import db, me


def show_about(programme: Programme) -> None:
    told = profiles.told(programme, db())
    keeps = not profiles.objections_to_keeping(programme, me())
    if keeps and writing.is_open():
        writing.show_form(programme, told)
        return
    show_profile(told, keeps)
    show_gatherings(programme, keeps)
    show_promises(programme)


def show_profile(told: Told, keeps: bool) -> None:
    blocks.heading("Latar belakang", icon="history_edu")
    with st.container(border=True, gap="small"):
        if told.starting:
            st.caption(f":material/info: {say('programme.starting')}")
        st.text(told.background)
        st.markdown("**Pemangku kepentingan**  \n" + ", ".join(blocks.plain(one) for one in told.stakeholders))
        if keeps:
            st.button("Ubah profil", key="profile-edit", icon=":material/edit:", on_click=writing.open_form)
    blocks.heading("Pemilihan ide", icon="lightbulb")
    with st.container(border=True, gap="small"):
        for idea in told.ideas:
            mark = ":green-badge[:material/check_circle: Dipilih]" if idea["chosen"] else ":gray-badge[Dipertimbangkan]"
            st.markdown(f"{mark} **{blocks.plain(idea['title'])}**  \n{blocks.plain(idea['reason'])}")


def show_gatherings(programme: Programme, keeps: bool) -> None:
    found = Gathering.of(programme.pk, db())
    blocks.heading("Penjaringan ide", len(found) or None, icon="groups")
    st.caption(blocks.plain(profiles.told(programme, db()).gathering))
    if not found:
        blocks.empty(say("programme.no_gathering"))
    proofs = Evidence.of_many("gathering", [one.pk for one in found], db())
    for one in found:
        gatherings.show_one(programme, one, proofs[one.pk], keeps)
    if keeps:
        gatherings.show_adding(programme)


def show_promises(programme: Programme) -> None:
    """Each aim, benefit and result as the newest evaluation judged it (S-D, A-D)."""
    newest = next(iter(Evaluation.listed([programme.pk], db(), size=1)), None)
    judged = {one.key: one for one in Evaluation.find(newest.pk, [programme.pk], db()).aims} if newest else {}
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        words = say("programme.aims_from", period=newest.period.label) if newest else say("programme.aims_none")
        st.caption(blocks.plain(words), width="content")
        if newest:
            st.page_link(
                "results/evaluation/page.py", label="Buka evaluasi", icon=":material/balance:", query_params={"id": str(newest.pk)}
            )
    for kind in Promise:
        some = [one for one in programme.rules.aims if one.kind is kind]
        blocks.heading(say(f"promises.{kind}"), formats.number(len(some)))
        with st.container(border=True, gap="xsmall"):
            for rule in some:
                row = judged.get(rule.key)
                look = evaluation_words.aim_look(row.state if row else AimState.OPEN)
                about = f"  \n:small[:gray[{blocks.plain(row.reason)}]]" if row and row.reason else ""
                st.markdown(f"{look.markdown} {blocks.plain(rule.text)}{about}")
