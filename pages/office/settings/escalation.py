"""Jenjang eskalasi: what holds now, the version being written, and the paper to sign."""

from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import LOCAL, now
from models.errors import NotReady
from models.governance.contacts import Contact
from models.people import Assignment
from models.programmes import Programme
from models.public.deadlines import Deadlines
from models.public.escalation import EscalationState, EscalationVersion, Ladder, Step
from pages.documents import escalation_levels
from pages.office.settings import deciding, levels
from pages.ui import blocks, calling, formats
from pages.ui.session import attempt, db, signed_in


def show_escalation(programme: Programme, actor: Actor) -> None:
    ladders = EscalationVersion.ladders(programme, db())
    st.caption(say("escalation.help"))
    left, right = st.columns(2, gap="medium")
    with left:
        show_ladder(programme, actor, ladders[-1])
    with right:
        show_writing(programme, actor)
        show_versions(ladders)


def show_ladder(programme: Programme, actor: Actor, ladder: Ladder) -> None:
    since = f"sejak {formats.day(ladder.since.astimezone(LOCAL).date())}" if ladder.since else "dari pedoman"
    blocks.heading("Jenjang yang berlaku", f"versi {ladder.number} · {since}", icon="stairs", color="green")
    contacts = {one.pk: one for one in Contact.directory(actor, programme.pk, db(), include_inactive=True)}
    for number, step in enumerate(ladder.steps, start=1):
        show_step(number, step, programme, contacts)
    show_example(programme)
    st.download_button(
        "Unduh untuk ditandatangani (PDF)", escalation_levels.offered(programme.pk), key="escalation-print", icon=":material/print:",
        file_name=escalation_levels.file_name(programme, ladder), mime="application/pdf", on_click="ignore",
    )  # fmt: skip


def show_step(number: int, step: Step, programme: Programme, contacts: dict[int, Contact]) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f":blue-badge[Tingkat {number}] **{blocks.plain(step.label)}** · {blocks.plain(escalation_levels.after(step))}")
        roles = [role.label for role in programme.rules.roles if role.key in step.roles]
        people = [one.name for one in Assignment.holders(programme.pk, step.roles, db())]
        st.caption(blocks.plain(f"{formats.listing(roles)}: {formats.listing(people) or say('escalation.nobody')}"))
        if step.contact_id in contacts:
            contact = contacts[step.contact_id]
            calling.show_contact(contact, programme.rules.contact_fresh_days, key=f"call-level-{number}")


def show_example(programme: Programme) -> None:
    """What it means for a question that comes in this minute and wants an answer within two service hours."""
    moment = now()
    try:
        begun = Deadlines.of(programme, db()).begin(moment, EXAMPLE_HOURS)
    except NotReady as refused:
        blocks.issues_list(refused.issues)
        return
    words = say("escalation.example", due=formats.short_moment(begun["due_at"]), first=formats.short_moment(begun["escalates_at"]))
    st.caption(blocks.plain(words))


EXAMPLE_HOURS = 2


def show_writing(programme: Programme, actor: Actor) -> None:
    version = EscalationVersion.being_written(programme.pk, db())
    if version is None:
        blocks.heading("Versi baru", icon="edit_note")
        objections = EscalationVersion.objections_to_drafting(programme, actor, db())
        st.button(
            "Susun versi baru",
            key="escalation-draft",
            icon=":material/add:",
            disabled=bool(objections),
            on_click=draft,
            args=(programme.pk,),
        )
        blocks.issues_list(objections)
        return
    color: blocks.Color = "orange" if version.state is EscalationState.WAITING else "gray"
    blocks.heading(f"Versi {version.number}", say(f"escalation_states.{version.state.value}"), icon="edit_note", color=color)
    if version.note:
        st.caption("Dikembalikan dengan catatan")
        st.text(version.note.text)
    if version.state is EscalationState.DRAFT and not version.objections_to_writing(actor):
        levels.show_form(version, programme, actor)
    else:
        for number, step in enumerate(version.steps, start=1):
            roles = formats.listing([role.label for role in programme.rules.roles if role.key in step.roles])
            blocks.row(f"Tingkat {number}: {step.label}", f"{escalation_levels.after(step)} · {roles}")
    deciding.show_decision(version, actor)


def show_versions(ladders: Sequence[Ladder]) -> None:
    blocks.heading("Riwayat versi", len(ladders), icon="history")
    for ladder in reversed(ladders):
        version = ladder.version
        if version is None:
            blocks.row("Versi 1", say("escalation.of_playbook"))
            continue
        approved = f"{version.approved_by.name if version.approved_by else ''}, {formats.moment(version.approved_at or now())}"
        blocks.row(f"Versi {version.number}", f"{say(f'escalation_states.{version.state.value}')} · disetujui {approved}")


def draft(programme_id: int) -> None:
    with attempt(say("escalation.drafted")) as session:
        EscalationVersion.draft(Programme.find(programme_id, session), signed_in(session), session)
