"""The fields in cards: what may be typed here with what is still open under each, the rest to read."""

from collections.abc import Iterable, Sequence

import streamlit as st

from models.content.drafts import Finding
from models.playbooks import FieldKind, FieldRule
from pages.ui import blocks
from pages.ui.speaking import spoken
from pages.work.compose.captions import show_captions
from pages.work.compose.desk import Desk
from pages.work.compose.inputs import show_input
from pages.work.compose.values import key_of

CARDS = ("Isi", "Unsur wajib", "Kanal dan teks unggahan", "Bahan (tidak tayang)")


def show_fields(desk: Desk, findings: Sequence[Finding]) -> None:
    rules = desk.content.rules.fields_of(desk.content.kind)
    for card in CARDS:
        mine = [rule for rule in rules if rule.key in desk.editable and card_of(rule, rules) == card]
        if mine:
            with st.container(border=True, gap="small"):
                blocks.heading(card)
                _show_card(desk, mine, findings, in_grid=card == "Unsur wajib")
    show_others(desk, [rule for rule in rules if rule.key not in desk.editable])


def card_of(rule: FieldRule, rules: Sequence[FieldRule]) -> str:
    """By what a field is for: internal material, what goes beside the post, the text itself, or a fact."""
    order = [one.key for one in rules]
    channels = next((place for place, one in enumerate(rules) if one.kind is FieldKind.CHANNELS), len(rules))
    if rule.internal:
        return "Bahan (tidak tayang)"
    if order.index(rule.key) >= channels:
        return "Kanal dan teks unggahan"
    return "Isi" if rule.kind in (FieldKind.TEXT, FieldKind.STEPS) or rule.key == "title" else "Unsur wajib"


def show_others(desk: Desk, rules: Sequence[FieldRule]) -> None:
    """What other stages write, to read: a designer works from it."""
    filled = [(rule, spoken(rule, desk.fields.get(rule.key), desk.content.rules, desk.contacts)) for rule in rules]
    filled = [(rule, words) for rule, words in filled if words]
    if not filled:
        return
    with st.expander("Isian lain (hanya dibaca)", icon=":material/lock:", expanded=not desk.editable & {rule.key for rule, _ in filled}):
        for rule, words in filled:
            with st.container(gap=None):
                st.caption(rule.label)
                st.text(words)


def show_open(findings: Iterable[Finding], about: str) -> None:
    """What is open about one field, right under it."""
    for one in findings:
        if one.issue.about == about and not one.met:
            blocks.field_issue(one.issue, one.level)


def _show_card(desk: Desk, rules: Sequence[FieldRule], findings: Sequence[Finding], *, in_grid: bool) -> None:
    if not in_grid:
        for rule in rules:
            _show_field(desk, rule, findings)
        return
    grid = st.grid(2, min_column_width=240)
    for rule in rules:
        with grid.cell():
            _show_field(desk, rule, findings)


def _show_field(desk: Desk, rule: FieldRule, findings: Sequence[Finding]) -> None:
    with st.container(gap="xxsmall", key=f"at-{key_of(desk.content.pk, rule.key)}"):
        if rule.kind is FieldKind.CAPTIONS:
            show_captions(desk, rule)
        else:
            show_input(desk.content, rule)
        show_open(findings, rule.key)
