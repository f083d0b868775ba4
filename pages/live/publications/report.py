"""Tandai sudah tayang: every channel in one form, its proof a link or a screenshot."""

from datetime import datetime, timedelta

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import LOCAL, now
from models.content.contents import Content
from models.content.links import Recognised, practice_link, recognise
from models.content.media import Media, MediaRole
from models.content.publications import Publication, PublicationState, of_state
from models.content.publishing import Report
from models.issues import Issues
from pages.ui import blocks, uploads
from pages.ui.session import attempt, signed_in, telling

PICTURES = ["png", "jpg", "jpeg", "webp", "heic"]


def show_report(content: Content, actor: Actor) -> None:
    waiting = of_state(content.publications, PublicationState.SCHEDULED)
    practising = content.programme.practice_of_id is not None
    if practising:
        st.caption(say("practice.links_help"))
    known = [practice_link(content.pk, key) for key in waiting] if practising else [one.permalink for one in content.later_posts]
    st.text_area(
        say("publications.paste_links"),
        "\n".join(filter(None, known)),
        key=links(content.pk),
        placeholder=say("publications.paste_example"),
        help=say("publications.paste_help"),
    )
    found = recognise(st.session_state.get(links(content.pk)) or "", content.rules.channels, practising=practising)
    show_unrecognised(content, found, set(waiting))
    for one in waiting.values():
        ask_channel(content, one, found.links.get(one.channel, ""))
    proven = [key for key in waiting if key in found.links or st.session_state.get(proof(content.pk, key))]
    barred = content.objections_to_publishing(actor)
    show_button(content, list(waiting), proven, barred)


def show_unrecognised(content: Content, found: Recognised, waiting: set[str]) -> None:
    """Each line that won't be used, by name, with why."""
    labels = {one.key: one.label for one in content.rules.channels}
    lines = [say("publications.link_unknown", line=line) for line in found.unknown]
    lines += [say("publications.link_doubled", line=line) for line in found.doubled]
    lines += [say("publications.link_not_waiting", channel=labels[key]) for key in found.links if key not in waiting]
    for line in lines:
        st.markdown(f":small[:orange[:material/warning: {blocks.plain(line)}]]")


def ask_channel(content: Content, one: Publication, link: str) -> None:
    label = content.rules.channel(one.channel).label
    with st.container(border=True, gap="xsmall"):
        mark = f":green[:material/check_circle:] {blocks.plain(link)}" if link else f":gray[{say('publications.no_link_yet')}]"
        st.markdown(f"**{label}** :small[{mark}]")
        st.datetime_input(
            say("publications.out_since"),
            prefilled(one, content),
            key=hour(content.pk, one.channel),
            format="DD/MM/YYYY",
            step=60,
            width=260,
        )
        with st.expander(say("publications.no_link"), type="compact", key=f"no-link-{content.pk}-{one.channel}"):
            st.file_uploader(say("publications.screenshot"), PICTURES, key=proof(content.pk, one.channel), max_upload_size=20)


def show_button(content: Content, waiting: list[str], proven: list[str], barred: Issues) -> None:
    blocks.issues_list(barred)
    label = "Tandai semua sudah tayang"
    if len(proven) < len(waiting):
        label = say("publications.mark_some", count=len(proven), all=len(waiting))
        st.caption(say("publications.stays_open") if proven else say("publications.proof_first"))
    st.button(
        label, key=f"publish-{content.pk}", icon=":material/check_circle:", type="primary", disabled=bool(barred) or not proven,
        on_click=publish, args=(content.pk, content.version, proven),
    )  # fmt: skip


def publish(content_id: int, seen: int, channels: list[str]) -> None:
    """Screenshots are looked into and kept first: nothing slow happens while the database waits."""
    with telling():
        proofs = {key: kept(content_id, key) for key in channels}
        pasted = st.session_state.get(links(content_id)) or ""
        with attempt("Ditandai sudah tayang.", then=lambda: forget(content_id, channels)) as session:
            actor = signed_in(session)
            content = Content.current(content_id, seen, actor, session)
            found = recognise(pasted, content.rules.channels, practising=content.programme.practice_of_id is not None).links
            content.publish(actor, [Report(key, moment(content_id, key), found.get(key, ""), proofs[key]) for key in channels])


def kept(content_id: int, channel: str) -> Media | None:
    upload = st.session_state.get(proof(content_id, channel))
    return uploads.kept(upload.getvalue(), upload.name, MediaRole.PROOF) if upload else None


def moment(content_id: int, channel: str) -> datetime:
    """As typed, in WIB; a cleared field means now."""
    typed = st.session_state.get(hour(content_id, channel))
    return typed.replace(tzinfo=LOCAL) if isinstance(typed, datetime) else now()


def prefilled(one: Publication, content: Content) -> datetime:
    """The hour told afterwards, the scheduled one when it has passed, else this minute."""
    told = next((later.published_at for later in content.later_posts if later.channel == one.channel), None)
    found = one.scheduled_for if one.scheduled_for and one.scheduled_for < now() else now() - timedelta(minutes=1)
    return (told or found).astimezone(LOCAL).replace(tzinfo=None, second=0, microsecond=0)


def forget(content_id: int, channels: list[str]) -> None:
    st.session_state.pop(links(content_id), None)
    for key in channels:
        for name in (hour(content_id, key), proof(content_id, key)):
            st.session_state.pop(name, None)


def links(content_id: int) -> str:
    return f"links-{content_id}"


def hour(content_id: int, channel: str) -> str:
    return f"out-{content_id}-{channel}"


def proof(content_id: int, channel: str) -> str:
    return f"proof-{content_id}-{channel}"
