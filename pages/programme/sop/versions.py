"""Tab Versi: pedoman yang pernah berlaku, dan apa yang berubah pada SOP di antaranya (S4.5, S-H, A-H)."""

from itertools import pairwise

import streamlit as st

from data.wording import say
from models.base import LOCAL
from models.playbooks.sop import Difference, differences
from models.programmes import PlaybookVersion, Programme
from pages.ui import blocks, formats
from pages.ui.session import db

COLORS: dict[str, tuple[blocks.Color, str]] = {"added": ("green", "add"), "removed": ("red", "remove"), "changed": ("orange", "edit")}


def show_versions(programme: Programme) -> None:
    found = PlaybookVersion.among(frozenset({programme.pk}), db())
    for before, one in reversed([*pairwise([None, *found])]):
        if one is None:
            continue
        look = blocks.Look("Berlaku", "green", "gavel") if one.pk == programme.playbook_id else blocks.Look("Digantikan", "gray", "history")
        on = formats.day(one.adopted_at.astimezone(LOCAL).date())
        with st.container(border=True, gap="xsmall"):
            meta = say("sop.version", on=on, digest=one.digest[:12], steps=len(one.rules.sop.main))
            with blocks.row_of(f"Pedoman versi {one.number}", meta, look, border=False):
                pass
            if before is not None:
                show_differences(differences(before.rules.sop, one.rules.sop))


def show_differences(found: list[Difference]) -> None:
    if not found:
        st.caption(say("sop.no_difference"))
    for one in found:
        color, icon = COLORS[one.kind]
        changed = ", ".join(say(f"sop_fields.{name}") for name in one.fields)
        words = f"{one.number}. {one.label}" + (f": {changed}" if changed else "")
        st.markdown(f":{color}-badge[:material/{icon}: {say(f'sop_differences.{one.kind}')}] {blocks.plain(words)}")
