"""Tab Kebijakan: kelima naskah, mana yang berlaku, siapa sudah membaca."""

from datetime import datetime

import streamlit as st

from data import reference
from data.wording import say
from models.actors import Actor, administers, can
from models.base import LOCAL, today
from models.governance.acknowledging import Acknowledgement, members
from models.governance.policies import Policy, PolicyKind, PolicyState
from models.programmes import Programme
from pages.office.policies import text, writing
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, me, signed_in

LOOKS: dict[PolicyState, tuple[blocks.Color, str]] = {
    PolicyState.DRAFT: ("gray", "edit_note"),
    PolicyState.WAITING: ("orange", "hourglass_top"),
    PolicyState.IN_FORCE: ("green", "gavel"),
    PolicyState.REPLACED: ("gray", "history"),
}
OPENED = "policy-open"


def show_policies(programme: Programme) -> None:
    """One policy open, or all five."""
    if arrived := st.query_params.get("naskah", "").strip():
        st.session_state[OPENED] = int(arrived) if arrived.isdecimal() else 0
        del st.query_params["naskah"]
    if opened := st.session_state.get(OPENED):
        show_opened(opened)
        return
    st.caption(say("policies.help"))
    actor, found = me(), Policy.shelf(programme, me(), db())
    standing = {one.pk: one for some in found.values() for one in some if one.state is PolicyState.IN_FORCE}
    read, team = Acknowledgement.of(standing.keys(), db()), members(programme.pk, db())
    for kind in PolicyKind:
        show_kind(kind, found[kind], programme, actor, read, team)


def show_opened(policy_id: int) -> None:
    st.button("Semua kebijakan", key="policy-back", icon=":material/arrow_back:", type="tertiary", on_click=leave)
    policy = Policy.find(policy_id, me(), db())
    if policy.state is PolicyState.DRAFT and not policy.objections_to_writing(me()):
        writing.show_draft(policy)
    else:
        text.show_policy(policy, look(policy))


def show_kind(
    kind: PolicyKind, versions: list[Policy], programme: Programme, actor: Actor, read: dict[int, dict[int, datetime]], team: dict[int, str]
) -> None:
    open_one = next((one for one in versions if one.state in (PolicyState.DRAFT, PolicyState.WAITING)), None)
    standing = next((one for one in versions if one.state is PolicyState.IN_FORCE), None)
    with st.container(border=True, gap="xsmall", key=f"policy-{kind.value}"):
        st.markdown(f"**{say(f'policy_kinds.{kind}')}**  \n:small[:gray[{blocks.plain(say(f'policy_about.{kind}'))}]]")
        if standing:
            show_standing(standing, actor, read[standing.pk], team)
        elif not open_one:
            st.caption(say("policies.none_keeper" if can(actor, "keep_policies", programme) else "policies.none"))
        if open_one and (open_one.state is PolicyState.WAITING or can(actor, "keep_policies", programme) or administers(actor)):
            with blocks.row_of(f"Versi {open_one.number}", about_open(open_one), look(open_one), border=False):
                st.button("Buka", key=f"policy-open-{open_one.pk}", on_click=look_at, args=(open_one.pk,))
        if not open_one and not Policy.objections_to_beginning(programme, actor):
            verb = "Buat versi baru" if standing else "Mulai dari contoh"
            st.button(verb, key=f"policy-begin-{kind.value}", icon=":material/edit:", on_click=begin, args=(programme.pk, kind))


def show_standing(policy: Policy, actor: Actor, read: dict[int, datetime], team: dict[int, str]) -> None:
    missing = [name for person_id, name in team.items() if person_id not in read]
    mine = actor.person_id in team and actor.person_id not in read
    with blocks.row_of(f"Versi {policy.number}", in_force(policy), look(policy), border=False):
        st.button("Baca" if mine else "Buka", key=f"policy-open-{policy.pk}", type="primary" if mine else "secondary",
                  on_click=look_at, args=(policy.pk,))  # fmt: skip
    if mine:
        st.markdown(f":small[:orange[:material/mark_email_unread: {say('policies.please_read')}]]")
    st.caption(how_many_read(team, missing) + review(policy))


def in_force(policy: Policy) -> str:
    who = policy.approved_by.name if policy.approved_by else "Simpul"
    return (
        say("policies.in_force_since", since=formats.day(policy.approved_at.astimezone(LOCAL).date()), who=who)
        if policy.approved_at
        else ""
    )


def about_open(policy: Policy) -> str:
    if policy.state is PolicyState.DRAFT:
        return say("policies.draft_by", number=policy.number, at=formats.short_moment(policy.changed_at))
    return text.waiting(policy)


def how_many_read(team: dict[int, str], missing: list[str]) -> str:
    if not missing:
        return say("policies.read_by_all")
    return say("policies.read_by", read=len(team) - len(missing), all=len(team))


def review(policy: Policy) -> str:
    if policy.review_on is None:
        return ""
    key = "review_late" if policy.review_on < today() else "review_soon"
    return f" · {say(f'policies.{key}', on=formats.day(policy.review_on))}"


def look(policy: Policy) -> blocks.Look:
    color, icon = LOOKS[policy.state]
    return blocks.Look(say(f"policy_states.{policy.state}"), color, icon)


def look_at(policy_id: int) -> None:
    st.session_state[OPENED] = policy_id


def leave() -> None:
    st.session_state.pop(OPENED, None)


def begin(programme_id: int, kind: PolicyKind) -> None:
    """The text in force, or our own starter text: a draft in any case."""
    with attempt(say("policies.begun")) as session:
        programme = Programme.find(programme_id, session)
        starter = reference.policies(kind, programme.key, {"office": programme.office.name, "programme": programme.name})
        policy = Policy.begin(programme, PolicyKind(kind), signed_in(session), session, starter)
        session.flush()
        st.session_state[OPENED] = policy.pk
