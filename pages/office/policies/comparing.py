"""Versi-versi satu kebijakan, dan apa yang berubah di antaranya, kata demi kata."""

from collections.abc import Mapping
from itertools import zip_longest

import streamlit as st

from data.wording import say
from models.content.differences import between_texts
from models.governance.policies import Policy, PolicyState
from pages.ui import formats
from pages.ui.session import db, me
from pages.ui.speaking import marked

GONE: dict[str, str] = {}  # a section that one of the two versions lacks


def show_beside_standing(policy: Policy) -> None:
    """Against what is in force now: what an approval would change."""
    versions = Policy.versions(policy.programme_id, policy.kind, me(), db())
    standing = next((one for one in versions if one.state is PolicyState.IN_FORCE), None)
    if standing is None:
        st.caption(say("policies.first"))
        return
    with st.expander(say("policies.changed", before=standing.number, after=policy.number), expanded=True, icon=":material/difference:"):
        show_difference(standing, policy)


def show_versions(policy: Policy) -> None:
    """Any two versions; nothing where there is only one."""
    versions = {
        one.number: one for one in Policy.versions(policy.programme_id, policy.kind, me(), db()) if one.state is not PolicyState.DRAFT
    }
    if len(versions) < 2:
        return
    with st.expander("Bandingkan versi", icon=":material/history:"):
        numbers = list(versions)
        with st.container(horizontal=True, gap="xsmall"):
            before = st.selectbox("Dari", numbers, index=1, key=f"policy-before-{policy.pk}", format_func=lambda one: title(versions[one]))
            after = st.selectbox("Ke", numbers, index=0, key=f"policy-after-{policy.pk}", format_func=lambda one: title(versions[one]))
        if before in versions and after in versions:
            show_difference(versions[before], versions[after])


def show_difference(before: Policy, after: Policy) -> None:
    pairs = [pair for pair in zip_longest(before.sections, after.sections, fillvalue=GONE) if pair[0] != pair[1]]
    if not pairs:
        st.caption(say("policies.no_change"))
    for old, new in pairs:
        with st.container(gap=None):
            st.markdown(marked(between_texts(_text(old), _text(new))))


def title(policy: Policy) -> str:
    at = policy.approved_at or policy.submitted_at or policy.changed_at
    return f"Versi {policy.number} · {say(f'policy_states.{policy.state}')} · {formats.short_moment(at)}"


def _text(section: Mapping[str, str]) -> str:
    return f"{section['heading']}\n{section['text']}" if section else ""
