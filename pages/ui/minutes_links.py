"""What minutes decided on, as the way there; and 'Mengapa ini dilakukan?', the way back (S1.4)."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import streamlit as st
from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.base import Row, today
from models.errors import NotReady
from models.governance.minutes import Minutes
from models.governance.recording import LENGTHS, writes
from models.issues import Issue
from models.programmes import Programme
from pages.ui import blocks, choice, formats
from pages.ui.session import attempt, db, me, programmes, signed_in

PAGE = "programme/team/page.py"
SOP = "programme/sop/page.py"


class Way(NamedTuple):
    """The page, the query that opens a row there, and how the row is called."""

    page: str
    query: dict[str, str]
    name: str
    called: Callable[[Any], str]


WAYS = {
    "content": Way("review/content/page.py", {}, "id", lambda one: one.title),
    "plan": Way("work/planning/page.py", {"tab": "triwulan"}, "rencana", lambda one: f"{one.period.label}, versi {one.number}"),
    "evaluation": Way("results/evaluation/page.py", {}, "id", lambda one: one.period.label),
    "policy": Way(
        "office/policies/page.py", {"tab": "kebijakan"}, "naskah", lambda one: f"{say(f'policy_kinds.{one.kind}')}, versi {one.number}"
    ),
    "decree": Way(PAGE, {"tab": "sk"}, "sk", lambda one: " · ".join(filter(None, (one.number, one.title)))),
    "cycle": Way("programme/profile/page.py", {"tab": "tahapan"}, "siklus", lambda one: one.label),
}


def readable() -> list[Programme]:
    """Programmes whose minutes this person may read: his teams, or all for who sees all."""
    actor = me()
    return [one for one in programmes() if actor.sees_all or actor.is_admin or one.pk in actor.teams]


def show_why(about: Row, programme: Programme) -> None:
    """'Mengapa ini dilakukan?': the meetings on one row, and for whoever writes minutes a link to one more."""
    if programme.pk not in {one.pk for one in readable()}:
        return
    show_meetings(Minutes.about(about, db()), f"{about.__tablename__}-{about.pk}", programme, (str(about.__tablename__), about.pk))


def show_why_step(step: str, programme: Programme) -> None:
    """The same for a step of the SOP, named by its key."""
    if programme.pk in {one.pk for one in readable()}:
        show_meetings(Minutes.about_step(programme.pk, step, db()), f"step-{step}", programme, ("sop", step))


def show_meetings(found: Sequence[Minutes], key: str, programme: Programme, target: tuple[str, int | str]) -> None:
    writing = writes(programme, me())
    if not found and not writing:
        return
    count = f" ({len(found)})" if found else ""
    with st.popover(f"Mengapa ini dilakukan?{count}", icon=":material/help:", key=f"why-{key}"):
        for one in found:
            st.markdown(f"**{blocks.plain(one.title)}** :small[:gray[{formats.day(one.held_on)}]]")
            if one.standing:
                st.markdown("\n".join(f"{place}. {blocks.plain(it.text)}" for place, it in enumerate(one.standing, start=1)))
            st.page_link(PAGE, label="Buka notulen", icon=":material/arrow_forward:", query_params=_to(one.pk))
        if not found:
            st.caption(say("minutes.why_none"))
        if writing:
            show_linking(found, key, programme, target)


def show_linking(found: Sequence[Minutes], key: str, programme: Programme, target: tuple[str, int | str]) -> None:
    known = {one.pk for one in found}
    others = {one.pk: f"{one.title} ({formats.day(one.held_on)})" for one in Minutes.titles(programme.pk, db()) if one.pk not in known}
    if others:
        st.selectbox(
            "Tautkan notulen", list(others), index=None, key=f"why-pick-{key}", placeholder="Pilih notulen",
            format_func=lambda it: others[it],
        )  # fmt: skip
        st.button("Tautkan", key=f"why-link-{key}", icon=":material/link:", on_click=link, args=(f"why-pick-{key}", *target))
    title = "Atau buka notulen baru: judul rapat" if others else "Judul rapat"
    st.text_input(title, key=f"why-title-{key}", max_chars=LENGTHS["title"])
    st.button("Buka notulen baru", key=f"why-begin-{key}", icon=":material/edit_note:", on_click=begin, args=(key, programme.pk, *target))


def show_links(one: Minutes, actor: Actor) -> None:
    """Everything these minutes decided on, each one click away."""
    links, steps = one.links(), one.steps()
    shown = [(subject, row_id) for subject, row_id in links if subject in WAYS]
    if not shown and not steps:
        return
    blocks.heading("Memutuskan tentang", len(shown) + len(steps), icon="link")
    for subject, row_id in shown:
        way, label = WAYS[subject], blocks.plain(_called(subject, row_id, db()))
        st.page_link(way.page, label=label, icon=":material/arrow_forward:", query_params={**way.query, way.name: str(row_id)})
    for label in _steps(one, steps):
        st.page_link(SOP, label=blocks.plain(label), icon=":material/arrow_forward:", query_params=choice.address_of(one.programme_id))


def named(one: Minutes, session: Session) -> list[str]:
    """The same for paper: everything they decided on, by its name."""
    return [*(_called(*it, session) for it in one.links() if it[0] in WAYS), *_steps(one, one.steps())]


def begin(key: str, programme_id: int, subject: str, row_id: int | str) -> None:
    """Today's meeting on this row; what is still missing is written on its own sheet."""
    with attempt(say("minutes.begun_here"), then=lambda: st.session_state.update({f"why-title-{key}": ""})) as session:
        by, programme = signed_in(session), Programme.find(programme_id, session)
        about = programme if subject == "sop" else Minutes.row_of(subject, int(row_id), session)
        one = Minutes.begin(programme, st.session_state.get(f"why-title-{key}") or "", today(), by, session, about)
        if subject == "sop":
            one.link_step(str(row_id), by)


def link(picked: str, subject: str, row_id: int | str) -> None:
    with attempt(say("minutes.linked"), then=lambda: st.session_state.update({picked: None})) as session:
        by = signed_in(session)
        chosen = st.session_state.get(picked)
        if not chosen:
            raise NotReady(Issue("minutes", "minutes_not_chosen"))
        one = Minutes.current(chosen, None, by.teams, session)
        if subject == "sop":
            one.link_step(str(row_id), by)
        else:
            one.link(Minutes.row_of(subject, int(row_id), session), by)


def _called(subject: str, row_id: int, session: Session) -> str:
    return say(f"minutes_subjects.{subject}", name=WAYS[subject].called(Minutes.row_of(subject, row_id, session)))


def _steps(one: Minutes, keys: Sequence[str]) -> list[str]:
    labels = {step.key: f"{step.number}. {step.label}" for step in one.programme.rules.sop.steps}
    return [say("minutes_subjects.sop", name=labels.get(key, key)) for key in keys]


def _to(minutes_id: int) -> dict[str, str]:
    return {"tab": "notulen", "notulen": str(minutes_id)}
