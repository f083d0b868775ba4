"""Peran: namanya, tugasnya, dan kewenangannya per kotak centang, dicatat sebagai usulan seperti aturan lain."""

import re

import streamlit as st

from data.wording import say
from models.governance.rule_proposals import RuleProposal
from models.playbooks import RIGHTS, Playbook, Role
from pages.ui.session import attempt, notice, signed_in

LENGTHS = {"label": 60, "duties": 1_500}
NEW = "baru"


def show_roles(one: RuleProposal) -> None:
    roles = {role.key: role for role in one.rules.roles}
    chosen = st.selectbox("Peran", list(roles), key="rules-role", format_func=lambda key: roles[key].label if key in roles else "")
    if chosen in roles:
        show_role(one, roles[chosen])
    added = st.expander("Tambah peran", icon=":material/add:", key="rules-role-form")
    with added.form(f"rules-role-{one.pk}-{one.version}-{NEW}", border=False):
        st.caption(say("rules.role_new"))
        show_words(one, NEW, "", ())
        st.form_submit_button("Tambah peran", on_click=add, args=(one.pk, one.version))


def show_role(one: RuleProposal, role: Role) -> None:
    with st.form(f"rules-role-{one.pk}-{one.version}-{role.key}", border=False):
        show_words(one, role.key, role.label, role.duties)
        st.caption(say("rules.role_unit" if role.unit else "rules.role_rights"))
        if not role.unit:
            columns = st.columns(2, gap="medium")
            for place, right in enumerate(RIGHTS):
                label = say(f"rights.{right}")
                held = role.key in one.rules.rights[right]
                columns[place % 2].checkbox(label[:1].upper() + label[1:], value=held, key=key(one, role.key, right))
        st.form_submit_button("Catat perubahan", icon=":material/save:", on_click=save, args=(one.pk, one.version, role.key))


def show_words(one: RuleProposal, role: str, label: str, duties: tuple[str, ...]) -> None:
    st.text_input("Nama peran", value=label, key=key(one, role, "label"), max_chars=LENGTHS["label"])
    st.text_area(
        "Tugas, satu per baris", value="\n".join(duties), key=key(one, role, "duties"), max_chars=LENGTHS["duties"], height=110
    )  # fmt: skip


def key(one: RuleProposal, role: str, part: str) -> str:
    """By version: after a save by somebody else the form shows what is stored."""
    return f"role-{one.pk}-{one.version}-{role}-{part}"


def save(proposal_id: int, seen: int, role: str) -> None:
    """Only what differs is written, so that what was assumed stays so where nobody touched it."""
    with attempt() as session:
        by = signed_in(session)
        one = RuleProposal.current(proposal_id, seen, by, session)
        rules = one.rules
        label, duties = typed(one, role)
        edits: dict[str, object] = {}
        if label != rules.role(role).label:
            edits[f"roles.{role}.label"] = label
        if duties != list(rules.role(role).duties):
            edits[f"roles.{role}.duties"] = duties
        edits |= {f"rights.{right}": holders for right, holders in rights(one, rules, role).items()}
        if edits:
            one.edit(by, edits)
        notice(*(("done", say("rules.saved")) if edits else ("info", say("rules.nothing_changed"))))


def add(proposal_id: int, seen: int) -> None:
    """Its key is made of its name; it reads, and what else it may do is ticked afterwards."""
    with attempt(say("rules.saved")) as session:
        by = signed_in(session)
        one = RuleProposal.current(proposal_id, seen, by, session)
        label, duties = typed(one, NEW)
        taken = {role.key for role in one.rules.roles}
        base = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")[:40] or "peran"
        base = base if base[0].isalpha() else f"peran_{base}"
        name = next(found for found in (base, *(f"{base}_{number}" for number in range(2, 100))) if found not in taken)
        reading = {"rights.read": [*one.rules.rights["read"], name]}
        one.add(by, "roles", {"key": name, "label": label, "duties": duties}, reading)


def typed(one: RuleProposal, role: str) -> tuple[str, list[str]]:
    state = st.session_state
    lines = str(state.get(key(one, role, "duties")) or "").splitlines()
    return str(state.get(key(one, role, "label")) or "").strip(), [line.strip() for line in lines if line.strip()]


def rights(one: RuleProposal, rules: Playbook, role: str) -> dict[str, list[str]]:
    """Right → who would hold it, for those ticked otherwise than they stand; an undrawn box changes nothing."""
    changed = {}
    for right in RIGHTS:
        holders = list(rules.rights[right])
        wanted = bool(st.session_state.get(key(one, role, right), role in holders))
        if wanted != (role in holders):
            changed[right] = [*holders, role] if wanted else [holder for holder in holders if holder != role]
    return changed
