"""What went out: its links and proofs, taking it down, and confirming that somebody looked after it."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import now
from models.content.contents import Content
from models.content.publications import Publication, PublicationState, of_state
from models.playbooks import StageKind
from pages.live.publications import live, marks
from pages.ui import blocks, correcting, lasting, uploads
from pages.ui.session import attempt, signed_in


def show_out(content: Content, actor: Actor) -> None:
    for one in content.publications:
        show_channel(content, one)
    if content.stage_rules.kind is StageKind.MONITOR and content.state == "published":
        show_monitoring(content, actor)
    live.show_live(content, actor)
    lasting.show_validity(content, actor)
    with st.container(horizontal=True, gap="small"):
        correcting.show_buttons(content, actor, "out")
    correcting.show_asked(content, actor)
    if of_state(content.publications, PublicationState.PUBLISHED):
        show_taking_down(content, actor)


def show_channel(content: Content, one: Publication) -> None:
    look = marks.look(one.standing(now()))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f"{look.markdown} **{marks.channel(content, one)}** :small[{marks.hour(one)}]", width="content")
        if one.permalink:
            st.link_button("Buka", one.permalink, icon=":material/open_in_new:", type="tertiary")
        proof = next((media for media in content.media if media.id == one.proof_id), None)
        if proof:
            st.link_button("Bukti tayang", uploads.address(proof.sha256), icon=":material/image:", type="tertiary")
    if one.text:
        with st.expander(say("publications.text_shown"), type="compact", key=f"shown-{one.pk}"):
            st.text(one.text)


def show_monitoring(content: Content, actor: Actor) -> None:
    stage = content.stage_rules
    if content.stands(stage):
        st.caption(say("publications.monitored", days=content.rules.archive_after_days))
        return
    barred = content.objections_to_monitoring(actor)
    st.caption(say("publications.monitoring_help", days=content.rules.archive_after_days))
    st.button(
        "Konfirmasi pemantauan", key=f"monitored-{content.pk}", icon=":material/visibility:", disabled=bool(barred),
        on_click=confirm_monitoring, args=(content.pk, content.version),
    )  # fmt: skip
    blocks.issues_list(barred)


def show_taking_down(content: Content, actor: Actor) -> None:
    barred, labels = content.objections_to_taking_down(actor), {one.key: one.label for one in content.rules.channels}
    shown = list(of_state(content.publications, PublicationState.PUBLISHED))
    with st.popover("Turunkan dari kanal", icon=":material/visibility_off:", disabled=bool(barred), key=f"down-{content.pk}"):
        st.markdown(say("publications.down_help"))
        st.multiselect(
            "Kanal", shown, shown, key=channels(content.pk), format_func=lambda key: labels.get(key, key),
            placeholder=say("publications.choose_channels"),
        )  # fmt: skip
        st.text_area(say("publications.reason"), key=reason(content.pk), max_chars=500, placeholder=say("publications.down_example"))
        st.button("Turunkan", key=f"take-down-{content.pk}", type="primary", on_click=take_down, args=(content.pk, content.version))
    blocks.issues_list(barred)


def take_down(content_id: int, seen: int) -> None:
    wanted, given = st.session_state.get(channels(content_id)) or [], st.session_state.get(reason(content_id)) or ""
    with attempt("Diturunkan.", then=lambda: forget(content_id)) as session:
        actor = signed_in(session)
        Content.current(content_id, seen, actor, session).take_down(by=actor, channels=wanted, reason=given)


def confirm_monitoring(content_id: int, seen: int) -> None:
    with attempt("Pemantauan dikonfirmasi.") as session:
        actor = signed_in(session)
        Content.current(content_id, seen, actor, session).confirm_monitoring(by=actor)


def forget(content_id: int) -> None:
    for key in (channels(content_id), reason(content_id)):
        st.session_state.pop(key, None)


def channels(content_id: int) -> str:
    return f"down-channels-{content_id}"


def reason(content_id: int) -> str:
    return f"down-reason-{content_id}"
