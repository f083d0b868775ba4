"""What minutes decided on, as the way there; and 'Mengapa ini dilakukan?', the way back (S1.4)."""

from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.base import Row
from models.governance.minutes import Minutes
from models.governance.recording import writes
from models.programmes import Programme
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, me, programmes, signed_in

PAGE = "programme/team/page.py"
# Table → page and the query that opens a row there.
WAYS: dict[str, tuple[str, dict[str, str], str]] = {
    "content": ("review/content/page.py", {}, "id"),
    "plan": ("work/planning/page.py", {"tab": "triwulan"}, "rencana"),
    "evaluation": ("results/evaluation/page.py", {}, "id"),
    "policy": ("office/policies/page.py", {"tab": "kebijakan"}, "naskah"),
    "decree": (PAGE, {"tab": "sk"}, "sk"),
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
    if not others:
        st.page_link(PAGE, label="Tulis notulen", icon=":material/edit_note:", query_params={"tab": "notulen"})
        return
    st.selectbox(
        "Tautkan notulen", list(others), index=None, key=f"why-pick-{key}", placeholder="Pilih notulen", format_func=lambda it: others[it]
    )
    st.button("Tautkan", key=f"why-link-{key}", icon=":material/link:", on_click=link, args=(f"why-pick-{key}", *target))


def show_links(one: Minutes, actor: Actor) -> None:
    """Everything these minutes decided on, each one click away."""
    links, steps = one.links(), one.steps()
    shown = [(subject, row_id) for subject, row_id in links if subject in WAYS]
    if not shown and not steps:
        return
    blocks.heading("Memutuskan tentang", len(shown) + len(steps), icon="link")
    for subject, row_id in shown:
        page, query, name = WAYS[subject]
        label = say(f"minutes_subjects.{subject}", number=row_id)
        st.page_link(page, label=label, icon=":material/arrow_forward:", query_params={**query, name: str(row_id)})
    labels = {step.key: f"{step.number}. {step.label}" for step in one.programme.rules.sop.steps}
    for step in steps:
        st.caption(blocks.plain(say("minutes_subjects.sop", number=labels.get(step, step))))


def link(picked: str, subject: str, row_id: int | str) -> None:
    with attempt(say("minutes.linked"), then=lambda: st.session_state.pop(picked, None)) as session:
        by = signed_in(session)
        one = Minutes.current(st.session_state.get(picked) or 0, None, by.teams, session)
        if subject == "sop":
            one.link_step(str(row_id), by)
        else:
            one.link(Minutes.row_of(subject, int(row_id), session), by)


def _to(minutes_id: int) -> dict[str, str]:
    return {"tab": "notulen", "notulen": str(minutes_id)}
