"""Satu kejadian: rangkaian menurut waktu, jeda publikasi, tambah bagian, cetak, tutup."""

import streamlit as st

from data.wording import say, sentences
from models.actors import Actor
from models.content.contents import Content
from models.content.facts import Fact
from models.content.incident_links import Subject
from models.content.incidents import Incident, hazards
from models.content.pauses import Pause
from models.public.incident_threads import Kind, Moment, Thread, thread
from pages.documents import incident_sheet
from pages.live.incidents import asking
from pages.ui import blocks, correcting, formats
from pages.ui.session import attempt, db, signed_in

HERE = "live/incidents/page.py"
ICONS: dict[Kind, tuple[str, str]] = {
    Kind.STARTED: ("red", "crisis_alert"), Kind.FACT: ("violet", "straighten"), Kind.BEGUN: ("gray", "edit_note"),
    Kind.PUBLISHED: ("green", "campaign"), Kind.SUPERSEDED: ("gray", "history"), Kind.COMMENT: ("blue", "forum"),
    Kind.HOAX: ("orange", "report"), Kind.ENDED: ("green", "check_circle"),
}  # fmt: skip
LEADS = {
    Subject.CONTENT: "review/content/page.py", Subject.INTERACTION: "live/moderation/page.py", Subject.HOAX_CASE: "live/hoaxes/page.py",
}  # fmt: skip


def show_incident(incident: Incident, actor: Actor) -> None:
    st.page_link(HERE, label="Kejadian", icon=":material/arrow_back:")
    told = thread(incident, actor, db())
    show_head(incident, told)
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Cetak linimasa", incident_sheet.offered(incident.pk), incident_sheet.file_name(incident), "application/pdf",
            key="incident-print", icon=":material/print:", on_click="ignore",
        )  # fmt: skip
        show_pause(incident, actor)
        asking.show_closing(incident, actor)
    if incident.summary and incident.closed_at:
        with st.container(border=True, gap=None):
            st.caption("Ringkasan")
            st.text(incident.summary.text)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        show_moments(incident, told, actor)
    with right:
        show_adding(incident, actor)


def show_head(incident: Incident, told: Thread) -> None:
    hazard = hazards(incident.programme.rules).get(incident.hazard, "")
    parts = (incident.programme.name, hazard, ", ".join(incident.where), f"mulai {formats.short_moment(incident.started_at)}")
    about = " · ".join(filter(None, parts))
    look = blocks.Look("Ditutup", "gray", "check_circle") if incident.closed_at else blocks.Look("Berlangsung", "red", "crisis_alert")
    blocks.title(incident.title, about, [look])
    minutes = formats.number(told.first_minutes) + " menit" if told.first_minutes is not None else "–"
    st.metric("Waktu kejadian ke publikasi pertama", minutes, border=True)


def show_pause(incident: Incident, actor: Actor) -> None:
    """Cheerful posts stop while this goes on."""
    running = Pause.open_in([incident.programme_id], db())
    if running:
        st.markdown(f":red-badge[:material/pause_circle: {say('publications.paused')}]", width="content")
    elif not Pause.objections_to_starting(incident.programme, actor, None):
        with st.popover("Jeda semua publikasi terjadwal", icon=":material/pause_circle:", key="incident-pause-ask"):
            st.caption(say("incidents.pause_help"))
            st.button("Jeda sekarang", type="primary", key="incident-pause", on_click=pause, args=(incident.pk,))


def pause(incident_id: int) -> None:
    with attempt("Publikasi terjadwal dijeda.") as session:
        by = signed_in(session)
        incident = Incident.current(incident_id, None, by, session)
        Pause.start(incident.programme, say("incidents.pause_reason", title=incident.title), by, session)


def show_moments(incident: Incident, told: Thread, actor: Actor) -> None:
    blocks.heading("Rangkaian", len(told.moments), icon="timeline")
    categories = {one.key: one.label for one in incident.programme.rules.moderation.categories}
    for place, one in enumerate(told.moments):
        color, icon = ICONS[one.kind]
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small", wrap=False):
            kind = say(f"incident_kinds.{one.kind.value}")
            head = f":{color}[:material/{icon}:] **{formats.short_moment(one.at)}** :small[:gray[{kind}]]"
            st.markdown(f"{head}  \n{blocks.plain(title_of(one))}{detail_of(one, categories)}", width="stretch")
            if one.subject in LEADS:
                st.page_link(LEADS[one.subject], label="Buka", query_params={"id": str(one.subject_id)})
            if one.linked and one.subject and not incident.objections_to_changing(actor):
                st.button(
                    "", key=f"part-{place}", icon=":material/close:", type="tertiary", help="Keluarkan dari kejadian", on_click=take_out,
                    args=(incident.pk, one.subject.value, one.subject_id),
                )  # fmt: skip


def title_of(one: Moment) -> str:
    return f"Komentar nomor {one.title}" if one.kind is Kind.COMMENT else one.title


def detail_of(one: Moment, categories: dict[str, str]) -> str:
    """What else there is to say: kind of correction, category, source, state."""
    said = sentences()["correction_kinds"].get(one.detail) or categories.get(one.detail) or one.detail
    state = say(f"content_states.{one.state}") if one.subject is Subject.CONTENT and one.kind is not Kind.SUPERSEDED else ""
    words = " · ".join(filter(None, (said, state)))
    return f"  \n:small[:gray[{blocks.plain(words)}]]" if words else ""


def show_adding(incident: Incident, actor: Actor) -> None:
    """One tap each: this night's contents and facts that don't belong to it yet."""
    if incident.objections_to_changing(actor):
        return
    blocks.heading("Tambahkan", icon="add_link")
    mine, facts = set(incident.ids(Subject.CONTENT)), set(incident.ids(Subject.FACT))
    contents = [one for one in Content.lately(incident.programme_id, incident.started_at, actor, db()) if one.pk not in mine]
    offered = [one for one in Fact.of([incident.programme_id], db(), limit=10) if one.pk not in facts]
    if not contents and not offered:
        blocks.empty(say("incidents.nothing_to_add"))
    for one in contents:
        with blocks.row_of(one.title, formats.short_moment(one.published_at or one.created_at), blocks.status(one.state)):
            add_button(incident, Subject.CONTENT, one.pk)
    for fact in offered:
        with blocks.row_of(f"{fact.label}: {fact.said}", fact.source):
            add_button(incident, Subject.FACT, fact.pk)
    for one in contents:
        correcting.show_asked(one, actor)


def add_button(incident: Incident, subject: Subject, subject_id: int) -> None:
    st.button(
        "Tambah",
        key=f"add-{subject.value}-{subject_id}",
        icon=":material/add:",
        on_click=add,
        args=(incident.pk, subject.value, subject_id),
    )


def add(incident_id: int, subject: str, subject_id: int) -> None:
    with attempt("Ditambahkan ke kejadian.") as session:
        by = signed_in(session)
        Incident.current(incident_id, None, by, session).add(Subject(subject), subject_id, by)


def take_out(incident_id: int, subject: str, subject_id: int) -> None:
    with attempt("Dikeluarkan dari kejadian.") as session:
        by = signed_in(session)
        Incident.current(incident_id, None, by, session).take_out(Subject(subject), subject_id, by)
