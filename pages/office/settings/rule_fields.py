"""Satu nilai pedoman di layar, menurut jenisnya: pilihan, angka, daftar, tulisan."""

from typing import Any, NamedTuple

import streamlit as st

from models.playbooks import Playbook
from pages.ui import rule_words

LONG = 70


class Field(NamedTuple):
    """A key path with its label; `options` where one (or `several`) of them is chosen."""

    path: str
    label: str
    options: tuple[str, ...] = ()
    several: bool = False


def drawn(field: Field, value: Any, key: str, rules: Playbook) -> None:
    names = rule_words.labels(rules)
    if field.several:
        st.multiselect(
            field.label, field.options, default=value, key=key, placeholder="Pilih", format_func=lambda one: rule_words.value(one, names)
        )
    elif field.options:
        index = field.options.index(value) if value in field.options else 0
        st.selectbox(field.label, field.options, index=index, key=key, format_func=lambda one: rule_words.value(one, names))
    elif isinstance(value, bool):
        st.checkbox(field.label, value=value, key=key)
    elif isinstance(value, float) and not value.is_integer():
        st.number_input(field.label, value=value, key=key, min_value=0.0, step=0.5, format="%g")
    elif isinstance(value, int | float) or value is None:
        st.number_input(field.label, value=None if value is None else int(value), key=key, min_value=0, step=1)
    elif len(value) > LONG:
        st.text_area(field.label, value=value, key=key, height=90)
    else:
        st.text_input(field.label, value=value, key=key)


def typed(key: str, before: Any) -> Any:
    """What stands in the form; a widget that was never drawn changes nothing."""
    value = st.session_state.get(key, before)
    if isinstance(before, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return [*value] if isinstance(before, list) else value
