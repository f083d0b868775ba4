"""Simpulan: what each of the two said, and how the next one is given, here or by telephone."""

from typing import Any

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.people import Assignment, Person
from models.programmes import Programme
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.states import is_hoax
from models.public.hoaxes.verdicts import HoaxVerdict
from pages.live.hoaxes import asking, looks, recording
from pages.ui import blocks, formats
from pages.ui.dialogs import closing
from pages.ui.session import attempt, db, me, signed_in


def show_verdict(case: HoaxCase, actor: Actor) -> None:
    with st.container(border=True, gap="xsmall"):
        blocks.heading("Simpulan", icon="gavel")
        if case.result:
            color = "red" if is_hoax(case.result) else "green"
            st.markdown(blocks.Look(looks.result(case.programme, case.result, case.made_by_ai), color, "gavel").markdown)  # type: ignore[arg-type]
        elif not case.standing:
            st.caption(say("hoaxes.two_people"))
        names = _names(case)
        for one in case.standing:
            show_one(case, one, names)
        if older := [one for one in case.verdicts if one.attempt != case.attempt]:
            with st.expander(f"Simpulan yang tidak berlaku lagi ({len(older)})", type="compact"):
                for one in older:
                    show_one(case, one, names)
        if case.clarified_at is not None and case.result:
            st.caption(say("hoaxes.locked"))


def show_one(case: HoaxCase, one: HoaxVerdict, names: dict[int, str]) -> None:
    label = looks.result(case.programme, one.result, one.made_by_ai)
    about = [formats.short_moment(one.at)]
    if one.on_behalf_of_id:
        about.append(say("hoaxes.on_behalf", name=names.get(one.on_behalf_of_id, "")))
    if one.verbal and one.reached_at:
        about.append(say("hoaxes.verbal", by=names.get(one.by_id, ""), at=formats.short_moment(one.reached_at)))
        settled = next((each for each in case.confirmations if each.verdict_id == one.id), None)
        about.append(say(f"hoax_confirmations.{settled.kind}") if settled else "belum dikonfirmasi")
    agrees = "" if one.agrees else " :red-badge[Tidak sependapat]"
    meta = f":small[:gray[{blocks.plain(' · '.join(about))}]]"
    st.markdown(f"**{one.seat}. {blocks.plain(names.get(one.person_id, ''))}**: {blocks.plain(label)}{agrees}  \n{meta}")
    if one.note:
        st.text(one.note.text)


def show_ways(case: HoaxCase, actor: Actor) -> None:
    """The buttons, or why there are none for this person."""
    first = case.first_verdict
    if first is not None and not case.result:
        who = Person.names({first.person_id}, db()).get(first.person_id, "")
        st.markdown(blocks.plain(say("hoaxes.first_said", result=looks.result(case.programme, first.result, first.made_by_ai), who=who)))
        st.caption(say("hoaxes.agree_or_not"))
    if case.result:
        st.caption(looks.result(case.programme, case.result, case.made_by_ai))
        if not case.objections_to_replacing(actor):
            st.button("Gantikan simpulan lisan", key="call-replace", on_click=asking.ask, args=("replace", case.pk))
        return
    issues = case.objections_to_concluding(actor)
    with st.container(horizontal=True, gap="xsmall"):
        label = "Beri simpulan kedua" if first else "Beri simpulan"
        st.button(label, key="conclude", type="primary", disabled=bool(issues), on_click=asking.ask, args=("conclude", case.pk))
        if not case.objections_to_recording_call(actor):
            st.button("Catat simpulan lisan", key="conclude-call", icon=":material/call:", on_click=asking.ask, args=("call", case.pk))
    blocks.issues_list(issues)


def show_conclude(case: HoaxCase) -> None:
    key = f"hoax-{case.pk}-verdict"
    show_fields(key, case)
    asking.show_buttons("conclude-save", "Simpulkan", conclude, case.pk, case.version)


