"""The form of a version being written: one block per level, another one added, the last one taken away."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.governance.contacts import Contact
from models.programmes import Programme
from models.public.escalation import EscalationVersion, Step
from models.public.escalation_writing import LABEL_LENGTH, MOST_HOURS, MOST_LEVELS
from pages.ui.session import attempt, db, signed_in


def show_form(version: EscalationVersion, programme: Programme, actor: Actor) -> None:
    key, count = f"level-{version.pk}", how_many(version)
    contacts = {one.pk: one.label for one in Contact.directory(actor, programme.pk, db())}
    roles = {one.key: one.label for one in programme.rules.roles if not one.unit}
    for number in range(count):
        step = version.steps[number] if number < len(version.steps) else Step("", 0, ())
        with st.container(border=True, gap="xsmall"):
            left, right = st.columns([2, 1])
            left.text_input(f"Tingkat {number + 1}", value=step.label, key=f"{key}-{number}-label", max_chars=LABEL_LENGTH)
            right.number_input(
                "Jam layanan sesudah tenggat",
                0.0,
                float(MOST_HOURS),
                float(step.after_hours),
                0.5,
                key=f"{key}-{number}-hours",
                format="%g",
            )
            st.multiselect(
                "Peran yang diberi tahu", list(roles), [one for one in step.roles if one in roles], key=f"{key}-{number}-roles",
                format_func=lambda one: roles[one], placeholder="Pilih peran",
            )  # fmt: skip
            st.selectbox(
                "Kontak (boleh kosong)", list(contacts), key=f"{key}-{number}-contact", placeholder="Pilih dari direktori kontak",
                index=list(contacts).index(step.contact_id) if step.contact_id in contacts else None,
                format_func=lambda one: contacts.get(one, ""),
            )  # fmt: skip
    with st.container(horizontal=True, gap="xsmall"):
        st.button(
            "Tambah tingkat",
            key=f"{key}-more",
            icon=":material/add:",
            disabled=count >= MOST_LEVELS,
            on_click=grow,
            args=(version.pk, count + 1),
        )
        st.button(
            "Hapus tingkat terakhir", key=f"{key}-less", type="tertiary", disabled=count < 2, on_click=grow, args=(version.pk, count - 1)
        )
    st.button("Simpan konsep", key=f"{key}-save", on_click=save, args=(version.pk, version.version, count))


def how_many(version: EscalationVersion) -> int:
    return int(st.session_state.get(f"level-{version.pk}-count") or len(version.steps) or 1)


def grow(version_id: int, count: int) -> None:
    st.session_state[f"level-{version_id}-count"] = count


def given(version_id: int, count: int) -> list[Step]:
    state = st.session_state
    found = []
    for number in range(count):
        key = f"level-{version_id}-{number}"
        found.append(
            Step(state.get(f"{key}-label") or "", float(state.get(f"{key}-hours") or 0), tuple(state.get(f"{key}-roles") or ()),
                 state.get(f"{key}-contact"))
        )  # fmt: skip
    return found


def save(version_id: int, seen: int, count: int) -> None:
    with attempt(say("escalation.saved")) as session:
        by = signed_in(session)
        EscalationVersion.current(version_id, seen, by, session).revise(given(version_id, count), by)