def show_fields(key: str, case: HoaxCase) -> None:
    part, first = case.programme.rules.hoaxes, case.first_verdict
    labels = {one.key: one.label for one in (*part.classes, *part.exits)}
    default = first.result if first and first.result in labels else None
    st.pills("Simpulan", list(labels), default=default, key=f"{key}-result", format_func=lambda one: f":gray[{blocks.plain(labels[one])}]")
    st.toggle("Rekayasa AI", value=bool(first and first.made_by_ai), key=f"{key}-ai")
    st.text_area("Alasan", key=f"{key}-reason", height=110, placeholder="Apa yang diperiksa, kepada siapa, dan apa faktanya")
    if first is None:
        st.caption(say("hoaxes.two_people"))


def conclude(case_id: int, seen: int) -> None:
    with attempt("Simpulan dicatat.", then=closing) as session:
        by = signed_in(session)
        HoaxCase.current(case_id, seen, by, session).conclude(by, **_given(case_id))


def show_call(case: HoaxCase) -> None:
    key = f"hoax-{case.pk}-verdict"
    st.caption(say("hoaxes.call_ask"))
    first = case.first_verdict
    taken = first.people if first else frozenset[int]()
    people = {one.pk: one.name for one in _deciders(case.programme) if one.pk not in taken and one.pk != me().person_id}
    st.selectbox(
        "Yang menyimpulkan", list(people), index=None, key=f"{key}-person", placeholder="Pilih orang",
        format_func=lambda one: people.get(one, ""),
    )  # fmt: skip
    st.session_state.setdefault(f"{key}-at", recording.this_minute())
    st.datetime_input("Dihubungi pada (WIB)", format="DD/MM/YYYY", step=60, key=f"{key}-at")
    st.text_input("Lewat apa", key=f"{key}-how", placeholder="Telepon ke nomor dinas, 2 menit")
    show_fields(key, case)
    asking.show_buttons("call-save", "Catat simpulan lisan", record_call, case.pk, case.version)


def record_call(case_id: int, seen: int) -> None:
    state, key = st.session_state, f"hoax-{case_id}-verdict"
    with attempt("Simpulan lisan dicatat.", then=closing) as session:
        by = signed_in(session)
        case = HoaxCase.current(case_id, seen, by, session)
        person = Person.find(state.get(f"{key}-person") or 0, session)
        reached = recording.aware(state.get(f"{key}-at")) or case.received_at
        case.record_call(by, person, how=state.get(f"{key}-how") or "", reached_at=reached, **_given(case_id))


def show_reason(case: HoaxCase, name: str) -> None:
    """Denying, replacing or correcting: all want a reason."""
    told = {"deny": "", "replace": say("hoaxes.replace_ask"), "correct": say("hoaxes.correct_ask")}[name]
    if told:
        st.caption(told)
    st.text_area("Alasan", key=f"hoax-{case.pk}-{name}-reason", height=100)
    verbs = {"deny": "Bantah", "replace": "Gantikan", "correct": "Koreksi simpulan"}
    asking.show_buttons(f"{name}-save", verbs[name], with_reason, case.pk, case.version, name)


def with_reason(case_id: int, seen: int, name: str) -> None:
    reason = st.session_state.get(f"hoax-{case_id}-{name}-reason") or ""
    with attempt("Dicatat.", then=closing) as session:
        by = signed_in(session)
        case = HoaxCase.current(case_id, seen, by, session)
        {"deny": case.deny_call, "replace": case.replace_call, "correct": case.begin_correction}[name](by, reason)


def _given(case_id: int) -> dict[str, Any]:
    state, key = st.session_state, f"hoax-{case_id}-verdict"
    return {
        "result": state.get(f"{key}-result") or "", "reason": state.get(f"{key}-reason") or "", "made_by_ai": bool(state.get(f"{key}-ai")),
    }  # fmt: skip


def _deciders(programme: Programme) -> list[Person]:
    return Assignment.holders(programme.pk, programme.rules.rights["conclude_hoax"], db())


def _names(case: HoaxCase) -> dict[int, str]:
    asked = {one for verdict in case.verdicts for one in (verdict.person_id, verdict.by_id, verdict.on_behalf_of_id) if one is not None}
    return Person.names(asked, db())
